"""The nouns of the study companion: items to practise with, what they may be about, and learning cards."""

from dataclasses import dataclass
from enum import StrEnum

from rag.records import Citation


class Kind(StrEnum):
    """Say what form an item has."""

    CHOICE = "meerkeuze"
    MATCHING = "koppelen"
    MISSING = "aanvullen"
    TRUE_FALSE = "juist-onjuist"
    WHO = "wie-zegt-het"
    OPEN = "open"


class Level(StrEnum):
    """Say what an item asks of the learner (Bloom's first three levels)."""

    REMEMBER = "onthouden"
    UNDERSTAND = "begrijpen"
    APPLY = "toepassen"


@dataclass(frozen=True)
class Point:
    """One thing an open answer should say, and where it stands."""

    text: str
    citation: Citation


@dataclass(frozen=True)
class Scope:
    """What an item is about, for choosing items."""

    sources: tuple[str, ...]
    themes: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    disciplines: tuple[str, ...] = ()
    passage_id: str = ""


@dataclass(frozen=True)
class Item:
    """One question with its answer, explanation and places.

    `correct` numbers the right options from 0; it is empty for an open question, whose `points` say what is expected.
    `feedback` says for each option why it is right or wrong. `pairs` holds what a matching item matches. `topic` is
    what the question is about, so that a quiz does not ask the same thing twice.
    """

    id: str
    kind: Kind
    level: Level
    question: str
    options: tuple[str, ...]
    correct: tuple[int, ...]
    explanation: str
    citations: tuple[Citation, ...]
    scope: Scope
    topic: str
    feedback: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    points: tuple[Point, ...] = ()


@dataclass(frozen=True)
class Criteria:
    """Which items are wanted; an empty field leaves that choice open.

    `about` is a free subject ('faalfactoren'); `passage_ids` are the passages that speak of it.
    """

    sources: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    disciplines: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    kinds: tuple[Kind, ...] = ()
    about: str = ""
    passage_ids: frozenset[str] = frozenset()

    def allows(self, scope: Scope) -> bool:
        """Tell whether something about `scope` is wanted."""
        wanted = (
            (self.sources, scope.sources),
            (self.themes, scope.themes),
            (self.phases, scope.phases),
            (self.disciplines, scope.disciplines),
        )
        fits = all(not chosen or set(chosen) & set(own) for chosen, own in wanted)
        return fits and (not self.about or scope.passage_id in self.passage_ids)
