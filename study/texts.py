"""Every Dutch sentence the study companion adds of its own, in what it makes and shows."""

# How a source is called inside a sentence; another source goes by the first of its names.
SOURCE_NAMES = {
    "boonstra": "Boonstra",
    "tno": "het TNO-rapport",
    "de-wit": "De Wit",
    "essay": "het essay",
    "common-eye": "het werkboek van Common Eye",
}
# The same in brackets or on a card, where an article would be in the way.
SOURCE_LABELS = {
    "boonstra": "Boonstra",
    "tno": "TNO-rapport",
    "de-wit": "De Wit",
    "essay": "essay",
    "common-eye": "werkboek Common Eye",
}
HET_WORDS = ("type", "thema", "kenmerk", "niveau", "domein", "interventietype")

EXPLAIN_RIGHT = "Juist: {why} {markers}"
EXPLAIN_WRONG = "De andere antwoorden: {reasons}"
EXPLAIN_LIST = "‘{item}’ staat in dit rijtje van {source}."
EXPLAIN_ELSEWHERE = "‘{item}’ staat niet in dit rijtje, maar hier: {caption} ({source})."
EXPLAIN_TERM = "{source} omschrijft ‘{term}’ zo: {definition}"
EXPLAIN_TRUE = "Juist: zo staat het er. {why} {markers}"
EXPLAIN_FALSE = "Onjuist. {why} {markers}"
EXPLAIN_POINTS = "In een volledig antwoord staan deze punten:"
TRUE, FALSE = "Juist", "Onjuist"

LIST_ASK = "{caption}. Welke van de onderstaande hoort daarbij?"
LIST_ASK_ENDED = "Wat hoort bij {caption}?"
LIST_ODD = "{caption}. Welke van de onderstaande hoort daar niet bij?"
LIST_ODD_ENDED = "Wat hoort niet bij {caption}?"
LIST_MISSING = "{caption}. In dit rijtje is er één weggelaten. Welke?"
LIST_MISSING_ENDED = "Hieronder staan {caption}, op één na. Welke ontbreekt?"
LIST_OPEN = "{caption}. Noem ze en leg ze kort uit."
LIST_OPEN_ENDED = "Wat zijn {caption}?"
IN_SOURCE = "{caption} ({source})"

TERM_ASK = "Wat verstaat {source} onder ‘{term}’?"
TERM_NAME = "Welk begrip uit {source} past bij deze omschrijving? ‘{definition}’"
TERM_OPEN = "Leg in je eigen woorden uit wat {source} verstaat onder ‘{term}’."
MATCH_ASK = "Koppel {nouns} aan {article} juiste {key_noun} ({source}, {label}). Welke koppeling klopt?"
TABLES_FROM = "{first} tot en met {last}"
MATCH_OPTION = "{number}-{letter}"
TRUE_FALSE_ASK = "Juist of onjuist? {statement}"
TRUE_FALSE_SOURCE = "Juist of onjuist, volgens {source}? {statement}"
WHO_SOURCE = "In welke bron staat dit? ‘{statement}’"
WHO_BLANK = "Aan wie schrijft {source} dit toe? ‘{statement}’"
EXPLAIN_NOWHERE = "In {source} staat dit niet; het dichtst in de buurt komt: “{quote}”"
EXPLAIN_AUTHOR = "{source} schrijft: “{quote}”"
EXPLAIN_SOURCE_SAYS = "{source} schrijft: “{quote}”"
OPEN_FACTS = "Noem {count} {nouns} die horen bij ‘{key}’ ({source}, {label})."
OPEN_SITUATION = "Situatie: “{situation}” Wat kun je hierover zeggen met {source} in de hand? Onderbouw je antwoord."

BLANK = "…"

# Flashcards
CARD_DEFINITION = "Wat verstaat {source} onder ‘{term}’?"
CARD_EXAMPLE = "{source} vertelt bij ‘{section}’: “{opening}” Hoe gaat dat verder?"
CARD_PARADOX = "Boonstra beschrijft de paradox ‘{title}’. Welke spanning is dat?"
CARD_CHANGED = "gewijzigd"
DECK_NAME = "Alliantiewijzer"
DECK_PART = "Alliantiewijzer::{source}"
CARD_QUOTE = "“{quote}”"
CARD_PLACE = "{short}, {section}{locator}"
CSV_HEADINGS = ("voorkant", "achterkant", "vindplaats", "citaat", "soort", "kenmerk", "gewijzigd")
YES, NO = "ja", "nee"
CSV_QUIZ_HEADINGS = ("soort", "niveau", "vraag", "opties", "goed", "uitleg", "vindplaatsen")

# Exports to learning environments
QUIZ_CATEGORY = "Alliantiewijzer"
ESSAY_GRADER = "Nakijkmodel"
CITED = "[{n}] {short}, {section}{locator}: “{quote}”"
CITED_BARE = "[{n}] {short}, {section}{locator}"

# Wie zegt wat
VIEWS_TITLE = "Wie zegt wat over {theme}"
VIEWS_INTRO = (
    "Per auteur één zin uit de bibliotheek. Auteurs die een bron aanhaalt, staan onder die bron. "
    "Een lege cel betekent dat er van deze auteur niets over dit onderwerp in de bibliotheek staat."
)
VIEW_AUTHOR = "Auteur"
VIEW_ASPECTS = {
    "is": "Wat het is of hoe het werkt",
    "effect": "Wat het oplevert of kost",
    "do": "Wat je ermee doet",
}
VIEW_AGREES, VIEW_DIFFERS = "Sluit aan bij", "Wijkt af van"
VIEW_EMPTY = "Hierover is niets gevonden"
VIEW_NO_OTHER = "Geen zin gevonden"
VIEW_REPORTED = "{author} (aangehaald in {source})"
VIEW_OTHER = "{author}: {sentence}"
VIEW_NOTES = "Waar de bronnen verschillen"
VIEW_NO_NOTES = "De dossiers wijzen voor dit onderwerp geen verschillen tussen bronnen aan."

# Study guide
GUIDE_TITLE = "Studiegids: {subject}"
GUIDE_THEME = "het thema {theme}"
GUIDE_INTRO = (
    "Gemaakt uit de bibliotheek van Alliantiewijzer. De nummers tussen haken verwijzen naar de vindplaatsen achterin."
)
GUIDE_GOALS = "Leerdoelen"
GUIDE_GOALS_LEAD = "Na het bestuderen van deze gids kun je:"
GOAL_RELATION = "van {nouns} aangeven bij welke {key_noun} ze horen ({label})"
GOAL_TERMS = "uitleggen wat {source} verstaat onder {terms}"
GOAL_CASES = "aan de hand van {section} laten zien hoe dit in de praktijk gaat"
GOAL_SITUATION = "in een situatie uit de praktijk herkennen welke {noun} uit {label} speelt"
GUIDE_OUTLINE = "Opzet van de tekst"
GUIDE_TERMS = "Kernbegrippen"
GUIDE_TERM, GUIDE_MEANING = "Begrip", "Betekenis"
GUIDE_TABLES = "Tabellen en lijsten"
GUIDE_CASES = "Voorbeelden uit de praktijk"
GUIDE_QUESTIONS = "Oefenvragen"
GUIDE_ANSWERS = "Antwoordmodel"
GUIDE_ROUTES = "Leesroute naar beschikbare tijd"
GUIDE_ROUTE = "In {minutes} minuten"
GUIDE_ROUTE_LEAD = "Lees deze onderdelen, samen ongeveer {words} woorden:"
GUIDE_ROUTE_PART = "{section} (ongeveer {minutes} min.)"
GUIDE_NOTHING = "Hierover staat niets in deze keuze uit de bibliotheek."
GUIDE_SOURCES = "Vindplaatsen"
MINUTE, MINUTES = "minuut", "minuten"

# Lesson kit
KIT_TITLE = "Lesblad: {subject}"
KIT_SITUATION = "De situatie"
KIT_SITUATION_LEAD = "Lees het voorbeeld en bespreek het in tweetallen."
KIT_QUESTIONS = "Vragen"
KIT_DISCUSS = "Om samen te bespreken"
KIT_ANSWERS = "Antwoordblad: {subject}"
KIT_ANSWERS_LEAD = "Alleen voor de trainer. Deel dit blad niet mee uit."
KIT_NO_SITUATION = "In deze keuze staat geen uitgewerkt voorbeeld. Begin met de vragen."

# Mind map
MAP_MORE = "en nog {count}"
MAP_ALT = "Mindmap van {subject}: {branches} takken met begrippen en tabellen"
WHOLE_LIBRARY = "de hele bibliotheek"
