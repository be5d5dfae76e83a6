"""Which words of a question say what it is about."""

import pytest

from rag.asked import what_is_asked
from rag.clues import EVERYDAY, find_clues, rare_gap, with_spellings
from rag.library import Library
from rag.text import stem
from rag.understand import understand
from rag.vocabulary import Vocabulary, make_vocabulary


@pytest.fixture(scope="module")
def vocabulary(library: Library) -> Vocabulary:
    return make_vocabulary(library)


def clues(question: str, library: Library, vocabulary: Vocabulary) -> set[str]:
    query = understand(question, (), (), library, vocabulary)
    return {clue.stem for clue in find_clues(query, what_is_asked(query), library)}


@pytest.mark.parametrize(
    ("question", "light", "telling"),
    [
        ("Waarop baseert Akkermans zijn bevindingen over innovatienetwerken?", "baseert", "innovatienetwerken"),
        ("Welk bedrijf nam de helft van de aandelen?", "nam", "aandelen"),
        ("Hoe verloopt een conflict tussen partners?", "verloopt", "conflict"),
        ("Wie onderzochten de rol van vertrouwen?", "onderzochten", "vertrouwen"),
    ],
)
def test_a_verb_that_says_little_by_itself_is_no_clue(
    question: str, light: str, telling: str, library: Library, vocabulary: Vocabulary
) -> None:
    """A text puts the same with another verb: that it lacks this one does not make it another subject."""
    found = clues(question, library, vocabulary)
    assert stem(light) not in found
    assert stem(telling) in found


def test_a_verb_that_tells_something_stays_a_clue(library: Library, vocabulary: Vocabulary) -> None:
    assert stem("onderhandelen") in clues("Hoe onderhandelen partners over macht?", library, vocabulary)


def test_what_is_lacking_counts_by_how_rare_it_is_in_dutch(library: Library, vocabulary: Vocabulary) -> None:
    """That a text lacks "terug" says nothing, that it lacks "btw" says what it is not about; what it has never counts."""
    query = understand("Kijken partners terug op de btw?", (), (), library, vocabulary)
    found = with_spellings(find_clues(query, what_is_asked(query), library), frozenset())
    known = frozenset(clue.stem for clue in found)
    assert rare_gap(found, known) == 0.0
    everyday, rare = stem("terug"), stem("btw")
    assert 0.0 < rare_gap(found, known - {everyday}) < 1.5 < rare_gap(found, known - {rare}) <= EVERYDAY
    assert rare_gap(found, frozenset()) == rare_gap(found, known - {rare})
