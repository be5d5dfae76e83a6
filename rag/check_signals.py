"""Measure how one claim stands to its evidence: what is covered, what is missing, what contradicts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from rag.check_lexicon import Lexicon
from rag.check_text import Held, Reading, Token, read
from rag.embedding import Vectors
from rag.records import Passage
from rag.text import sentences

Embed = Callable[[Sequence[str]], Vectors]

# Two words are kin when one holds the other's first (or last) letters, at least this many.
KIN = 5
KIN_WEIGHT = 0.8
CONCEPT_WEIGHT = 0.85
# e5 similarities of related Dutch texts lie in this band; it is stretched to 0..1.
DENSE_FLOOR, DENSE_BAND = 0.84, 0.13
MAX_RUN = 5
# A claim with less of its words in the evidence is about something else: 4 % of the true dev paraphrases, 65 % of the
# claims that cite another section.
MIN_COVERED = 0.3
SHORT_CELL = 2


@dataclass(frozen=True)
class Unit:
    """A sentence, list item or table row of the evidence, as it stands there; `cells` where it is a row."""

    text: str
    reading: Reading
    passage: Passage
    cells: tuple[Reading, ...] = ()


@dataclass(frozen=True)
class Signals:
    """What was measured: three shares of the claim that are covered, and doubts that grow from 0 to 1."""

    window: float = 0.0  # share of the claim's words in the best one or two sentences
    passage: float = 0.0  # share of them in all evidence and its headings
    clause: float = 0.0  # share of the least covered clause
    run: float = 0.0  # longest run of words found nowhere in the evidence
    scatter: float = 0.0  # words found only by putting different sentences or rows together
    bare: float = 0.0  # 1 when hardly a word of the claim stands in the evidence at all
    number: float = 0.0
    name: float = 0.0
    name_place: float = 0.0
    negation: float = 0.0
    opposite: float = 0.0
    strength: float = 0.0
    label: float = 0.0
    column: float = 0.0

    def vector(self) -> list[float]:
        """Return the values in the order of the fields."""
        return [float(getattr(self, field.name)) for field in fields(self)]


def make_units(passages: Sequence[Passage], lexicon: Lexicon) -> tuple[Unit, ...]:
    """Cut the evidence into sentences, items and rows."""
    return tuple(unit for passage in passages for unit in _units_of(passage, Held(lexicon)))


@lru_cache(maxsize=512)
def _units_of(passage: Passage, held: Held) -> tuple[Unit, ...]:
    lexicon = held.lexicon
    lines = passage.text.split("\n")
    if passage.table is None:
        return tuple(Unit(text, read(text, lexicon), passage) for line in lines for text in sentences(line))
    found = []
    for number, line in enumerate(lines[1:]):
        row = passage.table.rows[number] if number < len(passage.table.rows) else ()
        cells = ["; ".join(cell) for cell in row]
        full = " | ".join(map(_with_heading, passage.table.columns, cells)) if len(cells) > 2 else line
        found.append(Unit(line, read(full, lexicon), passage, tuple(read(cell, lexicon) for cell in cells)))
    return tuple(found)


def _with_heading(column: str, cell: str) -> str:
    """Return a cell of one or two words, which says little alone, with its column before it: 'Vertrouwen laag'."""
    return f"{column} {cell}" if len(cell.split()) <= SHORT_CELL else cell


def context_of(passages: Sequence[Passage], lexicon: Lexicon) -> Reading:
    """Return the headings, captions and columns above the evidence as one reading."""
    parts: list[str] = []
    for passage in passages:
        parts.extend(passage.section)
        if passage.table:
            parts.extend((passage.table.caption, *passage.table.columns))
    return read(". ".join(dict.fromkeys(parts)), lexicon)


@lru_cache(maxsize=65536)
def is_kin(first: str, second: str) -> bool:
    """Tell whether one stem holds the beginning or end of the other."""
    short, long = sorted((first, second), key=len)
    if len(short) < KIN:
        return False
    if long.startswith(short) or long.endswith(short):
        return True
    return len(short) >= KIN + 1 and long[: KIN + 1] == short[: KIN + 1] and len(short) - (KIN + 1) <= 3


def has_kin(word: str, stems: frozenset[str]) -> bool:
    """Tell whether one of `stems` is kin of a stem; those that are share its first or its last letters."""
    firsts, lasts = _ends(stems)
    return (word[:KIN] in firsts or word[-KIN:] in lasts) and any(is_kin(word, stem) for stem in stems)


@lru_cache(maxsize=4096)
def _ends(stems: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the first and the last letters of those of `stems` that are long enough to be kin."""
    long = [stem for stem in stems if len(stem) >= KIN]
    return frozenset(stem[:KIN] for stem in long), frozenset(stem[-KIN:] for stem in long)


def match_weight(token: Token, stems: frozenset[str], lexicon: Lexicon) -> float:
    """Return 1 when the word's stem is among `stems`, less when a kindred word or synonym is, else 0."""
    if token.stem in stems:
        return 1.0
    groups = lexicon.concepts.get(token.stem, frozenset())
    if groups and any(groups & lexicon.concepts.get(stem, frozenset()) for stem in stems):
        return CONCEPT_WEIGHT
    if has_kin(token.stem, stems):
        return KIN_WEIGHT
    sides = lexicon.sides.get(token.stem, frozenset())
    if sides and any(sides & lexicon.sides.get(stem, frozenset()) for stem in stems):
        return KIN_WEIGHT
    return 0.0


def coverage(tokens: Sequence[Token], stems: frozenset[str], lexicon: Lexicon) -> float:
    """Return the share of `tokens` found in `stems`; 1 when there are none."""
    if not tokens:
        return 1.0
    return sum(match_weight(token, stems, lexicon) for token in tokens) / len(tokens)


@dataclass(frozen=True)
class Windows:
    """The best place of the evidence for a claim: units `start` to `stop`, their stems and the share they cover."""

    start: int
    stop: int
    share: float


def best_window(
    tokens: Sequence[Token], units: Sequence[Unit], lexicon: Lexicon, bonus: Sequence[float] = ()
) -> Windows:
    """Return the unit, or pair of neighbouring units, that covers most; `bonus` adds to single units."""
    best = Windows(0, 1, -1.0)
    for start, unit in enumerate(units):
        extra = bonus[start] if bonus else 0.0
        share = coverage(tokens, unit.reading.stems, lexicon) + extra
        if share > best.share + 1e-9:
            best = Windows(start, start + 1, share)
    pair_margin = 0.12  # a pair must cover clearly more than a single sentence
    for start in range(len(units) - 1):
        if units[start].cells or units[start].passage.id != units[start + 1].passage.id:
            continue
        stems = units[start].reading.stems | units[start + 1].reading.stems
        extra = max(bonus[start], bonus[start + 1]) if bonus else 0.0
        share = coverage(tokens, stems, lexicon) + extra
        if share > best.share + pair_margin:
            best = Windows(start, start + 2, share)
    return best


def clauses_of(claim: Reading, minimum: int = 2) -> list[list[Token]]:
    """Return the content words per clause; clauses of fewer than `minimum` words join the one before."""
    found: list[list[Token]] = []
    last = -1
    for token in claim.content:
        if token.clause != last and (not found or len(found[-1]) >= minimum):
            found.append([])
        found[-1].append(token)
        last = token.clause
    if len(found) > 1 and len(found[-1]) < minimum:
        found[-2].extend(found.pop())
    return found


def longest_run(claim: Reading, stems: frozenset[str], lexicon: Lexicon) -> int:
    """Return the length of the longest run of the claim's content words that `stems` does not hold."""
    longest = current = 0
    for token in claim.content:
        current = 0 if match_weight(token, stems, lexicon) else current + 1
        longest = max(longest, current)
    return longest


def dense_shares(texts: Sequence[str], units: Sequence[Unit], embed: Embed) -> NDArray[np.float32]:
    """Return the similarity of each text to each unit, stretched, shape (texts, units)."""
    vectors = embed([*texts, *(unit_text(unit) for unit in units)])
    products = vectors[: len(texts)] @ vectors[len(texts) :].T
    return np.asarray(np.clip((products - DENSE_FLOOR) / DENSE_BAND, 0.0, 1.0), dtype=np.float32)


def unit_text(unit: Unit) -> str:
    """Return the unit as it is embedded: a row with its caption before it."""
    table = unit.passage.table
    return f"{table.caption}: {unit.text}" if table else unit.text
