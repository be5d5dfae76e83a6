"""Join a composed answer to what was found one by one: its parts first, under their headings, then what they lack."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from rag.chosen import Place
from rag.draft import Draft, Line, LineStyle
from rag.library import Library
from rag.lines import place_lines, plain_line
from rag.outlines import find_nearest, find_outline, near_outlines
from rag.phrases import HEADING_DIFFER, HEADING_SHARED
from rag.query import Query, QuestionKind
from rag.retrieve import Found
from rag.select import Candidate
from rag.subject_sides import place_candidates
from rag.text import same_word, stem, stem_set

# From this chance on an outline goes first in a comparison or an overview, and follows what leads a short answer.
MIN_CHANCE, SURE_CHANCE = 0.2, 0.5
# From this chance on the parts of an outline are all the sides there are: sides found besides are left out. No
# development answer is less whole for it, and comparisons are seven words shorter.
ENOUGH_CHANCE = 0.6
# A composed answer is one to all that the library says when it draws on so many sources.
MIN_OF_ALL = 3
# Kinds of question that may name the parts of an answer without comparing them.
PLAIN = (QuestionKind.FACT, QuestionKind.DEFINITION)
# Kinds of question with a form of their own.
OTHER_FORMS = (QuestionKind.COMPARISON, QuestionKind.REVERSE)
# Words of a joined answer at most.
MOST_WORDS = 240
# Words of a composed answer that stands in the place of a short one at most.
MOST_PLAIN_WORDS = 150


@dataclass(frozen=True)
class Part:
    """A heading, empty for what has none, and the lines under it."""

    heading: str
    lines: tuple[Line, ...]


def join_outline(draft: Draft, query: Query, found: Found, library: Library) -> Draft:
    """Return `draft` with the composed answer that `query` most likely asks for before it; `draft` where none is."""
    near = find_outline(query, found, library)
    if near is None or near.chance < MIN_CHANCE or _has_rows(draft):
        return draft
    if query.surveyed and len(_sources(near.outline.places, library)) < MIN_OF_ALL:  # it is what some of them say
        return draft
    parts = [Part(part.heading, tuple(place_lines(part.places, library))) for part in near.outline.parts]
    found_parts = split_parts(draft.lines)
    closing = [part for part in found_parts if part.heading in (HEADING_SHARED, HEADING_DIFFER)]
    if near.chance >= ENOUGH_CHANCE and len(parts) > 1:  # its sides are those asked for, whatever else was compared
        fellows = [part for part in found_parts if not part.heading or _fellow(parts, part.heading) is not None]
        closing = closing if len(fellows) + len(closing) == len(found_parts) else []
        found_parts = [*fellows, *closing]
    return replace(draft, lines=_joined(parts, found_parts, closing))


def _sources(places: Sequence[Place], library: Library) -> set[str]:
    return {library.passage_by_id[name].source_id for name, _ in places}


def _joined(parts: Sequence[Part], more: Sequence[Part], closing: Sequence[Part]) -> tuple[Line, ...]:
    """Return the lines of `parts`, of `more` what fits and is not said yet, and of `closing`, which ends the answer."""
    shown = {plain_line(line.text) for part in parts for line in part.lines}
    room = MOST_WORDS - sum(_words(part.lines) for part in (*parts, *closing))
    told = list(parts)
    for part in more:
        if part in closing:
            continue
        kept = _fitting(part.lines, shown, room)
        room -= _words(kept)
        if kept:
            _add(told, Part(part.heading, kept))
    return tuple(line for part in (*told, *closing) for line in part_lines(part))


def tell_nearest(draft: Draft, query: Query, found: Found, library: Library) -> Draft:
    """Return `draft` led by the composed answer that is asked for in so many words; `draft` where there is none.

    An overview keeps what was found besides; a question of another kind has no room for it.
    """
    asks_else = query.tables or query.wants_rows or query.is_situation or query.kind in OTHER_FORMS
    if asks_else or draft.certain or _has_rows(draft):
        return draft
    if query.surveyed and len(split_parts(draft.lines)) > 1:  # what is composed of one is one answer
        return draft
    outline = find_nearest(query, found, library)
    if outline is None:
        return draft
    parts = [Part(part.heading, tuple(place_lines(part.places, library))) for part in outline.parts]
    if query.kind is not QuestionKind.OVERVIEW:
        lines = tuple(line for part in parts for line in part_lines(part))
        return replace(draft, lines=lines) if _words(lines) <= MOST_PLAIN_WORDS else draft
    return replace(draft, lines=_joined(parts, split_parts(draft.lines), ()))


def compose_sides(query: Query, found: Found, library: Library) -> Draft:
    """Return the composed answer of which the question names every part ("positieve en negatieve"); else none."""
    if query.tables or query.kind not in PLAIN:
        return Draft(())
    asked = {stem(word) for word in query.content}
    fitting = [
        near
        for near in near_outlines(query, found, library)
        if near.chance >= SURE_CHANCE and _all_named([part.heading for part in near.outline.parts], asked)
    ]
    best = max(fitting, key=lambda near: near.chance, default=None)
    if best is None:
        return Draft(())
    parts = [Part(part.heading, tuple(place_lines(part.places, library))) for part in best.outline.parts]
    return Draft(tuple(line for part in parts for line in part_lines(part)))


def _all_named(headings: Sequence[str], asked: Set[str]) -> bool:
    """Tell whether a question names of each of several headings a word that tells it from the others."""
    stems = [stem_set(heading) for heading in headings]
    shared = frozenset.intersection(*stems)
    return len(stems) > 1 and all(
        any(same_word(own, word) for own in part - shared for word in asked) for part in stems
    )


def outline_candidates(query: Query, found: Found, library: Library) -> list[Candidate]:
    """Return what the composed answer says that `query` surely asks for, in its order; nothing where none is sure."""
    near = find_outline(query, found, library)
    if near is None or near.chance < SURE_CHANCE:
        return []
    return place_candidates(near.outline.places, library)


def split_parts(lines: Sequence[Line]) -> list[Part]:
    """Return the lines of a draft by the heading over them."""
    parts: list[Part] = []
    for line in lines:
        if line.style is LineStyle.HEADING:
            parts.append(Part(line.text, ()))
        elif parts:
            parts[-1] = replace(parts[-1], lines=(*parts[-1].lines, line))
        else:
            parts.append(Part("", (line,)))
    return parts


def _add(parts: list[Part], more: Part) -> None:
    """Add lines under the heading that names the same, or after all."""
    number = _fellow(parts, more.heading)
    if number is None:
        parts.append(more)
    else:
        parts[number] = replace(parts[number], lines=(*parts[number].lines, *more.lines))


def _fellow(parts: Sequence[Part], heading: str) -> int | None:
    """Return the number of the first part whose heading names the same as `heading`."""
    own = stem_set(heading)
    for number, part in enumerate(parts):
        theirs = stem_set(part.heading)
        if own == theirs or (own and theirs and (own <= theirs or theirs <= own)):
            return number
    return None


def part_lines(part: Part) -> tuple[Line, ...]:
    """Return the lines of a part under its heading."""
    return (Line(part.heading, style=LineStyle.HEADING), *part.lines) if part.heading else part.lines


def _fitting(lines: Sequence[Line], shown: Set[str], room: int) -> tuple[Line, ...]:
    """Return the first lines not `shown` that take at most `room` words; an announced list whole or not at all."""
    kept: list[Line] = []
    for group in _groups(lines):
        said = group[1:] or group
        is_new = not all(plain_line(line.text) in shown for line in said)
        if is_new and _words([*kept, *group]) <= room:
            kept += group
    return tuple(kept)


def _groups(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the lines one by one, but a list with the line that announces it."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and line.style in (LineStyle.BULLET, LineStyle.NUMBERED) and groups[-1][0].text.endswith(":"):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _has_rows(draft: Draft) -> bool:
    return any(line.style is LineStyle.ROW for line in draft.lines)


def _words(lines: Sequence[Line]) -> int:
    return sum(len(line.text.split()) for line in lines)
