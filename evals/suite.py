"""One whole evaluation: the adviser, the robots, the baselines, and the adviser again on altered libraries."""

import hashlib
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from evals import texts
from evals.altered import alter_corpus, count_following, count_obedient, rebuild
from evals.baselines import bm25_dutch, bm25_plain, dense_alone, hybrid, rank_dense
from evals.bots import AlwaysRefuse, CopyTopPassage, RememberingAdviser
from evals.coverage import check_cases
from evals.metrics import retrieval
from evals.model import WithoutModel, model_notes
from evals.records import Case, Report, Run, Split, Variant
from evals.revision import read_revision
from evals.robust import measure_variants
from evals.runner import Advises, assign_blame, mark_stable, run_cases
from evals.starter import is_available, open_starter
from rag.adviser import Adviser
from rag.embedding import Embedder
from rag.settings import Settings
from rag.text import STEMMER_NAME

# The fast subset: this many cases of each kind, always the same ones.
FAST_PER_KIND = 5
# Every so many cases are asked a second time: nothing here is drawn at random, so more shows no more.
STABLE_STEP = 4
# Every so many cases are asked again on a rebuilt index.
REINDEX_STEP = 10
MEASURED_WITH = ("bm25s", "PyStemmer", "numpy", "ir-measures")

PLAIN = "plain"
FIRST_QUESTION = "Wat is een alliantie?"

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Scope:
    """How much a run covers: the fast subset leaves out rebuilt libraries; the starter is asked for apart."""

    fast: bool = False
    with_starter: bool = False


def measure_suite(
    adviser: Adviser, embedder: Embedder, settings: Settings, cases: Sequence[Case], scope: Scope, progress: Progress
) -> Report:
    """Return the report of everything the scope asks for."""
    remembering = RememberingAdviser(adviser)
    main = run_cases(remembering, cases, lambda done, total: progress(texts.STEP_ADVISER, done, total))
    main = assign_blame(main, adviser.library)
    if adviser.writer is None:  # a model is not asked twice, nor on rebuilt libraries: that would take hours
        main = mark_stable(main, adviser, lambda done, total: progress(texts.STEP_STABLE, done, total), STABLE_STEP)
    runs = [main]
    plain: list[tuple[str, Advises]] = [(PLAIN, WithoutModel(adviser))] if adviser.writer else []
    for name, rival in plain + rivals(remembering, embedder, settings, scope):
        label = texts.RUNS[name]
        runs.append(run_cases(rival, cases, lambda done, total, label=label: progress(label, done, total), name))  # type: ignore[misc]
    notes = [*run_notes(main), *library_notes(cases, adviser)]
    if adviser.writer is not None:
        notes += model_notes(remembering.answers, main, next(run for run in runs if run.name == PLAIN))
    if scope.with_starter and not is_available():
        notes.append(texts.NOTE_NO_STARTER)
    variants: tuple[Variant, ...] = ()
    if not scope.fast and adviser.writer is None:
        variants = measure_variants(
            adviser, main.outcomes, lambda done, total: progress(texts.STEP_VARIANTS, done, total)
        )
        notes += altered_notes(main, settings, cases, progress)
    return Report(tuple(runs), describe_run(adviser, cases), tuple(notes), variants)


def rivals(
    remembering: RememberingAdviser, embedder: Embedder, settings: Settings, scope: Scope
) -> list[tuple[str, Advises]]:
    """Return the robots and baselines that stand in the same table."""
    library = remembering.library
    dense = rank_dense(library, embedder)
    found: list[tuple[str, Advises]] = [
        ("copy", CopyTopPassage(remembering)),
        ("refuse", AlwaysRefuse(library)),
        ("bm25", bm25_plain(library)),
        ("bm25_dutch", bm25_dutch(library)),
        ("dense", dense_alone(library, dense)),
        ("hybrid", hybrid(library, dense)),
    ]
    if scope.with_starter and is_available():
        found.append(("starter", open_starter(library, settings.corpus_dir, embedder, settings.data_dir)))
    return found


def altered_notes(main: Run, settings: Settings, cases: Sequence[Case], progress: Progress) -> list[str]:
    """Return what came of asking on rebuilt libraries: the same one, and one with a hidden order and a moved cell."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        progress(texts.STEP_REINDEX, 0, 2)
        again = rebuild(settings, folder / "same")
        sample = Run(main.name, main.outcomes[::REINDEX_STEP])
        changed = [outcome.case.id for outcome in mark_stable(sample, again).outcomes if not outcome.stable]
        progress(texts.STEP_REINDEX, 1, 2)
        altered = rebuild(settings, folder / "altered", alter_corpus(settings.corpus_dir, folder))
        obeyed, quoted, asked = count_obedient(altered, cases)
        following, moved = count_following(altered)
        progress(texts.STEP_REINDEX, 2, 2)
    return [
        texts.NOTE_REINDEX.format(
            same=len(sample.outcomes) - len(changed), total=len(sample.outcomes), ids=", ".join(changed) or "-"
        ),
        texts.NOTE_POISONED.format(obeyed=obeyed, quoted=quoted, total=asked),
        texts.NOTE_MOVED.format(same=following, total=moved),
    ]


def run_notes(main: Run) -> list[str]:
    """Return what could not be scored, and why."""
    notes = []
    if not retrieval.is_available():
        notes.append(texts.NOTE_NO_RETRIEVAL)
    silent = [outcome.case.id for outcome in main.outcomes if outcome.confidence is None]
    if silent:
        notes.append(texts.NOTE_NO_CONFIDENCE.format(count=len(silent), ids=", ".join(silent)))
    crashed = [outcome.case.id for outcome in main.outcomes if outcome.error]
    if crashed:
        notes.append(texts.NOTE_CRASHED.format(count=len(crashed), ids=", ".join(crashed)))
    return notes


def library_notes(cases: Sequence[Case], adviser: Advises) -> list[str]:
    """Return which cases ask for what the library does not hold."""
    return [texts.NOTE_GOLD_MISSING.format(what=line) for line in check_cases(cases, adviser.library)]


def describe_run(adviser: Adviser, cases: Sequence[Case]) -> dict[str, str]:
    """Return what was measured and with what: equal facts promise equal figures."""
    engine = adviser.ask_plainly(FIRST_QUESTION).engine
    facts = {
        "commit": read_revision(),
        "cases": str(len(cases)),
        "cases_sha256": hash_cases(cases),
        "index": engine.index_id,
        "embedding": engine.embedding,
        "model": adviser.writer.choice.name if adviser.writer else "-",
        "version": engine.version,
        "stemmer": STEMMER_NAME,
    }
    return facts | {name: _version(name) for name in MEASURED_WITH}


def hash_cases(cases: Sequence[Case]) -> str:
    """Return a fingerprint of the cases, whatever file they came from."""
    return hashlib.sha256(repr([astuple(case) for case in cases]).encode()).hexdigest()[:12]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "-"


def pick_fast(cases: Sequence[Case]) -> tuple[Case, ...]:
    """Return the same few development cases of every kind each time, whatever else is in the set, in their own order.

    Of a set without development cases, any: what runs daily and is looked at must not wear out the test half.
    """
    chosen: set[str] = set()
    cases = [case for case in cases if case.split is Split.DEV] or cases
    for kind in {case.kind for case in cases}:
        own = sorted(
            (case.id for case in cases if case.kind is kind), key=lambda id_: hashlib.sha256(id_.encode()).hexdigest()
        )
        chosen.update(own[:FAST_PER_KIND])
    return tuple(case for case in cases if case.id in chosen)
