"""The stock llama-index starter with our embeddings: chunks of 1024 tokens, the two nearest, their text as the answer.

The only module of the suite that knows llama-index. It is no dependency of the product: `pip install llama-index-core`,
or `make baselines`.
"""

import hashlib
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from evals.bots import make_refusal
from evals.runner import Advises
from rag.embedding import Embedder
from rag.library import Library
from rag.records import Answer, Citation, Passage, Sentence, Support, Trace, Turn
from rag.text import sentences

TOP_K = 2  # llama-index's own default
CACHE_FILE = "starter.npz"


def is_available() -> bool:
    """Tell whether llama-index-core is installed."""
    return find_spec("llama_index") is not None


class Starter:
    """Answer with the text of the nearest chunks of the dossiers."""

    def __init__(self, library: Library, corpus_dir: Path, embedder: Embedder, cache_dir: Path) -> None:
        from llama_index.core import Document, VectorStoreIndex  # type: ignore[import-not-found, unused-ignore]

        self._library = library
        paths = [corpus_dir / f"{source.id}.md" for source in library.sources]
        documents = [
            Document(text=path.read_text(encoding="utf-8"), metadata={"file_name": path.name})
            for path in paths
            if path.is_file()
        ]
        model = _make_embedding(embedder, cache_dir / CACHE_FILE)
        index = VectorStoreIndex.from_documents(documents, embed_model=model)
        model.save()
        self._retriever = index.as_retriever(similarity_top_k=TOP_K)

    @property
    def library(self) -> Library:
        """Return the library its text is traced back to."""
        return self._library

    def ask(self, question: str, history: Sequence[Turn] = (), sources: Sequence[str] = ()) -> Answer:
        """Answer with the retrieved text; it knows neither history nor a choice of sources."""
        texts = [str(node.get_content()) for node in self._retriever.retrieve(question)]
        return trace_back(question, texts, self._library)


def trace_back(question: str, texts: Sequence[str], library: Library) -> Answer:
    """Return retrieved texts as an answer that cites every passage whose text they hold."""
    flat = [" ".join(text.split()) for text in texts]
    passages = [p for text in flat for p in library.passages if " ".join(p.text.split()) in text]
    passages = list(dict.fromkeys(passages))
    numbers = {passage.id: n for n, passage in enumerate(passages, 1)}
    stated = [
        Sentence(line, (numbers[passage.id],), Support.VERBATIM, 1.0)
        for passage in passages
        for line in sentences(passage.text)
    ]
    base = make_refusal(question, library)
    return Answer(
        **{
            **vars(base),
            "answered": bool(texts),
            "answer": "\n\n".join(texts),
            "sentences": tuple(stated),
            "citations": tuple(_cite(passage, numbers[passage.id], library) for passage in passages),
            "refusal": None if texts else base.refusal,
            "trace": Trace(found=tuple((passage.id, 0.0) for passage in passages)),
        }
    )


def _cite(passage: Passage, n: int, library: Library) -> Citation:
    source = library.source_by_id[passage.source_id]
    return Citation(
        source_id=source.id,
        authors=source.authors,
        year=source.year,
        title=source.title,
        section=passage.section,
        passage_id=passage.id,
        quote=passage.text,
        origin=passage.origin,
        n=n,
    )


def _make_embedding(embedder: Embedder, cache: Path) -> Any:
    """Return our embedder as llama-index wants it, remembering the vectors of chunks in `cache`."""
    from llama_index.core.base.embeddings.base import (  # type: ignore[import-not-found, unused-ignore]
        BaseEmbedding,
    )

    known: dict[str, list[float]] = {}
    if cache.is_file():
        with np.load(cache, allow_pickle=False) as file:
            known = dict(zip(file["keys"].tolist(), file["vectors"].tolist(), strict=True))

    def embed_chunk(text: str) -> list[float]:
        key = hashlib.sha256(f"{embedder.model_id}\0{text}".encode()).hexdigest()
        if key not in known:
            known[key] = embedder.embed_passages([text])[0].tolist()
        return known[key]

    class OurEmbedding(BaseEmbedding):  # type: ignore[misc, unused-ignore]
        def _get_query_embedding(self, query: str) -> list[float]:
            return [float(value) for value in embedder.embed_queries([query])[0]]

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return self._get_query_embedding(query)

        def _get_text_embedding(self, text: str) -> list[float]:
            return embed_chunk(text)

        def save(self) -> None:
            cache.parent.mkdir(parents=True, exist_ok=True)
            np.savez(cache, keys=np.array(list(known)), vectors=np.array(list(known.values()), dtype=np.float32))

    return OurEmbedding(model_name=embedder.model_id, embed_batch_size=1)


def open_starter(library: Library, corpus_dir: Path, embedder: Embedder, data_dir: Path) -> Advises:
    """Return the starter; its vectors are kept in `data_dir`/evals. Raises ImportError without llama-index-core."""
    return Starter(library, corpus_dir, embedder, data_dir / "evals")
