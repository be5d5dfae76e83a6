"""Ask where an entry of a table stands in one way, however somebody asks it: "onder welke noemer valt …"."""

import re

from rag.asking_words import FOR_PLACE, FRAMES, is_asking
from rag.library import Library
from rag.table_labels import item_share
from rag.text import STOPWORDS, fold, stem_set, words

ASKED_AS, ASKED_IN = "Waar staat ‘{entry}’?", "Bij {kind} staat ‘{entry}’?"
QUOTED = re.compile(r"(?<!\w)[‘'\"“„](?P<entry>[^‘’'\"“”„]{3,120})[’'\"”](?!\w)")
# Of these a question must hold one.
OF_PLACE = re.compile(
    r"\b(?:tabel\w*|schema\w*|fasen?|disciplines?|thema\w*|kolom\w*|overzicht|vindplaats|indeling|rubriek|categorie|hoofde|"
    r"rij(?:tje)?|lijst(?:je)?|vakje|onderdeel|noemer|vakgebied|invalshoek|perspectief|onderbreng\w*|ondergebracht|plaatsen|ingedeeld|indelen|thuis|thuishoort|"
    r"gerekend|rekenen|waar (?:staat|stond|hoort|vind)|table|phase)\b"
)
KIND = re.compile(r"\bwelke? (?:fase|discipline|vakgebied|invalshoek|thema)\b")
# An entry is meant when so much of one is named, and so much of what is named stands in it: by the first alone 35 of
# 5,289 hand-made questions more went wrong, cells and lists above all.
MIN_SHARE, MIN_OWN = 0.5, 0.8
MIN_WORDS = 2


def ask_place(question: str, library: Library) -> str:
    """Return "Waar staat ‘X’?" for a question for the place of an entry of a table; unchanged where it is none."""
    folded = fold(question)
    if not OF_PLACE.search(folded):
        return question
    entry = _entry(question)
    if len([word for word in words(entry) if word not in STOPWORDS]) < MIN_WORDS or not _stands(entry, library):
        return question
    kind = KIND.search(folded)
    return ASKED_IN.format(kind=kind.group(), entry=entry) if kind else ASKED_AS.format(entry=entry)


def _entry(question: str) -> str:
    """Return what is left of a question when nothing else but asking stands around it; '' where more does."""
    quoted = QUOTED.search(question)
    if quoted:
        rest = question[: quoted.start()] + " " + question[quoted.end() :]
        return quoted["entry"].strip() if all(map(_asks, words(rest))) else ""
    tokens = question.split()
    while tokens and all(map(_asks, words(tokens[0]))):
        tokens = tokens[1:]
    while tokens and all(map(_asks, words(tokens[-1]))):
        tokens = tokens[:-1]
    return " ".join(tokens).strip(" ,.;:?!")


def _asks(word: str) -> bool:
    return word in STOPWORDS or is_asking(word, (*FRAMES, FOR_PLACE))


def _stands(entry: str, library: Library) -> bool:
    """Tell whether a cell of a table holds an entry of about these words."""
    asked = stem_set(entry)
    items = (item for p in library.tables if p.table for row in p.table.rows for cell in row for item in cell)
    return any(
        len(asked & stem_set(item)) >= MIN_OWN * len(asked) and item_share(item, asked, library) >= MIN_SHARE
        for item in items
        if len(item.split()) >= MIN_WORDS
    )
