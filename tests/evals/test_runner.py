import json
import socket
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from evals.metrics.all import PLAIN
from evals.metrics.completeness import okay_points
from evals.offline import NetworkUsedError, no_network
from evals.records import Blame, Case, Outcome, Report
from evals.report_json import report_data
from evals.runner import assign_blame, evaluate, mark_stable, run_cases
from evals.summary import summarise
from rag.adviser import Adviser
from rag.library import Library
from rag.records import Answer, Turn

CaseBuilder = Callable[..., Case]


class Crashing:
    """Raise on every question."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def ask(self, question: str, history: Sequence[Turn] = (), sources: Sequence[str] = ()) -> Answer:
        """Raise."""
        raise RuntimeError("kapot")


@pytest.fixture
def cases(build_case: CaseBuilder) -> list[Case]:
    """Return one case of each thing a case can ask."""
    gold = [{"source": "boonstra", "section": "Mislukking en succes"}]
    return [
        build_case(id="c-1", question="Welk deel van de allianties valt uit elkaar?", gold=gold),
        build_case(
            id="c-2", question="Faalfactoren Bestuurskunde?", kind="list", rows=["a b c"], table="Tabel 2", gold=gold
        ),
        build_case(id="c-3", question="Wat kost een brood?", kind="unanswerable", points=[], refuse=True),
        build_case(
            id="c-4", question="Waarom tien?", kind="false_premise", points=[], correction=[["twaalf"]], gold=gold
        ),
    ]


def test_a_crash_is_kept_and_scores_nothing_on_all_it_was_asked(library: Library, cases: list[Case]) -> None:
    """No measure leaves a crashed case out that it would have counted otherwise."""
    crashed = evaluate(Crashing(library), cases).main.outcomes
    assert [outcome.blame for outcome in crashed] == [Blame.CRASHED] * 4
    assert all(outcome.error == "RuntimeError: kapot" for outcome in crashed)
    asked = {
        "right",
        "score",
        "complete",
        "points",
        "row_recall",
        "row_exact",
        "right_source",
        "right_section",
        "right_table",
    }
    for metric in PLAIN:
        scored = [value for outcome in crashed if (value := metric.value(outcome)) is not None]
        if metric.key in asked | {"rejected", "corrected"}:
            assert scored, metric.key
            assert not any(scored), metric.key


def test_a_measure_applies_by_the_case_and_not_by_how_well_it_went(
    adviser: Adviser, library: Library, cases: list[Case]
) -> None:
    """A system cannot score better by failing on what is hard."""
    by_answer = {
        "citation_valid",
        "citation_recall",
        "citation_precision",
        "faithful",
        "fully_supported",
        "length",
        "cited_words",
    }
    answered, crashed = run_cases(adviser, cases).outcomes, run_cases(Crashing(library), cases).outcomes
    for metric in PLAIN:
        if metric.key not in by_answer:
            first, second = [[metric.value(o) is None for o in run] for run in (answered, crashed)]
            assert first == second, metric.key


def test_a_second_run_gives_the_same_bytes_but_for_times(adviser: Adviser, cases: list[Case]) -> None:
    """A difference between two reports is a difference between two advisers."""

    def measured() -> str:
        report = evaluate(adviser, cases)
        data = report_data(report, [summarise(report.main)], [], {"started": "nu"})
        del data["times"]
        return json.dumps(data, sort_keys=True, allow_nan=False)

    assert measured() == measured()


def test_stability_tells_a_changed_answer(adviser: Adviser, library: Library, cases: list[Case]) -> None:
    """The same adviser is stable; another one is not."""
    run = run_cases(adviser, cases)
    assert all(outcome.stable for outcome in mark_stable(run, adviser).outcomes)
    assert not any(outcome.stable for outcome in mark_stable(run, Crashing(library)).outcomes)


def test_the_network_is_blocked_inside_and_free_again_after() -> None:
    """A run cannot reach out unnoticed."""
    with no_network(), pytest.raises(NetworkUsedError):
        socket.create_connection(("127.0.0.1", 9))
    with no_network(), pytest.raises(NetworkUsedError), socket.socket() as own:
        own.connect(("127.0.0.1", 9))
    assert socket.getaddrinfo("127.0.0.1", 9)


def test_a_chosen_host_stays_within_reach_and_no_other() -> None:
    """A language model of the user's own may be asked; nothing else."""
    with socket.create_server(("127.0.0.1", 0)) as server, no_network(["localhost", "127.0.0.1"]):
        port = server.getsockname()[1]
        with socket.create_connection(("localhost", port), timeout=5) as own:
            assert own.getpeername()[1] == port
        with pytest.raises(NetworkUsedError):
            socket.create_connection(("192.0.2.1", port), timeout=1)


def blame_of(outcome: Outcome, library: Library) -> Blame | None:
    """Return the blame of one outcome."""
    return assign_blame(Report((replace_run(outcome),)).main, library).outcomes[0].blame


def replace_run(outcome: Outcome):  # type: ignore[no-untyped-def]
    """Return a run of one outcome."""
    from evals.records import Run

    return Run("x", (outcome,))


def test_blame_names_the_first_thing_that_went_wrong(library: Library, build_case: CaseBuilder) -> None:
    """Not in the index, not found, refused, unused, misstated, wrongly cited: each from its own signs."""
    gold = [{"source": "boonstra", "section": "Mislukking en succes"}]
    case = build_case(points=[["twee derde"]], gold=gold)
    missing = Outcome(case, answered=True, points_found=(False,), places_cited=(False,), ranking=())
    found = replace(missing, ranking=("gold-0",))
    elsewhere = build_case(points=[["x"]], gold=[{"source": "boonstra", "section": "Bestaat nergens"}])
    lacking = build_case(points=[["zwemdiploma"]], gold=gold)
    assert blame_of(replace(missing, case=elsewhere), library) is Blame.NOT_IN_INDEX
    assert blame_of(replace(missing, case=lacking), library) is Blame.NOT_IN_INDEX
    assert blame_of(missing, library) is Blame.NOT_FOUND
    assert blame_of(replace(missing, answered=False), library) is Blame.NOT_FOUND
    assert blame_of(replace(found, answered=False), library) is Blame.WRONGLY_REFUSED
    assert blame_of(found, library) is Blame.UNUSED
    assert blame_of(replace(found, places_cited=(True,)), library) is Blame.MISSTATED
    assert blame_of(replace(found, points_found=(True,)), library) is Blame.WRONG_CITATION


def test_a_correction_that_only_echoes_the_question_does_not_count(build_case: CaseBuilder) -> None:
    """The line that repeats what was searched for proves nothing."""
    from evals.score import says_correction
    from rag.phrases import LOOKED_FOR

    case = build_case(kind="false_premise", points=[], correction=[["twaalf"]])
    echo = LOOKED_FOR.format(terms="waarom, twaalf")

    class Echo:
        answer = f"Dit staat niet in de bibliotheek. {echo}"

    class Real:
        answer = "Het zijn er niet tien maar twaalf. [1]"

    assert not says_correction(case, Echo())  # type: ignore[arg-type]
    assert says_correction(case, Real())  # type: ignore[arg-type]

    class Late:
        answer = "Een zin. Nog een. En nog een. Pas hier staan er twaalf."

    assert not says_correction(case, Late())  # type: ignore[arg-type]


def test_a_point_that_may_be_left_out_is_measured_and_costs_nothing(adviser: Adviser, build_case: CaseBuilder) -> None:
    """Vital and okay facts are kept apart."""
    case = build_case(
        question="Welke faalfactoren noemt Boonstra bij Bestuurskunde?",
        points=[["aanbesteding"]],
        okay_points=[["uitbesteding"], ["zwemdiploma"]],
        gold=[{"source": "boonstra", "section": "Mislukking en succes"}],
    )
    (found,) = run_cases(adviser, [case]).outcomes
    assert found.okay_points_found == (True, False)
    assert okay_points(found) == 0.5
    assert found.right


def test_markers_of_citations_are_no_words_of_an_answer(adviser: Adviser, cases: list[Case]) -> None:
    (outcome,) = run_cases(adviser, cases[:1]).outcomes
    parts = outcome.answer.split()
    assert any(part.startswith("[") for part in parts)
    assert outcome.words == sum(not part.startswith("[") for part in parts)
