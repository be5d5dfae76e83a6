"""Answer a fact, definition or number: the sentence that answers first, at most three more of context."""

from rag.draft import Draft, Evidence, Line
from rag.library import Library
from rag.query import Query
from rag.retrieve import Found
from rag.select import Candidate, rank_sentences

MAX_SENTENCES = 4
MAX_WORDS = 90
DEPTH = 6
# A further sentence must score at least this share of the first; below it, it explains something else.
KEEP_SHARE = 0.72


def compose_fact(query: Query, found: Found, library: Library) -> tuple[Draft, float]:
    """Return the draft and the score of its first sentence (0 when no prose was found)."""
    ranked = rank_sentences(query, found, library, found.hits[:DEPTH])
    if not ranked:
        return Draft(()), 0.0
    chosen = choose(ranked)
    first = chosen[0]
    rest = sorted(chosen[1:], key=lambda candidate: (candidate.passage.position, candidate.order))
    after = [c for c in rest if c.passage.id == first.passage.id]
    other = [c for c in rest if c.passage.id != first.passage.id]
    lines = tuple(sentence_line(candidate) for candidate in (first, *after, *other))
    return Draft(lines), first.score


def choose(ranked: list[Candidate]) -> list[Candidate]:
    """Return the best sentence and those that belong with it, within the length of a short answer."""
    chosen = [ranked[0]]
    length = len(ranked[0].text.split())
    for candidate in ranked[1:]:
        if len(chosen) == MAX_SENTENCES or candidate.score < KEEP_SHARE * ranked[0].score:
            break
        size = len(candidate.text.split())
        if length + size <= MAX_WORDS and candidate.text not in {c.text for c in chosen}:
            chosen.append(candidate)
            length += size
    return chosen


def sentence_line(candidate: Candidate) -> Line:
    """Return a line that repeats a sentence of a passage."""
    return Line(candidate.text, (Evidence(candidate.passage, candidate.text),))
