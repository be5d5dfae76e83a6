"""The command line on documents: what it says, and by which status it ends."""

from functools import partial
from pathlib import Path

import pytest

from rag.settings import Settings
from tests.ingest.fake_embedder import WordEmbedder
from ui import documents
from ui.cli import run


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty data folder; the engine is a stand-in and nothing ships."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "sources.toml").touch()
    for module in ("ui.documents", "ui.commands"):
        monkeypatch.setattr(f"{module}.load_embedder", lambda *_: WordEmbedder())
    monkeypatch.setattr("ui.cli.Settings", partial(Settings, corpus_dir=corpus))
    return tmp_path / "data"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "boeken" / "boek.txt"
    path.parent.mkdir()
    path.write_text("# Samen\n\nSamen werken is samen leren.\n", encoding="utf-8")
    return path


def test_indexing_tells_each_file_and_their_count(data: Path, book: Path, capsys: pytest.CaptureFixture[str]):
    bad = book.with_name("leeg.pdf")
    bad.touch()
    status = run(["indexeer", str(book), str(bad), "--data", str(data), "--auteur", "A. Vos", "--jaar", "2020"])
    out = capsys.readouterr().out
    assert status == 1
    assert "boek.txt → vos-2020 (Vos, 2020): 1 passages" in out
    assert "leeg.pdf: er staat geen tekst in." in out
    assert "2 bestanden: 1 gelezen, 0 ongewijzigd, 0 verwijderd, 0 overgeslagen, 1 niet gelezen." in out


def test_documents_are_listed_and_removed(data: Path, book: Path, capsys: pytest.CaptureFixture[str]):
    book.with_name("ander.txt").write_text("Iets anders.", encoding="utf-8")
    assert run(["indexeer", str(book.parent), "--data", str(data)]) == 0
    capsys.readouterr()
    assert run(["bronnen", "--data", str(data)]) == 0
    assert "samen" in capsys.readouterr().out
    assert run(["bronnen", "verwijder", "samen", "--data", str(data)]) == 0
    assert "'samen' is uit de bibliotheek gehaald" in capsys.readouterr().out
    assert run(["bronnen", "verwijder", "samen", "--data", str(data)]) == 1
    assert "geen eigen document 'samen'" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["indexeer", "/er/is/niets"], "bestaat niet"),
        (["bronnen", "verwijder"], "Welk document?"),
    ],
)
def test_mistakes_are_explained(data: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]):
    assert run([*arguments, "--data", str(data)]) in (1, 2)
    assert said in capsys.readouterr().err


def test_one_title_fits_one_file(data: Path, book: Path, capsys: pytest.CaptureFixture[str]):
    book.with_name("ander.txt").write_text("Iets anders.", encoding="utf-8")
    assert run(["indexeer", str(book.parent), "--titel", "Samen", "--data", str(data)]) == 2
    assert "hoort bij één bestand" in capsys.readouterr().err


def test_a_data_folder_that_cannot_be_written_is_said(tmp_path: Path, book: Path, capsys: pytest.CaptureFixture[str]):
    blocked = tmp_path / "bestand"
    blocked.write_text("geen map", encoding="utf-8")
    assert run(["indexeer", str(book), "--data", str(blocked / "data")]) == 1
    assert "kan niet worden geschreven" in capsys.readouterr().err


def test_the_folder_of_originals_is_read_by_itself(data: Path, book: Path, capsys: pytest.CaptureFixture[str]):
    settings = Settings(data, corpus_dir=data.parent / "corpus")
    documents.take_originals(settings, book.parent)
    assert "boek.txt → samen" in capsys.readouterr().out
    documents.take_originals(settings, book.parent / "is-er-niet")
    assert capsys.readouterr().out == ""
