"""The dossiers have the sections, tables and lists of the originals, in their order."""

import pytest

from tests.corpus.dossiers import SOURCE_IDS, data, dossiers, tables
from tests.corpus.originals import needs_originals, original_lines

LONG_TABLE = 8


@pytest.mark.parametrize("source_id", SOURCE_IDS)
def test_headings_equal_the_structure_file(source_id):
    """Every section is there once, at its level and in its place."""
    wanted = [(section["niveau"], section["titel"]) for section in data(source_id)["sectie"]]
    assert list(dossiers()[source_id].headings) == wanted


@pytest.mark.parametrize("source_id", SOURCE_IDS)
def test_tables_and_lists_equal_the_structure_file(source_id):
    """Every table and list has its rows and its items, and none is missing from the structure file."""
    wanted = {row["bijschrift"]: (row["sectie"], row["rijen"], row["items"]) for row in data(source_id)["tabel"]}
    found = {}
    for part in dossiers()[source_id].parts:
        for table in part.tables:
            cells = [cell for row in table.rows for cell in (row[1:] if len(table.columns) > 1 else row)]
            items = sum(len(cell) for cell in cells if cell != ("",))
            found[table.caption] = (part.section[-1], len(table.rows), items)
    assert found == wanted
    assert len(found) == sum(len(part.tables) for part in dossiers()[source_id].parts), "two tables share a caption"


@pytest.mark.parametrize("source_id", SOURCE_IDS)
def test_rows_have_a_cell_for_every_column(source_id):
    """No row is short of a cell and no column is without a name."""
    for caption, table in tables(source_id).items():
        assert all(len(row) == len(table.columns) for row in table.rows), caption
        assert table.is_list or all(column.strip() for column in table.columns), caption


@needs_originals
@pytest.mark.parametrize("source_id", SOURCE_IDS)
def test_every_section_stands_in_the_original_in_order(source_id):
    """The line that opens a section is found in the original, after the line of the section before it."""
    lines = [line.strip() for line in original_lines(source_id)]
    position = 0
    for section in data(source_id)["sectie"]:
        wanted = section["origineel"].strip()
        if not wanted:
            continue
        following = (at for at in range(position, len(lines)) if lines[at].startswith(wanted))
        at = next(following, None)
        assert at is not None, f"{source_id}: no line {wanted!r} after line {position}"
        position = at + 1


@pytest.mark.parametrize("source_id", SOURCE_IDS)
def test_every_section_has_text_of_its_own(source_id):
    """A heading is never followed directly by another: each has a part with text, a table or a note."""
    own = {part.section[-1] for part in dossiers()[source_id].parts if part.paragraphs or part.tables}
    missing = [title for _, title in dossiers()[source_id].headings if title not in own]
    assert not missing
