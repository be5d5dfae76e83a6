"""Put the words of an English, German or French question into the library's Dutch, term by term."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import Stemmer

from rag.focus import INSTRUCTION
from rag.text import fold, sentences, split_compound

FILE = "translations.toml"
# Snowball stemmers by language: they find the inflected forms of the listed terms.
STEMMERS = {"en": "english", "de": "german", "fr": "french"}
TOKEN = re.compile(r"[^\W_]+")
# What may stand between the words of one term.
WITHIN_TERM = re.compile(r"[\s’'-]{1,2}$")
# Dutch surnames that start like foreign function words: "De Wit", "In 't Veld".
SURNAME = re.compile(r"\b(?:De|Van|In)(?: (?:de[nr]?|'t|’t|[A-Z][a-z]+))*? [A-Z][a-z]+")
# What is left of an English genitive when its s is dropped; not the end of a quotation.
BARE_APOSTROPHE = re.compile(r"(?<=\w)['’](?= |$)")
DOUBLE_ARTICLE = re.compile(r"\b(?:de|een) het\b")
QUOTED = re.compile(r"(?<!\w)['’‘]\w")


@dataclass(frozen=True)
class Dictionary:
    """Terms of one language as tuples of folded words, and as tuples of stems, with their Dutch."""

    exact: dict[tuple[str, ...], str]
    stemmed: dict[tuple[str, ...], str]
    longest: int
    single: frozenset[str]


@dataclass(frozen=True)
class _Piece:
    text: str
    end: int
    translated: bool


def in_dutch(text: str, language: str) -> str:
    """Return a foreign message in Dutch words, without the sentences that only tell the adviser what to be or say."""
    if language not in STEMMERS:
        return text
    asked = [sentence for sentence in sentences(text) if not INSTRUCTION.match(sentence)]
    return translate_words(" ".join(asked) or text, language)


def translate_words(text: str, language: str) -> str:
    """Return `text` with its known terms in Dutch, the longest first; names, unknown words and Dutch text stay."""
    if language not in STEMMERS:
        return text
    dictionary = _load(language)
    kept = [match.span() for match in SURNAME.finditer(text)]
    tokens = list(TOKEN.finditer(text))
    written, last, number = "", _Piece("", 0, False), 0
    while number < len(tokens):
        size, dutch = _longest_term(tokens[number:], text, language, dictionary)
        start = tokens[number].start()
        inside = next((end for begin, end in kept if begin <= start < end), None)
        if inside is not None:
            piece, size = _Piece(text[start:inside], inside, False), sum(start <= t.start() < inside for t in tokens)
        elif dutch is None:
            piece = _Piece(tokens[number].group(), tokens[number].end(), False)
        else:
            piece = _Piece(dutch, tokens[number + size - 1].end(), True)
        written += _gap(text[last.end : start], last.translated or piece.translated) + piece.text
        last, number = piece, number + size
    joined = written + text[last.end :]
    joined = joined if QUOTED.search(joined) else BARE_APOSTROPHE.sub("", joined)
    joined = DOUBLE_ARTICLE.sub("het", re.sub(r"\s+", " ", joined))
    return re.sub(r" (?=[?,;:.!]( |$))", "", joined).strip()


def _gap(between: str, translated: bool) -> str:
    """Return what separates two words; a hyphen or apostrophe goes when one of them became Dutch."""
    return " " if translated and between in ("-", "'", "’") else between


def _longest_term(
    tokens: list[re.Match[str]], text: str, language: str, dictionary: Dictionary
) -> tuple[int, str | None]:
    """Return how many of the first tokens make up the longest known term, and its Dutch; (1, None) when unknown."""
    usable = 1
    while usable < min(dictionary.longest, len(tokens)):
        if not WITHIN_TERM.match(text[tokens[usable - 1].end() : tokens[usable].start()]):
            break
        usable += 1
    folded = tuple(_plain(token.group()) for token in tokens[:usable])
    for size in range(usable, 0, -1):
        term = folded[:size]
        dutch = dictionary.exact.get(term)
        if dutch is None:
            dutch = dictionary.stemmed.get(_stems(term, language))
        if dutch is not None:
            return size, dutch
    return 1, _compound(folded[0], dictionary) if language == "de" else None


def _compound(word: str, dictionary: Dictionary) -> str | None:
    """Return the Dutch of the parts of a German compound, or None when it does not split."""
    parts = split_compound(word, dictionary.single) or split_compound(_stems((word,), "de")[0], dictionary.single)
    return " ".join(dictionary.exact[(part,)] for part in parts) or None


def _plain(word: str) -> str:
    return fold(word).replace("ß", "ss")


@lru_cache(maxsize=3)
def _stemmer(language: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(STEMMERS[language])


def _stems(term: tuple[str, ...], language: str) -> tuple[str, ...]:
    return tuple(str(word) for word in _stemmer(language).stemWords(list(term)))


@lru_cache(maxsize=3)
def _load(language: str) -> Dictionary:
    """Read the terms of one language from the package data."""
    data = tomllib.loads(files("rag").joinpath("data", FILE).read_text(encoding="utf-8"))[language]
    exact: dict[tuple[str, ...], str] = {}
    stemmed: dict[tuple[str, ...], str] = {}
    for key, dutch in data.items():
        for spelling in key.split("|"):
            term = tuple(_plain(word) for word in TOKEN.findall(spelling))
            exact.setdefault(term, dutch)
            stemmed.setdefault(_stems(term, language), dutch)
    # Function words do not make compounds: only words long enough to be nouns.
    single = frozenset(term[0] for term in exact if len(term) == 1 and len(term[0]) > 3 and exact[term])
    return Dictionary(exact, stemmed, max(map(len, exact)), single)
