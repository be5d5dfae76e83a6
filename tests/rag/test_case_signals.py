"""How like a situation the cases are: what is near, what is named, and what the questions near lead to."""

from pathlib import Path

import numpy as np
import pytest

from rag import case_signals
from rag.case_signals import SIGNALS, Situation, measure_cases, told_nearness
from rag.library import Library
from rag.text import stem_set
from rag.word_shares import Floats
from tests.ingest.fake_embedder import TunedWordEmbedder
from tests.ingest.small_library import open_small

EMBEDDER = TunedWordEmbedder()
CASES = """
[[casus]]
titel = "cijfers"
eerst = ["ander | Openheid over"]
lijkt_op = ["proef | Wantrouwen groeit"]
aanraden = []
bespreken = []
verteld = ["onze partner houdt cijfers achter", "de partner toont geen getallen"]

[[casus]]
titel = "vergaderen"
eerst = ["proef | Een agenda"]
lijkt_op = []
aanraden = []
bespreken = []
verteld = ["het overleg duurt eindeloos lang", "elk overleg loopt vreselijk uit", "geen partner komt nog naar het overleg"]
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Return a small library with two cases."""
    return open_small(tmp_path_factory.mktemp("library"), EMBEDDER, CASES)


def measured(text: str, library: Library, votes: dict[int, float] | None = None) -> dict[str, Floats]:
    """Return the signals by name, for what is told with these votes for entries."""
    for_entries = np.zeros(len(library.entries), dtype=np.float32)
    for entry, vote in (votes or {}).items():
        for_entries[entry] = vote
    situation = Situation(EMBEDDER.embed_asked([text]).tuned[0], stem_set(text), for_entries)
    return dict(zip(SIGNALS, measure_cases(situation, library).T, strict=True))


def test_a_word_that_one_case_tells_counts_for_it_and_one_that_all_tell_for_none(small: Library) -> None:
    assert measured("getallen", small)["words"].tolist() == [1.0, 0.0]
    assert measured("partner", small)["words"].tolist() == [0.0, 0.0]


def test_words_that_no_case_tells_make_what_is_told_count_for_less(small: Library) -> None:
    alone, beside = (measured(text, small)["words"][0] for text in ("getallen", "getallen over walvissen"))
    assert 0 < beside < alone == 1.0


def test_a_title_counts_as_told(small: Library) -> None:
    assert measured("vergaderen", small)["words"].tolist() == [0.0, 1.0]


def test_votes_for_what_a_case_says_count_for_it_as_their_mean_and_as_the_most(small: Library) -> None:
    (entry,) = small.entries_at(small.chosen.cases[0].like)
    signals = measured("getallen", small, {entry: 0.8})
    assert signals["votes"].tolist() == pytest.approx([0.4, 0.0])
    assert signals["most_votes"].tolist() == pytest.approx([0.8, 0.0])


def test_only_the_tellings_nearest_count(small: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "het overleg duurt eindeloos lang"
    every = measured(text, small)["told"]
    monkeypatch.setattr(case_signals, "TELLINGS", 1)
    nearest = measured(text, small)["told"]
    near = small.asked.cases.vectors @ EMBEDDER.embed_asked([text]).tuned[0]
    mean, deviation = small.asked_scale
    best = [float(near[small.asked.cases.owners == case].max()) for case in range(2)]
    assert nearest == pytest.approx([(value - mean) / deviation for value in best], abs=1e-4)
    assert (every < nearest).all()


def test_what_is_told_is_nearest_to_its_own_case(small: Library) -> None:
    for number, case in enumerate(small.chosen.cases):
        for text in case.tellings:
            assert int(told_nearness(EMBEDDER.embed_asked([text]).tuned[0], small).argmax()) == number


def test_a_library_without_cases_has_nothing_near(tmp_path: Path) -> None:
    empty = open_small(tmp_path, EMBEDDER, "")
    assert told_nearness(EMBEDDER.embed_asked(["getallen"]).tuned[0], empty).shape == (0,)
