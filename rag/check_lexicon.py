"""The word lists of the checker: negators, strength, opposites, synonyms, families of labels, the library's names."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

from rag.records import Passage, Source
from rag.text import fold, stem, words

FILE = "check_lexicon.toml"
# A word written with a capital inside sentences at least this share of the time is a name.
MIN_NAME_SHARE = 0.6
CAPITAL = re.compile(r"(?<=[a-zà-ÿ,;)] )[A-ZÀ-Þ][\w'’-]+|\([A-ZÀ-Þ][\w'’-]+")

COMPARATIVE = ("er", "ere")

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Axis:
    """Two sides of one scale; a phrase is a tuple of stems, in order."""

    plus: frozenset[Phrase]
    minus: frozenset[Phrase]


@dataclass(frozen=True)
class Family:
    """Labels that exclude each other, such as the phases of one source; `members[m]` are the spellings of one label."""

    name: str
    members: tuple[tuple[str, ...], ...]
    source: str | None = None


@dataclass(frozen=True)
class Lexicon:
    """All the words the checker knows. `concepts` maps a stem to the numbers of the synonym groups it is in."""

    negators: frozenset[str]
    diminishers: frozenset[str]
    fillers: frozenset[str]
    not_negating: tuple[str, ...]
    strong: frozenset[str]
    must: frozenset[str]
    hedges: frozenset[str]
    axes: tuple[Axis, ...]
    concepts: dict[str, frozenset[int]]
    sides: dict[str, frozenset[tuple[int, int]]]
    phrases: dict[str, tuple[tuple[Phrase, int, int], ...]]
    families: tuple[Family, ...]
    names: frozenset[str] = frozenset()
    names_by_source: tuple[tuple[str, frozenset[str]], ...] = ()

    def source_names(self, passages: Iterable[Passage]) -> frozenset[str]:
        """Return the words by which the sources of `passages` themselves are called."""
        known = dict(self.names_by_source)
        found: set[str] = set()
        for source_id in {passage.source_id for passage in passages}:
            found |= known.get(source_id, frozenset(words(source_id)))
        return frozenset(found)


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Return the lexicon that ships, without names."""
    data = tomllib.loads(files("rag").joinpath("data", FILE).read_text(encoding="utf-8"))
    axes = tuple(Axis(_phrases(plus), _phrases(minus)) for plus, minus in data["axes"])
    return Lexicon(
        negators=frozenset(_items(data["negators"])),
        diminishers=frozenset(_items(data["diminishers"])),
        fillers=frozenset(_items(data["fillers"])),
        not_negating=tuple(data["not_negating"]),
        strong=frozenset(_items(data["strong"])),
        must=frozenset(_items(data["must"])),
        hedges=frozenset(_items(data["hedges"])),
        axes=axes,
        concepts=_concepts(data["synonyms"]),
        sides=_sides(axes),
        phrases=_phrase_index(axes),
        families=tuple(_family(row) for row in data["family"]),
    )


def make_lexicon(sources: Iterable[Source], passages: Iterable[Passage]) -> Lexicon:
    """Return the shipped lexicon with the names of people and bodies that occur in a library."""
    sources = tuple(sources)
    names = {fold(part) for source in sources for author in source.authors for part in author.split()}
    capital, total = Counter[str](), Counter[str]()
    for passage in passages:
        total.update(words(passage.text))
        capital.update(word for match in CAPITAL.findall(passage.text) for word in words(match))
    names |= {word for word, count in capital.items() if count >= MIN_NAME_SHARE * total[word]}
    own = tuple((s.id, frozenset(words(" ".join((*s.authors, *s.names, s.short, s.kind))))) for s in sources)
    return replace(load_lexicon(), names=frozenset(name for name in names if len(name) > 2), names_by_source=own)


def read_axes(
    rows: list[list[str]],
) -> tuple[dict[str, frozenset[tuple[int, int]]], dict[str, tuple[tuple[Phrase, int, int], ...]]]:
    """Return the sides of single stems and the phrases by first stem of rows of two comma-separated lists."""
    axes = tuple(Axis(_phrases(plus), _phrases(minus)) for plus, minus in rows)
    return _sides(axes), _phrase_index(axes)


def read_groups(rows: list[str]) -> dict[str, frozenset[int]]:
    """Return the numbers of the groups that each stem is in."""
    return _concepts(rows)


def _items(text: str) -> list[str]:
    return [fold(item.strip()) for item in text.split(",") if item.strip()]


def phrase(text: str) -> Phrase:
    """Return the stems of all words of `text`, stop words too."""
    return tuple(stem(word) for word in words(text))


def _phrases(text: str) -> frozenset[Phrase]:
    return frozenset(phrase(item) for item in _items(text))


def _concepts(groups: list[str]) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, group in enumerate(groups):
        for item in _items(group):
            stems = phrase(item)
            if len(stems) == 1:
                found.setdefault(stems[0], set()).add(number)
    return {key: frozenset(value) for key, value in found.items()}


def _sides(axes: tuple[Axis, ...]) -> dict[str, frozenset[tuple[int, int]]]:
    """Map a stem to the (axis, side) pairs it stands on."""
    found: dict[str, set[tuple[int, int]]] = {}
    for number, axis in enumerate(axes):
        for side, phrases in ((1, axis.plus), (-1, axis.minus)):
            for item in phrases:
                if len(item) == 1:
                    for form in (item[0], *(stem(item[0] + ending) for ending in COMPARATIVE)):
                        found.setdefault(form, set()).add((number, side))
    return {key: frozenset(value) for key, value in found.items()}


def _phrase_index(axes: tuple[Axis, ...]) -> dict[str, tuple[tuple[Phrase, int, int], ...]]:
    """Map the first stem of each phrase of several words to (phrase, axis, side)."""
    found: dict[str, list[tuple[Phrase, int, int]]] = {}
    for number, axis in enumerate(axes):
        for side, phrases in ((1, axis.plus), (-1, axis.minus)):
            for item in sorted(phrases):
                if len(item) > 1:
                    found.setdefault(item[0], []).append((item, number, side))
    return {key: tuple(value) for key, value in found.items()}


def _family(row: dict[str, object]) -> Family:
    members = row["members"]
    assert isinstance(members, list)
    source = row.get("source")
    return Family(
        str(row["name"]), tuple(tuple(_items(str(member))) for member in members), str(source) if source else None
    )
