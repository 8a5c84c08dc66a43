"""R3, R4: a mail is read whole: headers as found, people, date with its zone, what was written now apart from what is quoted."""

from email.message import EmailMessage

import pytest

from evidence_triage.extract.formats.mail.same import message_key
from evidence_triage.sandbox.protocol import Person
from evidence_triage.words import Kind, Place, Reason
from tests.extract.reading import Read, read

PLAIN = b"""Received: from mx.example.test by mail.example.test; Mon, 2 Mar 2026 09:00:01 +0000
Received: from home.example.test by mx.example.test; Mon, 2 Mar 2026 09:00:00 +0000
From: =?utf-8?q?Ren=C3=A9e_Ward?= <ward@example.test>
To: "Osei, Kofi" <osei@example.test>, panel@example.test
Cc: undisclosed-recipients:;
Bcc: shadow@example.test
Subject: =?iso-8859-1?Q?Caf=E9?= for
 Lot 4
Date: Mon, 2 Mar 2026 10:00:00 +0100
Message-ID: <b@example.test>
In-Reply-To: <a@example.test>
References: <root@example.test> <a@example.test>

He would be very grateful.

On Sun, 1 Mar 2026 at 10:00, Kofi Osei <osei@example.test> wrote:
> What does he want?
"""


def mail(**headers: str) -> EmailMessage:
    made = EmailMessage()
    for name, value in {"From": "ward@example.test", "To": "osei@example.test", "Subject": "Lot 4", **headers}.items():
        made[name] = value
    return made


def test_a_mail_tells_who_when_and_about_what() -> None:
    got = read(PLAIN, "1.eml")
    assert (got.kind, got.format, got.reason) == (Kind.EMAIL, "eml", None)
    assert got.head is not None
    assert got.head.title == "Café for Lot 4"
    assert got.head.date == "2026-03-02T10:00:00+01:00"
    assert got.head.date_as_found == "Mon, 2 Mar 2026 10:00:00 +0100"
    assert Person("from", "Renée Ward", "ward@example.test") in got.head.people
    assert Person("to", "Osei, Kofi", "osei@example.test") in got.head.people
    assert Person("bcc", "", "shadow@example.test") in got.head.people
    assert got.head.thread == ["<root@example.test>", "<a@example.test>", "<b@example.test>"]


def test_every_header_is_kept_as_found_and_in_its_order() -> None:
    head = read(PLAIN).head
    assert head is not None
    names = [name for name, _ in head.properties]
    assert names[:3] == ["Received", "Received", "From"]
    assert ("Subject", "=?iso-8859-1?Q?Caf=E9?= for\n Lot 4") in head.properties


def test_what_is_quoted_stands_apart_from_what_was_written_now() -> None:
    got = read(PLAIN)
    quoted = "".join(text for _, text in got.stretches("quoted"))
    assert "What does he want?" in quoted
    assert "wrote:" in quoted
    assert "grateful" in got.text
    assert "grateful" not in quoted


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Mon, 2 Mar 2026 10:00:00 -0800 (PST)", "2026-03-02T10:00:00-08:00"),
        ("2 Mar 26 10:00 GMT", "2026-03-02T10:00:00+00:00"),
        ("Mon, 2 Mar 2026 10:00:00 -0000", "2026-03-02T10:00:00"),
        ("Mon, 2 Mar 2026 10:00:00", "2026-03-02T10:00:00"),
        ("Mon, 2 Mar 2026 10:00:00 +9999", "2026-03-02T10:00:00+00:00"),
        ("Mon, 32 Mar 2026 10:00:00 +0000", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_date_keeps_its_zone_and_nonsense_is_no_date(written: str, expected: str | None) -> None:
    head = read(b"From: a@example.test\nSubject: x\nDate: " + written.encode() + b"\n\nx\n").head
    assert head is not None
    assert head.date == expected
    assert head.date_as_found == written


def test_headers_in_bare_bytes_are_read_as_utf8_or_latin1() -> None:
    assert titled("Café".encode()) == titled("Café".encode("latin-1")) == "Café"


def titled(subject: bytes) -> str:
    head = read(b"From: a@example.test\nTo: b@example.test\nSubject: " + subject + b"\n\nx\n").head
    assert head is not None
    return head.title


def test_attachments_keep_their_very_bytes_and_names() -> None:
    made = mail()
    made.set_content("See the scores.")
    made.add_attachment(b"score;5\r\n", maintype="text", subtype="csv", filename="Bewertung für Los 4.csv")
    made.add_attachment(bytes(range(256)), maintype="application", subtype="octet-stream", filename="../../etc/passwd")
    got = read(bytes(made))
    assert [part.name for part in got.parts] == ["Bewertung für Los 4.csv", "../../etc/passwd"]
    assert [part.data for part in got.parts] == [b"score;5\r\n", bytes(range(256))]
    assert all(part.child.place is Place.ATTACHMENT for part in got.parts)
    assert ("Content-Type", "text/csv") in [
        (name, value.split(";")[0]) for name, value in got.parts[0].child.properties
    ]


def test_a_mail_within_a_mail_is_a_part_with_its_very_bytes() -> None:
    inner = b"From: a@example.test\nSubject: inner\nDate: Mon, 2 Mar 2026 10:00:00 +0000\n\nSecret  \n\n--x\ny\n"
    outer = (
        b"From: b@example.test\nTo: c@example.test\nSubject: outer\nContent-Type: multipart/mixed; boundary=B\n\n"
        b"--B\n\nsee below\n--B\nContent-Type: message/rfc822\n\n" + inner + b"\n--B--\n"
    )
    got = read(outer)
    assert got.text.strip() == "see below"
    assert [(part.name, part.data) for part in got.parts] == [("inner.eml", inner)]
    assert read(got.parts[0].data).text.strip().startswith("Secret")


def test_pictures_that_stand_in_the_text_are_marked() -> None:
    made = mail()
    made.set_content("see picture")
    made.add_alternative("<p>see picture <img src='cid:x'></p>", subtype="html")
    made.get_payload()[1].add_related(b"\xff\xd8\xff", "image", "jpeg", cid="<x>")  # type: ignore[union-attr,index]
    made.add_attachment(b"\xff\xd8\xff", "image", "jpeg", filename="beside.jpg")
    inline = {part.name: part.child.inline for part in read(bytes(made)).parts}
    assert inline == {"part 1.jpg": True, "beside.jpg": False}


HTML_MAIL = """<html><head><style>p {color: red}</style><script>alert(1)</script></head><body><p>He would be
 very&nbsp;grateful.</p><div class="gmail_quote">On Sunday Kofi wrote:<blockquote>What does he want?</blockquote></div></body></html>"""


def html_only() -> Read:
    made = mail()
    made.set_content(HTML_MAIL, subtype="html")
    return read(bytes(made))


def test_html_is_read_as_text_without_script_or_style() -> None:
    got = html_only()
    assert "He would be very grateful." in got.text
    assert "alert" not in got.text
    assert "color" not in got.text
    assert not got.was_native


def test_quotations_of_html_stand_apart() -> None:
    quoted = "".join(text for _, text in html_only().stretches("quoted"))
    assert "What does he want?" in quoted
    assert "grateful" not in quoted


def alternatives(plain: str, html: str) -> str:
    made = mail()
    made.set_content(plain)
    made.add_alternative(html, subtype="html")
    return read(bytes(made)).text


def test_of_two_ways_to_say_the_same_one_is_given() -> None:
    text = alternatives("The panel meets on Thursday at noon.", "<p>The panel meets on <b>Thursday</b> at noon.</p>")
    assert text.count("Thursday") == 1


def test_a_body_that_says_something_else_in_html_loses_neither() -> None:
    text = alternatives("Please transfer 500 pounds as agreed.", "<p>Please transfer 50000 pounds as agreed.</p>")
    assert "500 pounds" in text
    assert "50000 pounds" in text


def test_a_signature_is_told() -> None:
    got = read(b"From: a@x.test\nTo: b@x.test\nSubject: s\n\nHello\n-- \nA. Ward\nProcurement\n")
    assert [text for _, text in got.stretches("signature")] == ["-- \nA. Ward\nProcurement"]


@pytest.mark.parametrize(
    "opening",
    [
        "-----Original Message-----\nFrom: Kofi\nSent: Monday\nTo: Ward\nSubject: x",
        "---------------------- Forwarded by Kofi Osei/LON on 03/02/2026 10:00 AM ---------------------------",
        "________________________________\nFrom: Kofi Osei <o@x.test>\nSent: 2 March 2026 10:00\nTo: Ward",
        "Am 2. März 2026 um 10:00 schrieb Kofi Osei <o@x.test>:",
        "Le lun. 2 mars 2026 à 10:00, Kofi Osei <o@x.test> a écrit :",
        "El lun, 2 mar 2026 a las 10:00, Kofi Osei (<o@x.test>) escribió:",
        "Von: Kofi Osei\nGesendet: Montag, 2. März 2026 10:00\nAn: Ward",
        "Begin forwarded message:\n\nFrom: Kofi",
        '"Osei, Kofi" <o@x.test> 03/02/2026 10:00 AM\nTo: Ward',
    ],
)
def test_quotation_is_known_in_the_ways_that_programs_write_it(opening: str) -> None:
    got = read(f"From: a@x.test\nTo: b@x.test\nSubject: s\n\nNew words.\n\n{opening}\n\nOld words.\n".encode())
    quoted = "".join(text for _, text in got.stretches("quoted"))
    assert "Old words." in quoted
    assert "New words." not in quoted


def test_a_sentence_with_the_word_from_quotes_nothing() -> None:
    got = read(
        b"From: a@x.test\nTo: b@x.test\nSubject: s\n\nFrom: our point of view this is fine.\nOn Monday I wrote: nothing.\n"
    )
    assert got.stretches("quoted") == []


def test_base64_that_breaks_off_gives_what_can_be_had() -> None:
    got = read(
        b"From: a@x.test\nTo: b@x.test\nSubject: s\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n\n--B\n"
        b"Content-Type: application/pdf; name=x.pdf\nContent-Transfer-Encoding: base64\n\nJVBERi0xLj\n"
    )
    assert got.parts[0].data.startswith(b"%PDF-1")
    assert got.parts[0].name == "x.pdf"


def test_the_charset_that_a_part_names_is_used_and_an_unknown_one_does_no_harm() -> None:
    for charset, data in (("koi8-r", "Привет".encode("koi8-r")), ("x-unknown", "Привет".encode())):
        got = read(
            f"From: a@x.test\nTo: b@x.test\nSubject: s\nContent-Type: text/plain; charset={charset}\n\n".encode()
            + data
            + b"\n"
        )
        assert got.text.strip() == "Привет"


def key(
    sender: str = "a@x.test", text: str = "Hello there", date: str = "2026-03-02T10:00:30+01:00", bcc: str = ""
) -> str:
    people = [Person("from", "", sender), Person("to", "", "b@x.test"), *([Person("bcc", "", bcc)] if bcc else [])]
    return message_key(people, date, "Lot 4", text, [b"attached"])


def test_copies_of_one_mail_in_two_mailboxes_have_one_key() -> None:
    assert key() == key(
        sender="A@X.test", text="Hello\r\n there ", date="2026-03-02T09:00:00+00:00", bcc="shadow@x.test"
    )


def test_another_mail_has_another_key() -> None:
    assert len({key(), key(text="Hello"), key(sender="c@x.test"), key(date="2026-03-02T10:02:00+01:00")}) == 4
    assert message_key([], None, "x", " ", []) == ""


def test_a_mail_nested_deeper_than_any_is_read_as_far_as_sixteen() -> None:
    body = b"deep"
    for n in range(60):
        body = b"Content-Type: multipart/mixed; boundary=B%d\n\n--B%d\n%s\n--B%d--\n" % (n, n, body, n)
    got = read(b"From: a@x.test\nTo: b@x.test\nSubject: s\n" + body)
    assert got.kind is Kind.EMAIL
    assert got.reason is None


def test_a_saved_page_of_the_web_is_a_page() -> None:
    got = read(
        b"From: <Saved by Blink>\nSnapshot-Content-Location: https://example.test/\nSubject: Prices\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/related; type="text/html"; boundary=B\n\n--B\nContent-Type: text/html\n\n<p>Lot 4</p>\n--B--\n'
    )
    assert (got.kind, got.text) == (Kind.PAGE, "Lot 4")


def test_windows_quotation_marks_in_what_is_called_latin1() -> None:
    got = read(
        b"From: a@x.test\nTo: b@x.test\nSubject: s\nContent-Type: text/plain; charset=iso-8859-1\n\n\x93grateful\x94 \x80500\n"
    )
    assert got.text.strip() == "“grateful” €500"


def test_a_mail_of_more_parts_than_are_ever_read_says_so() -> None:
    got = read(
        b"From: a@x.test\nTo: b@x.test\nSubject: s\nContent-Type: multipart/mixed; boundary=B\n\n"
        + b"--B\n\nx\n" * 3000
    )
    assert got.reason is Reason.TOO_LARGE
    assert got.text.count("x") == 2000
