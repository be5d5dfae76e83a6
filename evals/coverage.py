"""Tell apart what the adviser failed to say from what its library does not hold."""

from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import process

from evals import texts
from evals.match import AnswerText, prepare, same_row, says
from evals.places import in_library, is_at, resolve, table_number
from evals.records import Case, Place
from rag.library import Library
from rag.records import Passage, Source


def passages_at(gold: Sequence[Place], library: Library) -> list[Passage]:
    """Return the passages that lie at any of the places."""
    places = resolve(gold, library)
    return [p for p in library.passages if any(is_at(place, p.source_id, p.section) for place in places)]


def missing_places(case: Case, library: Library) -> list[Place]:
    """Return the gold places that do not exist in the library."""
    return [place for place in case.gold if not in_library(place, library)]


def missing_words(case: Case, library: Library) -> list[str]:
    """Return the expected points and rows that the gold sections do not hold in words our matching recognises."""
    passages = passages_at(case.gold, library)
    text = _text(passages, library)
    missing = [" / ".join(group) for group in case.points if not any(says(text, words) for words in group)]
    lines = [line for passage in passages for line in _lines(passage)]
    missing += [row for row in case.rows if not says(text, row) and not any(same_row(row, line) for line in lines)]
    return missing


def _text(passages: Sequence[Passage], library: Library) -> AnswerText:
    """Return the text of passages under their names: works, authors, titles of sections and tables."""
    read = [_read(passage, library.source_by_id[passage.source_id]) for passage in passages]
    return AnswerText(
        raw="\n".join(text.raw for text in read),
        words="".join(text.words for text in read),
        units=tuple(unit for text in read for unit in text.units),
    )


@lru_cache(maxsize=4096)
def _read(passage: Passage, source: Source) -> AnswerText:
    names = ". ".join((source.short, *source.authors, *source.names, *passage.section))
    caption = passage.table.caption if passage.table else ""
    return prepare(f"{names}\n{caption}\n{passage.text}")


def _lines(passage: Passage) -> list[str]:
    if passage.table:
        return [item for row in passage.table.rows for cell in row for item in cell]
    return passage.text.split("\n")


def check_cases(cases: Sequence[Case], library: Library) -> list[str]:
    """Return a line per case that the library cannot satisfy, with what to do: mend the case, or the dossier."""
    found = []
    for case in cases:
        mistakes = [*_wrong_sources(case, library), *_wrong_places(case, library)]
        if case.gold and case.answerable:
            mistakes += [texts.NOT_THERE.format(words=words) for words in missing_words(case, library)]
        if mistakes:
            found.append(f"{case.id}: {' '.join(mistakes)}")
    return found


def _wrong_sources(case: Case, library: Library) -> list[str]:
    named = dict.fromkeys((*case.sources, *(place.source for place in case.gold)))
    known = ", ".join(library.source_by_id)
    return [texts.NO_SOURCE.format(source=name, known=known) for name in named if name not in library.source_by_id]


def _wrong_places(case: Case, library: Library) -> list[str]:
    """Return the gold places and numbered table that are not there, each with the one that looks most like it."""
    found = []
    for place in missing_places(case, library):
        titles = {title for p in library.passages if p.source_id == place.source for title in p.section}
        if near := process.extractOne(place.section, sorted(titles)):
            found.append(texts.NO_SECTION.format(section=place.section, source=place.source, near=near[0]))
    sources = {place.source for place in case.gold}
    labels = {p.table.label for p in library.tables if p.table and p.source_id in sources}
    wanted = table_number(case.table)
    if sources & set(library.source_by_id) and wanted and wanted not in map(table_number, labels):
        known = ", ".join(sorted(label for label in labels if label)) or "-"
        found.append(texts.NO_TABLE.format(table=case.table, known=known))
    return found
