"""The ways in which asking a language model can end, and an answer with how it did."""

from dataclasses import replace
from enum import StrEnum

from rag.draft import Draft
from rag.records import Answer, ModelRun


class Outcome(StrEnum):
    """Say what became of a model's answer. In all cases but `USED` the answer without a model stands."""

    USED = "used"
    # Not asked.
    REFUSED = "model_refused"  # the library does not answer; a model may not either
    EXACT = "model_exact"  # rows and cells of a table, which need no rewording
    BUSY = "model_busy"  # too many answers are being written already
    RESTING = "model_resting"  # the model failed several times in a row just now
    # Asked, without an answer.
    TIMEOUT = "model_timeout"
    UNREACHABLE = "model_unreachable"
    DROPPED = "model_dropped"
    LIMITED = "model_limited"  # HTTP 429
    KEY = "model_key"  # HTTP 401 or 403
    UNKNOWN = "model_unknown"  # HTTP 404: no such model or address
    SERVER = "model_server"  # HTTP 5xx
    CONTEXT = "model_context"  # the passages do not fit in its context
    BROKEN = "model_broken"  # what came is not what was agreed
    FAILED = "model_failed"  # anything else
    # Answered, but not used.
    SILENT = "model_silent"  # it wrote nothing, or that it has no answer
    LANGUAGE = "model_language"  # not in Dutch, twice
    UNSUPPORTED = "model_unsupported"  # less than half of it holds
    THIN = "model_thin"  # it holds, but leaves out too much of what the answer without a model says


def outcome_of_status(status: int, text: str) -> Outcome:
    """Return what an HTTP status and the words that came with it mean."""
    if status in (400, 413, 422) and any(word in text.lower() for word in ("context", "too long", "exceed", "n_ctx")):
        return Outcome.CONTEXT
    if status == 429:
        return Outcome.LIMITED
    if status in (401, 403):
        return Outcome.KEY
    if status == 404:
        return Outcome.UNKNOWN
    return Outcome.SERVER if status >= 500 else Outcome.FAILED


def with_run(answer: Answer, run: ModelRun) -> Answer:
    """Return `answer` with what became of asking the model, and the time that took."""
    spent = run.total_ms or 0.0
    timings = {**answer.timings_ms, "total": round(answer.timings_ms["total"] + spent, 2)}
    if spent:
        timings["generate"] = spent
    return replace(answer, timings_ms=timings, trace=replace(answer.trace, model=run))


def reason_not_to_write(answer: Answer, draft: Draft) -> Outcome | None:
    """Return why a model is not asked: nothing was found, or the answer repeats a table, where rewording only loses."""
    if not answer.answered or answer.refusal:
        return Outcome.REFUSED
    claims = [line for line in draft.lines if line.claims]
    in_tables = all(evidence.passage.table for line in claims for evidence in line.evidence)
    return Outcome.EXACT if draft.certain or in_tables else None
