"""Write figures the Dutch way."""

from evals.statistics import Estimate

SMALLEST_P = 0.001


def number(value: float | None, key: str = "") -> str:
    """Return a value as Dutch text: a share as a percentage, a score with its sign, a length as a number."""
    if value is None:
        return "-"
    if key in ("length", "cited_words"):
        return f"{value:.0f}"
    if key == "score":
        return f"{value:+.2f}".replace(".", ",").replace("-", "−")
    if key == "p" and value < SMALLEST_P:
        return f"< {SMALLEST_P}".replace(".", ",")
    if key in ("mrr@10", "ndcg@10", "p", "kappa", "auroc"):
        return f"{value:.3f}".replace(".", ",")
    return f"{100 * value:.0f}%"


def interval(estimate: Estimate, key: str) -> str:
    """Return the ends of an interval."""
    return f"{number(estimate.low, key)} – {number(estimate.high, key)}"


def mean(group: dict[str, Estimate], key: str) -> str:
    """Return the mean of a measure in a group; '-' where no case asks for it."""
    return number(group[key].mean if key in group else None, key)


def precise(value: float) -> str:
    """Return a share with one decimal, so that a value just below its bound does not look equal to it."""
    return f"{100 * value:.1f}%".replace(".", ",")
