"""Guides, kits, views and maps cite what they say, and open in the programs they are for."""

import re
from io import BytesIO
from xml.etree import ElementTree

import pytest
from docx import Document

from rag.errors import UsageError
from rag.library import Library
from study import texts
from study.document import StudyDocument, as_markdown
from study.docx_export import as_docx
from study.guide import ROUTES, WORDS_PER_MINUTE, choose_route, find_parts, make_guide
from study.kit import make_kit
from study.mindmap import as_svg, make_map
from study.records import Criteria
from study.subject import about, choose_subject
from study.views import ASPECTS, make_views, views_document
from study.workshop import Workshop

THEMES = ("vertrouwen", "leiderschap", "conflict", "verschillen", "evaluatie", "contracten", "macht", "leren")


@pytest.fixture(scope="module")
def guide(workshop: Workshop) -> StudyDocument:
    """Return the study guide of one source."""
    return make_guide(workshop, choose_subject(workshop.library, Criteria(sources=("essay",))), 1)


@pytest.fixture(scope="module")
def kit(workshop: Workshop) -> StudyDocument:
    """Return the lesson kit of one section."""
    subject = choose_subject(workshop.library, Criteria(), ["Mislukking en succes"])
    return make_kit(workshop, subject, 1)


def check_citations(document: StudyDocument, library: Library) -> None:
    """Check that every marker has its place and every quote stands in its passage."""
    text = as_markdown(document)
    body = text.split(f"## {texts.GUIDE_SOURCES}")[0]
    marked = {int(n) for n in re.findall(r"\[(\d+)\]", body)}
    assert marked == {citation.n for citation in document.citations}
    for citation in document.citations:
        assert citation.quote and citation.quote in library.passage_by_id[citation.passage_id].text


def test_a_guide_has_all_its_parts_and_cites_them(guide: StudyDocument, library: Library) -> None:
    text = as_markdown(guide)
    for heading in (
        texts.GUIDE_GOALS, texts.GUIDE_OUTLINE, texts.GUIDE_TERMS, texts.GUIDE_TABLES, texts.GUIDE_CASES,
        texts.GUIDE_QUESTIONS, texts.GUIDE_ANSWERS, texts.GUIDE_ROUTES,
    ):  # fmt: skip
        assert f"## {heading}" in text
    check_citations(guide, library)


@pytest.mark.parametrize("source", ["boonstra", "tno", "de-wit", "essay", "common-eye"])
def test_a_reading_route_fits_the_time(workshop: Workshop, source: str) -> None:
    parts = find_parts(choose_subject(workshop.library, Criteria(sources=(source,))))
    chosen = [choose_route(parts, minutes) for minutes in ROUTES]
    for minutes, route in zip(ROUTES, chosen, strict=True):
        assert 0 < sum(part.words for part in route) <= minutes * WORDS_PER_MINUTE
        assert list(route) == [part for part in parts if part in route]
    assert len(chosen[0]) <= len(chosen[1]) <= len(chosen[2])


def test_documents_open_in_word(guide: StudyDocument, kit: StudyDocument) -> None:
    for document in (guide, kit):
        word = Document(BytesIO(as_docx(document)))
        assert word.core_properties.title == document.title
        assert len(word.paragraphs) > 20


def test_a_kit_keeps_its_answers_on_a_sheet_of_their_own(kit: StudyDocument, library: Library) -> None:
    text = as_markdown(kit)
    questions, answers = text.split("\n---\n")
    assert texts.KIT_SITUATION in questions and texts.KIT_QUESTIONS in questions
    assert texts.GUIDE_ANSWERS not in questions and texts.GUIDE_ANSWERS in answers
    body = as_docx(kit)
    breaks = [p for p in Document(BytesIO(body)).paragraphs if 'w:type="page"' in p._p.xml]
    assert len(breaks) == 1
    check_citations(kit, library)


@pytest.mark.parametrize("theme", THEMES)
def test_every_cell_of_a_view_is_one_sentence_of_that_author(workshop: Workshop, library: Library, theme: str) -> None:
    voices = make_views(workshop, theme)
    assert {voice.source_id for voice in voices} == {source.id for source in library.sources}
    sentences = [cell.text for voice in voices for cell in voice.cells if cell]
    assert len(sentences) == len(set(sentences)) >= 5
    for voice in voices:
        assert len(voice.cells) == len(ASPECTS)
        for cell in voice.cells:
            assert cell is None or cell.text in library.passage_by_id[cell.evidence.passage.id].text
            assert cell is None or cell.evidence.passage.source_id == voice.source_id


def test_a_view_says_so_where_nothing_was_found(workshop: Workshop, library: Library) -> None:
    document = views_document(workshop, "macht")
    assert texts.VIEW_EMPTY in as_markdown(document)
    check_citations(document, library)


def test_an_unknown_theme_is_refused(workshop: Workshop) -> None:
    with pytest.raises(UsageError) as caught:
        make_views(workshop, "voetbal")
    assert caught.value.code == "unknown_themes"


@pytest.mark.parametrize("source", ["boonstra", "tno", "de-wit", "essay", "common-eye"])
def test_a_mind_map_is_drawn_inside_its_frame(workshop: Workshop, source: str) -> None:
    drawn = as_svg(make_map(workshop, choose_subject(workshop.library, Criteria(sources=(source,)))), "/passage/")
    root = ElementTree.fromstring(drawn)
    _, _, width, height = map(float, (root.get("viewBox") or "").split())
    texts_drawn = root.findall(".//{http://www.w3.org/2000/svg}text")
    assert len(texts_drawn) > 10
    for text in texts_drawn:
        assert 0 <= float(text.get("x") or -1) <= width
        assert 0 <= float(text.get("y") or -1) <= height


def test_a_free_subject_finds_the_tables_and_passages_that_speak_of_it(workshop: Workshop) -> None:
    criteria = about(workshop.truth, Criteria(), "faalfactoren")
    subject = choose_subject(workshop.library, criteria)
    assert "boonstra:142" in subject.ids
    assert len(subject.ids) < len(workshop.library.passages) / 4
    with pytest.raises(UsageError):
        about(workshop.truth, Criteria(), "parkeervergunning")
