"""The glossary: enough terms, each defined once per source, at a section that exists, with the texts' abbreviations."""

from collections import Counter

import pytest

from rag.text import fold, stems
from tests.corpus.dossiers import SOURCE_IDS, dossiers, plain_text, terms
from tests.corpus.originals import bare

MIN_TERMS = 120
USED_STEMS = 0.5
LONGEST_DEFINITION = 60  # words: one or two sentences
ABBREVIATIONS = """IA, PPS, PNS, PuS, ALC, HAZ, AMT, BSC, AWPG, AWP, HSL, HSL-Zuid, VOC, RWS, V&W, HBSC, ngo,
    ECCP, GGD, HRM"""
ENGLISH = """trust, control, lock-in, split loyalties, collaborative leadership, quick wins, balanced scorecard,
    evasion, refusal to adapt, violation, forced renegotiation, visioning, convening, brokering, reframing,
    authority boundary, task boundary, political boundary, identity boundary, negotiated knowledge, reliability,
    appreciative inquiry, action research, power bridging, champion, exit, voice, equity"""


def listed(text):
    """Return the entries of a list between commas."""
    return [entry.strip() for entry in text.split(",")]


def test_there_are_enough_terms():
    """A reader finds at least 120 different terms."""
    assert len({fold(term.term) for term in terms()}) >= MIN_TERMS


@pytest.mark.parametrize("source_id", SOURCE_IDS)
def test_every_term_has_a_definition_and_a_section(source_id):
    """Each term is defined in a sentence or two and stands under a heading of its dossier."""
    headings = {title for _, title in dossiers()[source_id].headings}
    for term in (term for term in terms() if term.source_id == source_id):
        assert term.definition.endswith((".", "?", "!")), term.term
        assert 4 <= len(term.definition.split()) <= LONGEST_DEFINITION, term.term
        assert term.section in headings, (term.term, term.section)


@pytest.mark.parametrize("source_id", SOURCE_IDS)
def test_no_term_twice_in_a_source(source_id):
    """A term, in singular or plural, has one entry per source; its other names are its synonyms."""
    entries = [term for term in terms() if term.source_id == source_id]
    names = Counter(tuple(stems(term.term)) for term in entries)
    abbreviations = Counter(fold(each) for term in entries for each in term.abbreviations)
    assert not [name for name, count in (names + abbreviations).items() if count > 1]


def test_no_synonym_repeats_its_term():
    """Synonyms are other words than the term, and each is given once."""
    for term in terms():
        names = [bare(name) for name in (term.term, *term.synonyms)]
        assert len(names) == len(set(names)), (term.source_id, term.term)


def test_abbreviations_of_the_texts_are_there():
    """Whoever types an abbreviation from the texts finds what it stands for."""
    known = {fold(name) for term in terms() for name in (*term.abbreviations, term.term, *term.synonyms)}
    assert not [name for name in listed(ABBREVIATIONS) if fold(name) not in known]


def test_english_names_are_there():
    """The English names that the texts use lead to a term."""
    known = " | ".join(fold(name) for term in terms() for name in (*term.english, term.term, *term.synonyms))
    assert not [name for name in listed(ENGLISH) if fold(name) not in known]


@pytest.mark.parametrize("source_id", SOURCE_IDS)
def test_a_term_stands_in_its_section(source_id):
    """The section that a term points to uses most of its words, or of the words of one of its other names."""
    sections: dict[str, str] = {}
    for part in dossiers()[source_id].parts:
        sections[part.section[-1]] = f"{sections.get(part.section[-1], '')} {part.section[-1]} {plain_text(part)}"
    for term in (term for term in terms() if term.source_id == source_id):
        names = (term.term, *term.synonyms, *term.abbreviations, *term.english)
        used = set(stems(sections[term.section]))
        shares = [len(used & set(stems(name))) / max(1, len(set(stems(name)))) for name in names]
        assert max(shares) >= USED_STEMS, term.term
