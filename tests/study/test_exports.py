"""What leaves for a learning environment or a spreadsheet can be read there."""

import csv
from collections import Counter
from io import StringIO

import pytest

from rag.library import Library
from study.csv_export import quiz_as_csv
from study.gift_export import quiz_as_gift
from study.making import Draft, Option, finish
from study.moodle_export import TYPES, quiz_as_moodle
from study.records import Item, Kind, Level, Scope
from tests.study.moodle_schema import check_gift, check_moodle


def expected(items: tuple[Item, ...]) -> dict[str, int]:
    return dict(Counter(TYPES.get(item.kind, "multichoice") for item in items))


@pytest.fixture(scope="module")
def hundreds(thousand: tuple[Item, ...]) -> tuple[Item, ...]:
    """Return some hundreds of items, no two the same."""
    return tuple({item.id: item for item in thousand[:400]}.values())


def test_a_quiz_is_valid_moodle_xml(hundreds: tuple[Item, ...], library: Library) -> None:
    counts = check_moodle(quiz_as_moodle(hundreds, library))
    assert counts.pop("category") == 1
    assert counts == expected(hundreds)


def test_a_quiz_is_valid_gift(hundreds: tuple[Item, ...], library: Library) -> None:
    assert check_gift(quiz_as_gift(hundreds, library)) == expected(hundreds)


NASTY = "A = B ~ C # {D} : E \\ -> <b>&amp;</b>\n=1+1"


@pytest.fixture
def nasty(library: Library) -> Item:
    """Return an item whose texts hold every sign the formats treat specially."""
    import random

    options = tuple(Option(f"{NASTY} {n}", f"want {NASTY}") for n in range(4))
    draft = Draft(Kind.CHOICE, Level.REMEMBER, NASTY, options[0], options[1:], Scope(("tno",)), "t")
    return finish(draft, 2, library, random.Random(1))


def test_special_signs_survive_in_moodle_xml(nasty: Item, library: Library) -> None:
    content = quiz_as_moodle([nasty], library)
    check_moodle(content)
    assert b"&lt;b&gt;" in content.replace(b"&amp;lt;", b"&lt;").replace(b"&amp;gt;", b"&gt;")


def test_special_signs_survive_in_gift(nasty: Item, library: Library) -> None:
    content = quiz_as_gift([nasty], library)
    assert check_gift(content) == {"multichoice": 1}
    assert r"A \= B \~ C \# \{D\} \: E \\ → <b>" in content


def test_a_formula_in_a_csv_cell_is_made_harmless(nasty: Item, library: Library) -> None:
    from dataclasses import replace

    item = replace(nasty, question='=HYPERLINK("http://x")')
    rows = list(csv.reader(StringIO(quiz_as_csv([item], library).lstrip("\ufeff")), delimiter=";"))
    assert rows[1][2].startswith("'=")


def test_a_quiz_as_csv_has_one_line_an_item(hundreds: tuple[Item, ...], library: Library) -> None:
    rows = list(csv.reader(StringIO(quiz_as_csv(hundreds, library).lstrip("\ufeff")), delimiter=";"))
    assert len(rows) == len(hundreds) + 1
    assert {len(row) for row in rows} == {len(rows[0])}


@pytest.mark.parametrize(
    "broken",
    [
        b"<quiz><question type='multichoice'/></quiz>",
        b"<quiz><question type='unknown'/></quiz>",
        b"<other/>",
    ],
)
def test_the_moodle_check_refuses_what_is_no_quiz(broken: bytes) -> None:
    with pytest.raises(AssertionError):
        check_moodle(broken)


@pytest.mark.parametrize(
    "broken", ["::a::vraag {=goed", "::a::vraag {~fout\n~ook fout\n}", "::a::een {=b} te veel {=c}"]
)
def test_the_gift_check_refuses_what_is_no_question(broken: str) -> None:
    with pytest.raises(AssertionError):
        check_gift(broken)
