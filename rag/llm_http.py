"""The HTTP line to a model: straight to the named address, and closed the moment the answer is no longer wanted."""

import threading
from typing import Any

import httpx


class Line:
    """Settings for an `httpx.Client`, and a way to hang up on what the current thread is reading.

    The client libraries above it keep a response open until it is collected as garbage; a model would write on.
    """

    def __init__(self, seconds: float, is_local: bool) -> None:
        self._current = threading.local()
        self.settings: dict[str, Any] = {
            "timeout": seconds,
            "trust_env": not is_local,  # no proxy of the environment for this machine
            "follow_redirects": False,  # a question goes to the address that was named and nowhere else
            "event_hooks": {"response": [self._note]},
        }

    def _note(self, response: httpx.Response) -> None:
        self._current.response = response

    def hang_up(self) -> None:
        """Close the response this thread was reading, if any."""
        response = getattr(self._current, "response", None)
        if response is not None:
            response.close()
            self._current.response = None
