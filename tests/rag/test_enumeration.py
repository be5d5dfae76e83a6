"""What a text tells one by one is answered as a whole, in order."""

from rag.adviser import Adviser
from rag.enumeration import ORDINAL
from rag.text import fold


def test_a_series_is_given_whole_and_in_order(adviser: Adviser) -> None:
    answer = adviser.ask(
        "Welke lessen trekken Hilhorst, Oorthuizen en Termeer uit allianties in ontwikkelingssamenwerking?"
    )
    ranks = [match.group(1) for s in answer.sentences if (match := ORDINAL.match(fold(s.text)))]
    assert ranks == ["eerste", "tweede", "derde", "vierde", "vijfde"]


def test_a_series_is_left_alone_when_another_thing_is_asked(adviser: Adviser) -> None:
    answer = adviser.ask("Welke zes bijzondere kenmerken heeft ontwikkelingssamenwerking?")
    assert not any("les" in (m.group(2) if (m := ORDINAL.match(fold(s.text))) else "") for s in answer.sentences)
