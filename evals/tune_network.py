"""Compute multilingual-e5-small in torch, layer by layer, so that its last layers can be trained.

The only part of the tuning, beside `evals/tune_train.py`, that needs torch.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import torch
from torch.nn import functional

from evals.tune_export import dense_rows, layer_values
from rag.e5_tokens import E5Tokenizer
from rag.e5_weights import Shape, Weights
from rag.embedding import Vectors, clean_text

Values = Mapping[str, torch.Tensor]
States = Sequence[torch.Tensor]

MARKS = 2  # begin and end of a text
AT_ONCE = 64


def read_layer(weights: Weights, layer: int) -> dict[str, torch.Tensor]:
    """Return the matrices, biases and normalisations of a layer."""
    return {name: torch.from_numpy(np.array(value)) for name, value in layer_values(weights, layer).items()}


def states_before(texts: Sequence[str], weights: Weights, layer: int) -> list[torch.Tensor]:
    """Return for every text the states (tokens, width) that go into `layer`, in 16 bits: they are computed once."""
    split, words = E5Tokenizer(weights.vocabulary).split, weights.vocabulary
    room = weights.shape.max_tokens - MARKS
    rows = [[words.begin, *split(clean_text(text))[:room], words.end] for text in texts]
    values = {name: value for lower in range(layer) for name, value in read_layer(weights, lower).items()}
    known, at = np.unique(np.concatenate([np.array(row) for row in rows]), return_inverse=True)
    table = torch.from_numpy(dense_rows(weights, "emb.word", weights.shape.width, known))
    starts = np.cumsum([0, *map(len, rows)])
    pieces = [torch.from_numpy(at[start:end]) for start, end in zip(starts, starts[1:], strict=False)]
    found: list[torch.Tensor] = [torch.empty(0)] * len(rows)
    with torch.no_grad():
        for numbers in _alike([len(row) for row in rows], AT_ONCE):
            hidden, mask = _padded([_embedded(table[pieces[number]], weights) for number in numbers])
            for lower in range(layer):
                hidden = run_layer(hidden, mask, values, lower, weights.shape)
            for number, states, own in zip(numbers, hidden, mask, strict=True):
                found[number] = states[own].half()
    return found


def run_layer(
    hidden: torch.Tensor, mask: torch.Tensor, values: Values, layer: int, shape: Shape, dropout: float = 0.0
) -> torch.Tensor:
    """Return the states after a layer, of shape (batch, tokens, width) as before it; `mask` is False for padding."""

    def multiply(source: torch.Tensor, name: str) -> torch.Tensor:
        return functional.linear(source, values[f"l{layer}.{name}.w"], values[f"l{layer}.{name}.b"])

    def normalise(source: torch.Tensor, name: str) -> torch.Tensor:
        scale, shift = values[f"l{layer}.{name}.w"], values[f"l{layer}.{name}.b"]
        return functional.layer_norm(source, (shape.width,), scale, shift, shape.epsilon)

    batch, count, _ = hidden.shape
    heads = [multiply(hidden, name).view(batch, count, shape.heads, -1).transpose(1, 2) for name in "qkv"]
    attended = functional.scaled_dot_product_attention(*heads, attn_mask=mask[:, None, None, :])
    context = multiply(attended.transpose(1, 2).reshape(hidden.shape), "ao")
    middle = normalise(functional.dropout(context, dropout) + hidden, "aln")
    shrunk = multiply(functional.gelu(multiply(middle, "fi")), "fo")
    return normalise(functional.dropout(shrunk, dropout) + middle, "oln")


def encode(states: States, values: Values, layers: range, shape: Shape, dropout: float = 0.0) -> torch.Tensor:
    """Return the vectors of texts, of length 1, from their states before the first of `layers`."""
    hidden, mask = _padded([item.float() for item in states])
    for layer in layers:
        hidden = run_layer(hidden, mask, values, layer, shape, dropout)
    total = (hidden * mask[..., None]).sum(1)
    return functional.normalize(total / mask.sum(1, keepdim=True), dim=-1)


def encode_all(states: States, values: Values, layers: range, shape: Shape) -> Vectors:
    """Return the vectors of all texts, shape (n, width), without training."""
    found = np.zeros((len(states), shape.width), dtype=np.float32)
    with torch.no_grad():
        for numbers in _alike([len(item) for item in states], AT_ONCE):
            found[numbers] = encode([states[number] for number in numbers], values, layers, shape).numpy()
    return found


def _embedded(words: torch.Tensor, weights: Weights) -> torch.Tensor:
    """Return what goes into the first layer: word, position and type vectors, summed and normalised."""
    width = weights.shape.width
    fixed = (
        weights.floats("emb.pos").reshape(-1, width)[: len(words)] + weights.floats("emb.type").reshape(-1, width)[0]
    )
    scale, shift = (torch.from_numpy(weights.floats(f"emb.ln.{part}")) for part in "wb")
    return functional.layer_norm(words + torch.from_numpy(fixed), (width,), scale, shift, weights.shape.epsilon)


def _alike(lengths: Sequence[int], size: int) -> list[list[int]]:
    """Return the numbers of texts in groups of like length, so that little is padded."""
    order = sorted(range(len(lengths)), key=lambda number: lengths[number])
    return [order[start : start + size] for start in range(0, len(order), size)]


def _padded(states: States) -> tuple[torch.Tensor, torch.Tensor]:
    """Return states of one length (batch, tokens, width), and which of them are no padding (batch, tokens)."""
    hidden = torch.nn.utils.rnn.pad_sequence(list(states), batch_first=True)
    lengths = torch.tensor([len(item) for item in states])
    return hidden, torch.arange(hidden.shape[1])[None, :] < lengths[:, None]
