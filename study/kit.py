"""Write a lesson kit: a handout with a situation and questions, and the answers on a sheet of their own."""

from dataclasses import replace
from random import Random

from rag.draft import Evidence
from rag.records import Passage, PassageKind
from study import texts
from study.cards import example_sentences
from study.document import Bullets, Heading, PageBreak, Paragraph, StudyDocument, Writer
from study.guide import write_answers, write_questions
from study.items_open import open_tasks
from study.making import OpenDraft, finish_open
from study.quiz import make_quiz
from study.records import Item, Kind
from study.subject import Subject
from study.topics import plain_item
from study.workshop import Workshop

QUESTIONS, MAX_OPEN = 6, 3
MAX_DISCUSSED = 8


def make_kit(workshop: Workshop, subject: Subject, seed: int) -> StudyDocument:
    """Return the handout for a session on `subject` and its answer sheet; the same for the same seed."""
    rng = Random(seed)
    writer = Writer(workshop.library)
    _write_situation(workshop, subject, writer, rng)
    items = [*_open_items(workshop, subject, rng), *_closed_items(workshop, subject, seed)][:QUESTIONS]
    write_questions(items, writer, texts.KIT_QUESTIONS)
    _write_discussion(subject, writer)
    writer.add(PageBreak(), Heading(texts.KIT_ANSWERS.format(subject=subject.name)))
    writer.add(Paragraph(texts.KIT_ANSWERS_LEAD, italic=True))
    write_answers(items, writer, texts.GUIDE_ANSWERS)
    return writer.finish(texts.KIT_TITLE.format(subject=subject.name))


def _write_situation(workshop: Workshop, subject: Subject, writer: Writer, rng: Random) -> None:
    examples = _examples(workshop, subject)
    writer.add(Heading(texts.KIT_SITUATION))
    if not examples:
        writer.add(Paragraph(texts.KIT_NO_SITUATION))
        return
    chosen = rng.choice(examples)
    told = " ".join(example_sentences(chosen))
    writer.add(Paragraph(texts.KIT_SITUATION_LEAD, italic=True))
    writer.add(Paragraph(f"{told} {writer.cite(Evidence(chosen, chosen.text))}"))


def _examples(workshop: Workshop, subject: Subject) -> list[Passage]:
    """Return the examples in the subject; without any, those of its sources, then of all, that share most themes."""
    own = [passage for passage in subject.passages if example_sentences(passage)]
    if own:
        return own
    sources = {passage.source_id for passage in subject.passages}
    themes = {theme for passage in subject.passages for theme in passage.themes}
    others = [passage for passage in workshop.library.passages if example_sentences(passage)]
    shared = {passage: len(themes & set(passage.themes)) + (passage.source_id in sources) for passage in others}
    most = max(shared.values(), default=0)
    return [passage for passage, count in shared.items() if count == most and themes & set(passage.themes)]


def _open_items(workshop: Workshop, subject: Subject, rng: Random) -> list[Item]:
    """Return open questions on the very passages of the subject."""
    tasks = [task for task in open_tasks(workshop) if subject.criteria.allows(task.scope)]
    rng.shuffle(tasks)
    found: list[Item] = []
    topics: set[str] = set()
    for task in tasks:
        made = task.make(rng)
        if len(found) == MAX_OPEN:
            break
        if isinstance(made, OpenDraft) and made.topic not in topics and _is_about(made, subject):
            topics.add(made.topic)
            found.append(finish_open(made, workshop.library))
    return found


def _is_about(made: OpenDraft, subject: Subject) -> bool:
    return all(evidence.passage.id in subject.ids for _, evidence in made.points)


def _closed_items(workshop: Workshop, subject: Subject, seed: int) -> list[Item]:
    """Return questions to choose from whose right answers stand in the subject's passages."""
    criteria = replace(subject.criteria, kinds=(Kind.CHOICE, Kind.MATCHING, Kind.TRUE_FALSE))
    quiz = make_quiz(workshop, criteria, QUESTIONS * 4, seed)
    return [item for item in quiz.items if item.citations[0].passage_id in subject.ids or not subject.sections]


def _write_discussion(subject: Subject, writer: Writer) -> None:
    """Write the questions that the sources themselves give to talk about."""
    asked: list[str] = []
    for passage in subject.passages:
        if "gespreksvraag" in passage.kinds and passage.kind is PassageKind.LIST:
            asked.extend(_questions(passage, writer))
    if asked:
        writer.add(Heading(texts.KIT_DISCUSS), Bullets(tuple(asked[:MAX_DISCUSSED])))


def _questions(passage: Passage, writer: Writer) -> list[str]:
    found = []
    for line in passage.text.split("\n")[1:]:
        if line.rstrip(";. ").endswith("?"):
            found.append(f"{plain_item(line)} {writer.cite(Evidence(passage, line))}")
    return found
