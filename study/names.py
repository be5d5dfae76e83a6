"""Name sources and places the way a sentence does."""

from rag.library import Library
from rag.records import Passage, Table
from study import texts


def source_name(library: Library, source_id: str) -> str:
    """Return how a source is called inside a sentence."""
    source = library.source_by_id[source_id]
    return texts.SOURCE_NAMES.get(source_id) or (source.names[0] if source.names else source.short)


def source_label(library: Library, source_id: str) -> str:
    """Return how a source is called in brackets."""
    source = library.source_by_id[source_id]
    return texts.SOURCE_LABELS.get(source_id) or (source.names[0] if source.names else source.short)


def table_name(table: Table) -> str:
    """Return how a table is called: 'Tabel 2', or its own title where it has no number."""
    is_numbered = any(char.isdigit() for char in table.label) or table.label.startswith("Bijlage")
    return table.label if is_numbered else table.caption.split(". ", 1)[-1]


def capitalised(text: str) -> str:
    """Return `text` with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def row_text(passage: Passage, row: int) -> str:
    """Return a table row as it stands in the passage's text."""
    return passage.text.split("\n")[row + 1]
