"""An answer in the making: lines with their evidence, and how they become numbered text."""

from dataclasses import dataclass, replace
from enum import StrEnum

from rag.library import Library
from rag.phrases import BY_EDITORS
from rag.records import Citation, Passage, PassageKind, Sentence, Support


class LineStyle(StrEnum):
    """Say how a line is set; FURTHER is one more sentence of the bullet before it."""

    SENTENCE = "sentence"
    BULLET = "bullet"
    FURTHER = "further"
    NUMBERED = "numbered"
    ROW = "row"
    HEADING = "heading"
    REMARK = "remark"


IN_BULLET = (LineStyle.BULLET, LineStyle.FURTHER)


@dataclass(frozen=True)
class Evidence:
    """Words of a passage that carry a line; `quote` stands in `passage.text` character for character."""

    passage: Passage
    quote: str
    locator: str | None = None


@dataclass(frozen=True)
class Line:
    """One sentence, list item, table row, heading or remark. Headings and remarks claim nothing."""

    text: str
    evidence: tuple[Evidence, ...] = ()
    style: LineStyle = LineStyle.SENTENCE
    cells: tuple[str, ...] = ()

    @property
    def claims(self) -> bool:
        """Tell whether the line says something that must be carried by a citation."""
        return self.style not in (LineStyle.HEADING, LineStyle.REMARK)


@dataclass(frozen=True)
class Draft:
    """The lines of an answer in reading order; `columns` heads the table its ROW lines form.

    `certain` marks rows the question names so exactly that no doubt about the finding applies.
    """

    lines: tuple[Line, ...]
    columns: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()
    certain: bool = False


def make_citation(library: Library, evidence: Evidence, n: int | None = None) -> Citation:
    """Return the citation of `evidence`; a quote that is not in the passage is dropped.

    The words of a comparison are the editors', whatever source its dossier is of: its place says so.
    """
    passage = evidence.passage
    source = library.source_by_id[passage.source_id]
    return Citation(
        source_id=source.id,
        authors=source.authors,
        year=source.year,
        title=source.title,
        section=passage.section,
        passage_id=passage.id,
        quote=evidence.quote if evidence.quote in passage.text else "",
        origin=passage.origin,
        locator=BY_EDITORS if passage.kind is PassageKind.COMPARISON else evidence.locator,
        page=passage.page,
        n=n,
    )


def number_citations(library: Library, draft: Draft) -> tuple[tuple[Citation, ...], dict[Evidence, int]]:
    """Give the evidence of `draft` its numbers in reading order; sentences that touch in a passage share one."""
    numbers: dict[Evidence, int] = {}
    merged: list[Evidence] = []
    for evidence in (item for line in draft.lines for item in line.evidence):
        if evidence in numbers:
            continue
        joined = _joined(merged[-1], evidence) if merged else None
        if joined:
            merged[-1] = joined
        else:
            merged.append(evidence)
        numbers[evidence] = len(merged)
    return tuple(make_citation(library, evidence, n) for n, evidence in enumerate(merged, 1)), numbers


def _joined(first: Evidence, second: Evidence) -> Evidence | None:
    """Return one piece of evidence for two that touch in the same passage, or that name the same place of a table."""
    if first.passage.id != second.passage.id or first.locator != second.locator:
        return None
    text = first.passage.text
    if second.quote and second.quote in first.quote:
        return first
    start, other = text.find(first.quote), text.find(second.quote)
    if start < 0 or other < 0 or text[start + len(first.quote) : other].strip(" \n"):
        return None
    if other < start:
        return None
    return replace(first, quote=text[start : other + len(second.quote)])


def render(draft: Draft, numbers: dict[Evidence, int]) -> str:
    """Return the draft as Markdown with [n] markers."""
    blocks: list[str] = []
    previous: LineStyle | None = None
    count = 0
    for line in draft.lines:
        marked = line.text + _markers(line, numbers)
        count = count + 1 if line.style is LineStyle.NUMBERED and previous is LineStyle.NUMBERED else 1
        if line.style is LineStyle.HEADING:
            text = f"**{line.text}**"
        elif line.style is LineStyle.BULLET or (line.style is LineStyle.FURTHER and previous not in IN_BULLET):
            text = f"- {marked}"
        elif line.style is LineStyle.NUMBERED:
            text = f"{count}. {marked}"
        elif line.style is LineStyle.ROW:
            text = _table_row(line, _markers(line, numbers))
            if previous is not LineStyle.ROW:
                text = f"| {' | '.join(draft.columns)} |\n|{'---|' * len(draft.columns)}\n{text}"
        else:
            text = marked
        joiner = _joiner(previous, line.style)
        blocks.append(joiner + text if blocks else text)
        previous = line.style
    return "".join(blocks)


def _joiner(previous: LineStyle | None, style: LineStyle) -> str:
    if style is LineStyle.FURTHER and previous in IN_BULLET:
        return " "
    if style is LineStyle.BULLET and previous is LineStyle.FURTHER:
        return "\n"
    if previous is style and style in (LineStyle.BULLET, LineStyle.NUMBERED, LineStyle.ROW):
        return "\n"
    return " " if previous is style is LineStyle.SENTENCE else "\n\n"


def _markers(line: Line, numbers: dict[Evidence, int]) -> str:
    found = sorted({numbers[evidence] for evidence in line.evidence})
    return " " + "".join(f"[{n}]" for n in found) if found else ""


def _table_row(line: Line, markers: str) -> str:
    cells = [cell.replace("|", "\\|") for cell in line.cells]
    cells[-1] += markers
    return f"| {' | '.join(cells)} |"


def make_sentences(
    draft: Draft, numbers: dict[Evidence, int], supports: tuple[tuple[Support, float], ...]
) -> tuple[Sentence, ...]:
    """Return one Sentence per claiming line, in order; `supports` holds the checker's verdict on each."""
    claiming = [line for line in draft.lines if line.claims]
    return tuple(
        Sentence(line.text, tuple(sorted({numbers[e] for e in line.evidence})), support, round(score, 3))
        for line, (support, score) in zip(claiming, supports, strict=True)
    )
