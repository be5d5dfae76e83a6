"""Find what in a claim its evidence contradicts: numbers, names, negation, opposites, strength, labels and columns."""

import re
from collections.abc import Sequence

from rag.check_lexicon import Family, Lexicon
from rag.check_signals import Unit, coverage, match_weight
from rag.check_text import PARTICLES, Reading, Token
from rag.records import Passage, Table
from rag.tables import group_columns
from rag.text import fold, words

APPROXIMATE = frozenset("ruim ongeveer circa zo'n rond bijna zowat dik krap".split())
TOLERANCE = 0.1
# Words that begin with a capital in our tables and headings without being names.
NOT_NAMES = frozenset("tabel figuur stelling bijlage paragraaf hoofdstuk voorbeeld noot ia ia's ngo's pps".split())
UNKNOWN_NAME = 0.6  # a capitalised word that is no name of the library weighs less than one that is
FOUND_ELSEWHERE = 0.3
SAME = 0.8  # a match this good is the same word for negation
# Rows within this much of the best one count as the rows a claim may be about.
ROW_MARGIN = 0.05
MIN_ROW = 0.25
Signed = frozenset[tuple[int, int]]


def number_doubt(claim: Reading, window: Sequence[Unit], units: Sequence[Unit], context: Reading) -> float:
    """Return 1 when a number of the claim is nowhere in the evidence, a little when it stands elsewhere."""
    if not claim.numbers:
        return 0.0
    counts = {count for passage in {unit.passage for unit in units} for count in list_counts(passage)}
    near = {number for unit in window for number in unit.reading.numbers}
    far = near | context.numbers | counts | {number for unit in units for number in unit.reading.numbers}
    is_rough = any(token.text in APPROXIMATE for token in claim.tokens)
    doubt = 0.0
    for number in claim.numbers:
        if number in near | counts | context.numbers or (number.endswith("e") and number[:-1] in near):
            continue
        if is_rough and _is_near(number, near):
            continue
        if number in far:
            doubt = max(doubt, FOUND_ELSEWHERE)
        else:
            doubt = max(doubt, 1.0 if far or number not in ("1", "2") else 0.5)
    return doubt


def _is_near(number: str, others: set[str]) -> bool:
    if not re.fullmatch(r"\d+(\.\d+)?", number):
        return False
    plain = [float(other) for other in others if re.fullmatch(r"\d+(\.\d+)?", other)]
    return any(abs(float(number) - other) <= TOLERANCE * max(other, 1e-9) for other in plain)


def list_counts(passage: Passage) -> set[str]:
    """Return how many rows a table has, in all and under each label, and how many items each cell has."""
    table = passage.table
    if table is None:
        return set()
    found = {str(len(table.rows))}
    for column in group_columns(table):
        values = [row[column] for row in table.rows]
        found.update(str(values.count(value)) for value in values if values.count(value) > 1)
    found.update(str(len(cell)) for row in table.rows for cell in row if len(cell) > 1)
    return found


def name_doubt(claim: Reading, evidence: str, own: frozenset[str], lexicon: Lexicon) -> float:
    """Return 1 when a name of the claim stands neither in the evidence nor among its source's own names."""
    known = frozenset(words(evidence)) | own
    doubt = 0.0
    for name in claim.names:
        if name in NOT_NAMES or name in known or name.rstrip("s").rstrip("'") in known:
            continue
        if any(word.startswith(name[:6]) for word in known if len(name) > 5):
            continue
        doubt = max(doubt, 1.0 if name in lexicon.names else UNKNOWN_NAME)
    return doubt


def name_place_doubt(claim: Reading, window: Sequence[Unit], before: Unit | None, own: frozenset[str], lexicon: Lexicon) -> float:
    """Return 1 when the sentence relied on names other people than the claim does."""
    ours = {name for name in claim.names if name in lexicon.names}
    theirs = {name for unit in window for name in unit.reading.names if name in lexicon.names}
    if not theirs and before is not None:
        theirs = {name for name in before.reading.names if name in lexicon.names}
    if not ours or not theirs or ours & theirs:
        return 0.0
    return 0.5 if ours <= own else 1.0


def negation_doubt(claim: Reading, window: Sequence[Unit], lexicon: Lexicon) -> float:
    """Return how sure it is that claim and evidence deny different things."""
    theirs = [token for unit in window for token in unit.reading.content]
    doubt = 0.0
    matched_any = False
    for token in claim.content:
        same = [other for other in theirs if _is_same(token, other, lexicon)]
        if not same:
            continue
        if token.is_negated and not any(other.is_negated for other in same):
            doubt = max(doubt, 1.0)
        if not token.is_negated and all(other.is_negated for other in same):
            doubt = max(doubt, 0.8)
        if token.is_negated:
            matched_any = True
    if doubt:
        return doubt
    denied = any(unit.reading.negators for unit in window) or _has_minus(theirs, lexicon)
    if claim.negators and not matched_any and not denied:
        return 0.6
    own_minus = claim.negators > 0 or _has_minus(claim.content, lexicon)
    if any(unit.reading.negators for unit in window) and not own_minus:
        return 0.4
    return 0.0


def _is_same(token: Token, other: Token, lexicon: Lexicon) -> bool:
    return token.stem == other.stem or match_weight(token, frozenset((other.stem,)), lexicon) >= SAME


def _has_minus(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    return any(
        token.stem.startswith("on") and len(token.stem) > 4 or any(side < 0 for _, side in lexicon.sides.get(token.stem, ()))
        for token in tokens
    )


def signed_sides(reading: Reading, lexicon: Lexicon) -> Signed:
    """Return on which side of which scale a sentence stands, negation counted."""
    found: set[tuple[int, int]] = set()
    for token in reading.tokens:
        if token.is_name:
            continue
        for axis, side in lexicon.sides.get(token.stem, ()):
            found.add((axis, -side if token.is_negated else side))
    line = f" {' '.join(token.stem for token in reading.tokens)} "
    negated = {token.stem for token in reading.tokens if token.is_negated}
    for number, axis in enumerate(lexicon.axes):
        for side, phrases in ((1, axis.plus), (-1, axis.minus)):
            for item in phrases:
                if len(item) > 1 and f" {' '.join(item)} " in line:
                    found.add((number, -side if negated & set(item) else side))
    return frozenset(found)


def opposite_doubt(claim: Reading, window: Sequence[Unit], context: Reading, lexicon: Lexicon) -> float:
    """Return 1 when the claim stands on one side of a scale and its evidence only on the other."""
    theirs: set[tuple[int, int]] = set()
    for unit in window:
        theirs |= signed_sides(unit.reading, lexicon)
    heading = signed_sides(context, lexicon)
    if any(unit.cells for unit in window):
        theirs |= heading
    ours = signed_sides(claim, lexicon)
    stems = frozenset(token.stem for unit in window for token in unit.reading.tokens) | context.stems
    conflicts = 0
    for axis, side in ours:
        if (axis, -side) not in theirs or (axis, side) in theirs or (axis, -side) in ours or (axis, side) in heading:
            continue
        carriers = [t for t in claim.tokens if (axis, side) in lexicon.sides.get(t.stem, ()) and not t.is_negated]
        if carriers and all(token.stem in stems for token in carriers):
            continue
        conflicts += 1
    return min(1.0, 0.7 + 0.15 * conflicts) if conflicts else 0.0


def strength_doubt(claim: Reading, window: Sequence[Unit], lexicon: Lexicon) -> float:
    """Return how much stronger the claim speaks than its evidence: 'altijd' for 'vaak', 'moet' for 'kan'."""
    ours, theirs = _plain(claim), " ".join(_plain(unit.reading) for unit in window)
    hedged = _holds_any(theirs, lexicon.hedges)
    if _holds_any(ours, lexicon.strong) and not _holds_any(theirs, lexicon.strong):
        return 1.0 if hedged else 0.8
    if _holds_any(ours, lexicon.must) and not _holds_any(theirs, lexicon.must | lexicon.strong):
        return 0.5 if hedged else 0.3
    return 0.0


def _plain(reading: Reading) -> str:
    return f" {' '.join(token.text for token in reading.tokens)} "


def _holds_any(line: str, wanted: frozenset[str]) -> bool:
    return any(f" {word} " in line for word in wanted)


def label_doubt(claim: Reading, window: Sequence[Unit], units: Sequence[Unit], context: Reading, lexicon: Lexicon) -> float:
    """Return 1 when the claim names a discipline, phase or table label other than the one its words stand under."""
    doubt = _table_label_doubt(claim, units, lexicon)
    sources = {unit.passage.source_id for unit in units}
    near = fold(" ".join(unit.reading.text for unit in window))
    far = fold(" ".join(unit.reading.text for unit in units))
    for family in lexicon.families:
        if family.source is not None and family.source not in sources:
            continue
        ours = _members(fold(claim.text), family)
        if not ours:
            continue
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
    rest = [token for token in claim.content if not match_weight(token, frozenset(said), lexicon) == 1.0]
    heading = frozenset(word for name in (table.caption, *table.columns) for word in _stems(name, lexicon))
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


def _stems(text: str, lexicon: Lexicon) -> frozenset[str]:
    from rag.check_text import read

    return read(text, lexicon).stems


def _is_named(label: Reading, spoken: frozenset[str]) -> bool:
    own = [t.stem for t in label.tokens if t.text not in PARTICLES and not t.text.isdigit() and len(t.text) > 2]
    return bool(own) and all(any(_alike(word, other) for other in spoken) for word in own)


def _alike(word: str, other: str) -> bool:
    return word == other or (min(len(word), len(other)) >= 5 and word[:5] == other[:5] and abs(len(word) - len(other)) <= 3)


def column_doubt(claim: Reading, units: Sequence[Unit], lexicon: Lexicon) -> float:
    """Return 1 when the claim names one column of a table while its words stand in another."""
    doubt = 0.0
    spoken = frozenset(token.stem for token in claim.tokens)
    for table, rows in tables_of(units):
        groups = group_columns(table)
        data = [c for c in range(len(table.columns)) if c not in groups]
        heads = {c: [w for w in words(table.columns[c]) if w not in PARTICLES and len(w) > 2] for c in data}
        named = [c for c, head in heads.items() if head and all(any(_alike(_stem(w), s) for s in spoken) for w in head)]
        if len(data) < 2 or not named or len(named) == len(data):
            continue
        said = frozenset(_stem(w) for c in named for w in heads[c])
        rest = [token for token in claim.content if token.stem not in said]
        if not rest:
            continue
        here = max((coverage(rest, row.cells[c].stems, lexicon) for row in rows for c in named if c < len(row.cells)), default=0.0)
        other = max(
            (coverage(rest, row.cells[c].stems, lexicon) for row in rows for c in data if c not in named and c < len(row.cells)),
            default=0.0,
        )
        if other > here + ROW_MARGIN and other >= MIN_ROW:
            doubt = max(doubt, min(1.0, 0.5 + other - here))
    return doubt


def _stem(word: str) -> str:
    from rag.text import stem

    return stem(word)
