"""Know the words with which people ask, and that say nothing of what they ask about."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from rag.dutch_words import is_dutch
from rag.text import STOPWORDS, fold, split_compound, stem, words

FILE = Path(__file__).parent / "data" / "asking.txt"
# The groups of words with which anything is asked, and those for what is asked in one way only.
FRAMES = (
    "greeting and thanks",
    "asking and answering",
    "not knowing",
    "how to tell",
    "what for",
    "who wants to know",
    "talking of the talk",
    "in other languages",
)
NOT_WHO = tuple(group for group in FRAMES if group != "who wants to know")
FOR_ALL, FOR_GIST, FOR_PLACE = "for all that the texts say", "what a text says", "where something stands"
ARTICLES = frozenset({"de", "het", "een"})
# A slip in a word of so many letters: "vertelen", "geeven".
MIN_MENDED = 6
# A compound of words of asking is one: "tentamenvraag".
MIN_COMPOUND = 9
# A clause of asking may hold so many words that the library does not know: "amai", "leesgroep".
MOST_UNKNOWN = 2


def is_frame(text: str, groups: tuple[str, ...] = FRAMES) -> bool:
    """Tell whether all words of `text` only ask, with the words of `groups`."""
    return all(is_asking(word, groups) for word in words(text) if word not in STOPWORDS and not word.isdigit())


def only_asks(text: str, knows: Callable[[str], bool]) -> bool:
    """Tell whether `text` only asks, but for a word or two that mean nothing to the library."""
    said = [word for word in words(text) if word not in STOPWORDS and not word.isdigit()]
    others = [word for word in said if not is_asking(word)]
    if said and not any(is_asking(word, NOT_WHO) for word in said):
        return False  # "het bestuur of de directie" names two, and asks nothing
    return not others or (len(others) <= MOST_UNKNOWN and len(others) < len(said) and not any(map(knows, others)))


def without_asking(text: str) -> str:
    """Return `text` without the words of asking it begins with: "kun je de kern" gives "de kern"."""
    tokens = text.split()
    while tokens and is_frame(tokens[0]) and not (fold(tokens[0]) in ARTICLES and not is_frame(" ".join(tokens[1:2]))):
        tokens = tokens[1:]
    return " ".join(tokens)


@lru_cache(maxsize=8192)
def is_asking(word: str, groups: tuple[str, ...] = FRAMES) -> bool:
    """Tell whether a folded word is one of `groups`, in another form or with a slip perhaps."""
    asking = asking_words(groups)
    if word in asking or stem(word) in asking:
        return True
    if len(word) >= MIN_COMPOUND and split_compound(word, asking):
        return True  # "tentamenvraag"
    if len(word) < MIN_MENDED or is_dutch(word):
        return False
    near = process.extractOne(word, asking, scorer=OSA.distance, score_cutoff=1)
    return near is not None and len(near[0]) >= MIN_MENDED - 1


@lru_cache(maxsize=16)
def asking_words(groups: tuple[str, ...]) -> frozenset[str]:
    """Return the words of these groups of `rag/data/asking.txt`, folded."""
    found: set[str] = set()
    group = ""
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            group = line.strip("# -")
        elif group in groups:
            found |= {fold(word) for word in line.split()}
    return frozenset(found)
