"""Rules of the door: private and closed by default."""

import ast
import logging
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
import pytest

from rag.errors import UsageError
from tests.ui.web.scripted import HttpVisitor, ScriptedAdviser, make_library
from ui import texts_web as texts
from ui.web.app import serve as serve_forever
from ui.web.options import WebOptions, choose_password, is_local

LIBRARY = make_library("De bron zegt dit.")
Serve = Callable[..., AbstractContextManager[str]]

CLOSED = (
    "/gradio_api/info",
    "/gradio_api/openapi.json",
    "/openapi.json",
    "/docs",
    "/redoc",
    "/gradio_api/file=/etc/passwd",
    "/gradio_api/file=https://evil.example/",
    "/gradio_api/file=../../../../etc/passwd",
    "/file=/etc/passwd",
    "/gradio_api/proxy=https://evil.example",
    "/gradio_api/runs",
    "/gradio_api/run-history/records",
    "/gradio_api/mcp/sse",
    "/gradio_api/upload_progress",
    "/gradio_api/deep_link",
    "/gradio_api/vibe-code",
    "/gradio_api/dev/reload",
    "/monitoring",
    "/monitoring/summary",
    "/statisch/../app.py",
    "/statisch/%2e%2e/app.py",
    "/statisch/..%2fapp.py",
    "/assets/%2e%2e/%2e%2e/%2e%2e/routes.py",
    "/robots.txt",
    "/documenten",
    "/api/documenten",
    "/api/bronnen",
    "/api/gesprekken/../../etc",
)


def test_every_page_has_the_security_headers(serve: Serve) -> None:
    with serve(ScriptedAdviser(LIBRARY)) as address:
        for path in ("/", "/bibliotheek", "/bibliotheek/bron", "/api/gesprekken", "/statisch/stijl.css", "/geen"):
            headers = httpx.get(address + path).headers
            policy = headers["content-security-policy"]
            for part in ("default-src 'none'", "img-src 'self' data:", "connect-src 'self'", "frame-ancestors 'none'"):
                assert part in policy, path
            assert "'unsafe-inline'" not in re.search(r"script-src[^;]*", policy)[0], path
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["referrer-policy"] == "same-origin"
            assert "server" not in headers


@pytest.mark.parametrize("path", CLOSED)
def test_what_the_page_does_not_need_does_not_exist(shared_chat: str, path: str) -> None:
    response = httpx.get(shared_chat + path)
    assert response.status_code == 404
    assert "root:" not in response.text


@pytest.mark.parametrize("path", ["/gradio_api/upload", "/gradio_api/run/on_ask", "/gradio_api/call/on_ask", "/login"])
def test_there_is_no_other_way_to_call_or_upload(shared_chat: str, path: str) -> None:
    assert httpx.post(shared_chat + path, json={"data": []}).status_code == 404


@pytest.mark.parametrize("path", ["/gradio_api/queue/join", "/api/oordeel", "/aanmelden"])
def test_another_site_cannot_send_anything(shared_chat: str, path: str) -> None:
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}):
        response = httpx.post(shared_chat + path, json={}, headers=headers)
        assert response.status_code == 403
        assert "access-control-allow-origin" not in response.headers


def test_another_site_is_told_nothing_it_may_read(shared_chat: str) -> None:
    response = httpx.get(f"{shared_chat}/config", headers={"origin": "https://evil.example"})
    assert response.status_code == 403
    assert "access-control-allow-origin" not in response.headers


def test_another_host_name_for_this_computer_is_refused(shared_chat: str) -> None:
    response = httpx.get(shared_chat, headers={"host": "evil.example"})
    assert response.status_code == 403
    assert response.text == texts.ERROR_HOST


def test_a_megabyte_is_refused_at_once(shared_chat: str) -> None:
    body = b"x" * 1_000_000
    assert httpx.post(f"{shared_chat}/api/oordeel", content=body).status_code == 413
    chunks = (body[:1000] for _ in range(1000))
    assert httpx.post(f"{shared_chat}/api/oordeel", content=chunks).status_code == 413


def test_a_made_up_cookie_is_nobody(shared_chat: str) -> None:
    response = httpx.get(f"{shared_chat}/api/gesprekken", cookies={"aw_bezoeker": "ander.abcdef"})
    assert response.status_code == 403


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(shared_chat: str) -> None:
    cookie = httpx.get(shared_chat).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_beyond_this_computer_a_password_is_required() -> None:
    for host in ("0.0.0.0", "192.168.1.5", "::", "chat.intra"):
        assert not is_local(host)
        with pytest.raises(UsageError) as caught:
            choose_password(WebOptions(host=host))
        assert caught.value.code == "password_required"
    assert choose_password(WebOptions(host="0.0.0.0", password="geheim")) == "geheim"
    with pytest.raises(UsageError):
        choose_password(WebOptions(password=""))


def test_serving_refuses_before_it_loads_anything(settings_without_index) -> None:
    with pytest.raises(UsageError):
        serve_forever(settings_without_index, WebOptions(host="0.0.0.0"))


def test_a_password_can_come_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "wachtwoord"
    file.write_text("geheim\nrest")
    assert choose_password(WebOptions(host="0.0.0.0", password_file=file)) == "geheim"
    with pytest.raises(UsageError):
        choose_password(WebOptions(password_file=tmp_path / "geen"))


def test_without_the_password_nothing_is_shown(serve: Serve) -> None:
    with serve(ScriptedAdviser(LIBRARY), None, "geheim") as address, httpx.Client(base_url=address) as client:
        for path in (
            "/",
            "/config",
            "/bibliotheek",
            "/passage/bron:000",
            "/api/gesprekken",
            "/gradio_api/startup-events",
        ):
            assert client.get(path).status_code == 401, path
        assert client.get("/", headers={"accept": "text/html"}).headers["location"] == "/aanmelden"
        assert client.post("/aanmelden", data={"wachtwoord": "fout"}).status_code == 403
        assert client.post("/aanmelden", data={"wachtwoord": "geheim"}).status_code == 303
        assert client.get("/bibliotheek").status_code == 200
        client.post("/afmelden")
        assert client.get("/bibliotheek").status_code == 401


def test_passwords_cannot_be_tried_quickly(serve: Serve) -> None:
    with serve(ScriptedAdviser(LIBRARY), None, "geheim") as address:
        codes = [httpx.post(f"{address}/aanmelden", data={"wachtwoord": f"{n}"}).status_code for n in range(12)]
        assert codes[0] == 403
        assert codes[-1] == 429
        assert httpx.post(f"{address}/aanmelden", data={"wachtwoord": "geheim"}).status_code == 429


def test_too_fast_gets_a_dutch_sentence(serve: Serve) -> None:
    with serve(ScriptedAdviser(LIBRARY), WebOptions(questions_per_minute=3)) as address:
        visitor = HttpVisitor(address)
        replies = [visitor.ask("Vraag?")["html"] for _ in range(4)]
        assert "sneller dan de chat aankan (3 per minuut)" in replies[-1]
        assert "beurt melding" not in replies[0]
        assert "De bron zegt dit" in HttpVisitor(address).ask("Vraag?")["html"]


def test_a_question_that_is_too_long_gets_a_dutch_sentence(shared_chat: str) -> None:
    html = HttpVisitor(shared_chat).ask("a" * 2001)["html"]
    assert "2001 tekens; er passen er 2000" in html


def test_an_error_reaches_the_visitor_in_dutch_and_the_log_without_the_question(
    serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(question: str):  # type: ignore[no-untyped-def]
        raise ValueError(question)

    with serve(ScriptedAdviser(LIBRARY, fail)) as address, caplog.at_level(logging.DEBUG):
        html = HttpVisitor(address).ask("kanariegeheim")["html"]
        assert texts.ERROR_UNEXPECTED in html
        assert "ValueError" in caplog.text
        assert "kanariegeheim" not in caplog.text


def test_questions_are_not_logged_as_text(
    serve: Serve, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with serve(ScriptedAdviser(LIBRARY)) as address, caplog.at_level(logging.DEBUG, logger="ui"):
        visitor = HttpVisitor(address)
        visitor.ask("kanariegeheim")
        visitor.client.get("/?vraag=kanariegeheim")
        output = capfd.readouterr()
        assert "kanariegeheim" not in caplog.text + output.out + output.err


def test_gradio_stays_in_one_file_and_is_not_imported_by_the_command_line() -> None:
    root = Path(texts.__file__).parent
    for path in root.rglob("*.py"):
        names = {
            alias.name
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Import)
            for alias in node.names
        }
        if "gradio" in names:
            assert path.name in ("page.py", "app.py")
