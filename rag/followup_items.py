"""Find what an answer of the conversation lists, and put its names in the place of "die laatste" or "punt 2"."""

import re
from collections.abc import Sequence

from rag.followup_leans import ORDINALS, POINT, may_follow_ordinal
from rag.phrases import NOT_FOUND
from rag.text import STOPWORDS, fold, sentences, stem, words

PLACES = {
    "eerste": 0,
    "eerstgenoemde": 0,
    "tweede": 1,
    "derde": 2,
    "vierde": 3,
    "vijfde": 4,
    "zesde": 5,
    "zevende": 6,
    "achtste": 7,
    "negende": 8,
    "tiende": 9,
    "middelste": 1,  # what is asked for so comes in threes
    "laatste": -1,
    "laatstgenoemde": -1,
}
COUNTS = {"twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8}
# An item is a short name: what comes before a colon, or at most this many words.
MAX_ITEM_WORDS = 9
# Of the parts of an enumeration in a sentence all but the last, which may run on, have at most so many words.
MAX_PART_WORDS = 5
CITATION = re.compile(r"\s*\[\d+\]")
NOTE = re.compile(r"^\*[^*].*\*$|^#+ |^\*\*.*\*\*$")
LIST_LINE = re.compile(r"^\s*(?:[-*•]|\d+[.)])\s+(.+)$")
TABLE_LINE = re.compile(r"^\|(?![-: |]+\|?$)(.+?)\|?$")
INTRODUCTION = re.compile(
    r"^.*?(?:\bwaaronder|\bnamelijk|\bte weten|\bzoals|:|\bzijn:?|\bonderscheid(?:t|en)|\bnoem(?:t|en)|\bken(?:t|nen)|\bonder meer|\bonder andere)\s+",
    re.IGNORECASE,
)
# Who said it stands between the parts but is none of them: "TNO onderscheidt, naar Tjemkes en anderen, …".
ASIDE = re.compile(r", (?:naar|volgens|aldus|met verwijzing naar) [^,]+, ", re.IGNORECASE)
# What follows an ordinal that stands on its own: nothing, a small word, or one of these verbs.
ONE = re.compile(rf"\b(?:die|de|dat|het|deze|dit|allerlaatste) ({ORDINALS})\b(?! fase| jaar| tabel)", re.IGNORECASE)
NAMED_ONE = re.compile(rf"\b(?:die|de|dat|het) ({ORDINALS}) ([\w-]+)(?! (?:van|bij|uit|volgens|in)\b)", re.IGNORECASE)
SOME = re.compile(rf"\b(?:die|deze|de) (?P<end>eerste|laatste) (?P<count>{'|'.join(COUNTS)})\b", re.IGNORECASE)
SEVERAL = re.compile(
    rf"\b(?:(?:elk|ieder|alle|één|een) van )?(?:die|deze|de) ({'|'.join(COUNTS)})\b(?= |$)|\bbeide(?!n? partijen)n?\b",
    re.IGNORECASE,
)
# "Wie van de vijf …": one of them is asked for, not all.
ONE_OF = re.compile(rf"\b(?:wie|welke?|wat) van (?:die|deze|de) (?:{'|'.join(COUNTS)})\b", re.IGNORECASE)
# An adverb may follow an ordinal that stands on its own: "wat is in de derde juridisch te regelen".
ADVERB = re.compile(
    r"\w+(?:isch|lijk|ig|t)|vooral|mis|goed|fout|meestal|misschien|eigenlijk|allemaal|eerder|beter|doen|gaan|snap|begrijp|volg"
)


def name_items(question: str, previous: str, items: Sequence[str]) -> str:
    """Return `question` with the names of what "die laatste", "punt 2", "die drie" or "beide" stand for; unchanged when unknown."""
    if len(items) < 2:
        return question
    for pattern in (POINT, NAMED_ONE, ONE):
        one = pattern.search(question)
        if one is None or (place := _place(pattern, one, question, previous)) is None:
            continue
        if -len(items) <= place < len(items):
            return question.replace(one.group(), _named(items[place], one, pattern), 1)
    some = SOME.search(question)
    if some and (count := COUNTS[fold(some["count"])]) < len(items):
        meant = items[:count] if fold(some["end"]) == "eerste" else items[-count:]
        return question.replace(some.group(), f"{', '.join(meant[:-1])} en {meant[-1]}", 1)
    several = SEVERAL.search(question)
    if several and not ONE_OF.search(question):
        count = COUNTS[fold(several.group(1))] if several.group(1) else 2
        if count == len(items):
            return question.replace(several.group(), f"{', '.join(items[:-1])} en {items[-1]}", 1)
    return question


def _named(item: str, one: re.Match[str], pattern: re.Pattern[str]) -> str:
    """Return the name of an item, behind what it is: "de rol trainer" for "die laatste rol", but "Productieve fase"."""
    noun = one.group(2) if pattern is NAMED_ONE else one["what"] if pattern is POINT else ""
    return f"de {noun} {item}" if noun and stem(fold(noun)) not in {stem(word) for word in words(item)} else item


def _place(pattern: re.Pattern[str], one: re.Match[str], question: str, previous: str) -> int | None:
    """Return which item a match stands for; None when it stands for something else than an item."""
    if pattern is POINT:
        return int(one["number"]) - 1 if one["number"] else PLACES[fold(one["ordinal"])]
    if pattern is NAMED_ONE and not _same_noun(one.group(2), previous):
        return None
    if pattern is ONE and not _stands_alone(question[one.end() :]):
        return None
    return PLACES[fold(one.group(1))]


def _same_noun(noun: str, previous: str) -> bool:
    """Tell whether the last question asked for things of that name: "de derde paradox" after "welke paradoxen"."""
    asked = words(previous)  # "de eerste fase" in the last question asks for one, "fasen" for all
    return fold(noun) not in {*STOPWORDS, *asked} and stem(fold(noun)) in {stem(word) for word in asked}


def is_bare_ordinal(rest: str) -> bool:
    """Tell whether a question is nothing but "de derde"."""
    return bool(re.fullmatch(rf"(?:(?:die|de|dat|het) )?(?:{ORDINALS})(?: dan)?", fold(rest)) or POINT.fullmatch(rest))


def listed_items(answer: str, asked: str = "") -> list[str]:
    """Return the names that an answer lists, as points, as rows of a table or in one sentence; none without a list.

    Of a table that is the column `asked` names, else the first.
    """
    if is_refusal(answer):
        return []
    lines = plain_lines(answer)
    points = [match.group(1) for line in lines if (match := LIST_LINE.match(line))]
    cells = [_cells(match.group(1)) for line in lines if (match := TABLE_LINE.match(line))]
    rows = [_row_name(row, _column(cells[0], asked)) for row in cells[1:]]
    if len(points) > 1 or len(rows) > 1:
        return [_short(item) for item in (points if len(points) > 1 else list(dict.fromkeys(rows)))]
    said = sentences(" ".join(lines))
    return next((items for sentence in said if len(items := _enumerated(sentence)) > 1), [])


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.split("|")]


def _column(heads: Sequence[str], asked: str) -> int:
    """Return the number of the first column that a question names, 0 when it names none."""
    known = {stem(word) for word in words(asked)}
    return next(
        (n for n, head in enumerate(heads) if any(stem(w) in known for w in words(head) if w not in STOPWORDS)), 0
    )


def _row_name(cells: Sequence[str], column: int) -> str:
    """Return the cell that names a row, or what its number stands for."""
    if cells[0].isdigit() and not column:
        return " – ".join(cells[1:3])
    return cells[column] if column < len(cells) else cells[0]


def asked_items(question: str) -> list[str]:
    """Return the two things that a question names side by side: "contract of partnerschap?"; none otherwise."""
    match = re.search(r"([\w’'-]+) (?:of|en|versus) ((?:een |de |het )?[\w’'-]+)", question)
    pair = [match.group(1), re.sub(r"^(een|de|het) ", "", match.group(2))] if match else []
    return pair if all(fold(word) not in STOPWORDS for word in pair) else []


def last_statement(answer: str) -> str:
    """Return the first sentence of an answer, without marks; empty when it is a refusal, a table or opens a list."""
    if is_refusal(answer):
        return ""
    said = sentences(" ".join(line for line in plain_lines(answer) if not line.startswith("|")))
    first = said[0].strip() if said else ""
    return "" if ":" in first and LIST_LINE.search(first.split(":", 1)[1]) else first.strip(" .!?:")


def is_refusal(answer: str) -> bool:
    """Tell whether an answer says that the library does not answer."""
    return NOT_FOUND in answer


def plain_lines(answer: str) -> list[str]:
    """Return the lines of an answer without marks, headings and notes."""
    lines = [CITATION.sub("", line).strip() for line in answer.split("\n")]
    return [line for line in lines if line and not NOTE.match(line)]


def _enumerated(sentence: str) -> list[str]:
    """Return the parts of "a, b en c"; none when they are not short and alike."""
    whole = ASIDE.sub(" ", sentence.strip(" .!?"))
    bare = whole.partition(": ")[2] or INTRODUCTION.sub("", whole)
    parts = [part.strip() for part in re.split(r", (?:en )?| en (?=[^,]*$)| of (?=[^,]*$)", bare) if part.strip()]
    least = 3 if bare == whole else 2  # "a en b" is a list only behind what announces one
    if (
        len(parts) > least - 1
        and len(parts[0].split()) > MAX_PART_WORDS
        and all(len(p.split()) == 1 for p in parts[1:])
    ):
        parts[0] = parts[0].split()[-1]  # "de afdeling treedt op als expert, adviseur en trainer"
    if len(parts) < least or len(parts[-1].split()) > MAX_ITEM_WORDS or parts[0].startswith("er "):
        return []
    return _with_shared_noun(parts) if all(len(part.split()) <= MAX_PART_WORDS for part in parts[:-1]) else []


def _with_shared_noun(parts: list[str]) -> list[str]:
    """Return "institutionele, verantwoordings- en intellectuele conflicten" with the noun that only the last part says."""
    *adjectives, last = parts
    noun = last.split()[-1]
    shared = len(last.split()) == 2 and all(len(part.split()) == 1 for part in adjectives)
    if not shared or not any(part.endswith("-") for part in adjectives):
        return parts
    return [*(f"{part[:-1]}{noun}" if part.endswith("-") else f"{part} {noun}" for part in adjectives), last]


def _short(item: str) -> str:
    """Return the name an item starts with."""
    bare = re.sub(r"\*\*|[;.,]$", "", item).strip()
    head = bare.split(":")[0]
    kept = head if len(head.split()) <= MAX_ITEM_WORDS else " ".join(bare.split()[:MAX_ITEM_WORDS])
    return kept.strip(" ;.,")


def _stands_alone(after: str) -> bool:
    """Tell whether no noun follows the ordinal, so that it stands for a thing by itself."""
    following = words(after)
    return not following or may_follow_ordinal(following[0]) or following[0].endswith("t")
