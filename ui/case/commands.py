"""What can be done in the Case place."""

from ui.case.place import CasePlace
from ui.commands import command


@command("case.add", "Add material", key="A", place="case")
def add(case: CasePlace) -> None:
    case.add()


@command("case.start", "Start reading what the panel names", key="Ctrl+Return", place="case")
def start(case: CasePlace) -> None:
    case.submit_add()


@command("case.close-panel", "Close the panel", key="Esc", place="case")
def close_panel(case: CasePlace) -> None:
    case.close_panel()


@command("case.pause", "Pause or go on reading", key="P", place="case")
def pause(case: CasePlace) -> None:
    case.work.pause_or_go_on()


@command("case.skip", "Skip the file being read", place="case")
def skip(case: CasePlace) -> None:
    case.work.skip()


@command("case.stop", "Stop reading after this file", place="case")
def stop(case: CasePlace) -> None:
    case.work.stop()


@command("case.retry", "Try again what could not be read", place="case")
def retry(case: CasePlace) -> None:
    case.retry()


@command("case.refresh", "Count anew", key="F5", place="case")
def refresh(case: CasePlace) -> None:
    case.refresh()
