"""The five originals, read as a user would index them: every table with its rows, every section with its path."""

import hashlib
from functools import lru_cache

import pytest

from ingest.corpus import read_corpus
from ingest.dossier import DossierTable, Part
from ingest.originals import cut_original, plain_title
from ingest.sandbox import Extract, extract
from ingest.stored import StoredDocument
from rag.records import EntryRole, Origin, Source
from tests.corpus.dossiers import data
from tests.corpus.originals import CORPUS, EMAIL, ORIGINALS, PHONE, needs_originals

pytestmark = needs_originals
# caption -> (rows, items of all cells but those of the first column) as they stand in the original's own layout
TABLES = {
    "boonstra": {"Tabel 1.": (15, 30), "Tabel 2.": (4, 29), "Tabel 3.": (4, 45)},
    "tno": {
        "Tabel 1.": (5, 4),
        "Tabel 2.": (6, 18),
        "Tabel 3.": (3, 11),
        "Tabel 4.": (6, 12),
        "Tabel 5.": (4, 8),
        "Tabel 6.": (2, 4),
        "Tabel 7.": (4, 8),
        "Tabel 8.": (8, None),
        "Bijlage A.": (10, 10),
        "Bijlage B.": (5, 6),
        "Bijlage D.": (9, None),
    },
    "de-wit": {"Figuur 1.": (3, None)},
    "essay": {},
    "common-eye": {
        "Motieven voor samenwerken": (6, 14),
        "Hoeveel vertrouwen? Hoeveel waakzaamheid?": (5, None),
        "Partnerselectie en fit": (1, None),
        "Welke partijen vormen de strategische kern": (1, 9),
        "Welke activiteiten heb je al uitgevoerd?": (4, None),
        "Interventietype": (8, 32),
    },
}


@lru_cache
def read(source_id: str) -> Extract:
    wanted = next(source for source in read_corpus(CORPUS).sources if source.id == source_id).sha256
    path = next(p for p in ORIGINALS.glob("*.txt") if hashlib.sha256(p.read_bytes()).hexdigest() == wanted)
    return extract(path, "tekst")


def tables(source_id: str) -> list[tuple[Part, DossierTable]]:
    return [(part, table) for part in read(source_id).parts for table in part.tables if not table.is_list]


@pytest.mark.parametrize("source_id", TABLES)
def test_every_table_is_found_with_its_rows(source_id):
    """All tables that have a caption or a heading are there, with the rows and the items of the original's layout."""
    for caption, (rows, items) in TABLES[source_id].items():
        (found,) = [table for _, table in tables(source_id) if table.caption.startswith(caption)]
        assert len(found.rows) == rows, caption
        if items is not None:
            cells = [cell for row in found.rows for cell in row[1:]]
            assert sum(len(cell) for cell in cells if cell != ("",)) == items, caption


@pytest.mark.parametrize("source_id", TABLES)
def test_no_table_is_made_of_something_else(source_id):
    """Besides the known tables there are only a table of contents and a block of details on a title page."""
    known = tuple(TABLES[source_id])
    others = [table.caption for _, table in tables(source_id) if not table.caption.startswith(known)]
    assert len(others) <= (2 if source_id == "tno" else 0), others


@pytest.mark.parametrize("source_id", ["boonstra", "tno", "de-wit", "essay"])
def test_sections_carry_the_path_of_the_structure_file(source_id):
    """Every heading of the original is found, under the headings it stands under, in order; nothing else is a heading."""
    wanted = []
    path: list[tuple[int, str]] = []
    for section in data(source_id)["sectie"]:
        path = [step for step in path if step[0] < section["niveau"]] + [(section["niveau"], section["titel"])]
        if section["origineel"].strip():
            wanted.append(tuple(plain_title(title) for _, title in path))
    found = list(dict.fromkeys(tuple(map(plain_title, part.section)) for part in read(source_id).parts))
    found = [path for path in found if path in wanted or path[-1:] != (plain_title(read(source_id).metadata.title),)]
    missing = [path for path in wanted if path not in found and path not in {p[: len(path)] for p in found}]
    assert missing == []


def test_slides_have_three_in_four_of_their_titles():
    """Of the slides' titles that are lines of the text, three in four are sections; others have no text of their own."""
    titles = {plain_title(part) for section in read("common-eye").parts for part in section.section}
    lines = [
        s for s in data("common-eye")["sectie"] if plain_title(s["titel"]) == plain_title(s["origineel"].strip("#* "))
    ]
    found = [s["titel"] for s in lines if plain_title(s["titel"]) in titles]
    assert len(found) >= 0.75 * len(lines), [s["titel"] for s in lines if s["titel"] not in found]


@pytest.mark.parametrize("source_id", TABLES)
def test_no_address_or_number_of_a_person_is_left(source_id):
    said = "\n".join(
        text
        for part in read(source_id).parts
        for text in [*part.section, *part.paragraphs, *part.notes, *(str(table) for table in part.tables)]
    )
    assert not EMAIL.search(said)
    assert not PHONE.search(said)


@pytest.mark.parametrize("source_id", ["boonstra", "de-wit", "tno"])
def test_paragraphs_are_whole_sentences(source_id):
    """At most one paragraph in fifty of running text starts in the middle of a sentence."""
    texts = [text for part in read(source_id).parts for text in part.paragraphs if len(text) > 200]
    broken = [text for text in texts if text[:1].islower()]
    assert len(broken) <= len(texts) / 50, [text[:60] for text in broken]


@pytest.mark.parametrize("source_id", TABLES)
def test_the_questions_of_the_dossier_lead_to_the_original(source_id):
    """All question entries of a dossier lead to passages of the original, most to the section they were asked of."""
    corpus = read_corpus(CORPUS)
    source: Source = next(source for source in corpus.sources if source.id == source_id)
    dossier = next(dossier for dossier in corpus.dossiers if dossier.source_id == source_id)
    document = StoredDocument(source, "", "", (0, 0), "", None, (), read(source_id).parts)
    pieces = cut_original(document, dossier, 0)
    assert all(passage.origin is Origin.ORIGINAL for passage in pieces.passages)
    by_id = {passage.id: passage for passage in pieces.passages}
    asked = {question: part for part in dossier.parts for question in part.questions}
    questions = [entry for entry in pieces.entries if entry.role is EntryRole.QUESTION and entry.text in asked]
    assert len(questions) >= 0.95 * len(asked)
    same = [
        entry
        for entry in questions
        if plain_title(asked[entry.text].section[-1]) in map(plain_title, by_id[entry.passage_id].section)
    ]
    assert len(same) >= (0.4 if source_id == "common-eye" else 0.8) * len(questions)
