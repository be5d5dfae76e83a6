"""Ask what a term means in one way, however somebody asks it: "mag ik een omschrijving van …", "… = ?"."""

import re

from rag.asking_words import is_frame, without_asking
from rag.library import Library
from rag.named_sources import find_sources
from rag.text import fold, words

# A term takes few words; what is longer asks for something else.
MOST_WORDS = 6
TERM = r"(?P<term>[\w'’‘\"“”()/ -]{2,70}?)"
MEANING = (
    r"(?:definitie|omschrijving|begripsbepaling|begripsomschrijving|begripsdefinitie|betekenis|uitleg|toelichting|"
    r"verheldering|verklaring)"
)
PASSIVE = r"(?:gedefinieerd|omschreven|uitgelegd)"
TO_DEFINE = r"(?:omschrijven|definiëren|uitleggen|toelichten|verduidelijken|uitgelegd krijgen)"
DEFINE = r"(?:omschrijf|definieer|omschrijft|definieert|verklaar|omschrijven|definiëren)"
WHO = r"(?:je|jij|u|men|ge|we|ze|ik|de auteurs|de bronnen)"
LEAD = r"(?P<lead>.{0,60}?)\b"
ASKED_AS = tuple(
    re.compile(pattern + r"[ .?!]*", re.IGNORECASE)
    for pattern in (
        rf"{LEAD}{MEANING} (?:van|bij|over|omtrent) {TERM}",
        rf"wat (?:er )?(?:onder|met) {TERM} (?:wordt|word|valt te|te|bedoeld|verstaan)"
        r"(?: (?:wordt|bedoeld|verstaan|bedoelen))+",
        rf"wat (?:wordt|word|valt)(?: er)? (?:met|onder) {TERM} (?:te )?(?:bedoeld|verstaan|bedoelen)(?: wordt)?",
        rf"wat (?:wordt|word|valt)(?: er)?(?: te)? (?:bedoeld met|verstaan onder|verstaan we onder) {TERM}",
        rf"wat (?:moet|kan) {WHO} (?:me|mij|je|zich)? ?(?:voorstellen bij|verstaan onder|bij) {TERM}(?: voorstellen)?",
        rf"hoe (?:zou|kun|zouden|kan) {WHO} {TERM} {TO_DEFINE}",
        rf"hoe (?:wordt|word) {TERM} {PASSIVE}(?: in .*)?",
        rf"hoe {DEFINE} {WHO} {TERM}",
        rf"{LEAD}(?:omschrijf|definieer|verklaar|omschrijven|definiëren) {TERM}",
        rf"leg (?:(?:me|mij|ons|eens|even) )*{TERM}(?: eens| even)? uit",
        rf"{LEAD}{TERM} (?:eens )?{TO_DEFINE}",
        rf"{TERM} ?= ?(?:wat)?",
        rf"(?:wat )?beteken(?:t|d|is) {TERM}",
        rf"{TERM},? (?:wat (?:is|betekent|houdt) (?:dat|dit|het)(?: in)?|wat moet dat voorstellen)",
        rf"{TERM},? leg dat (?:eens |even )*uit",
    )
)
# The same of what a source understands by it. "Hoe omschrijft X" is understood as it is, and so is who is no source.
WHOSE = r"(?P<whose>(?:(?:het|de|dit|die) )?[\w'’.& -]{2,45}?)"
UNDERSTANDS = r"(?:verstaat|verstaan|typeert|typeren|karakteriseert)"
# "Wat is volgens X het nadeel van Y" asks what X says of Y, and not what a term means; Van de Loo is no such "van".
NOT_OF = r"(?-i:(?!.*\b(?:van|om|bij|in|achter|voor|als|dat|wanneer)\b))"
ASKED_OF = tuple(
    re.compile(pattern + r"[ .?!]*", re.IGNORECASE)
    for pattern in (
        rf"wat (?:verstaat|verstaan) {WHOSE} onder {TERM}",
        rf"wat (?:bedoelt|bedoelen) {WHOSE} met {TERM}",
        rf"hoe {UNDERSTANDS} {WHOSE} {TERM}",
        rf"(?:wat is |geef |noem )?(?:de )?{MEANING} van {TERM} (?:volgens|bij|van|uit|in) {WHOSE}",
        rf"(?:wat is )?{WHOSE}(?:'s|s|’s|') {MEANING} van {TERM}",
        rf"wat is (?:volgens|bij|voor) {NOT_OF}{WHOSE} (?=een |de |het ){TERM}",
        rf"hoe (?:wordt|is) {TERM} (?:door|bij|in) {WHOSE} {PASSIVE}",
    )
)
# What may stand behind a term and is no part of it.
BEHIND = re.compile(
    r"(?: (?:aub|svp|graag|precies|juist|nu|nou|eigenlijk|dan|eens|even|in deze context))+$", re.IGNORECASE
)
# "Het verschil tussen" compares; what points back or asks is no term.
NO_TERM = re.compile(
    r"\b(?:dat|dit|die|deze|het|ze|hij|hun|onze?|mijn|je|eerste|tweede|derde|vierde|laatste|tabel|figuur|rol|belang)$|"
    r"\b(?:verschil|verschillen|onderscheid|tussen|wat|waarom|hoe|welke?|wie|volgens)\b",
    re.IGNORECASE,
)
PLAIN = re.compile(r"wat (?:is|zijn) (?:(?:de|het|een) )?(?P<term>[^?.!,]{3,50}?) ?[?.!]*", re.IGNORECASE)
# A synonym is another form of a term when they begin with the same letters.
MIN_ROOT = 6


def ask_term(question: str) -> str:
    """Return "Wat is X?" for a question that asks what X means in other words; unchanged where it does not."""
    for pattern in ASKED_AS:
        asked = pattern.fullmatch(question)
        if asked is None:
            continue
        lead = asked.groupdict().get("lead") or ""
        term = without_asking(BEHIND.sub("", asked["term"].strip()))
        if is_frame(lead) and 0 < len(words(term)) <= MOST_WORDS and not NO_TERM.search(term) and not is_frame(term):
            return f"Wat is {term}?"
    return question


def ask_term_of(question: str, library: Library) -> str:
    """Return "Wat bedoelt TNO met X?" for a question, in other words, for what a source means by a term."""
    for pattern in ASKED_OF:
        for asked in filter(None, (pattern.fullmatch(question),)):
            whose, term = asked["whose"].strip(), BEHIND.sub("", asked["term"].strip())
            if (
                find_sources(fold(whose), library)
                and 0 < len(words(term)) <= MOST_WORDS
                and not NO_TERM.search(term)
                and not is_frame(term)
            ):
                return f"Wat bedoelt {whose} met {term}?"
    return question


def with_own_term(question: str, library: Library) -> str:
    """Return "Wat is opportunistisch gedrag?" for "Wat is opportunisme?": the library knows the one by the other."""
    asked = PLAIN.fullmatch(question)
    if asked is None:
        return question
    word = fold(asked["term"])
    known = {fold(term.term) for term in library.terms if word in map(fold, (term.term, *term.synonyms))}
    if len(known) != 1 or word in known or len(word) < MIN_ROOT:
        return question
    (term,) = known
    return f"Wat is {term}?" if term.startswith(word[:MIN_ROOT]) else question
