"""Write the page on which documents are added to and taken out of the library."""

from collections.abc import Sequence
from typing import Any

from ingest.readers.files import FORMATS
from ingest.stored import StoredDocument
from ui import texts_web as texts
from ui.web.html import esc
from ui.web.security import MAX_UPLOAD

SCRIPT = "/statisch/documenten.js"


def documents_html(documents: Sequence[StoredDocument], state: dict[str, Any], version: str) -> str:
    """Return the page: what is in the library, how to add to it, and what became of the files of last time."""
    is_shown = state["bezig"] or state["regels"] or state["melding"]
    return (
        f"<h1>{esc(texts.DOCUMENTS_TITLE)}</h1><p>{esc(texts.DOCUMENTS_TEXT)}</p>{_form()}"
        f'<section id="voortgang" aria-live="polite"{"" if is_shown else " hidden"}>'
        f"<h2>{esc(texts.DOCUMENTS_PROGRESS if state['bezig'] else texts.DOCUMENTS_LAST)}</h2>"
        f'<p id="stap">{esc(state["stap"] if state["bezig"] else "")}</p>'
        f'<progress id="balk" max="{state["totaal"]}" value="{state["gedaan"]}" '
        f'aria-label="{esc(texts.DOCUMENTS_PROGRESS)}"{"" if state["bezig"] else " hidden"}></progress>'
        f'<ul id="uitkomsten">{"".join(_line(line) for line in state["regels"])}</ul>'
        f'<p id="documentmelding" role="alert" class="waarschuwing"{"" if state["melding"] else " hidden"}>'
        f"{esc(state['melding'])}</p></section>"
        f"<section><h2>{esc(texts.DOCUMENTS_OWN)}</h2>{_list(documents)}</section>"
        f'<div id="documentteksten" hidden data-verstuurt="{esc(texts.DOCUMENT_SENDING)}" '
        f'data-verstuurd="{esc(texts.DOCUMENT_SENT)}" data-zeker="{esc(texts.DOCUMENT_REMOVE_CONFIRM)}" '
        f'data-grens="{MAX_UPLOAD}" data-tegroot="{esc(texts.DOCUMENT_TOO_LARGE.format(limit=MAX_UPLOAD // 2**20))}" '
        f'data-bezig="{"ja" if state["bezig"] else ""}" data-kwijt="{esc(texts.ERROR_LOST)}"></div>'
        f'<script src="{SCRIPT}?v={esc(version)}"></script>'
    )


def _form() -> str:
    kinds = sorted(FORMATS)
    known = texts.DOCUMENT_FORMATS.format(known=" ".join(kinds), limit=MAX_UPLOAD // 2**20)
    fields = "".join(
        f'<label>{esc(name)} <input name="{field}" maxlength="200"{attributes}></label>'
        for field, name, attributes in (
            ("auteur", texts.DOCUMENT_AUTHOR, ""),
            ("titel", texts.DOCUMENT_TITLE, ""),
            ("jaar", texts.DOCUMENT_YEAR, ' inputmode="numeric" pattern="[0-9]{4}"'),
        )
    )
    return (
        # The browser's own button speaks the browser's language; ours lies over it.
        f'<form id="toevoegen" class="toevoegen"><label class="bestanden"><input type="file" class="vh" id="bestanden" '
        f'multiple required accept="{esc(",".join(kinds))}"><span class="actie">{esc(texts.DOCUMENT_FILES)}</span> '
        f'<span id="gekozen">{esc(texts.DOCUMENT_NONE_CHOSEN)}</span></label>'
        f'<p class="rustig">{esc(known)}</p>'
        f"<details><summary>{esc(texts.DOCUMENT_DETAILS)}</summary>"
        f'<p class="rustig">{esc(texts.DOCUMENT_DETAILS_TEXT)}</p>'
        f'<div class="velden">{fields}</div></details>'
        f'<button class="knop">{esc(texts.DOCUMENT_ADD)}</button></form>'
    )


def _line(line: dict[str, str]) -> str:
    return f"<li><strong>{esc(line['naam'])}</strong> <span>{esc(line['uitkomst'])}</span></li>"


def _list(documents: Sequence[StoredDocument]) -> str:
    if not documents:
        return f'<p class="rustig">{esc(texts.DOCUMENTS_NONE)}</p>'
    rows = "".join(_row(document) for document in documents)
    head = "".join(f'<th scope="col">{esc(name)}</th>' for name in texts.DOCUMENT_COLUMNS)
    return (
        f'<div class="tabelrol" tabindex="0" role="region" aria-label="{esc(texts.DOCUMENTS_OWN)}"><table>'
        f"<thead><tr>{head}<td></td></tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(document: StoredDocument) -> str:
    source = document.source
    tables = sum(len(part.tables) for part in document.parts)
    label = texts.DOCUMENT_REMOVE_LABEL.format(title=source.title)
    cells = (
        f'<a href="/bibliotheek/{esc(source.id)}">{esc(source.title)}</a>',
        esc(source.short),
        esc(source.kind),
        str(len(document.parts)),
        str(tables),
    )
    return (
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}<td>"
        f'<button type="button" class="actie" data-weg="{esc(source.id)}" data-titel="{esc(source.title)}" '
        f'aria-label="{esc(label)}">{esc(texts.CONFIRM_DELETE)}</button></td></tr>'
    )
