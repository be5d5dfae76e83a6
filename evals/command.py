"""`alliantiewijzer evalueer`: measure, show, write, and say by the exit status whether it is good enough."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from time import perf_counter
from urllib.parse import urlsplit

from evals import texts
from evals.cases import read_all_cases, read_cases, write_cases
from evals.compare import Comparison, compare_values
from evals.coverage import check_cases
from evals.generate import make_table_cases
from evals.judge import open_judge
from evals.labelled import agree, check_labelled, read_labelled
from evals.metrics.all import all_metrics
from evals.offline import no_network
from evals.options import read_options
from evals.records import Case, Report, Split
from evals.report_html import write_html
from evals.report_json import clusters_of, read_values, report_data, values_of, write_baseline, write_json
from evals.report_junit import write_junit
from evals.report_markdown import write_markdown
from evals.report_text import show_agreement, show_report, show_rescored
from evals.rescore import rescore
from evals.revision import read_revision
from evals.robust import vary
from evals.sheet import read_sheet, write_sheet
from evals.shown import Shown
from evals.suite import Scope, measure_suite, pick_fast
from evals.summary import summarise
from evals.support import lexicon_of
from evals.thresholds import TOLERATED, find_breaches, read_thresholds
from ingest.build import ensure_index
from rag.adviser import Adviser, open_adviser
from rag.embedding import load_embedder
from rag.errors import UsageError
from rag.library import Library
from rag.llm import ModelKind, parse_choice
from rag.settings import Settings, choose_data_dir

# What robots and baselines are tested against the adviser on.
HEADLINE = "right"
BAR_WIDTH = 30


def run(arguments: Sequence[str], settings: Settings | None = None) -> int:
    """Run the evaluation with the options of `evals.options` and return the exit status.

    `settings` is what the terminal chose already (data folder, models); without it the options choose.
    0: every bound of thresholds.toml holds and nothing is shown to be worse than the report compared with, or every
    case is in order where only that is asked; 1: not so.
    Raises UsageError for cases, reports and bounds that cannot be read, and for a choice that leaves no case.
    """
    started, start = datetime.now().astimezone(), perf_counter()
    options = read_options(arguments)
    settings = choose_settings(settings or Settings(choose_data_dir(options.data)), options)
    bounds, earlier = read_thresholds(options.fast), read_values(options.compare) if options.compare else None
    adviser = ready_adviser(settings)
    cases = choose_cases(options, adviser.library)
    if options.check:
        mistakes = check_cases(cases, adviser.library)
        print("\n".join(mistakes) or texts.CASES_FINE.format(count=len(cases)))
        return 1 if mistakes else 0
    if options.labels or options.rescore or options.vary:
        print(answer_without_asking(options, cases, adviser.library))
        return 0
    with no_network(reachable_hosts(settings)):
        scope = Scope(options.fast, options.starter)
        report = measure_suite(adviser, load_embedder(settings.embedding), settings, cases, scope, show_progress)
    shown = gather(report, bounds, earlier, options.judge, adviser.library)
    times = {"started": started.isoformat(timespec="seconds"), "seconds": round(perf_counter() - start, 1)}
    print(show_report(shown, with_failures=options.failures))
    for path in write_reports(shown, options.reports or choose_reports_dir(settings), times):
        print(texts.WRITTEN.format(path=path))
    if options.markdown:
        write_markdown(options.markdown, shown)
        print(texts.WRITTEN.format(path=options.markdown))
    if options.sheet:
        print(texts.SHEET_WRITTEN.format(count=write_sheet(options.sheet, report.main.outcomes), path=options.sheet))
    if options.freeze:
        write_baseline(options.freeze, report)
        print(texts.FROZEN.format(path=options.freeze))
    return 0 if shown.passed else 1


def choose_settings(settings: Settings, options: argparse.Namespace) -> Settings:
    """Return `settings` with what the options of the evaluation say otherwise."""
    if options.data:
        settings = replace(settings, data_dir=choose_data_dir(options.data))
    return replace(settings, embedding=options.embedding) if options.embedding else settings


def reachable_hosts(settings: Settings) -> tuple[str, ...]:
    """Return the host of the chosen language model, which alone stays within reach; none without one."""
    if settings.model is None:
        return ()
    choice = parse_choice(settings.model)
    return ("127.0.0.1",) if choice.kind is ModelKind.GGUF else (urlsplit(choice.address).hostname or "",)


def ready_adviser(settings: Settings) -> Adviser:
    """Return an adviser on an index that fits the library, making the index first where needed."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    ensure_index(settings, load_embedder(settings.embedding), show_progress)
    return open_adviser(settings)


def choose_cases(options: argparse.Namespace, library: Library) -> tuple[Case, ...]:
    """Return the cases asked for; raises UsageError `no_cases` when none is left."""
    cases = read_cases([options.cases]) if options.cases else (*read_all_cases(), *make_table_cases(library))
    if options.split in tuple(Split):
        cases = tuple(case for case in cases if case.split == options.split)
    if options.only:
        cases = tuple(case for case in cases if {case.id, case.kind, *case.tags} & set(options.only))
    if not cases:
        raise UsageError("no_cases", only=" ".join(options.only) or "-", split=options.split)
    return pick_fast(cases) if options.fast else cases


def answer_without_asking(options: argparse.Namespace, cases: Sequence[Case], library: Library) -> str:
    """Return what is asked of a labelled sheet or an earlier report, or of the cases when they are to be varied."""
    if options.labels:
        found = agree(read_sheet(options.labels, library), lambda item: check_labelled(item, lexicon_of(library)))
        return show_agreement(found) if found else texts.LABELS_NONE
    if options.rescore:
        return show_rescored(rescore(options.rescore, library))
    return texts.VARIED.format(count=write_cases(options.vary, vary(cases)), path=options.vary)


def gather(
    report: Report,
    bounds: dict[str, dict[str, float]],
    earlier: dict[str, dict[str, float]] | None,
    judge: str | None,
    library: Library,
) -> Shown:
    """Return everything the reports show, computed once; the labelled sentences are judged with the library's names."""
    values, clusters = values_of(report.main), clusters_of(report.main)
    metrics = all_metrics(report.main.outcomes)
    summaries = tuple(summarise(run, per_group=run is report.main) for run in report.runs)
    rivals: dict[str, Comparison] = {}
    for rival in report.runs[1:]:
        found = compare_values(values, values_of(rival), clusters, metrics, (HEADLINE,))
        rivals[rival.name] = found[0]
    labelled = read_labelled()
    return Shown(
        report=report,
        summaries=summaries,
        rivals=rivals,
        comparisons=tuple(compare_values(earlier, values, clusters, metrics)) if earlier else (),
        breaches=tuple(find_breaches(summaries[0], bounds)),
        tolerated=bounds.get(TOLERATED, {}),
        checker=agree(labelled, lambda item: check_labelled(item, lexicon_of(library))),
        judge=open_judge(judge).assess(labelled) if judge and labelled else None,
    )


def choose_reports_dir(settings: Settings) -> Path:
    """Return evals/reports in a clone; where the package is installed, a folder of the user's data instead."""
    package = Path(__file__).resolve().parent
    return package / "reports" if (package.parent / ".git").exists() else settings.data_dir / "evals" / "reports"


def write_reports(shown: Shown, folder: Path, times: dict[str, object]) -> tuple[Path, ...]:
    """Write <date>-<commit> as .json, .html and .xml in `folder` and return the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    stem = folder / f"{str(times['started'])[:10]}-{read_revision()}"
    paths = tuple(stem.with_suffix(suffix) for suffix in (".json", ".html", ".xml"))
    data = report_data(shown.report, list(shown.summaries), list(shown.comparisons), times)
    write_json(paths[0], data)
    write_html(paths[1], shown, str(times["started"])[:10])
    write_junit(paths[2], shown.report.main)
    return paths


def show_progress(step: str, done: int, total: int) -> None:
    """Show on stderr how far a step is: a moving bar on a terminal, nothing elsewhere."""
    if sys.stderr.isatty():
        filled = round(BAR_WIDTH * done / max(1, total))
        bar = "#" * filled + "." * (BAR_WIDTH - filled)
        line = texts.PROGRESS.format(step=step, done=done, total=total, bar=bar)
        print(f"\x1b[K{line}", end="\n" if done == total else "\r", file=sys.stderr)


if __name__ == "__main__":
    raise SystemExit(run(sys.argv[1:]))
