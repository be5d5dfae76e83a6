"""Tell what kind of thing would answer a question, and whether a sentence holds such a thing."""

import re
from dataclasses import dataclass
from enum import StrEnum

from rag.phrases import NUMBER_WORDS
from rag.query import Query, QuestionKind
from rag.text import STOPWORDS, fold, words


class Slot(StrEnum):
    """Say what an answer must hold to be one; ANY when its words do not tell."""

    ANY = "any"
    NUMBER = "number"
    PERCENTAGE = "percentage"
    MONEY = "money"
    YEAR = "year"
    DURATION = "duration"
    ADDRESS = "address"
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
# Content words that only say what kind of thing is wanted.
ASKING_FORMS = frozenset(
    """procent percentage slagingspercentage faalpercentage jaar jaartal eeuw aantal geld euro euros kost kosten kostte kostten
    verdient verdienen heet heette heten heetten namen naam lang oud groot hoog breed laat duurt duur duurde tijd gemiddelde vindt vinden
    schrijft schrijven denkt denken stelt stellen bedoelt bedoelen werkt""".split()
)
# Words that only say that somebody is asked for who wrote, found or said a thing.
AUTHORSHIP = frozenset(
    """auteur auteurs schrijver schrijvers schrijfster onderzoeker onderzoekers onderzoekster denker denkers wetenschapper
    wetenschappers wiens schreef schreven onderzocht onderzochten onderzoek gekeken kijkt kijken ontleent ontleend haalt
    vandaan aangehaald aangehaalde citeert bedacht bedachten ontwikkelde ontwikkeld beeld uitdrukking afkomstig komt steunt
    leunt gebaseerd bundel themanummer studie bedenker bedenkers bedenken geestelijk vader moeder grondlegger publicatie
    uitgevonden uitvinder stamt stammen oorsprong oorspronkelijke uitgewerkt geïntroduceerd introduceerde credits credit
    bestudeert bestudeerde bestudeerden onderzoekt onderzoeken ontwikkelt ontwikkelden geschreven gemaakt
    toeschrijven toegeschreven herleiden danken koker beroept beroepen verwijst verwijzen""".split()
)
# Nouns that stand for a number, for money, and for a thing that has a name of its own.
MEASURE = r"\w*(?:grootte|omvang|oplage|capaciteit|aantal|aantallen|score|leeftijd|lengte|rendement|toeslag|korting)"
TIME_MEASURE = r"\w*(?:looptijd|tijdsduur|duur|termijn|leeftijd)"
MONEY_NOUN = r"\w*(?:bedrag|budget|salaris|prijs|omzet|tarief|vergoeding|honorarium|bonus)"
NAMED_NOUN = (
    r"(?:land|landen|stad|steden|staten|provincies?|gemeenten?|ziekenhuis|ziekenhuizen|universiteit(?:en)?|wet|bedrijf|bedrijven|"
    r"aannemers?|merk|software|app|leveranciers?|ngo'?s|luchtvaartmaatschappijen|president|minister|burgemeester|scholen|banken|"
    r"organisatie (?:heeft|hebben|wordt|werd|is|was|zat))"
)
ARTICLE = r"(?: (?:de|het|een))?"
SAYER = r"(?:(?:volgens|bij) [\w' -]{3,30}? (?=het |de |een ))?"
FORMS: tuple[tuple[Slot, re.Pattern[str]], ...] = tuple(
    (slot, re.compile(pattern))
    for slot, pattern in (
        # "Wat kostte dat aan tijd en geld?" is answered by any figure: years, euros or a share of the budget.
        (
            Slot.NUMBER,
            r"\bwat kost\w*\b(?=.*\btijd en (?:\w+ )?geld\b) ?|\b(?:in|aan|qua|hoeveel) tijd en (?:met )?(?:\w+ )?geld\b ?",
        ),
        (Slot.NUMBER, r"\bhoe ?veel (?:later|duurder|langer|goedkoper)\b ?"),
        (
            Slot.PERCENTAGE,
            r"\b(?:hoeveel|welke?|wat voor|hoe hoog is het) (?:procent|\w*percentage)\b(?: van)?(?: (?:de|het|alle))? ?",
        ),
        (
            Slot.ADDRESS,
            r"(?=\b(?:\w*telefoonnummer|e-?mail(?:adres(?:sen)?\b|(?= (?:van|naar|aan)\b))|mailadres(?:sen)?|website|webadres|postadres|isbn|btw.?nummer|kvk.?nummer)\b)",
        ),
        (
            Slot.MONEY,
            rf"\b(?:welke?|voor welke?) (?:\w+ )?(?={MONEY_NOUN}\b)|\bhoe ?veel (?:geld|euro|subsidie|budget|salaris|winst|kost\w*)\b ?",
        ),
        (
            Slot.MONEY,
            r"\bwat (?:kostten?|kost|verdien\w*)\b(?!.*\bde kop\b) ?|\bhoe duur\b ?|\bhoe ?veel\b.*\bkost\w*\b|\bin euro'?s?\b",
        ),
        (Slot.MONEY, rf"\bwat (?:is|was|waren) {SAYER}(?:het|de|een) (?:\w+ ){{0,2}}(?={MONEY_NOUN}\b)"),
        (
            Slot.YEAR,
            r"\b(?:in|sinds|uit|van) (?:welk jaar|welke eeuw|wanneer)\b ?|\bwhen (?:did|was|were)\b ?|\bjaartal\b(?: van)? ?",
        ),
        (
            Slot.YEAR,
            r"\bwanneer (?:was|waren|werd|werden|reed|begon|begonnen|ging|gingen|ontstond\w*|verscheen|startte\w*|eindigde)\b ?",
        ),
        (Slot.YEAR, r"\bwanneer\b(?=.*\b(?:opgericht|verschenen|geboren|gepubliceerd|opgeheven|gestart|begonnen)\b) ?"),
        (
            Slot.DURATION,
            r"\bhoe (?:oud|lang) (?:is|was|waren|zijn|duur\w*|moet|wordt|werd|werkt|bestaat)\b ?|\bin (?:jaren|maanden|weken)\b",
        ),
        (Slot.DURATION, r"\bhoeveel (?:tijd|minuten|uren|uur|dagen|weken|maanden|jaar|jaren)\b ?|^duur\b ?"),
        (Slot.DURATION, rf"\b(?:voor )?welke? (?:\w+ )?(?={TIME_MEASURE}\b)"),
        (Slot.DURATION, rf"\bwat (?:is|was) {SAYER}(?:het|de|een) (?:\w+ ){{0,2}}(?={TIME_MEASURE}\b)"),
        (Slot.NUMBER, r"\b(?:hoe ?veel|welk aantal|how many|wie ?viele|combien d[e'])\b ?"),
        (Slot.NUMBER, r"\bhoe (?:hoog|groot|breed|laat) (?:is|was|waren|zijn|moet|wordt|werd)\b ?"),
        (Slot.NUMBER, rf"\b(?:voor )?welke? (?:\w+ )?(?={MEASURE}\b)"),
        (Slot.NUMBER, rf"\bwat (?:is|was) {SAYER}(?:het|de|een) (?:\w+ ){{0,2}}(?={MEASURE}\b)"),
        (Slot.NAME, rf"\bhoe (?:heet|heette|heten|heetten)\b{ARTICLE} ?"),
        (Slot.NAME, r"^namen\b(?: van)? ?|\b(?=(?:met|bij) (?:hun )?naam\b)"),
        (Slot.NAME, rf"\b(?:in |uit |op |van |met )?welke? (?:\d+ |\w+se )?(?={NAMED_NOUN}\b)"),
        (
            Slot.NAME,
            r"\bwaar (?:is|ligt|lag|woont) (?!(?:dat|het|dit) (?:\w+ )?aan\b|.*\b(?:voorbeeld van|goed voor|bedoeld|gebaseerd)\b)",
        ),
        (
            Slot.PERSON,
            r"(?<!van )(?<!door )(?<!bij )(?<!op )(?<!aan )\bwie (?:is|was|waren|won|schreef|zat|zaten|leidde|werd|bedacht|zei|heeft|hebben)\b"
            r"(?: de| het| een)? ?|\bwho (?:is|was|won|wrote)\b(?: the| a)? ?",
        ),
        (
            Slot.ANY,
            r"\b(?:zegt|schrijft|vindt|denkt|stelt|bedoelt|zeggen|schrijven|vinden|denken|bedoelen)\b(?: [\w'. -]{2,50}?)?? (?:over|van|met)\b"
            r"(?: (?:de|het|een))? ",
        ),
        (
            Slot.ANY,
            r"\bhoe (?:werkt|stel|maak|verdeel|bereken|gebruik|schrijf|vraag|regel)\b(?: (?:ik|je|we|wij))?(?: (?:de|het|een|mijn|onze))? ?",
        ),
        (Slot.ANY, r"\b(?:welke?|which)\b(?: \d+)? ?"),
        (
            Slot.ANY,
            rf"\b(?:wat|what) (?:is|was|zijn|waren|are|were)\b(?: {SAYER})?(?:(?: |(?<= ))(?:het|de|een|the|a)\b)? ?",
        ),
    )
)
COUNTED = re.compile(rf"\b(?:welke|de|noem|alle|geef)(?: \w+)? ({'|'.join(NUMBER_WORDS[2:])}) ")
# Names of those who say something are not the name of the thing said.
SAID_BY = re.compile(
    r"\b(?:volgens|aldus) (?:(?:[A-ZÀ-Þ][\w’'-]+|van|den?|der|en|e\.a\.|['’]t),? ?)+|"
    r"\b[A-ZÀ-Þ][\w’'-]+(?: (?:en|&|e\.a\.)(?: [A-ZÀ-Þ][\w’'-]+)?)? \([^()]*\b(?:1[5-9]|20)\d\d"
)
YEAR_CITED = re.compile(r"\([^()]*\b(?:1[5-9]|20)\d\d\b[^()]*\)")
NUMBERS = re.compile(
    r"\d|\b(?:geen|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|helft|derde|kwart|honderd\w*|duizend\w*|miljoen)\b",
    re.I,
)
HOLDS = {
    Slot.NUMBER: NUMBERS,
    Slot.PERCENTAGE: re.compile(r"\d ?(?:%|procent)|\bprocent\b|\b(?:helft|derde|kwart|meerderheid)\b", re.I),
    Slot.MONEY: re.compile(r"€|\b(?:euro'?s?|miljoen|miljard|gulden|dollars?)\b", re.I),
    Slot.YEAR: re.compile(r"\b(?:1[0-9]|20)\d\d\b|\beeuw\b|\bjaren (?:\w+tig)\b", re.I),
    Slot.DURATION: re.compile(
        rf"(?:\d|\b(?:half|halve|paar|{'|'.join(NUMBER_WORDS)})\b|\w+(?:tien|tig)\b)[ -]{{0,2}}"
        r"(?:minuten|minuut|uren|uur|dagen|dag|weken|week|maanden|maand|jaar|jaren|jarige?|kilometers?|meter|eeuw)",
        re.I,
    ),
    Slot.ADDRESS: re.compile(r"\S@\S|\bwww\b|https?:|\d[\d -]{7,}"),
}
NAME = re.compile(r"(?<=[\w,;:’'] )[A-ZÀ-Þ][\w’'-]+|‘[^’]+’|'[^']+'|“[^”]+”|\"[^\"]+\"")


def what_is_asked(query: Query) -> Asked:
    """Return the kind of thing `query` asks for and the words that name it; nothing where its form does not tell."""
    text = fold(query.focus)
    of_author = tuple(word for word in words(text) if word in AUTHORSHIP) if query.kind is QuestionKind.WHO else ()
    counted = COUNTED.search(text)
    count = NUMBER_WORDS.index(counted.group(1)) if counted else 0
    for slot, pattern in FORMS:
        match = pattern.search(text)
        if match:
            return Asked(slot, _run(text[match.end() :]), count, (*_asking(match.group()), *of_author))
    return Asked(Slot.ANY, _run(text[counted.end() :]) if counted else (), count, of_author)


def _asking(matched: str) -> tuple[str, ...]:
    """Return the words of a form that only ask; what else its open places hold is what the question is about."""
    return tuple(word for word in words(matched) if word in STOPWORDS or word in ASKING_FORMS)


def _run(text: str) -> tuple[str, ...]:
    """Return the content words with which `text` begins."""
    found: list[str] = []
    for word in words(text)[: LONGEST_ASPECT + 2]:
        if word in STOPWORDS and found:
            break
        if word not in STOPWORDS and word not in EMPTY_ASPECT and not word.isdigit():
            found.append(word)
    return tuple(found[:LONGEST_ASPECT])


def holds(slot: Slot, text: str, query: Query, people: frozenset[str] = frozenset()) -> bool:
    """Tell whether `text` holds a thing of the kind asked for that the question does not name itself.

    `people` are the folded surnames that are no name of a thing or place.
    """
    if slot is Slot.ANY:
        return True
    if slot in HOLDS:
        return bool(HOLDS[slot].search(YEAR_CITED.sub(" ", text)))
    known = set(words(query.standalone))
    if slot is Slot.PERSON:
        return any(not set(words(name)) <= known for name in NAME.findall(text))
    plain = SAID_BY.sub(" ", YEAR_CITED.sub(" ", text))
    return any(not set(words(name)) <= known | people for name in NAME.findall(plain))
