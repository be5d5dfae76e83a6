"""A table is named by its number, or by where it stands in the one source that is named."""

import pytest

from rag.adviser import Adviser
from rag.library import Library
from rag.named_tables import named_tables, number_tables
from rag.query import TableLabel


@pytest.mark.parametrize(
    ("text", "sources", "numbered"),
    [
        ("Wat staat er in de grote slottabel van TNO?", ("tno",), "Wat staat er in de tabel 8 van TNO?"),
        ("Welke fase noemt het slotoverzicht?", ("tno",), "Welke fase noemt het tabel 8?"),
        ("de laatste tabel van Boonstra", ("boonstra",), "de tabel 3 van Boonstra"),
        ("De allereerste tabel van TNO", ("tno",), "De tabel 1 van TNO"),
        ("de laatste tabel", ("tno", "boonstra"), "de laatste tabel"),
        ("de laatste rij van tabel 2", ("boonstra",), "de laatste rij van tabel 2"),
        ("de laatste tabel van De Wit", ("de-wit",), "de laatste tabel van De Wit"),
    ],
)
def test_where_a_table_stands_is_its_number(
    text: str, sources: tuple[str, ...], numbered: str, library: Library
) -> None:
    assert number_tables(text, sources, library) == numbered


def test_a_number_or_letter_names_a_table_in_any_language() -> None:
    assert named_tables("annex b, tableau 2") == (TableLabel("bijlage", "B"), TableLabel("tabel", "2"))


@pytest.mark.parametrize(
    ("question", "label", "rows"),
    [
        ("In de eerste tabel van TNO staan plussen en minnen. Wat zijn de minnen?", "‘Nadeel’", 4),
        (
            "Welke succesfactoren noemt de slottabel van TNO bij het ontwerpen van de alliantie?",
            "‘Alliantieontwerp’",
            1,
        ),
    ],
)
def test_the_rows_of_such_a_table_are_those_asked_for(question: str, label: str, rows: int, adviser: Adviser) -> None:
    """The last sentence decides between labels; a compound is named by its parts."""
    answer = adviser.ask(question)
    assert label in answer.sentences[0].text
    assert len({sentence.text for sentence in answer.sentences[1:]}) >= rows
    assert "Voordeel" not in answer.answer
