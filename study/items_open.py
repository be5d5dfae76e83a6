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
from study.workshop import Task, Workshop

# What somebody tells about their own work; a question after it is left out.
TELLING = re.compile(r"^(?:Wij|We|Ons|Onze|Bij ons|In ons|In onze|Onze|Mijn|Eén van onze|De partner|Partners)\b")
ADVISING = frozenset(("aanpak", "risico", "stelling", "bevinding"))
# Sentences that point at something else are no point of their own.
POINTING = re.compile(
    r":$|\?$|\b(?:dia|citaat|optelsom|figuur|tabel|paragraaf|hoofdstuk|bijlage|werkboek geeft)\b", re.IGNORECASE
)
MIN_TOLD = 8
MIN_POINTS, MAX_POINTS = 2, 6
MIN_POINT_WORDS = 6


def open_tasks(workshop: Workshop) -> Iterator[Task]:
    """Yield an open question for every situation that the question lists tell about a passage of text."""
    library = workshop.library
    for entry in library.entries:
        if entry.role is not EntryRole.QUESTION or entry.row is not None or not TELLING.match(entry.text):
            continue
        passage = library.passage_by_id[entry.passage_id]
        told = told_part(entry.text)
        if not told or passage.kind is not PassageKind.TEXT or not ADVISING & set(passage.kinds):
            continue
        points = points_of(passage)
        if MIN_POINTS <= len(points) <= MAX_POINTS:
            family = f"situatie/open/{passage.source_id}"
            make = partial(_ask, workshop, passage, told)
            yield Task(Kind.OPEN, Level.APPLY, family, scope_of(passage), make)


def told_part(text: str) -> str:
    """Return the sentences of a question that tell something, without the question itself; '' when too few."""
    told = " ".join(sentence for sentence in sentences(text) if not sentence.endswith("?"))
    if len(told.split()) < MIN_TOLD:
        return ""
    return told if told[-1] in ".!" else f"{told}."


def points_of(passage: Passage) -> tuple[tuple[str, Evidence], ...]:
    """Return the sentences of a passage of text as points, each resting on itself."""
    found = [text for line in passage.text.split("\n") for text in sentences(line)]
    own = [text for text in found if len(text.split()) >= MIN_POINT_WORDS and not POINTING.search(text)]
    return tuple((text, Evidence(passage, text)) for text in own)


def _ask(workshop: Workshop, passage: Passage, told: str, rng: Random) -> OpenDraft:
    source = source_name(workshop.library, passage.source_id)
    question = texts.OPEN_SITUATION.format(situation=told, source=source)
    return OpenDraft(Level.APPLY, question, points_of(passage), scope_of(passage), f"open|{passage.id}")
