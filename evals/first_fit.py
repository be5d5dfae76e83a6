"""Grow the trees that tell which sentence of a short answer answers, on the hand-made cases.

Run `python -m evals.first_fit --data FOLDER`; it writes rag/data/first_trees.json. A sentence answers when it says one
of the case's points. The files in HELD_OUT are seen by none, so that figures on them hold for questions of others.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evals.boosting import Growth, grow, write
from evals.cases import SEALED
from evals.growing import Bench, open_bench, read_by_file, understand_case
from evals.match import find_groups, prepare
from evals.records import Case
from rag.answer_first import ORDERED, SIGNALS, TREES, entry_of, measure_opening, opening_sentences
from rag.boosted import Boosted, Floats
from rag.compose import draft_answer
from rag.retrieve import retrieve

HELD_OUT = SEALED
# With 60 trees 64 %, with 120 66 % of 1,337 answers open with a point (six folds by file); 49 % as they were chosen.
GROWTH = Growth(trees=120)


@dataclass(frozen=True, eq=False)
class Opening:
    """The sentences with which the answer to one case opens: signals (n, features), and which say a point (n,)."""

    id: str
    file: str
    rows: Floats
    says: NDArray[np.bool_]


def measure_case(case: Case, file: str, bench: Bench) -> Opening | None:
    """Return how the answer to `case` opens; None where it opens with one sentence or has an order of its own."""
    library = bench.library
    query, asked = understand_case(case, bench)
    found = retrieve(query, asked, library)
    lines = opening_sentences(draft_answer(query, found, library))
    entries = [entry for line in lines if (entry := entry_of(line, library)) is not None]
    if query.kind in ORDERED or query.is_situation or len(lines) < 2 or len(entries) < len(lines):
        return None
    says = np.array([any(find_groups(prepare(line.text), case.points)) for line in lines], dtype=np.bool_)
    return Opening(case.id, file, measure_opening(lines, entries, query, found, library), says)


def grow_first(openings: Sequence[Opening]) -> Boosted:
    """Return trees grown on `openings`."""
    groups = [one.id for one in openings for _ in one.says]
    rows = np.vstack([one.rows for one in openings])
    return grow(rows, np.concatenate([one.says for one in openings]), groups, SIGNALS, GROWTH)


def share_first(openings: Sequence[Opening], trees: Boosted | None) -> float:
    """Return the share of `openings` of which the first sentence says a point, as chosen or as `trees` order them."""
    firsts = [0 if trees is None else int(np.argmax(trees.log_odds(one.rows))) for one in openings]
    return float(np.mean([one.says[first] for one, first in zip(openings, firsts, strict=True)]))


def main() -> int:
    """Grow the trees, print how often the first sentence of answers not seen says a point, and write them."""
    bench, target = open_bench(__doc__, TREES)
    measured = [measure_case(case, file, bench) for file, case in read_by_file() if case.points]
    openings = [one for one in measured if one is not None]
    trees = grow_first([one for one in openings if one.file not in HELD_OUT])
    for file in HELD_OUT:
        if own := [one for one in openings if one.file == file]:
            before, after = share_first(own, None), share_first(own, trees)
            print(f"{file} (held out, {len(own)}): {before:.2f} open with a point as chosen, {after:.2f} by trees")
    write(trees, target)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
