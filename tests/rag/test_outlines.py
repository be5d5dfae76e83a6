"""Which composed answer a question asks for, how likely it is, and what the shipped ones keep to."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import rag.outlines as outlining
from rag.embedding import Embedder
from rag.library import Library
from rag.outlines import NEAREST, NearOutline, find_nearest, find_outline, near_outlines
from rag.pointers import Near, Pointed
from rag.query import Query, QuestionKind
from rag.records import Bearing, PassageKind
from rag.retrieve import Found, retrieve
from rag.text import stem_set
from rag.understand import understand
from rag.vocabulary import make_vocabulary
from tests.ingest.fake_embedder import TunedWordEmbedder
from tests.ingest.small_library import open_small

EMBEDDER = TunedWordEmbedder()
ASKED = {
    "groei": ("waardoor groeit het een en slinkt het ander", "zet groei naast krimp"),
    "regels": ("wat spreek je allemaal af", "som de regels op"),
    "praten": ("hoe praat je open met anderen", "wie helpt erbij en hoe"),
    "ruzie": ("hoe ontstaat geruzie dat uitloopt", "noem wat ruzie voorkomt"),
}
SAYS = {
    "groei": ["proef | Vertrouwen groeit", "ander | Openheid over"],
    "regels": ["proef | Een contract", "proef | Een agenda"],
    "praten": ["ander | Openheid over", "ander | Een bemiddelaar"],
    "ruzie": ["proef | Wantrouwen groeit", "ander | Een bemiddelaar"],
}
Find = Callable[..., tuple[Query, Found]]


def write_outlines(asked: dict[str, tuple[str, ...]], says: dict[str, list[str]]) -> str:
    blocks = []
    for title, questions in asked.items():
        quoted = [", ".join(f'"{text}"' for text in texts) for texts in (questions, says[title])]
        own = f'titel = "{title}"\nvragen = [{quoted[0]}]\n[[overzicht.deel]]\nzinnen = [{quoted[1]}]'
        blocks.append(f"[[overzicht]]\n{own}\n")
    return "\n".join(blocks)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Return a small library with four outlines."""
    return open_small(tmp_path_factory.mktemp("library"), EMBEDDER, outlines=write_outlines(ASKED, SAYS))


def search(
    text: str, library: Library, sources: tuple[str, ...] = (), named: tuple[str, ...] = ()
) -> tuple[Query, Found]:
    terms = dict.fromkeys(stem_set(text), 1.0)
    query = Query(text, text, text, "nl", QuestionKind.FACT, terms, (), source_filter=sources, named_sources=named)
    return query, retrieve(query, EMBEDDER.embed_asked([text]), library)


def titles(near: list[NearOutline]) -> list[str]:
    return [item.outline.title for item in near]


def best(query: Query, found: Found, library: Library) -> NearOutline:
    near = find_outline(query, found, library)
    assert near is not None
    return near


@pytest.mark.parametrize(("title", "number"), [(title, number) for title in ASKED for number in (0, 1)])
def test_an_outline_is_nearest_in_whichever_of_its_ways_it_is_asked_for(
    title: str, number: int, small: Library
) -> None:
    assert near_outlines(*search(ASKED[title][number], small), small)[0].outline.title == title


def test_outlines_come_once_each_nearest_first(small: Library) -> None:
    for questions in ASKED.values():
        near = titles(near_outlines(*search(" ".join(questions), small), small))
        assert sorted(near) == sorted(ASKED)
    near = near_outlines(*search(f"{ASKED['regels'][0]} noem", small), small)
    assert near[0].outline.title == "regels"
    assert titles(near) != titles(near_outlines(*search(f"{ASKED['praten'][0]} noem", small), small))


def test_no_more_than_the_nearest_outlines_are_weighed(library: Library, find: Find) -> None:
    assert len(near_outlines(*find("Wat zeggen de bronnen over vertrouwen?"), library)) == NEAREST
    assert len(library.chosen.outlines) > 50 * NEAREST


def test_an_outline_speaks_of_the_sources_asked_for_only(small: Library) -> None:
    """Half an outline would mislead, so one that takes a sentence from elsewhere is left out whole."""
    text = " ".join(text for questions in ASKED.values() for text in questions)
    for where in ({"sources": ("proef",)}, {"named": ("proef",)}):
        assert titles(near_outlines(*search(text, small, **where), small)) == ["regels"]
    assert titles(near_outlines(*search(text, small, sources=("ander",)), small)) == ["praten"]


def test_an_outline_speaks_of_every_source_that_is_named(small: Library) -> None:
    """Who sets two works side by side is not answered from one of them."""
    text = " ".join(text for questions in ASKED.values() for text in questions)
    near = near_outlines(*search(text, small, named=("proef", "ander")), small)
    assert sorted(titles(near)) == ["groei", "ruzie"]


def test_a_library_without_outlines_finds_none(tmp_path: Path) -> None:
    empty = open_small(tmp_path, EMBEDDER, outlines="")
    assert find_outline(*search(ASKED["groei"][0], empty), empty) is None


def test_an_outline_is_likelier_the_more_of_the_words_asked_it_names(small: Library) -> None:
    """Nearness alone would not tell "hoe praat je" with a mediator from the same with somebody else."""
    query, found = search(ASKED["praten"][0], small)
    chances = [
        best(replace(query, terms={**query.terms, **dict.fromkeys(stem_set(more), 1.0)}), found, small).chance
        for more in ("bemiddelaar tafel", "bemiddelaar xylofoon", "citroen xylofoon")
    ]
    assert chances == sorted(set(chances), reverse=True)


def test_the_likeliest_outline_is_taken_not_the_nearest(tmp_path: Path) -> None:
    """Two are asked for in the very same words; what else is asked, and found, tells which is meant."""
    asked = {"een": ("som de punten op",), "ander": ("som de punten op",)}
    says = {"een": ["proef | Een agenda"], "ander": ["ander | Een bemiddelaar"]}
    library = open_small(tmp_path, EMBEDDER, outlines=write_outlines(asked, says))
    taken = set()
    for more in ("agenda kort overleg", "bemiddelaar partners tafel"):
        query, _ = search(f"som de punten op {more}", library)
        found = replace(retrieve(query, EMBEDDER.embed_asked([more]), library), pointed=Pointed())
        near = near_outlines(query, found, library)
        assert best(query, found, library).chance == max(item.chance for item in near)
        taken.add(best(query, found, library).outline.title)
    assert taken == set(asked)


def test_words_that_were_only_added_to_the_search_name_nothing(small: Library) -> None:
    """Synonyms and parts of compounds weigh less than 1: nobody asked for them."""
    query, found = search(ASKED["praten"][0], small)
    widened = replace(query, terms={**query.terms, **dict.fromkeys(stem_set("zwemmen schaatsen"), 0.5)})
    assert best(widened, found, small).chance == best(query, found, small).chance


def test_a_pointer_as_near_makes_an_outline_less_likely_but_one_that_nothing_answers_does_not(small: Library) -> None:
    """What a single sentence answers needs no composing; a question without an answer is no rival."""
    query, found = search(ASKED["praten"][0], small)
    chances = {}
    for bearing in (Bearing.ANSWER, Bearing.GAP):
        rival = Near(replace(small.pointers[0], bearing=bearing), 0.5, 0.99)
        chances[bearing] = best(query, replace(found, pointed=Pointed((rival,), {}, 1.0)), small).chance
    alone = best(query, replace(found, pointed=Pointed()), small).chance
    assert chances[Bearing.ANSWER] < alone
    assert chances[Bearing.GAP] == alone


def test_what_was_found_of_it_makes_an_outline_likelier(small: Library) -> None:
    query, found = search(ASKED["praten"][0], small)
    (nothing, *_) = near_outlines(query, replace(found, hits=()), small)
    (whole, *_) = near_outlines(query, found, small)
    assert nothing.outline is whole.outline
    assert 0.0 < nothing.chance < whole.chance < 1.0


@pytest.fixture(scope="module")
def find(library: Library, embedder: Embedder) -> Find:
    """Return what understands a question and finds passages for it in the shipped library."""
    vocabulary = make_vocabulary(library)

    def found_for(question: str) -> tuple[Query, Found]:
        query = understand(question, (), (), library, vocabulary)
        return query, retrieve(query, embedder.embed_asked([query.focus]), library)

    return found_for


def test_a_question_of_a_shipped_outline_finds_its_own(library: Library, find: Find) -> None:
    """With its own vector, it is the likeliest nearly always (not where a name in it stands for another source)."""
    plain = [outline for outline in library.chosen.outlines if not (outline.is_digest or outline.is_verdict)]
    asked = [(outline, text) for outline in plain for text in outline.questions]
    sample = asked[7 :: len(asked) // 40]
    near = [(outline, find_outline(*find(text), library)) for outline, text in sample]
    assert sum(item is not None and item.outline is outline for outline, item in near) >= 0.85 * len(sample)


def test_a_shipped_outline_is_an_answer_of_readable_length(library: Library) -> None:
    """One that says more than a page is no answer, and a part says something of its own."""
    outlines = library.chosen.outlines
    assert len(outlines) > 1000
    assert [outline.title for outline in outlines if not 1 <= len(outline.places) <= 18] == []
    assert [outline.title for outline in outlines if not 1 <= len(outline.parts) <= 7] == []
    headed = [(one.title, one.parts[1:] if one.is_verdict else one.parts) for one in outlines if len(one.parts) > 1]
    assert [title for title, parts in headed if not all(part.heading for part in parts)] == []


def test_a_shipped_verdict_opens_with_the_words_of_a_comparison(library: Library) -> None:
    """What it says first stands in one note of the editors; nothing else leads there."""
    for outline in library.chosen.outlines:
        homes = {library.passage_by_id[name].kind for name, _ in outline.parts[0].places}
        assert (homes == {PassageKind.COMPARISON}) is outline.is_verdict, outline.title
        if outline.is_verdict:
            assert len({name for name, _ in outline.parts[0].places}) == 1
            assert sum(len(library.entries[n].text.split()) for n in library.entries_at(outline.parts[0].places)) <= 90


def test_every_place_of_a_shipped_outline_is_a_sentence_or_row_of_the_library(library: Library) -> None:
    for outline in library.chosen.outlines:
        for part in outline.parts:
            assert part.places, outline.title
            assert all(library.entries[number].text for number in library.entries_at(part.places))


def test_a_shipped_outline_says_nothing_twice_in_a_part(library: Library) -> None:
    twice = [
        (outline.title, part.heading)
        for outline in library.chosen.outlines
        for part in outline.parts
        if len(set(part.places)) < len(part.places)
    ]
    assert twice == []


def test_no_question_leads_to_two_shipped_outlines(library: Library) -> None:
    """Small and capital letters and punctuation aside."""
    asked = Counter(
        " ".join(text.lower().strip(" ?.!").split())
        for outline in library.chosen.outlines
        for text in outline.questions
    )
    assert [text for text, count in asked.items() if count > 1] == []


def test_what_is_asked_for_in_so_many_words_is_nearer_than_all_pointers(
    small: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outlining, "SURE_NEAR", 1.0)
    title = next(iter(ASKED))
    query, found = search(ASKED[title][0], small)
    nearest = find_nearest(query, replace(found, pointed=Pointed()), small)
    assert nearest is not None
    assert nearest.title == title
    as_near = replace(found, pointed=Pointed((Near(small.pointers[0], 0.5, 1.0),)))
    assert find_nearest(query, as_near, small) is None
    elsewhere, found = search(ASKED[title][0], small, sources=("andere",))
    assert find_nearest(elsewhere, replace(found, pointed=Pointed()), small) is None
