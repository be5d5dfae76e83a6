"""Every entry of the originals' tables and lists stands in the dossier's table, in its place and in its words.

The originals are parsed here, so that rows are counted in them and not in a copy of the count.
"""

import re
from collections import Counter

import pytest

from tests.corpus.dossiers import data, dossier_rows, dossiers
from tests.corpus.original_tables import (
    SIGNATURES,
    activities_by_phase,
    advantages,
    columns_to_rows,
    enumerated,
    factors_by_theme,
    listed_rows,
    logics,
    numbered,
    numbered_theses,
    opportunism,
    paradoxes,
    reference_list,
    signatures,
    success_conditions,
    vigilance,
)
from tests.corpus.originals import bare, bullets, needs_originals, rows_after

pytestmark = needs_originals
# Words without which two spellings of one entry are the same: "Status partner", "Status van de partner".
SMALL_WORDS = re.compile(r"\b(de|het|een|van|der|en)\b ?")


def essence(text):
    """Return a text in the form in which entries are compared."""
    return SMALL_WORDS.sub("", bare(text)).strip()


def corrected(source_id, rows):
    """Return original rows in comparable form, with the corrections that the data file gives."""
    found = []
    for row in rows:
        cells = [f" {essence(cell)} " for cell in row]
        for each in data("corrections")["correctie"]:
            if each["bron"] == source_id:
                old, new = f" {essence(each['origineel'])} ", f" {essence(each['dossier'])} "
                cells = [cell.replace(old, new) for cell in cells]
        found.append(tuple(cell.strip() for cell in cells))
    return found


def references():
    """Return all works of TNO's reference list, from the lists that the dossier divides it into."""
    lists = [part.tables for part in dossiers()["tno"].parts if part.section[-1] == "6 Referenties"]
    return [(row[0][0],) for tables in lists for each in tables for row in each.rows]


SAME_ENTRIES = {
    "boonstra Tabel 1": (
        "boonstra",
        15,
        lambda: rows_after("boonstra", "Tabel 1.")[1:],
        lambda: dossier_rows("boonstra", "Tabel 1."),
    ),
    "boonstra Tabel 2": (
        "boonstra",
        29,
        lambda: listed_rows(rows_after("boonstra", "Tabel 2.")),
        lambda: dossier_rows("boonstra", "Tabel 2."),
    ),
    "boonstra Tabel 3": ("boonstra", 45, success_conditions, lambda: dossier_rows("boonstra", "Tabel 3.")),
    "boonstra paradoxen": ("boonstra", 12, paradoxes, lambda: dossier_rows("boonstra", "De twaalf", (1, 2))),
    "de-wit Figuur 1": (
        "de-wit",
        3,
        lambda: rows_after("de-wit", "FIGUUR 1.")[1:],
        lambda: dossier_rows("de-wit", "Figuur 1."),
    ),
    "de-wit werken": (
        "de-wit",
        6,
        lambda: [(work,) for work in numbered("de-wit", "Literatuur", "Over de auteur")],
        lambda: dossier_rows("de-wit", "De zes werken"),
    ),
    "essay Figuur 1": (
        "essay",
        4,
        lambda: enumerated("essay", "Figuur 1: 1)", "Figuur 1: Vertrouwen"),
        lambda: dossier_rows("essay", "Figuur 1.", (1,)),
    ),
    "essay stellingen": ("essay", 6, numbered_theses, lambda: dossier_rows("essay", "De vijf stellingen")),
    "tno Tabel 1": ("tno", 9, advantages, lambda: dossier_rows("tno", "Tabel 1.")),
    "tno Tabel 2": ("tno", 6, lambda: rows_after("tno", "Tabel 2 K")[1:], lambda: dossier_rows("tno", "Tabel 2.")),
    "tno Tabel 3": (
        "tno",
        3,
        lambda: [row[:3] for row in rows_after("tno", "Tabel 3 K")[1:]],
        lambda: dossier_rows("tno", "Tabel 3.", (0, 1, 2)),
    ),
    "tno Tabel 4": ("tno", 6, lambda: rows_after("tno", "Tabel 4 S")[1:], lambda: dossier_rows("tno", "Tabel 4.")),
    "tno Tabel 5": ("tno", 4, lambda: rows_after("tno", "Tabel 5 S")[1:], lambda: dossier_rows("tno", "Tabel 5.")),
    "tno Tabel 6": ("tno", 2, lambda: rows_after("tno", "Tabel 6 S")[1:], lambda: dossier_rows("tno", "Tabel 6.")),
    "tno Tabel 7": ("tno", 4, lambda: rows_after("tno", "Tabel 7 O")[1:], lambda: dossier_rows("tno", "Tabel 7.")),
    "tno Tabel 8": ("tno", 8, activities_by_phase, lambda: dossier_rows("tno", "Tabel 8.")),
    "tno bijlage A": (
        "tno",
        10,
        lambda: rows_after("tno", "A Verschillen")[1:],
        lambda: dossier_rows("tno", "Bijlage A."),
    ),
    "tno bijlage B": (
        "tno",
        5,
        lambda: rows_after("tno", "B Typologie")[1:],
        lambda: dossier_rows("tno", "Bijlage B."),
    ),
    "tno bijlage D": (
        "tno",
        72,
        lambda: [row for row in factors_by_theme() if row[1]],
        lambda: [row for row in dossier_rows("tno", "Bijlage D.", flat=True) if row[0] != "Evaluatiefase"],
    ),
    "tno bijlage D, evaluatiefase": (
        "tno",
        17,
        lambda: [row[2:] for row in factors_by_theme() if not row[1]],
        lambda: [row[2:] for row in dossier_rows("tno", "Bijlage D.", flat=True) if row[0] == "Evaluatiefase"],
    ),
    "tno referenties": ("tno", 71, reference_list, references),
    "common-eye logica": ("common-eye", 7, logics, lambda: dossier_rows("common-eye", "Tabel. Logica", (1, 2))),
    "common-eye motieven": (
        "common-eye",
        20,
        lambda: columns_to_rows(rows_after("common-eye", "### Motieven")),
        lambda: dossier_rows("common-eye", "Tabel. Motieven"),
    ),
    "common-eye opportunisme": (
        "common-eye",
        7,
        opportunism,
        lambda: dossier_rows("common-eye", "Tabel. Opportunistisch"),
    ),
    "common-eye vertrouwen en waakzaamheid": (
        "common-eye",
        4,
        lambda: vigilance()[0],
        lambda: dossier_rows("common-eye", "Figuur. Vier combinaties"),
    ),
    "common-eye waakzaamheid": (
        "common-eye",
        2,
        lambda: vigilance()[1],
        lambda: dossier_rows("common-eye", "Tabel. Kenmerken van hoge"),
    ),
    "common-eye signatures": (
        "common-eye",
        35,
        lambda: [(name, end) for name, ends in signatures() for end in ends],
        lambda: [
            (name, row[at])
            for at, name in enumerate(SIGNATURES, 1)
            for row in dossier_rows("common-eye", "Tabel. De vijf signatures vergeleken")
        ],
    ),
    "common-eye fit": (
        "common-eye",
        4,
        lambda: list(zip(*rows_after("common-eye", "Partnerselectie en fit"), strict=True)),
        lambda: [
            (kind, " ".join(row[1] for row in dossier_rows("common-eye", "Tabel. Partnerselectie") if row[0] == kind))
            for kind in dict.fromkeys(row[0] for row in dossier_rows("common-eye", "Tabel. Partnerselectie"))
        ],
    ),
    "common-eye problemen": (
        "common-eye",
        9,
        lambda: [(item,) for item in numbered("common-eye", "## Archetypische", "Interventietype")],
        lambda: dossier_rows("common-eye", "Het werkboek noemt negen"),
    ),
    "common-eye interventietypen": (
        "common-eye",
        8,
        lambda: [
            (row[0], " ".join(bullets(row[2]))) for row in rows_after("common-eye", "- Sluimerend machtspeel")[1:]
        ],
        lambda: dossier_rows("common-eye", "Tabel. Acht interventietypen", (0, 2)),
    ),
}


@pytest.mark.parametrize("name", SAME_ENTRIES)
def test_entries_equal_those_of_the_original(name):
    """Each entry of the original stands in the dossier's table, row by row; corrections are listed with a reason."""
    source_id, count, original, dossier = SAME_ENTRIES[name]
    wanted, found = corrected(source_id, original()), [tuple(map(essence, row)) for row in dossier()]
    assert len(wanted) == count
    assert found == wanted


def test_every_correction_is_needed():
    """A correction that no original entry needs would hide a fault later."""
    originals = {
        (source_id, f" {essence(cell)} ")
        for source_id, _, original, _ in SAME_ENTRIES.values()
        for row in original()
        for cell in row
    }
    for each in data("corrections")["correctie"]:
        old, new = f" {essence(each['origineel'])} ", f" {essence(each['dossier'])} "
        assert each["reden"] and old != new, each
        assert any(source_id == each["bron"] and old in text for source_id, text in originals), each


def test_paradoxes_have_a_section_each():
    """Boonstra's twelve paradoxes are the twelve subsections of their section, in order."""
    headings = [title for level, title in dossiers()["boonstra"].headings if level == 4]
    assert headings == [" – ".join(pair) for pair in paradoxes()]


@pytest.mark.parametrize("caption, counts", [("Tabel 2.", (6, 5, 5, 13)), ("Tabel 3.", (11, 8, 12, 14))])
def test_boonstra_counts_per_discipline(caption, counts):
    """The originals' tables have the known number of entries per discipline, and so have the dossier's."""
    original = listed_rows(rows_after("boonstra", "Tabel 2.")) if caption == "Tabel 2." else success_conditions()
    assert tuple(Counter(row[0] for row in original).values()) == counts
    assert tuple(Counter(row[0] for row in dossier_rows("boonstra", caption)).values()) == counts


def test_boonstra_conditions_of_public_administration():
    """Of the twelve conditions of Bestuurskunde two are general, five for contracts and five for partnership."""
    rows = [row for row in dossier_rows("boonstra", "Tabel 3.") if row[0] == "Bestuurskunde"]
    assert tuple(Counter(row[1] for row in rows).values()) == (2, 5, 5)
