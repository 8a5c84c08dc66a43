"""R2, R4: a WhatsApp export in any region's form becomes its conversation: who, when, what, and what is missing."""

import time

import pytest

from evidence_triage.words import Kind
from tests.extract.made import zipped
from tests.extract.reading import Read, read

ANDROID = """12/03/2026, 14:05 - Messages and calls are end-to-end encrypted. No one outside of this chat can read them.
12/03/2026, 14:05 - R. Ward created group “Lot 4”
12/03/2026, 14:06 - R. Ward: He would be very grateful
for your help: truly
13/03/2026, 09:01 - +44 7700 900123: IMG-20260313-WA0001.jpg (file attached)
the envelope
13/03/2026, 09:02 - R. Ward: <Media omitted>
13/03/2026, 09:03 - R. Ward: This message was deleted
13/03/2026, 09:04 - R. Ward: ok then <This message was edited>
"""


def chat(text: str, name: str = "chat.txt") -> Read:
    got = read(text.encode(), name)
    assert (got.kind, got.format, got.reason) == (Kind.CONVERSATION, "whatsapp-text", None)
    return got


def test_a_group_of_android() -> None:
    got = chat(ANDROID)
    assert got.head is not None
    assert got.head.title == "Lot 4"
    assert got.head.date == "2026-03-12T14:05:00"
    assert [(person.name, person.address) for person in got.head.people] == [("R. Ward", ""), ("", "+44 7700 900123")]
    assert [each.locator for each in got.messages] == [str(n) for n in range(1, 8)]
    assert {each.conversation for each in got.messages} == {"Lot 4"}
    assert not got.was_native


def test_a_message_of_several_lines_is_one_and_its_colons_are_its_own() -> None:
    message = chat(ANDROID).messages[2]
    assert (message.sender, message.text) == ("R. Ward", "He would be very grateful\nfor your help: truly")
    assert (message.date, message.date_as_found) == ("2026-03-12T14:06:00", "12/03/2026, 14:06")


def test_what_the_app_did_is_marked() -> None:
    messages = chat(ANDROID).messages
    assert [each.marks for each in messages] == [
        ["system"],
        ["system"],
        [],
        [],
        ["media-missing"],
        ["deleted"],
        ["edited"],
    ]
    assert messages[3].attachments == ["IMG-20260313-WA0001.jpg"]
    assert messages[3].text.endswith("the envelope")
    assert messages[6].text == "ok then"


IOS = (
    "[3/4/26, 2:05:21\u202fPM] Lot 4: \u200eJo created this group\r\n"
    "[3/4/26, 2:05:22\u202fPM] Lot 4: \u200eMessages and calls are end-to-end encrypted.\r\n"
    "[3/4/26, 2:06:00\u202fPM] Jo: hi\r\n"
    "\u200e[3/5/26, 12:06:00\u202fAM] Jo: \u200e<attached: 00000012-PHOTO-2026-03-05-00-06-00.jpg>\r\n"
    "[3/5/26, 12:07:00\u202fPM] Al: \u200eimage omitted\r\n"
    "[3/20/26, 12:07:00\u202fPM] Al: \u200eYou deleted this message.\r\n"
    "[3/20/26, 12:08:00\u202fPM] Al: \u200eAl left\r\n"
)


def test_a_group_of_ios_with_a_clock_of_twelve_hours() -> None:
    got = chat(IOS, "_chat.txt")
    assert got.head is not None
    assert got.head.title == "Lot 4"
    assert [person.name for person in got.head.people] == ["Jo", "Al"]
    assert [each.date for each in got.messages][2:5] == [
        "2026-03-04T14:06:00",
        "2026-03-05T00:06:00",
        "2026-03-05T12:07:00",
    ]
    assert got.messages[3].attachments == ["00000012-PHOTO-2026-03-05-00-06-00.jpg"]
    assert [each.marks for each in got.messages] == [
        ["system"],
        ["system"],
        [],
        [],
        ["media-missing"],
        ["deleted"],
        ["system"],
    ]
    assert got.messages[0].sender == ""


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [
        ("12/03/2026, 14:05 - ", "2026-03-12T14:05:00"),
        ("12/03/26, 2:05 pm - ", "2026-03-12T14:05:00"),
        ("12/03/2026, 2:05 p. m. - ", "2026-03-12T14:05:00"),
        ("12.03.26, 14:05 - ", "2026-03-12T14:05:00"),
        ("[12.03.26, 14:05:09] ", "2026-03-12T14:05:09"),
        ("[12.3.2026 klo 14.05.09] ", "2026-03-12T14:05:09"),
        ("2026-03-12, 14:05 - ", "2026-03-12T14:05:00"),
        ("[2026-03-12, 2:05:09 PM] ", "2026-03-12T14:05:09"),
        ("2026/03/12 14:05 - ", "2026-03-12T14:05:00"),
        ("2026/03/12 午後2:05 - ", "2026-03-12T14:05:00"),
        ("[2026/3/12 上午12:05:09] ", "2026-03-12T00:05:09"),
        ("2026. 3. 12. 오후 2:05 - ", "2026-03-12T14:05:00"),
        ("12-03-2026 14:05 - ", "2026-03-12T14:05:00"),
        ("3/12/26, 2:05 PM - ", "2026-03-12T14:05:00"),
    ],
)
def test_stamps_of_many_regions(stamp: str, expected: str) -> None:
    assert chat(f"{stamp}Jo: hello\n").messages[0].date == expected


def days(*written: str) -> list[str | None]:
    return [
        each.date and each.date[:10] for each in chat("".join(f"{day}, 14:05 - Jo: x\n" for day in written)).messages
    ]


def test_the_order_of_dates_is_decided_over_the_whole_export() -> None:
    assert days("3/4/2026", "5/4/2026", "13/4/2026") == ["2026-04-03", "2026-04-05", "2026-04-13"]
    assert days("3/4/2026", "4/4/2026", "4/13/2026") == ["2026-03-04", "2026-04-04", "2026-04-13"]
    assert days("3/4/2026", "4/4/2026", "5/4/2026") == ["2026-04-03", "2026-04-04", "2026-04-05"]
    assert days("11/12/2026", "12/1/2026") == ["2026-11-12", "2026-12-01"]
    assert days("30/12/2025", "2/1/2026") == ["2025-12-30", "2026-01-02"]


def test_where_no_date_tells_the_order_it_is_said_to_be_assumed() -> None:
    assert chat("3/4/2026, 14:05 - Jo: x\n").properties["order of dates"].startswith("day first (assumed")
    assert chat("3/4/26, 2:05 PM - Jo: x\n").properties["order of dates"].startswith("month first (assumed")
    assert chat("13/4/2026, 14:05 - Jo: x\n").properties["order of dates"] == "day first"


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("<Medien ausgeschlossen>", "media-missing"), ("<Multimedia omitido>", "media-missing"), ("<Mídia oculta>", "media-missing"),
        ("<Médias omis>", "media-missing"), ("<Media omessi>", "media-missing"), ("<Без медиафайлов>", "media-missing"),
        ("\u200eBild weggelassen", "media-missing"), ("\u200eimagen omitida", "media-missing"), ("\u200eimage absente", "media-missing"),
        ("Diese Nachricht wurde gelöscht.", "deleted"), ("Eliminaste este mensaje.", "deleted"), ("Mensagem apagada", "deleted"),
        ("Bu mesaj silindi", "deleted"), ("Ce message a été supprimé", "deleted"), ("gut <Diese Nachricht wurde bearbeitet.>", "edited"),
    ],
)  # fmt: skip
def test_the_apps_words_in_other_languages(line: str, mark: str) -> None:
    assert mark in chat(f"12.03.26, 14:05 - Jo: {line}\n").messages[0].marks


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("DOC-20260312-WA0003.pdf (Datei angehängt)", "DOC-20260312-WA0003.pdf"),
        ("Bilan annuel.pdf (fichier joint)", "Bilan annuel.pdf"),
        ("PTT-20260312-WA0004.opus (bijgevoegd bestand)", "PTT-20260312-WA0004.opus"),
        ("\u200e<Anhang: 00000034-AUDIO-2026-03-12.opus>", "00000034-AUDIO-2026-03-12.opus"),
        ("\u200e<pièce jointe : a.jpg>", "a.jpg"),
    ],
)
def test_attached_files_in_other_languages(line: str, name: str) -> None:
    assert chat(f"12.03.26, 14:05 - Jo: {line}\n").messages[0].attachments == [name]


def test_the_conversation_is_named_by_the_file_where_no_message_names_it() -> None:
    one = "12/03/2026, 14:05 - Jo: x\n12/03/2026, 14:05 - Al: y\n"
    assert chat(one, "WhatsApp Chat with Al Osei.txt").messages[0].conversation == "Al Osei"
    assert chat(one, "WhatsApp-Chat mit Al.txt").messages[0].conversation == "Al"
    assert chat(one, "_chat.txt").messages[0].conversation == "Al, Jo"


def test_an_export_in_a_zip_is_a_conversation_too() -> None:
    member = read(zipped({"_chat.txt": IOS, "00000012-PHOTO.jpg": b"\xff\xd8\xff"})).parts[0]
    assert chat(member.data.decode(), member.name).messages[2].text == "hi"


@pytest.mark.parametrize(
    "text",
    [
        "[2026-03-12 14:05:22] local.ERROR: something\n[2026-03-12 14:05:23] local.INFO: more\n",
        "2026-03-12 14:05:22 - server - INFO: started\n",
        "12/03/2026 we met at 14:05 - Jo: said so\n",
        "Minutes\n12/03/2026, 14:05 - Jo: x\n",
    ],
)
def test_logs_and_letters_are_no_conversations(text: str) -> None:
    assert read(text.encode(), "chat.txt").kind is not Kind.CONVERSATION


def test_twenty_thousand_lines_take_seconds_and_a_line_of_megabytes_does_no_harm() -> None:
    lines = "".join(
        f"{1 + n // 2000 % 28:02}/03/2026, {n // 60 % 24:02}:{n % 60:02} - Jo: message number {n}\n"
        for n in range(20_000)
    )
    began = time.perf_counter()
    got = chat(lines + "28/03/2026, 23:59 - Jo: " + "x" * (3 << 20) + "\n")
    assert len(got.messages) == 20_001
    assert len(got.messages[-1].text) >= 3 << 20
    assert time.perf_counter() - began < 10


def test_a_contact_who_gives_a_conversation_of_two_its_name_speaks_in_it() -> None:
    got = chat(
        "[3/4/26, 2:05:22 PM] Al: \u200eMessages and calls are end-to-end encrypted.\n"
        "[3/4/26, 2:06:00 PM] Al: hi\n[3/4/26, 2:07:00 PM] Jo: hello\n"
    )
    assert got.head is not None
    assert [person.name for person in got.head.people] == ["Al", "Jo"]
    assert [(each.sender, each.marks) for each in got.messages] == [("", ["system"]), ("Al", []), ("Jo", [])]
