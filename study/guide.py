"""Write a study guide: goals, outline, terms, tables, examples, questions with answers, reading routes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from rag.draft import Evidence
from rag.phrases import join_words
from rag.records import Passage, PassageKind
from rag.text import sentences
from study import texts
from study.cards import example_sentences
from study.document import Bullets, Grid, Heading, Paragraph, StudyDocument, Writer
from study.items_situations import load_situations
from study.items_tables import evidence_of
from study.names import capitalised, source_name, table_name
from study.quiz import make_quiz
from study.records import Item, Kind
from study.subject import Subject
from study.terms import Defined, find_defined
from study.workshop import Workshop

ROUTES = (15, 45, 90)
# Words a minute when studying: slower than plain reading (some 240, Brysbaert 2019), with time to take notes.
WORDS_PER_MINUTE = 160
MAX_TERMS, MAX_TABLES, MAX_EXAMPLES = 30, 12, 6
QUESTIONS = 12
MAX_GOALS = 9
LETTERS = "abcd"
MARKERS = re.compile(r"\s*(?:\[\d+\])+")


def make_guide(workshop: Workshop, subject: Subject, seed: int) -> StudyDocument:
    """Return the study guide for `subject`; the same for the same seed."""
    writer = Writer(workshop.library)
    writer.add(Paragraph(texts.GUIDE_INTRO, italic=True))
    _write_goals(workshop, subject, writer)
    _write_routes(subject, writer)
    _write_outline(subject, writer)
    _write_terms(workshop, subject, writer)
    _write_tables(subject, writer)
    _write_examples(subject, writer)
    quiz = make_quiz(workshop, subject.criteria, QUESTIONS, seed)
    write_questions(quiz.items, writer, texts.GUIDE_QUESTIONS)
    write_answers(quiz.items, writer, texts.GUIDE_ANSWERS)
    return writer.finish(texts.GUIDE_TITLE.format(subject=subject.name))


def _write_goals(workshop: Workshop, subject: Subject, writer: Writer) -> None:
    goals: list[str] = []
    for relation, facts in workshop.relations.items():
        own = [fact for fact in facts if fact.passage.id in subject.ids]
        if not own or relation.grid:
            continue
        label = f"{source_name(workshop.library, relation.source)}, {table_name(own[0].table)}"
        template = texts.GOAL_SITUATION if relation.situation and _has_situations(label) else texts.GOAL_RELATION
        goal = template.format(nouns=relation.nouns, noun=relation.noun, key_noun=relation.key_noun, label=label)
        goals.append(f"{goal} {writer.cite(evidence_of(own[0]))}")
    terms = [one for one in find_defined(workshop.truth) if one.evidence.passage.id in subject.ids]
    for source_id, group in groupby(terms, key=lambda one: one.term.source_id):
        few = list(group)[:4]
        named = join_words([f"‘{one.term.term}’" for one in few])
        goal = texts.GOAL_TERMS.format(source=source_name(workshop.library, source_id), terms=named)
        goals.append(f"{goal} {writer.cite(*(one.evidence for one in few))}")
    for passage in _examples(subject)[:1]:
        goal = texts.GOAL_CASES.format(section=f"‘{passage.section[-1]}’")
        goals.append(f"{goal} {writer.cite(Evidence(passage, example_sentences(passage)[0]))}")
    writer.add(Heading(texts.GUIDE_GOALS), Paragraph(texts.GUIDE_GOALS_LEAD))
    writer.add(Bullets(tuple(goals[:MAX_GOALS])) if goals else Paragraph(texts.GUIDE_NOTHING))


def _has_situations(label: str) -> bool:
    return any(situation.table in label for situation in load_situations())


@dataclass(frozen=True)
class Part:
    """One section of the subject, the words it counts and how much it matters for a quick reader."""

    section: tuple[str, ...]
    passages: tuple[Passage, ...]
    words: int
    weight: float


def find_parts(subject: Subject) -> tuple[Part, ...]:
    """Return the sections of the subject in reading order."""
    found = []
    for (_, section), group in groupby(subject.passages, key=lambda p: (p.source_id, p.section)):
        own = tuple(group)
        count = sum(len(p.text.split()) for p in own)
        kinds = [kind for p in own for kind in p.kinds]
        tables = sum(p.kind is PassageKind.TABLE for p in own)
        core = sum(kind in ("definitie", "bevinding", "aanpak", "stelling") for kind in set(kinds))
        is_core = 0.1 if set(kinds) <= {"inleiding"} else 1.0
        found.append(Part(section, own, count, is_core * (1 + core + 3 * tables) / max(count, 40)))
    return tuple(found)


def choose_route(parts: Sequence[Part], minutes: int) -> tuple[Part, ...]:
    """Return the parts that matter most and fit in `minutes`, in reading order; at least one."""
    room = minutes * WORDS_PER_MINUTE
    chosen: set[int] = set()
    for number in sorted(range(len(parts)), key=lambda n: -parts[n].weight):
        if parts[number].words <= room:
            chosen.add(number)
            room -= parts[number].words
    if not chosen and parts:
        chosen.add(min(range(len(parts)), key=lambda n: parts[n].words))
    return tuple(part for number, part in enumerate(parts) if number in chosen)


def _write_routes(subject: Subject, writer: Writer) -> None:
    parts = find_parts(subject)
    writer.add(Heading(texts.GUIDE_ROUTES))
    for minutes in ROUTES:
        route = choose_route(parts, minutes)
        words = sum(part.words for part in route)
        writer.add(Heading(texts.GUIDE_ROUTE.format(minutes=minutes), 2))
        writer.add(Paragraph(texts.GUIDE_ROUTE_LEAD.format(words=words)))
        items = tuple(
            texts.GUIDE_ROUTE_PART.format(
                section=" › ".join(part.section), minutes=max(1, round(part.words / WORDS_PER_MINUTE))
            )
            for part in route
        )
        writer.add(Bullets(items, numbered=True))


def _write_outline(subject: Subject, writer: Writer) -> None:
    writer.add(Heading(texts.GUIDE_OUTLINE))
    items = []
    for part in find_parts(subject):
        opening = next((_first(p) for p in part.passages if p.kind is PassageKind.TEXT and p.text), None)
        line = " › ".join(part.section)
        if opening:
            line += f": {opening[1]} {writer.cite(Evidence(opening[0], opening[1]))}"
        items.append(line)
    writer.add(Bullets(tuple(items)))


def _first(passage: Passage) -> tuple[Passage, str]:
    return passage, sentences(passage.text.split("\n")[0])[0]


def _write_terms(workshop: Workshop, subject: Subject, writer: Writer) -> None:
    terms: list[Defined] = [one for one in find_defined(workshop.truth) if one.evidence.passage.id in subject.ids]
    writer.add(Heading(texts.GUIDE_TERMS))
    rows = tuple(
        (capitalised(one.term.term), f"{one.definition} {writer.cite(one.evidence)}") for one in terms[:MAX_TERMS]
    )
    writer.add(Grid((texts.GUIDE_TERM, texts.GUIDE_MEANING), rows) if rows else Paragraph(texts.GUIDE_NOTHING))


def _write_tables(subject: Subject, writer: Writer) -> None:
    tables = [p for p in subject.passages if p.kind is PassageKind.TABLE][:MAX_TABLES]
    writer.add(Heading(texts.GUIDE_TABLES))
    for passage in tables:
        table = passage.table
        assert table is not None
        rows = tuple(tuple("; ".join(cell) for cell in row) for row in table.rows)
        mark = writer.cite(Evidence(passage, passage.text, table_name(table)))
        writer.add(Grid(table.columns, rows, f"{table.caption} {mark}"))
    if not tables:
        writer.add(Paragraph(texts.GUIDE_NOTHING))


def _examples(subject: Subject) -> list[Passage]:
    return [passage for passage in subject.passages if example_sentences(passage)][:MAX_EXAMPLES]


def _write_examples(subject: Subject, writer: Writer) -> None:
    found = _examples(subject)
    writer.add(Heading(texts.GUIDE_CASES))
    for passage in found:
        told = " ".join(example_sentences(passage))
        writer.add(Heading(passage.section[-1], 2), Paragraph(f"{told} {writer.cite(Evidence(passage, passage.text))}"))
    if not found:
        writer.add(Paragraph(texts.GUIDE_NOTHING))


def write_questions(items: Sequence[Item], writer: Writer, heading: str) -> None:
    """Write the questions without their answers."""
    writer.add(Heading(heading))
    if not items:
        writer.add(Paragraph(texts.GUIDE_NOTHING))
    for number, item in enumerate(items, 1):
        first, *rest = item.question.split("\n")
        writer.add(Paragraph("\n".join([f"{number}. {first}", *rest])))
        if item.kind is not Kind.OPEN:
            writer.add(Bullets(tuple(f"{LETTERS[n]}. {option}" for n, option in enumerate(item.options))))


def write_answers(items: Sequence[Item], writer: Writer, heading: str) -> None:
    """Write the answers: the right option with why, or the points an open answer should have, each with its place."""
    writer.add(Heading(heading))
    for number, item in enumerate(items, 1):
        if item.kind is Kind.OPEN:
            writer.add(Paragraph(f"{number}. {texts.EXPLAIN_POINTS}"))
            writer.add(Bullets(tuple(f"{point.text} {writer.mark([point.citation])}" for point in item.points)))
            continue
        right = item.correct[0]
        marks = writer.mark([citation for citation in item.citations if f"[{citation.n}]" in item.feedback[right]])
        why = MARKERS.sub("", item.feedback[right])
        chosen = LETTERS[right] if item.kind is Kind.TRUE_FALSE else f"{LETTERS[right]}. {item.options[right]}"
        writer.add(Paragraph(f"{number}. {chosen}. {why} {marks}".replace("..", ".")))
