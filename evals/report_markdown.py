"""Write the figures of a run as one page of Markdown, to be committed beside the baseline."""

from collections.abc import Sequence
from pathlib import Path

from evals import texts
from evals.card import card_lines
from evals.report_html import measure_rows
from evals.report_text import (
    checker_line,
    headline,
    kinds_rows,
    refusal_lines,
    rows_intro,
    rows_rows,
    runs_rows,
    support_line,
    variants_intro,
    variants_rows,
    worst_line,
)
from evals.shown import Shown


def write_markdown(path: Path, shown: Shown) -> None:
    """Write the page; it holds no case and no answer, so that a look at it spoils no test question."""
    path.write_text(render_markdown(shown), encoding="utf-8")


def render_markdown(shown: Shown) -> str:
    """Return the page."""
    report, summary = shown.report, shown.summaries[0]
    facts = ", ".join(f"{key} {value}" for key, value in report.facts.items())
    blocks = [
        f"# {texts.TITLE}",
        texts.MADE_BY.format(facts=facts),
        headline(summary).replace("\n", " "),
        _section("runs", table(texts.RUN_HEADS, runs_rows(shown))),
        _section("kinds", f"{table(texts.TABLE_HEADS, kinds_rows(summary))}\n\n{worst_line(summary)}"),
        _section("tables", f"{rows_intro(summary)}\n\n{table(texts.ROWS_HEADS, rows_rows(summary))}")
        if summary.tables
        else "",
        _section("measures", table(texts.MEASURE_HEADS, measure_rows(summary))),
    ]
    if report.variants:
        rows = table(texts.VARIANT_HEADS, variants_rows(report.variants))
        blocks.append(_section("variants", f"{variants_intro(report.variants)}\n\n{rows}"))
    blocks.append(_section("refusal", refusal_lines(summary)))
    checker = checker_line(shown.checker) if shown.checker else texts.NOTE_NO_LABELLED
    blocks.append(_section("checker", f"{support_line(report.main.outcomes, shown.checker)}\n\n{checker}"))
    blocks.append(_section("notes", "\n".join(f"- {note}" for note in report.notes)))
    blocks.append(_section("card", "\n".join(f"- {line}" for line in card_lines(report.main.outcomes))))
    return "\n\n".join(block for block in blocks if block) + "\n"


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table in Markdown."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)


def _section(name: str, body: str) -> str:
    return f"## {texts.SECTION[name]}\n\n{body}"
