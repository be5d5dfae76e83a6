"""Judge how each sentence of an answer follows from the passages it cites, whoever wrote the sentence."""

from rag.draft import Draft, Line, LineStyle
from rag.records import PassageKind, Support
from rag.tables import stem_set
from rag.text import numbers

# Below this share of content stems found in the evidence a sentence is not supported.
MIN_COVERAGE = 0.6


def check_draft(draft: Draft) -> tuple[tuple[Support, float], ...]:
    """Return the support and a score of 0..1 for every claiming line of `draft`, in order."""
    return tuple(check_line(line) for line in draft.lines if line.claims)


def check_line(line: Line) -> tuple[Support, float]:
    """Return the support of one line by its evidence."""
    text = " ".join(line.text.split())
    quoted = [evidence for evidence in line.evidence if evidence.quote and evidence.quote in evidence.passage.text]
    if not quoted:
        return Support.UNSUPPORTED, 0.0
    if any(text in evidence.quote for evidence in quoted) and line.style is LineStyle.SENTENCE:
        return Support.VERBATIM, 1.0
    is_table = all(evidence.passage.kind in (PassageKind.TABLE, PassageKind.LIST) for evidence in quoted)
    if is_table and all(part in " ".join(e.quote for e in quoted) for part in (line.cells or (text,))):
        return Support.TABLE, 1.0
    own = stem_set(text)
    passages = " ".join(f"{' '.join(e.passage.section)} {e.passage.text} {e.locator or ''}" for e in quoted)
    share = len(own & stem_set(passages)) / len(own) if own else 0.0
    if numbers(text) - numbers(passages) or share < MIN_COVERAGE:
        return (Support.TABLE if is_table and share >= MIN_COVERAGE / 2 else Support.UNSUPPORTED), share
    return (Support.TABLE if is_table else Support.PARAPHRASE), share
