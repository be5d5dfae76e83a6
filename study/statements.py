"""Choose sentences of the library that say something on their own, so that they can be asked about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag.check_lexicon import Lexicon
from rag.draft import Evidence
from rag.library import Library
from rag.records import Passage, PassageKind
from rag.text import fold, sentences, words

MIN_WORDS, MAX_WORDS = 8, 30
# A sentence that opens like this, or holds these, leans on the one before it.
LEANING = re.compile(
    r"^(?:ook|verder|daarnaast|daarbij|daardoor|daarom|toch|zo|zulke?|dat|dit|deze|die|hij|zij|ze|hun|hierbij|hierdoor|"
    r"bovendien|tegelijk|maar|en|of|dan|daarna|vervolgens|intussen|wel|het gaat|voorbeeld|een ander|een tweede|een derde|"
    r"de (?:eerste|tweede|derde|laatste|andere)|volgens (?:hem|haar|hen)|naast|anders|beide|alle (?:drie|vier)|tot slot|"
    r"ten (?:eerste|tweede|derde))\b|\b(?:hierin|hieronder|hierboven|genoemde|eveneens|zij|ze|hij|hem|haar|hun|daarvan|"
    r"daarvoor|daarin|zulke|zo'n|deze|die wijze|figuur|tabel|bijlage|paragraaf|hoofdstuk|artikel|rapport|werkboek|essay|"
    r"dia|stelling|themanummer|inleiding|proloog|dossier|tekst|ook|dus|daarmee|hiermee|zo|anders|meer dan ooit|ditmaal|"
    r"opnieuw|nog|ten eerste|ten tweede|ten derde|het eerste|het tweede|daardoor|daarom|daartoe|daarop|dat laatste|die|immers|bovendien|echter|omgekeerd|beide|vanwege dat|citaat|kwadrant|namen|slide|afbeelding|omschrijving|casus|case)\b"
)
# What happened once, in one case, is no claim about cooperation.
PAST_ONCE = re.compile(
    r"\b(?:was|waren|werd|werden|had|hadden|moest|moesten|kon|konden|wilde|wilden|bleek|bleken|stond|stonden|lag|lagen|ging|"
    r"gingen|kwam|kwamen|kreeg|kregen|gaf|gaven|maakte|maakten|bestond|ontstond|ontstonden|zocht|zochten|begon|begonnen|kende|kenden|zagen|vonden|noemden) "
)
CLAIMING = frozenset(("bevinding", "stelling", "risico", "aanpak", "definitie"))


@dataclass(frozen=True)
class Statement:
    """A sentence that stands on its own, in its passage."""

    text: str
    passage: Passage

    @property
    def evidence(self) -> Evidence:
        """Return the sentence as evidence."""
        return Evidence(self.passage, self.text)


def find_statements(library: Library, lexicon: Lexicon) -> tuple[Statement, ...]:
    """Return the sentences that claim something and name nobody."""
    return tuple(
        statement
        for statement in _sentences(library)
        if CLAIMING & set(statement.passage.kinds)
        and not {"voorbeeld", "onderzoek", "oefening"} & set(statement.passage.kinds)
        and _stands_alone(statement.text)
        and not _names(statement.text, lexicon)
    )


def _sentences(library: Library) -> Iterator[Statement]:
    for passage in library.passages:
        if passage.kind is PassageKind.TEXT:
            for line in passage.text.split("\n"):
                for text in sentences(line):
                    yield Statement(text, passage)


def _stands_alone(text: str) -> bool:
    count = len(words(text))
    whole = MIN_WORDS <= count <= MAX_WORDS and text.endswith(".") and ":" not in text and "'" not in text
    return whole and not LEANING.search(fold(text)) and not PAST_ONCE.search(fold(text))


def _names(text: str, lexicon: Lexicon) -> bool:
    inner = re.findall(r"(?<=\s)[A-Z][\w’'-]*|\b[A-Z]{2,}[\w’'-]*|\(|\d{4}", text)
    return bool(inner) or words(text)[0] in lexicon.names
