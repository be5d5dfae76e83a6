"""Rules of the page Documenten: closed unless asked for, files become sources, whatever they are called is text."""

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from rag.adviser import Adviser
from rag.settings import Settings
from tests.ui.web.payloads import PAYLOADS
from tests.ui.web.scripted import HttpVisitor, ScriptedAdviser, Watch, ask, make_library, open_chat, running, screenshot
from tests.ui.web.test_browser_chat import _poor_contrast
from tests.ui.web.test_browser_payloads import HARMLESS
from ui import texts_web as texts
from ui.web import security
from ui.web.documents import DocumentDesk, safe_name
from ui.web.options import WebOptions

NewPage = Callable[..., Any]
Serve = Callable[..., AbstractContextManager[str]]
ADMIN = WebOptions(admin=True, questions_per_minute=6000)
TEXT = (
    "---\ntitel: Zwaluwen in de haven\nauteur: P. Kade\njaar: 2019\n---\n\n# Zwaluwen in de haven\n\n## De zwaluwproef\n\n"
    "De zwaluwproef laat zien dat havenpartners elkaar pas informatie geven nadat zij samen een haven hebben opgeruimd.\n"
)


@pytest.fixture(scope="module")
def admin_chat(adviser: Adviser, settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a chat started with --beheer, on a library of its own."""
    with own_chat(adviser, settings, tmp_path_factory.mktemp("beheer")) as address:
        yield address


def own_chat(adviser: Adviser, settings: Settings, data_dir: Path) -> AbstractContextManager[str]:
    """Serve a chat with --beheer on a copy of the index in `data_dir`."""
    shutil.copytree(settings.index_dir, data_dir / "index")
    return running(adviser, data_dir, ADMIN)


def wait_until_done(visitor: HttpVisitor) -> dict[str, Any]:
    """Return the state of the last job once it is over."""
    for _ in range(600):
        state: dict[str, Any] = visitor.client.get("/api/documenten").json()
        if not state["bezig"]:
            return state
        time.sleep(0.1)
    raise AssertionError("the job does not end")


def send(visitor: HttpVisitor, name: str, data: bytes) -> Any:
    """Send one file."""
    return visitor.client.put("/api/documenten/" + name, content=data)


def test_without_the_option_the_page_does_not_exist(shared_chat: str) -> None:
    visitor = HttpVisitor(shared_chat)
    assert "Documenten" not in visitor.client.get("/bibliotheek").text
    assert visitor.client.get("/documenten").status_code == 404
    assert send(visitor, "a.md", b"x").status_code in (404, 405)


def test_a_document_is_added_asked_and_removed(admin_chat: str, new_page: NewPage, tmp_path: Path) -> None:
    page = new_page()
    watch = Watch(page, admin_chat)
    good, bad = tmp_path / "zwaluw.md", tmp_path / "plaatje.png"
    good.write_text(TEXT, encoding="utf-8")
    bad.write_bytes(b"\x89PNG")
    open_chat(page, admin_chat)
    page.click(f"nav a:has-text('{texts.NAV_DOCUMENTS}')")
    assert _poor_contrast(page) == []
    page.set_input_files("#bestanden", [good, bad])
    page.click("#toevoegen button")
    page.wait_for_selector("table tbody tr", timeout=120_000)
    shown = page.locator("#uitkomsten").inner_text()
    assert "zwaluw.md gelezen als" in shown
    assert "plaatje.png niet gelezen" in shown
    assert "Kade" in page.locator("table tbody").inner_text()
    screenshot(page, "documenten")
    open_chat(page, admin_chat)
    assert page.locator("input[name=bron]").count() == 6
    turn = ask(page, "Wat laat de zwaluwproef zien?")
    assert "P. Kade (2019)" in page.locator("#kaarten").inner_text()
    assert "origineel" in page.locator("#kaarten .bron").first.inner_text()
    assert turn.locator(".cite").count() >= 1
    page.goto(f"{admin_chat}/documenten")
    page.click("[data-weg]")
    assert page.locator("[data-weg]").inner_text() == texts.DOCUMENT_REMOVE_CONFIRM
    page.click("[data-weg]")
    page.wait_for_selector(f"text={texts.DOCUMENTS_NONE}", timeout=120_000)
    assert (watch.dialogs, watch.foreign) == ([], [])
    assert [error for error in watch.errors if "Content Security Policy" in error] == []


def test_on_a_telephone_the_whole_menu_leaves_room_for_the_rest(admin_chat: str, new_page: NewPage) -> None:
    page = new_page(380, 740)
    for path in ("/", "/documenten"):
        page.goto(admin_chat + path)
        box = page.wait_for_selector("#thema").bounding_box()
        assert box["x"] + box["width"] <= 380
        assert page.evaluate("document.documentElement.scrollWidth") <= 380
    screenshot(page, "smal-documenten")


def test_names_and_texts_of_documents_are_only_ever_text(
    adviser: Adviser, settings: Settings, new_page: NewPage, tmp_path: Path
) -> None:
    with own_chat(adviser, settings, tmp_path) as address:
        _send_and_read(address, new_page())


def _send_and_read(address: str, page: Any) -> None:
    visitor = HttpVisitor(address)
    visitor.client.headers["connection"] = "close"  # the browser takes longer than a server keeps an idle connection
    body = "\n\n".join(f"## {payload}\n\nDe reuzenkalong zegt {payload} tegen de partner." for payload in PAYLOADS)
    names = [f"{payload[:80]}.md" for payload in PAYLOADS if "/" not in payload][:6]
    data = f"---\ntitel: '{PAYLOADS[3]}'\nauteur: '{PAYLOADS[6]}'\n---\n\n# {PAYLOADS[0]}\n\n{body}".encode()
    saved = [
        send(visitor, quote(name, safe=""), data + str(number).encode()).json()["naam"]
        for number, name in enumerate(names)
    ]
    assert visitor.client.post("/api/documenten", json={"namen": saved}).status_code == 202
    state = wait_until_done(visitor)
    assert len(state["regels"]) == len(names)
    watch = Watch(page, address)
    page.goto(f"{address}/documenten")
    assert page.evaluate(HARMLESS.replace("#log", ":is(main section, main form)")) == []
    ids = page.locator("[data-weg]").evaluate_all("(all) => all.map((e) => e.dataset.weg)")
    assert ids
    for source_id in ids:
        page.goto(f"{address}/bibliotheek/{source_id}")
        assert page.evaluate(HARMLESS.replace("#log", "main")) == []
    open_chat(page, address)
    ask(page, "Wat zegt de reuzenkalong tegen de partner?")
    assert page.evaluate(HARMLESS) == []
    assert (watch.dialogs, watch.foreign) == ([], [])
    assert visitor.client.delete(f"/api/documenten/{ids[0]}").status_code == 202  # one: each makes the index anew
    assert wait_until_done(visitor)["melding"] == ""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("../../etc/passwd.md", "passwd.md"),
        ("C:\\Users\\x\\stuk.pdf", "stuk.pdf"),
        (".verborgen.md", "verborgen.md"),
        ("a\x00b\u202eexe.md", "a_b_exe.md"),
        ("x" * 300 + ".docx", "x" * 120 + ".docx"),
    ],
)
def test_a_name_never_leaves_its_folder(name: str, expected: str) -> None:
    assert safe_name(name) == expected


def test_a_file_that_is_too_large_gets_a_dutch_sentence(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(security, "MAX_UPLOAD", 200_000)
    with serve(ScriptedAdviser(make_library("De bron zegt dit.")), ADMIN) as address:
        visitor = HttpVisitor(address)
        assert send(visitor, "groot.md", b"x" * 100_000).status_code == 200
        refused = send(visitor, "groot.md", b"x" * 300_000)
        assert refused.status_code == 413
        assert "alliantiewijzer indexeer" in refused.text
        assert visitor.client.post("/api/oordeel", content=b"x" * 100_000).status_code == 413


def test_one_job_at_a_time(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DocumentDesk, "read", lambda self, names, given: self._start(lambda: time.sleep(1.0)))
    monkeypatch.setattr("ui.web.documents.open_adviser", lambda settings: None)
    with serve(ScriptedAdviser(make_library("De bron zegt dit.")), ADMIN) as address:
        visitor = HttpVisitor(address)
        assert visitor.client.post("/api/documenten", json={"namen": ["a.md"]}).status_code == 202
        second = visitor.client.post("/api/documenten", json={"namen": ["a.md"]})
        assert (second.status_code, second.text) == (409, texts.DOCUMENTS_BUSY)


def test_what_cannot_be_read_is_refused(serve: Serve) -> None:
    with serve(ScriptedAdviser(make_library("De bron zegt dit.")), ADMIN) as address:
        visitor = HttpVisitor(address)
        assert send(visitor, "plaatje.exe", b"MZ").status_code == 400
        assert visitor.client.post("/api/documenten", json={"namen": []}).status_code == 400
        assert visitor.client.post("/api/documenten", json={"namen": ["a"], "jaar": "x"}).status_code == 400
        visitor.client.cookies.clear()
        assert visitor.client.get("/api/documenten").status_code == 403
