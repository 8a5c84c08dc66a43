"""What can be done in the Export place."""

from ui.commands import command
from ui.export.place import ExportPlace


@command("export.preview", "Preview the bundle", key="F5", place="export")
def preview(export: ExportPlace) -> None:
    export.preview()


@command("export.make", "Make the bundle", key="Ctrl+Return", place="export")
def make(export: ExportPlace) -> None:
    export.export()


@command("export.verify", "Verify the bundle that was made", place="export")
def verify(export: ExportPlace) -> None:
    export.verify()


@command("export.stop", "Stop making the bundle", place="export")
def stop(export: ExportPlace) -> None:
    export.work.stop()
