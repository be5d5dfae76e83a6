"""Tell whether a question leans on the conversation: elliptic, pointing back, or bare."""

import re

from rag.source_asked import is_for_source
from rag.text import STOPWORDS, fold, sentences, words

ORDINALS = "middelste|laatste|laatstgenoemde|eerste|eerstgenoemde|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende"
# Adverbs that may follow "de tweede" when it stands for a thing by itself: "leg de tweede eens uit".
SMALL_WORDS = frozenset(
    """eens even nader verder precies nog uit dan vooral mis goed fout meestal misschien eigenlijk allemaal beter doen gaan
    gebeuren snap begrijp volg""".split()
)
# So do those that are made of an adjective: "wat is in de derde juridisch te regelen".
ADVERB = re.compile(r"\w{3,}(?:isch|lijk)")
# A question with at most this many content words that leans on what went before is a follow-up.
MAX_FOLLOW_UP_WORDS = 6
# "En" before a question of at least this many content words joins; it does not shorten.
COMPLETE_WORDS = 5
# So many content words before a comma can be what "daarmee" behind it means.
MIN_MEANT_WORDS = 2
CLAUSE_END = re.compile(r"^(.*?)(?:[.;:?] |,? en (?:van )?(?:hoe|wat|waar\w*|wie|welke?|zo)\b)")
COURTESY = re.compile(
    r"^(?:(?:ok[eé]?,? )?(?:bedankt|dank (?:je|u)(?: wel)?|dankjewel|dankuwel|helder|duidelijk|prima|mooi|goed|top|interessant|fijn)\b[ ,.!]+)+",
    re.IGNORECASE,
)
# A short sentence with which somebody reacts to what was said, before the question: "Klinkt duur.", "Hm, lastig!".
REACTION = re.compile(
    r"\b(?:klinkt|lijkt|valt|hm+|goh|tja|ach|wow|nou|leuk|lastig|jammer|vreemd|raar|logisch|duur|moeilijk|snap|begrijp|"
    r"herkenbaar|interessant|mooi|streng|zwaar|spannend|ingewikkeld|handig|slim|pittig|stevig|grappig|verrassend)\b"
)
MOST_REACTION = 4
OPENING = re.compile(r"^(?:(?:en|maar|ok[eé]?|oké|dus|and|und|et)\b[ ,]*)+", re.IGNORECASE)
CORRECTION = re.compile(
    r"^(?:(?:nee|neen)[ ,.]+)?(?:ik bedoel(?:de)?|bedoeld is|bedoel ik|niet \w+,? maar)\b[ ,:]*", re.IGNORECASE
)
# "Zet eens in een tabel wat …": the form is not what is asked.
FORM = re.compile(
    r"^(?:zet|geef|maak)(?: me| mij| eens| even)* (?:in|als|op) (?:een )?(?:tabel|lijst|rij|schema)\w* (?=(?:wat|wie|welke?|hoe|waar)\b)",
    re.IGNORECASE,
)
NEW_SUBJECT = re.compile(
    r"^(?:en |nu |even |dan |maar |oke?,? )*(?:(?:over )?iets (?:heel |totaal )?anders|(?:een )?(?:heel )?andere vraag|"
    r"(?:een )?nieuwe vraag|(?:een )?ander onderwerp)\b"
)
# Words that stand for something said before, wherever they are.
POINTING = re.compile(
    r"\b(?:zo'n|(?:daar|hier)(?:van|over|bij|in|aan|mee|voor|tegen|uit|op|toe|naar|achter|onder|tussen|na|omheen)|"
    r"ervan|erover|ermee|erbij|ervoor|ertegen|deze|dit|zulke|zoiets|zo iemand|dezelfde|hetzelfde|zelfde|nog meer|beide|"
    r"dan|andere|daar)\b"
)
# "Welke twee soorten onderscheidt hij?", "wat noemen ze nog meer?": nobody before it can be meant.
WHOM = re.compile(
    r"^(?:(?:wat|waar\w*|wanneer|welke?|hoe\w*)\b.*) (?:hij|zij|ze|hen)(?: (?:dan|nog|meer|daar\w*|dat|zelf|precies|van|er))*$"
)
# Words that also join clauses or point inside the sentence: they lean on history when nothing before them can be meant.
DEMONSTRATIVE = re.compile(r"\b(die|dat)\b")
PRONOUN = re.compile(r"\b(ze|zij|hij|hem|hun|haar)\b")
SUBORDINATE = frozenset("als dat omdat terwijl wanneer zodat doordat die hoe of".split())
CONJUNCTION = re.compile(
    r"\b(zorg\w*|voorkom\w*|wil\w*|zodat|zeker|weet|merk\w*|zie|vind\w*|denk\w*|komt|zegt|zeggen|stelt|beweert|schrijft) (\w+ ){0,2}dat\b(?= \w+ \w+)|\bklopt het dat\b|^dit is een\b|(?:\w+er|anders|net zo) dan\b(?= (?:een|de|het|alleen|ooit)\b)|\b(meer|minder|beter|anders|groter|kleiner|eerder|liever) dan\b"
)
ALSO = re.compile(
    r"^(?:(?:dat|dit) )?(?:geldt|is|doet|zegt|kan|noemt|vindt|staat|heeft|speelt|werkt)\b.*\b(?:ook|hetzelfde)\b"
)
# "Hoe liep het af?", "Hoeveel zijn het er?", "Wie deden er mee?": nothing is named, only stood for.
EMPTY_SUBJECT = re.compile(
    r"\b(?:het|er)\b(?= (?:er|af|ook|mee|over|uit|mis|goed|fout|zo|nu|toen|om|eigenlijk|gegaan|gelukt|verder|op|aan|toe)\b|$)"
)
PLACED = re.compile(
    r"\b(?:bij|in|met|van|voor|tussen|volgens|over|aan|op) (?:(?:de|het|een|onze|ons|elkaars) )?([\w-]+)"
)
ASKED_NOUN = re.compile(r"^(?:welke?|hoeveel|wat voor) ([\w-]+)")
# "Is daar onderzoek naar gedaan?"
SPLIT_ADVERB = re.compile(
    r"\ber\b(?: \w+){1,3} (?:over|van|mee|aan|bij|voor|uit|tegen|naar)(?: (?:gedaan|gezegd|bekend|geschreven|te \w+))?$"
)
# Nouns that are nothing without what they belong to: "Wat is de tegenpool?"
RELATIONAL = re.compile(
    r"\b(?:de|het|een) (?:tegenpool|tegenhanger|tegendeel|tegenovergestelde|keerzijde|andere kant|voordelen|nadelen|voordeel|nadeel|gevolgen|"
    r"gevolg|oorzaken|oorzaak|reden|redenen|uitkomst|afloop|achtergrond)\b(?=$| en\b|[,?])"
)
DIFFERENCE = re.compile(
    r"^wat (?:is|zijn) (?:dan )?(?:het verschil|de verschillen|de overeenkomst(?:en)?) met (?P<other>.+)$"
)
# What repeats the last question: a wish about the form of its answer.
AGAIN = re.compile(
    r"^(?:(?:kun|kan|wil|zou) (?:je|u)(?: dat| dit| het| ze)?|kan (?:dat|dit|het)|mag (?:dat|het)|graag|zeg (?:dat|het)|geef (?:dat|het)|zet (?:dat|ze|het|dit|die)|maak(?: dat| het)?|"
    r"ik wil (?:dat|het)|liever|noem (?:ze|die|deze)|som (?:ze|die)|vat (?:dat|het|dit))?(?: (?:ook|eens|even|nog|wat|iets|allemaal|alle|graag|het|een|in|op|te|kort|voor|als|van))*"
    r" ?(?:korter|kort|samenvatten|samen|samengevat|bondiger|uitgebreider|langer|duidelijker|simpeler|eenvoudiger|concreter|preciezer|herhalen|opnieuw|"
    r"in (?:het kort|een zin|1 zin|gewone taal|gewone woorden|jip en janneke taal|een (?:tabel|tabelletje|lijst|lijstje|schema))|op een rij(?:tje)?|als (?:lijst|tabel)|allemaal|volledig|op|tabel|lijst)"
    r"(?: (?:maken|samenvatten|uitleggen|zeggen|zetten|geven|graag|allemaal|noemen|formuleren|onder elkaar))*$"
)
# "Kun je dat in gewone taal uitleggen aan mijn collega's?": the same, said simply; to whom is no part of the subject.
EXPLAIN = re.compile(r"^(?:kun|kan|wil|zou) (?:je|u) (?:dat|dit|het|ze|die)\b.*\b(?:uitleggen|vertellen)\b")
EXPLAIN_WORDS = frozenset(
    """gewone taal woorden simpel simpele eenvoudig eenvoudige normale begrijpelijk begrijpelijke uitleggen vertellen collega
    collega's team teamgenoten bestuur directie medewerkers mensen iemand jip janneke leek""".split()
)
BARE = re.compile(
    r"^(?:(?:en )?(?:leg (?:dat |dit |het )?(?:eens |nader |verder )?uit|waarom(?: dan| niet| wel| is dat(?: zo)?)?|hoezo|hoe dan|hoe komt dat|hoe werkt dat|"
    r"(?:wat|hoe) bedoel je(?: daarmee| precies)?|"
    r"(?:geef|noem|heb je|is er)(?: eens| mij| me| daar| nog)* (?:een|wat|nog een|enkele)? ?(?:ander |concreet )?voorbeeld(?:en)?(?: van| daarvan| hiervan)?|een voorbeeld|"
    r"vertel (?:er |daar |me |eens )*meer(?: .*)?|meer(?: hierover| daarover)?|en verder|wat nog meer|ga (?:daar|hier) (?:eens )?(?:verder )?op (?:in|door)|"
    r"wie (?:vond|bedacht|noemt|stelde) (?:dat|dit)(?: dan| eigenlijk)?|"
    r"wie heeft dat (?:gezegd|bedacht|onderzocht|geschreven|gevonden)|wie dan|"
    r"(?:welke|noem|geef|zijn er|heb je) (?:de )?(?:\w+ )?vragen (?:kunnen|kan|moeten|zouden|om)\b.*|(?:klopt|is) (?:dat|dit) (?:wel |echt |ook )?(?:\w+)?|"
    r"en als (?:dat|dit|het) niet .*|als (?:dat|dit|het) niet .*|wat als (?:dat|dit|het) niet .*))$"
)
# "En wat is een joint venture?", "En wat zegt TNO over vertrouwen?": complete questions behind a joining word.
COMPLETE = re.compile(
    r"^wat (?:is|zijn|betekent|betekenen)(?: een)? (?!de\b|het\b|er\b|daar\b|dan\b)\w+|(?<=\w )over (?!die\b|dat\b|deze\b|dit\b|de (?:ander|rest)\b)\w+"
)
QUESTION_WORD = re.compile(r"^(?:wat|wie|waar|waarom|wanneer|welke?|hoe|hoeveel)\b")
# Choosing between what was named: "welke levert het meeste op?"
CHOOSING = re.compile(
    r"^welke? (?:van (?:de|die|beide) \w+ )?(?:is|zijn|levert|leveren|past|werkt|kost|geeft|heeft|komt) (?:\w+ )?(?:het|de|meer|beter|minder|best)\b|"
    r"^wat (?:is|werkt) (?:dan )?(?:beter|slimmer|het beste)$"
)
POINT = re.compile(
    rf"\b(?:(?:de|het|die|dat|deze|dit) (?P<ordinal>{ORDINALS}) (?:punt|stap|(?P<what>vorm|type|soort|rol|factor|groep)|item|rij|optie|advies|tip)|"
    r"(?:punt|nummer|nr\.?|optie|rij) (?P<number>\d{1,2}))\b(?! (?:van|bij|uit|volgens|in) (?!die|dat|deze))",
    re.IGNORECASE,
)


def without_reaction(question: str) -> str:
    """Return `question` without a short reaction to what was said before it; unchanged where nothing else is asked."""
    first, *rest = sentences(question) or [question]
    reacts = len(first.split()) <= MOST_REACTION and not first.endswith("?") and REACTION.search(fold(first))
    return " ".join(rest) if reacts and any(text.endswith("?") for text in rest) else question


def strip_opening(question: str) -> str:
    """Return `question` without thanks, "en", "nee, ik bedoel" before it and marks behind it."""
    bare = COURTESY.sub("", question.strip()).strip().rstrip("?!. ")
    rest = OPENING.sub("", bare).strip()
    return FORM.sub("", CORRECTION.sub("", rest)).strip() or bare


def asks_simply(question: str) -> bool:
    """Tell whether a question asks for nothing but the last answer in simple words."""
    last = sentences(question)[-1:] or [question]
    folded = fold(last[0]).strip(" ?.!")
    return bool(EXPLAIN.match(folded)) and EXPLAIN_WORDS.issuperset(_content(folded))


def asks_again(question: str) -> bool:
    """Tell whether a question wants the last one answered again: shorter, as a list, in simple words."""
    return bool(AGAIN.match(fold(strip_opening(question)))) or asks_simply(question)


def leans_on_history(question: str) -> bool:
    """Tell whether a question cannot be understood without what went before."""
    if asks_simply(question):
        return True
    folded = COURTESY.sub("", fold(question).strip()).strip(" ?.!")
    content = _content(folded)
    if len(content) > MAX_FOLLOW_UP_WORDS or NEW_SUBJECT.match(folded):
        return False
    rest = OPENING.sub("", folded)
    if is_for_source(rest) or any(
        pattern.match(rest) for pattern in (BARE, ALSO, CHOOSING, AGAIN, CORRECTION, DIFFERENCE)
    ):
        return True
    if POINT.search(rest) or RELATIONAL.search(rest) or WHOM.search(rest) or _points(rest) or names_nothing(rest):
        return True
    if rest == folded or COMPLETE.search(rest):
        return False
    return not (QUESTION_WORD.match(rest) and len(_content(rest)) >= COMPLETE_WORDS)


def _content(folded: str) -> list[str]:
    return [word for word in words(folded) if word not in STOPWORDS]


def _points(folded: str) -> bool:
    """Tell whether a word of the question stands for something outside it."""
    bare = CONJUNCTION.sub(" ", folded)
    if any(not _is_meant_before(bare[: match.start()]) for match in POINTING.finditer(bare)):
        return True
    one = re.search(rf"\b(?:die|de|dat|het) (?:{ORDINALS})(?: ([\w-]+)|$)", bare)
    if one and (one.group(1) is None or may_follow_ordinal(one.group(1))):
        return True
    if re.search(r"\b(?:die|deze|de) (?:eerste|laatste) (?:twee|drie|vier|vijf)(?=$| (?!\w{3,}))", bare):
        return True
    if (split := SPLIT_ADVERB.search(bare)) and not _is_meant_before(bare[: split.start()]):
        return True
    for match in DEMONSTRATIVE.finditer(bare):
        before, after = bare[: match.start()].split(), bare[match.end() :].split()
        if _is_meant_before(bare[: match.start()]):
            continue
        # "Som alle aspecten van fit op die Douma noemt": further from its noun, but still relative.
        if match.group() == "die" and len(_content(bare[: match.start()])) > MIN_MEANT_WORDS and len(after) > 1:
            continue
        # A noun right before makes it a relative pronoun: "een alliantie die net start".
        if not after or not before or before[-1] in STOPWORDS:
            return True
    pronoun = PRONOUN.search(bare)
    if not pronoun or _is_meant_before(bare[: pronoun.start()]):
        return False
    before = words(bare[: pronoun.start()])
    meant = [word for word in before if word not in STOPWORDS]
    return not meant or (len(meant) == 1 and before[-1] not in SUBORDINATE)


def may_follow_ordinal(word: str) -> bool:
    """Tell whether a word behind "de tweede" leaves it a thing by itself."""
    return word in STOPWORDS | SMALL_WORDS or bool(ADVERB.fullmatch(word))


def _is_meant_before(before: str) -> bool:
    """Tell whether a clause before the pointing word names what it points to: "er is ruzie over geld, hoe gaan we daarmee om?"."""
    if whole := CLAUSE_END.search(before):
        return bool(_content(whole.group(1)))
    part = re.search(r"^(.*)[,+]", before)
    return part is not None and len(_content(part.group(1))) >= MIN_MEANT_WORDS


def names_nothing(folded: str) -> bool:
    """Tell whether "het" or "er" is all that the question is about."""
    if not re.search(r"\b(?:het|er)\b", folded) or len(_content(folded)) > 2:
        return False
    asked = ASKED_NOUN.match(folded)
    if asked and asked.group(1) not in STOPWORDS:
        return False
    placed = PLACED.search(folded)
    return bool(EMPTY_SUBJECT.search(folded)) and (placed is None or placed.group(1) in STOPWORDS)
