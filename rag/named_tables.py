"""Find the tables that a question names, by their number or by where they stand."""

import re
from collections.abc import Iterator, Sequence

from rag.library import Library
from rag.query import TableLabel
from rag.text import fold

TABLE_LABEL = re.compile(r"\b(tabel|table|tabelle|tableau|figuur|figure|bijlage|appendix|annex)\s*([0-9]{1,2}|[a-h])\b")
LABEL_WORDS = {
    "table": "tabel",
    "tabelle": "tabel",
    "tableau": "tabel",
    "figure": "figuur",
    "appendix": "bijlage",
    "annex": "bijlage",
}
# Reports end with the table that sums up, and people call it so: "de grote slottabel", "het samenvattende overzicht".
FIRST = re.compile(r"\b(?:aller)?eerste tabel\b", re.IGNORECASE)
LAST = re.compile(
    r"\b(?:grote )?(?:(?:aller)?laatste (?:grote )?tabel|(?:slot|eind|totaal)(?:tabel|overzicht|schema)|"
    r"samenvattende (?:\w+ )?(?:tabel|schema|overzicht)|(?:tabel|schema|overzicht) (?:aan|op) het (?:slot|eind))\b",
    re.IGNORECASE,
)


def number_tables(text: str, sources: Sequence[str], library: Library) -> str:
    """Return `text` with the number of a table of its one source in place of where it stands: "tabel 8"."""
    if len(sources) != 1 or TABLE_LABEL.search(fold(text)):
        return text
    numbers = sorted(_table_numbers(sources[0], library))
    for place, number in ((LAST, numbers[-1:]), (FIRST, numbers[:1])):
        if number and place.search(text):
            return place.sub(f"tabel {number[0]}", text)
    return text


def named_tables(folded: str) -> tuple[TableLabel, ...]:
    """Return the tables that a folded question names by their number or letter."""
    return tuple(
        TableLabel(LABEL_WORDS.get(kind, kind), number.upper()) for kind, number in TABLE_LABEL.findall(folded)
    )


def _table_numbers(source_id: str, library: Library) -> Iterator[int]:
    """Yield the numbers of the tables of a source; figures and appendices are none."""
    for passage in library.tables:
        label = fold(passage.table.label).split() if passage.table else []
        if passage.source_id == source_id and len(label) == 2 and label[0] == "tabel" and label[1].isdigit():
            yield int(label[1])
