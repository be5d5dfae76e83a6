"""A list that is asked for is told whole, and no other list beside it."""

import pytest

from rag.adviser import Adviser
from rag.clock import Clock
from rag.draft import Draft
from rag.lines import row_line
from rag.records import PassageKind, Support
from rag.whole_lists import with_whole_list

ONE, BOTH = "Noem de redenen voor een alliantie", "Noem de redenen en de voordelen"
PART_OF = "onder meer:"


def _rows(adviser: Adviser, question: str) -> list[str]:
    return [s.text for s in adviser.ask(question).sentences if s.support is Support.TABLE and not s.text.endswith(":")]


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Waarom zou een gemeente met bedrijven in zee gaan? TNO geeft zeven pluspunten", 7),
        ("wat zijn de vier themas van de mangementfase bij TNO", 4),
        ("Belemmeringen voor samenwerking volgens Schruijer en Vansina?", 5),
    ],
)
def test_a_list_asked_for_has_all_its_rows_and_no_others(adviser: Adviser, question: str, rows: int) -> None:
    assert len(_rows(adviser, question)) == rows
    assert PART_OF not in adviser.ask(question).answer


def test_a_single_row_that_answers_brings_no_whole_list(adviser: Adviser) -> None:
    answer = adviser.ask("Wie heeft in het AMT van de Waardse Alliantie zitting?")
    assert len([s for s in answer.sentences if s.support is Support.TABLE]) <= 5


@pytest.mark.parametrize(("question", "lists"), [(ONE, 1), (BOTH, 2)])
def test_another_list_stays_only_where_two_things_are_asked(adviser: Adviser, question: str, lists: int) -> None:
    homes = [p for p in adviser.library.passages if p.kind is PassageKind.LIST and p.table and len(p.table.rows) < 6][
        :2
    ]
    lines = tuple(row_line(home, row) for home in homes for row in range(len(home.table.rows if home.table else ())))
    query, _ = adviser._search(question, (), (), Clock())
    told = with_whole_list(Draft(lines), query)
    assert len({line.evidence[0].passage.id for line in told.lines if line.evidence}) == lists


@pytest.mark.parametrize(
    "question",
    ["Wat is de paradox van Erik van de Loo?", "Hoeveel kilometer spoor heeft de Waardse Alliantie aangelegd?"],
)
def test_an_entry_of_a_list_that_nobody_asked_for_is_left_out(adviser: Adviser, question: str) -> None:
    assert PART_OF not in adviser.ask(question).answer


def test_a_short_answer_keeps_the_entry_that_is_all_it_has(adviser: Adviser) -> None:
    answer = adviser.ask(
        "Op welke manier kan publiek-private samenwerking het doen van investeringen vergemakkelijken?"
    )
    assert "Faciliteren van investeringen" in answer.answer


def test_a_list_of_as_many_rows_as_are_asked_for_is_told_whole_from_one_row(adviser: Adviser) -> None:
    home = next(
        p for p in adviser.library.passages if p.kind is PassageKind.LIST and p.table and len(p.table.rows) == 7
    )
    for number, rows in (("zeven", 7), ("vijf", 1)):
        query, _ = adviser._search(f"Waarom zou een gemeente dat doen? TNO geeft {number} pluspunten", (), (), Clock())
        told = with_whole_list(Draft((row_line(home, 6),)), query)
        assert len([line for line in told.lines if line.evidence]) == rows
