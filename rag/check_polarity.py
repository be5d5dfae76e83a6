"""Tell whether a claim says the contrary of its evidence: denials and opposites are counted together.

"Slaagt niet" and "mislukt" say the same: one denial, one pair of opposites. What is turned round an odd number of times
is contradicted. Words are paired by their vectors, so that an opposite only counts where it stands in the same place.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rag.check_align import Aligned
from rag.check_general import Sides, likeness, opposition, sides_of
from rag.check_lexicon import Lexicon
from rag.check_text import Reading, Token

# Words that deny as "niet" does beside the negators of the lexicon.
DENYING = frozenset(("amper", "mondjesmaat", "hoeft"))
SURE = 0.93  # a denial nearly always turns the sentence round
SURE_PAIR = 0.9
# Where words this alike stand, the pair begins to count, and fully from PAIR_BAND further on.
MIN_PAIR, PAIR_BAND = 0.72, 0.1
# A pair counts less when the claim's word has a better partner elsewhere in the sentence.
BETTER_PARTNER = 10.0
MIN_FLIP = 0.05
# A denial of the evidence counts by how near it stands to words the claim has too.
FAR_DENIAL, NEAR_DENIAL, DENIAL_REACH = 0.35, 0.75, 9
SAME = 0.8
BOTH_DENY = 0.5
NONE: Sides = frozenset()


@dataclass(frozen=True)
class Polarity:
    """Signs of contradiction, each of 0..1."""

    odd: float  # how likely some clause is turned round an odd number of times
    pair: float  # the surest pair of opposites
    denied: float  # a word denied in the claim whose partner is not
    affirmed: float  # a word not denied in the claim whose partner is
    uneven: float  # 1 when only one of the two denies anything


def measure_polarity(aligned: Aligned, lexicon: Lexicon) -> Polarity:
    """Return the signs that a claim says the contrary of its evidence."""
    odd = pair = 0.0
    relied: set[int] = set()
    for clause in _clauses(aligned.reading, aligned.words):
        unit = _best_unit(clause, aligned, lexicon)
        relied.add(unit)
        pairs = _pairs(clause, unit, aligned, lexicon)
        flips = [SURE_PAIR * chance for chance in pairs] + _denials(clause, unit, aligned, lexicon)
        odd = max(odd, (1 - float(np.prod([1 - 2 * flip for flip in flips]))) / 2)
        pair = max([pair, *pairs])
    denied, affirmed = _mismatches(aligned, lexicon)
    they = any(aligned.units[n].negators for n in relied)
    return Polarity(odd, pair, denied, affirmed, float((aligned.reading.negators > 0) != they))


def _clauses(reading: Reading, words: Sequence[Token]) -> list[list[Token]]:
    """Return the words per clause, clauses with one content word joined to the one before or after."""
    found: list[list[Token]] = []
    for number in sorted({token.clause for token in words}):
        span = [token for token in reading.tokens if token.clause == number]
        if found and (_size(span) < 2 or _size(found[-1]) < 2):
            found[-1] = found[-1] + span
        else:
            found.append(span)
    return found


def _size(span: Sequence[Token]) -> int:
    return sum(token.is_content or token.is_name for token in span)


def _best_unit(clause: Sequence[Token], aligned: Aligned, lexicon: Lexicon) -> int:
    """Return the number of the unit that a clause fits best."""
    tokens = [token for token in clause if token.is_content or token.is_name] or list(clause)
    places = [token.place for token in tokens]
    best, chosen = -1.0, 0
    for number, (unit, near) in enumerate(zip(aligned.units, aligned.near, strict=True)):
        if not unit.tokens:
            continue
        like = [max(likeness(t, o, lexicon) for o in unit.tokens) for t in tokens]
        score = float(np.mean(like) + 2 * near[places].max(axis=1).mean() + aligned.dense[number])
        if score > best:
            best, chosen = score, number
    return chosen


def _pairs(clause: Sequence[Token], number: int, aligned: Aligned, lexicon: Lexicon) -> list[float]:
    """Return how sure each pair of opposites is that a clause and a unit hold; a word is paired once."""
    unit, near = aligned.units[number], aligned.near[number]
    own, others = sides_of(aligned.reading.text, lexicon), sides_of(unit.text, lexicon)
    targets = [o for o in unit.tokens if not o.is_name and (o.is_content or o.place in others)]
    found: list[float] = []
    used: set[int] = set()
    for token in clause:
        if token.is_name or not (token.is_content or token.place in own):
            continue
        mine = own.get(token.place, NONE)
        stands = [(opposition(token, o, mine, others.get(o.place, NONE)), o.place) for o in targets]
        against = [(float(near[token.place, place]), place) for sign, place in stands if sign == 1]
        if not against or any(sign == -1 for sign, _ in stands):
            continue
        value, place = max(against)
        better = float(near[token.place].max()) - value
        chance = float(np.clip((value - MIN_PAIR) / PAIR_BAND, 0, 1) * np.exp(-BETTER_PARTNER * better))
        if chance > MIN_FLIP and place not in used:
            used.add(place)
            found.append(chance)
    return found


def _denials(clause: Sequence[Token], number: int, aligned: Aligned, lexicon: Lexicon) -> list[float]:
    """Return how surely each denial of a clause and of a unit turns the clause round."""
    unit, near = aligned.units[number], aligned.near[number]
    words = [token for token in clause if token.is_content]
    shared = {int(near[token.place].argmax()) for token in words} if near.shape[1] else set()
    shared |= {o.place for o in unit.tokens for t in words if o.is_content and likeness(t, o, lexicon) >= SAME}
    found = [SURE for token in clause if _denies(token, lexicon)]
    for other in unit.tokens:
        if _denies(other, lexicon):
            nearness = max((max(0.0, 1 - abs(place - other.place) / DENIAL_REACH) for place in shared), default=0.0)
            found.append(SURE * min(1.0, FAR_DENIAL + NEAR_DENIAL * nearness))
    return found


def _denies(token: Token, lexicon: Lexicon) -> bool:
    return token.text in lexicon.negators or token.text in DENYING


def _mismatches(aligned: Aligned, lexicon: Lexicon) -> tuple[float, float]:
    """Return how surely a word is denied in the claim only, and in the evidence only; opposites aside."""
    own = sides_of(aligned.reading.text, lexicon)
    denied = affirmed = 0.0
    for token in aligned.reading.content:
        partner = _partner(token, aligned)
        if partner is None or partner[2].is_negated == token.is_negated:
            continue
        value, number, other = partner
        theirs = sides_of(aligned.units[number].text, lexicon).get(other.place, NONE)
        if opposition(token, other, own.get(token.place, NONE), theirs) == 1:
            continue
        if token.is_negated:
            chance = float(np.clip((value - 0.7) / 0.15, 0, 1))
            denied = max(denied, chance * (BOTH_DENY if aligned.units[number].negators else 1))
        else:
            chance = float(np.clip((value - 0.75) / 0.15, 0, 1))
            affirmed = max(affirmed, chance * (BOTH_DENY if aligned.reading.negators else 1))
    return denied, affirmed


def _partner(token: Token, aligned: Aligned) -> tuple[float, int, Token] | None:
    """Return the most similar content word of the evidence, with its similarity and unit."""
    found = None
    for number, (unit, near) in enumerate(zip(aligned.units, aligned.near, strict=True)):
        for other in unit.content:
            value = float(near[token.place, other.place])
            if found is None or value > found[0]:
                found = (value, number, other)
    return found
