"""Read what a language model wrote: plain sentences with the ids of the passages they cite, and nothing that can act.

Links, images, HTML, code and thinking aloud do not get past this file; a sentence that held a link or an image is
known as such.
"""

import html
import re
from dataclasses import dataclass

from rag.draft import LineStyle
from rag.text import clean, sentences

NO_ANSWER = re.compile(r"^\W*geen antwoord\W*$", re.IGNORECASE)
THINKING = re.compile(r"<(think|thinking|reasoning)>.*?(</\1>|\Z)", re.DOTALL | re.IGNORECASE)
ACTIVE = re.compile(r"<(script|style|iframe|svg|math|object)\b.*?(</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
COMMENT = re.compile(r"<!--.*?(-->|\Z)", re.DOTALL)
FENCE = re.compile(r"^\s*(```|~~~).*$", re.MULTILINE)
# Stands where a link or an image stood; a private character, which `clean` text never holds.
ACTED = "\ue000"
IMAGE = re.compile(r"!\[[^\]]*\]\s*(\([^)]*\)?|\[[^\]]*\])")
LINK = re.compile(r"\[([^\]]*)\]\(\s*[^)]*\)?")
REFERENCE = re.compile(r"^\s*\[[^\]]+\]:\s*\S+.*$", re.MULTILINE)
ADDRESS = re.compile(
    r"<?\b(?:[a-z][a-z0-9+.-]{1,9}://|javascript:|data:[a-z]+/|mailto:|www\.)\S*|\S+@\S+\.\w{2,}\b|"
    r"\b[\w-]{2,}(?:\.[\w-]{2,})*\.(?:com|nl|org|net|io|eu|example|info|biz|test|xyz|ru|be)\b(?:/\S*)?",
    re.IGNORECASE,
)
TAG = re.compile(r"</?[a-zA-Z!][^<>\n]*>?")
# One or more ids in brackets: [tno:012], [tno:012, essay:003], 【tno:012】, (tno:012), [id: tno:012].
ONE_ID = r"[a-z0-9_.-]*[a-z][a-z0-9_.-]*:\d{1,6}"
NUMBERS = re.compile(r"\[\s*\d{1,3}(?:\s*[,;]\s*\d{1,3})*\s*\]")
MARKER = re.compile(
    rf"[\[(【]\s*(?:id:?\s*)?({ONE_ID}(?:\s*[,;]?\s*(?:en\s+)?(?:id:?\s*)?{ONE_ID})*)\s*[\])】]", re.IGNORECASE
)
BULLET = re.compile(r"^\s*(?:[-*•+–]|(\d{1,2})[.)])\s+")
HEADING = re.compile(r"^\s*(#{1,6}\s.*|\*\*[^*]+\*\*:?|__[^_]+__:?)\s*$")
# Signs that Markdown or HTML could make something of.
SIGNS = str.maketrans("", "", "[]<>`|\\#*_{}")
ENDINGS = ".!?…"
# "… gezegd. [tno:012]." leaves two full stops; an ellipsis is left alone.
DOUBLED = re.compile(r"(?<![.!?])([.!?])[.!?]$")


@dataclass(frozen=True)
class Said:
    """One sentence of a model: plain text, the ids it cites, its paragraph, and whether it held a link or an image."""

    text: str
    ids: tuple[str, ...]
    style: LineStyle
    paragraph: int
    acted: bool = False


def strip_active(text: str) -> str:
    """Return text without thinking aloud, HTML, code fences, links and images; a mark stands where the latter were."""
    text = html.unescape(THINKING.sub(" ", text))
    text = clean_lines(text).replace(ACTED, "")
    for pattern in (ACTIVE, COMMENT):
        text = pattern.sub(ACTED, text)
    text = FENCE.sub("", text)
    text = IMAGE.sub(ACTED, text)
    text = REFERENCE.sub(ACTED, text)
    text = LINK.sub(lambda match: match.group(1) + ACTED, text)
    text = ADDRESS.sub(ACTED, text)
    return TAG.sub("", text)


def clean_lines(text: str) -> str:
    """Return text without invisible and control characters, line by line."""
    return "\n".join(clean(line) for line in text.split("\n"))


def says_nothing(text: str) -> bool:
    """Tell whether a model wrote nothing, or that it has no answer."""
    bare = strip_active(text).strip()
    return not bare or bool(NO_ANSWER.match(MARKER.sub("", bare)))


def read_said(text: str) -> list[Said]:
    """Return the sentences of a model's text in order; headings and lines that only announce are left out."""
    found: list[Said] = []
    paragraph = 0
    for line in strip_active(text).split("\n"):
        if not line.strip():
            paragraph += 1
            continue
        if HEADING.match(line):
            continue
        bullet = BULLET.match(line)
        style = LineStyle.SENTENCE
        if bullet:
            style = LineStyle.NUMBERED if bullet.group(1) else LineStyle.BULLET
            paragraph += 1
            line = line[bullet.end() :]
        found.extend(_read_line(line, style, paragraph))
    return [said for said in found if not said.text.endswith(":")]


def _read_line(line: str, style: LineStyle, paragraph: int) -> list[Said]:
    """Return the sentences of one line, each with the markers in it and right after it."""
    bare, marks = _take_markers(line)
    spans: list[tuple[int, int]] = []
    at = 0
    for sentence in sentences(bare):
        start = bare.find(sentence, at)
        at = start + len(sentence)
        spans.append((start, at))
    # What a list item says stays one item, so that the reader sees the list the model made.
    if style is not LineStyle.SENTENCE and spans:
        spans = [(spans[0][0], spans[-1][1])]
    found = []
    for number, (start, end) in enumerate(spans):
        until = spans[number + 1][0] if number + 1 < len(spans) else len(bare) + 1
        ids = [i for place, ids in marks if (start < place <= until or (not number and place <= start)) for i in ids]
        raw = bare[start:end]
        text = " ".join(raw.replace(ACTED, " ").translate(SIGNS).split())
        text = DOUBLED.sub(r"\1", re.sub(r"\s+([.,;:!?])", r"\1", text))
        if re.search(r"\w", text) or ACTED in raw:
            found.append(Said(text, tuple(dict.fromkeys(ids)), style, paragraph, ACTED in raw))
    return found


def _take_markers(line: str) -> tuple[str, list[tuple[int, tuple[str, ...]]]]:
    """Return the line without markers, and where each stood in what is left with its ids; own numbers vanish."""
    line = NUMBERS.sub("", line)
    parts: list[str] = []
    marks: list[tuple[int, tuple[str, ...]]] = []
    at = length = 0
    for match in MARKER.finditer(line):
        before = line[at : match.start()]
        if before.endswith(" ") and line[match.end() : match.end() + 1] in (" ", "", *ENDINGS):
            before = before[:-1]
        parts.append(before)
        length += len(before)
        marks.append((length, tuple(re.findall(ONE_ID, match.group(1).lower()))))
        at = match.end()
    parts.append(line[at:])
    return "".join(parts), marks


def finished_part(text: str) -> str:
    """Return the part of an unfinished text that ends with a whole sentence and its citations."""
    ends = [match.end() for match in re.finditer(r"[.!?…][\"”’)]*\s+(?=[^\[\s])|[\])】](?=\s+\S)|\n", text)]
    return text[: ends[-1]] if ends else ""
