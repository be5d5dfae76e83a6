"""Put the chat together and serve it: our own application with Gradio's page inside."""

import logging
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from importlib.metadata import version
from socket import AF_INET, AF_INET6, SO_REUSEADDR, SOCK_STREAM, SOL_SOCKET, socket
from typing import TYPE_CHECKING, Any

import uvicorn
from fastapi import FastAPI

from rag.adviser import Adviser, open_adviser
from rag.errors import UsageError
from rag.settings import APP_NAME, Settings
from ui import texts_web as texts
from ui.texts_study import TITLE as STUDY_TITLE
from ui.web.answering import Desk, answer_asked, read_asked
from ui.web.conversations import ConversationStore
from ui.web.current import Current
from ui.web.database import FILE, Database
from ui.web.document_routes import add_document_routes
from ui.web.documents import DocumentDesk
from ui.web.environment import prepare_environment
from ui.web.feedback import FeedbackStore
from ui.web.limits import Admission, RateLimit
from ui.web.memory import settle
from ui.web.model_note import model_label
from ui.web.options import WebOptions, choose_password, is_local
from ui.web.routes import Site, add_routes
from ui.web.security import Door, SecurityMiddleware
from ui.web.shell import Frame, chat_html
from ui.web.study_desk import StudyDesk
from ui.web.study_routes import add_study_routes
from ui.web.visitors import Visitors, wants_kept

if TYPE_CHECKING:
    import gradio as gr

__all__ = ["WebOptions", "make_app", "serve"]

# Every page of the menu; a page that is added also needs its address in `ui.web.security.OWN_PAGES`.
MENU = (("/", texts.NAV_CHAT), ("/bibliotheek", texts.NAV_LIBRARY), ("/studie", STUDY_TITLE))
ADMIN_MENU = (("/documenten", texts.NAV_DOCUMENTS),)
STATIC_VERSION = version(APP_NAME)
# Open pages keep a connection; whoever stops the chat does not wait for them.
SHUTDOWN_SECONDS = 1


def serve(settings: Settings, options: WebOptions) -> None:
    """Open the adviser and serve the chat until it is interrupted.

    Raises UsageError when the port is taken, or when others can reach the chat and it has no password.
    """
    password = choose_password(options)
    with closing(_bind(options.host, options.port)) as listening:
        app = make_app(open_adviser(settings), settings, options, password)
        settle()
        listening.listen()  # who opens the address as soon as it is said waits, and is not turned away
        host = f"[{options.host}]" if ":" in options.host else options.host
        print(texts.SERVING.format(address=f"http://{host}:{listening.getsockname()[1]}"), flush=True)
        if not options.history:
            print(texts.SERVING_HISTORY_OFF, flush=True)
        uvicorn.Server(server_config(app)).run(sockets=[listening])


def make_app(adviser: Adviser, settings: Settings, options: WebOptions, password: str | None = None) -> FastAPI:
    """Return the whole application around an opened adviser."""
    prepare_environment()
    from ui.web.page import make_page, mount_page  # Gradio reads its environment on import

    database = Database(settings.data_dir / FILE)
    visitors = Visitors(database.secret(), password)
    temporary = ConversationStore(Database(None))
    current = Current(adviser)
    desk = Desk(
        adviser=adviser,
        saved=ConversationStore(database) if options.history else temporary,
        temporary=temporary,
        rate=RateLimit(options.questions_per_minute),
        admission=Admission(options.parallel, options.waiting),
    )
    frame = Frame(page_head(), MENU + (ADMIN_MENU if options.admin else ()), visitors.needs_password)
    site = Site(desk, current, visitors, FeedbackStore(database), frame, options.history)

    async def answer(data: dict[str, Any], request: "gr.Request") -> AsyncIterator[dict[str, str]]:
        visitor = visitors.owner(request.cookies) or f"adres {request.client.host}"
        keep = options.history and wants_kept(request.cookies)
        async for part in answer_asked(replace(desk, adviser=current.adviser), read_asked(data), visitor, keep):
            yield part

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    add_routes(app, site)
    add_study_routes(app, site, StudyDesk(settings), options.questions_per_minute)
    if options.admin:
        add_document_routes(app, site, DocumentDesk(settings, current), STATIC_VERSION)
    mount_page(app, make_page(chat_html(adviser.library.sources, options, model_label(adviser), frame), answer))
    app.add_middleware(
        SecurityMiddleware, door=Door(visitors, is_local(options.host), frame.head.encode(), options.admin)
    )
    logging.getLogger("httpx").setLevel(logging.WARNING)
    return app


def server_config(app: FastAPI) -> uvicorn.Config:
    """Return how the server runs: without an access log, because an address can hold a question."""
    return uvicorn.Config(
        app,
        port=0,
        log_level="warning",
        access_log=False,
        server_header=False,
        ws="none",
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
    )


def page_head() -> str:
    """Return what the head of every page holds: our style and script, from here only."""
    return (
        f'<link rel="stylesheet" href="/statisch/stijl.css?v={STATIC_VERSION}">'
        f'<link rel="icon" href="/statisch/wijzer.svg" type="image/svg+xml">'
        f'<script src="/statisch/alliantiewijzer.js?v={STATIC_VERSION}"></script>'
    )


def _bind(host: str, port: int) -> socket:
    """Return a socket bound to the address, so that a port that is taken is known before anything is loaded."""
    listening = socket(AF_INET6 if ":" in host else AF_INET, SOCK_STREAM)
    listening.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        code = "port_in_use" if error.errno == 98 else "host_unusable"
        raise UsageError(code, host=host, port=port, reason=error.strerror) from None
    return listening
