"""What is mended as a typing error, and what is left as the word it is."""

import pytest

from rag.adviser import Adviser
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
