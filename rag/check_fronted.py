"""Put the phrase or clause that closes a main clause first, where that changes nothing it says."""

from collections.abc import Iterator

from rag.check_condensed_words import BREAKS, MAX_OPENING, CondensedWords, Tokens, finite_verbs, keep

MAX_MOVED = 9


def fronted(tokens: Tokens, words: CondensedWords) -> Iterator[Tokens]:
    """Yield a main clause with the phrase or clause that closes it put first; not where its scope would change."""
    for verb in finite_verbs(tokens, words, 1, MAX_OPENING):
        for start in range(verb + 1, len(tokens)):
            if tokens[start] in words["movable_clauses"]:
                yield from _clause_first(tokens, verb, start, words)
            elif tokens[start] in words["movable_prepositions"] and not words.holds(tokens, "focus", "negators"):
                yield from _phrase_first(tokens, verb, start, words)


def _clause_first(tokens: Tokens, verb: int, start: int, words: CondensedWords) -> Iterator[Tokens]:
    """Yield 'als ..., verb subject rest' of 'subject verb rest als ...'."""
    moved, head = tokens[start:], tokens[:start]
    head = head[:-1] if head[-1] == "," else head
    is_denied = moved[0] in words["reasons"] and words.holds(head, "negators")
    if "," not in moved and not is_denied and not words.holds(head[-1:], "focus", "negators", "conditions"):
        yield (*keep(moved), ",", head[verb], *head[:verb], *head[verb + 1 :])


def _phrase_first(tokens: Tokens, verb: int, start: int, words: CondensedWords) -> Iterator[Tokens]:
    """Yield 'in ... verb subject rest' of 'subject verb rest in ...'."""
    moved, head = tokens[start:], tokens[:start]
    is_last = 2 <= len(moved) <= MAX_MOVED and not (BREAKS | {","}) & set(moved)
    if is_last and head[-1] != "," and "en" not in head[verb:]:
        yield (*keep(moved), head[verb], *head[:verb], *head[verb + 1 :])
        yield from _before_last_verb(moved, head, verb, words)
    if start == verb + 1:
        yield from _short_phrase(tokens, verb, words)


def _short_phrase(tokens: Tokens, verb: int, words: CondensedWords) -> Iterator[Tokens]:
    """Yield a clause with a short phrase right after its verb put first; not where it may reach further."""
    for end in range(verb + 3, min(verb + 6, len(tokens))):
        if tokens[end] in words["prepositions"] | {"en", "of", "die", "dat", ","}:
            continue
        moved = tokens[verb + 1 : end]
        if not {"en", "of", ","} & set(moved):
            yield (*keep(moved), tokens[verb], *tokens[:verb], *tokens[end:])


def _before_last_verb(moved: Tokens, head: Tokens, verb: int, words: CondensedWords) -> Iterator[Tokens]:
    """Yield a fronted phrase that left its participle or infinitive behind: 'in 2001 is het verbond gesloten'."""
    last = moved[-1]
    is_closer = last in words["closers"] or last.startswith(("ge", "be", "ver", "ont")) or last.endswith("en")
    if len(moved) > 2 and is_closer:
        yield (*keep(moved[:-1]), head[verb], *head[:verb], *head[verb + 1 :], last)
