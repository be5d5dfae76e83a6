"""Which sentences or rows a claim is laid beside."""

from collections.abc import Sequence

import numpy as np

from evals.entail_evidence import MAX_EVIDENCE, choose_evidence, units_of
from rag.records import Passage, PassageKind, Table
from rag.word_vectors import WordVectors


def passage(text: str, table: Table | None = None) -> Passage:
    return Passage("bron:001", "bron", ("Deel", "Kop"), PassageKind.TEXT, text, 0, 0, table=table)


def alike(texts: Sequence[str]) -> list[WordVectors]:
    """Return one vector for all texts, so that only shared words tell them apart."""
    one = np.array([1.0, 0.0], dtype=np.float32)
    return [WordVectors(one, one[None]) for _ in texts]


def test_the_sentences_most_like_a_claim_are_chosen_in_their_order_and_fit() -> None:
    filler = [f"Dit gaat over iets heel anders dan dat, nummer {n}." for n in range(20)]
    text = " ".join([*filler[:9], "Bijen maken honing.", *filler[9:], "Honing van bijen smaakt zoet."])
    heading, *chosen = choose_evidence("Zoete honing komt van bijen.", [passage(text)], alike)
    assert heading == "Kop"
    assert chosen.index("Bijen maken honing.") < chosen.index("Honing van bijen smaakt zoet.")
    assert sum(len(unit.split()) for unit in chosen) <= MAX_EVIDENCE


def test_a_row_is_read_with_its_columns_and_stands_under_its_caption() -> None:
    table = Table("Tabel 1. Kosten", ("Fase", "Duur"), ((("Start",), ("kort", "vaak lang")),))
    held = passage("Tabel 1. Kosten\nStart | kort", table)
    assert units_of(held) == ["Fase: Start | Duur: kort; vaak lang"]
    assert choose_evidence("Start duurt kort.", [held], alike) == ("Kop", "Tabel 1. Kosten", *units_of(held))
