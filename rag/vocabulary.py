"""What the library's own words are: names, known stems, synonyms. Made once when the library is opened."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from rag.dutch_words import is_dutch
from rag.library import Library
from rag.people import find_people
from rag.records import EntryRole, Term
from rag.text import STOPWORDS, fold, split_compound, stem, words

NAME = re.compile(
    r"(?<![.!?:•\n>“\"'(|;-] )(?<!^)(?<![\n(“\"'|])\b([A-Z][\w’'-]*[a-zà-ÿ][\w’-]*|[A-Z]{2,}[a-z]?)\b", re.UNICODE
)
# A word that starts with a capital inside sentences at least this share of the time is a name.
MIN_NAME_SHARE = 0.6
# Edit distance allowed for a typing error, by length of the word.
MIN_TYPO_LENGTH = 5
MIN_RECURRENCE = 3
LONG_WORD = 8
# Two errors are only mended when the word begins the same: "afhandelen" is not "aandelen".
SURE_START = 3
# Spellings of one sound (a $ marks the end of a word), tried for words of at least so many letters.
SOUNDS = (
    ("y", "ij"),
    ("t$", "d$"),
    ("ei", "ij"),
    ("au", "ou"),
    ("ch", "g"),
    ("ks", "x"),
    ("k", "c"),
    ("f", "v"),
    ("s", "z"),
)
MIN_HEARD_LENGTH = 3
LETTERS = "abcdefghijklmnopqrstuvwxyz"
DOUBLED = re.compile(r"(.)\1")
# Letters that join the parts of a compound and are often left out: "bestuurkunde".
LINKS = ("s", "en", "e", "n")


@dataclass(frozen=True)
class Vocabulary:
    """Words of one library."""

    names: dict[str, str]  # folded name -> as written
    words: frozenset[str]  # folded words of text and questions
    frequent: tuple[str, ...]  # words a typing error may be mended to
    synonyms: dict[tuple[str, ...], tuple[str, ...]]  # stems of a term -> stems of its other names
    document_frequency: Counter[str]  # stem -> number of entries
    entry_count: int


def make_vocabulary(library: Library) -> Vocabulary:
    """Collect the vocabulary of `library`."""
    capital, total, known, asked = Counter[str](), Counter[str](), set[str](), Counter[str]()
    frequency = Counter[str]()
    for entry in library.entries:
        if entry.role is EntryRole.VERDICT:  # it only repeats what the texts say
            continue
        text = f"{entry.context}. {entry.text}"
        found = set(words(text))
        if entry.role is EntryRole.QUESTION:
            asked.update(found)  # question lists hold typing errors on purpose: a word counts when it recurs
        else:
            known |= found
        frequency.update({stem(word) for word in found if word not in STOPWORDS})
        if entry.role in (EntryRole.SENTENCE, EntryRole.ROW):
            total.update(words(entry.text))
            capital.update(fold(match) for match in NAME.findall(entry.text))
    known |= {word for word, count in asked.items() if count >= MIN_RECURRENCE}
    names = {name: name for name, count in capital.items() if count >= MIN_NAME_SHARE * total[name]}
    for source in library.sources:
        for author in source.authors:
            names.update({fold(word): word for word in author.split() if word[0].isupper() and len(word) > 2})
    names.update(dict.fromkeys(find_people(library) & known, ""))  # some stand at the beginning of sentences only
    written = _as_written(library, names)
    return Vocabulary(
        names={name: written.get(name, name) for name in names if name not in STOPWORDS and len(name) > 1},
        words=frozenset(known),
        frequent=tuple(sorted(word for word in known if len(word) >= MIN_TYPO_LENGTH - 1)),
        synonyms=_synonyms(library.terms),
        document_frequency=frequency,
        entry_count=len(library.entries),
    )


def knows(word: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a folded word, or the parts it is made of, is one of the library's; numbers are."""
    if word in vocabulary.words or stem(word) in vocabulary.document_frequency or word.isdigit():
        return True
    return bool(split_compound(word, vocabulary.words))


def mend_word(word: str, vocabulary: Vocabulary) -> str:
    """Return the library's word a misspelt `word` most likely stands for, or `word` itself."""
    if len(word) < MIN_HEARD_LENGTH or word in vocabulary.words or word in STOPWORDS:
        return word
    if is_dutch(word):  # "bedrag" is a word the library lacks, no misspelt "gedrag"
        return word
    heard = next((other for other in _heard_alike(word) if other in vocabulary.words or other in STOPWORDS), None)
    if heard or len(word) < MIN_TYPO_LENGTH:
        return heard or _letter_put_back(word, vocabulary)
    parts = split_compound(word, vocabulary.words)
    if parts:
        return next((linked for link in LINKS if (linked := link.join(parts)) in vocabulary.words), word)
    alike = [other for other in _neighbours(word, vocabulary) if stem(word) == stem(other)]
    if alike:  # an inflection, or "hoevel" for "hoeveel"
        return next((other for other in alike if DOUBLED.sub(r"\1", other) == DOUBLED.sub(r"\1", word)), word)
    limit = 2 if len(word) >= LONG_WORD else 1
    candidates = process.extract(word, vocabulary.frequent, scorer=OSA.distance, score_cutoff=limit, limit=8)
    likely = [hit for hit in candidates if hit[1] == 1 or hit[0][:SURE_START] == word[:SURE_START]]
    if not likely:
        return word
    best = min(likely, key=lambda hit: (hit[1], -vocabulary.document_frequency[stem(hit[0])], hit[0]))
    return str(best[0])


def _heard_alike(word: str) -> Iterator[str]:
    """Yield the words that sound the same and are spelled otherwise in one place: zuit, zuid; zyn, zijn."""
    for one, other in SOUNDS:
        for wrong, right in ((one, other), (other, one)):
            for place in re.finditer(wrong, word):
                yield word[: place.start()] + right.rstrip("$") + word[place.end() :]


def _letter_put_back(word: str, vocabulary: Vocabulary) -> str:
    """Return the commonest word that a short word is with one letter left out: dre, drie; typn, typen."""
    longer = {word[:at] + letter + word[at:] for at in range(1, len(word) + 1) for letter in LETTERS}
    known = [other for other in longer if other in STOPWORDS or (other in vocabulary.words and is_dutch(other))]
    return min(known, key=lambda other: (-vocabulary.document_frequency[stem(other)], other), default=word)


def _neighbours(word: str, vocabulary: Vocabulary) -> list[str]:
    """Return the library's words that begin like `word`: its own inflections are among them."""
    start = bisect_left(vocabulary.frequent, word[:SURE_START])
    end = bisect_left(vocabulary.frequent, word[:SURE_START] + "\uffff")
    return list(vocabulary.frequent[start:end])


def _as_written(library: Library, names: dict[str, str]) -> dict[str, str]:
    spelled: dict[str, Counter[str]] = {}
    for passage in library.passages:
        for match in re.findall(r"\b[A-Z][\w’'-]*", passage.text):
            if fold(match) in names:
                spelled.setdefault(fold(match), Counter())[match] += 1
    return {name: counts.most_common(1)[0][0] for name, counts in spelled.items()}


def _synonyms(terms: tuple[Term, ...]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Map the stems of every name of a term to the stems of its other names."""
    found: dict[tuple[str, ...], set[str]] = {}
    for term in terms:
        spellings = [term.term, *term.synonyms, *term.abbreviations, *term.english]
        stemmed = [tuple(stem(word) for word in words(name) if word not in STOPWORDS) for name in spellings]
        for own in filter(None, stemmed):
            others = {part for name in stemmed if name != own for part in name}
            found.setdefault(own, set()).update(others - set(own))
    return {key: tuple(sorted(value)) for key, value in found.items() if value}
