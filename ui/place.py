"""What every place of the window gives its frame."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.ops import CaseQuery
from ui.session import Session


class Place(QWidget):
    """One of the places on the rail, made anew for each sitting.

    `said` is a line for the foot of the window, `went` asks for another place, `sought` asks Review for a question.
    """

    name = ""
    said = Signal(str)
    went = Signal(str)
    sought = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session

    def run(self, wanted: CaseQuery[Any]) -> None:
        """Asks the engine."""
        self.session.run(wanted)

    def entered(self) -> None:
        """The place has come to the front."""

    def leaving(self) -> None:
        """The sitting ends (lock, close): keep what is not saved."""

    def is_painted(self) -> bool:
        """Whether what single keys would act on is on the screen."""
        return True
