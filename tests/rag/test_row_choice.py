"""Rows are chosen by what a question means, among all sets of rows of the tables near it."""

import pytest

from rag.adviser import Adviser
from rag.clock import Clock
from rag.row_choice import SURE_CHANCE, choose_rows, likeliest_rows
from rag.row_signals import SIGNALS, measure_rows


def _chosen(question: str, adviser: Adviser):  # type: ignore[no-untyped-def]
    query, found = adviser._search(question, (), (), Clock())
    return choose_rows(query, found, adviser.library)


@pytest.mark.parametrize(
    ("question", "labels", "count"),
    [
        ("Waarom zou je gaan samenwerken als het je om kennis te doen is? Geef die kolom uit de tabel met motieven.", ("Kennisontwikkeling",), 6),
        ("Wat staat er bij De Wit onder 'Doen!' in de fase ontdekken en leren?", ("2. Ontdekken en leren",), 1),
        ("We kopen met een paar bedrijven samen grondstoffen in. Hoe duurzaam is zoiets volgens tabel 1 van Boonstra?", ("Samenwerking bij inkoop van grondstoffen en productiemiddelen",), 1),
    ],
)  # fmt: skip
def test_the_rows_that_are_meant_are_chosen(
    question: str, labels: tuple[str, ...], count: int, adviser: Adviser
) -> None:
    rows = _chosen(question, adviser)
    assert rows is not None
    assert len(rows.selection.rows) == count
    assert (
        set(labels) <= set(rows.selection.labels) or rows.selection.table.rows[rows.selection.rows[0]][0][0] in labels
    )


def test_a_question_about_the_text_chooses_no_rows(adviser: Adviser) -> None:
    for question in ("Wat is een alliantie?", "Waarom verbood Roosevelt de trusts?", "Hoe lang is de HSL-Zuid?"):
        rows = _chosen(question, adviser)
        assert rows is None or not rows.is_sure


def test_sure_rows_are_told_whatever_else_was_found(adviser: Adviser) -> None:
    question = "In de lijst met waarden van markt en overheid: wat staat er bij de overheid tegenover 'exit'?"
    rows = _chosen(question, adviser)
    assert rows is not None
    assert rows.chance >= SURE_CHANCE
    answer = adviser.ask(question)
    assert "Voice" in answer.answer
    assert len(answer.sentences) == 2


def test_a_row_of_which_two_things_are_asked_is_told_with_all_its_cells(adviser: Adviser) -> None:
    answer = adviser.ask("Samen grondstoffen inkopen: onder welk vakgebied rekent Boonstra dat en hoe duurzaam is het?")
    assert "Organisatiekundig" in answer.answer
    assert "Tijdelijk en robuust" in answer.answer


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        ("PPS, PNS, PuS: wat is bij elk het doel en wie zitten er aan tafel?", ("PPS", "PNS", "PuS")),
        ("Wie zijn de partners bij PPS en bij PNS?", ("PPS", "PNS")),
        ("Wie zijn de partners bij PuS?", ("PuS",)),
    ],
)
def test_no_row_is_left_out_that_is_named_beside_another(
    question: str, labels: tuple[str, ...], adviser: Adviser
) -> None:
    rows = _chosen(question, adviser)
    assert rows is not None
    assert tuple(rows.selection.table.rows[row][0][0] for row in rows.selection.rows) == labels


def test_a_column_that_is_named_is_told_though_prose_is_near(adviser: Adviser) -> None:
    answer = adviser.ask("Welke valkuilen horen bij de evaluatiefase, en wat moet je er juist wel doen?").answer
    assert "| Succesfactoren | Valkuilen |" in answer
    assert "quick wins" in answer


def test_each_thing_asked_of_every_row_is_told(adviser: Adviser) -> None:
    answer = adviser.ask("PPS, PNS, PuS: wat is bij elk het doel en wie zitten er aan tafel?").answer
    assert "commerciële belangen" in answer
    assert "Private bedrijven" in answer


def test_where_something_stands_is_found_by_its_meaning(adviser: Adviser) -> None:
    question = "Dat de politiek zich tussentijds op de achtergrond houdt: bij welke discipline is dat een voorwaarde?"
    assert "Bestuurskunde" in adviser.ask(question).answer


def test_an_item_is_placed_in_two_rows_at_most(adviser: Adviser) -> None:
    question = "Dat partners hun eigen cultuur te belangrijk vinden: in welke tabel en bij welk vakgebied staat dat?"
    assert len(adviser.ask(question).sentences) <= 3


def test_signals_have_a_name_each_and_sources_not_asked_stay_out(adviser: Adviser) -> None:
    query, found = adviser._search("Welke faalfactoren noemt de tabel?", (), ("boonstra",), Clock())
    options, rows = measure_rows(query, found, None, adviser.library)
    assert rows.shape == (len(options), len(SIGNALS))
    assert {option.passage.source_id for option in options} == {"boonstra"}
    likely = likeliest_rows(query, found, None, adviser.library)
    assert likely is not None
    assert 0.0 <= likely.chance <= 1.0


@pytest.mark.parametrize("question", ["Geef tabel 1 van TNO", "tabel 1 tno", "Geef tabel 1 uit het TNO-rapport"])
def test_a_table_named_by_its_number_is_the_one_given(adviser: Adviser, question: str) -> None:
    assert "Tabel 1 (Voor- en nadelen" in adviser.ask(question).sentences[0].text
