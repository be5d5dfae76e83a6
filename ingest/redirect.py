"""Lead the questions that point into a dossier to the sentences of the original that say the same.

A dossier follows its original in order, so its sentences and rows are aligned with those of the original as a whole
(dynamic programming, as Gale and Church 1993 align translations): each to one that is like it in words and meaning,
under the same title, and not far from where the one before it leads.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ingest.originals import plain_title
from ingest.passages import Pieces
from ingest.pointers import Place, text_entries, text_places
from rag.embedding import Vectors
from rag.records import EDITORIAL, Entry, Pointer
from rag.text import stem_set

Scores = NDArray[np.float32]
VectorsOf = Callable[[Sequence[Entry]], Vectors]

# Likeness is that of words and that of meaning, 0 to 1 each, and these for its place. Below the least no sentence of
# the original is taken to say what the dossier's says: what is left over is mostly what a dossier says of itself.
MIN_LIKENESS = 0.45
SAME_SECTION, NOTE_PENALTY = 0.2, 0.3
# e5 similarities of two sentences on the same matter lie in this band; it is stretched to 0..1.
FLOOR, BAND = 0.86, 0.12
# Of every text so many candidates are weighed; a jump costs this for each place that is passed over, up to a limit.
CANDIDATES = 8
JUMP, FURTHEST = 0.01, 0.2
# A neighbour goes along when it holds at least this share of the words that the chosen sentence does not.
NEIGHBOURS = (-2, -1, 1, 2)
MIN_ADDED = 0.4
TINY = 1e-9


@dataclass(frozen=True)
class Texts:
    """The sentences and rows of one source, in reading order, with their places and vectors of shape (n, dimension)."""

    places: tuple[Place, ...]
    entries: tuple[Entry, ...]
    titles: tuple[frozenset[str], ...]
    notes: tuple[bool, ...]
    vectors: Vectors

    @classmethod
    def of(cls, pieces: Pieces, vectors: Vectors) -> "Texts":
        """Take them out of `pieces`, with the vectors of exactly these entries (`text_entries`)."""
        passages = {passage.id: passage for passage in pieces.passages}
        places, entries = zip(*text_entries(pieces), strict=True)
        own = [passages[entry.passage_id] for entry in entries]
        titles = {passage.id: frozenset(map(plain_title, passage.section)) for passage in own}
        notes = tuple(passage.kind in EDITORIAL for passage in own)
        return cls(places, entries, tuple(titles[passage.id] for passage in own), notes, vectors)


def lead_on(pieces: Pieces, replaced: Sequence[Pieces], vectors: VectorsOf) -> Pieces:
    """Return `pieces` with the pointers of the dossiers that originals in it replace, each led to what says the same.

    The sentences and rows of the originals learn by which words their dossier says it (`Entry.told`). `vectors` gives
    the vectors of entries, shape (n, dimension).
    """
    pointers = list(pieces.pointers)
    told: dict[Place, tuple[str, ...]] = {}
    led: dict[Place, tuple[Place, ...]] = {}
    for dossier in replaced:
        source_id = dossier.passages[0].source_id
        passages = tuple(passage for passage in pieces.passages if passage.source_id == source_id)
        entries = tuple(entry for entry in pieces.entries if entry.source_id == source_id)
        found = align_pieces(dossier, Pieces(passages, entries), vectors)
        led.update(found)
        pointers.extend(_moved(dossier.pointers, found))
        for place, text in text_places(dossier):
            for target in found[place]:
                told[target] = (*told.get(target, ()), text)
    texts = {id(entry): " ".join(told[place]) for place, entry in text_entries(pieces) if place in told}
    entries = tuple(replace(e, told=texts[id(e)]) if id(e) in texts else e for e in pieces.entries)
    known = {place for place, _ in text_places(pieces)}

    def move(places: Sequence[Place]) -> tuple[Place, ...]:
        moved = (target for place in places for target in led.get(place, (place,)))
        return tuple(dict.fromkeys(target for target in moved if target in known))

    return replace(pieces, entries=entries, pointers=tuple(pointers), chosen=pieces.chosen.moved(move))


def align_pieces(dossier: Pieces, original: Pieces, vectors: VectorsOf) -> dict[Place, tuple[Place, ...]]:
    """Return for every sentence and row of `dossier` those of `original` that say the same."""
    if not any(text_entries(original)):
        return {place: () for place, _ in text_places(dossier)}
    return align(_texts(dossier, vectors), _texts(original, vectors))


def _moved(pointers: Sequence[Pointer], found: Mapping[Place, tuple[Place, ...]]) -> list[Pointer]:
    """Return `pointers`, led to what says the same; one without a target is left out."""
    moved = (
        replace(p, targets=tuple(dict.fromkeys(target for place in p.targets for target in found[place])))
        for p in pointers
    )
    return [pointer for pointer in moved if pointer.targets]


def _texts(pieces: Pieces, vectors: VectorsOf) -> Texts:
    entries = [entry for _, entry in text_entries(pieces)]
    return Texts.of(pieces, vectors(entries))


def align(dossier: Texts, original: Texts) -> dict[Place, tuple[Place, ...]]:
    """Return for every place of the dossier the places of the original that say the same; none where nothing does."""
    words, other_words = _weighed(dossier, original)
    own = np.maximum(words.sum(axis=1), TINY)
    scores = _likeness(words, other_words) + _meaning(dossier.vectors, original.vectors) + _setting(dossier, original)
    found: dict[Place, tuple[Place, ...]] = {}
    for number, chosen in enumerate(_best_path(scores)):
        targets: list[int] = []
        if scores[number, chosen] >= MIN_LIKENESS:
            missing = words[number] * (other_words[chosen] == 0) / own[number]
            targets = [chosen, *_completing(missing, chosen, original, other_words)]
        found[dossier.places[number]] = tuple(original.places[target] for target in sorted(targets))
    return found


def _likeness(words: Scores, other_words: Scores) -> Scores:
    """Return the mean of the share of a text's words that the other holds, and of the share of both that is common.

    The first lets an item find the long sentence that sums it up; the second prefers a sentence that says no more.
    """
    shared = words @ (other_words > 0).T.astype(np.float32)
    own = np.maximum(words.sum(axis=1), TINY)[:, None]
    other = np.maximum(other_words.sum(axis=1), TINY)[None, :]
    return np.asarray((shared / own + shared / np.sqrt(own * other)) / 2, dtype=np.float32)


def _meaning(vectors: Vectors, other: Vectors) -> Scores:
    return np.asarray(np.clip((vectors @ other.T - FLOOR) / BAND, 0.0, 1.0), dtype=np.float32)


def _setting(dossier: Texts, original: Texts) -> Scores:
    """Return what it adds that two texts stand under the same title, and takes that only the other one is a note."""
    same = [[bool(mine & theirs) for theirs in original.titles] for mine in dossier.titles]
    note = np.array(dossier.notes, dtype=np.float32)[:, None] - np.array(original.notes, dtype=np.float32)[None, :]
    return np.asarray(SAME_SECTION * np.array(same) - NOTE_PENALTY * (note < 0), dtype=np.float32)


def _weighed(dossier: Texts, original: Texts) -> tuple[Scores, Scores]:
    """Return the words of both as rows of weights, by how rare a word is in the original."""
    bags = [[stem_set(entry.text) for entry in texts.entries] for texts in (dossier, original)]
    holding = Counter(stem for bag in bags[1] for stem in bag)
    columns = {stem: number for number, stem in enumerate(sorted(frozenset().union(*bags[0], *bags[1])))}
    made = []
    for side in bags:
        rows = np.zeros((len(side), len(columns)), dtype=np.float32)
        for number, bag in enumerate(side):
            for stem in bag:
                rows[number, columns[stem]] = 1.0 / max(holding[stem], 1)
        made.append(rows)
    return made[0], made[1]


def _best_path(scores: Scores) -> list[int]:
    """Return for each row the column, such that scores less the cost of jumps are highest altogether (Viterbi)."""
    count = min(CANDIDATES, scores.shape[1])
    columns = np.argsort(-scores, axis=1, kind="stable")[:, :count]
    total = np.take_along_axis(scores, columns, axis=1)
    back = np.zeros(columns.shape, dtype=np.int64)
    for row in range(1, len(scores)):
        jump = np.minimum(JUMP * np.abs(columns[row][:, None] - columns[row - 1][None, :]), FURTHEST)
        reached = total[row - 1][None, :] - jump
        back[row] = reached.argmax(axis=1)
        total[row] += reached.max(axis=1)
    at = int(total[-1].argmax())
    path = []
    for row in range(len(scores) - 1, -1, -1):
        path.append(int(columns[row, at]))
        at = int(back[row, at])
    return path[::-1]


def _completing(missing: Scores, chosen: int, original: Texts, words: Scores) -> Sequence[int]:
    """Return the neighbour of `chosen` in its passage that holds most of the `missing` words, if it holds enough."""
    near = [chosen + step for step in NEIGHBOURS if 0 <= chosen + step < len(original.entries)]
    near = [number for number in near if original.entries[number].passage_id == original.entries[chosen].passage_id]
    added = [(float(missing[words[number] > 0].sum()), -number) for number in near]
    share, number = max(added, default=(0.0, 0))
    return [-number] if share >= MIN_ADDED else []
