"""Rules of the signals of what an answer to a situation may say."""

import numpy as np
import pytest

from rag.advice_options import Option
from rag.adviser import Adviser
from rag.boosted import load_boosted
from rag.compose_advice import TREES, find_options
from rag.embedding import Embedder
from rag.library import Library
from rag.option_signals import LED_SIGNALS, NO_CASE, SIGNALS, measure_options
from rag.query import Query
from rag.retrieve import Found, retrieve
from rag.situations import Fit, fit_situation
from rag.understand import understand
from rag.vocabulary import make_vocabulary

STORY = (
    "Twee van onze vijf partners praten buiten de vergadering om met de gemeente, en wij horen alles als laatste. "
    "Niemand zegt er iets van. Hoe krijg ik dit op tafel?"
)


@pytest.fixture(scope="module")
def situation(library: Library, embedder: Embedder) -> tuple[list[Option], Fit, Query, Found]:
    query = understand(STORY, (), (), library, make_vocabulary(library))
    found = retrieve(query, embedder.embed_asked([query.focus]), library)
    fit = fit_situation(query, found, library)
    return find_options(fit, library), fit, query, found


def column(rows: "np.typing.NDArray[np.float64]", name: str) -> "np.typing.NDArray[np.float64]":
    """Return one signal of every option."""
    return rows[:, SIGNALS.index(name)]


def test_every_option_gets_all_signals_and_how_far_it_is_behind_the_best(
    library: Library, situation: tuple[list[Option], Fit, Query, Found]
) -> None:
    options, fit, query, found = situation
    rows = measure_options(options, fit, query, found, library)
    assert rows.shape == (len(options), len(SIGNALS))
    assert np.isfinite(rows).all()
    for name in LED_SIGNALS:
        assert column(rows, f"{name}_behind").max() == pytest.approx(0.0)
    assert sorted(column(rows, "rank")) == list(range(len(options)))
    assert column(rows, "words").tolist() == [option.length for option in options]


def test_what_a_near_case_chose_is_told_from_what_none_did(
    library: Library, situation: tuple[list[Option], Fit, Query, Found]
) -> None:
    options, fit, query, found = situation
    rows = measure_options(options, fit, query, found, library)
    chosen = set(library.entries_at(fit.cases[0].case.first))
    of_first = [number for number, option in enumerate(options) if option.entry in chosen]
    assert of_first
    assert (column(rows, "case_rank")[of_first] == 0.0).all() and (column(rows, "case_role")[of_first] == 1.0).all()
    assert (column(rows, "case_rank") == NO_CASE[0]).any()


def test_without_options_there_are_no_rows(library: Library, situation: tuple[list[Option], Fit, Query, Found]) -> None:
    _, fit, query, found = situation
    assert measure_options([], fit, query, found, library).shape == (0, len(SIGNALS))


def test_the_trees_that_ship_read_these_signals() -> None:
    assert load_boosted(TREES).names == SIGNALS


def test_advice_stays_within_its_words_and_says_nothing_twice(adviser: Adviser) -> None:
    answer = adviser.ask(STORY)
    texts = [sentence.text for sentence in answer.sentences if sentence.citations]
    assert len(texts) == len(set(texts))
    assert len(answer.answer.split()) <= 350
