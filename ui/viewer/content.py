"""What stands on each tab of the viewer as text, and how an item is summed up beside its title."""

from ui.case.words import reason_words
from ui.itemlist.row import kind_words
from ui.text import one_line
from ui.translate import tr
from ui.viewer.blocks import Block, Look, chat_blocks, detail_blocks, mail_blocks, text_blocks
from ui.viewer.opened import Opened


def blocks_of(opened: Opened, tab: str) -> list[Block]:
    """The blocks of a tab."""
    detail = opened.detail
    if tab == "details":
        return detail_blocks(detail, opened.zone)
    if tab == "history":
        return [Block(Look.FIELD, words, name=when) for when, words in opened.history] or [
            Block(Look.LABEL, tr("Nobody has decided anything about this item yet."))
        ]
    if tab == "original" and opened.talk:
        return chat_blocks(
            opened.talk, opened.item, opened.marks, opened.zone, before=opened.before, after=opened.after
        )
    if detail.row.reason:
        return [*_unreadable(opened), *text_blocks(detail, opened.marks)]
    if tab == "original" and detail.row.kind == "email":
        return mail_blocks(detail, opened.marks, opened.zone)
    return text_blocks(detail, opened.marks) or [
        Block(Look.LABEL, tr("This item holds no text. It is counted among what was not searched."))
    ]


def _unreadable(opened: Opened) -> list[Block]:
    """Why it could not be read, and that it can still be decided."""
    detail = opened.detail
    words = tr(
        "This item could not be read: {reason}. It can still be coded and scheduled; Retry is on the Case page.",
        reason=reason_words(detail.row.reason or ""),
    )
    blocks = [Block(Look.LABEL, words), Block(Look.FIELD, one_line(detail.row.path), name=tr("Path"))]
    if detail.sha256:
        blocks.append(Block(Look.FIELD, detail.sha256, name="SHA-256"))
    return [*blocks, Block(Look.RULE, ""), *([Block(Look.LABEL, tr("Text that was salvaged"))] if detail.text else [])]


def about(opened: Opened) -> str:
    row_ = opened.detail.row
    parts = [kind_words(row_.kind)]
    if row_.sender:
        parts.append(one_line(row_.sender))
    if row_.pages > 1:
        parts.append(tr("{n} pages", n=row_.pages))
    return ", ".join(parts)
