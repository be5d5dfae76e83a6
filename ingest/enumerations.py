"""Find the list that runs through a paragraph, as in '… three kinds: (1) one, (2) two and (3) three'."""

import re

from ingest.dossier import DossierTable
from rag.text import sentences

MARK = re.compile(r"(?:(?<=\s)|^)\(?(\d{1,2})\) ")
MIN_ITEMS, MAX_ITEMS = 3, 15
MAX_ITEM, MAX_CAPTION = 300, 300
JOINING = re.compile(r"[\s,;]+(?:en|of)?\s*$")


def enumeration_in(text: str, section: str) -> DossierTable | None:
    """Return the enumeration in a paragraph as a list; None where there is none of three items or more."""
    marks = [match for match in MARK.finditer(text)]
    first = next((at for at, match in enumerate(marks) if match.group(1) == "1"), None)
    if first is None:
        return None
    marks = marks[first:]
    count = next((at for at, match in enumerate(marks) if int(match.group(1)) != at + 1), len(marks))
    marks = marks[:count]
    if not MIN_ITEMS <= count <= MAX_ITEMS:
        return None
    ends = [match.start() for match in marks[1:]] + [len(text)]
    items = [text[match.end() : end] for match, end in zip(marks, ends, strict=True)]
    items[-1] = sentences(items[-1])[0] if items[-1].strip() else ""
    items = [JOINING.sub("", item).strip() for item in items]
    if not all(items) or max(map(len, items)) > MAX_ITEM:
        return None
    lead = sentences(text[: marks[0].start()].strip())
    caption = lead[-1].rstrip(":, ") if lead else section
    return DossierTable(
        caption if len(caption) <= MAX_CAPTION else section, ("Punt",), tuple(((item,),) for item in items), True
    )
