"""Write an evaluation as text for the terminal."""

from collections import Counter
from collections.abc import Sequence

from evals import texts
from evals.compare import Comparison
from evals.labelled import Agreement, rogan_gladen
from evals.metrics.faithfulness import count_support
from evals.records import Kind, Outcome, Run, Variant
from evals.report_failures import failures
from evals.report_numbers import mean, number, precise
from evals.rescore import Rescored
from evals.shown import Shown
from evals.summary import ALL, Summary

COLUMNS = (
    "right", "score", "complete", "fully_supported", "row_exact", "right_source", "right_section",
    "refused", "falsely_refused", "length",
)  # fmt: skip
ROWS_COLUMNS = ("row_recall", "row_precision", "row_f1", "row_exact")
RUN_COLUMNS = ("right", "score", "complete", "fully_supported", "citation_recall", "rejected", "length")


def show_report(shown: Shown, with_failures: bool = False) -> str:
    """Return the whole terminal report; with every failing case first when asked."""
    main, summary = shown.report.main, shown.summaries[0]
    blocks = [failures(main)] if with_failures else []
    blocks += [headline(summary), kinds_table(summary), worst_line(summary), runs_table(shown)]
    blocks += [variants_table(shown.report.variants), refusal_lines(summary), blame_table(main)]
    if shown.comparisons:
        blocks.append(f"{texts.SECTION['compare']}\n{comparison_table(shown.comparisons)}")
    blocks.append(support_line(main.outcomes, shown.checker))
    blocks.append(checker_line(shown.checker) if shown.checker else texts.NOTE_NO_LABELLED)
    blocks.append("\n".join(shown.report.notes))
    blocks.append(gate_lines(shown))
    return "\n\n".join(block for block in blocks if block)


def headline(summary: Summary) -> str:
    """Return the two sentences that come first."""
    right, score = summary.groups[ALL]["right"], summary.groups[ALL]["score"]
    first = texts.HEADLINE.format(right=number(right.mean), low=number(right.low), high=number(right.high), n=right.n)
    return f"{first}\n{texts.HEADLINE_SCORE.format(score=number(score.mean, 'score'))}"


def kinds_table(summary: Summary) -> str:
    """Return the table per kind of question."""
    return align([list(texts.TABLE_HEADS), *kinds_rows(summary)])


def kinds_rows(summary: Summary) -> list[list[str]]:
    """Return a row per group, all cases last."""
    names = [*(name for name in summary.groups if name != ALL), ALL]
    groups = [(name, summary.groups[name]) for name in names]
    return [
        [texts.KINDS[name], str(group["right"].n), *(mean(group, key) for key in COLUMNS)] for name, group in groups
    ]


def runs_table(shown: Shown) -> str:
    """Return the adviser beside robots and baselines, each with how its share of right answers compares."""
    return align([list(texts.RUN_HEADS), *runs_rows(shown)])


def runs_rows(shown: Shown) -> list[list[str]]:
    """Return a row per run."""
    rows = []
    for summary in shown.summaries:
        group, rival = summary.groups[ALL], shown.rivals.get(summary.name)
        verdict = f"{texts.VERDICTS[rival.verdict]} (p {number(rival.p, 'p')})" if rival else ""
        rows.append(
            [texts.RUNS[summary.name], str(group["right"].n), *(mean(group, key) for key in RUN_COLUMNS), verdict]
        )
    return rows


def worst_line(summary: Summary) -> str:
    """Return the kind of question that goes worst: a mean hides it."""
    kinds = {kind.value: summary.groups[kind.value]["right"] for kind in Kind if kind.value in summary.groups}
    if not kinds:
        return ""
    name, found = min(kinds.items(), key=lambda pair: pair[1].mean)
    shares = {"right": number(found.mean), "low": number(found.low), "high": number(found.high)}
    return texts.WORST.format(kind=texts.KINDS[name], n=found.n, **shares)


def rows_rows(summary: Summary) -> list[list[str]]:
    """Return a row per table, discipline and phase: are all rows given, and no others."""
    return [
        [name, str(group["row_exact"].n), *(mean(group, key) for key in ROWS_COLUMNS)]
        for name, group in summary.tables.items()
    ]


def rows_intro(summary: Summary) -> str:
    """Return what the table of rows shows, and its worst line."""
    worst = min(summary.tables, key=lambda name: summary.tables[name]["row_f1"].mean)
    return texts.ROWS_INTRO.format(worst=f"{worst} ({number(summary.tables[worst]['row_f1'].mean)})")


def variants_table(variants: Sequence[Variant]) -> str:
    """Return how sampled questions fare when asked otherwise."""
    if not variants:
        return ""
    return f"{variants_intro(variants)}\n{align([list(texts.VARIANT_HEADS), *variants_rows(variants)])}"


def variants_intro(variants: Sequence[Variant]) -> str:
    """Return what was asked otherwise, and which variant is worst."""
    worst = min(variants, key=lambda variant: variant.right)
    shown = texts.WORST_VARIANT.format(name=texts.VARIANTS[worst.name], right=number(worst.right))
    return texts.VARIANT_INTRO.format(n=variants[0].n, worst=shown)


def variants_rows(variants: Sequence[Variant]) -> list[list[str]]:
    """Return a row per variant."""
    return [
        [texts.VARIANTS[v.name], str(v.n), number(v.noise), number(v.right), number(v.plain), number(v.same)]
        for v in variants
    ]


def refusal_lines(summary: Summary) -> str:
    """Return what the confidence is worth, and the times."""
    lines = [texts.LATENCY.format(p50=f"{summary.p50:.0f}", p95=f"{summary.p95:.0f}")]
    if summary.auroc is not None and summary.coverage_at_risk is not None:
        lines.insert(0, risk_line(summary))
    return "\n".join(lines)


def risk_line(summary: Summary) -> str:
    """Return the sentence on risk and coverage."""
    return texts.RISK_INTRO.format(auroc=number(summary.auroc, "auroc"), coverage=number(summary.coverage_at_risk))


def checker_line(found: Agreement) -> str:
    """Return how well the automatic checker agrees with people."""
    return texts.CHECKER.format(
        n=found.n,
        faithful=found.faithful,
        balanced=number(found.balanced.mean),
        low=number(found.balanced.low),
        high=number(found.balanced.high),
        kappa=number(found.kappa, "kappa"),
        auroc=number(found.auroc, "auroc"),
        alarms=f"{found.false_alarms:.0f}",
        always=number(found.always_supported),
        overlap=number(found.overlap),
    )


def show_agreement(found: Agreement) -> str:
    """Return how the checker agrees with people, and people with each other where two labelled."""
    kinds = [[texts.ERRORS.get(kind, kind), str(n), number(share)] for kind, (n, share) in found.by_error.items()]
    second = "" if found.human_kappa is None else texts.LABELS_SECOND.format(kappa=number(found.human_kappa, "kappa"))
    blocks = (checker_line(found), align([list(texts.CHECKER_HEADS), *kinds]), second)
    return "\n\n".join(block for block in blocks if block)


def show_rescored(found: Rescored) -> str:
    """Return how the verdicts on an earlier report moved."""
    line = texts.RESCORED.format(
        sentences=found.verdicts.total(), changed=found.changed, then=found.then, now=found.now, answers=found.answers
    )
    moved = [(pair, count) for pair, count in found.verdicts.most_common() if pair[0] != pair[1]]
    rows = [[f"{texts.SUPPORTS[then]} → {texts.SUPPORTS[now]}", str(count)] for (then, now), count in moved]
    return f"{line}\n{align(rows)}" if rows else line


def support_line(outcomes: Sequence[Outcome], checker: Agreement | None) -> str:
    """Return how many sentences are certain, and how many of the others hold once the checker's errors are counted."""
    counts = count_support(outcomes)
    line = texts.SUPPORT.format(exact=counts.exact, total=counts.exact + counts.free, free=counts.free)
    if not counts.free or checker is None:
        return line
    share = counts.passed / counts.free
    corrected = number(rogan_gladen(share, checker.sensitivity, checker.specificity))
    return f"{line} {texts.SUPPORT_FREE.format(share=number(share), corrected=corrected)}"


def gate_lines(shown: Shown) -> str:
    """Return which bounds are broken, which measures are worse, and the verdict."""
    lines = [
        texts.BELOW.format(label=texts.METRICS[b.key][0], found=precise(b.found), bound=precise(b.bound))
        for b in shown.breaches
    ]
    lines += [
        texts.WORSE.format(
            label=texts.METRICS[c.key][0],
            before=number(c.before, c.key),
            after=number(c.after, c.key),
            p=number(c.p, "p"),
        )
        for c in shown.worse
    ]
    return "\n".join([*lines, texts.GATE_OK if shown.passed else texts.GATE_FAILED])


def blame_table(run: Run) -> str:
    """Return how often each thing went wrong."""
    counts = Counter(outcome.blame for outcome in run.outcomes if outcome.blame)
    return align([[texts.BLAMES[blame], str(count)] for blame, count in counts.most_common()])


def comparison_table(comparisons: Sequence[Comparison]) -> str:
    """Return the comparison with an earlier report."""
    return align([list(texts.COMPARE_HEADS), *comparison_rows(comparisons)])


def comparison_rows(comparisons: Sequence[Comparison]) -> list[list[str]]:
    """Return a row per compared measure."""
    return [
        [
            texts.METRICS[c.key][0],
            str(c.n),
            number(c.before, c.key),
            number(c.after, c.key),
            number(c.error_reduction),
            number(c.p, "p"),
            texts.VERDICTS[c.verdict],
        ]
        for c in comparisons
    ]


def align(rows: list[list[str]]) -> str:
    """Return rows in columns: the first left, the others right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))] if rows else []
    return "\n".join(
        "  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]).rstrip() for row in rows
    )
