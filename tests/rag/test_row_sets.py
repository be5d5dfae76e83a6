"""The rows that somebody may ask for: all, those under a label, those of a value, where two cross, one."""

from rag.adviser import Adviser
from rag.records import Table
from rag.row_sets import Form, outline_table, row_sets

GRID = Table(
    caption="Tabel. Wie doet wat",
    columns=("Domein", "Fase", "Activiteit"),
    rows=(
        (("Relatie",), ("Begin",), ("kennismaken",)),
        (("Relatie",), ("Eind",), ("afscheid nemen",)),
        (("Belang",), ("Begin",), ("uitspreken", "afwegen")),
        (("Belang",), ("Eind",), ("verdelen",)),
    ),
)


def test_every_set_stands_there_once() -> None:
    found = [one.rows for one in row_sets(GRID)]
    assert len(found) == len(set(found))


def test_labels_and_where_they_cross_choose_rows() -> None:
    by_labels = {one.labels: (one.rows, one.form) for one in row_sets(GRID)}
    assert by_labels[()][0] == (0, 1, 2, 3)
    assert by_labels[("Relatie",)] == ((0, 1), Form.LABEL)
    assert by_labels[("Begin",)] == ((0, 2), Form.LABEL)
    assert by_labels[("Belang", "Eind")] == ((3,), Form.CROSSING)


def test_a_value_that_repeats_in_the_last_column_chooses_rows() -> None:
    table = Table(
        "Tabel. Vormen",
        ("Vorm", "Duur"),
        ((("inkoop",), ("kort",)), (("fusie",), ("lang",)), (("pool",), ("kort",))),
    )
    assert any(one.labels == ("kort",) and one.rows == (0, 2) and one.form is Form.VALUE for one in row_sets(table))


def test_a_list_is_told_whole() -> None:
    table = Table("Drie punten", ("Punt",), ((("a",),), (("b",),), (("c",),)))
    assert [one.rows for one in row_sets(table)] == [(0, 1, 2)]


def test_a_table_of_the_library_is_outlined_once(adviser: Adviser) -> None:
    passage = adviser.library.tables[0]
    outlined = outline_table(passage.id, adviser.library)
    assert passage.table is not None
    assert len(outlined.rows) == len(passage.table.rows)
    assert outlined is outline_table(passage.id, adviser.library)
