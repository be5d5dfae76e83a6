"""Write an Answer as JSON and read it back, so that a saved message keeps its citations."""

import json
from typing import Any

from rag.records import Answer, Citation, Engine, ModelRun, Origin, Refusal, RefusalReason, Sentence, Support, Trace


def answer_to_json(answer: Answer) -> str:
    """Return the whole record as JSON."""
    return json.dumps(answer, ensure_ascii=False, default=vars)


def answer_from_json(text: str) -> Answer:
    """Return the record that `answer_to_json` wrote."""
    row: dict[str, Any] = json.loads(text)
    refusal = row["refusal"]
    return Answer(
        question=row["question"],
        standalone_question=row["standalone_question"],
        language=row["language"],
        kind=row["kind"],
        answered=row["answered"],
        answer=row["answer"],
        sentences=tuple(
            Sentence(s["text"], tuple(s["citations"]), Support(s["support"]), s["score"]) for s in row["sentences"]
        ),
        citations=tuple(_citation(citation) for citation in row["citations"]),
        refusal=refusal
        and Refusal(
            RefusalReason(refusal["reason"]), refusal["message"], tuple(_citation(c) for c in refusal["nearest"])
        ),
        follow_ups=tuple(row["follow_ups"]),
        timings_ms=row["timings_ms"],
        engine=Engine(**row["engine"]),
        trace=Trace(
            tuple(row["trace"]["searched"]),
            tuple((passage_id, score) for passage_id, score in row["trace"]["found"]),
            ModelRun(**row["trace"]["model"]) if row["trace"].get("model") else None,
        ),
    )


def _citation(row: dict[str, Any]) -> Citation:
    return Citation(
        **{
            **row,
            "authors": tuple(row["authors"]),
            "section": tuple(row["section"]),
            "origin": Origin(row["origin"]),
        }
    )
