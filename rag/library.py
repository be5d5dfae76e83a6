"""The library as it is searched: sources, passages, search entries, glossary, words and vectors."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from rag.asked_rows import AskedRows, split_rows
from rag.chosen import Chosen, Place
from rag.embedding import Embedder, Vectors
from rag.errors import IndexUnusableError, UsageError
from rag.exact import open_search
from rag.index_files import (
    ASKED_VECTORS,
    BM25,
    CHROMA,
    FORMAT,
    SAID_VECTORS,
    VECTORS,
    current_folder,
    models_of,
    read_cases,
    read_entries,
    read_manifest,
    read_outlines,
    read_passages,
    read_pointers,
    read_sources,
    read_subjects,
    read_terms,
    verify_files,
)
from rag.lexical import LexicalIndex, compound_vocabulary, words_of
from rag.library_statistics import Rarity, Scale, scale_between, scale_within
from rag.records import LED_TO, Bearing, Entry, EntryRole, Passage, PassageKind, Pointer, Source, Term
from rag.settings import Settings
from rag.store import VectorStore
from rag.text import fold, stem_set


@dataclass(frozen=True, eq=False)
class Library:
    """One opened index. `passages` are in reading order; row i of `vectors` belongs to `entries[i]`.

    `comparisons` are the editors' notes that set two sides beside each other: led to, and never searched.
    `said_vectors` has a row for every sentence and row, `asked_vectors` for every question that leads to places
    (`rag.asked_rows`); both by the tuned model.
    """

    index_id: str
    sources: tuple[Source, ...]
    passages: tuple[Passage, ...]
    entries: tuple[Entry, ...]
    terms: tuple[Term, ...]
    lexical: LexicalIndex
    store: VectorStore
    vectors: Vectors
    pointers: tuple[Pointer, ...]
    chosen: Chosen
    said_vectors: Vectors
    asked_vectors: Vectors
    comparisons: tuple[Passage, ...] = ()

    @cached_property
    def source_by_id(self) -> dict[str, Source]:
        """Return the sources by id."""
        return {source.id: source for source in self.sources}

    @cached_property
    def passage_by_id(self) -> dict[str, Passage]:
        """Return the passages by id."""
        return {passage.id: passage for passage in (*self.passages, *self.comparisons)}

    @cached_property
    def entry_parts(self) -> NDArray[np.int32]:
        """Return the part number of every entry, shape (n,)."""
        return np.array([self.passage_by_id[entry.passage_id].part for entry in self.entries], dtype=np.int32)

    @cached_property
    def entry_rows(self) -> NDArray[np.int32]:
        """Return the table row of every entry, -1 where it stands for more than a row, shape (n,)."""
        return np.array([-1 if entry.row is None else entry.row for entry in self.entries], dtype=np.int32)

    @cached_property
    def entries_by_role(self) -> dict[EntryRole, NDArray[np.int64]]:
        """Return the numbers of the entries of each role."""
        roles = np.array([entry.role for entry in self.entries])
        return {role: np.flatnonzero(roles == role) for role in EntryRole}

    @cached_property
    def entry_sources(self) -> NDArray[np.str_]:
        """Return the source id of every entry, shape (n,)."""
        return np.array([entry.source_id for entry in self.entries])

    @cached_property
    def said_rows(self) -> NDArray[np.int64]:
        """Return for every entry its row in `said_vectors`, -1 for what is no sentence or row, shape (n,)."""
        is_text = np.array([entry.role in LED_TO for entry in self.entries])
        return np.where(is_text, np.cumsum(is_text) - 1, -1)

    @cached_property
    def entries_by_part(self) -> dict[int, NDArray[np.int64]]:
        """Return the numbers of the entries of each part."""
        order = np.argsort(self.entry_parts, kind="stable")
        parts, starts = np.unique(self.entry_parts[order], return_index=True)
        return {int(part): group for part, group in zip(parts, np.split(order, starts[1:]), strict=True)}

    @cached_property
    def entries_by_passage(self) -> dict[str, tuple[int, ...]]:
        """Return the numbers of the entries of each passage."""
        found: dict[str, list[int]] = {}
        for number, entry in enumerate(self.entries):
            found.setdefault(entry.passage_id, []).append(number)
        return {passage_id: tuple(numbers) for passage_id, numbers in found.items()}

    @cached_property
    def text_entries(self) -> dict[str, tuple[int, ...]]:
        """Return the numbers of the sentences or rows of each passage, in its own order."""
        return {
            passage_id: tuple(number for number in numbers if self.entries[number].role in LED_TO)
            for passage_id, numbers in self.entries_by_passage.items()
        }

    def entries_at(self, places: Iterable[Place]) -> tuple[int, ...]:
        """Return the numbers of the sentences and rows at `places`, in that order."""
        return tuple(self.text_entries[passage_id][number] for passage_id, number in places)

    @cached_property
    def asked(self) -> AskedRows:
        """Return the vectors of the questions that lead to places, by what they lead to."""
        return split_rows(self.asked_vectors, self.pointers, self.chosen)

    @property
    def pointer_vectors(self) -> Vectors:
        """Return the vectors of the pointers, shape (m, dimension)."""
        return self.asked.pointers

    @cached_property
    def pointer_sources(self) -> NDArray[np.str_]:
        """Return the source id of every pointer, shape (m,)."""
        return np.array([pointer.source_id for pointer in self.pointers])

    @cached_property
    def crowding(self) -> NDArray[np.float32]:
        """Return how close every entry lies to the average question of the question lists, shape (n,)."""
        vectors = np.asarray(self.vectors)
        questions = self.entries_by_role[EntryRole.QUESTION]
        if not len(questions):
            return np.zeros(len(vectors), dtype=np.float32)
        return np.asarray(vectors @ vectors[questions].mean(axis=0), dtype=np.float32)

    @cached_property
    def passages_by_part(self) -> dict[int, tuple[Passage, ...]]:
        """Return the passages of each part, in reading order."""
        found: dict[int, list[Passage]] = {}
        for passage in self.passages:
            found.setdefault(passage.part, []).append(passage)
        return {part: tuple(passages) for part, passages in found.items()}

    @cached_property
    def tables(self) -> tuple[Passage, ...]:
        """Return the passages that are tables or lists."""
        return tuple(passage for passage in self.passages if passage.table)

    @cached_property
    def abbreviations(self) -> dict[str, str]:
        """Return the terms of the glossary by their folded abbreviations."""
        return {fold(short): term.term for term in self.terms for short in term.abbreviations}

    @cached_property
    def pointer_is_gap(self) -> NDArray[np.bool_]:
        """Return which pointers are questions that the library does not answer, shape (m,)."""
        return np.array([pointer.bearing is Bearing.GAP for pointer in self.pointers], dtype=np.bool_)

    @cached_property
    def asked_scale(self) -> Scale:
        """Return mean and standard deviation of the similarity of any two pointers: what nearness is measured by.

        It differs from model to model, so that the constants of those who weigh nearness hold for all.
        """
        return scale_within(self.pointer_vectors)

    @cached_property
    def said_scale(self) -> Scale:
        """Return mean and standard deviation of the similarity of any question to any sentence or row."""
        return scale_between(self.pointer_vectors if self.pointers else self.said_vectors, self.said_vectors)

    @cached_property
    def pointer_crowding(self) -> NDArray[np.float32]:
        """Return how close every pointer lies to the average one, shape (m,)."""
        vectors = np.asarray(self.pointer_vectors)
        return np.asarray(vectors @ vectors.mean(axis=0), dtype=np.float32)

    @cached_property
    def pointer_targets(self) -> tuple[frozenset[str], ...]:
        """Return by pointer the stems of all it leads to, headings included."""
        entries = self.entries
        return tuple(
            frozenset().union(*(stem_set(words_of(entries[n])) for n in self.entries_at(pointer.targets)))
            for pointer in self.pointers
        )

    @cached_property
    def _rarity(self) -> Rarity:
        return Rarity(self.passages)

    def rarity(self, word: str) -> float:
        """Return the inverse document frequency of a stem over passages; highest for stems that do not occur."""
        return self._rarity.of(word)

    def check_sources(self, source_ids: tuple[str, ...]) -> None:
        """Raise UsageError when an id is not the id of a source."""
        for source_id in source_ids:
            if source_id not in self.source_by_id:
                raise UsageError("unknown_source", found=source_id, known=", ".join(sorted(self.source_by_id)))


def open_library(settings: Settings, embedder: Embedder) -> Library:
    """Open the current index.

    Raises IndexUnusableError when there is none, when a file is damaged, or when it was made with another model.
    """
    folder = current_folder(settings.index_dir)
    manifest = read_manifest(folder)
    if manifest.format != FORMAT:
        raise IndexUnusableError("index_outdated", folder=folder)
    if manifest.models != models_of(embedder) or manifest.dimension != embedder.dimension:
        raise IndexUnusableError("index_other_model", found=manifest.model_id, expected=embedder.model_id)
    verify_files(folder, manifest)
    entries = tuple(read_entries(folder))
    vectors = np.load(folder / VECTORS, mmap_mode="r")
    passages = tuple(read_passages(folder))
    sources_of_entries = [entry.source_id for entry in entries]
    return Library(
        index_id=manifest.index_id,
        sources=tuple(read_sources(folder)),
        passages=tuple(passage for passage in passages if passage.kind is not PassageKind.COMPARISON),
        entries=entries,
        terms=tuple(read_terms(folder)),
        lexical=LexicalIndex.load(folder / BM25, compound_vocabulary(entries)),
        store=open_search(settings, folder / CHROMA, manifest.files[VECTORS], vectors, sources_of_entries),
        vectors=vectors,
        pointers=tuple(read_pointers(folder)),
        chosen=Chosen(tuple(read_cases(folder)), tuple(read_subjects(folder)), tuple(read_outlines(folder))),
        said_vectors=np.load(folder / SAID_VECTORS, mmap_mode="r"),
        asked_vectors=np.load(folder / ASKED_VECTORS, mmap_mode="r"),
        comparisons=tuple(passage for passage in passages if passage.kind is PassageKind.COMPARISON),
    )
