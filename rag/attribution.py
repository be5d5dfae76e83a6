"""Attribute what the library says to the people its texts cite, so that who is asked by name is who answers."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rag.concepts import belong_together
from rag.dutch_words import is_dutch
from rag.library import Library
from rag.people import CAPITALISED, find_people
from rag.records import EntryRole, PassageKind
from rag.remembered import once_per_library
from rag.text import WORD, fold

# A name with the particles before it, of which the first has a capital: "Van de Loo", "in 't Veld".
WRITTEN = re.compile(r"((?:(?:Van|De|Den|Der)(?: (?:de|den|der))? |[Ii]n ['’]t )?)([A-ZÀ-Þ][\w’'-]+)")
# Who is named in this share of the sentences of a section that name anybody has those that name nobody as well.
MAIN_SHARE = 0.5

# Between the names of people who wrote together: "Klijn en Van Twist", "Kaats & Opheij".
JOINED = re.compile(r"^\s*(?:,|&)?\s*(?:en)?\s*(?:van|de|der|den|e\.a\.)?\s*$")
# "akkermans" is hardly ever a compound.
SHORT = 6


@dataclass(frozen=True)
class Mention:
    """Where a text names somebody: the name as it stands there, the folded surname, and its place."""

    name: str
    surname: str
    start: int
    end: int


def people_mentioned(text: str, library: Library) -> Iterator[Mention]:
    """Yield the people the texts cite whom `text` names, in its order; "de man" is not De Man."""
    written = names_written(library)
    for match in re.finditer(r"[\w’'-]+", text):
        name = written.get(fold(match.group()))
        if name is None:
            continue
        start = match.start() - (len(name) - len(match.group()))
        whole = start >= 0 and fold(text[start : match.end()]) == fold(name)
        meant = match.group()[0].isupper() or not _is_word(fold(match.group()), library)
        if meant or (whole and "van " in fold(name)):
            at = start if whole else match.start()
            yield Mention(text[at : match.end()], fold(match.group()), at, match.end())


def _is_word(surname: str, library: Library) -> bool:
    """Tell whether a surname in small letters may be a word: "man", "veld"; a long one is no compound."""
    return surname in words_written(library) or (len(surname) <= SHORT and is_dutch(surname))


@dataclass(frozen=True)
class Speaker:
    """One who is named, or several who wrote together: the name as the question has it, and the folded surnames."""

    name: str
    surnames: frozenset[str]


def find_speakers(text: str, library: Library) -> tuple[Speaker, ...]:
    """Return those of the people the texts cite whom `text` names, in its order, each once."""
    found: list[list[Mention]] = []
    for mention in people_mentioned(text, library):
        if found and _wrote_together(found[-1][-1], mention, text, library):
            found[-1].append(mention)
        else:
            found.append([mention])
    named = {frozenset(m.surname for m in group): text[group[0].start : group[-1].end] for group in found[::-1]}
    return tuple(Speaker(name, surnames) for surnames, name in reversed(named.items()))


def _wrote_together(one: Mention, other: Mention, text: str, library: Library) -> bool:
    if one.surname == other.surname or not JOINED.match(text[one.end : other.start]):
        return False
    return belong_together(one.name.split()[-1], other.name.split()[-1], library)


@once_per_library
def names_written(library: Library) -> dict[str, str]:
    """Return the surnames of the people the texts cite, folded, with the particles they mostly stand with."""
    people, counts = find_people(library), dict[str, Counter[str]]()
    for number in library.entries_by_role[EntryRole.SENTENCE]:
        for match in WRITTEN.finditer(library.entries[int(number)].text):
            if (surname := fold(match.group(2))) in people:
                counts.setdefault(surname, Counter())[match.group()] += 1
    return {surname: count.most_common(1)[0][0] for surname, count in counts.items()}


@once_per_library
def words_written(library: Library) -> frozenset[str]:
    """Return the words that the texts write in small letters: "man", "veld"; in a question they are no names."""
    sentences = (library.entries[int(number)].text for number in library.entries_by_role[EntryRole.SENTENCE])
    return frozenset(word for text in sentences for word in WORD.findall(text) if word.islower())


@once_per_library
def attributed_to(people: frozenset[str], library: Library) -> NDArray[np.bool_]:
    """Return which entries speak of one of `people` (folded surnames) or say what they say, shape (n,).

    These are the sentences, rows and questions that name them, what follows these in a passage, what questions for them
    lead to, the others of a section that is mostly theirs, and all of a source they wrote.
    """
    named = _named_by_entry(library)
    inside = np.array([bool(own & people) for own in named], dtype=np.bool_)
    for numbers in _sections(library):
        said = [named[n] for n in numbers if library.entries[n].role is EntryRole.SENTENCE and named[n]]
        theirs = sum(bool(own & people) for own in said)
        if theirs and theirs >= MAIN_SHARE * len(said):
            inside[[n for n in numbers if not named[n]]] = True
    for numbers in library.text_entries.values():
        inside[list(_following(numbers, named, people))] = True
    inside[list(_asked_as(people, library))] = True
    own = [source.id for source in library.sources if people & {fold(name.split()[-1]) for name in source.authors}]
    inside[np.isin(library.entry_sources, own)] = True
    passages = {library.entries[int(n)].passage_id for n in np.flatnonzero(inside)}
    body = [n for n in map(int, library.entries_by_role[EntryRole.BODY]) if library.entries[n].passage_id in passages]
    inside[body] = True
    return inside


def _following(numbers: Sequence[int], named: Sequence[frozenset[str]], people: frozenset[str]) -> Iterator[int]:
    """Yield the sentences of a passage behind one that names one of `people`, until one that names somebody else.

    Where nobody else is named, that are all its sentences.
    """
    theirs = any(named[n] & people for n in numbers) and all(not named[n] or named[n] & people for n in numbers)
    for number in numbers:
        theirs = bool(named[number] & people) if named[number] else theirs
        if theirs:
            yield number


def _asked_as(people: frozenset[str], library: Library) -> Iterator[int]:
    """Yield the sentences and rows that questions for `people` alone lead to, where one names them and none another."""
    told = _named_by_entry(library)
    for named, entries in _pointers_naming(library):
        if named <= people:
            who = [told[entry] for entry in entries if told[entry]]
            if who and all(own & people for own in who):
                yield from entries


@once_per_library
def _pointers_naming(library: Library) -> tuple[tuple[frozenset[str], tuple[int, ...]], ...]:
    """Return of the questions that name people whom they name and which entries they lead to."""
    known = find_people(library)
    told = ((frozenset(map(fold, CAPITALISED.findall(pointer.text))) & known, pointer) for pointer in library.pointers)
    return tuple((named, library.entries_at(pointer.targets)) for named, pointer in told if named)


def read_people(library: Library) -> None:
    """Read who is named where, so that the first question for somebody need not wait for it."""
    find_speakers("", library)
    words_written(library)
    attributed_to(frozenset(), library)


@once_per_library
def _sections(library: Library) -> tuple[tuple[int, ...], ...]:
    """Return the numbers of the entries of every section, notes left out."""
    found: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    for number, entry in enumerate(library.entries):
        passage = library.passage_by_id[entry.passage_id]
        if passage.kind is not PassageKind.NOTE:
            found.setdefault((passage.source_id, passage.section), []).append(number)
    return tuple(map(tuple, found.values()))


@once_per_library
def _named_by_entry(library: Library) -> tuple[frozenset[str], ...]:
    """Return by entry the folded surnames of those it names; a row also has those its table's caption names."""
    people = find_people(library)

    def named(text: str) -> frozenset[str]:
        return frozenset(map(fold, CAPITALISED.findall(text))) & people

    captions = {p.id: named(p.table.caption) for p in library.passages if p.table}
    return tuple(
        named(entry.text)
        | (captions.get(entry.passage_id, frozenset()) if entry.role is EntryRole.ROW else frozenset())
        for entry in library.entries
    )
