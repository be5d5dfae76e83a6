"""Embed the texts of entries, reusing every vector that was made before."""

import hashlib
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from ingest.passages import Pieces
from rag.asked_rows import asked_texts
from rag.embedding import Both, Embedder, Vectors, check_vectors
from rag.records import LED_TO, Entry, EntryRole

BATCH = 64
SAVE_SECONDS = 5.0  # at most this much work is lost when a build is stopped
KEY_BYTES = 16
# Vectors are cached as 8-bit integers with one scale each: a quarter of the size, cosine to the original >= 0.9999.
INT8_LEVELS = 127.0

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Wanted:
    """A text whose vector is wanted: as a question or a passage, plain or as the model was tuned to the library."""

    text: str
    is_question: bool = False
    is_tuned: bool = False

    def key(self, embedder: Embedder) -> str:
        """Return the key under which the vector is cached: the text, the way it is embedded, and the model."""
        model = embedder.tuned_id if self.is_tuned else embedder.model_id
        mode = "query" if self.is_question else "passage"
        return hashlib.sha256(f"{model}\0{mode}\0{self.text}".encode()).digest()[:KEY_BYTES].hex()


def embedded_text(entry: Entry) -> str:
    """Return the text that is embedded for an entry: its context, then its own text."""
    return f"{entry.context}: {entry.text}" if entry.context else entry.text


def plain_wanted(entries: Sequence[Entry]) -> list[Wanted]:
    """Return what is searched: every entry, one row each."""
    return [Wanted(embedded_text(entry), entry.role is EntryRole.QUESTION) for entry in entries]


def said_wanted(entries: Sequence[Entry]) -> list[Wanted]:
    """Return what a question is compared with to choose what answers it: every sentence and row, one row each."""
    return [Wanted(embedded_text(entry), is_tuned=True) for entry in entries if entry.role in LED_TO]


def asked_wanted(pieces: Pieces) -> list[Wanted]:
    """Return what leads to places, in the order of `rag.asked_rows`."""
    return [Wanted(text, is_question=True, is_tuned=True) for text in asked_texts(pieces.pointers, pieces.chosen)]


def all_wanted(pieces: Pieces) -> list[Wanted]:
    """Return all of `pieces` whose vectors an index holds."""
    return [*plain_wanted(pieces.entries), *said_wanted(pieces.entries), *asked_wanted(pieces)]


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


def embed_wanted(
    wanted: Sequence[Wanted], embedder: Embedder, cache: VectorCache, cache_path: Path, progress: Progress
) -> int:
    """Put the vectors that are `wanted` in `cache`; return how many texts had to be embedded.

    The cache is saved to `cache_path` now and then, so that an interrupted build goes on where it stopped.
    """
    keys = {item: item.key(embedder) for item in dict.fromkeys(wanted)}
    todo = sorted(
        {(item.is_question, item.text) for item, key in keys.items() if key not in cache},
        key=lambda text: (text[0], len(text[1])),
    )
    done, saved = 0, monotonic()
    while done < len(todo):
        batch = [text for is_question, text in todo[done : done + BATCH] if is_question == todo[done][0]]
        _embed_batch(batch, todo[done][0], keys, embedder, cache)
        done += len(batch)
        if monotonic() - saved >= SAVE_SECONDS or done == len(todo):
            cache.save(cache_path, list(keys.values()))
            saved = monotonic()
        progress(done, len(todo))
    if not todo and cache_path.exists():
        cache.save(cache_path, list(keys.values()))  # forgets what is no longer in the library
    return len(todo)


def _embed_batch(
    texts: Sequence[str], is_question: bool, keys: Mapping[Wanted, str], embedder: Embedder, cache: VectorCache
) -> None:
    """Embed texts of one kind once, and keep of their plain and tuned vectors those that are wanted."""
    tuned = [Wanted(text, is_question, is_tuned=True) in keys for text in texts]
    if any(tuned):
        both = (embedder.embed_asked if is_question else embedder.embed_said)(texts)
    else:
        both = Both.untuned((embedder.embed_queries if is_question else embedder.embed_passages)(texts))
    for text, plain_vector, tuned_vector in zip(texts, both.plain, both.tuned, strict=True):
        for is_tuned, vector in ((False, plain_vector), (True, tuned_vector)):
            key = keys.get(Wanted(text, is_question, is_tuned))
            if key is not None:
                cache.put(key, vector)


def vectors_of(wanted: Sequence[Wanted], embedder: Embedder, cache: VectorCache) -> Vectors:
    """Return the vectors that are `wanted`, all in `cache`, shape (n, dimension).

    Every vector passes through the cache: a fresh build and a rebuild give the same index.
    """
    rows = [cache.get(item.key(embedder)) for item in wanted]
    return check_vectors(np.array(rows, dtype=np.float32).reshape(len(rows), embedder.dimension))
