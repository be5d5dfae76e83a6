"""Tell no sentence of an answer a second time."""

from dataclasses import replace

from rag.draft import Draft, Line, LineStyle

ONCE = (LineStyle.SENTENCE, LineStyle.FURTHER)


def told_once(draft: Draft) -> Draft:
    """Return `draft` without the sentences that stand already under the same heading or remark.

    Under another one a sentence says something else of what was told: where two sources differ. Items and rows stay,
    and so does what announces them: they belong to the list or table around them.
    """
    kept: list[Line] = []
    told: set[str] = set()
    for line in draft.lines:
        if not line.claims:
            told.clear()
        if line.style in ONCE and line.text[-1] != ":" and line.text in told:
            continue
        kept.append(line)
        told.add(line.text)
    return draft if len(kept) == len(draft.lines) else replace(draft, lines=tuple(kept))
