"""What is usual in a library is counted over all of it, and has an answer where there is nothing to count."""

import math

import numpy as np
import pytest

from rag.library_statistics import SCALE_SAMPLE, Rarity, scale_between, scale_within
from rag.records import Passage, PassageKind
from rag.text import stem


def passage(number: int, text: str, heading: str) -> Passage:
    return Passage(f"bron:{number}", "bron", (heading,), PassageKind.TEXT, text, 0, number)


def test_a_word_is_rarer_the_fewer_passages_hold_it() -> None:
    """A heading counts as the text below it, and a word that comes back within a passage counts once."""
    texts = ("Vertrouwen groeit; vertrouwen kost tijd.", "Geld telt.", "Een ruzie.")
    rarity = Rarity([passage(number, text, "Vertrouwen") for number, text in enumerate(texts[:2])] + [
        passage(2, texts[2], "Slot")
    ])  # fmt: skip
    common, rare, unknown = (rarity.of(stem(word)) for word in ("vertrouwen", "geld", "zeilboot"))
    assert common < rare < unknown
    assert common == pytest.approx(math.log(1 + 3 / 2.5))
    assert rarity.of(stem("vertrouwen")) == common


def test_a_scale_is_mean_and_deviation_of_all_similarities() -> None:
    vectors = np.eye(3, dtype=np.float32)
    others = np.array([[1, 0, 0], [0.5, 0.5, 0]], dtype=np.float32)
    similarities = [1, 0, 0, 0.5, 0.5, 0]
    assert scale_between(vectors, others) == pytest.approx((np.mean(similarities), np.std(similarities)))
    assert scale_within(np.array([[1, 0], [0, 1], [1, 0]], dtype=np.float32)) == pytest.approx(
        (1 / 3, np.std([1, 0, 0]))
    )


def test_a_scale_of_nothing_measures_nothing_and_none_divides_by_zero() -> None:
    none, one = np.zeros((0, 4), dtype=np.float32), np.ones((1, 4), dtype=np.float32)
    assert scale_within(none) == scale_within(one) == scale_between(none, one) == (0.0, 1.0)
    assert scale_within(np.ones((2, 4), dtype=np.float32))[1] > 0


def test_a_large_library_is_sampled_from_its_whole_length() -> None:
    vectors = np.zeros((10 * SCALE_SAMPLE, 2), dtype=np.float32)
    vectors[::2, 0], vectors[1::2, 0] = 1, 3
    vectors[len(vectors) // 2 :, 0] += 4
    assert scale_within(vectors)[1] > 0
