"""Know how people ask where an answer comes from: "waar staat dat?", "wie zegt dat?", "weet je dat zeker?"."""

import re

THAT = r"(?:dat|dit|het|die)"
ADVERBS = r"(?: (?:precies|eigenlijk|dan|allemaal|nu|ergens|zo|wel|echt|in de bronnen|letterlijk|terug))*"
WORK = r"(?:bron|tekst|boek|artikel|werk|rapport|hoofdstuk|paragraaf|publicatie|stuk|auteur|schrijver)"
SHOWN = r"(?:bron(?:nen|vermelding|vermeldingen)?|vindplaats|citaat|citaten|verwijzing)"
FILLERS = r"(?: (?:daar|hier|daarvan|hiervan|daarvoor|hiervoor|eens|even|ook|de|een|je|jouw|uw|bij|voor|van))*"
# A question for where the last answer comes from, and for nothing else: its subject would make it another question.
ASKS_SOURCE = tuple(
    re.compile(pattern + r"[ ?!.,]*")
    for pattern in (
        rf"wie (?:zegt|zei|schrijft|schreef|beweert|stelt|vindt|meldt|concludeert) {THAT}{ADVERBS}",
        rf"(?:volgens wie|van wie)(?: (?:is|komt) {THAT})?{ADVERBS}(?: vandaan)?",
        rf"waar (?:staat|komt|haal je|heb je|lees ik|vind ik|lees je|vind je|kan ik|kun je) {THAT}{ADVERBS}"
        r"(?: vandaan| lezen| nalezen| vinden| terugvinden)?",
        rf"(?:uit|in|op|van|bij) welke? {WORK}(?: (?:komt|staat|is|lees ik|vind ik|haal je) {THAT})?{ADVERBS}"
        r"(?: vandaan| uit)?",
        rf"op (?:welke|wat voor) (?:bladzijden?|blz|pagina)(?: (?:staat|vind ik|lees ik) {THAT})?{ADVERBS}",
        rf"welke? (?:{WORK}|bronnen) (?:zegt|zeggen|is|zijn|heb je) {THAT}{ADVERBS}(?: gebruikt)?",
        rf"wat (?:is|zijn){FILLERS} bron(?:nen)?{FILLERS}{ADVERBS}",
        rf"(?:(?:mag|kan) ik|heb je|geef(?: me| mij)?|noem|kun je|graag){FILLERS} {SHOWN}{FILLERS}"
        r"(?: (?:geven|noemen|krijgen|zien|hebben|erbij|graag))*",
        rf"{SHOWN}(?: graag)?",
        rf"(?:waarop|waar) (?:baseer je {THAT}|is {THAT}){ADVERBS}(?: op)?(?: gebaseerd)?",
        rf"hoe (?:weet je {THAT}|kom je (?:daar|hier)(?:bij|aan)|kom je aan {THAT}){ADVERBS}",
        rf"weet je {THAT}{ADVERBS} zeker|klopt {THAT}{ADVERBS}|is {THAT}(?: wel| echt)? (?:zo|waar|zeker)",
    )
)


def is_for_source(asked: str) -> bool:
    """Tell whether `asked` (folded, without what opens it) asks for a source and for nothing else."""
    return any(pattern.fullmatch(asked) for pattern in ASKS_SOURCE)
