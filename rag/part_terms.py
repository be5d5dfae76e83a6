"""Say which words a sentence, a heading or a part of a library names; each is read once."""

from rag.clues import term_set
from rag.library import Library
from rag.records import EntryRole, PassageKind
from rag.remembered import once_per_library


@once_per_library
def entry_terms(number: int, library: Library) -> frozenset[str]:
    """Return the words of a sentence, row or question, and of what its dossier says in its place."""
    entry = library.entries[number]
    return term_set(f"{entry.text} {entry.told}", library.lexical.vocabulary)


@once_per_library
def part_terms(part: int, library: Library) -> frozenset[str]:
    """Return the words of a part, its headings, its question list, and the ways its source is named; no notes."""
    own = (library.entries[n] for n in library.entries_by_part[part])
    entries = [entry for entry in own if entry.role is not EntryRole.VERDICT]
    texts = {entry.text if entry.role is EntryRole.QUESTION else entry.told for entry in entries}
    for passage in library.passages_by_part[part]:
        if passage.kind is not PassageKind.NOTE:
            source = library.source_by_id[passage.source_id]
            texts.update(
                (passage.text, " ".join(passage.section), " ".join((source.kind, *source.authors, *source.names)))
            )
    return frozenset().union(*(term_set(text, library.lexical.vocabulary) for text in texts))


def heading_terms(number: int, library: Library) -> frozenset[str]:
    """Return the words of the heading that an entry stands under."""
    passage = library.passage_by_id[library.entries[number].passage_id]
    return term_set(" ".join(passage.section[-1:]), library.lexical.vocabulary)
