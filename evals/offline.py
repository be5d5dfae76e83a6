"""Keep a run off the network: every attempt to connect or to look up a host fails loudly."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn


class NetworkUsedError(OSError):
    """Say that something tried to reach the network during an evaluation."""


@contextmanager
def no_network() -> Iterator[None]:
    """Block Python's sockets inside the `with`; libraries that open sockets in C are not reached by this."""
    methods = {name: getattr(socket.socket, name) for name in ("connect", "connect_ex", "sendto")}
    functions = {name: getattr(socket, name) for name in ("getaddrinfo", "create_connection", "gethostbyname")}
    for name in methods:
        setattr(socket.socket, name, _refuse)
    for name in functions:
        setattr(socket, name, _refuse)
    try:
        yield
    finally:
        for name, method in methods.items():
            setattr(socket.socket, name, method)
        for name, function in functions.items():
            setattr(socket, name, function)


def _refuse(*arguments: Any, **options: Any) -> NoReturn:
    shown = [argument for argument in arguments if not isinstance(argument, socket.socket)]
    raise NetworkUsedError(f"network used during an evaluation: {shown}")
