"""Find claims that stand under another discipline, phase, label or column of a table than they say."""

import re
from collections.abc import Sequence

from rag.check_lexicon import Family, Lexicon
from rag.check_signals import Unit, coverage, match_weight
from rag.check_text import PARTICLES, Reading, read
from rag.records import Table
from rag.table_labels import group_columns
from rag.text import fold, stem, words

# Rows within this much of the best one count as the rows a claim may be about; below the minimum it is about none.
ROW_MARGIN = 0.05
MIN_ROW = 0.25
FOUND_ELSEWHERE = 0.3


def label_doubt(
    claim: Reading, window: Sequence[Unit], units: Sequence[Unit], context: Reading, lexicon: Lexicon
) -> float:
    """Return 1 when the claim names a discipline, phase or table label other than the one its words stand under."""
    doubt = _table_label_doubt(claim, units, lexicon)
    sources = {unit.passage.source_id for unit in units}
    said = fold(claim.text)
    families = [family for family in lexicon.families if family.source in sources | {None} and _members(said, family)]
    if not families:
        return doubt
    near = fold(" ".join(unit.reading.text for unit in window))
    far = fold(" ".join(unit.reading.text for unit in units))
    for family in families:
        ours = _members(said, family)
        here, above, there = _members(near, family), _members(fold(context.text), family), _members(far, family)
        if ours & here or (ours & above and not here):
            continue
        if ours & there and not here:
            doubt = max(doubt, FOUND_ELSEWHERE)
        else:
            doubt = max(doubt, 1.0 if here or above or there else 0.5)
    return doubt


def _members(text: str, family: Family) -> frozenset[int]:
    return frozenset(
        number
        for number, spellings in enumerate(family.members)
        if any(re.search(rf"\b{re.escape(spelling)}", text) for spelling in spellings)
    )


def _table_label_doubt(claim: Reading, units: Sequence[Unit], lexicon: Lexicon) -> float:
    doubt = 0.0
    for table, rows in tables_of(units):
        if len(table.columns) < 2:
            continue
        for column in group_columns(table):
            doubt = max(doubt, _column_label_doubt(claim, table, rows, column, lexicon))
    return doubt


def tables_of(units: Sequence[Unit]) -> list[tuple[Table, list[Unit]]]:
    """Return each table of the evidence with its rows."""
    found: dict[str, tuple[Table, list[Unit]]] = {}
    for unit in units:
        if unit.passage.table is not None and unit.cells:
            found.setdefault(unit.passage.id, (unit.passage.table, []))[1].append(unit)
    return list(found.values())


def _column_label_doubt(claim: Reading, table: Table, rows: Sequence[Unit], column: int, lexicon: Lexicon) -> float:
    labels = {row.cells[column].text: row.cells[column] for row in rows if len(row.cells) > column}
    spoken = frozenset(token.stem for token in claim.tokens)
    named = {text for text, label in labels.items() if _is_named(label, spoken)}
    if not named or len(named) == len(labels):
        return 0.0
    said = {token.stem for text in named for token in labels[text].tokens}
    rest = [token for token in claim.content if match_weight(token, frozenset(said), lexicon) != 1.0]
    heading = frozenset(word for name in (table.caption, *table.columns) for word in read(name, lexicon).stems)
    rest = [token for token in rest if not match_weight(token, heading, lexicon)] or rest
    if not rest:
        return 0.0
    scored = [
        (coverage(rest, frozenset().union(*(c.stems for i, c in enumerate(row.cells) if i != column)), lexicon), row)
        for row in rows
    ]
    best = max(score for score, _ in scored)
    if best < MIN_ROW:
        return 0.0
    fitting = {row.cells[column].text for score, row in scored if score >= best - ROW_MARGIN}
    return 0.0 if fitting & named else min(1.0, 0.5 + best / 2)


def _is_named(label: Reading, spoken: frozenset[str]) -> bool:
    own = [t.stem for t in label.tokens if t.text not in PARTICLES and not t.text.isdigit() and len(t.text) > 2]
    return bool(own) and all(any(_alike(word, other) for other in spoken) for word in own)


def _alike(word: str, other: str) -> bool:
    return word == other or (
        min(len(word), len(other)) >= 5 and word[:5] == other[:5] and abs(len(word) - len(other)) <= 3
    )


def column_doubt(claim: Reading, units: Sequence[Unit], lexicon: Lexicon) -> float:
    """Return 1 when the claim names one column of a table while its words stand in another."""
    doubt = 0.0
    spoken = frozenset(token.stem for token in claim.tokens)
    for table, rows in tables_of(units):
        groups = group_columns(table)
        data = [c for c in range(len(table.columns)) if c not in groups]
        heads = {c: [w for w in words(table.columns[c]) if w not in PARTICLES and len(w) > 2] for c in data}
        named = [c for c, head in heads.items() if head and all(any(_alike(stem(w), s) for s in spoken) for w in head)]
        if len(data) < 2 or not named or len(named) == len(data):
            continue
        said = frozenset(stem(w) for c in named for w in heads[c])
        rest = [token for token in claim.content if token.stem not in said]
        if not rest:
            continue
        here = max(
            (coverage(rest, row.cells[c].stems, lexicon) for row in rows for c in named if c < len(row.cells)),
            default=0.0,
        )
        other = max(
            (
                coverage(rest, row.cells[c].stems, lexicon)
                for row in rows
                for c in data
                if c not in named and c < len(row.cells)
            ),
            default=0.0,
        )
        if other > here + ROW_MARGIN and other >= MIN_ROW:
            doubt = max(doubt, min(1.0, 0.5 + other - here))
    return doubt
