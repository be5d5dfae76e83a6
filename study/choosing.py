"""Choose wrong options: plausible, told apart from the right one, and not betraying it by their length."""

from collections.abc import Callable, Iterable
from random import Random
from typing import TypeVar

WRONG = 3
# Wrong options this many times as long or short as the right one stand out.
MAX_LENGTH_RATIO = 2.6
SHORT = 18  # below this many characters lengths are not compared
# Candidates tried for one item; checking one against the library costs most.
MAX_TRIED = 40

T = TypeVar("T")


def choose_wrong(
    right: str,
    candidates: Iterable[T],
    text_of: Callable[[T], str],
    fits: Callable[[T, list[T]], bool],
    rng: Random,
) -> tuple[T, ...] | None:
    """Return three of `candidates` that fit, or None when there are not enough.

    `fits` gets a candidate and those already chosen. How many of the three are longer than the right answer is drawn
    at random (0 to 3), so that the right one is the longest, second, third or shortest equally often; where the
    candidates do not allow that, the nearest possible.
    """
    longer_wanted = rng.randrange(WRONG + 1)
    pool = [c for c in candidates if _comparable(len(right), len(text_of(c)))]
    rng.shuffle(pool)
    longer: list[T] = []
    rest: list[T] = []
    for candidate in pool[:MAX_TRIED]:
        side, room = (longer, longer_wanted) if len(text_of(candidate)) > len(right) else (rest, WRONG - longer_wanted)
        if len(side) >= WRONG or (len(side) >= room and len(longer) + len(rest) >= WRONG + 2):
            continue
        if fits(candidate, [*longer, *rest]):
            side.append(candidate)
        if len(longer) >= longer_wanted and len(rest) >= WRONG - longer_wanted:
            break
    chosen = _balanced(longer, rest, longer_wanted)
    if chosen is None:
        return None
    rng.shuffle(chosen)
    return tuple(chosen)


def _comparable(right: int, other: int) -> bool:
    low, high = sorted((max(right, SHORT), max(other, SHORT)))
    return high <= MAX_LENGTH_RATIO * low


def _balanced(longer: list[T], rest: list[T], wanted: int) -> list[T] | None:
    if len(longer) + len(rest) < WRONG:
        return None
    above = min(len(longer), max(wanted, WRONG - len(rest)))
    return [*longer[:above], *rest[: WRONG - above]]
