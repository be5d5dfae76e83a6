"""Compare a claim with a sentence about the same thing: its words, its numbers, what it denies, and their order."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from enum import Enum, auto
from itertools import pairwise

from rag.check_text import numbers_in
from rag.clues import Clue, share_of
from rag.premise_opposites import NEGATORS
from rag.text import STOPWORDS, WORD, fold, same_word, stem, words

# The year of a work that is referred to counts nothing: "(2005)", "(De Man, 2006)".
REFERENCE = re.compile(r"\([^()]*\d{4}[^()]*\)")
CLAUSE = re.compile(r"[,;:]| en (?=(?:de|het|een) )")
# Verbs that only ascribe, as a claim has them: "dat Akkermans … noemt".
SAYING = frozenset(
    map(
        stem,
        """noemt noemen zegt zeggen stelt stellen schrijft schrijven beschrijft vindt vinden onderscheidt meent heeft
        hebben telt kent""".split(),
    )
)
PLAIN_NO = frozenset(("niet", "geen", "nooit"))
BUT = re.compile(r"\bniet\b.*\bmaar\b|\bniet (?:alleen|zozeer|langer)\b")
# A verb at the end of a clause may stand elsewhere in a sentence.
MOST_MOVED = 1


class Counted(Enum):
    """Say how the numbers of a claim are to those of a sentence."""

    SAME = auto()
    OTHER = auto()
    UNCLEAR = auto()


def compare_counts(claim: str, text: str, clues: Sequence[Clue]) -> Counted:
    """Return whether a sentence counts as the claim does; of several numbers, whether of the same things.

    Of a sentence that counts more than the claim, the numbers must stand in the clause that names most of it, but for
    what is counted.
    """
    ours, theirs = counts_in(claim), counts_in(text)
    if Counter(ours) - Counter(theirs):
        return Counted.OTHER if Counter(theirs) - Counter(ours) else Counted.UNCLEAR
    if len(ours) == len(theirs):
        return Counted.SAME if ours == theirs else Counted.OTHER
    if not ours:
        return Counted.SAME
    things = _counted_things(claim)
    told = [clue for clue in clues if clue.stem not in things]
    clauses = [(clause, frozenset(stem(word) for word in words(clause))) for clause in CLAUSE.split(text)]
    shares = [_literal_share(told, terms) for _, terms in clauses]
    fitting = [counts_in(clause) for (clause, _), share in zip(clauses, shares, strict=True) if share >= max(shares)]
    if ours in fitting:
        return Counted.SAME
    return Counted.OTHER if told and all(len(own) == len(ours) for own in fitting) else Counted.UNCLEAR


def _counted_things(claim: str) -> frozenset[str]:
    """Return the stems of the words right behind the numbers, which one clause may leave to another to say."""
    spoken = claim.split()
    behind = [word for before, word in pairwise(spoken) if numbers_in(before)]
    return frozenset(stem(word) for text in behind for word in words(text))


def counts_in(text: str) -> list[str]:
    """Return the numbers of a text but for those of references, in digits and in order."""
    return [number for word in REFERENCE.sub(" ", text).split() for number in sorted(numbers_in(word))]


def other_figure(claim: str, text: str) -> str:
    """Return the first number of the claim that stands otherwise in the sentence, with the word behind it."""
    spoken, left = claim.split(), Counter(counts_in(text))
    for place, word in enumerate(spoken):
        own = Counter(counts_in(word))
        if own - left:
            return " ".join(spoken[place : place + 2]).strip(" .,;:")
        left -= own
    return ""


def denies_otherwise(claim: str, text: str) -> bool:
    """Tell whether one says no plainly where the other says yes; "niet dit maar dat" does both."""
    ours, theirs = (sum(word in PLAIN_NO for word in WORD.findall(fold(said))) for said in (claim, text))
    return abs(ours - theirs) == 1 and min(ours, theirs) == 0 and not BUT.search(fold(f"{claim} {text}"))


def denials_in(text: str) -> int:
    """Return how often a text says no, in whatever way."""
    return sum(word in NEGATORS for word in WORD.findall(fold(text)))


def says_all(claim: str, text: str, aside: Collection[str]) -> bool:
    """Tell whether a sentence has every word of the claim in its order, and not one like it.

    `aside` are stems that need not be there: of the names of those to whom the claim ascribes it.
    """
    theirs = [stem(word) for word in words(text) if word not in STOPWORDS]
    ours = [stem(word) for word in words(claim) if word not in STOPWORDS | NEGATORS and not numbers_in(word)]
    needed = [word for word in ours if word not in SAYING and word not in aside]
    return all(any(same_word(word, other) for other in theirs) for word in needed) and _in_order(needed, theirs)


def names_most(clues: Sequence[Clue], text: str, share: float) -> bool:
    """Tell whether a sentence has so much of the claim in its own words, and not in others that mean as much."""
    return _literal_share(clues, frozenset(stem(word) for word in words(text))) >= share


def _literal_share(clues: Sequence[Clue], terms: frozenset[str]) -> float:
    """Return the share of `clues` that `terms` name as they are, and not by what means as much."""
    alike = [frozenset(term for term in terms if same_word(clue.stem, term)) for clue in clues]
    return share_of([replace(clue, spellings=own) for clue, own in zip(clues, alike, strict=True)], terms)


def _in_order(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Tell whether the words that both have once come in one order, but for one that moved."""
    shared = [word for word in dict.fromkeys(ours) if theirs.count(word) == 1 and ours.count(word) == 1]
    places = [theirs.index(word) for word in shared]
    return sum(any(other > place for other in places[:n]) for n, place in enumerate(places)) <= MOST_MOVED
