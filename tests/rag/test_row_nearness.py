"""How near the rows of tables are to a question is measured for every row of every table."""

from dataclasses import replace

from rag.adviser import Adviser
from rag.clock import Clock
from rag.row_choice import choose_rows
from rag.row_nearness import table_nearness


def test_every_row_of_every_table_is_measured(adviser: Adviser) -> None:
    _, found = adviser._search("Wat is een alliantie?", (), (), Clock())
    measured = table_nearness(found, adviser.library)
    for passage in adviser.library.tables:
        assert passage.table is not None
        assert len(measured[passage.id].rows) == len(passage.table.rows)
        assert measured[passage.id].most == max(measured[passage.id].rows)


def test_a_library_without_tables_has_no_rows_to_choose(adviser: Adviser) -> None:
    query, found = adviser._search("Welke faalfactoren noemt de tabel?", (), (), Clock())
    bare = replace(adviser.library, passages=tuple(p for p in adviser.library.passages if p.table is None))
    assert table_nearness(found, bare) == {}
    assert choose_rows(query, found, bare) is None


def test_the_row_that_is_meant_is_among_the_nearest_of_its_table(adviser: Adviser) -> None:
    _, found = adviser._search("Bang zijn je zelfstandigheid kwijt te raken aan de partner", (), (), Clock())
    table = next(
        p for p in adviser.library.tables if p.table and p.table.label == "Tabel 2" and p.source_id == "boonstra"
    )
    assert table.table is not None
    near = table_nearness(found, adviser.library)[table.id].rows
    meant = next(n for n, row in enumerate(table.table.rows) if "autonomie te verliezen" in str(row))
    assert sorted(near, reverse=True).index(near[meant]) < 3
