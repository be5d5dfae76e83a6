"""An optional second opinion: a language model behind any OpenAI-compatible address judges the labelled sentences.

It never changes a verdict of the checker; its agreement with people stands beside the checker's own.
"""

import json
import os
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.labelled import Agreement, Labelled, agree
from rag.errors import UsageError

PROMPT = Path(__file__).resolve().parent.parent / "prompts" / "oordeel.txt"
KEY_VARIABLE = "ALLIANTIEWIJZER_JUDGE_KEY"
TIMEOUT_SECONDS = 60
# Asked several times, because such judges contradict themselves: the share of equal verdicts is reported.
REPEATS = 3
YES, NO = "GEDEKT", "NIET"

Post = Callable[[str, dict[str, Any]], dict[str, Any]]


@dataclass(frozen=True)
class JudgeReport:
    """How a model agrees with people, how often with itself, and what it did not answer in the form asked for."""

    model: str
    agreement: Agreement | None
    self_agreement: float
    unreadable: tuple[str, ...]


class Judge:
    """Ask a model whether evidence carries a sentence."""

    def __init__(self, address: str, model: str, post: Post) -> None:
        self._address, self._model, self._post = address.rstrip("/"), model, post
        self._prompt = PROMPT.read_text(encoding="utf-8")

    def assess(self, items: Sequence[Labelled]) -> JudgeReport:
        """Return how the model agrees with the labels; sentences without a readable verdict are listed."""
        verdicts = {item.id: [self._verdict(item) for _ in range(REPEATS)] for item in items}
        readable = [item for item in items if verdicts[item.id][0] is not None]
        equal = [len(set(given)) == 1 for given in verdicts.values()]
        return JudgeReport(
            model=self._model,
            agreement=agree(readable, lambda item: (bool(verdicts[item.id][0]), float(bool(verdicts[item.id][0])))),
            self_agreement=sum(equal) / len(equal) if equal else 0.0,
            unreadable=tuple(item.id for item in items if verdicts[item.id][0] is None),
        )

    def _verdict(self, item: Labelled) -> bool | None:
        content = self._prompt.replace("{evidence}", item.evidence).replace("{sentence}", item.sentence)
        body = {"model": self._model, "temperature": 0, "messages": [{"role": "user", "content": content}]}
        reply = self._post(f"{self._address}/chat/completions", body)
        try:
            text = str(reply["choices"][0]["message"]["content"]).upper()
        except (KeyError, IndexError, TypeError):
            return None
        return False if NO in text else True if YES in text else None


def open_judge(choice: str) -> Judge:
    """Return the judge at 'ADDRESS,MODEL'; raises UsageError `judge_unusable` for anything else."""
    address, comma, model = choice.rpartition(",")
    if not comma or not address.startswith(("http://", "https://")) or not model:
        raise UsageError("judge_unusable", found=choice)
    return Judge(address, model, post_json)


def post_json(address: str, body: dict[str, Any]) -> dict[str, Any]:
    """Send `body` and return the reply; the key, where one is needed, comes from ALLIANTIEWIJZER_JUDGE_KEY."""
    headers = {"Content-Type": "application/json"}
    if key := os.environ.get(KEY_VARIABLE):
        headers["Authorization"] = f"Bearer {key}"
    request = urllib.request.Request(address, json.dumps(body).encode(), headers)
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as reply:
            return dict(json.load(reply))
    except (OSError, ValueError) as error:
        raise UsageError("judge_unusable", found=f"{address} ({error})") from None
