"""Reach a model through Ollama."""

import httpx
import ollama
from llama_index.llms.ollama import Ollama

from rag.llm import MAX_TOKENS, ModelChoice
from rag.llm_http import Line
from rag.llm_llamaindex import LlamaIndexChat
from rag.llm_outcome import Outcome, outcome_of_status

# Ollama cuts a prompt that does not fit without a word; ours with its passages stays under 3,000 tokens.
CONTEXT_WINDOW = 8192


def load_ollama(choice: ModelChoice, seconds: float) -> LlamaIndexChat:
    """Return the model behind Ollama; `seconds` is the longest silence on the line."""
    line = Line(seconds, choice.is_local)
    llm = Ollama(
        model=choice.name,
        base_url=choice.address,
        temperature=0.0,
        context_window=CONTEXT_WINDOW,
        request_timeout=seconds,
        client=ollama.Client(choice.address, **line.settings),
        additional_kwargs={"num_predict": MAX_TOKENS},
    )
    return LlamaIndexChat(llm, explain, line.hang_up)


def explain(error: Exception) -> Outcome:
    """Return what went wrong between us and Ollama."""
    if isinstance(error, ollama.ResponseError):
        return outcome_of_status(error.status_code, error.error) if error.status_code > 0 else Outcome.SERVER
    if isinstance(error, httpx.TimeoutException):
        return Outcome.TIMEOUT
    if isinstance(error, ConnectionError | httpx.ConnectError):
        return Outcome.UNREACHABLE
    if isinstance(error, httpx.TransportError):
        return Outcome.DROPPED
    if isinstance(error, ValueError | TypeError | AttributeError | KeyError):
        return Outcome.BROKEN
    return Outcome.FAILED
