"""Questions that deny: what is made, and that an adviser that reads over "niet", agrees or contradicts always is caught."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from evals.bots import copy_passages, make_refusal
from evals.generate import make_table_cases
from evals.negated import SAMPLE, Denial, make_denials
from evals.records import Outcome
from evals.runner import run_case
from rag.library import Library
from rag.records import Answer, Turn

FORMS = ("which_not", "denied_wrongly", "denied_rightly")


@pytest.fixture(scope="module")
def denials(library: Library) -> dict[str, list[Denial]]:
    """Return the denials made from the shipped tables."""
    return make_denials(library, {case.id: Outcome(case) for case in make_table_cases(library)})


class Says:
    """Answer everything with the same words, after a table row when `shows` names one."""

    def __init__(self, library: Library, words: str, shows: Callable[[str], Sequence[str]] | None = None) -> None:
        self.library, self._words, self._shows = library, words, shows

    def ask(self, question: str, history: Sequence[Turn] = (), sources: Sequence[str] = ()) -> Answer:
        """Return the words as an answer, or a refusal when there are none."""
        lines = [self._words, *(self._shows(question) if self._shows else ())]
        if not any(lines):
            return make_refusal(question, self.library)
        base = copy_passages(question, [next(p.id for p in self.library.passages if p.table)], self.library)
        return replace(base, answer="\n".join(line for line in lines if line), sentences=(), citations=())


def rate(adviser: Says, denials: list[Denial]) -> float:
    """Return the share of denials that go right."""
    return sum(denial.is_right(run_case(adviser, denial.case)) for denial in denials) / len(denials)


def rows_of(denials: list[Denial]) -> Callable[[str], Sequence[str]]:
    """Return what gives the rows the question denies: the answer to the question without its "niet"."""
    by_question = {denial.case.question: denial.case.rows for denial in denials}
    return lambda question: [f"- {row}" for row in by_question[question]]


def test_every_form_has_as_many_as_the_other_ways_of_asking(denials: dict[str, list[Denial]]) -> None:
    """Each a question with a denial, made from a question that was asked plainly."""
    assert set(denials) == set(FORMS)
    for own in denials.values():
        assert len(own) == SAMPLE
        assert all(" niet " in denial.case.question for denial in own)
        assert len({denial.case.question for denial in own}) == SAMPLE


def test_the_same_denials_each_time_and_none_without_its_plain_question(library: Library) -> None:
    """What the plain question scored stands beside it."""
    cases = make_table_cases(library)
    known = {case.id: Outcome(case) for case in cases[:6]}
    found = make_denials(library, known)
    assert {denial.plain_id for own in found.values() for denial in own} <= set(known)
    assert {form: [d.case.id for d in own] for form, own in found.items()} == {
        form: [d.case.id for d in own] for form, own in make_denials(library, known).items()
    }
    assert make_denials(library, {}) == {}


def test_reading_over_the_denial_is_wrong_and_refusing_or_saying_so_is_right(
    library: Library, denials: dict[str, list[Denial]]
) -> None:
    """The list of what is named does not answer what is not; with a word that it is the list of what is, it helps."""
    own = denials["which_not"]
    assert rate(Says(library, "Dit zijn ze:", rows_of(own)), own) == 0.0
    assert rate(Says(library, ""), own) == 1.0
    assert rate(Says(library, "Wat niet genoemd wordt staat nergens; dit wel:", rows_of(own)), own) == 1.0


@pytest.mark.parametrize(
    ("words", "form", "share"),
    [
        ("Ja, dat klopt.", "denied_wrongly", 0.0),
        ("Nee, dat klopt niet.", "denied_wrongly", 1.0),
        ("Ja, dat klopt.", "denied_rightly", 1.0),
        ("Nee, dat klopt niet.", "denied_rightly", 0.0),
        ("", "denied_wrongly", 0.0),
        ("", "denied_rightly", 0.0),
    ],
)
def test_neither_agreeing_nor_contradicting_always_passes(
    library: Library, denials: dict[str, list[Denial]], words: str, form: str, share: float
) -> None:
    """One of the two forms catches each; the tables answer both, so a refusal is wrong."""
    assert rate(Says(library, words), denials[form]) == share


@pytest.mark.parametrize("form", ["denied_wrongly", "denied_rightly"])
def test_showing_where_the_factor_stands_is_right_in_both_forms(
    library: Library, denials: dict[str, list[Denial]], form: str
) -> None:
    """The reader sees at once whether the denial holds."""
    own = denials[form]
    places = {d.case.question: [f"| {d.case.points[0][0]} | {d.case.rows[0]} |"] for d in own}
    assert rate(Says(library, "", lambda question: places[question]), own) == 1.0
