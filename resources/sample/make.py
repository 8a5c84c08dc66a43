"""Makes the sample case's material from the texts in `story/`: `python make.py FOLDER`.

Fiction from beginning to end. The same texts give the same bytes on every run (but for one locked PDF, whose cipher
draws random numbers); needs only libraries that the program itself needs.
"""

import sys
from pathlib import Path

import archives
import chats
import mails
import papers
import pictures
from story import Files, placed, read_exhibits, written

INSIDE_ONLY = ("Mail attachments/", "In chats/")  # never lie loose: attached to a mail, or sent in a conversation


def material() -> Files:
    """Every file of the material: where it lies below the folder, its bytes and its date."""
    documents = papers.documents()
    drawn = pictures.pictures()
    files = {path: file for path, file in (documents | drawn).items() if not path.startswith(INSIDE_ONLY)}
    files.update(mails.boxes(documents))
    files.update(chats.chats(drawn))
    files.update(archives.archives(documents))
    return {placed(path): file for path, file in files.items()}


def make(folder: Path) -> None:
    """Writes the material below `folder`, one folder an exhibit."""
    for path, file in material().items():
        written(folder / path, file)
    missing = [exhibit["reference"] for exhibit in read_exhibits() if not (folder / exhibit["folder"]).is_dir()]
    if missing:
        sys.exit(f"the story has no material for {', '.join(missing)}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: make.py FOLDER")
    make(Path(sys.argv[1]))
