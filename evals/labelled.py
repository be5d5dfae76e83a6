"""Judge the judge: how well the product's checker agrees with people on hand-labelled sentences.

The sentences are in `evals/labelled/hand.jsonl`, what they cite in `evals/labelled/evidence.jsonl`; docs/evaluation.md
gives the format. The bigger set of minimal pairs beside them is measured by `evals.checker`.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.match import plain_stems
from evals.statistics import Estimate, cluster_bootstrap
from rag.check import check_line
from rag.check_lexicon import Lexicon
from rag.draft import Evidence, Line
from rag.errors import UsageError
from rag.records import Passage, PassageKind, Support, Table

LABELLED_DIR = Path(__file__).resolve().parent / "labelled"
SENTENCES, EVIDENCE = "hand.jsonl", "evidence.jsonl"
SUPPORTED = "supported"
# The plain rival: a sentence is supported when half of its content stems stand in the evidence (continuous-eval).
MIN_OVERLAP = 0.5
# Below this share of an error type recognised, the report prints a warning.
WARN_BELOW = 0.75


@dataclass(frozen=True)
class Labelled:
    """A sentence, the passages it cites and what people say: supported or not, the kind of sentence or error, and why.

    `second` is the verdict of a second labeller where there is one.
    """

    id: str
    sentence: str
    passages: tuple[Passage, ...]
    supported: bool
    kind: str
    reason: str = ""
    second: bool | None = None

    @property
    def evidence(self) -> str:
        """Return the text of all cited passages."""
        return "\n".join(passage.text for passage in self.passages)


@dataclass(frozen=True)
class Agreement:
    """How a judge agrees with the labels."""

    n: int
    faithful: int
    balanced: Estimate
    kappa: float
    auroc: float
    false_alarms: float
    by_error: dict[str, tuple[int, float]]
    always_supported: float
    overlap: float
    sensitivity: float
    specificity: float
    human_kappa: float | None
    misses: tuple[str, ...]


def read_labelled(folder: Path = LABELLED_DIR) -> tuple[Labelled, ...]:
    """Return the labelled sentences, if there are any; raises UsageError `labelled_invalid` with the line."""
    if not (folder / SENTENCES).is_file():
        return ()
    passages = dict(_records(folder / EVIDENCE, make_passage))
    return tuple(item for _, item in _records(folder / SENTENCES, lambda data: _make_labelled(data, passages)))


def _records(path: Path, make: Callable[[dict[str, Any]], Any]) -> list[tuple[str, Any]]:
    """Return (id, record) for every line."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            data = json.loads(line)
            found.append((data["id"], make(data)))
        except (ValueError, TypeError, KeyError) as error:
            raise UsageError("labelled_invalid", where=f"{path.name}:{number}", reason=repr(error)) from None
    return found


def make_passage(data: dict[str, Any]) -> Passage:
    """Return a passage as it stood when it was labelled, from its record in a labelled file."""
    table = data.get("table")
    rows = tuple(tuple(tuple(cell) for cell in row) for row in table["rows"]) if table else ()
    return Passage(
        id=data["id"],
        source_id=data["source"],
        section=tuple(data["section"]),
        kind=PassageKind(data["kind"]),
        text=data["text"],
        position=0,
        part=0,
        table=Table(table["caption"], tuple(table["columns"]), rows) if table else None,
    )


def _make_labelled(data: dict[str, Any], passages: dict[str, Passage]) -> Labelled:
    second = data.get("second")
    return Labelled(
        id=data["id"],
        sentence=data["claim"],
        passages=tuple(passages[passage_id] for passage_id in data["evidence"]),
        supported=data["label"] == SUPPORTED,
        kind=data["kind"],
        reason=data.get("reason", ""),
        second=None if second is None else second == SUPPORTED,
    )


def check_labelled(item: Labelled, lexicon: Lexicon | None = None) -> tuple[bool, float]:
    """Return whether the product's checker supports a labelled sentence, and its score; `lexicon` names the library."""
    evidence = tuple(Evidence(passage, passage.text) for passage in item.passages)
    support, score = check_line(Line(item.sentence, evidence), lexicon)
    supported = support is not Support.UNSUPPORTED
    # an unsupported sentence ranks below every supported one, whatever the score says of its words
    return supported, score + supported


def by_overlap(item: Labelled) -> tuple[bool, float]:
    """Return the verdict of plain word overlap."""
    own = plain_stems(item.sentence)
    share = len(own & plain_stems(item.evidence)) / len(own) if own else 0.0
    return share >= MIN_OVERLAP, share


def agree(
    items: Sequence[Labelled], judge: Callable[[Labelled], tuple[bool, float]] = check_labelled
) -> Agreement | None:
    """Return how `judge` agrees with the labels; None without sentences of both kinds."""
    truth = [item.supported for item in items]
    if not any(truth) or all(truth):
        return None
    judged = [judge(item) for item in items]
    verdicts = [verdict for verdict, _ in judged]
    hits = [a == b for a, b in zip(truth, verdicts, strict=True)]
    types = sorted({item.kind for item in items if not item.supported})
    caught = {t: [h for i, h in zip(items, hits, strict=True) if i.kind == t and not i.supported] for t in types}
    alarms = [not verdict for verdict, is_true in zip(verdicts, truth, strict=True) if is_true]
    second = [(item.supported, item.second) for item in items if item.second is not None]
    return Agreement(
        n=len(items),
        faithful=sum(truth),
        balanced=balanced_estimate(truth, verdicts, [item.evidence for item in items]),
        kappa=kappa(truth, verdicts),
        auroc=area(truth, [score for _, score in judged]),
        false_alarms=100 * sum(alarms) / len(alarms),
        by_error={error: (len(own), sum(own) / len(own)) for error, own in caught.items()},
        always_supported=balanced_accuracy(truth, [True] * len(truth)),
        overlap=balanced_accuracy(truth, [by_overlap(item)[0] for item in items]),
        sensitivity=share_judged(truth, verdicts, True),
        specificity=share_judged(truth, verdicts, False),
        human_kappa=kappa([a for a, _ in second], [b for _, b in second]) if second else None,
        misses=tuple(item.id for item, hit in zip(items, hits, strict=True) if not hit),
    )


def balanced_accuracy(truth: Sequence[bool], verdicts: Sequence[bool]) -> float:
    """Return the mean of the shares of supported and of unsupported sentences judged right."""
    shares = []
    for side in (True, False):
        own = [verdict == side for is_true, verdict in zip(truth, verdicts, strict=True) if is_true == side]
        shares.append(sum(own) / len(own) if own else 0.5)
    return sum(shares) / 2


def balanced_estimate(truth: Sequence[bool], verdicts: Sequence[bool], clusters: Sequence[str]) -> Estimate:
    """Return balanced accuracy with its interval: each side weighs half, whole clusters are resampled."""
    n = len(truth)
    weight = {side: n / (2 * sum(is_true == side for is_true in truth)) for side in (True, False)}
    weighted = [(a == b) * weight[a] for a, b in zip(truth, verdicts, strict=True)]
    low, high = cluster_bootstrap(weighted, clusters)
    return Estimate(balanced_accuracy(truth, verdicts), max(0.0, low), min(1.0, high), n)


def kappa(first: Sequence[bool], second: Sequence[bool]) -> float:
    """Return Cohen's kappa (Educational and Psychological Measurement, 1960); 0 where chance alone would agree."""
    n = len(first)
    agreed = sum(a == b for a, b in zip(first, second, strict=True)) / n
    p, q = sum(first) / n, sum(second) / n
    chance = p * q + (1 - p) * (1 - q)
    return (agreed - chance) / (1 - chance) if chance < 1 else 0.0


def area(truth: Sequence[bool], scores: Sequence[float]) -> float:
    """Return the chance that a supported sentence scores above an unsupported one, ties half."""
    good = [score for is_true, score in zip(truth, scores, strict=True) if is_true]
    bad = [score for is_true, score in zip(truth, scores, strict=True) if not is_true]
    return sum((g > b) + 0.5 * (g == b) for g in good for b in bad) / (len(good) * len(bad))


def share_judged(truth: Sequence[bool], verdicts: Sequence[bool], side: bool) -> float:
    """Return the share of the sentences labelled `side` that the judge gives that label."""
    own = [verdict == side for is_true, verdict in zip(truth, verdicts, strict=True) if is_true == side]
    return sum(own) / len(own)


def rogan_gladen(observed: float, sensitivity: float, specificity: float) -> float | None:
    """Return an observed share of supported sentences corrected for the judge's errors (Am. J. Epidemiology, 1978).

    (observed + specificity - 1) / (sensitivity + specificity - 1), within 0..1; None for a judge no better than chance.
    """
    strength = sensitivity + specificity - 1
    if strength <= 0:
        return None
    return min(1.0, max(0.0, (observed + specificity - 1) / strength))
