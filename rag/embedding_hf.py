"""Run any sentence-transformers model, by name or from a folder (the extra `hf`)."""

import hashlib
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sentence_transformers import SentenceTransformer

from rag.e5_weights import hash_file
from rag.embedding import HF, PASSAGE_PREFIX, QUERY_PREFIX, Both, Vectors, check_vectors, clean_text
from rag.errors import UsageError

_ID_CHARACTERS = 12


class HfEmbedder:
    """Embed with a sentence-transformers model.

    The prefixes are given with every call: e5 models need them, and their own settings do not always name them.
    """

    engine = HF

    def __init__(self, name: str) -> None:
        folder = Path(name).expanduser()
        try:
            # A folder is all there is: nothing is looked up on the network for it.
            self._model = SentenceTransformer(
                str(folder) if folder.is_dir() else name, local_files_only=folder.is_dir(), trust_remote_code=False
            )
        except (OSError, ValueError, RuntimeError, KeyError) as error:
            raise UsageError("hf_model_unusable", found=name, reason=str(error)) from error
        self._lock = threading.Lock()  # torch uses all processors: parallel calls only slow each other down
        self.model_id = f"hf:{folder.name}@{_fingerprint(folder)}" if folder.is_dir() else f"hf:{name}"
        self.tuned_id = self.model_id
        self.dimension = int(self._model.get_embedding_dimension() or 0)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of questions."""
        return self._embed(texts, QUERY_PREFIX)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of passages."""
        return self._embed(texts, PASSAGE_PREFIX)

    def embed_asked(self, texts: Sequence[str]) -> Both:
        """Return the vectors of questions; this engine knows no tuning."""
        return Both.untuned(self.embed_queries(texts))

    def embed_said(self, texts: Sequence[str]) -> Both:
        """Return the vectors of passages; this engine knows no tuning."""
        return Both.untuned(self.embed_passages(texts))

    def _embed(self, texts: Sequence[str], prefix: str) -> Vectors:
        """Return one row per text; the model cuts off what is longer than it can read."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        clean = [clean_text(text) for text in texts]
        with self._lock:
            vectors = self._model.encode(clean, prompt=prefix, normalize_embeddings=True, show_progress_bar=False)
        return check_vectors(np.asarray(vectors, dtype=np.float32))


def _fingerprint(folder: Path) -> str:
    """Return a short hash of all files of a model, so that other weights under the same name are another model."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(f"{path.relative_to(folder).as_posix()}\0{hash_file(path)}\n".encode())
    return digest.hexdigest()[:_ID_CHARACTERS]
