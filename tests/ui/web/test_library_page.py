"""Rules of the library's pages."""

import re
from collections.abc import Callable
from typing import Any

import httpx

from rag.library import Library
from tests.ui.web.scripted import make_library
from ui.web.library_page import overview_html, source_html
from ui.web.library_search import find_passages


def test_every_passage_of_every_source_can_be_reached(real_chat: str, library: Library) -> None:
    with httpx.Client(base_url=real_chat) as client:
        overview = client.get("/bibliotheek").text
        for source in library.sources:
            assert f'href="/bibliotheek/{source.id}"' in overview
            page = client.get(f"/bibliotheek/{source.id}").text
            ids = set(re.findall(r'id="p-([^"]+)"', page))
            assert ids == {passage.id for passage in library.passage_by_id.values() if passage.source_id == source.id}
        passage = library.passages[7]
        moved = client.get(f"/passage/{passage.id}")
        assert moved.headers["location"].startswith(f"/bibliotheek/{passage.source_id}#p-")
        assert client.get("/passage/geen:1").status_code == 404
        assert client.get("/bibliotheek/geen").status_code == 404


def test_questions_the_dossiers_answer_are_not_shown(library: Library) -> None:
    shown = "".join(source_html(library, source) for source in library.sources)
    questions = [entry.text for entry in library.entries if entry.role == "question"]
    assert questions
    assert not [question for question in questions[::50] if f">{question}<" in shown]


def test_the_picture_counts_what_the_library_holds(library: Library) -> None:
    html = overview_html(library)
    count = sum("ontwerp" in p.phases for p in library.passages if p.source_id == "boonstra")
    assert f"Boonstra, 2007, ontwerp: {count} passages" in html


def test_the_tables_of_a_source_can_be_found_by_their_captions(library: Library) -> None:
    html = source_html(library, library.source_by_id["boonstra"])
    tables = [passage for passage in library.tables if passage.source_id == "boonstra"]
    assert f"Tabellen en lijsten ({len(tables)})" in html
    assert all(f'<li><a href="#p-{passage.id}">' in html for passage in tables)


def test_a_search_finds_passages_with_every_word() -> None:
    library = make_library("Vertrouwen kost tijd.", "Macht en vertrouwen.", "Iets anders.")
    assert [p.position for p in find_passages(library, "VERTROUWEN")] == [0, 1]
    assert [p.position for p in find_passages(library, "vertrouwen macht")] == [1]
    assert find_passages(library, "onvindbaar") == []
    assert find_passages(library, "  ") == []


def test_tables_can_be_sorted(real_chat: str, new_page: Callable[..., Any]) -> None:
    page = new_page()
    page.goto(f"{real_chat}/bibliotheek/boonstra")
    table = page.locator("table.sorteerbaar").first
    cells = "table.sorteerbaar >> nth=0 >> tbody tr td:nth-child(2)"
    before = page.locator(cells).all_inner_texts()
    table.locator(".sorteer").nth(1).click()
    after = page.locator(cells).all_inner_texts()
    assert sorted(before) == sorted(after)
    assert after == page.evaluate("(all) => all.sort(new Intl.Collator('nl', { numeric: true }).compare)", before)
    assert table.locator("th").nth(1).get_attribute("aria-sort") == "ascending"
    table.locator(".sorteer").nth(1).click()
    assert page.locator(cells).all_inner_texts() == after[::-1]
