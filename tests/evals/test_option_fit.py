"""Rules of what the trees of situations learn from: points said in the right source, and no case that is held out."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from evals.cases import read_cases
from evals.growing import Bench
from evals.option_fit import HELD_OUT, Situation, grow_options, measure_situation, points_within
from evals.records import Kind
from rag.embedding import Embedder
from rag.library import Library
from rag.option_signals import SIGNALS

CASES = Path(__file__).resolve().parents[2] / "evals" / "cases"


def test_every_file_that_is_held_out_is_there() -> None:
    assert all((CASES / f"{name}.jsonl").is_file() for name in HELD_OUT)


def test_an_option_is_worth_saying_when_it_says_a_point_in_the_source_of_the_case(
    library: Library, embedder: Embedder
) -> None:
    case = next(c for c in read_cases([CASES / "keur.jsonl"]) if c.kind is Kind.SITUATION)
    own = measure_situation(case, "keur", Bench(library, embedder))
    assert own.rows.shape == (len(own.worth), len(SIGNALS))
    assert own.says.shape == (len(own.worth), len(case.points))
    assert own.worth.any() and not own.worth.all()
    assert not (own.worth & ~own.says.any(axis=1)).any()
    assert not measure_situation(replace(case, gold=()), "keur", Bench(library, embedder)).worth.any()


def test_trees_put_first_what_says_the_points() -> None:
    random = np.random.default_rng(5)
    situations = []
    for number in range(40):
        rows = random.normal(size=(30, len(SIGNALS)))
        worth = rows[:, 3] > 1.0
        situations.append(Situation(str(number), "x", rows, worth, worth[:, None]))
    trees = grow_options(situations)
    with_points = [one for one in situations if one.worth.any()]
    by_trees = np.mean([points_within(one, trees.log_odds(one.rows), 3) for one in with_points])
    by_chance = np.mean([points_within(one, np.zeros(len(one.rows)), 3) for one in with_points])
    assert by_trees == 1.0 > by_chance
