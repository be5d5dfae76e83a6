"""A document in the making: headings, paragraphs, lists and tables whose claims carry their citations."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rag.draft import Evidence, make_citation
from rag.library import Library
from rag.records import Citation
from study import texts
from study.citing import cited_text


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 3."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A paragraph."""

    text: str
    italic: bool = False


@dataclass(frozen=True)
class Bullets:
    """A list, numbered or not."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Grid:
    """A table with its headings and an optional caption."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


@dataclass(frozen=True)
class PageBreak:
    """The start of a new sheet."""


Block = Heading | Paragraph | Bullets | Grid | PageBreak


@dataclass(frozen=True)
class StudyDocument:
    """A finished document: its title, its blocks in order, the citations its markers point to."""

    title: str
    blocks: tuple[Block, ...]
    citations: tuple[Citation, ...]


@dataclass
class Writer:
    """Collect blocks and number what they cite, each place once."""

    library: Library
    blocks: list[Block] = field(default_factory=list)
    _numbers: dict[tuple[str, str, str | None], int] = field(default_factory=dict)
    _citations: list[Citation] = field(default_factory=list)

    def cite(self, *evidence: Evidence) -> str:
        """Return the markers of `evidence`."""
        return self.mark([make_citation(self.library, item) for item in evidence])

    def mark(self, citations: Sequence[Citation]) -> str:
        """Return the markers of `citations`, each with one number in the whole document."""
        found = []
        for citation in citations:
            key = (citation.passage_id, citation.quote, citation.locator)
            if key not in self._numbers:
                self._numbers[key] = len(self._citations) + 1
                self._citations.append(citation)
            found.append(self._numbers[key])
        return "".join(f"[{n}]" for n in dict.fromkeys(found))

    def add(self, *blocks: Block) -> None:
        """Add blocks at the end."""
        self.blocks.extend(blocks)

    def finish(self, title: str) -> StudyDocument:
        """Return the document with the list of places at its end."""
        numbered = tuple(replace(citation, n=n) for n, citation in enumerate(self._citations, 1))
        lines = tuple(cited_text(citation, self.library) for citation in numbered)
        places: tuple[Block, ...] = (
            (Heading(texts.GUIDE_SOURCES), *(Paragraph(line) for line in lines)) if lines else ()
        )
        return StudyDocument(title, (*self.blocks, *places), numbered)


def as_markdown(document: StudyDocument) -> str:
    """Return the document as Markdown."""
    parts = [f"# {document.title}", *(_markdown(block) for block in document.blocks)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _markdown(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * (block.level + 1)} {block.text}"
    if isinstance(block, Paragraph):
        return f"*{block.text}*" if block.italic else block.text.replace("\n", "  \n")
    if isinstance(block, Bullets):
        marks = [f"{n}." if block.numbered else "-" for n in range(1, len(block.items) + 1)]
        return "\n".join(
            f"{mark} {item.replace(chr(10), chr(10) + ' ' * (len(mark) + 1))}"
            for mark, item in zip(marks, block.items, strict=True)
        )
    if isinstance(block, Grid):
        rows = [block.columns, *block.rows]
        lines = [f"| {' | '.join(_cell(cell) for cell in row)} |" for row in rows]
        lines.insert(1, f"|{'---|' * len(block.columns)}")
        return "\n".join([*([f"**{block.caption}**", ""] if block.caption else []), *lines])
    return "---"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", "<br>")
