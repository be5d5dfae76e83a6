"""What an answer says, it says once."""

from rag.draft import Draft, Line, LineStyle
from rag.told_once import told_once

SAID, OTHER = Line("Vertrouwen groeit langzaam."), Line("Macht verschuift.")
HEADING = Line("Boonstra", (), LineStyle.HEADING)


def test_a_sentence_told_already_is_left_out() -> None:
    assert told_once(Draft((SAID, SAID, OTHER))).lines == (SAID, OTHER)


def test_a_sentence_told_already_is_left_out_of_a_bullet() -> None:
    first = Line("Wie wacht, verliest.", (), LineStyle.BULLET)
    again = Line(SAID.text, (), LineStyle.FURTHER)
    assert told_once(Draft((SAID, HEADING, first, again))).lines == (SAID, HEADING, first)


def test_a_sentence_that_is_all_its_heading_has_stays() -> None:
    draft = Draft((SAID, HEADING, SAID, HEADING, OTHER))
    assert told_once(draft) is draft


def test_items_and_what_announces_them_stay() -> None:
    announced, item = Line("Drie adviezen:"), Line("deel kennis", (), LineStyle.BULLET)
    draft = Draft((announced, item, announced, item))
    assert told_once(draft) is draft
