"""Tell what a question asks of a work itself: who wrote it, when it appeared, what it is called, where it came out."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rag.library import Library
from rag.query import Query
from rag.records import Source
from rag.text import fold, plain


class Fact(StrEnum):
    """Say what is asked of a work."""

    AUTHOR = "author"
    YEAR = "year"
    TITLE = "title"
    PUBLISHER = "publisher"
    KIND = "kind"
    PAGES = "pages"
    CLIENT = "client"
    OTHER = "other"


# What a question asks for, by the words it may use; tested on the folded question without the work's names.
ASKS: tuple[tuple[Fact, re.Pattern[str]], ...] = tuple(
    (fact, re.compile(pattern))
    for fact, pattern in (
        (Fact.AUTHOR, r"\b(auteurs?|schrijvers?|makers?|opstellers?|samenstellers?)\b|\b(wie|van wie|door wie)\b"),
        (Fact.CLIENT, r"\b(opdracht|opdrachtgever)\b"),
        (Fact.PAGES, r"\b(pagina'?s?|bladzij\w*|hoe dik)\b"),
        (Fact.PUBLISHER, r"\b(uitgever\w*|uitgegeven|uitgave|tijdschrift|blad|vakblad|gaf\b.*\buit)\b|^waar\b"),
        (Fact.TITLE, r"\b(titel|heet|heette|voluit)\b"),
        (
            Fact.YEAR,
            r"\b(jaar|jaartal|wanneer|hoe oud|datum|(verschijnings|publicatie)(jaar|datum))\b",
        ),
        (Fact.KIND, r"\bwat voor\b|\bwelk soort\b"),
        (Fact.OTHER, r"\b(isbn|doi|woorden|prijs|kost|druk|oplage|drukker\w*|redactie|redacteur)\b"),
    )
)
# A question that holds anything else, such as a subject or another book, is not about the work itself.
FRAME = frozenset(
    """wie wat welke welk hoe wanneer waar waarin is zijn was waren werd werden heeft hebben heet heette de het een dit
    deze die dat van uit in door bij op met voor aan en of er eigenlijk nu precies ook toch nog klopt naam namen
    jaar jaartal datum oud dik titel draagt kreeg voluit auteur auteurs schrijver schrijvers maker makers opsteller
    opstellers samensteller samenstellers schreef schreven schrijft geschreven gemaakt maakte maakten opgesteld
    samengesteld verscheen verschenen verschijnen verschijning gepubliceerd publicatie uitgekomen gepubliceerde
    uitgebracht bracht komt kwam stamt dateert gedateerd stond staat gaf uitgegeven uitgever uitgeverij uitgave
    tijdschrift vakblad blad soort werk tekst bron document stuk artikel rapport essay werkboek boek dossier
    publicatiejaar verschijningsjaar verschijningsdatum publicatiedatum hoeveel aantal telt tellen pagina pagina's
    paginas bladzijde bladzijden bladzijdes opdracht opdrachtgever wiens gegeven nummer themanummer openingsartikel
    literatuurstudie studie onderzoek volledige officiële gaan isbn doi woorden prijs kost druk oplage redactie
    redacteur""".split()
)
YEAR_NAMED = re.compile(r"\b(?:19|20)\d\d\b")
# How the source list marks a work without a title.
UNTITLED = " (zonder titel)"


@dataclass(frozen=True)
class WorkQuestion:
    """What is asked of which works; `year` is the one the question takes for granted, None when it names none."""

    facts: tuple[Fact, ...]
    sources: tuple[Source, ...]
    year: int | None = None


def work_question(query: Query, library: Library) -> WorkQuestion | None:
    """Return what `query` asks of works themselves; None when it asks anything else."""
    text = fold(query.standalone).replace("m&o", "m&o ")
    sources = _works(text, query, library)
    if not sources or query.tables:
        return None
    rest = _without_names(text, sources)
    years = YEAR_NAMED.findall(rest)
    if any(word not in FRAME for word in re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", rest)):
        return None
    facts = tuple(fact for fact, pattern in ASKS if pattern.search(rest))
    if Fact.AUTHOR in facts and not _asks_for_makers(rest, sources, facts):
        facts = tuple(fact for fact in facts if fact is not Fact.AUTHOR)
    if years and not facts:
        facts = (Fact.YEAR,)
    numbered = re.findall(r"\d+", YEAR_NAMED.sub("", rest))
    if not facts or numbered or len(years) > 1 or (years and Fact.YEAR not in facts):
        return None
    return WorkQuestion(facts, sources, int(years[0]) if years else None)


def _asks_for_makers(rest: str, sources: Sequence[Source], facts: Sequence[Fact]) -> bool:
    """Tell whether 'wie' asks who made the work: not who ordered or published it, nor who a group of people is."""
    if {Fact.CLIENT, Fact.PUBLISHER} & set(facts) and not re.search(r"\b(auteur|schrijver|maker)", rest):
        return False
    who_is = re.fullmatch(r"\W*wie (?:is|was)\W*", rest)
    return not who_is or all(len(source.authors) == 1 for source in sources)


def _works(text: str, query: Query, library: Library) -> tuple[Source, ...]:
    """Return the works a folded question names, by their own title too; else the only one it is put to."""
    named = tuple(s for s in library.sources if s.id in query.named_sources or _title_of(s) in plain(text))
    if named:
        return named
    return tuple(library.source_by_id[i] for i in query.source_filter) if len(query.source_filter) == 1 else ()


def _title_of(source: Source) -> str:
    """Return the main title of a work as plain words between spaces."""
    return plain(source.title.removesuffix(UNTITLED).split(". ")[0])


def _without_names(text: str, sources: Iterable[Source]) -> str:
    """Return a folded question without the titles, names and authors of the works it names."""
    for source in sources:
        main, *sub = source.title.removesuffix(UNTITLED).split(". ")
        names = [source.title, main, *sub, *source.authors, *source.names]
        for name in sorted(names, key=len, reverse=True):
            pattern = re.escape(fold(name)).replace(r"\ ", r"[ -]").replace(r"\-", r"[ -]")
            text = re.sub(rf"(?<!\w){pattern}(?:'?s)?(?!\w)", " ", text)
    return re.sub(r"\s+", " ", text).strip(" ?.!")
