"""The panes of Review side by side, and which of them fold where the window is small."""

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QSplitter, QWidget

from ui.review.coding import WIDTH as PANEL
from ui.search_box.facets import WIDTH as FACETS
from ui.theme import theme

FOLD_FACETS, TAKE_TURNS = 1400, 1180
LIST, VIEWER = 370, 700
LIST_SMALLEST, LIST_LARGEST, VIEWER_SMALLEST = 340, 560, 400
_NO_LIMIT = 16_777_215


class Panes(QSplitter):
    """Facets, list, viewer and coding panel, which keep the sizes that the person gave them."""

    def __init__(
        self, facets: QWidget, listed: QWidget, viewer: QWidget, panel: QWidget, shape: QByteArray | None
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._facets, self._list, self._viewer = facets, listed, viewer
        self._drawer, self._turned, self._width = False, False, FOLD_FACETS
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        limits = (
            (facets, FACETS, 300),
            (listed, LIST_SMALLEST, LIST_LARGEST),
            (viewer, VIEWER_SMALLEST, None),
            (panel, PANEL, 340),
        )
        for pane, smallest, largest in limits:
            pane.setMinimumWidth(theme.px(smallest))
            pane.setMaximumWidth(theme.px(largest) if largest else _NO_LIMIT)
            self.addWidget(pane)
        self.setSizes([theme.px(width) for width in (FACETS, LIST, VIEWER, PANEL)])
        self.setStretchFactor(2, 1)
        self.restoreState(shape or QByteArray())

    @property
    def takes_turns(self) -> bool:
        """Whether list and viewer stand one in the other's place."""
        return self._width < theme.px(TAKE_TURNS)

    def fit(self, width: int) -> None:
        """Shows what there is room for in a window of this width."""
        self._width = width
        self._facets.setVisible((width >= theme.px(FOLD_FACETS) or self._drawer) and not self._turned)
        self._list.setVisible(not self._turned)
        self._viewer.setVisible(self._turned or not self.takes_turns)

    def toggle_drawer(self) -> bool:
        """Opens or closes the facets where they are folded; says whether they are open."""
        self._drawer = not self._drawer
        self.fit(self._width)
        return self._drawer

    def toggle_viewer(self) -> None:
        """Only viewer and panel, or everything again."""
        self.turn(not self._turned)

    def turn(self, to_viewer: bool) -> None:
        """Gives the room to the viewer, or back to the list."""
        self._turned = to_viewer
        self.fit(self._width)
