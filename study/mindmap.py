"""Draw a source or theme as a mind map: sections as branches, terms and tables as leaves, in SVG."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from rag.records import Passage, PassageKind
from study import texts
from study.names import capitalised, source_name, table_name
from study.subject import Subject
from study.terms import find_defined
from study.workshop import Workshop

MAX_BRANCHES, MAX_LEAVES = 16, 7
# Sizes in SVG units, one unit a pixel at full size.
LINE, GAP = 19, 16
LEAF_WIDTH, BRANCH_WIDTH, ROOT_WIDTH, CURVE = 290, 222, 170, 40
LEAF_LETTERS, BRANCH_LETTERS, ROOT_LETTERS = 40, 26, 18
COLOURS = ("#1b5e7a", "#8a4b08", "#3f6b2a", "#7a2f5c", "#4a4a8a", "#8a2b2b")


@dataclass(frozen=True)
class Leaf:
    """A term or table: its text, what it means, the passage it stands in."""

    text: str
    hint: str
    passage_id: str
    is_table: bool = False


@dataclass(frozen=True)
class Branch:
    """A section with what hangs below it."""

    text: str
    hint: str
    passage_id: str
    leaves: tuple[Leaf, ...]


@dataclass(frozen=True)
class MindMap:
    """A subject with its branches in reading order."""

    subject: str
    branches: tuple[Branch, ...]


def make_map(workshop: Workshop, subject: Subject) -> MindMap:
    """Return the mind map of `subject`: for one source its sections, for more the sources and their sections."""
    many = len({passage.source_id for passage in subject.passages}) > 1
    groups: dict[tuple[str, str], list[Passage]] = {}
    depth = 0 if many else _telling_depth(subject.passages)
    for passage in subject.passages:
        title = passage.section[min(depth, len(passage.section) - 1)] if passage.section else ""
        groups.setdefault((passage.source_id, title), []).append(passage)
    leaves = _leaves_by_passage(workshop, subject)
    branches = [_branch(workshop, title, own, leaves, many) for (_, title), own in groups.items() if title]
    branches.sort(key=lambda branch: -len(branch.leaves))
    kept = {id(branch) for branch in branches[:MAX_BRANCHES]}
    in_order = sorted((b for b in branches if id(b) in kept), key=lambda b: _position(b.passage_id, subject))
    return MindMap(capitalised(subject.name), tuple(in_order))


def _position(passage_id: str, subject: Subject) -> int:
    return next(number for number, passage in enumerate(subject.passages) if passage.id == passage_id)


def _telling_depth(passages: Sequence[Passage]) -> int:
    """Return the level of headings that gives a handful of branches or more."""
    tops = {passage.section[0] for passage in passages if passage.section}
    return 0 if len(tops) > 2 else 1


def _leaves_by_passage(workshop: Workshop, subject: Subject) -> dict[str, list[Leaf]]:
    found: dict[str, list[Leaf]] = {}
    for passage in subject.passages:
        if passage.kind is PassageKind.TABLE and passage.table:
            leaf = Leaf(table_name(passage.table), passage.table.caption, passage.id, True)
            found.setdefault(passage.id, []).append(leaf)
    for one in find_defined(workshop.truth):
        passage_id = one.evidence.passage.id
        if passage_id in subject.ids:
            found.setdefault(passage_id, []).append(Leaf(capitalised(one.term.term), one.definition, passage_id))
    return found


def _branch(
    workshop: Workshop, title: str, own: Sequence[Passage], leaves: dict[str, list[Leaf]], many: bool
) -> Branch:
    below = [leaf for passage in own for leaf in leaves.get(passage.id, ())]
    below.sort(key=lambda leaf: not leaf.is_table)
    if not below:
        subsections = {p.section[-1]: p for p in own if p.section and p.section[-1] != title}
        below = [Leaf(name, name, passage.id) for name, passage in subsections.items()]
    shown = below[:MAX_LEAVES]
    if len(below) > MAX_LEAVES:
        shown.append(Leaf(texts.MAP_MORE.format(count=len(below) - MAX_LEAVES), "", own[0].id))
    name = f"{capitalised(source_name(workshop.library, own[0].source_id))}: {title}" if many else title
    return Branch(name, " › ".join(own[0].section), own[0].id, tuple(shown))


def as_svg(mind_map: MindMap, link: str = "") -> str:
    """Return the map as one SVG document; `link` is what a passage id is appended to ('/passage/'), '' for no links."""
    right, left = _halves(mind_map.branches)
    height = max(_height(right), _height(left), 6 * LINE) + 2 * GAP
    half = LEAF_WIDTH + BRANCH_WIDTH + 2 * CURVE
    width = 2 * half + ROOT_WIDTH
    middle = (width / 2, height / 2)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'role="img" font-family="system-ui, sans-serif" font-size="14">',
        f"<title>{escape(texts.MAP_ALT.format(subject=mind_map.subject, branches=len(mind_map.branches)))}</title>",
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
    ]
    for branches, side in ((right, 1), (left, -1)):
        top = (height - _height(branches)) / 2
        for branch in branches:
            colour = COLOURS[mind_map.branches.index(branch) % len(COLOURS)]
            parts.append(_draw_branch(branch, (top, side), middle, colour, link))
            top += _block(branch) + GAP
    parts.append(_draw_root(mind_map.subject, middle))
    return "\n".join([*parts, "</svg>"]) + "\n"


def _halves(branches: Sequence[Branch]) -> tuple[list[Branch], list[Branch]]:
    """Return the branches for the right and the left, in reading order, about as high."""
    total = sum(_block(branch) + GAP for branch in branches)
    right: list[Branch] = []
    for branch in branches:
        if right and _height(right) + _block(branch) / 2 > total / 2:
            break
        right.append(branch)
    return right, list(branches[len(right) :])


def _block(branch: Branch) -> float:
    return max(len(branch.leaves), 2) * LINE


def _height(branches: Sequence[Branch]) -> float:
    return sum(_block(branch) for branch in branches) + GAP * max(0, len(branches) - 1)


def _draw_branch(branch: Branch, place: tuple[float, int], middle: tuple[float, float], colour: str, link: str) -> str:
    top, side = place
    y = top + _block(branch) / 2
    start = middle[0] + side * ROOT_WIDTH / 2
    near = start + side * CURVE
    far = near + side * BRANCH_WIDTH
    anchor = "start" if side > 0 else "end"
    parts = [_curve((start, middle[1]), (near, y), colour, 2.5)]
    for number, line in enumerate(_lines(branch.text, BRANCH_LETTERS)):
        offset = (number + 0.5 - len(_lines(branch.text, BRANCH_LETTERS)) / 2) * LINE
        text = (near + side * 6, y + offset, line)
        parts.append(_text(text, (anchor, colour, "600"), branch.hint, f"{link}{branch.passage_id}" if link else ""))
    first = y - len(branch.leaves) * LINE / 2 + LINE / 2
    for number, leaf in enumerate(branch.leaves):
        at = first + number * LINE
        parts.append(_curve((far, y), (far + side * CURVE, at), colour, 1.2))
        shown = _cut(leaf.text, LEAF_LETTERS)
        weight = "600" if leaf.is_table else "400"
        text = (far + side * (CURVE + 6), at, shown)
        parts.append(_text(text, (anchor, "#222222", weight), leaf.hint, f"{link}{leaf.passage_id}" if link else ""))
    return "\n".join(parts)


def _draw_root(subject: str, middle: tuple[float, float]) -> str:
    lines = _lines(subject, ROOT_LETTERS)
    x, y = middle
    height = LINE * (len(lines) + 1)
    box = (
        f'<rect x="{x - ROOT_WIDTH / 2:g}" y="{y - height / 2:g}" width="{ROOT_WIDTH}" height="{height}" rx="12" '
        'fill="#12394b"/>'
    )
    drawn = [
        _text((x, y + (number + 0.5 - len(lines) / 2) * LINE, line), ("middle", "#ffffff", "700"), "", "")
        for number, line in enumerate(lines)
    ]
    return "\n".join([box, *drawn])


def _curve(start: tuple[float, float], end: tuple[float, float], colour: str, width: float) -> str:
    bend = (start[0] + end[0]) / 2
    return (
        f'<path d="M{start[0]:g},{start[1]:g} C{bend:g},{start[1]:g} {bend:g},{end[1]:g} {end[0]:g},{end[1]:g}" '
        f'fill="none" stroke="{colour}" stroke-width="{width}"/>'
    )


def _text(placed: tuple[float, float, str], style: tuple[str, str, str], hint: str, address: str) -> str:
    x, y, text = placed
    anchor, colour, weight = style
    title = f"<title>{escape(hint)}</title>" if hint else ""
    drawn = (
        f'<text x="{x:g}" y="{y:g}" dominant-baseline="middle" text-anchor="{anchor}" fill="{colour}" '
        f'font-weight="{weight}">{title}{escape(text)}</text>'
    )
    return f'<a href="{escape(address)}">{drawn}</a>' if address else drawn


def _lines(text: str, letters: int) -> list[str]:
    """Return text on at most three lines, cut off where it is longer."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > letters:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    kept = lines[:3]
    if len(lines) > len(kept):
        kept[-1] = f"{kept[-1]} …"
    return [_cut(line, letters + 4) for line in kept]


def _cut(text: str, letters: int) -> str:
    return text if len(text) <= letters else f"{text[: letters - 1].rstrip()}…"
