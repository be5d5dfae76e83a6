"""The path of a question: understand, retrieve, compose, check, decide. Only this module knows the order."""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from time import monotonic

from rag.about_answer import as_asked, asks_for_source, has_answer, on_subject, trace_back
from rag.ask_frame import whole_questions
from rag.check import check_draft, keep_supported
from rag.check_lexicon import make_lexicon
from rag.clock import Clock
from rag.compose import compose
from rag.compose_people import tell_each
from rag.doubt import Signals, make_grounds, measure
from rag.draft import Draft
from rag.embedding import Embedder, load_embedder, remember
from rag.followup import leans_on_history, on_its_own
from rag.idiom import in_plain_words
from rag.language import DUTCH, warm_up
from rag.library import Library, open_library
from rag.llm_answer import Task, Writer, Written, load_writer, write
from rag.llm_followup import rewrite_follow_up
from rag.llm_outcome import reason_not_to_write, with_run
from rag.llm_prompt import choose_passages
from rag.phrases import NOT_FOUND
from rag.premise import correct
from rag.query import Query
from rag.records import Answer, Engine, Trace, Turn, Writing
from rag.refuse import confidence_in, is_refused, make_refusal
from rag.replies import in_place_of, make_reply, with_draft, with_refusal
from rag.retrieve import Found, retrieve
from rag.second_try import question_before, try_with_history
from rag.settings import APP_NAME, Settings
from rag.stories import as_situation
from rag.talk import find_conversation
from rag.understand import understand
from rag.vocabulary import knows, make_vocabulary


@dataclass(frozen=True)
class Weighed:
    """A question as understood, what speaks for an answer, how sure that makes us, and whether its premise is wrong."""

    query: Query
    signals: Signals
    sure: float
    corrected: bool


@dataclass(frozen=True)
class Plain:
    """An answer made without a language model, and what it was made from."""

    query: Query
    found: Found
    draft: Draft
    answer: Answer


class Adviser:
    """Answer questions from one opened library, with a language model for fluency when there is a `writer`."""

    def __init__(self, library: Library, embedder: Embedder, writer: Writer | None = None) -> None:
        self.library = library
        self.writer = writer
        self._embedder = embedder
        self._embed = remember(embedder.embed_asked)
        self._vocabulary = make_vocabulary(library)
        self._lexicon = make_lexicon(library.sources, library.passages)
        self._grounds = make_grounds(library)
        self._engine = Engine(embedder.model_id, library.index_id, version(APP_NAME))

    def ask(self, question: str, history: Sequence[Turn] = (), sources: Sequence[str] = ()) -> Answer:
        """Answer `question`, given the conversation so far, from `sources` only (all when empty).

        With a language model this waits for it: the answer is the last one that `stream` yields, so that both always
        agree. Raises UsageError when the question is empty or too long, or when a source id does not exist.
        """
        *_, answer = self.stream(question, history, sources)
        assert isinstance(answer, Answer)
        return answer

    def stream(
        self, question: str, history: Sequence[Turn] = (), sources: Sequence[str] = ()
    ) -> Generator[Answer | Writing, None, None]:
        """Yield the answer without a model at once; with a model what it is writing, and last the answer that stands.

        That last one is the model's when it was checked and holds, else the first again with why. Raises as `ask`.
        """
        plain = self._plain(question, history, sources)
        yield plain.answer
        if self.writer is not None:
            yield from self._write(self.writer, plain, history, sources)

    def ask_plainly(self, question: str, history: Sequence[Turn] = (), sources: Sequence[str] = ()) -> Answer:
        """Answer `question` without the language model, whether or not there is one; raises as `ask`."""
        return self._plain(question, history, sources).answer

    def _plain(self, question: str, history: Sequence[Turn], sources: Sequence[str]) -> Plain:
        """Answer without a model; what leads to a refusal is asked again otherwise, as `_other_ways` has it."""
        plain = self._answered(question, history, sources)
        for asked in () if plain.answer.answered else self._other_ways(plain.query.standalone):
            alone = self._answered(asked, (), sources)
            if alone.answer.answered:
                return replace(alone, answer=in_place_of(plain.answer, alone.answer))
        return plain

    def _other_ways(self, standalone: str) -> tuple[str, ...]:
        """Return a refused question without its idiom, and the whole questions in it, that stand beside others."""
        reworded = in_plain_words(standalone, lambda word: knows(word, self._vocabulary))
        return (*((reworded,) if reworded != standalone else ()), *whole_questions(standalone))

    def _answered(self, question: str, history: Sequence[Turn], sources: Sequence[str]) -> Plain:
        clock = Clock()
        query, found, draft = self._source_of_last(question, history, sources) or self._drafted(
            question, on_subject(history), sources, clock
        )
        clock.lap("compose")
        draft, supports = keep_supported(draft, check_draft(draft, self._lexicon))
        signals = measure(query, found, draft, self.library, self._grounds)
        sure = confidence_in(query, draft, signals)
        refused = is_refused(query, sure)
        refusal = make_refusal(query, found, signals, self.library) if refused else None
        clock.lap("check")
        reply = make_reply(query, self._engine, clock.timings(), _trace(query, found, sure))
        answer = with_refusal(reply, refusal) if refusal else with_draft(reply, draft, supports, self.library)
        return Plain(query, found, draft, answer)

    def _drafted(
        self, question: str, history: Sequence[Turn], sources: Sequence[str], clock: Clock
    ) -> tuple[Query, Found, Draft]:
        """Return the question as understood, what was found, and what is made of it."""
        query, found = self._search(question, history, sources, clock)
        composed = self._compose(query, found, sources)
        return query, found, correct(query, found, composed, self.library, self._lexicon)

    def _source_of_last(
        self, question: str, history: Sequence[Turn], sources: Sequence[str]
    ) -> tuple[Query, Found, Draft] | None:
        """Return where the last answer comes from, when that is what is asked and it was ours."""
        if not (has_answer(history) and asks_for_source(question)):
            return None
        before = self._plain(history[-2].content, history[:-2], sources)
        told = history[-1].content
        if not before.answer.answered and NOT_FOUND in told:
            return as_asked(before.query, question), before.found, Draft(())
        said = trace_back(question, before.draft, told, self.library)
        return (as_asked(before.query, question), before.found, said) if said.lines else None

    def _compose(self, query: Query, found: Found, sources: Sequence[str]) -> Draft:
        """Return the draft of the answer; where it leaves out one of those compared, each is asked alone."""

        def ask(question: str) -> Draft:
            alone, there = self._search(question, (), sources, Clock())
            draft = compose(alone, there, self.library)  # nobody is corrected in what was asked of all
            return draft if self._stands(alone, there, draft) else Draft(())

        composed = compose(query, found, self.library)
        return tell_each(composed, query, self.library, ask, lambda draft: self._stands(query, found, draft))

    def _stands(self, query: Query, found: Found, draft: Draft) -> bool:
        """Tell whether `draft` would be given as it is, and not be refused."""
        signals = measure(query, found, draft, self.library, self._grounds)
        return not is_refused(query, confidence_in(query, draft, signals))

    def _write(
        self, writer: Writer, plain: Plain, history: Sequence[Turn], sources: Sequence[str]
    ) -> Iterator[Answer | Writing]:
        """Yield what the model is writing and last the answer that stands."""
        deadline = monotonic() + writer.seconds
        if not plain.answer.answered and history and leans_on_history(plain.query.text):
            rewritten = rewrite_follow_up(writer, plain.query.text, history, deadline)
            again = self._plain(rewritten, (), sources) if rewritten else plain
            if again.answer.answered:
                plain = replace(again, answer=replace(again.answer, question=plain.answer.question))
                yield plain.answer
        skipped = reason_not_to_write(plain.answer, plain.draft)
        if skipped:
            yield with_run(plain.answer, writer.run(skipped))
            return
        for part in write(writer, self._task(plain), deadline):
            yield part if isinstance(part, Writing) else self._settle(plain, part, writer)

    def _task(self, plain: Plain) -> Task:
        query = plain.query
        question = query.standalone if query.language == DUTCH else query.text
        passages = choose_passages(plain.draft, plain.found, self.writer.room if self.writer else 0)
        known = self._vocabulary.words
        return Task(question, passages, plain.draft, self.library, self._lexicon, known, self._embedder)

    def _settle(self, plain: Plain, written: Written, writer: Writer) -> Answer:
        """Return the model's answer when it holds, else the one without a model; either way with what became of it."""
        answer = with_run(plain.answer, written.run)
        if not written.is_used:
            return answer
        draft = written.checked.draft(plain.draft.follow_ups)
        told = with_draft(answer, draft, written.checked.supports, self.library)
        return replace(told, follow_ups=answer.follow_ups, engine=replace(self._engine, llm=writer.choice.name))

    def weigh(self, question: str, history: Sequence[Turn] = (), sources: Sequence[str] = ()) -> Weighed:
        """Return what speaks for and against an answer to `question`, for calibrating the refusals."""
        query, found = self._search(question, history, sources, Clock())
        composed = self._compose(query, found, sources)
        corrected = correct(query, found, composed, self.library, self._lexicon)
        draft, _ = keep_supported(corrected, check_draft(corrected, self._lexicon))
        signals = measure(query, found, draft, self.library, self._grounds)
        return Weighed(query, signals, confidence_in(query, draft, signals), corrected is not composed)

    def _search(
        self, question: str, history: Sequence[Turn], sources: Sequence[str], clock: Clock
    ) -> tuple[Query, Found]:
        """Return the question as understood and what was found for it."""
        query = understand(question, history, sources, self.library, self._vocabulary)
        clock.lap("understand")
        told = on_its_own(history, self.library, self._vocabulary)
        asked, talk = self._embed([query.focus]), find_conversation(question, told, self.library, self._embed)
        behind = self._embed([before]) if (before := question_before(query, told)) else None
        found = retrieve(query, asked, self.library, before=behind, talk=talk)
        story = as_situation(query, found, self.library)
        if story is not query:
            query, found = story, retrieve(story, asked, self.library, talk=talk)
        query, found = try_with_history(query, found, talk, self.library, self._vocabulary, self._embed)
        clock.lap("retrieve")
        return query, found


def open_adviser(settings: Settings) -> Adviser:
    """Open the current index and everything a first question would otherwise wait for.

    Raises IndexUnusableError when there is no usable index, UsageError when the language model cannot be used.
    """
    writer = load_writer(settings.model) if settings.model else None
    embedder = load_embedder(settings.embedding)
    adviser = Adviser(open_library(settings, embedder), embedder, writer)
    warm_up()
    adviser.ask_plainly("Wat is een alliantie?")
    adviser.ask_plainly("Onze partner houdt cijfers achter, wat nu?")
    return adviser


def _trace(query: Query, found: Found, sure: float) -> Trace:
    return Trace(
        searched=tuple(dict.fromkeys(query.content)),
        found=tuple((hit.passage.id, round(hit.score, 4)) for hit in found.hits[:12]),
        confidence=round(sure, 4),
    )
