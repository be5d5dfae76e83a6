"""What the tests of the library read: dossiers, their structure files, the glossary and the short exception lists."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ingest.corpus import read_corpus
from ingest.dossier import Dossier, DossierTable, Part
from rag.records import Term
from rag.text import clean, sentences
from tests.corpus.originals import CORPUS

HERE = Path(__file__).resolve().parent
SOURCE_IDS = ("boonstra", "tno", "de-wit", "essay", "common-eye")


@lru_cache
def dossiers() -> dict[str, Dossier]:
    """Return the five dossiers by source id."""
    return {dossier.source_id: dossier for dossier in read_corpus(CORPUS).dossiers}


@lru_cache
def terms() -> tuple[Term, ...]:
    """Return the glossary."""
    return read_corpus(CORPUS).terms


@lru_cache
def data(name: str) -> dict[str, Any]:
    """Return the test data in `name`.toml."""
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


def tables(source_id: str) -> dict[str, DossierTable]:
    """Return the tables and lists of a dossier by caption."""
    return {table.caption: table for part in dossiers()[source_id].parts for table in part.tables}


def table(source_id: str, caption_start: str) -> DossierTable:
    """Return the one table whose caption starts with `caption_start`."""
    (found,) = [each for caption, each in tables(source_id).items() if caption.startswith(caption_start)]
    return found


def cell_text(cell: tuple[str, ...]) -> str:
    """Return a cell's items as one text."""
    return " ".join(cell)


def dossier_rows(
    source_id: str, caption: str, columns: tuple[int, ...] | None = None, flat: bool = False
) -> list[tuple[str, ...]]:
    """Return the rows of a dossier's table as tuples of texts; `flat` gives every item of the last cell a row."""
    rows = table(source_id, caption).rows
    chosen = [[row[at] for at in columns] if columns else list(row) for row in rows]
    if flat:
        return [(*map(cell_text, head), item) for *head, last in chosen for item in last]
    return [tuple(map(cell_text, row)) for row in chosen]


def table_texts(part: Part) -> list[str]:
    """Return captions, column names and cells of a part's tables."""
    found: list[str] = []
    for each in part.tables:
        found += [each.caption, *each.columns, *(item for row in each.rows for cell in row for item in cell)]
    return found


def plain_text(part: Part) -> str:
    """Return all that a part says, its notes and tables included, its questions and comparisons not."""
    return "\n".join([*part.paragraphs, *part.notes, *table_texts(part)])


@dataclass(frozen=True)
class Sentence:
    """One sentence a reader may get to see on its own, and where it stands."""

    text: str
    line: int
    where: str


def standalone_sentences(source_id: str) -> list[Sentence]:
    """Return the sentences of a dossier's paragraphs and list items; table cells are shown with their row."""
    found: list[Sentence] = []
    for part in dossiers()[source_id].parts:
        where = f"{source_id}.md, part at line {part.line}"
        texts = list(part.paragraphs)
        texts += [item for each in part.tables if each.is_list for row in each.rows for item in row[0]]
        found += [Sentence(sentence, part.line, where) for text in texts for sentence in sentences(clean(text))]
    return found


def all_questions(source_id: str) -> list[tuple[str, Part]]:
    """Return every question of a dossier with its part."""
    found: list[tuple[str, Part]] = []
    for part in dossiers()[source_id].parts:
        found += [(question, part) for question in part.questions]
        found += [(question, part) for group in part.row_questions for question in group.questions]
    return found
