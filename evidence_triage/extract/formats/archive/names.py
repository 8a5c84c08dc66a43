"""Names of members as text: what a name would have done to a disk is kept as a name and done to none."""

import unicodedata

LOCATOR_CHARACTERS = 8_000


def locator(name: str) -> str:
    """The member's path as its locator: slashes one way, no drive, no way up or out, control characters shown as escapes.

    Two names may become one locator; whoever keeps them tells them apart.
    """
    parts = [_plain(part) for part in name.replace("\\", "/").split("/")]
    kept = [part for part in parts if part not in ("", ".", "..")]
    return "/".join(kept)[:LOCATOR_CHARACTERS] or "unnamed"


def plays_tricks(name: str) -> bool:
    """Whether the name would lead out of the folder that it is unpacked into, or looks like another name than it is."""
    parts = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or ".." in parts or name[1:2] == ":" or any(_is_hidden(char) for char in name)


def _is_hidden(char: str) -> bool:
    """Control characters and marks that turn the direction of reading."""
    return unicodedata.category(char) in ("Cc", "Cf")


def _plain(part: str) -> str:
    return "".join(char.encode("unicode_escape").decode("ascii") if _is_hidden(char) else char for char in part).strip(
        " "
    )
