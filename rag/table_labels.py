"""Read the labels of tables: which columns label the rows, and which labels a question names."""

import re
from functools import lru_cache

from rag.library import Library
from rag.query import Query
from rag.records import Table
from rag.remembered import once_per_library
from rag.senses import meant_by
from rag.text import fold, is_among, split_compound, stem, stem_set, words

# One label may be named for this part of its words when no label is named in full.
MIN_PART_LABEL = 0.5
LAST = "#last"
# The columns whose values are phases, in their order; the number that such a value may begin with.
PHASE_TITLES = frozenset({"fase", "stap", "stadium"})
LABEL_NUMBER = re.compile(r"^(?:fase )?\d+[.:]? *", re.IGNORECASE)
# "Het ontwerpen van de alliantie" names "Alliantieontwerp".
OF_IT = re.compile(r"\b(\w{4,}) van (?:de |het |een )?(\w{4,})\b")
ORDINALS = {
    "eerste": "1",
    "tweede": "2",
    "derde": "3",
    "vierde": "4",
    "vijfde": "5",
    "middelste": "2",  # what is numbered and asked for so comes in threes here
    "een": "1",
    "twee": "2",
    "drie": "3",
}


@lru_cache(maxsize=1024)
def group_columns(table: Table) -> tuple[int, ...]:
    """Return the columns that label rows: those whose single values repeat, and the one that then names each row.

    Where none repeat it is the first column; a table of one column has none.
    """
    if len(table.columns) < 2 or has_list_columns(table):
        return ()
    last = len(table.columns) - 1
    single = [c for c in range(last) if all(len(row[c]) == 1 for row in table.rows)]
    repeating = [c for c in single if label_count(table, c) < len(table.rows)]
    if not repeating:
        return (0,)
    naming = 0 if 0 not in repeating else max(repeating) + 1
    return tuple(sorted({*repeating, *({naming} & set(single))}))


def has_list_columns(table: Table) -> bool:
    """Tell whether each column is a list under its heading: columns that end at different rows, or one row of lists."""
    if len(table.rows) == 1:
        return all(len(cell) > 1 for cell in table.rows[0])
    filled = [[any(row[c]) for row in table.rows] for c in range(len(table.columns))]
    from_the_top = all(column == sorted(column, reverse=True) for column in filled)
    return from_the_top and not all(map(all, filled))


def label_count(table: Table, column: int) -> int:
    """Return how many different values a column has."""
    return len({row[column] for row in table.rows})


def asked_stems(query: Query, library: Library) -> frozenset[str]:
    """Return the stems the question names, with parts of compounds, and ordinals ('tweede fase') as digits.

    Where rows are asked for, everyday words also name what tables call otherwise (`rag.senses`).
    """
    asked = _asked_stems(query.content, query.focus, library)
    return asked.union(*map(meant_by, asked)) if query.wants_rows else asked


@once_per_library
def _asked_stems(content: tuple[str, ...], focus: str, library: Library) -> frozenset[str]:
    found: set[str] = set()
    for word in content:
        if not word.isdigit():
            found.add(stem(word))
            found.update(stem(part) for part in split_compound(word, library.lexical.vocabulary))
    text = fold(focus)
    found.update(stem(word) for word in _elliptic(text, library))
    joined = (owner + stem(thing) for thing, owner in OF_IT.findall(text))
    found.update(stem(word) for word in joined if word in library.lexical.vocabulary)
    for word, digit in ORDINALS.items():
        if re.search(rf"\b(?:aller)?{word} (fase|stelling|rij|stap|stadium)\b|\b(?:fase|stelling|stap) {word}\b", text):
            found.add(digit)
            found.discard(stem(word))
    found.update(re.findall(r"\b(?:fase|stelling|stap) ?(\d)\b", text))
    if re.search(r"\blaatste (?:\w+ )?(fase|stelling|stap|rij|stadium)\b", text):
        found.add(LAST)
    return frozenset(found)


def _elliptic(folded: str, library: Library) -> list[str]:
    """Return the words that a hyphen leaves unsaid: 'voordelen' of 'voor- en nadelen'."""
    return [
        head + tail[cut:]
        for head, tail in re.findall(r"\b(\w{2,})- (?:en|of) (\w{6,})", folded)
        for cut in range(1, len(tail) - 3)
        if head + tail[cut:] in library.lexical.vocabulary
    ]


def label_share(label: str, asked: frozenset[str]) -> float:
    """Return which share of a label's words the question names; 1 when it names its number ('Fase 2')."""
    number, own = _read_label(label)
    if number and number in asked:
        return 1.0
    return sum(is_among(word, asked) for word in own) / len(own) if own else 0.0


@lru_cache(maxsize=8192)
def _read_label(label: str) -> tuple[str, frozenset[str]]:
    """Return the number of a label ('' where it has none) and the stems of its words."""
    number = re.match(r"(?:fase |stelling )?(\d+)\b", fold(label))
    own = frozenset(word for word in stem_set(label) if not word.isdigit()) - {stem("fase")}
    return number.group(1) if number else "", own


def named_labels(values: list[str], asked: frozenset[str], topic: frozenset[str], text: str) -> list[str]:
    """Return the labels named in full; where there are none, the one label named for a good part by words off `topic`.

    A label that stands in `text` (plain words of the question) as it is goes before labels whose words lie scattered.
    """
    shares = {value: label_share(value, asked) for value in values}
    if LAST in asked and re.match(r"(fase |stelling )?\d", fold(values[-1])):
        return [values[-1]]
    full = [value for value, share in shares.items() if share >= 1.0]
    literal = [value for value in values if is_literal(value, text, 1)]
    telling = frozenset(word for word in asked if not is_among(word, topic))
    part = [value for value in values if label_share(value, telling) >= MIN_PART_LABEL]
    begun = [value for value in values if _is_begun(value, text)]
    return literal or full or (begun if len(begun) == 1 else []) or (part if len(part) == 1 else [])


def _is_begun(label: str, text: str) -> bool:
    """Tell whether a compound is named by its first part: 'Leiderschapskwaliteit' in "de valkuilen bij leiderschap"."""
    placed = re.findall(r" (?:bij|rond|over|voor|qua) (?:de |het |een )?(?:thema |onderwerp |punt )?([\w-]{8,})", text)
    return " " not in label and any(fold(label).startswith(word) and fold(label) != word for word in placed)


def is_literal(label: str, text: str, least: int = 2) -> bool:
    """Tell whether a label of at least `least` words, its number aside, stands in plain `text` as it is."""
    count, own = _bare_label(label)
    return count >= least and own in text


@lru_cache(maxsize=8192)
def _bare_label(label: str) -> tuple[int, str]:
    """Return how many words a label has, its number aside, and these with a space around each."""
    own = words(LABEL_NUMBER.sub("", fold(label)))
    return len(own), f" {' '.join(own)} "


def is_covered(unit: tuple[str, ...], stems: frozenset[str]) -> bool:
    """Tell whether `stems` hold the word or all its parts."""
    whole, *parts = unit
    return is_among(whole, stems) or (bool(parts) and all(is_among(part, stems) for part in parts))


def item_share(item: str, asked: frozenset[str], library: Library) -> float:
    """Return which rarity-weighted share of the stems of a cell item the question holds."""
    own = stem_set(item)
    weights = {word: library.rarity(word) for word in own}
    total = sum(weights.values())
    named = sum(weight for word, weight in weights.items() if is_among(word, asked))
    return named / total if total else 0.0


def spelled_out(text: str, library: Library) -> list[str]:
    """Return the terms of the glossary that `text` names by an abbreviation: of PuS, publiek-publieke samenwerking."""
    known = library.abbreviations
    return [known[word] for word in set(words(text)) if word in known]


def row_name(table: Table, row: int) -> tuple[str, ...]:
    """Return what a row is called, as its only label, if a column names every row."""
    naming = [column for column in group_columns(table) if label_count(table, column) == len(table.rows)]
    return (table.rows[row][naming[-1]][0],) if naming else ()
