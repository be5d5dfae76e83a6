"""Write the frame of the chat page: header, conversations, log, question box, source panel."""

import json
import re
from dataclasses import dataclass

from rag.records import Origin, Source
from ui import texts_web as texts
from ui.web.html import esc, origin_badge
from ui.web.options import WebOptions

EXAMPLES_SHOWN = 6
# The texts the page's script shows itself, by their names in ui.texts_web.
CLIENT_TEXTS = (
    *("SEARCHING", "YOU", "RETRY", "ERROR_TITLE", "ERROR_LOST", "COPIED", "COPY_FAILED", "SHARED", "FEEDBACK_THANKS"),
    *("HISTORY_EMPTY", "HISTORY_NONE_FOUND", "HISTORY_RENAME", "HISTORY_DELETE", "HISTORY_RENAME_PROMPT"),
    *("HISTORY_DELETE_CONFIRM", "HISTORY_DELETE_ALL_CONFIRM", "SAVE", "CANCEL", "CONFIRM_DELETE"),
    *("ASK_FOLLOW_UP", "ASK_PLACEHOLDER", "PANEL_TITLE", "KEEP_NOTHING_HINT"),
)


@dataclass(frozen=True)
class Frame:
    """What all pages share: the head, the menu as (address, name), and whether there is anything to log out of."""

    head: str
    menu: tuple[tuple[str, str], ...]
    can_log_out: bool


def header_html(active: str, frame: Frame) -> str:
    """Return the header all pages share; `active` is the address of the page shown."""
    links = "".join(
        f'<a href="{address}"{" aria-current=page" if address == active else ""}>{esc(name)}</a>'
        for address, name in frame.menu
    )
    logout = (
        f'<form method="post" action="/afmelden"><button class="actie">{esc(texts.LOG_OUT)}</button></form>'
        if frame.can_log_out
        else ""
    )
    toggle = (
        f'<button type="button" class="icoon smal" id="toon-gesprekken" aria-controls="gesprekken" '
        'aria-expanded="false" '
        f'aria-label="{esc(texts.HISTORY_OPEN)}">☰</button>'
        if active == "/"
        else ""
    )
    return (
        f'<a class="overslaan" href="#inhoud">{esc(texts.SKIP)}</a><header class="kop">{toggle}'
        f'<a class="merknaam" href="/"><span class="wijzer" aria-hidden="true"></span>{esc(texts.NAME)}</a>'
        f'<nav aria-label="{esc(texts.NAV_LABEL)}">{links}</nav>{logout}'
        f'<button type="button" class="icoon" id="thema" aria-label="{esc(texts.THEME)}" '
        f'title="{esc(texts.THEME)}">◐</button>'
        "</header>"
    )


def document(title: str, body: str, active: str, frame: Frame) -> str:
    """Return a whole page around `body`; `active` is its address in the menu."""
    return (
        f'<!doctype html><html lang="{texts.LANGUAGE}"><head><meta charset="utf-8"><title>{esc(title)} · '
        f"{esc(texts.NAME)}"
        f'</title><meta name="viewport" content="width=device-width, initial-scale=1">{frame.head}</head>'
        f'<body class="pagina">{header_html(active, frame)}'
        f'<main id="inhoud" class="bibliotheek">{body}</main></body></html>'
    )


def chat_html(sources: tuple[Source, ...], options: WebOptions, llm: str | None, frame: Frame) -> str:
    """Return the whole chat page."""
    return (
        f'<div id="aw">{header_html("/", frame)}<div class="vlak">{_history(options.history)}'
        f'<main id="inhoud" class="midden"><div id="log" role="log" aria-live="polite" '
        f'aria-label="{esc(texts.LOG_LABEL)}">'
        f"{_welcome(sources)}</div>{_composer(sources, llm, options.admin)}</main>{_panel()}</div>"
        f'<div id="bericht" role="status" aria-live="polite"></div>{_client_texts()}</div>'
    )


def _history(is_kept: bool) -> str:
    if is_kept:
        body = (
            f'<input type="search" id="zoek-gesprek" placeholder="{esc(texts.HISTORY_SEARCH)}" '
            f'aria-label="{esc(texts.HISTORY_SEARCH)}"><ul id="lijst"></ul>'
            f'<div class="onderaan"><label title="{esc(texts.KEEP_NOTHING_HINT)}"><input type="checkbox" role="switch" '
            f'id="niets-bewaren"> {esc(texts.KEEP_NOTHING)}</label>'
            f'<button type="button" class="actie" id="wis-alles">{esc(texts.HISTORY_DELETE_ALL)}</button></div>'
        )
    else:
        body = f'<p class="rustig">{esc(texts.HISTORY_OFF)}</p>'
    return (
        f'<aside id="gesprekken" class="zij" aria-label="{esc(texts.HISTORY_LABEL)}">'
        f'<button type="button" class="knop breed" id="nieuw">{esc(texts.HISTORY_NEW)}</button>{body}</aside>'
    )


def _welcome(sources: tuple[Source, ...]) -> str:
    def items(lines: tuple[str, ...]) -> str:
        return "".join(f"<li>{esc(line)}</li>" for line in lines)

    shown = "".join(
        f'<li><button type="button" class="voorbeeld" data-doe="vraag" data-vraag="{esc(q)}">{esc(q)}</button></li>'
        for q in texts.EXAMPLE_QUESTIONS[:EXAMPLES_SHOWN]
    )
    return (
        f'<section id="welkom"><h1>{esc(texts.WELCOME)}</h1>'
        f"<p>{esc(texts.WELCOME_TEXT.format(sources=len(sources)))}</p>"
        f'<div class="voorbeelden"><h2>{esc(texts.EXAMPLES)}</h2><ul id="voorbeelden">{shown}</ul>'
        f'<button type="button" class="actie" id="meer-voorbeelden">↻ {esc(texts.EXAMPLES_MORE)}</button></div>'
        f'<div class="weten"><div><h2>{esc(texts.KNOWS)}</h2><ul>{items(texts.KNOWS_ITEMS)}</ul></div>'
        f"<div><h2>{esc(texts.KNOWS_NOT)}</h2><ul>{items(texts.KNOWS_NOT_ITEMS)}</ul></div></div></section>"
    )


def chips_html(sources: tuple[Source, ...]) -> str:
    """Return a chip for every source, and one for all."""
    chips = "".join(
        f'<label class="chip" title="{esc(s.title)}"><input type="checkbox" name="bron" value="{esc(s.id)}">'
        f"<span>{esc(chip_name(s))}</span></label>"
        for s in sources
    )
    return (
        f'<label class="chip"><input type="checkbox" id="alle-bronnen" checked><span>'
        f"{esc(texts.SOURCES_ALL)}</span></label>{chips}"
    )


def _composer(sources: tuple[Source, ...], llm: str | None, can_change: bool) -> str:
    notice = texts.NOTICE_MODEL.format(model=llm) if llm else texts.NOTICE
    return (
        f'<form id="vraagvak"><fieldset class="chips"><legend>{esc(texts.SOURCES_LABEL)}</legend>'
        f'<span id="bronkeuze"{" data-ververs" if can_change else ""}>{chips_html(sources)}</span></fieldset>'
        f'<div class="invoer"><textarea id="vraag" rows="1" maxlength="2000" enterkeyhint="send" '
        f'aria-label="{esc(texts.ASK_LABEL)}" aria-describedby="uitleg" '
        f'placeholder="{esc(texts.ASK_PLACEHOLDER)}"></textarea>'
        f'<button type="submit" class="knop" id="stuur" aria-label="{esc(texts.SEND)}">{esc(texts.SEND)}</button></div>'
        f'<p class="rustig" id="uitleg"><span class="toetsen">{esc(texts.ASK_HINT)}. </span>{esc(notice)}'
        f'<span id="bewaar" hidden> {esc(texts.EXPORT)} <a data-vorm="docx" href="#">{esc(texts.EXPORT_DOCX)}</a> · '
        f'<a data-vorm="md" href="#">{esc(texts.EXPORT_MARKDOWN)}</a></span></p></form>'
    )


def chip_name(source: Source) -> str:
    """Return the shortest name people know a source by: what stands in brackets, else what stands before the year."""
    found = re.search(r"\(([^)]+)\)", source.short)
    return found.group(1) if found else source.short.split(",")[0]


def _panel() -> str:
    legend = "".join(
        f'<p class="rustig">{origin_badge(origin)}{esc(texts.ORIGIN_MEANINGS[origin.value])}</p>' for origin in Origin
    )
    empty = f'<p class="rustig">{esc(texts.PANEL_EMPTY)}</p><div class="legenda">{legend}</div>'
    return (
        f'<aside id="paneel" class="zij" aria-label="{esc(texts.PANEL_LABEL)}"><div class="paneelkop">'
        f'<h2 id="paneeltitel">{esc(texts.PANEL_TITLE)}</h2><button type="button" class="icoon smal" id="sluit-paneel" '
        f'aria-label="{esc(texts.PANEL_CLOSE)}">×</button></div>'
        f'<div id="kaarten">{empty}</div><template id="leeg-paneel">{empty}</template></aside>'
    )


def _client_texts() -> str:
    """Return the texts the page's script needs, as data it reads and never as code."""
    data: dict[str, object] = {name: getattr(texts, name) for name in CLIENT_TEXTS}
    data["EXAMPLES"] = texts.EXAMPLE_QUESTIONS
    return f'<div id="teksten" hidden data-teksten="{esc(json.dumps(data, ensure_ascii=False))}"></div>'
