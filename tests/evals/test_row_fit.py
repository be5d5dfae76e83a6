"""A set of rows is right when it holds all that is asked for and nothing else."""

import numpy as np
import pytest

from evals.boosting import grow
from evals.records import Case, Kind, Place, Split
from evals.row_fit import GROWTH, Choice, count_right, is_right
from rag.adviser import Adviser
from rag.row_sets import Form, RowSet
from rag.row_signals import SIGNALS, Option
from rag.table_rows import Selection


@pytest.fixture(scope="module")
def pros_and_cons(adviser: Adviser) -> Selection:
    passage = next(p for p in adviser.library.tables if p.source_id == "tno" and p.table and p.table.label == "Tabel 1")
    assert passage.table is not None
    return Selection(passage, tuple(range(len(passage.table.rows))), (0, 1))


def _option(selection: Selection, rows: tuple[int, ...]) -> Option:
    return Option(selection.passage, RowSet(rows, Form.LABEL), selection)


def _case(selection: Selection, rows: tuple[int, ...], source: str = "tno") -> Case:
    told = tuple(selection.table.rows[row][1][0] for row in rows)
    place = Place(source, "Voor- en nadelen")
    return Case("x", "Wat zijn de minnen?", Kind.LIST, Split.DEV, rows=told, gold=(place,))


def test_all_rows_and_no_other_are_right(pros_and_cons: Selection) -> None:
    case = _case(pros_and_cons, (5, 6, 7, 8))
    assert is_right(_option(pros_and_cons, (5, 6, 7, 8)), case)
    assert not is_right(_option(pros_and_cons, (5, 6, 7)), case)
    assert not is_right(_option(pros_and_cons, (4, 5, 6, 7, 8)), case)


def test_rows_of_another_source_are_wrong(pros_and_cons: Selection) -> None:
    assert not is_right(_option(pros_and_cons, (5, 6)), _case(pros_and_cons, (5, 6), "boonstra"))


def test_what_words_choose_and_what_trees_choose_is_counted() -> None:
    rows = np.zeros((2, len(SIGNALS)))
    rows[1, 0] = 1.0
    choices = [
        Choice(str(number), "leer", rows, np.array([False, True]), np.array([True, False]), True)
        for number in range(40)
    ]
    stacked = np.vstack([one.rows for one in choices])
    right = np.concatenate([one.right for one in choices])
    trees = grow(stacked, right, [one.id for one in choices for _ in range(2)], SIGNALS, GROWTH)
    assert count_right(choices, trees) == (0, 40)
