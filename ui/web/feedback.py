"""Keep what visitors think of answers, and write it out as evaluation cases."""

import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from rag.records import Answer
from rag.settings import Settings
from ui import texts_web as texts
from ui.web.database import FILE, Database
from ui.web.stored_answer import answer_from_json, answer_to_json

UP, DOWN = "goed", "fout"
# What the evaluation calls a kind of question where it has another word for it (docs/cases.md).
CASE_KINDS = {"advice": "situation"}


class FeedbackStore:
    """The judgements on answers; a second one on the same answer replaces the first."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, message_id: str, thumb: str, reasons: Sequence[str], answers: Sequence[Answer]) -> None:
        """Save a judgement on the last of `answers`; the ones before it are the conversation that led to it."""
        history = [
            {"role": role, "content": content}
            for answer in answers[:-1]
            for role, content in (("user", answer.question), ("assistant", answer.answer))
        ]
        with self._database.change() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO feedback VALUES (?, ?, ?, ?, ?, ?)",
                (
                    message_id,
                    time.time(),
                    thumb,
                    json.dumps([reason for reason in reasons if reason in texts.FEEDBACK_REASONS]),
                    json.dumps(history, ensure_ascii=False),
                    answer_to_json(answers[-1]),
                ),
            )

    def cases(self) -> Iterator[dict[str, Any]]:
        """Yield every judgement as an evaluation case to be completed by hand (docs/cases.md), oldest first."""
        with self._database.change() as connection:
            rows = connection.execute("SELECT thumb, reasons, history, answer FROM feedback ORDER BY given").fetchall()
        for number, (thumb, reasons, history, answer) in enumerate(rows, 1):
            yield _case(number, thumb, json.loads(reasons), json.loads(history), answer_from_json(answer))


def _case(number: int, thumb: str, reasons: list[str], history: list[dict[str, str]], answer: Answer) -> dict[str, Any]:
    case: dict[str, Any] = {
        "id": f"fb-{number:04d}",
        "question": answer.question,
        "kind": CASE_KINDS.get(answer.kind, answer.kind) if answer.answered else "unanswerable",
        "tags": ["feedback", thumb, *reasons],
        "split": "dev",
    }
    if history:
        case["history"] = history
    if thumb == UP and answer.answered:
        # What was found right is kept as it was: the sentences as points, their places as gold.
        case["points"] = [[sentence.text] for sentence in answer.sentences]
        places = dict.fromkeys((c.source_id, c.section[-1]) for c in answer.citations)
        case["gold"] = [{"source": source, "section": section} for source, section in places]
    if thumb == UP and not answer.answered:
        case["refuse"] = True
    return case


def export_feedback(settings: Settings, target: Path | None = None) -> int:
    """Write all judgements as JSON lines to `target` (standard output when None); return how many."""
    database = Database(settings.data_dir / FILE)
    lines = [json.dumps(case, ensure_ascii=False) for case in FeedbackStore(database).cases()]
    database.close()
    text = "".join(f"{line}\n" for line in lines)
    if target:
        target.write_text(text, encoding="utf-8")
    else:
        print(text, end="")
    return len(lines)
