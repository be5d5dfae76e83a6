"""Write a quiz in Moodle's GIFT format (docs.moodle.org/en/GIFT_format)."""

import re
from collections.abc import Sequence

from rag.library import Library
from study import texts
from study.citing import cited_text
from study.records import Item, Kind

SPECIAL = re.compile(r"([~=#{}:\\])")


def quiz_as_gift(items: Sequence[Item], library: Library) -> str:
    """Return the quiz as GIFT text, in a category of its own, questions apart by an empty line."""
    blocks = [f"$CATEGORY: $course$/top/{texts.QUIZ_CATEGORY}"]
    blocks.extend(_question(item, library) for item in items)
    return "\n\n".join(blocks) + "\n"


def _question(item: Item, library: Library) -> str:
    stem = item.question.split("\n")[0] if item.kind is Kind.MATCHING else item.question
    notes = "\n".join([item.explanation, *(cited_text(citation, library) for citation in item.citations)])
    general = f"####{_escaped(notes)}"
    if item.kind is Kind.TRUE_FALSE:
        answers = f"{'T' if item.correct == (0,) else 'F'}{general}"
    elif item.kind is Kind.OPEN:
        answers = general
    elif item.kind is Kind.MATCHING:
        pairs = "".join(f"\n={_escaped(left)} -> {_escaped(right)}" for left, right in item.pairs)
        answers = f"{pairs}\n{general}\n"
    else:
        answers = "".join(
            f"\n{'=' if number in item.correct else '~'}{_escaped(option)}#{_escaped(item.feedback[number])}"
            for number, option in enumerate(item.options)
        )
        answers = f"{answers}\n{general}\n"
    return f"::{item.id}::[plain]{_escaped(stem)} {{{answers}}}"


def _escaped(text: str) -> str:
    """Return text with GIFT's own signs escaped; a new line is written as backslash n."""
    return SPECIAL.sub(r"\\\1", text.replace("->", "→")).replace("\n", "\\n")
