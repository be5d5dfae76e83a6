"""Labelling by hand, and judging old answers anew."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from evals.labelled import agree
from evals.records import Case, Run
from evals.report_json import outcome_data, write_json
from evals.rescore import rescore
from evals.runner import run_cases
from evals.sheet import HEADS, read_sheet, write_sheet
from rag.adviser import Adviser
from rag.errors import UsageError
from rag.library import Library


@pytest.fixture(scope="module")
def run(adviser: Adviser, build_case: Callable[..., Case]) -> Run:
    """Return the answer to one question on a table."""
    return run_cases(adviser, [build_case(id="s-1", question="Welke faalfactoren noemt Boonstra bij Bestuurskunde?")])


def fill(path: Path, *labels: tuple[str, str]) -> None:
    """Write labels of two readers into the first lines of a sheet."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    for row, (first, second) in zip(rows, labels, strict=False):
        row["label"], row["label2"] = first, second
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, HEADS, delimiter=";")
        writer.writeheader()
        writer.writerows(rows)


def test_a_sheet_filled_in_by_two_readers_gives_agreement_and_their_kappa(
    run: Run, library: Library, tmp_path: Path
) -> None:
    """The verdict of the checker is not in the sheet; unlabelled lines are left out."""
    path = tmp_path / "blad.csv"
    assert write_sheet(path, run.outcomes) == len(run.outcomes[0].sentences)
    fill(path, ("ja", "ja"), ("nee", "nee"), ("ja", "nee"))
    items = read_sheet(path, library)
    assert [(item.supported, item.second) for item in items] == [(True, True), (False, False), (True, False)]
    found = agree(items, lambda item: (True, 1.0))
    assert found is not None
    assert found.balanced.mean == 0.5
    assert found.human_kappa == pytest.approx(0.4)


def test_the_same_run_gives_the_same_sheet(run: Run, tmp_path: Path) -> None:
    """Nothing is drawn at random."""
    write_sheet(tmp_path / "a.csv", run.outcomes)
    write_sheet(tmp_path / "b.csv", run.outcomes)
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_a_wrong_label_is_told_with_its_line(run: Run, library: Library, tmp_path: Path) -> None:
    """No traceback for a slip in a spreadsheet."""
    path = tmp_path / "blad.csv"
    write_sheet(path, run.outcomes)
    fill(path, ("ja", ""), ("misschien", ""))
    with pytest.raises(UsageError) as caught:
        read_sheet(path, library)
    assert caught.value.values["where"] == "blad.csv:3"


def test_old_answers_are_judged_anew_and_both_verdicts_kept(run: Run, library: Library, tmp_path: Path) -> None:
    """The checker of today agrees with itself; a verdict changed in the report is seen as changed."""
    path = tmp_path / "verslag.json"
    data = {"cases": [outcome_data(run.outcomes[0])]}
    write_json(path, data)
    assert rescore(path, library).changed == 0
    data = json.loads(path.read_text(encoding="utf-8"))
    data["cases"][0]["sentences"][0]["support"] = "unsupported"
    write_json(path, data)
    found = rescore(path, library)
    assert (found.changed, found.answers, found.then, found.now) == (1, 1, 0, 1)


def test_a_baseline_cannot_be_judged_anew(library: Library, tmp_path: Path) -> None:
    """It keeps figures, no sentences."""
    path = tmp_path / "baseline.json"
    write_json(path, {"format": 1, "cases": [{"id": "a", "metrics": {}}]})
    with pytest.raises(UsageError):
        rescore(path, library)
