"""Every number and every proper name of an original stands in the dossier's matching section, or on a reasoned list."""

import re
from dataclasses import dataclass

import pytest

from rag.text import fold
from tests.corpus.dossiers import SOURCE_IDS, data, dossiers, plain_text
from tests.corpus.originals import needs_originals, original_lines, without_contacts

pytestmark = needs_originals
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# What only numbers the items of a list, or points to a numbered table, figure or appendix.
ENUMERATORS = re.compile(
    r"\(\d\)|\b\d\)|^\W*\d\.(?=\W)|^\d: |(?:stelling|tabel|figuur|bijlage|fase)(?: \d\b)(?: en \d\b)?",
    re.IGNORECASE | re.MULTILINE,
)
# A capital inside a sentence, or at its start when a year, an ampersand or "et al." follows: somebody's name.
INSIDE = re.compile(r"(?<=[\w,;)&] )(?<![.!?] )([A-Z][\w’'-]*[a-zà-ÿ]\w*|[A-Z]{2,6}[a-z]?)\b")
CITED = re.compile(r"([A-Z][\w’'-]{2,})(?=,? (?:et al|&|\*et al|\((?:19|20)\d\d))")
# "HAZ-visie" and "IA's" are about HAZ and IA.
COMPOUND = re.compile(r"(?<=[A-Z])(-[a-z]\w+|['’]s)$")
SHORTEST_NAME = 3
CITATION = re.compile(
    r"([A-Z][\w’'-]{2,}),?(?: (?:et al\.|e\.a\.|& [A-Z][\w-]+|en [A-Z][\w-]+))?,? \(?((?:19|20)\d\d)\b"
)
# An author and a year within one sentence, so near to each other that they belong together.
TOGETHER = r"\b{0}\b(?:[^.]|e\.a\.|et al\.){{0,90}}?\b{1}\b"


@dataclass(frozen=True)
class Section:
    """A stretch of an original and the dossier's text for it; `title` is "" for what precedes the first section."""

    title: str
    original: str
    dossier: str


def matching_sections(source_id):
    """Yield the sections of an original with all that the dossier says under the same headings."""
    lines, listed = original_lines(source_id), data(source_id)["sectie"]
    texts: dict[str, str] = {}
    for part in dossiers()[source_id].parts:
        texts[part.section[-1]] = f"{texts.get(part.section[-1], '')}\n{part.section[-1]}\n{plain_text(part)}"
    starts, titles, position = [0], [[]], 0
    for section in listed:
        wanted = section["origineel"].strip()
        if wanted:
            position = next(at for at in range(position, len(lines)) if lines[at].strip().startswith(wanted))
            starts.append(position)
            titles.append([])
            position += 1
        # A section without a line of its own belongs to the one before it.
        titles[-1].append(section["titel"])
    for start, end, own in zip(starts, [*starts[1:], len(lines)], titles, strict=True):
        dossier = "\n".join(texts.get(title, "") for title in own) if start else "\n".join(texts.values())
        yield Section(own[0] if start else "", without_contacts("\n".join(lines[start:end])), dossier)


def exceptions(source_id, title):
    """Return what a section of the dossier leaves out on purpose."""
    listed = data(source_id).get("uitzondering", ())
    return {each["woord"] for each in listed if each.get("sectie", title) == title}


def missing_numbers(section):
    """Return the numbers of the original that the dossier's section lacks; numbers of list items do not count."""
    original = ENUMERATORS.sub(" ", section.original)
    return set(NUMBER.findall(original)) - set(NUMBER.findall(section.dossier))


def missing_names(section):
    """Return the proper names of the original that the dossier's section lacks."""
    # One space at the end of a line: the sentence goes on. Lines in capitals are pull quotes and headings.
    text = re.sub(r"[*#_`\"“”‘\[\]]", " ", re.sub(r"(?<! ) \n+", " ", section.original))
    text = "\n".join(line for line in text.split("\n") if not line.isupper())
    names = {COMPOUND.sub("", name).strip("'’") for name in [*INSIDE.findall(text), *CITED.findall(text)]}
    mine = fold(section.dossier)
    return {
        name for name in names if len(name) >= SHORTEST_NAME and not re.search(rf"\b{re.escape(fold(name))}\b", mine)
    }


def missing_citations(section):
    """Return the authors of the original that the dossier's section does not give with their year, as "Author year"."""
    original, mine = (re.sub(r"[*\s]+", " ", text) for text in (section.original, section.dossier))
    pairs = {(name, year) for name, year in CITATION.findall(original)}
    return {f"{name} {year}" for name, year in pairs if not re.search(TOGETHER.format(re.escape(name), year), mine)}


@pytest.mark.parametrize("source_id", SOURCE_IDS)
def test_every_number_stands_in_its_section(source_id):
    """Years, percentages, amounts and page numbers are all there."""
    missing = {
        section.title: sorted(found)
        for section in matching_sections(source_id)
        if (found := missing_numbers(section) - exceptions(source_id, section.title))
    }
    assert not missing


@pytest.mark.parametrize("source_id", SOURCE_IDS)
def test_every_name_stands_in_its_section(source_id):
    """Authors, organisations, places and the abbreviations of the texts are all there."""
    missing = {
        section.title: sorted(found)
        for section in matching_sections(source_id)
        if (found := missing_names(section) - exceptions(source_id, section.title))
    }
    assert not missing


@pytest.mark.parametrize("source_id", SOURCE_IDS)
def test_every_citation_stands_in_its_section(source_id):
    """Whom the original names with a year is named with that year by the dossier, in the same section."""
    missing = {
        section.title: sorted(found)
        for section in matching_sections(source_id)
        if section.title and (found := missing_citations(section) - exceptions(source_id, section.title))
    }
    assert not missing


@pytest.mark.parametrize("source_id", SOURCE_IDS)
def test_every_exception_is_needed_and_has_a_reason(source_id):
    """An exception that its section does not need would hide an omission later."""
    sections = {
        section.title: missing_numbers(section) | missing_names(section) | missing_citations(section)
        for section in matching_sections(source_id)
    }
    for each in data(source_id).get("uitzondering", ()):
        assert each["reden"]
        assert each["woord"] in sections[each["sectie"]], each
