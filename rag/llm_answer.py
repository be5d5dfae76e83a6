"""Let a language model write an answer from passages, in time, and keep what holds of it."""

import logging
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from threading import BoundedSemaphore
from time import monotonic

from rag.check_lexicon import Lexicon
from rag.draft import Draft
from rag.embedding import Embedder
from rag.errors import ModelError
from rag.language import DUTCH, detect_language
from rag.library import Library
from rag.llm import ChatModel, Message, ModelChoice, load_chat_model, parse_choice
from rag.llm_check import Bench, Checked, check_text
from rag.llm_outcome import Outcome
from rag.llm_prompt import MAX_CHARACTERS, answer_messages
from rag.llm_stream import read_in_time
from rag.llm_text import MARKER, finished_part, says_nothing, strip_active
from rag.records import ModelRun, Passage, Support, Writing
from rag.settings import CheckMode, ModelSettings
from rag.word_vectors import word_embed

# Answers being written at once; most local servers do one at a time, and every further one makes all of them late.
AT_ONCE = 2
# After this many failures in a row a model is left alone for a while, so that nobody waits for it in vain.
FAILURES, REST_SECONDS = 3, 60.0
# Failures that say the model is not there; what a model writes badly is no reason to stop asking it.
DOWN = frozenset((Outcome.TIMEOUT, Outcome.UNREACHABLE, Outcome.DROPPED, Outcome.SERVER, Outcome.LIMITED))
# A text longer than this is a model that does not stop.
MAX_LETTERS = 6000
ATTEMPTS = 2
# What is shown with a mark is not shown while the model writes, when nothing could mark it.
FREE = frozenset((Support.UNSUPPORTED, Support.INFERRED))

logger = logging.getLogger(__name__)


@dataclass
class Health:
    """How a model has been doing: failures in a row, and until when it is left alone."""

    failures: int = 0
    resting_until: float = 0.0

    def note(self, outcome: Outcome) -> None:
        """Remember how asking ended."""
        self.failures = self.failures + 1 if outcome in DOWN else 0
        if self.failures >= FAILURES:
            self.resting_until, self.failures = monotonic() + REST_SECONDS, 0


@dataclass(frozen=True)
class Writer:
    """A language model with how it is used; `room` is how many characters of passages it is given."""

    choice: ModelChoice
    chat: ChatModel
    seconds: float
    mode: CheckMode = CheckMode.STRICT
    room: int = MAX_CHARACTERS
    gate: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(AT_ONCE), repr=False)
    health: Health = field(default_factory=Health, repr=False)

    def run(self, outcome: Outcome) -> ModelRun:
        """Return the record of a run of which only the outcome is known."""
        return ModelRun(self.choice.name, self.choice.host, outcome.value)


@dataclass(frozen=True)
class Task:
    """What is to be written: the question, the passages to write it from, and the answer there already is."""

    question: str
    passages: tuple[Passage, ...]
    draft: Draft
    library: Library
    lexicon: Lexicon
    vocabulary: frozenset[str]
    embedder: Embedder | None = None


@dataclass(frozen=True)
class Written:
    """What came of it: the sentences that hold, and the record of the run."""

    checked: Checked
    run: ModelRun

    @property
    def is_used(self) -> bool:
        """Tell whether the model's answer may replace the one without a model."""
        return self.run.outcome == Outcome.USED


def load_writer(settings: ModelSettings) -> Writer:
    """Return the model that settings name; raises UsageError as `parse_choice` and `load_chat_model` do."""
    choice = parse_choice(settings)
    return Writer(choice, load_chat_model(choice, settings.seconds), settings.seconds, settings.mode)


def write(writer: Writer, task: Task, deadline: float) -> Iterator[Writing | Written]:
    """Yield the sentences that hold while the model writes, and at the end what came of it.

    Nothing is raised: whatever goes wrong is the outcome. `deadline` is a moment of `time.monotonic`.
    """
    if monotonic() < writer.health.resting_until:
        yield Written(Checked(), writer.run(Outcome.RESTING))
        return
    if not writer.gate.acquire(blocking=False):
        yield Written(Checked(), writer.run(Outcome.BUSY))
        return
    try:
        session = _Session(writer, task, deadline)
        yield from session.attempts()
        writer.health.note(Outcome(session.outcome))
        logger.info("model %s: %s", writer.choice.name, session.outcome)
        yield Written(session.checked, session.record())
    finally:
        writer.gate.release()


class _Session:
    """One answer in the writing: what was read so far and how long it took."""

    def __init__(self, writer: Writer, task: Task, deadline: float) -> None:
        self.writer, self.task, self.deadline = writer, task, deadline
        self.start = monotonic()
        self.first: float | None = None
        self.tries = self.checked_until = 0
        self.outcome = Outcome.FAILED
        self.checked = Checked()
        passages = {p.id: p for p in task.passages}
        self.bench = Bench(passages, task.lexicon, task.vocabulary, writer.mode, word_embed(task.embedder))

    def attempts(self) -> Iterator[Writing]:
        """Let the model write; a second time when the first answer is not in Dutch."""
        for retry in range(ATTEMPTS):
            self.tries += 1
            task = self.task
            messages = answer_messages(task.question, task.passages, task.draft, task.library, retry=bool(retry))
            text = yield from self._read(messages)
            if text is None:
                return
            self.outcome = self._settle(text)
            if self.outcome is not Outcome.LANGUAGE:
                return

    def _read(self, messages: Sequence[Message]) -> Generator[Writing, None, str | None]:
        """Yield what holds so far; return the whole text, None when the model failed."""
        text = shown = ""
        self.checked_until = 0
        pieces = read_in_time(self.writer.chat, messages, self.deadline)
        try:
            for piece in pieces:
                self.first = self.first if self.first is not None else monotonic() - self.start
                text += piece
                if shown != (shown := self._holding(text) or shown):
                    yield Writing(shown)
                if len(text) > MAX_LETTERS:
                    break
        except ModelError as error:
            self.outcome = Outcome(error.code)
            return None
        finally:
            pieces.close()
        return text

    def _holding(self, text: str) -> str:
        """Return the whole sentences of an unfinished text that are carried, a line each; checked once a sentence."""
        finished = finished_part(text)
        if len(finished) <= self.checked_until:
            return ""
        self.checked_until = len(finished)
        checked = check_text(finished, self.bench)
        shown = zip(checked.lines, checked.supports, strict=True)
        return "\n".join(line.text for line, (support, _) in shown if support not in FREE)

    def _settle(self, text: str) -> Outcome:
        """Check the whole text and return what is to be done with it."""
        if says_nothing(text):
            return Outcome.SILENT
        self.checked = check_text(text, self.bench)
        if not is_dutch(text):
            return Outcome.LANGUAGE
        if not self.checked.holds:
            return Outcome.UNSUPPORTED
        return Outcome.USED if self.checked.keeps(self.task.draft) else Outcome.THIN

    def record(self) -> ModelRun:
        """Return the record of the run."""
        checked = self.checked
        return ModelRun(
            name=self.writer.choice.name,
            address=self.writer.choice.host,
            outcome=self.outcome.value,
            written=checked.written,
            supported=checked.supported,
            removed=checked.removed,
            unknown_ids=checked.unknown_ids,
            attempts=self.tries,
            first_ms=None if self.first is None else round(1000 * self.first, 1),
            total_ms=round(1000 * (monotonic() - self.start), 1),
        )


def is_dutch(text: str) -> bool:
    """Tell whether a model's text is in Dutch, its citations left out."""
    return detect_language(" ".join(MARKER.sub(" ", strip_active(text)).split())) == DUTCH
