"""Settle at once the line above a list: which table of which source, under which label, and how many rows."""

import re
from collections.abc import Sequence

from rag.check_lexicon import Lexicon
from rag.check_signals import context_of
from rag.check_text import Reading, read
from rag.records import Passage, Table
from rag.table_labels import group_columns
from rag.text import STOPWORDS, numbers, words

# Words such a line adds of its own: "Boonstra, 2007, Tabel 2 (...) bij 'Bedrijfskunde', zes punten:".
OWN_WORDS = frozenset(("tabel", "figuur", "bijlage", "lijst", "punt", "punten", "rij", "rijen", "overzicht", "een"))
# And those of "‘Gebrek aan openheid’ staat in Tabel 8 (Activiteit: Management) van …, in de kolom ‘Valkuilen’".
PLACING_WORDS = frozenset(("staat", "kolom"))
QUOTED = re.compile("‘([^’]+)’")


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
    in_labels = frozenset(number for label in labels for number in numbers(label))
    return bool(reading.numbers) and reading.numbers <= _right_numbers(passages, labels, context, own) | in_labels


def is_titles(claim: str, passages: Sequence[Passage]) -> bool:
    """Tell whether `claim` is made of titles of the sections that the cited passages stand in, and of nothing else."""
    titles = sorted(
        {" ".join(title.split()) for passage in passages for title in passage.section}, key=len, reverse=True
    )
    rest = " ".join(claim.split())
    for title in titles:
        rest = rest.replace(title, " ")
    return rest != claim and not words(rest)


def is_placement(claim: str, passages: Sequence[Passage], lexicon: Lexicon) -> bool:
    """Tell whether `claim` only says in which column and under which labels of a cited table one item stands."""
    quoted = QUOTED.findall(claim)
    return bool(quoted) and all(
        passage.table is not None and _is_placed(claim, quoted, passage, lexicon) for passage in passages
    )


def _is_placed(claim: str, quoted: list[str], passage: Passage, lexicon: Lexicon) -> bool:
    """Tell whether one row holds the item in the column named, and every other word names that row, table or source."""
    table = passage.table
    assert table is not None
    groups, spoken = group_columns(table), set(words(claim))
    titles = [column for column in table.columns if column in quoted[1:]]
    around = set(words(" ".join([table.label, *table.columns]))) | lexicon.source_names([passage])
    around |= PLACING_WORDS | OWN_WORDS | STOPWORDS
    for row in table.rows:
        for column, cell in enumerate(row):
            if quoted[0] in cell and titles in ([], [table.columns[column]]):
                known = around | set(words(" ".join([quoted[0], *(item for c in groups for item in row[c])])))
                if spoken <= known:
                    return True
    return False


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
    found: set[str] = set()
    for passage in passages:
        assert passage.table is not None
        groups = group_columns(passage.table)
        chosen = [
            row
            for row in passage.table.rows
            if all(row[c][0] in labels or not labels & {r[c][0] for r in passage.table.rows} for c in groups)
        ]
        items = [sum(len(row[c]) for row in chosen) for c in range(len(passage.table.columns)) if c not in groups]
        found |= {str(len(chosen)), str(sum(items)), *map(str, items)}
    return frozenset(found) | context.numbers | own
