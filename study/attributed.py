"""Find sentences that credit a reported author, with the credit cut out: '… volgens Oerlemans en Kenis …'."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag.check_lexicon import Lexicon
from rag.check_text import PARTICLES
from rag.dutch_words import is_dutch
from rag.library import Library
from rag.records import PassageKind
from rag.text import fold, sentences, words
from study import texts
from study.statements import LEANING, Statement

NAME = r"(?:(?:[Vv]an|[Dd]e|[Dd]en|[Dd]er|[Tt]en|'t) ){0,3}[A-Z][\w’'-]+"
AUTHORS = rf"{NAME}(?:, {NAME})*(?: en {NAME}| en collega's| e\.a\.)?"
CREDIT = re.compile(rf"\b(volgens|aldus|bij|van) ({AUTHORS})(?: \(\d{{4}}\))?")
OPENING = re.compile(
    rf"^({AUTHORS})(?: \(\d{{4}}\))? (noemen|noemt|stellen|stelt|pleiten|pleit|concluderen|concludeert|waarschuwen|waarschuwt|"
    r"onderscheiden|onderscheidt|beschrijven|beschrijft|benadrukken|benadrukt|betogen|betoogt|vinden|vindt|zien|ziet|bepleiten|"
    r"bepleit|adviseren|adviseert|tonen|toont|wijzen|wijst|constateren|constateert) "
)
MIN_WORDS, MAX_WORDS = 8, 34
NO_AUTHOR = frozenset(
    ("ia", "ia's", "pps", "tno", "waardse", "hsl-zuid", "philips", "nederland", "engeland", "figuur", "tabel")
)


@dataclass(frozen=True)
class Attributed:
    """A sentence, who is credited with it, and the sentence with a blank for the author."""

    author: str
    blanked: str
    statement: Statement


def find_attributed(library: Library, lexicon: Lexicon) -> tuple[Attributed, ...]:
    """Return the sentences that credit exactly one author or group of authors, in reading order."""
    return tuple(one for one in _attributed(library) if _is_named(one.author, lexicon))


def _is_named(author: str, lexicon: Lexicon) -> bool:
    """Tell whether no capitalised word of `author` is a plain Dutch word: 'Vervolgens beschrijft …' credits nobody."""
    capital = [fold(word) for word in re.findall(r"[A-Z][\w’'-]+", author)]
    return all(word in lexicon.names or word in PARTICLES or not is_dutch(word) for word in capital)


def _attributed(library: Library) -> Iterator[Attributed]:
    own = {fold(word) for source in library.sources for author in source.authors for word in author.split()[-1:]}
    for passage in library.passages:
        if passage.kind is not PassageKind.TEXT:
            continue
        for line in passage.text.split("\n"):
            for text in sentences(line):
                found = _credited(text)
                if found and not {fold(found[0]).split()[-1]} & (own | NO_AUTHOR):
                    yield Attributed(found[0], found[1], Statement(text, passage))


def _credited(text: str) -> tuple[str, str] | None:
    if not MIN_WORDS <= len(words(text)) <= MAX_WORDS or not text.endswith("."):
        return None
    opening = OPENING.match(text)
    credits = [match for match in CREDIT.finditer(text) if match.group(1) == "volgens"]
    if opening and not credits:
        author, blanked = opening.group(1), texts.BLANK + text[len(opening.group(1)) :]
    elif len(credits) == 1 and not opening:
        author = credits[0].group(2)
        start, stop = credits[0].span(2)
        blanked = f"{text[:start]}{texts.BLANK}{text[stop:]}"
    else:
        return None
    blanked = re.sub(r" \(\d{4}[^)]*\)", "", blanked)
    rest = blanked.replace(texts.BLANK, "")
    if re.search(r"(?<=[a-z,] )[A-Z][a-z]", rest) or LEANING.search(fold(rest.strip())) or re.search(r"['\"(]", rest):
        return None
    return author, blanked
