"""Turn sentences, rows and places of the library into lines of an answer."""

from collections.abc import Sequence
from dataclasses import replace

from rag.chosen import Place
from rag.draft import Evidence, Line, LineStyle
from rag.library import Library
from rag.phrases import FROM_LABEL, FROM_LIST
from rag.records import Passage, PassageKind, Pointer
from rag.select import Candidate, is_own_list
from rag.told_rows import told_row

# What the caption of a table without a number starts with.
TABLE_MARK = "Tabel. "


def candidate_lines(candidate: Candidate, library: Library, limit: int | None = None) -> list[Line]:
    """Return a sentence as a line, with the list it announces; a row under the names of its columns."""
    if candidate.passage.table and not is_own_list(candidate.passage):
        return [row_line(candidate.passage, candidate.order)]
    lines = [sentence_line(candidate)]
    announced = announced_list(candidate, library)
    if announced and announced.table:
        for number, row in enumerate(announced.table.rows[:limit]):
            quote = announced.text.split("\n")[number + 1]
            lines.append(Line("; ".join(row[0]), (Evidence(announced, quote),), LineStyle.BULLET))
    return lines


def announced_list(candidate: Candidate, library: Library) -> Passage | None:
    """Return the list that a sentence ending in a colon announces."""
    if not candidate.text.endswith(":"):
        return None
    for passage in library.passages_by_part[candidate.passage.part]:
        if passage.kind is PassageKind.LIST and passage.table and candidate.text[:-1].endswith(passage.table.caption):
            return passage
    return None


def row_line(passage: Passage, row: int) -> Line:
    """Return a row as one line: its label, then what stands in each column."""
    table = passage.table
    assert table is not None
    quote = passage.text.split("\n")[row + 1]
    if passage.kind is PassageKind.LIST:
        return Line("; ".join(table.rows[row][0]), (Evidence(passage, quote),), LineStyle.BULLET)
    return Line(told_row(table, row), (Evidence(passage, quote, table.label),), LineStyle.BULLET)


def under_heads(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with, before rows that nothing announces, a line that says which table or list they are of."""
    told: list[Line] = []
    for home, run in _runs(lines):
        if home and home.table and home.table.caption and not _announces(told):
            label = _shared_label(run, home)
            whole = not label and len(run) == len(home.table.rows)
            told.append(Line(_head(home.table.caption, label, whole), (), LineStyle.REMARK))
            run = [_without_label(line, home) for line in run] if label else run
        told.extend(run)
    return told


def _runs(lines: Sequence[Line]) -> list[tuple[Passage | None, list[Line]]]:
    """Return the lines in runs of rows of one table or list, with that; what is no row has None."""
    runs: list[tuple[Passage | None, list[Line]]] = []
    for line in lines:
        home = home_of(line)
        if runs and runs[-1][0] is home:
            runs[-1][1].append(line)
        else:
            runs.append((home, [line]))
    return runs


def _shared_label(run: Sequence[Line], home: Passage) -> str:
    """Return the label that all rows of a table of two columns share, where there are several; else ''."""
    if home.table is None or len(home.table.columns) != 2 or len(run) < 2:
        return ""
    labels = {"; ".join(home.table.rows[_row_of(line, home)][0]) for line in run}
    return labels.pop() if len(labels) == 1 else ""


def _without_label(line: Line, home: Passage) -> Line:
    """Return a row of a table of two columns as what stands beside its label."""
    assert home.table is not None
    return replace(line, text="; ".join(home.table.rows[_row_of(line, home)][1]))


def _row_of(line: Line, home: Passage) -> int:
    return home.text.split("\n").index(line.evidence[0].quote) - 1


def _head(caption: str, label: str, whole: bool) -> str:
    named = caption.removeprefix(TABLE_MARK)
    if label:
        return FROM_LABEL.format(caption=named, label=label)
    return f"{named}:" if whole else FROM_LIST.format(caption=named)


def _announces(lines: Sequence[Line]) -> bool:
    return bool(lines) and lines[-1].text.endswith(":")


def home_of(line: Line) -> Passage | None:
    """Return the table or list that a line is a row of, if any."""
    is_row = line.style is LineStyle.BULLET and len(line.evidence) > 0
    return line.evidence[0].passage if is_row and line.evidence[0].passage.table else None


def pointer_lines(pointer: Pointer, library: Library) -> list[Line]:
    """Return the sentences and rows that a pointer leads to as lines, in its order."""
    return place_lines(pointer.targets, library)


def place_lines(places: Sequence[Place], library: Library) -> list[Line]:
    """Return the sentences and rows at `places` as lines, in their order."""
    numbered = zip(places, library.entries_at(places), strict=True)
    return [_place_line(library.passage_by_id[name], row, library.entries[n].text) for (name, row), n in numbered]


def _place_line(passage: Passage, row: int, text: str) -> Line:
    return row_line(passage, row) if passage.table else Line(text, (Evidence(passage, text),))


def sentence_line(candidate: Candidate) -> Line:
    """Return a line that repeats a sentence of a passage."""
    return Line(candidate.text, (Evidence(candidate.passage, candidate.text),))


def candidate_length(candidate: Candidate, library: Library) -> int:
    """Return the words a sentence takes, with the list it announces."""
    announced = announced_list(candidate, library)
    return len(candidate.text.split()) + (len(announced.text.split()) if announced else 0)


def said_once(candidates: Sequence[Candidate], library: Library) -> list[Candidate]:
    """Return the candidates without those that another says too: one before it, or one with the list they are of."""
    lines = [frozenset(plain_line(line.text) for line in candidate_lines(c, library)) for c in candidates]
    return [
        candidate
        for number, (candidate, own) in enumerate(zip(candidates, lines, strict=True))
        if own not in lines[:number] and not any(own < other for other in lines)
    ]


def plain_line(text: str) -> str:
    """Return a line without the mark that ends it: an item ends otherwise in a list than alone."""
    return text.rstrip(";.")
