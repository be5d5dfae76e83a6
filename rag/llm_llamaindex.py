"""Let a llama-index model write for us; what llama-index calls things stops here."""

from collections.abc import Callable, Iterator, Sequence

from llama_index.core.llms import LLM, ChatMessage

from rag.errors import ModelError
from rag.llm import Message
from rag.llm_outcome import Outcome

Explain = Callable[[Exception], Outcome]


class LlamaIndexChat:
    """A llama-index model; `explain` says what a client library's exception means, `hang_up` ends the connection."""

    def __init__(self, llm: LLM, explain: Explain, hang_up: Callable[[], None]) -> None:
        self._llm = llm
        self._explain = explain
        self._hang_up = hang_up
        self._kept: object = None

    def keeping(self, kept: object) -> "LlamaIndexChat":
        """Return this model after taking hold of what must live as long as it does."""
        self._kept = kept
        return self

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """Yield the pieces of an answer; raises ModelError when the model fails."""
        sent = [ChatMessage(role=message.role, content=message.content) for message in messages]
        try:
            for part in self._llm.stream_chat(sent):
                if part.delta:
                    yield part.delta
        except Exception as error:
            raise ModelError(self._explain(error).value, kind=type(error).__name__) from error
        finally:
            self._hang_up()
