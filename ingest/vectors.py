"""Embed the texts of entries, reusing every vector that was made before."""

import hashlib
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from ingest.passages import Pieces
from rag.embedding import Embedder, Vectors, check_vectors
from rag.records import Entry, EntryRole

BATCH = 64
SAVE_SECONDS = 5.0  # at most this much work is lost when a build is stopped
KEY_BYTES = 16
# Vectors are cached as 8-bit integers with one scale each: a quarter of the size, cosine to the original >= 0.9999.
INT8_LEVELS = 127.0

Progress = Callable[[int, int], None]


def embedded_text(entry: Entry) -> str:
    """Return the text that is embedded for an entry: its context, then its own text."""
    return f"{entry.context}: {entry.text}" if entry.context else entry.text


def entry_key(entry: Entry, model_id: str) -> str:
    """Return the cache key of an entry: its embedded text, the way it is embedded, and the model."""
    mode = "query" if entry.role is EntryRole.QUESTION else "passage"
    digest = hashlib.sha256(f"{model_id}\0{mode}\0{embedded_text(entry)}".encode()).digest()
    return digest[:KEY_BYTES].hex()


class VectorCache:
    """Remember vectors by key, as 8-bit integers, in one .npz file."""

    def __init__(self, rows: dict[str, tuple[NDArray[np.int8], float]] | None = None) -> None:
        self._rows = rows or {}

    @classmethod
    def load(cls, path: Path) -> "VectorCache":
        """Read the cache at `path`; a missing or unreadable file gives an empty cache."""
        try:
            with np.load(path, allow_pickle=False) as file:
                keys, codes, scales = file["keys"], file["codes"], file["scales"]
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            return cls()
        return cls({bytes(key).hex(): (code, float(s)) for key, code, s in zip(keys, codes, scales, strict=True)})

    def joined(self, other: "VectorCache") -> "VectorCache":
        """Return a cache that knows what either knows."""
        return VectorCache({**self._rows, **other._rows})

    def save(self, path: Path, keys: Sequence[str]) -> None:
        """Write the vectors of `keys`, sorted, so that the same library gives the same bytes."""
        wanted = sorted(key for key in set(keys) if key in self._rows)
        codes = np.array([self._rows[key][0] for key in wanted], dtype=np.int8)
        scales = np.array([self._rows[key][1] for key in wanted], dtype=np.float32)
        raw = np.array([list(bytes.fromhex(key)) for key in wanted], dtype=np.uint8)
        temporary = path.with_suffix(".tmp.npz")
        np.savez(temporary, keys=raw, codes=codes, scales=scales)
        temporary.replace(path)

    def __contains__(self, key: str) -> bool:
        return key in self._rows

    def get(self, key: str) -> Vectors | None:
        """Return the vector of `key`, length 1, or None."""
        row = self._rows.get(key)
        if row is None:
            return None
        vector = row[0].astype(np.float32) * row[1]
        return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)

    def put(self, key: str, vector: Vectors) -> None:
        """Remember a vector."""
        scale = float(np.abs(vector).max()) / INT8_LEVELS
        self._rows[key] = (np.round(vector / scale).astype(np.int8), scale)


def asked_texts(pieces: Pieces) -> list[str]:
    """Return the questions and situations that lead to places: of the pointers, the cases, then the subjects."""
    tellings = (text for case in pieces.chosen.cases for text in case.tellings)
    questions = (text for subject in pieces.chosen.subjects for text in subject.questions)
    return [*(pointer.text for pointer in pieces.pointers), *tellings, *questions]


def searched(pieces: Pieces) -> list[Entry]:
    """Return all of `pieces` that is searched by its vector: the entries, then the questions that lead to places."""
    return [*pieces.entries, *(Entry(text, "", EntryRole.QUESTION, "") for text in asked_texts(pieces))]


def embed_entries(
    entries: Sequence[Entry], embedder: Embedder, cache: VectorCache, cache_path: Path, progress: Progress
) -> int:
    """Put the vectors of `entries` in `cache`; return how many had to be made.

    The cache is saved to `cache_path` now and then, so that an interrupted build goes on where it stopped.
    """
    keys = [entry_key(entry, embedder.model_id) for entry in entries]
    missing = {key: entry for key, entry in zip(keys, entries, strict=True) if key not in cache}
    todo = sorted(missing.items(), key=lambda item: (item[1].role is EntryRole.QUESTION, len(embedded_text(item[1]))))
    done, saved = 0, monotonic()
    while done < len(todo):
        batch = todo[done : done + BATCH]
        is_question = batch[0][1].role is EntryRole.QUESTION
        batch = [item for item in batch if (item[1].role is EntryRole.QUESTION) == is_question]
        embed = embedder.embed_queries if is_question else embedder.embed_passages
        for (key, _), vector in zip(batch, embed([embedded_text(entry) for _, entry in batch]), strict=True):
            cache.put(key, vector)
        done += len(batch)
        if monotonic() - saved >= SAVE_SECONDS or done == len(todo):
            cache.save(cache_path, keys)
            saved = monotonic()
        progress(done, len(todo))
    if not todo and cache_path.exists():
        cache.save(cache_path, keys)  # forgets what is no longer in the library
    return len(todo)


def vectors_of(entries: Sequence[Entry], model_id: str, cache: VectorCache) -> Vectors:
    """Return the vectors of `entries`, all in `cache`, shape (n, dimension).

    Every vector passes through the cache: a fresh build and a rebuild give the same index.
    """
    rows = [cache.get(entry_key(entry, model_id)) for entry in entries]
    return check_vectors(np.array(rows, dtype=np.float32))
