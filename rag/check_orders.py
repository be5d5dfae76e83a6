"""Write a sentence in the other word orders that Dutch grammar makes of it without change of meaning.

Only these moves exist: a finite verb changes places with its subject when something stands before it or no longer
does; it goes to the end after "dat"; a phrase or clause that opens a sentence goes behind it, or one that closes it to
the front. Everything else keeps its order. An order that is not Dutch does no harm: no sentence is written in it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from rag.check_condensed_words import BREAKS, MAX_OPENING, CondensedWords, Tokens, finite_verbs, keep
from rag.check_fronted import fronted

# Words a subject or an attribution may have.
MAX_SUBJECT, MAX_NAME = 9, 9
# Readings of a sentence, and word orders of a reading in each of its forms. More are not made: they would take seconds
# of a sentence that is all verbs and commas. The 2,530 sentences of the library have at most 9, and 220.
MAX_TOLD, MAX_ORDERS = 12, 500


@dataclass(frozen=True)
class Told:
    """What a sentence says, and whom it says it of itself: `by` are the words after 'volgens', None where nobody.

    `plain` are its orders as a main clause, `turned` those with the verb first, as after "volgens ...", and `final` the
    one with the verb last, as after "dat", where it stands so.
    """

    by: Tokens | None
    plain: tuple[Tokens, ...]
    turned: tuple[Tokens, ...]
    final: Tokens = ()


def tell(tokens: Tokens, words: CondensedWords) -> list[Told]:
    """Return the readings of a sentence: as it stands, and what it attributes to somebody, with every word order."""
    return list(islice(_readings(tokens, words), MAX_TOLD))


def _readings(tokens: Tokens, words: CondensedWords) -> Iterator[Told]:
    yield Told(None, *_orders(tokens, words))
    yield from _told_inside(tokens, words)
    if tokens[:1] == ("volgens",):
        for at in finite_verbs(tokens, words, 2, MAX_NAME + 1):
            if any(token in words.verbs for token in tokens[1:at]):
                break
            inner = tokens[at:]
            plain = tuple(_subject_first(inner))
            yield Told(tokens[1:at], plain, (inner,))
    for at in range(1, min(MAX_NAME + 1, len(tokens) - 3)):
        if tokens[at] in words["reports"] and tokens[at + 1] == "dat":
            inner = tokens[at + 2 :]
            turned = tuple(islice(_verb_first(inner, words), MAX_ORDERS))
            plain = _unlike(order for one in turned for order in _subject_first(one))
            yield Told(tokens[:at], plain, turned, inner)


def _told_inside(tokens: Tokens, words: CondensedWords) -> Iterator[Told]:
    """Yield what is left of a sentence with 'volgens X' within it, or with ', schrijft X' or ', aldus X' behind it."""
    for at in range(1, len(tokens) - 1):
        if tokens[at] == "volgens":
            for end in range(at + 2, min(at + MAX_NAME + 1, len(tokens) + 1)):
                if any(token in words.verbs for token in tokens[at + 1 : end]):
                    break
                if end == len(tokens) or tokens[end] not in ("en", "of", ",", "(", "e.a", "collega's"):
                    yield Told(tokens[at + 1 : end], *_orders((*tokens[:at], *tokens[end:]), words))
        is_behind = tokens[at] == "," and (tokens[at + 1] in words["reports"] or tokens[at + 1] == "aldus")
        if is_behind and len(tokens) - at <= MAX_NAME + 2 and "," not in tokens[at + 1 :]:
            yield Told(tokens[at + 2 :], *_orders(tokens[:at], words))


def final_orders(told: Told, words: CondensedWords) -> Iterator[Tokens]:
    """Yield the orders with the verb last; many, so only made when a claim says '... dat'."""
    if told.final:
        yield told.final
    seen: set[Tokens] = set()
    for order in _verb_last(told.plain, words):
        if order not in seen:
            seen.add(order)
            yield order


def _orders(tokens: Tokens, words: CondensedWords) -> tuple[tuple[Tokens, ...], tuple[Tokens, ...]]:
    return _unlike(_plain(tokens, words)), _unlike(_turned(tokens, words))


def _unlike(orders: Iterable[Tokens]) -> tuple[Tokens, ...]:
    """Return the first of `orders`, each once."""
    return tuple(dict.fromkeys(islice(orders, MAX_ORDERS)))


def _plain(tokens: Tokens, words: CondensedWords) -> Iterator[Tokens]:
    """Yield a sentence in its orders as a main clause, its own first."""
    yield tokens
    start = _without_front(tokens, words)
    if start is not tokens:
        yield from _subject_first(start)
    for opening, rest in _openings(tokens, words):
        yield from _put_back(rest, keep(opening), words)
        if opening[0] in words["reasons"]:
            yield from _subject_first(rest)
    yield from fronted(tokens, words)


def _turned(tokens: Tokens, words: CondensedWords) -> Iterator[Tokens]:
    """Yield a sentence with its verb first."""
    start = _without_front(tokens, words)
    if start is not tokens:
        yield start
    for opening, rest in _openings(tokens, words):
        if opening[0] != "volgens":
            yield from _inserted(rest, keep(opening), words)
        if opening[0] in words["reasons"]:
            yield rest
    for at in range(1, min(MAX_OPENING, len(tokens))):
        if words.may_be_verb(tokens[at]):
            yield (tokens[at], *tokens[:at], *tokens[at + 1 :])


def _without_front(tokens: Tokens, words: CondensedWords) -> Tokens:
    """Return a sentence without an opening such as 'verder', its verb first; the same object when it has none."""
    if len(tokens) > 3 and tokens[0] in words["fronts"] and tokens[1] in words.verbs:
        return tokens[1:]
    return tokens


def _openings(tokens: Tokens, words: CondensedWords) -> Iterator[tuple[Tokens, Tokens]]:
    """Yield the phrase or clause that opens a sentence and the rest from the finite verb on."""
    if tokens[0] in words["movable_clauses"]:
        for at in range(3, len(tokens) - 2):
            if tokens[at - 1] == "," and tokens[at] in words.verbs:
                yield tokens[: at - 1], tokens[at:]
    elif tokens[0] in words["movable_adverbs"] and tokens[1:2] and tokens[1] in words.verbs:
        yield tokens[:1], tokens[1:]
    elif tokens[0] in words["prepositions"] and tokens[0] not in ("om", "naast"):
        for at in finite_verbs(tokens, words, 2, MAX_OPENING):
            yield tokens[:at], tokens[at:]


def _subject_first(turned: Tokens) -> Iterator[Tokens]:
    """Yield 'subject verb rest' of 'verb subject rest', for every end the subject may have."""
    for end in range(2, min(MAX_SUBJECT + 2, len(turned) + 1)):
        if turned[end - 1] in BREAKS:
            return
        yield (*turned[1:end], turned[0], *turned[end:])


def _put_back(turned: Tokens, opening: Tokens, words: CondensedWords) -> Iterator[Tokens]:
    """Yield 'subject verb rest' of 'opening verb subject rest', the opening put somewhere behind the verb.

    It does not pass a denial or a word such as 'vooral', which would then reach it: 'slagen niet door geld' is not
    'door geld slagen zij niet'.
    """
    for end in range(2, min(MAX_SUBJECT + 2, len(turned) + 1)):
        if turned[end - 1] in BREAKS:
            return
        head = (*turned[1:end], turned[0])
        for at in range(end, len(turned) + 1):
            if at > end and words.holds(turned[at - 1 : at], "focus", "negators"):
                break
            yield (*head, *turned[end:at], *opening, *turned[at:])


def _inserted(turned: Tokens, opening: Tokens, words: CondensedWords) -> Iterator[Tokens]:
    """Yield 'verb rest' with a phrase that stood before it put somewhere behind the verb, a clause at the end."""
    if not words.holds(turned, "focus", "negators"):
        yield (*turned, *opening)
    for at in range(2, min(len(turned), MAX_SUBJECT + 2)):
        if turned[at - 1] in BREAKS or words.holds(turned[at - 1 : at], "focus", "negators"):
            return
        yield (*turned[:at], *opening, *turned[at:])


def _verb_first(final: Tokens, words: CondensedWords) -> Iterator[Tokens]:
    """Yield 'verb rest' of a clause with its verb at or near the end, a separable verb taken apart."""
    for at, token in enumerate(final):
        if at == 0:
            continue
        if token in words.verbs:
            yield (token, *final[:at], *final[at + 1 :])
        for particle in words["particles_of_verbs"]:
            if token.startswith(particle) and token.removeprefix(particle) in words.verbs:
                yield (token.removeprefix(particle), *final[:at], particle, *final[at + 1 :])


def _verb_last(plain: tuple[Tokens, ...], words: CondensedWords) -> Iterator[Tokens]:
    """Yield main clauses as they stand after 'dat': the finite verb further back, a separable verb joined."""
    for tokens in plain:
        for at in finite_verbs(tokens, words, 1, MAX_OPENING):
            bare = (*tokens[:at], *tokens[at + 1 :])
            for place in range(at, len(bare) + 1):
                if place > at and bare[place - 1] in BREAKS:
                    break
                yield (*bare[:place], tokens[at], *bare[place:])
                if place > at and bare[place - 1] in words["particles_of_verbs"]:
                    yield (*bare[: place - 1], bare[place - 1] + tokens[at], *bare[place:])
