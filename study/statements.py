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
AUTHOR = r"[A-Z][\w’'-]+"
AUTHORS = re.compile(
    rf"^((?:{AUTHOR}(?: (?:van|de|den|der|van den|van der|van de|ten)(?= [A-Z]))*[, ]*(?:en )?(?:van |de |den |der |ten )*)+)"
    r"(noemen|noemt|stellen|stelt|pleiten|pleit|concluderen|concludeert|waarschuwen|waarschuwt|onderscheiden|onderscheidt|"
    r"beschrijven|beschrijft|benadrukken|benadrukt|betogen|betoogt|vinden|vindt|zien|ziet|bepleiten|bepleit|adviseren|adviseert|"
    r"laten zien|laat zien|tonen|toont|wijzen|wijst|constateren|constateert|onderzoeken|onderzoekt) (.+)\.$"
)


@dataclass(frozen=True)
class Statement:
    """A sentence that stands on its own, in its passage."""

    text: str
    passage: Passage

    @property
    def evidence(self) -> Evidence:
        """Return the sentence as evidence."""
        return Evidence(self.passage, self.text)


@dataclass(frozen=True)
class Said:
    """A sentence that reports what an author says: 'Schruijer en Vansina noemen …'."""

    author: str
    verb: str
    rest: str
    statement: Statement


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


def find_said(library: Library) -> tuple[Said, ...]:
    """Return the sentences that open with who says it and can be turned into 'Wie …?'."""
    return tuple(_said(library))


def _sentences(library: Library) -> Iterator[Statement]:
    for passage in library.passages:
        if passage.kind is PassageKind.TEXT:
            for line in passage.text.split("\n"):
                for text in sentences(line):
                    yield Statement(text, passage)


def _said(library: Library) -> Iterator[Said]:
    for statement in _sentences(library):
        match = AUTHORS.match(statement.text)
        if not match or not MIN_WORDS <= len(words(statement.text)) <= MAX_WORDS:
            continue
        if fold(match.group(1)).startswith(("de ia", "vervolgens")):
            continue
        author, verb, rest = match.group(1).strip(" ,"), match.group(2), match.group(3)
        if not LEANING.search(fold(rest)) and not re.search(r"\b[A-Z]", rest) and len(words(rest)) >= 5:
            yield Said(author, verb, rest, statement)


def _stands_alone(text: str) -> bool:
    count = len(words(text))
    whole = MIN_WORDS <= count <= MAX_WORDS and text.endswith(".") and ":" not in text and "'" not in text
    return whole and not LEANING.search(fold(text)) and not PAST_ONCE.search(fold(text))


def _names(text: str, lexicon: Lexicon) -> bool:
    inner = re.findall(r"(?<=\s)[A-Z][\w’'-]*|\b[A-Z]{2,}[\w’'-]*|\(|\d{4}", text)
    return bool(inner) or words(text)[0] in lexicon.names
