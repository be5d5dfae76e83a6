"""The vector store: Chroma in a folder and on a real server, batches, other installations, a server that is gone."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import chromadb
import httpx
import numpy as np
import pytest

from rag import store as store_module
from rag.embedding import Vectors
from rag.errors import StoreUnreachableError, UsageError
from rag.exact import ExactSearch, open_search
from rag.settings import Settings
from rag.store import ChromaStore, ServerPlace, installation_id, store_in_folder, store_on_server
from tests.timing import best_round, nothing, seconds_of

WIDTH = 384
DIRECTIONS = 20
MORE_THAN_A_BATCH = 6000  # Chroma takes 5461 rows at once
LARGE_LIBRARY = 20_000


def make_vectors(count: int, seed: int = 1) -> Vectors:
    """Return vectors of length 1, shape (count, WIDTH); like those of texts they fill few of their dimensions."""
    random, directions = np.random.default_rng(seed), np.random.default_rng(0).normal(size=(DIRECTIONS, WIDTH))
    vectors = (random.normal(size=(count, DIRECTIONS)) @ directions).astype(np.float32)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


def make_sources(count: int) -> list[str]:
    """Return the source of every vector: 'a' and 'b' in turn."""
    return ["a" if number % 2 == 0 else "b" for number in range(count)]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start a Chroma server and return its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("server")
    command = [str(Path(sys.executable).parent / "chroma"), "run", "--host", "127.0.0.1", "--port", str(port)]
    process = subprocess.Popen([*command, "--path", str(folder)], cwd=folder, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                httpx.get(f"{address}/api/v2/heartbeat", timeout=1)
                break
            except httpx.HTTPError:
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(10)


def names_on(address: str) -> set[str]:
    """Return the names of the collections on a server."""
    client = chromadb.HttpClient("127.0.0.1", int(address.rsplit(":", 1)[1]))
    return {found.name for found in client.list_collections()}


def test_server_holds_a_large_library_and_answers_as_exact_search(server: str) -> None:
    """Every vector is found again on the server, with its own similarity, and within the sources asked for."""
    vectors, sources = make_vectors(LARGE_LIBRARY), make_sources(LARGE_LIBRARY)
    store = store_on_server(ServerPlace(server, "home", "big"), vectors, sources)
    exact = ExactSearch(vectors, sources)
    for number in (0, 2047, 2048, 19_999):
        found, expected = store.search(vectors[number], 10), exact.search(vectors[number], 10)
        assert found[0][0] == expected[0][0] == number
        assert found[0][1] == pytest.approx(1.0, abs=1e-4)
        assert len({i for i, _ in found} & {i for i, _ in expected}) >= 8
    assert {number % 2 for number, _ in store.search(vectors[0], 20, ("b",))} == {1}


def test_open_search_uses_the_server_of_the_settings_and_fills_it_once(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One setting moves the vectors to a server; the second start sends nothing again."""
    settings = Settings(tmp_path, vector_store=server)
    vectors, sources = make_vectors(30), make_sources(30)
    first = open_search(settings, tmp_path / "chroma", "v1", vectors, sources)
    assert isinstance(first, ChromaStore)
    assert first.search(vectors[7], 1)[0][0] == 7
    monkeypatch.setattr(ChromaStore, "fill", lambda *arguments: pytest.fail("sent again"))
    assert open_search(settings, tmp_path / "chroma", "v1", vectors, sources).search(vectors[8], 1)[0][0] == 8


def test_half_filled_collection_is_completed(server: str) -> None:
    """A build that was killed while sending is finished by the next start."""
    vectors, sources, place = make_vectors(40), make_sources(40), ServerPlace(server, "home", "half")
    store_on_server(place, vectors[:15], sources[:15])
    assert store_on_server(place, vectors, sources).search(vectors[33], 1)[0][0] == 33


def test_old_versions_go_and_other_installations_stay(server: str) -> None:
    """The current and the previous version stay; another installation's collections are not touched."""
    vectors, sources = make_vectors(3), make_sources(3)
    store_on_server(ServerPlace(server, "other", "x"), vectors, sources)
    for version in ("one", "two", "three"):
        store_on_server(ServerPlace(server, "mine", version), vectors, sources)
    own = {name for name in names_on(server) if "-mine-" in name or "-other-" in name}
    assert own == {"alliantiewijzer-other-x", "alliantiewijzer-mine-two", "alliantiewijzer-mine-three"}


def test_installations_on_one_server_have_names_of_their_own(tmp_path: Path) -> None:
    """Two data folders never share a collection."""
    assert installation_id(tmp_path / "a") != installation_id(tmp_path / "b")


@pytest.mark.parametrize("address", ["localhost:8000", "ftp://host:1", "http://", "zomaar"])
def test_address_that_is_none_is_refused(address: str) -> None:
    """The address must be a web address."""
    with pytest.raises(UsageError) as caught:
        store_on_server(ServerPlace(address, "home", "v"), make_vectors(1), ["a"])
    assert (caught.value.code, caught.value.values["found"]) == ("store_address", address)


def test_no_server_there_is_said_at_once() -> None:
    """Nobody listens: a typed error that names the address."""
    with pytest.raises(StoreUnreachableError) as caught:
        store_on_server(ServerPlace("http://127.0.0.1:9", "home", "v"), make_vectors(1), ["a"])
    assert caught.value.values["address"] == "http://127.0.0.1:9"


def test_silent_server_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that accepts but never answers costs the probe's patience, no more."""
    monkeypatch.setattr(store_module, "PROBE_TIMEOUT_S", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"

        def try_it() -> None:
            with pytest.raises(StoreUnreachableError):
                store_on_server(ServerPlace(address, "home", "v"), make_vectors(1), ["a"])

        assert best_round(lambda: seconds_of(try_it), 5, warm_up=nothing) < 5


def test_a_lost_server_is_a_typed_error(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the server stops answering between two questions, the next one says so."""
    store = store_on_server(ServerPlace(server, "home", "lost"), make_vectors(5), make_sources(5))
    monkeypatch.setattr(store._client._server, "_api_url", "http://127.0.0.1:9")
    with pytest.raises(StoreUnreachableError):
        store.search(make_vectors(1)[0], 1)


def test_server_calls_have_a_time_limit(server: str) -> None:
    """Chroma's client waits for ever unless told otherwise; ours is told."""
    store = store_on_server(ServerPlace(server, "home", "limit"), make_vectors(2), make_sources(2))
    assert store._client._server._session.timeout.read == store_module.SERVER_TIMEOUT_S


def test_folder_respects_chromas_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A batch is never larger than Chroma says it takes, even when ours is."""
    monkeypatch.setattr(store_module, "BATCH", 100_000)
    vectors = make_vectors(MORE_THAN_A_BATCH)
    store = store_in_folder(tmp_path / "chroma")
    store.fill(vectors, make_sources(len(vectors)))
    assert store.open() == MORE_THAN_A_BATCH
    store.close()
