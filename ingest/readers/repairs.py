"""Put stretches in reading order: sentences whole again, boxes and pull quotes apart, headings told from captions."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.readers.joining import goes_on, join_two
from ingest.readers.lines import BOX, SOURCE_LINE
from ingest.readers.stretches import Piece, Stretch, Style, as_aside

# A paragraph of fewer characters may be a line of a slide that simply has no full stop.
MIN_CUT = 60
MAX_TITLE = 80
MIN_LISTED = 3
MAX_SLIDE_LINE, MAX_TYPICAL = 145, 50  # longer lines say something each; they are text
# What may stand between the halves of a sentence.
BETWEEN = (Piece.TABLE, Piece.CAPTION, Piece.ASIDE)


def repair(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Return the stretches with all repairs done."""
    found = join_poles(list(stretches))
    found = pull_quotes_apart(found)
    found = sentences_joined(found)
    found = lists_after_their_lead(boxes_filled(found))
    return plain_headings(short_lines_listed(found))


def join_poles(stretches: list[Stretch]) -> list[Stretch]:
    """Make one heading of two that a dash between them opposes ('Open netwerk – Gesloten netwerk')."""
    found: list[Stretch] = []
    at = 0
    while at < len(stretches):
        here = stretches[at]
        if here.piece is Piece.DASH:
            at += 1
            continue
        pair = stretches[at + 1 : at + 3]
        if here.piece is Piece.HEADING and [s.piece for s in pair] == [Piece.DASH, Piece.HEADING]:
            found.append(replace(here, text=f"{here.text} – {pair[1].text}"))
            at += 3
        else:
            found.append(here)
            at += 1
    return found


def pull_quotes_apart(stretches: list[Stretch]) -> list[Stretch]:
    """Take for pull quotes the lines in capitals that have no text of their own, or that cut a sentence in two."""
    found = list(stretches)
    for at, here in enumerate(found[2:], 2):
        if here.piece is not Piece.HEADING or here.style is not Style.CAPS:
            continue
        before, after = found[at - 1], found[at + 1] if at + 1 < len(found) else None
        boxed = after is not None and after.piece is Piece.ASIDE and BOX.match(after.text)
        cuts = after is not None and before.piece is after.piece is Piece.TEXT and goes_on(before.text, after.text)
        if boxed or cuts:
            found[at] = as_aside(here)
    return found


def sentences_joined(stretches: list[Stretch]) -> list[Stretch]:
    """Join paragraphs cut by a page, a table, a caption or an aside, which then follow the whole paragraph."""
    found: list[Stretch] = []
    taken: set[int] = set()
    for at, here in enumerate(stretches):
        if at in taken:
            continue
        if here.piece in (Piece.TEXT, Piece.ITEM):
            here, used = _with_rest(stretches, at, taken)
            taken |= used
        found.append(here)
    return found


def _with_rest(stretches: Sequence[Stretch], at: int, taken: set[int]) -> tuple[Stretch, set[int]]:
    here, used = stretches[at], set()
    following = at + 1
    while following < len(stretches):
        other = stretches[following]
        if other.piece is Piece.TEXT and len(here.text) >= MIN_CUT and goes_on(here.text, other.text):
            here = replace(here, text=join_two(here.text, other.text))
            used.add(following)
        elif other.piece not in BETWEEN or following in taken:
            break
        elif other.piece is Piece.ASIDE and BOX.match(other.text):
            following += 1  # the text of a box belongs to it
        following += 1
    return here, used


def lists_after_their_lead(stretches: list[Stretch]) -> list[Stretch]:
    """Put a captioned table behind the list that the sentence before it announces ('... drie fasen:')."""
    found = list(stretches)
    for at in range(len(found) - 3):
        lead, caption, here, after = found[at : at + 4]
        pieces = (lead.piece, caption.piece, here.piece, after.piece)
        if pieces == (Piece.TEXT, Piece.CAPTION, Piece.TABLE, Piece.ITEM) and lead.text.endswith(":"):
            end = at + 3
            while end < len(found) and found[end].piece is Piece.ITEM:
                end += 1
            found[at + 1 : end] = [*found[at + 3 : end], caption, here]
    return found


def boxes_filled(stretches: list[Stretch]) -> list[Stretch]:
    """Put the title of a box before its text: 'Voorbeeld – Kennis delen: …'."""
    found: list[Stretch] = []
    at = 0
    while at < len(stretches):
        here = stretches[at]
        after = stretches[at + 1] if at + 1 < len(stretches) else None
        if here.piece is Piece.ASIDE and BOX.match(here.text) and after and after.piece is Piece.TEXT:
            found.append(replace(after, text=f"{here.text.capitalize()}: {after.text}"))
            at += 2
        else:
            found.append(here)
            at += 1
    return found


def short_lines_listed(stretches: list[Stretch]) -> list[Stretch]:
    """Take for a list the short lines without full stops that follow each other, as on a slide."""
    found = list(stretches)
    run: list[int] = []
    for at in range(len(found) + 1):
        short = at < len(found) and found[at].piece is Piece.TEXT and _is_slide_line(found[at].text)
        if short:
            run.append(at)
            continue
        lengths = sorted(len(found[number].text) for number in run)
        if len(run) > MIN_LISTED and lengths[len(run) // 2] <= MAX_TYPICAL:
            for number in run:
                found[number] = replace(found[number], piece=Piece.ITEM)
        run = []
    return found


def _is_slide_line(text: str) -> bool:
    return (
        len(text) <= MAX_SLIDE_LINE
        and not text.endswith((".", ":", "!", "?", '"', "”"))
        and not SOURCE_LINE.match(text)
    )


def plain_headings(stretches: list[Stretch]) -> list[Stretch]:
    """Take for a heading the short line without a full stop that stands right above a table or list."""
    found = list(stretches)
    for at, here in enumerate(found):
        after = [s.piece for s in found[at + 1 : at + 1 + MIN_LISTED]]
        listed = after[:1] == [Piece.TABLE] or after == [Piece.ITEM] * MIN_LISTED
        if here.piece is Piece.TEXT and listed and is_title_like(here.text):
            found[at] = replace(here, piece=Piece.HEADING, style=Style.PLAIN)
    return found


def is_title_like(text: str) -> bool:
    """Tell whether a line reads as a title: short, with a capital, without a full stop."""
    short = len(text) <= MAX_TITLE and text[:1].isupper()
    return short and not text.endswith((".", ",", ";", ":", "…")) and not SOURCE_LINE.match(text)
