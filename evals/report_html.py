"""Write the report trainers read: one Dutch page that opens without a network."""

from collections import Counter
from collections.abc import Sequence
from html import escape
from pathlib import Path

from evals import texts
from evals.card import card_lines
from evals.html_cases import anchor_of, failing_cases
from evals.html_plots import plot_estimates, plot_risk, support_matrix, table
from evals.labelled import WARN_BELOW
from evals.records import Variant
from evals.report_numbers import interval, mean, number
from evals.report_text import (
    checker_line,
    comparison_rows,
    gate_lines,
    headline,
    kinds_rows,
    refusal_lines,
    risk_line,
    rows_intro,
    rows_rows,
    runs_rows,
    support_line,
    variants_intro,
    variants_rows,
    worst_line,
)
from evals.shown import Shown
from evals.summary import ALL, Summary

STYLE = Path(__file__).resolve().parent / "report.css"
# The traffic light of the headline: what a trainer can do with answers of this quality.
GREEN_FROM, AMBER_FROM = 0.8, 0.5
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def write_html(path: Path, shown: Shown, date: str) -> None:
    """Write the page."""
    path.write_text(render_page(shown, date), encoding="utf-8")


def render_page(shown: Shown, date: str) -> str:
    """Return the page as HTML; everything that came from a case or an answer is escaped."""
    summary = shown.summaries[0]
    sections = [
        _opening(summary, date),
        _section("kinds", _kinds(summary)),
        _section("tables", _rows(summary)) if summary.tables else "",
        _section("runs", table(texts.RUN_HEADS, runs_rows(shown))),
        _section("variants", _variants(shown.report.variants)) if shown.report.variants else "",
        _section("measures", table(texts.MEASURE_HEADS, measure_rows(summary))),
        _section("refusal", _refusal(summary)),
        _section("support", _support(shown)),
        _section("compare", table(texts.COMPARE_HEADS, comparison_rows(shown.comparisons)))
        if shown.comparisons
        else "",
        _section("checker", _checker(shown)),
        _section("judge", _judge(shown)) if shown.judge else "",
        _section("blame", _blame(shown)),
        _section("failures", failing_cases(shown.report.main)),
        _section("notes", _list((*shown.report.notes, *gate_lines(shown).split("\n")))),
        _section("card", _list(card_lines(shown.report.main.outcomes))),
        _section("facts", table(("", ""), [[key, value] for key, value in shown.report.facts.items()])),
    ]
    return (
        f'<!doctype html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n<title>{texts.TITLE}</title>\n'
        f"<style>\n{STYLE.read_text(encoding='utf-8')}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(section for section in sections if section)
        + "\n</main>\n</body>\n</html>\n"
    )


def light_of(share: float) -> str:
    """Return green, amber or red."""
    return "green" if share >= GREEN_FROM else "amber" if share >= AMBER_FROM else "red"


def measure_rows(summary: Summary) -> list[list[str]]:
    """Return a row per measure over all cases."""
    rows = []
    for key, found in summary.groups[ALL].items():
        label, meaning = texts.METRICS[key]
        value = mean(summary.groups[ALL], key)
        rows.append([label, value, interval(found, key), str(found.n), str(found.unscored), meaning])
    return rows


def _opening(summary: Summary, date: str) -> str:
    light = light_of(summary.groups[ALL]["right"].mean)
    first, second = headline(summary).split("\n")
    intro = texts.INTRO.format(n=summary.groups[ALL]["right"].n)
    return (
        f"<header>\n<h1>{texts.TITLE}</h1>\n<p class='date'>{date}</p>\n"
        f"<p class='light {light}'><strong>{escape(first)}</strong> {escape(second)}<br>{texts.LIGHTS[light]}</p>\n"
        f"<p>{intro}</p>\n</header>"
    )


def _section(name: str, body: str) -> str:
    return f'<section id="{name}">\n<h2>{texts.SECTION[name]}</h2>\n{body}\n</section>'


def _kinds(summary: Summary) -> str:
    rows = table(texts.TABLE_HEADS, kinds_rows(summary))
    return f"{plot_estimates(summary)}<p>{escape(worst_line(summary))}</p>{rows}"


def _rows(summary: Summary) -> str:
    return f"<p>{escape(rows_intro(summary))}</p>{table(texts.ROWS_HEADS, rows_rows(summary))}"


def _variants(variants: Sequence[Variant]) -> str:
    return f"<p>{escape(variants_intro(variants))}</p>{table(texts.VARIANT_HEADS, variants_rows(variants))}"


def _refusal(summary: Summary) -> str:
    if not summary.curve or summary.auroc is None:
        return _list((texts.RISK_NONE, *refusal_lines(summary).split("\n")))
    times = _list(refusal_lines(summary).split("\n")[1:])
    return f"<p>{escape(risk_line(summary))}</p>{plot_risk(summary.curve)}{times}"


def _support(shown: Shown) -> str:
    outcomes = shown.report.main.outcomes
    line = escape(support_line(outcomes, shown.checker))
    return f"<p>{line}</p><p>{texts.SUPPORT_INTRO}</p>{support_matrix(outcomes)}"


def _checker(shown: Shown) -> str:
    found = shown.checker
    if found is None:
        return f"<p>{texts.NOTE_NO_LABELLED}</p>"
    rows = [[texts.ERRORS.get(error, error), str(n), number(share)] for error, (n, share) in found.by_error.items()]
    weak = (
        f"<p>{texts.CHECKER_WARNING}</p>" if any(row for row in found.by_error.values() if row[1] < WARN_BELOW) else ""
    )
    return f"<p>{escape(checker_line(found))}</p>{table(texts.CHECKER_HEADS, rows)}{weak}"


def _judge(shown: Shown) -> str:
    judge = shown.judge
    if judge is None or judge.agreement is None:
        return f"<p>{texts.JUDGE_NONE}</p>"
    found = judge.agreement
    line = texts.JUDGE.format(
        model=judge.model,
        n=found.n,
        agree=number(found.balanced.mean),
        kappa=number(found.kappa, "kappa"),
        self_agreement=number(judge.self_agreement),
        unreadable=len(judge.unreadable),
        ids=", ".join(judge.unreadable) or "-",
    )
    return f"<p>{escape(line)}</p>"


def _blame(shown: Shown) -> str:
    counts = Counter(outcome.blame for outcome in shown.report.main.outcomes if outcome.blame)
    links = [
        f"<li><a href='#{anchor_of(blame)}'>{escape(texts.BLAMES[blame])}</a>: {count}</li>"
        for blame, count in counts.most_common()
    ]
    return f"<ul>{''.join(links)}</ul>"


def _list(lines: tuple[str, ...] | list[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines if line) + "</ul>"
