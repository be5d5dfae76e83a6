"""What building an index promises, on a small library with the real embedding engine."""

import json
from pathlib import Path

import pytest

from ingest.build import build_index, ensure_index
from ingest.corpus import read_corpus
from rag.embedding import Embedder
from rag.errors import IndexUnusableError
from rag.index_files import MANIFEST, PASSAGES, current_folder, read_manifest
from rag.library import open_library
from rag.settings import Settings

SOURCES = (
    '[[source]]\nid = "proef"\ntitle = "Proef"\nshort = "Proef, z.j."\nkind = "artikel"\nauthors = ["A. Schrijver"]\n'
)
DOSSIER = """---
bron: proef
---

# Proef

## Vertrouwen

Vertrouwen groeit door kleine successen. Wantrouwen groeit door geheimen.

```vragen
soort: bevinding
- Hoe krijg je weer geloof in elkaar?
```

**Tabel 1. Kleuren**

| Groep | Kleur |
|---|---|
| warm | rood |
| koud | blauw |

```vragen
soort: indeling
- Welke kleuren zijn er?
```
"""


def quiet(step: str, done: int, total: int) -> None:
    """Show no progress."""


@pytest.fixture
def small(tmp_path: Path) -> Settings:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "sources.toml").write_text(SOURCES, encoding="utf-8")
    (corpus / "proef.md").write_text(DOSSIER, encoding="utf-8")
    return Settings(data_dir=tmp_path / "data", corpus_dir=corpus)


def test_an_unchanged_library_costs_nothing_the_second_time(small: Settings, embedder: Embedder) -> None:
    first = ensure_index(small, embedder, quiet)
    second = ensure_index(small, embedder, quiet)
    assert first.built
    assert first.embedded > 0
    assert (second.built, second.embedded, second.index_id) == (False, 0, first.index_id)


def test_a_changed_file_embeds_only_what_changed(small: Settings, embedder: Embedder) -> None:
    ensure_index(small, embedder, quiet)
    path = small.corpus_dir / "proef.md"
    path.write_text(DOSSIER.replace("geheimen", "roddel"), encoding="utf-8")
    report = ensure_index(small, embedder, quiet)
    assert report.built
    assert report.embedded == 2  # the passage's body and its second sentence


def test_a_table_is_kept_whole_beside_its_text(small: Settings, embedder: Embedder) -> None:
    ensure_index(small, embedder, quiet)
    (table,) = open_library(small, embedder).tables
    assert table.table is not None
    assert table.table.rows == ((("warm",), ("rood",)), (("koud",), ("blauw",)))
    assert table.text == "Tabel 1. Kleuren\nwarm | rood\nkoud | blauw"


def test_a_stopped_build_leaves_the_old_index_in_use(small: Settings, embedder: Embedder) -> None:
    before = ensure_index(small, embedder, quiet).index_id
    (small.corpus_dir / "proef.md").write_text(DOSSIER.replace("rood", "geel"), encoding="utf-8")

    def stop(step: str, done: int, total: int) -> None:
        if step == "write":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ensure_index(small, embedder, stop)
    assert current_folder(small.index_dir).name == before
    assert open_library(small, embedder).index_id == before


@pytest.mark.parametrize("name", [PASSAGES, MANIFEST])
def test_a_damaged_file_is_found_when_the_index_opens(small: Settings, embedder: Embedder, name: str) -> None:
    ensure_index(small, embedder, quiet)
    path = current_folder(small.index_dir) / name
    path.write_text(path.read_text(encoding="utf-8")[:-20], encoding="utf-8")
    with pytest.raises(IndexUnusableError) as caught:
        open_library(small, embedder)
    assert caught.value.code == "index_damaged"
    assert ensure_index(small, embedder, quiet).built


def test_an_index_of_another_model_is_refused(small: Settings, embedder: Embedder) -> None:
    ensure_index(small, embedder, quiet)
    path = current_folder(small.index_dir) / MANIFEST
    manifest = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**manifest, "model_id": "ander"}), encoding="utf-8")
    with pytest.raises(IndexUnusableError) as caught:
        open_library(small, embedder)
    assert caught.value.code == "index_other_model"


def test_a_missing_index_is_said(small: Settings, embedder: Embedder) -> None:
    with pytest.raises(IndexUnusableError) as caught:
        open_library(small, embedder)
    assert caught.value.code == "index_missing"


def test_the_manifest_counts_what_the_index_holds(small: Settings, embedder: Embedder) -> None:
    report = build_index(small, embedder, read_corpus(small.corpus_dir), quiet)
    counts = read_manifest(current_folder(small.index_dir)).counts
    library = open_library(small, embedder)
    assert counts["passages"] == len(library.passages) == report.passages
    assert counts["entries"] == len(library.entries) == len(library.vectors) == report.entries


def test_work_on_vectors_survives_a_kill(small: Settings, embedder: Embedder, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was embedded before a stop is not embedded again."""
    monkeypatch.setattr("ingest.vectors.SAVE_SECONDS", 0.0)
    monkeypatch.setattr("ingest.vectors.BATCH", 2)

    def stop(step: str, done: int, total: int) -> None:
        if step == "embed" and done >= 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ensure_index(small, embedder, stop)
    whole = build_index(
        Settings(small.data_dir / "elsewhere", small.corpus_dir), embedder, read_corpus(small.corpus_dir), quiet
    )
    assert ensure_index(small, embedder, quiet).embedded == whole.embedded - 4


def test_a_broken_vector_cache_is_made_anew(small: Settings, embedder: Embedder) -> None:
    ensure_index(small, embedder, quiet)
    cache = small.data_dir / "embeddings.npz"
    cache.write_bytes(cache.read_bytes()[:100])
    (small.corpus_dir / "proef.md").write_text(DOSSIER.replace("rood", "geel"), encoding="utf-8")
    assert ensure_index(small, embedder, quiet).built
