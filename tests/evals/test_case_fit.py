"""Rules of what the weights of the cases learn from: the case that says all, and no situation that is held out."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from evals.case_fit import Told, case_texts, first_whole, fit_weights, measure_told
from evals.cases import read_cases
from evals.growing import Bench
from evals.records import Kind
from rag.case_signals import SIGNALS
from rag.embedding import Embedder
from rag.library import Library

CASES = Path(__file__).resolve().parents[2] / "evals" / "cases"


def test_a_case_is_right_when_it_says_all_points(library: Library, embedder: Embedder) -> None:
    bench, texts = Bench(library, embedder), case_texts(library)
    case = next(c for c in read_cases([CASES / "keur.jsonl"]) if c.kind is Kind.SITUATION)
    told = measure_told(case, "keur", texts, bench)
    assert told.rows.shape == (len(library.chosen.cases), len(SIGNALS))
    assert told.whole.any() and not told.whole.all()
    more = replace(case, points=(*case.points, ("iets wat nergens staat",)))
    assert not measure_told(more, "keur", texts, bench).whole.any()


def test_weights_put_the_case_first_that_says_all() -> None:
    random = np.random.default_rng(5)
    told = []
    for _ in range(60):
        rows = random.normal(size=(20, len(SIGNALS))) * (1.0, 1.0, 0.1, 1.0, 1.0)
        told.append(Told("x", rows, random.normal(size=20), np.arange(20) == rows[:, 2].argmax()))
    weights = fit_weights(told)
    assert np.abs(weights).argmax() == 2
    assert first_whole(told, [one.rows @ weights for one in told], 1) >= 0.95
    assert first_whole(told, [one.nearness for one in told], 1) < 0.3
    assert first_whole(told, [one.nearness for one in told], 20) == 1.0
