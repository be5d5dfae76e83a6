"""Read a sentence the way the checker compares it: tokens with negation, numbers, names and clauses."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rag.check_lexicon import Lexicon
from rag.text import STOPWORDS, WORD, fold, stem

# "niet" reaches at most this many words to the right; with nothing there it turns to the word before it.
NEGATION_REACH = 4
MIN_NAME_LENGTH = 3
CLAUSE_END = re.compile(
    r"[;:,.|]|\b(?:maar|terwijl|omdat|doordat|zodat|waardoor|waarbij|waarna|mits|tenzij|zodra|want|als|wanneer|en|of)\b"
)
# After these a capital only opens a sentence, row or quotation.
OPENING = re.compile(r"(?:^|[.!?:;|•*(\n]|\d\.)\s*[\"'‘“(\[]*$|[‘“\"']$")
PARTICLES = frozenset(("van", "de", "den", "der", "het", "t", "ten", "ter", "en"))
# A preposition right after "niet" shows that the word before it is denied ("slaagt niet in ...").
PREPOSITIONS = frozenset(
    ("in", "op", "van", "door", "uit", "met", "aan", "bij", "voor", "tot", "te", "tegen", "naar", "over", "om")
)
# Little words that carry a claim although they are stop words elsewhere.
WEIGHTY = frozenset(("meer", "boven", "onder", "voor", "na", "tegen"))
UNITS = {
    "nul": 0, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9, "tien": 10,
    "elf": 11, "twaalf": 12, "dertien": 13, "veertien": 14, "vijftien": 15, "zestien": 16, "zeventien": 17,
    "achttien": 18, "negentien": 19, "twintig": 20, "dertig": 30, "veertig": 40, "vijftig": 50,
    "zestig": 60, "zeventig": 70, "tachtig": 80, "negentig": 90,
    "honderd": 100, "duizend": 1000, "tweetal": 2, "drietal": 3, "viertal": 4, "vijftal": 5, "zestal": 6,
}  # fmt: skip
ORDINALS = {
    "eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "vijfde": 5, "zesde": 6, "zevende": 7, "achtste": 8,
    "negende": 9, "tiende": 10, "elfde": 11, "twaalfde": 12, "dertiende": 13, "veertiende": 14, "vijftiende": 15,
    "zestiende": 16, "zeventiende": 17, "achttiende": 18, "negentiende": 19, "twintigste": 20, "eenentwintigste": 21,
}  # fmt: skip
SHARES = {"helft": "0.5", "kwart": "0.25", "anderhalf": "1.5", "anderhalve": "1.5"}
TIMES = re.compile(r"^(\w+?)(?:maal|voudig|jarig|jarige|keer)$")
DIGITS = re.compile(r"\d/\d\b|\d+(?:[.,]\d+)*")
TWENTIES = re.compile(
    r"^(een|twee|drie|vier|vijf|zes|zeven|acht|negen)[eë]?n?"
    r"(twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig)$"
)


@dataclass(frozen=True)
class Token:
    """One word: folded, its stem, its place, whether it carries content, is negated, or is (part of) a name."""

    text: str
    stem: str
    place: int
    clause: int
    is_content: bool
    is_negated: bool
    is_name: bool


@dataclass(frozen=True)
class Reading:
    """A sentence as the checker sees it."""

    text: str
    tokens: tuple[Token, ...]
    content: tuple[Token, ...]
    stems: frozenset[str]
    numbers: frozenset[str]
    names: frozenset[str]
    negators: int


def read(text: str, lexicon: Lexicon) -> Reading:
    """Return the reading of one sentence, row or title."""
    return _read(text, Held(lexicon))


class Held:
    """Let a lexicon, which holds dictionaries, be a key of the cache by identity."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def __hash__(self) -> int:
        return hash((id(self.lexicon.axes), len(self.lexicon.names)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Held):
            return False
        return self.lexicon is other.lexicon or (
            self.lexicon.axes is other.lexicon.axes and self.lexicon.names == other.lexicon.names
        )


@lru_cache(maxsize=8192)
def _read(text: str, held: Held) -> Reading:
    lexicon = held.lexicon
    folded = fold(text)
    matches = list(WORD.finditer(folded))
    original = [text[m.start() : m.end()] if len(folded) == len(text) else m.group() for m in matches]
    plain = [m.group() for m in matches]
    clauses = _clauses(folded, [m.start() for m in matches])
    silent = _silent_negators(folded, [m.start() for m in matches], lexicon)
    is_negator = [word in lexicon.negators and place not in silent for place, word in enumerate(plain)]
    opens = [bool(OPENING.search(text[: match.start()])) for match in matches]
    is_name = [_is_name(plain[i], original[i], opens[i], lexicon) for i in range(len(plain))]
    is_content = [not is_name[i] and _is_content(word, lexicon) for i, word in enumerate(plain)]
    negated = _negated(plain, is_negator, is_content, clauses, lexicon.diminishers)
    tokens = tuple(
        Token(word, stem(word), i, clauses[i], is_content[i], i in negated, is_name[i]) for i, word in enumerate(plain)
    )
    content = tuple(token for token in tokens if token.is_content)
    return Reading(
        text=text,
        tokens=tokens,
        content=content,
        stems=frozenset(token.stem for token in content),
        numbers=numbers_in(text),
        names=frozenset(token.text for token in tokens if token.is_name and len(token.text) >= MIN_NAME_LENGTH),
        negators=sum(is_negator),
    )


def _is_content(word: str, lexicon: Lexicon) -> bool:
    if word in WEIGHTY:
        return True
    if word in STOPWORDS or word in lexicon.fillers or word in PARTICLES or len(word) < 2 or word.isdigit():
        return False
    return word not in lexicon.negators and word not in lexicon.diminishers and not number_of(word)


def _clauses(text: str, starts: list[int]) -> list[int]:
    ends = [match.start() for match in CLAUSE_END.finditer(text)]
    return [sum(end <= start for end in ends) for start in starts]


def _silent_negators(text: str, starts: list[int], lexicon: Lexicon) -> set[int]:
    """Return the places of negators inside openings such as 'niet alleen', which deny nothing."""
    found: set[int] = set()
    for opening in lexicon.not_negating:
        for match in re.finditer(rf"\b{opening}\b", text):
            found.update(place for place, start in enumerate(starts) if match.start() <= start < match.end())
    return found


def _negated(
    plain: list[str], hard: list[bool], is_content: list[bool], clauses: list[int], soft: frozenset[str]
) -> set[int]:
    """Return the places denied: per negator the next content word in reach, else the one before; twice is not at all.

    Words of `soft` ("minder", "gebrek aan") stay within their clause.
    """
    found: set[int] = set()
    for place, word in enumerate(plain):
        if not hard[place] and word not in soft:
            continue
        turns_back = word == "niet" and plain[place + 1 : place + 2] and plain[place + 1] in PREPOSITIONS
        after = () if turns_back else range(place + 1, min(place + 1 + NEGATION_REACH, len(plain)))
        target = next((i for i in after if is_content[i] and clauses[i] == clauses[place]), None)
        if target is None:
            back = range(place - 1, -1, -1)
            target = next((i for i in back if is_content[i] and (hard[place] or clauses[i] == clauses[place])), None)
        if target is not None:
            found ^= {target}
    return found


def _is_name(plain: str, original: str, opens: bool, lexicon: Lexicon) -> bool:
    """Tell whether a word is (part of) a name; where a capital proves nothing, only when the library knows the name."""
    if not original[:1].isupper() or plain in PARTICLES or plain in STOPWORDS:
        return False
    return plain in lexicon.names or not opens


@lru_cache(maxsize=16384)
def number_of(word: str) -> str:
    """Return the number a folded word stands for, as digits; '' when it is none ('een' never counts)."""
    if word in UNITS:
        return str(UNITS[word])
    if word in ORDINALS:
        return f"{ORDINALS[word]}e"
    if word in SHARES:
        return SHARES[word]
    if match := TWENTIES.match(word):
        return str({"een": 1}.get(match.group(1), UNITS.get(match.group(1), 0)) + UNITS[match.group(2)])
    if match := TIMES.match(word):
        return number_of(match.group(1))
    return ""


@lru_cache(maxsize=8192)
def numbers_in(text: str) -> frozenset[str]:
    """Return all numbers of `text` in digits: words, ordinals ('3e'), shares ('2/3', '0.5') and digits."""
    folded = fold(text)
    found: set[str] = set()
    for match in DIGITS.finditer(folded):
        plain = re.sub(r"[.,](?=\d{3}\b)", "", match.group()).replace(",", ".")
        is_ordinal = re.match(r"(?:e|de|ste)\b", folded[match.end() :])
        found.add(plain + ("e" if is_ordinal else ""))
    listed = [match.group() for match in WORD.finditer(folded)]
    for place, word in enumerate(listed):
        value = number_of(word) or number_of(word.rstrip("-"))
        if not value:
            continue
        before = listed[place - 1] if place else ""
        if (
            value.endswith("e")
            and (before in UNITS or before == "een")
            and word in ("derde", "vierde", "vijfde", "tiende")
        ):
            found.discard(number_of(before))
            value = f"{UNITS.get(before, 1)}/{value[:-1]}"
        elif word == "kwart" and before in UNITS:
            found.discard(number_of(before))
            value = f"{UNITS[before]}/4"
        found.add(value)
    if "0.5" in found:
        found.update(("50",) if "helft" in folded else ())
    return frozenset(found)
