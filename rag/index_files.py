"""What an index folder holds and how its records are written: one place for the writer and the reader.

index/
├── current                 the id of the index in use; replaced in one step
└── <index id>/
    ├── manifest.json       model, dimension, counts, hashes of the sources and of the files below
    ├── sources.jsonl, passages.jsonl, entries.jsonl, pointers.jsonl, terms.jsonl
    ├── cases.jsonl, subjects.jsonl, outlines.jsonl
    ├── vectors.npy         row i belongs to entry i; the truth from which Chroma can be rebuilt
    ├── said.npy            the sentences and rows, in their order, by the tuned model
    ├── asked.npy           by it the questions that lead to places: of pointers, cases, subjects and outlines
    ├── bm25/               words
    └── chroma/             vectors
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rag.chosen import Case, Outline, OutlinePart, Place, Subject, SubjectSide
from rag.embedding import Embedder
from rag.errors import IndexUnusableError
from rag.records import Bearing, Entry, EntryRole, Origin, Passage, PassageKind, Pointer, Source, Table, Term

# Raised when the shape of passages, entries or files changes, so that an index of an older version is rebuilt.
FORMAT = 8
POINTER = "current"
MANIFEST = "manifest.json"
SOURCES, PASSAGES, ENTRIES, TERMS = "sources.jsonl", "passages.jsonl", "entries.jsonl", "terms.jsonl"
POINTERS, CASES, SUBJECTS, OUTLINES = "pointers.jsonl", "cases.jsonl", "subjects.jsonl", "outlines.jsonl"
VECTORS, SAID_VECTORS, ASKED_VECTORS = "vectors.npy", "said.npy", "asked.npy"
BM25, CHROMA = "bm25", "chroma"
# Chroma rewrites its own files while it only reads; everything else is checked by hash when the index opens.
RECORDS = (SOURCES, PASSAGES, ENTRIES, POINTERS, CASES, SUBJECTS, OUTLINES, TERMS)
HASHED = (*RECORDS, VECTORS, SAID_VECTORS, ASKED_VECTORS)


@dataclass(frozen=True)
class Manifest:
    """What an index was made from and with."""

    format: int
    index_id: str
    model_id: str
    tuned_id: str
    dimension: int
    corpus: dict[str, str]
    counts: dict[str, int]
    files: dict[str, str]

    @property
    def models(self) -> tuple[str, str]:
        """Return the names of the model and of the tuned one."""
        return self.model_id, self.tuned_id


def models_of(embedder: Embedder) -> tuple[str, str]:
    """Return the names of an engine's model and of the tuned one, as a manifest records them."""
    return embedder.model_id, embedder.tuned_id


def sha256_of(path: Path) -> str:
    """Return the hex SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_records(path: Path, records: Iterable[Any]) -> int:
    """Write records as JSON lines and return how many."""
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for record in records:
            file.write(json.dumps(asdict(record), ensure_ascii=False, sort_keys=True) + "\n")
            count += 1
    return count


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest of an index folder."""
    text = json.dumps(asdict(manifest), ensure_ascii=False, sort_keys=True, indent=1)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest; raises IndexUnusableError when it is missing or unreadable."""
    try:
        return Manifest(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise IndexUnusableError("index_missing", folder=folder.parent) from None
    except (ValueError, TypeError, OSError):
        raise IndexUnusableError("index_damaged", file=folder / MANIFEST) from None


def current_folder(index_dir: Path) -> Path:
    """Return the folder of the index in use; raises IndexUnusableError when there is none."""
    try:
        name = (index_dir / POINTER).read_text(encoding="utf-8").strip()
    except OSError:
        raise IndexUnusableError("index_missing", folder=index_dir) from None
    if not name or "/" in name or name.startswith("."):
        raise IndexUnusableError("index_damaged", file=index_dir / POINTER)
    return index_dir / name


def verify_files(folder: Path, manifest: Manifest) -> None:
    """Raise IndexUnusableError when a file of the index is missing or differs from the manifest."""
    for name, digest in manifest.files.items():
        path = folder / name
        if not path.is_file() or sha256_of(path) != digest:
            raise IndexUnusableError("index_damaged", file=path)


def read_sources(folder: Path) -> Iterator[Source]:
    """Yield the sources of an index."""
    for row in _rows(folder / SOURCES):
        yield Source(**{**row, "authors": tuple(row["authors"]), "names": tuple(row["names"])})


def read_passages(folder: Path) -> Iterator[Passage]:
    """Yield the passages of an index in reading order."""
    tuples = ("section", "kinds", "themes", "phases")
    for row in _rows(folder / PASSAGES):
        row.update({name: tuple(row[name]) for name in tuples})
        row["kind"], row["origin"] = PassageKind(row["kind"]), Origin(row["origin"])
        row["table"] = _table(row["table"])
        yield Passage(**row)


def read_entries(folder: Path) -> Iterator[Entry]:
    """Yield the search entries of an index in the order of its vectors."""
    for row in _rows(folder / ENTRIES):
        yield Entry(**{**row, "role": EntryRole(row["role"])})


def read_pointers(folder: Path) -> Iterator[Pointer]:
    """Yield the pointers of an index in the order of their vectors."""
    for row in _rows(folder / POINTERS):
        yield Pointer(row["text"], row["source_id"], Bearing(row["bearing"]), _places(row["targets"]))


def read_cases(folder: Path) -> Iterator[Case]:
    """Yield the cases of an index."""
    for row in _rows(folder / CASES):
        parts = {name: _places(row[name]) for name in ("first", "like", "advise", "discuss")}
        yield Case(row["title"], **parts, tellings=tuple(row["tellings"]))


def read_subjects(folder: Path) -> Iterator[Subject]:
    """Yield the subjects of an index."""
    for row in _rows(folder / SUBJECTS):
        sides = tuple(SubjectSide(s["source_id"], s["label"], _places(s["places"])) for s in row["sides"])
        pairs = {name: tuple(map(_places, row[name])) for name in ("same", "differ")}
        yield Subject(tuple(row["names"]), sides, **pairs, questions=tuple(row["questions"]))


def read_outlines(folder: Path) -> Iterator[Outline]:
    """Yield the outlines of an index."""
    for row in _rows(folder / OUTLINES):
        parts = tuple(OutlinePart(part["heading"], _places(part["places"])) for part in row["parts"])
        yield Outline(row["title"], parts, tuple(row["questions"]), row["is_digest"], row["is_verdict"])


def _places(written: Iterable[Any]) -> tuple[Place, ...]:
    return tuple((passage_id, number) for passage_id, number in written)


def read_terms(folder: Path) -> Iterator[Term]:
    """Yield the glossary of an index."""
    for row in _rows(folder / TERMS):
        yield Term(**{**row, **{name: tuple(row[name]) for name in ("synonyms", "abbreviations", "english")}})


def _table(row: dict[str, Any] | None) -> Table | None:
    if row is None:
        return None
    rows = tuple(tuple(tuple(cell) for cell in cells) for cells in row["rows"])
    return Table(row["caption"], tuple(row["columns"]), rows)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)
