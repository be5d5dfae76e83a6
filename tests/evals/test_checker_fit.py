"""Growing the checker's trees: what they learn, that sections stay apart, and the sentences made by rule."""

import numpy as np

from evals.checker_fit import NEAR_WEIGHT, TREES, grow, home_sections, score_unseen, weigh
from evals.near_verbatim import near_pairs
from evals.pairs import Pair, read_pairs
from rag.records import Passage, PassageKind


def make_pair(number: int, supported: bool, split: str = "dev") -> Pair:
    text = f"Partner {number} deelt vaak kennis met de andere partijen."
    passage = Passage(f"bron:{number:03d}", "bron", (f"Deel {number}",), PassageKind.TEXT, text, 0, 0)
    return Pair(f"p{number}", text, (passage,), supported, "paraphrase", split)


PAIRS = [make_pair(n, n % 2 == 0) for n in range(80)]
TRUTH = np.array([pair.supported for pair in PAIRS])
VALUES = np.column_stack([np.where(TRUTH, 0.8, 0.2), np.linspace(0, 1, 80)])


def test_a_forest_learns_what_parts_true_from_false_and_is_the_same_twice() -> None:
    forest = grow(VALUES, TRUTH, weigh(PAIRS), ("good", "noise"))
    assert forest == grow(VALUES, TRUTH, weigh(PAIRS), ("good", "noise"))
    assert len(forest.trees) == TREES
    assert forest.score({"good": 0.8, "noise": 0.5}) > 0.9
    assert forest.score({"good": 0.2, "noise": 0.5}) < 0.1


def test_a_pair_is_scored_by_trees_that_never_saw_its_section() -> None:
    values = np.column_stack(
        [np.linspace(0, 1, 80)]
    )  # only tells the section, so nothing can be learned from the others
    truth_known = score_unseen(PAIRS, values, ("section",))
    assert abs(truth_known[TRUTH].mean() - truth_known[~TRUTH].mean()) < 0.2


def test_true_and_false_weigh_the_same_and_sentences_made_by_rule_less() -> None:
    pairs = [*PAIRS[:5], make_pair(90, True, "near"), make_pair(91, False, "near")]
    weights = weigh(pairs)
    assert np.isclose(sum(weights[[0, 2, 4]]), sum(weights[[1, 3]]))
    assert np.isclose(weights[5], NEAR_WEIGHT)


def test_a_pair_that_cites_another_section_belongs_to_that_of_its_true_claim() -> None:
    other = PAIRS[3]
    moved = Pair("p0x", PAIRS[0].claim, other.passages, False, "section", "dev", base="p0")
    assert home_sections([PAIRS[0], other, moved])[2] == PAIRS[0].cluster


def test_sentences_made_by_rule_differ_from_their_passage_and_rest_on_no_sealed_section() -> None:
    dev = [pair for pair in read_pairs() if pair.split == "dev"]
    made = near_pairs(dev)
    assert [pair.claim for pair in made] == [pair.claim for pair in near_pairs(dev)]
    sealed = {pair.cluster for pair in read_pairs() if pair.split == "sealed" and pair.kind != "section"}
    assert not {pair.cluster for pair in made} & sealed
    assert sum(pair.supported for pair in made) > 100
    for pair in made:
        assert pair.supported or pair.claim not in pair.passages[0].text
