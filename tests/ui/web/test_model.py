"""What the page shows of a language model: which one and where, the plain answer first, only checked sentences."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import anyio
import httpx
import pytest

from rag.llm import ModelChoice, ModelKind
from rag.llm_answer import Writer
from rag.records import Answer, ModelRun, Support, Turn, Writing
from tests.ui.web.scripted import ScriptedAdviser, Watch, ask, make_answer, make_library, open_chat, running
from ui.web.answering import Asked, Desk, answer_asked
from ui.web.conversations import ConversationStore
from ui.web.database import Database
from ui.web.limits import Admission, RateLimit
from ui.web.stored_answer import answer_from_json, answer_to_json

LOCAL = ModelChoice(ModelKind.OLLAMA, "gemma3", "http://127.0.0.1:11434")
REMOTE = ModelChoice(ModelKind.OPENAI, "groot", "https://api.example.com/v1")
RUN = ModelRun("gemma3", "127.0.0.1:11434", "used", written=5, supported=4, removed=1, attempts=1)


class WritingAdviser(ScriptedAdviser):
    """Give the plain answer, then two pieces of writing, then the final answer."""

    def __init__(self, choice: ModelChoice = LOCAL) -> None:
        super().__init__(make_library("De bron zegt dit."))
        self.writer = Writer(choice, None, 1.0)  # type: ignore[arg-type,assignment]
        self.stopped = False
        self.pause = Event()  # the tests that look at one moment clear it
        self.pause.set()

    def stream(self, question: str, history: Sequence[Turn] = (), sources: Sequence[str] = ()) -> Iterator[Any]:
        plain = make_answer(question, self.library)
        try:
            yield plain
            self.pause.wait(20)
            yield Writing("Eerste zin.")
            yield Writing("Eerste zin.\nTweede <b>zin</b>.")
            self.pause.wait(20)
            yield replace(plain, trace=replace(plain.trace, model=RUN))
        finally:
            self.stopped = True


def make_desk(adviser: Any) -> Desk:
    store = ConversationStore(Database(None))
    return Desk(adviser, store, store, RateLimit(100), Admission(1, 1))


def run_async(function: Callable[..., Awaitable[Any]], *arguments: object) -> Any:
    """Return what an async function gives; in a thread of its own, for playwright keeps a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(anyio.run, function, *arguments).result()


async def collect(desk: Desk, until: int | None = None) -> list[dict[str, str]]:
    parts = []
    stream = answer_asked(desk, Asked("b1", "Wat zegt de bron?", (), None), "bezoeker", False)
    async for part in stream:
        parts.append(part)
        if len(parts) == until:
            break
    await stream.aclose()  # type: ignore[attr-defined]
    return parts


def test_the_plain_answer_comes_first_and_the_final_one_is_stored() -> None:
    desk = make_desk(WritingAdviser())
    parts = run_async(collect, desk)
    assert [part.get("klaar") for part in parts] == ["", None, None, "", "ja"]
    assert "De bron zegt dit." in parts[0]["html"] and "schrijft" in parts[0]["html"]
    assert "4 van de 5 zinnen" in parts[-1]["html"] and "1 zin is weggelaten" in parts[-1]["html"]
    assert parts[-1]["gesprek"]


def test_what_is_being_written_is_plain_text() -> None:
    parts = run_async(collect, make_desk(WritingAdviser()))
    written = [part["schrijft"] for part in parts if "schrijft" in part]
    assert "<p>Eerste zin.</p>" in written[0]
    assert "Tweede &lt;b&gt;zin&lt;/b&gt;." in written[1]


def test_while_a_model_writes_others_are_answered() -> None:
    async def both() -> list[dict[str, str]]:
        desk = make_desk(WritingAdviser())
        slow = answer_asked(desk, Asked("b1", "Wat zegt de bron?", (), None), "een", False)
        await anext(slow)
        found = await collect(desk)
        await slow.aclose()  # type: ignore[attr-defined]
        return found

    assert run_async(both)[-1]["klaar"] == "ja"


def test_who_leaves_stops_the_model() -> None:
    adviser = WritingAdviser()
    run_async(collect, make_desk(adviser), 2)
    assert adviser.stopped


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        (LOCAL, "gemma3 op deze computer (127.0.0.1:11434)"),
        (REMOTE, "groot op api.example.com, buiten deze computer"),
        (ModelChoice(ModelKind.GGUF, "klein", "/x/klein.gguf"), "klein op deze computer (in dit programma)"),
    ],
)
def test_the_page_says_which_model_answers_where(choice: ModelChoice, words: str, tmp_path: Path) -> None:
    with running(WritingAdviser(choice), tmp_path) as address:
        page = httpx.get(address, headers={"sec-fetch-site": "none"}).text
    assert words in page


def test_a_stored_answer_keeps_what_became_of_the_model() -> None:
    answer = make_answer("Vraag?", make_library("De bron zegt dit."), Support.UNSUPPORTED)
    answer = replace(answer, trace=replace(answer.trace, model=RUN))
    read: Answer = answer_from_json(answer_to_json(answer))
    assert read == answer


def test_a_visitor_reads_the_plain_answer_while_the_model_writes(new_page: Any, tmp_path: Path) -> None:
    adviser = WritingAdviser()
    adviser.pause.clear()
    with running(adviser, tmp_path) as address:
        page = new_page()
        watch = Watch(page, address)
        open_chat(page, address)
        turn = ask(page, "Wat zegt de bron?")
        page.wait_for_selector(".schrijft")
        assert "De bron zegt dit." in turn.inner_text()
        assert page.locator("#stuur").is_disabled()
        adviser.pause.set()
        page.wait_for_selector(".taalmodel")
        assert "Geschreven door taalmodel gemma3 op 127.0.0.1:11434" in page.locator(".beurt").last.inner_text()
        assert page.locator(".schrijft").count() == 0
        assert page.locator("#stuur").is_enabled()
        assert page.locator("b").count() == 0
    assert (watch.dialogs, watch.foreign, watch.errors) == ([], [], [])
