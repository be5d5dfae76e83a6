"""Rules of how the Markdown of an answer becomes HTML."""

from functools import partial

from rag.records import Sentence, Support
from tests.timing import best_round, nothing, seconds_of
from ui.web.markup import answer_html


def sentence(text: str, *numbers: int, support: Support = Support.VERBATIM) -> Sentence:
    return Sentence(text, numbers, support, 1.0)


def html(markdown: str, *sentences: Sentence, markers: int = 3) -> str:
    return answer_html(markdown, sentences, lambda n: f"Bron {n}", markers)


def test_markers_become_buttons_that_name_their_source() -> None:
    result = html("Een zin. [1][2]", sentence("Een zin.", 1, 2))
    assert result.count('class="cite"') == 2
    assert 'data-n="2" aria-label="Bron 2"' in result
    assert "[1]" not in result


def test_a_number_in_brackets_that_is_the_sources_own_stays_text() -> None:
    result = html("Zie noot [2] van de bron. [1]", sentence("Zie noot [2] van de bron.", 1))
    assert "noot [2] van" in result
    assert result.count('class="cite"') == 1


def test_a_marker_without_citation_stays_text() -> None:
    assert 'class="cite"' not in html("Een zin. [9]", sentence("Een zin.", 9))


def test_every_sentence_carries_its_support() -> None:
    first, second = sentence("Eén."), sentence("Twee.", support=Support.UNSUPPORTED)
    result = html("Eén. [1] Twee.", first, second)
    assert 'data-steun="verbatim"' in result
    assert 'data-steun="unsupported"' in result
    assert "niet onderbouwd" in result


def test_lists_and_tables_and_headings_are_set_as_such() -> None:
    result = html(
        "**Kop**\n\n- punt [1]\n\n| A | B |\n|---|---|\n| x | y [2] |", sentence("punt", 1), sentence("x | y", 2)
    )
    assert "<h3>Kop</h3>" in result
    assert "<ul>" in result
    assert '<tr class="zin" data-steun="verbatim">' in result
    assert result.count('class="cite"') == 2


def test_emphasis_within_a_sentence_is_kept() -> None:
    assert "<em>M&amp;O</em>" in html("Het blad *M&O* schrijft. [1]", sentence("Het blad *M&O* schrijft.", 1))


def test_no_html_link_or_image_of_a_source_comes_through() -> None:
    text = "<img src=x onerror=alert(1)> [klik](javascript:alert(1)) ![](https://evil.example/p) <https://evil.example>"
    result = html(f"{text} [1]", sentence(text, 1))
    assert "<img" not in result
    assert "<a" not in result
    assert "href" not in result


def test_a_long_answer_is_rendered_within_twenty_milliseconds() -> None:
    lines = [sentence(f"Regel {n} over samenwerken in allianties en netwerken.", 1) for n in range(30)]
    markdown = "\n".join(f"- {line.text} [1]" for line in lines)
    assert best_round(lambda: seconds_of(lambda: html(markdown, *lines)), 0.02) < 0.02


def test_odd_text_does_not_make_rendering_slow() -> None:
    for text in (">" * 10000, " " * 50000 + "[1]", "[" * 10000, "*" * 5000, "| " * 5000, "- " * 2000):
        assert best_round(partial(seconds_of, partial(html, text)), 1.0, warm_up=nothing) < 1
