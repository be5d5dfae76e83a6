"""Read how the last layers of multilingual-e5-small were tuned to this library: `rag/data/e5_tuned.npz`.

Tuned on the questions of `corpus/vragen`, `casussen.toml` and `onderwerpen.toml` (`python -m evals.tune_encoder`), so
that a question lies near the questions and sentences on the same matter. Every product of these layers gets a product
of two narrow matrices beside it (LoRA, Hu et al. 2021), and biases and normalisations of its own.
"""

import hashlib
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rag.e5_weights import Shape
from rag.errors import UsageError

TUNED_FILE = Path(__file__).parent / "data" / "e5_tuned.npz"
ID_CHARACTERS = 8
# The products of a layer by the names of their matrices, which lie side by side; then its normalisations.
PRODUCTS: tuple[tuple[str, ...], ...] = (("q", "k", "v"), ("ao",), ("fi",), ("fo",))
NORMS = ("aln", "oln")


@dataclass(frozen=True)
class Tuning:
    """The tuned layers: from which layer on, and by name the values: `.A` (in, rank), `.B` (rank, out), biases, norms.

    `digest` is the SHA-256 of the file: vectors of one tuning never mix with those of another.
    """

    first_layer: int
    values: Mapping[str, NDArray[np.float32]]
    digest: str


def product_name(layer: int, matrices: tuple[str, ...]) -> str:
    """Return the name of a product of a layer, as the graph and the file of the tuning have it."""
    return f"l{layer}.{matrices[0]}.out"


def read_tuning(shape: Shape, path: Path = TUNED_FILE) -> Tuning:
    """Read the tuned layers of a model of this `shape`; they ship with the package.

    Raises UsageError when the file is missing or damaged, or does not fit the model: vectors of half a tuning would
    not show.
    """
    try:
        raw = path.read_bytes()
        with np.load(BytesIO(raw), allow_pickle=False) as file:
            values = {name: file[name].astype(np.float32) for name in file.files if name != "first_layer"}
            tuning = Tuning(int(file["first_layer"]), values, hashlib.sha256(raw).hexdigest())
    except (OSError, ValueError, KeyError, TypeError, EOFError, RuntimeError, zlib.error, zipfile.BadZipFile) as error:
        raise UsageError("embedding_tuning_unusable", path=path, reason=str(error)) from None
    wrong = _misfits(tuning, shape)
    if wrong:
        raise UsageError("embedding_tuning_unusable", path=path, reason=", ".join(sorted(wrong)[:3]))
    return tuning


def _misfits(tuning: Tuning, shape: Shape) -> set[str]:
    """Return the names of the values that are missing, too many, of another shape than the model's, or not finite."""
    if not 0 <= tuning.first_layer < shape.layers:
        return {"first_layer"}
    sizes = {"fi": (shape.width, shape.inner_width), "fo": (shape.inner_width, shape.width)}
    expected: dict[str, tuple[int, ...]] = {}
    for layer in range(tuning.first_layer, shape.layers):
        for matrices in PRODUCTS:
            name = product_name(layer, matrices)
            width, out = sizes.get(matrices[0], (shape.width, shape.width * len(matrices)))
            rank = tuning.values[f"{name}.A"].shape[-1] if f"{name}.A" in tuning.values else 0
            expected |= {f"{name}.A": (width, rank), f"{name}.B": (rank, out), f"{name}.b": (out,)}
        expected |= {f"l{layer}.{norm}.{part}": (shape.width,) for norm in NORMS for part in "wb"}
    found = {name: value.shape for name, value in tuning.values.items() if np.isfinite(value).all()}
    return {name for name in expected.keys() | tuning.values.keys() if expected.get(name) != found.get(name)}
