"""Measure what strict mode would show of a language model: what a rule settles, on every labelled set.

Part of `python -m evals.checker`; alone it takes some seconds: `python -m evals.strict`.
"""

from collections.abc import Mapping, Sequence

from evals.condensed import read_condensed
from evals.near_verbatim import near_pairs
from evals.pairs import Pair, labelled_lexicon, read_pairs
from evals.train_pairs import read_train_items, train_pairs
from rag.check import settle
from rag.check_lexicon import Lexicon

TITLES = {
    "dev": "labelled pairs, dev (free wording)",
    "sealed": "labelled pairs, sealed (free wording)",
    "hand": "labelled by hand, in the manner of a model",
    "near": "a sentence of the passage, hardly changed (made by rule)",
    "train": "claims to train on (free wording)",
    "condensed dev": "condensations, the half the rules were made on",
    "condensed test": "condensations, the other half",
}


def strict_sets(pairs: Sequence[Pair]) -> dict[str, list[Pair]]:
    """Return all labelled sets by the names in TITLES; `pairs` are the labelled pairs and sentences."""
    condensed = read_condensed()
    return {
        **{split: [pair for pair in pairs if pair.split == split] for split in ("dev", "sealed", "hand")},
        "near": near_pairs([pair for pair in pairs if pair.split == "dev"]),
        "train": train_pairs(read_train_items()),
        **{f"condensed {half}": [p for p in condensed if p.split == half] for half in ("dev", "test")},
    }


def measure_strict(sets: Mapping[str, Sequence[Pair]]) -> list[str]:
    """Return a table of the false and true claims that strict mode shows, by set."""
    lexicon = labelled_lexicon([pair for pairs in sets.values() for pair in pairs])
    lines = ["| Set | False claims shown | True claims shown |", "|---|---|---|"]
    for name, pairs in sets.items():
        shares = [_share([p for p in pairs if p.supported is truth], lexicon) for truth in (False, True)]
        lines.append(f"| {TITLES[name]} | {shares[0]} | {shares[1]} |")
    return lines


def is_shown(pair: Pair, lexicon: Lexicon) -> bool:
    """Tell whether a rule settles that the evidence of `pair` says its claim."""
    return settle(pair.claim, pair.passages, lexicon) is not None


def _share(pairs: Sequence[Pair], lexicon: Lexicon) -> str:
    shown = sum(is_shown(pair, lexicon) for pair in pairs)
    return f"{shown} of {len(pairs)} ({shown / len(pairs):.1%})" if pairs else "-"


if __name__ == "__main__":
    print("\n".join(measure_strict(strict_sets(read_pairs()))))
