import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from html import escape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from evals import texts
from evals.card import card_lines
from evals.cases import APART, LATER
from evals.compare import COMPARED, Comparison
from evals.metrics.all import PLAIN
from evals.metrics.retrieval import KEYS
from evals.records import Blame, Case, CheckedSentence, Kind, Outcome, Report, Run
from evals.report_html import render_page
from evals.report_json import read_values, report_data, write_baseline, write_json
from evals.report_junit import write_junit
from evals.report_markdown import render_markdown
from evals.report_numbers import number
from evals.report_text import show_report
from evals.shown import Shown
from evals.summary import summarise
from evals.thresholds import Breach, find_breaches, read_thresholds
from rag.errors import UsageError
from rag.records import Support

SENTENCE = CheckedSentence("X.", "verbatim", "verbatim", (1,), (True,))
EVIL = "<script>alert('x')</script> & \x0b\x00"


@pytest.fixture
def shown(build_case: Callable[..., Case], outcome: Outcome) -> Shown:
    """Return a report of a right, a wrong and a refused case, with a text that tries to break out."""
    wrong = replace(
        outcome,
        case=build_case(id="t-2", question=EVIL),
        points_found=(False,),
        answer=EVIL,
        blame=Blame.UNUSED,
        confidence=0.2,
    )
    refused = replace(wrong, case=build_case(id="t-3"), answered=False, blame=Blame.WRONGLY_REFUSED)
    right = replace(
        outcome, sentences=(), case=build_case(points=[], refuse=True), answered=False, points_found=(), confidence=0.9
    )
    report = Report((Run("adviser", (right, wrong, refused)), Run("refuse", (right, refused, refused))), {"cases": "3"})
    return Shown(report, tuple(summarise(run) for run in report.runs), {})


def test_every_measure_kind_blame_and_support_has_a_dutch_name() -> None:
    """Nothing a trainer reads falls back on an identifier."""
    assert {metric.key for metric in PLAIN} | set(KEYS) == set(texts.METRICS)
    assert {kind.value for kind in Kind} < set(texts.KINDS)
    assert {blame.value for blame in Blame} == set(texts.BLAMES)
    assert {support.value for support in Support} == set(texts.SUPPORTS)


def test_the_page_needs_no_network_and_runs_nothing(shown: Shown) -> None:
    """One file: no address to fetch, no script, everything from cases escaped."""
    page = render_page(shown, "2026-01-01")
    assert not re.search(r"""src\s*=|href\s*=(?!'#)|@import|url\(""", page)
    assert "<script" not in page
    assert "&lt;script&gt;alert" in page
    assert "default-src 'none'" in page


def test_the_page_closes_every_element_it_opens(shown: Shown) -> None:
    """A page that breaks in the middle loses what comes after."""
    void = {"meta", "br"}
    open_tags: list[str] = []

    class Checker(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag not in void:
                open_tags.append(tag)

        def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            """Close at once."""

        def handle_endtag(self, tag: str) -> None:
            assert open_tags.pop() == tag

    Checker().feed(render_page(shown, "2026-01-01"))
    assert open_tags == []


def test_a_failing_case_shows_question_expectation_answer_and_blame(shown: Shown) -> None:
    """One click from the figure to the case."""
    page, text = render_page(shown, "2026-01-01"), show_report(shown, with_failures=True)
    for where in (page, text):
        assert "t-2" in where
        assert texts.BLAMES["unused"] in where
        assert "x (ontbreekt)" in where
    assert "t-1" not in text


def test_junit_is_well_formed_and_counts_failures(shown: Shown, tmp_path: Path) -> None:
    """Control characters in an answer do not break the file."""
    write_junit(tmp_path / "r.xml", shown.report.main)
    suites = ET.parse(tmp_path / "r.xml").getroot()
    assert sum(int(suite.attrib["tests"]) for suite in suites) == 3
    assert sum(int(suite.attrib["failures"]) for suite in suites) == 2


def test_not_a_number_cannot_be_written(tmp_path: Path) -> None:
    """It is an error in the making, not a hole in a report."""
    with pytest.raises(ValueError, match="not JSON compliant"):
        write_json(tmp_path / "r.json", {"value": float("nan")})


def test_a_report_and_a_frozen_one_give_the_same_values_back(shown: Shown, tmp_path: Path) -> None:
    """Either can be compared with; the frozen one keeps what is compared, and nothing else."""
    write_json(tmp_path / "full.json", report_data(shown.report, list(shown.summaries), [], {}))
    write_baseline(tmp_path / "small.json", shown.report)
    full, small = read_values(tmp_path / "full.json"), read_values(tmp_path / "small.json")
    assert small == {case: {key: own[key] for key in COMPARED if key in own} for case, own in full.items()}
    assert full["t-2"]["right"] == 0.0
    assert "times" not in json.loads((tmp_path / "small.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", ["", "[]", '{"format": 99, "cases": []}'])
def test_another_file_is_not_taken_for_a_report(tmp_path: Path, text: str) -> None:
    """A wrong path gives a message."""
    path = tmp_path / "r.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        read_values(path)
    assert caught.value.code == "report_unreadable"


def test_a_broken_bound_is_told_and_a_measure_that_was_not_taken_is_not(shown: Shown) -> None:
    """The fast subset may lack a kind of question."""
    bounds = {"minimum": {"right": 0.9, "corrected": 1.0}, "maximum": {"falsely_refused": 0.1}}
    breaches = find_breaches(shown.summaries[0], bounds)
    assert [breach.key for breach in breaches] == ["right", "falsely_refused"]
    assert not replace(shown, breaches=tuple(breaches)).passed
    assert texts.GATE_FAILED in show_report(replace(shown, breaches=(Breach("right", 0.1, 0.9),)))


def test_the_shipped_bounds_name_measures_that_exist() -> None:
    """A typing error would switch a bound off."""
    for bounds in (*read_thresholds().values(), *read_thresholds(fast=True).values()):
        assert bounds
        assert set(bounds) <= set(texts.METRICS)


@pytest.mark.parametrize(
    ("value", "key", "shown_as"),
    [
        (0.456, "right", "46%"),
        (-0.2, "score", "−0,20"),
        (None, "right", "-"),
        (0.0001, "p", "< 0,001"),
        (88.4, "length", "88"),
    ],
)
def test_figures_are_written_the_dutch_way(value: float | None, key: str, shown_as: str) -> None:
    """Comma, percent, minus sign."""
    assert number(value, key) == shown_as


def test_the_page_of_figures_holds_the_headline_and_no_case(shown: Shown) -> None:
    """It is committed: a reader may not learn a test question from it."""
    page = render_markdown(shown)
    assert texts.TITLE in page
    assert "robot: weigert alles" in page
    assert not [o.case.id for o in shown.report.main.outcomes if o.case.id in page or o.case.question in page]


def test_the_card_stands_beside_the_figures(shown: Shown) -> None:
    """What was asked, how it was reckoned and under what terms, in the page, the figures and the data."""
    graded = replace(shown.report.main.outcomes[0].case, difficulty=2, provenance="original")
    outcomes = (replace(shown.report.main.outcomes[0], case=graded), *shown.report.main.outcomes[1:])
    lines = card_lines(outcomes)
    assert any("3 met de hand" in line for line in lines)
    assert any("middel 1" in line and "niet ingeschaald 2" in line for line in lines)
    assert any("1 geschreven uit" in line and "2 herkomst niet" in line for line in lines)
    page = render_page(shown, "2026-01-01")
    assert all(escape(line) in page for line in card_lines(shown.report.main.outcomes))
    assert texts.CARD_TERMS in render_markdown(shown)
    assert texts.CARD_TERMS in report_data(shown.report, list(shown.summaries), [], {})["card"]


def test_rows_are_counted_per_table_discipline_and_phase(build_case: Callable[..., Case], outcome: Outcome) -> None:
    """A mean over all tables would hide the one that goes wrong."""
    places = {
        "gold": [{"source": "boonstra", "section": "Mislukking en succes"}],
        "table": "Tabel 2",
        "rows": ["a", "b"],
    }
    whole = build_case(id="r-1", tags=["Disciplinaire invalshoek: Bestuurskunde"], **places)
    half = build_case(id="r-2", tags=["Disciplinaire invalshoek: Bedrijfskunde"], **places)
    run = Run(
        "adviser",
        (
            replace(outcome, case=whole, rows_found=(True, True), rows_given=2),
            replace(outcome, case=half, rows_found=(True, False), rows_given=1),
        ),
    )
    summary = summarise(run)
    assert {name: group["row_recall"].mean for name, group in summary.tables.items()} == {
        "boonstra, Tabel 2": 0.75,
        "Disciplinaire invalshoek: Bedrijfskunde": 0.5,
        "Disciplinaire invalshoek: Bestuurskunde": 1.0,
    }
    page = render_page(Shown(Report((run,), {}), (summary,), {}), "2026-01-01")
    assert "Disciplinaire invalshoek: Bedrijfskunde" in page
    assert "zwakst: Disciplinaire invalshoek: Bedrijfskunde (67%)" in page


def test_results_are_given_per_grade_of_difficulty(build_case: Callable[..., Case], outcome: Outcome) -> None:
    """Easy questions may not carry the mean."""
    hard = replace(outcome, case=build_case(id="g-3", difficulty=3), points_found=(False,))
    easy = replace(outcome, case=build_case(id="g-1", difficulty=1), sentences=(SENTENCE,))
    groups = summarise(Run("adviser", (easy, hard))).groups
    assert groups["grade1"]["right"].mean == 1.0
    assert groups["grade3"]["right"].mean == 0.0
    assert "grade2" not in groups


@pytest.mark.parametrize("tag", (*LATER, *APART))
def test_questions_that_were_written_apart_have_a_row_of_their_own(
    tag: str, build_case: Callable[..., Case], outcome: Outcome
) -> None:
    """Whoever reads the figures sees how questions fare that nobody who tuned had written."""
    apart = replace(outcome, case=build_case(id="o-1", tags=[tag]), sentences=(SENTENCE,))
    other = replace(outcome, case=build_case(id="o-2"), points_found=(False,))
    run = Run("adviser", (apart, other))
    summary = summarise(run)
    assert summary.groups[tag]["right"].mean == 1.0
    assert summary.groups["all"]["right"].mean == 0.5
    assert texts.KINDS[tag] in show_report(Shown(Report((run,), {}), (summary,), {}))


def test_a_regression_within_what_is_tolerated_does_not_fail_the_run(shown: Shown) -> None:
    """It is told all the same, in the table of comparisons."""
    worse = Comparison("right", 900, 0.80, 0.795, 0.01, None, "worse")
    compared = replace(shown, comparisons=(worse,))
    assert not compared.passed
    assert replace(compared, tolerated={"right": 0.01}).passed
    assert not replace(compared, tolerated={"right": 0.004}).passed
    assert texts.VERDICTS["worse"] in show_report(replace(compared, tolerated={"right": 0.01}))


def test_a_failing_case_shows_what_was_found_and_the_rule_that_fired(shown: Shown) -> None:
    """Whoever mends it sees what there was to answer with and why a sentence was not carried."""
    bare = CheckedSentence("Dat is zo.", "paraphrase", "unsupported", (1,), (False,), "negation")
    wrong = replace(shown.report.main.outcomes[1], sentences=(bare,), ranking=("tno: Inleiding",))
    run = Run("adviser", (wrong,))
    broken = Shown(Report((run,), {}), (summarise(run),), {})
    for where in (render_page(broken, "2026-01-01"), show_report(broken, with_failures=True)):
        assert "tno: Inleiding" in where
        assert "regel: negation" in where
    page = render_page(broken, "2026-01-01")
    assert "href='#blame-unused'" in page
    assert "id='blame-unused'" in page
