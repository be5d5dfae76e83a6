"""A row described in words of its own is told alone; a table asked for as a whole stays whole."""

from dataclasses import replace

import pytest

from rag.adviser import Adviser
from rag.clock import Clock
from rag.query import QuestionKind
from rag.records import PassageKind
from rag.row_meaning import narrowed
from rag.table_rows import pick_rows

DESCRIBED = (
    "We kopen met een paar bedrijven samen grondstoffen in. Wat zegt tabel 1 van Boonstra: hoe duurzaam is zoiets?"
)


def test_a_row_described_in_other_words_is_told_alone(adviser: Adviser) -> None:
    answer = adviser.ask(DESCRIBED)
    assert "Tijdelijk en robuust" in answer.answer
    assert len(answer.sentences) == 2


def test_the_rows_of_a_label_described_in_other_words_are_told_alone(adviser: Adviser) -> None:
    answer = adviser.ask("Samenwerken om geld te besparen: welke motieven noemt het werkboek in die groep?")
    assert len(answer.sentences) == 6
    assert all("Kostenvoordelen" in sentence.text for sentence in answer.sentences)


@pytest.mark.parametrize(
    ("change", "rows"),
    [
        ({}, 1),
        ({"language": "en"}, 15),
        ({"focus": "Geef de hele tabel 1: samen grondstoffen inkopen en alle andere"}, 15),
        ({"focus": "Welke vijf vormen staan er, zoals samen grondstoffen inkopen"}, 15),
        ({"focus": "Welke vormen staan er, samen grondstoffen inkopen en zo"}, 15),
    ],
)
def test_all_rows_stay_where_all_are_meant(adviser: Adviser, change: dict[str, str], rows: int) -> None:
    query, found = adviser._search(DESCRIBED, (), (), Clock())
    query = replace(query, kind=QuestionKind.LIST, wants_rows=True, **change)  # type: ignore[arg-type]
    table = next(p for p in adviser.library.tables if p.source_id == "boonstra" and p.kind is PassageKind.TABLE)
    whole = replace(pick_rows(query, table, adviser.library), rows=tuple(range(15)), labels=(), chosen_by_cell=False)
    assert len(narrowed(whole, query, found, adviser.library).rows) == rows


def test_rows_that_labels_chose_stay_where_rows_are_asked_for(adviser: Adviser) -> None:
    query, found = adviser._search(DESCRIBED, (), (), Clock())
    table = next(p for p in adviser.library.tables if p.source_id == "boonstra" and p.kind is PassageKind.TABLE)
    picked = replace(pick_rows(query, table, adviser.library), rows=(3, 4, 5), labels=("een label",))
    assert narrowed(picked, replace(query, wants_rows=True), found, adviser.library) is picked
    assert len(narrowed(picked, replace(query, wants_rows=False), found, adviser.library).rows) == 1
