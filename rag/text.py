"""Dutch text: normalising, words, stems, compounds and sentences. Index and question use the same functions."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import Stemmer

# Snowball 3 renamed its stemmers: "dutch" is Kraaij-Pohlmann, "dutch_porter" the older one. evals/ingredients.md has both.
STEMMER_NAME = "dutch"
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*", re.UNICODE)
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")

STOPWORDS = frozenset(
    """aan al alle als alsnog altijd ander andere anders ben bent bij bijvoorbeeld daar daarbij daardoor daarmee daarna daarom
    daarvan dan dat de deze die dit doe doen doet door dus echt een eens eigenlijk elk elkaar elke en enkele er
    ervan even ga gaan gaat geef geeft geven gewoon graag haar had hadden heb hebben hebt heeft heel hem hen het hier hij hoe
    hoeveel hoor hun iemand iets ik in is ja je jij jou jouw jullie kan kom komen komt kun kunnen kunt laat laten maar maken maak
    maakt me mee meer men met mij mijn moet moeten mogen na naar nee nergens niemand niets nog noem noemen noemt nou nu of om
    omdat onder ons onze ook op over precies s soms staan staat steeds te tegen tijdens toch toen tot u uit uw van vaak vanuit
    vertel via volgens voor waar waarbij waarin waarmee waarom waarover waaruit waarvan wanneer want waren was wat we wel
    welk welke wens werd werden weten weet wie wij wil willen wilt word worden wordt zeg zegt zeggen zei zelf zich zie ziet zien zij
    zijn zit zitten zo zoal zoals zou zouden zullen zult staat beschreven genoemd noem eens even aub alsjeblieft graag""".split()
)
# Abbreviations after which a full stop does not end a sentence.
ABBREVIATIONS = frozenset(
    "bijv bv o.a d.w.z i.p.v m.b.t t.a.v etc enz nr blz p pp resp ca c.q al e.a e.d i.e e.g vs z.j mr dr prof ir drs ing jr sr "
    "art par afb fig tab vgl zgn incl excl max min st j.j p.p".split()
)
SENTENCE_END = re.compile(r"([.!?…]+[\"'”’)\]]*)\s+(?=[\"'“‘(\[]*[A-ZÀ-Þ0-9])")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
MIN_COMPOUND_PART = 4
LAST_LONG_VOWEL = re.compile(r"([aeou])\1(?=[^aeiou]+$)")
LINKERS = ("s", "en", "e", "")


def clean(text: str) -> str:
    """Return `text` without invisible, bidirectional and control characters, in NFC, with plain spaces."""
    visible = CONTROL.sub(" ", INVISIBLE.sub("", unicodedata.normalize("NFC", text)))
    return re.sub(r"[ \t\u00a0]+", " ", visible).strip()


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Return `text` in lower case without accents and with straight quotes, for comparing."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‘", "'"))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


def words(text: str) -> list[str]:
    """Return the folded words of `text` in order; hyphened words also give their halves."""
    return list(_words(text))


@lru_cache(maxsize=16384)
def _words(text: str) -> tuple[str, ...]:
    found: list[str] = []
    for match in WORD.finditer(fold(text)):
        word = match.group()
        found.append(word)
        if "-" in word:
            found.extend(part for part in word.split("-") if len(part) > 1)
    return tuple(found)


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer(STEMMER_NAME)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the Dutch stem of one folded word.

    Kraaij-Pohlmann lengthens a vowel too often ("factoren" -> "factoor"), so the last long vowel is made short everywhere.
    """
    return LAST_LONG_VOWEL.sub(r"\1", str(_stemmer().stemWord(word)))


def content_words(text: str) -> list[str]:
    """Return the folded words of `text` that are not stop words."""
    return [word for word in words(text) if word not in STOPWORDS]


def stems(text: str) -> list[str]:
    """Return the stems of the content words of `text`, in order, with repeats."""
    return [stem(word) for word in content_words(text)]


def numbers(text: str) -> set[str]:
    """Return the numbers in `text` as written in digits, thousands separators removed."""
    return {re.sub(r"[.,](?=\d{3}\b)", "", match) for match in NUMBER.findall(text)}


def sentences(text: str) -> list[str]:
    """Split Dutch prose into sentences; joined by one space they give `text` back."""
    found: list[str] = []
    start = 0
    for match in SENTENCE_END.finditer(text):
        if _ends_with_abbreviation(text[start : match.start(1)], match.group(1)):
            continue
        found.append(text[start : match.end(1)].strip())
        start = match.end()
    tail = text[start:].strip()
    return found + [tail] if tail else found


def _ends_with_abbreviation(before: str, mark: str) -> bool:
    if mark != ".":
        return False
    last = before.split()[-1].lstrip("(\"'“‘").lower() if before.split() else ""
    return last in ABBREVIATIONS or bool(re.fullmatch(r"[a-z](\.[a-z])*", last))


@lru_cache(maxsize=65536)
def split_compound(word: str, vocabulary: frozenset[str]) -> tuple[str, ...]:
    """Return the parts of a Dutch compound that are words of `vocabulary`, or () when it does not split in two or three.

    The longest head wins; a linking s, en or e between the parts is dropped (Monz & de Rijke, CLEF 2001). A stop word
    is no head: "voordelen" has nothing to do with "delen".
    """
    return _split(word, vocabulary, parts_left=3) if len(word) >= 2 * MIN_COMPOUND_PART else ()


def _split(word: str, vocabulary: frozenset[str], parts_left: int) -> tuple[str, ...]:
    for cut in range(len(word) - MIN_COMPOUND_PART, MIN_COMPOUND_PART - 1, -1):
        head, tail = word[:cut], word[cut:]
        known = _known_head(head, vocabulary)
        if not known:
            continue
        if tail in vocabulary:
            return (known, tail)
        if parts_left > 2 and (rest := _split(tail, vocabulary, parts_left - 1)):
            return (known, *rest)
    return ()


def _known_head(head: str, vocabulary: frozenset[str]) -> str:
    for linker in LINKERS:
        bare = head.removesuffix(linker) if linker else head
        if len(bare) >= MIN_COMPOUND_PART and bare in vocabulary and bare not in STOPWORDS:
            return bare
    return ""


def vocabulary_of(texts: Iterable[str]) -> frozenset[str]:
    """Return all folded words of `texts`: the very same set for the same words."""
    return _one_of(frozenset(word for text in texts for word in words(text)))


@lru_cache(maxsize=4)
def _one_of(vocabulary: frozenset[str]) -> frozenset[str]:
    """Return the first set that equals `vocabulary`.

    Vocabularies are keys of caches. Two equal sets that are not one object are compared word by word at every look-up,
    which made an index that was built again 6 s slower, and every question after it.
    """
    return vocabulary


# A long common beginning counts as the same word: bestuurskundig, bestuurskunde.
MIN_SHARED, MAX_ENDING = 6, 4


@lru_cache(maxsize=65536)
def stem_set(text: str) -> frozenset[str]:
    """Return the stems of the content words of `text`."""
    return frozenset(stem(word) for word in words(text) if word not in STOPWORDS)


def same_word(word: str, other: str) -> bool:
    """Tell whether two stems are the same word, or one is the other with a short ending."""
    if word == other:
        return True
    short, long = (word, other) if len(word) <= len(other) else (other, word)
    return len(short) >= MIN_SHARED and long.startswith(short) and len(long) - len(short) <= MAX_ENDING


def is_among(word: str, others: frozenset[str]) -> bool:
    """Tell whether one of the stems `others` is the same word as `word`, as `same_word` has it."""
    return word in others or (
        word[:MIN_SHARED] in _beginnings(others) and any(same_word(word, other) for other in others)
    )


@lru_cache(maxsize=8192)
def _beginnings(stems: frozenset[str]) -> frozenset[str]:
    """Return how those of `stems` begin that are long enough to be the same word as another."""
    return frozenset(word[:MIN_SHARED] for word in stems if len(word) >= MIN_SHARED)


@lru_cache(maxsize=16384)
def plain(text: str) -> str:
    """Return the words of `text` alone, with a space around each."""
    return f" {' '.join(words(text))} "
