"""Run a GGUF file with llama.cpp in a process beside this one, and reach it as any other server.

xllamacpp brings llama.cpp compiled; the server listens on this machine only, on a free port, with a key of one's own.
"""

import importlib.util
import os
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path

from rag.errors import UsageError
from rag.llama_server import KEY_VARIABLE
from rag.llm import ModelChoice, ModelKind
from rag.llm_llamaindex import LlamaIndexChat
from rag.llm_openai import load_openai

PACKAGE = "xllamacpp"
CONTEXT_WINDOW = 4096
ROOT = Path(__file__).resolve().parent.parent
LAST_WORDS = 200


class LlamaServer:
    """A llama.cpp server that lives as long as this object."""

    def __init__(self, path: str, context: int = CONTEXT_WINDOW) -> None:
        """Start it and wait until the model is loaded; raises UsageError `model_file_broken` when that fails."""
        self.key = secrets.token_urlsafe(24)
        self._errors = tempfile.TemporaryFile("w+", errors="replace")  # noqa: SIM115 - as long as the process
        self._process = subprocess.Popen(
            [sys.executable, "-m", "rag.llama_server", path, str(context)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            cwd=ROOT,
            env={**os.environ, KEY_VARIABLE: self.key},
            text=True,
            errors="replace",
        )
        assert self._process.stdout
        self.address = self._process.stdout.readline().strip()
        if not self.address.startswith("http://127.0.0.1:"):
            reason = self._last_words()
            raise UsageError("model_file_broken", file=path, reason=reason)

    def _last_words(self) -> str:
        self.close()
        self._errors.seek(0)
        lines = [line.strip() for line in self._errors if line.strip()]
        return lines[-1][:LAST_WORDS] if lines else f"status {self._process.returncode}"

    def close(self) -> None:
        """Stop the server."""
        if self._process.stdin:
            self._process.stdin.close()
        self._process.wait(timeout=10)

    def __del__(self) -> None:
        process = getattr(self, "_process", None)
        if process and process.stdin and not process.stdin.closed:
            process.stdin.close()


def load_gguf(choice: ModelChoice, seconds: float) -> LlamaIndexChat:
    """Return the model in a GGUF file, loaded; raises UsageError `model_file_broken` when llama.cpp cannot read it."""
    if importlib.util.find_spec(PACKAGE) is None:
        raise ImportError(name=PACKAGE)
    server = LlamaServer(choice.address)
    served = ModelChoice(ModelKind.OPENAI, choice.name, f"{server.address}/v1")
    return load_openai(served, seconds, server.key).keeping(server)
