"""Rules of judging what an answer opens with: a correction further on comes too late."""

from evals.score import OPENING, opening
from rag.phrases import LOOKED_FOR


def test_a_marker_behind_a_full_stop_is_no_sentence_of_the_opening() -> None:
    """Otherwise a list of three cited points opened with a point and a half."""
    answer = "Dit zegt de bron:\n- Eerst vertrouwen. [1]\n- Dan regels. [2][3]\n- Dan geld. [4]"
    assert opening(answer).split() == ["Dit", "zegt", "de", "bron:", "-", "Eerst", "vertrouwen.", "-", "Dan", "regels."]


def test_the_opening_ends_after_its_sentences_whatever_line_they_stand_on() -> None:
    answer = "Een is zo. Twee is zo. Drie is zo. Vier is zo.\nVijf is zo."
    assert opening(answer) == "\n".join(answer.split("Vier")[0].strip().replace("zo. ", "zo.\n").split("\n"))
    assert len(opening(answer).split("\n")) == OPENING


def test_the_line_with_the_words_searched_for_is_no_part_of_the_opening() -> None:
    answer = LOOKED_FOR.format(terms="vertrouwen") + "\nEen is zo. Twee is zo."
    assert opening(answer) == "Een is zo.\nTwee is zo."
