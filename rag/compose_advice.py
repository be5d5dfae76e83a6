"""Answer a situation: what helps most, what it resembles, what the sources advise, what to discuss together."""

from collections import Counter
from collections.abc import Sequence

from rag.advice_options import Option, discussion_options, unit_options
from rag.draft import Draft, Line, LineStyle
from rag.library import Library
from rag.phrases import HEADING_ADVICE, HEADING_DISCUSS, HEADING_LIKENESS
from rag.query import Query
from rag.retrieve import Found
from rag.situations import Fit, UnitKey, fit_situation

# Only the best units speak: at least and at most so many of them, the others no further behind than this (deviations).
MIN_UNITS, MAX_UNITS, MAX_BEHIND = 4, 8, 2.0
# Sentences of the lead, of a unit that has at least two to say; points under each heading; points of one unit, and of
# one table, below the lead.
LEAD, MIN_LEAD, POINTS, PER_UNIT, PER_TABLE = 3, 2, 8, 4, 3
# Questions to discuss come from one list, which must be among so many units.
DISCUSS, DISCUSS_UNITS = 3, 10
# Words of an answer at most, where a bullet and a marker count as words and headings come on top.
MAX_WORDS, PER_LINE = 315, 2
# Below this nearness a question for advice is about something else: it refuses 13 of 17 made-up ones (a flat tyre, a
# cat that will not eat) and none of the 24 development situations.
MIN_NEAREST = 0.8625
# A situation told in so many words asks for no single fact: words the library lacks are no reason to doubt the answer.
TOLD_WORDS = 18


def compose_advice(query: Query, found: Found, library: Library) -> Draft:
    """Return the draft of an answer to a situation; without lines when it is about something else."""
    fit = fit_situation(query, found, library)
    if fit.nearest < MIN_NEAREST:
        return Draft(())
    units = _speaking(fit, library)
    leads = [[option for option in options if not option.head][:LEAD] for options in units.values()]
    lead = next((taken for taken in leads if len(taken) >= MIN_LEAD), next(filter(None, leads), []))
    if not lead:
        return Draft(())
    discuss = _discuss(fit, library)
    room = MAX_WORDS - sum(map(_words, (*lead, *discuss)))
    kept: list[Option] = []
    for option in _points(units, lead):
        if _words(option) <= room:
            kept.append(option)
            room -= _words(option)
    lines = [line for option in sorted(lead, key=lambda o: o.order) for line in option.lines]
    lines += _section(HEADING_LIKENESS, [option for option in kept if not option.advises])
    lines += _section(HEADING_ADVICE, [option for option in kept if option.advises])
    lines += _section(HEADING_DISCUSS, discuss)
    told = query.is_situation and len(query.standalone.split()) >= TOLD_WORDS
    return Draft(tuple(lines), certain=told)


def _words(option: Option) -> int:
    return option.length + PER_LINE * len(option.lines)


def _speaking(fit: Fit, library: Library) -> dict[UnitKey, list[Option]]:
    """Return what the best units say, best unit first."""
    best = max(fit.units.values(), default=0.0)
    units: dict[UnitKey, list[Option]] = {}
    for unit, score in fit.units.items():
        if len(units) == MAX_UNITS or (len(units) >= MIN_UNITS and score < best - MAX_BEHIND):
            break
        options = unit_options(unit, fit, library)
        if options:
            units[unit] = options
    return units


def _points(units: dict[UnitKey, list[Option]], lead: list[Option]) -> list[Option]:
    """Return the points after the lead, unit by unit, within the limits of a heading and of a table."""
    chosen: list[Option] = []
    under, rows, known = Counter[bool](), Counter[str](), set[str]()
    for options in units.values():
        said: list[Option] = []
        for option in options:
            text = option.lines[0].text
            full = under[option.advises] >= POINTS or rows[option.passage.id] >= PER_TABLE
            if len(said) < PER_UNIT and not full and option not in lead and text not in known:
                said.append(option)
                known.add(text)
                under[option.advises] += 1
                rows[option.passage.id] += bool(option.head)
        chosen.extend(sorted(said, key=lambda o: (o.passage.position, o.order)))
    return chosen


def _discuss(fit: Fit, library: Library) -> list[Option]:
    """Return the questions that fit best of the best-fitting list of questions to discuss, in its own order."""
    for unit in list(fit.units)[:DISCUSS_UNITS]:
        questions = discussion_options(unit, fit, library)[:DISCUSS]
        if questions:
            return sorted(questions, key=lambda option: (option.passage.position, option.order))
    return []


def _section(heading: str, options: Sequence[Option]) -> list[Line]:
    """Return the lines under a heading: the sentences, then what stands in tables and lists under its place."""
    if not options:
        return []
    lines = [Line(heading, (), LineStyle.HEADING)]
    for option in options:
        if not option.head:
            lines.extend(Line(line.text, line.evidence, LineStyle.BULLET) for line in option.lines)
    heads = dict.fromkeys(option.head for option in options if option.head)
    for head in heads:
        lines.append(Line(head, (), LineStyle.REMARK))
        lines.extend(line for option in options if option.head == head for line in option.lines)
    return lines
