"""From what was typed to a tree, or to the place where it is not understood. Nothing is guessed."""

import re
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from evidence_triage.errors import NotUnderstood
from evidence_triage.search.query.build import Build, Misplaced
from evidence_triage.search.query.fields import FIELDS
from evidence_triage.search.query.tokens import tokens
from evidence_triage.search.query.tree import Beside, Node, Question, Word, loose, side_by_side

if TYPE_CHECKING:
    from lark import Lark, UnexpectedToken

DEEPEST = 50
_PUNCTUATED_END = re.compile(r"[\s?]+\Z")


def understand(typed: str, *, plain: bool = False) -> Question:
    """How a question is understood; `plain` takes every part of it as words and never fails.

    Raises:
        NotUnderstood: with the position, from 1, and what is wrong there.
    """
    text = typed.encode("utf-8", "replace").decode()
    if plain:
        return Question(text, _words(text), plain=True)
    asked = _PUNCTUATED_END.sub("", text)
    _check_closed(asked)
    if not asked:
        raise NotUnderstood(column=1, what="nothing is asked; * alone is everything")
    try:
        return Question(text, _ending(_parsed(asked), asked))
    except Misplaced as error:
        raise NotUnderstood(column=error.position + 1, what=error.what) from None


def _words(text: str) -> Node | None:
    """Every word of plain text, side by side."""
    found = [Word(match[0], False, *match.span()) for match in re.finditer(r"\S+", text) if tokens(match[0])]
    return Beside(tuple(found), 0, len(text)) if found else None


def _check_closed(text: str) -> None:
    """Brackets and quotes close, and no more than 50 brackets stand within each other."""
    opened: list[int] = []
    for sign in re.finditer(r'"[^"]*"|["()]', text):
        if sign[0] == '"':
            raise NotUnderstood(column=sign.start() + 1, what="this quote is never closed")
        if sign[0] == "(":
            opened.append(sign.start())
        elif sign[0] == ")" and not opened:
            raise NotUnderstood(column=sign.start() + 1, what="this bracket closes none")
        elif sign[0] == ")":
            opened.pop()
        if len(opened) > DEEPEST:
            raise NotUnderstood(column=sign.start() + 1, what=f"more than {DEEPEST} brackets within each other")
    if opened:
        raise NotUnderstood(column=opened[-1] + 1, what="this bracket is never closed")


def _parsed(asked: str) -> Node:
    from lark import UnexpectedToken

    try:
        node = _parser().parse(asked)
    except UnexpectedToken as error:
        raise _missing(error, len(asked)) from None
    if not isinstance(node, Node):
        raise Misplaced(0, "there is no word in it")
    return node


def _missing(error: "UnexpectedToken", end: int) -> Misplaced:
    """What stands at the wrong place, in words."""
    position = end if error.token.type == "$END" else int(error.token.start_pos or 0)
    accepts = error.accepts or set()
    if "WORD" in accepts and "FIELD" not in accepts:
        return Misplaced(position, "a field takes one value, right after its colon, as in from:ward")
    names = {"$END": "something is missing at the end", "RPAR": "something is missing before this bracket"}
    return Misplaced(position, names.get(error.token.type, f"something is missing before {error.token.value}"))


@cache
def _parser() -> "Lark":
    from lark import Lark

    grammar = files(__package__).joinpath("grammar.lark").read_text(encoding="utf-8")
    names = "|".join(FIELDS)
    return Lark(grammar.replace("@FIELDS@", names), start="question", parser="lalr", transformer=Build())


def _ending(node: Node, asked: str) -> Node:
    """A star behind the last of several words side by side ends the question; it is no pattern."""
    last = side_by_side(node)[-1]
    if asked.endswith("*") and isinstance(last, Word) and last.stop == len(asked) and len(loose(node)) > 1:
        return Beside((*side_by_side(node)[:-1], replace(last, prefix=False)), node.start, node.stop)
    return node
