"""Read what belongs to what from the tables of the library: factor to discipline, activity to phase, pole to pole."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from rag.library import Library
from rag.records import Passage, Table

FILE = "relations.toml"
NUMBERING = re.compile(r"^\d+[.:]\s+")
KEY_JOINER = "|"


@dataclass(frozen=True)
class Relation:
    """How one pair of columns is asked about; the templates are described in data/relations.toml."""

    source: str
    tables: tuple[str, ...]
    key: tuple[str, ...]
    value: str
    noun: str
    nouns: str
    key_noun: str
    statement: str
    ask_value: str = ""
    ask_key: str = ""
    missing: str = ""
    situation: str = ""
    grid: str = ""
    keys: tuple[tuple[str, str], ...] = ()
    skip_keys: tuple[str, ...] = ()
    skip_values: tuple[str, ...] = ()
    max_words: int = 0
    lower: bool = False
    one_to_one: bool = False

    @property
    def name(self) -> str:
        """Return what tells this relation from the others, the same in every version of the library."""
        return "/".join((self.source, self.tables[0], *self.key, self.grid, self.value))


@dataclass(frozen=True)
class Fact:
    """One value that belongs to one key, and the row it stands in; `aspect` is the row's own label in a grid."""

    relation: Relation
    passage: Passage
    row: int
    key: str
    value: str
    aspect: str = ""

    @property
    def table(self) -> Table:
        """Return the table."""
        assert self.passage.table is not None
        return self.passage.table

    @property
    def key_text(self) -> str:
        """Return the key as it stands inside a sentence."""
        known = dict(self.relation.keys).get(self.key)
        if known:
            return known
        return self.key[0].lower() + self.key[1:] if self.relation.lower else self.key

    def fill(self, template: str) -> str:
        """Return `template` with this fact's key, value and aspect."""
        filled = template.format(key=self.key_text, value=self.value, aspect=self.aspect)
        return filled.replace(".’.", ".’").replace("?’?", "?’").replace("?’.", "?’").replace("’’", "’")


@lru_cache(maxsize=1)
def load_relations() -> tuple[Relation, ...]:
    """Return the relations that ship."""
    data = tomllib.loads(files("study").joinpath("data", FILE).read_text(encoding="utf-8"))
    return tuple(_relation(row) for row in data["relation"])


def _relation(row: dict[str, object]) -> Relation:
    values: dict[str, object] = {"value": "", **row}
    for name in ("tables", "key", "skip_keys", "skip_values"):
        if name in values:
            values[name] = tuple(values[name])  # type: ignore[arg-type]
    if isinstance(values.get("keys"), dict):
        values["keys"] = tuple(values["keys"].items())  # type: ignore[attr-defined]
    if isinstance(values.get("situation"), dict):
        values["situation"] = values["situation"]["ask"]  # type: ignore[index]
    return Relation(**values)  # type: ignore[arg-type]


def find_facts(library: Library) -> tuple[Fact, ...]:
    """Return every fact the relations find in the tables of `library`, in reading order per relation."""
    return tuple(fact for relation in load_relations() for fact in _facts_of(relation, library))


def _facts_of(relation: Relation, library: Library) -> Iterator[Fact]:
    for passage in library.tables:
        if passage.source_id == relation.source and _is_meant(relation, passage):
            yield from _grid_facts(relation, passage) if relation.grid else _column_facts(relation, passage)


def _is_meant(relation: Relation, passage: Passage) -> bool:
    table = passage.table
    assert table is not None
    wanted = (relation.grid,) if relation.grid else (*relation.key, relation.value)
    known = any(table.label == name or table.caption.startswith(f"{name} ") or table.caption == name
                for name in relation.tables)  # fmt: skip
    return known and all(column in table.columns for column in wanted)


def _column_facts(relation: Relation, passage: Passage) -> Iterator[Fact]:
    table = passage.table
    assert table is not None
    key_columns = [table.columns.index(name) for name in relation.key]
    column = table.columns.index(relation.value)
    for number, row in enumerate(table.rows):
        key = KEY_JOINER.join("; ".join(row[c]) for c in key_columns)
        key = NUMBERING.sub("", key)
        for item in row[column]:
            value = NUMBERING.sub("", item)
            if key and key not in relation.skip_keys and _is_usable(value, relation):
                yield Fact(relation, passage, number, key, value)


def _grid_facts(relation: Relation, passage: Passage) -> Iterator[Fact]:
    table = passage.table
    assert table is not None
    aspect = table.columns.index(relation.grid)
    for number, row in enumerate(table.rows):
        for column, cell in enumerate(row):
            value = "; ".join(cell)
            if column != aspect and _is_usable(value, relation):
                yield Fact(relation, passage, number, table.columns[column], value, "; ".join(row[aspect]))


def _is_usable(value: str, relation: Relation) -> bool:
    too_long = relation.max_words and len(value.split()) > relation.max_words
    return bool(value) and value not in relation.skip_values and not too_long


@lru_cache(maxsize=8)
def _grouped(facts: tuple[Fact, ...]) -> dict[Relation, tuple[Fact, ...]]:
    found: dict[Relation, list[Fact]] = {}
    for fact in facts:
        found.setdefault(fact.relation, []).append(fact)
    return {relation: tuple(own) for relation, own in found.items()}


def by_relation(facts: tuple[Fact, ...]) -> dict[Relation, tuple[Fact, ...]]:
    """Return the facts of each relation, in reading order."""
    return _grouped(facts)
