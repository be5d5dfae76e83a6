"""Rules of the signals of pointers: what a question and a pointer share, and how the pointers near stand together."""

import numpy as np
import pytest

from rag.adviser import Adviser
from rag.embedding import Embedder
from rag.library import Library
from rag.pointer_signals import (
    OWN_SIGNALS,
    ROOM,
    SIGNALS,
    Wording,
    led_places,
    measure_pointers,
    pointer_wording,
    read_wording,
)
from rag.pointers import nearest_pointers
from rag.query import Query
from rag.understand import understand
from rag.vocabulary import make_vocabulary

QUESTION = "Hoeveel procent van de allianties mislukt volgens De Man en Duysters?"


@pytest.fixture(scope="module")
def asked(library: Library, embedder: Embedder) -> tuple[Query, "np.typing.NDArray[np.float32]"]:
    query = understand(QUESTION, (), (), library, make_vocabulary(library))
    return query, embedder.embed_asked([query.focus]).tuned[0]


def column(rows: "np.typing.NDArray[np.float64]", name: str) -> "np.typing.NDArray[np.float64]":
    """Return one signal of every pointer."""
    return rows[:, SIGNALS.index(name)]


def test_every_pointer_near_gets_all_signals_and_what_it_differs_from_the_mean(
    library: Library, asked: tuple[Query, "np.typing.NDArray[np.float32]"]
) -> None:
    query, tuned = asked
    nearest = nearest_pointers(tuned, library)
    rows = measure_pointers(nearest, query, {}, tuned, library)
    assert rows.shape == (len(nearest), len(SIGNALS))
    own = len(OWN_SIGNALS)
    assert rows[:, own:] == pytest.approx(rows[:, :own] - rows[:, :own].mean(axis=0))
    assert column(rows, "behind").min() == 0.0
    assert (column(rows, "share") <= 1.0).all()
    assert column(rows, "words").max() > 0


def test_without_pointers_there_are_no_rows(
    library: Library, asked: tuple[Query, "np.typing.NDArray[np.float32]"]
) -> None:
    query, tuned = asked
    assert measure_pointers({}, query, {}, tuned, library).shape == (0, len(SIGNALS))


def test_a_question_without_answer_votes_for_no_place(
    library: Library, asked: tuple[Query, "np.typing.NDArray[np.float32]"]
) -> None:
    query, tuned = asked
    gap = int(np.flatnonzero(library.pointer_is_gap)[0])
    rows = measure_pointers({gap: 1.0}, query, {}, tuned, library)
    assert column(rows, "share")[0] == 0.0
    assert column(rows, "kin")[0] == 0


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Waarvan hangt dat af?", "waar"),
        ("Welk netwerk past?", "welke"),
        ("Waarom mislukt het?", "waarom"),
        ("Noem de fasen.", ""),
        ("En hoeveel dan?", "hoeveel"),
    ],
)
def test_the_question_word_is_read_whatever_its_form(text: str, word: str) -> None:
    assert read_wording(text).question_word == word


def test_names_are_words_with_a_capital_that_do_not_open_the_question() -> None:
    wording = read_wording("Wat vindt Akkermans in 2007?")
    assert wording == Wording(wording.stems, "wat", frozenset({"akkermans"}), frozenset({"2007"}))


def test_what_a_pointer_says_is_counted_as_far_as_it_fits_a_short_answer(library: Library) -> None:
    for number in range(0, len(library.pointers), 97):
        led = led_places(number, library)
        lengths = [len(library.entries[entry].text.split()) for entry in led.entries]
        assert 1 <= led.texts <= len(led.entries)
        assert led.texts == 1 or sum(lengths[: led.texts]) <= ROOM


def test_a_pointer_is_read_once(adviser: Adviser) -> None:
    assert pointer_wording(3, adviser.library) is pointer_wording(3, adviser.library)
