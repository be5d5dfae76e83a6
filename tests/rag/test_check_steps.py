"""No sentence costs more work than is set aside for one, and ordinary ones hardly any of it."""

import pytest

from rag import check_condensed
from rag.check_condensed import MAX_TOKENS, find_condensed
from rag.check_condensed_words import load_condensed_words, tokens_of
from rag.check_lexicon import Lexicon, make_lexicon
from rag.check_orders import MAX_ORDERS, MAX_TOLD, tell
from rag.check_steps import MAX_STEPS, OutOfStepsError, Steps
from rag.records import Passage, PassageKind, Source
from tests.timing import best_round, seconds_of

SOURCE = Source("bron", ("A. Auteur",), "Titel", "Auteur, 2019", "artikel", 2019, names=("Auteur",))
PLAIN = "In netwerken delen partners kennis, zodat zij sneller leren."
# Ten times what a claim takes on a machine with nothing else to do. Without limits the last two of the claims below took
# 15 and 42 s.
SECONDS = 0.5
REPEATED = (
    *(
        "In netwerken delen partners kennis en "
        + " en ".join(["delen partners kennis in netwerken"] * count + ["partners kennis delen"] * (9 - count))
        for count in range(9)
    ),
    *(
        "Omdat partners kennis delen, delen partners kennis in netwerken, " + "en delen partners kennis " * count
        for count in range(2, 9)
    ),
)
PART = "partners delen kennis in netwerken"
WORST = {
    "verbs": (
        "Auteur stelt dat netwerken die " + "delen steunt heeft kan " * 12 + "delen en delen",
        ("In netwerken die " + "delen steunt heeft kan " * 13,),
    ),
    "items": (
        "Auteur stelt dat partners in netwerken die delen " + "tijd, geld, kennis en " * 7 + "rust delen",
        ("In netwerken die delen " + "tijd, geld, kennis en " * 8 + "rust delen partners in netwerken",),
    ),
    "clauses": (
        "Auteur stelt dat partners delen, " + "delen partners omdat, en " * 10 + "delen",
        ("Omdat partners delen, " + "delen partners omdat, en " * 11 + "delen",),
    ),
    "no joints": ("Auteur stelt dat " + f"{PART} " * 6 + "netwerken delen delen", REPEATED),
    "joints": (" en ".join([PART] * 6) + " en delen", REPEATED),
    "reported joints": ("Auteur stelt dat " + " en ".join([PART] * 6) + " en delen", REPEATED),
}


def passage(sentences: tuple[str, ...]) -> Passage:
    text = " ".join(f"{sentence.strip()}." for sentence in sentences)
    return Passage("bron:001", "bron", ("Delen",), PassageKind.TEXT, text, 0, 0)


def lexicon(said: Passage) -> Lexicon:
    return make_lexicon([SOURCE], [said])


@pytest.mark.parametrize("kind", WORST)
def test_no_claim_takes_longer_than_is_set_aside_for_one(kind: str) -> None:
    claim, sentences = WORST[kind]
    said = passage(sentences)
    names = lexicon(said)
    assert MAX_TOKENS / 2 < len(tokens_of(claim)) <= MAX_TOKENS
    find_condensed(PLAIN, [said], names)  # reads the passage, which is done once
    assert best_round(lambda: seconds_of(lambda: find_condensed(claim, [said], names)), SECONDS) < SECONDS


def test_a_claim_that_cannot_be_decided_in_time_is_no_condensation(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where it is one: what is not plainly shown is denied."""
    said = passage((PLAIN.rstrip("."),))
    claim = "Partners delen in netwerken kennis."
    assert find_condensed(claim, [said], lexicon(said)) == PLAIN
    monkeypatch.setattr(check_condensed, "Steps", lambda: Steps(3))
    assert find_condensed(claim, [said], lexicon(said)) is None


def test_an_ordinary_claim_takes_hardly_any_of_the_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = Steps()
    monkeypatch.setattr(check_condensed, "Steps", lambda: steps)
    said = passage((PLAIN.rstrip("."),))
    assert find_condensed("Auteur stelt dat partners in netwerken kennis delen.", [said], lexicon(said))
    assert MAX_STEPS * 0.9 < steps.left < MAX_STEPS


def test_steps_are_counted_down_to_the_last() -> None:
    steps = Steps(3)
    steps.take(2)
    steps.take()
    with pytest.raises(OutOfStepsError):
        steps.take()


def test_of_a_sentence_only_so_many_orders_are_made() -> None:
    words = load_condensed_words()
    for sentence in (PLAIN, *(text for _, sentences in WORST.values() for text in sentences)):
        told = tell(tokens_of(sentence), words)
        assert 0 < len(told) <= MAX_TOLD
        assert all(0 < len(form) <= MAX_ORDERS for one in told for form in (one.plain, one.turned))
    long = tell(tokens_of("In netwerken " + "delen volgens Auteur kennis die " * 14), words)
    assert len(long) == MAX_TOLD
