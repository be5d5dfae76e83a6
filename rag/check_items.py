"""Decide which items of an enumeration, and which of two verb phrases, may be left out of a sentence.

"A, b en c" says a, "partners delen kennis en beslissen samen" that they share knowledge; not so where the sentence
counts its items, compares them, takes them together, or says what something consists of. 'Of' is never shortened.
"""

from collections.abc import Iterator

from rag.check_condensed_words import CondensedWords, Tokens

MAX_ITEM = 5
# Words before the first 'en' that may be taken for the end of an enumeration.
MIN_BEFORE = 3
SEPARATORS = frozenset((",", "en", ":", ";"))


def item_spans(told: Tokens, names: frozenset[str], words: CondensedWords) -> Iterator[tuple[int, int]]:
    """Yield the parts that are items or verb phrases and may go; none of `names` may."""
    for start, end in (*_items(told, words), *_last_item(told, words), *_verb_phrases(told, words)):
        is_counted = words.holds((*told[:start], *told[end:]), "together")
        if not is_counted and not names & set(told[start:end]) and not _is_whole(told, start, end, words):
            yield start, end


def is_list(told: Tokens, place: int) -> bool:
    """Tell whether the comma at `place` stands in an enumeration that ends with 'en'."""
    rest = told[place + 1 :]
    following = next((token for token in rest if token in ("en", "of", "maar", "dan", ";", ":")), "")
    return following == "en"


def _is_whole(told: Tokens, start: int, end: int, words: CondensedWords) -> bool:
    """Tell whether an item belongs to a list that says what something is or consists of; a verb phrase never does."""
    if has_verb(told[start:end], words):
        return False
    is_definite = told[0] in words["articles"]
    return words.holds(told[:start], "whole") or (is_definite and words.holds(told[:start], "whole_if_definite"))


def _items(told: Tokens, words: CondensedWords) -> Iterator[tuple[int, int]]:
    """Yield an item of an enumeration with the sign or 'en' after it, where it is plain where the item begins."""
    for at in range(1, len(told) - 1):
        for end in range(at + 2, min(at + MAX_ITEM + 2, len(told))):
            item, sign = told[at : end - 1], told[end - 1]
            if item[-1] in SEPARATORS:
                break
            if not _is_item(item, words):
                continue
            if sign not in (",", "en") or (sign == "," and not is_list(told, end - 1)):
                continue
            follows = told[at - 1] in (",", "en") and (told[at - 1] == "en" or is_list(told, at - 1))
            opener = item[0] in words["prepositions"] | words["articles"] and told[end] == item[0]
            single = len(item) == 1 and told[at - 1] in words["prepositions"] | words.verbs
            if item[0] in words["prepositions"]:
                follows = single = False
            if (follows or opener or single) and told[end] not in words.verbs:
                yield at, end


def _is_item(item: Tokens, words: CondensedWords) -> bool:
    if item[-1] in words["prepositions"] | words["articles"]:
        return False
    return not any(t in words.verbs for t in item) and not words.holds(item, "negators", "hedges", "conditions")


def _last_item(told: Tokens, words: CondensedWords) -> Iterator[tuple[int, int]]:
    """Yield 'en' and the last item or verb phrase, at the end of the sentence or right before a sign or verb."""
    for at in range(MIN_BEFORE, len(told) - 1):
        if told[at] != "en" or words.holds(told[:at], "negators"):
            continue
        if _may_close(told[at + 1 :], words):
            yield at, len(told)
        for end in range(at + 2, min(at + MAX_ITEM + 1, len(told))):
            if not _is_item(told[at + 1 : end], words):
                continue
            is_closer = told[end] in words["closers"] or words.may_be_verb(told[end])
            is_left = end == len(told) - 1 and is_closer
            if told[end] in (",", ";", ":") or is_left or (end == at + 2 and told[end] in words.verbs):
                yield at, end


def _may_close(rest: Tokens, words: CondensedWords) -> bool:
    """Tell whether what follows 'en' is an item or verb phrase and says nothing of what stands before it.

    A phrase at the end of a last item may hold for all: 'kennis en macht in netwerken'.
    """
    if words.holds(rest, "negators", "hedges", "conditions", "intensifiers") or {";", ":"} & set(rest):
        return False
    return has_verb(rest, words) or (len(rest) <= MAX_ITEM and not words.holds(rest[1:], "prepositions"))


def _verb_phrases(told: Tokens, words: CondensedWords) -> Iterator[tuple[int, int]]:
    """Yield the first of two verb phrases with one subject, 'en' included: both begin with a finite verb."""
    stops = words["negators"] | words["hedges"] | words["conditions"] | {";", ":"}
    for start in range(1, len(told) - 2):
        if told[start] not in words.verbs or told[start] in stops:
            continue
        for end in range(start + 2, len(told)):
            if told[end - 1] in stops:
                break
            is_next = told[end - 1] == "en" and told[end] in words.verbs
            if is_next and words.is_plural(told[start]) == words.is_plural(told[end]):
                yield start, end


def has_verb(tokens: Tokens, words: CondensedWords) -> bool:
    """Tell whether a known finite form is among `tokens`."""
    return any(token in words.verbs for token in tokens)
