"""Reach a model through the chat address that OpenAI introduced and vLLM, LM Studio and llama.cpp also speak."""

import httpx
import openai
from llama_index.llms.openai_like import OpenAILike

from rag.llm import MAX_TOKENS, ModelChoice
from rag.llm_http import Line
from rag.llm_llamaindex import LlamaIndexChat
from rag.llm_outcome import Outcome, outcome_of_status

# The client refuses to work without a key; servers on one's own machine do not look at it.
NO_KEY = "geen"
# Only tells llama-index how long a prompt may be; the server knows its own limit and says so.
CONTEXT_WINDOW = 8192


def load_openai(choice: ModelChoice, seconds: float, key: str | None) -> LlamaIndexChat:
    """Return the model behind an OpenAI-compatible address; `seconds` is the longest silence on the line."""
    line = Line(seconds, choice.is_local)
    llm = OpenAILike(
        model=choice.name,
        api_base=choice.address,
        api_key=key or NO_KEY,
        is_chat_model=True,
        context_window=CONTEXT_WINDOW,
        max_tokens=MAX_TOKENS,
        temperature=0.0,
        max_retries=0,
        timeout=seconds,
        http_client=httpx.Client(**line.settings),
    )
    return LlamaIndexChat(llm, explain, line.hang_up)


def explain(error: Exception) -> Outcome:
    """Return what went wrong between us and the server."""
    if isinstance(error, openai.APIStatusError):
        return outcome_of_status(error.status_code, error.message)
    if isinstance(error, openai.APITimeoutError | httpx.TimeoutException):
        return Outcome.TIMEOUT
    if isinstance(error, openai.APIConnectionError | httpx.ConnectError):
        return Outcome.UNREACHABLE
    if isinstance(error, httpx.TransportError):
        return Outcome.DROPPED
    if isinstance(error, openai.APIError):  # an error sent inside the stream
        return outcome_of_status(400, error.message) if "context" in error.message.lower() else Outcome.SERVER
    if isinstance(error, ValueError | TypeError | AttributeError | KeyError | IndexError):
        return Outcome.BROKEN
    return Outcome.FAILED
