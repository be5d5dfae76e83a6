"""Write an answer as the JSON object that docs and other programs rely on, and read batch lines."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from rag.errors import UsageError
from rag.records import Answer, Citation, Turn


@dataclass(frozen=True)
class BatchLine:
    """One question of a batch file."""

    id: str | int | None
    question: str
    history: tuple[Turn, ...]
    sources: tuple[str, ...]


def answer_to_dict(answer: Answer, question_id: str | int | None = None) -> dict[str, Any]:
    """Return the record of an answer as plain JSON values; `model` is there only when a language model is set."""
    refusal = answer.refusal
    return {
        "id": question_id,
        "question": answer.question,
        "standalone_question": answer.standalone_question,
        "language": answer.language,
        "kind": answer.kind,
        "answered": answer.answered,
        "answer": answer.answer,
        "sentences": [
            {"text": s.text, "citations": list(s.citations), "support": s.support.value, "score": s.score}
            for s in answer.sentences
        ],
        "citations": [citation_to_dict(citation) for citation in answer.citations],
        "refusal": refusal
        and {
            "reason": refusal.reason.value,
            "message": refusal.message,
            "nearest": [{k: v for k, v in citation_to_dict(c).items() if k != "n"} for c in refusal.nearest],
        },
        "follow_ups": list(answer.follow_ups),
        "timings_ms": answer.timings_ms,
        "engine": {
            "embedding": answer.engine.embedding,
            "index_id": answer.engine.index_id,
            "llm": answer.engine.llm,
            "version": answer.engine.version,
        },
    } | ({"model": asdict(answer.trace.model)} if answer.trace.model else {})


def citation_to_dict(citation: Citation) -> dict[str, Any]:
    """Return a citation as plain JSON values, as it stands in the record of an answer."""
    return {
        "n": citation.n,
        "source_id": citation.source_id,
        "authors": list(citation.authors),
        "year": citation.year,
        "title": citation.title,
        "section": list(citation.section),
        "locator": citation.locator,
        "page": citation.page,
        "passage_id": citation.passage_id,
        "quote": citation.quote,
        "origin": citation.origin.value,
    }


def read_batch_line(text: str, number: int) -> BatchLine:
    """Read line `number` of a batch file; raises UsageError that says what is wrong with it."""
    try:
        row = json.loads(text)
    except ValueError as error:
        raise UsageError("line_not_json", line=number, reason=str(error)) from None
    if not isinstance(row, dict):
        raise UsageError("line_not_json", line=number, reason=type(row).__name__)
    question = row.get("question")
    if not isinstance(question, str):
        raise UsageError("line_field", line=number, field="question", expected="een tekst")
    history = row.get("history") or []
    is_turns = isinstance(history, list) and all(
        isinstance(turn, dict) and isinstance(turn.get("role"), str) and isinstance(turn.get("content"), str)
        for turn in history
    )
    if not is_turns:
        raise UsageError("line_field", line=number, field="history", expected='een lijst van {"role", "content"}')
    sources = row.get("sources") or []
    if not isinstance(sources, list) or not all(isinstance(source, str) for source in sources):
        raise UsageError("line_field", line=number, field="sources", expected="een lijst van bron-id's")
    turns = tuple(Turn(turn["role"], turn["content"]) for turn in history)
    return BatchLine(row.get("id"), question, turns, tuple(sources))


def line_id(text: str) -> str | int | None:
    """Return the id of a batch line as far as it can be read, so that an error can name its line."""
    try:
        row = json.loads(text)
    except ValueError:
        return None
    found = row.get("id") if isinstance(row, dict) else None
    return found if isinstance(found, str | int) else None
