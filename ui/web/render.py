"""Write one turn of a conversation as HTML: the question, the answer or the refusal, and how it came about."""

import re
from collections import Counter

from rag.library import Library
from rag.phrases import KIND_NAMES
from rag.query import QuestionKind
from rag.records import Answer, Refusal
from ui import texts_web as texts
from ui.web.exports import answer_as_text
from ui.web.html import author_year, esc, place, plural
from ui.web.markup import answer_html
from ui.web.model_note import model_note
from ui.web.panel import cards
from ui.web.shell import chip_name

STEPS = ("understand", "retrieve", "compose", "generate", "check")
MAX_SUGGESTIONS = 3


def question_html(question: str) -> str:
    """Return the question as the visitor asked it."""
    return f'<div class="vraag"><span class="vh">{esc(texts.YOU)}</span><p>{esc(question)}</p></div>'


def turn_html(answer: Answer, message_id: str, library: Library, writing: str = "") -> str:
    """Return a whole turn; feedback refers to `message_id`, `writing` is the HTML of what a model is writing."""
    body = _refusal(answer, answer.refusal, library) if answer.refusal and not answer.answered else _answer(answer)
    cited = answer.citations or (answer.refusal.nearest if answer.refusal else ())
    title = texts.PANEL_TITLE if answer.citations else texts.NEAREST_PANEL_TITLE
    return (
        f'<article class="beurt" data-bericht="{esc(message_id)}">{question_html(answer.question)}'
        f'<section class="antwoord" aria-label="{esc(texts.ANSWER_LABEL)}" tabindex="-1">{body}'
        f"{writing or model_note(answer.trace.model)}"
        f"{_tools(answer)}{_follow_ups(answer)}{_trace(answer, library)}</section>"
        f'<template class="bronnen" data-titel="{esc(title)}">{cards(cited, library)}</template>'
        f'<template class="kopie">{esc(answer_as_text(answer))}</template></article>'
    )


def notice_html(question: str, message: str) -> str:
    """Return a turn that only says, in Dutch, why there is no answer."""
    return (
        f'<article class="beurt melding">{question_html(question)}'
        f'<section class="antwoord" role="alert"><h3>{esc(texts.ERROR_TITLE)}</h3><p>{esc(message)}</p>'
        f'<p><button type="button" class="knop" data-doe="opnieuw" data-vraag="{esc(question)}">'
        f"{esc(texts.RETRY)}</button></p></section></article>"
    )


def _answer(answer: Answer) -> str:
    label = {c.n: texts.CITE_LABEL.format(n=c.n, place=f"{author_year(c)}, {place(c)}") for c in answer.citations}
    html = answer_html(answer.answer, answer.sentences, lambda n: label[n], len(answer.citations))
    note = ""
    if answer.refusal:
        note = f'<div class="kanttekening"><h3>{esc(texts.REFUSAL_TITLES[answer.refusal.reason.value])}</h3></div>'
    unsupported = sum(s.support.value == "unsupported" for s in answer.sentences)
    if unsupported:
        noun = plural(unsupported, texts.SUPPORT_COUNT_NOUN)
        note += f'<p class="waarschuwing">{esc(texts.SUPPORT_COUNT.format(count=unsupported, noun=noun))}</p>'
    free = sum(s.support.value == "inferred" for s in answer.sentences) if answer.engine.llm else 0
    if free:
        noun = plural(free, texts.SUPPORT_COUNT_NOUN)
        note += f'<p class="waarschuwing">{esc(texts.FREE_COUNT.format(count=free, noun=noun))}</p>'
    model = " data-model" if answer.engine.llm else ""
    return f'{note}<div class="tekst"{model}>{html}</div>'


def _refusal(answer: Answer, refusal: Refusal, library: Library) -> str:
    title = texts.REFUSAL_TITLES[refusal.reason.value]
    message = answer.answer.removeprefix(f"{title}.").strip()
    parts = [f'<div class="weigering"><h3>{esc(title)}</h3>{answer_html(message, (), str, 0)}']
    if refusal.nearest:
        items = "".join(
            f'<li><button type="button" class="nabij" data-doe="nabij" data-plaats="{number}"><strong>'
            f"{esc(author_year(citation))}</strong> {esc(place(citation))}<q>{esc(_short(citation.quote))}</q>"
            "</button></li>"
            for number, citation in enumerate(refusal.nearest)
        )
        parts.append(f'<h4>{esc(texts.REFUSAL_NEAREST)}</h4><ul class="nabijheid">{items}</ul>')
    parts.append(f"<h4>{esc(texts.REFUSAL_INSTEAD)}</h4>{_questions(_suggestions(answer, refusal, library))}</div>")
    return "".join(parts)


def _suggestions(answer: Answer, refusal: Refusal, library: Library) -> tuple[str, ...]:
    """Return questions the library does answer: the answer's own, else about the sections that come nearest."""
    if answer.follow_ups:
        return answer.follow_ups
    near = [
        texts.REFUSAL_ASK_SECTION.format(short=chip_name(library.source_by_id[citation.source_id]), section=section)
        for citation in refusal.nearest
        if citation.source_id in library.source_by_id and (section := _subject(citation.section[-1]))
    ]
    return tuple(dict.fromkeys([*near[:2], *texts.REFUSAL_ASK_GENERAL]))[:MAX_SUGGESTIONS]


def _subject(section: str) -> str:
    """Return what a section is about, without its number; nothing for a title that every text has."""
    title = re.sub(r"^[\d.]+\s+", "", section)
    return "" if title.lower() in texts.TITLES_OF_ANY_TEXT else title


def _short(text: str, length: int = 140) -> str:
    flat = " / ".join(text.split("\n"))
    return flat if len(flat) <= length else flat[:length].rsplit(" ", 1)[0] + " …"


def _questions(questions: tuple[str, ...]) -> str:
    items = "".join(
        f'<li><button type="button" class="vervolg" data-doe="vraag" data-vraag="{esc(q)}">{esc(q)}</button></li>'
        for q in questions
    )
    return f'<ul class="vervolgen">{items}</ul>'


def _follow_ups(answer: Answer) -> str:
    if not answer.follow_ups or not answer.answered:
        return ""
    return f'<div class="doorvragen"><h4>{esc(texts.FOLLOW_UPS)}</h4>{_questions(answer.follow_ups)}</div>'


def _tools(answer: Answer) -> str:
    """Return the row of buttons under an answer."""
    cited = answer.citations or (answer.refusal.nearest if answer.refusal else ())
    sources = texts.SHOW_SOURCES.format(count=len(cited), noun=plural(len(cited), texts.SHOW_SOURCES_NOUN))
    buttons = []
    if cited:
        buttons.append(_button("bronnen", sources, texts.PANEL_LABEL))
    if answer.sentences:
        buttons.append(_button("steun", texts.SUPPORT_TOGGLE, texts.SUPPORT_TOGGLE_HINT, 'aria-pressed="false"'))
    buttons.append(_button("kopieer", texts.COPY, texts.COPY_HINT))
    buttons.append(_button("link", texts.SHARE, texts.SHARE_HINT, f'data-vraag="{esc(answer.question)}"'))
    buttons.append(_button("goed", "👍", texts.FEEDBACK_UP, 'aria-pressed="false"'))
    buttons.append(_button("fout", "👎", texts.FEEDBACK_DOWN, 'aria-expanded="false"'))
    return f'<div class="acties">{"".join(buttons)}</div>{_feedback_form()}'


def _button(action: str, text: str, hint: str, attributes: str = "") -> str:
    name = f' aria-label="{esc(hint)}"' if text in ("👍", "👎") else ""
    tag = f'<button type="button" class="actie" data-doe="{action}" title="{esc(hint)}"{name} {attributes}>'
    return f"{tag}{esc(text)}</button>"


def _feedback_form() -> str:
    choices = "".join(
        f'<label><input type="checkbox" value="{esc(value)}"> {esc(name)}</label>'
        for value, name in texts.FEEDBACK_REASONS.items()
    )
    return (
        f'<form class="oordeel" hidden><fieldset><legend>{esc(texts.FEEDBACK_REASONS_TITLE)}</legend>'
        f"{choices}</fieldset>"
        f'<p>{esc(texts.FEEDBACK_KEPT)}</p><button type="submit" class="knop">{esc(texts.FEEDBACK_SEND)}</button>'
        "</form>"
    )


def _trace(answer: Answer, library: Library) -> str:
    """Return the steps with their times and what was found, used or not."""
    rows = "".join(
        f"<li><strong>{esc(texts.TRACE_STEPS[step])}</strong>"
        f'<span class="tijd">{esc(_milliseconds(answer.timings_ms[step]))}</span><span>'
        f"{esc(_step(step, answer))}</span></li>"
        for step in STEPS
        if step in answer.timings_ms
    )
    total = texts.TRACE_TOTAL.format(
        total=_milliseconds(answer.timings_ms.get("total", 0.0)).split(" ")[0],
        embedding=answer.engine.embedding,
        index=answer.engine.index_id,
    )
    return (
        f'<details class="herkomst"><summary>{esc(texts.TRACE)}</summary><ol class="stappen">{rows}</ol>'
        f"<h4>{esc(texts.TRACE_PASSAGES)}</h4>{_found(answer, library)}<p>{esc(total)}</p></details>"
    )


def _step(step: str, answer: Answer) -> str:
    if step == "understand":
        kind = KIND_NAMES.get(QuestionKind(answer.kind), answer.kind)
        parts = [texts.TRACE_KIND.format(kind=kind)]
        if answer.standalone_question != answer.question:
            parts.insert(0, texts.TRACE_ASKED.format(question=answer.standalone_question))
        return "; ".join(parts)
    if step == "retrieve":
        found = {passage_id for passage_id, _ in answer.trace.found}
        used = {citation.passage_id for citation in answer.citations}
        counts = texts.TRACE_FOUND.format(count=len(found | used), used=len(used))
        words = texts.TRACE_SEARCHED.format(words=", ".join(answer.trace.searched))
        return f"{words}; {counts}" if answer.trace.searched else counts
    if step == "compose":
        if not answer.sentences:
            return texts.TRACE_REFUSED
        return texts.TRACE_COMPOSED.format(
            count=len(answer.sentences),
            noun=plural(len(answer.sentences), texts.TRACE_COMPOSED_NOUN),
            citations=len(answer.citations),
            places=plural(len(answer.citations), texts.SHOW_SOURCES_NOUN),
        )
    if step == "check":
        supports = Counter(sentence.support.value for sentence in answer.sentences)
        return ", ".join(f"{count} {texts.SUPPORT_NAMES[support]}" for support, count in supports.most_common())
    return ""


def _found(answer: Answer, library: Library) -> str:
    used = {citation.passage_id for citation in answer.citations}
    order = dict.fromkeys([*(passage_id for passage_id, _ in answer.trace.found), *sorted(used)])
    items = []
    for passage_id in order:
        passage = library.passage_by_id.get(passage_id)
        if passage is None:
            continue
        state = texts.TRACE_USED if passage_id in used else texts.TRACE_UNUSED
        where = f"{library.source_by_id[passage.source_id].short}, {passage.section[-1]}"
        items.append(
            f'<li class="{"wel" if passage_id in used else "niet"}"><a href="/passage/{esc(passage_id)}">'
            f"{esc(where)}</a>"
            f'<span class="merk">{esc(state)}</span></li>'
        )
    return f'<ul class="gevonden">{"".join(items)}</ul>'


def _milliseconds(value: float) -> str:
    shown = f"{value:.0f}" if value >= 10 else f"{value:.1f}".replace(".", ",")
    return texts.MILLISECONDS.format(value=shown)
