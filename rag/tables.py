"""Pick from tables exactly the rows and cells a question asks for."""

from dataclasses import dataclass
from functools import lru_cache

from rag.library import Library
from rag.query import Query, QuestionKind
from rag.records import Passage, Table
from rag.retrieve import Found
from rag.text import STOPWORDS, fold, split_compound, stem, words

# A group label is named when this share of its stems stands in the question.
MIN_LABEL_SHARE = 0.99
# A row is the one meant when this share of the weight of its stems stands in the question.
MIN_ROW_SHARE = 0.72
MIN_ROW_STEMS = 3
# How far down the found passages a table may stand to be the one a list question means.
TABLE_DEPTH = 6
PREFIX = 6
GENERIC = frozenset(stem(word) for word in "tabel figuur bijlage lijst factor factoren punt punten rij rijen kolom overzicht bron aspect soort".split())


@dataclass(frozen=True)
class Selection:
    """Rows (numbers from 0) and columns of one table that answer a question; `labels` are the values that chose them."""

    passage: Passage
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    labels: tuple[str, ...]
    is_reverse: bool = False

    @property
    def table(self) -> Table:
        """Return the table."""
        assert self.passage.table is not None
        return self.passage.table


@lru_cache(maxsize=8192)
def stem_set(text: str) -> frozenset[str]:
    """Return the stems of the content words of `text`."""
    return frozenset(stem(word) for word in words(text) if word not in STOPWORDS)


@lru_cache(maxsize=1024)
def group_columns(table: Table) -> tuple[int, ...]:
    """Return the columns that label rows: those whose single values repeat; else the first of several columns."""
    if len(table.columns) < 2:
        return ()
    repeating = tuple(
        c
        for c in range(len(table.columns) - 1)
        if all(len(row[c]) == 1 for row in table.rows) and len({row[c] for row in table.rows}) < len(table.rows)
    )
    return repeating or (0,)


def named_share(label: str, asked: frozenset[str]) -> float:
    """Return which share of the stems of `label` the question names; a long common beginning counts as the same word."""
    own = stem_set(label) - GENERIC
    if not own:
        return 0.0
    return sum(any(_same(word, other) for other in asked) for word in own) / len(own)


def _same(word: str, other: str) -> bool:
    if word == other:
        return True
    short, long = sorted((word, other), key=len)
    return len(short) >= PREFIX and long.startswith(short) and len(long) - len(short) <= 4


def pick_rows(query: Query, passage: Passage) -> Selection:
    """Return the rows and columns of the table in `passage` that `query` names; all of them when it names none."""
    table = passage.table
    assert table is not None
    asked = _asked(query)
    rows, labels = tuple(range(len(table.rows))), []
    for column in group_columns(table):
        values = dict.fromkeys(table.rows[row][column][0] for row in rows)
        named = [value for value in values if named_share(value, asked) >= MIN_LABEL_SHARE]
        if named and len(named) < len(values):
            rows = tuple(row for row in rows if table.rows[row][column][0] in named)
            labels.extend(named)
    return Selection(passage, rows, _pick_columns(table, asked, labels), tuple(labels))


def _asked(query: Query) -> frozenset[str]:
    found = {stem(word) for word in query.content}
    return frozenset(found)


def _pick_columns(table: Table, asked: frozenset[str], labels: list[str]) -> tuple[int, ...]:
    """Return the columns asked for; label columns stay out when one label chose the rows."""
    everything = tuple(range(len(table.columns)))
    groups = group_columns(table)
    data = [c for c in everything if c not in groups]
    named = [c for c in data if named_share(table.columns[c], asked) >= MIN_LABEL_SHARE]
    chosen = named or data or list(everything)
    keep = [] if labels and len(labels) == 1 else [c for c in groups if c not in chosen]
    return tuple(sorted({*keep, *chosen}))


def find_selection(query: Query, found: Found, library: Library) -> Selection | None:
    """Return the table rows that `query` asks for, or None when it asks for no table."""
    named = [passage for passage in library.tables if _is_named(query, passage)]
    allowed = query.source_filter or query.named_sources
    if allowed:
        named = [passage for passage in named if passage.source_id in allowed]
    if query.tables and named:
        order = {hit.passage.id: rank for rank, hit in enumerate(found.hits)}
        named.sort(key=lambda passage: (order.get(passage.id, len(order)), passage.position))
        return pick_rows(query, named[0])
    if query.kind not in (QuestionKind.LIST, QuestionKind.OVERVIEW, QuestionKind.DEFINITION, QuestionKind.FACT, QuestionKind.NUMBER):
        return None
    scored = [
        (table_score(query, hit.passage, rank), pick_rows(query, hit.passage))
        for rank, hit in enumerate(found.hits[:TABLE_DEPTH])
        if hit.passage.table and (not allowed or hit.passage.source_id in allowed)
    ]
    if not scored:
        return None
    best, selection = max(scored, key=lambda item: item[0])
    threshold = MIN_TABLE_SCORE[query.kind is QuestionKind.LIST]
    return selection if best >= threshold else None


# What a table must score to answer: less when the question asks for a list (True) than when it may want a sentence.
MIN_TABLE_SCORE = {True: 0.9, False: 1.9}


def table_score(query: Query, passage: Passage, rank: int) -> float:
    """Return how well a table fits: its caption, its columns and its labels named in the question, and its rank."""
    table = passage.table
    assert table is not None
    asked = _asked(query)
    caption = table.caption.split(". ", 1)[-1]
    fit = _covered(asked, stem_set(f"{caption} {' '.join(table.columns)} {' '.join(passage.section)}"))
    picked = pick_rows(query, passage)
    return fit + (0.5 if picked.labels else 0.0) + 1.0 / (1 + rank)


def _covered(asked: frozenset[str], own: frozenset[str]) -> float:
    """Return which share of the question's stems the table's own words cover."""
    clues = asked - GENERIC
    if not clues:
        return 0.0
    return sum(any(_same(word, other) for other in own) for word in clues) / len(clues)


def _is_named(query: Query, passage: Passage) -> bool:
    assert passage.table is not None
    label = fold(passage.table.label)
    return any(label == f"{wanted.kind} {wanted.number.lower()}" for wanted in query.tables)


def find_reverse(query: Query, library: Library, vocabulary: frozenset[str]) -> list[Selection]:
    """Return the rows whose text the question quotes, best first: where does this factor stand?"""
    asked = frozenset(stem(part) for word in query.content for part in (word, *split_compound(word, vocabulary)))
    allowed = query.source_filter or query.named_sources
    scored: list[tuple[float, Selection]] = []
    for passage in library.tables:
        if allowed and passage.source_id not in allowed:
            continue
        table = passage.table
        assert table is not None
        groups = group_columns(table)
        for number, row in enumerate(table.rows):
            for column, cell in enumerate(row):
                if column in groups and len(row) > 1:
                    continue
                share = max((row_share(item, asked, library) for item in cell), default=0.0)
                if share >= MIN_ROW_SHARE:
                    scored.append((share, Selection(passage, (number,), (column,), (), is_reverse=True)))
    scored.sort(key=lambda item: -item[0])
    best = scored[0][0] if scored else 0.0
    return [selection for share, selection in scored if share >= best - 0.05][:4]


def row_share(item: str, asked: frozenset[str], library: Library) -> float:
    """Return which share of the (rarity-weighted) stems of a row the question holds; 0 for very short rows."""
    own = stem_set(item)
    if len(own) < MIN_ROW_STEMS:
        return 0.0
    weights = {word: library.rarity(word) for word in own}
    named = sum(weight for word, weight in weights.items() if any(_same(word, other) for other in asked))
    return named / sum(weights.values())
