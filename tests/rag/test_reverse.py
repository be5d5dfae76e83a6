"""A quoted item is placed: table, labels and column; a quoted cell brings its row."""

import pytest

from rag.adviser import Adviser
from rag.records import Support

PLACES = [
    ("Waar vind ik bij TNO: Verrekenprijzen?", "Bijlage D", "Conflictmanagement"),
    ("In welke tabel staat ‘Gedeelde fysieke locatie (Waardse Alliantie)’?", "Tabel 8", "Alliantieontwerp"),
    ("Bij welke activiteit zet TNO ‘machtsstrijd, politieke spelletjes’ als valkuil?", "Tabel 8", "Alliantieontwerp"),
    ("Bij welk thema zet TNO ‘Overleving’?", "Bijlage D", "Verdere alliantieontwikkeling"),
    ("Kennismanagement - welk thema is dat volgens TNO?", "Bijlage D", "Individueel en gezamenlijk leren"),
    ("Waar vind ik bij Boonstra: Aandacht voor relatiemanagement?", "Tabel 3", "Bestuurskunde"),
]


@pytest.mark.parametrize(("question", "table", "label"), PLACES)
def test_a_quoted_item_is_placed_with_every_label_of_its_row(
    adviser: Adviser, question: str, table: str, label: str
) -> None:
    answer = adviser.ask(question)
    first = answer.sentences[0]
    assert table in first.text and label in first.text
    assert first.support is Support.TABLE


def test_an_item_of_two_tables_is_placed_in_both(adviser: Adviser) -> None:
    answer = adviser.ask("In welke tabel staat ‘Gebrek aan of ongepaste leiderschapskwaliteit’?")
    assert "Tabel 5" in answer.answer and "Tabel 8" in answer.answer


def test_only_the_item_is_quoted_and_not_its_whole_cell(adviser: Adviser) -> None:
    answer = adviser.ask("Bij welk thema zet TNO ‘De rol van contracten’?")
    assert answer.sentences[0].text.startswith("‘De rol van contracten’ staat")


def test_a_quoted_cell_brings_the_other_cells_of_its_row(adviser: Adviser) -> None:
    answer = adviser.ask("Welke overheidswaarde staat tegenover 'geheimhouding' bij marktpartijen?")
    assert [sentence.text for sentence in answer.sentences[1:]] == ["Geheimhouding | Openbaarheid"]


@pytest.mark.parametrize("question", ["Bij welke fase van TNO hoort het thema leiderschapskwaliteit?",
                                      "in welke faze zit leiderschapskwaliteit bij tno",
                                      "In welke fase hoort leiderschapskwaliteit thuis?"])  # fmt: skip
def test_one_word_that_is_all_that_is_asked_about_is_placed(adviser: Adviser, question: str) -> None:
    first = adviser.ask(question).sentences[0]
    assert first.text.startswith("‘Leiderschapskwaliteit’ staat in Tabel 5") and "fase 2" in first.text


def test_a_row_is_a_place(adviser: Adviser) -> None:
    assert "Nadeel" in adviser.ask("In welk rijtje van TNO staan onzekere resultaten?").sentences[0].text
