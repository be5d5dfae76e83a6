"""Find what a question takes for granted by its likeness to questions whose premise the library shows to be wrong."""

import re

from rag.library import Library
from rag.lines import pointer_lines
from rag.phrases import PREMISE_SHOWN
from rag.premise_labels import Correction
from rag.query import Query
from rag.records import Bearing, Pointer
from rag.retrieve import Found
from rag.text import fold, sentences, stem_set

# How a question shows that it takes something for granted.
PRESUMES = re.compile(r"^(waarom|waardoor|klopt|is het waar|hoe komt)\b|\btoch\b|\bklopt (dat|het)\b")
# A question is like one with a wrong premise when that one is among so many most alike, and so alike; more is asked of
# a question that does not show that it takes anything for granted. A word may make all the difference and the cosine
# hardly any, so what is so is shown first and nothing is called wrong.
RANK, LEAST, LEAST_PLAIN = 3, 0.92, 0.95
MOST_LINES = 3


def _is_borne_out(asked: str, pointer: Pointer, library: Library) -> bool:
    """Tell whether the very words by which a question differs from one with a wrong premise stand where that leads."""
    own = stem_set(asked) - stem_set(pointer.text)
    said = frozenset().union(*(stem_set(library.entries[n].text) for n in library.entries_at(pointer.targets)))
    return bool(own) and own <= said


def pointed_premise(query: Query, found: Found, library: Library) -> Correction | None:
    """Return what the library says where a question is most like one with a wrong premise."""
    alike = found.pointed.alike[:RANK]
    asked = fold(query.focus)
    told = sentences(query.focus)
    presumes = bool(PRESUMES.search(asked)) or (len(told) > 1 and not told[0].endswith("?"))
    for rank, near in enumerate(alike):
        enough = near.similarity >= (LEAST if presumes else LEAST_PLAIN)
        counts = near.pointer.bearing is Bearing.PREMISE and enough and (presumes or rank == 0)
        if counts and not _is_borne_out(asked, near.pointer, library):
            return Correction(PREMISE_SHOWN, tuple(pointer_lines(near.pointer, library)[:MOST_LINES]), is_sure=False)
    return None
