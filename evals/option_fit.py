"""Grow the trees that tell what is worth saying to somebody in a situation, on the hand-made cases.

Run `python -m evals.option_fit --data FOLDER`; it writes rag/data/option_trees.json. An option is one of the sentences,
rows and lists of the parts that serve best; it is worth saying when it says one of the case's points, in its source.
The files in HELD_OUT are seen by none, so that figures on them hold for questions of others.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evals.boosting import Growth, grow, write
from evals.cases import SEALED
from evals.growing import Bench, open_bench, read_by_file, understand_case
from evals.match import find_groups, prepare
from evals.records import Case, Kind
from rag.boosted import Boosted, Floats
from rag.compose_advice import TREES, find_options
from rag.option_signals import SIGNALS, measure_options
from rag.retrieve import retrieve
from rag.situations import fit_situation

HELD_OUT = SEALED
# More trees learn the cases by heart: of 125 situations never seen 58 % are answered whole with 150, 57 % with 300.
GROWTH = Growth(trees=150)
# So many options are about what an answer has room for.
MANY = 15


@dataclass(frozen=True, eq=False)
class Situation:
    """The options for one case: signals (n, features), which are worth saying, and which say what point (n, points)."""

    id: str
    file: str
    rows: Floats
    worth: NDArray[np.bool_]
    says: NDArray[np.bool_]


def measure_situation(case: Case, file: str, bench: Bench) -> Situation:
    """Return the options for the situation of `case` with what each says of its points."""
    library = bench.library
    query, asked = understand_case(case, bench)
    found = retrieve(query, asked, library)
    fit = fit_situation(query, found, library)
    options = find_options(fit, library)
    says = np.array([find_groups(prepare(option.text), case.points) for option in options], dtype=np.bool_)
    says = says.reshape(len(options), len(case.points))
    sources = {place.source for place in case.gold}
    own = np.array([option.passage.source_id in sources for option in options], dtype=np.bool_)
    return Situation(case.id, file, measure_options(options, fit, query, found, library), says.any(axis=1) & own, says)


def grow_options(situations: Sequence[Situation]) -> Boosted:
    """Return trees grown on the options of `situations`."""
    groups = [one.id for one in situations for _ in one.worth]
    rows = np.vstack([one.rows for one in situations])
    return grow(rows, np.concatenate([one.worth for one in situations]), groups, SIGNALS, GROWTH)


def points_within(situation: Situation, scores: Floats, count: int) -> float:
    """Return which share of the points the `count` options with the highest scores say together."""
    best = np.argsort(-scores, kind="stable")[:count]
    return float(situation.says[best].any(axis=0).mean()) if len(best) else 0.0


def main() -> int:
    """Grow the trees, print what the best options say of situations not seen, and write them."""
    bench, target = open_bench(__doc__, TREES)
    situations = [
        measure_situation(case, file, bench)
        for file, case in read_by_file()
        if case.kind is Kind.SITUATION and case.points
    ]
    trees = grow_options([one for one in situations if one.file not in HELD_OUT])
    for file in HELD_OUT:
        if own := [one for one in situations if one.file == file]:
            before = np.mean([points_within(one, one.rows[:, SIGNALS.index("score")], MANY) for one in own])
            after = np.mean([points_within(one, trees.log_odds(one.rows), MANY) for one in own])
            print(f"{file} (held out, {len(own)}): {before:.2f} of the points in the best {MANY}, {after:.2f} by trees")
    write(trees, target)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
