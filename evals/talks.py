"""Measure conversations: each question behind the adviser's own answers, and each one put in full by itself.

    python -m evals.talks [--data FOLDER]

The cases of `evals/cases` have at most two turns before them, with answers that somebody wrote. In `evals/talks` the
answers between are the adviser's own, right or wrong, as they are for people. Writes `evals/talks.md`.
"""

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from evals import texts
from evals.cases import make_case
from evals.command import ready_adviser
from evals.records import Case, Outcome, Split
from evals.report_markdown import table
from evals.runner import Advises, run_case
from evals.statistics import wilson
from rag.records import Turn
from rag.settings import Settings, choose_data_dir
from rag.text import sentences

TALKS_DIR = Path(__file__).resolve().parent / "talks"
TARGET = TALKS_DIR.parent / "talks.md"
# Talks with an odd number may be read and mended for, those with an even number are not.
READ, UNREAD = "oneven", "even"
MEANS = "means"
# A sentence of fewer words is a heading or a number, which may return.
LEAST_WORDS = 4


@dataclass(frozen=True)
class Talk:
    """A conversation: its questions as cases without a history, and each in full, as it stands on its own."""

    id: str
    cases: tuple[Case, ...]
    in_full: tuple[str, ...]

    @property
    def half(self) -> str:
        """Tell whether the talk may be read."""
        return READ if int(self.id[-2:]) % 2 else UNREAD


@dataclass(frozen=True)
class Asked:
    """What became of one question of a talk, and of the same put in full; `number` counts from 1."""

    half: str
    number: int
    outcome: Outcome
    in_full: Outcome
    repeats: bool


def read_talks(folder: Path = TALKS_DIR) -> tuple[Talk, ...]:
    """Return the talks of every JSONL file in `folder`; raises CaseError for a question that is no case."""
    lines = [line for path in sorted(folder.glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()]
    return tuple(_make_talk(json.loads(line)) for line in lines if line.strip())


def _make_talk(data: dict[str, Any]) -> Talk:
    cases = tuple(
        make_case({**{k: v for k, v in turn.items() if k != MEANS}, "id": f"{data['id']}.{number}", "split": Split.DEV})
        for number, turn in enumerate(data["turns"], 1)
    )
    return Talk(data["id"], cases, tuple(turn.get(MEANS) or turn["question"] for turn in data["turns"]))


def hold_talk(adviser: Advises, talk: Talk) -> list[Asked]:
    """Return what becomes of every question of a talk, asked behind the adviser's own answers."""
    history: tuple[Turn, ...] = ()
    asked = []
    for number, (case, full) in enumerate(zip(talk.cases, talk.in_full, strict=True), 1):
        outcome = run_case(adviser, replace(case, history=history))
        before = history[-1].content if history else ""
        alone = run_case(adviser, replace(case, question=full))
        asked.append(Asked(talk.half, number, outcome, alone, repeats(outcome.answer, before)))
        history = (*history, Turn("user", case.question), Turn("assistant", outcome.answer))
    return asked


def repeats(answer: str, before: str) -> bool:
    """Tell whether an answer opens with a sentence of the one before it."""
    said = [text for line in answer.split("\n") for text in sentences(line) if len(text.split()) >= LEAST_WORDS]
    return bool(before and said) and said[0] in before


def render(asked: Sequence[Asked]) -> str:
    """Return the page: right by place in the talk and by half, and how much of that is lost to the talk."""
    groups: list[tuple[str, Callable[[Asked], bool]]] = [
        (texts.TALK_FIRST, lambda one: one.number == 1),
        *((texts.TALK_TURN.format(number=n), lambda one, n=n: one.number == n) for n in (2, 3, 4, 5)),
        *((texts.TALK_LATER.format(half=half), lambda one, h=half: one.number > 1 and one.half == h)
          for half in (READ, UNREAD)),
        (texts.TALK_ALL_LATER, lambda one: one.number > 1),
    ]  # fmt: skip
    rows = [_row(name, [one for one in asked if belongs(one)]) for name, belongs in groups]
    return f"# {texts.TALK_TITLE}\n\n{texts.TALK_INTRO}\n\n{table(texts.TALK_HEADS, rows)}\n"


def _row(name: str, asked: Sequence[Asked]) -> list[str]:
    right, full = sum(one.outcome.right for one in asked), sum(one.in_full.right for one in asked)
    low, high = wilson(right, len(asked))
    repeated = sum(one.repeats for one in asked)
    return [name, str(len(asked)), str(right), f"{low:.0%} – {high:.0%}", str(full), str(repeated)]


def main(arguments: Sequence[str] | None = None) -> None:
    """Hold every talk and write the page."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.talks", description=__doc__.splitlines()[0] if __doc__ else ""
    )
    parser.add_argument("--data", type=Path)
    options = parser.parse_args(arguments)
    adviser = ready_adviser(Settings(choose_data_dir(options.data)))
    page = render([one for talk in read_talks() for one in hold_talk(adviser, talk)])
    TARGET.write_text(page, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main()
