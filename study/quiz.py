"""Put a quiz together: the items that fit what is asked for, many kinds in turn, the same for the same seed."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from study.items_lists import list_tasks
from study.items_matching import match_tasks
from study.items_open import open_tasks
from study.items_situations import situation_tasks
from study.items_tables import table_tasks
from study.items_terms import term_tasks
from study.items_truefalse import true_false_tasks
from study.items_who import who_tasks
from study.making import Draft, OpenDraft, finish, finish_open, move
from study.records import Criteria, Item, Kind
from study.workshop import Task, Workshop

# How often each kind comes by in a round of dealing.
ROUND = (
    Kind.CHOICE, Kind.TRUE_FALSE, Kind.CHOICE, Kind.WHO, Kind.MATCHING, Kind.CHOICE, Kind.MISSING, Kind.OPEN,
)  # fmt: skip
PLACES = 4
# The right answer is the longest in at most this share of a quiz; chance alone gives a quarter.
MAX_LONGEST = 0.3


@dataclass(frozen=True)
class Quiz:
    """The items made, and how many were asked for."""

    items: tuple[Item, ...]
    wanted: int


def make_quiz(workshop: Workshop, criteria: Criteria, count: int, seed: int) -> Quiz:
    """Return at most `count` items that fit `criteria`; fewer when the library holds no more."""
    rng = Random(seed)
    queues = {kind: _in_turns(tasks, rng) for kind, tasks in _by_kind(workshop, criteria).items()}
    items: list[Item] = []
    topics: set[str] = set()
    while queues and len(items) < count:
        for kind in ROUND:
            if kind in queues and len(items) < count:
                item = _next(queues[kind], workshop, topics, items, rng)
                if item is None:
                    del queues[kind]
                else:
                    items.append(item)
                    topics.add(item.topic)
    return Quiz(tuple(_spread(items, rng)), count)


def all_tasks(workshop: Workshop) -> Iterator[Task]:
    """Yield everything that can be asked."""
    yield from table_tasks(workshop)
    yield from match_tasks(workshop)
    yield from list_tasks(workshop)
    yield from term_tasks(workshop)
    yield from situation_tasks(workshop)
    yield from true_false_tasks(workshop)
    yield from who_tasks(workshop)
    yield from open_tasks(workshop)


def _by_kind(workshop: Workshop, criteria: Criteria) -> dict[Kind, list[Task]]:
    found: dict[Kind, list[Task]] = {}
    for task in all_tasks(workshop):
        level_fits = not criteria.levels or task.level in criteria.levels
        kind_fits = not criteria.kinds or task.kind in criteria.kinds
        if level_fits and kind_fits and criteria.allows(task.scope):
            found.setdefault(task.kind, []).append(task)
    return {kind: found[kind] for kind in dict.fromkeys(ROUND) if kind in found}


def _in_turns(tasks: Sequence[Task], rng: Random) -> Iterator[Task]:
    """Yield tasks in a random order: big families come by more often than small ones, but by the root of their size."""
    families: dict[str, list[Task]] = {}
    for task in tasks:
        families.setdefault(task.family, []).append(task)
    for own in families.values():
        rng.shuffle(own)
    last = ""
    while families:
        names = [name for name in families if name != last] or [last]
        last = rng.choices(names, [math.sqrt(len(families[name])) for name in names])[0]
        yield families[last].pop()
        if not families[last]:
            del families[last]


def _next(queue: Iterator[Task], workshop: Workshop, topics: set[str], items: list[Item], rng: Random) -> Item | None:
    for task in queue:
        made = task.make(rng)
        if made is None:
            continue
        item = _finished(made, workshop, rng)
        if item.topic not in topics and not _betrays(item, items):
            return item
    return None


def _finished(made: Draft | OpenDraft | Item, workshop: Workshop, rng: Random) -> Item:
    if isinstance(made, Item):
        return made
    if isinstance(made, OpenDraft):
        return finish_open(made, workshop.library)
    return finish(made, rng.randrange(PLACES), workshop.library, rng)


def is_longest(item: Item) -> bool:
    """Tell whether the right option is longer than every other."""
    right = len(item.options[item.correct[0]])
    return all(len(option) < right for n, option in enumerate(item.options) if n != item.correct[0])


def _betrays(item: Item, items: Sequence[Item]) -> bool:
    """Tell whether the item would make the longest answer the right one too often in this quiz."""
    if len(item.options) != PLACES or not is_longest(item):
        return False
    chosen = [one for one in items if len(one.options) == PLACES]
    return sum(map(is_longest, chosen)) + 1 > max(1.0, MAX_LONGEST * (len(chosen) + 1))


def _spread(items: Sequence[Item], rng: Random) -> Iterator[Item]:
    """Yield the items with the right answers spread evenly over the four places."""
    places: list[int] = []
    for item in items:
        if len(item.options) != PLACES:
            yield item
            continue
        if not places:
            places = list(range(PLACES))
            rng.shuffle(places)
        yield move(item, places.pop())
