"""Find what a question takes for granted and the library shows to be otherwise; put the correction before the answer.

What is not so is said in a remark; what is so stands under it, in the library's own words with their citation.
"""

from dataclasses import replace

from rag.check_lexicon import Lexicon
from rag.digests import asks_whole
from rag.draft import Draft, Line, LineStyle
from rag.library import Library
from rag.premise_claims import wrong_author
from rag.premise_counts import wrong_figure
from rag.premise_denied import denied_rows, placed_item
from rag.premise_labels import Correction, missing_label, missing_number, missing_row
from rag.premise_opposites import opposite_claim
from rag.premise_pointed import pointed_premise
from rag.premise_stated import stated_claim
from rag.query import Query, QuestionKind
from rag.retrieve import Found
from rag.works import work_question


def correct(query: Query, found: Found, draft: Draft, library: Library, lexicon: Lexicon) -> Draft:
    """Return `draft` with the correction of a wrong premise before it; `draft` itself when nothing is wrong."""
    if work_question(query, library):  # what is known of a work stands against what the question has of it
        return draft
    correction = find_correction(query, found, draft, library, lexicon)
    if correction is None:
        return draft
    shown = {line.text for line in correction.lines}
    kept = () if correction.is_all else tuple(line for line in draft.lines if line.text not in shown)
    remark = Line(correction.remark, style=LineStyle.REMARK)
    return replace(draft, lines=(remark, *correction.lines, *kept), certain=draft.certain or correction.is_sure)


def find_correction(query: Query, found: Found, draft: Draft, library: Library, lexicon: Lexicon) -> Correction | None:
    """Return what `query` takes for granted wrongly, or None; the first kind of error found is the one corrected."""
    if query.language != "nl":  # a question translated word by word says too little to contradict it
        return missing_label(query, library)
    if query.kind is QuestionKind.ADVICE and not (query.names or query.named_sources or query.tables):
        return None  # who tells what happened to them claims nothing of the library
    return (
        placed_item(query, library)
        or stated_claim(query, library, lexicon)
        or denied_rows(query, draft)
        or missing_label(query, library)
        or missing_number(query, library)
        or missing_row(query, draft, library)
        or wrong_figure(query, found, draft, library)
        or (None if asks_whole(query) else wrong_author(query, found, library))  # it credits nobody with anything
        or opposite_claim(query, found, library, lexicon)
        or pointed_premise(query, found, library)
    )
