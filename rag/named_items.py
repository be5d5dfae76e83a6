"""Find what the last answer or question named one after the other: "die laatste", "die drie", "beide"."""

import re

from rag.phrases import NOT_FOUND
from rag.text import STOPWORDS, fold, sentences, words

ORDINALS = "laatste|laatstgenoemde|eerste|eerstgenoemde|tweede|derde|vierde|vijfde|zesde"
PLACES = {"eerste": 0, "eerstgenoemde": 0, "tweede": 1, "derde": 2, "vierde": 3, "vijfde": 4, "zesde": 5, "laatste": -1, "laatstgenoemde": -1}
COUNTS = {"twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8}
# An item is a short name: what comes before a colon, or at most this many words.
MAX_ITEM_WORDS = 9
CITATION = re.compile(r"\s*\[\d+\]")
NOTE = re.compile(r"^\*[^*].*\*$|^#+ |^\*\*.*\*\*$")
LIST_LINE = re.compile(r"^\s*(?:[-*•]|\d+[.)])\s+(.+)$")
TABLE_LINE = re.compile(r"^\|\s*(?![-: |]+\|?$)([^|]+)\|")
INTRODUCTION = re.compile(r"^.*?(?:\bwaaronder|\bnamelijk|\bte weten|\bzoals|:|\bzijn:?|\bonderscheidt|\bnoemt)\s+", re.IGNORECASE)
# What follows an ordinal that stands on its own: nothing, a small word, or one of these verbs.
ONE = re.compile(rf"\b(?:die|de|dat|het|deze|dit|allerlaatste) ({ORDINALS})(?: (punt|stap|vorm|type|soort|rol|factor|groep|item))?\b(?! fase| jaar| tabel)", re.IGNORECASE)
SEVERAL = re.compile(rf"\b(?:(?:elk|ieder|alle|één|een) van )?(?:die|deze|de) ({'|'.join(COUNTS)})\b(?= |$)|\bbeide(?!n? partijen)n?\b", re.IGNORECASE)


def name_items(question: str, previous: str, answer: str) -> str:
    """Return `question` with the names of what "die laatste", "die drie" or "beide" stand for; unchanged when unknown."""
    items = listed_items(answer) or asked_items(previous)
    if len(items) < 2:
        return question
    one = ONE.search(question)
    if one and _stands_alone(question[one.end() :]):
        place = PLACES[fold(one.group(1))]
        if -len(items) <= place < len(items):
            return question.replace(one.group(), items[place], 1)
    several = SEVERAL.search(question)
    if several:
        count = COUNTS[fold(several.group(1))] if several.group(1) else 2
        if count == len(items):
            return question.replace(several.group(), f"{', '.join(items[:-1])} en {items[-1]}", 1)
    return question


def listed_items(answer: str) -> list[str]:
    """Return the names that an answer lists, as points, as rows of a table or in one sentence; none without a list."""
    if answer_is_refusal(answer):
        return []
    lines = _plain_lines(answer)
    points = [match.group(1) for line in lines if (match := LIST_LINE.match(line))]
    rows = [match.group(1).strip() for line in lines if (match := TABLE_LINE.match(line))][1:]
    if len(points) > 1 or len(rows) > 1:
        return [_short(item) for item in (points if len(points) > 1 else list(dict.fromkeys(rows)))]
    said = sentences(" ".join(lines))
    return next((items for sentence in said if len(items := _enumerated(sentence)) > 1), [])


def asked_items(question: str) -> list[str]:
    """Return the two things that a question names side by side: "contract of partnerschap?"; none otherwise."""
    match = re.search(r"([\w’'-]+) (?:of|en|versus) ((?:een |de |het )?[\w’'-]+)", question)
    pair = [match.group(1), re.sub(r"^(een|de|het) ", "", match.group(2))] if match else []
    return pair if all(fold(word) not in STOPWORDS for word in pair) else []


def last_statement(answer: str) -> str:
    """Return the first sentence of an answer, without marks; empty when it is a refusal or a table."""
    if answer_is_refusal(answer):
        return ""
    said = sentences(" ".join(line for line in _plain_lines(answer) if not line.startswith("|")))
    return said[0].strip(" .!?") if said else ""


def answer_is_refusal(answer: str) -> bool:
    """Tell whether an answer says that the library does not answer."""
    return NOT_FOUND in answer


def _plain_lines(answer: str) -> list[str]:
    lines = [CITATION.sub("", line).strip() for line in answer.split("\n")]
    return [line for line in lines if line and not NOTE.match(line)]


def _enumerated(sentence: str) -> list[str]:
    """Return the parts of "a, b en c"; none when they are not short and alike."""
    bare = INTRODUCTION.sub("", sentence.strip(" .!?"))
    parts = [part.strip() for part in re.split(r", (?:en )?| en (?=[^,]*$)| of (?=[^,]*$)", bare) if part.strip()]
    short = all(len(part.split()) <= MAX_ITEM_WORDS // 2 + 1 for part in parts)
    return parts if short and len(parts) > 2 else []


def _short(item: str) -> str:
    """Return the name an item starts with."""
    bare = re.sub(r"\*\*|[;.,]$", "", item).strip()
    head = bare.split(":")[0]
    kept = head if len(head.split()) <= MAX_ITEM_WORDS else " ".join(bare.split()[:MAX_ITEM_WORDS])
    return kept.strip(" ;.,")


def _stands_alone(after: str) -> bool:
    """Tell whether no noun follows the ordinal, so that it stands for a thing by itself."""
    following = words(after)
    return not following or following[0] in STOPWORDS or following[0].endswith("t")
