"""Rules of what is remembered of a library."""

import gc
import weakref

import pytest

from rag.adviser import Adviser, open_adviser
from rag.library import Library
from rag.remembered import once_per_library
from rag.settings import Settings
from rag.text import vocabulary_of


def test_a_library_that_is_no_longer_used_leaves_memory(adviser: Adviser, settings: Settings) -> None:
    other = open_adviser(settings)
    for question in ("Onze partner houdt informatie achter, wat nu?", "Wat staat er in tabel 3 van Boonstra?"):
        other.ask(question)
    library = weakref.ref(other.library)
    del other
    gc.collect()
    assert library() is None


def test_what_follows_from_a_library_is_worked_out_once(adviser: Adviser) -> None:
    asked: list[str] = []

    @once_per_library
    def told(text: str, library: Library) -> str:
        asked.append(text)
        return f"{text} {library.index_id}"

    library = adviser.library
    assert told("a", library) == told("a", library) == f"a {library.index_id}"
    told("b", library)
    assert asked == ["a", "b"]


def test_a_library_that_does_not_come_last_is_refused() -> None:
    @once_per_library
    def told(text: str) -> str:
        return text

    with pytest.raises(TypeError, match="library last"):
        told("a")


def test_the_same_words_are_one_vocabulary() -> None:
    assert vocabulary_of(["een partner deelt"]) is vocabulary_of(["deelt een", "partner"])
