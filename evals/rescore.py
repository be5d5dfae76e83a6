"""Judge the sentences of an earlier report again with the checker of today, and show both verdicts.

A changed checker moves every figure on support while no answer changed: without this the two cannot be told apart.
"""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.support import check_sentence
from rag.errors import UsageError
from rag.library import Library
from rag.records import Citation, Sentence, Support


@dataclass(frozen=True)
class Rescored:
    """Sentences per (verdict then, verdict now), and how many answers were and are supported in every sentence."""

    verdicts: Counter[tuple[str, str]]
    answers: int
    then: int
    now: int

    @property
    def changed(self) -> int:
        """Return the number of sentences judged otherwise."""
        return sum(count for (then, now), count in self.verdicts.items() if then != now)


def rescore(path: Path, library: Library) -> Rescored:
    """Return the verdicts of then and now; raises UsageError `report_unreadable` for what is no full report."""
    verdicts: Counter[tuple[str, str]] = Counter()
    answers = then = now = 0
    try:
        cases = [case for case in json.loads(path.read_text(encoding="utf-8"))["cases"] if case["answered"]]
        for case in cases:
            pairs = [_both(sentence, case["citations"], library) for sentence in case["sentences"]]
            verdicts.update(pairs)
            answers += 1
            then += all(old != Support.UNSUPPORTED.value for old, _ in pairs)
            now += all(new != Support.UNSUPPORTED.value for _, new in pairs)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError("report_unreadable", file=path, reason=repr(error)) from None
    return Rescored(verdicts, answers, then, now)


def _both(sentence: dict[str, Any], cited: list[dict[str, Any]], library: Library) -> tuple[str, str]:
    citations = [_citation(data, library) for data in cited]
    told = Sentence(sentence["text"], tuple(sentence["citations"]), Support(sentence["claimed"]), 0.0)
    return sentence["support"], check_sentence(told, citations, library).support


def _citation(data: dict[str, Any], library: Library) -> Citation:
    source = library.source_by_id[data["source_id"]]
    passage = library.passage_by_id.get(data["passage_id"])
    return Citation(
        source_id=source.id,
        authors=source.authors,
        year=source.year,
        title=source.title,
        section=tuple(data["section"]),
        passage_id=data["passage_id"],
        quote=data["quote"],
        origin=passage.origin if passage else library.passages[0].origin,
        locator=data["locator"],
        n=data["n"],
    )
