"""Put an item together: options in their places, an explanation that cites, numbered citations."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from rag.draft import Evidence, make_citation
from rag.library import Library
from rag.records import Citation
from study import texts
from study.records import Item, Kind, Level, Point, Scope

ID_LENGTH = 12


@dataclass(frozen=True)
class Option:
    """One answer to choose from, why it is right or wrong, and where that stands."""

    text: str
    why: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Draft:
    """An item before its options have their places: the right one apart, the wrong ones in any order.

    `fixed` keeps the options in the order given, right one first: true/false has one order only.
    """

    kind: Kind
    level: Level
    question: str
    right: Option
    wrong: tuple[Option, ...]
    scope: Scope
    topic: str
    pairs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class OpenDraft:
    """An open question with the points its answer should have, each with its evidence."""

    level: Level
    question: str
    points: tuple[tuple[str, Evidence], ...]
    scope: Scope
    topic: str


class Citing:
    """Number evidence in the order it is first cited."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._numbers: dict[Evidence, int] = {}

    def mark(self, evidence: Sequence[Evidence]) -> str:
        """Return the markers of `evidence`, numbering what is new."""
        return "".join(f"[{self._numbers.setdefault(item, len(self._numbers) + 1)}]" for item in evidence)

    def citations(self) -> tuple[Citation, ...]:
        """Return the citations in the order of their numbers."""
        return tuple(make_citation(self._library, item, n) for item, n in self._numbers.items())


def item_id(kind: Kind, question: str, right: str) -> str:
    """Return an id that stays the same as long as the question and its right answer do."""
    return hashlib.sha256(f"{kind}\n{question}\n{right}".encode()).hexdigest()[:ID_LENGTH]


def finish(draft: Draft, place: int, library: Library, rng: Random) -> Item:
    """Return the item with its right answer at `place` (from 0) and the others around it in a random order."""
    others = list(draft.wrong)
    rng.shuffle(others)
    options = [*others[:place], draft.right, *others[place:]]
    citing = Citing(library)
    right = _reason(draft.right, citing)
    reasons = {option: right if option is draft.right else _reason(option, citing) for option in options}
    explanation = texts.EXPLAIN_RIGHT.format(why=right, markers="").strip()
    wrong = [reasons[option] for option in options if option is not draft.right and option.why]
    if wrong:
        explanation += " " + texts.EXPLAIN_WRONG.format(reasons=" ".join(dict.fromkeys(wrong)))
    return Item(
        id=item_id(draft.kind, draft.question, draft.right.text),
        kind=draft.kind,
        level=draft.level,
        question=draft.question,
        options=tuple(option.text for option in options),
        correct=(place,),
        explanation=explanation,
        citations=citing.citations(),
        scope=draft.scope,
        topic=draft.topic,
        feedback=tuple(reasons[option] for option in options),
        pairs=draft.pairs,
    )


def _reason(option: Option, citing: Citing) -> str:
    return f"{option.why} {citing.mark(option.evidence)}".strip()


def finish_true_false(draft: Draft, is_true: bool, library: Library) -> Item:
    """Return a true/false item: its options always stand in the same order."""
    citing = Citing(library)
    why, marks = draft.right.why, citing.mark(draft.right.evidence)
    template = texts.EXPLAIN_TRUE if is_true else texts.EXPLAIN_FALSE
    explanation = template.format(why=why, markers=marks).replace("  ", " ")
    return Item(
        id=item_id(draft.kind, draft.question, draft.right.text),
        kind=draft.kind,
        level=draft.level,
        question=draft.question,
        options=(texts.TRUE, texts.FALSE),
        correct=(0 if is_true else 1,),
        explanation=explanation,
        citations=citing.citations(),
        scope=draft.scope,
        topic=draft.topic,
        feedback=(explanation, explanation),
    )


def finish_open(draft: OpenDraft, library: Library) -> Item:
    """Return an open question whose explanation lists the expected points with their citations."""
    citing = Citing(library)
    lines = [f"- {text} {citing.mark((evidence,))}" for text, evidence in draft.points]
    citations = citing.citations()
    by_quote = {(c.passage_id, c.quote, c.locator): c for c in citations}
    points = tuple(
        Point(text, by_quote[e.passage.id, e.quote if e.quote in e.passage.text else "", e.locator])
        for text, e in draft.points
    )
    return Item(
        id=item_id(Kind.OPEN, draft.question, "\n".join(text for text, _ in draft.points)),
        kind=Kind.OPEN,
        level=draft.level,
        question=draft.question,
        options=(),
        correct=(),
        explanation="\n".join([texts.EXPLAIN_POINTS, *lines]),
        citations=citations,
        scope=draft.scope,
        topic=draft.topic,
        points=points,
    )


def move(item: Item, place: int) -> Item:
    """Return `item` with its right option swapped into `place`."""
    if len(item.correct) != 1 or place >= len(item.options):
        return item
    order = list(range(len(item.options)))
    order[place], order[item.correct[0]] = order[item.correct[0]], order[place]
    return replace(
        item,
        options=tuple(item.options[n] for n in order),
        feedback=tuple(item.feedback[n] for n in order),
        correct=(place,),
    )
