"""The study companion's commands do what their help says."""

import json
from pathlib import Path

import pytest

from rag.adviser import Adviser
from rag.settings import Settings
from study.records import Kind, Level
from ui.cli import run

FIELDS = ["kind", "question", "options", "correct", "explanation", "citations"]
CITATION = [
    *("n", "source_id", "authors", "year", "title", "section"),
    *("locator", "page", "passage_id", "quote", "origin"),
]


@pytest.fixture
def data(adviser: Adviser, settings: Settings) -> list[str]:
    """Return the option that names a data folder with an index."""
    return ["--data", str(settings.data_dir)]


def test_json_prints_one_item_a_line_in_the_record_promised(
    data: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["oefen", "--json", "--aantal", "6", "--seed", "4", *data]) == 0
    first = capsys.readouterr().out
    rows = [json.loads(line) for line in first.splitlines()]
    assert len(rows) == 6
    for row in rows:
        assert list(row) == FIELDS
        assert row["citations"] and all(list(citation) == CITATION for citation in row["citations"])
    run(["oefen", "--json", "--aantal", "6", "--seed", "4", *data])
    assert capsys.readouterr().out == first


def test_filters_narrow_what_is_asked(data: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    filters = ["--bron", "boonstra", "--discipline", "bestuurskunde", "--niveau", Level.REMEMBER.value]
    assert run(["oefen", "--json", "--aantal", "5", "--seed", "1", *filters, *data]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {row["citations"][0]["source_id"] for row in rows} == {"boonstra"}
    assert {row["kind"] for row in rows} <= {kind.value for kind in Kind}


def test_a_sheet_has_its_answers_behind_its_questions(data: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["oefen", "--blad", "--aantal", "3", "--seed", "1", *data]) == 0
    questions, answers = capsys.readouterr().out.split("ANTWOORDEN")
    assert "[1]" not in questions and "[1]" in answers


@pytest.mark.parametrize(
    ("command", "name", "begins"),
    [
        (["oefen", "--aantal", "3", "--seed", "1"], "quiz.xml", b"<?xml"),
        (["oefen", "--aantal", "3", "--seed", "1"], "quiz.gift", b"$CATEGORY"),
        (["oefen", "--aantal", "3", "--seed", "1"], "quiz.docx", b"PK"),
        (["kaarten", "--bron", "essay"], "kaarten.apkg", b"PK"),
        (["kaarten", "--bron", "essay"], "kaarten.csv", b"\xef\xbb\xbf"),
        (["studiegids", "--bron", "essay"], "gids.md", b"# Studiegids"),
        (["wie-zegt-wat", "macht"], "macht.docx", b"PK"),
        (["lespakket", "--over", "faalfactoren"], "les.docx", b"PK"),
        (["mindmap", "--bron", "essay"], "kaart.svg", b"<svg"),
    ],
)
def test_a_file_is_what_its_name_says(
    command: list[str], name: str, begins: bytes, data: list[str], tmp_path: Path
) -> None:
    path = tmp_path / name
    assert run([*command, "--uit", str(path), *data]) == 0
    assert path.read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["oefen", "--thema", "voetbal"], "Het thema 'voetbal' bestaat niet"),
        (["oefen", "--bron", "niets"], "De bron 'niets' bestaat niet"),
        (["oefen", "--over", "parkeervergunning"], "parkeervergunning"),
        (["oefen", "--uit", "quiz.exe"], "eindigt op .xml"),
        (["kaarten", "--uit", "kaarten.doc"], "eindigt op .apkg"),
        (["mindmap", "--bron", "essay", "--uit", "/bestaat/niet/kaart.svg"], "kan niet worden geschreven"),
    ],
)
def test_a_mistake_is_explained_in_dutch(
    command: list[str], said: str, data: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*command, *data]) == 1
    error = capsys.readouterr().err
    assert said in error and "Traceback" not in error


def test_a_quiz_is_asked_and_scored_in_a_terminal(
    data: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = iter(["z", "a", "", "q"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda prompt="": next(typed))
    assert run(["oefen", "--aantal", "5", "--seed", "2", "--soort", "meerkeuze", *data]) == 0
    out = capsys.readouterr().out
    assert "Kies een van de letters" in out and "van de 2 goed" in out


def test_cards_are_learnt_in_a_terminal(
    data: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    typed = iter(["", "9", "3", "q"])
    monkeypatch.setattr("builtins.input", lambda prompt="": next(typed))
    assert run(["kaarten", "--bron", "essay", "--leerling", tmp_path.name, *data]) == 0
    out = capsys.readouterr().out
    assert "Kies 1, 2, 3 of 4." in out and "Deze kaart komt terug op" in out
