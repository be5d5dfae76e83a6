"""Answer a fact, definition or number: the sentence that answers first, at most three more of context."""

from collections.abc import Sequence

from rag.compose_outline import outline_candidates
from rag.compose_tables import compose_rows
from rag.disagreement import disagreement_lines
from rag.draft import Draft, Line, LineStyle
from rag.glossary import asked_terms, asks_only_term, term_hits
from rag.lead import FACT_LED_LIMITS, LED_LIMITS, choose_lead, hits_of, strong_pointer
from rag.library import Library
from rag.lines import announced_list, candidate_length, candidate_lines, said_once, under_heads
from rag.query import Query, QuestionKind
from rag.records import PassageKind
from rag.retrieve import Found
from rag.select import Candidate, rank_sentences
from rag.subject_sides import place_candidates
from rag.tables import find_table_named_in

# Sentences and words at most: for a fact, and for a list that stands in running text.
FACT_LIMITS = (4, 88)
LIST_LIMITS = (7, 130)
DEPTH = 6
# A further sentence earns its place by its own score (a share of the first's), by standing next to a chosen one, and by
# naming words of the question that no chosen sentence names. Measured in evals/ingredients.md.
ADJACENT_BONUS = 0.4
NEW_TERMS_WEIGHT = 0.5
OTHER_SOURCE_PENALTY = 0.15
MIN_GAIN = 0.6
# So many more sentences at most, those to which the questions near lead most; a row of a table counts for so much of
# its votes, for it brings a heading. Of 1487 development questions what leads and three more say all points of 1265,
# with three chosen as above of 1223 (evals/ingredients.md).
MORE_SENTENCES = 3
ROW_SHARE = 0.4
SECTION_BONUS = 0.05
# A shorter sentence only announces ("Voorbeeld: een alliantie met over-organisatie.").
MIN_WORDS = 6


def compose_fact(query: Query, found: Found, library: Library) -> Draft:
    """Return the draft of a short answer; without lines when no prose was found."""
    terms = asked_terms(query, library) if query.kind is QuestionKind.DEFINITION else ()
    hits = [*found.hits[:DEPTH], *term_hits(terms, found, library)]
    hits += hits_of(strong_pointer(found.pointed), hits, library)
    ranked = rank_sentences(query, found, library, hits, terms)
    if not ranked:
        return Draft(())
    if query.wants_rows:
        selection = find_table_named_in(ranked[0].text, ranked[0].passage.source_id, query, library)
        if selection:
            return compose_rows(selection, library)
    listing = query.kind is QuestionKind.LIST
    lead = choose_lead(query, found, ranked, library, LED_LIMITS if listing else FACT_LED_LIMITS)
    more = outline_candidates(query, found, library)
    lead = _completed(lead or ranked[:1], _as_ranked(more, ranked), library, listing)
    if strong_pointer(found.pointed) and not listing and not _is_list(lead, library):
        chosen = with_voted(lead, found, ranked, library)
    else:
        chosen = choose(ranked, library, *(LIST_LIMITS if listing else FACT_LIMITS), lead)
    rest = [candidate for candidate in chosen if candidate not in lead]
    rest.sort(key=lambda c: (c.passage.id != lead[0].passage.id, c.passage.position, c.order))
    told = said_once((*lead, *rest), library)
    lines = [line for candidate in told for line in candidate_lines(candidate, library)]
    if not (query.named_sources or query.source_filter):
        lines = _with_disagreement(lines, disagreement_lines(found, library))
    return Draft(tuple(under_heads(lines)), certain=asks_only_term(query, terms))


def _as_ranked(more: Sequence[Candidate], ranked: Sequence[Candidate]) -> list[Candidate]:
    """Return `more` with those that were ranked as they were, so that none is chosen a second time."""
    known = {(candidate.passage.id, candidate.order): candidate for candidate in ranked}
    return [known.get((candidate.passage.id, candidate.order), candidate) for candidate in more]


def _completed(
    lead: Sequence[Candidate], more: Sequence[Candidate], library: Library, listing: bool
) -> list[Candidate]:
    """Return what leads an answer, then those of `more` that fit within its length."""
    max_sentences, max_words = LED_LIMITS if listing else FACT_LED_LIMITS
    whole = list(lead)
    for candidate in _beside(lead, more):
        longer = said_once((*whole, candidate), library)
        if len(longer) <= max_sentences and sum(candidate_length(other, library) for other in longer) <= max_words:
            whole = longer
    return whole


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


def with_voted(
    lead: Sequence[Candidate], found: Found, ranked: Sequence[Candidate], library: Library
) -> list[Candidate]:
    """Return what leads an answer and the sentences that the questions near lead to most, within its length."""
    votes = found.pointed.votes()
    told = {(candidate.passage.id, candidate.order) for candidate in lead}
    sections = {(candidate.passage.source_id, candidate.passage.section) for candidate in lead}
    voted = _as_ranked(place_candidates([place for place in votes if place not in told], library), ranked)
    voted = [candidate for candidate in voted if len(candidate.text.split()) >= MIN_WORDS]

    def worth(candidate: Candidate) -> float:
        share = votes[candidate.passage.id, candidate.order] * (ROW_SHARE if candidate.passage.table else 1.0)
        return share + SECTION_BONUS * ((candidate.passage.source_id, candidate.passage.section) in sections)

    voted.sort(key=worth, reverse=True)
    chosen = list(lead)
    length = sum(candidate_length(candidate, library) for candidate in chosen)
    for candidate in _beside(lead, voted):
        if len(chosen) == len(lead) + MORE_SENTENCES:
            break
        if length + candidate_length(candidate, library) <= FACT_LIMITS[1]:
            chosen.append(candidate)
            length += candidate_length(candidate, library)
    return chosen


def _is_list(lead: Sequence[Candidate], library: Library) -> bool:
    """Tell whether what leads an answer has rows or announces a list, which is then all that was asked."""
    return any(candidate.passage.table or announced_list(candidate, library) for candidate in lead)


def choose(
    ranked: list[Candidate], library: Library, max_sentences: int, max_words: int, lead: Sequence[Candidate] = ()
) -> list[Candidate]:
    """Return the best sentence, or `lead`, and those that complete it, within the length of the answer."""
    first = lead[0] if lead else ranked[0]
    chosen = list(lead) or [first]
    length = sum(candidate_length(candidate, library) for candidate in chosen)
    ranked = _beside(chosen, ranked)
    while len(chosen) < max_sentences:
        options = [
            (_gain(candidate, chosen, first), candidate)
            for candidate in ranked
            if candidate not in chosen and length + candidate_length(candidate, library) <= max_words
        ]
        if not options:
            break
        gain, best = max(options, key=lambda item: item[0])
        if gain < MIN_GAIN:
            break
        chosen.append(best)
        length += candidate_length(best, library)
    return chosen


def _beside(lead: Sequence[Candidate], more: Sequence[Candidate]) -> list[Candidate]:
    """Return of `more` what is no row of a table that `lead` chose rows of: which of them answer, it has said."""
    told = {candidate.passage.id for candidate in lead if candidate.passage.kind is PassageKind.TABLE}
    return [candidate for candidate in more if candidate.passage.id not in told]


def _gain(candidate: Candidate, chosen: list[Candidate], first: Candidate) -> float:
    gain = candidate.score / first.score
    if any(c.passage.id == candidate.passage.id and abs(c.order - candidate.order) == 1 for c in chosen):
        gain += ADJACENT_BONUS
    known = frozenset().union(*(c.terms for c in chosen))
    gain += NEW_TERMS_WEIGHT * sum(weight for term, weight in candidate.terms_weight if term not in known)
    if candidate.passage.source_id != first.passage.source_id:
        gain -= OTHER_SOURCE_PENALTY
    return gain
