"""Hold a run against the bounds in thresholds.toml."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from evals.summary import ALL, Summary
from rag.errors import UsageError

THRESHOLDS = Path(__file__).resolve().parent / "thresholds.toml"
MINIMUM, MAXIMUM, TOLERATED = "minimum", "maximum", "tolerated"
FAST = "fast_"


@dataclass(frozen=True)
class Breach:
    """A measure that is on the wrong side of its bound."""

    key: str
    found: float
    bound: float


def read_thresholds(fast: bool = False, path: Path = THRESHOLDS) -> dict[str, dict[str, float]]:
    """Return the bounds of a full run or of the fast subset, and which regressions are tolerated.

    Raises UsageError `thresholds_unreadable` when the file is not TOML or has other tables.
    """
    try:
        bounds = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise UsageError("thresholds_unreadable", file=path, reason=error) from None
    if not set(bounds) <= {MINIMUM, MAXIMUM, TOLERATED, FAST + MINIMUM, FAST + MAXIMUM}:
        raise UsageError("thresholds_unreadable", file=path, reason=f"[{', '.join(bounds)}]")
    prefix = FAST if fast else ""
    return {side: bounds.get(prefix + side, {}) for side in (MINIMUM, MAXIMUM)} | {TOLERATED: bounds.get(TOLERATED, {})}


def find_breaches(summary: Summary, bounds: dict[str, dict[str, float]]) -> list[Breach]:
    """Return the measures over all cases that break a bound; one that was not measured breaks nothing."""
    found = summary.groups.get(ALL, {})
    low = [(key, bound) for key, bound in bounds.get(MINIMUM, {}).items() if key in found and found[key].mean < bound]
    high = [(key, bound) for key, bound in bounds.get(MAXIMUM, {}).items() if key in found and found[key].mean > bound]
    return [Breach(key, found[key].mean, bound) for key, bound in (*low, *high)]
