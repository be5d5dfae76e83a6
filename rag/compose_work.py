"""Answer what is asked of a work itself.

What a dossier says of its work is shown with its citation; what it does not say is told as the library's source list
has it, in a remark, and what nobody knows is said to be unknown.
"""

import re
from collections.abc import Iterable

from rag.draft import Draft, Evidence, Line, LineStyle
from rag.library import Library
from rag.phrases import (
    PREMISE_RIGHT,
    PREMISE_WRONG,
    WORK_DATA,
    WORK_UNKNOWN,
    WORK_UNTITLED,
    count_word,
    join_words,
)
from rag.query import Query
from rag.records import EntryRole, Passage, PassageKind, Source
from rag.text import fold
from rag.works import UNTITLED, Fact, work_question

ALL_WORKS = re.compile(
    r"^(?:welke|wat voor) (?:\w+ )?(?:bronnen|werken|teksten|boeken|artikelen|documenten|publicaties) "
    r"(?:(?:zitten|zijn|staan|bevat|heeft|ken|kent|gebruikt?|heb)\b(?: er| je| jij| u| de| deze| in)*)"
    r"(?: bibliotheek| adviseur)?\W*$"
)
# How a dossier speaks of its own work, where it opens and where it names its maker, by what is asked.
TELLS = {
    Fact.AUTHOR: re.compile(
        r"\bgeen auteur|\bde auteurs? (?:van \S+ \S+ )?(?:is|zijn)\b|gemaakt door|\bmakers\b|schrijft", re.I
    ),
    Fact.YEAR: re.compile(r"\bgedateerd\b|\bjaar (?:of plaats )?van verschijn|\bgeen\b[^.]*\bjaar\b(?! bij)", re.I),
    Fact.TITLE: re.compile(r"\bgeen\b[^.]*\btitel\b(?! of| bij)", re.I),
    Fact.PUBLISHER: re.compile(r"\bplaats van verschijn|\bM&O\b|eindrapport|werken onder de naam|copyright", re.I),
    Fact.KIND: re.compile(r"\bis een \w*rapport|bestaat uit dia|themanummer van|\ben essay\b", re.I),
    Fact.PAGES: re.compile(r"\d pagina's", re.I),
    Fact.CLIENT: re.compile(r"\bopdracht(?:gever)?\b", re.I),
    Fact.OTHER: re.compile(r"(?!)"),
}
ABOUT_MAKER = re.compile(r"auteur|makers|gegevens", re.I)
OPENING_PARTS, MOST_SENTENCES, LEAST_WORDS = 3, 2, 6

NAMES_OF_FACTS = {
    Fact.AUTHOR: "De auteur",
    Fact.YEAR: "Het jaar van verschijnen",
    Fact.TITLE: "De titel",
    Fact.PUBLISHER: "De uitgave",
    Fact.KIND: "Soort werk",
}


def compose_work(query: Query, library: Library) -> Draft:
    """Return what the library holds of what is asked of a work; without lines when nothing is, or nothing is asked."""
    if ALL_WORKS.search(fold(query.standalone)):
        return _all_works(library)
    asked = work_question(query, library)
    if asked is None:
        return Draft(())
    lines: list[Line] = []
    for source in asked.sources:
        own = [line for fact in asked.facts for line in _fact_lines(fact, source, asked.year, library)]
        if own and len(asked.sources) > 1:
            lines.append(Line(source.short, style=LineStyle.HEADING))
        lines.extend(dict.fromkeys(own))
    return Draft(tuple(lines), certain=True) if any(line.claims for line in lines) else Draft(())


def _all_works(library: Library) -> Draft:
    """Return the title of every work with the sentence it opens with."""
    lines: list[Line] = []
    for source in library.sources:
        lines += [Line(f"{source.short}: {source.title}", style=LineStyle.HEADING), *opening_of(source, library)]
    return Draft(tuple(lines), certain=True)


def nearest_in_work(query: Query, library: Library) -> tuple[Evidence, ...]:
    """Return where the works open of which something is asked; nothing when the question is on anything else."""
    asked = work_question(query, library)
    return tuple(e for s in asked.sources for line in opening_of(s, library) for e in line.evidence) if asked else ()


def _fact_lines(fact: Fact, source: Source, year: int | None, library: Library) -> list[Line]:
    """Return what is known of `fact`, as a remark where no sentence holds it, and the sentences that come nearest."""
    told = told_of(fact, source, library)
    remark = _remark(fact, source, " ".join(line.text for line in told))
    if not told and (not remark or (fact is Fact.PUBLISHER and not source.publisher)):
        return []
    verdict = ""
    if fact is Fact.YEAR and year and source.year:
        verdict = PREMISE_RIGHT if year == source.year else PREMISE_WRONG
    said = " ".join(part for part in (verdict, remark) if part)
    return [*([Line(said, style=LineStyle.REMARK)] if said else []), *(told or opening_of(source, library))]


def _value(fact: Fact, source: Source) -> str:
    """Return what the source list has, '' where it has nothing."""
    if fact is Fact.AUTHOR:
        return join_words(list(source.authors))
    values = {Fact.YEAR: source.year, Fact.TITLE: source.title, Fact.PUBLISHER: source.publisher}
    return str(values.get(fact) or (source.kind if fact is Fact.KIND else ""))


def _called(source: Source) -> str:
    """Return a work by its title, by what it is when it has none."""
    return f"het {source.kind}" if source.title.endswith(UNTITLED) else f"‘{source.title}’"


def _remark(fact: Fact, source: Source, told: str) -> str:
    """Return what the source list adds to the sentences `told`."""
    if fact not in NAMES_OF_FACTS:
        return ""
    if fact is Fact.TITLE and source.title.endswith(UNTITLED):
        return WORK_UNTITLED.format(title=source.title.removesuffix(UNTITLED))
    value, what = _value(fact, source), NAMES_OF_FACTS[fact]
    if not value:
        return WORK_UNKNOWN.format(what=what, work=_called(source))
    if fact is Fact.AUTHOR and len(source.authors) > 1:
        if all(author.split()[-1] in told for author in source.authors):
            return ""
        what = f"De auteurs ({count_word(len(source.authors))})"
    return "" if value in told else WORK_DATA.format(what=what, value=f"‘{value}’" if fact is Fact.TITLE else value)


def told_of(fact: Fact, source: Source, library: Library) -> list[Line]:
    """Return the sentences in which a dossier tells `fact` of its own work, those on its makers first."""
    first = min(passage.part for passage in library.passages if passage.source_id == source.id)
    found: list[tuple[int, Line]] = []
    for passage in library.passages:
        about = bool(ABOUT_MAKER.search(passage.section[-1])) if passage.section else False
        if passage.source_id != source.id or not (about or passage.part < first + OPENING_PARTS):
            continue
        for text in _sentences(passage, library):
            if TELLS[fact].search(text) or (fact is Fact.AUTHOR and about and _names_all(source, text)):
                rank = (0 if about or fact is not Fact.AUTHOR else 1) + (fact is Fact.AUTHOR and "schrijft" in text)
                found.append((rank, Line(text, (Evidence(passage, text),))))
    found.sort(key=lambda item: item[0])
    kept = [line for rank, line in found if rank == found[0][0]]
    return kept[: 1 if fact is Fact.AUTHOR else MOST_SENTENCES]


def _names_all(source: Source, text: str) -> bool:
    return bool(source.authors) and all(author in text for author in source.authors)


def _sentences(passage: Passage, library: Library) -> Iterable[str]:
    if passage.kind in (PassageKind.TEXT, PassageKind.NOTE):
        for number in library.entries_by_passage[passage.id]:
            if library.entries[number].role is EntryRole.SENTENCE:
                yield library.entries[number].text


def opening_of(source: Source, library: Library) -> list[Line]:
    """Return the whole sentence with which a work opens; a mere title is none."""
    for passage in library.passages:
        if passage.source_id == source.id and passage.kind is PassageKind.TEXT:
            for text in _sentences(passage, library):
                if len(text.split()) >= LEAST_WORDS:
                    return [Line(text, (Evidence(passage, text),))]
    return []
