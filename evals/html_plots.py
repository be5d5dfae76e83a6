"""Tables and drawings of the HTML report, as plain HTML and SVG."""

from collections.abc import Iterable, Sequence
from html import escape

from evals import texts
from evals.metrics.faithfulness import support_confusion
from evals.metrics.refusal import RiskPoint
from evals.records import Outcome
from evals.report_numbers import number
from evals.summary import Summary
from rag.records import Support

ROW_HEIGHT, LABEL_WIDTH, PLOT_WIDTH = 26, 210, 420
SIDE, MARGIN = 300, 44
# Per cent of the accent colour in the fullest cell: darker makes its figure hard to read.
DARKEST = 45
GRID = (0.0, 0.25, 0.5, 0.75, 1.0)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; the first column is text, the others are figures."""
    head = "".join(f"<th scope='col'>{escape(cell)}</th>" for cell in heads) if any(heads) else ""
    body = "".join(
        f"<tr><th scope='row'>{escape(row[0])}</th>{''.join(f'<td>{escape(cell)}</td>' for cell in row[1:])}</tr>"
        for row in rows
    )
    return f"<div class='wide'><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"


def plot_estimates(summary: Summary, key: str = "right") -> str:
    """Return a bar with its interval for every group: which share of the answers is right."""
    height = ROW_HEIGHT * (len(summary.groups) + 1)
    parts = [_grid_line(share, height - ROW_HEIGHT) for share in GRID]
    for number_, (name, group) in enumerate(summary.groups.items()):
        found, y = group[key], number_ * ROW_HEIGHT + ROW_HEIGHT / 2
        label = f"{texts.KINDS[name]} ({found.n})"
        parts.append(f"<text x='{LABEL_WIDTH - 8}' y='{y + 4:.1f}' text-anchor='end'>{escape(label)}</text>")
        parts.append(
            f"<rect class='bar' x='{LABEL_WIDTH}' y='{y - 8:.1f}' width='{found.mean * PLOT_WIDTH:.1f}' height='16'/>"
        )
        parts.append(
            f"<line class='whisker' x1='{_x(found.low):.1f}' x2='{_x(found.high):.1f}' y1='{y:.1f}' y2='{y:.1f}'/>"
        )
        title = f"{label}: {number(found.mean)} ({number(found.low)} – {number(found.high)})"
        parts.append(
            f"<rect class='hit' x='0' y='{y - 13:.1f}' width='{_x(1):.0f}' height='26'>"
            f"<title>{escape(title)}</title></rect>"
        )
    return _svg(LABEL_WIDTH + PLOT_WIDTH + 30, height, texts.PLOT_KINDS, parts)


def plot_risk(curve: Sequence[RiskPoint]) -> str:
    """Return the risk-coverage curve."""
    points = " ".join(f"{MARGIN + p.coverage * SIDE:.1f},{10 + (1 - p.risk) * SIDE:.1f}" for p in curve)
    bottom = SIDE + 10
    parts = [
        f"<line class='axis' x1='{MARGIN}' y1='10' x2='{MARGIN}' y2='{bottom}'/>",
        f"<line class='axis' x1='{MARGIN}' y1='{bottom}' x2='{MARGIN + SIDE}' y2='{bottom}'/>",
        f"<polyline class='curve' points='{points}'/>",
        _shipped(curve[-1]),
        *(
            f"<text x='{MARGIN + share * SIDE:.0f}' y='{bottom + 16}' text-anchor='middle'>{number(share)}</text>"
            for share in GRID
        ),
        *(
            f"<text x='{MARGIN - 6}' y='{14 + (1 - share) * SIDE:.0f}' text-anchor='end'>{number(share)}</text>"
            for share in GRID
        ),
        f"<text x='{MARGIN + SIDE / 2}' y='{bottom + 34}' text-anchor='middle'>{texts.AXIS_COVERAGE}</text>",
        f"<text x='{MARGIN + 8}' y='20'>{texts.AXIS_RISK}</text>",
    ]
    return _svg(MARGIN + SIDE + 40, bottom + 42, texts.SECTION["refusal"], parts)


def _shipped(point: RiskPoint) -> str:
    """Return a dot where the adviser stands as it is shipped: the curve covers the answers it gave."""
    x, y = MARGIN + point.coverage * SIDE, 10 + (1 - point.risk) * SIDE
    label = texts.SHIPPED.format(coverage=number(point.coverage), risk=number(point.risk))
    return f"<circle class='dot' cx='{x:.1f}' cy='{y:.1f}' r='5'><title>{escape(label)}</title></circle>"


def support_matrix(outcomes: Sequence[Outcome]) -> str:
    """Return the support sentences claim against the support found, darker where there are more."""
    counts = support_confusion(outcomes)
    most = max(counts.values(), default=1)
    head = "".join(f"<th scope='col'>{texts.SUPPORTS[found]}</th>" for found in Support)
    rows = []
    for claimed in Support:
        cells = []
        for found in Support:
            count = counts[claimed.value, found.value]
            depth = round(DARKEST * (count / most) ** 0.5)
            cells.append(
                f"<td style='background: color-mix(in srgb, var(--accent) {depth}%, transparent)'>{count}</td>"
            )
        rows.append(f"<tr><th scope='row'>{texts.SUPPORTS[claimed]}</th>{''.join(cells)}</tr>")
    body = f"<thead><tr><td></td>{head}</tr></thead><tbody>{''.join(rows)}</tbody>"
    return f"<div class='wide'><table class='matrix'>{body}</table></div>"


def _x(share: float) -> float:
    return LABEL_WIDTH + share * PLOT_WIDTH


def _grid_line(share: float, height: int) -> str:
    x = _x(share)
    line = f"<line class='grid' x1='{x:.1f}' x2='{x:.1f}' y1='0' y2='{height}'/>"
    return line + f"<text x='{x:.1f}' y='{height + 16}' text-anchor='middle'>{number(share)}</text>"


def _svg(width: int, height: int, title: str, parts: Sequence[str]) -> str:
    return (
        f"<svg viewBox='0 0 {width} {height}' role='img' aria-label='{escape(title, quote=True)}'>"
        f"{''.join(parts)}</svg>"
    )
