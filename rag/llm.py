"""A language model as this product sees it: something that, given messages, writes text piece by piece."""

import ipaddress
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from rag.errors import UsageError
from rag.settings import ModelSettings

OLLAMA_ADDRESS = "http://127.0.0.1:11434"
KEY_VARIABLE = "ALLIANTIEWIJZER_MODEL_SLEUTEL"
FORMS = "ollama:NAAM@ADRES, openai:NAAM@ADRES, gguf:PAD"
# An answer of 250 words takes some 500 tokens in Dutch; more is a model that does not stop.
MAX_TOKENS = 700


@dataclass(frozen=True)
class Message:
    """One message to a model; `role` is 'system' or 'user'."""

    role: str
    content: str


class ChatModel(Protocol):
    """Anything that writes."""

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """Yield the pieces of an answer as they come; raises ModelError when it fails.

        Closing the iterator ends the connection, and with it the model's work.
        """
        ...


class ModelKind(StrEnum):
    """Say how a model is reached."""

    OLLAMA = "ollama"
    OPENAI = "openai"
    GGUF = "gguf"


@dataclass(frozen=True)
class ModelChoice:
    """A model and where it answers; `address` is a path for a GGUF file."""

    kind: ModelKind
    name: str
    address: str

    @property
    def host(self) -> str:
        """Return host:port of the address, 'host' without a port, '' for a file."""
        return urlsplit(self.address).netloc if self.kind is not ModelKind.GGUF else ""

    @property
    def is_local(self) -> bool:
        """Tell whether the model runs on this machine, so that no question leaves it."""
        return self.kind is ModelKind.GGUF or is_loopback(urlsplit(self.address).hostname or "")


def is_loopback(host: str) -> bool:
    """Tell whether a host name is this machine whatever a name server says."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def parse_choice(settings: ModelSettings) -> ModelChoice:
    """Return the model that settings name.

    Raises UsageError `model_choice` for another form, `model_file` for a GGUF file that is not there, `model_remote`
    when the address is outside this machine and not the one named in `settings.remote`, `model_seconds` for no time.
    """
    if not settings.seconds > 0:
        raise UsageError("model_seconds", found=settings.seconds)
    kind, colon, rest = settings.choice.partition(":")
    if not colon or kind not in tuple(ModelKind) or not rest:
        raise UsageError("model_choice", found=settings.choice, forms=FORMS)
    if kind == ModelKind.GGUF:
        path = Path(rest).expanduser().resolve()  # the process that reads it works in another folder
        if not path.is_file():
            raise UsageError("model_file", file=path)
        return ModelChoice(ModelKind.GGUF, path.stem, str(path))
    name, at, address = rest.rpartition("@")
    if not at and kind == ModelKind.OLLAMA:
        name, address = rest, OLLAMA_ADDRESS
    parts = _split(address)
    if not name or parts is None or parts[0] not in ("http", "https") or not parts[1] or "@" in parts[1]:
        raise UsageError("model_choice", found=settings.choice, forms=FORMS)
    choice = ModelChoice(ModelKind(kind), name, address.rstrip("/"))
    if not choice.is_local and settings.remote not in (choice.host, urlsplit(address).hostname):
        raise UsageError("model_remote", host=choice.host, given=settings.remote or "-")
    return choice


def _split(address: str) -> tuple[str, str] | None:
    """Return scheme and host of an address, None when it is none."""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return None
    return parts.scheme, parts.netloc if parts.hostname else ""


def load_chat_model(choice: ModelChoice, seconds: float) -> ChatModel:
    """Return the model behind `choice`; nothing is sent yet. `seconds` is the longest silence on the line.

    Raises UsageError `model_extra` when the packages for its kind are not installed.
    """
    try:
        if choice.kind is ModelKind.OLLAMA:
            from rag.llm_ollama import load_ollama

            return load_ollama(choice, seconds)
        if choice.kind is ModelKind.OPENAI:
            from rag.llm_openai import load_openai

            return load_openai(choice, seconds, os.environ.get(KEY_VARIABLE))
        from rag.llm_gguf import load_gguf

        return load_gguf(choice, seconds)
    except ImportError as error:
        raise UsageError("model_extra", kind=choice.kind.value, missing=error.name or str(error)) from None
