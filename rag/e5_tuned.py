"""Read how the last layers of multilingual-e5-small were tuned to this library: `rag/data/e5_tuned.npz`.

Tuned on the questions of `corpus/vragen`, `casussen.toml` and `onderwerpen.toml` (`python -m evals.tune`), so that a
question lies near the questions and sentences on the same matter. Every product of these layers gets a product of two
narrow matrices beside it (LoRA, Hu et al. 2021), and biases and normalisations of its own.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

TUNED_FILE = Path(__file__).parent / "data" / "e5_tuned.npz"
ID_CHARACTERS = 8


@dataclass(frozen=True)
class Tuning:
    """The tuned layers: from which layer on, and by name the values: `.A` (in, rank), `.B` (rank, out), biases, norms.

    `digest` is the SHA-256 of the file: vectors of one tuning never mix with those of another.
    """

    first_layer: int
    values: Mapping[str, NDArray[np.float32]]
    digest: str


def read_tuning(path: Path = TUNED_FILE) -> Tuning:
    """Read the tuned layers; they ship with the package."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    with np.load(path, allow_pickle=False) as file:
        values = {name: file[name].astype(np.float32) for name in file.files if name != "first_layer"}
        return Tuning(int(file["first_layer"]), values, digest)
