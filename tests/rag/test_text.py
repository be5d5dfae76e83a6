"""Rules of the Dutch text functions."""

import pytest

from rag.text import clean, content_words, numbers, sentences, split_compound, stem


@pytest.mark.parametrize(
    ("word", "same"),
    [
        ("faalfactor", "faalfactoren"),
        ("alliantie", "allianties"),
        ("samenwerken", "samengewerkt"),
        ("evaluatie", "evalueren"),
    ],
)
def test_inflections_of_a_word_share_their_stem(word: str, same: str) -> None:
    assert stem(word) == stem(same)


def test_abbreviations_do_not_end_a_sentence() -> None:
    text = "Dat noemen o.a. Smid e.a. (2007) bijv. in art. 5. Het werkt d.w.z. soms. Klaar!"
    assert sentences(text) == ["Dat noemen o.a. Smid e.a. (2007) bijv. in art. 5.", "Het werkt d.w.z. soms.", "Klaar!"]


def test_sentences_joined_by_a_space_give_the_text_back() -> None:
    text = "Eén zin. Nog een: met dubbele punt? Ja. ‘Een citaat.’ Slot zonder punt"
    assert " ".join(sentences(text)) == text


def test_compounds_split_into_words_of_the_vocabulary_only() -> None:
    known = frozenset(("partner", "selectie", "criteria"))
    assert split_compound("partnerselectiecriteria", known) == ("partner", "selectie", "criteria")
    assert split_compound("partnerkeuze", known) == ()


def test_invisible_and_bidirectional_characters_are_removed() -> None:
    assert clean("ver\u200btrou\u202ewen\x00 \u00a0x") == "vertrouwen x"


def test_stop_words_are_no_content() -> None:
    assert content_words("Wat zegt Boonstra over vertrouwen?") == ["boonstra", "vertrouwen"]


def test_thousands_separators_do_not_matter() -> None:
    assert numbers("van 1.000 naar 24 en 10,5") == {"1000", "24", "10,5"}
