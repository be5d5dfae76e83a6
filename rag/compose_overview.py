"""Answer what a source, a chapter or the library is about: its own introducing sentences, then its parts as a list."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from rag.compare_views import telling
from rag.compose_comparison import compose_views
from rag.draft import Draft, Evidence, Line, LineStyle
from rag.gist import FILLER, gist_lines, whole_lines
from rag.library import Library
from rag.phrases import CONTENTS, CONTENTS_OF
from rag.query import Query, QuestionKind
from rag.records import EntryRole, Passage, PassageKind
from rag.retrieve import Found
from rag.select import stretch
from rag.sides import source_side, subject_terms
from rag.subjects import find_subjects
from rag.text import NUMBER, STOPWORDS, fold, same_word, sentences, stem, stem_set, words
from rag.understand import find_sources

ASKED = re.compile(
    r"\b(waar(over)? gaa[nt]|samenvat\w*|vat .* samen|hoofdlijn\w*|hoofdboodschap|rode draad|kernboodschap|"
    r"kernpunten|in het kort|in grote lijnen|kort overzicht|summar\w+|what is .* about|zusammenfass\w*|résum\w*)\b"
)
# Asking for the contents; of a subject, these words ask something else.
CONTENTS_ASKED = re.compile(
    r"\b(wat staat er( zoal| allemaal)? in|welke (onderwerpen|thema'?s|hoofdstukken)|onderwerpen|"
    r"opgebouwd|opbouw|inhoudsopgave|overzicht van het)\b"
)
# Asking what a source has to say of a theme, when the theme is most of what else is asked.
THEME_ASKED = re.compile(
    r"\b(zegt|zeggen|schrijft|schrijven|vindt|vinden|denkt|denken|leert|leren we|vertelt|meldt|te bieden|te melden|"
    r"te zeggen|staat|kijkt|kijk)\b.*\b(over|van|tegen|aan|naar)\b"
)
# What a sentence says it is about: "ik geef les over evaluatie".
THEME = re.compile(r"\bover ([^,.;:?!]+)")
THEME_KINDS = frozenset((QuestionKind.FACT, QuestionKind.DEFINITION, QuestionKind.OVERVIEW))
MIN_THEME = 0.5
CHAPTER = re.compile(r"\b(?:hoofdstuk|paragraaf|sectie|chapter|section|kapitel) (\d+(?:\.\d+)*)\b")
SKIPPED_KINDS = frozenset(("inleiding", "werkenlijst"))
INTRO_LIMITS = (3, 65)
SECTION_LIMITS = (5, 120)
LIBRARY_LIMITS = (2, 38)
THEME_LIMITS, ALL_LIMITS = (7, 150), (4, 60)
LIST_WORDS = 95
# Words of an overview of a work at most.
MOST_WORDS = 195
# With at most this many parts each gets a sentence of its own, of at most SHORT words.
FEW_PARTS, SHORT = 8, 18
MIN_TITLE_STEMS = 1
# Report numbers, years and references introduce nothing.
NUMBER_PENALTY = 0.3


@dataclass(frozen=True)
class Chapter:
    """A section with the passages under it, in reading order."""

    section: tuple[str, ...]
    passages: tuple[Passage, ...]


def compose_theme(query: Query, found: Found, library: Library) -> Draft:
    """Return what one source, or each, says of a theme that the register knows; without lines for other questions."""
    allowed = query.source_filter or query.named_sources
    asks = query.kind in THEME_KINDS and not (query.tables or query.numbers or query.is_situation)
    if len(allowed) != 1 or not asks or not THEME_ASKED.search(fold(query.standalone)):
        return Draft(())
    near = find_subjects(query, found, library)
    if not near or near[0].named < MIN_THEME:
        return Draft(())
    side = source_side(library.source_by_id[allowed[0]], library)
    return compose_views(query, found, library, (side,), THEME_LIMITS)


def asks_overview(query: Query) -> bool:
    """Tell whether the question asks what something is about; a story in which somebody gets a summary does not."""
    if query.kind is QuestionKind.ADVICE and query.is_situation:
        return False
    asked = fold(query.standalone)
    return query.kind is QuestionKind.OVERVIEW or bool(ASKED.search(asked) or CONTENTS_ASKED.search(asked))


def compose_overview(query: Query, found: Found, library: Library) -> Draft:
    """Return the draft of an overview; without lines when the question asks for none."""
    if not asks_overview(query) or query.tables:
        return Draft(())
    allowed = query.source_filter or query.named_sources
    named = find_section(query, library, allowed)
    if named:
        return _section_overview(named, library)
    left_out = stem_set(FILLER) | _source_words(query, library)
    said = stem_set(_asking_sentence(query, library))
    subject = {
        t: w for t, w in subject_terms(query, (), library).items() if t not in left_out and (not said or t in said)
    }
    if not any(weight == 1.0 for weight in subject.values()):
        return _source_overview(allowed[0], library) if len(allowed) == 1 else _library_overview(allowed, library)
    if query.kind is not QuestionKind.OVERVIEW and not ASKED.search(fold(query.standalone)):
        return Draft(())
    about = replace(query, terms=subject)
    if len(allowed) == 1:
        side = source_side(library.source_by_id[allowed[0]], library)
        return compose_views(about, found, library, (side,), THEME_LIMITS)
    sides = [source_side(source, library) for source in library.sources if not allowed or source.id in allowed]
    return compose_views(about, found, library, sides, ALL_LIMITS)


def _asking_sentence(query: Query, library: Library) -> str:
    """Return the sentences that ask for an overview of the one work named, when others only say what for; else ''."""
    own = sentences(query.standalone)
    asking = [text for text in own if ASKED.search(fold(text))]
    asking = [text for text in asking if find_sources(fold(text), library)] or asking
    named = {sources for text in own if (sources := find_sources(fold(text), library))}
    if len(own) < 2 or not asking or len(named) != 1:
        return ""
    themes = " ".join(theme for text in own if text not in asking for theme in THEME.findall(fold(text)))
    left = {word for word in stem_set(themes) if word not in stem_set(FILLER) | _source_words(query, library)}
    return "" if left else " ".join(asking)


def find_section(query: Query, library: Library, allowed: Sequence[str]) -> Chapter | None:
    """Return the section that the question names by number or by its whole title."""
    asked = fold(query.standalone)
    number = CHAPTER.search(asked)
    own = {stem(word) for word in words(asked) if word not in STOPWORDS}
    best: tuple[int, Chapter] | None = None
    for chapter in _sections(library, allowed):
        title = fold(chapter.section[-1])
        if number and re.match(rf"{re.escape(number.group(1))}\.?\s", title):
            return chapter
        stems = {word for word in stem_set(title) if not word.isdigit()}
        fits = len(stems - stem_set(FILLER)) >= MIN_TITLE_STEMS and stems <= own
        if fits and (best is None or len(stems) > best[0]):
            best = len(stems), chapter
    return best[1] if best and not number else None


def _sections(library: Library, allowed: Sequence[str]) -> list[Chapter]:
    """Return every section of the sources with all that stands under it."""
    found: dict[tuple[str, tuple[str, ...]], list[Passage]] = {}
    for passage in library.passages:
        if not allowed or passage.source_id in allowed:
            for depth in range(1, len(passage.section) + 1):
                found.setdefault((passage.source_id, passage.section[:depth]), []).append(passage)
    return [Chapter(section, tuple(passages)) for (_, section), passages in found.items()]


def _source_words(query: Query, library: Library) -> frozenset[str]:
    """Return the stems of the names of the sources asked for, and of the names as a person would shorten them."""
    sources = [library.source_by_id[source_id] for source_id in query.source_filter or query.named_sources]
    named = ((*source.names, *source.authors, source.title) for source in sources)
    return frozenset(word for names in named for name in names for word in stem_set(name))


def _source_overview(source_id: str, library: Library) -> Draft:
    """Return what a source says of itself, then its chapters."""
    passages = [passage for passage in library.passages if passage.source_id == source_id]
    chapters = [
        chapter
        for chapter in _sections(library, (source_id,))
        if len(chapter.section) == 1 and not all(set(p.kinds) <= SKIPPED_KINDS for p in chapter.passages)
    ]
    intro = [p for p in passages if "inleiding" in p.kinds and _content(p)] or [p for p in passages if _content(p)]
    source = library.source_by_id[source_id]
    lines = whole_lines(source, library) or _central(intro, passages, source.title, library, INTRO_LIMITS)
    heading = Line(CONTENTS_OF.format(name=source.short), style=LineStyle.HEADING)
    said = sum(len(line.text.split()) for line in lines)
    return Draft((*lines, heading, *_chapter_lines(chapters, library, MOST_WORDS - said)), certain=True)


def _section_overview(chapter: Chapter, library: Library) -> Draft:
    """Return what a chapter says first and most centrally, then its sections."""
    depth = len(chapter.section)
    opening = [p for p in chapter.passages if len(p.section) == depth and _content(p)]
    below = [
        part
        for part in _sections(library, (chapter.passages[0].source_id,))
        if len(part.section) == depth + 1 and part.section[:depth] == chapter.section
    ]
    limits = INTRO_LIMITS if below else SECTION_LIMITS
    lines = gist_lines(chapter.section, chapter.passages, library)
    lines = lines or _central(opening or list(chapter.passages), chapter.passages, chapter.section[-1], library, limits)
    if not below:
        return Draft(lines, certain=True)
    heading = Line(CONTENTS.format(name=chapter.section[-1]), style=LineStyle.HEADING)
    return Draft((*lines, heading, *_chapter_lines(below, library)), certain=True)


def _library_overview(allowed: Sequence[str], library: Library) -> Draft:
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
