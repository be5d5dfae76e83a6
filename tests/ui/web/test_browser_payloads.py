"""Rules that hold whatever a question, a document or a file name contains: it is text."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from rag.records import Answer, Sentence, Source, Support, Table
from tests.ui.web.payloads import PAYLOADS
from tests.ui.web.scripted import (
    ScriptedAdviser,
    SmallLibrary,
    Watch,
    make_answer,
    make_citation,
    make_passage,
    open_chat,
    running,
)
from ui.web.options import WebOptions

NewPage = Callable[..., Any]

# What must not be on the page: attributes that run or fetch, elements that do.
HARMLESS = """() => [...document.querySelectorAll('*')].flatMap((e) => [...e.attributes]
    .filter((a) => /^on/i.test(a.name) || (/^(src|href|action|data|poster|srcset|style|content)$/i.test(a.name)
        && /evil|javascript:|data:text/i.test(a.value)))
    .map((a) => `${e.tagName} ${a.name}=${a.value}`))
  .concat([...document.querySelectorAll('#log :is(script, iframe, object, embed, svg, math, video, audio, img, style,'
    + ' link, meta, base)')].map((e) => e.outerHTML))"""


def poisoned_library() -> SmallLibrary:
    """Return a library whose titles, headings, texts and cells are all payloads."""
    source = Source("bron", (PAYLOADS[3],), PAYLOADS[2], PAYLOADS[0], PAYLOADS[5], publisher=PAYLOADS[8])
    passages = [make_passage(n, payload, section=payload) for n, payload in enumerate(PAYLOADS)]
    rows = tuple(((payload,), (payload, payload)) for payload in PAYLOADS)
    text = "\n".join(["Tabel 1. X", *(f"{p} | {p}; {p}".replace("\n", " ") for p in PAYLOADS)])
    table = make_passage(len(PAYLOADS), text, Table(f"Tabel 1. {PAYLOADS[0]}", (PAYLOADS[0], PAYLOADS[3]), rows))
    return SmallLibrary((source,), (*passages, table))


def poisoned_answer(question: str, library: SmallLibrary, payload: str) -> Answer:
    """Return an answer that shows `payload` everywhere an answer shows text."""
    number = PAYLOADS.index(payload)
    cells = payload.replace("\n", " ").replace("|", "\\|")
    table_number = len(PAYLOADS)
    table_line = library.passages[table_number].text.split("\n")[1 + number]
    citations = (
        replace(make_citation(library, number), locator=payload, title=payload),
        replace(make_citation(library, table_number, table_line, n=2), authors=(payload,)),
    )
    return replace(
        make_answer(question, library),
        standalone_question=payload,
        answer=f"{payload} [1]\n\n- {payload} [1]\n\n| {cells} | B |\n|---|---|\n| {cells} | {cells} [2] |",
        sentences=tuple(Sentence(payload, (n,), Support.PARAPHRASE, 0.5) for n in (1, 1, 2)),
        citations=citations,
        follow_ups=(payload,),
    )


def test_forty_payloads_are_only_ever_text(new_page: NewPage, tmp_path: Path) -> None:
    assert len(PAYLOADS) >= 40
    library = poisoned_library()
    adviser = ScriptedAdviser(library, lambda question: poisoned_answer(question, library, question))
    page = new_page()
    with running(adviser, tmp_path, WebOptions(questions_per_minute=6000)) as address:
        watch = Watch(page, address)
        open_chat(page, address)
        for number, payload in enumerate(PAYLOADS, 1):
            page.fill("#vraag", payload)
            page.press("#vraag", "Enter")
            page.wait_for_function(f"document.querySelectorAll('.beurt[data-bericht]').length == {number}")
            assert page.locator(".beurt .vraag p").last.inner_text().split() == payload.split()
            assert page.locator("#kaarten .bron").count() == 2
            assert page.evaluate(HARMLESS) == [], payload
        page.wait_for_timeout(500)
        page.reload()
        page.wait_for_selector(".beurt[data-bericht]")
        assert page.evaluate(HARMLESS) == []
        for path in ("/bibliotheek", "/bibliotheek/bron", "/bibliotheek?q=script"):
            page.goto(address + path)
            assert page.evaluate(HARMLESS.replace("#log", "main")) == [], path
        assert (watch.dialogs, watch.foreign) == ([], [])
        assert [error for error in watch.errors if "Content Security Policy" in error] == []
