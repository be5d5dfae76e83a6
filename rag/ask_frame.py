"""Take the words with which somebody asks from what is asked: "voor een presentatie morgen", "kun je me vertellen"."""

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from rag.dutch_words import is_dutch
from rag.text import STOPWORDS, fold, sentences, split_compound, stem, words

FILE = Path(__file__).parent / "data" / "asking.txt"
QUESTION_WORD = r"(?:wat|wie|wiens|hoe|hoeveel|waarom|welke?|waar|wanneer)"
# Where a question begins inside a sentence; "in welke fase" begins with its preposition.
BEGINS = re.compile(
    r"(?:\b(?:in|op|bij|van|met|uit|aan|door|voor|over|volgens|onder|tot|binnen|naar|tegen) "
    r"(?=welke?\b|wie\b|hoeveel\b|wat voor\b))?"
    rf"\b{QUESTION_WORD}\b(?! (?:over|meer)\b)",
    re.IGNORECASE,
)
ASKS = re.compile(rf"\b{QUESTION_WORD}\b", re.IGNORECASE)
# "Geef eens wat voorbeelden": some of them.
SOME = re.compile(r"^\W*(?:geef|noem|vertel|zoek|heb)\b.*\bwat $", re.IGNORECASE)
# A sentence ends also where the next begins in small letters; what stands before a colon is a part of its own.
PARTS = re.compile(r"(?<=\w:) +(?=\S)|(?<=\?) +(?=\S)")
# "… wat een bruggenbouwer doet": the verb that a question has behind its question word.
FINAL_VERB = re.compile(
    r"^(?P<asks>wat|wie|waarom|hoe|waar|wanneer) (?P<rest>\S.*?) "
    r"(?P<verb>(?:is|zijn|was|waren|heeft|hebben|wordt|worden|kan|kunnen|moet|moeten|zal|doet|doen|betekent|betekenen|telt|tellen|gaat)"
    r"(?: (?:zijn|worden|hebben))?)(?=[?.! ]*$)",
    re.IGNORECASE,
)
INHOUDT = re.compile(r"^wat (?P<thing>\S.*) inhoudt$", re.IGNORECASE)
# What comes before a question may say what is to become of it: a summary is no answer to the question alone.
OF_WHOLE = re.compile(r"\bvat\b|samenvat|samengevat|overzicht|lijnen|hoofdlijn|\blijst|\brijtje|\bsom\b", re.IGNORECASE)
# How an answer is to be told, and what for, at the end: "voor mijn scriptie", "in max. twee zinnen".
TAIL = re.compile(r"\b(?:in|voor|op|aan|ivm|tbv|met|als|alsof|want|aub|svp|graag)\b", re.IGNORECASE)
PREPOSITIONS = frozenset("over aan mee van voor bij in uit op tegen om".split())
TAIL_GROUPS = ("how to tell", "what for", "not knowing")
# The groups of words with which anything is asked, and those for what is asked in one way only.
FRAMES = (
    "greeting and thanks",
    "asking and answering",
    "not knowing",
    "how to tell",
    "what for",
    "who wants to know",
    "talking of the talk",
    "in other languages",
)
FOR_ALL, FOR_GIST, FOR_PLACE = "for all that the texts say", "what a text says", "where something stands"
# What is meant stands elsewhere.
LEANS = re.compile(
    r"\b(?:daar|hier)(?:over|van|voor|bij|mee|in|aan|tegen|tegenaan|uit|op)?\b|\b(?:hem|zoiets|dit|deze)\b(?! (?:artikel|rapport|essay))",
    re.IGNORECASE,
)
# Behind these a clause ends with its verb; of verbs in two parts the first goes to the end of a question.
TURNING = frozenset("waarom hoe wanneer waar".split())
PARTICLES = ("samen", "tegen", "terug", "op", "aan", "uit", "af", "mee", "toe", "bij", "in")
MIN_VERB = 5
# A slip in a word of so many letters: "vertelen", "geeven".
MIN_MENDED = 6
MIN_COMPOUND = 9
# A clause of asking may hold so many words that the library does not know: "amai", "leesgroep".
MOST_UNKNOWN = 2


def strip_frame(question: str, knows: Callable[[str], bool] = lambda word: True) -> str:
    """Return what `question` asks, without sentences and clauses that only tell that, why and how it is asked.

    `knows` tells whether a folded word means something to the library. Unchanged where more than one thing is told or asked, where what is asked leans on the rest, and where nothing is
    left but words of asking.
    """
    parts = [piece for sentence in sentences(question) for piece in PARTS.split(sentence)]
    about = [part for part in parts if not only_asks(part, knows)]
    if len(about) != 1 or any(_asks_of_the_rest(part, about) for part in parts if part not in about):
        return question
    asked = _direct(_without_tail(_without_commas(about[0], knows)), knows)
    return question if LEANS.search(asked) else asked


def is_frame(text: str, groups: tuple[str, ...] = FRAMES) -> bool:
    """Tell whether all words of `text` only ask, with the words of `groups`."""
    return all(is_asking(word, groups) for word in words(text) if word not in STOPWORDS and not word.isdigit())


def only_asks(text: str, knows: Callable[[str], bool]) -> bool:
    """Tell whether `text` only asks, but for a word or two that mean nothing to the library."""
    said = [word for word in words(text) if word not in STOPWORDS and not word.isdigit()]
    others = [word for word in said if not is_asking(word)]
    return not others or (len(others) <= MOST_UNKNOWN and len(others) < len(said) and not any(map(knows, others)))


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


def _direct(part: str, knows: Callable[[str], bool]) -> str:
    """Return the question inside "kun je me vertellen waarom …" as one; `part` itself where there is none."""
    begin = BEGINS.search(part)
    if begin is None or begin.start() == 0 or SOME.match(part[: begin.start() + len("wat ")]):
        return part
    before, asked = part[: begin.start()], part[begin.start() :]
    short = len(words(before)) < 2 and not before.rstrip().endswith(":")
    asks = is_frame(before, (*FRAMES, FOR_ALL)) or only_asks(before, knows)
    if short or not asks or OF_WHOLE.search(before) or is_frame(asked):
        return part
    bare = asked.rstrip(" .?!")
    if held := INHOUDT.match(bare):
        return f"Wat houdt {held['thing']} in?"
    told = bare if before.rstrip().endswith((",", ":")) else _turned(bare)
    return f"{told[0].upper()}{told[1:]}?"


def _turned(clause: str) -> str:
    """Return "hoe voorkom je meeliftgedrag" for "hoe je meeliftgedrag voorkomt"; as it is where its end is no verb."""
    if turned := FINAL_VERB.match(clause):
        return f"{turned['asks']} {turned['verb']} {turned['rest']}"
    asks, _, rest = clause.partition(" ")
    body, _, verb = rest.rpartition(" ")
    if fold(asks) not in TURNING or not body or not _is_verb(verb):
        return clause
    particle = next((p for p in PARTICLES if verb.startswith(p) and _is_verb(verb.removeprefix(p))), "")
    verb = verb.removeprefix(particle)
    if fold(body).startswith("je ") and verb.endswith("t"):
        verb = verb[:-1]  # "je voorkomt", "voorkom je"
    return f"{asks} {verb} {body} {particle}".strip()


def _is_verb(word: str) -> bool:
    """Tell whether a word may be a verb in the present: "voorkomt" with "voorkomen", "mislukken" with "mislukt"."""
    if len(word) < MIN_VERB:
        return False
    if word.endswith("en"):
        return any(is_dutch(f"{base}t") for base in {stem(word), word.removesuffix("en")})
    return word.endswith("t") and is_dutch(f"{word[:-1]}en") and is_dutch(word[:-1])


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


@lru_cache(maxsize=8192)
def is_asking(word: str, groups: tuple[str, ...] = FRAMES) -> bool:
    """Tell whether a folded word is one of `groups`, in another form or with a slip perhaps."""
    asking = asking_words(groups)
    if word in asking or stem(word) in asking:
        return True
    if len(word) >= MIN_COMPOUND and split_compound(word, asking):
        return True  # "tentamenvraag"
    if len(word) < MIN_MENDED or is_dutch(word):
        return False
    near = process.extractOne(word, asking, scorer=OSA.distance, score_cutoff=1)
    return near is not None and len(near[0]) >= MIN_MENDED - 1


@lru_cache(maxsize=8)
def asking_words(groups: tuple[str, ...]) -> frozenset[str]:
    """Return the words of these groups of `rag/data/asking.txt`, folded."""
    found: set[str] = set()
    group = ""
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            group = line.strip("# -")
        elif group in groups:
            found |= {fold(word) for word in line.split()}
    return frozenset(found)
