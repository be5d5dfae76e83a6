"""Tell a row of a table in one line: its label, then what stands in each column under its name."""

from rag.records import Table


def told_row(table: Table, row: int) -> str:
    """Return row number `row` (from 0) as 'label – column: items – column: items', behind the table's number."""
    cells = table.rows[row]
    named = [f"{column}: {'; '.join(cell)}" for column, cell in zip(table.columns[1:], cells[1:], strict=True) if cell]
    numbered = f"{table.label}, " if any(char.isdigit() for char in table.label) else ""
    return f"{numbered}{'; '.join(cells[0])} – {' – '.join(named)}"
