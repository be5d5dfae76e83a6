"""Gather what a text tells one by one, spread over a section: 'De eerste les is …', 'De tweede les …'."""

import re

from rag.draft import Draft, Evidence, Line, LineStyle
from rag.library import Library
from rag.query import Query
from rag.records import EntryRole, Passage, PassageKind
from rag.retrieve import Found
from rag.text import fold, same_word, stem

ORDER = ("eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende")
ORDINAL = re.compile(rf"^(?:de|het|een) ({'|'.join(ORDER)}|laatste) ([\w-]+)")
# Only a series that stands in one of the best sections answers, and two of a kind are no series yet.
SECTIONS, MIN_MEMBERS = 3, 3
MAX_WORDS = 140

Member = tuple[int, Passage, str]


def compose_enumeration(query: Query, found: Found, library: Library) -> Draft:
    """Return the members of the series that `query` asks for, in order; without lines when no section tells one."""
    sections = list(dict.fromkeys((h.passage.source_id, h.passage.section) for h in found.hits))[:SECTIONS]
    for source_id, section in sections:
        inside = [
            passage
            for passage in library.passages
            if passage.source_id == source_id and passage.section == section and passage.kind is PassageKind.TEXT
        ]
        for members in _series(inside, library).values():
            noun = stem(_noun(members[0][2]))
            asked = any(same_word(noun, stem(word)) or noun == stem(word) for word in query.content)
            if asked and _is_whole(members) and _length(members) <= MAX_WORDS:
                return Draft(tuple(_line(passage, text) for _, passage, text in members))
    return Draft(())


def _series(passages: list[Passage], library: Library) -> dict[str, list[Member]]:
    """Return the sentences that begin with an ordinal, by the noun it counts, in reading order."""
    found: dict[str, list[Member]] = {}
    for passage in passages:
        for number in library.entries_by_passage[passage.id]:
            entry = library.entries[number]
            match = ORDINAL.match(fold(entry.text)) if entry.role is EntryRole.SENTENCE else None
            if match:
                rank = ORDER.index(match.group(1)) if match.group(1) in ORDER else len(ORDER)
                found.setdefault(stem(match.group(2)), []).append((rank, passage, entry.text))
    return found


def _noun(text: str) -> str:
    match = ORDINAL.match(fold(text))
    return match.group(2) if match else ""


def _is_whole(members: list[Member]) -> bool:
    """Tell whether the series starts at the first, climbs, and misses none."""
    ranks = [rank for rank, _, _ in members]
    counted = [rank for rank in ranks if rank < len(ORDER)]
    return len(ranks) >= MIN_MEMBERS and counted == list(range(len(counted))) and ranks == sorted(ranks)


def _length(members: list[Member]) -> int:
    return sum(len(text.split()) for _, _, text in members)


def _line(passage: Passage, text: str) -> Line:
    return Line(text, (Evidence(passage, text),), LineStyle.BULLET)
