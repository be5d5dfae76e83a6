import pytest

from evals.compare import compare_values
from evals.metrics.all import PLAIN


def values(rights: list[float], key: str = "right") -> dict[str, dict[str, float]]:
    """Return values per case."""
    return {f"c{number}": {key: right} for number, right in enumerate(rights)}


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        ([0.0] * 20 + [1.0] * 20, [1.0] * 40, "better"),
        ([1.0] * 40, [0.0] * 20 + [1.0] * 20, "worse"),
        ([1.0] * 40, [0.0] * 2 + [1.0] * 38, "same"),
        ([1.0] * 40, [1.0] * 40, "same"),
    ],
)
def test_a_verdict_needs_evidence(before: list[float], after: list[float], verdict: str) -> None:
    """Two cases of forty are within noise; twenty are not."""
    clusters = {f"c{number}": str(number) for number in range(40)}
    found = compare_values(values(before), values(after), clusters, PLAIN)
    assert [comparison.verdict for comparison in found] == [verdict]


def test_fewer_false_refusals_are_better() -> None:
    """For some measures less is more."""
    clusters = {f"c{number}": str(number) for number in range(40)}
    before, after = values([1.0] * 20 + [0.0] * 20, "falsely_refused"), values([0.0] * 40, "falsely_refused")
    found = compare_values(before, after, clusters, PLAIN)[0]
    assert found.verdict == "better"
    assert found.error_reduction == 1.0


def test_only_cases_both_runs_have_are_compared() -> None:
    """New cases do not count as gains."""
    clusters = {f"c{number}": str(number) for number in range(6)}
    found = compare_values(values([1.0] * 3), values([1.0] * 3 + [0.0] * 3), clusters, PLAIN)[0]
    assert (found.n, found.after) == (3, 1.0)
