"""Answer a situation: what helps most, what it resembles, what the sources advise, what to discuss together."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rag.advice_options import Option, case_questions, discussion_options, part_options
from rag.boosted import load_boosted
from rag.draft import Draft, Line, LineStyle
from rag.leaning import leans
from rag.library import Library
from rag.option_signals import measure_options
from rag.phrases import HEADING_ADVICE, HEADING_DISCUSS, HEADING_LIKENESS
from rag.query import Query
from rag.retrieve import Found
from rag.situations import COMMON_LIKENESS, Fit, fit_situation
from rag.told_cases import case_line, name_once

# What is so far behind the likeliest (in log odds) is no part of the lead, or of the answer. With such a lead 42 % of
# the points of 120 situations held out stand in it, 35 % in one chosen by the nearest case; leaving out the rest costs
# none.
LEAD_GAP, LAST_GAP = 2.0, 4.0
# So many of the parts that serve best are read.
PARTS = 24
# Sentences of the lead; points under each heading, and of one part and of one table below the lead.
LEAD, MIN_LEAD, POINTS, PER_PART, PER_TABLE = 3, 2, 12, 4, 3
# Questions to discuss come from one list, which must be in one of so many parts.
DISCUSS, DISCUSS_PARTS = 3, 10
# The trees that tell the chance that an option says one of the things that must be said (`evals.option_fit`), and what
# each word costs in log odds, so that short points go before long ones that are no better.
TREES, WORD_COST = "option_trees.json", 0.02
# Words of an answer at most, where a bullet and a marker count as words and headings come on top.
MAX_WORDS, PER_LINE = 325, 2
# Below this nearness a question for advice is about something else. Nearness is that of the nearest question and
# sentence, and so much more for each standard deviation by which the nearest pointer is nearer than is common. It
# refuses 9 of 12 made-up ones (a flat tyre, a cat that will not eat) and none of 101 development questions for advice.
MIN_NEAREST, LIKENESS_WEIGHT = 0.86, 0.01
# A situation so near a case (in standard deviations) is told in its own words: the case's sentences lead. Cases that
# count for so much beside the nearest add their questions.
LIKE_CASE, ALSO_LIKE = 3.0, 0.4
# A sentence that leans on the one before it opens no answer, and is worth less (log odds).
LEANING_COST = 1.0
# A situation told in so many words, or so near a case, asks for no single fact: words the library lacks are no reason
# to doubt the answer. Of 39 questions for advice that the library does not answer none comes nearer than 3.2.
TOLD_WORDS, SURE_CASE = 18, 3.3


@dataclass(frozen=True)
class Worth:
    """A point an answer may make, and the log odds that it says one of the things that must be said."""

    option: Option
    odds: float


def compose_advice(query: Query, found: Found, library: Library) -> Draft:
    """Return the draft of an answer to a situation; without lines when it is about something else."""
    fit = fit_situation(query, found, library)
    if fit.nearest + LIKENESS_WEIGHT * (fit.likeness - COMMON_LIKENESS) < MIN_NEAREST:
        return Draft(())
    weighed = _weigh(find_options(fit, library), fit, query, found, library)
    lead = _lead(weighed)
    if not lead:
        return Draft(())
    discuss = _discuss(fit, library)
    room = MAX_WORDS - sum(map(_words, (*lead, *discuss)))
    kept = _within(_points(weighed, lead), room, library)
    order_of = {part: rank for rank, part in enumerate(dict.fromkeys(one.option.passage.part for one in weighed))}
    kept.sort(key=lambda option: (order_of[option.passage.part], option.passage.position, option.order))
    advised = _advised(kept)
    lines = _opening(lead, library)
    lines += _section(HEADING_LIKENESS, [option for option in kept if option.passage.id not in advised], library)
    lines += _section(HEADING_ADVICE, [option for option in kept if option.passage.id in advised], library)
    lines += _section(HEADING_DISCUSS, discuss, library, apart=True)
    near = fit.cases[0].nearness if fit.cases else 0.0
    told = query.is_situation and (len(query.standalone.split()) >= TOLD_WORDS or near >= SURE_CASE)
    return Draft(tuple(name_once(lines, library)), certain=told)


def _within(options: Sequence[Option], room: int, library: Library) -> list[Option]:
    """Return of `options`, best first, what fits within so many words, with the line above what is told of a case."""
    kept: list[Option] = []
    named: set[tuple[bool, str]] = set()
    for option in options:
        place = (option.advises, "" if option.head else case_line(option.passage, library))
        cost = _words(option) + (0 if place in named else len(place[1].split()))
        if cost <= room:
            kept.append(option)
            room -= cost
            named.add(place)
    return kept


def _lead(weighed: Sequence[Worth]) -> list[Option]:
    """Return the sentences that help most: the likeliest and what else of its passage is hardly less likely."""
    sentences = sorted((one for one in weighed if not one.option.head), key=lambda one: -one.odds)
    whole = [one for one in sentences if not leans(one.option.lines[0].text)] or sentences
    lead = [one for one in whole if one.option.passage.id == whole[0].option.passage.id]
    lead = [one for one in lead if one.odds >= lead[0].odds - LEAD_GAP][:LEAD]
    if len(lead) < MIN_LEAD:
        return [one.option for one in whole[:MIN_LEAD]]
    return sorted((one.option for one in lead), key=lambda option: option.order)


def _advised(options: Sequence[Option]) -> frozenset[str]:
    """Return the ids of the passages whose sentences mostly say what helps, so that a passage is told in one place."""
    votes = Counter[str]()
    for option in options:
        votes[option.passage.id] += 1 if option.advises else -1
    return frozenset(name for name, vote in votes.items() if vote > 0)


def _words(option: Option) -> int:
    return option.length + PER_LINE * len(option.lines)


def find_options(fit: Fit, library: Library) -> list[Option]:
    """Return what the parts that serve best have to say, best first."""
    texts = np.flatnonzero(fit.said)
    best = texts[np.argsort(-fit.said[texts], kind="stable")]
    parts = list(dict.fromkeys(int(library.entry_parts[number]) for number in best))[:PARTS]
    options = [option for part in parts for option in part_options(part, fit, library)]
    return sorted(options, key=lambda option: (-option.score, option.passage.position, option.order))


def _weigh(options: Sequence[Option], fit: Fit, query: Query, found: Found, library: Library) -> list[Worth]:
    """Return `options` in the order in which they are worth their words."""
    odds = load_boosted(TREES).log_odds(measure_options(options, fit, query, found, library))
    weighed = [
        Worth(option, float(own) + option.score - LEANING_COST * (not option.head and leans(option.lines[0].text)))
        for own, option in zip(odds, options, strict=True)
    ]
    return sorted(weighed, key=lambda one: WORD_COST * _words(one.option) - one.odds)


def _points(weighed: Sequence[Worth], lead: Sequence[Option]) -> list[Option]:
    """Return the points after the lead, best first, within the limits of a heading, of a part and of a table."""
    chosen: list[Option] = []
    under, of_part, rows = Counter[bool](), Counter[int](), Counter[str]()
    known = {option.lines[0].text for option in lead}
    least = max(one.odds for one in weighed) - LAST_GAP
    for option in (one.option for one in weighed if one.odds >= least):
        text, part = option.lines[0].text, option.passage.part
        full = under[option.advises] >= POINTS or of_part[part] >= PER_PART or rows[option.passage.id] >= PER_TABLE
        if not full and text not in known:
            chosen.append(option)
            known.add(text)
            under[option.advises] += 1
            of_part[part] += 1
            rows[option.passage.id] += bool(option.head)
    return chosen


def _discuss(fit: Fit, library: Library) -> list[Option]:
    """Return the questions chosen for the cases it is like, or those that fit best of the best-fitting list of them."""
    chosen = [option for near in fit.cases if near.weight >= ALSO_LIKE for option in case_questions(near.case, library)]
    if chosen and fit.cases[0].nearness >= LIKE_CASE:
        return list({option.lines[0].text: option for option in chosen}.values())[:DISCUSS]
    for part in list(dict.fromkeys(part for part, _ in fit.units))[:DISCUSS_PARTS]:
        questions = discussion_options(part, fit, library)[:DISCUSS]
        if questions:
            return sorted(questions, key=lambda option: (option.passage.position, option.order))
    return []


def _opening(lead: Sequence[Option], library: Library) -> list[Line]:
    """Return the lines of the lead: what holds for all, then what is told of a case, under a line that names it."""
    lines: list[Line] = []
    for told, options in _by_place(lead, library):
        lines += [Line(told, (), LineStyle.REMARK)] if told else []
        lines += [line for option in options for line in option.lines]
    return lines


def _section(heading: str, options: Sequence[Option], library: Library, apart: bool = False) -> list[Line]:
    """Return the lines under a heading: sentences, those of one passage in one bullet unless they stand `apart`.

    What is told of a case, and what stands in tables and lists, comes after them, under its place.
    """
    if not options:
        return []
    lines = [Line(heading, (), LineStyle.HEADING)]
    for place, here in _by_place(options, library):
        lines += [Line(place, (), LineStyle.REMARK)] if place else []
        told = ""
        for option in here:
            style = LineStyle.FURTHER if option.passage.id == told and not apart else LineStyle.BULLET
            lines.extend(line if option.head else Line(line.text, line.evidence, style) for line in option.lines)
            told = option.passage.id
    return lines


def _by_place(options: Sequence[Option], library: Library) -> list[tuple[str, list[Option]]]:
    """Return `options` by the line that says where they stand: none first, then cases, then tables and lists."""
    of_place: dict[str, list[Option]] = {}
    for option in options:
        of_place.setdefault(option.head or case_line(option.passage, library), []).append(option)
    return sorted(of_place.items(), key=lambda item: (bool(item[0]), bool(item[1][0].head)))
