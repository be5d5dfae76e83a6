"""Measure what speaks for and against the library holding the answer to a question."""

import re
from dataclasses import astuple, dataclass
from functools import lru_cache

import numpy as np

from rag.asked import Asked, Slot, holds, what_is_asked
from rag.library import Library
from rag.query import Query
from rag.records import EntryRole, PassageKind
from rag.retrieve import Found
from rag.select import stretch
from rag.tables import same_word
from rag.text import STOPWORDS, split_compound, stem, words

# So many of the best parts are read; an answer that stands lower is not given either.
DEPTH = 8
NEAREST = 12
# A note counts when it is at most this much less similar to the question than the text.
NOTE_MARGIN = 0.01
TEXT_ROLES = (EntryRole.SENTENCE, EntryRole.ROW)
# Words about the text itself or about the asking; a question does not fail for want of them.
ASKING = frozenset(
    stem(word)
    for word in """cijfer cijfers tekst teksten bron bronnen auteur auteurs artikel noemen onderscheiden onderscheidt zeggen beschrijven
    beschrijft schrijft schrijven vindt vinden denkt denken stelt stellen volgens kort lijst lijstje rij tabel figuur volledig overzicht categorie categorieën verschil
    tussen precies vergelijk vergelijken zet naast soort type svp toets sheet flipover college studenten morgen minuten bedoelt bedoelen bedoeld legt leg
    gebruikt onderzoekers onderzoeker legde uitleg erbij hoort horen hetzelfde betekent betekenis begrip term""".split()
)
ABSENT = re.compile(
    r"\b(niet|geen|zonder|ontbreekt|ontbreken|leeg|naamloos|nergens)\b"
)


@dataclass(frozen=True)
class Signals:
    """What speaks for an answer and against it, each 0..1 unless said; their weights are in rag/refuse.py."""

    sentence: float
    body: float
    question: float
    covered: float
    covered_near: float
    covered_sentence: float
    unknown: float
    unknown_names: float
    aspect_gap: float
    aspect_unknown: float
    slot_gap: float
    name_gap: float
    absent_note: float
    short: float
    foreign: float

    def vector(self) -> tuple[float, ...]:
        """Return the signals in their order."""
        return tuple(float(value) for value in astuple(self))


@dataclass(frozen=True)
class _Clue:
    """A content word of the question: its stem, the stems of its parts if it is a compound, and its rarity."""

    stem: str
    parts: frozenset[str]
    weight: float


@lru_cache(maxsize=32768)
def term_set(text: str, vocabulary: frozenset[str]) -> frozenset[str]:
    """Return the stems of the content words of `text` and of the parts of its compounds."""
    found = [word for word in words(text) if word not in STOPWORDS]
    parts = [part for word in found for part in split_compound(word, vocabulary)]
    return frozenset(stem(word) for word in found + parts)


def measure(query: Query, found: Found, library: Library) -> Signals:
    """Return the signals for `query`; all that was found counts, whatever the answer uses of it."""
    clues = _clues(query, library)
    total = sum(clue.weight for clue in clues) or 1.0
    parts = list(dict.fromkeys(hit.passage.part for hit in found.hits))[:DEPTH]
    asked = what_is_asked(query)
    in_text = {part: _part_terms(part, library) for part in parts}
    near = {part: in_text[part] | _question_terms(part, library) for part in parts}
    best = max(parts, key=lambda part: _share(clues, near[part], total), default=-1)
    sentences = [n for part in parts for n in library.entries_by_part[part] if _is_text(n, library)]
    aspect = [clue for clue in clues if clue.stem in {stem(word) for word in asked.aspect}]
    aspect_total = sum(clue.weight for clue in aspect)
    unknown = [clue for clue in clues if not _known(clue, library)]
    dutch = query.language == "nl"
    return Signals(
        sentence=stretch(_best_similarity(found, library, TEXT_ROLES)),
        body=stretch(_best_similarity(found, library, (EntryRole.BODY,))),
        question=stretch(_best_similarity(found, library, (EntryRole.QUESTION,))),
        covered=max((_share(clues, terms, total) for terms in in_text.values()), default=0.0),
        covered_near=max((_share(clues, terms, total) for terms in near.values()), default=0.0),
        covered_sentence=max((_share(clues, _entry_terms(n, library), total) for n in sentences), default=0.0),
        unknown=sum(clue.weight for clue in unknown) / total if dutch else 0.0,
        unknown_names=float(bool(query.unknown_names)),
        aspect_gap=1.0 - _share(aspect, near[best], aspect_total) if aspect and best >= 0 and dutch else 0.0,
        aspect_unknown=float(bool(set(aspect) & set(unknown))) if dutch else 0.0,
        slot_gap=_slot_gap(query, asked, clues, sentences, library),
        name_gap=_name_gap(query, clues, in_text, library),
        absent_note=_absent_note(clues, found, library),
        short=1.0 / max(len(clues), 1),
        foreign=float(not dutch),
    )


def _clues(query: Query, library: Library) -> tuple[_Clue, ...]:
    """Return what the question's own words are; a joined word that repeats two others counts once, through them."""
    found: dict[str, _Clue] = {}
    for word in query.content:
        own = stem(word)
        if own in ASKING or ("-" in word and len(word) > 1):
            continue
        parts = frozenset(stem(part) for part in split_compound(word, library.lexical.vocabulary))
        found.setdefault(own, _Clue(own, parts, library.rarity(own)))
    return tuple(found.values())


def _named(clue: _Clue, terms: frozenset[str]) -> bool:
    if clue.stem in terms or any(same_word(clue.stem, other) for other in terms):
        return True
    return bool(clue.parts) and clue.parts <= terms


def _share(clues: "tuple[_Clue, ...] | list[_Clue]", terms: frozenset[str], total: float) -> float:
    return sum(clue.weight for clue in clues if _named(clue, terms)) / total if total else 0.0


def _known(clue: _Clue, library: Library) -> bool:
    """Tell whether the library's own text holds the word (a highest rarity means that no passage does)."""
    return clue.weight < library.rarity("") or bool(clue.parts)


def _entry_terms(number: int, library: Library) -> frozenset[str]:
    return term_set(library.entries[number].text, library.lexical.vocabulary)


def _part_terms(part: int, library: Library) -> frozenset[str]:
    """Return the words of a part, its headings, and the ways its source is named."""
    found: set[str] = set()
    for passage in library.passages_by_part[part]:
        if passage.kind is not PassageKind.NOTE:
            source = library.source_by_id[passage.source_id]
            for text in (passage.text, " ".join(passage.section), " ".join((source.kind, *source.authors, *source.names))):
                found |= term_set(text, library.lexical.vocabulary)
    return frozenset(found)


def _question_terms(part: int, library: Library) -> frozenset[str]:
    """Return the words of the questions a part answers."""
    numbers = [n for n in library.entries_by_part[part] if library.entries[n].role is EntryRole.QUESTION]
    return frozenset().union(*(_entry_terms(n, library) for n in numbers))


def _is_text(number: int, library: Library) -> bool:
    """Tell whether an entry is a sentence or row of the account itself, not of its notes."""
    entry = library.entries[number]
    return entry.role in TEXT_ROLES and library.passage_by_id[entry.passage_id].kind is not PassageKind.NOTE


def _best_similarity(found: Found, library: Library, roles: tuple[EntryRole, ...], notes: bool = False) -> float:
    """Return the similarity of the best found entry of `roles`, in the notes or outside them."""
    best = 0.0
    for role in roles:
        numbers = library.entries_by_role[role]
        for number in numbers[np.argsort(-found.dense[numbers], kind="stable")][:NEAREST]:
            passage = library.passage_by_id[library.entries[number].passage_id]
            if (passage.kind is PassageKind.NOTE) == notes:
                best = max(best, float(found.dense[number]))
                break
    return best


def _slot_gap(query: Query, asked: Asked, clues: tuple[_Clue, ...], sentences: list[int], library: Library) -> float:
    """Return the share of the question that no sentence with the kind of thing asked for covers; 0 when any kind will do."""
    if asked.slot is Slot.ANY or query.language != "nl":
        return 0.0
    total = sum(clue.weight for clue in clues) or 1.0
    fitting = (n for n in sentences if holds(asked.slot, library.entries[n].text, query))
    return 1.0 - max((_share(clues, _entry_terms(n, library), total) for n in fitting), default=0.0)


def _name_gap(query: Query, clues: tuple[_Clue, ...], parts: dict[int, frozenset[str]], library: Library) -> float:
    """Return the share of the question that no found part that holds its names covers; 0 when it names nobody."""
    names = {stem(word) for name in query.names for word in words(name)}
    rest = [clue for clue in clues if clue.stem not in names]
    if not names or not rest:
        return 0.0
    total = sum(clue.weight for clue in rest)
    holding = [terms for terms in parts.values() if names & terms]
    return 1.0 - max((_share(rest, terms, total) for terms in holding), default=0.0)


def _absent_note(clues: tuple[_Clue, ...], found: Found, library: Library) -> float:
    """Return how fully a note that calls something absent covers the question, where it is as near as the text is."""
    total = sum(clue.weight for clue in clues) or 1.0
    text = _best_similarity(found, library, TEXT_ROLES)
    best = 0.0
    numbers = library.entries_by_role[EntryRole.SENTENCE]
    for number in numbers[found.dense[numbers] >= text - NOTE_MARGIN]:
        entry = library.entries[number]
        if library.passage_by_id[entry.passage_id].kind is PassageKind.NOTE and ABSENT.search(entry.text):
            best = max(best, _share(clues, _entry_terms(int(number), library), total))
    return best
