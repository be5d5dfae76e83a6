"""Keep what was read of the user's documents: one JSON file each, so that an unchanged file is never read twice."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ingest.dossier import Part
from ingest.sandbox import part_of
from rag.index_files import sha256_of
from rag.records import Source

FOLDER = "bronnen"
# Raised when readers make something else of the same file, so that it is read again.
READERS = 5


@dataclass(frozen=True)
class StoredDocument:
    """A document of the user's: its source record, where it came from, and its parts.

    `stamp` is (size, mtime_ns) of the file, `given` says where its metadata came from.
    """

    source: Source
    path: str
    sha256: str
    stamp: tuple[int, int]
    given: str
    pages: int | None
    remarks: tuple[str, ...]
    parts: tuple[Part, ...]
    readers: int = READERS


def read_stored(data_dir: Path) -> tuple[StoredDocument, ...]:
    """Return the stored documents in the order of their ids; a damaged file counts as none, and is read again."""
    found = []
    for path in sorted((data_dir / FOLDER).glob("*.json")):
        try:
            found.append(_document(json.loads(path.read_text(encoding="utf-8"))))
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return tuple(found)


def write_stored(data_dir: Path, document: StoredDocument) -> None:
    """Write a document so that it is there whole or not at all."""
    folder = data_dir / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    temporary = folder / f"{document.source.id}.tmp-{os.getpid()}"
    try:
        with temporary.open("w", encoding="utf-8") as file:
            json.dump(asdict(document), file, ensure_ascii=False, sort_keys=True)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path_of(data_dir, document.source.id))
    finally:
        temporary.unlink(missing_ok=True)


def path_of(data_dir: Path, source_id: str) -> Path:
    """Return where a document is stored."""
    return data_dir / FOLDER / f"{source_id}.json"


def stored_hashes(data_dir: Path, documents: tuple[StoredDocument, ...]) -> dict[str, str]:
    """Return the hash of every stored document's file, by a name no file of the corpus has."""
    return {f"{FOLDER}/{d.source.id}": sha256_of(path_of(data_dir, d.source.id)) for d in documents}


def _document(row: dict[str, Any]) -> StoredDocument:
    source = row["source"]
    made = Source(**{**source, "authors": tuple(source["authors"]), "names": tuple(source["names"])})
    size, changed = row["stamp"]
    kept = {name: row[name] for name in ("path", "sha256", "given", "pages", "readers")}
    parts = tuple(part_of(part) for part in row["parts"])
    return StoredDocument(source=made, stamp=(size, changed), remarks=tuple(row["remarks"]), parts=parts, **kept)
