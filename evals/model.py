"""What a language model adds and costs: the same cases without it, and how much of what it wrote held."""

from collections import Counter
from collections.abc import Iterable, Sequence

from evals import texts
from evals.metrics.faithfulness import CARRIED
from evals.records import Run
from rag.adviser import Adviser
from rag.library import Library
from rag.records import Answer, ModelRun, Turn

USED = "used"


class WithoutModel:
    """Ask an adviser without its language model."""

    def __init__(self, adviser: Adviser) -> None:
        self._adviser = adviser

    @property
    def library(self) -> Library:
        """Return the adviser's library."""
        return self._adviser.library

    def ask(self, question: str, history: Sequence[Turn] = (), sources: Sequence[str] = ()) -> Answer:
        """Answer one question without the model."""
        return self._adviser.ask_plainly(question, history, sources)


def model_notes(answers: Iterable[Answer], with_model: Run, without: Run) -> list[str]:
    """Return how often a model was asked and used, and faithfulness before the check, after it and without a model."""
    runs = [answer.trace.model for answer in answers if answer.trace.model]
    asked = [run for run in runs if run.attempts]
    if not asked:
        return [texts.NOTE_MODEL_SILENT.format(total=len(runs))]
    written, supported = sum(run.written for run in asked), sum(run.supported for run in asked)
    return [
        texts.NOTE_MODEL.format(
            name=asked[0].name,
            asked=len(asked),
            total=len(runs),
            used=sum(run.outcome == USED for run in asked),
            others=_outcomes(runs),
        ),
        texts.NOTE_MODEL_FAITHFUL.format(
            before=_percent(supported, written),
            written=written,
            after=_percent(*_carried(with_model)),
            plain=_percent(*_carried(without)),
        ),
    ]


def _outcomes(runs: Sequence[ModelRun]) -> str:
    counts = Counter(run.outcome for run in runs if run.outcome != USED)
    return ", ".join(f"{outcome} {count}" for outcome, count in counts.most_common()) or "-"


def _carried(run: Run) -> tuple[int, int]:
    """Return how many sentences of all answers are carried, and how many there are."""
    supports = [sentence.support for outcome in run.outcomes for sentence in outcome.sentences]
    return sum(support in CARRIED for support in supports), len(supports)


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%".replace(".", ",") if whole else "-"
