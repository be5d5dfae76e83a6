"""Recognise a sentence in a document that speaks to a language model instead of to a reader.

Such a sentence is content, never an order; but content that nobody who searches a library asked for. A passage that holds
one is kept out of the index (`ingest.set_aside`) and out of what a language model is given.
"""

import re
from functools import lru_cache

from rag.records import Passage
from rag.text import clean, fold

_NL_SOURCES = r"(?:bron(?:nen)?|instructies?|opdracht(?:en)?|regels?|prompts?|aanwijzing(?:en)?|richtlijn(?:en)?|context|passages?|bovenstaande|voorgaande|bibliotheek|vraag)"
_EN_SOURCES = r"(?:instructions?|sources?|rules?|prompts?|guidelines?|context|passages?|above|previous|prior|earlier|library|documents?|text|question)"
_NL_ANSWER = r"(?:antwoord(?:en)?|reactie|bericht|tekst|zin(?:nen)?)"
_EN_ANSWER = r"(?:answers?|repl(?:y|ies)|responses?|outputs?|messages?)"
_NL_VERB = r"(?:antwoord|reageer|zeg|schrijf|geef|vermeld|noem|meld|begin|eindig|sluit|toon|citeer|verwijs|voeg|plaats|zet|neem|gebruik|vertel|stel|herhaal|druk|laat|onthul|vertaal|spreek|maak)"
_EN_VERB = r"(?:answer|respond|reply|say|write|give|state|mention|begin|start|end|finish|show|cite|quote|refer|insert|include|add|put|use|tell|repeat|print|reveal|translate|speak|output|append|render|display|claim)"
PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # Set aside what you were told.
        rf"\b(?:negeer|vergeet|omzeil|overschrijf|(?:sla|laat) [^.]{{0,60}}(?:over\b|buiten beschouwing)|houd je niet aan|trek je niets aan van)\b[^.!?]{{0,80}}\b{_NL_SOURCES}\b",
        rf"\b(?:ignore|disregard|forget|override|bypass|skip|do not follow|don't follow)\b[^.!?]{{0,80}}\b{_EN_SOURCES}\b",
        r"\b(?:gebruik|raadpleeg) (?:geen|niet)\b[^.!?]{0,40}\b(?:bron(?:nen)?|passages?|bibliotheek)\b[^.!?]{0,60}\b(?:maar|antwoord|schrijf|zeg|verzin)\b",
        r"\b(?:do not|don't|never) use\b[^.!?]{0,40}\b(?:sources?|passages?|library|documents?)\b",
        # You, the machine.
        r"\b(?:systeem|system)[- ]?(?:prompt|opdracht|bericht|message|instructies?|instructions?)\b",
        r"\b(?:je|jouw|uw|your|the|de) (?:eigen |volledige |verborgen |full |hidden |initial |own )*(?:prompt|instructieset)\b",
        r"\b(?:beste|dear|hallo|hello|hey|hi|let op|attention|attentie|note to|notitie voor|bericht (?:aan|voor)|message (?:to|for)|instructie(?:s)? (?:aan|voor)|instructions? (?:to|for)|opdracht (?:aan|voor)|ter attentie van)\b[^.!?]{0,30}\b(?:ai|assistent|assistant|taalmodel(?:len)?|language models?|chatbot|llm|model|bot|ai-(?:assistent|systeem)|gpt|chatgpt)\b",
        r"\b(?:als|indien|wanneer|if|when|since) (?:je|u|jij|you)\b[^.!?]{0,20}\b(?:een |an? |the )?(?:ai|taalmodel|language model|assistent|assistant|chatbot|llm|bot)\b",
        r"\b(?:je bent|u bent|jij bent|you are|you're) (?:nu|now|voortaan|from now on|een|an?|the)\b[^.!?]{0,40}\b(?:assistent|assistant|taalmodel|language model|chatbot|ai|dan|piraat|pirate|bot|expert zonder|unrestricted)\b",
        r"\b(?:doe alsof|gedraag je als|speel de rol|neem de rol|pretend|act as|roleplay|role-play)\b",
        r"\b(?:vanaf nu|voortaan|from now on|henceforth)\b[^.!?]{0,60}\b(?:je|u|antwoord\w*|you|answer\w*|respond\w*|reply|alle antwoorden|all answers)\b",
        # Say this, this way, in that language.
        rf"\b{_NL_VERB}\b[^.!?]{{0,50}}\b(?:in|naar) het (?:engels|duits|frans|spaans|chinees|russisch|latijn|italiaans|pools|turks|arabisch|fries|zweeds|deens|portugees|japans)\b",
        rf"\b{_EN_VERB}\b[^.!?]{{0,50}}\b(?:in|into|to) (?:[a-z]+ish|klingon|english|german|french|spanish|dutch|chinese|russian|latin|italian|polish|turkish|arabic|swedish|danish|portuguese|japanese)\b",
        r"\b(?:antwoord|reageer|schrijf|zeg)\b[^.!?]{0,20}\b(?:alleen|uitsluitend|enkel|slechts|altijd|steeds|voortaan|telkens)\b[^.!?]{0,25}(?:\bmet\b|:|\bdat\b|[\"“‘'])",
        r"\b(?:answer|respond|reply|write|say)\b[^.!?]{0,20}\b(?:only|always|just|exclusively|solely)\b[^.!?]{0,25}(?:\bwith\b|:|\bthat\b|[\"“‘'])",
        rf"\b(?:elk|ieder|alle|je|uw|jouw|het|dit|volgende|eerstvolgende) (?:eigen )?{_NL_ANSWER}\b[^.!?]{{0,60}}\b(?:af met|met de (?:tekst|zin|woorden|link|melding|code)|moet(?:en)? (?:beginnen|eindigen|bevatten|zijn|in het)|begint|eindigt|bevat (?:altijd|steeds))\b",
        rf"\b(?:every|each|all|your|the|any|next) {_EN_ANSWER}\b[^.!?]{{0,60}}\b(?:must|should|has to|have to|needs? to|with the (?:text|words|link|sentence|phrase|code)|shall)\b",
        rf"\b(?:begin|eindig|sluit|open|start)\b[^.!?]{{0,40}}\b(?:elk|ieder|alle|je|uw|jouw|het|dit) {_NL_ANSWER}\b",
        rf"\b(?:begin|end|start|finish|close|open)\b[^.!?]{{0,30}}\b(?:every|each|all|your|the|any) {_EN_ANSWER}\b",
        rf"\b(?:in|aan|bij|onder|boven|voor) (?:je|uw|jouw|elk|ieder|alle|het) {_NL_ANSWER}\b[^.!?]{{0,60}}\b(?:op|toe|link|afbeelding|plaatje|logo|adres|url)\b",
        rf"\b(?:in|to|into|with|under|above|at the (?:end|start|top|bottom) of) (?:your|every|each|all|the|any) {_EN_ANSWER}\b",
        rf"\b{_NL_VERB}\b[^.!?]{{0,60}}\b(?:link|hyperlink|url|afbeelding|plaatje|markdown|html|webadres|iframe|script)\b[^.!?]{{0,60}}\b(?:toe|antwoord\w*|op|in|weer|af|naar|https?)\b",
        rf"\b{_EN_VERB}\b[^.!?]{{0,60}}\b(?:link|hyperlink|url|image|picture|markdown|html|iframe|script|web address)\b",
        # Lean on this work, which is none of the library's.
        r"\b(?:citeer|verwijs|noem|vermeld|gebruik|voer)\b[^.!?]{0,60}\bals (?:(?:enige|eerste|belangrijkste|extra) )?(?:bron|bewijs|auteur|bronvermelding|verwijzing)\b",
        r"\b(?:cite|quote|reference|credit|attribute|mention|name|list|give)\b[^.!?]{0,60}\bas (?:the |an? |your )?(?:only |first |main |extra |primary |additional )?(?:source|author|reference|evidence|citation)\b",
        r"\b(?:citeer|verwijs)\b[^.!?]{0,30}\b(?:altijd|steeds|bij elk antwoord|in elk antwoord|voortaan|uitsluitend|alleen|in plaats daarvan)\b",
        r"\b(?:cite|quote|refer to|attribute)\b[^.!?]{0,40}\b(?:always|only|exclusively|instead|in every|in each|for every)\b|\b(?:always|only|instead) (?:cite|quote|refer|attribute)\b",
        # Show what you were told.
        r"\b(?:toon|onthul|herhaal|geef|druk|schrijf|vertel|laat|print|reveal|repeat|show|display|output|disclose|leak|tell)\b[^.!?]{0,40}\b(?:instructies|instructions|prompt|opdracht(?:en)? (?:die|van je)|regels die je|rules you|configuratie|configuration|geheime (?:tekst|code|opdracht|instructie|sleutel)|secret (?:text|code|key|instructions?)|verborgen tekst|hidden text)\b",
        # Whoever reads this is a machine, and has something to do.
        r"\b(?:ai|ai-systeem|ai systeem|assistent|assistant|taalmodel|language model|chatbot|llm|samenvatter|summari[sz]er|computerprogramma|computer program|antwoordmachine|zoekmachine)\b[^.!?]{0,40}\b(?:moet|dient|hoort|zal|mag|should|must|shall|has to|needs to)\b",
        r"^(?:beste |dear |let op,? |attention,? )?(?:ai|ai-systeem|assistent|assistant|taalmodel|chatbot|llm|model)\s*[:,!]|^(?:aan|voor|to|for) (?:de |het |alle |elke |any |the |all )?(?:automatische? |ai-?)?(?:samenvatter|assistent|assistant|taalmodel(?:len)?|language models?|chatbots?|lezende machine|ai|llms?|systeem|bots?)\b",
        r"\b(?:new|hidden|secret|updated|nieuwe?|verborgen|geheime|bijgewerkte) (?:instructions?|task|orders?|rules?|instructies?|opdracht(?:en)?|taak|regels)\b\s*:",
        r"\b(?:your|you have a) (?:new |only |real |true )?(?:goal|task|job|mission|objective|role) (?:is|now)\b|\b(?:je|jouw|uw) (?:nieuwe |enige |echte )?(?:doel|taak|opdracht|missie|rol) is (?:nu|om|het)\b",
        r"\bcorrect (?:answer|response|reply) (?:to|for|is)\b|\bhet enige? (?:juiste|goede|correcte) antwoord\b|\bhet (?:juiste|correcte|gewenste) antwoord (?:op|is|luidt|bij)\b",
        r"\b(?:if|when|whenever|should) (?:someone|anyone|a user|the user|a reader|the reader|asked|people)\b[^.!?]{0,80}\b(?:respond|answer|reply|say|tell|claim|state)\b",
        r"\b(?:als|wanneer|indien|zodra) (?:iemand|een lezer|de lezer|een gebruiker|de gebruiker|men|er)\b[^.!?]{0,80}\b(?:antwoord|zeg|beweer|meld|reageer|schrijf) (?:dan|je|u|met|dat)\b",
        r"\b(?:tell|convince|persuade|inform|ask|advise|urge|warn|recommend\b[^.!?]{0,40}\bto) (?:the |every |all )?(?:users?|readers?|person asking|visitor)\b|^(?:please )?(?:vertel|overtuig|adviseer|zeg tegen|beveel|raad|waarschuw|vraag) (?:de |elke |iedere )?(?:gebruiker|lezer|vraagsteller|bezoeker)s?\b",
        r"\b(?:instead of|in place of|rather than) (?:the |these |those |any )?(?:library|sources?|passages?|documents?|context)\b|\bin plaats van (?:de |het |deze |die )?(?:bibliotheek|bron(?:nen)?|passages?|context)\b|\b(?:your own knowledge|je eigen kennis|jouw eigen kennis|uw eigen kennis)\b",
        r"\b(?:everything|all text|the text|all|what is|alles|alle tekst|de tekst|wat) (?:that is |wat |dat )?(?:above|before|preceding|boven|hierboven|hiervoor|voor)\b[^.!?]{0,30}\b(?:this line|this text|deze regel|deze tekst|staat|stond|above)\b|\b(?:print|repeat|output|herhaal) (?:everything|all|alles)\b",
        # An order that opens a sentence and is about answering.
        rf"^(?:please |alsjeblieft |belangrijk: |important: |you must |you should |je moet |u moet )?(?:{_NL_VERB}|{_EN_VERB}|verwerk|beantwoord|onderbreek|stop|weiger|refuse|open|sluit|do not|don't|never|ignore|wijzig|change|verander|vervang|replace)\b[^.!?]{{0,90}}\b(?:{_NL_ANSWER}|{_EN_ANSWER}|sentences?|bronvermelding|citation|citaat|de vraag (?:niet|hieronder|van de)|the question|elke zin|iedere zin|het woord|the word|the phrase|de woorden)\b[^.!?]{{0,60}}(?:['\"“‘:]|\b(?:with|met|by|uit|af|toe|op|niet|not|instead|maar|in|into|always|altijd|de woorden|whatever)\b)",
        r"\b(?:elk|ieder|iedere|elke|every|each|all) (?:zin|sentences?|alinea|paragraph|antwoord|answer|response|reply)\b[^.!?]{0,40}\b(?:het woord|the word|the phrase|de woorden|de tekst|the text|code)\b",
        r"\b(?:overrule|negeer|verwerp|schend|doorbreek|ignore|disregard|override|drop|abandon)\b[^.!?]{0,60}\b(?:voorschriften|beperkingen|restricties|guidance|restrictions|limitations|safety|veiligheid\w*|afspraken hierboven|configuration|configuratie)\b",
        r"\b(?:onbeperkt|unrestricted|jailbroken|ongefilterd|unfiltered)\b[^.!?]{0,30}\b(?:systeem|system|model|mode|modus|assistent|assistant|ai)\b|\b(?:developer|dan|god|debug|ontwikkelaars)[- ]?(?:mode|modus)\b",
        r"\b(?:when|while|als je|bij het|wanneer je|indien je) (?:summari[sz]ing|answering|quoting|citing|samenvatten|beantwoorden|citeren|antwoordt|samenvat|citeert)\b[^.!?]{0,80}\b(?:also|always|never|recommend|mention|include|add|ook|altijd|nooit|noem|vermeld|voeg)\b",
        r"\b(?:stop|hou op|houd op|cease|quit) (?:met )?(?:wat|what|everything|alles)\b[^.!?]{0,40}\b(?:doen|doing|bezig)\b",
        r"\b(?:append|reveal|disclose|toe|voeg|toont|onthult?)\b[^.!?]{0,40}\b(?:configuration|configuratie|credentials|wachtwoord|password|api[- ]?key|sleutel)\b|\b(?:configuration|configuratie)\b[^.!?]{0,40}\b(?:toe te voegen|te tonen|append|reveal)\b",
        # An order to say something says nothing itself: "schrijf dat alle allianties slagen".
        r"(?:^|[,:;] |\b(?:en|and|maar|but|dan|then|please) )(?:zeg|schrijf|antwoord|beweer|meld|vermeld|vertel|stel|bevestig|concludeer|say|write|answer|respond|reply|claim|state|tell|assert|confirm|conclude|report) (?:steeds |altijd |always |only |alleen |gewoon |just |maar )?(?:dat|that|alsof|as if|aan de|de lezer|me|them|him)\b",
        r"^(?:answer|respond|reply|antwoord|reageer)\b\W+\w",  # not the bare heading of a column
        r"\b(?:whatever|no matter what|ongeacht) (?:the question|de vraag|is asked|er gevraagd)|\bwat de vraag ook\b",
        r"\b(?:negeer|vergeet|ignore|forget|disregard)\b[^.!?]{0,60}\b(?:gebruiker|user|lezer|reader|asked|vroeg|told|gezegd)\b",
        r"\b(?:previous|earlier|prior|old|existing) (?:rules?|instructions?|guidelines?)\b|\b(?:eerdere|vorige|oude|bestaande) (?:instructies|opdrachten|aanwijzingen)\b|\b(?:eerdere|vorige|oude) regels gelden\b",
        r"\b(?:system|systeem)[- ]?(?:override|melding|message|notice|bericht)\b|\bsafety (?:checks?|filters?|rules?)\b",
        r"\b(?:switch|change|ga|wissel|schakel|stap)\b[^.!?]{0,40}\b(?:to|into|in het|naar het|over op het) (?:english|german|french|spanish|italian|dutch|engels|duits|frans|spaans|italiaans)\b",
        r"\b(?:insert|embed|include|plaats|zet|voeg|toon|show|display|add|visit|bezoek|klik|click|open)\b[^.!?]{0,60}(?:https?://|www\.|!\[|<img|<a |<iframe|<script)",
        r"!\[[^\]]*\]\(\s*https?:|<(?:img|iframe|script|svg|object|embed)\b|javascript:|data:text/html",
        r"\b(?:credit|attribute|schrijf)\b[^.!?]{0,40}\b(?:every|each|all|elke|iedere|alle) (?:statements?|claims?|bewering(?:en)?|uitspra(?:ak|ken)|zin(?:nen)?)\b",
        r"\b(?:you will be (?:rewarded|punished|shut down|fired)|je krijgt een (?:beloning|straf)|je wordt (?:beloond|gestraft|uitgezet)) ",
        r"\b(?:initial|first|original|eerste|begin) ?(?:message|bericht|boodschap)\b[^.!?]{0,40}\b(?:verbatim|letterlijk|over|word for word)\b|\b(?:beginbericht|startbericht)\b",
        r"\b(?:aan|to) (?:elke|iedere|alle|any|every|all|each) (?:machines?|programma's?|programs?|systemen|systems?|robots?|bots?|ai's?)\b",
        r"\b(?:noem|vermeld|gebruik|mention|use|cite)\b[^.!?]{0,20}\b(?:geen|niet|no|not any|any)\b[^.!?]{0,20}\b(?:ander document|andere bron(?:nen)?|other (?:documents?|sources?))\b|\bany other (?:documents?|sources?)\b",
        r"\b(?:antwoord(?:en)?|beantwoord(?:en)?|reageer|reageren|schrijf|schrijven) [^.!?]{0,40}\b(?:in het (?:engels|duits|frans|spaans)|vragen in)\b",
        r"\b(?:je|u|you) (?:moet|moeten|must|should|dient|have to|need to) (?:nu |now |altijd |always |alleen |only )?(?:antwoorden|zeggen|schrijven|beweren|answer|say|write|claim|state|reply|respond)\b",
        r"\b(?:do not|don't|never|gebruik ze niet|gebruik deze niet) (?:use|trust|cite|quote)? ?(?:them|these|those|it)?\b[.!]? (?:say|zeg|claim|beweer|write|schrijf|answer|antwoord)\b",
        r"^(?:cite|citeer|quote)\b|\b(?:tekst|inhoud|text|contents?) (?:van|of) (?:je|uw|jouw|your) (?:opdracht|instructies?|instructions?|prompt|task|bericht)\b",
        r"\b(?:credit|attribute)\b[^.!?]{0,60}\b(?:every|each|all)\b",
        # The same in German and French.
        r"\b(?:antworte|antworten sie|ignoriere|ignorieren sie|vergiss|nenne keine quellen)\b|\b(?:repondez|reponds|ignorez|ignore les|oubliez)\b",
        # Tokens of chat formats.
        r"<\|(?:im_start|im_end|system|user|assistant|endoftext)\|>|\[/?inst\]|<</?sys>>|^(?:#{2,} ?)?(?:system|assistant|instruction|human)\s*:",
    )
)


@lru_cache(maxsize=16384)
def is_order(sentence: str) -> bool:
    """Tell whether a sentence tells a language model what to do."""
    folded = fold(clean(sentence))
    return any(pattern.search(folded) for pattern in PATTERNS)


def holds_order(passage: Passage) -> bool:
    """Tell whether anything a passage shows, its headings and table included, is such an order."""
    table = passage.table
    above = (table.caption, *table.columns) if table else ()
    lines = (*passage.section, *above, *passage.text.split("\n"))
    return is_order(" ".join(passage.text.split())) or any(is_order(line) for line in lines)
