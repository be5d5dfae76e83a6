"""Turn a dossier into passages and the entries they are searched by."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.dossier import Dossier, DossierTable, Part
from rag.chosen import Chosen
from rag.records import EDITORIAL, Entry, EntryRole, Origin, Passage, PassageKind, Pointer, Table
from rag.text import clean, sentences

CELL_SEPARATOR = " | "
ITEM_SEPARATOR = "; "
# Numbers that only order chapters ("7. Een proloog") are not part of a section's name; "3.3.4 Gedeelde koers" is.
CHAPTER_NUMBER = re.compile(r"^\d+\.\s+")
# An entry that embeds as a whole: e5 reads 512 tokens, and longer tables are found by their rows.
TABLE_BODY_ROWS = 12
# A passage of an original never bears the id of one of the dossier that it replaces.
ID_PREFIX = {Origin.DOSSIER: "", Origin.ORIGINAL: "o"}
COMPARISON_PREFIX = "v"


@dataclass(frozen=True)
class Pieces:
    """Passages in reading order, their search entries, the questions that point into them, and what editors chose."""

    passages: tuple[Passage, ...]
    entries: tuple[Entry, ...]
    pointers: tuple[Pointer, ...] = ()
    chosen: Chosen = Chosen()


def cut_dossier(dossier: Dossier, first_part: int = 0) -> Pieces:
    """Cut a dossier into passages and entries; `first_part` numbers its first part within the library."""
    return cut_parts(dossier.source_id, dossier.parts, first_part, Origin.DOSSIER)


def cut_parts(source_id: str, parts: Sequence[Part], first_part: int, origin: Origin) -> Pieces:
    """Cut the parts of one source into passages and entries, numbered from `first_part` within the library."""
    passages: list[Passage] = []
    entries: list[Entry] = []
    counted = 0  # comparisons have numbers of their own, so that one more moves no passage
    for number, part in enumerate(parts, first_part):
        own = list(_passages_of(part, source_id, number, counted, origin))
        counted += len(own)
        made = [*own, *_comparisons_of(part, own)]
        passages.extend(made)
        for passage in made:
            entries.extend(_text_entries(passage))
        entries.extend(_question_entries(part, made))
    return Pieces(tuple(passages), tuple(entries))


def table_row_text(row: tuple[tuple[str, ...], ...]) -> str:
    """Return one table row as it stands in its passage's text."""
    return CELL_SEPARATOR.join(ITEM_SEPARATOR.join(cell) for cell in row)


def _passages_of(part: Part, source_id: str, number: int, position: int, origin: Origin) -> Iterator[Passage]:
    section = tuple(CHAPTER_NUMBER.sub("", clean(title)) for title in part.section)
    texts: list[tuple[PassageKind, str, Table | None]] = []
    if part.paragraphs:
        texts.append((PassageKind.TEXT, "\n".join(map(clean, part.paragraphs)), None))
    for table in part.tables:
        kind = PassageKind.LIST if table.is_list else PassageKind.TABLE
        texts.append((kind, _table_text(table), Table(clean(table.caption), table.columns, table.rows)))
    texts.extend((PassageKind.NOTE, clean(note), None) for note in part.notes)
    for offset, (kind, text, structured) in enumerate(texts):
        yield Passage(
            id=f"{source_id}:{ID_PREFIX[origin]}{position + offset:03d}",
            source_id=source_id,
            section=section,
            kind=kind,
            text=text,
            position=position + offset,
            part=number,
            origin=origin,
            table=structured,
            page=part.page,
            kinds=part.kinds,
            themes=part.themes,
            phases=part.phases,
        )


def _comparisons_of(part: Part, own: Sequence[Passage]) -> Iterator[Passage]:
    """Yield the comparisons of a part, each behind its last passage."""
    for number, text in enumerate(part.comparisons if own else (), 1):
        name = f"{own[-1].source_id}:{COMPARISON_PREFIX}{own[-1].position:03d}-{number}"
        yield replace(own[-1], id=name, kind=PassageKind.COMPARISON, text=clean(text), table=None)


def _table_text(table: DossierTable) -> str:
    return "\n".join([clean(table.caption), *(clean(table_row_text(row)) for row in table.rows)])


def _text_entries(passage: Passage) -> Iterator[Entry]:
    """Yield the body of a passage, and each of its sentences or rows, as entries with their section as context."""
    context = ". ".join(passage.section)
    lines = passage.text.split("\n")
    if passage.kind is PassageKind.COMPARISON:
        for verdict in sentences(passage.text):
            yield Entry(verdict, passage.id, EntryRole.VERDICT, passage.source_id, context=context)
        return
    if passage.table is None:
        yield Entry(passage.text, passage.id, EntryRole.BODY, passage.source_id, context=context)
        for line in lines:
            for sentence in sentences(line):
                yield Entry(sentence, passage.id, EntryRole.SENTENCE, passage.source_id, context=context)
        return
    head = "\n".join(lines[: TABLE_BODY_ROWS + 1])
    yield Entry(head, passage.id, EntryRole.BODY, passage.source_id, context=context)
    for number, line in enumerate(lines[1:]):
        yield Entry(line, passage.id, EntryRole.ROW, passage.source_id, row=number, context=passage.table.caption)


def _question_entries(part: Part, made: list[Passage]) -> Iterator[Entry]:
    """Yield the part's questions; those about rows lead to the first of their rows, the others to the whole part."""
    targets = [passage for passage in made if passage.kind not in EDITORIAL] or made
    if not targets:
        return
    tables = [passage for passage in made if passage.table]
    for question in part.questions:
        yield Entry(clean(question), targets[0].id, EntryRole.QUESTION, targets[0].source_id)
    for group in part.row_questions:
        for question in group.questions:
            yield Entry(clean(question), tables[-1].id, EntryRole.QUESTION, tables[-1].source_id, row=group.first - 1)
