"""How much of an answer follows from its sources, by the product's checker run anew."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from evals.metrics.base import Metric, share
from evals.records import Outcome
from rag.records import Support

EXACT = frozenset({Support.VERBATIM.value, Support.TABLE.value})
CARRIED = frozenset({Support.VERBATIM.value, Support.TABLE.value, Support.PARAPHRASE.value})


def faithful(outcome: Outcome) -> float | None:
    """Return the share of sentences that follow from their passages word for word, by table or by paraphrase."""
    if not outcome.answered:
        return None
    return share([sentence.support in CARRIED for sentence in outcome.sentences]) or 0.0


def fully_supported(outcome: Outcome) -> float | None:
    """Return 1 when every sentence is carried and every citation valid; None for a refusal, which claims nothing."""
    return float(outcome.supported) if outcome.answered else None


def support_confusion(outcomes: Iterable[Outcome]) -> Counter[tuple[str, str]]:
    """Return how often an answer claims one class of support where we find another: (claimed, found) -> sentences."""
    return Counter((s.claimed, s.support) for outcome in outcomes for s in outcome.sentences)


@dataclass(frozen=True)
class SupportCounts:
    """How many sentences are settled by exact comparison, and of the freely worded ones how many the checker passes."""

    exact: int
    free: int
    passed: int


def count_support(outcomes: Iterable[Outcome]) -> SupportCounts:
    """Return the counts over all sentences; only the free ones depend on the judgement of the checker."""
    found = [sentence.support for outcome in outcomes for sentence in outcome.sentences]
    free = [support for support in found if support not in EXACT]
    return SupportCounts(len(found) - len(free), len(free), sum(s != Support.UNSUPPORTED.value for s in free))


METRICS = (
    Metric("faithful", faithful),
    Metric("fully_supported", fully_supported, binary=True),
)
