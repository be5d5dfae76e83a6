"""Tell which sources speak of a subject."""

from collections import Counter
from collections.abc import Collection

from rag.library import Library
from rag.records import LED_TO
from rag.remembered import once_per_library
from rag.text import stem_set

# A word of which one source holds this share, of so many sentences and rows at least, is that source's own: of Philips
# and of the Waardse Alliantie the others say nothing, whatever subject of theirs lies near.
OWN_SHARE, OWN_COUNT = 0.85, 5


def only_source_on(words: Collection[str], library: Library) -> str:
    """Return the id of the one source whose own any of the stems `words` is; '' where there is none, or two differ."""
    owners = {owner for word in words if (owner := _owner(word, library))}
    return owners.pop() if len(owners) == 1 else ""


def _owner(word: str, library: Library) -> str:
    counts = _counts(library).get(word, Counter[str]())
    source_id, most = counts.most_common(1)[0] if counts else ("", 0)
    return source_id if counts.total() >= OWN_COUNT and most >= OWN_SHARE * counts.total() else ""


@once_per_library
def _counts(library: Library) -> dict[str, Counter[str]]:
    """Return by stem how many sentences and rows of each source hold it."""
    counts: dict[str, Counter[str]] = {}
    for entry in library.entries:
        if entry.role in LED_TO:
            for word in stem_set(entry.text):
                counts.setdefault(word, Counter())[entry.source_id] += 1
    return counts
