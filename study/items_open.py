"""Make open questions that start from a situation: what does the source say about this, point by point."""

import re
from collections.abc import Iterator
from functools import partial
from random import Random

from rag.draft import Evidence
from rag.records import EntryRole, Passage, PassageKind
from rag.text import sentences
from study import texts
from study.making import OpenDraft
from study.names import source_name
from study.records import Kind, Level
from study.scope import scope_of
from study.topics import plain_item
from study.workshop import Task, Workshop

# What somebody tells about their own work; a question after it is left out.
TELLING = re.compile(r"^(?:Wij|We|Ons|Onze|Bij ons|In ons|In onze|Onze|Mijn|Eén van onze|De partner|Partners)\b")
ADVISING = frozenset(("aanpak", "risico", "stelling", "bevinding"))
# Sentences that point at something else are no point of their own.
POINTING = re.compile(
    r":$|\?$|\b(?:dia|citaat|optelsom|figuur|tabel|paragraaf|hoofdstuk|bijlage|werkboek geeft)\b", re.IGNORECASE
)
MIN_TOLD = 8
MIN_POINTS, MAX_POINTS = 2, 4
# Points this much further from the question than the nearest, or this far in all, do not bear on it.
NEARLY, MIN_NEAR = 0.025, 0.825
MIN_POINT_WORDS = 6


def open_tasks(workshop: Workshop) -> Iterator[Task]:
    """Yield an open question for every situation that the question lists tell about a passage of text."""
    library = workshop.library
    for number in map(int, library.entries_by_role[EntryRole.QUESTION]):
        entry = library.entries[number]
        if entry.row is not None or not TELLING.match(entry.text):
            continue
        passage = library.passage_by_id[entry.passage_id]
        told = told_part(entry.text)
        if not told or passage.kind is not PassageKind.TEXT or not ADVISING & set(passage.kinds):
            continue
        points = nearest_points(workshop, passage, number)
        if len(points) >= MIN_POINTS:
            family = f"situatie/open/{passage.source_id}"
            make = partial(_ask, workshop, passage, told, points)
            yield Task(Kind.OPEN, Level.APPLY, family, scope_of(passage), make)


def nearest_points(workshop: Workshop, passage: Passage, question: int) -> tuple[tuple[str, Evidence], ...]:
    """Return the sentences and list items of the passage's part that bear most on a question, in reading order."""
    library = workshop.library
    own = library.passages_by_part[passage.part]
    points = [point for one in own for point in points_of(one)]
    numbers = [_entry_of(workshop, evidence) for _, evidence in points]
    near = [float(library.vectors[n] @ library.vectors[question]) if n is not None else 0.0 for n in numbers]
    best = max(near, default=0.0)
    kept = sorted(range(len(points)), key=lambda n: -near[n])[:MAX_POINTS]
    return tuple(points[n] for n in sorted(kept) if near[n] >= max(best - NEARLY, MIN_NEAR))


def _entry_of(workshop: Workshop, evidence: Evidence) -> int | None:
    passage = evidence.passage
    if passage.table is None:
        return workshop.entry_of.get((passage.id, evidence.quote))
    return workshop.row_entry.get((passage.id, passage.text.split("\n").index(evidence.quote) - 1))


def told_part(text: str) -> str:
    """Return the sentences of a question that tell something, without the question itself; '' when too few."""
    told = " ".join(sentence for sentence in sentences(text) if not sentence.endswith("?"))
    if len(told.split()) < MIN_TOLD:
        return ""
    return told if told[-1] in ".!" else f"{told}."


def points_of(passage: Passage) -> tuple[tuple[str, Evidence], ...]:
    """Return the sentences of a passage of text, or the items of a list, as points that rest on themselves."""
    if passage.kind is PassageKind.LIST:
        items = [line for line in passage.text.split("\n")[1:] if not POINTING.search(line.rstrip(" ;."))]
        return tuple((plain_item(line), Evidence(passage, line)) for line in items)
    if passage.kind is not PassageKind.TEXT:
        return ()
    found = [text for line in passage.text.split("\n") for text in sentences(line)]
    own = [text for text in found if len(text.split()) >= MIN_POINT_WORDS and not POINTING.search(text)]
    return tuple((text, Evidence(passage, text)) for text in own)


def _ask(
    workshop: Workshop, passage: Passage, told: str, points: tuple[tuple[str, Evidence], ...], rng: Random
) -> OpenDraft:
    source = source_name(workshop.library, passage.source_id)
    question = texts.OPEN_SITUATION.format(situation=told, source=source)
    return OpenDraft(Level.APPLY, question, points, scope_of(passage), f"open|{passage.part}")
