"""Read in a question what it sets side by side: 'tussen A en B', 'A tegenover B', 'hoe doet A het en hoe B'."""

import re
from collections.abc import Iterator

from rag.concepts import belong_together, entries_holding
from rag.library import Library
from rag.people import SURNAMES
from rag.text import stem_set

PRIMARY = (
    r"\s+(?:tegenover(?! elkaar)|naast(?! elkaar)|versus|vs\.?|in vergelijking met|vergeleken met|"
    r"compared (?:to|with))\s+"
)
# "Heeft A gemeen met B".
COMMON = r"\s+gemeen\s+met\s+"
SECONDARY = r"\s*,\s*(?:en\s+)?|\s+(?:en|of|&|met|and)\s+"
STOP = (
    r"(?=\s+(?:volgens|bij|als|in(?! ')|wat betreft|qua|op het|in het|in de|wat|hoe|"
    r"waar(?:in|om|bij|van|voor|mee)?|welke?|over|onder|aan|naar|legt|zet|eens|zoals|according)\b|[?:;.!(]|$)"
)
# What several people can do of a subject: "wat verstaan A en B onder ...".
SAY = "zeggen|denken|vinden|schrijven|stellen|menen|noemen|verstaan|adviseren|bedoelen|hanteren|gebruiken|kijken"
FRAMES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:tussen|between)\s+(.+?){STOP}",
        rf"\b(?:vergelijk|compare)\s+(.+?){STOP}",
        rf"\bvergelijking van\s+(.+?){STOP}",
        rf"\bheeft\s+(.+?{COMMON}.+?){STOP}",
        rf"\bverschil(?:t|len)\s+(.+?\s+(?:van|met|en)\s+.+?){STOP}",
        rf"\b(?:onderscheidt|is|zijn|werkt|werken)\s+(.+?\s+(?:van|anders dan)\s+.+?){STOP}",
        rf"\b(?:{SAY})\s+(.+?){STOP}",
        rf"\b(?:leg|zet|als je)\s+(.+?\s+naast\s+.+?){STOP}",
        r"\b(?:leg|zet)\s+(.+?)\s+(?:eens\s+|even\s+)?naast elkaar",
        rf"\bbij\s+(.+?\s+en\s+bij\s+.+?){STOP}",
        rf"(?:^|[:,.]\s*)([^:,.?]+?{PRIMARY}.+?){STOP}",
        rf"^(?:verschil(?:len)?|overeenkomst(?:en)?)\s+(.+?){STOP}",
    )
)
LEAD = re.compile(
    r"^(?:(?:bij|de|het|een|die|dat|wat|zijn|is|the|a|an|je|jullie|(?:rol|visie|mening|kijk|opvatting) van|"
    r"(?:verhaal|stuk|artikel|bijdrage|case|casus) (?:over|van))\s+)+"
)
TAIL = re.compile(r"\s+(?:eens|even|ook|advise\w+|zeg\w+|schrij\w+|vind\w+|c\.s|e\.a)\W*$")
APART = re.compile(f"{PRIMARY}|{COMMON}", re.IGNORECASE)
# "Hoe verschilt de start van A van die van B"; "hoe delen A conflicten in, en hoe doen B dat".
THAT_OF = re.compile(
    r"\b(?:van|bij|in) ([^,.?]{3,40}?) (?:van|met|en|dan|als) (?:die|dat) (?:van|bij|in) ([^,.?]{3,40})"
)
SECOND_ASKED = re.compile(r",? en (?:hoe|wat|welke?)\b([^?.,]{2,60})[?.]?$")
# A question that may compare without a word that says so.
MAY_COMPARE = re.compile(rf"\b({SAY}) [A-Z]|\bbij [^,.?]+ en bij |\ben (?:hoe|wat|welke?) [^?.,]{{2,60}}[?.]?$")
NAMED = re.compile(rf"\b(?!en ){SURNAMES}")
# So much of a question is searched for names, so that a long row of capitals costs nothing.
MOST_NAMED = 200


def framed_pieces(text: str, library: Library) -> Iterator[list[str]]:
    """Yield the things that each way of comparing names in `text`."""
    if pair := _paired(text):
        yield pair
    for frame in FRAMES:
        for match in frame.finditer(text):
            yield _pieces(match.group(1), library)


def _paired(text: str) -> list[str]:
    """Return the two that are asked after one another; empty where there are not two."""
    if match := THAT_OF.search(text):
        return [_bare(match.group(1)), _bare(match.group(2))]
    second = SECOND_ASKED.search(text)
    if second is None:
        return []
    first = text[: second.start()][-MOST_NAMED:]
    named = [NAMED.findall(part) for part in (first, second.group(1))]
    return [_bare(named[0][-1]), _bare(named[1][-1])] if all(named) else []


def _pieces(text: str, library: Library) -> list[str]:
    """Split a stretch of text into the things it names; names that belong together stay together."""
    if APART.search(text):
        return [_bare(piece) for piece in APART.split(text)]
    split = re.split(rf"{SECONDARY}|\s+(?:van|anders dan)\s+(?=[A-Z]|een |de |het )", text)
    pieces: list[str] = []
    for piece in filter(None, map(_bare, split)):
        if pieces and belong_together(pieces[-1], piece, library):
            pieces[-1] = f"{pieces[-1]} en {piece}"
        else:
            pieces.append(piece)
    return _share_head(pieces, library)


def _bare(piece: str) -> str:
    return TAIL.sub("", LEAD.sub("", piece.strip(" '\"‘’“”"))).strip()


def _share_head(pieces: list[str], library: Library) -> list[str]:
    """Give 'open' of 'open en gesloten netwerk' its noun, where the library knows the two words together."""
    last = pieces[-1].split() if pieces else []
    if len(last) < 2:
        return pieces
    whole = [f"{piece} {last[-1]}" for piece in pieces[:-1]]
    shared = [
        len(piece.split()) == 1 and entries_holding(stem_set(name), library).any()
        for piece, name in zip(pieces, whole, strict=False)
    ]
    return [name if known else piece for piece, name, known in zip(pieces, whole, shared, strict=False)] + pieces[-1:]
