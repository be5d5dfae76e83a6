"""Turn the Markdown of an answer into safe HTML in which sentences and markers can be pointed at."""

import re
from collections.abc import Callable, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from rag.records import Sentence
from ui import texts_web as texts
from ui.web.html import esc

MARKERS = re.compile(r"\s?((?:\[\d{1,3}\])+)")
ONE_MARKER = re.compile(r"\[(\d{1,3})\]")

# Only what answers are made of; raw HTML, links, images, code and automatic links do not exist in this dialect.
_MARKDOWN = MarkdownIt("zero").enable(["list", "table", "emphasis", "escape"])

MarkerLabel = Callable[[int], str]


class _Ledger:
    """Hand out the sentences of an answer in reading order."""

    def __init__(self, sentences: Sequence[Sentence], label: MarkerLabel, markers: int) -> None:
        self._waiting = list(sentences)
        self._label = label
        self._markers = markers

    def row(self) -> Sentence | None:
        """Take the next sentence for a table row."""
        return self._waiting.pop(0) if self._waiting else None

    def mark(self, content: str) -> str:
        """Return inline Markdown as HTML with every sentence in a span and every marker after it a button."""
        parts: list[str] = []
        at = 0
        while self._waiting:
            sentence = self._waiting[0]
            start = content.find(sentence.text, at)
            if start < 0:
                break
            self._waiting.pop(0)
            end = start + len(sentence.text)
            found = MARKERS.match(content, end)
            markers = self.markers(found.group(1)) if found else ""
            parts.append(self._loose(content[at:start]))
            tail = support_label(sentence) + markers
            parts.append(f'<span class="zin" {support_attributes(sentence)}>{_with_tail(sentence.text, tail)}</span>')
            at = found.end() if found else end
        parts.append(self._loose(content[at:]))
        return "".join(parts)

    def markers(self, text: str) -> str:
        """Return a run of markers as buttons; a number without a citation stays text."""
        return ONE_MARKER.sub(self._button, text)

    def _button(self, match: re.Match[str]) -> str:
        n = int(match.group(1))
        if not 1 <= n <= self._markers:
            return esc(match.group(0))
        return f'<button type="button" class="cite" data-n="{n}" aria-label="{esc(self._label(n))}">{n}</button>'

    def _loose(self, text: str) -> str:
        """Return text between sentences; it has markers only where a sentence was not recognised."""
        found = MARKERS.search(text)
        if not found:
            return _inline(text)
        return _inline(text[: found.start()]) + self.markers(found.group(1)) + self._loose(text[found.end() :])


def answer_html(markdown: str, sentences: Sequence[Sentence], label: MarkerLabel, markers: int) -> str:
    """Return an answer as HTML; `label` names citation n for screen readers, `markers` is the number of citations."""
    ledger = _Ledger(sentences, label, markers)
    tokens = _MARKDOWN.parse(markdown)
    in_body, row_sentence = False, None
    for position, token in enumerate(tokens):
        if token.type in ("tbody_open", "tbody_close"):
            in_body = token.type == "tbody_open"
        elif token.type == "tr_open" and in_body:
            row_sentence = ledger.row()
            if row_sentence:
                token.attrs = {"class": "zin", "data-steun": row_sentence.support.value}
        elif token.type == "inline" and tokens[position - 1].type in ("td_open", "th_open"):
            is_last = in_body and tokens[position + 2].type == "tr_close"
            token.children = [_raw(_cell(token.content, ledger, row_sentence if is_last else None, is_last))]
        elif token.type == "inline":
            _set_paragraph(tokens, position, ledger)
    html: str = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    return html.replace("<table>", '<div class="tabelrol" tabindex="0" role="region"><table>').replace(
        "</table>", "</table></div>"
    )


def support_attributes(sentence: Sentence) -> str:
    """Return the attributes that carry a sentence's support."""
    support = sentence.support.value
    return f'data-steun="{esc(support)}" title="{esc(texts.SUPPORT_MEANINGS[support])}"'


def support_label(sentence: Sentence) -> str:
    """Return the small label that shows the support when the reader asks for it."""
    support = sentence.support.value
    return f'<span class="steun steun-{esc(support)}">{esc(texts.SUPPORT_NAMES[support])}</span>'


def _with_tail(text: str, tail: str) -> str:
    """Return inline Markdown with `tail` stuck to its last word, so that no marker starts a line by itself."""
    head, space, last = text.rpartition(" ")
    if any(sign in last for sign in "*_\\") or head.count("*") % 2:
        return _inline(text) + tail
    return f'{_inline(head + space)}<span class="samen">{_inline(last)}{tail}</span>'


def _set_paragraph(tokens: list[Token], position: int, ledger: _Ledger) -> None:
    """Fill one inline token; a bold line of its own becomes a heading, an italic one a note."""
    token, opening, closing = tokens[position], tokens[position - 1], tokens[position + 1]
    content = token.content
    if opening.type == "paragraph_open" and re.fullmatch(r"\*\*[^*]+\*\*", content):
        opening.tag = closing.tag = "h3"
        token.children = [_raw(_inline(content[2:-2]))]
    elif opening.type == "paragraph_open" and re.fullmatch(r"\*[^*]+\*", content):
        opening.attrs = {"class": "noot"}
        token.children = [_raw(_inline(content[1:-1]))]
    else:
        token.children = [_raw(ledger.mark(content))]


def _cell(content: str, ledger: _Ledger, sentence: Sentence | None, is_last: bool) -> str:
    found = re.search(r"\s?((?:\[\d{1,3}\])+)$", content) if is_last else None
    label = support_label(sentence) if sentence else ""
    tail = label + (ledger.markers(found.group(1)) if found else "")
    text = content[: found.start()] if found else content
    return _with_tail(text, tail) if tail else _inline(text)


def _inline(text: str) -> str:
    """Return inline Markdown as HTML, keeping the spaces at both ends."""
    if not text.strip():
        return " " if text else ""
    lead = " " if text[0].isspace() else ""
    tail = " " if text[-1].isspace() else ""
    html: str = _MARKDOWN.renderInline(text.strip())
    return lead + html + tail


def _raw(html: str) -> Token:
    """Return a token that the renderer writes as it is; only made from HTML of this module."""
    return Token("html_inline", "", 0, content=html)
