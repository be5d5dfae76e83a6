"""The rows of the questions that lead to places: of pointers, cases, subjects and outlines, one after the other."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rag.chosen import Chosen
from rag.embedding import Vectors
from rag.records import Pointer


@dataclass(frozen=True)
class Told:
    """Questions with their vectors, shape (n, dimension), and of each the number of what it leads to, shape (n,)."""

    vectors: Vectors
    owners: NDArray[np.int64]


@dataclass(frozen=True)
class AskedRows:
    """The vectors of all questions by what they lead to; `titles` has one of every case, shape (cases, dimension)."""

    pointers: Vectors
    cases: Told
    subjects: Told
    outlines: Told
    titles: Vectors


def asked_texts(pointers: Sequence[Pointer], chosen: Chosen) -> list[str]:
    """Return the questions in the order of their vectors."""
    groups = _groups(chosen)
    told = [text for group in groups for texts in group for text in texts]
    return [*(pointer.text for pointer in pointers), *told, *(case.title for case in chosen.cases)]


def split_rows(vectors: Vectors, pointers: Sequence[Pointer], chosen: Chosen) -> AskedRows:
    """Return `vectors`, a row for each of `asked_texts`, by what they lead to."""
    first, told = len(pointers), []
    for group in _groups(chosen):
        counts = [len(texts) for texts in group]
        told.append(Told(vectors[first : first + sum(counts)], np.repeat(np.arange(len(group)), counts)))
        first += sum(counts)
    cases, subjects, outlines = told
    return AskedRows(vectors[: len(pointers)], cases, subjects, outlines, vectors[first:])


def _groups(chosen: Chosen) -> tuple[list[tuple[str, ...]], ...]:
    """Return the questions of every case, of every subject and of every outline."""
    return (
        [case.tellings for case in chosen.cases],
        [subject.questions for subject in chosen.subjects],
        [outline.questions for outline in chosen.outlines],
    )
