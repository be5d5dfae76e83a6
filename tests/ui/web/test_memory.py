"""What stays as long as the server does is left out of collections, and only while something holds it."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from ui.web.memory import settle


class Held:
    """Hold itself, as an index that was replaced does through its parts: only a collection can free it."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture(autouse=True)
def collected_again() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_what_is_held_is_left_out_of_collections() -> None:
    held = Held()
    settle()
    assert not any(found is held for found in gc.get_objects())
    assert gc.get_freeze_count() > 0


def test_what_is_no_longer_held_goes_when_memory_is_settled_again() -> None:
    held = Held()
    watched = weakref.ref(held)
    settle()
    del held
    gc.collect()
    assert watched() is not None, "a collection leaves it out"
    settle()
    assert watched() is None
