"""Find where what a learner says denies an expected point or turns it round."""

import re
from functools import lru_cache

from rag.text import STOPWORDS, fold, stem, words
from study.falsify import OPPOSITES
from study.truth import are_kin

# Opposites of learners' answers beyond those that fit the same place in a sentence.
MORE_OPPOSITES = (
    ("verboden", "toegestaan"), ("verboden", "aangemoedigd"), ("benoemen", "verzwijgen"), ("benoemen", "vermijden"),
    ("bundelen", "splitsen"), ("betrekken", "uitsluiten"), ("beperkt", "vrij"), ("zorgvuldig", "onzorgvuldig"),
    ("onzorgvuldige", "zorgvuldig"), ("uitspreken", "vermijden"), ("regelmatig", "nooit"), ("regelmatig", "weinig"),
    ("zelfstandig", "opgeven"), ("voordeel", "opgeven"), ("vermindert", "vergroot"), ("verkleint", "vergroot"),
    ("jaagt", "dalen"), ("jaagt", "daalt"), ("laat", "vroeg"), ("samenwerken", "tegenwerken"), ("intensief", "weinig"),
    ("hoge", "weinig"), ("nemen", "uitstellen"), ("verbeteren", "uitstellen"), ("transparantie", "geheimhouding"),
    ("maakt", "beperkt"), ("tegenspraak", "overeenstemming"), ("debatteren", "voorkomen"),
)  # fmt: skip
NEGATORS = frozenset(("niet", "geen", "nooit", "zonder", "noch", "nergens", "niemand", "niets"))
# Beginnings of words that deny by themselves, as 'niet mogen' and 'verboden' say the same.
DENYING = ("on", "gebrek", "ontbre", "weinig", "tegen", "verbod", "verbied", "nauwelijks")
NOT_DENYING = frozenset(("onder", "ons", "onze", "onderling", "ontwikkelen", "onderzoek", "ontwerp"))
LACKING = re.compile(r"\b(?:gebrek\w*|onvoldoende|te weinig|ontbre\w+|geringe?|tekort)\b")
TOO = re.compile(r"\bte (?:veel|zeer|\w+)\b")
# A denial reaches this many words to either side.
REACH = 4
# It denies what is said on the other side when this share of those words is said there.
MIN_REPEATED = 0.8
CLAUSE = re.compile(r"[;:,.]|\b(?:en|maar|want|of|zodat|terwijl)\b")
NOT_ONLY = re.compile(r"\b(?:niet (?:alleen|zozeer)|naast|behalve)\b")
ONLY = re.compile(r"(?<!niet )\b(?:alleen|uitsluitend|enkel)\b")


def contradicts(said: str, point: str, given: frozenset[str]) -> bool:
    """Tell whether `said`, a piece of an answer that bears on `point`, says the contrary of it.

    `given` are the stems the question itself holds: to say them again is no claim.
    """
    ours, theirs = fold(said), fold(point)
    if re.search(r"\bniet (?:alleen|zozeer)\b", theirs) and ONLY.search(ours) and not NOT_ONLY.search(ours):
        return True
    if LACKING.search(theirs) and TOO.search(ours) and not LACKING.search(ours):
        return True
    denied = _repeats_without(theirs, ours, given) or _repeats_without(ours, theirs, given)
    return denied or _turned_round(ours, theirs)


def _turned_round(said: str, point: str) -> bool:
    """Tell whether a word of the point is answered by its opposite, and is not itself said."""
    ours, theirs = {stem(word) for word in words(said)}, {stem(word) for word in words(point)}
    return any(
        first in theirs - ours
        and second in ours - theirs
        and not _is_negated(said, second)
        and not _is_negated(point, first)
        for first, second in _pairs()
    )


@lru_cache(maxsize=1)
def _pairs() -> tuple[tuple[str, str], ...]:
    pairs = [(stem(fold(a)), stem(fold(b))) for a, b in (*OPPOSITES, *MORE_OPPOSITES) if " " not in a + b]
    return (*pairs, *((b, a) for a, b in pairs))


def _is_negated(text: str, wanted: str) -> bool:
    return any(
        NEGATORS & set(words(clause)) and any(stem(word) == wanted for word in words(clause))
        for clause in CLAUSE.split(text)
    )


def _repeats_without(denying: str, plain: str, asked: frozenset[str]) -> bool:
    """Tell whether what one side denies is said on the other without denial."""
    spoken = [stem(word) for word in words(plain)]
    for clause in CLAUSE.split(NOT_ONLY.sub(" ", denying)):
        denied = [word for word in _denied_words(words(clause)) if word not in asked]
        repeated = [w for w in denied if any(w == s or are_kin(w, s) for s in spoken)]
        if denied and len(repeated) / len(denied) >= MIN_REPEATED and not _denies(plain, repeated):
            return True
    return False


def _denied_words(own: list[str]) -> list[str]:
    """Return the stems of the content words within reach of the first negator, on both sides."""
    for place, word in enumerate(own):
        if word in NEGATORS:
            near = [*own[max(0, place - REACH) : place], *own[place + 1 : place + 1 + REACH]]
            return [stem(w) for w in near if w not in STOPWORDS and w not in NEGATORS]
    return []


def _denies(text: str, stems: list[str]) -> bool:
    """Tell whether one of `stems` stands in a clause of `text` that denies, by a negator or another denying word."""
    for clause in CLAUSE.split(text):
        own = words(clause)
        spoken = {stem(word) for word in own}
        if not any(w == s or are_kin(w, s) for w in stems for s in spoken):
            continue
        if NEGATORS & set(own) or any(word.startswith(DENYING) and word not in NOT_DENYING for word in own):
            return True
    return False
