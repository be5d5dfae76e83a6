from evals.generate import TABLES, find_table, make_table_cases, read_factors
from evals.match import plain_words
from evals.records import Kind, Split
from rag.library import Library


def test_every_factor_stands_in_a_question_of_each_direction(library: Library) -> None:
    """From label to factors and from factor to labels, for every row of every factor table."""
    cases = make_table_cases(library)
    listed = {(case.table, row) for case in cases if case.kind is Kind.LIST for row in case.rows}
    asked = " ".join(" ".join(plain_words(case.question)) for case in cases if case.kind is Kind.REVERSE)
    for spec in TABLES:
        factors = list(read_factors(spec, find_table(spec, library)))
        assert factors
        for factor in factors:
            assert (spec.label, factor.text) in listed
            assert " ".join(plain_words(factor.text)) in asked


def test_the_same_library_gives_the_same_cases_with_unique_ids(library: Library) -> None:
    """Two runs are comparable case by case."""
    first, second = make_table_cases(library), make_table_cases(library)
    assert first == second
    assert len({case.id for case in first}) == len(first)


def test_both_splits_and_several_wordings_occur(library: Library) -> None:
    """Tuning on one half says something of the other; no wording carries all."""
    cases = make_table_cases(library)
    assert {case.split for case in cases} == set(Split)
    starts = {case.question.split(" ")[0] for case in cases}
    assert len(starts) > 4


def test_a_factor_in_two_places_may_be_placed_in_either(library: Library) -> None:
    """The same entry stands in table 4 and table 8 of TNO."""
    cases = [case for case in make_table_cases(library) if case.kind is Kind.REVERSE]
    case = next(case for case in cases if "Open communicatie" in case.question)
    assert case.table is None
    assert len(case.gold) == 2
