"""What the wording of a claim alone gives away: found where it is there, on claims of other groups only."""

import numpy as np

from evals.checker_report import auroc
from evals.entail_prior import claim_priors

RANDOM = np.random.default_rng(3)
TRUTH = np.arange(2000) % 2 == 0
GROUPS = [f"t{number // 10}" for number in range(2000)]
WEIGHTS = np.ones(2000)


def test_a_manner_of_wording_is_found_and_claims_without_one_get_no_prior() -> None:
    noise = RANDOM.normal(size=(2000, 8))
    plain = claim_priors(noise, TRUTH, WEIGHTS, GROUPS)
    told = noise.copy()
    told[:, 0] += TRUTH
    found = claim_priors(told, TRUTH, WEIGHTS, GROUPS)
    assert abs(auroc(plain, TRUTH) - 0.5) < 0.05
    assert auroc(found, TRUTH) > 0.7


def test_a_claim_is_not_judged_by_claims_of_its_own_group() -> None:
    """A feature that marks one group only says nothing, though it is there for the whole group."""
    marks = np.zeros((2000, 200))
    marks[np.arange(2000), np.arange(2000) // 10] = TRUTH
    found = claim_priors(marks, TRUTH, WEIGHTS, GROUPS)
    pairs = found.reshape(-1, 2)  # a true and a false claim of one group
    assert np.allclose(pairs[:, 0], pairs[:, 1])
