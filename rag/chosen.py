"""What the editors chose beforehand: what to say of a situation, what each side says of a subject, composed answers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

Place = tuple[str, int]
"""A sentence or row: the id of its passage and its number in it."""

Moved = Callable[[Sequence[Place]], tuple[Place, ...]]


@dataclass(frozen=True)
class Case:
    """A situation that comes up: what helps first, what it is like, what to do, what to discuss, how it is told."""

    title: str
    first: tuple[Place, ...]
    like: tuple[Place, ...]
    advise: tuple[Place, ...]
    discuss: tuple[Place, ...]
    tellings: tuple[str, ...]

    @property
    def places(self) -> tuple[Place, ...]:
        """Return all it says but what to discuss, each place once."""
        return tuple(dict.fromkeys((*self.first, *self.like, *self.advise)))

    def moved(self, move: Moved) -> "Case":
        """Return the case with its places as `move` has them."""
        return Case(self.title, move(self.first), move(self.like), move(self.advise), move(self.discuss), self.tellings)


@dataclass(frozen=True)
class SubjectSide:
    """What one side says of a subject: a source, or with a label an author or a concept in it."""

    source_id: str
    label: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Subject:
    """A subject by its names, what each side says of it, pairs that say the same or differ, and how people ask."""

    names: tuple[str, ...]
    sides: tuple[SubjectSide, ...]
    same: tuple[tuple[Place, ...], ...]
    differ: tuple[tuple[Place, ...], ...]
    questions: tuple[str, ...]

    def moved(self, move: Moved) -> "Subject":
        """Return the subject with its places as `move` has them; sides and pairs that lose theirs are left out."""
        sides = (replace(side, places=move(side.places)) for side in self.sides)
        return replace(
            self,
            sides=tuple(side for side in sides if side.places),
            same=tuple(pair for pair in map(move, self.same) if len(pair) > 1),
            differ=tuple(pair for pair in map(move, self.differ) if len(pair) > 1),
        )


@dataclass(frozen=True)
class OutlinePart:
    """One part of a composed answer: its heading, empty where the answer has no parts, and what it says in order."""

    heading: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Outline:
    """An answer composed of sentences and rows of more than one place, and how people ask for it.

    A digest tells what a work, or a part of it, says as a whole; a verdict first how two sides compare.
    """

    title: str
    parts: tuple[OutlinePart, ...]
    questions: tuple[str, ...]
    is_digest: bool = False
    is_verdict: bool = False

    @property
    def places(self) -> tuple[Place, ...]:
        """Return all it says, in order."""
        return tuple(place for part in self.parts for place in part.places)

    def moved(self, move: Moved) -> "Outline":
        """Return the outline with its places as `move` has them; parts that lose theirs are left out."""
        parts = (replace(part, places=move(part.places)) for part in self.parts)
        return replace(self, parts=tuple(part for part in parts if part.places))


@dataclass(frozen=True)
class Chosen:
    """All cases, subjects and outlines of a library."""

    cases: tuple[Case, ...] = ()
    subjects: tuple[Subject, ...] = ()
    outlines: tuple[Outline, ...] = ()

    def moved(self, move: Moved) -> "Chosen":
        """Return them with their places as `move` has them; what loses all, or a whole part of an answer, goes."""
        cases = (case.moved(move) for case in self.cases)
        subjects = (subject.moved(move) for subject in self.subjects)
        outlines = ((outline, outline.moved(move)) for outline in self.outlines)
        return Chosen(
            tuple(case for case in cases if case.first or case.advise),
            tuple(subject for subject in subjects if subject.sides),
            tuple(moved for whole, moved in outlines if len(moved.parts) == len(whole.parts)),
        )
