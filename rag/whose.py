"""Name who made, wrote or studied what is asked about, where an answer found says all about it but that."""

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.asked import AUTHORSHIP
from rag.draft import Draft, Evidence, Line, LineStyle
from rag.leaning import leans
from rag.library import Library
from rag.people import find_people
from rag.pointer_signals import said_nearness
from rag.query import Query, QuestionKind
from rag.records import EntryRole, PassageKind
from rag.retrieve import Found
from rag.text import fold, stem, stem_set, words

# "Van wie zijn de vijf signatures?" asks for who made them.
OF_WHOM = re.compile(
    r"\b(?:van wie (?:is|zijn|komt|komen|stamt|stammen)|wiens|op wie|aan wie|door wie)\b|\bonder de loep\b"
)
# So many of the parts found are read, and those of what is told.
PARTS = 6
# Sentences of the answer found that stay behind the one that names somebody.
MORE = 2
# Sentences in a row that name somebody: "De indeling naar X en Y. De andere twee zijn van Z."
LONGEST_RUN = 3
# A sentence that names somebody is told when it holds so much of what is asked about, by rarity.
MIN_NAMED = 0.5
# Words of asking who made a thing, which say nothing of the thing.
ASIDE = frozenset(stem(word) for word in (*AUTHORSHIP, "loep", "nam", "neemt", "nemen", "genomen"))
# What words of authorship are worth beside nearness in standard deviations: "onderzoekt", "ontleend aan".
ASKED_WORD = 0.5


def with_author(draft: Draft, query: Query, found: Found, library: Library) -> Draft:
    """Return an answer to who made or studied something; where it names nobody, after a sentence that does."""
    folded = fold(query.focus)
    asks = not AUTHORSHIP.isdisjoint(words(folded)) or bool(OF_WHOM.search(folded))
    if query.kind is not QuestionKind.WHO or not asks or query.people:
        return draft
    people = find_people(library) - frozenset(words(query.standalone))
    said = [line.text for line in draft.lines if not line.text.endswith(":")]  # the caption of a table is no answer
    if any(not people.isdisjoint(words(text)) for text in said):
        return draft
    named = _best(_candidates(draft, found, people, library), query, found, library)
    if named is None:
        return draft
    passage = library.passage_by_id[library.entries[named].passage_id]
    telling = [Line(text, (Evidence(passage, text),)) for text in _naming_run(named, people, library)]
    rest = [line for line in draft.lines if line.style is LineStyle.SENTENCE and not line.text.endswith(":")]
    return replace(draft, lines=(*telling, *rest[:MORE]), columns=())


def _naming_run(named: int, people: frozenset[str], library: Library) -> list[str]:
    """Return a sentence that names somebody with those of its passage around it that go on naming, in their order."""
    here = library.entries_by_passage[library.entries[named].passage_id]
    run: list[str] = []
    for text in (library.entries[n].text for n in here if library.entries[n].role is EntryRole.SENTENCE):
        if not people.isdisjoint(words(text)):
            run.append(text)
        elif library.entries[named].text in run:
            break
        else:
            run = []
    return run[:LONGEST_RUN] if library.entries[named].text in run[:LONGEST_RUN] else [library.entries[named].text]


def _candidates(draft: Draft, found: Found, people: frozenset[str], library: Library) -> list[int]:
    """Return the sentences that name one of `people` in the parts told of or found."""
    told = [evidence.passage.part for line in draft.lines for evidence in line.evidence]
    parts = list(dict.fromkeys((*told, *(hit.passage.part for hit in found.hits))))[:PARTS]
    entries = [int(number) for part in parts for number in library.entries_by_part[part]]
    return [
        number
        for number in entries
        if library.entries[number].role is EntryRole.SENTENCE
        and library.passage_by_id[library.entries[number].passage_id].kind is not PassageKind.NOTE
        and not people.isdisjoint(words(library.entries[number].text))
        and not leans(library.entries[number].text)
    ]


def _best(numbers: Sequence[int], query: Query, found: Found, library: Library) -> int | None:
    """Return the sentence nearest to the question that names what is asked about; None where none does."""
    asked = {term: library.rarity(term) for term, weight in query.terms.items() if weight == 1.0}
    about = {term: weight for term, weight in asked.items() if term not in ASIDE}
    total = sum(about.values()) or 1.0
    shares = {n: sum(about.get(term, 0.0) for term in _around(n, library)) / total for n in numbers}
    naming = [number for number in numbers if shares[number] >= MIN_NAMED]
    if not naming:
        return None
    near = dict(zip(naming, said_nearness(naming, found.tuned, library), strict=True))
    return max(naming, key=lambda n: (near[n] + shares[n] + ASKED_WORD * _of_author(library.entries[n].text), -n))


def _around(number: int, library: Library) -> frozenset[str]:
    """Return the stems of a sentence with the headings above it."""
    entry = library.entries[number]
    return stem_set(" ".join((entry.text, *library.passage_by_id[entry.passage_id].section[-2:])))


def _of_author(text: str) -> bool:
    return not AUTHORSHIP.isdisjoint(words(text))
