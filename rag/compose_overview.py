"""Answer what a source, a chapter or the library is about: its own introducing sentences, then its parts as a list."""

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.compose_comparison import compose_views
from rag.draft import Draft
from rag.gist import FILLER
from rag.library import Library
from rag.named_sources import find_sources
from rag.overview_lines import Chapter, library_overview, section_overview, sections_of, source_overview
from rag.query import Query, QuestionKind
from rag.retrieve import Found
from rag.sides import source_side, subject_terms
from rag.subjects import find_subjects
from rag.text import STOPWORDS, fold, sentences, stem, stem_set, words

ASKED = re.compile(
    r"\b(waar (?:[\w-]+ ){1,4}over (?:gaat|gaan)|"
    r"waar(over)? gaa[nt](?! (het|er|iets|dit|dat)\b.*\b(mis|fout|stuk|goed)\b)|samenvat\w*|vat .* samen|"
    r"hoofdlijn\w*|hoofdboodschap|rode draad|kernboodschap|de kern van (het|dat|dit) |"
    r"kernpunten|in het kort|in grote lijnen|kort overzicht|summar\w+|what is .* about|zusammenfass\w*|résum\w*)\b"
)
# Asking for the contents; of a subject, these words ask something else.
CONTENTS_ASKED = re.compile(
    r"\b(wat (staat|zit) er( zoal| allemaal)? in|onderzocht en wat|welke (onderwerpen|thema'?s|hoofdstukken)|"
    r"onderwerpen|opgebouwd|opbouw|inhoudsopgave|overzicht van het)\b"
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
THEME_LIMITS, ALL_LIMITS = (7, 150), (4, 60)
MIN_TITLE_STEMS = 1


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
        return section_overview(named, library)
    subject = overview_subject(query, library)
    if not subject:
        return source_overview(allowed[0], library) if len(allowed) == 1 else library_overview(allowed, library)
    if query.kind is not QuestionKind.OVERVIEW and not ASKED.search(fold(query.standalone)):
        return Draft(())
    about = replace(query, terms=subject)
    if len(allowed) == 1:
        side = source_side(library.source_by_id[allowed[0]], library)
        return compose_views(about, found, library, (side,), THEME_LIMITS)
    sides = [source_side(source, library) for source in library.sources if not allowed or source.id in allowed]
    return compose_views(about, found, library, sides, ALL_LIMITS)


def overview_subject(query: Query, library: Library) -> dict[str, float]:
    """Return the terms of what an overview is asked of, beside the names of works; empty when of a whole work."""
    left_out = stem_set(FILLER) | _source_words(query, library)
    said = stem_set(_asking_sentence(query, library))
    subject = {
        t: w for t, w in subject_terms(query, (), library).items() if t not in left_out and (not said or t in said)
    }
    return subject if any(weight == 1.0 for weight in subject.values()) else {}


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
    for chapter in sections_of(library, allowed):
        title = fold(chapter.section[-1])
        if number and re.match(rf"{re.escape(number.group(1))}\.?\s", title):
            return chapter
        stems = {word for word in stem_set(title) if not word.isdigit()}
        fits = len(stems - stem_set(FILLER)) >= MIN_TITLE_STEMS and stems <= own
        if fits and (best is None or len(stems) > best[0]):
            best = len(stems), chapter
    return best[1] if best and not number else None


def _source_words(query: Query, library: Library) -> frozenset[str]:
    """Return the stems of the names of the sources asked for, and of the names as a person would shorten them."""
    sources = [library.source_by_id[source_id] for source_id in query.source_filter or query.named_sources]
    named = ((*source.names, *source.authors, source.title) for source in sources)
    return frozenset(word for names in named for name in names for word in stem_set(name))
