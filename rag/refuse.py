"""Decide that the library does not answer, and say so usefully."""

import math
from dataclasses import astuple

from rag.compose_work import nearest_in_work
from rag.doubt import Signals
from rag.draft import Draft, make_citation
from rag.focus import asks_of_machine
from rag.library import Library
from rag.people import find_people
from rag.phrases import (
    ASK_INSTEAD,
    LOOKED_FOR,
    NEAREST,
    NEAREST_NONE,
    NOT_FOUND,
    OFF_TOPIC,
    TOLD_THERE,
    UNCLEAR,
    UNKNOWN_NAME,
    UNKNOWN_WORD,
    join_words,
)
from rag.query import Query, QuestionKind
from rag.records import Citation, Refusal, RefusalReason
from rag.retrieve import Found
from rag.said_by import is_said_by
from rag.shortfall import led_evidence, looked_for, nearest_evidence, one_of_each, questions_instead, shortfall_of
from rag.text import fold, stem

# Weights of the signals, a bias first, in log odds that the library answers; fitted by `python -m evals.calibrate --fit`;
# but for `clear`, which sets doubt aside, and two set by hand: `elsewhere` (a fit gives -2.1; of 170 questions for people 53 instead of
# 25 are refused, of 2,400 by hand that can be answered two more) and `who` (of 303 of these that ask for a name 5 instead of 14).
BIAS = -0.93
WEIGHTS = Signals(
    sentence=0.93,
    question=0.80,
    covered_near=0.58,
    covered_sentence=1.12,
    covered_answer=-0.81,
    covered_asked=0.81,
    missing=2.09,
    lone_gap=-3.60,
    unknown_names=-1.77,
    aspect_gap=-0.38,
    slot_gap=-2.05,
    slot_drop=-3.36,
    name_gap=-0.42,
    absent_note=-5.72,
    short=3.45,
    length=4.66,
    pointed=2.76,
    lure=-10.47,
    gap_named=-2.67,
    ahead=0.41,
    rare_gap=-0.42,
    clear=6.0,
    number=0.03,
    advice=0.16,
    elsewhere=-2.0,
    who=1.0,
)
# Confidence below which the question is refused; chosen on the development questions (evals/risk_coverage.md).
MIN_CONFIDENCE = 0.27
# Requests for advice are told apart better: of those that can be answered 1.4 % fall below it.
MIN_ADVICE_CONFIDENCE = 0.45
# Rows that say less than this share of the question's words are no answer to it: of 35 lists that are, none says less.
MIN_ROWS_COVERED = 0.2
# The chance that rows or a table named exactly, or a corrected premise, are what was asked for; from the same questions.
CERTAIN = 0.99
# Likeness (in units of `rag.doubt`) of the nearest sentence and question below which nothing here is on the subject.
OFF_TOPIC_SENTENCE, OFF_TOPIC_QUESTION = -0.3, 0.4
# Words that ask without saying about what.
VAGUE = frozenset(
    stem(word)
    for word in """help hulp vraag vragen vraagje info informatie uitleg iets ding dingen alles hallo hoi hey hi test ok oke ja nee
    dank bedankt verder meer antwoord probleem weet idee doe tips advies""".split()
)


def confidence(signals: Signals) -> float:
    """Return how sure the signals make us, 0..1, that the library answers the question."""
    odds = BIAS + sum(weight * value for weight, value in zip(astuple(WEIGHTS), astuple(signals), strict=True))
    return 1.0 / (1.0 + math.exp(-odds))


def is_exempt(query: Query, draft: Draft, signals: Signals) -> bool:
    """Tell whether doubt is set aside: the question names a table, or its rows, exactly, or its premise is corrected.

    Rows that say hardly anything of what is asked were named by chance: a publisher is no thesis.
    """
    by_chance = query.wants_rows and signals.covered_answer < MIN_ROWS_COVERED
    return bool(query.tables) or (draft.certain and not by_chance)


def is_unclear(query: Query) -> bool:
    """Tell whether the question says nothing to look for: 'help', 'en?'."""
    return not (query.named_sources or query.tables) and all(stem(word) in VAGUE for word in query.content)


def confidence_in(query: Query, draft: Draft, signals: Signals) -> float:
    """Return the chance, 0..1, that `draft` answers what is asked; 0 when there is nothing to say or to look for."""
    if not draft.lines or is_unclear(query) or asks_of_machine(query.focus):
        return 0.0
    return CERTAIN if is_exempt(query, draft, signals) else confidence(signals)


def is_refused(query: Query, sure: float) -> bool:
    """Tell whether a chance of `sure` (0..1) that the library answers is too small to answer."""
    return sure < (MIN_ADVICE_CONFIDENCE if query.kind is QuestionKind.ADVICE else MIN_CONFIDENCE)


def make_refusal(query: Query, found: Found, signals: Signals, library: Library) -> Refusal:
    """Return the refusal: what was looked for, what comes nearest and falls short, what to ask instead."""
    if is_unclear(query):
        return Refusal(RefusalReason.UNCLEAR, UNCLEAR.format(title=library.sources[0].title))
    sought = LOOKED_FOR.format(terms=", ".join(looked_for(query)) or query.text)
    of_work = nearest_in_work(query, library)
    if asks_of_machine(query.focus):
        return Refusal(RefusalReason.OFF_TOPIC, OFF_TOPIC)
    people = find_people(library).intersection(map(fold, query.names))
    is_named = bool(of_work or people or query.named_sources)
    if not is_named and signals.sentence < OFF_TOPIC_SENTENCE and signals.question < OFF_TOPIC_QUESTION:
        return Refusal(RefusalReason.OFF_TOPIC, f"{OFF_TOPIC} {sought}")
    led = None if of_work else led_evidence(found, library)
    near = (*filter(None, (led,)), *nearest_evidence(query, found, library))
    theirs = [one for one in near if is_said_by(one, query.people, library)] if query.people else []
    nearest = of_work or one_of_each(theirs or near)
    led = led if led in nearest else None
    citations = tuple(make_citation(library, evidence) for evidence in nearest)
    parts = [NOT_FOUND, *_unknown(query), sought]
    if nearest:
        place = _place(citations[0], library)
        told = led.quote if led else ""
        falls_short = shortfall_of(query, nearest[0].passage, told or nearest[0].quote, library)
        parts.append(NEAREST.format(place=place, shortfall=falls_short))
        if told:
            parts.append(TOLD_THERE.format(told=told))
    else:
        parts.append(NEAREST_NONE)
    instead = questions_instead(nearest, found, library)
    if instead:
        parts.append(ASK_INSTEAD.format(questions=join_words([f"‘{question}’" for question in instead])))
    return Refusal(RefusalReason.NOT_IN_SOURCES, " ".join(parts), citations)


def _unknown(query: Query) -> list[str]:
    """Return the phrase about names or words that stand nowhere in the library, if any."""
    if query.unknown_names:
        return [UNKNOWN_NAME.format(names=join_words(list(query.unknown_names)))]
    if query.unknown_words:
        return [UNKNOWN_WORD.format(words=join_words([f"‘{word}’" for word in dict.fromkeys(query.unknown_words)]))]
    return []


def _place(citation: Citation, library: Library) -> str:
    return f"{library.source_by_id[citation.source_id].short}, ‘{citation.section[-1]}’"
