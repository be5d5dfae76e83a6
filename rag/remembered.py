"""Remember what follows from a library for as long as that library is in use, and no longer."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from rag.library import Library

# Per function and library; what is asked of texts would otherwise grow for as long as a server runs.
MOST_REMEMBERED = 32768

P = ParamSpec("P")
R = TypeVar("R")


def once_per_library(function: Callable[P, R]) -> Callable[P, R]:
    """Remember the answers of `function(..., library)` in the library itself.

    `functools.lru_cache` keeps every library it saw: 140 MB for each document that was added while a server ran.
    All arguments are given by place and the library comes last.
    """

    @wraps(function)
    def remembered(*args: P.args, **kwargs: P.kwargs) -> R:
        *rest, library = args
        if kwargs or not isinstance(library, Library):
            raise TypeError(f"{function.__name__} wants its arguments by place, the library last")
        answers = _answers(library, function)
        key = tuple(rest)
        try:
            return answers[key]
        except KeyError:  # not `in`: another thread may clear in between
            pass
        if len(answers) >= MOST_REMEMBERED:
            answers.clear()
        return answers.setdefault(key, function(*args, **kwargs))

    return remembered


def _answers(library: Library, function: Callable[P, R]) -> dict[tuple[Any, ...], R]:
    memory: dict[Callable[P, R], dict[tuple[Any, ...], R]] = library.__dict__.setdefault("_remembered", {})
    return memory.setdefault(function, {})
