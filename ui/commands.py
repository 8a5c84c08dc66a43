"""Everything that can be done, each thing once: menu, palette, keys, tooltips and the overlay of keys are made from it.

A command is a function of its place; what it gives back (a `CaseOp`, a `CaseQuery` or nothing) is run by the window.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ui.ops import CaseQuery

Act = Callable[..., CaseQuery[Any] | None]


@dataclass(frozen=True)
class Command:
    """One thing that can be done. `needs_item`: its key counts only for an item that is painted.

    `hold`: the key acts while it is down (its function gets True, then False). `repeats`: a key held down repeats it.
    """

    name: str
    words: str
    place: str
    keys: tuple[str, ...]
    act: Act
    repeats: bool
    needs_item: bool
    hold: bool

    @property
    def key(self) -> str:
        """The first key, as it is shown."""
        return shown(self.keys[0]) if self.keys else ""


_registry: dict[str, Command] = {}


def command(
    name: str,
    words: str,
    *,
    key: str | tuple[str, ...] = (),
    place: str = "window",
    repeats: bool = False,
    needs_item: bool = False,
    hold: bool = False,
) -> Callable[[Act], Act]:
    """Registers a function of a place under a name; `key` as Qt writes it (`Ctrl+K`, `Return`, `?`)."""

    def registered(act: Act) -> Act:
        keys = (key,) if isinstance(key, str) else key
        _registry[name] = Command(name, words, place, keys, act, repeats, needs_item, hold)
        return act

    return registered


def commands(*places: str) -> list[Command]:
    """The commands of these places, in the order in which they were written."""
    return [each for each in _registry.values() if each.place in places]


def find(keys: str, *places: str) -> Command | None:
    """The command that a key means in the first of the places that has one for it."""
    return next((each for place in places for each in commands(place) if keys in each.keys), None)


def named(name: str) -> Command:
    """The command of this name."""
    return _registry[name]


_SHOWN = {"Return": "Enter", "Esc": "Esc", "Space": "Space", "Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}


def shown(keys: str) -> str:
    """A key as people write it: `Ctrl+Return` is "Ctrl Enter"."""
    held, _, last = keys[:-1].rpartition("+") if not keys.endswith("++") else (keys[:-2], "", "")
    parts = [*held.split("+"), last + keys[-1]] if held else [last + keys[-1]]
    return " ".join(_SHOWN.get(part, part) for part in parts)
