"""Turn a sentence of the library into one that says something else, and make sure the library does not carry it."""

import re
from collections.abc import Iterator

from rag.check import judge
from rag.draft import Evidence
from rag.records import Support
from study.statements import Statement
from study.truth import Truth

# Words that turn a claim round when one takes the place of the other, in forms that fit the same place in a sentence.
OPPOSITES = (
    ("meer", "minder"), ("groter", "kleiner"), ("grotere", "kleinere"), ("hoger", "lager"), ("hogere", "lagere"),
    ("hoge", "lage"), ("hoog", "laag"), ("groot", "klein"), ("grote", "kleine"), ("groeit", "krimpt"),
    ("vergroot", "verkleint"), ("vergroten", "verkleinen"), ("versterkt", "verzwakt"), ("versterken", "verzwakken"),
    ("bevordert", "belemmert"), ("bevorderen", "belemmeren"), ("helpt", "hindert"), ("makkelijker", "moeilijker"),
    ("gemakkelijk", "moeilijk"), ("eenvoudig", "ingewikkeld"), ("formele", "informele"), ("formeel", "informeel"),
    ("open", "gesloten"), ("positief", "negatief"), ("positieve", "negatieve"), ("korte", "lange"), ("kort", "lang"),
    ("vooraf", "achteraf"), ("vroeg", "laat"), ("sneller", "trager"), ("snel", "langzaam"), ("veel", "weinig"),
    ("sterke", "zwakke"), ("sterk", "zwak"), ("voordelen", "nadelen"), ("voordeel", "nadeel"), ("nodig", "overbodig"),
    ("essentieel", "bijzaak"), ("belangrijk", "onbelangrijk"), ("belangrijke", "onbelangrijke"), ("vaak", "zelden"),
    ("meestal", "zelden"), ("succesvol", "gedoemd te mislukken"), ("duurzaam", "tijdelijk"), ("duurzame", "tijdelijke"),
    ("zelfstandig", "afhankelijk"), ("gelijke", "ongelijke"), ("gelijk", "ongelijk"), ("winst", "verlies"),
    ("vertrouwen", "wantrouwen"), ("openheid", "geslotenheid"), ("beter", "slechter"), ("betere", "slechtere"),
    ("toenemen", "afnemen"), ("duidelijk", "onduidelijk"), ("duidelijke", "onduidelijke"), ("heldere", "vage"),
    ("voorkomt", "veroorzaakt"), ("voorkomen", "veroorzaken"), ("verminderen", "vergroten"), ("vermindert", "vergroot"),
    ("verlaagt", "verhoogt"), ("begint", "eindigt"), ("eindigt", "begint"), ("moeilijk", "gemakkelijk"),
    ("moeilijker", "makkelijker"), ("weinig", "veel"), ("te veel", "te weinig"), ("te weinig", "te veel"),
)  # fmt: skip
NUMBERS = ("twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien")
NEGATION = re.compile(
    r"\b(niet|geen)\b(?! (?:alleen|altijd|meer|per|zozeer|vanzelf|zonder|eenvoudig|genoeg|zeker|nodig|steeds))"
)
# Two sides in one sentence, or a question, are turned round into something odd.
AWKWARD = re.compile(r"\b(?:of|dan|tegenover|maar|terwijl|zowel|hoe|verschil\w*|niet|geen|noch|zonder)\b")


def falsified(statement: Statement, truth: Truth) -> Iterator[str]:
    """Yield the altered forms of `statement` that neither its passage nor any other carries."""
    for text in _altered(statement.text):
        if _is_carried_by(text, Evidence(statement.passage, statement.text), truth):
            continue
        others = truth.says("", text, lambda place: place.passage is statement.passage)
        if not any(_is_carried_by(text, Evidence(place.passage, place.text), truth) for place in others):
            yield text


def _is_carried_by(text: str, evidence: Evidence, truth: Truth) -> bool:
    return judge(text, [evidence], truth.lexicon).support is not Support.UNSUPPORTED


def _altered(text: str) -> Iterator[str]:
    if not AWKWARD.search(text.lower()):
        for first, second in (*OPPOSITES, *((b, a) for a, b in OPPOSITES)):
            found = re.findall(rf"\b{first}\b", text)
            if len(found) == 1 and not re.search(rf"\b{second}\b", text):
                yield re.sub(rf"\b{first}\b", second, text)
    negated = NEGATION.findall(text)
    if len(negated) == 1:
        plain = NEGATION.sub("" if negated[0] == "niet" else "een", text)
        if negated[0] == "niet":
            yield re.sub(r"\s{2,}", " ", plain).replace(" ,", ",").replace(" .", ".")
    for number, word in enumerate(NUMBERS):
        if len(re.findall(rf"\b{word}\b", text)) == 1 and not re.search(
            rf"\b(?:een|één) van de {word}\b|{word}d", text
        ):
            other = NUMBERS[number + 2] if number + 2 < len(NUMBERS) else NUMBERS[number - 2]
            yield re.sub(rf"\b{word}\b", other, text)
