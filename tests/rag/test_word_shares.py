"""Which share of the words asked a text holds: rare words count for more, unknown ones for most."""

import math

import pytest

from rag.word_shares import share_words

TEXTS = [frozenset(("brug", "geld")), frozenset(("brug", "water")), frozenset(("brug",)), frozenset(("brug", "geld"))]


def test_a_word_that_every_text_holds_counts_for_nothing() -> None:
    assert share_words(TEXTS).of(["brug"]).tolist() == [0.0, 0.0, 0.0, 0.0]


def test_a_rarer_word_counts_for_more() -> None:
    shares = share_words(TEXTS).of(["geld", "water"]).tolist()
    total = math.log(2) + math.log(4)
    assert shares == pytest.approx([math.log(2) / total, math.log(4) / total, 0.0, math.log(2) / total])


def test_a_word_that_no_text_holds_lowers_every_share() -> None:
    alone, beside = share_words(TEXTS).of(["water"]), share_words(TEXTS).of(["water", "walvis"])
    assert alone.tolist() == [0.0, 1.0, 0.0, 0.0]
    assert beside[1] == pytest.approx(math.log(4) / (math.log(4) + math.log(5)))


def test_nothing_asked_and_no_texts_give_no_shares() -> None:
    assert share_words(TEXTS).of([]).tolist() == [0.0, 0.0, 0.0, 0.0]
    assert share_words([]).of(["brug"]).shape == (0,)
