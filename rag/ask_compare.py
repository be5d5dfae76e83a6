"""Ask how two things differ in one way, however somebody asks it: "hoe verhoudt A zich tot B", "A vs B"."""

import re

from rag.asking_words import is_frame, without_asking
from rag.text import words

ASKED_AS = "Wat is het verschil tussen {one} en {other}?"
MOST_WORDS = 7
ONE, OTHER = r"(?P<one>[\w'’‘/()-][\w'’‘/() -]{1,60}?)", r"(?P<other>[\w'’‘/()-][\w'’‘/() -]{1,60}?)"
LEAD, REST = r"(?P<lead>(?:[\w,' -]{0,60} )??)", r"(?P<rest>(?:,.{0,60})?)"
DIFFERENCE = r"(?:het |de |een |wezenlijk |belangrijkste |grote |voornaamste )*(?:verschil|verschillen|onderscheid)"
ASKED = tuple(
    re.compile(rf"{LEAD}{pattern}{REST}[ .?!]*", re.IGNORECASE)
    for pattern in (
        rf"{DIFFERENCE}(?: te maken)? tussen {ONE} en {OTHER}",
        rf"(?:vergelijk|vergelijking (?:van|tussen)) {ONE} (?:met|en) {OTHER}",
        rf"{ONE} (?:vergelijken|contrasteren) met {OTHER}",
        rf"{ONE} (?:met|en) {OTHER} (?:vergelijken|contrasteren|te vergelijken|te contrasteren)",
        rf"(?:zet|leg) {ONE} (?:eens )?(?:naast|tegenover) {OTHER}",
        rf"{ONE} en {OTHER} (?:eens )?naast elkaar(?: zetten| leggen)?",
        rf"hoe verhoudt {ONE} zich tot {OTHER}",
        rf"(?:in hoeverre|hoe|waarin) (?:verschilt|wijkt) {ONE} (?:af )?van {OTHER}",
        rf"(?:in hoeverre|hoe|waarin) verschillen {ONE} en {OTHER}(?: van elkaar)?",
        rf"(?:is|zijn) {ONE} en {OTHER} (?:niet |gewoon |eigenlijk )*hetzelfde",
        rf"is {ONE} (?:niet |gewoon |eigenlijk )*hetzelfde als {OTHER}",
        rf"hoe (?:moet|kan) ik {ONE} onderscheiden van {OTHER}",
        rf"{ONE} en {OTHER} (?:steeds |altijd |telkens )*door elkaar",
        rf"{ONE} (?:vs\.?|versus) {OTHER}",
    )
)
# What is joined to more, or asks itself, is not one of two things; "Kaats en Opheij" wrote together.
NO_SIDE = re.compile(
    r"\b(?:wat|waarom|hoe|welke?|wie|dat|dit|die|deze|ze|hun|als|volgens|volgt|tussen|op het gebied|qua)\b",
    re.IGNORECASE,
)
JOINED = re.compile(r"\ben (?!(?:van |de |den )*[A-Z])")


def ask_difference(question: str) -> str:
    """Return "Wat is het verschil tussen A en B?" where a question compares two things; else `question` itself."""
    for pattern in ASKED:
        asked = pattern.fullmatch(question)
        if asked is None or not is_frame(asked["lead"]) or not is_frame(asked["rest"]) or NO_SIDE.search(asked["one"]):
            continue
        one, other = without_asking(asked["one"]), asked["other"].strip()
        if _is_side(one) and _is_side(other):
            return ASKED_AS.format(one=one, other=other)
    return question


def _is_side(side: str) -> bool:
    return 0 < len(words(side)) <= MOST_WORDS and not (NO_SIDE.search(side) or JOINED.search(side) or is_frame(side))
