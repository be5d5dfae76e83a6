"""Put first in a short answer the sentence that answers: the others are its context, in the order they were chosen."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

import numpy as np
from numpy.typing import NDArray

from rag.asked import Slot, holds, what_is_asked
from rag.boosted import load_boosted
from rag.draft import Draft, Line, LineStyle
from rag.leaning import leans
from rag.library import Library
from rag.nearness import similarities
from rag.people import find_people
from rag.pointer_signals import said_nearness
from rag.query import Query, QuestionKind
from rag.records import EntryRole
from rag.retrieve import Found
from rag.select import NUMBER_WORD, defines, question_coverage
from rag.text import NUMBER, fold, stem_set
from rag.view_candidates import telling

Floats = NDArray[np.float64]

# Kinds of question whose answer has parts or rows, in an order of their own.
ORDERED = (QuestionKind.OVERVIEW, QuestionKind.COMPARISON, QuestionKind.ADVICE, QuestionKind.LIST)
KINDS = tuple(QuestionKind)
# What each column of the signals is; `_best` and `_first` are less the nearest sentence's and less the first one's.
SIGNALS = (
    "near", "near_best", "near_first", "plain", "plain_best", "slotted", "holds", "place", "many", "covered", "words",
    "same_passage", "kind", "fit", "telling", "leans", "example", "defines", "number", "name", "best_fit", "why",
    "because",
)  # fmt: skip
# The trees that tell the chance that a sentence says what must be said (`evals.first_fit`), and by how much (log odds)
# one must be likelier than the first to go before it. Of 439 answers held out 52 % open with a point as they were
# chosen, 71 % so.
TREES, MARGIN = "first_trees.json", 0.2
# A sentence that leans on another opens only where those that do not are less likely by more: 5 instead of 28 of 1,300
# answers do, and in 874 instead of 873 the first says a point.
LEANS_LESS = 1.2
# A sentence less likely than the likeliest by so much (log odds) is left out: of 1,300 short answers 1,100 instead of
# 1,109 say all points (433 and 435 of 493 held out), in 71 instead of 84 words.
FAR_LESS = 2.5
NAME = re.compile(r"(?<=\w )[A-Z][a-z]+")
WHY = re.compile(r"\b(?:waarom|waardoor|hoe kan het|hoe komt het)\b")
BECAUSE = re.compile(r"\b(?:omdat|want|doordat|reden|redenen|oorzaak|oorzaken|komt door|zodat|daardoor)\b")

# Who asks for an example, and what gives one.
ASKS_EXAMPLE = re.compile(r"\bvoorbeeld(?:en|je)?\b")
GIVES_EXAMPLE = re.compile(r"^voorbeeld|\bbijvoorbeeld\b|\bvoorbeeld(?:en)? van\b|\billustratie van\b")
EXAMPLE_OF = re.compile(r"\bvoorbeeld(?:en)? van (?P<thing>[^.:,]+)")


def answer_first(draft: Draft, query: Query, found: Found, library: Library) -> Draft:
    """Return `draft` with the sentence first that most likely answers; unchanged where it opens with one alone."""
    lines = opening_sentences(draft)
    wants_example = bool(ASKS_EXAMPLE.search(fold(query.standalone)))
    ordered = query.kind in ORDERED and not (wants_example and query.kind is QuestionKind.LIST)
    if ordered or query.is_situation or len(lines) < 2:
        return draft
    entries = [entry_of(line, library) for line in lines]
    if None in entries:
        return draft
    rows = measure_opening(lines, [entry for entry in entries if entry is not None], query, found, library)
    odds = load_boosted(TREES).log_odds(rows)
    first = _example_first(lines, odds, query) if wants_example else _first_of(lines, odds)
    kept = [number for number, own in enumerate(odds) if number != first and own >= odds.max() - FAR_LESS]
    order = [draft.lines[number] for number in (first, *kept)]
    return replace(draft, lines=(*order, *draft.lines[len(lines) :]))


def _example_first(lines: Sequence[Line], odds: Floats, query: Query) -> int:
    """Return which of `lines` gives an example of what is asked; where none does, which opens best."""
    told = [fold(line.text) for line in lines]
    asked = stem_set(query.standalone)
    things = [match and stem_set(match["thing"]) for match in map(EXAMPLE_OF.search, told)]
    other = [thing is not None and not thing & asked for thing in things]
    given = [n for n, text in enumerate(told) if GIVES_EXAMPLE.search(text) and not other[n]]
    return max(given, key=lambda n: odds[n]) if given else _first_of(lines, np.where(other, -np.inf, odds))


def _first_of(lines: Sequence[Line], odds: Floats) -> int:
    """Return which of `lines` opens best: the likeliest that leans on none, unless that is much less likely."""
    leaning = [leans(line.text) for line in lines]
    best = max(range(len(lines)), key=lambda n: float("-inf") if n and leaning[n] else odds[n])
    likelier = best if odds[best] >= odds[0] + MARGIN else 0
    if not leaning[0]:
        return likelier
    free = [n for n in range(len(lines)) if not leaning[n] and odds[n] >= odds[0] - LEANS_LESS]
    return max(free, key=lambda n: odds[n], default=likelier)


def opening_sentences(draft: Draft) -> list[Line]:
    """Return the sentences with which a draft opens, before any heading, list or table."""
    return list(takewhile(lambda line: line.style is LineStyle.SENTENCE and line.text[-1] != ":", draft.lines))


def entry_of(line: Line, library: Library) -> int | None:
    """Return the number of the entry that a line repeats, if it repeats one."""
    for evidence in line.evidence[:1]:
        for number in library.entries_by_passage[evidence.passage.id]:
            entry = library.entries[number]
            if entry.role is EntryRole.SENTENCE and entry.text == line.text:
                return number
    return None


def measure_opening(
    lines: Sequence[Line], entries: Sequence[int], query: Query, found: Found, library: Library
) -> Floats:
    """Return the signals of the sentences with which an answer opens, a row each, shape (n, len(SIGNALS))."""
    near = np.array(said_nearness(entries, found.tuned, library))
    plain = similarities(np.asarray(library.vectors)[list(entries)], found.vector)
    slot, people = what_is_asked(query).slot, find_people(library)
    first = lines[0].evidence[0].passage.id
    why = bool(WHY.search(fold(query.focus)))
    rows = []
    for place, (line, entry) in enumerate(zip(lines, entries, strict=True)):
        text = line.text
        _, covered = question_coverage(query, library, stem_set(text), frozenset())
        rows.append((
            near[place], near[place] - near.max(), near[place] - near[0],
            plain[place], plain[place] - plain.max(),
            slot is not Slot.ANY, slot is not Slot.ANY and holds(slot, text, query, people),
            place, len(lines), covered, len(text.split()), line.evidence[0].passage.id == first,
            KINDS.index(query.kind), found.pointed.fits.get(entry, 0.0), telling(text, query.terms),
            leans(text), text.startswith("Voorbeeld"), defines(query, text),
            bool(NUMBER.search(text) or NUMBER_WORD.search(text.lower())), bool(NAME.search(text)),
            found.pointed.fit, why, bool(BECAUSE.search(fold(text))),
        ))  # fmt: skip
    return np.array(rows, dtype=np.float64)
