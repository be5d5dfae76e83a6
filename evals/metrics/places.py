"""Right source, right section, right table."""

from evals.metrics.base import Metric, share
from evals.records import Outcome


def _asks(outcome: Outcome) -> bool:
    return bool(outcome.case.gold) and outcome.case.answerable


def right_source(outcome: Outcome) -> float | None:
    """Return 1 when a source where the answer stands is cited."""
    return float(outcome.source_cited) if _asks(outcome) else None


def right_section(outcome: Outcome) -> float | None:
    """Return 1 when any section where the answer stands is cited."""
    return float(any(outcome.places_cited)) if _asks(outcome) else None


def section_recall(outcome: Outcome) -> float | None:
    """Return the share of the sections named in the case that are cited."""
    return share(outcome.places_cited) if _asks(outcome) else None


def section_precision(outcome: Outcome) -> float | None:
    """Return the share of citations that point to such a section; 0 without citations."""
    return (share([c.on_gold for c in outcome.citations]) or 0.0) if _asks(outcome) else None


def right_table(outcome: Outcome) -> float | None:
    """Return 1 when the numbered table or figure of the case is cited as such."""
    if not _asks(outcome) or not outcome.case.rows or not outcome.wants_table:
        return None
    return float(outcome.table_cited)


METRICS = (
    Metric("right_source", right_source, binary=True),
    Metric("right_section", right_section, binary=True),
    Metric("section_recall", section_recall),
    Metric("section_precision", section_precision),
    Metric("right_table", right_table, binary=True),
)
