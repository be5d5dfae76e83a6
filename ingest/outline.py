"""Turn blocks into parts: sections with their path, passages that embed whole, lists and tables with captions."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ingest.blocks import Block, BlockKind
from ingest.dossier import DossierTable, Part
from ingest.enumerations import enumeration_in
from rag.text import clean, content_words, sentences

# e5 reads 512 tokens, some 1,800 characters of Dutch; half of that keeps a passage about one thing.
MAX_PASSAGE = 1000
MIN_LEAD_WORDS, MAX_LEAD = 2, 400
MIN_TEXT = 2  # letters; less is a page number or a rule
MAX_LISTED = 60  # items of one list; a longer one is cut so that its parts can be found
WORKS = re.compile(
    r"^(\d+\.?\s*)?(literatuur|literatuurlijst|referenties|bronnen|bibliografie|references|noten)\b", re.IGNORECASE
)
CONTENTS = re.compile(r"^(inhoud|inhoudsopgave|contents|register|index)$", re.IGNORECASE)
SOURCE = re.compile(r"^(bron(nen)?|source|gebaseerd op|afgeleid van) ?[:(]", re.IGNORECASE)
LIST_NUMBER = re.compile(r"^\(?\d{1,2}[.):]\s+")
NO_NAME = re.compile(r"^(Kenmerk|Waarde|Kolom \d+|Groep)?$")
MIN_WORKS = 3
WORK = re.compile(r"^[^(]{2,160}\((?:19|20)\d\d")


def make_parts(blocks: Iterable[Block], title: str) -> tuple[Part, ...]:
    """Return the parts of a document; text before the first heading stands under `title`."""
    outline = _Outline(title)
    for block in blocks:
        outline.add(block)
    outline.close()
    return tuple(outline.parts)


class _Outline:
    """Walk the blocks once, collecting parts under the path of headings."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.path: list[tuple[int, str]] = []
        self.parts: list[Part] = []
        self.paragraphs: list[str] = []
        self.items: list[str] = []
        self.page: int | None = None
        self.line = 0

    def add(self, block: Block) -> None:
        self.line += 1
        if block.kind is not BlockKind.ITEM:
            self._close_list()
        if block.kind is BlockKind.HEADING:
            self._heading(block)
        elif block.kind is BlockKind.TABLE:
            self._table(block)
        elif len(re.sub(r"[\W\d_]", "", block.text)) >= MIN_TEXT:
            text = clean(" ".join(block.text.split()))
            if block.kind is BlockKind.ITEM:
                self._item(text, block.page)
            else:
                self._paragraph(text, block.page)

    def close(self) -> None:
        self._close_list()
        self._close_text()

    @property
    def section(self) -> tuple[str, ...]:
        return tuple(title for _, title in self.path) or (self.title,)

    def _heading(self, block: Block) -> None:
        self._close_text()
        title = clean(block.text).rstrip(":").strip()
        if title:
            self.path = [step for step in self.path if step[0] < block.level] + [(block.level, title)]

    def _paragraph(self, text: str, page: int | None) -> None:
        if SOURCE.match(text) and not self.paragraphs and self.parts and self.parts[-1].section == self.section:
            self.parts[-1] = replace(self.parts[-1], notes=(*self.parts[-1].notes, text))
            return
        for piece in pieces_of(text):
            held = sum(map(len, self.paragraphs))
            if self.paragraphs and (held + len(piece) > MAX_PASSAGE or page != self.page):
                self._close_text()
            if not self.paragraphs:
                self.page = page
            self.paragraphs.append(piece)

    def _item(self, text: str, page: int | None) -> None:
        if not self.items and not self.paragraphs:
            self.page = page
        self.items.append(LIST_NUMBER.sub("", text))
        if len(self.items) >= MAX_LISTED:
            self._close_list()

    def _close_list(self) -> None:
        if not self.items:
            return
        items, self.items = self.items, []
        if len(items) == 1 and not (self.paragraphs and self.paragraphs[-1].endswith(":")):
            self._paragraph(items[0], self.page)
            return
        rows = tuple(((item,),) for item in items)
        self._emit((DossierTable(self._lead(), ("Punt",), rows, is_list=True),))

    def _lead(self) -> str:
        """Return the words that announce a list: the sentence before it with a colon, else the section's title.

        A sentence that says nothing by itself ("Het gaat dan om:") leaves it to the one before.
        """
        before = sentences(self.paragraphs[-1]) if self.paragraphs else []
        if not before or not before[-1].endswith(":"):
            return self.section[-1]
        telling = len(content_words(before[-1])) >= MIN_LEAD_WORDS or len(before) == 1
        last = before[-1].removesuffix(":") if telling else before[-2].rstrip(".")
        return last if len(last) <= MAX_LEAD else self.section[-1]

    def _table(self, block: Block) -> None:
        self._close_text()
        if block.rows:
            self.page = block.page
            columns = tuple(clean(column) for column in block.columns)
            rows = tuple(tuple(tuple(clean(item) for item in cell) for cell in row) for row in block.rows)
            self._emit((DossierTable(clean(block.caption) or self._unnamed(columns), columns, rows),))

    def _unnamed(self, columns: tuple[str, ...]) -> str:
        """Return a caption for a table without one: its section's title, or its columns where the section says more."""
        says_more = any(part.section == self.section for part in self.parts)
        named = not any(NO_NAME.match(column) for column in columns)
        return " – ".join(columns) if says_more and named else self.section[-1]

    def _close_text(self) -> None:
        if self.paragraphs:
            running = (enumeration_in(text, self.section[-1]) for text in self.paragraphs)
            self._emit(tuple(table for table in running if table is not None))

    def _emit(self, tables: tuple[DossierTable, ...]) -> None:
        part = Part(
            section=self.section,
            line=self.line,
            paragraphs=tuple(self.paragraphs),
            tables=tables,
            kinds=self._kinds(tables),
            page=self.page,
        )
        self.parts.append(part)
        self.paragraphs = []

    def _kinds(self, tables: Sequence[DossierTable]) -> tuple[str, ...]:
        texts = [*self.paragraphs, *(item for table in tables for row in table.rows for item in row[0])]
        if CONTENTS.match(self.section[-1]):
            return ("inleiding",)
        if WORKS.match(self.section[-1]) or (len(texts) >= MIN_WORKS and all(map(WORK.match, texts))):
            return ("werkenlijst",)
        return ()


def pieces_of(text: str) -> Iterator[str]:
    """Yield a paragraph in pieces of whole sentences that embed whole."""
    piece = ""
    for sentence in sentences(text):
        if piece and len(piece) + len(sentence) > MAX_PASSAGE:
            yield piece
            piece = ""
        for bit in _bits(sentence):
            if piece and len(piece) + len(bit) > MAX_PASSAGE:
                yield piece
                piece = ""
            piece = f"{piece} {bit}".strip()
    if piece:
        yield piece


def _bits(sentence: str) -> list[str]:
    """Cut at spaces what passes for a sentence but is longer than two passages (a line of five megabytes)."""
    if len(sentence) <= 2 * MAX_PASSAGE:
        return [sentence]
    found: list[str] = [""]
    for word in sentence.split():
        for start in range(0, len(word), MAX_PASSAGE):
            bit = word[start : start + MAX_PASSAGE]
            if len(found[-1]) + len(bit) > MAX_PASSAGE:
                found.append("")
            found[-1] = f"{found[-1]} {bit}".strip()
    return [bit for bit in found if bit]
