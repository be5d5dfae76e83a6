"""Rules of what is looked up quickly: it gives what the plain comparison gives."""

import random

import numpy as np

from rag.check_signals import has_kin, is_kin
from rag.nearness import highest, similarities
from rag.text import is_among, same_word

STEMS = "vertrouw vertrouwd vertrouwend vertrek best bestuur bestuurder besturing zelfbestuur bestuurskund net netwerk".split()


def test_similarities_are_dot_products_and_do_not_depend_on_other_rows() -> None:
    rows = np.random.default_rng(0).standard_normal((50, 384)).astype(np.float32)
    found = similarities(rows, rows[0])
    assert np.allclose(found, rows @ rows[0], rtol=1e-4, atol=1e-4)
    assert similarities(rows[7:9], rows[0]).tolist() == found[7:9].tolist()
    assert similarities(rows[:0], rows[0]).shape == (0,)


def test_the_highest_come_in_order_and_of_equals_the_first() -> None:
    values = np.array([0.1, 0.5, 0.9, 0.5, 0.5, 0.2], dtype=np.float32)
    assert [highest(values, count).tolist() for count in (1, 2, 3, 9)] == [[2], [2, 1], [2, 1, 3], [2, 1, 3, 4, 5, 0]]


def test_looking_up_by_beginnings_finds_what_comparing_one_by_one_finds() -> None:
    draw = random.Random(1)
    for _ in range(300):
        others = frozenset(draw.sample(STEMS, draw.randint(0, 4)))
        word = draw.choice(STEMS)
        assert is_among(word, others) == any(same_word(word, other) for other in others)
        assert has_kin(word, others) == any(is_kin(word, other) for other in others)
