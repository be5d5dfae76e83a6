"""`alliantiewijzer model test`: does a language model answer, in what language, how fast, and how well."""

import argparse
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic

from evals.cases import read_all_cases
from evals.records import Case, Kind, Outcome
from evals.score import score_case
from rag.adviser import Adviser, open_adviser
from rag.errors import ModelError, UsageError
from rag.language import detect_language
from rag.llm import Message
from rag.llm_answer import Writer
from rag.llm_stream import read_in_time
from rag.records import ModelRun
from rag.settings import MODEL_SECONDS, CheckMode, ModelSettings, Settings
from ui import texts_terminal as texts
from ui.commands import prepare_index
from ui.model_lines import model_line, model_where

MODEL_VARIABLE = "ALLIANTIEWIJZER_MODEL"
REMOTE_VARIABLE = "ALLIANTIEWIJZER_MODEL_EXTERN"
SECONDS_VARIABLE = "ALLIANTIEWIJZER_MODELTIJD"
MODE_VARIABLE = "ALLIANTIEWIJZER_MODELCONTROLE"
CASES = 20
# A plain question that asks for a few sentences, to measure language and speed without any passage.
PROBE = "Leg in drie zinnen uit waarom goede afspraken helpen bij samenwerken. Antwoord in het Nederlands."
GOOD_SHARE = 0.5


@dataclass(frozen=True)
class Probe:
    """What a model did with one plain question; `cut` when it was not done in time, `error` when it did nothing."""

    text: str
    first: float
    total: float
    error: str | None = None
    cut: bool = False


def choose_model(options: argparse.Namespace) -> ModelSettings | None:
    """Return the language model that the options name, else the environment; None when neither does.

    Raises UsageError `model_seconds` or `model_mode` for a setting of the environment that cannot be read.
    """
    if not hasattr(options, "model"):
        return None
    choice = options.model or os.environ.get(MODEL_VARIABLE)
    if not choice:
        return None
    seconds = options.modeltijd if options.modeltijd is not None else os.environ.get(SECONDS_VARIABLE, MODEL_SECONDS)
    mode = options.modelcontrole or os.environ.get(MODE_VARIABLE, CheckMode.STRICT)
    try:
        return ModelSettings(
            choice, options.model_extern or os.environ.get(REMOTE_VARIABLE), float(seconds), CheckMode(mode)
        )
    except ValueError:
        code, found = ("model_mode", mode) if mode not in tuple(CheckMode) else ("model_seconds", seconds)
        raise UsageError(code, found=found) from None


def test_model(settings: Settings, options: argparse.Namespace) -> int:
    """Print how the chosen model does; exit status 1 when it does not answer at all."""
    if settings.model is None:
        raise UsageError("model_none")
    prepare_index(settings)
    adviser = open_adviser(settings)
    writer = adviser.writer
    assert writer is not None
    print(texts.TEST_MODEL.format(name=writer.choice.name, where=model_where(writer.choice.host)))
    probe = run_probe(writer)
    print("\n".join(probe_lines(probe)))
    if probe.error:
        reason = model_line(ModelRun(writer.choice.name, writer.choice.host, probe.error))
        print(texts.TEST_VERDICT["dead"].format(reason=reason))
        return 1
    cases = pick_cases(read_all_cases())
    print("\n".join(case_lines(adviser, cases)))
    return 0


def run_probe(writer: Writer) -> Probe:
    """Ask the model one plain question and time it."""
    start, first, text = monotonic(), 0.0, ""
    try:
        for piece in read_in_time(writer.chat, [Message("user", PROBE)], start + writer.seconds):
            first = first or monotonic() - start
            text += piece
    except ModelError as error:
        return Probe(text, first, monotonic() - start, None if text else error.code, cut=bool(text))
    return Probe(text, first, monotonic() - start)


def probe_lines(probe: Probe) -> list[str]:
    """Return what the plain question showed: answer, language, speed."""
    lines = [texts.TEST_ANSWERS.format(value=texts.NO if probe.error else texts.YES)]
    if probe.error:
        return lines
    total = texts.TEST_CUT.format(value=_seconds(probe.total)) if probe.cut else _seconds(probe.total)
    language = detect_language(probe.text) if len(probe.text.split()) > 3 else "-"
    return [
        *lines,
        texts.TEST_LANGUAGE.format(value=texts.LANGUAGES[language]),
        texts.TEST_FIRST.format(value=_seconds(probe.first)),
        texts.TEST_TOTAL.format(value=total),
        texts.TEST_SPEED.format(value=_decimal(len(probe.text.split()) / max(probe.total, 0.001))),
    ]


def pick_cases(cases: Sequence[Case]) -> tuple[Case, ...]:
    """Return the same 20 answerable questions each time, of the kinds a model can write about, by turns."""
    kinds = (Kind.SITUATION, Kind.DEFINITION, Kind.FACT, Kind.COMPARISON)
    queues = [[c for c in cases if c.kind is kind and c.points and not c.history] for kind in kinds]
    turns = [case for group in zip(*queues, strict=False) for case in group]
    return tuple(turns[:CASES])


def case_lines(adviser: Adviser, cases: Sequence[Case]) -> list[str]:
    """Ask the cases with and without the model and return what came of it."""
    runs: list[ModelRun] = []
    found: list[tuple[Outcome, Outcome]] = []
    for case in cases:
        plain = adviser.ask_plainly(case.question, case.history, case.sources)
        answer = adviser.ask(case.question, case.history, case.sources)
        assert answer.trace.model is not None
        runs.append(answer.trace.model)
        found.append((score_case(case, answer, adviser.library, 0.0), score_case(case, plain, adviser.library, 0.0)))
    asked = [run for run in runs if run.attempts]
    used = [number for number, run in enumerate(runs) if run.outcome == "used"]
    shown = [sentence for number in used for sentence in found[number][0].sentences]
    held = sum(sentence.support != "unsupported" for sentence in shown)
    written, supported = sum(run.written for run in asked), sum(run.supported for run in asked)
    others = Counter(run.outcome for run in runs if run.outcome != "used")
    share = len(used) / len(asked) if asked else 0.0
    verdict = "good" if share >= GOOD_SHARE else "fair" if used else "poor"
    return [
        texts.TEST_CASES.format(count=len(cases), asked=len(asked)),
        texts.TEST_USED.format(used=len(used), asked=len(asked)),
        texts.TEST_BEFORE.format(share=_percent(supported, written), written=written),
        texts.TEST_AFTER.format(share=_percent(held, len(shown)), shown=len(shown)),
        texts.TEST_POINTS.format(
            share=_percent(*_points([pair[0] for pair in found])), plain=_percent(*_points([pair[1] for pair in found]))
        ),
        texts.TEST_OUTCOMES.format(
            items=", ".join(f"{texts.OUTCOMES[code]} {n}×" for code, n in others.items()) or "-"
        ),
        texts.TEST_VERDICT[verdict],
    ]


def _points(outcomes: Sequence[Outcome]) -> tuple[int, int]:
    return sum(sum(o.points_found) for o in outcomes), sum(len(o.points_found) for o in outcomes)


def _percent(part: int, whole: int) -> str:
    return f"{round(100 * part / whole)}%" if whole else "-"


def _seconds(value: float) -> str:
    return texts.SECONDS.format(value=_decimal(value))


def _decimal(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")
