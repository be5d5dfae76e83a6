"""What the tests of the chat share: a scripted adviser, a running server, a visitor with and without a browser."""

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx
import uvicorn

from rag.records import (
    Answer,
    Citation,
    Engine,
    Origin,
    Passage,
    PassageKind,
    Refusal,
    RefusalReason,
    Sentence,
    Source,
    Support,
    Table,
    Trace,
    Turn,
)
from rag.settings import Settings
from ui.web.app import make_app, server_config
from ui.web.options import WebOptions

ARTEFACTS = Path(__file__).resolve().parents[3] / "artefacts"


@dataclass(frozen=True)
class SmallLibrary:
    """What the chat reads of a library: enough to show passages without an index."""

    sources: tuple[Source, ...]
    passages: tuple[Passage, ...]

    @property
    def source_by_id(self) -> dict[str, Source]:
        return {source.id: source for source in self.sources}

    @property
    def passage_by_id(self) -> dict[str, Passage]:
        return {passage.id: passage for passage in self.passages}

    @property
    def tables(self) -> tuple[Passage, ...]:
        return tuple(passage for passage in self.passages if passage.table)


def make_passage(number: int, text: str, table: Table | None = None, section: str = "Sectie") -> Passage:
    """Return a passage of the source 'bron'."""
    kind = PassageKind.TABLE if table else PassageKind.TEXT
    return Passage(
        f"bron:{number:03d}", "bron", (section,), kind, text, number, number, table=table, phases=("ontwerp",)
    )


def make_library(*texts: str, title: str = "Een titel", author: str = "A. Auteur") -> SmallLibrary:
    """Return a library of one source with a passage for each text."""
    passages = tuple(make_passage(number, text) for number, text in enumerate(texts))
    return SmallLibrary((Source("bron", (author,), title, "Auteur, 2020", "artikel", 2020),), passages)


def make_citation(library: SmallLibrary, number: int, quote: str | None = None, n: int | None = 1) -> Citation:
    """Return a citation of passage `number`, of its whole text where no quote is given."""
    passage, source = library.passages[number], library.sources[0]
    words = passage.text if quote is None else quote
    return Citation("bron", source.authors, 2020, source.title, passage.section, passage.id, words, Origin.DOSSIER, n=n)


def make_answer(question: str, library: SmallLibrary, support: Support = Support.VERBATIM) -> Answer:
    """Return an answer that quotes the first passage."""
    text = library.passages[0].text
    return Answer(
        question=question,
        standalone_question=question,
        language="nl",
        kind="fact",
        answered=True,
        answer=f"{text} [1]",
        sentences=(Sentence(text, (1,), support, 1.0),),
        citations=(make_citation(library, 0),),
        refusal=None,
        follow_ups=("Wat nog meer?",),
        timings_ms={"total": 3.0, "understand": 1.0, "retrieve": 1.0, "compose": 1.0},
        engine=Engine("model", "index", "1.0"),
        trace=Trace(("woord",), (("bron:000", 0.5),)),
    )


def make_refusal(question: str, library: SmallLibrary) -> Answer:
    """Return an answer that refuses, with the first passage as nearest."""
    nearest = (make_citation(library, 0, n=None),)
    message = "Dit staat niet in de bibliotheek. Gezocht is naar: iets."
    refusal = Refusal(RefusalReason.NOT_IN_SOURCES, message, nearest)
    base = make_answer(question, library)
    return replace(base, answered=False, answer=message, sentences=(), citations=(), refusal=refusal, follow_ups=())


class ScriptedAdviser:
    """Answer with what `reply` makes of a question, and remember what was asked."""

    def __init__(self, library: SmallLibrary, reply: Callable[[str], Answer] | None = None) -> None:
        self.library = library
        self.writer = None
        self.asked: list[tuple[str, tuple[Turn, ...], tuple[str, ...]]] = []
        self._reply = reply or (lambda question: make_answer(question, library))

    def stream(self, question: str, history: Sequence[Turn] = (), sources: Sequence[str] = ()) -> Iterator[Answer]:
        self.asked.append((question, tuple(history), tuple(sources)))
        yield self._reply(question)


@contextmanager
def running(
    adviser: Any, data_dir: Path, options: WebOptions | None = None, password: str | None = None
) -> Iterator[str]:
    """Serve a chat on a free port in a thread of this process; yield its address."""
    app = make_app(adviser, Settings(data_dir=data_dir), options or WebOptions(), password)
    server = uvicorn.Server(server_config(app))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)


class Watch:
    """What a browser page did that it should not: dialogs, requests elsewhere, errors."""

    def __init__(self, page: Any, address: str) -> None:
        self.dialogs: list[str] = []
        self.foreign: list[str] = []
        self.errors: list[str] = []
        page.on("dialog", self._dialog)
        page.on("request", lambda r: self._request(r.url, address))
        page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: self.errors.append(str(e)))

    def _request(self, url: str, address: str) -> None:
        if not url.startswith((f"{address}/", "data:", "blob:")):
            self.foreign.append(url)

    def _dialog(self, dialog: Any) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()


def open_chat(page: Any, address: str, path: str = "/") -> None:
    """Open the chat and wait until questions can be asked."""
    page.goto(address + path)
    page.wait_for_selector("#aw[data-klaar]", timeout=30000)


def ask(page: Any, question: str) -> Any:
    """Ask a question with the keyboard and return the answer's turn once it stands on the page."""
    before = page.locator(".beurt").count()
    page.fill("#vraag", question)
    page.press("#vraag", "Enter")
    page.wait_for_function(f"() => document.querySelectorAll('.beurt:not(.wacht)').length > {before}", timeout=20000)
    return page.locator(".beurt").last


def screenshot(page: Any, name: str) -> None:
    """Save a picture among the test artefacts."""
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / f"{name}.png")


class HttpVisitor:
    """A visitor without a browser: speaks the page's own protocol over HTTP."""

    def __init__(self, address: str) -> None:
        self.client = httpx.Client(base_url=address, timeout=30, headers={"sec-fetch-site": "same-origin"})
        self.client.get("/")
        config = self.client.get("/config").json()
        self._event = config["dependencies"][0]["id"]
        self._target = config["dependencies"][0]["targets"][0][0]
        self._number = 0

    def ask(self, question: str, conversation: str = "", sources: Sequence[str] = ()) -> dict[str, str]:
        """Ask through the queue and return what the page would show."""
        self._number += 1
        session = f"s{id(self)}{self._number}"
        data = {"beurt": "b1", "vraag": question, "gesprek": conversation, "bronnen": list(sources)}
        joined = self.client.post(
            "/gradio_api/queue/join",
            json={
                "data": [],
                "event_data": data,
                "fn_index": self._event,
                "trigger_id": self._target,
                "session_hash": session,
            },
        )
        joined.raise_for_status()
        shown: list[object] = []
        with self.client.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as stream:
            for line in stream.iter_lines():
                if not line.startswith("data: "):
                    continue
                message = json.loads(line[6:])
                if message["msg"] in ("process_generating", "process_completed") and message["output"].get("data"):
                    shown.append(message["output"]["data"][0])
                if message["msg"] in ("process_completed", "close_stream"):
                    break
        whole = [text for text in shown if isinstance(text, str) and text.startswith("{")]
        result: dict[str, str] = json.loads(whole[-1])
        return result
