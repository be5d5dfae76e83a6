"""Make of hand-made cases what the encoder learns from beside the library: which pointers say all, which near do not.

Only the cases that lie open are learnt from; those of SEALED are kept apart and say what the training brings.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from evals.cases import SEALED
from evals.growing import Bench, understand_case
from evals.match import AnswerText, find_groups, prepare
from evals.pointer_fit import LEARNT_KINDS
from evals.records import Case
from evals.tune_samples import Samples
from rag.library import Library
from rag.nearness import highest, similarities
from rag.pointer_signals import led_places

# How many pointers near a case are read, and how many of the nearest wrong ones are told from a whole one.
NEAREST, WRONG = 300, 60
# Wrong ones that are computed anew in a step, drawn from the nearest; the others count with the vectors of a while ago.
HARD, HARDEST = 3, 30
# How many cases a step learns from, and how fast the chance falls that a whole pointer further away is drawn.
CASES_A_STEP, FAR = 24, 8.0


@dataclass(frozen=True)
class AskedCase:
    """A case to learn from: its question, and numbers of pointers, nearest first, by the encoder as it was.

    `near` are all that were read, `whole` those of them that lead to all that must be said.
    """

    text: str
    near: tuple[int, ...]
    whole: tuple[int, ...]
    is_held_out: bool

    @property
    def wrong(self) -> tuple[int, ...]:
        """Return the nearest pointers that do not lead to all that must be said."""
        whole = set(self.whole)
        return tuple(number for number in self.near[:WRONG] if number not in whole)


@dataclass(frozen=True)
class CaseStep:
    """What a step learns from one case: its number, a pointer that says all, near ones that do not, and others."""

    case: int
    whole: int
    hard: tuple[int, ...]
    others: tuple[int, ...]


def read_asked(cases: Iterable[tuple[str, Case]], bench: Bench, samples: Samples) -> tuple[AskedCase, ...]:
    """Return those of the `cases`, each with the name of its file, of which a pointer near says all.

    Raises ValueError when the index is of another library than `samples`: its numbers would mean other questions.
    """
    learnt = [question.text for question in samples.questions if question.is_pointer]
    if [pointer.text for pointer in bench.library.pointers] != learnt:
        raise ValueError(
            "the index has other questions than corpus/: index it anew, or give the folder of that library"
        )
    texts: dict[tuple[int, ...], AnswerText] = {}
    asked = (
        _asked_case(case, file, bench, texts)
        for file, case in cases
        if case.kind in LEARNT_KINDS and case.points and not case.rows and not case.refuse
    )
    return tuple(one for one in asked if one.whole)


def _asked_case(case: Case, file: str, bench: Bench, texts: dict[tuple[int, ...], AnswerText]) -> AskedCase:
    library = bench.library
    query, asked = understand_case(case, bench)
    near = [int(number) for number in highest(similarities(library.pointer_vectors, asked.tuned[0]), NEAREST)]
    sources = {place.source for place in case.gold}
    whole = [
        number
        for number in near
        if not library.pointer_is_gap[number]
        and library.pointers[number].source_id in sources
        and all(find_groups(_led_text(number, library, texts), case.points))
    ]
    return AskedCase(query.focus, tuple(near), tuple(whole), file in SEALED)


def _led_text(number: int, library: Library, texts: dict[tuple[int, ...], AnswerText]) -> AnswerText:
    led = led_places(number, library)
    entries = tuple(led.entries[: led.texts])
    if entries not in texts:
        texts[entries] = prepare("\n".join(library.entries[entry].text for entry in entries))
    return texts[entries]


def case_steps(cases: Sequence[AskedCase], random: np.random.Generator) -> Iterator[tuple[CaseStep, ...]]:
    """Yield without end what a step learns from; every round has each case that is not held out at most once."""
    learnt = [number for number, case in enumerate(cases) if not case.is_held_out]
    while learnt:
        order = random.permutation(learnt)
        for start in range(0, max(len(order) - CASES_A_STEP + 1, 1), CASES_A_STEP):
            yield tuple(_step(int(n), cases[int(n)], random) for n in order[start : start + CASES_A_STEP])


def _step(number: int, case: AskedCase, random: np.random.Generator) -> CaseStep:
    weights = np.exp(-np.arange(len(case.whole)) / FAR)
    whole = int(random.choice(case.whole, p=weights / weights.sum()))
    nearest = case.wrong[:HARDEST]
    hard = tuple(int(n) for n in random.choice(nearest, min(HARD, len(nearest)), replace=False)) if nearest else ()
    return CaseStep(number, whole, hard, tuple(wrong for wrong in case.wrong if wrong not in hard))
