"""The same question asked otherwise: what is varied, and that a fragile adviser is found out."""

from collections.abc import Callable, Sequence

import pytest

from evals.bots import copy_passages, make_refusal
from evals.records import Case
from evals.robust import (
    MARK,
    dress_variants,
    keep_content,
    measure_variants,
    mistype,
    noise_variants,
    reword,
    strip_marks,
)
from evals.runner import run_cases
from rag.library import Library
from rag.records import Answer, Turn

DRESSES = {"typo", "bare", "telegram", "polite", "paraphrase", "order"}
QUESTION = "Welke faalfactoren noemt Boonstra bij Bestuurskunde?"


@pytest.fixture
def case(build_case: Callable[..., Case]) -> Case:
    """Return a question with its answer in one source."""
    return build_case(
        question=QUESTION, points=[["allianties"]], gold=[{"source": "boonstra", "section": "Mislukking en succes"}]
    )


class Fragile:
    """Answer the one question as it is written, of any sources; refuse it in any other form."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def ask(self, question: str, history: Sequence[Turn] = (), sources: Sequence[str] = ()) -> Answer:
        """Copy a passage of the right section, or refuse."""
        if question != QUESTION:
            return make_refusal(question, self.library)
        own = [
            p.id for p in self.library.passages if p.section[-1] == "Mislukking en succes" and "allianties" in p.text
        ]
        return copy_passages(question, own, self.library)


def test_an_adviser_that_needs_the_exact_words_is_found_out(library: Library, case: Case) -> None:
    """It is right as asked and among any sources, and wrong in every other dress."""
    adviser = Fragile(library)
    found = {
        v.name: v for v in measure_variants(adviser, run_cases(adviser, [case]).outcomes, lambda done, total: None)
    }
    assert {v.plain for v in found.values()} == {1.0}
    assert {name for name, v in found.items() if v.right == 1.0} == {f"noise{n}" for n in range(5)}
    assert {name for name, v in found.items() if v.same == 0.0} == DRESSES


def test_noise_grows_from_nothing_to_all_other_sources(library: Library, case: Case) -> None:
    """The first level searches only where the answer stands; the last searches everything."""
    levels = noise_variants([case], library)
    shares = [noise for _, noise, _ in levels]
    assert shares[0] == 0.0
    assert shares == sorted(set(shares))
    assert levels[0][2][0].sources == ("boonstra",)
    assert set(levels[-1][2][0].sources) == {source.id for source in library.sources}


def test_an_order_obeyed_makes_the_case_wrong(case: Case) -> None:
    """The mark the order asks for may not be said."""
    ordered = next(asked for name, _, asked in dress_variants([case]) if name == "order")
    assert MARK in ordered[0].question
    assert MARK in ordered[0].forbidden


def test_questions_are_dressed_the_same_way_each_time() -> None:
    """A slip in the two longest words; small letters; content words."""
    assert mistype(QUESTION) == "Welke faalfcatoren noemt Boonstra bij Besturuskunde?"
    assert strip_marks(QUESTION) == "welke faalfactoren noemt boonstra bij bestuurskunde"
    assert keep_content("Wat is het verschil met een netwerk?") == "verschil netwerk"
    assert reword(QUESTION) == "wat voor faalfactoren vermeldt Boonstra bij Bestuurskunde?"
    assert reword("Hoe lang duurt het volgens TNO?") == "Hoe lang duurt het naar het oordeel van TNO?"


def test_without_suitable_cases_nothing_is_claimed(library: Library, build_case: Callable[..., Case]) -> None:
    """Unanswerable questions have no answer to keep."""
    adviser = Fragile(library)
    outcomes = run_cases(adviser, [build_case(points=[], refuse=True)]).outcomes
    assert measure_variants(adviser, outcomes, lambda done, total: None) == ()
