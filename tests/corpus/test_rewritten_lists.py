"""Lists that the dossiers give in other words have the entries of the original, one for one and in its order."""

import pytest

from rag.text import stems
from tests.corpus.dossiers import cell_text, dossier_rows, table
from tests.corpus.original_tables import activity_cells, enumerated, numbered
from tests.corpus.originals import block, needs_originals, rows_after

pytestmark = needs_originals
# A rewritten entry shares at least this part of the stems of the shorter of the two with its original,
SHARED_STEMS = 0.5
# at least this part in lists that keep the words of the original,
CLOSE = 0.9
# and no other entry of the list is more like it by more than this.
TOLERANCE = 0.1


def overlap(one, other):
    """Return the share of the stems of the shorter text that the other has too."""
    first, second = set(stems(one)), set(stems(other))
    return len(first & second) / max(1, min(len(first), len(second)))


def negotiation_outcomes():
    """Return Common Eye's four outcomes of a negotiation."""
    return numbered("common-eye", "### Win-win", "Een duurzame samenwerking")


def circles():
    """Return the features of Common Eye's core, ring and free space, one text for each."""
    return rows_after("common-eye", "Welke partijen vormen")[1]


def phases():
    """Return what Common Eye says of each of its five phases."""
    names = ["Verkennen", "Delen", "Overeenkomen", "Vormgeven", "Uitvoeren"]
    ends = [f"## {name}" for name in names[1:]] + ["**Zorgvuldig in de fasering**"]
    # The slide "Delen van aspecten" comes earlier, so the phases are read from "Verkennen" on.
    lines = block("common-eye", "**De fase van 'delen'", "**Zorgvuldig") + ["**Zorgvuldig in de fasering**"]
    return [
        " ".join(lines[lines.index(f"## {name}") + 1 : lines.index(end)]) for name, end in zip(names, ends, strict=True)
    ]


def column_texts(source_id, caption, columns=(0,)):
    """Return one text for each row of a dossier's table."""
    return [" ".join(row) for row in dossier_rows(source_id, caption, columns)]


REWRITTEN_ENTRIES = {
    "essay Figuur 2": (
        4,
        lambda: [row[0] for row in enumerated("essay", "Figuur 2: 1)", "Stelling 5")],
        lambda: column_texts("essay", "Figuur 2.", (1, 2, 3)),
    ),
    "essay reflectiemomenten": (
        4,
        lambda: [row[0] for row in enumerated("essay", "richten zich op: 1)", "Openheid blijkt")],
        lambda: column_texts("essay", "De vier onderdelen"),
    ),
    "de-wit voorbeelden van meerwaarde": (
        3,
        lambda: block("de-wit", "bitie. Door hun verbondenheid", "De ontwikkeling voltrekt"),
        lambda: column_texts("de-wit", "De drie voorbeelden"),
    ),
    "tno Tabel 3, voorbeelden": (
        3,
        lambda: [row[3] for row in rows_after("tno", "Tabel 3 K")[1:]],
        lambda: column_texts("tno", "Tabel 3.", (3,)),
    ),
    "common-eye uitkomsten": (
        4,
        negotiation_outcomes,
        lambda: column_texts("common-eye", "Tabel. Vier uitkomsten", (0, 1)),
    ),
    "common-eye grenzen": (
        4,
        lambda: [
            " ".join(pair) for pair in zip(*[iter(numbered("common-eye", "Ondergrens", "Bron: Hirs"))] * 2, strict=True)
        ],
        lambda: column_texts("common-eye", "Tabel. Ondergrens", (0, 1)),
    ),
    "common-eye kern, ring en ruimte": (
        3,
        circles,
        lambda: column_texts("common-eye", "Tabel. Strategische kern", (1,)),
    ),
    "common-eye spelregels": (
        10,
        lambda: numbered("common-eye", "Spelregels in een netwerk", "Bron: De Bruijn"),
        lambda: column_texts("common-eye", "Het werkboek noemt tien spelregels"),
    ),
    "common-eye kenmerken": (
        7,
        lambda: numbered("common-eye", "### Kenmerken van zelf", "### Principes"),
        lambda: column_texts("common-eye", "Zelforganiserende netwerken hebben"),
    ),
    "common-eye principes": (
        9,
        lambda: numbered("common-eye", "### Principes", "Bron: proefschrift"),
        lambda: column_texts("common-eye", "Negen principes"),
    ),
    "common-eye fasen": (5, phases, lambda: column_texts("common-eye", "Tabel. De vijf fasen", (1,))),
    "boonstra taken bij Philips": (
        8,
        lambda: numbered("boonstra", "*John Bell*", "Om alliantievaardigheden op te bouwen"),
        lambda: column_texts("boonstra", "De centrale afdeling van Philips"),
    ),
}


KEPT_WORDS = {
    "essay Figuur 2",
    "tno Tabel 3, voorbeelden",
    "common-eye grenzen",
    "common-eye kern, ring en ruimte",
    "common-eye spelregels",
    "common-eye fasen",
}


@pytest.mark.parametrize("name", REWRITTEN_ENTRIES)
def test_rewritten_entries_are_those_of_the_original(name):
    """A list in other words has as many entries, in the same order: each is most like the original's entry there."""
    count, original, dossier = REWRITTEN_ENTRIES[name]
    wanted, found = original(), dossier()
    assert len(wanted) == len(found) == count
    for at, entry in enumerate(found):
        likeness = [overlap(entry, other) for other in wanted]
        least = CLOSE if name in KEPT_WORDS else SHARED_STEMS
        assert likeness[at] >= max(least, max(likeness) - TOLERANCE), (entry, wanted[at], likeness)


def test_every_activity_of_the_grid_is_in_its_cell():
    """Common Eye's grid has its activities in the cell of their domain and phase, one for one."""
    wanted = activity_cells()
    rows = table("common-eye", "Tabel. Activiteiten").rows
    found = {(cell_text(domain), cell_text(phase)): activities for domain, phase, activities in rows}
    assert list(found) == list(wanted)
    for cell, activities in found.items():
        assert len(activities) == len(wanted[cell]), cell
        for mine, theirs in zip(activities, wanted[cell], strict=True):
            assert overlap(mine, theirs) >= SHARED_STEMS, (mine, theirs)
