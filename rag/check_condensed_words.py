"""The word lists of the rules for condensed sentences, and how a sentence is cut into tokens for them."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from rag.check_text import number_of
from rag.text import fold

FILE = "check_condensed.toml"
TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+(?:['-][^\W_]+)*|[^\s\w'\"“”‘’*_.!…]|[?]")
# Signs that separate as a comma does.
DASHES = re.compile(r"\s[–—-]\s|[–—]")
VERB_SHAPE = re.compile(r"[a-z]{2,}(?:t|en|de|te)$")
LONG_VOWEL = re.compile(r"(.*)(aa|ee|oo|uu)([^aeiou])$")
VOICED = {"f": "v", "s": "z"}

# Stands before the words of a phrase that was moved: nothing that holds them may be left out any more.
KEPT = "\x00"

Tokens = tuple[str, ...]


@dataclass(frozen=True)
class CondensedWords:
    """All lists; `plural` maps a singular finite form to its plural, `group` a word to its exact synonyms."""

    lists: dict[str, frozenset[str]]
    openings: tuple[Tokens, ...]
    plural: dict[str, str]
    verbs: frozenset[str]
    group: dict[str, int]
    never_verbs: frozenset[str]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.lists[name]

    def holds(self, tokens: Tokens, *names: str) -> bool:
        """Tell whether one of `tokens` is in one of the lists called `names`."""
        return any(not self.lists[name].isdisjoint(tokens) for name in names)

    def same(self, own: str, other: str) -> bool:
        """Tell whether two tokens are the same word: spelled so, the same number, an exact synonym, or agreeing."""
        other = other.removeprefix(KEPT)
        if own == other:
            return True
        if (number := number_of(own) or own) == (number_of(other) or other) and number[0].isdigit():
            return True
        if own in self.group and self.group[own] == self.group.get(other):
            return True
        return self.plural.get(own) == other or self.plural.get(other) == own

    def may_be_verb(self, token: str) -> bool:
        """Tell whether a word may be a finite verb by its shape; only good for trying a word order."""
        return token in self.verbs or (bool(VERB_SHAPE.search(token)) and token not in self.never_verbs)

    def is_plural(self, verb: str) -> bool:
        """Tell whether a finite form is a plural."""
        return verb not in self.plural


def tokens_of(text: str) -> Tokens:
    """Return the words and signs of a sentence, folded; full stops, quotation marks and emphasis are left out."""
    plain = DASHES.sub(" , ", fold(text)).replace("%", " procent ")
    return tuple(match.group() for match in TOKEN.finditer(plain))


def keep(tokens: Tokens) -> Tokens:
    """Return tokens marked so that nothing that holds them may be left out."""
    return tuple(KEPT + token.removeprefix(KEPT) for token in tokens)


@lru_cache(maxsize=1)
def load_condensed_words() -> CondensedWords:
    """Return the lists that ship."""
    data = tomllib.loads(files("rag").joinpath("data", FILE).read_text(encoding="utf-8"))
    lists = {name: frozenset(_items(value)) for name, value in data.items() if isinstance(value, str)}
    plural = {verb: plural_of(verb) for verb in lists["verbs"]}
    plural.update((one, many) for one, many in (_items(row) for row in data["irregular"]))
    group = {word: number for number, row in enumerate(data["same"]) for word in _items(row)}
    openings = tuple(tuple(row.split()) for row in data["openings"])
    verbs = frozenset(plural) | frozenset(plural.values())
    never = frozenset().union(*(words for name, words in lists.items() if name != "verbs")) - verbs
    return CondensedWords(lists, openings, plural, verbs, group, never)


def plural_of(verb: str) -> str:
    """Return the plural of a regular third person singular: 'deelt' gives 'delen', 'zet' gives 'zetten'."""
    if verb.endswith("cht"):
        return f"{verb}en"
    bare = verb.removesuffix("t")
    if match := LONG_VOWEL.match(bare):
        return f"{match[1]}{match[2][0]}{VOICED.get(match[3], match[3])}en"
    if re.search(r"(ij|ei|ie|ui|ou|eu|oe|au)[fs]$", bare) or re.search(r"[lr][fs]$", bare):
        return f"{bare[:-1]}{VOICED[bare[-1]]}en"
    if re.search(r"(^|[^aeiou])[aeiou][bcdfgklmnpqrstvz]$", bare) and not re.search(r"(el|er|em|en|ig)$", bare[2:]):
        return f"{bare}{bare[-1]}en"
    return f"{bare}en"


def _items(text: str) -> list[str]:
    return [fold(item.strip()) for item in text.split(",") if item.strip()]
