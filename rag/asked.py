"""Tell what kind of thing would answer a question, and whether a sentence holds such a thing."""

import re
from dataclasses import dataclass
from enum import StrEnum

from rag.phrases import NUMBER_WORDS
from rag.query import Query
from rag.text import STOPWORDS, fold, words


class Slot(StrEnum):
    """Say what an answer must hold to be one; ANY when its words do not tell."""

    ANY = "any"
    NUMBER = "number"
    PERCENTAGE = "percentage"
    MONEY = "money"
    YEAR = "year"
    PERSON = "person"
    NAME = "name"


@dataclass(frozen=True)
class Asked:
    """The thing asked for: its kind, the words that name it, and how many of it where the question says so.

    'Hoeveel viaducten' gives NUMBER and 'viaducten'; 'noem de tien fasen' gives 10 and 'fasen'. `asking` are the words
    that only say what kind of thing is wanted: 'in welk jaar', 'hoeveel procent'.
    """

    slot: Slot
    aspect: tuple[str, ...]
    count: int = 0
    asking: tuple[str, ...] = ()


# Words that follow the question word and name nothing themselves.
EMPTY_ASPECT = frozenset(
    """soort soorten type typen vorm vormen punt punten ding dingen zaken manier manieren rol dingen deel verschil verschillen grote
    groot belangrijkste beste eerste laatste gemiddelde totale precies kern reden redenen voorbeeld voorbeelden volgens twee drie vier vijf
    zes zeven acht negen tien elf twaalf kinds of the""".split()
)
LONGEST_ASPECT = 3
FORMS: tuple[tuple[Slot, re.Pattern[str]], ...] = tuple(
    (slot, re.compile(pattern))
    for slot, pattern in (
        (
            Slot.PERCENTAGE,
            r"\b(?:hoeveel|welke?|wat voor|hoe hoog is het) (?:procent|\w*percentage)\b(?: van)?(?: (?:de|het|alle))? ?",
        ),
        (
            Slot.MONEY,
            r"\bwelke? (?:\w+ )?(?:bedrag|budget|salaris|prijs|omzet)\b(?: van)? ?|\bhoe ?veel (?:geld|euro|subsidie|budget|salaris|winst)\b ?",
        ),
        (Slot.MONEY, r"\bwat (?:kostten?|kost|verdien\w*)\b ?|\bhoe duur\b ?"),
        (Slot.MONEY, r"\bwat (?:is|was|waren) (?:het|de) (?:\w+ ){0,2}(?=\w*(?:budget|salaris|bedrag|prijs|omzet)\b)"),
        (Slot.YEAR, r"\b(?:in|sinds|uit|van) (?:welk jaar|welke eeuw|wanneer)\b ?|\bwhen (?:did|was|were)\b ?"),
        (
            Slot.YEAR,
            r"\bwanneer (?:was|waren|werd|werden|reed|begon|begonnen|ging|gingen|ontstond\w*|verscheen|startte\w*|eindigde)\b ?",
        ),
        (Slot.NUMBER, r"\b(?:hoe ?veel|welk aantal|how many|wie ?viele|combien d[e'])\b ?"),
        (Slot.NUMBER, r"\bhoe (?:oud|lang|hoog|groot|breed|laat) (?:is|was|waren|zijn|duur\w*|moet|wordt|werd)\b ?"),
        (Slot.NAME, r"\bhoe (?:heet|heette|heten|heetten)\b(?: de| het| een)? ?"),
        (
            Slot.NAME,
            r"\b(?:in |uit |op |van |met )?welke? (?:\d+ |\w+se )?(?=(?:land|landen|stad|steden|staten|provincies?|gemeenten?|ziekenhuis|ziekenhuizen|"
            r"universiteit|wet|bedrijf|bedrijven|aannemers?|merk|software|app)\b)",
        ),
        (Slot.NAME, r"\bwaar (?:is|ligt|lag|woont) "),
        (
            Slot.PERSON,
            r"(?<!van )(?<!door )(?<!bij )(?<!op )(?<!aan )\bwie (?:is|was|waren|won|schreef|zat|leidde|werd)\b(?: de| het| een)? ?|\bwho (?:is|was|won|wrote)\b(?: the| a)? ?",
        ),
        (
            Slot.ANY,
            r"\b(?:zegt|schrijft|vindt|denkt|stelt|bedoelt|zeggen|schrijven|vinden|denken|bedoelen)\b [\w'. -]{2,50}? (?:over|van|met)\b(?: (?:de|het|een))? ",
        ),
        (
            Slot.ANY,
            r"\bhoe (?:werkt|stel|maak|verdeel|bereken|gebruik|schrijf|vraag|regel)\b(?: (?:ik|je|we|wij))?(?: (?:de|het|een|mijn|onze))? ?",
        ),
        (Slot.ANY, r"\b(?:welke?|which)\b(?: \d+)? ?"),
        (
            Slot.ANY,
            r"\b(?:wat|what) (?:is|was|zijn|waren|are|were)\b(?: (?:volgens|bij) [\w' -]{3,30}? (?=het |de |een ))?(?:(?: |(?<= ))(?:het|de|een|the|a)\b)? ?",
        ),
    )
)
COUNTED = re.compile(rf"\b(?:welke|de|noem|alle|geef)(?: \w+)? ({'|'.join(NUMBER_WORDS[2:])}) ")
YEAR_CITED = re.compile(r"\([^()]*\b(?:1[5-9]|20)\d\d\b[^()]*\)")
NUMBERS = re.compile(
    r"\d|\b(?:geen|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|helft|derde|kwart|honderd\w*|duizend\w*|miljoen)\b",
    re.I,
)
HOLDS = {
    Slot.NUMBER: NUMBERS,
    Slot.PERCENTAGE: re.compile(r"\d ?(?:%|procent)|\bprocent\b|\b(?:helft|derde|kwart|meerderheid)\b", re.I),
    Slot.MONEY: re.compile(r"€|\b(?:euro|miljoen|miljard|gulden|dollars?|procent)\b|\d ?%", re.I),
    Slot.YEAR: re.compile(r"\b(?:1[0-9]|20)\d\d\b|\beeuw\b|\bjaren (?:\w+tig)\b", re.I),
}
NAME = re.compile(r"(?<=[\w,;:’'] )[A-ZÀ-Þ][\w’'-]+|‘[^’]+’|'[^']+'|“[^”]+”|\"[^\"]+\"")


def what_is_asked(query: Query) -> Asked:
    """Return the kind of thing `query` asks for and the words that name it; nothing where its form does not tell."""
    text = fold(query.focus)
    counted = COUNTED.search(text)
    count = NUMBER_WORDS.index(counted.group(1)) if counted else 0
    for slot, pattern in FORMS:
        match = pattern.search(text)
        if match:
            return Asked(slot, _run(text[match.end() :]), count, tuple(words(match.group())))
    return Asked(Slot.ANY, _run(text[counted.end() :]) if counted else (), count)


def _run(text: str) -> tuple[str, ...]:
    """Return the content words with which `text` begins."""
    found: list[str] = []
    for word in words(text)[: LONGEST_ASPECT + 2]:
        if word in STOPWORDS and found:
            break
        if word not in STOPWORDS and word not in EMPTY_ASPECT and not word.isdigit():
            found.append(word)
    return tuple(found[:LONGEST_ASPECT])


def holds(slot: Slot, text: str, query: Query) -> bool:
    """Tell whether `text` holds a thing of the kind asked for that the question does not name itself."""
    if slot is Slot.ANY:
        return True
    if slot in HOLDS:
        return bool(HOLDS[slot].search(YEAR_CITED.sub(" ", text)))
    known = set(words(query.standalone))
    plain = text if slot is Slot.PERSON else YEAR_CITED.sub(" ", text)
    return any(not set(words(name)) <= known for name in NAME.findall(plain))
