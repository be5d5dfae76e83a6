"""Put what a follow-up brings up in the place of what the question before it asked about."""

import re

from rag.followup_leans import ORDINALS
from rag.text import STOPWORDS, fold

# "Leg die over open netwerken eens uit", behind "welke paradoxen".
THAT_ABOUT = re.compile(r"\b(?:die|degene|dat) (?P<about>(?:over|tussen) )(?=\w)", re.IGNORECASE)
ASKED_KIND = re.compile(r"^(?:welke|hoeveel|noem de|wat zijn de)(?: \w+)? (?P<kind>\w{4,}(?:en|s))\b", re.IGNORECASE)
# "En de aanbesteding?": a thing and nothing else.
NOUNS = re.compile(r"\b(?:de|het) [\w-]{4,}", re.IGNORECASE)
THE_NOUN = re.compile(
    r"\b(?:de|het) (?P<noun>[\w-]{4,})(?! (?:van|bij|uit|in|tussen|voor|met|op(?!$|\?)|(?-i:[A-Z]))|[\w-])",
    re.IGNORECASE,
)
# "En allianties, hoe ver gaan die terug?", "En bij X, wat deden ze daar?"
PUT_FIRST = re.compile(
    r"^(?P<place>(?:bij|in|van|volgens|over|met|voor) )?(?P<thing>(?!wij |we |ik |onze |mijn )[^,:]{3,45}), "
    r"(?P<asked>(?:wat|hoe\w*|waar\w*|wanneer|wie|welke?|is|zijn|heeft|hebben|kan|kun|geldt|bestaat|bestaan)\b.+)$",
    re.IGNORECASE,
)
NO_THING = re.compile(rf"\b(?:{ORDINALS}|die|deze|dit|dat|als|welke|noem)\b")
THERE, THAT_ONE = re.compile(r"\bdaar\b", re.IGNORECASE), re.compile(r"\b(?:die|ze|zij|hij|dat|het)\b", re.IGNORECASE)
# "Kaats en Opheij, hoeveel hebben die er?" asks of them what was asked.
OF_WHOM = re.compile(
    r"^(?P<who>[A-Z][\w’'-]+(?: (?:[A-Z][\w’'-]+|en|&|van|de|den|der|in|'t))*), "
    r"(?:hoeveel|welke|wat) (?:hebben|heeft|noemen|noemt) (?:die|zij|ze|hij)\b.*$"
)
# "Noem ze allemaal", behind "hoeveel paradoxen zijn er?".
NAMING, HOW_MANY = re.compile(r"\b(?:noem|som|welke|opnoemen)\b"), re.compile(r"^hoeveel (?=\w+en\b)", re.IGNORECASE)
# "En de keerzijde?", and what stands over against what.
OTHER_SIDE = re.compile(
    r"(?:wat is )?(?:de |het )?(?:keerzijde|omgekeerde|andersom|andere kant|tegenovergestelde|schaduwzijde)"
    r"(?: (?:daarvan|ervan|dan))*"
)
OPPOSITES = (
    ("voordelen", "nadelen"), ("voordeel", "nadeel"), ("kansen", "risico's"), ("positieve", "negatieve"),
    ("succesfactoren", "valkuilen"), ("succesvoorwaarden", "faalfactoren"), ("open", "gesloten"),
    ("hechte", "losse"), ("sterke", "zwakke"), ("te veel", "te weinig"), ("veel", "weinig"), ("hoge", "lage"),
    ("formele", "informele"), ("slagen", "mislukken"), ("onderorganisatie", "overorganisatie"),
)  # fmt: skip


def swapped(rest: str, previous: str) -> str:
    """Return the last question of the opposite, or of another thing; empty where `rest` is no such follow-up."""
    return _turned_round(rest, previous) or _of_other(rest, previous)


def brought_up(rest: str, previous: str) -> str:
    """Return a question that says itself what it is about with that in its place; empty for other questions."""
    return _put_back(rest) or _of_kind(rest, previous)


def of_whom(rest: str) -> str:
    """Return only whom "X, hoeveel hebben die er?" asks the same of; other questions as they are."""
    match = OF_WHOM.match(rest)
    return match["who"] if match else rest


def asked_of_all(rest: str, previous: str) -> str:
    """Return the last question to be answered again; which there are where they were counted and are to be named."""
    return HOW_MANY.sub("Welke ", previous) if NAMING.search(fold(rest)) else previous


def _turned_round(rest: str, previous: str) -> str:
    """Return the last question with the opposite of what it names, for "en het omgekeerde?"."""
    if not OTHER_SIDE.fullmatch(fold(rest)):
        return ""
    for one, other in (*OPPOSITES, *(pair[::-1] for pair in OPPOSITES)):
        if _names(one, previous) and not _names(other, previous):
            return re.sub(rf"(?<!\w){one}(?!\w)", other, previous, flags=re.IGNORECASE)
    return ""


def _names(words: str, text: str) -> bool:
    return bool(re.search(rf"(?<!\w){words}(?!\w)", text, re.IGNORECASE))


def _of_other(rest: str, previous: str) -> str:
    """Put "de aanbesteding" in the place of "de gebiedsontwikkeling", the one thing the last question asks about."""
    if not THE_NOUN.fullmatch(rest) or NO_THING.search(fold(rest)) or OTHER_SIDE.fullmatch(fold(rest)):
        return ""
    named = [match for match in THE_NOUN.finditer(previous) if fold(match["noun"]) not in STOPWORDS]
    if len(named) != 1 or len(NOUNS.findall(previous)) != 1 or fold(named[0]["noun"]) in fold(rest):
        return ""
    return f"{previous[: named[0].start()]}{rest}{previous[named[0].end() :]}"


def _put_back(rest: str) -> str:
    """Return "hoe ver gaan allianties terug" for "allianties, hoe ver gaan die terug"."""
    match = PUT_FIRST.match(rest)
    if match is None or NO_THING.search(fold(match["thing"])):
        return ""
    pattern = THERE if match["place"] else THAT_ONE
    named = pattern.sub(lambda _: f"{match['place'] or ''}{match['thing']}", match["asked"], count=1)
    return named if named != match["asked"] else ""


def _of_kind(rest: str, previous: str) -> str:
    """Return "leg paradoxen over geld uit" for "leg die over geld uit" behind "welke paradoxen zijn er?"."""
    kind = ASKED_KIND.match(previous.strip())
    named = THAT_ABOUT.sub(lambda match: f"{kind['kind']} {match['about']}", rest, count=1) if kind else rest
    return named if named != rest else ""
