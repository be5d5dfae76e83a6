"""Tell of a case what was expected, what came and where it went wrong."""

from evals import texts
from evals.records import Outcome, Run
from evals.report_numbers import number


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
    lines += [
        f"    {texts.NOT_CARRIED} ({texts.RULE}: {s.rule}): {s.text}"
        for s in outcome.sentences
        if s.support == "unsupported"
    ]
    lines.append(f"    {texts.FOUND}: {' | '.join(outcome.ranking[:6])}")
    return "\n".join(lines) + "\n"
