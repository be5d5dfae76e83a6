"""Answer one question of one visitor: limits, conversation, adviser, HTML."""

import logging
from collections.abc import AsyncIterator, Generator
from dataclasses import dataclass
from math import ceil
from typing import Any

import anyio.to_thread

from rag.adviser import Adviser
from rag.errors import AlliantiewijzerError
from rag.records import Answer, Turn, Writing
from ui import texts_web as texts
from ui.messages import describe
from ui.web.conversations import ConversationStore
from ui.web.limits import Admission, BusyError, RateLimit, TooFastError
from ui.web.model_note import writing_html
from ui.web.render import notice_html, turn_html

MAX_QUESTION = 2000
# Turns of a conversation the adviser reads; a follow-up rarely reaches further back.
HISTORY_TURNS = 6
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Asked:
    """A question as the page sends it; `turn` is the page's own mark for it."""

    turn: str
    question: str
    sources: tuple[str, ...]
    conversation_id: str | None


@dataclass(frozen=True)
class Desk:
    """All that is needed to answer: who knows, who remembers, and how much at once."""

    adviser: Adviser
    saved: ConversationStore
    temporary: ConversationStore
    rate: RateLimit
    admission: Admission

    def store(self, keep: bool) -> ConversationStore:
        """Return where a visitor's conversations go."""
        return self.saved if keep else self.temporary


def read_asked(data: dict[str, Any]) -> Asked:
    """Read what the page sent; anything of the wrong type is left out."""
    sources = data.get("bronnen")
    conversation = data.get("gesprek")
    return Asked(
        turn=str(data.get("beurt", ""))[:40],
        question=str(data.get("vraag", "")),
        sources=tuple(str(source) for source in sources) if isinstance(sources, list) else (),
        conversation_id=str(conversation) if conversation else None,
    )


async def answer_asked(desk: Desk, asked: Asked, visitor: str, keep: bool) -> AsyncIterator[dict[str, str]]:
    """Yield what the page must show for `asked`, more complete each time."""
    question = asked.question.strip()
    try:
        desk.rate.take(visitor)
        if len(question) > MAX_QUESTION:
            yield _notice(asked, texts.ERROR_TOO_LONG.format(length=len(question), limit=MAX_QUESTION))
            return
        async for part in _answers(desk, asked, visitor, keep):
            yield part
    except TooFastError as error:
        wait = ceil(error.seconds)
        yield _notice(asked, texts.ERROR_TOO_FAST.format(limit=desk.rate.per_minute, seconds=wait))
    except BusyError as error:
        yield _notice(asked, texts.ERROR_BUSY.format(waiting=error.waiting))
    except AlliantiewijzerError as error:
        yield _notice(asked, describe(error))
    except Exception as error:
        # Whatever goes wrong, the visitor gets a sentence; the log gets the kind of error but never the question.
        logger.error("answering failed: %s", type(error).__name__)
        yield _notice(asked, texts.ERROR_UNEXPECTED)


async def _answers(desk: Desk, asked: Asked, visitor: str, keep: bool) -> AsyncIterator[dict[str, str]]:
    store = desk.store(keep)
    history = _history(store, visitor, asked.conversation_id)
    stream = desk.adviser.stream(asked.question, history, asked.sources)
    try:
        # Only the answer itself waits for its turn; a language model, which is slow, holds up nobody else.
        async with desk.admission.enter():
            part = await anyio.to_thread.run_sync(_next, stream)
        answer = part
        while desk.adviser.writer is not None and part is not None:
            answer = part if isinstance(part, Answer) else answer
            yield _unfinished(desk, asked, part)
            part = await anyio.to_thread.run_sync(_next, stream)
    finally:
        stream.close()  # whoever left no longer needs the model to write
    conversation_id, message_id = store.add(visitor, asked.conversation_id, answer)
    html = turn_html(answer, message_id, desk.adviser.library)
    yield {"beurt": asked.turn, "gesprek": conversation_id, "html": html, "klaar": "ja"}
    desk.temporary.forget_old()


def _unfinished(desk: Desk, asked: Asked, part: Answer | Writing) -> dict[str, str]:
    """Return what the page shows while a language model writes: the turn once, then only what it is writing."""
    if isinstance(part, Writing):
        return {"beurt": asked.turn, "schrijft": writing_html(part.text)}
    html = turn_html(part, "", desk.adviser.library, writing_html(""))
    return {"beurt": asked.turn, "gesprek": asked.conversation_id or "", "html": html, "klaar": ""}


def _next(stream: Generator[Answer | Writing, None, None]) -> Any:
    return next(stream, None)


def _history(store: ConversationStore, visitor: str, conversation_id: str | None) -> tuple[Turn, ...]:
    if conversation_id is None:
        return ()
    messages = store.messages(visitor, conversation_id)[-HISTORY_TURNS:]
    return tuple(
        turn for m in messages for turn in (Turn("user", m.answer.question), Turn("assistant", m.answer.answer))
    )


def _notice(asked: Asked, message: str) -> dict[str, str]:
    html = notice_html(asked.question.strip()[:MAX_QUESTION], message)
    return {"beurt": asked.turn, "gesprek": asked.conversation_id or "", "html": html, "klaar": "ja"}
