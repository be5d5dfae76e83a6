"""What the user's documents may count on: each file told, unchanged ones free, changes alone, bad ones harmless."""

import contextlib
import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ingest import sandbox
from ingest.build import ensure_index
from ingest.documents import FileStatus, Listener, index_documents, list_documents, remove_document
from ingest.lock import index_lock
from ingest.metadata import Metadata
from rag.errors import DocumentError, UsageError
from rag.library import Library, open_library
from rag.records import Origin
from rag.settings import Settings
from tests.ingest.documents_made import LEFT, make_docx, make_pdf, protected_pdf, zip_bomb
from tests.ingest.fake_embedder import WordEmbedder
from tests.timing import best_round, nothing, seconds_of
from ui.messages import MESSAGES, describe

EMBEDDER = WordEmbedder()
SOURCES = '[[source]]\nid = "proef"\ntitle = "Proef"\nshort = "Proef, z.j."\nkind = "artikel"\nsha256 = "{sha}"\n'
DOSSIER = """---
bron: proef
---

# Proef

## Vertrouwen

Vertrouwen groeit volgens de proef door kleine successen.

```vragen
soort: bevinding
- Hoe krijg je weer geloof in elkaar?
```
"""
ORIGINAL = "VERTROUWEN IN ELKAAR\n\nVertrouwen\n\n# Vertrouwen\n\nKleine successen doen het vertrouwen groeien.\n"


def quiet(step: str, done: int, total: int) -> None:
    """Show no progress."""


LISTENER = Listener(quiet)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    import hashlib

    corpus = tmp_path / "corpus"
    corpus.mkdir()
    sha = hashlib.sha256(ORIGINAL.encode()).hexdigest()
    (corpus / "sources.toml").write_text(SOURCES.format(sha=sha), encoding="utf-8")
    (corpus / "proef.md").write_text(DOSSIER, encoding="utf-8")
    return Settings(data_dir=tmp_path / "data", corpus_dir=corpus)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "boeken"
    made.mkdir()
    (made / "een.txt").write_text("# Netwerken\n\nEen netwerk heeft geen baas.\n", encoding="utf-8")
    (made / "twee.md").write_text(
        "---\ntitel: Contracten\nauteur: P. de Vries\njaar: 2011\n---\n\n## Kort\n\nEen contract bindt.\n",
        encoding="utf-8",
    )
    return made


def run(settings: Settings, *paths: Path, given: Metadata | None = None):
    return index_documents(paths, settings, EMBEDDER, LISTENER, given)


def texts(library: Library) -> set[str]:
    return {passage.text for passage in library.passages}


def test_documents_are_passages_marked_original(settings: Settings, folder: Path):
    report = run(settings, folder)
    assert [result.status for result in report.files] == [FileStatus.ADDED, FileStatus.ADDED]
    library = open_library(settings, EMBEDDER)
    (own,) = [passage for passage in library.passages if passage.source_id == "de-vries-2011"]
    assert (own.origin, own.section, own.text) == (Origin.ORIGINAL, ("Kort",), "Een contract bindt.")
    source = library.source_by_id["de-vries-2011"]
    assert (source.short, source.year, source.title) == ("De Vries, 2011", 2011, "Contracten")


def test_unchanged_files_cost_nothing(settings: Settings, folder: Path, monkeypatch: pytest.MonkeyPatch):
    first = run(settings, folder)

    def fail(*_: object) -> None:
        raise AssertionError("a file was read again")

    monkeypatch.setattr("ingest.documents.extract", fail)
    monkeypatch.setattr("ingest.documents.sha256_of", fail)
    second = run(settings, folder)
    assert [result.status for result in second.files] == [FileStatus.UNCHANGED] * 2
    assert (second.build.built, second.build.embedded, second.build.index_id) == (False, 0, first.build.index_id)


def test_a_changed_file_updates_only_itself(settings: Settings, folder: Path):
    run(settings, folder)
    (folder / "een.txt").write_text("# Netwerken\n\nEen netwerk heeft geen eigenaar.\n", encoding="utf-8")
    report = run(settings, folder)
    assert [result.status for result in report.files] == [FileStatus.CHANGED, FileStatus.UNCHANGED]
    assert report.build.embedded == 1  # body and sentence are the same text in the same section
    assert "Een netwerk heeft geen eigenaar." in texts(open_library(settings, EMBEDDER))
    assert "Een netwerk heeft geen baas." not in texts(open_library(settings, EMBEDDER))


def test_a_file_gone_from_its_folder_goes_from_the_library(settings: Settings, folder: Path):
    run(settings, folder)
    (folder / "een.txt").unlink()
    report = run(settings, folder)
    assert [result.status for result in report.files] == [FileStatus.UNCHANGED, FileStatus.REMOVED]
    assert "Een netwerk heeft geen baas." not in texts(open_library(settings, EMBEDDER))


def test_a_document_is_removed_by_its_id(settings: Settings, folder: Path):
    run(settings, folder)
    remove_document(settings, "de-vries-2011", EMBEDDER, quiet)
    assert [document.source.id for document in list_documents(settings)] == ["netwerken"]
    assert "de-vries-2011" not in open_library(settings, EMBEDDER).source_by_id
    with pytest.raises(UsageError) as caught:
        remove_document(settings, "proef", EMBEDDER, quiet)
    assert caught.value.code == "unknown_document"


def test_an_original_takes_the_place_of_its_dossier_and_keeps_its_questions(settings: Settings, tmp_path: Path):
    original = tmp_path / "iets.txt"
    original.write_text(ORIGINAL, encoding="utf-8")
    report = run(settings, original)
    assert report.files[0].source is not None and report.files[0].source.id == "proef"
    library = open_library(settings, EMBEDDER)
    assert {passage.origin for passage in library.passages} == {Origin.ORIGINAL}
    (question,) = [entry for entry in library.entries if entry.role == "question"]
    assert library.passage_by_id[question.passage_id].text == "Kleine successen doen het vertrouwen groeien."
    assert library.passage_by_id[question.passage_id].kinds == ("bevinding",)
    remove_document(settings, "proef", EMBEDDER, quiet)
    assert {passage.origin for passage in open_library(settings, EMBEDDER).passages} == {Origin.DOSSIER}


def test_metadata_come_from_the_command_then_the_sidecar_then_the_file(settings: Settings, folder: Path):
    (folder / "twee.md.toml").write_text(
        'titel = "Anders"\nauteurs = ["Q. Bos", "R. Dal", "S. Eik"]\n', encoding="utf-8"
    )
    report = run(settings, folder, given=Metadata(year=1999))
    source = report.files[1].source
    assert source is not None
    assert (source.title, source.short) == ("Anders", "Bos e.a., 1999")


BAD = {
    "leeg.txt": (b"", "document_empty"),
    "wit.md": (b" \n\n ", "document_empty"),
    "geheim.pdf": (protected_pdf(), "document_password"),
    "kapot.pdf": (b"%PDF-1.4 en dan niets meer", "document_damaged"),
    "kapot.docx": (b"PK\x03\x04 geen zip", "document_damaged"),
    "bom.docx": (zip_bomb(), "document_bomb"),
    "oud.docx": (b"\xd0\xcf\x11\xe0" + bytes(600), "document_old_office"),
    "beeld.txt": (b"\x89PNG" + bytes(range(256)) * 50, "document_not_text"),
    "tabel.xlsx": (b"PK", "document_format"),
    "scan.pdf": (make_pdf([[], []]), "document_scanned"),
}


def test_bad_files_are_told_one_by_one_and_the_others_are_read(settings: Settings, folder: Path):
    """As many results as files, each bad one with its own reason in Dutch, none in the way of the good ones."""
    for name, (data, _) in BAD.items():
        (folder / name).write_bytes(data)
    big = folder / "groot.txt"
    with big.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    report = run(settings, folder)
    problems = {result.path.name: result.problem for result in report.files if result.problem}
    assert len(report.files) == len(list(folder.iterdir()))
    assert {name: error.code for name, error in problems.items()} == {
        **{name: code for name, (_, code) in BAD.items()},
        "groot.txt": "document_too_large",
    }
    for error in problems.values():
        assert error.code in MESSAGES and "{" not in describe(error)
    assert report.count(FileStatus.ADDED) == 2
    assert "Een netwerk heeft geen baas." in texts(open_library(settings, EMBEDDER))


def test_a_child_that_takes_too_long_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sandbox, "WALL_SECONDS", 0.05)
    path = tmp_path / "een.txt"
    path.write_text("tekst", encoding="utf-8")
    with pytest.raises(DocumentError) as caught:
        sandbox.extract(path, "tekst")
    assert caught.value.code == "document_slow"


@pytest.mark.parametrize(
    "bait",
    ["#" * 1_000_000, ">" * 10_000 + " tekst", "woord " * 800_000, "(" * 200_000, "a\t" * 300_000, "*" * 300_000],
)
@pytest.mark.parametrize("name", ["bait.txt", "bait.md"])
def test_baits_for_parsers_are_read_or_refused_in_time(tmp_path: Path, bait: str, name: str):
    path = tmp_path / name
    path.write_text(f"Een gewone zin vooraf.\n\n{bait}\n", encoding="utf-8")

    def extract() -> None:
        with contextlib.suppress(DocumentError):
            sandbox.extract(path, "markdown" if name.endswith("md") else "tekst")

    assert best_round(lambda: seconds_of(extract), 60, warm_up=nothing) < 60


def test_the_child_cannot_reach_the_network_or_start_programs():
    code = (
        "from ingest.child import limit; limit()\nimport socket, subprocess\n"
        "try:\n socket.create_connection(('127.0.0.1', 9), 1)\nexcept Exception as e: print(type(e).__name__)\n"
        "try:\n subprocess.run(['true'])\nexcept Exception as e: print(type(e).__name__)\n"
        "try:\n open('/tmp/never-written-by-a-child', 'w').write('x' * 9999)\nexcept OSError as e: print('OSError')\n"
    )
    environment = {"PYTHONPATH": str(sandbox.PROJECT), "PATH": os.defpath}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False)
    assert done.stdout.split()[:2] == ["DocumentError", "DocumentError"]
    assert (
        not Path("/tmp/never-written-by-a-child").exists() or not Path("/tmp/never-written-by-a-child").stat().st_size
    )


def test_a_second_indexer_is_told_at_once(settings: Settings, folder: Path):
    def run_second() -> None:
        with index_lock(settings.data_dir), pytest.raises(UsageError) as caught:
            run(settings, folder)
        assert caught.value.code == "index_busy"
        assert str(os.getpid()) in describe(caught.value)

    assert best_round(lambda: seconds_of(run_second), 2, warm_up=nothing) < 2


def test_questions_are_answered_from_the_old_index_while_another_process_indexes(settings: Settings, folder: Path):
    before = ensure_index(settings, EMBEDDER, quiet).index_id
    (settings.corpus_dir / "proef.md").write_text(DOSSIER.replace("kleine", "grote"), encoding="utf-8")
    with index_lock(settings.data_dir):
        report = ensure_index(settings, EMBEDDER, quiet)
    assert (report.built, report.index_id) == (False, before)


def test_a_question_never_waits_for_documents_that_were_not_indexed_yet(settings: Settings, folder: Path):
    before = ensure_index(settings, EMBEDDER, quiet).index_id

    def stop(step: str, done: int, total: int) -> None:
        if step == "embed":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index_documents([folder], settings, EMBEDDER, Listener(stop))
    assert ensure_index(settings, EMBEDDER, stop).index_id == before
    assert run(settings, folder).build.built


def test_a_full_disk_leaves_the_old_index(settings: Settings, folder: Path, monkeypatch: pytest.MonkeyPatch):
    before = ensure_index(settings, EMBEDDER, quiet).index_id

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("ingest.build.np.save", full)
    with pytest.raises(OSError):
        run(settings, folder)
    monkeypatch.undo()
    assert open_library(settings, EMBEDDER).index_id == before
    assert not list(settings.index_dir.glob("*.tmp-*"))
    assert run(settings, folder).build.built


def test_a_rebuild_of_the_same_library_never_touches_the_index_in_use(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    from ingest.build import build_index
    from ingest.corpus import read_library

    ensure_index(settings, EMBEDDER, quiet)
    monkeypatch.setattr("ingest.build._point_to", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        build_index(settings, EMBEDDER, read_library(settings), quiet)
    assert open_library(settings, EMBEDDER).passages


def test_word_files_are_documents_too(settings: Settings, tmp_path: Path):
    make_docx(tmp_path / "sterk.docx")
    run(settings, tmp_path / "sterk.docx")
    library = open_library(settings, EMBEDDER)
    assert "de-boer" in library.source_by_id
    assert not any("@" in passage.text or "06-" in passage.text for passage in library.passages)


def test_a_page_of_a_pdf_is_kept(settings: Settings, tmp_path: Path):
    pages = [[(11, 700, f"Dit is de enige zin van bladzijde {n} van het boek.", LEFT)] for n in (1, 2)]
    (tmp_path / "boek.pdf").write_bytes(make_pdf(pages))
    run(settings, tmp_path / "boek.pdf")
    own = [passage for passage in open_library(settings, EMBEDDER).passages if passage.source_id == "boek"]
    assert [passage.page for passage in own] == [1, 2]


def test_a_pdf_of_ten_thousand_pages_is_refused_at_once(tmp_path: Path):
    page = [(11, 700, "Dit is een zin van een heel dik boek.", LEFT)]
    (tmp_path / "dik.pdf").write_bytes(make_pdf([page] * 10_000))

    def extract() -> None:
        with pytest.raises(DocumentError) as caught:
            sandbox.extract(tmp_path / "dik.pdf", "pdf")
        assert caught.value.code == "document_too_many_pages"

    assert best_round(lambda: seconds_of(extract), 30, warm_up=nothing) < 30
