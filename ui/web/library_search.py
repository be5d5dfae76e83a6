"""Find passages by words, for who browses: every word must occur, in the text or in the section's title."""

from rag.library import Library
from rag.records import Passage
from rag.text import fold

MAX_RESULTS = 50


def find_passages(library: Library, query: str) -> list[Passage]:
    """Return the passages in which every word of `query` occurs, those with most occurrences first."""
    wanted = fold(query).split()
    if not wanted:
        return []
    scored = []
    for passage in library.passages:
        text = fold(f"{' '.join(passage.section)} {passage.text}")
        if all(word in text for word in wanted):
            scored.append((-sum(text.count(word) for word in wanted), passage.position, passage))
    return [passage for _, _, passage in sorted(scored, key=lambda item: item[:2])]
