"""Read the claims a checker is trained on: `evals/labelled/train.jsonl`.

Written by hand from the dossiers, apart from the labelled pairs, as a language model words its answers: true ones, and
false ones just as free in wording. No item rests on a section of the sealed part; docs/checker.md tells more.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.labelled import LABELLED_DIR, SUPPORTED
from evals.pairs import Pair, read_passages
from rag.errors import UsageError
from rag.records import Passage

TRAIN = "train.jsonl"
TRAIN_EVIDENCE = "train_evidence.jsonl"


@dataclass(frozen=True)
class TrainClaim:
    """A claim, whether the evidence carries it, and the kind of error where it does not."""

    claim: str
    supported: bool
    kind: str


@dataclass(frozen=True)
class TrainItem:
    """What some sentences or rows say (`quotes`, of `passages`), in claims that follow from them and that do not."""

    id: str
    passages: tuple[Passage, ...]
    quotes: tuple[str, ...]
    claims: tuple[TrainClaim, ...]

    @property
    def sections(self) -> frozenset[tuple[str, ...]]:
        """Return the sections the evidence stands in: source, then headings."""
        return frozenset((passage.source_id, *passage.section) for passage in self.passages)


def read_train_items(folder: Path = LABELLED_DIR) -> tuple[TrainItem, ...]:
    """Return the items in the order of the sources; raises UsageError `labelled_invalid` with the line."""
    passages = read_passages(folder / TRAIN_EVIDENCE)
    found = []
    for number, line in enumerate((folder / TRAIN).read_text(encoding="utf-8").splitlines(), 1):
        try:
            data = json.loads(line)
            claims = [TrainClaim(c["claim"], c["label"] == SUPPORTED, c["kind"]) for c in data["claims"]]
            evidence = tuple(passages[passage_id] for passage_id in data["evidence"])
            found.append(TrainItem(data["id"], evidence, tuple(data["quotes"]), tuple(claims)))
        except (ValueError, TypeError, KeyError) as error:
            raise UsageError("labelled_invalid", where=f"{TRAIN}:{number}", reason=repr(error)) from None
    return tuple(found)


def train_pairs(items: Sequence[TrainItem]) -> list[Pair]:
    """Return every claim of `items` as a pair of split 'train', with the item as `base`."""
    return [
        Pair(f"{item.id}-{n}", c.claim, item.passages, c.supported, c.kind, "train", base=item.id)
        for item in items
        for n, c in enumerate(item.claims)
    ]
