"""Lines of an answer: what a sentence brings along, and that nothing is said twice."""

from dataclasses import replace

import pytest

from rag.check import judge_line
from rag.library import Library
from rag.lines import announced_list, candidate_lines, plain_line, row_line, said_once, under_heads
from rag.records import Support
from rag.select import Candidate
from rag.subject_sides import place_candidates


@pytest.fixture(scope="module")
def announcing(library: Library) -> Candidate:
    """Return a sentence that announces a list."""
    places = [(passage.id, n) for passage in library.passages for n in range(len(library.text_entries[passage.id]))]
    return next(c for c in place_candidates(places, library) if announced_list(c, library))


@pytest.fixture(scope="module")
def items(announcing: Candidate, library: Library) -> list[Candidate]:
    """Return the items of that list, each by itself."""
    listed = announced_list(announcing, library)
    assert listed is not None
    return place_candidates([(listed.id, n) for n in range(len(library.text_entries[listed.id]))], library)


def test_an_item_is_not_said_beside_the_list_it_is_of(
    announcing: Candidate, items: list[Candidate], library: Library
) -> None:
    """Whichever comes first: the list is what a reader understands."""
    assert len(items) > 1
    assert said_once([*items, announcing], library) == [announcing]
    assert said_once([announcing, *items], library) == [announcing]


def test_what_was_said_is_not_said_again(announcing: Candidate, items: list[Candidate], library: Library) -> None:
    """Also not by a candidate that was ranked otherwise, or that stands elsewhere in the same words."""
    again = Candidate(items[0].passage, f"{plain_line(items[0].text)}.", items[0].order, 0.3, 0.2, 0.1, ())
    assert said_once([items[0], items[1], again], library) == [items[0], items[1]]
    assert said_once(items, library) == items
    assert said_once([], library) == []
    assert candidate_lines(announcing, library)[0].text == announcing.text


def test_every_row_told_under_its_columns_is_carried_by_its_table(library: Library) -> None:
    """A row holds names, denials and questions; the checker must know it for the row it is."""
    told = [row_line(passage, n) for passage in library.tables for n in range(len(passage.table.rows))]  # type: ignore[union-attr]
    assert len(told) > 500
    assert [line.text for line in told if judge_line(line).support is not Support.TABLE] == []


def test_a_row_told_under_another_column_is_not_carried_as_a_row(library: Library) -> None:
    passage = next(p for p in library.tables if p.table and len(p.table.columns) == 3)
    line = row_line(passage, 0)
    table = passage.table
    assert table is not None
    swapped = line.text.replace(table.columns[1], "X#").replace(table.columns[2], table.columns[1])
    moved = replace(line, text=swapped.replace("X#", table.columns[2]))
    assert judge_line(moved).rule != "table_row"


def test_rows_under_one_label_bear_it_once(library: Library) -> None:
    """The label goes into the line above them; each row still quotes itself, and is carried."""
    home = next(p for p in library.tables if p.table and p.table.caption.startswith("Tabel. Partnerselectie"))
    assert home.table is not None
    rows = [n for n, row in enumerate(home.table.rows) if row[0] == ("Culturele fit",)]
    head, *lines = under_heads([row_line(home, row) for row in rows])
    assert "‘Culturele fit’" in head.text and not head.claims
    assert [line.text for line in lines] == [home.table.rows[row][1][0] for row in rows]
    assert all(judge_line(line).support is Support.TABLE for line in lines)
    one = under_heads([row_line(home, rows[0])])
    assert one[1].text.startswith("Culturele fit – ")
