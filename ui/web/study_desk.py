"""What the study pages work with: the workshop on the library in use, the learners' progress, what a visitor chose."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field

from rag.check_signals import Embed
from rag.embedding import load_embedder
from rag.library import Library
from rag.settings import Settings
from study.cards import LearningCard, make_cards
from study.records import Criteria, Level
from study.schedule import FILE, Progress
from study.scope import DISCIPLINES
from study.subject import about, check_criteria
from study.workshop import Workshop

MAX_COUNT, DEFAULT_COUNT = 40, 10
MAX_SEED = 1_000_000
MAX_WORDS = 60
FIELDS = ("over", "bron", "thema", "fase", "discipline", "niveau", "aantal", "seed")


@dataclass(frozen=True)
class Choice:
    """What a visitor chose: the criteria, how many questions, the seed; `fields` are the choices as they were sent."""

    criteria: Criteria
    count: int
    seed: int
    fields: tuple[tuple[str, str], ...]


@dataclass
class StudyDesk:
    """The workshop is made on first use and again when the library changes; the lock lets one request make it."""

    settings: Settings
    _workshop: Workshop | None = None
    _progress: Progress | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def workshop(self, library: Library) -> Workshop:
        """Return the workshop on `library`."""
        with self._lock:
            if self._workshop is None or self._workshop.library is not library:
                self._workshop = Workshop(library)
            return self._workshop

    @property
    def progress(self) -> Progress:
        """Return the progress of all learners."""
        with self._lock:
            if self._progress is None:
                self._progress = Progress(self.settings.data_dir / FILE)
            return self._progress

    @property
    def embed(self) -> Embed:
        """Return what turns texts into vectors for marking."""
        return load_embedder(self.settings.embedding).embed_passages

    def cards(self, library: Library, choice: Choice) -> tuple[LearningCard, ...]:
        """Return the cards that fit a choice."""
        return make_cards(self.workshop(library), choice.criteria)


def read_choice(sent: Mapping[str, str], workshop: Workshop) -> Choice:
    """Return what was chosen; numbers that make no sense become the usual ones. Raises UsageError for unknown names."""
    fields = tuple((name, sent[name].strip()[:MAX_WORDS]) for name in FIELDS if sent.get(name, "").strip())
    given = dict(fields)
    criteria = Criteria(
        sources=_one(given, "bron"),
        themes=_one(given, "thema"),
        phases=_one(given, "fase"),
        disciplines=_one(given, "discipline") if given.get("discipline") in DISCIPLINES else (),
        levels=(Level(given["niveau"]),) if given.get("niveau") in {level.value for level in Level} else (),
    )
    check_criteria(workshop.library, criteria)
    if "over" in given:
        criteria = about(workshop.truth, criteria, given["over"])
    count = _number(given.get("aantal", ""), DEFAULT_COUNT, MAX_COUNT)
    return Choice(criteria, count, _number(given.get("seed", ""), 1, MAX_SEED), fields)


def _one(given: Mapping[str, str], name: str) -> tuple[str, ...]:
    return (given[name],) if name in given else ()


def _number(text: str, usual: int, most: int) -> int:
    return min(int(text), most) if text.isascii() and text.isdigit() and int(text) > 0 else usual
