"""Measure how well the sentences, rows and lists of the library would serve whoever is in a situation."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rag.advice_options import HARMS, HELPS, Option
from rag.library import Library
from rag.pointer_signals import said_nearness
from rag.query import Query
from rag.records import PassageKind
from rag.remembered import once_per_library
from rag.retrieve import Found
from rag.situations import Fit
from rag.text import fold, stem_set

Floats = NDArray[np.float64]

# What is also measured against the best of all options.
LED_SIGNALS = (
    "score", "said", "votes", "shares", "cases", "meaning", "nearness", "voters", "nearest_voter", "part_votes",
    "pointed",
)  # fmt: skip
OWN_SIGNALS = (
    "case_rank", "case_role", "case_weight", "case_nearness", "in_list", "advises", "words", "lines", "order", "named",
    "often_led_to", "helps", "harms", "passage_cases", "passage_votes", "in_table", "risk", "approach", "example",
    "theory",
    "nearest_case", "likeness",
)  # fmt: skip
SIGNALS = (*LED_SIGNALS, *OWN_SIGNALS, *(f"{name}_behind" for name in LED_SIGNALS), "rank")
# The rank, role, weight and nearness of the case that chose an entry, where none did.
NO_CASE = (99.0, 0.0, 0.0, 0.0)
ROLES = ("first", "advise", "like")


def measure_options(options: Sequence[Option], fit: Fit, query: Query, found: Found, library: Library) -> Floats:
    """Return the signals of `options`, a row each, shape (n, len(SIGNALS))."""
    if not options:
        return np.zeros((0, len(SIGNALS)))
    entries = [option.entry for option in options]
    led = np.column_stack((
        [option.score for option in options],
        fit.said[entries],
        fit.votes.share[entries],
        fit.shares[entries],
        fit.cased[entries],
        fit.entries[entries],
        said_nearness(entries, found.tuned, library),
        fit.votes.voters[entries],
        fit.votes.nearest[entries],
        _part_votes(entries, fit, library),
        [found.pointed.fits.get(entry, 0.0) for entry in entries],
    ))  # fmt: skip
    rank = np.argsort(np.argsort(-led[:, 0], kind="stable"), kind="stable")
    return np.hstack([led, _own_signals(options, fit, query, library), led - led.max(axis=0), rank[:, None]])


def _own_signals(options: Sequence[Option], fit: Fit, query: Query, library: Library) -> Floats:
    asked = {term: library.rarity(term) for term, weight in query.terms.items() if weight == 1.0}
    total = sum(asked.values()) or 1.0
    chosen = _chosen(fit, library)
    nearest = fit.cases[0].nearness if fit.cases else 0.0
    rows = []
    for option in options:
        helps, harms, stems = _wording(option.text, library)
        around = list(library.entries_by_passage[option.passage.id])
        kinds = option.passage.kinds
        rows.append((
            *chosen.get(option.entry, NO_CASE),
            bool(option.head), option.advises, option.length, len(option.lines), option.order,
            sum(weight for term, weight in asked.items() if term in stems) / total,
            _led_to(library)[option.entry], helps, harms,
            float(fit.cased[around].max()), float(fit.votes.share[around].max()),
            option.passage.kind is PassageKind.TABLE,
            "risico" in kinds, "aanpak" in kinds, "voorbeeld" in kinds, "theorie" in kinds,
            nearest, fit.likeness,
        ))  # fmt: skip
    return np.array(rows, dtype=np.float64)


def _chosen(fit: Fit, library: Library) -> dict[int, tuple[float, ...]]:
    """Return of the entries that cases near chose the rank of the nearest such case, its role there, and how near."""
    found: dict[int, tuple[float, ...]] = {}
    for rank, near in enumerate(fit.cases):
        for role, name in enumerate(ROLES, 1):
            for entry in library.entries_at(getattr(near.case, name)):
                found.setdefault(entry, (float(rank), float(role), near.weight, near.nearness))
    return found


def _part_votes(entries: Sequence[int], fit: Fit, library: Library) -> Floats:
    sums = np.bincount(library.entry_parts, fit.votes.share)
    return np.asarray(sums[library.entry_parts[list(entries)]])


@once_per_library
def _led_to(library: Library) -> Floats:
    """Return how many pointers lead to every entry, shape (n,)."""
    numbers = [number for pointer in library.pointers for number in library.entries_at(pointer.targets)]
    return np.bincount(np.array(numbers, dtype=np.int64), minlength=len(library.entries)).astype(np.float64)


@once_per_library
def _wording(text: str, library: Library) -> tuple[bool, bool, frozenset[str]]:
    """Return whether a text says what helps, whether what goes wrong, and its stems; remembered, for it is slow."""
    folded = fold(text)
    return bool(HELPS.search(folded)), bool(HARMS.search(folded)), stem_set(text)
