"""Tell where in the library a conversation has come to, so that a follow-up is looked for there first."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rag.embedding import Asked, Both
from rag.followup_items import CITATION, is_refusal, plain_lines
from rag.followup_leans import asks_again, leans_on_history
from rag.library import Library
from rag.nearness import highest, similarities
from rag.records import EntryRole, Turn
from rag.remembered import once_per_library
from rag.text import sentences

Floats = NDArray[np.float64]

# So many pointers nearest to the last question and its answer are counted; one so many standard deviations behind the
# nearest counts for 1/e of it.
NEAREST, SCALE = 60, 3.0
# What it adds to the log odds of a pointer that all of these lead to its part: of 226 development questions with a
# history 180 instead of 170 are answered whole.
PLACE_WEIGHT = 4.0
# So much less (log odds) for one that leads only to what was told already: of 299 questions in the middle of 80
# conversations 189 instead of 185 are answered whole, and 90 instead of 101 by mostly the same sentences again; with 1
# and 4 as many or fewer.
TOLD_LESS = 2.0
# What stands before an item of a list.
LISTED = re.compile(r"^\s*(?:[-*•]|\d+[.)])\s+")
# The beginning of an answer says what it is about.
MOST_CHARACTERS = 600


@dataclass(frozen=True)
class Conversation:
    """What was said so far and, for a question that leans on it, by part of the library how much it is about that.

    `told` are the entries that the last answer gave.
    """

    history: tuple[Turn, ...] = ()
    parts: Mapping[int, float] | None = None
    told: frozenset[int] = frozenset()


# What is asked when nothing was said before.
ALONE = Conversation()


def find_conversation(question: str, history: Sequence[Turn], library: Library, embed: Asked) -> Conversation:
    """Return the conversation behind `question`, with where it has come to if the question leans on it.

    What is only to be said again is answered as it was.
    """
    told = told_last(history) if leans_on_history(question) and not asks_again(question) else ""
    if not told:
        return Conversation(tuple(history))
    return Conversation(tuple(history), talk_parts(embed([told]), library), told_entries(last_reply(history), library))


def told_entries(answer: str, library: Library) -> frozenset[int]:
    """Return the sentences of the library that stand in `answer`, by number of their entry."""
    lines = [LISTED.sub("", line) for line in CITATION.sub("", answer).split("\n")]
    told = {text.strip() for line in lines for text in (line, *sentences(line))}
    return frozenset(number for text in told for number in _entries_of(library).get(text, ()))


@once_per_library
def _entries_of(library: Library) -> dict[str, list[int]]:
    """Return by its text the entries of every sentence."""
    found: dict[str, list[int]] = {}
    for number, entry in enumerate(library.entries):
        if entry.role is EntryRole.SENTENCE:
            found.setdefault(entry.text, []).append(number)
    return found


def told_last(history: Sequence[Turn]) -> str:
    """Return the last question and how its answer begins; '' where nothing was asked, or it was refused."""
    asked, answer = last_asked(history), last_answer(history)
    return f"{asked} {answer}"[:MOST_CHARACTERS].strip() if asked and answer else ""


def last_asked(history: Sequence[Turn]) -> str:
    """Return the last question asked, '' when none was."""
    return next((turn.content for turn in reversed(history) if turn.role == "user"), "")


def last_answer(history: Sequence[Turn]) -> str:
    """Return the last answer without marks and headings; '' where there is none, or it was a refusal."""
    answer = last_reply(history)
    return "" if is_refusal(answer) else " ".join(plain_lines(answer))


def last_reply(history: Sequence[Turn]) -> str:
    """Return the last answer as it was given, '' where there is none."""
    return next((turn.content for turn in reversed(history) if turn.role != "user"), "")


def talk_parts(told: Both, library: Library) -> dict[int, float]:
    """Return by part of the library which share of the pointers near to what was `told` last leads to it."""
    similarity = similarities(library.pointer_vectors, told.tuned[0])
    answered = np.where(library.pointer_is_gap, -1.0, similarity)
    nearest = [int(number) for number in highest(answered, NEAREST) if answered[number] > -1.0]
    best = max((float(similarity[number]) for number in nearest), default=0.0)
    weights = [math.exp((float(similarity[n]) - best) / library.asked_scale[1] / SCALE) for n in nearest]
    shares: dict[int, float] = {}
    for number, weight in zip(nearest, weights, strict=True):
        for part in {int(library.entry_parts[e]) for e in library.entries_at(library.pointers[number].targets)}:
            shares[part] = shares.get(part, 0.0) + weight / sum(weights)
    return shares


def in_talk(chances: Floats, led: Sequence[Sequence[int]], talk: Conversation, library: Library) -> Floats:
    """Return the chances (n,) that what each of n pointers leads to is asked, given where the talk is.

    `led` are the entries that each leads to. What leads to where the talk is is likelier, what leads only to what the
    last answer gave is less likely.
    """
    if talk.parts:
        places = [int(library.entry_parts[entries[0]]) if len(entries) else -1 for entries in led]
        chances = np.array([nearer(float(c), p, talk.parts) for c, p in zip(chances, places, strict=True)])
    again = np.array([bool(len(entries)) and talk.told.issuperset(entries) for entries in led], dtype=np.bool_)
    return np.where(again, chances / (chances + (1.0 - chances) * math.exp(TOLD_LESS)), chances)


def nearer(chance: float, part: int, parts: Mapping[int, float]) -> float:
    """Return the chance (0..1) of a pointer that leads to `part`, given where the talk is."""
    share = parts.get(part, 0.0)
    if not share or not 0.0 < chance < 1.0:
        return chance
    return 1.0 / (1.0 + math.exp(-PLACE_WEIGHT * share) * (1.0 - chance) / chance)
