"""Choose the sentences that lead a short answer: where the question points, what its author says, who says it."""

import re
from collections.abc import Sequence

from rag.library import Library
from rag.lines import candidate_length, candidate_lines
from rag.people import find_people
from rag.pointers import Pointed
from rag.query import Query, QuestionKind
from rag.records import EDITORIAL, EntryRole, PassageKind, Pointer
from rag.remembered import once_per_library
from rag.retrieve import Found, Hit
from rag.select import Candidate
from rag.subject_sides import author_places, place_candidates
from rag.subjects import asked_words, find_subjects
from rag.text import fold

# A pointer that fits so well is taken at its word: all it leads to is said, up to so many sentences and words.
STRONG_FIT = 0.1
LED_LIMITS, FACT_LED_LIMITS = (12, 165), (8, 88)
# A document of the user's goes first when one of its sentences names so much more of the question.
OWN_MARGIN = 0.2
# Words of what an author says of the subject that lead an answer, so that what was found fills up.
AUTHOR_WORDS = 50
LED_KINDS = (QuestionKind.FACT, QuestionKind.DEFINITION)


def choose_lead(
    query: Query, found: Found, ranked: Sequence[Candidate], library: Library, limits: tuple[int, int]
) -> list[Candidate]:
    """Return the sentences and rows that lead the answer to `query`, within so many sentences and words; maybe none."""
    lead = led_to(strong_pointer(found.pointed), ranked, library, limits)
    if _own_document_says_more(lead, ranked, library):
        lead = []
    lead = lead or of_author(query, found, library)
    if query.kind is QuestionKind.WHO:
        lead = lead or list(ranked[:1])
        lead = [*namer(lead, library), *lead]
    return lead


def _own_document_says_more(lead: Sequence[Candidate], ranked: Sequence[Candidate], library: Library) -> bool:
    """Tell whether a document that no question was written for names more of what is asked than `lead` does."""
    pointed_at = _pointed_sources(library)
    best = max((c.coverage for c in ranked if c.passage.source_id not in pointed_at), default=0.0)
    return best > max((candidate.coverage for candidate in lead), default=0.0) + OWN_MARGIN


@once_per_library
def _pointed_sources(library: Library) -> frozenset[str]:
    return frozenset(pointer.source_id for pointer in library.pointers)


def strong_pointer(pointed: Pointed) -> Pointer | None:
    """Return the pointer that fits the question best, if it fits so well that it can be taken at its word."""
    near = pointed.leading
    return near.pointer if near and near.fit >= STRONG_FIT else None


def hits_of(pointer: Pointer | None, hits: Sequence[Hit], library: Library) -> list[Hit]:
    """Return the passages that `pointer` leads to and that are not among `hits`, as hits behind them."""
    wanted = dict.fromkeys(passage_id for passage_id, _ in pointer.targets) if pointer else {}
    known = {hit.passage.id for hit in hits}
    least = min((hit.score for hit in hits), default=1.0)
    return [Hit(library.passage_by_id[name], least, 0.0, 0.0) for name in wanted if name not in known]


def led_to(
    pointer: Pointer | None, ranked: Sequence[Candidate], library: Library, limits: tuple[int, int]
) -> list[Candidate]:
    """Return the sentences and rows that `pointer` leads to, in its order, as far as they fit in an answer."""
    if pointer is None:
        return []
    if _leads_to_rows(pointer, library):
        limits = LED_LIMITS  # a table or list is told whole
    known = {(candidate.passage.id, candidate.order): candidate for candidate in ranked}
    found: list[Candidate] = []
    shown: set[str] = set()
    length = 0
    for place, number in zip(pointer.targets, library.entries_at(pointer.targets), strict=True):
        passage, text = library.passage_by_id[place[0]], library.entries[number].text
        candidate = known.get(place) or Candidate(passage, text, place[1], ranked[0].score, 0.0, 0.0, ())
        if text.rstrip(";") in shown:  # an item of a list that a sentence before it announces
            continue
        length += candidate_length(candidate, library)
        if len(found) < limits[0] and length <= limits[1]:
            found.append(candidate)
            shown.update(line.text.rstrip(";") for line in candidate_lines(candidate, library))
    return found


def _leads_to_rows(pointer: Pointer, library: Library) -> bool:
    """Tell whether a pointer leads to rows of one table or list and to nothing else."""
    homes = {passage_id for passage_id, _ in pointer.targets}
    return len(homes) == 1 and library.passage_by_id[homes.pop()].kind in (PassageKind.TABLE, PassageKind.LIST)


def namer(lead: Sequence[Candidate], library: Library) -> list[Candidate]:
    """Return the sentence that names whom `lead` is by: the last with a person in it before them in their section."""
    people = find_people(library)
    own = [candidate for candidate in lead if candidate.passage.kind not in EDITORIAL]
    if not own or any(_names_one(candidate.text, people) for candidate in own):
        return []
    first = own[0].passage
    said = [
        (passage, library.entries[n].text)
        for passage in library.passages
        if (passage.source_id, passage.section) == (first.source_id, first.section)
        for n in library.entries_by_passage[passage.id]
        if library.entries[n].role is EntryRole.SENTENCE
    ]
    before = next((i for i, (_, text) in enumerate(said) if text == own[0].text), len(said))
    named = [(passage, text) for passage, text in said[:before] if text[-1] != ":" and _names_one(text, people)]
    return [Candidate(passage, text, 0, lead[0].score, 0.0, 0.0, ()) for passage, text in named[-1:]]


def _names_one(text: str, people: frozenset[str]) -> bool:
    return any(fold(word) in people for word in re.findall(r"\b[A-Z][\w’'-]+", text))


def of_author(query: Query, found: Found, library: Library) -> list[Candidate]:
    """Return what the register has of the one author the question names, on the likeliest of its subjects."""
    near = find_subjects(query, found, library) if query.names and query.kind in LED_KINDS else ()
    candidates = place_candidates(author_places(asked_words(query), near), library)
    lead: list[Candidate] = []
    for candidate in candidates:
        if sum(candidate_length(other, library) for other in (*lead, candidate)) <= AUTHOR_WORDS:
            lead.append(candidate)
    return lead
