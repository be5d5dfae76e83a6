"""Recognise a claim that somebody asks to have checked, however it is put."""

import re

CLAIM_ASKED = "Klopt het dat {claim}?"
# "Klopt het dat", "mag ik zeggen dat".
OPENING = (
    r"(?:klopt (?:het|['’]?t)(?: (?:echt|eigenlijk|nou|nu|dan|inderdaad|ook))?|"
    r"is het (?:echt |eigenlijk |inderdaad )?(?:waar|zo|juist|correct)|(?:kun|kan|kunt) (?:je|u|jij) bevestigen|"
    r"(?:kan|mag) ik (?:[\w-]+ ){0,4}?(?:zeggen|stellen|schrijven|opschrijven|beweren|uitgaan)|"
    r"klopt de (?:bewering|stelling|uitspraak|zin|claim))"
)
EITHER = r"waar of niet(?: waar)?|waar of onwaar|juist of onjuist|ja of nee"
# "Klopt deze stelling:", "waar of niet waar:".
BEFORE = (
    r"(?:klopt (?:dit|(?:deze|de volgende) (?:zin|bewering|stelling|uitspraak|claim))|"
    rf"(?:is )?(?:dit |deze (?:zin|stelling|bewering) )?(?:{EITHER}|goed of fout|feit of fabel))"
)
# Where it was heard: "in een verslag las ik", "mijn collega beweert".
SAYS = r"(?:zegt|zei|beweert|beweerde|stelt|stelde|schrijft|schreef|denkt|houdt vol)"
THE = r"(?:een|mijn|ons|onze|het|de|die|dat)"
HEARD = (
    rf"(?:(?:in|op|volgens) {THE} [\w-]+ (?:las|lees|hoorde|zag|vond) ik(?: over)?|"
    rf"(?:in|op) {THE} [\w-]+ (?:staat|stond)|ik (?:las|hoorde|lees|hoor|dacht|denk)(?: ergens| eens| laatst)?|"
    rf"{THE} (?:[\w-]+ )?[\w-]+ {SAYS}|(?:iemand|men|hij|zij|ze) {SAYS}|er (?:wordt|werd) (?:gezegd|beweerd))"
)
# "Klopt dat?", "toch?", "heeft hij gelijk?"
WHETHER = (
    r"(?:klopt (?:dat|dit|het)(?: (?:wel|echt|eigenlijk|nou|nu|dan))?|dat klopt toch|toch|nietwaar|"
    r"is (?:dat|dit|het) (?:echt |wel |eigenlijk )?(?:zo|waar|juist|terecht|correct)|"
    rf"{EITHER}|heb ik (?:dan |daarin )?gelijk|"
    r"(?:heeft|hebben) (?:hij|zij|ze|die|(?:mijn|de|onze|die) [\w-]+) (?:dan |daarin )?gelijk)"
)
# In order: the claim in a clause, the claim behind a colon, a claim that is told first and asked about behind it.
FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^{OPENING},? dat (?P<claim>.+?)\??$",
        rf"^{BEFORE}\W*[:,.?] *(?P<claim>.+?)\??$",
        rf"^(?:{HEARD}(?: dat|[:,]|, dat) )?(?P<claim>.+?)[.,;:!–-]? ?[‘’“”\"']?[.,;]? {WHETHER}\s?\?$",
    )
)
# "Zegt De Wit dat", of somebody with a name.
ASCRIBED = re.compile(
    r"^(?i:zegt|zeggen|stelt|stellen|vindt|vinden|beweert|beweren|schrijft|schrijven) "
    r"(?:echt |ook )?(?P<who>[A-Z](?:[\w'’.&,-]+ ){1,8}?)(?:echt |ook |nou |eigenlijk |inderdaad )?"
    r"dat (?P<claim>.+?)\??$"
)
# A statement begins with no question word, is one sentence and no question itself, and tells nobody's own story.
NO_STATEMENT = re.compile(
    r"\b(?:ik|wij|we|ons|onze|mij|mijn)\b|[.!] +[A-Z]|\?|"
    r"^(?:wat|wie|waar\w*|hoe\w*|welke?|wanneer|is|zijn|heeft|hebben|kan|kun|moet|mag|zal|zou|en|maar|of|dus)\b",
    re.IGNORECASE,
)
MIN_WORDS, MAX_WORDS = 3, 45


def claim_in(text: str) -> str:
    """Return the claim that `text` asks to have checked, with to whom it is ascribed; '' where it asks otherwise."""
    for form in (*FORMS, ASCRIBED):
        match = form.match(text.strip())
        if match is None:
            continue
        claim = match.group("claim").strip(" .;:,‘’“”\"'")
        if form is ASCRIBED:
            claim = f"volgens {match.group('who').strip()} {claim}"
        if MIN_WORDS <= len(claim.split()) <= MAX_WORDS and not NO_STATEMENT.search(claim):
            return claim
    return ""


def ask_whether(text: str) -> str:
    """Return `text` as the one question for whether its claim is so; as it is where it makes none."""
    claim = claim_in(text)
    return CLAIM_ASKED.format(claim=claim) if claim else text
