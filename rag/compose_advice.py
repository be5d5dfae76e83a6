"""Answer a situation: what helps most, what it resembles, what the sources advise, what to discuss together."""

from collections import Counter

from rag.advice_options import Option, discussion_options, unit_options
from rag.draft import Draft, Line, LineStyle
from rag.library import Library
from rag.phrases import HEADING_ADVICE, HEADING_DISCUSS, HEADING_LIKENESS
from rag.query import Query
from rag.retrieve import Found
from rag.situations import Fit, UnitKey, fit_situation

# Only the best units speak: so many of them, none further behind the best than this (deviations).
MAX_UNITS, MAX_BEHIND = 10, 3.5
# Sentences of the lead; points under each heading; points of one unit, and of one section, below the lead.
LEAD, POINTS = 3, 5
PER_UNIT, PER_TABLE = 2, 2
# Questions to discuss come from one list, which must be among so many units.
DISCUSS, DISCUSS_UNITS = 3, 30
MAX_WORDS = 250


def compose_advice(query: Query, found: Found, library: Library) -> Draft:
    """Return the draft of an answer to a situation; without lines when nothing fits."""
    fit = fit_situation(query, found, library)
    units = _speaking(fit, library)
    lead = next((taken for taken in map(_lead, units.values()) if taken), [])
    if not lead:
        return Draft(())
    lines = [option.line for option in sorted(lead, key=lambda o: o.order)]
    points = _points(units, lead)
    discuss = _discuss(fit, library)
    room = MAX_WORDS - sum(option.length for option in (*lead, *discuss))
    kept: list[Option] = []
    for option in points:
        if option.length <= room:
            kept.append(option)
            room -= option.length
    for heading, chosen in (
        (HEADING_LIKENESS, [option for option in kept if not option.advises]),
        (HEADING_ADVICE, [option for option in kept if option.advises]),
        (HEADING_DISCUSS, discuss),
    ):
        if chosen:
            lines.append(Line(heading, (), LineStyle.HEADING))
            lines.extend(_bullet(option.line) for option in chosen)
    return Draft(tuple(lines))


def _speaking(fit: Fit, library: Library) -> dict[UnitKey, list[Option]]:
    """Return what the best units say, best unit first."""
    best = max(fit.units.values(), default=0.0)
    units: dict[UnitKey, list[Option]] = {}
    for unit, score in fit.units.items():
        if len(units) == MAX_UNITS or score < best - MAX_BEHIND:
            break
        options = unit_options(unit, fit, library)
        if options:
            units[unit] = options
    return units


def _lead(options: list[Option]) -> list[Option]:
    return [option for option in options if option.is_sentence][:LEAD]


def _points(units: dict[UnitKey, list[Option]], lead: list[Option]) -> list[Option]:
    """Return the points after the lead, unit by unit, within the limits of a heading and of a table."""
    chosen: list[Option] = []
    under, rows = Counter[bool](), Counter[str]()
    for options in units.values():
        said: list[Option] = []
        for option in options:
            if len(said) == PER_UNIT:
                break
            full = under[option.advises] >= POINTS or (not option.is_sentence and rows[option.passage.id] >= PER_TABLE)
            if option in lead or full or any(o.line.text == option.line.text for o in chosen):
                continue
            said.append(option)
            under[option.advises] += 1
            rows[option.passage.id] += not option.is_sentence
        chosen.extend(sorted(said, key=lambda o: (o.passage.position, o.order)))
    return chosen


def _discuss(fit: Fit, library: Library) -> list[Option]:
    """Return the first questions of the best-fitting list of questions to discuss."""
    for unit in list(fit.units)[:DISCUSS_UNITS]:
        questions = discussion_options(unit, fit, library)
        if questions:
            ranked = sorted(questions, key=lambda o: (-_meaning(o, fit, library), o.order))[:DISCUSS]
            return sorted(ranked, key=lambda o: (o.passage.position, o.order))
    return []


def _meaning(option: Option, fit: Fit, library: Library) -> float:
    numbers = library.entries_by_passage[option.passage.id]
    return max(float(fit.entries[n]) for n in numbers if library.entries[n].row == option.order)


def _bullet(line: Line) -> Line:
    return Line(line.text, line.evidence, LineStyle.BULLET, line.cells)
