from tests.ui.test_main_job import *
from tests.ui.test_main_job import material
from tests.ui.conftest import *
def test_dbg(desk, tmp_path, material):
    desk.makes_case("Larch", tmp_path, "D. Officer", "correct-horse-battery")
    desk.adds(material, "ABC/3", "Ward mailbox")
    found = desk.searches("a favour in return")
    desk.opens(found[0]); desk.presses("R","1"); desk.presses("Enter"); desk.settles()
    desk.presses("Ctrl+3")
    export = desk.window.place
    desk.fills(export.out, str(tmp_path/"b"))
    desk.presses("Enter")
    import time
    t=time.time()
    try: desk.waits(lambda: export.make.isEnabled() or time.time()-t>6)
    except Exception as e: print(e)
    print("HEAD", export.pane._head.text(), export.question.text(), export._previewed, desk.window.notice.words)
    from ui.export.queries import preview
    print(preview(export.session, export._wanted()))
