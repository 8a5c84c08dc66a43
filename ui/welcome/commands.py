"""What can be done while no case is open."""

from ui.commands import command
from ui.welcome.place import Welcome


@command("welcome.new", "New case", key="Ctrl+N", place="welcome")
def new_case(welcome: Welcome) -> None:
    welcome.begin()


@command("welcome.open", "Open a case", key="Ctrl+O", place="welcome")
def open_case(welcome: Welcome) -> None:
    welcome.choose()


@command("welcome.sample", "Explore the sample case", place="welcome")
def sample(welcome: Welcome) -> None:
    welcome.explore()


@command("welcome.verify", "Verify a bundle", place="welcome")
def verify(welcome: Welcome) -> None:
    welcome.verify()
