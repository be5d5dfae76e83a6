"""Judge a claim that a question states and asks to have checked: so it stands in the library, or otherwise."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from rag.asked import what_is_asked
from rag.attribution import attributed_to, people_mentioned
from rag.check_lexicon import Lexicon
from rag.check_text import numbers_in
from rag.claim_match import (
    Counted,
    compare_counts,
    counts_in,
    denials_in,
    denies_otherwise,
    names_most,
    other_figure,
    says_all,
)
from rag.clues import Clue, find_clues, weight_of, with_spellings
from rag.draft import Evidence, Line
from rag.library import Library
from rag.people import CAPITALISED, SURNAMES
from rag.phrases import CLAIM_STANDS, WRONG_AUTHOR, WRONG_CLAIM, WRONG_FIGURE, join_words
from rag.premise_claims import sentences_on
from rag.premise_labels import Correction
from rag.premise_opposites import NEGATORS, is_other_way_round
from rag.query import Query
from rag.text import STOPWORDS, fold, stem, stem_set, words

# A sentence speaks of the claim when it names this share of its words, and so much rarity in all; to deny it, it must
# have nearly all of them itself. Sentences that speak of it so much less than the best are not looked at.
MIN_SHARE, SAME_SHARE, MIN_RARITY, MIN_CLUES, SLACK = 0.75, 0.9, 8.0, 2, 0.1
# The claim must name so much of the sentence in turn; one of common words must be nearly the whole of it.
MIN_BACK, SAME_BACK = 0.3, 0.8
# "volgens Klijn en Van Twist", "aldus Brown (1984)".
CREDITS = re.compile(rf"\b(?:[Vv]olgens|[Aa]ldus) {SURNAMES}")


class Difference(Enum):
    """Say in what a sentence differs from a claim about the same thing."""

    NONE = auto()
    UNKNOWN = auto()
    NUMBER = auto()
    DENIAL = auto()
    SAYER = auto()


@dataclass(frozen=True)
class Claim:
    """A claim as it is stated, its clues without names and numbers, and to whom it is ascribed."""

    text: str
    clues: tuple[Clue, ...]
    people: tuple[str, ...]
    sources: tuple[str, ...]


def stated_claim(query: Query, library: Library, lexicon: Lexicon) -> Correction | None:
    """Return whether the claim stands in the library as it is stated; None where it has no sentence like it."""
    if not query.claim:
        return None
    claim = _read(query.claim, query, library)
    near = [number for number in _sentences_like(claim, library) if _counts_too(claim, number, library)]
    told = [(number, _difference(claim, number, library, lexicon)) for number in near]
    same = next((number for number, difference in told if difference is Difference.NONE), None)
    if same is not None:
        return Correction(CLAIM_STANDS, (_line(same, library),), is_all=True)
    if not told or told[0][1] is Difference.UNKNOWN:
        return None
    number, difference = told[0]
    return Correction(_remark(claim, number, difference, library), (_line(number, library),))


def _counts_too(claim: Claim, number: int, library: Library) -> bool:
    """Tell whether a sentence has a number where the claim has; one without tells nothing of how many there are."""
    return bool(counts_in(library.entries[number].text)) or not counts_in(claim.text)


def _read(text: str, query: Query, library: Library) -> Claim:
    mentions = tuple(people_mentioned(text, library))
    people = {mention.surname for mention in mentions}
    own = {stem(word) for word in words(text) if word not in people | NEGATORS and not numbers_in(word)}
    clues = tuple(clue for clue in find_clues(query, what_is_asked(query), library) if clue.stem in own)
    return Claim(text, clues, tuple(dict.fromkeys(mention.name for mention in mentions)), query.named_sources)


def _sentences_like(claim: Claim, library: Library) -> list[int]:
    """Return the numbers of the sentences that speak of the claim, those that name most of it first."""
    if len(claim.clues) < MIN_CLUES:
        return []
    least = MIN_BACK if weight_of(claim.clues) >= MIN_RARITY else SAME_BACK
    ranked = [(share, n) for share, n in sentences_on(claim.clues, library) if share >= MIN_SHARE]
    return [n for share, n in ranked if share >= ranked[0][0] - SLACK and _back(n, claim.clues, library) >= least]


def _back(number: int, clues: Sequence[Clue], library: Library) -> float:
    """Return which share of a sentence's own words the claim names."""
    own = {stem(word) for word in words(library.entries[number].text) if word not in STOPWORDS}
    spelled = with_spellings(clues, frozenset(own))
    named = frozenset().union(*(clue.spellings | clue.parts for clue in spelled))
    return len(own & named) / (len(own) or 1)


def _difference(claim: Claim, number: int, library: Library, lexicon: Lexicon) -> Difference:
    """Return in what sentence `number` differs from the claim: in who says it, in a number, in what it denies."""
    text = library.entries[number].text
    counted, is_near = compare_counts(claim.text, text, claim.clues), names_most(claim.clues, text, SAME_SHARE)
    if not _says_it(claim, number, library):
        return Difference.SAYER if is_near else Difference.UNKNOWN
    if counted is not Counted.SAME:
        is_other = counted is Counted.OTHER and names_most(claim.clues, text, MIN_SHARE)
        return Difference.NUMBER if is_other else Difference.UNKNOWN
    if is_other_way_round(claim.text, text, lexicon) or denies_otherwise(claim.text, text):
        return Difference.DENIAL if is_near else Difference.UNKNOWN
    if denials_in(claim.text) != denials_in(text):
        return Difference.UNKNOWN
    known_as = (name for source_id in claim.sources for name in library.source_by_id[source_id].names)
    aside = stem_set(" ".join((*claim.people, *known_as)))
    return Difference.NONE if says_all(claim.text, text, aside) else Difference.UNKNOWN


def _says_it(claim: Claim, number: int, library: Library) -> bool:
    """Tell whether a sentence is of those, and of the source, to whom the claim ascribes it."""
    surnames = {fold(name.split()[-1]) for name in claim.people}
    if not all(attributed_to(frozenset({surname}), library)[number] for surname in surnames):
        return False
    credited, sayers = _credited(claim.text), _credited(library.entries[number].text)
    if credited and sayers and not credited & sayers:
        return False
    return not claim.sources or library.entries[number].source_id in claim.sources


def _credited(text: str) -> frozenset[str]:
    """Return the folded names of those to whom a text ascribes what it says."""
    return frozenset(fold(name) for match in CREDITS.finditer(text) for name in CAPITALISED.findall(match.group(1)))


def _remark(claim: Claim, number: int, difference: Difference, library: Library) -> str:
    if difference is Difference.SAYER:
        names = claim.people or tuple(library.source_by_id[source_id].names[0] for source_id in claim.sources)
        return WRONG_AUTHOR.format(name=join_words(list(names)))
    figure = other_figure(claim.text, library.entries[number].text) if difference is Difference.NUMBER else ""
    return WRONG_FIGURE.format(asked=figure) if figure else WRONG_CLAIM


def _line(number: int, library: Library) -> Line:
    entry = library.entries[number]
    return Line(entry.text, (Evidence(library.passage_by_id[entry.passage_id], entry.text),))
