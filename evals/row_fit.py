"""Grow the trees that tell which rows of which table a question asks for, on the hand-made cases.

Run `python -m evals.row_fit --data FOLDER`; it writes rag/data/row_trees.json. A set of rows is right when it holds all
rows of the case and no other; of a case without rows, when its rows say all points in few words.
The files in HELD_OUT are seen by none, so that figures on them hold for questions of others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from evals.boosting import Growth, grow, write
from evals.cases import SEALED
from evals.growing import Bench, open_bench, read_by_file, understand_case
from evals.match import AnswerText, find_groups, prepare, same_row
from evals.records import Case
from rag.boosted import Boosted, Floats
from rag.records import Table
from rag.retrieve import retrieve
from rag.row_choice import TREES
from rag.row_signals import SIGNALS, Option, measure_rows
from rag.table_labels import group_columns
from rag.tables import find_selection

HELD_OUT = SEALED
GROWTH = Growth(trees=200)
# Rows that say the points of a case which asks for none are what is asked for, up to so many words.
FEW_WORDS = 70


@dataclass(frozen=True, eq=False)
class Choice:
    """The sets of rows for one case: signals (n, features), which are right (n,), and which words alone choose."""

    id: str
    file: str
    rows: Floats
    right: NDArray[np.bool_]
    by_words: NDArray[np.bool_]
    asks_rows: bool


def measure_case(case: Case, file: str, bench: Bench) -> Choice:
    """Return the sets of rows near `case` with which are what it asks for."""
    library = bench.library
    query, asked = understand_case(case, bench)
    found = retrieve(query, asked, library)
    chosen = find_selection(query, found, library)
    options, rows = measure_rows(query, found, chosen, library)
    right = np.array([is_right(option, case) for option in options], dtype=np.bool_)
    named = (chosen.passage.id, chosen.rows) if chosen else None
    by_words = np.array([named == (option.passage.id, option.rows.rows) for option in options], dtype=np.bool_)
    return Choice(case.id, file, rows, right, by_words, bool(case.rows))


def is_right(option: Option, case: Case) -> bool:
    """Tell whether a set of rows is what `case` asks for."""
    table = option.picked.table
    if case.gold and all(place.source != option.passage.source_id for place in case.gold):
        return False
    if not case.rows:
        said = "\n".join(" ".join(item for cell in table.rows[row] for item in cell) for row in option.rows.rows)
        return bool(case.points) and len(said.split()) <= FEW_WORDS and all(find_groups(_prepared(said), case.points))
    told = [_told(table, row, case.rows) for row in option.rows.rows]
    found = frozenset().union(*(data | labels for data, labels in told))
    if len(found) < len(case.rows):
        return False
    return len(told) == 1 or all(data for data, _ in told)


@cache
def _prepared(text: str) -> AnswerText:
    """Return rows as they are matched; made once, for they are the same in every case."""
    return prepare(text)


def _told(table: Table, row: int, wanted: Sequence[str]) -> tuple[frozenset[int], frozenset[int]]:
    """Return which of the `wanted` rows a row of a table tells, in its own cells and in its labels."""
    groups = group_columns(table)
    data, labels = set[int](), set[int]()
    for column, cell in enumerate(table.rows[row]):
        told = {number for number, gold in enumerate(wanted) for item in cell if same_row(gold, item)}
        (labels if column in groups else data).update(told)
    return frozenset(data), frozenset(labels)


def grow_rows(choices: Sequence[Choice]) -> Boosted:
    """Return trees grown on `choices`."""
    groups = [one.id for one in choices for _ in one.right]
    return grow(
        np.vstack([one.rows for one in choices]),
        np.concatenate([one.right for one in choices]),
        groups,
        SIGNALS,
        GROWTH,
    )


def count_right(choices: Sequence[Choice], trees: Boosted) -> tuple[int, int]:
    """Return of how many `choices` the rows that words alone choose are right, and those likeliest by `trees`."""
    words = sum(bool((one.right & one.by_words).any()) for one in choices)
    return words, sum(bool(one.right[int(np.argmax(trees.log_odds(one.rows)))]) for one in choices)


def main() -> int:
    """Grow the trees, print how often they choose the rows of questions not seen, and write them."""
    bench, target = open_bench(__doc__, TREES)
    choices = [measure_case(case, file, bench) for file, case in read_by_file()]
    seen = [one for one in choices if one.file not in HELD_OUT and len(one.right)]
    trees = grow_rows(seen)
    for file in HELD_OUT:
        if own := [one for one in choices if one.file == file and one.asks_rows and one.right.any()]:
            words, by_trees = count_right(own, trees)
            print(f"{file} (held out, {len(own)}): {words} right by words alone, {by_trees} by trees")
    write(trees, target)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
