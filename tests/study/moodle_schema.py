"""Check Moodle XML and GIFT as Moodle's own documentation describes them (docs.moodle.org, read when this was written).

Written from the description of the formats and not from our writers, so that it can disagree with them.
"""

import re
from html.parser import HTMLParser
from xml.etree import ElementTree

FRACTIONS = {"100", "0"}
REQUIRED = {"name", "questiontext", "generalfeedback", "defaultgrade", "penalty", "hidden"}
TYPES = {
    "category",
    "multichoice",
    "truefalse",
    "matching",
    "essay",
    "shortanswer",
    "numerical",
    "cloze",
    "description",
}


class _Tags(HTMLParser):
    """Collect the tags that are left open or closed without having been opened."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def check_moodle(content: bytes) -> dict[str, int]:
    """Return how many questions of each type the document holds; raises AssertionError where it is not Moodle XML."""
    root = ElementTree.fromstring(content)
    assert root.tag == "quiz"
    counts: dict[str, int] = {}
    names = []
    for question in root:
        assert question.tag == "question"
        kind = question.get("type") or ""
        assert kind in TYPES, kind
        counts[kind] = counts.get(kind, 0) + 1
        if kind == "category":
            assert _text(question.find("category")).startswith("$course$/")
            continue
        assert {child.tag for child in question} >= REQUIRED
        for name in ("questiontext", "generalfeedback"):
            element = question.find(name)
            assert element is not None and element.get("format") == "html"
            _check_html(_text(element))
        assert _text(question.find("name")).strip()
        names.append(_text(question.find("name")))
        assert 0 <= float(question.findtext("penalty") or "x") <= 1
        _CHECKS[kind](question)
    assert len(set(names)) == len(names)
    return counts


def _text(element: ElementTree.Element | None) -> str:
    assert element is not None
    text = element.find("text")
    assert text is not None
    return text.text or ""


def _check_html(text: str) -> None:
    parser = _Tags()
    parser.feed(text)
    assert not parser.open and not parser.wrong, text


def _check_multichoice(question: ElementTree.Element) -> None:
    answers = question.findall("answer")
    assert len(answers) >= 2
    assert {answer.get("fraction") for answer in answers} <= FRACTIONS
    assert sum(answer.get("fraction") == "100" for answer in answers) == 1
    assert question.findtext("single") == "true"
    assert question.findtext("answernumbering") in {"abc", "ABCD", "123", "none"}
    for answer in answers:
        assert _text(answer).strip()
        _check_html(_text(answer.find("feedback")))


def _check_truefalse(question: ElementTree.Element) -> None:
    answers = question.findall("answer")
    assert [answer.findtext("text") for answer in answers] == ["true", "false"]
    assert sorted(answer.get("fraction") or "" for answer in answers) == ["0", "100"]


def _check_matching(question: ElementTree.Element) -> None:
    pairs = question.findall("subquestion")
    assert len(pairs) >= 3  # Moodle asks for at least two questions and three answers
    assert all(_text(pair).strip() and _text(pair.find("answer")).strip() for pair in pairs)


def _check_essay(question: ElementTree.Element) -> None:
    assert question.findtext("responseformat") in {"editor", "editorfilepicker", "plain", "monospaced", "noinline"}
    assert (question.findtext("responsefieldlines") or "").isdigit()
    assert (question.findtext("attachments") or "").lstrip("-").isdigit()
    assert _text(question.find("graderinfo")).strip()


_CHECKS = {
    "multichoice": _check_multichoice,
    "truefalse": _check_truefalse,
    "matching": _check_matching,
    "essay": _check_essay,
}

FREE = r"(?:[^\\~=#{}:]|\\[~=#{}:n\\])"  # a character that is not special, or one that is escaped
FEEDBACK = rf"(?:####{FREE}*)?\s*"
QUESTION = re.compile(rf"^::({FREE}+)::(?:\[(?:plain|html|markdown|moodle)\])?({FREE}+)\{{(.*)\}}$", re.DOTALL)
CHOICES = re.compile(rf"^(?:\s*[=~]{FREE}+?(?:#{FREE}*)?)+\s*{FEEDBACK}$", re.DOTALL)
PAIRS = re.compile(rf"^(?:\s*={FREE}+? -> {FREE}+?)+\s*{FEEDBACK}$", re.DOTALL)


def check_gift(content: str) -> dict[str, int]:
    """Return how many questions of each form the text holds; raises AssertionError where it is not GIFT."""
    counts: dict[str, int] = {}
    names = set()
    for block in re.split(r"\n\s*\n", content.strip()):
        if block.startswith(("//", "$CATEGORY:")):
            continue
        match = QUESTION.match(block)
        assert match, block
        name, stem, answers = match.groups()
        assert stem.strip() and name not in names
        names.add(name)
        form = _gift_form(answers)
        counts[form] = counts.get(form, 0) + 1
    return counts


def _gift_form(answers: str) -> str:
    if re.fullmatch(rf"(?:T|TRUE|F|FALSE)\s*{FEEDBACK}", answers, re.DOTALL):
        return "truefalse"
    if re.fullmatch(rf"\s*{FEEDBACK}", answers, re.DOTALL):
        return "essay"
    if PAIRS.match(answers):
        assert len(re.findall(r"(?m)^\s*=", answers)) >= 3
        return "matching"
    assert CHOICES.match(answers), answers
    assert len(re.findall(r"(?m)^=", answers)) == 1
    assert len(re.findall(r"(?m)^~", answers)) >= 1
    return "multichoice"
