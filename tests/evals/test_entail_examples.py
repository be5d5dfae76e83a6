"""What a model of entailment learns from: claims beside their sentences, falsified by rule, beside another place."""

import random
from collections.abc import Sequence

import numpy as np

from evals.entail_examples import (
    copied_examples,
    made_examples,
    quoted_places,
    written_examples,
)
from evals.entail_made import Wording, false_forms, read_wording, same_form
from evals.train_pairs import TrainClaim, TrainItem, read_train_items
from rag.records import Passage, PassageKind
from rag.word_vectors import WordVectors

WORDING = Wording({"versterkt": ["verzwakt"]}, {"partners": ["deelnemers"]})
ITEMS = read_train_items()


def passage(number: int, text: str) -> Passage:
    return Passage(f"bron:{number:03d}", "bron", ("Deel", f"Kop {number}"), PassageKind.TEXT, text, 0, 0)


def item(number: int, text: str) -> TrainItem:
    claims = (TrainClaim(f"Partners delen {number}.", True, "paraphrase"), TrainClaim("Niets.", False, "negation"))
    return TrainItem(f"t{number}", (passage(number, text),), (text.split(". ")[0],), claims)


def alike(texts: Sequence[str]) -> list[WordVectors]:
    """Return one vector for all texts, so that only shared words tell them apart."""
    one = np.array([1.0, 0.0], dtype=np.float32)
    return [WordVectors(one, one[None]) for _ in texts]


def test_a_sentence_is_falsified_in_one_place_only() -> None:
    text = "Overleg versterkt vaak het vertrouwen van twee partners."
    forms = dict(false_forms(text, WORDING, random.Random(1)))
    assert forms["antonym"] == "Overleg verzwakt vaak het vertrouwen van twee partners."
    assert forms["strength"] == "Overleg versterkt altijd het vertrouwen van twee partners."
    assert forms["number"] != text
    assert forms["number"].replace(forms["number"].split()[-2], "twee") == text
    assert dict(false_forms("Er is geen overleg.", WORDING, random.Random(1)))["negation"] == "Er is een overleg."


def test_a_synonym_keeps_the_rest_and_a_sentence_without_one_gives_none() -> None:
    assert same_form("De partners overleggen.", WORDING, random.Random(1)) == "De deelnemers overleggen."
    assert same_form("Zij overleggen.", WORDING, random.Random(1)) is None


def test_the_shipped_lists_give_no_word_as_its_own_synonym_or_opposite() -> None:
    wording = read_wording()
    assert len(wording.opposites) > 500
    for lists in (wording.opposites, wording.synonyms):
        assert not [word for word, others in lists.items() if word in others]


def test_nearly_every_item_shows_the_sentences_it_quotes() -> None:
    assert sum(bool(quoted_places(own)) for own in ITEMS) >= 0.98 * len(ITEMS)


def test_a_false_claim_is_beside_its_nearest_true_one_and_true_ones_stand_beside_a_wrong_place_too() -> None:
    items = [item(n, f"Partners delen {n} dingen. Overleg versterkt dat.") for n in range(3)]
    written = written_examples(items, alike, random.Random(1))
    assert [(e.supported, e.base) for e in written[:2]] == [(True, ""), (False, "Partners delen 0.")]
    made = made_examples(items, alike, WORDING, random.Random(1))
    places = [example for example in made if example.kind == "made place"]
    assert len(places) == len(items)
    for example in places:
        assert not example.supported
        assert f"Kop {example.group[1:]}" not in example.evidence


def test_copied_sentences_are_true_unless_something_in_them_changed() -> None:
    whole = passage(
        4, "Overleg versterkt vaak het vertrouwen van partners. De partners zijn met zes of zeven bedrijven."
    )
    made = copied_examples([whole], WORDING, random.Random(2))
    assert {example.supported for example in made} == {True, False}
    for example in made:
        assert example.supported or (example.claim not in whole.text and example.base in whole.text)
