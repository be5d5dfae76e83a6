from collections.abc import Callable

import pytest

from evals.baselines import RRF_K, bm25_dutch, bm25_plain, dense_alone, hybrid, rank_dense
from evals.bots import AlwaysRefuse, CopyTopPassage
from evals.metrics.base import Metric
from evals.metrics.citations import citation_precision, citation_recall
from evals.metrics.completeness import score
from evals.records import Case
from evals.runner import Advises, run_cases
from rag.adviser import Adviser
from rag.embedding import Embedder
from rag.library import Library


@pytest.fixture(scope="module")
def cases(build_case: Callable[..., Case], library: Library) -> list[Case]:
    """Return table questions the adviser answers and a question no source answers."""
    table = next(
        p.table for p in library.tables if p.source_id == "boonstra" and p.table and p.table.label == "Tabel 2"
    )
    labels = ("Bestuurskunde", "Bedrijfskunde", "Organisatiekunde")
    listed = [
        build_case(
            id=f"b-{label}",
            question=f"Welke faalfactoren noemt Boonstra bij {label}?",
            kind="list",
            points=[],
            rows=[row[1][0] for row in table.rows if row[0][0] == label],
            gold=[{"source": "boonstra", "section": "Mislukking en succes"}],
        )
        for label in labels
    ]
    return [
        *listed,
        build_case(id="b-r", question="Wat kost een parkeervergunning in Utrecht?", points=[], refuse=True),
    ]


def mean(metric: Metric | Callable[..., float | None], adviser: Advises, cases: list[Case]) -> float:
    """Return the mean of a measure over the cases that ask for it."""
    value = metric.value if isinstance(metric, Metric) else metric
    scored = [v for outcome in run_cases(adviser, cases).outcomes if (v := value(outcome)) is not None]
    return sum(scored) / len(scored)


def test_copying_the_top_passage_cites_perfectly_and_loses(adviser: Adviser, cases: list[Case]) -> None:
    """Citation scores alone can be gamed; the headline cannot."""
    bot = CopyTopPassage(adviser)
    assert mean(citation_recall, bot, cases) == 1.0
    assert mean(citation_precision, bot, cases) == 1.0
    assert mean(score, bot, cases) < mean(score, adviser, cases)


def test_refusing_everything_is_only_right_where_refusing_is_right(library: Library, cases: list[Case]) -> None:
    """Three questions unanswered, one rightly refused."""
    assert mean(score, AlwaysRefuse(library), cases) == pytest.approx(0.25)


def test_every_baseline_copies_a_passage_it_ranked_first(library: Library, embedder: Embedder) -> None:
    """A passage's own words find it."""
    passage = next(p for p in library.passages if "Peloponnesische" in p.text)
    dense = rank_dense(library, embedder)
    for baseline in (bm25_plain(library), bm25_dutch(library), dense_alone(library, dense), hybrid(library, dense)):
        answer = baseline.ask("Peloponnesische bond Athene bondgenootschap Egeïsche Zee")
        assert answer.trace.found[0][0] == passage.id
        assert {citation.passage_id for citation in answer.citations} == {passage.id}


def test_a_choice_of_sources_binds_the_baselines_too(library: Library) -> None:
    """Restricting to a source excludes the others."""
    found = bm25_dutch(library).ask("vertrouwen", sources=("tno",)).trace.found
    assert found
    assert all(passage_id.startswith("tno:") for passage_id, _ in found)


def test_the_hybrid_orders_what_both_find_by_both_ranks(library: Library, embedder: Embedder) -> None:
    """Reciprocal ranks add up; neither list decides alone."""
    dense, question = rank_dense(library, embedder), "Hoe bouw je vertrouwen op tussen partners?"
    words, meaning, both = (
        [passage_id for passage_id, _ in baseline.ask(question).trace.found]
        for baseline in (bm25_dutch(library), dense_alone(library, dense), hybrid(library, dense))
    )
    shared = [passage_id for passage_id in both if passage_id in words and passage_id in meaning]
    fused = [1 / (RRF_K + 1 + words.index(p)) + 1 / (RRF_K + 1 + meaning.index(p)) for p in shared]
    assert len(shared) > 1
    assert fused == sorted(fused, reverse=True)
