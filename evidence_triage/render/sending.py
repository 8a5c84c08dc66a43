"""What rendering sends: pixels with their words, and products."""

from evidence_triage.sandbox.protocol import ChildEnd, Pixels, Product, Send, Word


def send_pixels(send: Send, width: int, height: int, rgb: bytes, *, words: list[Word], frames: int = 1) -> None:
    """A picture as RGB rows without padding."""
    send(Pixels(width=width, height=height, words=words, frames=frames))
    send(rgb)
    send(ChildEnd())


def send_pdf(send: Send, data: bytes, pages: int, notes: list[str]) -> None:
    """A finished PDF; `notes` say what is not as in the original."""
    send(Product(type="application/pdf", pages=pages, notes=notes))
    send(data)
    send(ChildEnd())
