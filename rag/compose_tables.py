"""Answer with rows and cells: exactly those asked for, in the source's order, and where they stand."""

from rag.draft import Draft, Evidence, Line, LineStyle
from rag.library import Library
from rag.phrases import ambiguous_line, ask_for_table, item_place, label_named, list_opening, several_tables
from rag.records import Passage, PassageKind
from rag.reverse import Place
from rag.table_labels import group_columns
from rag.table_rows import Selection
from rag.text import clean

CELL_SEPARATOR, ITEM_SEPARATOR = " | ", "; "
# A cell of so few words fits in the sentence that says where its neighbour stands.
SHORT_CELL = 6


def compose_rows(selection: Selection, library: Library) -> Draft:
    """Return the selected rows as a list (one column) or a Markdown table (more columns)."""
    table, passage = selection.table, selection.passage
    short = library.source_by_id[passage.source_id].short
    evidence = rows_evidence(passage, selection.rows, selection.labels)
    found = [item for row in selection.rows for column in selection.columns for item in selection.items(row, column)]
    items = list(dict.fromkeys(found)) if set(selection.columns) <= set(group_columns(table)) else found
    many = len(selection.columns) > 1
    count = len(selection.rows) if many else len(items)
    is_list = passage.kind is PassageKind.LIST
    opening = (
        f"{table.caption}:" if is_list else list_opening(short, table.label, table.caption, selection.labels, count)
    )
    lines = [Line(opening, (caption_evidence(passage),) if is_list else evidence)]
    if many:
        for row in selection.rows:
            cells = tuple(ITEM_SEPARATOR.join(selection.items(row, column)) for column in selection.columns)
            lines.append(Line(CELL_SEPARATOR.join(cells), evidence, LineStyle.ROW, cells))
        columns = tuple(table.columns[column] for column in selection.columns)
        return Draft(tuple(lines), columns, certain=bool(selection.labels))
    style = LineStyle.NUMBERED if len(items) > 3 else LineStyle.BULLET
    lines.extend(Line(item, evidence, style) for item in items)
    return Draft(tuple(lines), certain=bool(selection.labels))


def compose_ambiguous(passages: list[Passage], library: Library) -> Draft:
    """Say which sources have a table of that number, what each holds, and how to ask for one."""
    lines, follow_ups = [], []
    for passage in passages:
        table = passage.table
        assert table is not None
        source = library.source_by_id[passage.source_id]
        column = group_columns(table)[0] if group_columns(table) else 0
        labels = list(dict.fromkeys(row[column][0] for row in table.rows))
        text = ambiguous_line(source.short, table.label, table.caption, len(table.rows), table.columns[column], labels)
        lines.append(Line(text, rows_evidence(passage, tuple(range(len(table.rows))), ()), LineStyle.BULLET))
        follow_ups.append(ask_for_table(table.label, source.names[0] if source.names else source.short))
    label = passages[0].table.label if passages[0].table else ""
    return Draft(
        (Line(several_tables(label, len(passages)), style=LineStyle.REMARK), *lines),
        follow_ups=tuple(follow_ups),
        certain=True,
    )


def caption_evidence(passage: Passage) -> Evidence:
    """Return the line above a list as evidence."""
    assert passage.table is not None
    return Evidence(passage, passage.text.split("\n")[0], None)


def rows_evidence(passage: Passage, rows: tuple[int, ...], labels: tuple[str, ...]) -> tuple[Evidence, ...]:
    """Return one piece of evidence per run of neighbouring rows; its quote is the rows as they stand in the passage."""
    table = passage.table
    assert table is not None
    locator = None if passage.kind is PassageKind.LIST else ", ".join([table.label, *labels])
    text_lines = passage.text.split("\n")[1:]
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return tuple(Evidence(passage, "\n".join(text_lines[run[0] : run[-1] + 1]), locator) for run in runs)


def compose_reverse(places: list[Place], library: Library, with_rest: bool = False) -> Draft:
    """Say of a quoted item in which table, under which labels it stands; `with_rest` adds the short cells beside it."""
    lines = []
    for place in places:
        table, passage = place.passage.table, place.passage
        assert table is not None
        row, named = table.rows[place.row], group_columns(table)
        groups = [c for c in range(len(row)) if c != place.column and (c in named or (with_rest and _is_short(row[c])))]
        values = tuple(ITEM_SEPARATOR.join(row[c]) for c in groups)
        short = library.source_by_id[passage.source_id].short
        labels = tuple(label_named(table.columns[c], value) for c, value in zip(groups, values, strict=True))
        caption = _caption(table.caption, table.label)
        text = item_place(clean(place.item), table.label, labels, short, table.columns[place.column], caption)
        lines.append(Line(text, rows_evidence(passage, (place.row,), values)))
    return Draft(tuple(lines), certain=True)


def _caption(caption: str, label: str) -> str:
    """Return the caption without the label it begins with; nothing where that is all."""
    return caption.removeprefix(label).strip(" .")


def _is_short(cell: tuple[str, ...]) -> bool:
    return len(cell) == 1 and 0 < len(cell[0].split()) <= SHORT_CELL
