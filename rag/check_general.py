"""General Dutch: which words are opposites and which mean much the same, whatever the field."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from rag.check_lexicon import Lexicon, read_axes, read_groups
from rag.check_signals import CONCEPT_WEIGHT, KIN_WEIGHT, is_kin
from rag.check_text import WEIGHTY, Held, Reading, Token, read
from rag.text import STOPWORDS, stem

FILE = "check_general.toml"
# Stop words that stand on one side of a scale: "altijd" against "soms", "alle" against "geen".
SIDED = WEIGHTY | {
    "eerst", "eerste", "altijd", "vaak", "alle", "elke", "samen", "soms", "niemand", "niets", "iets", "iemand",
    "zonder", "met",
}  # fmt: skip
MIN_PREFIXED = 5

Sides = frozenset[tuple[int, int]]


@dataclass(frozen=True, eq=False)
class General:
    """The scales a stem stands on, phrases of several words by their first stem, and groups of synonyms."""

    sides: dict[str, Sides]
    phrases: dict[str, tuple[tuple[tuple[str, ...], int, int], ...]]
    groups: dict[str, frozenset[int]]


@lru_cache(maxsize=1)
def load_general() -> General:
    """Return the general word lists that ship."""
    data = tomllib.loads(files("rag").joinpath("data", FILE).read_text(encoding="utf-8"))
    sides, phrases = read_axes(data["axes"])
    return General(sides, phrases, read_groups(data["synonyms"]))


def sides_of(text: str, lexicon: Lexicon) -> dict[int, Sides]:
    """Return the (scale, side) pairs that each word of a sentence stands on, by its place."""
    return _sides_of(text, Held(lexicon))


@lru_cache(maxsize=4096)
def _sides_of(text: str, held: Held) -> dict[int, Sides]:
    general, reading = load_general(), read(text, held.lexicon)
    found: dict[int, set[tuple[int, int]]] = {}
    for token in reading.tokens:
        own = general.sides.get(token.stem)
        if own and not token.is_name and (token.text not in STOPWORDS or token.text in SIDED):
            found.setdefault(token.place, set()).update(own)
    for place, pair in _phrase_sides(reading, general):
        found.setdefault(place, set()).add(pair)
    return {place: frozenset(pairs) for place, pairs in found.items()}


def _phrase_sides(reading: Reading, general: General) -> list[tuple[int, tuple[int, int]]]:
    line = tuple(token.stem for token in reading.tokens)
    return [
        (place, (axis, side))
        for start, first in enumerate(line)
        for item, axis, side in general.phrases.get(first, ())
        if line[start : start + len(item)] == item
        for place in range(start, start + len(item))
    ]


def likeness(one: Token, other: Token, lexicon: Lexicon) -> float:
    """Return 1 for the same stem, less for a synonym or kindred word, else 0."""
    if one.stem == other.stem:
        return 1.0
    groups = load_general().groups
    if groups.get(one.stem, frozenset()) & groups.get(other.stem, frozenset()):
        return CONCEPT_WEIGHT
    if lexicon.concepts.get(one.stem, frozenset()) & lexicon.concepts.get(other.stem, frozenset()):
        return CONCEPT_WEIGHT
    return KIN_WEIGHT if is_kin(one.stem, other.stem) else 0.0


def opposition(one: Token, other: Token, own: Sides, others: Sides) -> int:
    """Return 1 when two words are opposites, -1 when they stand on the same side, 0 when neither is known."""
    found = 0
    for axis, side in own:
        for other_axis, other_side in others:
            if axis == other_axis:
                if side != other_side:
                    return 1
                found = -1
    if _is_prefixed(one, other) or _is_prefixed(other, one):
        return 1
    return -1 if one.stem == other.stem and one.is_content else found


def _is_prefixed(long: Token, short: Token) -> bool:
    """Tell whether the first word is the second with 'on' before it."""
    return long.text.startswith("on") and len(long.text) > MIN_PREFIXED and stem(long.text[2:]) == short.stem
