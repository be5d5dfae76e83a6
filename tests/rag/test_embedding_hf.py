"""The engine `hf`: a sentence-transformers model from a folder, without a network."""

import importlib.util
import shutil
from pathlib import Path

import pytest

from rag.embedding import Embedder, load_embedder
from rag.embedding_onnx import OnnxEmbedder
from rag.errors import UsageError
from tests.rag.dutch_texts import QUESTIONS, read_passages

HAS_HF = importlib.util.find_spec("sentence_transformers") is not None
needs_hf = pytest.mark.skipif(not HAS_HF, reason="sentence-transformers (the extra `hf`) is not installed")
# The folder holds the same weights in 32-bit floats; the other engines also round what goes through the network.
SAME_WEIGHTS_COSINE = 0.999


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a model folder."""
    from tests.rag.e5_folder import write_e5_folder

    return write_e5_folder(tmp_path_factory.mktemp("hf"))


@pytest.fixture(scope="module")
def hf(folder: Path) -> Embedder:
    """Return the engine for that folder, with the network switched off."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HF_HUB_OFFLINE", "1")
        return load_embedder(f"hf:{folder}")


@needs_hf
def test_folder_gives_the_vectors_of_the_same_weights(hf: Embedder, tmp_path: Path) -> None:
    """The prefixes are the same ones, so the vectors agree with those of the default engine."""
    onnx = OnnxEmbedder(tmp_path)
    passages = read_passages(40)
    assert (hf.embed_queries(QUESTIONS) * onnx.embed_queries(QUESTIONS)).sum(axis=1).min() >= SAME_WEIGHTS_COSINE
    assert (hf.embed_passages(passages) * onnx.embed_passages(passages)).sum(axis=1).min() >= SAME_WEIGHTS_COSINE
    assert hf.dimension == onnx.dimension


@needs_hf
def test_prefixes_are_set(hf: Embedder) -> None:
    """A text is another vector as a question than as a passage, though the model names no prompts."""
    text = ["vertrouwen in een alliantie"]
    assert (hf.embed_queries(text) * hf.embed_passages(text)).sum() < SAME_WEIGHTS_COSINE


@needs_hf
def test_a_model_that_knows_no_tuning_gives_its_plain_vectors(hf: Embedder) -> None:
    assert hf.tuned_id == hf.model_id
    for both, plain in ((hf.embed_asked(QUESTIONS), hf.embed_queries), (hf.embed_said(QUESTIONS), hf.embed_passages)):
        assert (both.plain == both.tuned).all()
        assert (both.tuned * plain(QUESTIONS)).sum(axis=1).min() >= SAME_WEIGHTS_COSINE


@needs_hf
def test_odd_texts_are_embedded(hf: Embedder) -> None:
    """Empty, broken and very long texts give a row each; no texts give no rows."""
    assert hf.embed_passages(["", "a\x00b", "\ud800", "woord " * 3000]).shape == (4, hf.dimension)
    assert hf.embed_queries([]).shape == (0, hf.dimension)


@needs_hf
def test_other_files_are_another_model(hf: Embedder, folder: Path, tmp_path: Path) -> None:
    """The same folder elsewhere is the same model; a changed file makes it another one."""
    copy = tmp_path / folder.name
    shutil.copytree(folder, copy)
    assert load_embedder(f"hf:{copy}").model_id == hf.model_id != OnnxEmbedder.model_id
    (copy / "README.md").write_text("changed", encoding="utf-8")
    load_embedder.__globals__["_load"].cache_clear()
    assert load_embedder(f"hf:{copy}").model_id != hf.model_id


@needs_hf
def test_unusable_folder_is_refused(tmp_path: Path) -> None:
    """A folder without a model is the user's mistake and named."""
    with pytest.raises(UsageError) as caught:
        load_embedder(f"hf:{tmp_path}")
    assert caught.value.code == "hf_model_unusable"
    assert caught.value.values["found"] == str(tmp_path)


@pytest.mark.skipif(HAS_HF, reason="sentence-transformers is installed")
def test_missing_extra_is_named() -> None:
    """Without sentence-transformers the error names the extra that brings it."""
    with pytest.raises(UsageError) as caught:
        load_embedder("hf:intfloat/multilingual-e5-small")
    assert (caught.value.code, caught.value.values["extra"]) == ("hf_not_installed", "hf")
