"""A composed answer goes first under its headings; what was found one by one completes it, within a length."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

import rag.compose_outline as composing
from rag.adviser import Adviser
from rag.chosen import Outline, OutlinePart, Place
from rag.compose_outline import (
    ENOUGH_CHANCE,
    MIN_CHANCE,
    MOST_WORDS,
    SURE_CHANCE,
    Part,
    join_outline,
    outline_candidates,
    split_parts,
    tell_nearest,
)
from rag.draft import Draft, Line, LineStyle
from rag.library import Library
from rag.lines import place_lines
from rag.outlines import NearOutline
from rag.phrases import HEADING_DIFFER, HEADING_SHARED
from rag.query import Query, QuestionKind
from rag.retrieve import Found, retrieve
from rag.text import stem_set
from tests.ingest.fake_embedder import TunedWordEmbedder
from tests.ingest.small_library import open_small

EMBEDDER = TunedWordEmbedder()
TRUST = "Vertrouwen groeit door kleine successen."
DISTRUST = "Wantrouwen groeit door geheimen."
OPEN = "Openheid over cijfers voorkomt ruzie."
AGENDA = "Een agenda houdt een overleg kort."
Likely = Callable[[float], None]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Return a small library with one outline: two sentences on trust, one on distrust."""
    return open_small(tmp_path_factory.mktemp("library"), EMBEDDER)


@pytest.fixture
def likely(small: Library, monkeypatch: pytest.MonkeyPatch) -> Likely:
    """Return what makes the outline of the library the likeliest, with a chance."""

    def make(chance: float) -> None:
        near = NearOutline(small.chosen.outlines[0], chance)
        monkeypatch.setattr(composing, "find_outline", lambda query, found, library: near)

    return make


def search(text: str, library: Library) -> tuple[Query, Found]:
    terms = dict.fromkeys(stem_set(text), 1.0)
    query = Query(text, text, text, "nl", QuestionKind.COMPARISON, terms, ())
    return query, retrieve(query, EMBEDDER.embed_asked([text]), library)


def join(lines: Sequence[Line], library: Library) -> list[str]:
    """Return the texts of the lines that a draft of `lines` becomes."""
    query, found = search("vertrouwen", library)
    return [line.text for line in join_outline(Draft(tuple(lines)), query, found, library).lines]


def heading(text: str) -> Line:
    return Line(text, style=LineStyle.HEADING)


def words(count: int) -> str:
    return " ".join(["woord"] * count)


def test_parts_come_first_under_their_headings_with_evidence_for_every_line(small: Library) -> None:
    query, found = search("Waardoor groeit vertrouwen, en waardoor wantrouwen?", small)
    draft = join_outline(Draft((Line(AGENDA),)), query, found, small)
    assert [line.text for line in draft.lines] == ["Vertrouwen", TRUST, OPEN, "Wantrouwen", DISTRUST, AGENDA]
    assert [line.text for line in draft.lines if line.style is LineStyle.HEADING] == ["Vertrouwen", "Wantrouwen"]
    assert [line.evidence[0].quote for line in draft.lines if line.evidence] == [TRUST, OPEN, DISTRUST]


def test_nothing_is_said_twice(small: Library, likely: Likely) -> None:
    """Also not where a sentence stands as an item of a list, without its full stop; an emptied part loses its heading."""
    likely(MIN_CHANCE)
    found = [
        heading("Proef"),
        Line(TRUST),
        Line(f"{OPEN[:-1]};", style=LineStyle.BULLET),
        heading("Ander"),
        Line(AGENDA),
    ]
    assert join(found, small) == ["Vertrouwen", TRUST, OPEN, "Wantrouwen", DISTRUST, "Ander", AGENDA]


@pytest.mark.parametrize(("chance", "is_joined"), [(MIN_CHANCE - 0.01, False), (MIN_CHANCE + 0.01, True)])
def test_an_unlikely_outline_leaves_what_was_found(
    chance: float, is_joined: bool, small: Library, likely: Likely
) -> None:
    likely(chance)
    assert (join([Line(AGENDA)], small) != [AGENDA]) == is_joined


def test_where_there_is_no_outline_what_was_found_stays(small: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(composing, "find_outline", lambda query, found, library: None)
    assert join([Line(AGENDA)], small) == [AGENDA]
    assert outline_candidates(*search("vertrouwen", small), small) == []


def test_a_table_is_left_as_it_is(small: Library, likely: Likely) -> None:
    """Its rows are the comparison."""
    likely(MIN_CHANCE)
    rows = [Line("warm – rood", style=LineStyle.ROW, cells=("warm", "rood"))]
    assert join(rows, small) == ["warm – rood"]


@pytest.mark.parametrize(("chance", "is_kept"), [(ENOUGH_CHANCE - 0.01, True), (ENOUGH_CHANCE, False)])
def test_sides_that_a_sure_outline_does_not_have_are_left_out_with_what_is_said_of_them(
    chance: float, is_kept: bool, small: Library, likely: Likely
) -> None:
    """Who asks for two types gets these, not also what each source says of something like it."""
    likely(chance)
    shared = Line("Beide noemen het.")
    found = [heading("Wantrouwen"), Line(AGENDA), heading("Ander"), Line(words(5)), heading(HEADING_SHARED), shared]
    joined = join(found, small)
    assert AGENDA in joined
    assert [text in joined for text in ("Ander", words(5), shared.text)] == [is_kept] * 3


def test_what_sides_share_stays_when_a_sure_outline_has_all_of_them(small: Library, likely: Likely) -> None:
    likely(1.0)
    found = [heading("Wantrouwen"), Line(AGENDA), heading(HEADING_SHARED), Line("Beide noemen het.")]
    assert join(found, small)[-2:] == [HEADING_SHARED, "Beide noemen het."]


def test_what_is_shared_and_what_differs_comes_last_and_whole(small: Library, likely: Likely) -> None:
    likely(MIN_CHANCE)
    shared, differ = (Line(f"{words(30)} {name}.") for name in ("samen", "apart"))
    found = [heading(HEADING_SHARED), shared, heading(HEADING_DIFFER), differ, heading("Ander"), Line(AGENDA)]
    assert join(found, small)[5:] == ["Ander", AGENDA, HEADING_SHARED, shared.text, HEADING_DIFFER, differ.text]


@pytest.mark.parametrize(
    ("found", "under"), [("Wantrouwen", 5), ("De wantrouwen", 5), ("Wantrouwen, 2012", 5), ("Geheimen", 6)]
)
def test_what_was_found_under_the_same_name_joins_that_part(
    found: str, under: int, small: Library, likely: Likely
) -> None:
    """A source goes by its name with a year, the part of an outline by its name alone."""
    likely(MIN_CHANCE)
    joined = join([heading(found), Line(AGENDA)], small)
    assert joined.index(AGENDA) == under
    assert len(joined) == under + 1


def test_a_joined_answer_is_no_longer_than_can_be_read(small: Library, likely: Likely) -> None:
    """What was found fills up to the limit; a line that goes over it is left out and a shorter one behind it is not."""
    likely(MIN_CHANCE)
    own = sum(len(text.split()) for text in (TRUST, OPEN, DISTRUST))
    room = MOST_WORDS - own
    assert words(room) in join([Line(words(room))], small)
    assert join([Line(words(room + 1)), Line(AGENDA)], small)[-1] == AGENDA
    assert words(room + 1) not in join([Line(words(room + 1)), Line(AGENDA)], small)


def test_room_is_kept_for_what_is_shared(small: Library, likely: Likely) -> None:
    likely(MIN_CHANCE)
    shared = Line(words(150))
    joined = join([heading("Ander"), Line(words(100)), heading(HEADING_SHARED), shared], small)
    assert joined[5:] == [HEADING_SHARED, shared.text]


@pytest.mark.parametrize(("size", "is_kept"), [(30, True), (100, False)])
def test_a_list_that_is_announced_is_kept_whole_or_not_at_all(
    size: int, is_kept: bool, small: Library, likely: Likely
) -> None:
    likely(MIN_CHANCE)
    items = [Line(f"{words(size)} {number}", style=LineStyle.BULLET) for number in range(3)]
    joined = join([Line("De drie punten zijn:"), *items, Line(AGENDA)], small)
    assert [text in joined for text in ("De drie punten zijn:", *(item.text for item in items))] == [is_kept] * 4
    assert joined[-1] == AGENDA


@pytest.mark.parametrize(("items", "is_kept"), [((TRUST, OPEN), False), ((TRUST, "Een derde punt."), True)])
def test_a_list_is_left_out_with_its_announcement_when_all_of_it_was_said(
    items: tuple[str, str], is_kept: bool, small: Library, likely: Likely
) -> None:
    """A line that announces a list never stands alone; and "two things" with one below it would mislead."""
    likely(MIN_CHANCE)
    listed = [Line("De twee punten zijn:"), *(Line(f"{text[:-1]};", style=LineStyle.BULLET) for text in items)]
    joined = join([*listed, Line(AGENDA)], small)
    assert joined[5:] == [*(line.text for line in listed if is_kept), AGENDA]


def test_what_else_a_draft_holds_is_kept(small: Library, likely: Likely) -> None:
    likely(MIN_CHANCE)
    query, found = search("vertrouwen", small)
    draft = Draft((Line(AGENDA),), columns=("a",), follow_ups=("En verder?",), certain=True)
    joined = join_outline(draft, query, found, small)
    assert replace(joined, lines=draft.lines) == draft


@pytest.mark.parametrize(("chance", "count"), [(SURE_CHANCE - 0.01, 0), (SURE_CHANCE + 0.01, 3)])
def test_a_short_answer_is_completed_only_when_it_is_surely_what_is_asked(
    chance: float, count: int, small: Library, likely: Likely
) -> None:
    likely(chance)
    candidates = outline_candidates(*search("vertrouwen", small), small)
    assert [candidate.text for candidate in candidates] == [TRUST, OPEN, DISTRUST][:count]


def test_lines_go_to_the_heading_over_them_and_those_before_any_stand_alone() -> None:
    lines = [Line("a"), Line("b"), heading("K"), Line("c"), heading("L"), heading("M"), Line("d")]
    assert split_parts(lines) == [
        Part("", (Line("a"), Line("b"))),
        Part("K", (Line("c"),)),
        Part("L", ()),
        Part("M", (Line("d"),)),
    ]
    assert split_parts([]) == []


def test_a_part_without_a_heading_gets_none(small: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    place: Place = small.chosen.outlines[0].places[0]
    near = NearOutline(Outline("zonder kop", (OutlinePart("", (place,)),), ("vraag",)), 1.0)
    monkeypatch.setattr(composing, "find_outline", lambda query, found, library: near)
    assert join([Line(AGENDA)], small) == [line.text for line in place_lines((place,), small)] + [AGENDA]


@pytest.mark.parametrize(
    ("headings", "asked", "are_named"),
    [
        (("Positief", "Negatief"), "welke positieve en negatieve gevolgen", True),
        (("Positief", "Negatief"), "welke positieve gevolgen", False),
        (("Open netwerk", "Gesloten netwerk"), "open en gesloten netwerken", True),
        (("Open netwerk", "Gesloten netwerk"), "wanneer past een open netwerk", False),
        (("Positief",), "welke positieve gevolgen", False),
    ],
)
def test_a_question_names_all_parts_when_it_names_what_tells_them_apart(
    headings: tuple[str, ...], asked: str, are_named: bool
) -> None:
    assert composing._all_named(headings, stem_set(asked)) == are_named


def test_both_sides_that_a_question_names_are_told(adviser: Adviser) -> None:
    """The nearest question leads to one of them."""
    answer = adviser.ask("Welke positieve en negatieve gevolgen van allianties en netwerken ziet Boonstra?")
    assert answer.kind == QuestionKind.FACT.value
    assert "**Positief**" in answer.answer
    assert "**Negatief**" in answer.answer


@pytest.mark.parametrize("kind", [QuestionKind.FACT, QuestionKind.OVERVIEW])
def test_a_composed_answer_that_is_asked_for_in_so_many_words_leads(
    kind: QuestionKind, small: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An overview keeps what was found besides; a short answer gives way."""
    monkeypatch.setattr(composing, "find_nearest", lambda query, found, library: small.chosen.outlines[0])
    query, found = search("vertrouwen", small)
    draft = tell_nearest(Draft((Line(AGENDA),)), replace(query, kind=kind), found, small)
    told = [line.text for line in draft.lines]
    assert told == ["Vertrouwen", TRUST, OPEN, "Wantrouwen", DISTRUST] + [AGENDA] * (kind is QuestionKind.OVERVIEW)


@pytest.mark.parametrize(
    ("change", "certain"),
    [
        ({"wants_rows": True}, False),
        ({"is_situation": True}, False),
        ({"kind": QuestionKind.REVERSE}, False),
        ({}, True),
    ],
)
def test_a_form_of_its_own_and_a_sure_answer_stay(
    change: dict[str, object], certain: bool, small: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(composing, "find_nearest", lambda query, found, library: small.chosen.outlines[0])
    query, found = search("vertrouwen", small)
    draft = Draft((Line(AGENDA),), certain=certain)
    asked = replace(replace(query, kind=QuestionKind.FACT), **change)  # type: ignore[arg-type]
    assert tell_nearest(draft, asked, found, small) is draft


def test_a_long_composed_answer_does_not_stand_in_the_place_of_a_short_one(
    small: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(composing, "find_nearest", lambda query, found, library: small.chosen.outlines[0])
    monkeypatch.setattr(composing, "MOST_PLAIN_WORDS", 5)
    query, found = search("vertrouwen", small)
    draft = Draft((Line(AGENDA),))
    assert tell_nearest(draft, replace(query, kind=QuestionKind.FACT), found, small) is draft
