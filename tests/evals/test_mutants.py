"""A deliberately broken adviser is caught each time by the measure meant for it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from evals.bots import copy_passages
from evals.metrics.all import PLAIN
from evals.records import Case
from evals.runner import Advises, run_cases
from rag.adviser import Adviser
from rag.library import Library
from rag.records import Answer, Citation

TABLE_2 = "Mislukking en succes"
Changed = Callable[[Adviser, Callable[[Answer], Answer]], Advises]


def mean(key: str, adviser: Advises, cases: list[Case]) -> float:
    """Return the mean of one measure over the cases that ask for it."""
    metric = next(metric for metric in PLAIN if metric.key == key)
    values = [metric.value(outcome) for outcome in run_cases(adviser, cases).outcomes]
    scored = [value for value in values if value is not None]
    return sum(scored) / len(scored)


@pytest.fixture(scope="module")
def table_case(library: Library, build_case: Callable[..., Case]) -> Case:
    """Return the question for all failure factors of one discipline."""
    table = next(
        p.table for p in library.tables if p.source_id == "boonstra" and p.table and p.table.label == "Tabel 2"
    )
    rows = [row[1][0] for row in table.rows if row[0][0] == "Bestuurskunde"]
    return build_case(
        id="m-1",
        question="Welke faalfactoren noemt Boonstra bij Bestuurskunde?",
        kind="list",
        points=[],
        rows=rows,
        table="Tabel 2",
        gold=[{"source": "boonstra", "section": TABLE_2}],
    )


@pytest.fixture(scope="module")
def refusal_case(build_case: Callable[..., Case]) -> Case:
    """Return a question no source answers."""
    return build_case(
        id="m-2",
        question="Wat kost een parkeervergunning in Utrecht in 2026?",
        kind="unanswerable",
        points=[],
        refuse=True,
    )


def drop_row(answer: Answer) -> Answer:
    """Leave the last row out."""
    last = answer.sentences[-1].text
    lines = [line for line in answer.answer.split("\n") if last not in line]
    return replace(answer, answer="\n".join(lines), sentences=answer.sentences[:-1])


def add_row(answer: Answer) -> Answer:
    """Invent a row."""
    invented = replace(answer.sentences[-1], text="Te weinig parkeerplaatsen bij het kantoor van de alliantie")
    return replace(answer, sentences=(*answer.sentences, invented))


def swap_author(answer: Answer) -> Answer:
    """Credit every citation to someone else."""
    return replace(answer, citations=tuple(replace(c, authors=("D. de Wit",)) for c in answer.citations))


def change_quote(answer: Answer) -> Answer:
    """Alter a word of every quote."""
    return replace(answer, citations=tuple(replace(c, quote=c.quote.replace("o", "0", 1)) for c in answer.citations))


def cite_elsewhere(library: Library) -> Callable[[Answer], Answer]:
    """Return a change that cites another section of the same source, with a quote that does stand there."""
    other = next(p for p in library.passages if p.source_id == "boonstra" and p.section[-1] != TABLE_2 and not p.table)

    def move(citation: Citation) -> Citation:
        return replace(citation, section=other.section, passage_id=other.id, quote=other.text, locator=None)

    return lambda answer: replace(answer, citations=tuple(move(citation) for citation in answer.citations))


def never_refuse(library: Library) -> Callable[[Answer], Answer]:
    """Return a change that answers with the nearest passage instead of refusing."""
    nearest = [library.passages[3].id]
    return lambda answer: answer if answer.answered else copy_passages(answer.question, nearest, library)


def test_the_unbroken_adviser_passes_what_catches_the_mutants(
    adviser: Adviser, table_case: Case, refusal_case: Case
) -> None:
    """Without this the tests below would prove nothing."""
    keys = (
        "row_recall",
        "row_precision",
        "row_exact",
        "citation_valid",
        "citation_recall",
        "right_section",
        "right_table",
    )
    for key in keys:
        assert mean(key, adviser, [table_case]) == 1.0, key
    assert mean("rejected", adviser, [refusal_case]) == 1.0
    assert mean("right", adviser, [table_case, refusal_case]) == 1.0


def test_a_dropped_row_lowers_recall_and_the_exact_set(adviser: Adviser, changed: Changed, table_case: Case) -> None:
    """The tables are a complete oracle: what is missing is seen."""
    broken = changed(adviser, drop_row)
    assert mean("row_recall", broken, [table_case]) < 1.0
    assert mean("row_exact", broken, [table_case]) == 0.0
    assert mean("right", broken, [table_case]) == 0.0


def test_an_invented_row_lowers_precision_and_the_exact_set(
    adviser: Adviser, changed: Changed, table_case: Case
) -> None:
    """So is what is too many."""
    broken = changed(adviser, add_row)
    assert mean("row_precision", broken, [table_case]) < 1.0
    assert mean("row_exact", broken, [table_case]) == 0.0


def test_a_swapped_author_makes_the_citation_invalid(adviser: Adviser, changed: Changed, table_case: Case) -> None:
    """The hard check: author, work and section belong together."""
    broken = changed(adviser, swap_author)
    assert mean("citation_valid", broken, [table_case]) == 0.0
    assert mean("right", broken, [table_case]) == 0.0


def test_an_altered_quote_makes_the_citation_invalid(adviser: Adviser, changed: Changed, table_case: Case) -> None:
    """A quote stands in its passage character for character."""
    assert mean("citation_valid", changed(adviser, change_quote), [table_case]) == 0.0


def test_never_refusing_is_seen_in_the_rejection_rate(
    adviser: Adviser, changed: Changed, library: Library, refusal_case: Case
) -> None:
    """And costs a point each time."""
    broken = changed(adviser, never_refuse(library))
    assert mean("rejected", broken, [refusal_case]) == 0.0
    assert mean("score", broken, [refusal_case]) == -1.0


def test_citing_the_wrong_section_is_seen_by_section_and_by_support(
    adviser: Adviser, changed: Changed, library: Library, table_case: Case
) -> None:
    """The citation exists and is valid; it points elsewhere and carries nothing."""
    broken = changed(adviser, cite_elsewhere(library))
    assert mean("citation_valid", broken, [table_case]) == 1.0
    assert mean("right_section", broken, [table_case]) == 0.0
    assert mean("right_table", broken, [table_case]) == 0.0
    assert mean("citation_recall", broken, [table_case]) < 0.5
