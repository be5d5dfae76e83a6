"""An answer is as long as was asked, and what is asked indirectly is asked all the same."""

import pytest

from rag.adviser import Adviser
from rag.asked_length import as_long_as_asked, sentences_asked
from rag.draft import Draft, Line, LineStyle
from rag.query import Query, QuestionKind


def query_of(text: str, kind: QuestionKind = QuestionKind.FACT, wants_rows: bool = False) -> Query:
    return Query(text, text, text, "nl", kind, {}, (), wants_rows=wants_rows)


DRAFT = Draft((
    Line("Eén."),
    Line("Twee."),
    Line("Kop", style=LineStyle.HEADING),
    Line("Drie.", style=LineStyle.BULLET),
    Line("een los punt", style=LineStyle.BULLET),
    Line("Vier."),
))  # fmt: skip


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Wat is een alliantie, in één zin?", 1),
        ("Vat het essay samen in maximaal drie zinnen.", 3),
        ("In 2 korte zinnen: wat is vertrouwen?", 2),
        ("Wat staat er in de eerste zin?", 0),
        ("Noem drie factoren.", 0),
    ],
)
def test_how_many_sentences_are_wanted_is_heard(text: str, count: int) -> None:
    assert sentences_asked(query_of(text)) == count


def test_so_many_sentences_are_told_and_no_heading_nor_loose_item() -> None:
    told = as_long_as_asked(DRAFT, query_of("Wat helpt, in drie zinnen?"))
    assert [line.text for line in told.lines] == ["Eén.", "Twee.", "Drie."]


def test_of_advice_only_what_it_opens_with_is_told() -> None:
    told = as_long_as_asked(DRAFT, query_of("Wat nu, in drie zinnen?", QuestionKind.ADVICE))
    assert [line.text for line in told.lines] == ["Eén.", "Twee."]


def test_rows_that_are_asked_for_and_tables_stay_whole() -> None:
    table = Draft(DRAFT.lines, columns=("a", "b"))
    assert as_long_as_asked(table, query_of("Wat is het, in één zin?")) is table
    assert as_long_as_asked(DRAFT, query_of("Noem ze alle, in één zin.", wants_rows=True)) is DRAFT
    assert as_long_as_asked(DRAFT, query_of("Wat helpt?")) is DRAFT


def test_the_answer_itself_keeps_to_it(adviser: Adviser) -> None:
    answer = adviser.ask("Vat het essay samen in drie zinnen.")
    assert answer.answered and 1 <= len(answer.sentences) <= 3
