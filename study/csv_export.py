"""Write cards and quizzes as CSV that opens in a Dutch spreadsheet: semicolons, UTF-8 with a mark."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from rag.library import Library
from study import texts
from study.cards import LearningCard
from study.citing import cited_text, place_text, quote_text
from study.records import Item

BYTE_ORDER_MARK = "\ufeff"
# A cell that begins like this is a formula to a spreadsheet.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cards_as_csv(cards: Sequence[LearningCard], changed: frozenset[str], library: Library) -> str:
    """Return the cards, one a line, below a line of headings."""
    rows = (
        (
            card.front,
            card.back,
            place_text(card.citation, library),
            quote_text(card.citation),
            card.kind.value,
            card.id,
            texts.YES if card.id in changed else texts.NO,
        )
        for card in cards
    )
    return _written(texts.CSV_HEADINGS, rows)


def quiz_as_csv(items: Sequence[Item], library: Library) -> str:
    """Return the items, one a line, below a line of headings."""
    rows = (
        (
            item.kind.value,
            item.level.value,
            item.question,
            "\n".join(f"{'abcd'[n]}. {option}" for n, option in enumerate(item.options)),
            ", ".join("abcd"[n] for n in item.correct),
            item.explanation,
            "\n".join(cited_text(citation, library) for citation in item.citations),
        )
        for item in items
    )
    return _written(texts.CSV_QUIZ_HEADINGS, rows)


def _written(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    target = StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return BYTE_ORDER_MARK + target.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
