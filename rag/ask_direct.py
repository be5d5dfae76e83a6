"""Turn a question inside a sentence into one that stands alone: "kun je me vertellen hoe je meeliftgedrag voorkomt"."""

import re
from collections.abc import Callable

from rag.asking_words import FOR_ALL, FRAMES, is_frame, only_asks
from rag.dutch_words import is_dutch
from rag.text import fold, stem, words

QUESTION_WORD = r"(?:wat|wie|wiens|hoe|hoeveel|waarom|welke?|waar|wanneer)"
# Where a question begins inside a sentence; "in welke fase" begins with its preposition.
BEGINS = re.compile(
    r"(?:\b(?:in|op|bij|van|met|uit|aan|door|voor|over|volgens|onder|tot|binnen|naar|tegen) "
    r"(?=welke?\b|wie\b|hoeveel\b|wat voor\b))?"
    rf"\b{QUESTION_WORD}\b(?! (?:over|meer|dat)\b)",  # "wat over X", "is het waar dat"
    re.IGNORECASE,
)
# "Geef eens wat voorbeelden": some of them.
SOME = re.compile(r"^\W*(?:geef|noem|vertel|zoek|heb)\b.*\bwat $", re.IGNORECASE)
# "… wat een bruggenbouwer doet": the verb that a question has behind its question word.
FINAL_VERB = re.compile(
    r"^(?P<asks>wat|wie|waarom|hoe|waar|wanneer) (?P<rest>\S.*?) "
    r"(?P<verb>(?:is|zijn|was|waren|heeft|hebben|wordt|worden|kan|kunnen|moet|moeten|zal|doet|doen|betekent|betekenen|"
    r"telt|tellen|gaat)(?: (?:zijn|worden|hebben))?)(?=[?.! ]*$)",
    re.IGNORECASE,
)
INHOUDT = re.compile(r"^wat (?P<thing>\S.*) inhoudt$", re.IGNORECASE)
# What comes before a question may say what is to become of it: a summary is no answer to the question alone.
OF_WHOLE = re.compile(r"\bvat\b|samenvat|samengevat|overzicht|lijnen|hoofdlijn|\blijst|\brijtje|\bsom\b", re.IGNORECASE)
# Behind these a clause ends with its verb; of verbs in two parts the first goes to the end of a question.
TURNING = frozenset("waarom hoe wanneer waar".split())
PARTICLES = ("samen", "tegen", "terug", "op", "aan", "uit", "af", "mee", "toe", "bij", "in")
MIN_VERB = 5


def ask_directly(part: str, knows: Callable[[str], bool]) -> str:
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
