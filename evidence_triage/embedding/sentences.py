"""The bundled text on which whole numbers are calibrated and backends compared: written for this, of no case."""

from functools import cache
from pathlib import Path

SENTENCES_A_PASSAGE = 12


@cache
def sentences() -> tuple[str, ...]:
    """Every line of `sentences.txt`: notes, mails, messages, minutes, in the words of offices, phones and streets."""
    lines = Path(__file__).with_name("sentences.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip())


@cache
def passages() -> tuple[str, ...]:
    """Neighbouring sentences as texts of about 180 words, each half over the one before."""
    lines = sentences()
    steps = range(0, len(lines) - SENTENCES_A_PASSAGE + 1, SENTENCES_A_PASSAGE // 2)
    return tuple(" ".join(lines[start : start + SENTENCES_A_PASSAGE]) for start in steps)
