"""Builders of cases, answers and outcomes, shared by the tests of the evaluation suite."""

from collections.abc import Callable, Sequence

import pytest

from evals.cases import make_case
from evals.records import Case, Outcome
from evals.runner import Advises
from rag.library import Library
from rag.records import Answer, Turn

CaseBuilder = Callable[..., Case]


@pytest.fixture(scope="session")
def build_case() -> CaseBuilder:
    """Return a function that makes a case, the required fields filled in."""
    required = {"id": "t-1", "question": "Wat?", "kind": "fact", "split": "dev", "points": [["x"]]}
    return lambda **fields: make_case({**required, **fields})


@pytest.fixture
def outcome(build_case: CaseBuilder) -> Outcome:
    """Return an answered outcome with one point found."""
    return Outcome(build_case(), answered=True, points_found=(True,))


class Changed:
    """Give the answers of an adviser, changed."""

    def __init__(self, adviser: Advises, change: Callable[[Answer], Answer]) -> None:
        self._adviser, self._change = adviser, change

    @property
    def library(self) -> Library:
        """Return the adviser's library."""
        return self._adviser.library

    def ask(self, question: str, history: Sequence[Turn] = (), sources: Sequence[str] = ()) -> Answer:
        """Return the changed answer."""
        return self._change(self._adviser.ask(question, history, sources))


@pytest.fixture(scope="session")
def changed() -> type[Changed]:
    """Return the class that changes what an adviser answers."""
    return Changed
