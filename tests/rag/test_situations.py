import numpy as np

from rag.adviser import Adviser
from rag.embedding import Embedder
from rag.language import warm_up
from rag.retrieve import retrieve
from rag.situations import WHOLE, Fit, fit_situation
from rag.understand import understand
from rag.vocabulary import make_vocabulary

STORY = (
    "We lopen al een jaar vast in het overleg met twee buurgemeenten. Steeds zitten dezelfde mensen te kibbelen en "
    "niemand durft te zeggen wat er echt speelt. Hoe komen we hieruit?"
)


def fit_of(adviser: Adviser, embedder: Embedder, question: str, sources: tuple[str, ...] = ()) -> Fit:
    warm_up()
    library = adviser.library
    query = understand(question, (), sources, library, make_vocabulary(library))
    found = retrieve(query, embedder.embed_asked([query.focus]), library)
    return fit_situation(query, found, library)


def test_units_come_best_first_and_include_groups_of_table_rows(adviser: Adviser, embedder: Embedder) -> None:
    fit = fit_of(adviser, embedder, STORY)
    scores = list(fit.units.values())
    assert scores == sorted(scores, reverse=True)
    assert any(row != WHOLE for _, row in fit.units)
    assert len(fit.entries) == len(adviser.library.entries)


def test_a_dossier_question_finds_the_unit_it_was_written_for(adviser: Adviser, embedder: Embedder) -> None:
    question = "De vertegenwoordiger van de vakbond kan thuis niets verkopen"
    best = next(iter(fit_of(adviser, embedder, question).units))
    sections = {passage.section[-1] for passage in adviser.library.passages_by_part[best[0]]}
    assert sections == {"Archetypische samenwerkingsproblemen"}


def test_only_the_sources_asked_for_are_fitted(adviser: Adviser, embedder: Embedder) -> None:
    fit = fit_of(adviser, embedder, STORY, ("de-wit",))
    parts = adviser.library.passages_by_part
    assert {parts[part][0].source_id for part, _ in fit.units} == {"de-wit"}


def test_a_situation_about_working_together_is_nearer_than_one_about_something_else(
    adviser: Adviser, embedder: Embedder
) -> None:
    assert (
        fit_of(adviser, embedder, STORY).nearest
        > fit_of(adviser, embedder, "Hoe krijg ik vlekken uit mijn trui?").nearest
    )


def test_the_same_situation_fits_the_same_way_twice(adviser: Adviser, embedder: Embedder) -> None:
    first, second = fit_of(adviser, embedder, STORY), fit_of(adviser, embedder, STORY)
    assert first.units == second.units
    assert np.array_equal(first.entries, second.entries)
