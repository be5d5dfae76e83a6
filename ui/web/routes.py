"""The addresses of the chat that are ours: conversations, feedback, exports, library, logging in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles

from rag.library import Library
from ui import texts_web as texts
from ui.web.answering import Desk
from ui.web.conversations import ConversationStore
from ui.web.current import Current
from ui.web.docx_export import conversation_as_docx
from ui.web.exports import conversation_as_markdown
from ui.web.feedback import DOWN, UP, FeedbackStore
from ui.web.html import esc
from ui.web.library_page import overview_html, results_html, source_html
from ui.web.limits import RateLimit, TooFastError
from ui.web.render import turn_html
from ui.web.shell import Frame, document
from ui.web.visitors import (
    KEEP_COOKIE,
    LOGIN_COOKIE,
    YEAR_SECONDS,
    Visitors,
    cookie_header,
    wants_kept,
)

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NO_STORE = {"cache-control": "no-store"}
LOGIN_TRIES_PER_MINUTE = 6


@dataclass(frozen=True)
class Site:
    """What the addresses need; `current` holds the adviser in use, `frame` what pages share."""

    desk: Desk
    current: Current
    visitors: Visitors
    feedback: FeedbackStore
    frame: Frame
    keeps_history: bool

    @property
    def library(self) -> Library:
        """Return the library."""
        return self.current.adviser.library

    def owner(self, request: Request) -> str:
        """Return who asks; raises HTTPException for a browser without our cookie."""
        owner = self.visitors.owner(request.cookies)
        if owner is None:
            raise HTTPException(403, texts.ERROR_FORBIDDEN)
        return owner

    def keeps(self, request: Request) -> bool:
        """Tell whether conversations of this browser are saved."""
        return self.keeps_history and wants_kept(request.cookies)

    def find(self, request: Request, conversation_id: str) -> tuple[ConversationStore, str]:
        """Return the store that holds a conversation of this visitor, and its title; raises HTTPException."""
        owner = self.owner(request)
        for store in (self.desk.saved, self.desk.temporary):
            title = store.title(owner, conversation_id)
            if title is not None:
                return store, title
        raise HTTPException(404, texts.ERROR_NOT_FOUND)


def add_routes(app: FastAPI, site: Site) -> None:
    """Give `app` all addresses of ours."""
    app.mount("/statisch", StaticFiles(directory=Path(str(files("ui.web") / "static"))))
    _add_conversations(app, site)
    _add_exports(app, site)
    _add_feedback(app, site)
    _add_library(app, site)
    _add_login(app, site)

    @app.exception_handler(HTTPException)
    async def refuse(request: Request, error: HTTPException) -> Response:
        return PlainTextResponse(str(error.detail), error.status_code, headers=NO_STORE)

    @app.get("/gezond")
    async def health() -> Response:
        return PlainTextResponse("ok", headers=NO_STORE)


def _add_conversations(app: FastAPI, site: Site) -> None:
    @app.get("/api/gesprekken")
    def conversations(request: Request, zoek: str = "") -> Response:
        owner = site.owner(request)
        found = site.desk.saved.search(owner, zoek[:200]) if site.keeps_history else []
        rows = [{"id": conversation.id, "titel": conversation.title} for conversation in found]
        return JSONResponse({"gesprekken": rows, "bewaren": wants_kept(request.cookies)}, headers=NO_STORE)

    @app.get("/api/gesprekken/{conversation_id}")
    def conversation(request: Request, conversation_id: str) -> Response:
        store, _ = site.find(request, conversation_id)
        messages = store.messages(site.owner(request), conversation_id)
        html = "".join(turn_html(message.answer, message.id, site.library) for message in messages)
        return HTMLResponse(html, headers=NO_STORE)

    @app.patch("/api/gesprekken/{conversation_id}")
    async def rename(request: Request, conversation_id: str) -> Response:
        store, _ = site.find(request, conversation_id)
        title = (await read_json(request)).get("titel")
        if not isinstance(title, str) or not title.strip():
            raise HTTPException(400, texts.ERROR_INPUT)
        store.rename(site.owner(request), conversation_id, title)
        return Response(status_code=204)

    @app.delete("/api/gesprekken/{conversation_id}")
    def delete(request: Request, conversation_id: str) -> Response:
        store, _ = site.find(request, conversation_id)
        store.delete(site.owner(request), conversation_id)
        return Response(status_code=204)

    @app.delete("/api/gesprekken")
    def delete_all(request: Request) -> Response:
        for store in (site.desk.saved, site.desk.temporary):
            store.delete(site.owner(request))
        return Response(status_code=204)

    @app.put("/api/bewaren")
    async def keep(request: Request) -> Response:
        value = "ja" if (await read_json(request)).get("bewaren") else "nee"
        is_secure = request.url.scheme == "https"
        return Response(
            status_code=204, headers={"set-cookie": cookie_header(KEEP_COOKIE, value, YEAR_SECONDS, is_secure)}
        )


def _add_exports(app: FastAPI, site: Site) -> None:
    @app.get("/gesprek/{conversation_id}.{form}")
    def export(request: Request, conversation_id: str, form: str) -> Response:
        writers: dict[str, tuple[str, Callable[..., str | bytes]]] = {
            "md": ("text/markdown; charset=utf-8", conversation_as_markdown),
            "docx": (DOCX_TYPE, conversation_as_docx),
        }
        if form not in writers:
            raise HTTPException(404, texts.ERROR_NOT_FOUND)
        store, title = site.find(request, conversation_id)
        now = datetime.now()
        media_type, write = writers[form]
        answers = [message.answer for message in store.messages(site.owner(request), conversation_id)]
        name = quote(f"{texts.EXPORT_FILE.format(date=now.date().isoformat())}.{form}")
        headers = {**NO_STORE, "content-disposition": f'attachment; filename="{name}"'}
        return Response(write(title, answers, now), media_type=media_type, headers=headers)


def _add_feedback(app: FastAPI, site: Site) -> None:
    @app.post("/api/oordeel")
    async def judge(request: Request) -> Response:
        owner, data = site.owner(request), await read_json(request)
        message_id, thumb, reasons = str(data.get("bericht", "")), data.get("duim"), data.get("redenen")
        if thumb not in (UP, DOWN) or not isinstance(reasons, list):
            raise HTTPException(400, texts.ERROR_INPUT)
        for store in (site.desk.saved, site.desk.temporary):
            found = store.find(owner, message_id)
            if found:
                conversation_id, number = found
                answers = [message.answer for message in store.messages(owner, conversation_id)]
                site.feedback.add(message_id, thumb, [str(r) for r in reasons], answers[: number + 1])
                return Response(status_code=204)
        raise HTTPException(404, texts.ERROR_NOT_FOUND)


def _add_library(app: FastAPI, site: Site) -> None:
    def page(title: str, body: str) -> Response:
        return HTMLResponse(document(title, body, "/bibliotheek", site.frame))

    @app.get("/bibliotheek")
    def library(q: str = "") -> Response:
        query = q.strip()[:200]
        return page(texts.LIBRARY_TITLE, results_html(site.library, query) if query else overview_html(site.library))

    @app.get("/bibliotheek/{source_id}")
    def source(source_id: str) -> Response:
        found = site.library.source_by_id.get(source_id)
        if found is None:
            raise HTTPException(404, texts.ERROR_NOT_FOUND)
        return page(found.title, source_html(site.library, found))

    @app.get("/passage/{passage_id}")
    def passage(passage_id: str) -> Response:
        found = site.library.passage_by_id.get(passage_id)
        if found is None:
            raise HTTPException(404, texts.ERROR_NOT_FOUND)
        return RedirectResponse(f"/bibliotheek/{quote(found.source_id)}#p-{quote(found.id)}", 303)


def _add_login(app: FastAPI, site: Site) -> None:
    tries = RateLimit(LOGIN_TRIES_PER_MINUTE)

    def form(message: str = "", status: int = 200) -> Response:
        note = f'<p role="alert">{esc(message)}</p>' if message else ""
        body = (
            f"<h1>{esc(texts.LOGIN_TITLE)}</h1><p>{esc(texts.LOGIN_TEXT)}</p>{note}"
            f'<form method="post" class="aanmelden"><label>{esc(texts.LOGIN_LABEL)} '
            f'<input type="password" name="wachtwoord" autocomplete="current-password" required autofocus></label>'
            f'<button class="knop">{esc(texts.LOGIN_BUTTON)}</button></form>'
        )
        return HTMLResponse(
            document(texts.LOGIN_TITLE, body, "/aanmelden", Frame(site.frame.head, (), False)), status, headers=NO_STORE
        )

    @app.get("/aanmelden")
    def show() -> Response:
        return form()

    @app.post("/aanmelden")
    async def log_in(request: Request) -> Response:
        try:
            tries.take(request.client.host if request.client else "")
        except TooFastError:
            return form(texts.LOGIN_TOO_OFTEN, 429)
        fields = parse_qs((await request.body()).decode("utf-8", "replace"))
        if not site.visitors.accepts(fields.get("wachtwoord", [""])[0]):
            return form(texts.LOGIN_WRONG, 403)
        cookie = cookie_header(LOGIN_COOKIE, site.visitors.login_token(), YEAR_SECONDS, request.url.scheme == "https")
        return RedirectResponse("/", 303, headers={"set-cookie": cookie})

    @app.post("/afmelden")
    def log_out() -> Response:
        return RedirectResponse("/aanmelden", 303, headers={"set-cookie": cookie_header(LOGIN_COOKIE, "", 0, False)})


async def read_json(request: Request) -> dict[str, Any]:
    """Return the object a request holds; raises HTTPException where it holds none."""
    try:
        data = await request.json()
    except ValueError:
        data = None
    if not isinstance(data, dict):
        raise HTTPException(400, texts.ERROR_INPUT)
    return data
