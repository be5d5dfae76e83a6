"""Read a dossier: Markdown with `vragen` blocks, as docs/dossiers.md describes it."""

import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from rag.errors import DossierError

KINDS = frozenset(
    "definitie bevinding cijfer voorbeeld risico aanpak indeling stelling gespreksvraag oefening onderzoek "
    "inleiding werkenlijst".split()
)
THEMES = frozenset(
    "vertrouwen leiderschap conflict verschillen communicatie macht autonomie belangen doelen partnerkeuze "
    "contracten besturing kennis leren innovatie evaluatie prestatie cultuur emoties opportunisme pps "
    "maatschappij vormen netwerken complexiteit competenties geschiedenis omgeving".split()
)
PHASES = frozenset("strategie partnerkeuze ontwerp management evaluatie einde".split())

FRONT_MATTER = re.compile(r"\A---\nbron: *([a-z0-9-]+)\n---\n")
ROW_RANGE = re.compile(r"vragen rijen (\d+)(?:-(\d+))?$")
CAPTION = re.compile(r"^\*\*(.+?)\*\*$")
CELL_ITEM = re.compile(r"\s*<br\s*/?>\s*")
# How a note of the editors begins, and one that sets two sides beside each other.
COMPARES = "Vergelijking:"
NOTE_HEAD = re.compile(rf"^\**(?:Noot:?|{COMPARES})\**:?\s*")


@dataclass(frozen=True)
class DossierTable:
    """A table or a list: caption, column names, and rows whose cells hold one or more items."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], ...], ...]
    is_list: bool = False


@dataclass(frozen=True)
class RowQuestions:
    """Questions about rows `first` to `last` (from 1, both included) of the part's last table."""

    first: int
    last: int
    questions: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """What stands between a heading and a `vragen` block: prose, notes, tables, and what they answer."""

    section: tuple[str, ...]
    line: int
    paragraphs: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    comparisons: tuple[str, ...] = ()
    tables: tuple[DossierTable, ...] = ()
    questions: tuple[str, ...] = ()
    row_questions: tuple[RowQuestions, ...] = ()
    kinds: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    page: int | None = None


@dataclass(frozen=True)
class Dossier:
    """One source's dossier: its id, title, headings in order and parts in order."""

    source_id: str
    title: str
    headings: tuple[tuple[int, str], ...]
    parts: tuple[Part, ...]


@dataclass
class _Draft:
    """The part being read."""

    line: int = 0
    paragraphs: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    comparisons: list[str] = field(default_factory=list)
    tables: list[DossierTable] = field(default_factory=list)
    caption: str = ""

    def is_empty(self) -> bool:
        return not (self.paragraphs or self.notes or self.tables)


def read_dossier(path: Path) -> Dossier:
    """Read the dossier at `path`.

    Raises DossierError, with file and line, where the text does not follow docs/dossiers.md.
    """
    return parse_dossier(path.read_text(encoding="utf-8"), str(path))


def parse_dossier(text: str, name: str) -> Dossier:
    """Parse the text of a dossier; `name` stands in error messages."""
    front = FRONT_MATTER.match(text)
    if not front:
        raise DossierError("front_matter_missing", where=f"{name}:1")
    return _Reader(name, front.group(1), text[: front.end()].count("\n")).read(text[front.end() :])


class _Reader:
    """Walk the Markdown tokens once, collecting headings and parts."""

    def __init__(self, name: str, source_id: str, offset: int) -> None:
        self.name, self.source_id, self.offset = name, source_id, offset
        self.title = ""
        self.headings: list[tuple[int, str]] = []
        self.path: list[tuple[int, str]] = []
        self.parts: list[Part] = []
        self.draft = _Draft()

    def read(self, body: str) -> Dossier:
        tokens = MarkdownIt("commonmark").enable("table").parse(body)
        index = 0
        while index < len(tokens):
            end = _block_end(tokens, index)
            self._block(tokens[index : end + 1])
            index = end + 1
        self._close_without_questions()
        return Dossier(self.source_id, self.title, tuple(self.headings), tuple(self.parts))

    def _block(self, tokens: list[Token]) -> None:
        first = tokens[0]
        line = (first.map[0] if first.map else 0) + self.offset + 1
        if first.type == "heading_open":
            self._heading(int(first.tag[1]), tokens[1].content.strip())
        elif first.type == "fence" and first.info.startswith("vragen"):
            self._questions(first.info.strip(), first.content, line)
        elif first.type == "blockquote_open":
            text, compares = _note_text(tokens)
            (self.draft.comparisons if compares else self.draft.notes).append(text)
        elif first.type == "paragraph_open":
            self._paragraph(tokens[1].content, line)
        elif first.type == "table_open":
            self.draft.tables.append(_table(tokens, self._take_caption(line)))
        elif first.type in ("bullet_list_open", "ordered_list_open"):
            self.draft.tables.append(_list(tokens, self._take_caption(line)))
        else:
            raise DossierError("unexpected_block", where=f"{self.name}:{line}", found=first.type)
        if not self.draft.line and not self.draft.is_empty():
            self.draft.line = line

    def _heading(self, level: int, title: str) -> None:
        self._close_without_questions()
        if level == 1:
            self.title = title
            return
        self.headings.append((level, title))
        self.path = [step for step in self.path if step[0] < level] + [(level, title)]

    def _paragraph(self, content: str, line: int) -> None:
        caption = CAPTION.match(content.strip())
        if caption:
            self.draft.caption = caption.group(1).strip()
        else:
            self.draft.paragraphs.append(" ".join(content.split()))
        self.draft.line = self.draft.line or line

    def _take_caption(self, line: int) -> str:
        """Return the caption before a table or list: its bold line, else the sentence that ends in a colon."""
        caption, self.draft.caption = self.draft.caption, ""
        if not caption and self.draft.paragraphs and self.draft.paragraphs[-1].endswith(":"):
            caption = re.split(r"(?<=[.!?])\s+", self.draft.paragraphs[-1])[-1].rstrip(":")
        if not caption:
            raise DossierError("caption_missing", where=f"{self.name}:{line}")
        return caption

    def _questions(self, info: str, content: str, line: int) -> None:
        questions, tags = _questions_and_tags(content, f"{self.name}:{line}")
        rows = ROW_RANGE.match(info)
        if rows:
            self._row_questions(int(rows.group(1)), int(rows.group(2) or rows.group(1)), questions, line)
            return
        if info != "vragen" or self.draft.is_empty():
            raise DossierError("questions_without_text", where=f"{self.name}:{line}", found=info)
        self._close(questions, tags)

    def _row_questions(self, first: int, last: int, questions: tuple[str, ...], line: int) -> None:
        if not self.parts or not self.parts[-1].tables or not self.draft.is_empty():
            raise DossierError("rows_without_table", where=f"{self.name}:{line}")
        part = self.parts[-1]
        if not 1 <= first <= last <= len(part.tables[-1].rows):
            raise DossierError(
                "rows_out_of_range",
                where=f"{self.name}:{line}",
                found=f"{first}-{last}",
                rows=len(part.tables[-1].rows),
            )
        added = part.row_questions + (RowQuestions(first, last, questions),)
        self.parts[-1] = replace(part, row_questions=added)

    def _close(self, questions: tuple[str, ...], tags: dict[str, tuple[str, ...]]) -> None:
        draft, self.draft = self.draft, _Draft()
        self.parts.append(
            Part(
                section=tuple(title for _, title in self.path),
                line=draft.line,
                paragraphs=tuple(draft.paragraphs),
                notes=tuple(draft.notes),
                comparisons=tuple(draft.comparisons),
                tables=tuple(draft.tables),
                questions=questions,
                kinds=tags.get("soort", ()),
                themes=tags.get("thema", ()),
                phases=tags.get("fase", ()),
            )
        )

    def _close_without_questions(self) -> None:
        if not self.draft.is_empty():
            self._close((), {})


def _block_end(tokens: list[Token], index: int) -> int:
    """Return the index of the token that closes the block opened at `index`."""
    depth = 0
    for position in range(index, len(tokens)):
        depth += tokens[position].nesting
        if depth == 0:
            return position
    return len(tokens) - 1


def _note_text(tokens: list[Token]) -> tuple[str, bool]:
    """Return the text of a note, and whether it sets two sides beside each other."""
    text = " ".join(" ".join(token.content.split()) for token in tokens if token.type == "inline")
    return NOTE_HEAD.sub("", text), text.startswith(COMPARES)


def _table(tokens: list[Token], caption: str) -> DossierTable:
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(" ".join(token.content.split()))
    cells = tuple(tuple(tuple(CELL_ITEM.split(cell)) for cell in row) for row in rows[1:])
    return DossierTable(caption, tuple(rows[0]), cells)


def _list(tokens: list[Token], caption: str) -> DossierTable:
    """Return a list as a table of one column; nested items follow their parent after a colon."""
    items: list[str] = []
    depth = 0
    for token in tokens:
        if token.type == "list_item_open":
            depth += 1
        elif token.type == "list_item_close":
            depth -= 1
        elif token.type == "inline":
            text = " ".join(token.content.split())
            if depth > 1 and items:
                items[-1] += ("; " if ": " in items[-1] else ": ") + text
            else:
                items.append(text)
    return DossierTable(caption, ("Punt",), tuple(((item,),) for item in items), is_list=True)


def _questions_and_tags(content: str, where: str) -> tuple[tuple[str, ...], dict[str, tuple[str, ...]]]:
    questions: list[str] = []
    tags: dict[str, tuple[str, ...]] = {}
    allowed = {"soort": KINDS, "thema": THEMES, "fase": PHASES}
    for line in filter(None, map(str.strip, content.splitlines())):
        if line.startswith("- "):
            questions.append(line[2:].strip())
            continue
        name, separator, values = line.partition(":")
        words = tuple(filter(None, map(str.strip, values.split(","))))
        if not separator or name not in allowed:
            raise DossierError("line_not_understood", where=where, found=line)
        unknown = set(words) - allowed[name]
        if unknown:
            raise DossierError("unknown_tag", where=where, tag=name, found=", ".join(sorted(unknown)))
        tags[name] = words
    return tuple(questions), tags
