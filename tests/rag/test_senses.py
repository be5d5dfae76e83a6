"""What people call the subjects of tables: everyday words choose a table only where rows are asked for."""

import pytest

from rag.adviser import Adviser
from rag.senses import SENSES, columns_meant, meant_by
from rag.text import stem


def test_no_everyday_word_means_two_things() -> None:
    """A word under two heads would choose between tables by chance."""
    words = [stem(word) for _, said in SENSES for word in said.split()]
    heads = [{stem(word) for word in said.split()} for _, said in SENSES]
    assert all(sum(word in own for own in heads) == 1 for word in words)


def test_a_word_without_another_sense_means_nothing_else() -> None:
    assert meant_by(stem("vertrouwen")) == frozenset()
    assert stem("valkuil") in meant_by(stem("misgaat"))


@pytest.mark.parametrize(
    ("question", "label", "rows"),
    [
        ("Waardoor stranden verbanden volgens organisatiekundigen? Geef het rijtje van Boonstra.", "Tabel 2", 5),
        (
            "Waar gaat het volgens de bestuurskundigen mis? Graag het rijtje uit het overzicht van Boonstra.",
            "Tabel 2",
            5,
        ),
        ("Welke manieren van samenwerken deelt Boonstra bij de bedrijfskunde in?", "Tabel 1", 4),
        ("Welke vormen krijgen in het schema van Boonstra het etiket dat ze grillig zijn?", "Tabel 1", 4),
        ("Wat kan er volgens TNO misgaan in de eerste fase? Geef het hele rijtje.", "Tabel 4", 6),
    ],
)
def test_everyday_words_choose_the_table_they_mean(adviser: Adviser, question: str, label: str, rows: int) -> None:
    answer = adviser.ask(question)
    assert {(citation.locator or "").split(",")[0] for citation in answer.citations} == {label}
    assert len(answer.sentences) == rows + 1


def test_outside_lists_they_choose_none(adviser: Adviser) -> None:
    """A manager who asks what helps does not ask for the table of success conditions."""
    answer = adviser.ask("Onze partner komt afspraken niet na. Wat helpt om dat te stoppen?")
    assert answer.kind == "advice"


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Welke typische kwalen van samenwerking staan er in het werkboek?", 9),
        ("Welke spanningsvelden tussen twee uitersten somt Boonstra op?", 12),
    ],
)
def test_an_everyday_word_for_what_is_listed_is_no_reason_to_refuse(adviser: Adviser, question: str, rows: int) -> None:
    """The library lacks "kwalen", but not what it stands for."""
    answer = adviser.ask(question)
    assert answer.answered
    assert len(answer.sentences) == rows + 1


def test_columns_are_meant_without_being_named() -> None:
    assert columns_meant(" wat moet je wel doen en waar gaat het fout ") == {stem("succesfactoren"), stem("valkuilen")}
    assert columns_meant(" waarom doe je dat ") == {stem("motivatie")}
    assert columns_meant(" welke valkuilen zijn er ") == frozenset()


@pytest.mark.parametrize(
    ("question", "cells"),
    [
        (
            "Wat moet je bij de probleemdefinitie juist wel hebben en waar ga je de fout in, volgens het schema van TNO?",
            ("Aanwezigheid van metaprobleem", "Recht-toe-recht-aan-problemen"),
        ),
        (
            "Alliantieonderhoud: waarom doe je dat en wat is daarbij de valkuil?",
            ("In stand houden van", "Uitoefenen van machtsoverwicht"),
        ),
    ],
)
def test_both_cells_that_are_asked_for_of_a_row_are_told(
    adviser: Adviser, question: str, cells: tuple[str, ...]
) -> None:
    answer = adviser.ask(question)
    assert len(answer.sentences) == 2
    assert all(cell in answer.sentences[1].text for cell in cells)
