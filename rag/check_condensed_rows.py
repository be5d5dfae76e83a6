"""Decide whether a sentence repeats labels and items of one row of a table, and nothing else."""

from collections.abc import Iterator

from rag.check_condensed_words import CondensedWords, Tokens, tokens_of
from rag.check_lexicon import Lexicon
from rag.records import Passage
from rag.text import is_among, stem


def is_row_told(tokens: Tokens, passage: Passage, lexicon: Lexicon, words: CondensedWords) -> str:
    """Return the row that a claim tells: its label whole, whole items of one column, the column where there are more.

    Beside them only the caption, the source's names and a few words that say nothing may stand; '' when none is told.
    """
    table = passage.table
    if table is None or len(table.columns) < 2:
        return ""
    columns = [tokens_of(column) for column in table.columns]
    caption = frozenset(tokens_of(table.caption)) | frozenset(tokens_of(" ".join(passage.section)))
    never = words["negators"] | words["conditions"] | words["hedges"]
    labels = [tokens_of("; ".join(row[0])) for row in table.rows]
    free = words["row_words"] | lexicon.source_names([passage]) | {",", ":", ";"}
    lines = passage.text.split("\n")[1:]
    for number, row in enumerate(table.rows):
        label = labels[number]
        if not label or _find(tokens, label) is None:
            continue
        others = {t for n, other in enumerate(table.rows) if n != number for t in tokens_of(" ".join(other[0]))}
        for column, cell in enumerate(row[1:], 1):
            wrong = {t for n, name in enumerate(columns) if n not in (0, column) for t in name} - set(columns[column])
            wrong_stems = frozenset(map(stem, wrong))
            wrong |= {t for t in caption if is_among(stem(t), wrong_stems)}
            allowed = free | (caption - others - wrong - never)
            must = [label, columns[column]] if len(columns) > 2 else [label]
            if _is_told(
                tokens, must, [tokens_of(item) for item in cell], allowed | set(columns[0]) | set(columns[column])
            ):
                return lines[number] if number < len(lines) else ""
    return ""


def _is_told(tokens: Tokens, must: list[Tokens], items: list[Tokens], free: frozenset[str]) -> bool:
    """Tell whether `tokens` are the pieces of `must`, at least one whole item, and free words."""
    rest = tokens
    for piece in must:
        start = _find(rest, piece)
        if not piece or start is None:
            return False
        rest = (*rest[:start], ",", *rest[start + len(piece) :])
    found = False
    for item in sorted(filter(None, items), key=len, reverse=True):
        start = _find(rest, item)
        if start is not None and _stands_free(rest, start, start + len(item), free):
            rest = (*rest[:start], ",", *rest[start + len(item) :])
            found = True
    return found and all(token in free for token in rest)


def _stands_free(tokens: Tokens, start: int, end: int, free: frozenset[str]) -> bool:
    """Tell whether no denial stands right beside an item."""
    return all(token in free for token in _beside(tokens, start, end) if token in ("niet", "geen", "zonder"))


def _beside(tokens: Tokens, start: int, end: int) -> Iterator[str]:
    yield from tokens[max(0, start - 1) : start]
    yield from tokens[end : end + 1]


def _find(tokens: Tokens, piece: Tokens) -> int | None:
    """Return where `piece` begins in `tokens`."""
    size = len(piece)
    return next((at for at in range(len(tokens) - size + 1) if tokens[at : at + size] == piece), None)
