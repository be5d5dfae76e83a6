"""Ask an adviser every case and keep what becomes of each, crashed ones included."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from time import perf_counter
from typing import Protocol

from evals.places import table_number
from evals.records import Case, Outcome, Report, Run
from evals.score import blame, score_case
from rag.library import Library
from rag.records import Answer, Turn

Progress = Callable[[int, int], None]
ADVISER = "adviser"


class Advises(Protocol):
    """Answer questions from a library: the adviser, a bot or a baseline."""

    @property
    def library(self) -> Library:
        """Return the library the citations point into."""
        ...

    def ask(self, question: str, history: Sequence[Turn] = (), sources: Sequence[str] = ()) -> Answer:
        """Answer one question."""
        ...


def evaluate(adviser: Advises, cases: Sequence[Case], progress: Progress | None = None) -> Report:
    """Return a report of `adviser` over `cases`: the function to call from a notebook.

    Nothing is raised for a case that fails: it is an outcome with an `error` and scores 0.
    """
    return Report((assign_blame(run_cases(adviser, cases, progress), adviser.library),))


def run_cases(adviser: Advises, cases: Sequence[Case], progress: Progress | None = None, name: str = ADVISER) -> Run:
    """Return the outcome of every case, in order."""
    outcomes = []
    for number, case in enumerate(cases, 1):
        outcomes.append(run_case(adviser, case))
        if progress:
            progress(number, len(cases))
    return Run(name, tuple(outcomes))


def run_case(adviser: Advises, case: Case) -> Outcome:
    """Return what becomes of one case; whatever goes wrong is kept as an outcome that scores 0."""
    start = perf_counter()
    try:
        answer = adviser.ask(case.question, case.history, case.sources)
        return score_case(case, answer, adviser.library, 1000 * (perf_counter() - start))
    except Exception as error:
        return crashed(case, error, 1000 * (perf_counter() - start))


def assign_blame(run: Run, library: Library) -> Run:
    """Return `run` with, for every case that is not right, where it went wrong."""
    return replace(run, outcomes=tuple(replace(o, blame=blame(o, library)) for o in run.outcomes))


def crashed(case: Case, error: Exception, milliseconds: float) -> Outcome:
    """Return the outcome of a case on which the adviser raised `error`: nothing found, and kept."""
    return Outcome(
        case=case,
        points_found=(False,) * len(case.points),
        okay_points_found=(False,) * len(case.okay_points),
        rows_found=(False,) * len(case.rows),
        places_cited=(False,) * len(case.gold),
        wants_table=table_number(case.table) is not None,
        milliseconds=round(milliseconds, 2),
        error=f"{type(error).__name__}: {error}",
    )


def mark_stable(run: Run, again: Advises, progress: Progress | None = None, step: int = 1) -> Run:
    """Mark every `step`-th case with whether `again` (the same adviser, or another index) answers the same."""
    marked = []
    for number, outcome in enumerate(run.outcomes, 1):
        if (number - 1) % step == 0:
            second = run_case(again, outcome.case)
            outcome = replace(outcome, stable=comparable(second) == comparable(outcome))
        marked.append(outcome)
        if progress:
            progress(number, len(run.outcomes))
    return replace(run, outcomes=tuple(marked))


def comparable(outcome: Outcome) -> Outcome:
    """Return an outcome without what may differ between two equal runs."""
    return replace(outcome, milliseconds=0.0, stable=None, blame=None)
