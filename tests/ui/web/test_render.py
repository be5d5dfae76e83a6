"""Rules of a turn: answer, refusal, support, how it came about."""

from dataclasses import replace

from rag.records import Support
from tests.ui.web.scripted import make_answer, make_library, make_refusal
from ui import texts_web as texts
from ui.web.render import notice_html, turn_html

LIBRARY = make_library("De bron zegt dit.", "En ook dat.")


def test_a_refusal_says_what_comes_near_and_what_to_ask_instead() -> None:
    html = turn_html(make_refusal("Iets?", LIBRARY), "m", LIBRARY)
    assert texts.REFUSAL_TITLES["not_in_sources"] in html
    assert "Gezocht is naar: iets." in html
    assert "De bron zegt dit." in html
    assert 'data-vraag="Wat zegt Auteur over ‘Sectie’?"' in html


def test_a_refusal_suggests_subjects_and_not_numbers_or_titles_that_every_text_has() -> None:
    refusal = make_refusal("Iets?", LIBRARY)
    near = refusal.refusal.nearest[0]
    sections = tuple(replace(near, section=(title,)) for title in ("1 Inleiding", "3.4.3 Openheid"))
    html = turn_html(replace(refusal, refusal=replace(refusal.refusal, nearest=sections)), "m", LIBRARY)
    assert 'data-vraag="Wat zegt Auteur over ‘Openheid’?"' in html
    assert "over ‘1 Inleiding’" not in html
    assert "over ‘Inleiding’" not in html


def test_unsupported_sentences_are_counted_and_marked() -> None:
    html = turn_html(make_answer("Vraag?", LIBRARY, Support.UNSUPPORTED), "m", LIBRARY)
    assert "1 zin is niet onderbouwd" in html
    assert 'data-steun="unsupported"' in html


def test_follow_ups_are_buttons() -> None:
    assert 'data-doe="vraag" data-vraag="Wat nog meer?"' in turn_html(make_answer("V?", LIBRARY), "m", LIBRARY)


def test_the_trace_tells_what_was_found_but_not_used() -> None:
    answer = make_answer("V?", LIBRARY)
    found = (("bron:000", 0.5), ("bron:001", 0.2))
    html = turn_html(replace(answer, trace=replace(answer.trace, found=found)), "m", LIBRARY)
    assert html.count(f">{texts.TRACE_USED}<") == 1
    assert html.count(f">{texts.TRACE_UNUSED}<") == 1
    assert "gezocht op: woord" in html
    assert "3,0" in html


def test_a_notice_offers_to_try_again() -> None:
    html = notice_html("Mijn <vraag>", "Het is druk.")
    assert 'role="alert"' in html
    assert 'data-doe="opnieuw" data-vraag="Mijn &lt;vraag&gt;"' in html


def test_the_copy_holds_the_answer_and_its_source() -> None:
    html = turn_html(make_answer("V?", LIBRARY), "m", LIBRARY)
    copied = html.split('<template class="kopie">')[1]
    assert "De bron zegt dit. [1]" in copied
    assert "[1] A. Auteur (2020), Een titel, Sectie (dossier)" in copied


def test_what_a_model_worded_freely_is_counted_and_marked() -> None:
    plain = make_answer("Een?", LIBRARY, Support.INFERRED)
    html = turn_html(replace(plain, engine=replace(plain.engine, llm="nep")), "m", LIBRARY)
    assert "1 zin is door het taalmodel vrij verwoord" in html
    assert "data-model" in html
    assert "vrij verwoord. Of" not in turn_html(plain, "m", LIBRARY)
