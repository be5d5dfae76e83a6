"""Answer a situation: what helps most, what it resembles, what the sources advise, what to discuss together."""

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from rag.advice_options import Option, case_questions, case_sentences, discussion_options, part_options
from rag.boosted import load_boosted
from rag.draft import Draft, Line, LineStyle
from rag.library import Library
from rag.option_signals import measure_options
from rag.phrases import HEADING_ADVICE, HEADING_DISCUSS, HEADING_LIKENESS
from rag.query import Query
from rag.retrieve import Found
from rag.situations import COMMON_LIKENESS, Fit, fit_situation
from rag.text import fold

# So many of the parts that serve best are read.
PARTS = 24
# Sentences of the lead; points under each heading, and of one part and of one table below the lead.
LEAD, MIN_LEAD, POINTS, PER_PART, PER_TABLE = 3, 2, 12, 6, 3
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
# A sentence that leans on the one before it opens no answer: "Een tweede voorwaarde is …".
LEANING = re.compile(
    r"(?:een (?:tweede|derde|vierde|vijfde|andere?)|ook|daar\w+|hier\w+|verder|dan|toch|echter|tot slot|ten \w+|zo|"
    r"dit|die|deze|dat|zij|hij|hun|haar|zijn)\b"
)
# A situation told in so many words, or so near a case, asks for no single fact: words the library lacks are no reason
# to doubt the answer. Of 39 questions for advice that the library does not answer none comes nearer than 3.2.
TOLD_WORDS, SURE_CASE = 18, 3.3


def compose_advice(query: Query, found: Found, library: Library) -> Draft:
    """Return the draft of an answer to a situation; without lines when it is about something else."""
    fit = fit_situation(query, found, library)
    if fit.nearest + LIKENESS_WEIGHT * (fit.likeness - COMMON_LIKENESS) < MIN_NEAREST:
        return Draft(())
    options = find_options(fit, library)
    sentences = [option for option in options if not option.head]
    if not sentences:
        return Draft(())
    lead = _lead(sentences, fit, library)
    discuss = _discuss(fit, library)
    room = MAX_WORDS - sum(map(_words, (*lead, *discuss)))
    kept: list[Option] = []
    weighed = _weigh(options, fit, query, found, library)
    order_of = {part: rank for rank, part in enumerate(dict.fromkeys(option.passage.part for option in weighed))}
    for option in _points(weighed, lead):
        if _words(option) <= room:
            kept.append(option)
            room -= _words(option)
    kept.sort(key=lambda option: (order_of[option.passage.part], option.passage.position, option.order))
    lines = [line for option in lead for line in option.lines]
    lines += _section(HEADING_LIKENESS, [option for option in kept if not option.advises])
    lines += _section(HEADING_ADVICE, [option for option in kept if option.advises])
    lines += _section(HEADING_DISCUSS, discuss)
    near = fit.cases[0].nearness if fit.cases else 0.0
    told = query.is_situation and (len(query.standalone.split()) >= TOLD_WORDS or near >= SURE_CASE)
    return Draft(tuple(lines), certain=told)


def _lead(sentences: Sequence[Option], fit: Fit, library: Library) -> list[Option]:
    """Return the sentences that help most: those of the case it is like, or the best of one passage."""
    if fit.cases and fit.cases[0].nearness >= LIKE_CASE:
        lead = case_sentences(fit.cases[0].case, library)[:LEAD]
        known = {option.lines[0].text for option in lead}
        if lead:
            return [*lead, *(o for o in sentences if o.lines[0].text not in known)][: max(len(lead), MIN_LEAD)]
    whole = [option for option in sentences if not LEANING.match(fold(option.lines[0].text))] or list(sentences)
    lead = [option for option in whole if option.passage.id == whole[0].passage.id][:LEAD]
    return sorted(lead if len(lead) >= MIN_LEAD else whole[:MIN_LEAD], key=lambda option: option.order)


def _words(option: Option) -> int:
    return option.length + PER_LINE * len(option.lines)


def find_options(fit: Fit, library: Library) -> list[Option]:
    """Return what the parts that serve best have to say, best first."""
    texts = np.flatnonzero(fit.said)
    best = texts[np.argsort(-fit.said[texts], kind="stable")]
    parts = list(dict.fromkeys(int(library.entry_parts[number]) for number in best))[:PARTS]
    options = [option for part in parts for option in part_options(part, fit, library)]
    return sorted(options, key=lambda option: (-option.score, option.passage.position, option.order))


def _weigh(options: Sequence[Option], fit: Fit, query: Query, found: Found, library: Library) -> list[Option]:
    """Return `options` in the order in which they are worth their words."""
    odds = load_boosted(TREES).log_odds(measure_options(options, fit, query, found, library))
    worth = [float(own) + option.score - WORD_COST * _words(option) for own, option in zip(odds, options, strict=True)]
    return [option for _, option in sorted(zip(worth, options, strict=True), key=lambda pair: -pair[0])]


def _points(options: Sequence[Option], lead: Sequence[Option]) -> list[Option]:
    """Return the points after the lead, best first, within the limits of a heading, of a part and of a table."""
    chosen: list[Option] = []
    under, of_part, rows = Counter[bool](), Counter[int](), Counter[str]()
    known = {option.lines[0].text for option in lead}
    for option in options:
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
