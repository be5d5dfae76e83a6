"""Make of a library what the encoder is tuned on: its questions, what answers each, and batches of them.

Four kinds of questions lead to sentences and rows: those of `corpus/vragen`, the tellings of `casussen.toml` and the
questions of `onderwerpen.toml` and `overzichten.toml`. No evaluation case is among them (`evals/tune_cases.py`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np
from numpy.typing import NDArray

from ingest.passages import Pieces
from ingest.pointers import text_entries
from ingest.vectors import embedded_text
from rag.chosen import Case, Outline, Place, Subject
from rag.records import Bearing

Flags = NDArray[np.bool_]
Rows = Mapping[Place, int]

BATCH = 64
# A batch is made of runs of neighbours: questions on the same section, told from each other, teach more than strangers.
RUN = 16
# How many cases, subjects and outlines, in the order of their files, are neighbours.
CASES_TOGETHER, SUBJECTS_TOGETHER, OUTLINES_TOGETHER = 6, 4, 6
# How often a question is paired with its kin; otherwise with itself, which teaches nothing and is left out.
SIBLING_SHARE = 0.9


@dataclass(frozen=True)
class Question:
    """A question to learn from.

    `answers` are the rows of the sentences it leads to, `bearing` all that bear on it; questions of the same `kin` ask
    for the same; `nearby` sorts it beside its neighbours; a gap is a question that the library leaves unanswered.
    """

    text: str
    answers: tuple[int, ...]
    bearing: frozenset[int]
    kin: tuple[object, ...]
    nearby: tuple[str, ...]
    is_gap: bool = False
    is_pointer: bool = False


@dataclass(frozen=True)
class Samples:
    """The questions, and the texts of all sentences and rows they can lead to, as they are embedded."""

    questions: tuple[Question, ...]
    said: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Batch:
    """What one step learns from: numbers of questions, of a sentence and of a sibling for each (itself: none).

    `related` (n, n) says which other questions' sentences are no wrong answers to a question, `akin` which other
    questions' siblings are not to be told from it: those that bear on the same, both answered or both gaps.
    """

    questions: tuple[int, ...]
    said: tuple[int, ...]
    siblings: tuple[int, ...]
    related: Flags
    akin: Flags


def make_samples(pieces: Pieces) -> Samples:
    """Return all questions of a library that lead to sentences or rows of it."""
    places = list(text_entries(pieces))
    rows = {place: row for row, (place, _) in enumerate(places)}
    chosen = pieces.chosen
    questions = [*_pointers(pieces, rows), *_tellings(chosen.cases, rows), *_asked(chosen.subjects, rows)]
    questions += _outlined(chosen.outlines, rows)
    return Samples(tuple(questions), tuple(embedded_text(entry) for _, entry in places))


def _pointers(pieces: Pieces, rows: Rows) -> Iterator[Question]:
    sections = {passage.id: passage.section for passage in pieces.passages}
    for pointer in pieces.pointers:
        answers = _rows_of(pointer.targets, rows)
        nearby = (pointer.source_id, *sections[pointer.targets[0][0]][:2])
        is_gap = pointer.bearing is Bearing.GAP
        yield Question(pointer.text, answers, frozenset(answers), answers, nearby, is_gap, is_pointer=True)


def _tellings(cases: Sequence[Case], rows: Rows) -> Iterator[Question]:
    for number, case in enumerate(cases):
        answers = _rows_of(case.first or case.advise, rows)
        bearing = frozenset(_rows_of(case.places, rows))
        for text in case.tellings:
            yield Question(text, answers, bearing, ("case", number), ("~case", f"{number // CASES_TOGETHER:04}"))


def _asked(subjects: Sequence[Subject], rows: Rows) -> Iterator[Question]:
    for number, subject in enumerate(subjects):
        answers = _rows_of((place for side in subject.sides for place in side.places), rows)
        nearby = ("~subject", f"{number // SUBJECTS_TOGETHER:04}")
        for text in subject.questions:
            yield Question(text, answers, frozenset(answers), ("subject", number), nearby)


def _outlined(outlines: Sequence[Outline], rows: Rows) -> Iterator[Question]:
    for number, outline in enumerate(outlines):
        answers = _rows_of(outline.places, rows)
        nearby = ("~outline", f"{number // OUTLINES_TOGETHER:04}")
        for text in outline.questions:
            yield Question(text, answers, frozenset(answers), ("outline", number), nearby)


def _rows_of(places: Iterable[Place], rows: Rows) -> tuple[int, ...]:
    return tuple(dict.fromkeys(rows[place] for place in places))


def leave_out(samples: Samples, share: float, random: np.random.Generator) -> tuple[list[int], list[int]]:
    """Return the numbers of the questions to learn from, and of those left out: a `share` of the pointers, drawn."""
    drawn = random.random(len(samples.questions)) < share
    out = [number for number, question in enumerate(samples.questions) if drawn[number] and question.is_pointer]
    return sorted(set(range(len(samples.questions))) - set(out)), out


def batches(samples: Samples, learnt: Sequence[int], random: np.random.Generator) -> Iterator[Batch]:
    """Yield batches without end; every round has each question of `learnt` at most once."""
    kin = defaultdict(list)
    for number in learnt:
        question = samples.questions[number]
        kin[question.kin, question.is_gap].append(number)
    for _ in count():
        order = random.permutation(learnt).tolist()
        order.sort(key=lambda number: samples.questions[number].nearby)
        runs = [order[start : start + RUN] for start in range(0, len(order), RUN)]
        random.shuffle(runs)
        size = BATCH // RUN
        for start in range(0, max(len(runs) - size + 1, 1), size):
            numbers = [number for run in runs[start : start + size] for number in run]
            yield _batch(numbers, samples, kin, random)


def _batch(
    numbers: Sequence[int],
    samples: Samples,
    kin: Mapping[tuple[tuple[object, ...], bool], Sequence[int]],
    random: np.random.Generator,
) -> Batch:
    questions = [samples.questions[number] for number in numbers]
    said = tuple(question.answers[random.integers(len(question.answers))] for question in questions)
    siblings = []
    for number, question in zip(numbers, questions, strict=True):
        others = [other for other in kin[question.kin, question.is_gap] if other != number]
        paired = others and random.random() < SIBLING_SHARE
        siblings.append(others[random.integers(len(others))] if paired else number)
    related = np.array([[bool(one.bearing & other.bearing) for other in questions] for one in questions])
    np.fill_diagonal(related, False)
    gaps = np.array([question.is_gap for question in questions])
    return Batch(tuple(numbers), said, tuple(siblings), related, related & (gaps[:, None] == gaps[None, :]))
