"""Measure how well sets of rows of the tables near a question would answer it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rag.library import Library
from rag.query import Query, QuestionKind
from rag.records import Passage, PassageKind
from rag.retrieve import Found
from rag.row_nearness import Nearness, table_nearness
from rag.row_sets import Form, Outlined, RowSet, outline_table
from rag.senses import meant_by
from rag.table_labels import asked_stems, label_share
from rag.table_rows import EVERYTHING, GENERIC, Selection, asked_count, pick_rows
from rag.tables import caption_fit, is_named, retrieval_shares, table_score
from rag.text import fold, is_among, stem_set

Floats = NDArray[np.float64]

TABLE_SIGNALS = (
    "score", "score_behind", "rank", "found", "caption_fit", "caption_names", "nearest_row", "nearest_row_behind",
    "nearest_text", "votes", "is_led_to", "lead_fit", "best_fit", "rows_in_all", "columns", "columns_named", "is_list",
    "is_named", "is_chosen", "labels_picked",
)  # fmt: skip
SET_SIGNALS = (
    "form", "rows", "share_of_rows", "items", "near_most", "near_mean", "near_least", "mean_ahead", "most_ahead",
    "nearer_outside", "labels_name", "label_told", "labels", "row_names", "row_names_ahead", "names", "row_told",
    "votes_of_set", "counts_rows", "counts_items", "is_picked", "is_chosen_set", "has_picked_labels",
)  # fmt: skip
QUERY_SIGNALS = ("count", "everything", "wants_rows", "words", "asks_place", "asks_list", "asks_advice", "names_table")
SIGNALS = (*TABLE_SIGNALS, *SET_SIGNALS, *QUERY_SIGNALS)
# So many tables with the best score by words, and so many with the row nearest in meaning, are looked at.
BY_WORDS, BY_MEANING = 7, 7


@dataclass(frozen=True)
class Option:
    """A set of rows of the table in `passage` that may be what is asked for; `picked` is what its words pick there."""

    passage: Passage
    rows: RowSet
    picked: Selection


@dataclass(frozen=True, eq=False)
class _Asked:
    """What is the same for all tables: the question's words by rarity, what pointers lead to, how near tables are."""

    query: Query
    found: Found
    library: Library
    stems: frozenset[str]
    weights: Mapping[str, float]
    votes: Mapping[str, Mapping[int, float]]
    led: frozenset[str]
    chosen: Selection | None
    scores: Mapping[str, float]
    nearness: Mapping[str, Nearness]
    shares: dict[int, float]
    count: int

    def named(self, stems: frozenset[str]) -> float:
        """Return which share of the question's words, by rarity, is among `stems`."""
        total = sum(self.weights.values())
        return sum(weight for word, weight in self.weights.items() if is_among(word, stems)) / total if total else 0.0


@dataclass(frozen=True, eq=False)
class _Table:
    """What is the same for all sets of rows of a table; `near`, `named` and `told` have a value for every row."""

    outlined: Outlined
    picked: Selection
    near: Floats
    named: Floats
    told: Floats
    votes: Floats


def measure_rows(
    query: Query, found: Found, chosen: Selection | None, library: Library
) -> tuple[tuple[Option, ...], Floats]:
    """Return the sets of rows that may be asked for and their signals, shape (n, len(SIGNALS)).

    `chosen` is what the words of the question choose, if they do.
    """
    asked = _ask(query, found, chosen, library)
    options: list[Option] = []
    rows: list[tuple[float, ...]] = []
    of_query = _query_signals(asked)
    for passage_id in asked.scores:
        passage = library.passage_by_id[passage_id]
        table = _read_table(passage, asked)
        of_table = _table_signals(passage, table, asked)
        for rowset in _with_picked(table.outlined.sets, table.picked):
            options.append(Option(passage, rowset, table.picked))
            rows.append((*of_table, *_set_signals(rowset, passage, table, asked), *of_query))
    return tuple(options), np.array(rows, dtype=np.float64).reshape(-1, len(SIGNALS))


def _ask(query: Query, found: Found, chosen: Selection | None, library: Library) -> _Asked:
    stems, leading = asked_stems(query, library), found.pointed.leading
    votes: dict[str, dict[int, float]] = {}
    for (passage_id, number), weight in found.pointed.votes().items():
        votes.setdefault(passage_id, {})[number] = weight
    nearness, shares = table_nearness(found, library), retrieval_shares(found)
    return _Asked(
        query=query,
        found=found,
        library=library,
        stems=stems.union(*map(meant_by, stems)),
        weights={word: library.rarity(word) for word in stems if word not in GENERIC},
        votes=votes,
        led=frozenset(passage_id for passage_id, _ in leading.pointer.targets) if leading else frozenset(),
        chosen=chosen,
        scores=_nearest_tables(query, nearness, shares, chosen, library),
        nearness=nearness,
        shares=shares,
        count=asked_count(query),
    )


def _nearest_tables(
    query: Query,
    nearness: Mapping[str, Nearness],
    shares: dict[int, float],
    chosen: Selection | None,
    library: Library,
) -> dict[str, float]:
    """Return by id the scores of the tables to look at: the best by words, those nearest in meaning, the one chosen."""
    allowed = query.source_filter or query.named_sources
    tables = [passage for passage in library.tables if not allowed or passage.source_id in allowed]
    by_meaning = sorted(tables, key=lambda passage: -nearness[passage.id].most)[:BY_MEANING]
    kept = {passage.id: passage for passage in by_meaning} | ({chosen.passage.id: chosen.passage} if chosen else {})
    named = [passage for passage in tables if query.tables and is_named(query, passage)]
    found = [passage for passage in tables if passage.part in shares]
    scores = {
        passage.id: table_score(query, passage, shares, library)
        for passage in {one.id: one for one in (*kept.values(), *found, *named)}.values()
    }
    by_words = sorted(scores, key=lambda name: -scores[name])[:BY_WORDS]
    return {name: scores[name] for name in dict.fromkeys((*by_words, *kept))}


def _read_table(passage: Passage, asked: _Asked) -> _Table:
    outlined = outline_table(passage.id, asked.library)
    votes = asked.votes.get(passage.id, {})
    return _Table(
        outlined,
        pick_rows(asked.query, passage, asked.library),
        asked.nearness[passage.id].rows,
        np.array([asked.named(stems) for stems in outlined.rows]),
        np.array([_told(stems, asked.stems) for stems in outlined.rows]),
        np.array([votes.get(row, 0.0) for row in range(len(outlined.rows))]),
    )


def _told(row: frozenset[str], asked: frozenset[str]) -> float:
    """Return which share of the words of a row the question says."""
    return sum(is_among(word, asked) for word in row) / len(row) if row else 0.0


def _with_picked(sets: Sequence[RowSet], picked: Selection) -> list[RowSet]:
    known = {one.rows for one in sets}
    return [*sets, *([] if picked.rows in known else [RowSet(picked.rows, Form.PICKED, picked.labels)])]


def _table_signals(passage: Passage, table: _Table, asked: _Asked) -> tuple[float, ...]:
    score, near = asked.scores[passage.id], asked.nearness[passage.id]
    leading, fits = asked.found.pointed.leading, asked.found.pointed.fits
    entries = asked.library.entries_by_passage[passage.id]
    of_table = table.picked.table
    return (
        score,
        score - max(asked.scores.values()),
        sum(other > score for other in asked.scores.values()),
        asked.shares.get(passage.part, 0.0),
        caption_fit(asked.query, table.picked, asked.library),
        asked.named(table.outlined.caption),
        near.most,
        near.most - max(asked.nearness[name].most for name in asked.scores),
        near.text,
        table.votes.sum(),
        passage.id in asked.led,
        leading.fit if leading else 0.0,
        max((fits.get(number, 0.0) for number in entries), default=0.0),
        len(of_table.rows),
        len(of_table.columns),
        sum(label_share(title, asked.stems) >= 1.0 for title in of_table.columns),
        passage.kind is PassageKind.LIST,
        bool(asked.query.tables) and is_named(asked.query, passage),
        asked.chosen is not None and asked.chosen.passage.id == passage.id,
        len(table.picked.labels),
    )


def _set_signals(rowset: RowSet, passage: Passage, table: _Table, asked: _Asked) -> tuple[float, ...]:
    own, chosen = list(rowset.rows), asked.chosen
    others = [row for row in range(len(table.named)) if row not in set(own)]
    near, far = table.near[own], table.near[others]
    items = sum(len(table.picked.table.rows[row][-1]) for row in own)
    names = table.named[own].max()
    told = table.outlined.caption.union(*(table.outlined.rows[row] for row in own))
    return (
        rowset.form,
        len(own),
        len(own) / len(table.named),
        items,
        near.max(),
        near.mean(),
        near.min(),
        near.mean() - far.mean() if others else 0.0,
        near.max() - far.max() if others else 0.0,
        (far > near.max()).sum(),
        asked.named(stem_set(" ".join(rowset.labels))) if rowset.labels else 0.0,
        min((label_share(label, asked.stems) for label in rowset.labels), default=0.0),
        len(rowset.labels),
        names,
        names - (table.named[others].max() if others else 0.0),
        asked.named(told),
        table.told[own].max(),
        table.votes[own].sum(),
        asked.count == len(own) if asked.count else -1.0,
        asked.count == items if asked.count else -1.0,
        rowset.rows == table.picked.rows,
        chosen is not None and chosen.passage.id == passage.id and chosen.rows == rowset.rows,
        bool(rowset.labels) and set(rowset.labels) <= set(table.picked.labels),
    )


def _query_signals(asked: _Asked) -> tuple[float, ...]:
    query = asked.query
    return (
        asked.count,
        bool(EVERYTHING.search(fold(query.focus))),
        query.wants_rows,
        len(query.focus.split()),
        query.kind is QuestionKind.REVERSE,
        query.kind is QuestionKind.LIST,
        query.kind is QuestionKind.ADVICE,
        bool(query.tables),
    )
