"""The questions that calibrate the refusals, and what is fitted on them."""

import numpy as np

from evals.calibrate import fit, read_questions
from evals.calibrate_report import auroc
from evals.records import Split


def test_the_questions_are_readable_and_split_in_halves() -> None:
    own = [case for case in read_questions() if case.id.startswith("rf-")]
    for half in Split:
        mine = [case for case in own if case.split is half]
        assert sum(case.refuse for case in mine) >= 60
        assert sum(case.answerable for case in mine) >= 60


def test_a_signal_that_tells_gets_the_weight_and_noise_does_not() -> None:
    random = np.random.default_rng(7)
    labels = np.repeat([0.0, 1.0], 200)
    signals = np.c_[labels + random.normal(0, 0.5, 400), random.normal(0, 1, 400)]
    _, telling, noise = fit(signals, labels)
    assert telling > 1.0
    assert abs(noise) < 0.3


def test_auroc_counts_ties_half() -> None:
    assert auroc(np.array([0.9, 0.5]), np.array([0.1, 0.5])) == 0.875
