"""Tell no sentence of an answer a second time."""

from dataclasses import replace

from rag.draft import Draft, Line, LineStyle

ONCE = (LineStyle.SENTENCE, LineStyle.FURTHER)


def told_once(draft: Draft) -> Draft:
    """Return `draft` without the sentences that stand in it already, unless one is all that its heading has.

    Items and rows stay, and so does what announces them: they belong to the list or table around them.
    """
    kept: list[Line] = []
    told: set[str] = set()
    for number, line in enumerate(draft.lines):
        repeats = line.style in ONCE and line.text[-1] != ":" and line.text in told
        if not (repeats and _beside_others(kept, draft.lines[number + 1 :])):
            kept.append(line)
            told.add(line.text)
    return draft if len(kept) == len(draft.lines) else replace(draft, lines=tuple(kept))


def _beside_others(before: list[Line], after: tuple[Line, ...]) -> bool:
    """Tell whether what claims something stands next to a line, under the same heading."""
    return any(lines and lines[0].claims for lines in (before[-1:], after[:1]))
