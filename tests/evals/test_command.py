import json
from pathlib import Path

import pytest

from evals.cases import read_cases
from evals.command import run
from evals.options import read_options
from evals.revision import read_revision
from evals.suite import pick_fast
from rag.adviser import Adviser
from rag.errors import UsageError
from rag.settings import Settings

DRESSES = ("typo", "bare", "telegram", "polite", "paraphrase", "order")
CASE = {
    "id": "eigen-1",
    "question": "Welke faalfactoren noemt Boonstra bij Bestuurskunde?",
    "kind": "list",
    "split": "dev",
    "points": [["aanbesteding"]],
    "gold": [{"source": "boonstra", "section": "Mislukking en succes"}],
}


@pytest.fixture
def own_cases(tmp_path: Path) -> Path:
    """Return a trainer's own file of one case."""
    path = tmp_path / "eigen.jsonl"
    path.write_text(json.dumps(CASE), encoding="utf-8")
    return path


def arguments(settings: Settings, reports: Path, *more: object) -> list[str]:
    """Return the arguments of a fast run in the test's own folders."""
    return ["--fast", "--data", str(settings.data_dir), "--reports", str(reports), *map(str, more)]


def test_a_trainers_own_file_gives_three_reports_and_status_0(
    adviser: Adviser,
    settings: Settings,
    own_cases: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """JSON, HTML and JUnit, named by date and commit; the table stands in the terminal."""
    monkeypatch.setattr("evals.command.read_thresholds", lambda fast: {})
    assert run(arguments(settings, tmp_path / "r", "--cases", own_cases)) == 0
    written = sorted(path.suffix for path in (tmp_path / "r").iterdir())
    assert written == [".html", ".json", ".xml"]
    assert "lijst" in capsys.readouterr().out


def test_a_case_that_fails_gives_status_1_and_a_worse_one_is_told(
    adviser: Adviser, settings: Settings, own_cases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Below the bounds of thresholds.toml."""
    own_cases.write_text(json.dumps({**CASE, "points": [["zwemdiploma"]]}), encoding="utf-8")
    assert run(arguments(settings, tmp_path / "r", "--cases", own_cases)) == 1
    assert "Onder de grens" in capsys.readouterr().out


def test_validating_a_file_gives_status_0_when_it_is_in_order_and_1_when_not(
    adviser: Adviser, settings: Settings, own_cases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is asked and nothing is written."""
    check = [
        "--data",
        str(settings.data_dir),
        "--reports",
        str(tmp_path / "r"),
        "--validate",
        "--cases",
        str(own_cases),
    ]
    assert run(check) == 0
    assert "Nagekeken: 1. Geen fouten" in capsys.readouterr().out
    own_cases.write_text(json.dumps({**CASE, "points": [["zwemdiploma"]]}), encoding="utf-8")
    assert run(check) == 1
    assert "eigen-1: ‘zwemdiploma’" in capsys.readouterr().out
    assert not (tmp_path / "r").exists()


def test_varied_questions_are_written_as_a_set_of_ones_own(
    adviser: Adviser, settings: Settings, own_cases: Path, tmp_path: Path
) -> None:
    """The perturbations are for everybody: what is written can be asked with --cases."""
    varied = tmp_path / "anders.jsonl"
    assert run(["--data", str(settings.data_dir), "--cases", str(own_cases), "--vary", str(varied)]) == 0
    cases = read_cases([varied])
    assert {case.id for case in cases} == {f"eigen-1-{name}" for name in DRESSES}
    assert all(case.question != CASE["question"] and case.points == (("aanbesteding",),) for case in cases)


def test_a_choice_that_leaves_nothing_is_an_error(adviser: Adviser, settings: Settings, tmp_path: Path) -> None:
    """An empty run would hold every bound."""
    with pytest.raises(UsageError) as caught:
        run(arguments(settings, tmp_path, "--only", "bestaat-niet"))
    assert caught.value.code == "no_cases"


def test_wrong_use_exits_with_2() -> None:
    """As every command."""
    with pytest.raises(SystemExit) as caught:
        read_options(["--split", "train"])
    assert caught.value.code == 2


def test_the_fast_subset_does_not_depend_on_order_or_on_other_kinds(build_case) -> None:  # type: ignore[no-untyped-def]
    """The same few cases each time, so that fast runs can be compared."""
    facts = [build_case(id=f"f-{n}") for n in range(30)]
    lists = [build_case(id=f"l-{n}", kind="list", rows=["a"]) for n in range(3)]
    chosen = {case.id for case in pick_fast(facts)}
    assert {case.id for case in pick_fast([*lists, *reversed(facts)])} == chosen | {"l-0", "l-1", "l-2"}
    assert len(chosen) < len(facts)


def test_the_commit_is_read_from_the_files_of_the_repository(tmp_path: Path) -> None:
    """Loose, packed, detached and absent."""
    assert read_revision(tmp_path) == "los"
    git = tmp_path / ".git"
    (git / "refs" / "heads").mkdir(parents=True)
    (git / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    (git / "packed-refs").write_text(f"# pack\n{'b' * 40} refs/heads/main\n", encoding="utf-8")
    assert read_revision(tmp_path) == "b" * 7
    (git / "refs" / "heads" / "main").write_text("a" * 40 + "\n", encoding="utf-8")
    assert read_revision(tmp_path) == "a" * 7
    (git / "HEAD").write_text("c" * 40 + "\n", encoding="utf-8")
    assert read_revision(tmp_path) == "c" * 7
