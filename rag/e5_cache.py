"""Keep multilingual-e5-small, converted for ONNX Runtime, in the user's cache."""

import contextlib
import json
import logging
import os
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

import platformdirs

from rag.e5_tuned import Tuning
from rag.e5_weights import WEIGHTS_SHA256, Weights, hash_file
from rag.settings import APP_NAME

# Part of the file names: a release that builds another graph neither reads nor disturbs the files of this one.
GRAPH_VERSION = 3

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Manifest:
    """Record what a converted model was made from and what its bytes must be."""

    weights_sha256: str
    tuning_sha256: str
    model_sha256: str


def default_cache_dir() -> Path:
    """Return the user's cache folder."""
    return Path(platformdirs.user_cache_dir(APP_NAME))


def ensure_model(cache_dir: Path, weights: Weights, tuning: Tuning) -> Path | bytes:
    """Return the path of the converted model, made anew when missing, damaged or of other weights.

    Processes may do this at the same time: each writes files of its own and puts them in place whole, and all
    write the same bytes. Where nothing can be written, return the model itself, which costs 2 s at every start.
    """
    model = cache_dir / f"e5-small-q4-v{GRAPH_VERSION}.onnx"
    manifest = model.with_suffix(".json")
    if not _is_intact(model, manifest, tuning):
        return _convert(weights, tuning, model, manifest)
    return model


def _is_intact(model: Path, manifest: Path, tuning: Tuning) -> bool:
    """Tell whether the model is there, whole, and made from our weights."""
    try:
        recorded = Manifest(**json.loads(manifest.read_text(encoding="utf-8")))
        found = hash_file(model)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError, TypeError) as error:
        _log.warning("the converted embedding model cannot be read (%s); it is made anew", error)
        return False
    if recorded == Manifest(WEIGHTS_SHA256, tuning.digest, found):
        return True
    _log.warning("the converted embedding model does not have the recorded hash; it is made anew: %s", model)
    return False


def _convert(weights: Weights, tuning: Tuning, model: Path, manifest: Path) -> Path | bytes:
    """Write the converted model, then the record that vouches for it; return where it is, or itself if it cannot be."""
    from rag.e5_graph import build_graph  # loads the package onnx (30 MB), needed only this once

    _log.info("converting the embedding model into %s", model)
    graph = build_graph(weights, tuning)
    try:
        model.parent.mkdir(parents=True, exist_ok=True)
        _write_whole(model, graph)
        # Hashed as read back from the disk, so that a write that went wrong shows at once.
        record = Manifest(WEIGHTS_SHA256, tuning.digest, hash_file(model))
        _write_whole(manifest, json.dumps(asdict(record), indent=1).encode())
    except OSError as error:  # read-only, full, no folder: the memory does as well, for this run
        _log.warning("the converted embedding model cannot be kept (%s); it is made anew at every start", error)
        return graph
    return model


def _write_whole(path: Path, data: bytes) -> None:
    """Write a file so that others see either the old one or all of the new one."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
