"""Answer a fact, definition or number: the sentence that answers first, at most three more of context."""

import re
from collections.abc import Sequence

from rag.chosen import Place
from rag.compose_tables import compose_rows
from rag.disagreement import disagreement_lines
from rag.draft import Draft, Evidence, Line, LineStyle
from rag.glossary import asked_terms, asks_only_term, term_hits
from rag.library import Library
from rag.people import find_people
from rag.query import Query, QuestionKind
from rag.records import Bearing, EntryRole, Passage, PassageKind, Pointer
from rag.retrieve import Found, Hit
from rag.select import Candidate, is_own_list, rank_sentences
from rag.subject_sides import author_places, place_candidates
from rag.subjects import asked_words, find_subjects
from rag.tables import find_table_named_in
from rag.text import fold

# Sentences and words at most: for a fact, and for a list that stands in running text.
FACT_LIMITS = (4, 88)
LIST_LIMITS = (7, 130)
DEPTH = 6
# A pointer that fits so well is taken at its word: all it leads to is said, up to so many sentences and words.
STRONG_FIT = 0.1
LED_LIMITS, FACT_LED_LIMITS = (12, 165), (8, 88)
# Words of what an author says of the subject that lead an answer, so that what was found fills up.
AUTHOR_WORDS = 50
LED_KINDS = (QuestionKind.FACT, QuestionKind.DEFINITION)
# A further sentence earns its place by its own score (a share of the first's), by standing next to a chosen one, and by
# naming words of the question that no chosen sentence names. Measured in evals/ingredients.md.
ADJACENT_BONUS = 0.4
NEW_TERMS_WEIGHT = 0.5
OTHER_SOURCE_PENALTY = 0.15
MIN_GAIN = 0.6


def compose_fact(query: Query, found: Found, library: Library) -> Draft:
    """Return the draft of a short answer; without lines when no prose was found."""
    terms = asked_terms(query, library) if query.kind is QuestionKind.DEFINITION else ()
    pointer = _strong_pointer(found)
    hits = [*found.hits[:DEPTH], *term_hits(terms, found, library)]
    hits += _hits_of(pointer, hits, library)
    ranked = rank_sentences(query, found, library, hits, terms)
    if not ranked:
        return Draft(())
    if query.wants_rows:
        selection = find_table_named_in(ranked[0].text, ranked[0].passage.source_id, query, library)
        if selection:
            return compose_rows(selection, library)
    listing = query.kind is QuestionKind.LIST
    lead = _led_to(pointer, ranked, library, LED_LIMITS if listing else FACT_LED_LIMITS)
    lead = lead or _of_author(query, found, library)
    if query.kind is QuestionKind.WHO:
        lead = [*_namer(lead or ranked[:1], library), *(lead or ranked[:1])]
    chosen = choose(ranked, library, *(LIST_LIMITS if listing else FACT_LIMITS), lead)
    lead = lead or chosen[:1]
    rest = [candidate for candidate in chosen if candidate not in lead]
    rest.sort(key=lambda c: (c.passage.id != lead[0].passage.id, c.passage.position, c.order))
    lines = [line for candidate in (*lead, *rest) for line in candidate_lines(candidate, library)]
    if not (query.named_sources or query.source_filter):
        lines = _with_disagreement(lines, disagreement_lines(found, library))
    return Draft(tuple(lines), certain=asks_only_term(query, terms))


def _with_disagreement(lines: list[Line], differ: Sequence[Line]) -> list[Line]:
    """Return the answer with what sources differ on, which goes before further context; lists are left as they are."""
    if not differ or any(line.style is not LineStyle.SENTENCE for line in lines):
        return lines
    kept = lines[:1]
    for line in lines[1:]:
        if _words((*kept, line, *differ)) <= FACT_LIMITS[1]:
            kept.append(line)
    return [*kept, *differ] if _words((*kept, *differ)) <= FACT_LIMITS[1] else lines


def _words(lines: Sequence[Line]) -> int:
    return sum(len(line.text.split()) for line in lines)


def _strong_pointer(found: Found) -> Pointer | None:
    """Return the pointer that fits the question best, if it fits so well that it can be taken at its word."""
    near = [near for near in found.pointed.near if near.pointer.bearing is not Bearing.GAP]
    return near[0].pointer if near and near[0].fit >= STRONG_FIT else None


def _hits_of(pointer: Pointer | None, hits: Sequence[Hit], library: Library) -> list[Hit]:
    """Return the passages that `pointer` leads to and that are not among `hits`, as hits behind them."""
    wanted = dict.fromkeys(passage_id for passage_id, _ in pointer.targets) if pointer else {}
    known = {hit.passage.id for hit in hits}
    least = min((hit.score for hit in hits), default=1.0)
    return [Hit(library.passage_by_id[name], least, 0.0, 0.0) for name in wanted if name not in known]


def _led_to(
    pointer: Pointer | None, ranked: Sequence[Candidate], library: Library, limits: tuple[int, int]
) -> list[Candidate]:
    """Return the sentences and rows that `pointer` leads to, in its order, as far as they fit in an answer."""
    if pointer is None:
        return []
    known = {(candidate.passage.id, candidate.order): candidate for candidate in ranked}
    found: list[Candidate] = []
    shown: set[str] = set()
    length = 0
    for place, number in zip(pointer.targets, library.entries_at(pointer.targets), strict=True):
        passage, text = library.passage_by_id[place[0]], library.entries[number].text
        candidate = known.get(place) or Candidate(passage, text, place[1], ranked[0].score, 0.0, 0.0, ())
        if text.rstrip(";") in shown:  # an item of a list that a sentence before it announces
            continue
        length += _length(candidate, library)
        if len(found) < limits[0] and length <= limits[1]:
            found.append(candidate)
            shown.update(line.text.rstrip(";") for line in candidate_lines(candidate, library))
    return found


def _namer(lead: Sequence[Candidate], library: Library) -> list[Candidate]:
    """Return the sentence that names whom `lead` is by: the last with a person in it before them in their section."""
    people = find_people(library)
    own = [candidate for candidate in lead if candidate.passage.kind is not PassageKind.NOTE]
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


def _of_author(query: Query, found: Found, library: Library) -> list[Candidate]:
    """Return what the register has of the one author the question names, on the likeliest of its subjects."""
    near = find_subjects(query, found, library) if query.names and query.kind in LED_KINDS else ()
    candidates = place_candidates(author_places(asked_words(query), near), library)
    lead: list[Candidate] = []
    for candidate in candidates:
        if sum(_length(other, library) for other in (*lead, candidate)) <= AUTHOR_WORDS:
            lead.append(candidate)
    return lead


def choose(
    ranked: list[Candidate], library: Library, max_sentences: int, max_words: int, lead: Sequence[Candidate] = ()
) -> list[Candidate]:
    """Return the best sentence, or `lead`, and those that complete it, within the length of the answer."""
    first = lead[0] if lead else ranked[0]
    chosen = list(lead) or [first]
    length = sum(_length(candidate, library) for candidate in chosen)
    while len(chosen) < max_sentences:
        options = [
            (_gain(candidate, chosen, first), candidate)
            for candidate in ranked
            if candidate not in chosen and length + _length(candidate, library) <= max_words
        ]
        if not options:
            break
        gain, best = max(options, key=lambda item: item[0])
        if gain < MIN_GAIN:
            break
        chosen.append(best)
        length += _length(best, library)
    return chosen


def _gain(candidate: Candidate, chosen: list[Candidate], first: Candidate) -> float:
    gain = candidate.score / first.score
    if any(c.passage.id == candidate.passage.id and abs(c.order - candidate.order) == 1 for c in chosen):
        gain += ADJACENT_BONUS
    known = frozenset().union(*(c.terms for c in chosen))
    gain += NEW_TERMS_WEIGHT * sum(weight for term, weight in candidate.terms_weight if term not in known)
    if candidate.passage.source_id != first.passage.source_id:
        gain -= OTHER_SOURCE_PENALTY
    return gain


def _length(candidate: Candidate, library: Library) -> int:
    """Return the words a sentence takes, with the list it announces."""
    announced = announced_list(candidate, library)
    return len(candidate.text.split()) + (len(announced.text.split()) if announced else 0)


def candidate_lines(candidate: Candidate, library: Library, limit: int | None = None) -> list[Line]:
    """Return a sentence as a line, with the list it announces; a row under the names of its columns."""
    if candidate.passage.table and not is_own_list(candidate.passage):
        return [row_line(candidate.passage, candidate.order)]
    lines = [sentence_line(candidate)]
    announced = announced_list(candidate, library)
    if announced and announced.table:
        for number, row in enumerate(announced.table.rows[:limit]):
            quote = announced.text.split("\n")[number + 1]
            lines.append(Line("; ".join(row[0]), (Evidence(announced, quote),), LineStyle.BULLET))
    return lines


def announced_list(candidate: Candidate, library: Library) -> Passage | None:
    """Return the list that a sentence ending in a colon announces."""
    if not candidate.text.endswith(":"):
        return None
    for passage in library.passages_by_part[candidate.passage.part]:
        if passage.kind is PassageKind.LIST and passage.table and candidate.text[:-1].endswith(passage.table.caption):
            return passage
    return None


def row_line(passage: Passage, row: int) -> Line:
    """Return a row as one line: its label, then what stands in each column."""
    table = passage.table
    assert table is not None
    quote = passage.text.split("\n")[row + 1]
    cells = table.rows[row]
    if passage.kind is PassageKind.LIST:
        return Line("; ".join(cells[0]), (Evidence(passage, quote),), LineStyle.BULLET)
    named = [f"{column}: {'; '.join(cell)}" for column, cell in zip(table.columns[1:], cells[1:], strict=True) if cell]
    numbered = f"{table.label}, " if any(char.isdigit() for char in table.label) else ""
    evidence = Evidence(passage, quote, table.label)
    return Line(f"{numbered}{'; '.join(cells[0])} – {' – '.join(named)}", (evidence,), LineStyle.BULLET)


def pointer_lines(pointer: Pointer, library: Library) -> list[Line]:
    """Return the sentences and rows that a pointer leads to as lines, in its order."""
    return place_lines(pointer.targets, library)


def place_lines(places: Sequence[Place], library: Library) -> list[Line]:
    """Return the sentences and rows at `places` as lines, in their order."""
    numbered = zip(places, library.entries_at(places), strict=True)
    return [_place_line(library.passage_by_id[name], row, library.entries[n].text) for (name, row), n in numbered]


def _place_line(passage: Passage, row: int, text: str) -> Line:
    return row_line(passage, row) if passage.table else Line(text, (Evidence(passage, text),))


def sentence_line(candidate: Candidate) -> Line:
    """Return a line that repeats a sentence of a passage."""
    return Line(candidate.text, (Evidence(candidate.passage, candidate.text),))
