"""Answer a situation: what helps most, what it resembles, what the sources advise, what to discuss together."""

from collections import Counter
from collections.abc import Sequence

from rag.advice_options import Option, discussion_options, find_options
from rag.draft import Draft, Line, LineStyle
from rag.library import Library
from rag.phrases import HEADING_ADVICE, HEADING_DISCUSS, HEADING_LIKENESS
from rag.query import Query
from rag.retrieve import Found
from rag.situations import UnitKey, fit_situation

# Sentences of the lead and points under each heading, at most; and words in all.
LEAD, LEAD_PER_UNIT = 3, 2
LIKENESS, ADVICE, DISCUSS = 4, 4, 3
PER_UNIT = 2
MAX_WORDS = 250
# Each point of a unit or source that is already used loses this, so that several of them get to speak.
UNIT_PENALTY, SOURCE_PENALTY = 0.5, 0.15
# A point this much weaker than the best is filler.
MAX_BEHIND = 3.5


def compose_advice(query: Query, found: Found, library: Library) -> Draft:
    """Return the draft of an answer to a situation; without lines when nothing fits."""
    fit = fit_situation(query, found, library)
    options = find_options(query, fit, library)
    if not options:
        return Draft(())
    least = options[0].score - MAX_BEHIND
    used: Counter[UnitKey] = Counter()
    lead = _take([o for o in options if o.is_sentence], LEAD, LEAD_PER_UNIT, used, options[0].score - MAX_BEHIND)
    rest = [option for option in options if option not in lead]
    words = sum(option.length for option in lead)
    likeness = _take([o for o in rest if not o.advises], LIKENESS, PER_UNIT, used, least)
    advice = _take([o for o in rest if o.advises], ADVICE, PER_UNIT, used, least)
    discuss = discussion_options(fit, library, query)[:DISCUSS]
    lead.sort(key=lambda option: (-fit.units[option.unit], option.passage.position, option.order))
    lines = [line for option in lead for line in option.lines]
    sections = ((HEADING_LIKENESS, likeness), (HEADING_ADVICE, advice), (HEADING_DISCUSS, discuss))
    for heading, chosen in sections:
        kept: list[Line] = []
        for option in chosen:
            if words + option.length <= MAX_WORDS or option in discuss:
                kept.extend(option.lines)
                words += option.length
        if kept:
            lines += [Line(heading, (), LineStyle.HEADING), *(_bullet(line) for line in kept)]
    return Draft(tuple(lines))


def _take(
    options: Sequence[Option], count: int, per_unit: int, used: Counter[UnitKey], least: float
) -> list[Option]:
    """Return the best options, at most `count`, each unit and source weighing less the more it has said."""
    chosen: list[Option] = []
    left = list(options)
    here: Counter[UnitKey] = Counter()
    while left and len(chosen) < count:
        best = max(left, key=lambda o: (_worth(o, used, chosen), -o.passage.position, -o.order))
        if _worth(best, used, chosen) < least:
            break
        chosen.append(best)
        used[best.unit] += 1
        here[best.unit] += 1
        left = [o for o in left if o is not best and o.passage_key != best.passage_key and here[o.unit] < per_unit]
    return chosen


def _worth(option: Option, used: Counter[UnitKey], chosen: list[Option]) -> float:
    same_source = sum(other.passage.source_id == option.passage.source_id for other in chosen)
    return option.score - UNIT_PENALTY * used[option.unit] - SOURCE_PENALTY * same_source


def _bullet(line: Line) -> Line:
    return Line(line.text, line.evidence, LineStyle.BULLET, line.cells)
