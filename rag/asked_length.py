"""Make an answer as long as was asked: "in drie zinnen"."""

import re
from dataclasses import replace
from itertools import takewhile

from rag.draft import Draft, LineStyle
from rag.followup_leans import asks_again
from rag.phrases import NUMBER_WORDS
from rag.query import Query, QuestionKind
from rag.text import fold

COUNT = "|".join((*map(fold, NUMBER_WORDS[1:7]), r"\d{1,2}"))
SENTENCES_ASKED = re.compile(
    rf"\bin (?:maximaal |hooguit |hoogstens |max\.? |ongeveer |pakweg )?(?P<count>{COUNT}) "
    r"(?:korte |heldere |duidelijke )?(?:zin|zinnen|zinnetjes)\b"
)
# "Kan dat korter?" behind an answer; so many sentences of it are short.
SHORTER = re.compile(r"\b(?:korter|bondiger|beknopter|samenvatten|te lang|in het kort|kort samen)\b")
SHORT = 2


def as_long_as_asked(draft: Draft, query: Query) -> Draft:
    """Return as many sentences of `draft` as `query` asks for, from its beginning; advice is what it opens with.

    A table, and the rows of one that are asked for, are left whole.
    """
    count = sentences_asked(query)
    if not count or draft.columns or query.wants_rows:
        return draft
    is_advice = query.kind is QuestionKind.ADVICE
    lines = takewhile(lambda line: line.style is not LineStyle.HEADING, draft.lines) if is_advice else draft.lines
    said = [line for line in lines if line.claims and line.text.endswith((".", "!", "?"))]
    return replace(draft, lines=tuple(said[:count])) if said else draft


def sentences_asked(query: Query) -> int:
    """Return in how many sentences the answer is wanted; 0 where the question does not say."""
    asked = fold(query.text)
    match = SENTENCES_ASKED.search(asked)
    if match is None:
        return SHORT if SHORTER.search(asked) and asks_again(query.text) else 0
    word = match.group("count")
    return int(word) if word.isdigit() else [fold(name) for name in NUMBER_WORDS].index(word)
