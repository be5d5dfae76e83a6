"""Read what a model writes until it is done, too late or no longer wanted."""

from collections.abc import Generator, Sequence
from queue import Empty, SimpleQueue
from threading import Event, Thread
from time import monotonic

from rag.errors import ModelError
from rag.llm import ChatModel, Message
from rag.llm_outcome import Outcome

DONE = None


def read_in_time(model: ChatModel, messages: Sequence[Message], deadline: float) -> Generator[str, None, None]:
    """Yield the pieces of an answer; raises ModelError, with `model_timeout` at `deadline` (of `time.monotonic`).

    The model is read in a thread of its own, because a read that waits cannot be interrupted. When the reader closes
    this iterator, that thread hangs up at the next piece, or when the line has been silent too long.
    """
    pieces: SimpleQueue[str | ModelError | None] = SimpleQueue()
    unwanted = Event()
    Thread(target=_read, args=(model, messages, pieces, unwanted), daemon=True, name="taalmodel").start()
    try:
        while True:
            try:
                piece = pieces.get(timeout=max(deadline - monotonic(), 0.0))
            except Empty:
                raise ModelError(Outcome.TIMEOUT) from None
            if piece is DONE:
                return
            if isinstance(piece, ModelError):
                raise piece
            yield piece
            if monotonic() > deadline:
                raise ModelError(Outcome.TIMEOUT)
    finally:
        unwanted.set()


def _read(
    model: ChatModel,
    messages: Sequence[Message],
    pieces: "SimpleQueue[str | ModelError | None]",
    unwanted: Event,
) -> None:
    try:
        stream = iter(model.stream(messages))
        for piece in stream:
            if unwanted.is_set():
                break
            pieces.put(piece)
        close = getattr(stream, "close", None)
        if close:
            close()  # hangs up
        pieces.put(DONE)
    except ModelError as error:
        pieces.put(error)
    except Exception as error:  # whatever a client library throws must not leave the reader waiting
        pieces.put(ModelError(Outcome.FAILED, kind=type(error).__name__))
