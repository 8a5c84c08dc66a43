"""What the app itself writes into a WhatsApp export: media left out or attached, deleted, edited, system lines.

The app writes in the phone's language; the words below are those seen in exports (docs/formats.md, "WhatsApp").
"""

import re

_LEFT_OUT_PHRASES = (
    "<Media omitted>", "<Medien ausgeschlossen>", "<Multimedia omitido>", "<Archivo omitido>", "<Mídia oculta>", "<Ficheiro não revelado>",
    "<Médias omis>", "<Media omessi>", "<Media weggelaten>", "<Без медиафайлов>", "<pominięto multimedia>", "<Medya dahil edilmedi>",
    "<Media har utelämnats>", "<Mediefil er utelatt>", "<Medier udeladt>", "<Media jätettiin pois>", "<Média vynechána>",
    "(?:image|video|audio|GIF|sticker|document|Contact card|video note|voice message) omitted",
    "(?:Bild|Video|Audio|GIF|Sticker|Dokument|Kontaktkarte|Videonachricht) weggelassen",
    "(?:imagen|video|audio|GIF|sticker|documento|Tarjeta de contacto) omitid[oa]",
    "(?:imagem|vídeo|áudio|GIF|figurinha|documento) (?:ocultad[oa]|omitid[oa])",
    "(?:image|vidéo|audio|GIF|sticker|document) absente?",
    "(?:immagine|video|audio|GIF|sticker|documento) omess[oa]",
    "(?:afbeelding|video|audio|GIF|sticker|document) weggelaten",
    "(?:изображение|видео|аудио|GIF|стикер|документ) (?:отсутствует|опущено|пропущен[оа]?)",
    "null",
)  # fmt: skip
_ATTACHED_PHRASES = (
    "file attached", "Datei angehängt", "archivo adjunto", "arquivo anexado", "ficheiro anexado", "fichier joint", "file allegato",
    "bestand bijgevoegd", "plik dołączony", "załączono plik", "файл добавлен", "dosya ekli", "fil bifogad", "fil vedlagt",
    "tiedosto liitteenä",
)  # fmt: skip
_DELETED_PHRASES = (
    "This message was deleted", "You deleted this message", "This message was deleted by admin .{1,80}", "Diese Nachricht wurde gelöscht",
    "Du hast diese Nachricht gelöscht", "Se eliminó este mensaje", "Este mensaje fue eliminado", "Eliminaste este mensaje",
    "Mensagem apagada", "Esta mensagem foi apagada", "Você apagou esta mensagem", "Apagou esta mensagem", "Ce message a été supprimé",
    "Vous avez supprimé ce message", "Questo messaggio è stato eliminato", "Hai eliminato questo messaggio",
    "Dit bericht (?:is|werd) verwijderd", "(?:Je hebt|U hebt) dit bericht verwijderd", "Bu mesaj silindi", "Bu mesajı sildiniz",
    "(?:Это|Данное) сообщение (?:было )?удалено", "Вы удалили (?:это|данное) сообщение", "Ta wiadomość została usunięta",
    "Wiadomość usunięta", "Usun(?:ięto|ąłeś|ęłaś) tę wiadomość", "Det här meddelandet har raderats", "Du raderade det här meddelandet",
)  # fmt: skip
_EDITED_PHRASES = (
    "This message was edited", "Diese Nachricht wurde bearbeitet", "Se editó este mensaje", "Este mensaje fue editado",
    "Mensagem editada", "Esta mensagem foi editada", "Ce message a été modifié", "Questo messaggio è stato modificato",
    "Dit bericht is bewerkt", "Bu mesaj düzenlendi", "Сообщение изменено", "Данное сообщение изменено", "Wiadomość edytowana",
    "Ta wiadomość została zmieniona",
)  # fmt: skip
_GROUP_PHRASES = (
    "created (?:this )?group", "changed the (?:subject|group name)(?: from [“\"].{1,100}?[”\"])? to", "hat die Gruppe", "creó el grupo",
    "criou (?:o )?grupo", "a créé le groupe", "ha creato il gruppo", "heeft de groep",
)  # fmt: skip
_NOTICE_PHRASES = (
    "end-to-end encrypted", "Ende-zu-Ende-verschlüsselt", "cifrados? de extremo a extremo", "criptografia de ponta",
    "chiffrés? de bout en bout", "crittografat[ie] end-to-end", "end-to-end versleuteld", "сквозным шифрованием", "uçtan uca şifreli",
)  # fmt: skip


def _any(phrases: tuple[str, ...]) -> str:
    return "|".join(phrases)


_LEFT_OUT = re.compile(_any(_LEFT_OUT_PHRASES), re.IGNORECASE)
_ATTACHED = re.compile(
    rf"(?P<android>[^\n<>]{{1,255}}\.\w{{1,5}}) \((?:{_any(_ATTACHED_PHRASES)})\)|"
    r"(?P<camera>(?:IMG|VID|AUD|PTT|STK|DOC)-\d{8}-WA\d{4}\.\w{1,5}) \([^()\n]{3,40}\)|"
    r"<[^<>:\n]{3,30}: (?P<ios>[^<>\n]{1,255}\.\w{1,5})>"
)
_DELETED = re.compile(rf"(?:{_any(_DELETED_PHRASES)})\.?", re.IGNORECASE)
_EDITED = re.compile(rf"\s*\u200e?<(?:{_any(_EDITED_PHRASES)})\.?>\s*$")
_GROUP = re.compile(rf"(?:{_any(_GROUP_PHRASES)}) [“\"«„](?P<name>[^”\"»“]{{1,100}})[”\"»“]")
_NOTICE = re.compile(_any(_NOTICE_PHRASES), re.IGNORECASE)
_SPOKEN_BY_THE_APP = re.compile(
    r"(?:POLL|LOCATION|Location|Standort|Ubicación|Localização|UMFRAGE|ENCUESTA|SONDAGE)\s?:"
)


def attachments(text: str) -> list[str]:
    """Names of the files that a message says are attached."""
    return [match["android"] or match["camera"] or match["ios"] for match in _ATTACHED.finditer(text)]


def is_left_out(text: str) -> bool:
    """Whether the message was a picture, sound or file that the export leaves out."""
    return bool(_LEFT_OUT.fullmatch(text.strip()))


def is_deleted(text: str) -> bool:
    """Whether the message was deleted before the export."""
    return bool(_DELETED.fullmatch(text.strip()))


def without_edit_mark(text: str) -> tuple[str, bool]:
    """The text without the app's word that it was edited, and whether that word stood there."""
    match = _EDITED.search(text)
    return (text[: match.start()], True) if match else (text, False)


def group_name(text: str) -> str:
    """The group's name where a system line tells it."""
    match = _GROUP.search(text)
    return match["name"] if match else ""


def is_notice(text: str) -> bool:
    """Whether it is the notice about encryption, which on iOS bears the conversation's name as its sender."""
    return bool(_NOTICE.search(text))


def is_apps_own(text: str) -> bool:
    """Whether a text that the app marks as its own is about the conversation rather than in place of what a member sent."""
    return not (attachments(text) or is_left_out(text) or is_deleted(text) or _SPOKEN_BY_THE_APP.match(text))
