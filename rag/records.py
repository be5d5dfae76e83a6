"""The nouns of the product: frozen records that every other module speaks in."""

from dataclasses import dataclass, field
from enum import StrEnum


class Origin(StrEnum):
    """Say whether a passage is our account of a source or the source itself."""

    DOSSIER = "dossier"
    ORIGINAL = "original"


class PassageKind(StrEnum):
    """Say what a passage is: running text, a table, a list, a note of the dossier's editors, or one that compares."""

    TEXT = "text"
    TABLE = "table"
    LIST = "list"
    NOTE = "note"
    COMPARISON = "comparison"


# What the editors of the dossiers say themselves.
EDITORIAL = (PassageKind.NOTE, PassageKind.COMPARISON)


class EntryRole(StrEnum):
    """Say which part of a passage an entry stands for; a VERDICT of the editors is led to, and not searched."""

    BODY = "body"
    SENTENCE = "sentence"
    ROW = "row"
    QUESTION = "question"
    VERDICT = "verdict"


# What questions lead to and answers repeat.
LED_TO = (EntryRole.SENTENCE, EntryRole.ROW, EntryRole.VERDICT)


class Bearing(StrEnum):
    """Say what the sentences a pointer leads to do to its question: answer it, fall short of it, or set it right."""

    ANSWER = "answer"
    GAP = "gap"
    PREMISE = "premise"


class Support(StrEnum):
    """Say how a sentence of an answer follows from the passages it cites."""

    VERBATIM = "verbatim"
    TABLE = "table"
    PARAPHRASE = "paraphrase"
    INFERRED = "inferred"
    UNSUPPORTED = "unsupported"


class RefusalReason(StrEnum):
    """Say why no answer is given."""

    NOT_IN_SOURCES = "not_in_sources"
    OFF_TOPIC = "off_topic"
    WRONG_PREMISE = "wrong_premise"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class Source:
    """A work in the library. `year` is None where the work does not say; it is never guessed."""

    id: str
    authors: tuple[str, ...]
    title: str
    short: str
    kind: str
    year: int | None = None
    publisher: str | None = None
    sha256: str | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table kept whole: `rows[r][c]` is the tuple of items in that cell."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], ...], ...]

    @property
    def label(self) -> str:
        """Return 'Tabel 2' of 'Tabel 2. Faalfactoren …', or the whole caption where it has no number."""
        head = self.caption.split(".")[0].split(":")[0]
        return head if head.split(" ")[0] in ("Tabel", "Figuur", "Bijlage") else self.caption


@dataclass(frozen=True)
class Passage:
    """A citable piece of a source that knows where it stands."""

    id: str
    source_id: str
    section: tuple[str, ...]
    kind: PassageKind
    text: str
    position: int
    part: int
    origin: Origin = Origin.DOSSIER
    table: Table | None = None
    page: int | None = None
    kinds: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """One searchable text and the passage it leads to; `row` (from 0) where it is a table row.

    `context` is searched by words and embedded before `text`, but is not part of it. `told`, with a sentence or row of
    an original, is what its dossier says of it in other words: searched and compared by words, never shown or cited.
    """

    text: str
    passage_id: str
    role: EntryRole
    source_id: str
    row: int | None = None
    context: str = ""
    told: str = ""


@dataclass(frozen=True)
class Pointer:
    """A question and the places that bear on it, in the order to read them: passage id, number of sentence or row."""

    text: str
    source_id: str
    bearing: Bearing
    targets: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Term:
    """A word of the field, what it means, where that stands, and the other words for it."""

    term: str
    definition: str
    source_id: str
    section: str
    synonyms: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    english: tuple[str, ...] = ()


@dataclass(frozen=True)
class Turn:
    """One message of a conversation; `role` is 'user' or 'assistant'."""

    role: str
    content: str


@dataclass(frozen=True)
class Citation:
    """The place a sentence rests on; `n` is its number in the answer, None where it has none."""

    source_id: str
    authors: tuple[str, ...]
    year: int | None
    title: str
    section: tuple[str, ...]
    passage_id: str
    quote: str
    origin: Origin
    locator: str | None = None
    page: int | None = None
    n: int | None = None


@dataclass(frozen=True)
class Sentence:
    """One sentence (or table row) of an answer with the numbers of its citations and its support."""

    text: str
    citations: tuple[int, ...]
    support: Support
    score: float


@dataclass(frozen=True)
class Refusal:
    """Why there is no (full) answer, in Dutch, and the passages that come nearest."""

    reason: RefusalReason
    message: str
    nearest: tuple[Citation, ...] = ()


@dataclass(frozen=True)
class Engine:
    """What produced an answer."""

    embedding: str
    index_id: str
    version: str
    llm: str | None = None


@dataclass(frozen=True)
class ModelRun:
    """What became of a language model's answer; `outcome` is 'used' or another value of `rag.llm_outcome.Outcome`.

    `written` counts the sentences the model wrote, `supported` those the checker found carried, `removed` those that
    are not in the answer, `unknown_ids` its citations of passages it was not given. Times are in milliseconds.
    """

    name: str
    address: str
    outcome: str
    written: int = 0
    supported: int = 0
    removed: int = 0
    unknown_ids: int = 0
    attempts: int = 0
    first_ms: float | None = None
    total_ms: float | None = None


@dataclass(frozen=True)
class Trace:
    """How an answer came about: words searched for, passages found, used or not, and the model asked, if any.

    `confidence` is the calibrated chance, 0..1, that the library answers the question.
    """

    searched: tuple[str, ...] = ()
    found: tuple[tuple[str, float], ...] = ()
    model: ModelRun | None = None
    confidence: float = 0.0


@dataclass(frozen=True)
class Writing:
    """The sentences of a model's unfinished answer that hold so far, without markers. Never stored, never exported."""

    text: str


@dataclass(frozen=True)
class Answer:
    """The record every interface shows, every export writes and every evaluation reads."""

    question: str
    standalone_question: str
    language: str
    kind: str
    answered: bool
    answer: str
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    refusal: Refusal | None
    follow_ups: tuple[str, ...]
    timings_ms: dict[str, float]
    engine: Engine
    trace: Trace = field(default_factory=Trace)
