"""Choose the few sentences or rows that a claim is laid beside word by word, with the heading above them."""

from collections.abc import Sequence

from rag.records import Passage
from rag.text import sentences, stems
from rag.word_vectors import WordEmbed

# So many words of evidence at most: more of them hide the ones that count (evals.tune_checker learns with as many).
MAX_EVIDENCE = 62
# Similarity counts four times as much as the share of the claim's words when sentences are chosen.
DENSE = 4.0


def units_of(passage: Passage) -> list[str]:
    """Return the sentences of a passage, or the rows of its table with the column before every cell."""
    if passage.table is None:
        return [text for line in passage.text.split("\n") for text in sentences(line)]
    columns = passage.table.columns
    if len(columns) == 1:
        return ["; ".join(row[0]) for row in passage.table.rows]
    return [
        " | ".join(f"{column}: {'; '.join(cell)}" for column, cell in zip(columns, row, strict=False))
        for row in passage.table.rows
    ]


def above(passage: Passage) -> tuple[str, ...]:
    """Return the heading and the caption that a passage stands under."""
    return tuple(dict.fromkeys([*passage.section[-1:], *([passage.table.caption] if passage.table else [])]))


def choose_evidence(claim: str, passages: Sequence[Passage], words: WordEmbed) -> tuple[str, ...]:
    """Return what stands above the passages, then their units most like `claim`, in their order, as far as they fit."""
    units = [unit for passage in passages for unit in units_of(passage)]
    own, (said, *others) = set(stems(claim)), words([claim, *units])
    likeness = [
        DENSE * float(said.text @ other.text) + len(own & set(stems(unit))) / max(1, len(own))
        for unit, other in zip(units, others, strict=True)
    ]
    kept: list[int] = []
    count = 0
    for number in sorted(range(len(units)), key=lambda number: -likeness[number]):
        count += len(units[number].split())
        if kept and count > MAX_EVIDENCE:
            break
        kept.append(number)
    return (*above(passages[0]), *(units[number] for number in sorted(kept)))
