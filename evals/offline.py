"""Keep a run off the network: every attempt to connect or to look up a host fails loudly."""

import socket
from collections.abc import Callable, Iterator, Sequence, Set
from contextlib import contextmanager
from typing import Any


class NetworkUsedError(OSError):
    """Say that something tried to reach the network during an evaluation."""


@contextmanager
def no_network(allowed: Sequence[str] = ()) -> Iterator[None]:
    """Block Python's sockets inside the `with`; libraries that open sockets in C are not reached by this.

    `allowed` are hosts that stay within reach: that of a language model the user chose, and nothing else.
    """
    methods = {name: getattr(socket.socket, name) for name in ("connect", "connect_ex", "sendto")}
    functions = {name: getattr(socket, name) for name in ("getaddrinfo", "create_connection", "gethostbyname")}
    within_reach = frozenset(allowed) | {info[4][0] for host in allowed for info in socket.getaddrinfo(host, None)}
    for name, method in methods.items():
        setattr(socket.socket, name, _guard(method, within_reach))
    for name, function in functions.items():
        setattr(socket, name, _guard(function, within_reach))
    try:
        yield
    finally:
        for name, method in methods.items():
            setattr(socket.socket, name, method)
        for name, function in functions.items():
            setattr(socket, name, function)


def _guard(call: Callable[..., Any], allowed: Set[object]) -> Callable[..., Any]:
    """Return `call` for allowed hosts and a loud failure for all others."""

    def guarded(*arguments: Any, **options: Any) -> Any:
        shown = [argument for argument in arguments if not isinstance(argument, socket.socket)]
        named = {part for argument in shown for part in (argument if isinstance(argument, tuple) else (argument,))}
        if named & allowed:
            return call(*arguments, **options)
        raise NetworkUsedError(f"network used during an evaluation: {shown}")

    return guarded
