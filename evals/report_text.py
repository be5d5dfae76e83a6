"""Write an evaluation as text for the terminal."""

from collections import Counter
from collections.abc import Sequence

from evals import texts
from evals.compare import Comparison
from evals.labelled import Agreement
from evals.records import Outcome, Run
from evals.shown import Shown
from evals.statistics import Estimate
from evals.summary import ALL, Summary

COLUMNS = (
    "right", "score", "complete", "fully_supported", "row_exact", "right_source", "right_section",
    "refused", "falsely_refused", "length",
)  # fmt: skip
SMALLEST_P = 0.001
RUN_COLUMNS = ("right", "score", "complete", "fully_supported", "citation_recall", "rejected")


def number(value: float | None, key: str = "") -> str:
    """Return a value as Dutch text: a share as a percentage, a score with its sign, a length as a number."""
    if value is None:
        return "-"
    if key == "length":
        return f"{value:.0f}"
    if key == "score":
        return f"{value:+.2f}".replace(".", ",").replace("-", "−")
    if key == "p" and value < SMALLEST_P:
        return f"< {SMALLEST_P}".replace(".", ",")
    if key in ("mrr@10", "ndcg@10", "p", "kappa", "auroc"):
        return f"{value:.3f}".replace(".", ",")
    return f"{100 * value:.0f}%"


def interval(estimate: Estimate, key: str) -> str:
    """Return the ends of an interval."""
    return f"{number(estimate.low, key)} – {number(estimate.high, key)}"


def mean(group: dict[str, Estimate], key: str) -> str:
    """Return the mean of a measure in a group; '-' where no case asks for it."""
    return number(group[key].mean if key in group else None, key)


def show_report(shown: Shown, with_failures: bool = False) -> str:
    """Return the whole terminal report; with every failing case first when asked."""
    main, summary = shown.report.main, shown.summaries[0]
    blocks = [failures(main)] if with_failures else []
    blocks += [headline(summary), kinds_table(summary), runs_table(shown), refusal_lines(summary), blame_table(main)]
    if shown.comparisons:
        blocks.append(f"{texts.SECTION['compare']}\n{comparison_table(shown.comparisons)}")
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
        corrected=number(found.corrected),
    )


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
        for c in shown.comparisons
        if c.verdict == "worse"
    ]
    return "\n".join([*lines, texts.GATE_OK if shown.passed else texts.GATE_FAILED])


def precise(value: float) -> str:
    """Return a share with one decimal, so that a value just below its bound does not look equal to it."""
    return f"{100 * value:.1f}%".replace(".", ",")


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


def expectation(outcome: Outcome) -> list[str]:
    """Return what was expected and what of it is missing, a line each."""
    case = outcome.case
    lines = [texts.EXPECT_REFUSAL] if case.refuse else []
    if case.correction:
        points = "; ".join(" / ".join(group) for group in case.correction)
        lines.append(texts.EXPECT_CORRECTION.format(points=points))
    groups = zip(case.points, outcome.points_found, strict=True)
    lines += [f"{' / '.join(group)}{'' if found else f' ({texts.MISSING})'}" for group, found in groups]
    lines += [
        f"{row}{'' if found else f' ({texts.MISSING})'}"
        for row, found in zip(case.rows, outcome.rows_found, strict=True)
    ]
    lines += [f"{texts.EXTRA}: {row}" for row in outcome.rows_extra]
    lines += [f"{texts.FORBIDDEN}: {words}" for words in outcome.forbidden_found]
    for place, cited in zip(case.gold, outcome.places_cited, strict=True):
        where = texts.STANDS_IN.format(source=place.source, section=place.section)
        lines.append(where if cited else f"{where} ({texts.NOT_CITED})")
    return lines


def failures(run: Run) -> str:
    """Return every case that is not right: question, expected, answer, citations, and where it went wrong."""
    return "\n".join(_failure(outcome) for outcome in run.outcomes if not outcome.right)


def _failure(outcome: Outcome) -> str:
    case = outcome.case
    blame = texts.BLAMES[outcome.blame] if outcome.blame else ""
    lines = [f"=== {case.id} [{case.kind}; {', '.join(case.tags)}] {blame}; {number(outcome.score, 'score')}"]
    lines += [f"    {turn.role}: {turn.content}" for turn in case.history]
    lines.append(f"{texts.QUESTION}: {case.question}")
    if outcome.standalone not in ("", case.question):
        lines.append(f"    {texts.STANDALONE}: {outcome.standalone}")
    lines += [f"    {texts.EXPECTED}: {line}" for line in expectation(outcome)]
    refused = "" if outcome.answered else f" ({texts.REFUSED}: {outcome.reason})"
    lines.append(f"{texts.ANSWER}{refused}: {outcome.error or outcome.answer}")
    for citation in outcome.citations:
        mark = "" if citation.valid else f" ({texts.INVALID})"
        lines.append(
            f"    [{citation.n}] {citation.source_id}: {' > '.join(citation.section)} {citation.locator or ''}{mark}"
        )
    lines += [f"    {texts.NOT_CARRIED}: {s.text}" for s in outcome.sentences if s.support == "unsupported"]
    lines.append(f"    {texts.FOUND}: {' | '.join(outcome.ranking[:6])}")
    return "\n".join(lines) + "\n"
