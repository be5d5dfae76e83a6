"""Measure what speaks for and against the library holding the answer to a question."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from rag.asked import Asked, Slot, holds, what_is_asked
from rag.check_lexicon import load_lexicon
from rag.draft import Draft, LineStyle
from rag.library import Library
from rag.query import Query, QuestionKind
from rag.records import EntryRole, PassageKind
from rag.retrieve import Found
from rag.text import STOPWORDS, fold, same_word, split_compound, stem, words

# So many of the best parts are read; an answer that stands lower is not given either.
DEPTH = 8
# Cosines of e5 are told from this centre in this unit, so that the weights in rag/refuse.py are readable.
LIKE_CENTRE, LIKE_UNIT = 0.85, 0.05
LISTED = (LineStyle.BULLET, LineStyle.NUMBERED, LineStyle.ROW)
TEXT_ROLES = (EntryRole.SENTENCE, EntryRole.ROW)
# Words about the text itself or about the asking; a question does not fail for want of them.
ASKING = frozenset(
    stem(word)
    for word in """cijfer cijfers tekst teksten bron bronnen auteur auteurs artikel noemen onderscheiden onderscheidt zeggen beschrijven
    beschrijft beschrijf schrijft schrijven vindt vinden denkt denken stelt stellen volgens kort lijst lijstje rij tabel figuur volledig
    overzicht categorie categorieën verschil verschillen tussen precies vergelijk vergelijken zet naast soort type svp toets sheet flipover
    college studenten morgen minuten bedoelt bedoelen bedoeld legt leg gebruikt onderzoekers onderzoeker uitleg erbij hoort horen hetzelfde
    betekent betekenis begrip term beroept""".split()
)
# What a note says of a source that leaves out the thing asked for.
_NAMES = re.compile(
    r"niet bij naam|naamloos|(?:noemt|noemen|genoemd|zegt|vermeldt)\b.*\b(?:niet|geen)|(?:niet|geen)\b.*\b(?:noemt|genoemd)|"
    r"zonder concrete|leeg\b|ontbre"
)
_FIGURES = re.compile(
    r"geen cijfer|of cijfers|(?:noemt|geeft|vermeldt) (?:geen|zelf geen)|geen (?:\w+ ){0,2}jaar|niet in de tekst|"
    r"geen (?:verdere )?maatstaf|tijdsduur"
)
_MEANING = re.compile(
    r"niet (?:verder |met zoveel woorden )?(?:uit|toe)\b|(?:legt|licht|omschrijft|beschrijft) .*\bniet|geen (?:uitleg|toelichting|definitie)|"
    r"alleen (?:de )?titel|zonder toelichting|uitleg ontbreekt|(?:uitleg|definitie) geeft .* niet"
)
LEFT_OUT: dict[str, re.Pattern[str]] = {
    **dict.fromkeys((Slot.NAME, Slot.PERSON, QuestionKind.WHO, QuestionKind.LIST, QuestionKind.REVERSE), _NAMES),
    **dict.fromkeys((Slot.NUMBER, Slot.PERCENTAGE, Slot.MONEY, Slot.YEAR, QuestionKind.NUMBER), _FIGURES),
    **dict.fromkeys((QuestionKind.DEFINITION, QuestionKind.FACT, QuestionKind.OVERVIEW), _MEANING),
    **dict.fromkeys((QuestionKind.ADVICE, QuestionKind.COMPARISON), _MEANING),
}
EXPLAIN = re.compile(r"\b(bedoel\w*|legt .* uit|uitleg|betekent|wat is|wat zijn|omschrij\w+|definieert|houdt .* in)\b")
CAPITALS = re.compile(r"(?<=[\w,;:)’'\"] )(?:[\"'“‘(])?([A-ZÀ-Þ][\w’'-]+)")


@dataclass(frozen=True)
class Grounds:
    """Which entries of a library are sentences or rows (not of notes), which are questions, and the source of each; shape (n,).

    `notes` has the sentences of the dossier's notes by part.
    """

    text: NDArray[np.bool_]
    question: NDArray[np.bool_]
    source: NDArray[np.str_]
    notes: dict[int, tuple[int, ...]]


def make_grounds(library: Library) -> Grounds:
    """Collect what `measure` needs of `library`; made once when it is opened."""
    note = np.array([library.passage_by_id[entry.passage_id].kind is PassageKind.NOTE for entry in library.entries])
    role = np.array([entry.role.value for entry in library.entries])
    notes: dict[int, list[int]] = {}
    for number in np.flatnonzero(note & (role == EntryRole.SENTENCE.value)):
        notes.setdefault(int(library.entry_parts[number]), []).append(int(number))
    return Grounds(
        text=~note & np.isin(role, [kind.value for kind in TEXT_ROLES]),
        question=role == EntryRole.QUESTION.value,
        source=np.array([entry.source_id for entry in library.entries]),
        notes={part: tuple(numbers) for part, numbers in notes.items()},
    )


@dataclass(frozen=True)
class Signals:
    """What speaks for an answer and against it.

    `sentence` and `question`: how alike the most alike sentence or row, and question of a dossier, are (cosine in LIKE_UNIT).
    `covered_*`: share of the question's words, by rarity, that the best found part with its question list, the best
    sentence, and the answer name. `aspect_gap`: share of the thing asked for that is not named where the names are.
    `slot_gap`, `slot_gap_near`: share of the question that no sentence, no part with a thing of the kind asked for names.
    `name_gap`: share of the rest of the question that no part with one of its names holds. `unknown_names`: a name that
    stands nowhere. `absent_note`: share that a note on what the source leaves out names. `short`: 1 / number of words.
    """

    sentence: float
    question: float
    covered_near: float
    covered_sentence: float
    covered_answer: float
    unknown_names: float
    aspect_gap: float
    slot_gap: float
    slot_gap_near: float
    name_gap: float
    absent_note: float
    short: float


@dataclass(frozen=True)
class _Clue:
    """A content word of the question: its stem, the stems of its parts if it is a compound, and its rarity."""

    stem: str
    parts: frozenset[str]
    weight: float
    spellings: frozenset[str] = frozenset()


@lru_cache(maxsize=32768)
def term_set(text: str, vocabulary: frozenset[str]) -> frozenset[str]:
    """Return the stems of the content words of `text` and of the parts of its compounds."""
    found = [word for word in words(text) if word not in STOPWORDS]
    parts = [part for word in found for part in split_compound(word, vocabulary)]
    return frozenset(stem(word) for word in found + parts)


def measure(query: Query, found: Found, draft: Draft, library: Library, grounds: Grounds) -> Signals:
    """Return the signals for `query`; all that was found counts, whatever `draft` uses of it."""
    asked = what_is_asked(query)
    parts = list(dict.fromkeys(hit.passage.part for hit in found.hits))[:DEPTH]
    near = {part: _part_terms(part, library) for part in parts}
    clues = _with_spellings(_clues(query, asked, library), frozenset().union(*near.values()))
    numbers = [int(n) for part in parts for n in library.entries_by_part[part] if grounds.text[n]]
    sentences = {n: _entry_terms(n, library) for n in numbers}
    fitting = [n for n in numbers if asked.slot is not Slot.ANY and holds(asked.slot, library.entries[n].text, query)]
    names = _name_stems(query, clues)
    best = max(near.values(), key=lambda terms: (bool(names & terms), _share(clues, terms)), default=frozenset())
    aspect = [clue for clue in clues if clue.stem in {stem(word) for word in asked.aspect}]
    # Questions in other languages are translated word by word: what is missing says nothing of them.
    dutch = query.language == "nl"
    typed = dutch and asked.slot is not Slot.ANY
    listed = any(line.style in LISTED for line in draft.lines)
    cosines = np.asarray(library.vectors) @ found.vector
    inside = _inside(query, grounds)
    return Signals(
        sentence=_likeness(cosines[grounds.text & inside]),
        question=_likeness(cosines[grounds.question & inside]),
        covered_near=_best_share(clues, near.values()),
        covered_sentence=_best_share(clues, sentences.values()),
        covered_answer=_share(clues, _answer_terms(draft, library)),
        unknown_names=float(bool(query.unknown_names)),
        aspect_gap=1.0 - _share(aspect, best) if aspect and dutch else 0.0,
        slot_gap=1.0 - _best_share(clues, (sentences[n] for n in fitting)) if typed else 0.0,
        slot_gap_near=1.0 - _best_share(clues, (near[int(library.entry_parts[n])] for n in fitting)) if typed else 0.0,
        name_gap=_name_gap(names, clues, near.values()) if dutch else 0.0,
        absent_note=0.0 if listed else _absent_note(query, asked, clues, parts, grounds, library),
        short=1.0 / max(len(clues), 1),
    )


def _inside(query: Query, grounds: Grounds) -> NDArray[np.bool_]:
    allowed = query.source_filter or query.named_sources
    return np.isin(grounds.source, allowed) if allowed else np.ones(len(grounds.source), dtype=bool)


def _likeness(cosines: NDArray[np.float32]) -> float:
    return (float(cosines.max(initial=0.0)) - LIKE_CENTRE) / LIKE_UNIT


def _clues(query: Query, asked: Asked, library: Library) -> tuple[_Clue, ...]:
    """Return the question's own content words without those that only ask; of hyphened words the halves only."""
    found: dict[str, _Clue] = {}
    for word in query.content:
        own = stem(word)
        if own not in ASKING and "-" not in word and word not in asked.asking:
            parts = frozenset(stem(part) for part in split_compound(word, library.lexical.vocabulary))
            found.setdefault(own, _Clue(own, parts, library.rarity(own)))
    return tuple(found.values())


def _with_spellings(clues: Sequence[_Clue], terms: frozenset[str]) -> tuple[_Clue, ...]:
    """Return the clues with the stems among `terms` that mean the same, so that texts are compared as sets.

    The opposite counts too: who asks how many alliances fail is answered by how many succeed.
    """
    meanings = {term: _meanings(term) for term in terms}
    found = []
    for clue in clues:
        own = frozenset().union(*(_meanings(part) for part in (clue.stem, *clue.parts)))
        alike = {term for term in terms if same_word(clue.stem, term) or not own.isdisjoint(meanings[term])}
        found.append(replace(clue, spellings=frozenset({clue.stem, *alike})))
    return tuple(found)


@lru_cache(maxsize=32768)
def _meanings(term: str) -> frozenset[tuple[str, int]]:
    """Return the synonym groups and the scales of opposites a stem belongs to."""
    lexicon = load_lexicon()
    groups = {("synonyms", number) for number in lexicon.concepts.get(term, ())}
    return frozenset(groups | {("scale", number) for number, _ in lexicon.sides.get(term, ())})


def _named(clue: _Clue, terms: frozenset[str]) -> bool:
    return not clue.spellings.isdisjoint(terms) or (bool(clue.parts) and clue.parts <= terms)


def _weight(clues: Iterable[_Clue]) -> float:
    return sum(clue.weight for clue in clues)


def _share(clues: Sequence[_Clue], terms: frozenset[str]) -> float:
    """Return the rarity-weighted share of `clues` that `terms` name; 0 of no clues."""
    total = _weight(clues)
    return _weight(clue for clue in clues if _named(clue, terms)) / total if total else 0.0


def _best_share(clues: Sequence[_Clue], texts: Iterable[frozenset[str]]) -> float:
    return max((_share(clues, terms) for terms in texts), default=0.0)


def _answer_terms(draft: Draft, library: Library) -> frozenset[str]:
    """Return the words of the answer and of the headings and captions it rests on."""
    texts = {line.text for line in draft.lines if line.claims}
    for passage in {
        evidence.passage.id: evidence.passage for line in draft.lines for evidence in line.evidence
    }.values():
        texts.update((*passage.section[-2:], passage.table.caption if passage.table else ""))
    return frozenset().union(*(term_set(text, library.lexical.vocabulary) for text in texts))


def _entry_terms(number: int, library: Library) -> frozenset[str]:
    return term_set(library.entries[number].text, library.lexical.vocabulary)


def _part_terms(part: int, library: Library) -> frozenset[str]:
    """Return the words of a part, its headings, its question list, and the ways its source is named; no notes."""
    texts = {
        library.entries[n].text for n in library.entries_by_part[part] if library.entries[n].role is EntryRole.QUESTION
    }
    for passage in library.passages_by_part[part]:
        if passage.kind is not PassageKind.NOTE:
            source = library.source_by_id[passage.source_id]
            texts.update(
                (passage.text, " ".join(passage.section), " ".join((source.kind, *source.authors, *source.names)))
            )
    return frozenset().union(*(term_set(text, library.lexical.vocabulary) for text in texts))


def _name_stems(query: Query, clues: Sequence[_Clue]) -> frozenset[str]:
    """Return the stems of the names in the question: those the library knows as names, and what is written as one."""
    names = [*query.names, *CAPITALS.findall(query.focus)]
    return frozenset(stem(word) for name in names for word in words(name)) & {clue.stem for clue in clues}


def _name_gap(names: frozenset[str], clues: Sequence[_Clue], texts: Iterable[frozenset[str]]) -> float:
    """Return the share of the rest of the question that no text with one of its names covers; 0 when it names nobody."""
    rest = [clue for clue in clues if clue.stem not in names]
    if not names or not rest:
        return 0.0
    return 1.0 - _best_share(rest, [terms for terms in texts if names & terms])


def _absent_note(
    query: Query, asked: Asked, clues: Sequence[_Clue], parts: Sequence[int], grounds: Grounds, library: Library
) -> float:
    """Return the share of the question that a note covers which says that the source leaves out just such a thing."""
    untyped = QuestionKind.DEFINITION if EXPLAIN.search(fold(query.focus)) else query.kind
    pattern = LEFT_OUT[untyped if asked.slot is Slot.ANY else asked.slot]
    fitting = [n for part in parts for n in grounds.notes.get(part, ()) if pattern.search(library.entries[n].text)]
    return _best_share(clues, [_entry_terms(n, library) | _heading_terms(n, library) for n in fitting])


def _heading_terms(number: int, library: Library) -> frozenset[str]:
    passage = library.passage_by_id[library.entries[number].passage_id]
    return term_set(" ".join(passage.section[-1:]), library.lexical.vocabulary)
