"""Disks that are really full or read-only: mounted here, by root; elsewhere these tests are skipped."""

import gc
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ingest.build import ensure_index
from ingest.documents import Listener, index_documents
from rag.library import open_library
from rag.settings import Settings
from tests.ingest.fake_embedder import WordEmbedder

EMBEDDER = WordEmbedder()
LISTENER = Listener(lambda step, done, total: None)
SENTENCES = 400
PATIENCE = 10


@contextmanager
def mounted(place: Path, options: str) -> Iterator[Path]:
    """Mount a file system of its own, in memory, at `place`."""
    place.mkdir()
    call = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
    try:
        done = subprocess.run(call, capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no mount")
    if done.returncode:
        pytest.skip("only root may mount")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def remount(place: Path, options: str) -> None:
    """Mount `place` again; a file that something still has open for writing may keep it busy for a moment."""
    for _ in range(PATIENCE):
        done = subprocess.run(["mount", "-o", f"remount,{options}", str(place)], capture_output=True, check=False)
        if done.returncode == 0:
            return
        gc.collect()
        time.sleep(1)
    pytest.fail(done.stderr.decode())


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    made = tmp_path / "corpus"
    made.mkdir()
    (made / "sources.toml").write_text("", encoding="utf-8")
    return made


def book(folder: Path, name: str, sentences: int) -> Path:
    text = "\n\n".join(f"Zin {number} van {name} gaat over samenwerken nummer {number}." for number in range(sentences))
    path = folder / f"{name}.md"
    path.write_text(f"# {name}\n\n{text}\n", encoding="utf-8")
    return path


def test_a_disk_that_is_really_full_leaves_the_old_index_and_room_makes_it_work(tmp_path: Path, corpus: Path):
    with mounted(tmp_path / "schijf", "size=64m") as disk:
        settings = Settings(data_dir=disk / "data", corpus_dir=corpus)
        index_documents([book(tmp_path, "klein", 5)], settings, EMBEDDER, LISTENER)
        before = open_library(settings, EMBEDDER)
        used = sum(path.stat().st_blocks * 512 for path in disk.rglob("*"))
        remount(disk, f"size={used // 1024 + 300}k")
        with pytest.raises(OSError, match="full|No space"):
            index_documents([book(tmp_path, "groot", SENTENCES)], settings, EMBEDDER, LISTENER)
        assert open_library(settings, EMBEDDER).index_id == before.index_id
        assert not list(settings.index_dir.glob("*.tmp-*"))
        remount(disk, "size=64m")
        assert index_documents([tmp_path / "groot.md"], settings, EMBEDDER, LISTENER).build.built


def test_a_data_folder_on_a_read_only_disk_answers_and_does_not_index(tmp_path: Path, corpus: Path):
    with mounted(tmp_path / "schijf", "size=64m") as disk:
        settings = Settings(data_dir=disk / "data", corpus_dir=corpus)
        index_documents([book(tmp_path, "klein", 5)], settings, EMBEDDER, LISTENER)
        before = open_library(settings, EMBEDDER).index_id
        remount(disk, "ro")
        assert not ensure_index(settings, EMBEDDER, LISTENER.progress).built
        assert open_library(settings, EMBEDDER).index_id == before
        with pytest.raises(OSError):
            index_documents([book(tmp_path, "meer", 5)], settings, EMBEDDER, LISTENER)


def test_documents_on_a_read_only_disk_are_indexed(tmp_path: Path, corpus: Path):
    with mounted(tmp_path / "schijf", "size=8m") as disk:
        book(disk, "klein", 5)
        remount(disk, "ro")
        settings = Settings(data_dir=tmp_path / "data", corpus_dir=corpus)
        assert index_documents([disk], settings, EMBEDDER, LISTENER).build.built
