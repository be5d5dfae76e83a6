"""What is mended as a typing error, and what is left as the word it is."""

import pytest

from rag.adviser import Adviser
from rag.dutch_words import commonness
from rag.vocabulary import make_vocabulary, mend_word


@pytest.mark.parametrize("word", ["bedrag", "hemel", "opgeheven", "knoop", "kamer"])
def test_a_dutch_word_the_library_lacks_is_never_mended_into_one_it_has(word: str, adviser: Adviser) -> None:
    assert mend_word(word, make_vocabulary(adviser.library)) == word


@pytest.mark.parametrize(("wrong", "right"), [("vertrouwn", "vertrouwen"), ("samenwerkng", "samenwerking")])
def test_a_typing_error_is_mended(wrong: str, right: str, adviser: Adviser) -> None:
    assert mend_word(wrong, make_vocabulary(adviser.library)) == right


def test_a_surname_is_not_mended_into_a_common_word(adviser: Adviser) -> None:
    answer = adviser.ask("Welke kritiek heeft Williamson op Coase?")
    assert "Coase" in answer.answer or "coase" in answer.answer


@pytest.mark.parametrize(
    ("wrong", "right"), [("Nootboom", "Nooteboom"), ("Akermans", "Akkermans"), ("Oerlmans", "Oerlemans")]
)
def test_a_misspelt_surname_is_mended_even_where_it_stands_at_the_beginning_of_sentences_only(
    wrong: str, right: str, adviser: Adviser
) -> None:
    answer = adviser.ask(f"Wat zegt {wrong} over vertrouwen?")
    assert wrong not in answer.answer
    assert right in answer.answer


def test_how_common_a_word_is_follows_how_often_people_use_it() -> None:
    """In powers of ten of a billion words; what nobody uses is rarer than anything."""
    assert commonness("terug") > commonness("traject") > commonness("btw") > commonness("zzqx")
    assert commonness("terug") > 5.5
    assert commonness("zzqx") < 1.0
