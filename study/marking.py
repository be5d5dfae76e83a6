"""Mark an open answer on content: which expected points it makes, which are missing, which it contradicts.

A point is made as far as one sentence of the answer, or a piece of it, holds the point's words (kindred words and the
checker's synonyms count) or means the same. What that piece says is then held against the point for denial and
opposites (`study/polarity.py`). Words the question itself gives away count for nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from rag.check_signals import Embed
from rag.text import sentences, stem, stem_set, words
from study.everyday import field_share
from study.polarity import NEGATORS, contradicts
from study.records import Item, Point
from study.truth import Truth, are_kin

MAX_ANSWER = 5000
# A point counts as made from this strength on, and for half from the lower one.
MADE, HALF = 0.55, 0.33
# Share of the points from which an answer is complete, and below which it is not right in part.
COMPLETE, SOME = 0.78, 0.12
# What meaning counts beside words, and the band in which e5 similarities of short Dutch texts lie.
MEANING = 0.5
DENSE_FLOOR, DENSE_BAND = 0.85, 0.1
NEAR_BEST = 0.05
MIN_SMALL = 4
# Synonyms of few letters stand for too many things.
MIN_CONCEPT = 5
# An answer that makes no point in full is right in part only when this share of its words stands in the points.
MIN_EXPLAINED = 0.4
# An answer is about the question when it takes up a word of it this rare, or when this share of its words is of the
# field: used in the library so many times as often as in everyday Dutch. On the development answers those off topic
# have 0.17 at most, the wrong ones 0.2 at least.
ASKED_RARITY = 2.5
FIELD_WORD, MIN_FIELD = 5.0, 0.19
PIECE = re.compile(r"[;\n]|,| en (?!van )|\s[-–•]\s|(?:^|\s)\d[.)]\s")


class Status(StrEnum):
    """Say what an answer does with a point."""

    MADE = "genoemd"
    HALF = "deels"
    MISSING = "ontbreekt"
    CONTRADICTED = "tegengesproken"


class Verdict(StrEnum):
    """Say what an answer is as a whole."""

    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"
    OFF_TOPIC = "off_topic"


@dataclass(frozen=True)
class PointMark:
    """What the answer does with one point, how strongly, and the words of the answer that bear on it."""

    point: Point
    status: Status
    strength: float
    said: str


@dataclass(frozen=True)
class Mark:
    """The marks of all points in their order, and what the answer is as a whole."""

    verdict: Verdict
    points: tuple[PointMark, ...]


def mark_answer(item: Item, answer: str, truth: Truth, embed: Embed | None = None) -> Mark:
    """Return the mark of `answer` to the open question `item`; `embed` turns texts into unit vectors."""
    text = " ".join(answer.split("\r")).strip()[:MAX_ANSWER]
    whole = [sentence for line in text.split("\n") for sentence in sentences(line) if words(sentence)]
    windows = _windows(text, whole)
    if not windows:
        return Mark(Verdict.OFF_TOPIC, tuple(PointMark(p, Status.MISSING, 0.0, "") for p in item.points))
    meaning = _meaning(windows, [*(point.text for point in item.points), item.question], embed)
    given = stem_set(item.question)
    marks = tuple(
        _mark_point(point, windows, whole, meaning[:, number], given, truth) for number, point in enumerate(item.points)
    )
    is_loose = _explained(item, text, truth) < MIN_EXPLAINED
    return Mark(_verdict(marks, is_loose, _is_topical(item, text, truth)), marks)


def _windows(text: str, whole: Sequence[str]) -> list[str]:
    """Return the pieces of an answer that may make a point: sentences, pieces between commas, neighbours."""
    cuts = [0, *(match.end() for match in PIECE.finditer(text)), len(text)]
    spans = [(start, stop) for start, stop in zip(cuts, cuts[1:], strict=False) if words(text[start:stop])]
    pairs = [(first[0], second[1]) for first, second in zip(spans, spans[1:], strict=False)]
    pieces = [text[start:stop].strip(" ,;.\n-") for start, stop in (*spans, *pairs)]
    return list(dict.fromkeys([*whole, *(re.sub(r" en$", "", piece) for piece in pieces)]))


def _meaning(windows: Sequence[str], texts: Sequence[str], embed: Embed | None) -> NDArray[np.float32]:
    """Return how near each window lies to each text, 0..1, shape (windows, texts); zeros without `embed`."""
    if embed is None:
        return np.zeros((len(windows), len(texts)), dtype=np.float32)
    vectors = embed([*windows, *texts])
    near = vectors[: len(windows)] @ vectors[len(windows) :].T
    return np.asarray(np.clip((near - DENSE_FLOOR) / DENSE_BAND, 0.0, 1.0), dtype=np.float32)


def _mark_point(
    point: Point,
    windows: Sequence[str],
    whole: Sequence[str],
    meaning: NDArray[np.float32],
    given: frozenset[str],
    truth: Truth,
) -> PointMark:
    wanted = _telling(point.text, given)
    shares = np.array([_share(wanted, window, truth) for window in windows])
    strengths = np.maximum(shares, (1 - MEANING) * shares + MEANING * meaning)
    strength = float(strengths.max())
    near = map(int, np.flatnonzero(strengths >= strength - NEAR_BEST))
    best = min(near, key=lambda number: len(windows[number]))  # the shortest piece that makes the point
    said = next((sentence for sentence in whole if windows[best] in sentence), windows[best])
    if strength >= HALF and contradicts(windows[best], point.text, given):
        return PointMark(point, Status.CONTRADICTED, strength, said)
    status = Status.MADE if strength >= MADE else Status.HALF if strength >= HALF else Status.MISSING
    return PointMark(point, status, strength, said if status is not Status.MISSING else "")


def _telling(text: str, given: frozenset[str]) -> frozenset[str]:
    """Return the stems of a point that the question does not give away; its little words where it has no others."""
    negators = {stem(word) for word in NEGATORS}
    small = frozenset(stem(word) for word in words(text) if len(word) >= MIN_SMALL) - negators
    return stem_set(text) - given - negators or small - given or stem_set(text)


def _all_stems(text: str) -> frozenset[str]:
    """Return the stems of all words of `text`, the little ones too: where a point has no other words, they tell it."""
    return frozenset(stem(word) for word in words(text))


def _share(wanted: frozenset[str], text: str, truth: Truth) -> float:
    """Return the share of `wanted`, by rarity, that stands in `text` in kindred words."""
    own = _all_stems(text)
    weights = {word: truth.library.rarity(word) for word in wanted}
    total = sum(weights.values())
    return sum(w for word, w in weights.items() if _stands(word, own, truth)) / total if total else 0.0


def _stands(wanted: str, own: frozenset[str], truth: Truth) -> bool:
    if wanted in own or any(are_kin(wanted, word) for word in own):
        return True
    groups = truth.lexicon.concepts.get(wanted, frozenset()) if len(wanted) >= MIN_CONCEPT else frozenset()
    return any(groups & truth.lexicon.concepts.get(word, frozenset()) for word in own if len(word) >= MIN_CONCEPT)


def _is_topical(item: Item, text: str, truth: Truth) -> bool:
    """Tell whether an answer is about what is asked: by the question's words or the field's language."""
    asked = {word for word in stem_set(item.question) & stem_set(text) if truth.library.rarity(word) >= ASKED_RARITY}
    return bool(asked) or field_share(text, truth, FIELD_WORD) >= MIN_FIELD


def _explained(item: Item, text: str, truth: Truth) -> float:
    """Return which share of an answer's words stands in the expected points."""
    expected = _all_stems(" ".join(point.text for point in item.points))
    own = stem_set(text) - stem_set(item.question)
    return sum(_stands(word, expected, truth) for word in own) / len(own) if own else 1.0


def _verdict(marks: Sequence[PointMark], is_loose: bool, is_topical: bool) -> Verdict:
    worth = {Status.MADE: 1.0, Status.HALF: 0.5}
    share = sum(worth.get(mark.status, 0.0) for mark in marks) / len(marks)
    contradicted = sum(mark.status is Status.CONTRADICTED for mark in marks)
    if contradicted and share <= 0.5:
        return Verdict.WRONG
    if share >= COMPLETE and not contradicted:
        return Verdict.RIGHT
    is_made = any(mark.status is Status.MADE for mark in marks)
    if share >= SOME and (is_made or not is_loose):
        return Verdict.PARTLY
    return Verdict.WRONG if is_topical else Verdict.OFF_TOPIC
