"""A picture: blurred and grey until the person holds B, since nobody should see what they did not choose to see."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from ui.frames import focus_ring, rounded
from ui.theme import Size, theme
from ui.translate import tr

BLUR_SIDE = 20
ZOOM_STEP = 1.15


class PictureCanvas(QAbstractScrollArea):
    """Pixels fitted into the sight; Ctrl and the wheel zoom. `reveal` is held by a key, `keep_revealed` for this item."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._image, self._blurred = QImage(), QImage()
        self._held, self._kept, self._zoom = False, False, 1.0

    @property
    def is_revealed(self) -> bool:
        """Whether the picture can be seen now."""
        return self._held or self._kept

    def show_picture(self, image: QImage, name: str) -> None:
        """A new picture, blurred again."""
        self._image, self._blurred = image, blurred(image)
        self._held, self._kept, self._zoom = False, False, 1.0
        self.setAccessibleName(tr("Picture {name}, blurred", name=name))
        self._range()

    def reveal(self, on: bool) -> None:
        """Shows it while the key is down."""
        self._held = on
        self.viewport().update()

    def keep_revealed(self) -> None:
        """Shows it until another item is opened."""
        self._kept = not self._kept
        self.viewport().update()

    def page(self, down: bool) -> None:
        """A screen further or back, where it is zoomed."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + (1 if down else -1) * self.viewport().height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom = min(8.0, max(1.0, self._zoom * (ZOOM_STEP if event.angleDelta().y() > 0 else 1 / ZOOM_STEP)))
            self._range()
        else:
            super().wheelEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, area = QPainter(self.viewport()), self.viewport().rect()
        painter.fillRect(area, theme.tokens.surface)
        if not self._image.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self._place(), self._image if self.is_revealed else self._blurred)
            if not self.is_revealed:
                self._say(painter, tr("Blurred. Hold B to see it, Shift B for this item."))
        if self.hasFocus():
            focus_ring(painter, area, 0)

    def resizeEvent(self, event: object) -> None:
        self._range()

    def _say(self, painter: QPainter, words: str) -> None:
        painter.setFont(theme.font(Size.BODY))
        width, height = painter.fontMetrics().horizontalAdvance(words) + theme.px(32), theme.px(36)
        middle = self.viewport().rect().center()
        box = QRectF(middle.x() - width / 2, middle.y() - height / 2, width, height)
        rounded(painter, box, theme.tokens.surface, theme.tokens.line)
        painter.setPen(theme.tokens.text)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _place(self) -> QRectF:
        sight, margin = self.viewport().rect(), theme.px(20)
        if self._image.isNull():
            return QRectF()
        ratio = (
            min(
                (sight.width() - 2 * margin) / self._image.width(),
                (sight.height() - 2 * margin) / self._image.height(),
                2.0,
            )
            * self._zoom
        )
        width, height = self._image.width() * ratio, self._image.height() * ratio
        left = max(margin, (sight.width() - width) / 2) - self.horizontalScrollBar().value()
        top = max(margin, (sight.height() - height) / 2) - self.verticalScrollBar().value()
        return QRectF(left, top, width, height)

    def _range(self) -> None:
        for bar, wanted, sight in (
            (self.horizontalScrollBar(), self._place().width(), self.viewport().width()),
            (self.verticalScrollBar(), self._place().height(), self.viewport().height()),
        ):
            bar.setRange(0, max(0, round(wanted) + 2 * theme.px(20) - sight))
            bar.setPageStep(sight)
        self.viewport().update()


def blurred(image: QImage) -> QImage:
    """A grey ghost of a picture: 20 px on its longer side, drawn large."""
    if image.isNull():
        return image
    small = image.scaled(
        BLUR_SIDE, BLUR_SIDE, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    return small.convertToFormat(QImage.Format.Format_Grayscale8)
