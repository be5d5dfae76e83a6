"""Tell what kind of thing a question asks for by its words."""

import re

from rag.phrases import NUMBER_WORDS
from rag.query import QuestionKind

# Things by their name, and no more: "faalfactoren bij innovatie", "de zes kenmerken van een netwerkleider".
BARE_PLURAL = (
    r"^(?!.*\b(?:wat|wie|wiens|hoe|hoeveel|waarom|waar\w*|wanneer|welke?|is|zijn|was)\b)(?:(?:de|alle) )?"
    rf"(?:(?:{'|'.join(NUMBER_WORDS[2:])}|\d+) )?(?:\w+e )?\w{{3,}}(?:en|ers|els|ies|'s) (?:van|voor|bij|volgens|in|uit|om|tijdens)\b"
)
# The first rule that matches decides; most specific first.
KIND_RULES: tuple[tuple[QuestionKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (
            QuestionKind.COMPARISON,
            r"\b(verschil(len)? tussen|verschilt|(?<!de )(?<!dat )verschillen (?:(?!als |tussen ).){0,60}(van|met) |vergelijk\w*|overeenkomst\w*|(?<!staat )(?<!staan )tegenover|versus|vs\.?|"
            r"anders dan|(leg|zet)\b[^.?]{3,80}\bnaast\b|als je [^.?]{3,60}\bnaast\b[^.?]{3,60}\b(legt|zet)|het (met elkaar )?(on)?eens|spreken .* tegen|compare|difference between|differ from|unterschied|diff[eé]rence)\b",
        ),
        (
            QuestionKind.REVERSE,
            r"\b((bij|in|onder|tot|uit|van|vanuit|binnen) (welke?|wat voor) (discipline|disciplinaire|invalshoek|vakgebied|\w*fase|thema|tabel|soort fit|"
            r"domein|activiteit|perspectief|type|categorie|groep|paradox|kolom|perspektief|hoofdstuk|kop|kopje|rubriek|noemer|rijtje|lijstje|kwadrant|vakje|stadium)|welke (discipline|invalshoek) noemt|"
            r"welke? (discipline|invalshoek|fase|thema|tabel|activiteit|domein|categorie|soort fit) (is|hoort|staat|past|zijn)|"
            r"waar (staat(?! of valt| (?:de )?[\w-]+ voor\b)|staan(?! (?:de )?[\w-]+ voor\b)|vind|vinden|lees|lezen)|in which (table|discipline|phase)|which discipline)\b",
        ),
        (
            QuestionKind.NUMBER,
            r"\b(hoeveel|hoe ?veel|\w*percentages?|\w*procent|hoe lang|hoe groot|hoe vaak|in welk jaar|uit welk jaar|welk jaar|"
            r"wanneer (was|waren|werd|werden|begon\w*|ging\w*|ontstond\w*|verscheen|startte\w*|eindigde|vond|kwam\w*)|"
            r"welke eeuw|(?:welk|het) aantal|how many|how much|wie ?viele|combien|when (did|was|were))\b|%",
        ),
        (
            QuestionKind.WHO,
            r"\b(wie|van wie|door wie|who|which authors?|wer|qui)\b",
        ),
        (
            QuestionKind.OVERVIEW,
            r"\b(wat (?:staat|valt) er (?:\w+ ){0,5}(?:in|uit)\b.{0,40}\bover\b|wat (?:schrijven|zeggen) ze (?:\w+ ){0,2}over\b|"
            r"overzicht\w*\b.*\b(?:volgens|in|uit|van) (?:\w+ ){0,2}(?:bronnen|teksten|auteurs)|waar gaat .* over|samenvatting|samenvatten|samen te vatten|vat .* samen|hoofdlijn\w*|(in )?grote lijnen|rode draad|slotsom|strekking|"
            r"wat staat er (?:allemaal |zoal |globaal ){0,2}in (?:het|de|dit|dat) (?:[\w&-]+ )?(?:[\w&]+-)?(?:werkboek|rapport|essay|artikel|themanummer|nummer|boek)(?! over)|"
            r"wat is .{0,30}\b(verhaal|kern) van (het|de|dit|dat|die|haar|zijn)|wat is .{0,30}\b(boodschap|strekking) van|"
            r"waar (?:het|de|dit) [\w-]+ over gaat|waar komt (?:het|de|dit) (?:hele )?"
            r"(?:betoog|verhaal|essay|artikel|rapport|werkboek|boek|stuk|tekst|bundel|themanummer)\b.*\bop neer|"
            r"overzicht van wat|kort overzicht van (het|de)|summar\w+)\b",
        ),
        (
            QuestionKind.DEFINITION,
            r"\b(waar sta(?:at|an) (?:de )?[\w-]+ voor\b|wat (is|betekent|betekenen|bedoelt|bedoelen|verstaat|verstaan)\b|wat zijn\b(?! (?:(?:bij|volgens|in|uit) (?:\w+ ){1,3})?de (\w+ ){0,2}\w+(en|s|'s)\b)|wordt verstaan onder|definitie|wat een (?:[\w-]+ ){1,3}(?:is|betekent|inhoudt)(?=\W*$)|"
            r"definieert|definieer|omschrijf\w*|wat houdt .* in|what (is|are|does .* mean)|define|was ist|qu'est-ce)",
        ),
        (
            QuestionKind.LIST,
            r"\b(welke (?!\w+ (is|was)\b)(\w+ ){0,2}(?!is\b|was\b|eens\b)[\w-]+(en|s)\b|noem|geef|som|opsomming|lijst|rijtje|overzicht|alle|punten|wat zijn (?:(?:bij|volgens|in|uit) (?:\w+ ){1,3})?de|list|which \w+s|name the|"
            r"welche \w+|quels?|quelles)\b|" + BARE_PLURAL,
        ),
    )
)
SITUATION = re.compile(
    r"\b(wij|we|ons|onze|ik|mijn|mij|me|our|us|unsere?r?|notre|nos)\b|\b(wat nu|wat te doen|hoe pak|hoe ga je om|advies|tips|help)\b"
)
ADVICE = re.compile(
    r"\b(wat nu|wat (te|moet|moeten|kan|kun|kunnen|zou|zouden|doe|doen) |wat kan ik|hoe (kan|kun|kunnen|pak|pakken|ga|gaan|voorkom\w*|zorg\w*|krijg\w*|"
    r"maak|maken|los|bouw\w*|vergroot|verbeter\w*|herstel\w*|bereik\w*) |advies|adviseer|tips?|help|raad\b|aanpak\w*|oplossing|what (should|can|do) (we|i)|"
    r"how (do|can|should) (we|i)|was (sollen|können) wir|que faire)"
)
# Words that ask for rows even in a question that looks like something else.
ROWS_WORDS = re.compile(
    r"^(valkuilen|succesfactoren|faalfactoren|succesvoorwaarden|voordelen|nadelen)\b|\b(\w*tabel\w*|checklist\w*|actielijst\w*|figuur|bijlage|rij|rijtje|rijen|lijst\w*|opsomming|puntsgewijs|stap voor stap|(?:de|welke) stappen|alles (?:wat|waar\w*)|som .* op|volledige?|complete?|allemaal|alle|noem|kwadrant|\w*schema|matrix|overzicht|"
    r"welke (twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf)|list|table)\b"
)
# Asking for a name, however much it tells of what that person says.
ASKS_AUTHOR = re.compile(r"\b(welke (?:twee |drie )?(auteur|schrijver|denker|onderzoeker|wetenschapper)s?|op wiens)\b")
WHICH_AUTHOR = re.compile(
    r"\bwelke (?:auteur|schrijver|denker|onderzoeker|onderzoekster|wetenschapper)s?\b", re.IGNORECASE
)


def kind_of(folded: str, situation: bool, names_place: bool) -> QuestionKind:
    """Return what is asked; a question that names a source or table asks about the text, not for advice."""
    rules = [kind for kind, pattern in KIND_RULES if pattern.search(folded)]
    if QuestionKind.COMPARISON in rules:
        return QuestionKind.COMPARISON
    if ASKS_AUTHOR.search(folded):
        return QuestionKind.WHO
    if names_place and not situation:
        return rules[0] if rules else QuestionKind.FACT
    if names_place and rules:
        return rules[0]
    if situation or (ADVICE.search(folded) and not rules):
        return QuestionKind.ADVICE
    return rules[0] if rules else QuestionKind.FACT
