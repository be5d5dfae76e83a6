"""The condensations and attacks: whole sections on one side, nothing of the sealed part, and what strict mode makes of them."""

from collections import Counter
from pathlib import Path

import pytest

from evals.condensed import CONDENSED, read_condensed
from evals.pairs import labelled_lexicon, read_pairs
from evals.strict import is_shown, strict_sets
from evals.train_pairs import TRAIN_EVIDENCE
from rag.errors import UsageError

CLAIMS = read_condensed()
PAIRS = read_pairs()
# What strict mode may let pass of falsified sentences, and must keep of honest condensations.
MAX_FALSE, MIN_TRUE = 0.01, 0.70


def test_both_halves_hold_condensations_and_attacks_of_many_kinds() -> None:
    for half in ("dev", "test"):
        kinds = Counter(claim.kind for claim in CLAIMS if claim.split == half)
        assert kinds["condensed"] >= 80
        assert sum(kinds.values()) - kinds["condensed"] >= 100
        assert {"negation", "hedge", "condition", "swap", "cause", "adjective", "author", "number"} <= set(kinds)


def test_no_section_stands_in_both_halves_or_in_the_sealed_part() -> None:
    dev, test = ({claim.cluster for claim in CLAIMS if claim.split == half} for half in ("dev", "test"))
    sealed = {pair.cluster for pair in PAIRS if pair.split == "sealed" and pair.kind != "section"}
    assert dev and test and not dev & test
    assert not (dev | test) & sealed


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    (tmp_path / TRAIN_EVIDENCE).write_text("", encoding="utf-8")
    (tmp_path / CONDENSED).write_text('{"id": "c000"}\n', encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        read_condensed(tmp_path)
    assert caught.value.code == "labelled_invalid"


@pytest.mark.parametrize("name", ["dev", "near", "train", "condensed dev", "condensed test"])
def test_hardly_a_falsified_sentence_is_settled_by_rule(name: str) -> None:
    pairs = strict_sets(PAIRS)[name]
    lexicon = labelled_lexicon(pairs)
    false = [pair for pair in pairs if not pair.supported]
    assert sum(is_shown(pair, lexicon) for pair in false) <= MAX_FALSE * len(false)


def test_honest_condensations_are_kept() -> None:
    lexicon = labelled_lexicon(CLAIMS)
    true = [claim for claim in CLAIMS if claim.split == "dev" and claim.supported]
    assert sum(is_shown(claim, lexicon) for claim in true) >= MIN_TRUE * len(true)
