"""Write an evaluation as JUnit XML, for build servers."""

import xml.etree.ElementTree as ET
from pathlib import Path

from evals.records import Kind, Outcome, Run
from evals.texts import BLAMES

# XML 1.0 cannot hold control characters, whatever a case or an answer contains.
FORBIDDEN = {code: None for code in (*range(0x20), 0x7F, 0xFFFE, 0xFFFF) if code not in (0x9, 0xA, 0xD)}


def write_junit(path: Path, run: Run) -> None:
    """Write one test suite per kind of question; a case that is not right is a failure, a crash an error."""
    root = ET.Element("testsuites", name="alliantiewijzer-evalueer")
    for kind in Kind:
        own = [outcome for outcome in run.outcomes if outcome.case.kind is kind]
        if not own:
            continue
        failed = sum(not o.right and not o.error for o in own)
        suite = ET.SubElement(
            root,
            "testsuite",
            name=kind,
            tests=str(len(own)),
            failures=str(failed),
            errors=str(sum(bool(o.error) for o in own)),
        )
        for outcome in own:
            _add_case(suite, outcome)
    ET.indent(root)
    ET.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


def _add_case(suite: ET.Element, outcome: Outcome) -> None:
    case = ET.SubElement(
        suite,
        "testcase",
        classname=f"evals.{outcome.case.kind}",
        name=f"{outcome.case.id}: {_plain(outcome.case.question)}",
        time=f"{outcome.milliseconds / 1000:.3f}",
    )
    if outcome.right:
        return
    tag = "error" if outcome.error else "failure"
    ET.SubElement(case, tag, message=BLAMES[outcome.blame or "misstated"], type=outcome.blame or "").text = _plain(
        outcome.error or outcome.answer
    )


def _plain(text: str) -> str:
    return text.translate(FORBIDDEN)
