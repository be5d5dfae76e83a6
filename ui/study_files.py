"""Turn what the study companion makes into the bytes of a file, by the kind of file asked for."""

from collections.abc import Sequence

from rag.errors import UsageError
from study.csv_export import quiz_as_csv
from study.document import StudyDocument, Writer, as_markdown
from study.docx_export import as_docx
from study.gift_export import quiz_as_gift
from study.guide import write_answers, write_questions
from study.moodle_export import quiz_as_moodle
from study.records import Item
from study.workshop import Workshop
from ui import texts_study as texts

QUIZ_FILES = ("xml", "gift", "csv", "docx", "md")
DOCUMENT_FILES = ("docx", "md")
TYPES = {
    "xml": "application/xml",
    "gift": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown; charset=utf-8",
    "svg": "image/svg+xml",
    "apkg": "application/octet-stream",
}


def quiz_as_bytes(items: Sequence[Item], kind: str, workshop: Workshop) -> bytes:
    """Return a quiz as a file of `kind`; raises UsageError `study_extension` for a kind it cannot be."""
    library = workshop.library
    if kind == "xml":
        return quiz_as_moodle(items, library)
    if kind == "gift":
        return quiz_as_gift(items, library).encode()
    if kind == "csv":
        return quiz_as_csv(items, library).encode()
    writer = Writer(library)
    write_questions(items, writer, texts.SHEET_QUESTIONS)
    write_answers(items, writer, texts.SHEET_ANSWERS)
    known = ", ".join(f".{name}" for name in QUIZ_FILES)
    return document_as_bytes(writer.finish(texts.SHEET_TITLE), kind, known)


def document_as_bytes(document: StudyDocument, kind: str, known: str = ".docx, .md") -> bytes:
    """Return a document as a file of `kind`; raises UsageError `study_extension` for a kind it cannot be."""
    if kind == "docx":
        return as_docx(document)
    if kind == "md":
        return as_markdown(document).encode()
    raise UsageError("study_extension", file=f".{kind}", known=known)
