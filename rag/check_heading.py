"""Settle at once the line above a list: which table of which source, under which label, and how many rows."""

from collections.abc import Sequence

from rag.check_lexicon import Lexicon
from rag.check_signals import context_of
from rag.check_text import Reading, read
from rag.records import Passage, Table
from rag.tables import group_columns
from rag.text import words

# Words such a line adds of its own: "Boonstra, 2007, Tabel 2 (...) bij 'Bedrijfskunde', zes punten:".
OWN_WORDS = frozenset(("tabel", "figuur", "bijlage", "lijst", "punt", "punten", "rij", "rijen", "overzicht", "een"))


def is_heading(claim: str, passages: Sequence[Passage], lexicon: Lexicon) -> bool:
    """Tell whether `claim` only names cited tables, their labels and source, with the right number of rows or items."""
    if not passages or any(passage.table is None for passage in passages):
        return False
    reading = read(claim, lexicon)
    spoken = frozenset(words(claim))
    context = context_of(passages, lexicon)
    own = lexicon.source_names(passages)
    labels = {label for passage in passages for label in labels_of(passage.table) if _all_in(label, spoken)}
    known = own | OWN_WORDS | frozenset(words(context.text)) | frozenset(w for label in labels for w in words(label))
    if any(token.text not in known for token in reading.content) or reading.names - known:
        return False
    return bool(reading.numbers) and reading.numbers <= _right_numbers(passages, labels, context, own)


def labels_of(table: Table | None) -> frozenset[str]:
    """Return the values of the columns that label rows."""
    if table is None:
        return frozenset()
    return frozenset(item for row in table.rows for column in group_columns(table) for item in row[column])


def _all_in(label: str, spoken: frozenset[str]) -> bool:
    own = words(label)
    return bool(own) and all(word in spoken for word in own)


def _right_numbers(
    passages: Sequence[Passage], labels: set[str], context: Reading, own: frozenset[str]
) -> frozenset[str]:
    """Return the numbers such a line may hold: the rows or items its labels choose, those of title and year."""
    rows = items = 0
    for passage in passages:
        assert passage.table is not None
        groups = group_columns(passage.table)
        for row in passage.table.rows:
            named = {item for column in groups for item in row[column]}
            if not labels or named & labels:
                rows += 1
                items += sum(len(cell) for column, cell in enumerate(row) if column not in groups)
    return frozenset({str(rows), str(items)}) | context.numbers | own
