"""Decide what may be left out of a sentence so that what is left still follows from it, and lay a claim over it.

Nothing may be left out but what `_spans` allows, and nothing put in: a claim is matched word for word, signs included.
"""

from collections.abc import Iterator
from functools import cache

from rag.check_condensed_words import KEPT, CondensedWords, Tokens, family_of, is_same
from rag.check_items import has_verb, is_list, item_spans
from rag.check_steps import LAID_OVER, Steps
from rag.check_text import number_of

# A part that goes leaves at least this many words, or nothing much is said.
MIN_LEFT = 3
LINKS = frozenset((",", ";", "en"))
RELATIVES = frozenset(("die", "dat", "wie", "wat", "waarin", "waarmee", "waarbij", "waarvan", "waarop"))


def is_shortened(claim: Tokens, told: Tokens, names: frozenset[str], words: CondensedWords, steps: Steps) -> bool:
    """Tell whether `claim` is `told` without parts that may be left out; of items, none of `names` may go.

    Raises OutOfStepsError where that would cost more than is left of `steps`.
    """
    steps.take()
    if "?" in told:
        return claim == told
    if len(claim) > len(told) + claim.count(","):
        return False
    if not _is_within(claim, told):
        return False
    steps.take(len(told) ** 2 // LAID_OVER)
    spans = _ends(told, names, _counts(claim, words), words)

    @cache
    def fits(at: int, place: int) -> bool:
        if at == len(claim) and place == len(told):
            return True
        if at < len(claim) and place < len(told) and _meets(claim[at], told, place) and fits(at + 1, place + 1):
            return True
        if at < len(claim) and claim[at] == "," and fits(at + 1, place):
            return True
        return any(fits(at, end) for end in spans.get(place, ()))

    return fits(0, 0)


def _is_within(claim: Tokens, told: Tokens) -> bool:
    """Tell whether the words of `claim` stand in `told` in that order: cheap, and nearly every order fails here."""
    rest = map(family_of, told)
    return all(family_of(token) in rest for token in claim if token not in LINKS)


def without_brackets(told: Tokens, words: CondensedWords) -> Tokens:
    """Return a sentence without what stands in parentheses and may go."""
    for start, end in reversed(list(_bracketed(told, words))):
        told = (*told[:start], *told[end:])
    return told


def _meets(own: str, told: Tokens, place: int) -> bool:
    other = told[place]
    if is_same(own, other):
        return True
    if own == "en" and other == ",":
        return is_list(told, place)
    return own in ",;" and other in ",;"


def _counts(claim: Tokens, words: CondensedWords) -> bool:
    """Tell whether a claim counts or takes together, so that no item may go."""
    return words.holds(claim, "together") or any((number_of(t) or t).isdigit() for t in claim)


def _ends(told: Tokens, names: frozenset[str], counts: bool, words: CondensedWords) -> dict[int, list[int]]:
    """Return for every place where the parts end that may be left out from there."""
    found: dict[int, list[int]] = {}
    spans = [*_little(told, words), *_bracketed(told, words), *_clauses(told, words), *_first_clause(told, words)]
    spans += _last_clause(told, words)
    if not counts:
        spans += item_spans(told, names, words)
    for start, end in spans:
        if any(token.startswith(KEPT) for token in told[start:end]):
            continue
        if end - start < len(told) - MIN_LEFT + 1:
            found.setdefault(start, []).append(end)
    return found


def _little(told: Tokens, words: CondensedWords) -> Iterator[tuple[int, int]]:
    """Yield commas and words that change nothing."""
    denied = words.holds(told, "negators")
    for at, token in enumerate(told):
        following = told[at + 1] if at + 1 < len(told) else ""
        if token == ",":
            yield at, at + 1
        elif at and told[at - 1] in words["negators"]:
            continue
        elif _is_harmless(token, following, words) or (token in words["intensifiers"] and not denied):
            yield at, at + 1
    if told[:2] == ("voorbeeld", ":"):
        yield 0, 2


def _is_harmless(token: str, following: str, words: CondensedWords) -> bool:
    """Tell whether a particle may go before the word that follows it."""
    is_loose = token in words["loose_particles"] and following not in words["particle_stops"]
    return is_loose or token in words["particles"]


def _bracketed(told: Tokens, words: CondensedWords) -> Iterator[tuple[int, int]]:
    """Yield what stands in parentheses and takes nothing back."""
    for at, token in enumerate(told):
        if token == "(" and ")" in told[at:]:
            end = told.index(")", at) + 1
            if not words.holds(told[at:end], "negators", "hedges", "conditions"):
                yield at, end


def _clauses(told: Tokens, words: CondensedWords) -> Iterator[tuple[int, int]]:
    """Yield clauses that a comma sets apart: what is told besides, and reasons where nothing is denied."""
    for at in range(1, len(told) - 1):
        if told[at] != "," or told[at + 1] not in words["clause_openers"]:
            continue
        if told[at + 1] in words["reasons"] and words.holds(told[:at], "negators"):
            continue
        is_short = told[at + 1] in ("om", "met", "elk")
        for end in range(len(told) if is_short else at + 3, len(told) + 1):
            if end < len(told) and told[end] not in (",", ";"):
                continue
            if words.holds(told[at + 1 : end], "conditions"):
                break
            yield at, end
            if end < len(told) and told[end] == ",":
                yield at, end + 1


def _last_clause(told: Tokens, words: CondensedWords) -> Iterator[tuple[int, int]]:
    """Yield what follows a semicolon, a colon or ', en', up to the end; further verb phrases; an apposition."""
    for at in range(MIN_LEFT, len(told) - 1):
        rest = told[at + 1 :]
        if told[at] == "," and not words.holds(rest, "conditions", "hedges", "negators"):
            is_phrases = rest[0] in words.verbs and any(
                a == "en" and b in words.verbs for a, b in zip(rest, rest[1:], strict=False)
            )
            is_apposition = (
                rest[0] == "een"
                and not RELATIVES & set(told[:at])
                and not has_verb(rest, words)
                and not {"en", ","} & set(rest)
            )
            if (is_phrases or is_apposition) and not words.holds(told[:at], "negators", "together"):
                yield at, len(told)
        if told[:at].count("(") > told[:at].count(")"):
            continue
        is_clause = told[at] in (";", ":") or (told[at] == "," and told[at + 1] == "en")
        if not is_clause or words.holds(told[at + 1 :], "conditions"):
            continue
        if told[at] == "," and (words.holds(told[:at], "negators", "together") or words.holds(told[at:], "negators")):
            continue
        if told[at] == ":" and told[at - 1] in words["together"] | words["anaphora"] | words["negators"]:
            continue
        yield at, len(told)


def _first_clause(told: Tokens, words: CondensedWords) -> Iterator[tuple[int, int]]:
    """Yield a whole main clause before ', en' or a semicolon; not one that opens with what may hold for both."""
    if told[0] in words["prepositions"] | words["movable_clauses"] | words["reports"]:
        return
    for at in range(MIN_LEFT, len(told) - MIN_LEFT):
        before = told[:at]
        if words.holds(before, "conditions", "reports", "hedges") or "dat" in before or ":" in before or "(" in before:
            return
        end = at + 2 if told[at] == "," else at + 1
        if told[at] not in (";", "en") and told[at : at + 2] != (",", "en"):
            continue
        if told[at] == "en" and (
            words.holds(before, "clause_openers", "together") or not _is_clause(told[end:], words)
        ):
            continue
        if told[end] not in words.verbs and has_verb(before, words):
            yield 0, end


def _is_clause(tokens: Tokens, words: CondensedWords) -> bool:
    """Tell whether `tokens` are a main clause of their own: a verb that no relative pronoun takes, and no 'te'."""
    verb = next((at for at, token in enumerate(tokens) if token in words.verbs), None)
    return verb is not None and "te" not in tokens[: verb + 1] and not RELATIVES & set(tokens[:verb])
