"""Write an evaluation as text for the terminal."""

from collections.abc import Sequence

from evals.records import Kind, Outcome, Run
from evals.texts import KINDS, TOTAL


def show_table(run: Run) -> str:
    """Return the table per kind of question."""
    head = f"{'soort':<22}{'n':>5}{'goed':>7}{'score':>7}{'volledig':>9}{'gedekt':>8}{'rijen':>7}{'bron':>6}{'par.':>6}{'geweig.':>8}{'onterecht':>10}{'woorden':>8}{'ms p50':>8}{'ms p95':>8}"
    lines = [head, "-" * len(head)]
    for kind in Kind:
        own = [o for o in run.outcomes if o.case.kind is kind]
        if own:
            lines.append(_row(KINDS[kind], own))
    lines.append(_row(TOTAL, run.outcomes))
    return "\n".join(lines)


def _row(label: str, own: Sequence[Outcome]) -> str:
    times = sorted(o.milliseconds for o in own)
    gold = [o for o in own if o.case.gold]
    rows = [o for o in own if o.case.rows]
    cells = [
        f"{label:<22}{len(own):>5}",
        f"{_share([o.right for o in own]):>7}",
        f"{sum(o.score for o in own) / len(own):>+7.2f}",
        f"{_share([o.complete for o in own]):>9}",
        f"{_share([o.supported for o in own if o.answered]):>8}",
        f"{_share([o.exact for o in rows]):>7}",
        f"{_share([o.source_cited for o in gold]):>6}",
        f"{_share([any(o.places_cited) for o in gold]):>6}",
        f"{_share([not o.answered for o in own]):>8}",
        f"{_share([not o.answered for o in own if o.case.answerable]):>10}",
        f"{sum(o.words for o in own) / len(own):>8.0f}",
        f"{times[len(times) // 2]:>8.0f}{times[min(len(times) - 1, int(0.95 * len(times)))]:>8.0f}",
    ]
    return "".join(cells)


def _share(flags: list[bool]) -> str:
    return f"{100 * sum(flags) / len(flags):.0f}%" if flags else "-"


def show_failures(run: Run) -> str:
    """Return every case that is not right, with what was expected and what was said."""
    return "\n".join(_failure(o) for o in run.outcomes if not o.right)


def _failure(outcome: Outcome) -> str:
    case = outcome.case
    lines = [f"=== {case.id} ({case.kind}, {', '.join(case.tags)}) {outcome.blame} score {outcome.score:+d}", f"V: {case.question}"]
    lines += [f"   {turn.role}: {turn.content}" for turn in case.history]
    if outcome.standalone != case.question:
        lines.append(f"   zelfstandig: {outcome.standalone}")
    if case.refuse:
        lines.append("   verwacht: weigeren")
    missing = [" / ".join(g) for g, ok in zip(case.points, outcome.points_found, strict=True) if not ok]
    lines += [f"   ontbreekt: {point}" for point in missing]
    lines += [f"   ontbreekt rij: {row}" for row, ok in zip(case.rows, outcome.rows_found, strict=True) if not ok]
    lines += [f"   te veel: {row}" for row in outcome.rows_extra]
    lines += [f"   verboden: {word}" for word in outcome.forbidden_found]
    if case.correction and not outcome.corrected:
        lines.append(f"   verbetering: {case.correction}")
    lines += [f"   staat in: {p.source}, {p.section}" + ("" if ok else "  (niet geciteerd)") for p, ok in zip(case.gold, outcome.places_cited, strict=True)]
    if case.table:
        lines.append(f"   tabel: {case.table} geciteerd: {outcome.table_cited}")
    lines.append(f"A{'' if outcome.answered else ' [' + str(outcome.reason) + ']'}: {outcome.error or outcome.answer}")
    lines += [f"   [{c.n}] {c.source_id}: {' > '.join(c.section)} {c.locator or ''}{'' if c.valid else ' ONGELDIG'}" for c in outcome.citations]
    lines += [f"   niet gedekt ({s.claimed}): {s.text}" for s in outcome.sentences if s.support == "unsupported"]
    lines.append(f"   gevonden: {' | '.join(outcome.ranking[:6])}")
    return "\n".join(lines) + "\n"
