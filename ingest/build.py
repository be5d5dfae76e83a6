"""Build the index beside the old one and swap it in at once."""

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from ingest.corpus import Corpus, read_corpus
from ingest.passages import Pieces, cut_dossier
from ingest.vectors import VectorCache, embed_entries
from rag.embedding import Embedder
from rag.errors import IndexUnusableError
from rag.index_files import (
    BM25,
    CHROMA,
    ENTRIES,
    FORMAT,
    HASHED,
    PASSAGES,
    POINTER,
    SOURCES,
    TERMS,
    VECTORS,
    Manifest,
    current_folder,
    read_manifest,
    sha256_of,
    verify_files,
    write_manifest,
    write_records,
)
from rag.lexical import LexicalIndex
from rag.library import compound_vocabulary
from rag.records import Entry, Passage
from rag.settings import Settings
from rag.store import store_in_folder

SHIPPED_CACHE = "embeddings.npz"
USER_CACHE = "embeddings.npz"
KEPT_VERSIONS = 2

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class BuildReport:
    """What a build did."""

    index_id: str
    built: bool
    passages: int
    entries: int
    embedded: int


def ensure_index(settings: Settings, embedder: Embedder, progress: Progress) -> BuildReport:
    """Make the current index fit the corpus and the model; do nothing when it already does."""
    corpus = read_corpus(settings.corpus_dir)
    try:
        folder = current_folder(settings.index_dir)
        manifest = read_manifest(folder)
        verify_files(folder, manifest)
    except IndexUnusableError:
        return build_index(settings, embedder, corpus, progress)
    fits = (manifest.format, manifest.model_id, manifest.corpus) == (FORMAT, embedder.model_id, corpus.hashes)
    if not fits:
        return build_index(settings, embedder, corpus, progress)
    return BuildReport(manifest.index_id, False, manifest.counts["passages"], manifest.counts["entries"], 0)


def build_index(settings: Settings, embedder: Embedder, corpus: Corpus, progress: Progress) -> BuildReport:
    """Write a new index for `corpus` and make it the current one."""
    pieces = cut_corpus(corpus)
    cache_path = settings.data_dir / USER_CACHE
    cache = VectorCache.load(settings.corpus_dir / SHIPPED_CACHE).joined(VectorCache.load(cache_path))
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    vectors, embedded = embed_entries(
        pieces.entries, embedder, cache, cache_path, lambda done, total: progress("embed", done, total)
    )
    index_id = _index_id(corpus, pieces, embedder.model_id)
    folder = settings.index_dir / index_id
    draft = settings.index_dir / f"{index_id}.tmp-{os.getpid()}"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    progress("write", 0, 1)
    _write(draft, corpus, pieces, vectors, _manifest_base(index_id, embedder, corpus, pieces))
    shutil.rmtree(folder, ignore_errors=True)
    draft.rename(folder)
    _point_to(settings.index_dir, index_id)
    _remove_old(settings.index_dir, index_id)
    progress("write", 1, 1)
    return BuildReport(index_id, True, len(pieces.passages), len(pieces.entries), embedded)


def cut_corpus(corpus: Corpus) -> Pieces:
    """Cut all dossiers into passages and entries, parts numbered through the whole library."""
    passages: list[Passage] = []
    entries: list[Entry] = []
    parts = 0
    for dossier in corpus.dossiers:
        pieces = cut_dossier(dossier, parts)
        passages.extend(pieces.passages)
        entries.extend(pieces.entries)
        parts += len(dossier.parts)
    return Pieces(tuple(passages), tuple(entries))


def _index_id(corpus: Corpus, pieces: Pieces, model_id: str) -> str:
    """Return an id that is the same for the same library, model and format, on every machine."""
    content = [FORMAT, model_id, corpus.hashes, len(pieces.passages), len(pieces.entries)]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:12]


def _manifest_base(index_id: str, embedder: Embedder, corpus: Corpus, pieces: Pieces) -> Manifest:
    counts = {
        "sources": len(corpus.sources),
        "passages": len(pieces.passages),
        "entries": len(pieces.entries),
        "terms": len(corpus.terms),
    }
    return Manifest(FORMAT, index_id, embedder.model_id, embedder.dimension, corpus.hashes, counts, {})


def _write(folder: Path, corpus: Corpus, pieces: Pieces, vectors: np.ndarray, base: Manifest) -> None:
    write_records(folder / SOURCES, corpus.sources)
    write_records(folder / PASSAGES, pieces.passages)
    write_records(folder / ENTRIES, pieces.entries)
    write_records(folder / TERMS, corpus.terms)
    np.save(folder / VECTORS, vectors)
    vocabulary = compound_vocabulary(pieces.entries)
    texts = [f"{entry.context} {entry.text}" for entry in pieces.entries]
    LexicalIndex.build(texts, vocabulary).save(folder / BM25)
    store = store_in_folder(folder / CHROMA)
    store.fill(vectors, [entry.source_id for entry in pieces.entries])
    store.close()
    bm25_files = sorted(path.relative_to(folder).as_posix() for path in (folder / BM25).iterdir())
    files = {name: sha256_of(folder / name) for name in (*HASHED, *bm25_files)}
    write_manifest(folder, Manifest(**{**asdict(base), "files": files}))


def _point_to(index_dir: Path, index_id: str) -> None:
    temporary = index_dir / f"{POINTER}.tmp-{os.getpid()}"
    temporary.write_text(index_id + "\n", encoding="utf-8")
    temporary.replace(index_dir / POINTER)


def _remove_old(index_dir: Path, index_id: str) -> None:
    """Keep the current version and the one before it; remove the rest and what broken builds left behind."""
    folders = sorted((path for path in index_dir.iterdir() if path.is_dir()), key=lambda path: -path.stat().st_mtime)
    kept = [path for path in folders if ".tmp-" not in path.name][:KEPT_VERSIONS]
    for path in folders:
        if path not in kept and path.name != index_id:
            shutil.rmtree(path, ignore_errors=True)
