"""Tell where in the library a conversation has come to, so that a follow-up is looked for there first."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rag.embedding import Asked, Both
from rag.followup_items import is_refusal, plain_lines
from rag.followup_leans import asks_again, leans_on_history
from rag.library import Library
from rag.nearness import highest, similarities
from rag.records import Turn

# So many pointers nearest to the last question and its answer are counted; one so many standard deviations behind the
# nearest counts for 1/e of it.
NEAREST, SCALE = 60, 3.0
# What it adds to the log odds of a pointer that all of these lead to its part: of 226 development questions with a
# history 180 instead of 170 are answered whole.
PLACE_WEIGHT = 4.0
# The beginning of an answer says what it is about.
MOST_CHARACTERS = 600


@dataclass(frozen=True)
class Conversation:
    """What was said so far and, for a question that leans on it, by part of the library how much it is about that."""

    history: tuple[Turn, ...] = ()
    parts: Mapping[int, float] | None = None


def find_conversation(question: str, history: Sequence[Turn], library: Library, embed: Asked) -> Conversation:
    """Return the conversation behind `question`, with where it has come to if the question leans on it.

    What is only to be said again is answered as it was.
    """
    told = told_last(history) if leans_on_history(question) and not asks_again(question) else ""
    return Conversation(tuple(history), talk_parts(embed([told]), library) if told else None)


def told_last(history: Sequence[Turn]) -> str:
    """Return the last question and how its answer begins; '' where nothing was asked, or it was refused."""
    asked, answer = last_asked(history), last_answer(history)
    return f"{asked} {answer}"[:MOST_CHARACTERS].strip() if asked and answer else ""


def last_asked(history: Sequence[Turn]) -> str:
    """Return the last question asked, '' when none was."""
    return next((turn.content for turn in reversed(history) if turn.role == "user"), "")


def last_answer(history: Sequence[Turn]) -> str:
    """Return the last answer without marks and headings; '' where there is none, or it was a refusal."""
    answer = next((turn.content for turn in reversed(history) if turn.role != "user"), "")
    return "" if is_refusal(answer) else " ".join(plain_lines(answer))


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


def nearer(chance: float, part: int, parts: Mapping[int, float]) -> float:
    """Return the chance (0..1) of a pointer that leads to `part`, given where the talk is."""
    share = parts.get(part, 0.0)
    if not share or not 0.0 < chance < 1.0:
        return chance
    return 1.0 / (1.0 + math.exp(-PLACE_WEIGHT * share) * (1.0 - chance) / chance)
