"""Say what the sides of a subject share and where they differ, by the pairs of sentences its editors chose."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rag.chosen import Place
from rag.draft import Line, LineStyle
from rag.library import Library
from rag.lines import candidate_lines
from rag.sides import Side
from rag.subject_sides import place_candidates, side_places
from rag.subjects import NearSubject

# Words that the sentences of such pairs take at most, for what is shared and for what differs.
# `MAX_WORDS` are those of the whole answer.
PAIR_WORDS, MAX_WORDS = 40, 220
# A less likely subject's pairs are not shown.
MIN_PAIR_CHANCE = 0.2


def same_lines(
    near: Sequence[NearSubject], sides: Sequence[Side], said: Sequence[Line], library: Library
) -> list[Line]:
    """Return a sentence for each pair of the shown sides that says the same, cited to both, unless it stands there."""
    texts, lines = {line.text for line in said}, list[Line]()
    for pair in _pairs([pair for item in sure_ones(near) for pair in item.subject.same], sides, near, library):
        fresh = [line for place, _ in pair if (line := place_line(place, library)).text not in texts]
        if fresh and count_words([*lines, fresh[0]]) <= PAIR_WORDS:
            evidence = tuple(e for place, _ in pair for e in place_line(place, library).evidence)
            lines.append(replace(fresh[0], evidence=tuple(dict.fromkeys((*fresh[0].evidence, *evidence)))))
            texts.add(fresh[0].text)
    return lines


def differ_lines(
    near: Sequence[NearSubject], sides: Sequence[Side], said: Sequence[Line], library: Library
) -> list[Line]:
    """Return the sentences of each pair of the shown sides that differs, after its side's name, if new."""
    texts, lines = {line.text for line in said}, list[Line]()
    named = ""
    for pair in _pairs([pair for item in sure_ones(near) for pair in item.subject.differ], sides, near, library):
        added = [(side, line) for place, side in pair if (line := place_line(place, library)).text not in texts]
        if count_words([*lines, *(line for _, line in added)]) > min(PAIR_WORDS, MAX_WORDS - count_words(said)):
            continue
        for side, line in added:
            if side.name != named:
                lines.append(Line(f"{side.name}:", style=LineStyle.REMARK))
            lines.append(line)
            named = side.name
            texts.add(line.text)
    return lines


def sure_ones(near: Sequence[NearSubject]) -> list[NearSubject]:
    """Return the subjects that are likely enough for what their sides have in common to be said."""
    return [item for item in near if item.chance >= MIN_PAIR_CHANCE]


def _pairs(
    pairs: Sequence[tuple[Place, ...]], sides: Sequence[Side], near: Sequence[NearSubject], library: Library
) -> Iterator[list[tuple[Place, Side]]]:
    """Yield the places of each pair with the side each is of, where at least two sides are."""
    places = [(side, set(side_places(side, sides, near))) for side in sides]
    for pair in pairs:
        owned: list[tuple[Place, Side]] = []
        for place in pair:
            side = next((side for side, own in places if place in own or _from_source(place, side, library)), None)
            if side and side not in [other for _, other in owned]:
                owned.append((place, side))
        if len(owned) > 1:
            yield owned


def _from_source(place: Place, side: Side, library: Library) -> bool:
    return not side.stems and library.passage_by_id[place[0]].source_id == side.source_id


def place_line(place: Place, library: Library) -> Line:
    """Return the sentence or row at `place` as a line."""
    return candidate_lines(place_candidates([place], library)[0], library, 0)[0]


def count_words(lines: Sequence[Line]) -> int:
    """Return the words of lines together."""
    return sum(len(line.text.split()) for line in lines)
