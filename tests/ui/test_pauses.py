"""Nothing takes the window away: while material is read in, the GUI thread's own work never holds the event loop for 100 ms."""

from ui.watchdog import Watchdog

LONGEST_OWN_SECONDS = 0.1


def test_the_window_goes_on_while_material_is_read(officer_at_sample, sample_material, qapp):
    desk = officer_at_sample
    desk.presses("Ctrl+2")
    desk.settles()
    watchdog = Watchdog()
    watchdog.start()
    folder = next(each for each in sample_material.iterdir() if "mailbox" in each.name)
    said = {
        "description": None,
        "seized": None,
        "authority": None,
        "owner": None,
        "scope": None,
        "screen": None,
        "screen_reason": "test",
    }
    desk.window.work.start(
        "add",
        "Reading XYZ/1",
        {
            "paths": [str(folder)],
            "exhibit": "XYZ/1",
            "said": said,
            "storage": "copy",
            "until": "words",
            "workers": 1,
            "skip": [],
        },
    )
    for question in ("lot 4", "kitchens", "kind:message friday", "gratitude for help"):
        desk.opens(desk.searches(question)[2])
    desk.presses("Ctrl+1")
    desk.waits(lambda: not desk.window.work.running)
    desk.settles()
    watchdog.stop()
    own = [pause for pause in watchdog.pauses if pause.own > LONGEST_OWN_SECONDS]
    assert not own, own[0].stack
    assert desk.window.place.shown.status.adds_up
