"""Contrast as painted: WCAG AA for every text on every ground, 3:1 for borders, marks and the focus ring, light and dark."""

import itertools

import pytest

from ui.theme import DARK, LIGHT

GROUNDS = ("bg", "surface", "raised", "rail")


def luminance(colour):
    def channel(value):
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (channel(value) for value in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_words_can_be_read_on_every_ground(tokens):
    for name, ground in itertools.product(("text", "muted", "faint", "accent"), GROUNDS):
        assert contrast(getattr(tokens, name), getattr(tokens, ground)) >= 4.5, (name, ground)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_tones_can_be_read_on_their_own_grounds_and_on_the_page(tokens):
    for tone in ("ok", "warn", "bad", "seal", "accent"):
        colour, ground = tokens.pair(tone)
        assert contrast(colour, ground) >= 4.5, tone
        assert contrast(colour, tokens.surface) >= 4.5, tone


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_marked_text_selected_rows_and_primary_buttons_can_be_read(tokens):
    for ground in (tokens.mark_word, tokens.mark_meaning, tokens.accent_bg):
        assert contrast(tokens.text, ground) >= 4.5
    for name in ("muted", "faint"):
        assert contrast(getattr(tokens, name), tokens.accent_bg) >= 4.5
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_borders_underlines_and_focus_stand_out(tokens):
    for ground in ("surface", "bg"):
        assert contrast(tokens.control, getattr(tokens, ground)) >= 3
        assert contrast(tokens.accent, getattr(tokens, ground)) >= 3
    for ground in (tokens.accent_bg, tokens.mark_word, tokens.mark_meaning):
        assert contrast(tokens.accent, ground) >= 3
