"""Write how tuned layers differ from the model's as narrow matrices: the file that `rag/e5_tuned.py` reads."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rag.e5_tuned import NORMS, PRODUCTS, product_name
from rag.e5_weights import Weights

Floats = NDArray[np.float32]
Values = Mapping[str, Floats]

# Of each matrix the 32 strongest directions of the difference are kept; queries, keys and values, which share theirs,
# have 64 together.
RANK = 32
MIDDLE = 8  # how a weight of 0 is written in 4 bits
INNER_INPUT = "fo"  # the one matrix whose rows are as wide as the inner network


def layer_values(weights: Weights, layer: int) -> dict[str, Floats]:
    """Return the matrices (rows, columns), biases and normalisations of a layer, by their names in the file."""
    values: dict[str, Floats] = {}
    for matrix in (name for matrices in PRODUCTS for name in matrices):
        width = weights.shape.inner_width if matrix == INNER_INPUT else weights.shape.width
        values[f"l{layer}.{matrix}.w"] = dense_rows(weights, f"l{layer}.{matrix}.w", width)
        values[f"l{layer}.{matrix}.b"] = weights.floats(f"l{layer}.{matrix}.b")
    return values | {
        f"l{layer}.{norm}.{part}": weights.floats(f"l{layer}.{norm}.{part}") for norm in NORMS for part in "wb"
    }


def dense_rows(weights: Weights, name: str, width: int, rows: NDArray[np.int64] | None = None) -> Floats:
    """Return a matrix of 4-bit weights as floats, all of its rows or only `rows`."""
    blocks = weights.blocks(name, width)
    values, scales = (blocks.values, blocks.scales) if rows is None else (blocks.values[rows], blocks.scales[rows])
    return np.asarray(((values.astype(np.float32) - MIDDLE) * scales[..., None]).reshape(len(values), width))


def narrow(tuned: Values, plain: Values, layers: range, rank: int = RANK) -> dict[str, NDArray[np.generic]]:
    """Return by name what is written: for every product the best two matrices of `rank` for its difference (by SVD)."""
    found: dict[str, NDArray[np.generic]] = {"first_layer": np.array(layers.start)}
    for layer in layers:
        for matrices in PRODUCTS:
            names = [f"l{layer}.{matrix}" for matrix in matrices]
            difference = np.concatenate([tuned[f"{name}.w"] - plain[f"{name}.w"] for name in names])
            left, strengths, right = np.linalg.svd(difference, full_matrices=False)
            kept = rank if len(matrices) == 1 else 2 * rank
            root = np.sqrt(strengths[:kept])
            product = product_name(layer, matrices)
            found[f"{product}.A"] = (right[:kept].T * root).astype(np.float16)
            found[f"{product}.B"] = (root[:, None] * left[:, :kept].T).astype(np.float16)
            found[f"{product}.b"] = np.concatenate([tuned[f"{name}.b"] for name in names])
        for norm in NORMS:
            found |= {f"l{layer}.{norm}.{part}": tuned[f"l{layer}.{norm}.{part}"] for part in "wb"}
    return found


def widen(written: Mapping[str, NDArray[np.generic]], plain: Values, layers: range) -> dict[str, Floats]:
    """Return the layers as what is written has them, by the names of `plain`: to measure what the rank costs."""
    values: dict[str, Floats] = {}
    for layer in layers:
        for matrices in PRODUCTS:
            product = product_name(layer, matrices)
            narrowed, back = (np.asarray(written[f"{product}.{part}"], dtype=np.float32) for part in "AB")
            difference, bias = (narrowed @ back).T, np.asarray(written[f"{product}.b"], dtype=np.float32)
            size = len(bias) // len(matrices)
            for number, matrix in enumerate(matrices):
                own = slice(number * size, (number + 1) * size)
                name = f"l{layer}.{matrix}"
                values[f"{name}.w"], values[f"{name}.b"] = plain[f"{name}.w"] + difference[own], bias[own]
        for name in (f"l{layer}.{norm}.{part}" for norm in NORMS for part in "wb"):
            values[name] = np.asarray(written[name], dtype=np.float32)
    return values


def read_arrays(path: Path) -> dict[str, NDArray[np.generic]]:
    """Return what an earlier tuning wrote, by name; raises OSError or ValueError when it cannot be read."""
    with np.load(path, allow_pickle=False) as file:
        return {name: file[name] for name in file.files}


def write_tuning(path: Path, written: Mapping[str, NDArray[np.generic]]) -> None:
    """Write the file; the same values give the same bytes."""
    with path.open("wb") as file:
        np.savez(file, **dict(sorted(written.items())))  # type: ignore[arg-type]
