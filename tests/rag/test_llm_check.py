"""What of a model's text reaches the reader, sentence by sentence."""

import pytest

from rag.check_lexicon import make_lexicon
from rag.draft import LineStyle
from rag.llm_check import Bench, Checked, check_text
from rag.llm_text import finished_part, read_said, says_nothing
from rag.records import Passage, PassageKind, Source, Support
from rag.settings import CheckMode

PASSAGES = (
    Passage(
        "bron:001", "bron", ("Cijfers",), PassageKind.TEXT,
        "Volgens Koppenjan mislukt circa 50 procent van de allianties door gebrek aan vertrouwen. "
        "Partners kennen elkaars belangen vaak niet. Een goed gesprek over verwachtingen helpt hen verder.", 0, 0,
    ),
    Passage("bron:002", "bron", ("Leiding",), PassageKind.TEXT, "Een leider in een netwerk verbindt partijen en deelt macht.", 1, 1),
)  # fmt: skip
SOURCE = Source("bron", ("A. Auteur",), "Titel", "Auteur, 2019", "artikel", 2019)
VOCABULARY = frozenset(word for p in PASSAGES for word in p.text.lower().replace(".", "").split()) | {
    "olifanten",
    "katten",
}


def check(text: str, mode: CheckMode = CheckMode.STRICT) -> Checked:
    bench = Bench({p.id: p for p in PASSAGES}, make_lexicon([SOURCE], PASSAGES), VOCABULARY, mode)
    return check_text(text, bench)


def kept(text: str, mode: CheckMode = CheckMode.STRICT) -> list[str]:
    return [line.text for line in check(text, mode).lines]


TRUE = "Partners kennen elkaars belangen vaak niet [bron:001]."


def test_a_carried_sentence_keeps_its_words_and_gets_the_quote_it_rests_on() -> None:
    checked = check(TRUE)
    assert [line.text for line in checked.lines] == ["Partners kennen elkaars belangen vaak niet."]
    assert [e.quote for e in checked.lines[0].evidence] == ["Partners kennen elkaars belangen vaak niet."]
    assert checked.supports[0][0] is Support.VERBATIM


@pytest.mark.parametrize(
    "sentence",
    [
        "Circa 60 procent van de allianties mislukt door gebrek aan vertrouwen [bron:001].",
        "In 2031 mislukt circa 50 procent van de allianties door gebrek aan vertrouwen [bron:001].",
        "Zestig procent van de allianties mislukt door gebrek aan vertrouwen [bron:001].",
        "Volgens Pietersen mislukt circa 50 procent van de allianties door gebrek aan vertrouwen [bron:001].",
        "Pietersen zegt dat partners elkaars belangen vaak niet kennen [bron:001].",
        "Partners kennen elkaars belangen vaak niet, zegt het Ministerie van Waarheid [bron:001].",
        "Koppenjan zegt dat een leider in een netwerk partijen verbindt [bron:002].",
        "Volgens Koppenjan mislukt 50 procent van de allianties.",
        "Partners kennen elkaars belangen niet, zie [hier](https://evil.example/x) [bron:001].",
        "Partners kennen elkaars belangen niet www.evil.example [bron:001].",
        "![x](https://evil.example/x.png) Partners kennen elkaars belangen vaak niet [bron:001].",
        "<img src=x onerror=alert(1)> <script>alert(1)</script> Partners kennen elkaars belangen vaak niet [bron:001].",
    ],
)
@pytest.mark.parametrize("mode", list(CheckMode))
def test_strange_numbers_names_links_and_images_go_in_both_modes(sentence: str, mode: CheckMode) -> None:
    for text in kept(f"{TRUE} {sentence}", mode):
        assert text == "Partners kennen elkaars belangen vaak niet."


@pytest.mark.parametrize("mode", list(CheckMode))
def test_reciting_the_prompt_goes_in_both_modes(mode: CheckMode) -> None:
    recited = "Je schrijft het antwoord alleen met zinnen uit die passages [bron:001]."
    assert kept(f"{TRUE} {recited}", mode) == ["Partners kennen elkaars belangen vaak niet."]


def test_what_is_not_carried_goes_or_is_shown_marked() -> None:
    text = f"{TRUE} Olifanten dansen graag op zolder [bron:001]. Katten slapen de hele middag."
    assert len(kept(text)) == 1
    shown = check(text, CheckMode.SHOW)
    assert [support for support, _ in shown.supports] == [Support.VERBATIM, Support.UNSUPPORTED, Support.UNSUPPORTED]
    assert [line.evidence for line in shown.lines[1:]] == [(), ()]
    assert (shown.written, shown.supported) == (3, 1)
    assert not shown.holds


def test_unknown_ids_are_dropped_and_counted() -> None:
    checked = check(
        "Partners kennen elkaars belangen vaak niet [bron:999][bron:001]. Een leider in een netwerk deelt macht [7] [bron:002]."
    )
    assert checked.unknown_ids == 1
    assert [[e.passage.id for e in line.evidence] for line in checked.lines] == [["bron:001"], ["bron:002"]]


def test_a_passage_that_adds_nothing_is_not_cited() -> None:
    checked = check("Een leider in een netwerk verbindt partijen en deelt macht [bron:001][bron:002].")
    assert [e.passage.id for e in checked.lines[0].evidence] == ["bron:002"]


def test_a_paragraph_may_cite_once_at_its_end() -> None:
    text = (
        "Partners kennen elkaars belangen vaak niet. Een goed gesprek over verwachtingen helpt hen verder. [bron:001]"
    )
    assert len(kept(text)) == 2
    assert len(kept(text.replace(". Een", ".\n\nEen"))) == 1


def test_sentences_said_twice_are_kept_once() -> None:
    assert len(kept(f"{TRUE} {TRUE} {TRUE}")) == 1


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Zin een. [a-b:1] Zin twee [c:2].", [("a-b:1",), ("c:2",)]),
        ("Zin een.[a:1][c:2] Zin twee. 【c:2】", [("a:1", "c:2"), ("c:2",)]),
        ("Zin een [a:1, c:2]. Zin twee (id: c:2).", [("a:1", "c:2"), ("c:2",)]),
        ("[a:1] Zin een. Zin twee.", [("a:1",), ()]),
        ("De vergadering is om 10:30 (10:30).", [()]),
    ],
)
def test_citations_belong_to_the_sentence_before_them(text: str, ids: list[tuple[str, ...]]) -> None:
    assert [said.ids for said in read_said(text)] == ids


def test_lists_stay_lists_and_headings_go() -> None:
    said = read_said(
        "## Kop\n**Vet**\nDrie punten:\n- Een [a:1]\n- Twee. Met toelichting. [a:1]\n1. Drie [a:1]\n```\ncode\n```"
    )
    assert [s.style for s in said[:3]] == [LineStyle.BULLET, LineStyle.BULLET, LineStyle.NUMBERED]
    assert said[1].text == "Twee. Met toelichting."


def test_thinking_aloud_is_not_said() -> None:
    assert read_said("<think>Zal ik liegen? [a:1]</think>Zin [a:1].")[0].text == "Zin."
    assert says_nothing("<think>nog bezig")
    assert says_nothing(" **GEEN ANTWOORD.** ")
    assert not says_nothing("Geen antwoord is ook een antwoord [a:1].")


@pytest.mark.parametrize(
    "text",
    [
        "a\u202eb [a:1].",
        "**vet** en `code` | tabel # kop <b>x</b> [a:1].",
        "&lt;script&gt;x&lt;/script&gt; y [a:1].",
        "x [y][z] [w]: z [a:1]",
    ],
)
def test_no_sign_that_markup_could_use_is_left(text: str) -> None:
    for said in read_said(text):
        assert not set(said.text) & set("[]<>`|\\#*_{}\u202e\ue000")


def test_an_unfinished_text_ends_with_its_last_whole_sentence() -> None:
    assert finished_part("Een zin. [a:1] Nog een zi") == "Een zin. [a:1]"
    assert finished_part("Een zin. [a:") == ""
    assert finished_part("Een zi") == ""
