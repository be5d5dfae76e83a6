"""Falsify a sentence by rule, or say it with a synonym: what a model of entailment is trained on beside written claims.

The word lists are the general ones of the checker; no labelled claim is read.
"""

import random
import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files

from evals.near_verbatim import MIN_LETTERS, VERB, opposites
from rag.check_general import FILE
from rag.text import fold

WORD = re.compile(r"[A-Za-zà-ÿ]+")
NUMBER_WORDS = "twee drie vier vijf zes zeven acht negen tien elf twaalf".split()
NUMBER = re.compile(rf"\b(?:{'|'.join(NUMBER_WORDS)}|\d+)\b")
SHIFTS = (-3, -2, -1, 1, 2, 3, 10)
MAX_OPPOSITES = 2
# Little words whose change makes a claim stronger, wider, or turns its order or condition.
TURNED = (
    ("kan", "moet"), ("kunnen", "moeten"), ("soms", "altijd"), ("vaak", "altijd"), ("meestal", "altijd"),
    ("sommige", "alle"), ("enkele", "alle"), ("veel", "alle"), ("deels", "volledig"), ("mogelijk", "zeker"),
    ("vooral", "uitsluitend"), ("meer", "minder"), ("minder", "meer"), ("groter", "kleiner"), ("voordat", "nadat"),
    ("nadat", "voordat"), ("eerst", "pas daarna"), ("zonder", "met"), ("omdat", "hoewel"), ("als", "ook als"),
    ("alleen", "niet alleen"), ("nauwelijks", "ruimschoots"),
)  # fmt: skip


@dataclass(frozen=True)
class Wording:
    """Opposites and synonyms of single words, as written in running text."""

    opposites: dict[str, list[str]]
    synonyms: dict[str, list[str]]


def read_wording() -> Wording:
    """Return the general word lists that ship with the checker."""
    data = tomllib.loads(files("rag").joinpath("data", FILE).read_text(encoding="utf-8"))
    groups = [[word.strip() for word in group.split(",")] for group in data["synonyms"]]
    synonyms: dict[str, set[str]] = {}
    for group in groups:
        singles = {word for word in group if " " not in word and len(word) >= MIN_LETTERS}
        for word in singles:
            synonyms.setdefault(word, set()).update(singles - {word})
    return Wording(opposites(), {word: sorted(others) for word, others in synonyms.items() if others})


def false_forms(text: str, wording: Wording, draw: random.Random) -> list[tuple[str, str]]:
    """Return `text` with one thing changed so that it no longer holds, each with the kind of change."""
    found = [("negation", form) for form in _negated(text)]
    turned = [
        at for at in WORD.finditer(text) if len(at.group()) >= MIN_LETTERS and fold(at.group()) in wording.opposites
    ]
    for at in draw.sample(turned, min(MAX_OPPOSITES, len(turned))):
        found.append(("antonym", put(text, at, draw.choice(wording.opposites[fold(at.group())]))))
    little = [(place, new) for old, new in TURNED if (place := re.search(rf"\b{old}\b", text))]
    if little:
        found.append(("strength", put(text, *draw.choice(little))))
    numbers = list(NUMBER.finditer(text))
    if numbers:
        at = draw.choice(numbers)
        found.append(("number", put(text, at, _other_number(at.group(), draw))))
    return found


def same_form(text: str, wording: Wording, draw: random.Random) -> str | None:
    """Return `text` with one word replaced by a synonym; None when it has no word with one."""
    able = [at for at in WORD.finditer(text) if at.group() in wording.synonyms]
    if not able:
        return None
    at = draw.choice(able)
    return put(text, at, draw.choice(wording.synonyms[at.group()]))


def put(text: str, at: re.Match[str], new: str) -> str:
    """Return `text` with `new` at the place of a match, with a capital where there was one."""
    new = new[0].upper() + new[1:] if at.group()[0].isupper() else new
    return text[: at.start()] + new + text[at.end() :]


def _negated(text: str) -> list[str]:
    """Return `text` with its denial taken out, or one put in; nothing when there is no place for one."""
    if " niet " in text:
        return [text.replace(" niet ", " ", 1)]
    if " geen " in text:
        return [text.replace(" geen ", " een ", 1)]
    verb = VERB.search(text)
    return [f"{text[: verb.end()]} niet{text[verb.end() :]}"] if verb else []


def _other_number(number: str, draw: random.Random) -> str:
    if number in NUMBER_WORDS:
        return draw.choice([word for word in NUMBER_WORDS if word != number])
    return str(abs(int(number) + draw.choice(SHIFTS)))
