"""Say where sources disagree: the dossiers' own notes that name it."""

from collections.abc import Sequence

import numpy as np

from rag.draft import Evidence, Line
from rag.library import Library
from rag.named_sources import find_sources
from rag.nearness import similarities
from rag.records import Passage, PassageKind
from rag.retrieve import Found
from rag.select import stretch
from rag.text import fold, sentences

# A note bears on a question when its part is among the best found and its words and meaning fit this well.
PARTS_SEEN = 4
MIN_FIT = 1.0
MAX_WORDS = 60


def disagreement_lines(found: Found, library: Library, max_words: int = MAX_WORDS) -> tuple[Line, ...]:
    """Return the best note near the top of `found` that says how sources differ, as lines; none without one."""
    notes = find_disagreements(found, library)
    return note_lines(notes[0], max_words) if notes else ()


def find_disagreements(
    found: Found, library: Library, parts_seen: int = PARTS_SEEN, between: Sequence[str] = ()
) -> list[Passage]:
    """Return the notes that name two or more sources (of `between`, when given) and bear on the question."""
    parts = list(dict.fromkeys(hit.passage.part for hit in found.hits))[:parts_seen]
    best = float(found.lexical.max()) or 1.0
    scored = [
        (note_fit(found, library, passage, best), passage)
        for part in parts
        for passage in library.passages_by_part[part]
        if passage.kind is PassageKind.NOTE and _differ(passage, library, between)
    ]
    scored.sort(key=lambda item: (-item[0], item[1].position))
    return [passage for fit, passage in scored if fit >= MIN_FIT]


def note_fit(found: Found, library: Library, note: Passage, best_lexical: float) -> float:
    """Return how well a note's words (as a share of the best word score found) and meaning fit the question, 0..2."""
    numbers = np.array(library.entries_by_passage[note.id])
    similarity = float(similarities(np.asarray(library.vectors)[numbers], found.vector).max())
    return float(found.lexical[numbers].max()) / best_lexical + stretch(similarity)


def _differ(note: Passage, library: Library, between: Sequence[str]) -> bool:
    named = sources_named(note, library)
    return len(set(named) & set(between) if between else named) > 1


def sources_named(note: Passage, library: Library) -> tuple[str, ...]:
    """Return the ids of the sources that a note names."""
    return find_sources(fold(note.text), library)


def note_lines(note: Passage, max_words: int = MAX_WORDS) -> tuple[Line, ...]:
    """Return the first sentences of a note, at most `max_words` words but at least one sentence."""
    lines: list[Line] = []
    length = 0
    for text in sentences(note.text):
        length += len(text.split())
        if lines and length > max_words:
            break
        lines.append(Line(text, (Evidence(note, text),)))
    return tuple(lines)
