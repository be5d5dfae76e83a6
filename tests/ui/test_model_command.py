"""A language model from the command line: asking with it, and putting it to the test."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from rag.adviser import Adviser
from rag.settings import Settings
from tests.rag.llm_server import Reply, model_server
from ui.cli import run

QUESTION = "Hoe groot is het deel van de allianties dat mislukt?"
BLOCK = re.compile(r"id: (\S+)\nauteur: .*\nsectie: .*\n(.*)")


def copy(body: dict[str, Any]) -> Reply:
    """Write the first two sentences of every passage, with its id: a dull but honest model."""
    blocks = BLOCK.findall(body["messages"][-1]["content"])
    said = [
        f"{sentence.rstrip('.')}. [{name}]"
        for name, text in blocks
        if text[:1].isupper()
        for sentence in text.split(". ")[:2]
    ]
    return Reply(" ".join(said) or "Goede afspraken helpen omdat iedereen dan weet wat hij aan de ander heeft.")


def invent(body: dict[str, Any]) -> Reply:
    """Write what no passage says."""
    return Reply("Alle paarden in de alliantie eten graag wortels. Dat is al eeuwen zo bij gewone mensen in het land.")


def test_an_answer_by_a_model_names_it_in_the_record(
    adviser: Adviser, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    with model_server(copy) as server:
        assert run(["vraag", QUESTION, "--json", "--model", server.openai, "--data", str(settings.data_dir)]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["engine"]["llm"] == "nep"
    assert record["model"]["outcome"] == "used"
    assert all(sentence["citations"] and sentence["support"] != "unsupported" for sentence in record["sentences"])
    passages = adviser.library.passage_by_id
    assert all(citation["quote"] in passages[citation["passage_id"]].text for citation in record["citations"])


def test_without_a_model_the_record_has_no_word_about_one(
    adviser: Adviser, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["vraag", QUESTION, "--json", "--data", str(settings.data_dir)]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["engine"]["llm"] is None and "model" not in record


def test_the_reader_is_told_why_a_models_answer_is_not_shown(
    adviser: Adviser, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    with model_server(invent) as server:
        assert run(["vraag", QUESTION, "--model", server.ollama, "--data", str(settings.data_dir)]) == 0
    text = capsys.readouterr().out
    assert "paarden" not in text
    assert "Te weinig van wat taalmodel nep schreef" in text


def test_sentences_without_a_source_are_marked_when_shown(
    adviser: Adviser, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    def both(body: dict[str, Any]) -> Reply:
        return Reply(copy(body).text + " De zon schijnt vaker in de zomer dan in de winter.")

    options = ["--modelcontrole", "toon", "--data", str(settings.data_dir)]
    with model_server(both) as server:
        assert run(["vraag", QUESTION, "--model", server.openai, *options]) == 0
        shown = capsys.readouterr().out
        assert run(["vraag", QUESTION, "--model", server.openai, "--data", str(settings.data_dir)]) == 0
        strict = capsys.readouterr().out
    assert "dan in de winter. [niet onderbouwd]" in shown
    assert "winter" not in strict


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--model", "gemma3"], "is niet te lezen"),
        (["--model", "openai:x@https://api.example.com/v1"], "--model-extern api.example.com"),
        (["--model", "gguf:/bestaat/niet.gguf"], "bestaat niet"),
        (["--model", "ollama:x", "--modeltijd", "0"], "wachttijd"),
    ],
)
def test_a_model_that_cannot_be_used_is_explained_in_dutch(
    adviser: Adviser, settings: Settings, capsys: pytest.CaptureFixture[str], options: list[str], message: str
) -> None:
    assert run(["vraag", QUESTION, *options, "--data", str(settings.data_dir)]) == 1
    assert message in capsys.readouterr().err


def test_a_model_from_the_environment_is_used(
    adviser: Adviser, settings: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with model_server(copy) as server:
        monkeypatch.setenv("ALLIANTIEWIJZER_MODEL", server.openai)
        assert run(["vraag", QUESTION, "--json", "--data", str(settings.data_dir)]) == 0
    assert json.loads(capsys.readouterr().out)["engine"]["llm"] == "nep"


def test_model_test_tells_in_dutch_how_a_model_does(
    adviser: Adviser, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    with model_server(copy) as server:
        assert run(["model", "test", "--model", server.openai, "--data", str(settings.data_dir)]) == 0
    text = capsys.readouterr().out
    assert "Antwoordt het?            ja" in text and "Taal                      Nederlands" in text
    assert re.search(r"Toetsvragen +20, waarvan \d+", text)
    assert re.search(r"Antwoord gebruikt +[1-9]\d* van", text) and "Oordeel: " in text


def test_model_test_says_when_an_answer_was_cut(
    adviser: Adviser, settings: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.model_command.CASES", 4)
    with model_server(Reply("Goede afspraken helpen iedereen " * 50, pause=0.1)) as server:
        assert (
            run(["model", "test", "--model", server.openai, "--modeltijd", "1", "--data", str(settings.data_dir)]) == 0
        )
    text = capsys.readouterr().out
    assert "en toen was het nog niet klaar" in text and "te laat" in text and "Oordeel: niet bruikbaar" in text


def test_model_test_says_when_nothing_answers(
    adviser: Adviser, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    with model_server(copy) as server:
        pass
    assert run(["model", "test", "--model", server.openai, "--data", str(settings.data_dir)]) == 1
    text = capsys.readouterr().out
    assert "Antwoordt het?            nee" in text and "niet bereikbaar" in text


def test_an_evaluation_with_a_model_reports_before_and_after(
    adviser: Adviser, settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = {"id": "m-1", "question": QUESTION, "kind": "fact", "split": "dev", "points": [["vertrouwen"]], "gold": [{"source": "boonstra", "section": "Mislukking en succes"}]}  # fmt: skip
    cases = tmp_path / "m.jsonl"
    cases.write_text(json.dumps(case), encoding="utf-8")

    def half(body: dict[str, Any]) -> Reply:
        return Reply(copy(body).text + " Alle paarden eten wortels in de winter.")

    with model_server(half) as server:
        run(["evalueer", "--model", server.openai, "--fast", "--cases", str(cases), "--reports", str(tmp_path / "r"), "--data", str(settings.data_dir)])  # fmt: skip
    text = capsys.readouterr().out
    assert "Taalmodel nep kreeg 1 van de 1 vragen voorgelegd; bij 1 daarvan is zijn antwoord gebruikt" in text
    found = re.search(r"volgen: (\d+,\d)% van de \d+ die het model schreef, 100,0% van wat de lezer", text)
    assert found and float(found.group(1).replace(",", ".")) < 100
    assert "Alliantiewijzer zonder taalmodel" in text
