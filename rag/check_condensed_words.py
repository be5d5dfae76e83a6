"""The word lists of the rules for condensed sentences, and how a sentence is cut into tokens for them."""

import re
import tomllib
from collections.abc import Iterable, Iterator
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

# Words an opening phrase may have: how deep into a sentence its finite verb may stand.
MAX_OPENING = 12
RELATIVES = frozenset(("die", "dat", "wie", "wat", "waarin", "waarmee", "waarbij", "waarvan", "waarop", "of"))
BREAKS = frozenset((";", ":", "(", ")"))

Tokens = tuple[str, ...]


@dataclass(frozen=True)
class CondensedWords:
    """All lists; `plural` maps a singular finite form to its plural.

    `family` maps a word, or a number as digits, to the first of those that are the same word: exact synonyms, a
    singular and its plural.
    """

    lists: dict[str, frozenset[str]]
    openings: tuple[Tokens, ...]
    plural: dict[str, str]
    verbs: frozenset[str]
    never_verbs: frozenset[str]
    family: dict[str, str]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.lists[name]

    def holds(self, tokens: Tokens, *names: str) -> bool:
        """Tell whether one of `tokens` is in one of the lists called `names`."""
        return any(not self.lists[name].isdisjoint(tokens) for name in names)

    def may_be_verb(self, token: str) -> bool:
        """Tell whether a word may be a finite verb by its shape; only good for trying a word order."""
        return token in self.verbs or (bool(VERB_SHAPE.search(token)) and token not in self.never_verbs)

    def is_plural(self, verb: str) -> bool:
        """Tell whether a finite form is a plural."""
        return verb not in self.plural


def is_same(own: str, other: str) -> bool:
    """Tell whether two tokens are the same word: spelled so, the same number, an exact synonym, or agreeing."""
    return family_of(own) == family_of(other)


@lru_cache(maxsize=16384)
def family_of(token: str) -> str:
    """Return what all tokens have in common that are the same word, and no others."""
    bare = token.removeprefix(KEPT)
    bare = number_of(bare) or bare
    return load_condensed_words().family.get(bare, bare)


@lru_cache(maxsize=16384)
def tokens_of(text: str) -> Tokens:
    """Return the words and signs of a sentence, folded; full stops, quotation marks and emphasis are left out."""
    plain = DASHES.sub(" , ", fold(text)).replace("%", " procent ")
    return tuple(match.group() for match in TOKEN.finditer(plain))


def keep(tokens: Tokens) -> Tokens:
    """Return tokens marked so that nothing that holds them may be left out."""
    return tuple(KEPT + token.removeprefix(KEPT) for token in tokens)


def finite_verbs(tokens: Tokens, words: CondensedWords, start: int, stop: int) -> Iterator[int]:
    """Yield the places of what may be the finite verb.

    That is the first known one, and further ones behind a relative clause or, where the first may be an infinitive, an
    auxiliary. Were any word tried that looks like a verb, 'In netwerken sturen leiders partijen' would also turn
    its two nouns.
    """
    is_found = False
    for at in range(1, min(stop + 1, len(tokens))):
        if tokens[at] in BREAKS:
            return
        is_next = not is_found or RELATIVES & set(tokens[:at]) or tokens[at] in words["auxiliaries"]
        if tokens[at] in words.verbs and is_next:
            is_found = True
            if at >= start:
                yield at


@lru_cache(maxsize=1)
def load_condensed_words() -> CondensedWords:
    """Return the lists that ship."""
    data = tomllib.loads(files("rag").joinpath("data", FILE).read_text(encoding="utf-8"))
    lists = {name: frozenset(_items(value)) for name, value in data.items() if isinstance(value, str)}
    plural = {verb: plural_of(verb) for verb in lists["verbs"]}
    plural.update((one, many) for one, many in (_items(row) for row in data["irregular"]))
    family = _families([*map(_items, data["same"]), *plural.items()])
    openings = tuple(tuple(row.split()) for row in data["openings"])
    verbs = frozenset(plural) | frozenset(plural.values())
    never = frozenset().union(*(words for name, words in lists.items() if name != "verbs")) - verbs
    return CondensedWords(lists, openings, plural, verbs, never, family)


def _families(rows: Iterable[Iterable[str]]) -> dict[str, str]:
    """Return by each word of `rows` the first of all that rows join it with; a word for a number stands as digits."""
    joined: dict[str, set[str]] = {}
    for row in rows:
        words = {number_of(word) or word for word in row}
        together = words.union(*(joined.get(word, ()) for word in words))
        joined.update(dict.fromkeys(together, together))
    return {word: min(words) for word, words in joined.items()}


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
