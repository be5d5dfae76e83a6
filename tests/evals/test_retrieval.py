from dataclasses import replace

import pytest

from evals.metrics.retrieval import retrieval_values
from evals.places import rank_places
from evals.records import Outcome, Place
from rag.library import Library

pytest.importorskip("ir_measures")


def test_rankings_score_as_published(build_case, outcome: Outcome) -> None:  # type: ignore[no-untyped-def]
    """Both first and second: perfect. One at rank two of two: half recalled. Nothing found: 0, and kept."""
    gold = [{"source": "tno", "section": "A"}, {"source": "tno", "section": "B"}]
    rankings = {"all": ("gold-0", "gold-1", "x"), "half": ("x", "gold-1"), "none": ()}
    outcomes = [
        replace(outcome, case=build_case(id=name, gold=gold), ranking=ranking) for name, ranking in rankings.items()
    ]
    values = retrieval_values(outcomes)
    assert values["recall@5"] == {"all": 1.0, "half": 0.5, "none": 0.0}
    assert values["mrr@10"] == {"all": 1.0, "half": 0.5, "none": 0.0}
    assert values["ndcg@10"]["all"] == pytest.approx(1.0)
    assert 0 < values["ndcg@10"]["half"] < values["ndcg@10"]["all"]


def test_passages_of_one_section_are_one_found_place(library: Library) -> None:
    """Three passages of the gold section do not fill the first three ranks."""
    own = [p for p in library.passages if p.source_id == "boonstra" and p.section[-1] == "Mislukking en succes"]
    other = next(p for p in library.passages if p.source_id == "tno")
    ranking = rank_places([Place("boonstra", "Mislukking en succes")], [own[0].id, own[1].id, other.id, "weg"], library)
    assert ranking[0] == "gold-0"
    assert len(ranking) == 2
