"""What every form of the report shows, computed once."""

from dataclasses import dataclass

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
    checker: Agreement | None = None
    judge: JudgeReport | None = None

    @property
    def passed(self) -> bool:
        """Tell whether every bound holds and nothing is shown to be worse."""
        return not self.breaches and not any(comparison.verdict == "worse" for comparison in self.comparisons)
