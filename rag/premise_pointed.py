"""Find what a question takes for granted by its likeness to questions whose premise the library shows to be wrong."""

import re

from rag.library import Library
from rag.lines import pointer_lines
from rag.phrases import PREMISE_SHOWN
from rag.premise_labels import Correction
from rag.presumes import is_borne_out, presumes
from rag.query import Query
from rag.records import Bearing
from rag.retrieve import Found
from rag.text import fold

# A question is like one with a wrong premise when that one is among so many most alike, and so alike; more is asked of
# a question that does not show that it takes anything for granted. A word may make all the difference and the cosine
# hardly any, so what is so is shown first and nothing is called wrong.
RANK, LEAST, LEAST_PLAIN = 3, 0.92, 0.95
MOST_LINES = 3
DENIES = re.compile(r"\b(?:niet|geen|nooit|nergens|zonder)\b")


def pointed_premise(query: Query, found: Found, library: Library) -> Correction | None:
    """Return what the library says where a question is most like one with a wrong premise."""
    alike = found.pointed.alike[:RANK]
    granted = presumes(query)
    for rank, near in enumerate(alike):
        enough = near.similarity >= (LEAST if granted else LEAST_PLAIN)
        counts = near.pointer.bearing is Bearing.PREMISE and enough and (granted or rank == 0)
        counts = counts and _same_polarity(query.focus, near.pointer.text)
        if counts and not is_borne_out(query.focus, near.pointer, library):
            return Correction(PREMISE_SHOWN, tuple(pointer_lines(near.pointer, library)[:MOST_LINES]), is_sure=False)
    return None


def _same_polarity(asked: str, written: str) -> bool:
    """Tell whether both or neither deny: "waarom is het geen vak" does not presume that it is one."""
    return bool(DENIES.search(fold(asked))) == bool(DENIES.search(fold(written)))
