"""Write a quiz as Moodle XML (docs.moodle.org/en/Moodle_XML_format)."""

from collections.abc import Sequence
from html import escape
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from rag.library import Library
from study import texts
from study.citing import cited_text
from study.records import Item, Kind

TYPES = {Kind.MATCHING: "matching", Kind.TRUE_FALSE: "truefalse", Kind.OPEN: "essay"}
NAME_LENGTH = 80


def quiz_as_moodle(items: Sequence[Item], library: Library) -> bytes:
    """Return the quiz as one XML document, in a category of its own."""
    root = Element("quiz")
    category = SubElement(root, "question", type="category")
    _text(SubElement(category, "category"), f"$course$/top/{texts.QUIZ_CATEGORY}")
    for item in items:
        root.append(_question(item, library))
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'.encode()


def _question(item: Item, library: Library) -> Element:
    kind = TYPES.get(item.kind, "multichoice")
    question = Element("question", type=kind)
    first = item.question.split("\n")[0]
    _text(SubElement(question, "name"), f"{first[:NAME_LENGTH]} ({item.id})")
    _html(SubElement(question, "questiontext", format="html"), _stem(item))
    notes = "\n".join([item.explanation, "", *(cited_text(citation, library) for citation in item.citations)])
    _html(SubElement(question, "generalfeedback", format="html"), notes)
    SubElement(question, "defaultgrade").text = "1.0"
    SubElement(question, "penalty").text = "1.0" if kind == "truefalse" else "0.3333333"
    SubElement(question, "hidden").text = "0"
    SubElement(question, "idnumber").text = item.id
    if kind == "multichoice":
        _choices(question, item)
    elif kind == "truefalse":
        for number, word in enumerate(("true", "false")):
            answer = SubElement(
                question, "answer", fraction="100" if number in item.correct else "0", format="moodle_auto_format"
            )
            SubElement(answer, "text").text = word
            _html(SubElement(answer, "feedback", format="html"), item.feedback[number])
    elif kind == "matching":
        SubElement(question, "shuffleanswers").text = "true"
        for left, right in item.pairs:
            pair = SubElement(question, "subquestion", format="html")
            SubElement(pair, "text").text = escape(left)
            _text(SubElement(pair, "answer"), right)
    else:
        _essay(question, item)
    return question


def _stem(item: Item) -> str:
    """Return the question; a matching one without its numbered lists, which Moodle shows itself."""
    return item.question.split("\n")[0] if item.kind is Kind.MATCHING else item.question


def _choices(question: Element, item: Item) -> None:
    SubElement(question, "single").text = "true"
    SubElement(question, "shuffleanswers").text = "true"
    SubElement(question, "answernumbering").text = "abc"
    for number, option in enumerate(item.options):
        answer = SubElement(question, "answer", fraction="100" if number in item.correct else "0", format="html")
        _html(answer, option)
        _html(SubElement(answer, "feedback", format="html"), item.feedback[number])


def _essay(question: Element, item: Item) -> None:
    SubElement(question, "responseformat").text = "editor"
    SubElement(question, "responserequired").text = "1"
    SubElement(question, "responsefieldlines").text = "15"
    SubElement(question, "attachments").text = "0"
    points = "\n".join([texts.ESSAY_GRADER, *(f"- {point.text}" for point in item.points)])
    _html(SubElement(question, "graderinfo", format="html"), points)
    _html(SubElement(question, "responsetemplate", format="html"), "")


def _text(parent: Element, text: str) -> None:
    SubElement(parent, "text").text = text


def _html(parent: Element, text: str) -> None:
    SubElement(parent, "text").text = escape(text, quote=False).replace("\n", "<br>")
