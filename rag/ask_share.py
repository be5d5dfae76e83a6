"""Ask in one way how many alliances fail or succeed: what managers ask most, in the most words."""

import re

from rag.text import STOPWORDS, fold, stem, words

SHARE = re.compile(
    r"\b(?:welk (?:deel|percentage|gedeelte|aandeel)|hoe ?veel|hoe vaak|hoe groot is de kans|hoe hoog is|procent|"
    r"(?:slaag|faal)kans\w*|kans van slagen|kans op (?:succes|mislukking)|"
    r"(?:slagings|faal|mislukkings|succes)percentage)\b"
)
# "Volgens TNO": whose figure is asked for stays.
WHOSE = re.compile(r"\b(?:volgens|bij) [^?]+", re.IGNORECASE)
TOGETHER = frozenset(
    stem(word)
    for word in """alliantie allianties samenwerking samenwerkingen samenwerkingsverband samenwerkingsverbanden
    samenwerkingsalliantie partnerschap partnerschappen""".split()
)
FAILS = frozenset(
    stem(word)
    for word in """mislukt mislukken mis stuk strandt stranden faalt falen sneuvelt sneuvelen klapt klappen uiteen
    scheef mislukking faalkans faalpercentage mislukkingspercentage uitdraait""".split()
)
WORKS = frozenset(
    stem(word)
    for word in """slaagt slagen lukt lukken succes succesvol goed slaagkans slagingspercentage
    succespercentage""".split()
)
# What else such a question may hold.
ASIDE = frozenset(
    stem(word)
    for word in """deel percentage gedeelte aandeel procent kans groot hoog vaak tien gaat gaan loopt lopen eigenlijk
    gemiddeld ongeveer valt vallen wordt worden uit""".split()
)


def ask_share(question: str) -> str:
    """Return "Hoeveel procent van de allianties mislukt?" for a question for that and nothing else; else `question`."""
    whose = WHOSE.search(question)
    bare = fold(WHOSE.sub(" ", question))
    own = {stem(word) for word in words(bare) if word not in STOPWORDS}
    fails, works = own & FAILS, own & WORKS
    if (
        not (SHARE.search(bare) and own & TOGETHER and bool(fails) != bool(works))
        or own - TOGETHER - ASIDE - fails - works
    ):
        return question
    tail = f" {whose.group().strip()}" if whose else ""
    return f"Hoeveel procent van de allianties {'mislukt' if fails else 'slaagt'}{tail}?"
