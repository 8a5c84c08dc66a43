"""R2, R4: a real mailbox of 5,937 mails: every one is found, dated and attributed, what it quotes stands apart, in seconds."""

import time
from collections import Counter

import pytest

from evidence_triage.words import Kind
from tests.extract.reading import Read, read
from tests.extract.test_facts import CORPORA

ENRON = CORPORA / "mail-enron"
MAILS = 5_937
SECONDS = 12.0


@pytest.fixture(scope="module")
def mails() -> list[Read]:
    if not ENRON.is_dir():
        pytest.skip("the corpora (../shared/corpora/mail-enron) are not here")
    began = time.process_time()
    boxes = [read(path) for path in sorted(ENRON.glob("*.mbox"))]
    found = [read(part.data, part.name) for box in boxes for part in box.parts]
    taken = time.process_time() - began
    assert taken < SECONDS, f"{taken:.1f} seconds of one core"
    return found


def test_every_mail_is_found_dated_and_attributed(mails: list[Read]) -> None:
    assert len(mails) == MAILS
    heads = [mail.head for mail in mails if mail.head]
    assert {head.kind for head in heads} == {Kind.EMAIL}
    assert all(mail.reason is None for mail in mails)
    assert all(head.date and head.date.endswith(("-07:00", "-08:00")) for head in heads)
    assert all(any(person.role == "from" and person.address for person in head.people) for head in heads)
    assert sum(bool(mail.text.strip()) for mail in mails) > 0.98 * MAILS


def test_what_is_quoted_is_no_more_than_it_should_be(mails: list[Read]) -> None:
    """Three mails in ten have a quoted mail below; nothing that opens a quoted mail stands in what was written now."""
    quoting = [mail for mail in mails if mail.stretches("quoted")]
    assert 0.15 * MAILS < len(quoting) < 0.5 * MAILS
    left = [mail for mail in mails if "-----Original Message-----" in written(mail)]
    assert len(left) < 0.002 * MAILS


def written(mail: Read) -> str:
    """What is neither quoted nor a signature."""
    text = mail.text
    for span in reversed(mail.found.spans if mail.found else []):
        text = text[: span.start] + text[span.stop :]
    return text


def test_copies_of_a_mail_in_several_folders_have_one_key(mails: list[Read]) -> None:
    keys = Counter(mail.head.message_key for mail in mails if mail.head)
    assert 0.5 * MAILS < len(keys) < 0.75 * MAILS
    alike = {(mail.head.title, mail.head.date, "".join(mail.text.split())) for mail in mails if mail.head}
    assert abs(len(keys) - len(alike)) < 0.03 * MAILS
