"""The claims a checker is trained on: apart from the sealed part, whole, and no answer in the wording."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from evals.pairs import read_pairs
from evals.train_pairs import TRAIN, TRAIN_EVIDENCE, TrainItem, read_train_items, train_pairs
from rag.errors import UsageError

ITEMS = read_train_items()


def plain(text: str) -> str:
    """Return `text` in lower case without marks, to compare wording alone."""
    return " ".join(re.findall(r"\w+", text.lower()))


def sealed_overlap(items: tuple[TrainItem, ...]) -> set[str]:
    """Return the ids of items that rest on a section of the sealed part, or on words that stand there."""
    sealed = [pair for pair in read_pairs() if pair.split == "sealed" and pair.kind != "section"]
    sections = {(p.source_id, *p.section) for pair in sealed for p in pair.passages}
    texts = {plain(p.text) for pair in sealed for p in pair.passages}
    return {
        item.id
        for item in items
        if item.sections & sections or any(plain(quote) in text for quote in item.quotes for text in texts)
    }


def test_no_item_rests_on_a_section_of_the_sealed_part() -> None:
    assert sealed_overlap(ITEMS) == set()


def test_an_item_on_a_sealed_section_would_be_seen() -> None:
    sealed = next(pair for pair in read_pairs() if pair.split == "sealed" and pair.kind != "section")
    planted = TrainItem("t999", sealed.passages, ("Een zin.",), ())
    elsewhere = TrainItem("t998", ITEMS[0].passages, (sealed.passages[0].text.split(". ")[0],), ())
    assert sealed_overlap((planted, elsewhere)) == {"t999", "t998"}


def test_no_claim_is_one_that_the_checker_is_measured_on() -> None:
    measured = {plain(pair.claim) for pair in read_pairs()}
    assert not [pair.id for pair in train_pairs(ITEMS) if plain(pair.claim) in measured]


def test_every_quote_stands_in_its_passages_and_every_item_has_claims_of_both_kinds() -> None:
    for item in ITEMS:
        text = plain(" ".join(passage.text for passage in item.passages))
        cells = {plain(" ".join(i for c in row for i in c)) for p in item.passages if p.table for row in p.table.rows}
        assert all(plain(quote) in text or plain(quote) in cells for quote in item.quotes), item.id
        assert {claim.supported for claim in item.claims} == {True, False}, item.id


def test_no_claim_comes_twice_and_the_kinds_of_error_are_spread() -> None:
    pairs = train_pairs(ITEMS)
    assert max(Counter(pair.claim for pair in pairs).values()) == 1
    kinds = Counter(pair.kind for pair in pairs if not pair.supported)
    assert min(kinds.values()) >= 25
    assert max(kinds.values()) <= 0.12 * sum(kinds.values())


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    (tmp_path / TRAIN_EVIDENCE).write_text("", encoding="utf-8")
    (tmp_path / TRAIN).write_text(json.dumps({"id": "t0", "claims": []}) + "\n", encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        read_train_items(tmp_path)
    assert caught.value.values["where"] == f"{TRAIN}:1"
