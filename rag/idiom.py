"""Put idiom and colloquial words in plain ones: who asks when to pull the plug asks when to end an alliance."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rag.text import WORD, fold, words

FILE = Path(__file__).parent / "data" / "idioms.txt"
# The words of one expression stand no further apart.
WIDEST = 9
# Small words before a word of an expression that go with it: "in de kiem smoren", "eruit".
SMALL = frozenset(
    """de het een haar hun eigen er in op aan uit onder tussen van te ten ter naar tegen om
    over met door bij achter voor al alle""".split()
)


@dataclass(frozen=True)
class Idiom:
    """An expression: for each of its words the forms it takes, folded, and what it says in plain words."""

    keys: tuple[frozenset[str], ...]
    plain: str


@dataclass(frozen=True)
class _Found:
    """Where the words of an idiom stand in a text: their numbers, in order."""

    idiom: Idiom
    places: tuple[int, ...]


def in_plain_words(text: str, knows: Callable[[str], bool]) -> str:
    """Return `text` with its idiom in plain words, the longest first; what the library knows word for word stays.

    `knows` tells whether a folded word is one of the library's; it must know one of the plain words.
    """
    tokens = list(WORD.finditer(text))
    said = [fold(token.group()) for token in tokens]
    plain: dict[int, str] = {}
    for found in sorted(_find(said), key=lambda one: (-len(one.places), one.places)):
        if plain.keys().isdisjoint(found.places) and _is_plainer(found, said, knows):
            several = found.places if len(found.places) > 1 else ()  # a single word leaves its article to the plain one
            gone = {before for place in several for before in _small_before(said, place)}
            plain |= dict.fromkeys((gone | set(found.places)) - plain.keys(), "")
            plain[found.places[-1]] = found.idiom.plain
    if not plain:
        return text
    written, end = "", 0
    for place, token in enumerate(tokens):
        if place in plain:
            written += text[end : token.start()] + plain[place]
            end = token.end()
    return re.sub(r" +(?=[ ?.!,;:]|$)", "", written + text[end:]).strip()


def _is_plainer(found: _Found, said: Sequence[str], knows: Callable[[str], bool]) -> bool:
    """Tell whether the library knows one of the plain words, and not all of the expression."""
    return any(map(knows, words(found.idiom.plain))) and not all(knows(said[place]) for place in found.places)


def _small_before(said: Sequence[str], place: int) -> range:
    """Return the numbers of the small words right before a word."""
    first = place
    while first > 0 and said[first - 1] in SMALL:
        first -= 1
    return range(first, place)


def _find(said: Sequence[str]) -> list[_Found]:
    """Return every idiom whose words all stand in a text, near each other."""
    near: dict[int, None] = {}
    by_form = _by_form()
    for word in said:
        near.update(dict.fromkeys(by_form.get(word, ())))
    found = []
    for idiom in (_idioms()[number] for number in near):
        where = [[place for place, word in enumerate(said) if word in key] for key in idiom.keys]
        spread = [places for first in where[0] if (places := _around(first, where[1:]))]
        best = min(spread, key=lambda places: max(places) - min(places), default=())
        if best and max(best) - min(best) <= WIDEST:
            found.append(_Found(idiom, tuple(sorted(best))))
    return found


def _around(first: int, where: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """Return `first` with the place nearest to it of each other word, each place once; () where a word has none left.

    Trying all combinations would let a message that repeats an expression keep the adviser busy for minutes.
    """
    places = [first]
    for others in where:
        free = [place for place in others if place not in places]
        if not free:
            return ()
        places.append(min(free, key=lambda place: abs(place - first)))
    return tuple(places)


@lru_cache(maxsize=1)
def _idioms() -> tuple[Idiom, ...]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    pairs = [line.split(" = ") for line in lines if line and not line.startswith("#")]
    return tuple(
        Idiom(tuple(frozenset(map(fold, key.split("/"))) for key in keys.split(" + ")), plain) for keys, plain in pairs
    )


@lru_cache(maxsize=1)
def _by_form() -> dict[str, tuple[int, ...]]:
    """Return for every form of a first word the numbers of the idioms it begins."""
    found: dict[str, tuple[int, ...]] = {}
    for number, idiom in enumerate(_idioms()):
        for form in idiom.keys[0]:
            found[form] = (*found.get(form, ()), number)
    return found
