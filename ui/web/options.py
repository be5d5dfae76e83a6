"""The choices of whoever starts the chat."""

import ipaddress
from dataclasses import dataclass
from pathlib import Path

from rag.errors import UsageError


@dataclass(frozen=True)
class WebOptions:
    """How the chat is served.

    `password_file` holds the password on its first line, for those who keep it off the command line.
    `questions_per_minute` holds for one visitor; `parallel` questions are answered at once, `waiting` may queue.
    """

    host: str = "127.0.0.1"
    port: int = 7860
    history: bool = True
    admin: bool = False
    password: str | None = None
    password_file: Path | None = None
    questions_per_minute: int = 60
    parallel: int = 2
    waiting: int = 20


def is_local(host: str) -> bool:
    """Tell whether `host` can only be reached from this computer."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def choose_password(options: WebOptions) -> str | None:
    """Return the password of the chat, None where it needs none.

    Raises UsageError when the chat can be reached from outside without one, or when its file cannot be read.
    """
    password = options.password
    if password is None and options.password_file:
        try:
            lines = options.password_file.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError("password_unreadable", file=options.password_file, reason=error) from None
        password = lines[0].strip() if lines else ""
    if password == "" or (password is None and not is_local(options.host)):
        raise UsageError("password_required", host=options.host)
    return password
