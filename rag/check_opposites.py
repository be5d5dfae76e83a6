"""Find where a claim takes the other side of a scale than its evidence: more for less, succeed for fail."""

from collections.abc import Sequence
from dataclasses import dataclass

from rag.check_lexicon import Lexicon
from rag.check_signals import Unit, match_weight
from rag.check_text import WEIGHTY, Reading
from rag.text import STOPWORDS

# A claim's stand is compared with the evidence where one of this many neighbouring words is found within reach of it.
ANCHORS, REACH = 3, 8
# What a contrary sentence weighs that is not the one the claim seems to rest on.
OUTSIDE_WINDOW = 0.7
SAME = 0.8


@dataclass(frozen=True)
class Stand:
    """A word or phrase that takes one side (1 or -1, negation counted) of a scale, and its place in the sentence."""

    axis: int
    side: int
    place: int


def stands(reading: Reading, lexicon: Lexicon) -> list[Stand]:
    """Return where a sentence takes sides."""
    found = [
        Stand(axis, -side if token.is_negated else side, token.place)
        for token in reading.tokens
        if not token.is_name and (token.text not in STOPWORDS or token.text in WEIGHTY)
        for axis, side in lexicon.sides.get(token.stem, ())
    ]
    line = tuple(token.stem for token in reading.tokens)
    for start, first in enumerate(line):
        for item, axis, side in lexicon.phrases.get(first, ()):
            if line[start : start + len(item)] == item:
                found.append(Stand(axis, -side if reading.tokens[start].is_negated else side, start))
    return found


def opposite_doubt(
    claim: Reading, window: Sequence[Unit], units: Sequence[Unit], context: Reading, lexicon: Lexicon
) -> float:
    """Return 1 when the claim takes one side of a scale and its evidence, about the same thing, only the other."""
    ours = stands(claim, lexicon)
    here = [unit for unit in units if unit in window]
    doubt = 0.0
    for stand in ours:
        if any(other.axis == stand.axis and other.side != stand.side for other in ours):
            continue
        anchors = _anchors(claim, stand, lexicon)
        for group, weight in ((here, 1.0), (units, OUTSIDE_WINDOW)):
            sides = _bound_sides(group, stand.axis, anchors, lexicon)
            if stand.side in sides:
                break
            if -stand.side in sides:
                doubt = max(doubt, weight)
                break
        else:
            above = {other.side for other in stands(context, lexicon) if other.axis == stand.axis}
            if above == {-stand.side} and any(unit.cells for unit in window):
                doubt = max(doubt, 1.0)
    return doubt


def _anchors(claim: Reading, stand: Stand, lexicon: Lexicon) -> frozenset[str]:
    """Return the stems of the content words next to where the claim takes a side."""
    near = [
        token
        for token in claim.content
        if token.place != stand.place and not any(axis == stand.axis for axis, _ in lexicon.sides.get(token.stem, ()))
    ]
    near.sort(key=lambda token: abs(token.place - stand.place))
    return frozenset(token.stem for token in near[:ANCHORS])


def _bound_sides(units: Sequence[Unit], axis: int, anchors: frozenset[str], lexicon: Lexicon) -> set[int]:
    """Return the sides of `axis` that sentences take within reach of one of the anchors."""
    found: set[int] = set()
    for unit in units:
        taken = [stand for stand in stands(unit.reading, lexicon) if stand.axis == axis]
        if len({stand.side for stand in taken}) > 1:
            continue
        for token in unit.reading.content:
            if match_weight(token, anchors, lexicon) < SAME:
                continue
            near = min(
                (stand for stand in taken if stand.place != token.place),
                key=lambda s: abs(s.place - token.place),
                default=None,
            )
            if near is not None and abs(near.place - token.place) <= REACH:
                found.add(near.side)
    return found
