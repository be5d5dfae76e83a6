"""Read condensations and attacks on them: `evals/labelled/condensed.jsonl`.

Written by hand as a model that follows prompts/antwoord_systeem.txt words its answer: sentences selected, shortened,
turned and joined (true), and the same with one thing dropped, swapped or added (false). Whole sections are dev or test.
"""

import json
from pathlib import Path

from evals.labelled import LABELLED_DIR, SUPPORTED
from evals.pairs import Pair, read_passages
from evals.train_pairs import TRAIN_EVIDENCE
from rag.errors import UsageError

CONDENSED = "condensed.jsonl"
DEV, TEST = "dev", "test"


def read_condensed(folder: Path = LABELLED_DIR) -> tuple[Pair, ...]:
    """Return the claims in the order of the file; raises UsageError `labelled_invalid` with the line."""
    passages = read_passages(folder / TRAIN_EVIDENCE)
    found = []
    for number, line in enumerate((folder / CONDENSED).read_text(encoding="utf-8").splitlines(), 1):
        try:
            data = json.loads(line)
            evidence = tuple(passages[passage_id] for passage_id in data["evidence"])
            found.append(
                Pair(data["id"], data["claim"], evidence, data["label"] == SUPPORTED, data["kind"], data["split"])
            )
        except (ValueError, TypeError, KeyError) as error:
            raise UsageError("labelled_invalid", where=f"{CONDENSED}:{number}", reason=repr(error)) from None
    return tuple(found)
