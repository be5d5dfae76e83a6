"""Rules of the source panel."""

from dataclasses import replace

from rag.records import Origin, Table
from tests.ui.web.scripted import SmallLibrary, make_citation, make_library, make_passage
from ui.web.panel import citation_card


def test_the_quote_is_highlighted_with_the_text_before_and_after() -> None:
    library = make_library("Vooraf. De kern. Daarna.")
    card = citation_card(make_citation(library, 0, "De kern."), library)
    assert "Vooraf. <mark>De kern.</mark> Daarna." in card


def test_the_neighbouring_passages_of_the_section_give_context() -> None:
    library = make_library("Eerst dit.", "Dan dat.", "Tot slot zus.")
    card = citation_card(make_citation(library, 1), library)
    assert '<span class="buren">Eerst dit.</span>' in card
    assert '<span class="buren">Tot slot zus.</span>' in card


def test_a_quote_that_is_not_in_the_passage_is_not_shown() -> None:
    library = make_library("De tekst is veranderd.")
    card = citation_card(make_citation(library, 0, "De oude tekst."), library)
    assert "De oude tekst" not in card
    assert "<mark>" not in card
    assert "niet meer zo in de bibliotheek" in card


def test_a_passage_that_is_gone_leaves_its_reference() -> None:
    library = make_library("Tekst.")
    citation = replace(make_citation(library, 0), passage_id="bron:999")
    card = citation_card(citation, library)
    assert "A. Auteur (2020)" in card
    assert "<mark>" not in card


def test_a_card_says_author_year_title_section_table_page_and_origin() -> None:
    library = make_library("Tekst.")
    citation = replace(make_citation(library, 0), locator="Tabel 2, Rij", page=7, origin=Origin.ORIGINAL)
    card = citation_card(citation, library)
    for part in ("A. Auteur (2020)", "Een titel", "Sectie · Tabel 2, Rij · p. 7", "origineel"):
        assert part in card


def test_quoted_rows_are_highlighted_and_distant_rows_counted() -> None:
    rows = tuple(((f"groep {n}",), (f"punt {n}",)) for n in range(9))
    text = "\n".join(["Tabel 1. Punten", *(f"groep {n} | punt {n}" for n in range(9))])
    passage = make_passage(0, text, Table("Tabel 1. Punten", ("Groep", "Punt"), rows))
    library = SmallLibrary(make_library("x").sources, (passage,))
    card = citation_card(make_citation(library, 0, "groep 4 | punt 4"), library)
    assert card.count("<mark>") == 2
    assert "<mark>punt 4</mark>" in card
    assert "punt 3" in card
    assert "punt 7" not in card
    assert "6 andere rijen" in card


def test_a_source_without_author_or_year_says_so() -> None:
    library = make_library("Tekst.")
    card = citation_card(replace(make_citation(library, 0), authors=(), year=None), library)
    assert "Auteur onbekend (z.j.)" in card
