"""Tell what a work, a chapter or the library holds: its most central sentences, then its parts as a list."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rag.draft import Draft, Evidence, Line, LineStyle
from rag.gist import gist_lines, whole_lines
from rag.library import Library
from rag.phrases import CONTENTS, CONTENTS_OF
from rag.records import EntryRole, Passage, PassageKind
from rag.select import stretch
from rag.text import NUMBER, same_word, stem_set
from rag.view_candidates import telling

SKIPPED_KINDS = frozenset(("inleiding", "werkenlijst"))
INTRO_LIMITS = (3, 65)
SECTION_LIMITS = (5, 120)
LIBRARY_LIMITS = (2, 38)
LIST_WORDS = 95
# Words of an overview of a work at most.
MOST_WORDS = 195
# With at most this many parts each gets a sentence of its own, of at most SHORT words.
FEW_PARTS, SHORT = 8, 18
# Report numbers, years and references introduce nothing.
NUMBER_PENALTY = 0.3


@dataclass(frozen=True)
class Chapter:
    """A section with the passages under it, in reading order."""

    section: tuple[str, ...]
    passages: tuple[Passage, ...]


def sections_of(library: Library, allowed: Sequence[str]) -> list[Chapter]:
    """Return every section of the sources with all that stands under it."""
    found: dict[tuple[str, tuple[str, ...]], list[Passage]] = {}
    for passage in library.passages:
        if not allowed or passage.source_id in allowed:
            for depth in range(1, len(passage.section) + 1):
                found.setdefault((passage.source_id, passage.section[:depth]), []).append(passage)
    return [Chapter(section, tuple(passages)) for (_, section), passages in found.items()]


def source_overview(source_id: str, library: Library) -> Draft:
    """Return what a source says of itself, then its chapters."""
    passages = [passage for passage in library.passages if passage.source_id == source_id]
    chapters = [
        chapter
        for chapter in sections_of(library, (source_id,))
        if len(chapter.section) == 1 and not all(set(p.kinds) <= SKIPPED_KINDS for p in chapter.passages)
    ]
    intro = [p for p in passages if "inleiding" in p.kinds and _content(p)] or [p for p in passages if _content(p)]
    source = library.source_by_id[source_id]
    lines = whole_lines(source, library) or _central(intro, passages, source.title, library, INTRO_LIMITS)
    heading = Line(CONTENTS_OF.format(name=source.short), style=LineStyle.HEADING)
    said = sum(len(line.text.split()) for line in lines)
    return Draft((*lines, heading, *_chapter_lines(chapters, library, MOST_WORDS - said)), certain=True)


def section_overview(chapter: Chapter, library: Library) -> Draft:
    """Return what a chapter says first and most centrally, then its sections."""
    depth = len(chapter.section)
    opening = [p for p in chapter.passages if len(p.section) == depth and _content(p)]
    below = [
        part
        for part in sections_of(library, (chapter.passages[0].source_id,))
        if len(part.section) == depth + 1 and part.section[:depth] == chapter.section
    ]
    limits = INTRO_LIMITS if below else SECTION_LIMITS
    lines = gist_lines(chapter.section, chapter.passages, library)
    lines = lines or _central(opening or list(chapter.passages), chapter.passages, chapter.section[-1], library, limits)
    if not below:
        return Draft(lines, certain=True)
    heading = Line(CONTENTS.format(name=chapter.section[-1]), style=LineStyle.HEADING)
    return Draft((*lines, heading, *_chapter_lines(below, library)), certain=True)


def library_overview(allowed: Sequence[str], library: Library) -> Draft:
    """Return for every source the sentences that introduce it."""
    lines: list[Line] = []
    for source in library.sources:
        if not allowed or source.id in allowed:
            own = [p for p in library.passages if p.source_id == source.id and _content(p)]
            intro = [p for p in own if "inleiding" in p.kinds] or own
            lines.append(Line(source.short, style=LineStyle.HEADING))
            lines.extend(_central(intro, own, source.title, library, LIBRARY_LIMITS))
    return Draft(tuple(lines), certain=True)


def _content(passage: Passage) -> bool:
    return passage.kind is PassageKind.TEXT and "werkenlijst" not in passage.kinds


def _central(
    among: Sequence[Passage], whole: Sequence[Passage], title: str, library: Library, limits: tuple[int, int]
) -> tuple[Line, ...]:
    """Return the sentences of `among` that say most of `title` and lie nearest to the middle of `whole`."""
    max_sentences, max_words = limits
    bodies = [n for p in whole for n in library.entries_by_passage[p.id] if library.entries[n].role is EntryRole.BODY]
    middle = np.asarray(library.vectors[bodies]).mean(axis=0)
    scored = []
    for passage in among:
        for number in library.entries_by_passage[passage.id]:
            text = library.entries[number].text
            if library.entries[number].role is EntryRole.SENTENCE and not text.endswith((":", "?")):
                nearness = stretch(float(np.asarray(library.vectors[number]) @ middle))
                score = _title_share(text, title, library) + nearness
                score -= NUMBER_PENALTY if NUMBER.search(text) else 0.0
                scored.append((score + telling(text, ()), number, passage, text))
    chosen: list[tuple[int, Passage, str]] = []
    length = 0
    for _, number, passage, text in sorted(scored, key=lambda item: (-item[0], item[1])):
        if len(chosen) < max_sentences and length + len(text.split()) <= max_words:
            chosen.append((number, passage, text))
            length += len(text.split())
    chosen.sort(key=lambda item: item[0])
    return tuple(Line(text, (Evidence(passage, text),)) for _, passage, text in chosen)


def _title_share(text: str, title: str, library: Library) -> float:
    """Return which rarity-weighted share of the words of `title` a sentence names."""
    weights = {word: library.rarity(word) for word in stem_set(title) if not word.isdigit()}
    named = sum(weight for word, weight in weights.items() if any(same_word(word, other) for other in stem_set(text)))
    return named / sum(weights.values()) if weights else 0.0


def _chapter_lines(chapters: Sequence[Chapter], library: Library, room: int = LIST_WORDS) -> tuple[Line, ...]:
    """Return a line per chapter: its title, and as far as they fit its sections or its most central sentence."""
    lines: list[Line] = []
    spare = min(room, LIST_WORDS) - sum(len(chapter.section[-1].split()) for chapter in chapters)
    for chapter in chapters:
        title = chapter.section[-1]
        first = next((p for p in chapter.passages if p.kind is PassageKind.TEXT), chapter.passages[0])
        evidence = Evidence(first, first.text.split("\n")[0])
        depth = len(chapter.section)
        below = dict.fromkeys(p.section[depth] for p in chapter.passages if len(p.section) > depth)
        more = "; ".join(name.split(":")[0] for name in below)
        told: tuple[Line, ...] = ()
        if not below and len(chapters) <= FEW_PARTS:
            told = _central([p for p in chapter.passages if _content(p)], chapter.passages, title, library, (1, SHORT))
            more = told[0].text if told else ""
        if more and len(more.split()) <= spare:
            spare -= len(more.split())
            title = f"{title}: {more}"
            evidence = told[0].evidence[0] if told else evidence
        else:
            below = {}
        places = tuple(_place(chapter, name) for name in below)
        lines.append(Line(title, (evidence, *places), LineStyle.BULLET))
    return tuple(lines)


def _place(chapter: Chapter, name: str) -> Evidence:
    """Return the first words of a section as evidence that it is there."""
    depth = len(chapter.section)
    first = next(p for p in chapter.passages if len(p.section) > depth and p.section[depth] == name)
    return Evidence(first, first.text.split("\n")[0])
