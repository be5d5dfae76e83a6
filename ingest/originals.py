"""Cut an original into passages; where a dossier of it exists, its section titles, tags and questions come along."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest.dossier import Dossier, Part
from ingest.passages import CHAPTER_NUMBER, Pieces, cut_parts
from ingest.stored import StoredDocument
from rag.records import Entry, EntryRole, Origin, Passage
from rag.text import fold, stems, words

# A passage of the original is about the same when their words are this alike; otherwise the section only is known.
MIN_LIKENESS = 0.12
# What the question's own words count for beside those of the dossier's text it stands under.
QUESTION_WEIGHT = 1.0
SAME_SECTION = 0.25
MIN_SAME_TABLE = 0.5  # of the words of two tables together


def cut_original(document: StoredDocument, dossier: Dossier | None, first_part: int) -> Pieces:
    """Cut a document into passages and entries; the questions of its dossier lead to the passages that answer them."""
    parts = document.parts
    if dossier is None:
        return cut_parts(document.source.id, parts, first_part, Origin.ORIGINAL)
    parts = tuple(_placed(part, _titles(dossier)) for part in parts)
    parts = tuple(_table_placed(part, dossier) for part in parts)
    pieces = cut_parts(document.source.id, parts, first_part, Origin.ORIGINAL)
    finder = _Finder(pieces.passages)
    passages = {passage.id: passage for passage in pieces.passages}
    questions: list[Entry] = []
    for part in dossier.parts:
        found = finder.nearest(part)
        for passage in found[:1]:
            passages = {
                key: _tagged(value, part) if value.part == passage.part else value for key, value in passages.items()
            }
        questions.extend(finder.questions(part, found))
    return Pieces(tuple(passages.values()), pieces.entries + tuple(questions))


def _titles(dossier: Dossier) -> dict[str, tuple[str, ...]]:
    """Return the path of every section title of a dossier that stands there once, by its plain words."""
    paths: dict[str, set[tuple[str, ...]]] = {}
    for part in dossier.parts:
        for depth in range(1, len(part.section) + 1):
            path = part.section[:depth]
            paths.setdefault(plain_title(path[-1]), set()).add(path)
    return {title: next(iter(found)) for title, found in paths.items() if len(found) == 1}


def plain_title(title: str) -> str:
    """Return a title in letters that do not depend on capitals, spaces, quotes and the number of a chapter."""
    return "".join(words(fold(CHAPTER_NUMBER.sub("", title)).replace("-", " ")))


def _placed(part: Part, titles: dict[str, tuple[str, ...]]) -> Part:
    """Return a part under the dossier's path for its section, where the dossier has that section."""
    for depth in range(len(part.section), 0, -1):
        path = titles.get(plain_title(part.section[depth - 1]))
        if path:
            return replace(part, section=(*path, *part.section[depth:]))
    return part


def _table_placed(part: Part, dossier: Dossier) -> Part:
    """Return a table that has no heading of its own under the title that the dossier gives it as well."""
    if not part.tables or part.tables[0].is_list or part.paragraphs:
        return part
    own = _table_stems(part)
    best, share = None, MIN_SAME_TABLE
    for other in dossier.parts:
        wanted = _table_stems(other) if other.tables and not other.tables[-1].is_list else set()
        shared = len(own & wanted) / max(len(own | wanted), 1)
        if shared > share:
            best, share = other, shared
    if best is None or not best.section or plain_title(best.section[-1]) in map(plain_title, part.section):
        return part
    return replace(part, section=(*part.section, best.section[-1]))


def _table_stems(part: Part) -> set[str]:
    return {stem for row in part.tables[-1].rows for cell in row for item in cell for stem in stems(item)}


def _tagged(passage: Passage, part: Part) -> Passage:
    """Return a passage with the tags of a dossier's part added to its own."""

    def both(own: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys([*own, *other]))

    return replace(
        passage,
        kinds=both(passage.kinds, part.kinds),
        themes=both(passage.themes, part.themes),
        phases=both(passage.phases, part.phases),
    )


class _Finder:
    """Find the passages of an original that say what a part of its dossier says."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = passages
        self.bags = [Counter(stems(passage.text)) for passage in passages]
        holding = Counter(stem for bag in self.bags for stem in bag)
        self.rarity = {stem: 1.0 / count for stem, count in holding.items()}

    def likeness(self, bag: Counter[str], number: int) -> float:
        """Return how much of the rare words of `bag` a passage holds, 0 to 1."""
        total = sum(self.rarity.get(stem, 0.0) for stem in bag)
        shared = sum(self.rarity[stem] for stem in bag if stem in self.bags[number])
        return shared / total if total else 0.0

    def nearest(self, part: Part) -> list[Passage]:
        """Return the passages like a dossier's part, most alike first; those of its section before others."""
        bag = Counter(stems(text_of(part)))
        wants_table = bool(part.tables) and not part.paragraphs and not part.tables[0].is_list
        scored = []
        for number, passage in enumerate(self.passages):
            score = self.likeness(bag, number)
            same = bool(part.section) and plain_title(part.section[-1]) in map(plain_title, passage.section)
            score += SAME_SECTION * same + SAME_SECTION * (wants_table and passage.kind.value == "table")
            if score >= MIN_LIKENESS:
                scored.append((score, -number, passage))
        return [passage for _, _, passage in sorted(scored, reverse=True)]

    def questions(self, part: Part, found: Sequence[Passage]) -> list[Entry]:
        """Return the questions of a dossier's part, each leading to the passage among `found` that answers it best."""
        if not found:
            return []
        entries = [self._entry(question, self._best(question, found[:4]), None) for question in part.questions]
        tables = [passage for passage in found[:6] if passage.table] or found[:4]
        for group in part.row_questions:
            rows = part.tables[-1].rows[group.first - 1 : group.last]
            for question in group.questions:
                target = self._best(question, tables)
                entries.append(self._entry(question, target, self._row(rows, target)))
        return entries

    def _best(self, question: str, found: Sequence[Passage]) -> Passage:
        bag = Counter(stems(question))
        ranks = {passage.id: -0.1 * rank for rank, passage in enumerate(found)}
        numbers = {passage.id: number for number, passage in enumerate(self.passages)}
        return max(found, key=lambda p: ranks[p.id] + QUESTION_WEIGHT * self.likeness(bag, numbers[p.id]))

    def _row(self, rows: Sequence[tuple[tuple[str, ...], ...]], passage: Passage) -> int | None:
        """Return the row of the original's table that holds most of the words of the dossier's rows."""
        if passage.table is None:
            return None
        wanted = {stem for row in rows for cell in row for item in cell for stem in stems(item)}
        shares = [
            len(wanted & {stem for cell in row for item in cell for stem in stems(item)}) for row in passage.table.rows
        ]
        return max(range(len(shares)), key=lambda number: (shares[number], -number)) if shares else None

    def _entry(self, question: str, passage: Passage, row: int | None) -> Entry:
        return Entry(question, passage.id, EntryRole.QUESTION, passage.source_id, row=row)


def text_of(part: Part) -> str:
    """Return all that a part says, tables included."""
    cells = (item for table in part.tables for row in table.rows for cell in row for item in cell)
    captions = (table.caption for table in part.tables)
    return "\n".join([*part.paragraphs, *captions, *cells])
