"""The door of the chat: who may come in, what may be asked of the server, what the browser may do."""

import base64
import hashlib
import re
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui import texts_web as texts
from ui.web.visitors import VISITOR_COOKIE, YEAR_SECONDS, Visitors, cookie_header, read_cookies

MAX_BODY = 64 * 1024
# A document is held in memory while it comes in; larger ones go in by `alliantiewijzer indexeer`.
MAX_UPLOAD = 50 * 1024 * 1024
UPLOAD_PATH = "/api/documenten/"
LOCAL_HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]"})
# What Gradio's page itself asks for; everything else Gradio serves (files, runs, docs, monitoring) does not exist.
GRADIO_PATHS = re.compile(
    r"/|/config/?|/theme\.css|/assets/[\w./-]+|/static/[\w./-]+|/svelte/[\w./-]+|/favicon\.ico|/manifest\.json"
    r"|/gradio_api/(queue/(join|data)/?|heartbeat/\w+|startup-events|theme\.css|cancel)"
)
OWN_PAGES = (
    "statisch",
    "api",
    "bibliotheek",
    "passage",
    "aanmelden",
    "afmelden",
    "gesprek",
    "gezond",
    "documenten",
    "studie",
)
# Pages on which a new visitor gets a name: what is kept about a visitor is kept under it.
VISITED = ("/", "/studie")
OWN_PATHS = re.compile(rf"/({'|'.join(OWN_PAGES)})(/.*)?")
OPEN_PATHS = re.compile(r"/(statisch/.*|aanmelden|gezond)")
SECURITY_HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
# Gradio writes its templates as functions, hence 'unsafe-eval'; inline scripts run only by the hash of their text,
# so markup that slips into the page can still not run anything.
POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-eval'{hashes}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
INLINE_SCRIPT = re.compile(rb"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)
FOREIGN_META = re.compile(rb"<meta\s+(?:property|name)=\"(?:og|twitter):[^>]*>")


@dataclass(frozen=True)
class Door:
    """What the door knows; `is_local`: only this computer may knock, `takes_files`: documents may be sent."""

    visitors: Visitors
    is_local: bool
    head: bytes
    takes_files: bool = False

    def limit(self, scope: Scope) -> int:
        """Return how many bytes a request may hold."""
        is_file = self.takes_files and scope["method"] == "PUT" and scope["path"].startswith(UPLOAD_PATH)
        return MAX_UPLOAD if is_file else MAX_BODY

    def too_large(self, scope: Scope) -> str:
        """Return what is said of a request that holds more."""
        is_file = self.limit(scope) == MAX_UPLOAD
        return texts.DOCUMENT_TOO_LARGE.format(limit=MAX_UPLOAD // 2**20) if is_file else texts.ERROR_TOO_LARGE


class SecurityMiddleware:
    """Check every request before anything else sees it, and put the headers on every response."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self._app = app
        self._door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refused = self._refuse(scope, headers)
        if refused:
            await _answer(send, *refused)
            return
        cookies = read_cookies(headers.get("cookie", ""))
        if not self._door.visitors.is_in(cookies) and not OPEN_PATHS.fullmatch(scope["path"]):
            if scope["method"] == "GET" and "text/html" in headers.get("accept", ""):
                await _answer(send, HTTPStatus.SEE_OTHER, "", [(b"location", b"/aanmelden")])
            else:
                await _answer(send, HTTPStatus.UNAUTHORIZED, texts.LOGIN_TEXT)
            return
        is_new = scope["path"] in VISITED and self._door.visitors.owner(cookies) is None
        extra = [self._visitor_cookie(scope)] if is_new else []
        if scope["method"] not in ("GET", "HEAD"):
            body = await _read_body(receive, self._door.limit(scope))
            if body is None:
                await _answer(send, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, self._door.too_large(scope))
                return
            receive = _replaying(body, receive)
        # A page is finished here, which cannot be done once it is compressed.
        plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        inner = {**scope, "headers": plain} if scope["path"] == "/" else scope
        await self._app(inner, receive, _finishing(send, self._door.head, extra))

    def _visitor_cookie(self, scope: Scope) -> tuple[bytes, bytes]:
        value = cookie_header(VISITOR_COOKIE, self._door.visitors.new_token(), YEAR_SECONDS, scope["scheme"] == "https")
        return b"set-cookie", value.encode()

    def _refuse(self, scope: Scope, headers: Headers) -> tuple[HTTPStatus, str] | None:
        host = headers.get("host", "")
        if self._door.is_local and re.sub(r":\d+$", "", host) not in LOCAL_HOSTS:
            return HTTPStatus.FORBIDDEN, texts.ERROR_HOST
        path = scope["path"]
        if not (GRADIO_PATHS.fullmatch(path) or OWN_PATHS.fullmatch(path)) or ".." in path:
            return HTTPStatus.NOT_FOUND, texts.ERROR_NOT_FOUND
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != host:
            return HTTPStatus.FORBIDDEN, texts.ERROR_FORBIDDEN
        is_change = scope["method"] not in ("GET", "HEAD")
        if is_change and headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return HTTPStatus.FORBIDDEN, texts.ERROR_FORBIDDEN
        if int(headers.get("content-length") or 0) > self._door.limit(scope):
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE, self._door.too_large(scope)
        return None


async def _read_body(receive: Receive, limit: int) -> bytes | None:
    """Return the whole body, None when it is too large: a length in a header is a promise, not a fact."""
    body = bytearray()
    while True:
        message = await receive()
        body.extend(message.get("body", b""))
        if len(body) > limit:
            return None
        if not message.get("more_body", False):
            return bytes(body)


def _replaying(body: bytes, receive: Receive) -> Receive:
    """Return a `receive` that gives `body` at once and then what still comes in."""
    is_given = False

    async def replaying() -> Message:
        nonlocal is_given
        if is_given:
            return await receive()
        is_given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replaying


def _finishing(send: Send, head: bytes, extra: list[tuple[bytes, bytes]]) -> Send:
    """Return a `send` that holds an HTML page back until it is complete, finishes it, and adds the headers."""
    held: Message | None = None
    body = bytearray()

    async def finishing(message: Message) -> None:
        nonlocal held
        if message["type"] == "http.response.start":
            if Headers(raw=message["headers"]).get("content-type", "").startswith("text/html"):
                held = message
            else:
                await send({**message, "headers": _headers(message["headers"], (), extra)})
        elif held is None:
            await send(message)
        else:
            body.extend(message.get("body", b""))
            if not message.get("more_body", False):
                is_gradio = b"<gradio-app" in body
                page = finish_page(bytes(body), head) if is_gradio else bytes(body)
                hashes = script_hashes(page) if is_gradio else ()
                headers = [(k, v) for k, v in held["headers"] if k.lower() != b"content-length"]
                headers.append((b"content-length", str(len(page)).encode()))
                await send({**held, "headers": _headers(headers, hashes, extra)})
                await send({"type": "http.response.body", "body": page})

    return finishing


def finish_page(page: bytes, head: bytes) -> bytes:
    """Return Gradio's page in Dutch, with our head and without the addresses of others."""
    page = FOREIGN_META.sub(b"", page.replace(b'lang="en"', b'lang="nl"', 1))
    return page.replace(b"<style>", head + b"<style>", 1)


def script_hashes(page: bytes) -> tuple[str, ...]:
    """Return the CSP hash of every inline script of Gradio's page; nothing of a visitor or a document is in there."""
    digests = (hashlib.sha256(match.group(1)).digest() for match in INLINE_SCRIPT.finditer(page))
    return tuple(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def _headers(
    raw: list[tuple[bytes, bytes]], hashes: tuple[str, ...], extra: list[tuple[bytes, bytes]]
) -> list[tuple[bytes, bytes]]:
    kept = [(k, v) for k, v in raw if not k.lower().startswith((b"access-control-", b"server"))]
    policy = POLICY.format(hashes="".join(f" {value}" for value in hashes))
    own = [(b"content-security-policy", policy.encode())]
    own.extend((name.encode(), value.encode()) for name, value in SECURITY_HEADERS.items())
    return [*kept, *own, *extra]


async def _answer(send: Send, status: HTTPStatus, text: str, extra: list[tuple[bytes, bytes]] | None = None) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status.value, "headers": _headers(headers, (), extra or [])})
    await send({"type": "http.response.body", "body": text.encode()})
