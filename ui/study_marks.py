"""Say in words what the mark of an open answer holds."""

from study.marking import Mark, PointMark, Status
from ui import texts_study as texts

ORDER = (Status.MADE, Status.HALF, Status.MISSING, Status.CONTRADICTED)


def grouped(mark: Mark) -> tuple[tuple[str, tuple[PointMark, ...]], ...]:
    """Return the points under the heading of what the answer does with them; headings without points are left out."""
    groups = ((texts.MARK_HEADINGS[status.value], _of(mark, status)) for status in ORDER)
    return tuple((heading, points) for heading, points in groups if points)


def _of(mark: Mark, status: Status) -> tuple[PointMark, ...]:
    return tuple(one for one in mark.points if one.status is status)


def mark_text(mark: Mark) -> str:
    """Return the mark as lines of text, each point with the number of its citation."""
    lines = [texts.MARK_VERDICTS[mark.verdict.value]]
    for heading, points in grouped(mark):
        lines.append(f"{heading}:")
        for one in points:
            template = texts.MARK_CONTRADICTS if one.status is Status.CONTRADICTED else texts.MARK_LINE
            lines.append(template.format(text=one.point.text, said=one.said, marker=f"[{one.point.citation.n}]"))
    return "\n".join(lines)
