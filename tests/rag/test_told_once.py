"""What an answer says, it says once."""

import pytest

from rag.draft import Draft, Line, LineStyle
from rag.told_once import told_once

SAID, OTHER = Line("Vertrouwen groeit langzaam."), Line("Macht verschuift.")
HEADING = Line("Boonstra", (), LineStyle.HEADING)


def test_a_sentence_told_already_is_left_out() -> None:
    assert told_once(Draft((SAID, SAID, OTHER))).lines == (SAID, OTHER)


def test_a_sentence_told_already_is_left_out_of_a_bullet() -> None:
    first = Line("Wie wacht, verliest.", (), LineStyle.BULLET)
    again = Line(SAID.text, (), LineStyle.FURTHER)
    assert told_once(Draft((HEADING, SAID, first, again))).lines == (HEADING, SAID, first)


@pytest.mark.parametrize("style", [LineStyle.HEADING, LineStyle.REMARK])
def test_a_sentence_stays_under_another_heading_or_remark(style: LineStyle) -> None:
    draft = Draft((HEADING, SAID, OTHER, Line("Waarin ze verschillen", (), style), SAID, OTHER))
    assert told_once(draft) is draft


def test_items_and_what_announces_them_stay() -> None:
    announced, item = Line("Drie adviezen:"), Line("deel kennis", (), LineStyle.BULLET)
    draft = Draft((announced, item, announced, item))
    assert told_once(draft) is draft
