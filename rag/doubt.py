"""Measure what speaks for and against the library holding the answer to a question."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rag.asked import Asked, Slot, holds, what_is_asked
from rag.attribution import attributed_to, read_people
from rag.clues import Clue, best_share, find_clues, names_clue, rare_gap, share_of, term_set, with_spellings
from rag.draft import Draft, LineStyle
from rag.left_out import absent_note
from rag.library import Library
from rag.nearness import similarities
from rag.part_terms import entry_terms, part_terms
from rag.people import find_people
from rag.query import Query, QuestionKind
from rag.records import EntryRole, PassageKind
from rag.retrieve import Found
from rag.text import stem, words

# So many of the best parts are read; an answer that stands lower is not given either.
DEPTH = 8
# Cosines of e5 are told from this centre in this unit, so that the weights in rag/refuse.py are readable.
LIKE_CENTRE, LIKE_UNIT = 0.85, 0.05
# Questions of the dossiers that are most like the one asked; and the length from which a question is simply long.
ALIKE = 3
MAX_LENGTH = 12
# A pointer that fits so well, is so near and so far before any without an answer (in standard deviations) is what is
# asked: of 56 answerable questions refused seven are answered by this, and two of 390 others are as well.
CLEAR_FIT, CLEAR_NEAR, CLEAR_AHEAD = 0.7, 5.0, 1.0
LISTED = (LineStyle.BULLET, LineStyle.NUMBERED, LineStyle.ROW)
TEXT_ROLES = (EntryRole.SENTENCE, EntryRole.ROW)
CAPITALS = re.compile(r"(?<=[\w,;:)’'\"] )(?:[\"'“‘(])?([A-ZÀ-Þ][\w’'-]+)")


@dataclass(frozen=True)
class Grounds:
    """Which entries of a library are sentences or rows (not of notes), and which are questions; shape (n,).

    `notes` has the sentences of the dossier's notes by part; `people` the folded surnames of those the texts cite.
    """

    text: NDArray[np.bool_]
    question: NDArray[np.bool_]
    notes: dict[int, tuple[int, ...]]
    people: frozenset[str]


def make_grounds(library: Library) -> Grounds:
    """Collect what `measure` needs of `library`; made once when it is opened."""
    note = np.array([library.passage_by_id[entry.passage_id].kind is PassageKind.NOTE for entry in library.entries])
    role = np.array([entry.role.value for entry in library.entries])
    notes: dict[int, list[int]] = {}
    for number in np.flatnonzero(note & (role == EntryRole.SENTENCE.value)):
        notes.setdefault(int(library.entry_parts[number]), []).append(int(number))
    for entry_number in range(len(library.entries)):  # read once here, not while a question waits
        entry_terms(entry_number, library)
    for own_part in library.passages_by_part:
        part_terms(own_part, library)
    read_people(library)
    return Grounds(
        text=~note & np.isin(role, [kind.value for kind in TEXT_ROLES]),
        question=role == EntryRole.QUESTION.value,
        notes={part: tuple(numbers) for part, numbers in notes.items()},
        people=find_people(library),
    )


@dataclass(frozen=True)
class Signals:
    """What speaks for an answer and against it.

    `sentence` and `question`: how alike the most alike sentence or row of the best found parts, and question of a dossier, are (cosine in LIKE_UNIT).
    `covered_*`: share of the question's words, by rarity, that the best found part with its question list, the best
    sentence, the answer, and the parts with the most alike questions name. `missing`: number of words the best part lacks;
    `lone_gap`: share of rarity they are, less in a long question. `aspect_gap`: share of the thing asked for that is not
    named where the names are. `slot_gap`: share of the question that no sentence with a thing of the kind asked for
    names; `slot_drop`: by how much that is more than other sentences lack. `name_gap`: share of the rest of the question
    that no part with one of its names holds. `unknown_names`: a name that stands nowhere. `absent_note`: share that a
    note on what the source leaves out names. `short`: 1 / number of words; `length`: number of words, of MAX_LENGTH.
    `pointed`: how well the best question that points to an answer fits; `lure`: the share that the library leaves
    unanswered of those near; `gap_named`: share that one of these names; `ahead`: how much nearer the nearest with an answer is; `clear`: 1 where that all is so good that words
    the library lacks are no reason to doubt. `number` and `advice`: 1 for a question of that kind. `elsewhere`:
    for somebody asked for by name how much nearer than what leads to their words what leads elsewhere is. `who`: 1 where a name is asked for.
    """

    sentence: float
    question: float
    covered_near: float
    covered_sentence: float
    covered_answer: float
    covered_asked: float
    missing: float
    lone_gap: float
    unknown_names: float
    aspect_gap: float
    slot_gap: float
    slot_drop: float
    name_gap: float
    absent_note: float
    short: float
    length: float
    pointed: float
    lure: float
    gap_named: float
    ahead: float
    rare_gap: float
    clear: float
    number: float
    advice: float
    elsewhere: float
    who: float


def measure(query: Query, found: Found, draft: Draft, library: Library, grounds: Grounds) -> Signals:
    """Return the signals for `query`; all that was found counts, whatever `draft` uses of it."""
    asked = what_is_asked(query)
    parts = list(dict.fromkeys(hit.passage.part for hit in found.hits))[:DEPTH]
    near = [part_terms(part, library) for part in parts]
    clues = with_spellings(find_clues(query, asked, library), frozenset().union(*near))
    numbers = [int(n) for part in parts for n in library.entries_by_part[part] if grounds.text[n]]
    asked_as = _asked_as(found, library)
    sentences = {n: entry_terms(n, library) | asked_as.get(n, frozenset()) for n in numbers}
    if query.people:
        inside = attributed_to(query.people, library)
        numbers = [n for n in numbers if inside[n]]
        sentences = {n: sentences[n] for n in numbers}
    names = _name_stems(query, clues)
    best = max(near, key=lambda terms: (bool(names & terms), share_of(clues, terms)), default=frozenset())
    fullest = max(near, key=lambda terms: share_of(clues, terms), default=frozenset())
    aspect = [clue for clue in clues if clue.stem in {stem(word) for word in asked.aspect}]
    # Questions in other languages are translated word by word: what is missing says less of them.
    dutch = query.language == "nl"
    listed = any(line.style in LISTED for line in draft.lines)
    covered_near, covered_sentence = best_share(clues, near), best_share(clues, sentences.values())
    sentence = _likeness(similarities(np.asarray(library.vectors)[numbers], found.vector))
    asked_alike = np.where(grounds.question, found.dense, 0.0)
    # Documents of the user have no question lists: their sentences then stand for them.
    listed_questions = bool(asked_alike.any())
    slot_gap, slot_drop = _slot_doubts(query, asked, clues, sentences, library, grounds)
    return Signals(
        sentence=sentence,
        question=_likeness(asked_alike) if listed_questions else sentence,
        covered_near=covered_near,
        covered_sentence=covered_sentence,
        covered_answer=share_of(clues, _answer_terms(draft, library)),
        covered_asked=best_share(clues, _asked_parts(asked_alike, library)) if listed_questions else covered_near,
        missing=min(sum(not names_clue(clue, fullest) for clue in clues), MAX_LENGTH) / MAX_LENGTH,
        lone_gap=(1.0 - covered_near) / math.sqrt(max(len(clues), 1)),
        unknown_names=float(bool(query.unknown_names)),
        aspect_gap=1.0 - share_of(aspect, best) if aspect and dutch else 0.0,
        slot_gap=slot_gap,
        slot_drop=slot_drop,
        name_gap=_name_gap(names, clues, near) if dutch else 0.0,
        absent_note=0.0
        if listed and query.kind is not QuestionKind.DEFINITION
        else absent_note(
            query, asked, clues, names, [n for part in parts for n in grounds.notes.get(part, ())], library
        ),
        short=1.0 / max(len(clues), 1),
        length=min(len(clues), MAX_LENGTH) / MAX_LENGTH,
        pointed=found.pointed.fit,
        lure=found.pointed.lure(),
        gap_named=found.pointed.gap_named(),
        ahead=found.pointed.ahead(),
        rare_gap=rare_gap(clues, fullest),
        clear=float(_is_clear(found, library)),
        number=float(query.kind is QuestionKind.NUMBER),
        advice=float(query.kind is QuestionKind.ADVICE),
        elsewhere=found.pointed.elsewhere(),
        who=float(query.kind is QuestionKind.WHO),
    )


def _is_clear(found: Found, library: Library) -> bool:
    """Tell whether a pointer fits, is near, and is nearer by far than any that the library leaves unanswered."""
    leading = found.pointed.leading
    if leading is None or leading.fit < CLEAR_FIT or found.pointed.ahead() < CLEAR_AHEAD:
        return False
    mean, deviation = library.asked_scale
    return (leading.similarity - mean) / deviation >= CLEAR_NEAR


def _asked_as(found: Found, library: Library) -> dict[int, frozenset[str]]:
    """Return for the entries that fitting pointers lead to the words in which those ask for them."""
    said: dict[int, frozenset[str]] = {}
    for near in found.pointed.answered:
        if near.fit >= CLEAR_FIT:
            terms = term_set(near.pointer.text, library.lexical.vocabulary)
            for number in library.entries_at(near.pointer.targets):
                said[number] = said.get(number, frozenset()) | terms
    return said


def _slot_doubts(
    query: Query,
    asked: Asked,
    clues: Sequence[Clue],
    sentences: dict[int, frozenset[str]],
    library: Library,
    grounds: Grounds,
) -> tuple[float, float]:
    """Return which share of the question no sentence names that holds the kind of thing asked for, and how much others do."""
    if asked.slot is Slot.ANY:
        return 0.0, 0.0
    fitting = best_share(
        clues,
        (own for n, own in sentences.items() if holds(asked.slot, library.entries[n].text, query, grounds.people)),
    )
    return 1.0 - fitting, best_share(clues, sentences.values()) - fitting


def _asked_parts(cosines: NDArray[np.float32], library: Library) -> list[frozenset[str]]:
    """Return the words of the parts whose question lists hold the most alike questions."""
    top = np.argpartition(-cosines, ALIKE)[:ALIKE]
    return [part_terms(int(library.entry_parts[n]), library) for n in top]


def _likeness(cosines: NDArray[np.float32]) -> float:
    return (float(cosines.max(initial=0.0)) - LIKE_CENTRE) / LIKE_UNIT


def _answer_terms(draft: Draft, library: Library) -> frozenset[str]:
    """Return the words of the answer and of the headings and captions it rests on."""
    texts = {line.text for line in draft.lines if line.claims}
    for passage in {
        evidence.passage.id: evidence.passage for line in draft.lines for evidence in line.evidence
    }.values():
        texts.update((*passage.section[-2:], passage.table.caption if passage.table else ""))
    return frozenset().union(*(term_set(text, library.lexical.vocabulary) for text in texts))


def _name_stems(query: Query, clues: Sequence[Clue]) -> frozenset[str]:
    """Return the stems of the names in the question: those the library knows as names, and what is written as one."""
    names = [*query.names, *CAPITALS.findall(query.focus)]
    return frozenset(stem(word) for name in names for word in words(name)) & {clue.stem for clue in clues}


def _name_gap(names: frozenset[str], clues: Sequence[Clue], texts: Iterable[frozenset[str]]) -> float:
    """Return the share of the question, but for its names, that no text with one of them covers; 0 when it names nobody."""
    rest = [clue for clue in clues if clue.stem not in names]
    if not names or not rest:
        return 0.0
    return 1.0 - best_share(rest, [terms for terms in texts if names & terms])
