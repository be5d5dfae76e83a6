"""Take the words with which somebody asks from what is asked: "voor een presentatie morgen", "kun je me vertellen"."""

import re
from collections.abc import Callable

from rag.ask_direct import QUESTION_WORD, ask_directly
from rag.asking_words import asking_words, is_asking, is_frame, only_asks
from rag.followup_leans import leans_on_history
from rag.text import STOPWORDS, sentences, words

ASKS = re.compile(rf"\b{QUESTION_WORD}\b", re.IGNORECASE)
# A sentence ends also where the next begins in small letters; what stands before a colon is a part of its own.
PARTS = re.compile(r"(?<=\w:) +(?=\S)|(?<=\?) +(?=\S)")
# How an answer is to be told, and what for, at the end: "voor mijn scriptie", "in max. twee zinnen".
TAIL = re.compile(r"\b(?:in|voor|op|aan|ivm|tbv|met|als|alsof|want|aub|svp|graag)\b", re.IGNORECASE)
PREPOSITIONS = frozenset("over aan mee van voor bij in uit op tegen om".split())
TAIL_GROUPS = ("how to tell", "what for", "not knowing")
# What kind of thing is asked for, where nothing else says so: "alleen het getal: partijen in het convenant".
OF_KIND = re.compile(
    r"\b(?:getal|cijfer|aantal|definitie|betekenis|omschrijving|samenvatting|overzicht)\b", re.IGNORECASE
)
# What is meant stands elsewhere.
LEANS = re.compile(
    r"\b(?:daar|hier)(?:over|van|voor|bij|mee|in|aan|tegen|tegenaan|uit|op)?\b|"
    r"\b(?:hem|zoiets|dit|deze)\b(?! (?:artikel|rapport|essay))",
    re.IGNORECASE,
)


def strip_frame(question: str, knows: Callable[[str], bool] = lambda word: True) -> str:
    """Return what `question` asks, without sentences and clauses that only tell that, why and how it is asked.

    `knows` tells whether a folded word means something to the library. Unchanged where more than one thing is told or
    asked, where what is asked leans on the rest, and where nothing is left but words of asking.
    """
    parts = [piece for sentence in sentences(question) for piece in PARTS.split(sentence)]
    about = [part for part in parts if not only_asks(part, knows)]
    if len(about) != 1 or any(_asks_of_the_rest(part, about) for part in parts if part not in about):
        return question
    asked = ask_directly(_without_tail(_without_commas(about[0], knows)), knows)
    lost_kind = OF_KIND.search(question) and not (ASKS.search(asked) or OF_KIND.search(asked))
    return question if lost_kind or LEANS.search(asked) else asked


def whole_questions(question: str) -> tuple[str, ...]:
    """Return the questions in `question` that stand alone beside something else, last first."""
    parts = [piece for sentence in sentences(question) for piece in PARTS.split(sentence)]
    asked = [part for part in parts if _is_whole(part)] if len(parts) > 1 else []
    return tuple(dict.fromkeys(reversed(asked)))


def _is_whole(part: str) -> bool:
    said = [word for word in words(part) if word not in STOPWORDS and not is_asking(word)]
    return bool(said) and bool(ASKS.search(part)) and not (LEANS.search(part) or leans_on_history(part))


def _asks_of_the_rest(part: str, about: list[str]) -> bool:
    """Tell whether a part asks something of what the others tell: "… Wat is dat?", where none of these asks itself."""
    return bool(ASKS.search(part) or part.endswith("?")) and not any(ASKS.search(other) for other in about)


def _without_commas(part: str, knows: Callable[[str], bool]) -> str:
    """Return `part` without what stands before the first or behind the last comma and only asks."""
    pieces = part.split(", ")
    while len(pieces) > 1 and _only_frames(pieces[0], knows):
        pieces = pieces[1:]
    while len(pieces) > 1 and _only_frames(pieces[-1], knows):
        pieces = pieces[:-1]
    mark = part[len(part.rstrip(".?!")) :]
    shorter = ", ".join(pieces).removesuffix(mark) + mark
    return part if is_frame(shorter) else shorter


def _only_frames(piece: str, knows: Callable[[str], bool]) -> bool:
    said = [word for word in words(piece) if word not in STOPWORDS]
    return bool(said) and not ASKS.search(piece.rstrip("?")) and only_asks(piece, knows)


def _without_tail(part: str) -> str:
    """Return `part` without how the answer is to be told, or what for, at its end."""
    mark = part[len(part.rstrip(" .?!")) :]
    bare = part[: len(part) - len(mark)]
    told = asking_words(TAIL_GROUPS)
    for begin in TAIL.finditer(bare):
        said = [word for word in words(bare[begin.start() :]) if word not in STOPWORDS]
        before = bare[: begin.start()].rstrip(" ,")
        last = words(bare)[-1]  # "… in het kort over" ends with a word that belongs to the verb
        if said and last not in PREPOSITIONS and all(word in told for word in said) and not is_frame(before):
            return before + mark
    return part
