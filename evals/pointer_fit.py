"""Grow the trees that tell which question of the library leads to what is asked, on the hand-made cases.

Run `python -m evals.pointer_fit`; it writes rag/data/pointer_trees.json. Every file of cases is scored by trees that
never saw it, and those of HELD_OUT are seen by none, so that figures on them hold for questions of others.
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
from rag.library import Library
from rag.pointer_signals import SIGNALS, led_places, measure_pointers
from rag.pointers import TREES
from rag.retrieve import gather

HELD_OUT = (*SEALED, "leer")
LEARNT_KINDS = frozenset((Kind.FACT, Kind.DEFINITION, Kind.NUMBER, Kind.WHO, Kind.LIST, Kind.FOLLOW_UP, Kind.ROBUSTNESS,
                          Kind.REVERSE, Kind.CELL))  # fmt: skip


@dataclass(frozen=True, eq=False)
class Sample:
    """The pointers near one question: signals (n, features), which say all that is asked, which are answered."""

    file: str
    rows: Floats
    whole: NDArray[np.bool_]
    answered: NDArray[np.bool_]


def sample(case: Case, file: str, bench: Bench) -> Sample:
    """Return the pointers near the question of `case` with what each leads to held against its points."""
    library = bench.library
    query, asked = understand_case(case, bench)
    got = gather(query, asked, library)
    rows = measure_pointers(got.nearest, query, got.shares, asked.tuned[0], library)
    answered = np.array([not library.pointer_is_gap[number] for number in got.nearest])
    whole = np.array([_is_whole(number, case, library) for number in got.nearest]) & answered
    return Sample(file, rows, whole, answered)


def _is_whole(number: int, case: Case, library: Library) -> bool:
    """Tell whether what a pointer leads to, as far as it fits, says all points of a case, and in its source."""
    led = led_places(number, library)
    said = "\n".join(library.entries[entry].text for entry in led.entries[: led.texts])
    is_own = any(library.pointers[number].source_id == place.source for place in case.gold)
    return is_own and all(find_groups(prepare(said), case.points))


def grow_on(samples: Sequence[Sample], growth: Growth) -> Boosted:
    """Return trees grown on the answered pointers of `samples`."""
    groups = [str(number) for number, one in enumerate(samples) for _ in range(int(one.answered.sum()))]
    rows = np.vstack([one.rows[one.answered] for one in samples])
    return grow(rows, np.concatenate([one.whole[one.answered] for one in samples]), groups, SIGNALS, growth)


def share_first(samples: Sequence[Sample], trees: Boosted) -> list[bool]:
    """Return for every sample whether the pointer that comes first says all that is asked."""
    scores = (np.where(one.answered, trees.log_odds(one.rows), -np.inf) for one in samples)
    return [bool(one.whole[int(np.argmax(score))]) for one, score in zip(samples, scores, strict=True)]


def main() -> int:
    """Grow the trees, print how often what comes first is whole on files not seen, and write them."""
    bench, target = open_bench(__doc__, TREES)
    samples = [
        sample(case, file, bench)
        for file, case in read_by_file()
        if case.kind in LEARNT_KINDS and case.points and not case.rows and not case.refuse
    ]
    learnt = [one for one in samples if one.file not in HELD_OUT]
    for file in sorted({one.file for one in learnt}):
        trees = grow_on([one for one in learnt if one.file != file], Growth())
        _print(file, share_first([one for one in learnt if one.file == file], trees))
    trees = grow_on(learnt, Growth())
    for file in HELD_OUT:
        if own := [one for one in samples if one.file == file]:
            _print(f"{file} (held out)", share_first(own, trees))
    write(trees, target)
    return 0


def _print(file: str, whole: Sequence[bool]) -> None:
    print(f"{file}: {sum(whole)} of {len(whole)} first pointers say all that is asked, by trees that never saw it")


if __name__ == "__main__":
    raise SystemExit(main())
