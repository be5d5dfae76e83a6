"""The path of a question: understand, retrieve, compose, check, decide. Only this module knows the order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from time import perf_counter

from rag.check import check_draft
from rag.check_lexicon import make_lexicon
from rag.compose import compose
from rag.doubt import Signals, make_grounds, measure
from rag.draft import make_sentences, number_citations, render
from rag.embedding import Embedder, load_embedder
from rag.language import warm_up
from rag.library import Library, open_library
from rag.phrases import FOREIGN
from rag.query import Query
from rag.records import Answer, Engine, Refusal, Trace, Turn
from rag.refuse import is_exempt, make_refusal, must_refuse
from rag.retrieve import Found, retrieve
from rag.settings import APP_NAME, Settings
from rag.understand import understand
from rag.vocabulary import make_vocabulary


@dataclass(frozen=True)
class Weighed:
    """A question as understood, the signals for answering it, and whether doubt is set aside."""

    query: Query
    signals: Signals
    exempt: bool


class Adviser:
    """Answer questions from one opened library."""

    def __init__(self, library: Library, embedder: Embedder) -> None:
        self.library = library
        self._embedder = embedder
        self._vocabulary = make_vocabulary(library)
        self._lexicon = make_lexicon(library.sources, library.passages)
        self._grounds = make_grounds(library)
        self._engine = Engine(embedder.model_id, library.index_id, version(APP_NAME))

    def ask(self, question: str, history: Sequence[Turn] = (), sources: Sequence[str] = ()) -> Answer:
        """Answer `question`, given the conversation so far, from `sources` only (all when empty).

        Raises UsageError when the question is empty or too long, or when a source id does not exist.
        """
        clock = _Clock()
        query = understand(question, history, sources, self.library, self._vocabulary)
        clock.lap("understand")
        vector = self._embedder.embed_queries([query.focus])[0]
        found = retrieve(query, vector, self.library)
        clock.lap("retrieve")
        draft = compose(query, found, self.library)
        clock.lap("compose")
        supports = check_draft(draft, self._lexicon)
        if must_refuse(query, draft, measure(query, found, draft, self.library, self._grounds)):
            refusal = make_refusal(query, found, self.library)
            clock.lap("check")
            return self._refuse(query, found, refusal, clock)
        citations, numbers = number_citations(self.library, draft)
        clock.lap("check")
        return Answer(
            question=query.text,
            standalone_question=query.standalone,
            language=query.language,
            kind=query.kind.value,
            answered=True,
            answer=_with_language_note(query, render(draft, numbers)),
            sentences=make_sentences(draft, numbers, supports),
            citations=citations,
            refusal=None,
            follow_ups=draft.follow_ups,
            timings_ms=clock.timings(),
            engine=self._engine,
            trace=_trace(query, found),
        )

    def weigh(self, question: str, history: Sequence[Turn] = (), sources: Sequence[str] = ()) -> Weighed:
        """Return what speaks for and against an answer to `question`, for calibrating the refusals."""
        query = understand(question, history, sources, self.library, self._vocabulary)
        found = retrieve(query, self._embedder.embed_queries([query.focus])[0], self.library)
        draft = compose(query, found, self.library)
        return Weighed(query, measure(query, found, draft, self.library, self._grounds), is_exempt(query, draft))

    def stream(self, question: str, history: Sequence[Turn] = (), sources: Sequence[str] = ()) -> Iterator[Answer]:
        """Yield answers that grow more complete; the last one is what `ask` returns."""
        yield self.ask(question, history, sources)

    def _refuse(self, query: Query, found: Found, refusal: Refusal, clock: "_Clock") -> Answer:
        return Answer(
            question=query.text,
            standalone_question=query.standalone,
            language=query.language,
            kind=query.kind.value,
            answered=False,
            answer=_with_language_note(query, refusal.message),
            sentences=(),
            citations=(),
            refusal=refusal,
            follow_ups=(),
            timings_ms=clock.timings(),
            engine=self._engine,
            trace=_trace(query, found),
        )


def open_adviser(settings: Settings) -> Adviser:
    """Open the current index and everything a first question would otherwise wait for.

    Raises IndexUnusableError when there is no usable index.
    """
    embedder = load_embedder(settings.embedding)
    adviser = Adviser(open_library(settings, embedder), embedder)
    warm_up()
    adviser.ask("Wat is een alliantie?")
    return adviser


class _Clock:
    """Measure the steps of one question in milliseconds."""

    def __init__(self) -> None:
        self._start = self._last = perf_counter()
        self._laps: dict[str, float] = {}

    def lap(self, name: str) -> None:
        now = perf_counter()
        self._laps[name] = round(1000 * (now - self._last), 2)
        self._last = now

    def timings(self) -> dict[str, float]:
        return {"total": round(1000 * (self._last - self._start), 2), **self._laps}


def _with_language_note(query: Query, text: str) -> str:
    note = FOREIGN.get(query.language)
    return f"*{note}*\n\n{text}" if note else text


def _trace(query: Query, found: Found) -> Trace:
    return Trace(
        searched=tuple(dict.fromkeys(query.content)),
        found=tuple((hit.passage.id, round(hit.score, 4)) for hit in found.hits[:12]),
    )
