"""Recognise a situation told without "wij" or "onze": it opens with a statement, and a case is near."""

import re
from dataclasses import replace

import numpy as np

from rag.case_signals import told_nearness
from rag.library import Library
from rag.query import Query, QuestionKind
from rag.retrieve import Found
from rag.text import fold, sentences

# How far the nearest case may be behind the nearest pointer, in standard deviations. Of 60 development questions that
# open with a statement and name nobody, all 13 stories are nearer than that and none of the 41 others.
MOST_BEHIND = 2.1
# A story takes some words to tell.
LEAST_WORDS = 12
TOLD_KINDS = frozenset((QuestionKind.FACT, QuestionKind.WHO, QuestionKind.ADVICE))
# A long one may seem to ask who or what is meant: "Ik hoor wie er op wiens subsidie aast. Waar begin ik?". Of the
# hand-made questions of so many words three more are answered whole, none less.
LONG_WORDS = 25
SEEMING_KINDS = TOLD_KINDS | {QuestionKind.DEFINITION, QuestionKind.COMPARISON, QuestionKind.LIST}
# Who commands tells nothing: "Geef me …", "Doe alsof …".
COMMAND = re.compile(
    r"^(?:geef|noem|schrijf|doe|negeer|vergeet|herhaal|maak|zet|leg|som|vat|vertel|toon|vergelijk|beschrijf)\b"
)


def as_situation(query: Query, found: Found, library: Library) -> Query:
    """Return `query` as one for advice when it tells what happens somewhere; unchanged when it asks about the texts."""
    if query.kind is QuestionKind.ADVICE and query.is_situation or not _may_tell(query):
        return query
    nearest = told_nearness(found.tuned, library).max(initial=-np.inf)
    mean, deviation = library.asked_scale
    pointed = max((near.similarity for near in found.pointed.answered), default=mean)
    if nearest < (pointed - mean) / deviation - MOST_BEHIND:
        return query
    return replace(query, kind=QuestionKind.ADVICE, is_situation=True)


def _may_tell(query: Query) -> bool:
    """Tell whether a question opens with a statement and names no work, person, table or quoted words."""
    names_text = query.tables or query.named_sources or query.names or query.unknown_names
    kinds = SEEMING_KINDS if len(query.standalone.split()) >= LONG_WORDS else TOLD_KINDS
    if query.kind not in kinds or names_text or query.language != "nl":
        return False
    told = sentences(query.standalone)
    opens = len(told) > 1 and not told[0].rstrip().endswith("?")
    is_told = opens or "?" not in query.standalone
    return is_told and len(query.standalone.split()) >= LEAST_WORDS and not COMMAND.match(fold(query.standalone))
