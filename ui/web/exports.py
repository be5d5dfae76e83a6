"""Write answers and conversations as plain text and Markdown, with where every sentence comes from."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from rag.records import Answer, Citation, Sentence, Support
from ui import texts_web as texts
from ui.web.html import author_year, place


def reference(citation: Citation) -> str:
    """Return the note of a citation: who, title, where, the words relied on."""
    origin = texts.ORIGIN_NAMES[citation.origin.value]
    head = f"{author_year(citation)}, {citation.title}, {place(citation)} ({origin})"
    quote = " / ".join(citation.quote.split("\n"))
    return f"{head}: {texts.EXPORT_QUOTE.format(quote=quote)}" if quote else head


def marked_answer(answer: Answer) -> str:
    """Return the answer with a mark after every sentence that nothing carries or that a model worded freely."""
    marks = {Support.UNSUPPORTED: texts.EXPORT_UNSUPPORTED}
    if answer.engine.llm is not None:
        marks[Support.INFERRED] = texts.EXPORT_FREE
    return mark_sentences(answer.answer, answer.sentences, marks)


def mark_sentences(markdown: str, sentences: Sequence[Sentence], marks: Mapping[Support, str]) -> str:
    """Put the mark of its support right after a sentence, so that it never travels without."""
    at = 0
    for sentence in sentences:
        start = markdown.find(sentence.text, at)
        if start < 0:
            continue
        at = start + len(sentence.text)
        if mark := marks.get(sentence.support):
            markdown = f"{markdown[:at]} {mark}{markdown[at:]}"
            at += len(mark) + 1
    return markdown


def answer_as_text(answer: Answer) -> str:
    """Return one answer with its numbered sources, for the clipboard."""
    lines = [marked_answer(answer)]
    lines.extend(f"[{citation.n}] {reference(citation)}" for citation in answer.citations)
    return "\n\n".join([lines[0], "\n".join(lines[1:])]) if len(lines) > 1 else lines[0]


def conversation_as_markdown(title: str, answers: Sequence[Answer], moment: datetime) -> str:
    """Return a conversation as Markdown with footnotes numbered through."""
    blocks = [f"# {_one_line(title)}", texts.EXPORT_INTRO.format(date=dutch_date(moment))]
    notes: list[str] = []
    for answer in answers:
        blocks.append(f"## {texts.EXPORT_QUESTION}: {_one_line(answer.question)}")
        body = marked_answer(answer)
        offset = len(notes)
        for citation in reversed(answer.citations):
            body = body.replace(f"[{citation.n}]", f"[^{offset + (citation.n or 0)}]")
        blocks.append(body)
        notes.extend(reference(citation) for citation in answer.citations)
        if answer.refusal and not answer.answered and answer.refusal.nearest:
            near = "\n".join(f"- {reference(citation)}" for citation in answer.refusal.nearest)
            blocks.append(f"{texts.EXPORT_NEAREST}:\n\n{near}")
    blocks.append("\n".join(f"[^{number}]: {note}" for number, note in enumerate(notes, 1)))
    return "\n\n".join(block for block in blocks if block) + "\n"


def dutch_date(moment: datetime) -> str:
    """Return '3 maart 2026'."""
    return texts.DATE.format(day=moment.day, month=texts.MONTHS[moment.month - 1], year=moment.year)


def _one_line(text: str) -> str:
    return " ".join(text.split())
