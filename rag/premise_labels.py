"""Find the tables, numbered items and rows that a question names and the library does not have."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rag.compose_tables import rows_evidence
from rag.draft import Draft, Line, LineStyle
from rag.library import Library
from rag.people import find_people
from rag.phrases import (
    LABEL_ABSENT,
    LABEL_ABSENT_ANYWHERE,
    LABEL_RANGE,
    NUMBER_WORDS,
    NUMBERED_ABSENT,
    ROW_ABSENT,
    count_word,
    join_words,
)
from rag.query import Query, TableLabel
from rag.records import Passage
from rag.table_labels import group_columns
from rag.text import STOPWORDS, fold, same_word, stem, words

LONGEST_LIST = 12
ORDINALS = (
    "eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende", "elfde",
    "twaalfde", "dertiende",
)  # fmt: skip
NUMBERED = r"(fase|stelling|stap|paradox|spelregel|principe|signature)"
ITEM_NUMBER = re.compile(
    rf"\b{NUMBERED}(?:en)?(?: is)?(?: nummer| nr\.?)? ?(\d{{1,2}}|{'|'.join(NUMBER_WORDS[2:])})\b|"
    rf"\b({'|'.join(ORDINALS)}) {NUMBERED}\b"
)
# What a question says after these may be the label of a row: "bij Rechtsgeleerdheid", "onder de kolom Kosten".
ROW_LEAD = re.compile(
    r"\b(?:(?:bij|onder)(?: de| het)?(?: discipline| invalshoek| kolom| rij| vakgebied)?|"
    r"(?:voor|van|in)(?: de| het)?(?: discipline| invalshoek| kolom| rij| vakgebied)) ([\w-]+)"
)
# What says of how many rows something holds is the label of none.
QUANTITIES = frozenset("sommige enkele veel meeste elk elke ieder iedere allemaal beide andere zulke hoeveel".split())


@dataclass(frozen=True)
class Correction:
    """What is not so, as a remark, and the lines that show what is; `is_all` where nothing else is to be said.

    `is_sure` tells that the question does take it for granted, so that there is no doubt about answering.
    """

    remark: str
    lines: tuple[Line, ...] = ()
    is_all: bool = False
    is_sure: bool = True


def sources_asked(query: Query, library: Library) -> tuple[str, ...]:
    """Return the ids of the sources the question is about; all when it names none."""
    return query.source_filter or query.named_sources or tuple(library.source_by_id)


def missing_label(query: Query, library: Library) -> Correction | None:
    """Return the correction of a table, figure or appendix that no source asked for has or speaks of."""
    if not query.tables:
        return None
    asked = sources_asked(query, library)
    texts = [fold(p.text + " " + " ".join(p.section)) for p in library.passages if p.source_id in asked]
    for wanted in query.tables:
        name = f"{wanted.kind} {wanted.number.lower()}"
        if any(re.search(rf"\b{name}\b", text) for text in texts):
            return None
    for wanted in query.tables:
        present = _labelled(wanted.kind, asked, library) or _labelled("", asked, library)
        if present:
            return _show_labels(wanted, present, asked, library)
    return None


def _labelled(kind: str, asked: Iterable[str], library: Library) -> list[Passage]:
    """Return the tables of the sources asked for whose label is a `kind` with a number or letter; any kind when ''."""
    pattern = re.compile(rf"{kind or '(tabel|figuur|bijlage)'} (\d+|[a-z])$")
    return [p for p in library.tables if p.source_id in asked and p.table and pattern.match(fold(p.table.label))]


def _show_labels(wanted: TableLabel, present: list[Passage], asked: tuple[str, ...], library: Library) -> Correction:
    label = f"{wanted.kind.capitalize()} {wanted.number}"
    one = library.source_by_id[asked[0]].short if len(asked) == 1 else ""
    labels = list(dict.fromkeys(passage.table.label for passage in present if passage.table))
    spoken = labels[0] if len(labels) == 1 else join_words(labels) if len(labels) == 2 else _range(labels)
    phrase = LABEL_ABSENT if one else LABEL_ABSENT_ANYWHERE
    remark = phrase.format(label=label, place=one, present=spoken)
    lines = []
    for passage in present[:LONGEST_LIST]:
        assert passage.table is not None
        evidence = rows_evidence(passage, tuple(range(len(passage.table.rows))), ())
        lines.append(Line(passage.table.caption, evidence, LineStyle.BULLET))
    return Correction(remark, tuple(lines), is_all=True)


def _range(labels: list[str]) -> str:
    """Return 'Tabel 1 tot en met Tabel 8 (acht)' for three labels or more, in the order of their names."""
    ordered = sorted(labels)
    return LABEL_RANGE.format(first=ordered[0], last=ordered[-1], count=count_word(len(labels)))


def missing_number(query: Query, library: Library) -> Correction | None:
    """Return the correction of an item numbered beyond the end of its list: 'stelling 7', 'de vierde fase'."""
    asked = sources_asked(query, library)
    for match in ITEM_NUMBER.finditer(fold(query.standalone)):
        thing = match.group(1) or match.group(4)
        number = _number(match.group(2)) if match.group(2) else ORDINALS.index(match.group(3)) + 1
        lists = [found for p in library.tables if p.source_id in asked for found in [_numbered(p, thing)] if found]
        if lists and number > max(len(labels) for _, labels in lists):
            passage, labels = max(lists, key=lambda item: len(item[1]))
            remark = NUMBERED_ABSENT.format(thing=thing.capitalize(), number=number, count=count_word(len(labels)))
            return Correction(remark, _label_lines(passage, labels), is_all=True)
    return None


def _number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBER_WORDS.index(word)


def _numbered(passage: Passage, thing: str) -> tuple[Passage, list[str]] | None:
    """Return the labels of a table whose first column counts such things, in order."""
    table = passage.table
    if (
        table is None
        or len(table.columns) < 2
        or not any(same_word(stem(w), stem(thing)) for w in words(table.columns[0]))
    ):
        return None
    labels = list(dict.fromkeys("; ".join(row[0]) for row in table.rows))
    counted = [label for label in labels if re.search(r"\d", label)]
    return passage, counted or labels


def _label_lines(passage: Passage, labels: list[str]) -> tuple[Line, ...]:
    """Return the rows of a table as lines 'label: first cell', each with its row as evidence."""
    table = passage.table
    assert table is not None
    lines = []
    for label in labels:
        number = next(n for n, row in enumerate(table.rows) if "; ".join(row[0]) == label)
        cells = ("; ".join(table.rows[number][0]), "; ".join(table.rows[number][1]))
        lines.append(Line(" | ".join(cells), rows_evidence(passage, (number,), (label,)), LineStyle.BULLET))
    return tuple(lines)


def missing_row(query: Query, draft: Draft, library: Library) -> Correction | None:
    """Return the correction of a row label that the table asked for does not have: 'tabel 2 bij Rechtsgeleerdheid'."""
    passages = {e.passage for line in draft.lines for e in line.evidence if e.passage.table}
    if draft.certain or len(passages) != 1 or not (query.tables or query.wants_rows):
        return None
    passage = passages.pop()
    table = passage.table
    assert table is not None
    if not query.tables and not re.search(r"\d", table.label):  # nobody asked for the rows of a table without a number
        return None
    groups = [c for c in group_columns(table) if len({row[c] for row in table.rows}) < len(table.rows)]
    value = _unknown_label(query, passage, library)
    if not groups or not value:
        return None
    values = list(dict.fromkeys(row[groups[0]][0] for row in table.rows))
    place = library.source_by_id[passage.source_id].short
    remark = ROW_ABSENT.format(
        value=value, label=table.label, place=place, column=table.columns[groups[0]].lower(), values=join_words(values)
    )
    evidence = rows_evidence(passage, tuple(range(len(table.rows))), ())
    return Correction(remark, (Line(table.caption, evidence, LineStyle.BULLET),), is_all=True)


def _unknown_label(query: Query, passage: Passage, library: Library) -> str:
    """Return the word in the place of a row's label that the table and its surroundings do not hold."""
    table = passage.table
    assert table is not None
    source = library.source_by_id[passage.source_id]
    own = " ".join((passage.text, *passage.section, *table.columns, *source.names, *source.authors))
    known = {stem(word) for word in words(own)}
    for match in ROW_LEAD.finditer(fold(query.focus)):
        word = match.group(1)
        if (
            word in STOPWORDS
            or word in QUANTITIES
            or word.isdigit()
            or word in find_people(library)
            or any(same_word(stem(word), other) for other in known)
        ):
            continue
        if library.rarity(stem(word)) >= 4.0 and not re.match(
            r"(tabel|figuur|bijlage|samenwerk|alliantie|netwerk)", word
        ):
            start = fold(query.focus).find(word)
            return query.focus[start : start + len(word)]
    return ""
