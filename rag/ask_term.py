"""Ask what a term means in one way, however somebody asks it: "mag ik een omschrijving van …", "… = ?"."""

import re

from rag.ask_frame import is_frame
from rag.text import words

# A term takes few words; what is longer asks for something else.
MOST_WORDS = 6
TERM = r"(?P<term>[\w'’‘\"“”()/ -]{2,70}?)"
MEANING = (
    r"(?:definitie|omschrijving|begripsbepaling|begripsomschrijving|begripsdefinitie|betekenis|uitleg|toelichting|"
    r"verheldering|verklaring)"
)
ASKED_AS = tuple(
    re.compile(pattern + r"[ .?!]*", re.IGNORECASE)
    for pattern in (
        rf"(?P<lead>.{{0,60}}?)\b{MEANING} (?:van|bij|over|omtrent) {TERM}",
        rf"wat (?:er )?(?:onder|met) {TERM} (?:wordt|word|valt te|te|bedoeld|verstaan)(?: (?:wordt|bedoeld|verstaan|bedoelen))+",
        rf"wat (?:wordt|word|valt)(?: er)? (?:met|onder) {TERM} (?:te )?(?:bedoeld|verstaan|bedoelen)(?: wordt)?",
        rf"wat (?:wordt|word|valt)(?: er)?(?: te)? (?:bedoeld met|verstaan onder|verstaan we onder) {TERM}",
        rf"wat (?:moet|kan) (?:ik|je|men) (?:me|mij|je|zich)? ?(?:voorstellen bij|verstaan onder|bij) {TERM}(?: voorstellen)?",
        rf"hoe (?:zou|kun|zouden|kan) (?:je|jij|u|men|ge) {TERM} (?:omschrijven|definiëren|uitleggen)",
        rf"hoe (?:wordt|word) {TERM} (?:gedefinieerd|omschreven|uitgelegd)(?: in .*)?",
        rf"hoe (?:omschrijf|definieer|omschrijft|definieert|omschrijven|definiëren) (?:je|men|jij|u|ze|we|de auteurs|de bronnen) {TERM}",
        rf"(?P<lead>.{{0,60}}?)\b(?:omschrijf|definieer|verklaar|omschrijven|definiëren) {TERM}",
        rf"leg (?:(?:me|mij|ons|eens|even) )*{TERM}(?: eens| even)? uit",
        rf"(?P<lead>.{{0,60}}?)\b{TERM} (?:eens )?(?:uitleggen|toelichten|verduidelijken|omschrijven|definiëren|uitgelegd krijgen)",
        rf"{TERM} ?= ?(?:wat)?",
        rf"(?:wat )?beteken(?:t|d|is) {TERM}",
        rf"{TERM},? (?:wat (?:is|betekent|houdt) (?:dat|dit|het)(?: in)?|wat moet dat voorstellen|leg dat (?:eens |even )*uit)",
    )
)
# What may stand behind a term and is no part of it.
BEHIND = re.compile(
    r"(?: (?:aub|svp|graag|precies|juist|nu|nou|eigenlijk|dan|eens|even|in deze context))+$", re.IGNORECASE
)
# "Het verschil tussen" compares; what points back or asks is no term.
NO_TERM = re.compile(
    r"\b(?:verschil|verschillen|onderscheid|tussen|wat|waarom|hoe|welke?|wie|dat|dit|die|deze|het|ze|hij|hun|onze?|mijn|je|tabel|figuur|rol|belang)$|"
    r"\b(?:verschil|verschillen|onderscheid|tussen|wat|waarom|hoe|welke?|wie|volgens)\b",
    re.IGNORECASE,
)


def ask_term(question: str) -> str:
    """Return "Wat is X?" for a question that asks what X means in other words; unchanged where it does not."""
    for pattern in ASKED_AS:
        asked = pattern.fullmatch(question)
        if asked is None:
            continue
        lead = asked.groupdict().get("lead") or ""
        term = BEHIND.sub("", asked["term"].strip())
        if is_frame(lead) and 0 < len(words(term)) <= MOST_WORDS and not NO_TERM.search(term) and not is_frame(term):
            return f"Wat is {term}?"
    return question
