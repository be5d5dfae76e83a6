"""Build the index beside the old one and swap it in at once."""

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import uuid4

import numpy as np

from ingest.corpus import Corpus, read_corpus, read_library
from ingest.cut import cut_corpus
from ingest.lock import index_lock
from ingest.passages import Pieces
from ingest.redirect import lead_on
from ingest.set_aside import without_orders
from ingest.stored import FOLDER as DOCUMENTS
from ingest.vectors import (
    VectorCache,
    all_wanted,
    asked_wanted,
    embed_wanted,
    plain_wanted,
    said_wanted,
    vectors_of,
)
from rag.embedding import Embedder, Vectors
from rag.errors import IndexUnusableError, UsageError
from rag.index_files import (
    ASKED_VECTORS,
    BM25,
    CASES,
    CHROMA,
    ENTRIES,
    FORMAT,
    HASHED,
    OUTLINES,
    PASSAGES,
    POINTER,
    POINTERS,
    SAID_VECTORS,
    SOURCES,
    SUBJECTS,
    TERMS,
    VECTORS,
    Manifest,
    current_folder,
    models_of,
    read_manifest,
    sha256_of,
    verify_files,
    write_manifest,
    write_records,
)
from rag.lexical import LexicalIndex, compound_vocabulary, words_of
from rag.settings import Settings
from rag.store import fill_folder

SHIPPED_CACHE = "embeddings.npz"
USER_CACHE = "embeddings.npz"
KEPT_VERSIONS = 2

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class BuildReport:
    """What a build did; `set_aside` counts passages left out because they give orders to a language model."""

    index_id: str
    built: bool
    passages: int
    entries: int
    embedded: int
    set_aside: int = 0


def ensure_index(settings: Settings, embedder: Embedder, progress: Progress) -> BuildReport:
    """Make the current index fit the shipped library and the model; do nothing when it already does.

    Documents that were read but not yet indexed wait for `bring_up_to_date`: a question is never kept waiting for them.
    Raises UsageError where another process is making the index and there is none to use meanwhile.
    """
    manifest = _usable_manifest(settings, embedder)
    shipped = read_corpus(settings.corpus_dir).hashes
    if manifest and _shipped_only(manifest.corpus) == shipped:
        return _unchanged(manifest)
    try:
        with index_lock(settings.data_dir):
            return build_index(settings, embedder, read_library(settings), progress)
    except UsageError as error:
        if manifest is None or error.code != "index_busy":
            raise
        return _unchanged(manifest)


def bring_up_to_date(settings: Settings, embedder: Embedder, progress: Progress) -> BuildReport:
    """Make the current index fit all that ships and all documents; the caller holds the lock."""
    manifest = _usable_manifest(settings, embedder)
    library = read_library(settings)
    if manifest and manifest.corpus == library.hashes:
        return _unchanged(manifest)
    return build_index(settings, embedder, library, progress)


def _usable_manifest(settings: Settings, embedder: Embedder) -> Manifest | None:
    """Return the manifest of the current index; None where it is missing, damaged or of another format or model."""
    try:
        folder = current_folder(settings.index_dir)
        manifest = read_manifest(folder)
        verify_files(folder, manifest)
    except IndexUnusableError:
        return None
    return manifest if (manifest.format, *manifest.models) == (FORMAT, *models_of(embedder)) else None


def _shipped_only(hashes: dict[str, str]) -> dict[str, str]:
    return {name: digest for name, digest in hashes.items() if not name.startswith(f"{DOCUMENTS}/")}


def _unchanged(manifest: Manifest) -> BuildReport:
    return BuildReport(manifest.index_id, False, manifest.counts["passages"], manifest.counts["entries"], 0)


def build_index(settings: Settings, embedder: Embedder, corpus: Corpus, progress: Progress) -> BuildReport:
    """Write a new index for `corpus` and make it the current one."""
    cut = cut_corpus(corpus)
    pieces = without_orders(cut.pieces)
    cache_path = settings.data_dir / USER_CACHE
    cache = VectorCache.load(settings.corpus_dir / SHIPPED_CACHE).joined(VectorCache.load(cache_path))
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    wanted = [item for part in (pieces, *cut.replaced) for item in all_wanted(part)]
    embedded = embed_wanted(wanted, embedder, cache, cache_path, lambda done, total: progress("embed", done, total))
    pieces = lead_on(pieces, cut.replaced, lambda entries: vectors_of(plain_wanted(entries), embedder, cache))
    vectors = {
        VECTORS: vectors_of(plain_wanted(pieces.entries), embedder, cache),
        SAID_VECTORS: vectors_of(said_wanted(pieces.entries), embedder, cache),
        ASKED_VECTORS: vectors_of(asked_wanted(pieces), embedder, cache),
    }
    index_id = _index_id(corpus, pieces, models_of(embedder))
    folder = _free_folder(settings.index_dir, index_id)
    # A name of its own each time: Chroma remembers in the process a folder that it could not open.
    draft = settings.index_dir / f"{index_id}.tmp-{uuid4().hex}"
    draft.mkdir(parents=True)
    progress("write", 0, 1)
    try:
        _write(draft, corpus, pieces, vectors, _manifest_base(index_id, embedder, corpus, pieces))
        sync_tree(draft)
        draft.rename(folder)
    except OSError:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    _point_to(settings.index_dir, folder.name)
    _remove_old(settings.index_dir, folder.name)
    progress("write", 1, 1)
    left_out = len(cut.pieces.passages) - len(pieces.passages)
    return BuildReport(index_id, True, len(pieces.passages), len(pieces.entries), embedded, left_out)


def _free_folder(index_dir: Path, index_id: str) -> Path:
    """Return a folder name that is not in use: the index in use is never touched, not even by one of the same id."""
    folder, number = index_dir / index_id, 1
    while folder.exists():
        number += 1
        folder = index_dir / f"{index_id}.{number}"
    return folder


def sync_tree(folder: Path) -> None:
    """Have the system write all files of a folder to disk, so that a power cut after the swap loses nothing."""
    for path in (*folder.rglob("*"), folder):
        if path.is_file() or os.name == "posix":
            descriptor = os.open(path, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def _index_id(corpus: Corpus, pieces: Pieces, models: tuple[str, str]) -> str:
    """Return an id that is the same for the same library, model and format, on every machine."""
    content = [FORMAT, *models, corpus.hashes, len(pieces.passages), len(pieces.entries), len(pieces.pointers)]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:12]


def _manifest_base(index_id: str, embedder: Embedder, corpus: Corpus, pieces: Pieces) -> Manifest:
    counts = {
        "sources": len(corpus.sources),
        "passages": len(pieces.passages),
        "entries": len(pieces.entries),
        "pointers": len(pieces.pointers),
        "cases": len(pieces.chosen.cases),
        "subjects": len(pieces.chosen.subjects),
        "outlines": len(pieces.chosen.outlines),
        "terms": len(corpus.terms),
    }
    return Manifest(FORMAT, index_id, *models_of(embedder), embedder.dimension, corpus.hashes, counts, {})


def _write(folder: Path, corpus: Corpus, pieces: Pieces, vectors: dict[str, Vectors], base: Manifest) -> None:
    write_records(folder / SOURCES, corpus.sources)
    write_records(folder / PASSAGES, pieces.passages)
    write_records(folder / ENTRIES, pieces.entries)
    write_records(folder / TERMS, corpus.terms)
    write_records(folder / POINTERS, pieces.pointers)
    write_records(folder / CASES, pieces.chosen.cases)
    write_records(folder / SUBJECTS, pieces.chosen.subjects)
    write_records(folder / OUTLINES, pieces.chosen.outlines)
    for name, rows in vectors.items():
        np.save(folder / name, rows)
    vocabulary = compound_vocabulary(pieces.entries)
    texts = [words_of(entry) for entry in pieces.entries]
    LexicalIndex.build(texts, vocabulary).save(folder / BM25)
    fill_folder(folder / CHROMA, vectors[VECTORS], [entry.source_id for entry in pieces.entries])
    bm25_files = sorted(path.relative_to(folder).as_posix() for path in (folder / BM25).iterdir())
    files = {name: sha256_of(folder / name) for name in (*HASHED, *bm25_files)}
    write_manifest(folder, Manifest(**{**asdict(base), "files": files}))


def _point_to(index_dir: Path, name: str) -> None:
    temporary = index_dir / f"{POINTER}.tmp-{os.getpid()}"
    with temporary.open("w", encoding="utf-8") as file:
        file.write(name + "\n")
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(index_dir / POINTER)


def _remove_old(index_dir: Path, current: str) -> None:
    """Keep the current version and the one before it; remove the rest and what broken builds left behind."""
    folders = sorted((path for path in index_dir.iterdir() if path.is_dir()), key=lambda path: -path.stat().st_mtime)
    kept = [path for path in folders if ".tmp-" not in path.name and path.name != current][: KEPT_VERSIONS - 1]
    for path in folders:
        if path not in kept and path.name != current:
            shutil.rmtree(path, ignore_errors=True)
    for path in index_dir.glob(f"{POINTER}.tmp-*"):
        path.unlink(missing_ok=True)
