"""What every form of the report shows, computed once."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from evals.compare import Comparison
from evals.judge import JudgeReport
from evals.labelled import Agreement
from evals.records import Report
from evals.summary import Summary
from evals.thresholds import Breach


@dataclass(frozen=True)
class Shown:
    """A report with its figures: `summaries` in the order of its runs, `rivals` by name against the adviser."""

    report: Report
    summaries: tuple[Summary, ...]
    rivals: dict[str, Comparison]
    comparisons: tuple[Comparison, ...] = ()
    breaches: tuple[Breach, ...] = ()
    tolerated: Mapping[str, float] = field(default_factory=dict)
    checker: Agreement | None = None
    judge: JudgeReport | None = None

    @property
    def worse(self) -> tuple[Comparison, ...]:
        """Return the measures that are shown to be worse by more than is tolerated."""
        return tuple(
            c
            for c in self.comparisons
            if c.verdict == "worse" and abs(c.after - c.before) > self.tolerated.get(c.key, 0.0)
        )

    @property
    def passed(self) -> bool:
        """Tell whether every bound holds and nothing is shown to be worse by more than is tolerated."""
        return not self.breaches and not self.worse
