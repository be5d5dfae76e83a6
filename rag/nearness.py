"""Compare one vector with many."""

import numpy as np
from numpy.typing import NDArray

from rag.embedding import Vectors


def similarities(rows: Vectors, vector: Vectors) -> Vectors:
    """Return the dot product of each of `rows`, shape (n, dimension), with `vector`, shape (n,).

    Row by row and in one thread. BLAS shares `rows @ vector` between threads that wait for each other, which on a busy
    machine takes 3 to 8 ms instead of 0.2 to 1, and its last bits then depend on how many processors there are.
    """
    return np.asarray(np.vecdot(np.asarray(rows), np.asarray(vector, dtype=np.float32)))


def highest(values: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    """Return the places of the `count` highest of `values`, highest first; of equals the first comes first."""
    places = np.arange(len(values))
    if len(values) > count:
        places = np.flatnonzero(values >= np.partition(values, len(values) - count)[len(values) - count])
    return places[np.argsort(-values[places], kind="stable")][:count]
