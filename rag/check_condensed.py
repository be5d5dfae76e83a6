"""Decide by rules whether a sentence demonstrably says what its passages say: copied, shortened, or joined from them.

A condensation has no word that its evidence lacks, keeps the order but for moves of Dutch grammar, leaves out only what
changes nothing (rag/check_dropped.py), and attributes only what is said so (rag/check_said_by.py). There is no score:
whatever is not plainly allowed is no condensation. docs/checker.md has the rules in full.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rag.check_condensed_rows import is_row_told
from rag.check_condensed_words import CondensedWords, Tokens, is_same, load_condensed_words, tokens_of
from rag.check_dropped import is_shortened, without_brackets
from rag.check_lexicon import Lexicon
from rag.check_orders import MAX_NAME, Told, final_orders, tell
from rag.check_said_by import Statement, is_source, may_say, statements_of
from rag.check_steps import OutOfStepsError, Steps
from rag.check_text import Held
from rag.records import Passage

# A part of a joined sentence says something of its own from this many words on.
MIN_PART = 3
MAX_PARTS = 3
MAX_SHARED_SUBJECT = 6
# Longer sentences are not taken apart, which would take seconds; the longest of the dossiers has 46 words and signs.
MAX_TOKENS = 60
# A claim whose verb is not on the list is a sentence, not a fragment, from this many words on.
MIN_UNKNOWN = 5
# How far into a sentence a word that may also point forward points back.
OPENING = 3
# A claim with more places where it may be joined is not taken apart.
MAX_JOINERS = 6
JOINERS = frozenset((";", "en"))
# A clause that begins so leans on a main clause and is no part of its own.
LEANING = frozenset(
    ("die", "dat", "om", "als", "zodat", "omdat", "doordat", "waar", "wat", "wie", "of", "maar", "want", "te")
)


@dataclass(frozen=True)
class Tools:
    """What every rule needs: the names of the library, the lists, and the steps that are left for this claim."""

    lexicon: Lexicon
    words: CondensedWords
    steps: Steps


@dataclass(frozen=True)
class Reading:
    """How a claim may be taken: what it says, in which order, and whom it says it of (None: nobody)."""

    tokens: Tokens
    order: str
    by: Tokens | None = None


def find_condensed(claim: str, passages: Sequence[Passage], lexicon: Lexicon) -> str | None:
    """Return the words of the evidence that `claim` condenses; None when it is none, or it takes too long to know."""
    words = load_condensed_words()
    tokens = tokens_of(claim)
    if "?" in tokens or len(tokens) > MAX_TOKENS:
        return None
    statements = [s for passage in passages for s in statements_of(passage, Held(lexicon))]
    tools = Tools(lexicon, words, Steps())
    try:
        found = next(filter(None, (_condensed(reading, statements, tools) for reading in _readings(tokens, words))), ())
    except OutOfStepsError:
        return None
    if found:
        texts = dict.fromkeys(statement.text for statement in found)
        return " ".join(texts) if len({s.passage.id for s in found}) == 1 else found[0].text
    return next((row for p in passages if (row := is_row_told(tokens, p, lexicon, words))), None)


def _readings(tokens: Tokens, words: CondensedWords) -> Iterator[Reading]:
    """Yield the ways to take a claim: as it stands, without an opening, and as said by somebody."""
    for opening in words.openings:
        if tokens[: len(opening)] == opening:
            tokens = tokens[len(opening) :]
    yield Reading(tokens, "plain")
    if tokens[:1] and tokens[0] in words["added_fronts"] and tokens[1:2] and words.may_be_verb(tokens[1]):
        yield Reading(tokens[1:], "turned")
    for at in range(1, min(MAX_NAME + 2, len(tokens) - 1)):
        if any(token in words.verbs for token in tokens[:at]):
            break
        if tokens[0] == "volgens" and at > 1 and words.may_be_verb(tokens[at]):
            yield Reading(tokens[at:], "turned", tokens[1:at])
        if tokens[at] in words["reports"] and tokens[at + 1] == "dat":
            yield Reading(tokens[at + 2 :], "final", tokens[:at])


def _condensed(reading: Reading, statements: Sequence[Statement], tools: Tools) -> tuple[Statement, ...]:
    """Return the statements that a claim taken so condenses, one for each of its parts; empty when it does not."""
    for statement in statements:
        if _shortens(reading, statement, tools):
            return (statement,)
    return _joined(reading, statements, tools)


def _shortens(reading: Reading, statement: Statement, tools: Tools) -> bool:
    words, lexicon = tools.words, tools.lexicon
    tools.steps.take()
    if len(statement.tokens) > MAX_TOKENS or not _covers(reading.tokens, statement.tokens, words):
        return False
    if reading.tokens == statement.tokens and reading.by is None and reading.order == "plain":
        return True
    known = any(token in words.verbs for token in reading.tokens)
    if not known and (len(reading.tokens) < MIN_UNKNOWN or not any(map(words.may_be_verb, reading.tokens))):
        return False
    variants = [statement.tokens]
    if (bare := without_brackets(statement.tokens, words)) != statement.tokens:
        variants.append(bare)
    for told in (told for tokens in variants for told in _tell(tokens)):
        tools.steps.take(len(told.plain) + len(told.turned))
        is_other = told.by is not None and not is_source(told.by, statement.passage, lexicon)
        if reading.by is None and is_other:
            continue
        if reading.by is not None and not may_say(reading.by, told.by, statement, lexicon):
            continue
        orders = _orders(told, reading.order, words)
        if any(is_shortened(reading.tokens, order, statement.names, words, tools.steps) for order in orders):
            return True
    return False


@lru_cache(maxsize=1024)
def _tell(tokens: Tokens) -> tuple[Told, ...]:
    return tuple(tell(tokens, load_condensed_words()))


def _covers(tokens: Tokens, told: Tokens, words: CondensedWords) -> bool:
    """Tell whether every word of a claim stands in a sentence; a separable verb may stand there in two parts."""
    held = set(told)
    for token in tokens:
        if token in held or token in (",", "en", ";") or any(is_same(token, other) for other in held):
            continue
        parts = (p for p in words["particles_of_verbs"] if token.startswith(p) and token.removeprefix(p) in held)
        if not any(part in held for part in parts) and not any(t.endswith(token) for t in held if token in words.verbs):
            return False
    return True


def _orders(told: Told, order: str, words: CondensedWords) -> Iterator[Tokens]:
    if order == "final":
        return final_orders(told, words)
    return iter(told.plain if order == "plain" else told.turned)


def _joined(
    reading: Reading, statements: Sequence[Statement], tools: Tools, parts: int = MAX_PARTS
) -> tuple[Statement, ...]:
    """Return the statements of a claim that joins two or three; each part must be told by itself."""
    tokens, words = reading.tokens, tools.words
    if sum(token in JOINERS for token in tokens) > MAX_JOINERS:
        return ()
    for at in range(MIN_PART, len(tokens) - MIN_PART + 1 if parts > 1 else 0):
        if tokens[at] not in JOINERS:
            continue
        first = tokens[: at - 1] if tokens[at - 1] == "," else tokens[:at]
        rest = tokens[at + 1 :]
        if not _is_part(first, words) or not _is_part(rest, words) or rest[0] in LEANING:
            continue
        opening = Reading(first, reading.order, reading.by)
        head = next((s for s in statements if _shortens(opening, s, tools)), None)
        if head is None:
            continue
        for whole in _with_subject(rest, first, reading.order, words):
            tail = _tail(Reading(whole, "plain"), head, statements, tools, parts)
            if tail and (reading.by is None or all(may_say(reading.by, None, s, tools.lexicon) for s in tail)):
                return (head, *tail)
    return ()


def _tail(
    reading: Reading,
    head: Statement,
    statements: Sequence[Statement],
    tools: Tools,
    parts: int,
) -> tuple[Statement, ...]:
    """Return the statements of what follows the first part; what leans on the sentence before stays behind it."""
    usable = statements
    if _leans(reading.tokens, tools.words):
        usable = [s for s in statements if s.passage is head.passage and s.place == head.place + 1]
    for statement in usable:
        if statement is not head and _shortens(reading, statement, tools):
            return (statement,)
    return _joined(reading, usable, tools, parts - 1)


def _leans(tokens: Tokens, words: CondensedWords) -> bool:
    """Tell whether a sentence points back: by a pronoun, or where it begins by another word that does."""
    opening = tokens[:OPENING]
    is_it = opening[:1] == ("het",) and opening[1:2] != () and opening[1] in words.verbs
    return is_it or words.holds(tokens, "pronouns") or words.holds(opening, "anaphora")


def _is_part(tokens: Tokens, words: CondensedWords) -> bool:
    return len(tokens) >= MIN_PART and any(token in words.verbs for token in tokens)


def _with_subject(rest: Tokens, first: Tokens, order: str, words: CondensedWords) -> Iterator[Tokens]:
    """Yield the second part; one that opens with its verb gets the subject of the first, which it shares."""
    if rest[0] not in words.verbs:
        yield rest
        return
    if order != "plain":
        return
    for end in range(1, min(MAX_SHARED_SUBJECT, len(first) - 1) + 1):
        if first[end] in words.verbs:
            yield (*first[:end], *rest)
