"""Take out of a text what a reader must never see: addresses, telephone numbers, characters without a shape."""

import re

from rag.text import CONTROL, INVISIBLE

LABEL = r"(?:\b(?:tel(?:efoon)?|mob(?:iel)?|fax|e-?mail|mail|[TFME])\b[.:]*\s{0,3})?"
EMAIL = re.compile(rf"{LABEL}(?:mailto:)?[\w.+-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,4}}", re.IGNORECASE)
# A number that starts with 0 or +, of ten digits or more with spaces, brackets and hyphens between them.
PHONE = re.compile(
    rf"{LABEL}(?<![\w.,/=&-])(?:\+\d{{2}}|00\d{{2}}|0)(?:[ ()./-]{{0,3}}\d){{8,12}}(?!\w|[.,]\d)", re.IGNORECASE
)
COMMENT = re.compile(r"<!--.{0,20000}?-->", re.DOTALL)
EMPTY_BRACKETS = re.compile(r"\(\s*[;,]?\s*\)|\[\s*\]")
LEFT_OVER = re.compile(r"^[\W\dTFE]*$")


def remove_private(text: str) -> str:
    """Return `text` without addresses, telephone numbers, HTML comments and invisible or bidirectional characters.

    A line that held nothing else becomes empty. Line ends, tabs and form feeds stay.
    """
    text = COMMENT.sub(" ", text) if "<!--" in text else text
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("\f".join(map(_clean_line, line.split("\f"))) for line in lines)


def _clean_line(line: str) -> str:
    bare = "\t".join(CONTROL.sub(" ", part) for part in INVISIBLE.sub("", line).split("\t"))
    found = PHONE.sub(" ", EMAIL.sub(" ", bare)) if "@" in bare or any(char.isdigit() for char in bare) else bare
    if found != bare:
        found = EMPTY_BRACKETS.sub(" ", found)
        found = "" if LEFT_OVER.match(found) else found
    return found
