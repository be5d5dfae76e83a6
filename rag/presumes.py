"""Tell whether a question takes something for granted, and whether the library bears that out."""

import re

from rag.library import Library
from rag.query import Query
from rag.records import Pointer
from rag.text import fold, sentences, stem_set

# How a question shows that it takes something for granted; one that opens with a statement does as well.
PRESUMES = re.compile(r"^(waarom|waardoor|klopt|is het waar|hoe komt)\b|\btoch\b|\bklopt (dat|het)\b")


def presumes(query: Query) -> bool:
    """Tell whether a question shows that it takes something for granted."""
    told = sentences(query.focus)
    return bool(PRESUMES.search(fold(query.focus))) or (len(told) > 1 and not told[0].endswith("?"))


def is_borne_out(asked: str, pointer: Pointer, library: Library) -> bool:
    """Tell whether the very words by which a question differs from one with a wrong premise stand where that leads."""
    own = stem_set(asked) - stem_set(pointer.text)
    said = frozenset().union(*(stem_set(library.entries[n].text) for n in library.entries_at(pointer.targets)))
    return bool(own) and own <= said
