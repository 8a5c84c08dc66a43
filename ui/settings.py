"""What the window remembers of a person's taste, on this workstation: looks, sizes, recent folders. Nothing of the material."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from evidence_triage import data

RECENT_CASES = 8


class Settings:
    """Kept in one file beside the anchors, never inside a case."""

    def __init__(self) -> None:
        self._kept = QSettings(str(data.anchors().parent / "desktop.ini"), QSettings.Format.IniFormat)

    @property
    def look(self) -> str:
        """light, dark or system."""
        return str(self._kept.value("look", "system"))

    @look.setter
    def look(self, choice: str) -> None:
        self._kept.setValue("look", choice)

    @property
    def zoom(self) -> float:
        """The interface size as a ratio of the system's."""
        return float(str(self._kept.value("zoom", 1.0)))

    @zoom.setter
    def zoom(self, ratio: float) -> None:
        self._kept.setValue("zoom", ratio)

    @property
    def single_keys(self) -> bool:
        """Whether keys without a modifier act."""
        return str(self._kept.value("single_keys", "true")) == "true"

    @single_keys.setter
    def single_keys(self, on: bool) -> None:
        self._kept.setValue("single_keys", "true" if on else "false")

    def shape(self, name: str) -> QByteArray | None:
        """The sizes of a window or splitter as it was left."""
        value = self._kept.value(f"shape/{name}")
        return value if isinstance(value, QByteArray) else None

    def keep_shape(self, name: str, shape: QByteArray) -> None:
        self._kept.setValue(f"shape/{name}", shape)

    def recent(self) -> list[Path]:
        """Case folders opened here, the last first; those that are gone are left out."""
        return [path for path in self._folders() if (path / "case.toml").is_file()]

    def opened(self, folder: Path) -> None:
        """Puts a case at the head of the recent ones."""
        folders = [str(folder), *(str(path) for path in self._folders() if path != folder)]
        self._kept.setValue("recent", "\n".join(folders[:RECENT_CASES]))

    def _folders(self) -> list[Path]:
        return [Path(line) for line in str(self._kept.value("recent", "") or "").splitlines() if line]
