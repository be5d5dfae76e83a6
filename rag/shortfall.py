"""Say of a refused question what comes nearest, how that falls short, and what the library does answer near it."""

from collections.abc import Sequence

import numpy as np

from rag.asked import Slot, holds, what_is_asked
from rag.clues import find_clues, names_clue, with_spellings
from rag.draft import Evidence
from rag.dutch_words import TOO_COMMON, commonness
from rag.leaning import leans
from rag.library import Library
from rag.part_terms import part_terms
from rag.phrases import LACKS_ANSWER, LACKS_BOTH, LACKS_KIND, LACKS_WORDS, join_words
from rag.query import Query
from rag.records import Entry, EntryRole, Passage
from rag.retrieve import Found
from rag.select import rank_sentences
from rag.text import stem

NEAREST_COUNT, NEAREST_DEPTH = 3, 8
MOST_WORDS = 3
# What a written question leads to is told in a refusal when the question is so likely the one asked, up to so many
# sentences: of 91 answerable questions refused it then says all points of 38. Below this it is often beside the point.
LEAST_LED_FIT, MOST_LED = 0.4, 2
MOST_QUESTIONS = 2
# A dossier's question is fit to suggest when it is a whole sentence that is soon read.
LONGEST_QUESTION = 16
KINDS = {
    Slot.NUMBER: "een getal",
    Slot.PERCENTAGE: "een percentage",
    Slot.MONEY: "een bedrag",
    Slot.YEAR: "een jaartal",
    Slot.DURATION: "hoe lang of hoe oud",
    Slot.ADDRESS: "zo’n gegeven",
    Slot.PERSON: "een naam",
    Slot.NAME: "een naam",
}


def nearest_evidence(query: Query, found: Found, library: Library) -> tuple[Evidence, ...]:
    """Return the best sentence of each of the nearest passages, nearest first."""
    best: dict[str, Evidence] = {}
    for candidate in rank_sentences(query, found, library, found.hits[:NEAREST_DEPTH]):
        best.setdefault(candidate.passage.id, Evidence(candidate.passage, candidate.text))
    return tuple(best.values())[:NEAREST_COUNT]


def led_evidence(found: Found, library: Library) -> Evidence | None:
    """Return what the likeliest written question leads to, if it is likely: sentences side by side; else None."""
    near = found.pointed.leading
    if near is None or near.fit < LEAST_LED_FIT:
        return None
    first = near.pointer.targets[0][0]
    entries = [library.entries[number] for number in library.entries_at(near.pointer.targets)]
    told = [entry for entry in entries if entry.passage_id == first and _stands_alone(entry)]
    passage = library.passage_by_id[first]
    quotes = [" ".join(entry.text for entry in told[:count]) for count in range(min(len(told), MOST_LED), 0, -1)]
    return next((Evidence(passage, quote) for quote in quotes if quote in passage.text), None)


def _stands_alone(entry: Entry) -> bool:
    """Tell whether an entry is a sentence that announces nothing and leans on none."""
    return entry.role is EntryRole.SENTENCE and not entry.text.endswith(":") and not leans(entry.text)


def one_of_each(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return the first piece of each passage, as many as a refusal names."""
    first: dict[str, Evidence] = {}
    for one in evidence:
        first.setdefault(one.passage.id, one)
    return tuple(first.values())[:NEAREST_COUNT]


def shortfall_of(query: Query, passage: Passage, told: str, library: Library) -> str:
    """Return in a short phrase what the nearest passage lacks: words of the question, the kind of thing asked for.

    `told` is what is shown of it.
    """
    asked = what_is_asked(query)
    terms = part_terms(passage.part, library)
    clues = with_spellings(find_clues(query, asked, library), terms)
    missing = [clue for clue in clues if not names_clue(clue, terms)]
    missing.sort(key=lambda clue: -clue.weight)
    kept = {clue.stem for clue in [clue for clue in missing if clue.commonness < TOO_COMMON][:MOST_WORDS]}
    spoken = [f"‘{word}’" for word in dict.fromkeys(query.content) if stem(word) in kept]
    kind = "" if holds(asked.slot, told, query) else KINDS.get(asked.slot, "")
    words = join_words(spoken)
    if kind and words:
        return LACKS_BOTH.format(kind=kind, words=words)
    if kind:
        return LACKS_KIND.format(kind=kind)
    return LACKS_WORDS.format(words=words) if words else LACKS_ANSWER


def looked_for(query: Query) -> tuple[str, ...]:
    """Return the words that were searched for, without those that say nothing and the halves of hyphened ones."""
    halves = {half for word in query.content if "-" in word for half in word.split("-")}
    told = [word for word in dict.fromkeys(query.content) if word not in halves and commonness(word) < TOO_COMMON]
    return tuple(told or dict.fromkeys(query.content))


def questions_instead(nearest: Sequence[Evidence], found: Found, library: Library) -> tuple[str, ...]:
    """Return the questions most like the one asked that the nearest passages do answer, one of each part."""
    kept: list[str] = []
    for part in dict.fromkeys(evidence.passage.part for evidence in nearest):
        numbers = [int(n) for n in library.entries_by_part[part] if _is_fit(library.entries[n])]
        if numbers:
            vectors = np.asarray(library.vectors[numbers])
            kept.append(library.entries[numbers[int(np.argmax(vectors @ found.vector))]].text.strip())
    return tuple(kept[:MOST_QUESTIONS])


def _is_fit(entry: Entry) -> bool:
    """Tell whether a question of a dossier reads well: one whole sentence, not too long."""
    text = entry.text.strip()
    short = len(text.split()) <= LONGEST_QUESTION and "." not in text
    return entry.role is EntryRole.QUESTION and text.endswith("?") and text[0].isupper() and short
