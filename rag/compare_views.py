"""Find what each compared side says: search within the side, weigh its sentences and rows, keep the best."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rag.chosen import Place
from rag.draft import Line, LineStyle
from rag.library import Library
from rag.lines import announced_list, candidate_lines
from rag.phrases import NOTHING_ON_SIDE
from rag.query import Query, QuestionKind
from rag.records import PassageKind
from rag.retrieve import Found, Hit, retrieve_within
from rag.select import Candidate, rank_sentences, stretch
from rag.sides import Side, subject_terms
from rag.subject_sides import side_places
from rag.subjects import NearSubject
from rag.text import fold
from rag.view_candidates import row_candidates, telling, with_led

# Words for all sides together, and sentences for one side, by the number of sides.
SIDES_WORDS, SIDE_WORDS = 225, 110
SIDE_SENTENCES = {2: 7, 3: 5}
FEW_SENTENCES = 3
DEPTH = 6
# Sentences of a side that are weighed further.
RANKED = 30
# When nobody named the sides, one whose best sentence fits less than this share of the best has nothing to say.
MIN_SIDE_SHARE = 0.6
# Nor has one of which no sentence names so much of the subject, where the register is less sure than this what the
# subject is: of the "managen van verwachtingen" four sources said what they say of managing or of expecting. A subject
# of which the question names less than the last does not count.
MIN_SAID, MIN_SURE, LEAST_NAMED = 0.7, 0.8, 0.25
MAX_LISTED = 5
FIGURES_ASKED = re.compile(r"\b(hoeveel|\w*percentages?|procent|\w*cijfers?|\w*kans(en)?)\b|%")


@dataclass(frozen=True)
class Asked:
    """What every side is asked: the question, its subject's search terms, sentences and words at most."""

    query: Query
    terms: dict[str, float]
    limits: tuple[int, int]


@dataclass(frozen=True)
class View:
    """What one side says: its sentences in reading order, and all that were weighed, best first.

    `led` tells that the editors' register knows what the side says of the subject; its sentences come first then.
    """

    side: Side
    chosen: tuple[Candidate, ...]
    weighed: tuple[Candidate, ...] = ()
    led: bool = False

    @property
    def best(self) -> float:
        """Return how well the best sentence fits the subject by its own words and meaning."""
        return max((candidate.coverage + stretch(candidate.similarity) for candidate in self.chosen), default=0.0)

    @property
    def said(self) -> float:
        """Return how much of the subject the sentence that names most of it names, 0..1."""
        return max((candidate.coverage for candidate in self.chosen), default=0.0)


def view_sides(
    query: Query,
    found: Found,
    library: Library,
    sides: Sequence[Side],
    limits: tuple[int, int] | None = None,
    near: Sequence[NearSubject] = (),
) -> list[View]:
    """Return what each side says; when all sources were meant, those with nothing fitting are left out."""
    terms = subject_terms(query, tuple(sides), library)
    limits = limits or side_limits(len(sides))
    views = [_view(Asked(query, terms, limits), found, library, side, side_places(side, sides, near)) for side in sides]
    if query.named_sources or any(side.stems for side in sides):
        return views
    if query.surveyed and sum(item.chance for item in near if item.named >= LEAST_NAMED) < MIN_SURE:
        views = [view for view in views if view.said >= MIN_SAID]
    best = max((view.best for view in views), default=0.0)
    return [view for view in views if view.led or view.best >= MIN_SIDE_SHARE * best]


def side_limits(count: int) -> tuple[int, int]:
    """Return how many sentences and words each of `count` sides gets."""
    return SIDE_SENTENCES.get(count, FEW_SENTENCES), min(SIDE_WORDS, SIDES_WORDS // count)


def _view(asked: Asked, found: Found, library: Library, side: Side, led: Mapping[Place, float]) -> View:
    terms = asked.terms
    own = terms or dict.fromkeys(side.stems, 1.0)
    content = asked.query.content if terms else tuple(fold(side.name).split())
    query = replace(asked.query, terms=own, kind=_sentence_kind(asked.query, terms), content=content)
    within = retrieve_within(own, found, side.entries, library)
    parts = list(dict.fromkeys(hit.passage.part for hit in within.hits))[:DEPTH]
    hits = [hit for hit in within.hits if hit.passage.part in parts and hit.passage.kind is not PassageKind.NOTE]
    hits += led_hits(led, hits, library)
    numbers = [n for hit in hits for n in library.entries_by_passage[hit.passage.id] if side.entries[n]]
    numbers += library.entries_at(led)
    inside = {library.entries[number].text for number in numbers}
    ranked = rank_sentences(query, within, library, hits, () if terms else side.terms)
    ranked = [candidate for candidate in ranked if candidate.text in inside][:RANKED]
    ranked += row_candidates(query, within, library, hits, side.entries)
    ranked = [replace(candidate, score=candidate.score + telling(candidate.text, own)) for candidate in ranked]
    ranked = with_led(query, found, library, ranked, led)
    ranked.sort(key=lambda candidate: (-candidate.score, candidate.passage.position, candidate.order))
    fitting = [c for c in ranked if not led or c.coverage or (c.passage.id, c.order) in led]
    chosen = _choose(fitting, asked.limits, library)
    return View(side, tuple(sorted(chosen, key=lambda c: _reading_order(c, led))), tuple(ranked), led=bool(led))


def led_hits(led: Mapping[Place, float], hits: Sequence[Hit], library: Library) -> list[Hit]:
    """Return the passages of `led` that are not among `hits`, as hits half as good as the best."""
    known, top = {hit.passage.id for hit in hits}, hits[0].score if hits else 1.0
    return [
        Hit(library.passage_by_id[name], top / 2, 0.0, 0.0)
        for name in dict.fromkeys(name for name, _ in led)
        if name not in known
    ]


def _reading_order(candidate: Candidate, led: Mapping[Place, float]) -> tuple[int, int, int]:
    """Put what the register has of a side first, in its order; the rest in the order of the source."""
    place = (candidate.passage.id, candidate.order)
    rank = list(led).index(place) if place in led else len(led)
    return rank, candidate.passage.position, candidate.order


def _sentence_kind(query: Query, terms: dict[str, float]) -> QuestionKind:
    """Return what kind of sentence answers for one side: a figure, a definition of the side itself, or as asked."""
    if FIGURES_ASKED.search(fold(query.focus)):
        return QuestionKind.NUMBER
    return query.kind if terms else QuestionKind.DEFINITION


def _length(candidate: Candidate, library: Library) -> int:
    """Return the words a candidate takes, with the list it announces."""
    announced = announced_list(candidate, library)
    listed = announced.text.split("\n")[1 : MAX_LISTED + 1] if announced else []
    return len(" ".join([candidate.text, *listed]).split())


def _choose(ranked: Sequence[Candidate], limits: tuple[int, int], library: Library) -> list[Candidate]:
    """Return the best candidates that fit within the sentences and words of one side."""
    max_sentences, max_words = limits
    chosen: list[Candidate] = []
    length = 0
    for candidate in ranked:
        words = _length(candidate, library)
        if len(chosen) < max_sentences and length + words <= max_words:
            chosen.append(candidate)
            length += words
    return chosen


def view_lines(view: View, library: Library) -> list[Line]:
    """Return what a side says as lines; a remark when nothing was found."""
    if not view.chosen:
        return [Line(NOTHING_ON_SIDE.format(name=view.side.label), style=LineStyle.REMARK)]
    lines: dict[str, Line] = {}
    for candidate in view.chosen:  # an item may be chosen by itself beside the sentence that announces its list
        for line in candidate_lines(candidate, library, MAX_LISTED):
            lines.setdefault(line.text.rstrip(";."), line)
    return list(lines.values())
