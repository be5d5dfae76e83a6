"""Questions that point to sentences: which come near a question, and where they lead."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import rag.pointers as pointing
from ingest.build import build_index
from ingest.corpus import read_corpus
from rag.embedding import Vectors
from rag.library import Library, open_library
from rag.pointers import NEAREST, Near, Pointed, nearest_pointers, pointed_parts, weigh_pointers
from rag.query import Query, QuestionKind
from rag.records import Bearing
from rag.text import stem_set
from tests.ingest.fake_embedder import TunedWordEmbedder
from tests.ingest.small_library import open_small, write_library

GAP = "Hoeveel maanden duurt vertrouwen opbouwen?"
PREMISE = "Waarom scheppen geheimen een band?"
EMBEDDER = TunedWordEmbedder()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Return a small library with seven pointers: five answered, a gap and a wrong premise."""
    return open_small(tmp_path_factory.mktemp("library"), EMBEDDER)


def tuned(text: str) -> Vectors:
    return EMBEDDER.embed_asked([text]).tuned[0]


def query_of(text: str) -> Query:
    return Query(text, text, text, "nl", QuestionKind.FACT, dict.fromkeys(stem_set(text), 1.0), ())


def weigh(text: str, library: Library, parts: dict[int, float] | None = None) -> Pointed:
    return weigh_pointers(nearest_pointers(tuned(text), library), query_of(text), parts or {}, tuned(text), library)


def said(library: Library, number: int) -> str:
    return library.entries[number].text


def test_pointers_come_nearest_first_and_the_question_itself_is_the_nearest(small: Library) -> None:
    for number, pointer in enumerate(small.pointers):
        found = nearest_pointers(tuned(pointer.text), small)
        assert next(iter(found)) == number
        assert found[number] == pytest.approx(1.0, abs=0.01)
        assert list(found.values()) == sorted(found.values(), reverse=True)
        assert len(found) == len(small.pointers)


def test_nearness_is_that_of_the_tuned_model(small: Library) -> None:
    """The plain vector of the same words lies elsewhere and finds nothing in particular."""
    text = small.pointers[0].text
    plain = EMBEDDER.embed_asked([text]).plain[0]
    assert max(nearest_pointers(plain, small).values()) < 0.9 < max(nearest_pointers(tuned(text), small).values())


def test_only_pointers_of_the_sources_named_come_near(small: Library) -> None:
    found = nearest_pointers(tuned("Welke successen geven vertrouwen?"), small, ("ander",))
    assert {small.pointers[number].source_id for number in found} == {"ander"}
    assert len(found) == 2


def test_no_more_than_the_nearest_are_weighed(library: Library) -> None:
    """The shipped library has thousands; what is far away costs no time."""
    found = nearest_pointers(np.asarray(library.pointer_vectors)[7], library)
    assert len(found) == NEAREST < len(library.pointers)
    assert next(iter(found)) == 7 or library.pointers[next(iter(found))].text == library.pointers[7].text


def test_a_question_without_an_answer_leads_nowhere(small: Library) -> None:
    """Its place says where it was asked, not where the answer stands."""
    texts = [pointer.text for pointer in small.pointers]
    gap, agenda = texts.index(GAP), texts.index("Wat regelt een contract over betalen?")
    assert list(pointed_parts([gap], small)) == []
    assert len(list(pointed_parts([gap, agenda], small))) == 1
    pointed = weigh(GAP, small)
    assert pointed.alike[0].pointer.text == GAP
    assert "Vertrouwen groeit door kleine successen." in {said(small, n) for n in pointed.fits}  # by answered ones
    alone = weigh_pointers({gap: 1.0}, query_of(GAP), {}, tuned(GAP), small)
    assert alone.fits == {}
    assert [near.pointer.bearing for near in alone.near] == [Bearing.GAP]


def test_parts_come_in_the_order_of_the_pointers_each_once(small: Library) -> None:
    texts = [pointer.text for pointer in small.pointers]
    order = [
        texts.index("Wie brengt partners weer aan tafel?"),
        texts.index("Waardoor groeit vertrouwen langzaam?"),
        texts.index("Waarom helpt openheid over cijfers?"),
        texts.index("Welke successen geven vertrouwen?"),
    ]
    parts = [small.passages_by_part[part][0].section[-1] for part in pointed_parts(order, small)]
    assert parts == ["Openheid", "Vertrouwen"]


def test_a_pointer_to_several_places_leads_to_the_parts_of_all_of_them(small: Library) -> None:
    number = [pointer.text for pointer in small.pointers].index(PREMISE)
    assert len(list(pointed_parts([number], small))) == 2
    fits = weigh_pointers({number: 1.0}, query_of(PREMISE), {}, tuned(PREMISE), small).fits
    assert {said(small, entry) for entry in fits} == {"Wantrouwen groeit door geheimen.", "koud | blauw"}
    assert len(set(fits.values())) == 1


def test_pointers_are_weighed_best_first_with_a_chance_each(small: Library) -> None:
    near = weigh("Waardoor groeit vertrouwen?", small).near
    assert [item.fit for item in near] == sorted((item.fit for item in near), reverse=True)
    assert all(0 < item.fit < 1 for item in near)


def test_an_entry_fits_as_well_as_the_best_pointer_to_it(small: Library) -> None:
    pointed = weigh("Welke successen geven vertrouwen?", small)
    best: dict[int, float] = {}
    for item in pointed.near:
        if item.pointer.bearing is not Bearing.GAP:
            for number in small.entries_at(item.pointer.targets):
                best[number] = max(best.get(number, 0.0), item.fit)
    assert dict(pointed.fits) == best
    leading = [len([p for p in small.pointers if number in small.entries_at(p.targets)]) for number in best]
    assert max(leading) > 1


def test_a_pointer_into_a_part_that_was_found_fits_better(small: Library) -> None:
    """What words and vectors find, and what the pointers say, support each other."""
    text = "Wie brengt partners weer aan tafel?"
    numbers = nearest_pointers(tuned(text), small)
    (part,) = pointed_parts([next(iter(numbers))], small)
    alone, found = weigh(text, small), weigh(text, small, {part: 1.0})
    assert found.near[0].pointer.text == alone.near[0].pointer.text == text
    assert found.near[0].fit > alone.near[0].fit


def test_words_that_a_pointer_or_its_sentence_names_make_it_fit_better(small: Library) -> None:
    text = "Wie brengt partners weer aan tafel?"
    numbers = nearest_pointers(tuned(text), small)
    named = weigh_pointers(numbers, query_of("Bemiddelaar aan tafel?"), {}, tuned("Bemiddelaar aan tafel?"), small)
    other = weigh_pointers(
        numbers, query_of("Olifant in de dierentuin?"), {}, tuned("Olifant in de dierentuin?"), small
    )

    def fit(pointed: Pointed) -> float:
        return next(near.fit for near in pointed.near if near.pointer.text == text)

    assert fit(named) > fit(other)


def test_the_best_answered_pointer_leads_and_what_lures_is_told(small: Library) -> None:
    """One without an answer never leads, however well it fits."""
    pointed = weigh(GAP, small)
    assert pointed.alike[0].pointer.bearing is Bearing.GAP
    assert [near for near in pointed.near if near not in pointed.answered] == [pointed.alike[0]]
    assert pointed.leading is not None
    assert pointed.fit == pointed.leading.fit == max(near.fit for near in pointed.answered)
    assert 0.5 < pointed.lure() < 1.0
    assert pointed.ahead() < 0.0
    assert Pointed().leading is None
    assert Pointed().fit == Pointed().lure() == Pointed().ahead() == 0.0


def test_what_the_library_answers_hardly_lures(small: Library) -> None:
    pointed = weigh("Waarom helpt openheid over cijfers?", small)
    assert pointed.lure() < 0.5
    assert pointed.ahead() > 0.0


def test_alike_are_those_nearest_in_meaning_whatever_their_words(small: Library) -> None:
    alike = weigh("Waarom helpt openheid over cijfers?", small).alike
    assert [near.similarity for near in alike] == sorted((near.similarity for near in alike), reverse=True)


def test_the_same_question_is_weighed_the_same_twice(library: Library) -> None:
    vector = np.asarray(library.pointer_vectors)[11]
    query = query_of(library.pointers[11].text)
    first, second = (weigh_pointers(nearest_pointers(vector, library), query, {}, vector, library) for _ in range(2))
    assert first == second


def test_a_library_without_pointers_points_nowhere(tmp_path: Path) -> None:
    """One of the user's own documents only, say."""
    settings = write_library(tmp_path, "", "")
    for path in (settings.corpus_dir / "vragen").iterdir():
        path.unlink()
    build_index(settings, EMBEDDER, read_corpus(settings.corpus_dir), lambda step, done, total: None)
    bare = open_library(settings, EMBEDDER)
    assert bare.pointers == ()
    pointed = weigh("Waardoor groeit vertrouwen?", bare)
    assert (pointed.near, dict(pointed.fits)) == ((), {})


def near_of(small: Library, bearing: Bearing, **wording: float) -> Near:
    return Near(replace(small.pointers[0], bearing=bearing), 0.5, 0.9, **wording)  # type: ignore[arg-type]


@pytest.mark.parametrize("wording", [{"same_word": True}, {"named": 1.0}, {"named": 0.5}])
def test_of_two_as_near_the_one_that_is_worded_like_the_question_lures_more(
    wording: dict[str, float], small: Library
) -> None:
    """A question with "hoeveel" is nearer to another "hoeveel" than to "welke steden", whatever their vectors say."""
    answered, gap = near_of(small, Bearing.ANSWER), near_of(small, Bearing.GAP)
    assert Pointed((answered, gap)).lure() == pytest.approx(0.5)
    assert Pointed((answered, near_of(small, Bearing.GAP, **wording))).lure() > 0.6
    assert Pointed((near_of(small, Bearing.ANSWER, **wording), gap)).lure() < 0.4


def test_only_what_the_library_leaves_unanswered_names_a_gap(small: Library) -> None:
    answered = near_of(small, Bearing.ANSWER, named=0.9)
    assert Pointed((answered,)).gap_named() == 0.0
    assert Pointed((answered, near_of(small, Bearing.GAP, named=0.3))).gap_named() == 0.3
    assert Pointed(()).gap_named() == 0.0


def test_places_are_voted_for_by_how_well_what_leads_to_them_fits(small: Library) -> None:
    """All shares of one place make one; a pointer without an answer has no vote."""
    first, second = (
        small.pointers[0].targets[0],
        next(p.targets[0] for p in small.pointers if p.targets[0] != small.pointers[0].targets[0]),
    )
    one, other = (
        replace(small.pointers[0], targets=(first,)),
        replace(small.pointers[0], targets=(first, second, second)),
    )
    gap = replace(small.pointers[0], targets=(second,), bearing=Bearing.GAP)
    votes = Pointed((Near(other, 0.6, 0.9), Near(one, 0.2, 0.9), Near(gap, 0.9, 0.9))).votes()
    assert votes.keys() == {first, second}
    assert votes[first] == pytest.approx(1.0)
    assert votes[second] == pytest.approx(0.75)


@pytest.mark.parametrize(
    ("question", "leads"), [(PREMISE, True), ("Geheimen scheppen een band, in welke mate?", False)]
)
def test_a_wrong_premise_leads_a_question_that_takes_it_for_granted(
    question: str, leads: bool, small: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the trees make of it, what sets the premise right is said first."""
    monkeypatch.setattr(pointing, "PREMISE_FIT", 0.0)
    near = weigh(question, small).near
    by_fit = weigh(question.replace("Waarom", "Hoezeer"), small).near
    assert (near[0].pointer.text == PREMISE) is (leads or by_fit[0].pointer.text == PREMISE)


@pytest.mark.parametrize(
    ("fit", "behind", "leads"), [(0.06, 0.0, True), (0.04, 0.0, False), (0.06, 0.2, True), (0.06, 0.4, False)]
)
def test_a_wrong_premise_leads_where_it_is_about_the_nearest_and_fits(
    fit: float, behind: float, leads: bool, small: Library
) -> None:
    """`behind` counts in standard deviations of the similarity of any two pointers."""
    premise = next(pointer for pointer in small.pointers if pointer.text == PREMISE)
    other = next(pointer for pointer in small.pointers if pointer.bearing is Bearing.ANSWER)
    near = [Near(other, 0.9, 0.8), Near(premise, fit, 0.8 - behind * small.asked_scale[1])]
    first = pointing._premise_first(near, query_of(PREMISE), small)[0]
    assert (first.pointer is premise, first.fit) == (leads, 0.9)
