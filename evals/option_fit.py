"""Grow the trees that tell what is worth saying to somebody in a situation, on the hand-made cases.

Run `python -m evals.option_fit --data FOLDER`; it writes rag/data/option_trees.json. An option is one of the sentences,
rows and lists of the parts that serve best; it is worth saying when it says one of the case's points, in its source.
The files in HELD_OUT are seen by none, so that figures on them hold for questions of others.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.boosting import Growth, grow, write
from evals.cases import CASES_DIR, read_cases
from evals.match import find_groups, prepare
from evals.records import Case, Kind
from rag.boosted import Boosted, Floats
from rag.compose_advice import TREES, find_options
from rag.embedding import Embedder, load_embedder
from rag.library import Library, open_library
from rag.option_signals import SIGNALS, measure_options
from rag.retrieve import retrieve
from rag.settings import Settings
from rag.situations import fit_situation
from rag.understand import understand
from rag.vocabulary import make_vocabulary

TARGET = Path(__file__).resolve().parent.parent / "rag" / "data" / TREES
HELD_OUT = ("sluit", "keur", "slot", "toets")
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


def measure_situation(case: Case, file: str, library: Library, embedder: Embedder) -> Situation:
    """Return the options for the situation of `case` with what each says of its points."""
    query = understand(case.question, case.history, case.sources, library, make_vocabulary(library))
    found = retrieve(query, embedder.embed_asked([query.focus]), library)
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
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="data folder with an index of the shipped library")
    parser.add_argument("--target", type=Path, default=TARGET)
    chosen = parser.parse_args()
    settings = Settings(data_dir=chosen.data)
    embedder = load_embedder(settings.embedding)
    library = open_library(settings, embedder)
    situations = [
        measure_situation(case, path.stem, library, embedder)
        for path in sorted(CASES_DIR.glob("*.jsonl"))
        for case in read_cases([path])
        if case.kind is Kind.SITUATION and case.points
    ]
    trees = grow_options([one for one in situations if one.file not in HELD_OUT])
    for file in HELD_OUT:
        if own := [one for one in situations if one.file == file]:
            before = np.mean([points_within(one, one.rows[:, SIGNALS.index("score")], MANY) for one in own])
            after = np.mean([points_within(one, trees.log_odds(one.rows), MANY) for one in own])
            print(f"{file} (held out, {len(own)}): {before:.2f} of the points in the best {MANY}, {after:.2f} by trees")
    write(trees, chosen.target)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
