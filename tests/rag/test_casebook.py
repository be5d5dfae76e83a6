"""The casebook: which cases a situation is like, and what they say together."""

from pathlib import Path

import numpy as np
import pytest

from rag import casebook
from rag.case_signals import Situation
from rag.casebook import CASES, LEAST_WEIGHT, NearCase, case_votes, chosen_to_advise, near_cases
from rag.library import Library
from rag.text import stem_set
from tests.ingest.fake_embedder import TunedWordEmbedder
from tests.ingest.small_library import open_small

EMBEDDER = TunedWordEmbedder()
TOLD = {
    "cijfers": ("onze partner houdt cijfers achter", "de partner toont geen cijfers"),
    "vergaderen": ("het overleg duurt eindeloos lang", "elk overleg loopt vreselijk uit"),
    "betalen": ("niemand weet wie straks betaalt", "de rekening blijft telkens liggen"),
    "ruzie": ("wij schreeuwen tegen elkaar", "er vliegen verwijten heen"),
    "stoppen": ("zij willen morgen weg", "het einde nadert snel"),
    "groot": ("een reus overheerst iedereen", "de grootste beslist alles"),
    "stil": ("men zwijgt liever daarover", "geen mens zegt iets"),
    "nieuw": ("een vers gezicht verscheen", "haar opvolger kent ons niet"),
}
SAYS = {
    "cijfers": {
        "eerst": "ander | Openheid over",
        "lijkt_op": "proef | Wantrouwen groeit",
        "aanraden": "proef | Vertrouwen",
    },
    "vergaderen": {
        "eerst": "proef | Een agenda",
        "lijkt_op": "ander | Een bemiddelaar",
        "aanraden": "proef | Een contract",
    },
}


def write_cases() -> str:
    """Return eight cases; only the first two say something other than the rest."""
    blocks = []
    for title, tellings in TOLD.items():
        says = SAYS.get(title, {"eerst": "ander | Een bemiddelaar"})
        lines = [f'titel = "{title}"', *(f'{name} = ["{says[name]}"]' for name in says)]
        lines += [f"{name} = []" for name in ("eerst", "lijkt_op", "aanraden", "bespreken") if name not in says]
        quoted = ", ".join(f'"{text}"' for text in tellings)
        blocks.append("\n".join(["[[casus]]", *lines, f"verteld = [{quoted}]"]))
    return "\n\n".join(blocks)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Return a small library with eight cases."""
    return open_small(tmp_path_factory.mktemp("library"), EMBEDDER, write_cases())


def told(text: str, library: Library) -> Situation:
    """Return what is told, with no votes of questions for anything."""
    votes = np.zeros(len(library.entries), dtype=np.float32)
    return Situation(EMBEDDER.embed_asked([text]).tuned[0], stem_set(text), votes)


def titles(near: tuple[NearCase, ...]) -> list[str]:
    return [item.case.title for item in near]


def entry(library: Library, beginning: str) -> int:
    (number,) = [n for n, e in enumerate(library.entries) if library.said_rows[n] >= 0 and e.text.startswith(beginning)]
    return number


@pytest.mark.parametrize("title", TOLD)
def test_a_situation_told_in_the_words_of_a_case_is_nearest_to_it(title: str, small: Library) -> None:
    assert titles(near_cases(told(" ".join(TOLD[title]), small), small))[0] == title


def test_cases_come_nearest_first_and_count_for_less_the_farther_they_are(small: Library) -> None:
    near = near_cases(told("onze partner houdt cijfers achter en elk overleg loopt vreselijk uit", small), small)
    assert [item.weight for item in near] == sorted((item.weight for item in near), reverse=True)
    assert near[0].weight == 1.0
    assert len(near) > 1


def test_no_more_than_the_nearest_cases_count_and_none_that_is_far_behind(
    small: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = told(" ".join(text for pair in TOLD.values() for text in pair), small)
    assert all(item.weight >= LEAST_WEIGHT for item in near_cases(everything, small))
    assert len(near_cases(everything, small)) < len(small.chosen.cases) <= CASES
    monkeypatch.setattr(casebook, "LEAST_WEIGHT", 0.0)
    assert len(near_cases(everything, small)) == len(small.chosen.cases)
    monkeypatch.setattr(casebook, "CASES", 3)
    assert titles(near_cases(everything, small)) == titles(near_cases(everything, small))[:3]
    assert len(near_cases(everything, small)) == 3


def test_a_case_comes_up_once_however_many_of_its_tellings_are_near(small: Library) -> None:
    found = titles(near_cases(told(" ".join(TOLD["ruzie"]), small), small))
    assert len(found) == len(set(found))


def test_cases_say_only_what_the_sources_asked_for_say(small: Library) -> None:
    (near, *_) = near_cases(told(TOLD["cijfers"][0], small), small, ("proef",))
    assert near.case.title == "cijfers"
    assert near.case.first == ()
    assert [small.entries[n].text for n in small.entries_at((*near.case.like, *near.case.advise))] == [
        "Wantrouwen groeit door geheimen.",
        "Vertrouwen groeit door kleine successen.",
    ]
    allowed = {"ander"}
    for item in near_cases(told("overleg over cijfers", small), small, ("ander",)):
        places = (*item.case.first, *item.case.like, *item.case.advise, *item.case.discuss)
        assert {small.passage_by_id[place[0]].source_id for place in places} <= allowed


def test_votes_go_to_what_near_cases_chose_and_to_nothing_else(small: Library) -> None:
    near = near_cases(told(" ".join(TOLD["cijfers"]), small), small)
    votes = case_votes(near, small)
    chosen = {n for item in near for n in small.entries_at((*item.case.first, *item.case.like, *item.case.advise))}
    assert votes.shape == (len(small.entries),)
    assert votes.max() == pytest.approx(1.0)
    assert set(np.flatnonzero(votes).tolist()) == chosen
    assert votes[entry(small, "Openheid over")] >= votes[entry(small, "Een agenda")]


def test_what_more_cases_choose_gets_more_votes(small: Library) -> None:
    """Six of the eight name the same sentence: together they outvote the one that is nearest."""
    first, *others = (NearCase(case, 1.0, 1.0) for case in small.chosen.cases)
    assert first.case.title == "cijfers"
    votes = case_votes((first, *others), small)
    assert votes[entry(small, "Een bemiddelaar")] == pytest.approx(1.0)
    assert votes[entry(small, "Openheid over")] == pytest.approx(1 / 7)


def test_a_case_that_names_a_place_twice_votes_for_it_once(small: Library) -> None:
    case = small.chosen.cases[0]
    twice = type(case)(case.title, case.first, case.first, case.advise, (), case.tellings)
    votes = case_votes((NearCase(twice, 1.0, 1.0),), small)
    assert votes[entry(small, "Openheid over")] == votes[entry(small, "Vertrouwen groeit")]


def test_what_helps_is_told_from_what_the_situation_is_like(small: Library) -> None:
    near = near_cases(told(" ".join(TOLD["cijfers"]), small), small)
    advises = chosen_to_advise(near[:1], small)
    assert advises[entry(small, "Openheid over")]
    assert advises[entry(small, "Vertrouwen groeit")]
    assert not advises[entry(small, "Wantrouwen groeit")]


def test_what_no_near_case_chose_is_told_apart_as_most_cases_have_it(small: Library) -> None:
    near = near_cases(told(" ".join(TOLD["cijfers"]), small), small)[:1]
    chosen = {n for c in small.chosen.cases for n in small.entries_at((*c.first, *c.like, *c.advise))}
    own = near[0].case
    others = chosen - set(small.entries_at((*own.first, *own.like, *own.advise)))
    assert others & chosen_to_advise(near, small).keys()


def test_the_nearest_case_decides_whether_a_place_helps(small: Library) -> None:
    """The mediator is what 'vergaderen' is like, and what helps first in 'ruzie'."""
    by_title = {case.title: NearCase(case, 1.0, 1.0) for case in small.chosen.cases}
    place = entry(small, "Een bemiddelaar")
    assert chosen_to_advise((by_title["vergaderen"], by_title["ruzie"]), small)[place] is False
    assert chosen_to_advise((by_title["ruzie"], by_title["vergaderen"]), small)[place] is True


def test_a_library_without_cases_has_none_near(tmp_path: Path) -> None:
    empty = open_small(tmp_path, EMBEDDER, "")
    near = near_cases(told("onze partner houdt cijfers achter", empty), empty)
    assert near == ()
    assert not case_votes(near, empty).any()
    assert chosen_to_advise(near, empty) == {}


def test_a_telling_of_the_shipped_casebook_finds_its_own_case(library: Library) -> None:
    """With its own vector, the telling itself is among the nearest: its case comes first nearly always."""
    vectors, right = np.asarray(library.asked.cases.vectors), 0
    numbers = range(3, len(vectors), len(vectors) // 60)
    for number in numbers:
        votes = np.zeros(len(library.entries), dtype=np.float32)
        near = near_cases(Situation(vectors[number], frozenset(), votes), library)
        right += near[0].case is library.chosen.cases[library.asked.cases.owners[number]]
    assert right >= 0.8 * len(numbers)
