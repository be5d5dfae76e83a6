"""A denial is read: yes or no as the table has it, and the rows that are there are never given for those that are not."""

import pytest

from rag.adviser import Adviser

# question, how the answer opens, the table whose row shows it
VERDICTS = (
    ("Klopt het dat Boonstra ‘Aandacht voor relatiemanagement’ niet noemt bij Bestuurskunde?", "Nee, dat", "Tabel 3"),
    ("Klopt het dat Boonstra ‘Aandacht voor relatiemanagement’ niet noemt bij Bedrijfskunde?", "Ja, dat", "Tabel 3"),
    ("Klopt het dat Boonstra ‘Aandacht voor relatiemanagement’ bij Bedrijfskunde noemt?", "Nee, dat", "Tabel 3"),
    ("Hoort aandacht voor relatiemanagement volgens Boonstra bij Bestuurskunde?", "Ja.", "Tabel 3"),
    ("Gebrek aan openheid staat toch niet bij Openheid communicatie?", "Jawel.", "Tabel 5"),
    ("Staat ‘Gebrek aan openheid’ niet bij Vertrouwensrelatie?", "Nee, inderdaad niet.", "Tabel 5"),
    ("Is 'Gebrek aan openheid' een valkuil bij Openheid communicatie?", "Ja.", "Tabel 5"),
    (
        "Klopt het dat TNO 'Gebrek aan openheid' als succesfactor noemt bij Openheid communicatie?",
        "Nee, dat",
        "Tabel 5",
    ),
)
WHICH = (
    "Welke faalfactoren noemt Boonstra juist niet bij Bestuurskunde?",
    "Noem de faalfactoren van Boonstra die niet bij Bestuurskunde horen.",
    "Wat ontbreekt er bij Bestuurskunde in de tabel met faalfactoren?",
)


@pytest.mark.parametrize(("question", "opening", "table"), VERDICTS)
def test_yes_or_no_is_said_and_shown_by_the_row(adviser: Adviser, question: str, opening: str, table: str) -> None:
    answer = adviser.ask(question)
    assert answer.answer.startswith(opening)
    assert any((citation.locator or "").startswith(table) for citation in answer.citations)


@pytest.mark.parametrize("question", WHICH)
def test_rows_that_are_there_are_not_given_for_those_that_are_not(adviser: Adviser, question: str) -> None:
    answer = adviser.ask(question)
    assert answer.answer.startswith("Je vraagt wat er niet bij ‘Bestuurskunde’ staat.")
    assert "‘Bedrijfskunde’, ‘Organisatiekunde’ en ‘Sociale wetenschappen’" in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "Welke faalfactoren noemt Boonstra bij Bestuurskunde?",
        "Ontbreken van sluitende afspraken: vanuit welke discipline wordt dat als valkuil genoemd?",
        "Klopt het dat vertrouwen belangrijk is in de managementfase?",
        "Staat 'Onvoldoende aandacht voor procesmanagement' niet bij Bestuurskunde?",
        "Wat doe je als partners niet bij de vergadering komen?",
    ],
)
def test_nothing_is_said_of_a_denial_that_is_none_or_of_an_item_that_is_none(adviser: Adviser, question: str) -> None:
    assert not adviser.ask(question).answer.startswith(("Ja", "Nee", "Je vraagt"))
