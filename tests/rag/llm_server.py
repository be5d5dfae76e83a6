"""A scripted model server over real HTTP: speaks as OpenAI-compatible servers and Ollama do, and fails as they do."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Reply:
    """One answer of the server: words with pauses, an error status, raw bytes, or a line that is cut."""

    text: str = ""
    status: int = 200
    wait: float = 0.0  # before anything is sent, seconds
    pause: float = 0.0  # between pieces, seconds
    cut_after: int | None = None  # pieces after which the connection is cut
    raw: bytes | None = None  # sent instead of the text


Script = Callable[[dict[str, Any]], Reply]


@dataclass
class ModelServer:
    """A running scripted server; `asked` holds the bodies it got, `hung_up` how often the caller left before the end."""

    script: Script
    asked: list[dict[str, Any]] = field(default_factory=list)
    hung_up: int = 0
    port: int = 0

    @property
    def openai(self) -> str:
        return f"openai:nep@http://127.0.0.1:{self.port}/v1"

    @property
    def ollama(self) -> str:
        return f"ollama:nep@http://127.0.0.1:{self.port}"

    def prompt(self, number: int = -1) -> str:
        return "\n".join(message["content"] for message in self.asked[number]["messages"])


@contextmanager
def model_server(script: Script | Reply) -> Iterator[ModelServer]:
    """Serve `script` on a free port."""
    served = ModelServer(script if callable(script) else lambda body: script)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # noqa: N802
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            served.asked.append(body)
            try:
                _send(self, served.script(body), is_ollama=self.path.startswith("/api/"))
            except (BrokenPipeError, ConnectionResetError):
                served.hung_up += 1
            self.close_connection = True

        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    served.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()


def _send(handler: BaseHTTPRequestHandler, reply: Reply, is_ollama: bool) -> None:
    time.sleep(reply.wait)
    handler.send_response(reply.status)
    if reply.status != 200:
        body = json.dumps({"error": {"message": reply.text}} if not is_ollama else {"error": reply.text}).encode()
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)
        return
    handler.send_header("Content-Type", "application/x-ndjson" if is_ollama else "text/event-stream")
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    if reply.raw is not None:
        _chunk(handler, reply.raw)
        _chunk(handler, b"")
        return
    pieces = [piece + " " for piece in reply.text.split(" ")]
    for number, piece in enumerate(pieces):
        if reply.cut_after == number:
            handler.connection.close()
            return
        _chunk(handler, _ollama_line(piece, False) if is_ollama else _openai_event(piece))
        time.sleep(reply.pause)
    _chunk(handler, _ollama_line("", True) if is_ollama else _openai_event(None) + b"data: [DONE]\n\n")
    _chunk(handler, b"")


def _chunk(handler: BaseHTTPRequestHandler, data: bytes) -> None:
    handler.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
    handler.wfile.flush()


def _openai_event(piece: str | None) -> bytes:
    choice = {
        "index": 0,
        "delta": {"content": piece} if piece is not None else {},
        "finish_reason": None if piece is not None else "stop",
    }
    event = {"id": "x", "object": "chat.completion.chunk", "created": 1, "model": "nep", "choices": [choice]}
    return f"data: {json.dumps(event)}\n\n".encode()


def _ollama_line(piece: str, done: bool) -> bytes:
    row = {
        "model": "nep",
        "created_at": "2026-01-01T00:00:00Z",
        "message": {"role": "assistant", "content": piece},
        "done": done,
    }
    return (json.dumps(row) + "\n").encode()
