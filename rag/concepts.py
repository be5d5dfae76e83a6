"""Find where the library speaks of a concept or person: by its names, abbreviations and headings."""

import re

import numpy as np
from numpy.typing import NDArray

from rag.library import Library
from rag.records import EntryRole, Term
from rag.text import fold, split_compound, stem, stem_set, words

# Names of one side (co-authors, parts of one name) share at least this part of the sentences that hold the rarer one.
SAME_SIDE = 0.5
# A concept that fewer entries name is looked for by its synonyms and the parts of its compound.
MIN_NAMED = 3


def belong_together(first: str, second: str, library: Library) -> bool:
    """Tell whether two names are mostly mentioned in the same sentences."""
    if not (first[:1].isupper() and second[:1].isupper()):
        return False
    one, other = (entries_holding(stem_set(name), library) for name in (first, second))
    sentences = np.array([entry.role is EntryRole.SENTENCE for entry in library.entries])
    both, least = (one & other & sentences).sum(), min((one & sentences).sum(), (other & sentences).sum())
    return bool(least and both / least >= SAME_SIDE)


def is_abbreviation(piece: str, library: Library) -> bool:
    """Tell whether the glossary knows `piece` as an abbreviation."""
    return any(fold(piece) == fold(short) for term in library.terms for short in term.abbreviations)


def terms_named(own: frozenset[str], library: Library) -> tuple[Term, ...]:
    """Return the glossary's entries of which one name has exactly the words `own`."""
    return tuple(
        term
        for term in library.terms
        if any(own == stem_set(name) for name in (term.term, *term.abbreviations, *term.synonyms, *term.english))
    )


def terms_meant(text: str, library: Library) -> frozenset[str]:
    """Return the stems of the names of things that `text` names otherwise: "Betuwelijn" is the Waardse Alliantie."""
    folded = f" {' '.join(words(fold(text)))} "
    return frozenset(
        word
        for term in library.terms
        if term.term[:1].isupper() and any(f" {' '.join(words(fold(name)))} " in folded for name in term.synonyms)
        for word in stem_set(term.term)
    )


def named_entries(piece: str, own: frozenset[str], library: Library) -> NDArray[np.bool_]:
    """Return the entries that name a concept by any of its names, or that stand under a heading that does."""
    spellings = {own}
    known = entries_holding(own, library).sum() >= MIN_NAMED
    for term in terms_named(own, library):
        names = [stem_set(name) for name in (term.term, *term.abbreviations)]
        if own in names or not known:
            spellings.update(name for name in names if name)
    found = np.zeros(len(library.entries), dtype=np.bool_)
    for spelling in spellings:
        found |= entries_holding(spelling, library)
    if found.sum() < MIN_NAMED:
        parts = {stem(part) for word in words(piece) for part in split_compound(word, library.lexical.vocabulary)}
        found |= entries_holding(frozenset(parts), library) if parts else found
    if any(name.isdigit() for name in own):
        literal = re.compile(rf"\b{re.escape(fold(piece))}\b")
        for number in map(int, np.flatnonzero(found)):
            entry = library.entries[number]
            found[number] = bool(literal.search(fold(f"{entry.context} {entry.text}")))
    headed = [number for number, part in library.passages_by_part.items() if _headed(part[0].section, spellings, piece)]
    for number in headed:
        found[library.entries_by_part[number]] = True
    return found


def _headed(section: tuple[str, ...], spellings: set[frozenset[str]], piece: str) -> bool:
    if any(char.isdigit() for char in piece):
        return any(re.search(rf"\b{re.escape(fold(piece))}\b", fold(title)) for title in section)
    return any(spelling <= stem_set(title) for title in section for spelling in spellings)


def entries_holding(stems: frozenset[str], library: Library) -> NDArray[np.bool_]:
    """Return which entries hold all of `stems`, shape (n,)."""
    found = np.full(len(library.entries), bool(stems))
    for name in stems:
        found &= library.lexical.scores({name: 1.0}) > 0
    return found
