"""Every failing case of the HTML report: question, expected, answer, citations, and where it went wrong."""

from html import escape

from evals import texts
from evals.records import Outcome, Run
from evals.report_failures import expectation


def failing_cases(run: Run) -> str:
    """Return the failing cases by what went wrong, each to be unfolded."""
    by_blame: dict[str, list[Outcome]] = {}
    for outcome in run.outcomes:
        if outcome.blame:
            by_blame.setdefault(outcome.blame, []).append(outcome)
    blocks = []
    for blame, label in texts.BLAMES.items():
        own = by_blame.get(blame, [])
        if own:
            blocks.append(f"<h3 id='{anchor_of(blame)}'>{escape(label)} ({len(own)})</h3>")
            blocks += [_case(outcome) for outcome in own]
    return "".join(blocks)


def anchor_of(blame: str) -> str:
    """Return the id of the heading over the cases that went wrong in this way."""
    return f"blame-{blame}"


def _case(outcome: Outcome) -> str:
    case = outcome.case
    asker = (
        f" <small>{texts.ASKED_BY.format(persona=texts.PERSONAS.get(case.persona, case.persona))}</small>"
        if case.persona
        else ""
    )
    history = "".join(f"<p class='turn'>{escape(turn.role)}: {escape(turn.content)}</p>" for turn in case.history)
    standalone = ""
    if outcome.standalone not in ("", case.question):
        standalone = f"<p class='turn'>{texts.STANDALONE}: {escape(outcome.standalone)}</p>"
    expected = "".join(f"<li>{escape(line)}</li>" for line in expectation(outcome))
    refused = "" if outcome.answered else f" ({texts.REFUSED})"
    return (
        f"<details><summary><code>{escape(case.id)}</code> {escape(case.question)}</summary>"
        f"<div class='case'>{history}{standalone}<p>{texts.KINDS[case.kind]}.{asker}</p>"
        f"<h4>{texts.EXPECTED}</h4><ul>{expected}</ul>"
        f"<h4>{texts.ANSWER}{refused}</h4><pre>{escape(outcome.error or outcome.answer)}</pre>"
        f"{_citations(outcome)}{_uncarried(outcome)}{_found(outcome)}</div></details>"
    )


def _citations(outcome: Outcome) -> str:
    if not outcome.citations:
        return ""
    items = []
    for citation in outcome.citations:
        mark = "" if citation.valid else f" <strong>({texts.INVALID})</strong>"
        place = f"[{citation.n}] {citation.source_id}: {' > '.join(citation.section)} {citation.locator or ''}"
        items.append(f"<li>{escape(place)}{mark}<blockquote>{escape(citation.quote)}</blockquote></li>")
    return f"<h4>{texts.CITED}</h4><ul>{''.join(items)}</ul>"


def _uncarried(outcome: Outcome) -> str:
    lines = [f"{s.text} ({texts.RULE}: {s.rule})" for s in outcome.sentences if s.support == "unsupported"]
    return "".join(f"<p><strong>{texts.NOT_CARRIED}:</strong> {escape(line)}</p>" for line in lines)


def _found(outcome: Outcome) -> str:
    if not outcome.ranking:
        return ""
    gold = {
        f"gold-{n}": f"{place.source}: {place.section} ({texts.EXPECTED.lower()})"
        for n, place in enumerate(outcome.case.gold)
    }
    items = "".join(f"<li>{escape(gold.get(key, key))}</li>" for key in outcome.ranking)
    return f"<h4>{texts.FOUND.capitalize()}</h4><ol>{items}</ol>"
