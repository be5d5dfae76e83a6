"""Keep vectors in Chroma, in a folder or on a server; the only module that knows Chroma.

Vectors and source ids go in and out, never texts or functions.
"""

import errno
import hashlib
import platform
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

import httpx
import numpy as np

from rag.embedding import Vectors
from rag.errors import StoreUnreachableError, UsageError

COLLECTION = "entries"
# Chroma refuses a larger batch than its SQLite takes (5461 rows); this one is faster, and its request small.
BATCH = 2048
# Search breadth of the graph; on 8,049 entries 99.4 % of the nearest 400 are found, at 2.5 ms a query.
SEARCH_BREADTH = 400
# Up to here every vector is compared: some 0.5 ms for 8,000 entries, 4 ms for 50,000 (docs/embedding.md). Chroma's
# graph is hardly faster there, misses some of the nearest 400, and misses others after every rebuild.
EXACT_LIMIT = 50_000
# A graph that is not searched is written with less care: 2 s for 8,000 entries instead of 4.
UNSEARCHED_BREADTH = 100
# A server that answers at all answers a query in milliseconds and takes a batch in a second or two.
SERVER_TIMEOUT_S = 20.0
PROBE_TIMEOUT_S = 5.0
# The previous index stays on the server, as it does on disk: another process may still be answering from it.
KEPT_COLLECTIONS = 2

_PREFIX = "alliantiewijzer"
_ID_CHARACTERS = 12


class VectorStore(Protocol):
    """Find the entries whose vectors lie nearest to a question's."""

    def search(self, vector: Vectors, k: int, source_ids: Sequence[str] = ()) -> list[tuple[int, float]]:
        """Return at most `k` (entry number, cosine similarity), best first, from `source_ids` (all when empty)."""
        ...


@dataclass(frozen=True)
class ServerPlace:
    """Say where on which server the vectors of one index stand; `home` is the installation that owns them."""

    address: str
    home: str
    version: str

    @property
    def collection(self) -> str:
        """Return the name of the collection."""
        return f"{_PREFIX}-{self.home}-{self.version[:_ID_CHARACTERS]}"


class ChromaStore:
    """Hold one collection of entry vectors."""

    def __init__(self, client: Any, name: str = COLLECTION) -> None:
        self._client = client
        self._name = name
        self._collection: Any = None

    def fill(self, vectors: Vectors, source_ids: Sequence[str], breadth: int = SEARCH_BREADTH) -> None:
        """Write all vectors: row i of `vectors` (n, d) belongs to source `source_ids[i]`; rows already there stay."""
        self._collection = self._client.get_or_create_collection(
            self._name,
            embedding_function=None,
            configuration={"hnsw": {"space": "cosine", "ef_search": SEARCH_BREADTH, "ef_construction": breadth}},
            metadata={"made": time.time()},
        )
        batch = min(BATCH, int(self._client.get_max_batch_size()))
        for start in range(0, len(vectors), batch):
            end = min(start + batch, len(vectors))
            self._collection.upsert(
                ids=[str(number) for number in range(start, end)],
                embeddings=np.asarray(vectors[start:end], dtype=np.float32),
                metadatas=[{"source": source_ids[number]} for number in range(start, end)],
            )

    def open(self) -> int:
        """Open the collection and return its number of vectors, 0 when there is none."""
        from chromadb.errors import NotFoundError

        try:
            self._collection = self._client.get_collection(self._name, embedding_function=None)
        except NotFoundError:
            return 0
        return int(self._collection.count())

    def search(self, vector: Vectors, k: int, source_ids: Sequence[str] = ()) -> list[tuple[int, float]]:
        """Return at most `k` (entry number, cosine similarity), best first."""
        where = {"source": {"$in": list(source_ids)}} if source_ids else None
        try:
            found = self._collection.query(
                query_embeddings=np.asarray(vector, dtype=np.float32).reshape(1, -1),
                n_results=k,
                where=where,
                include=["distances"],
            )
        except httpx.HTTPError as error:
            raise StoreUnreachableError("store_unreachable", reason=str(error) or type(error).__name__) from error
        return [(int(i), 1.0 - float(d)) for i, d in zip(found["ids"][0], found["distances"][0], strict=True)]

    def close(self) -> None:
        """Let go of the folder, so that it can be renamed or removed."""
        self._collection = None
        self._client.close()


def store_in_folder(folder: Path) -> ChromaStore:
    """Return the store in an embedded Chroma folder; one process may hold it at a time."""
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False, allow_reset=False)
    return ChromaStore(chromadb.PersistentClient(path=str(folder), settings=settings))


def fill_folder(folder: Path, vectors: Vectors, source_ids: Sequence[str]) -> None:
    """Write all vectors into a new Chroma folder and let go of it.

    Raises OSError where Chroma cannot write; it tells of a full disk in an error of its own.
    """
    from chromadb.errors import ChromaError

    try:
        store = store_in_folder(folder)
        store.fill(vectors, source_ids, SEARCH_BREADTH if len(vectors) > EXACT_LIMIT else UNSEARCHED_BREADTH)
        store.close()
    except (ChromaError, AttributeError) as error:
        # When Chroma cannot open its folder its own clearing up fails, and hides the reason behind an AttributeError.
        reason = str(error.__context__ if isinstance(error, AttributeError) and error.__context__ else error)
        raise OSError(errno.ENOSPC if "full" in reason else errno.EIO, reason, str(folder)) from error


def store_on_server(place: ServerPlace, vectors: Vectors, source_ids: Sequence[str]) -> ChromaStore:
    """Return the store on a Chroma server, filled with `vectors` where the server does not hold them yet.

    Any number of processes may do this at once: they write the same rows. Raises UsageError for an address that is
    none, StoreUnreachableError when no Chroma server answers there.
    """
    client = _connect(place.address)
    try:
        store = ChromaStore(client, place.collection)
        if store.open() != len(vectors):
            store.fill(vectors, source_ids)
            _remove_old(client, place)
    except httpx.HTTPError as error:
        raise _unreachable(place.address, error) from error
    return store


def installation_id(data_dir: Path) -> str:
    """Return a short name for the data folder on this machine, which owns collections on a shared server."""
    return hashlib.sha256(f"{platform.node()}\0{data_dir}".encode()).hexdigest()[:_ID_CHARACTERS]


def _connect(address: str) -> Any:
    """Return a client of the Chroma server at `address` ("http://host:8000")."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError("store_address", found=address)
    port = parts.port or (443 if parts.scheme == "https" else 8000)
    try:
        # Chroma's own client waits for ever: ask first whether anyone is there.
        probe = f"{parts.scheme}://{parts.netloc if parts.port else f'{parts.hostname}:{port}'}/api/v2/heartbeat"
        httpx.get(probe, timeout=PROBE_TIMEOUT_S).raise_for_status()
    except httpx.HTTPError as error:
        raise _unreachable(address, error) from error
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False, allow_reset=False)
    client: Any = chromadb.HttpClient(parts.hostname, port, ssl=parts.scheme == "https", settings=settings)
    client._server._session.timeout = SERVER_TIMEOUT_S  # there is no public way to set it
    return client


def _remove_old(client: Any, place: ServerPlace) -> None:
    """Remove this installation's collections of versions before the last one."""
    own = [found for found in client.list_collections() if found.name.startswith(f"{_PREFIX}-{place.home}-")]
    own.sort(key=lambda found: (found.name == place.collection, (found.metadata or {}).get("made", 0.0)))
    for old in own[:-KEPT_COLLECTIONS]:
        client.delete_collection(old.name)


def _unreachable(address: str, error: Exception) -> StoreUnreachableError:
    return StoreUnreachableError("store_unreachable", address=address, reason=str(error) or type(error).__name__)
