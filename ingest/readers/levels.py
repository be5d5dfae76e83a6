"""Decide which lines are headings and how they nest, whatever the text marks them by."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.readers.stretches import Piece, Stretch, Style

TITLE_TEXT = 120
BACK_MATTER = ("literatuur", "referenties", "noten", "over de auteur", "bijlage", "register", "dankwoord", "bronnen")


def nest(stretches: Sequence[Stretch]) -> tuple[str, list[Stretch]]:
    """Return the title of a text and its stretches, headings with their final level (from 1), the rest as it was."""
    settled = _number_checked(stretches)
    title, settled = _title(settled)
    numbered = [s.number for s in settled if s.style is Style.NUMBER and s.piece is Piece.HEADING]
    chapters = {number[0] for number in numbered if len(number) == 1}
    if len(chapters) > 1:
        return title, _under_chapters(settled)
    return title, _as_marked(settled)


def _number_checked(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Take back the numbered headings that do not count on from the one before."""
    found: list[Stretch] = []
    last: tuple[int, ...] = ()
    letter = 0
    for here in stretches:
        if here.piece is Piece.HEADING and here.style is Style.NUMBER:
            if follows(last, here.number):
                last = here.number
            elif here.level:
                here = replace(here, style=Style.ATX, number=())
            else:
                here = replace(here, piece=here.fallback, style=None)
        elif here.style is Style.APPENDIX:
            if here.number == (letter + 1,):
                letter += 1
            else:
                here = replace(here, piece=Piece.TEXT, style=None)
        found.append(here)
    return found


def follows(last: tuple[int, ...], number: tuple[int, ...]) -> bool:
    """Tell whether the heading number `number` can come after `last`; one missing number is allowed."""
    if not last:
        return number[0] in (0, 1) and all(part == 1 for part in number[1:])
    depth = next(
        (at for at, (a, b) in enumerate(zip(last, number, strict=False)) if a != b), min(len(last), len(number))
    )
    if depth == len(number):
        return False
    step = number[depth] - (last[depth] if depth < len(last) else 0)
    return step in (1, 2) and all(part == 1 for part in number[depth + 1 :])


def _title(stretches: list[Stretch]) -> tuple[str, list[Stretch]]:
    """Take the title off: the first heading, where only a few words stand between it and the next one."""
    first = next((at for at, s in enumerate(stretches[:4]) if s.piece is Piece.HEADING), None)
    if first is None or stretches[first].style not in (Style.ATX, Style.CAPS, Style.BOLD):
        return "", stretches
    head = stretches[first]
    others = [s for s in stretches if s.piece is Piece.HEADING and s.style is Style.ATX]
    top = head.style is Style.ATX and head.level == 1 and sum(s.level == 1 for s in others) <= 2
    body = 0
    for here in stretches[first + 1 :]:
        if here.piece is Piece.HEADING:
            break
        body += len(here.text) + len(here.cells) * TITLE_TEXT
    if top or (head.style is not Style.ATX and body <= TITLE_TEXT):
        return head.text, [*stretches[:first], *stretches[first + 1 :]]
    return "", stretches


def _under_chapters(stretches: list[Stretch]) -> list[Stretch]:
    """Nest by number; what has none stands under the chapter it follows, capitals above other headings."""
    found: list[Stretch] = []
    depth, caps = 0, False
    for here in stretches:
        if here.piece is Piece.HEADING:
            if here.style is Style.NUMBER:
                level = depth = len(here.number)
                caps = False
            elif here.style is Style.APPENDIX or here.text.lower().startswith(BACK_MATTER):
                level = depth = 1
                caps = False
            elif here.style is Style.KNOWN or not depth:
                level = 1
            elif here.text.isupper():
                level, caps = depth + 1, True
            else:
                level = depth + 1 + caps
            here = replace(here, level=level)
        found.append(here)
    return found


def _as_marked(stretches: list[Stretch]) -> list[Stretch]:
    """Nest by the levels of the marks; bold lines stand under the highest, plain lines under the last heading."""
    marked = [s.level for s in stretches if s.piece is Piece.HEADING and s.style is Style.ATX]
    top = min(marked, default=0)
    capitals = not marked and any(s.style is Style.CAPS for s in stretches)
    found: list[Stretch] = []
    last = 0
    before: Stretch | None = None
    for here in stretches:
        if here.piece is Piece.HEADING:
            if here.style is Style.ATX:
                level = last = here.level - top + 1
            elif here.style is Style.BOLD:
                level = 2 if marked or capitals else 1
            elif here.style is Style.PLAIN:
                under = before is not None and before.piece is Piece.HEADING
                level = before.level + 1 if before and under else _plain_level(found, 2 if marked else last + 1)
            else:
                level = len(here.number) or 1
                last = level
            here = replace(here, level=level)
        found.append(here)
        before = here
    return found


def _plain_level(found: Sequence[Stretch], otherwise: int) -> int:
    """Return the level of a plain heading: that of the heading before it where that is plain too."""
    last = next((s for s in reversed(found) if s.piece is Piece.HEADING), None)
    return last.level if last is not None and last.style is Style.PLAIN else otherwise
