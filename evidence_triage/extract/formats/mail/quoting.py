"""What of a mail's text its sender wrote now, what they quote, and what is their signature.

No standard beyond `> ` (RFC 3676) and `-- `; the openings below are what mail programs write above a quoted mail, in
the languages that they write it in (docs/formats.md, "Quoted text").
"""

import re

from evidence_triage.sandbox.protocol import Span

_WROTE = (
    r"On .{4,200}? wrote", r"Am .{4,200}? schrieb", r"Le .{4,200}? a écrit", r"El .{4,200}? escribió", r"Il .{4,200}? ha scritto",
    r"Op .{4,200}? schreef", r"Em .{4,200}? escreveu", r"Dnia .{4,200}? napisał(?:\(a\))?", r"Den .{4,200}? skrev",
    r"W dniu .{4,200}? pisze", r".{4,120}? пишет", r".{4,120}? написал\(?а?\)?",
)  # fmt: skip
_DIVIDERS = (
    "Original Message", "Original Appointment", "Forwarded [Mm]essage", "Forwarded by .{1,200}?", "Begin forwarded message",
    "Ursprüngliche Nachricht", "Weitergeleitete Nachricht", "Message d'origine", "Message transféré", "Mensaje original",
    "Mensaje reenviado", "Messaggio originale", "Messaggio inoltrato", "Oorspronkelijk bericht", "Mensagem original",
    "Wiadomość oryginalna", "Исходное сообщение", "Пересылаемое сообщение",
)  # fmt: skip
_FROM = r"(?:From|Von|De|Da|Van|Od|От|Från|Fra)"
_NEXT = (
    r"(?:Sent|Date|To|Cc|Subject|Gesendet|Datum|An|Betreff|Envoyé|À|Objet|Enviado|Fecha|Para|Asunto|Inviato|A|Oggetto|"
    r"Verzonden|Aan|Onderwerp|Wysłano|Do|Temat|Отправлено|Кому|Тема|Skickat|Sendt|Til)"
)

_OPENING = re.compile(
    r"^[ \t]{0,40}(?:"
    rf"-{{2,}}[ \t]{{0,40}}(?:{'|'.join(_DIVIDERS)})"
    rf"|(?:{'|'.join(_DIVIDERS[4:5])}) ?:"
    rf"|(?:{'|'.join(_WROTE)})[^\n]{{0,80}}?:[ \t]{{0,40}}$"
    rf"|(?:_{{5,}}[ \t]{{0,40}}\n[ \t]{{0,40}})?[*]?{_FROM}[ \t]?:[^\n]*\n(?:[ \t]{{0,40}}[^\n:]{{0,60}}\n)?[ \t]{{0,40}}[*]?{_NEXT}[ \t]?:"
    r"|[^\n]{1,120}(?:\n[ \t]{0,40})?\n?[ \t]{0,40}\d\d?/\d\d?/\d{2,4} \d\d?:\d\d(?::\d\d)? ?[AP]M[ \t]{0,40}\nTo:"
    r")",
    re.MULTILINE,
)
_OPENING_OVER_LINES = re.compile(rf"^(?:{'|'.join(_WROTE[:4])})[^\n]{{0,20}}?:[ \t]*\n", re.MULTILINE | re.DOTALL)
_MARKED = re.compile(r"(?:^[ \t]?(?:>|\|)[^\n]*(?:\n|\Z)(?:^[ \t]*\n(?=[ \t]?>))?)+", re.MULTILINE)
_SIGNATURE = re.compile(
    r"^(?:-- ?|_{2,3}[ \t]*)\n|^(?:Sent from my |Get Outlook for |Sent via |Von meinem .{1,20} gesendet|Envoyé de mon )",
    re.MULTILINE,
)
SIGNATURE_LINES = 14


def spans(text: str) -> list[Span]:
    """Stretches of quoted text and of a signature, in order; what lies between is what the sender wrote."""
    opening = _first_opening(text)
    found = [
        Span(match.start(), match.end(), "quoted")
        for match in _MARKED.finditer(text, 0, opening)
        if match.end() <= opening
    ]
    signature = _signature(text, opening, found[-1].stop if found else 0)
    if signature:
        found.append(signature)
    if opening < len(text):
        found.append(Span(opening, len(text), "quoted"))
    return found


def _first_opening(text: str) -> int:
    """Where a whole quoted mail begins, to the end of the text; its length where none does."""
    places = [match.start() for pattern in (_OPENING, _OPENING_OVER_LINES) if (match := pattern.search(text))]
    return min(places, default=len(text))


def _signature(text: str, stop: int, after: int) -> Span | None:
    """The signature above the quoted mail: from its mark on, where only a few lines follow."""
    for match in _SIGNATURE.finditer(text, after, stop):
        if text.count("\n", match.start(), stop) <= SIGNATURE_LINES:
            return Span(match.start(), stop, "signature")
    return None
