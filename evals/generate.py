"""Make cases from the factor tables, in both directions: from a label to its factors, and from a factor to its labels.

The tables are read from the library, so the cases follow it. Which wording and which split a case gets depends only on
its place in its table: the same library gives the same cases.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evals.match import plain_words
from evals.records import Case, Kind, Place, Split
from rag.library import Library
from rag.records import Passage, Table

TAG = "generated"
TABLES_OF = "tables of the library"
NUMBERING = re.compile(r"^(?:fase\s+)?\d+[.:]\s+", re.IGNORECASE)
FORWARD = (
    "Welke {items} noemt {author} bij {label}?",
    "Geef me de volledige lijst van {items} voor {label} uit {table} van {author}.",
    "{items} {label} {author}",
    "Ik bereid een bijeenkomst voor over {label}. Welke {items} zet {author} daarbij?",
)
# What a reverse question asks for decides what a complete answer says: the label, the table, or both.
REVERSE = (
    ("Bij {which} zet {author} ‘{item}’?", "label"),
    ("In welke tabel staat ‘{item}’?", "table"),
    ("Waar vind ik bij {author}: {item}?", "both"),
    ("{item} - {which} is dat volgens {author}?", "label"),
)


@dataclass(frozen=True)
class FactorTable:
    """A table of factors: the columns that label a row, how a label is called, and the columns that hold factors."""

    source: str
    label: str
    author: str
    groups: tuple[str, ...]
    which: str
    items: tuple[tuple[str, str], ...]


SUCCESS_AND_PITFALLS = (("Succesfactoren", "succesfactoren"), ("Valkuilen", "valkuilen"))
TABLES = (
    FactorTable(
        "boonstra",
        "Tabel 2",
        "Boonstra",
        ("Disciplinaire invalshoek",),
        "welke discipline",
        (("Faalfactor", "faalfactoren"),),
    ),
    FactorTable(
        "boonstra",
        "Tabel 3",
        "Boonstra",
        ("Disciplinaire invalshoek",),
        "welke discipline",
        (("Succesvoorwaarde", "succesvoorwaarden"),),
    ),
    *(FactorTable("tno", f"Tabel {n}", "TNO", ("Thema",), "welk thema", SUCCESS_AND_PITFALLS) for n in (4, 5, 6, 7)),
    FactorTable("tno", "Tabel 8", "TNO", ("Fase", "Activiteit"), "welke activiteit", SUCCESS_AND_PITFALLS),
    FactorTable("tno", "Bijlage D", "TNO", ("Fase", "Belangrijk thema"), "welk thema", (("Factoren", "factoren"),)),
)


@dataclass(frozen=True)
class Factor:
    """One factor and where it stands: its table, its labels from wide to narrow, its column."""

    spec: FactorTable
    passage: Passage
    labels: tuple[str, ...]
    items: str
    text: str


def make_table_cases(library: Library) -> tuple[Case, ...]:
    """Return the cases of every factor table of `library`; raises LookupError when a table is missing."""
    factors = read_all_factors(library)
    return (*forward_cases(factors), *reverse_cases(factors))


def read_all_factors(library: Library) -> list[Factor]:
    """Return the factors of every table; raises LookupError when a table is missing."""
    return [factor for spec in TABLES for factor in read_factors(spec, find_table(spec, library))]


def find_table(spec: FactorTable, library: Library) -> Passage:
    """Return the passage that holds the table of `spec`."""
    for passage in library.tables:
        if passage.source_id == spec.source and passage.table and passage.table.label == spec.label:
            return passage
    raise LookupError(f"{spec.label} of {spec.source} is not in the library")


def read_factors(spec: FactorTable, passage: Passage) -> Iterator[Factor]:
    """Yield the factors of a table in reading order."""
    table = passage.table
    assert table is not None
    groups = [_column(table, name) for name in spec.groups]
    for row in table.rows:
        labels = tuple(NUMBERING.sub("", row[column][0]) for column in groups)
        for name, items in spec.items:
            for text in row[_column(table, name)]:
                yield Factor(spec, passage, labels, items, text)


def _column(table: Table, name: str) -> int:
    return table.columns.index(name)


def listed(factors: list[Factor]) -> list[list[Factor]]:
    """Return the factors that stand together under one label in one column."""
    lists: dict[tuple[FactorTable, tuple[str, ...], str], list[Factor]] = {}
    for factor in factors:
        lists.setdefault((factor.spec, factor.labels, factor.items), []).append(factor)
    return list(lists.values())


def alike(factors: list[Factor]) -> list[list[Factor]]:
    """Return the factors of one source that are the same in words."""
    same: dict[tuple[str, tuple[str, ...]], list[Factor]] = {}
    for factor in factors:
        same.setdefault((factor.spec.source, plain_words(factor.text)), []).append(factor)
    return list(same.values())


def forward_id(number: int, split: Split) -> str:
    """Return the id of the question on list `number`."""
    return f"gen-f-{number:03d}-{split}"


def reverse_id(number: int) -> str:
    """Return the id of the question where factor `number` stands."""
    return f"gen-r-{number:03d}"


def forward_cases(factors: list[Factor]) -> Iterator[Case]:
    """Yield two questions per label and column: one to develop with, one to test with."""
    for number, own in enumerate(listed(factors)):
        spec, labels, items = own[0].spec, own[0].labels, own[0].items
        for split, wording in zip(Split, (number % len(FORWARD), (number + 1) % len(FORWARD)), strict=True):
            question = FORWARD[wording].format(
                items=items, author=spec.author, label=label_words(labels), table=spec.label
            )
            yield Case(
                id=forward_id(number, split),
                question=question[0].upper() + question[1:],
                kind=Kind.LIST,
                split=split,
                rows=tuple(factor.text for factor in own),
                table=spec.label,
                gold=(Place(spec.source, own[0].passage.section[-1]),),
                tags=(TAG, spec.source, *(f"{name}: {label}" for name, label in zip(spec.groups, labels, strict=True))),
                difficulty=1,
                provenance=TABLES_OF,
            )


def reverse_cases(factors: list[Factor]) -> Iterator[Case]:
    """Yield one question per factor; a factor that stands in more places may be placed in any of them."""
    for number, own in enumerate(alike(factors)):
        first = own[0]
        wording, asks = REVERSE[number % len(REVERSE)]
        labels = tuple(dict.fromkeys(factor.labels[-1] for factor in own))
        tables = tuple(dict.fromkeys(factor.spec.label for factor in own))
        points = {"label": (labels,), "table": (tables,), "both": (labels, tables)}[asks]
        sections = dict.fromkeys(factor.passage.section[-1] for factor in own)
        yield Case(
            id=reverse_id(number),
            question=wording.format(item=first.text, author=first.spec.author, which=first.spec.which),
            kind=Kind.REVERSE,
            split=tuple(Split)[(number // len(REVERSE)) % 2],
            points=points,
            table=tables[0] if len(tables) == 1 else None,
            gold=tuple(Place(first.spec.source, section) for section in sections),
            tags=(TAG, first.spec.source),
            difficulty=1 if len(sections) == 1 else 2,
            provenance=TABLES_OF,
        )


def label_words(labels: tuple[str, ...]) -> str:
    """Return labels from narrow to wide as they are put in a question: 'Onderhandelen (Formatie)'."""
    narrow, *wide = reversed(labels)
    return f"{narrow} ({', '.join(wide)})" if wide else narrow
