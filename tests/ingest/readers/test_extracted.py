"""Text as it comes out of PDF extraction: what the reader mends and what it leaves alone."""

from ingest.blocks import Block, BlockKind
from ingest.readers.cells import cell_items
from ingest.readers.extracted import read_extracted
from ingest.readers.levels import follows


def blocks(text: str, kind: BlockKind) -> list[Block]:
    return [block for block in read_extracted(text).blocks if block.kind is kind]


def texts(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> list[str]:
    return [block.text for block in blocks(text, kind)]


LONG = "Deze zin is lang genoeg om voor lopende tekst door te gaan en houdt midden in een woord op, want hier komt een afbre-"


def test_a_hyphen_at_the_end_of_a_line_is_taken_out():
    assert texts(f"{LONG}\n\nking van een woord.")[0].endswith("een afbreking van een woord.")


def test_a_hyphen_before_en_stays():
    (found,) = texts("Wij letten op de invoer-\nen uitvoer van goederen.")
    assert "invoer- en uitvoer" in found


def test_a_sentence_cut_by_a_table_is_whole_again_and_the_table_follows():
    text = (
        "De partners spraken af dat zij de kosten zouden delen en dat elke partij een deel van\n\n"
        "Tabel 1. Kosten\n\nPartij\tDeel\nNoord\teen derde\nZuid\ttwee derde\n\nde opbrengst zou krijgen."
    )
    found = read_extracted(text).blocks
    assert [block.kind for block in found] == [BlockKind.PARAGRAPH, BlockKind.TABLE]
    assert found[0].text.endswith("een deel van de opbrengst zou krijgen.")
    assert found[1].caption == "Tabel 1. Kosten"


def test_blank_lines_inside_sentences_are_taken_out():
    lines = [
        "In dit verhaal loopt elke regel tot aan de rand van de bladzijde en daarna",
        "begint zonder reden een nieuwe regel waar de zin gewoon verder gaat alsof",
        "er niets is gebeurd, zodat een lezer die regel voor regel leest steeds",
        "halverwege moet stoppen en moet raden of dit het einde van de zin was of",
        "dat er nog iets volgt op de regel die daaronder staat en dat doet het altijd",
    ]
    (found,) = texts("\n\n".join([*lines, *lines, *lines]) + ".")
    assert "daarna begint" in found


def test_page_numbers_and_running_titles_are_dropped():
    words = ("appels", "bomen", "citroenen", "druiven", "eieren")
    text = "\f".join(
        f"Jaarverslag van de stichting\n\nWij telen {word}.\n\nWij eten {word}.\n\n{number}"
        for number, word in enumerate(words, 1)
    )
    reading = read_extracted(text)
    assert reading.pages == 5
    wanted = [(f"Wij {verb} {word}.", page) for page, word in enumerate(words, 1) for verb in ("telen", "eten")]
    assert [(block.text, block.page) for block in reading.blocks] == wanted


def test_numbered_headings_nest_by_their_number_and_must_count_on():
    text = "1 Begin\n\nTekst.\n\n1.1 Deel\n\nTekst.\n\n7 Geen kop\n\n2 Vervolg\n\nTekst."
    found = [(block.level, block.text) for block in blocks(text, BlockKind.HEADING)]
    assert found == [(1, "1 Begin"), (2, "1.1 Deel"), (1, "2 Vervolg")]


def test_a_number_may_be_missing_but_not_go_back():
    assert follows((2, 3), (2, 4))
    assert follows((5,), (5, 1, 1))
    assert follows((5, 1, 5), (6,))
    assert not follows((2, 3), (2, 2))
    assert not follows((2, 3), (2, 3))
    assert not follows((), (4,))


def test_headings_in_capitals_stand_under_the_numbered_chapter_they_follow():
    text = "## 1. Eerste\n\nTekst.\n\n## HET BEGIN VAN ALLES\n\nTekst.\n\n### 2. Tweede\n\nTekst."
    found = [(block.level, block.text) for block in blocks(text, BlockKind.HEADING)]
    assert found == [(1, "1. Eerste"), (2, "HET BEGIN VAN ALLES"), (1, "2. Tweede")]


def test_two_headings_opposed_by_a_dash_are_one():
    text = "# Titel\n\n## Paradoxen\n\nInleiding.\n\n### **Open**\n\n–\n\n### **Dicht**\n\nTekst."
    assert [block.text for block in blocks(text, BlockKind.HEADING)] == ["Paradoxen", "Open – Dicht"]


def test_a_pull_quote_in_capitals_is_no_heading():
    text = (
        "DE EERSTE KOP HIER\n\nWat een partij nodig heeft om mee te doen is in de eerste plaats dat zij weet wanneer\n\n"
        "EEN PARTIJ MOET WETEN WANNEER\n\nhet haar beurt is.\n\nDE TWEEDE KOP HIER\n\nTekst."
    )
    assert [block.text for block in blocks(text, BlockKind.HEADING)] == ["DE EERSTE KOP HIER", "DE TWEEDE KOP HIER"]
    assert texts(text)[0].endswith("weet wanneer het haar beurt is.")


def test_list_markup_inside_cells_gives_items():
    text = "Tabel 1 Factoren\n\nVak\tFactor\nRecht\t<ul> <li>• Een contract</li> <li>• Een rechter</li> </ul>\nGeld\tEen bank\n"
    (found,) = blocks(text, BlockKind.TABLE)
    assert found.columns == ("Vak", "Factor")
    assert found.rows == ((("Recht",), ("Een contract", "Een rechter")), (("Geld",), ("Een bank",)))


def test_a_subheading_inside_a_cell_stands_before_its_items():
    text = "Vak\tFactor\nRecht\t<p><i>Bij twist:</i></p> <ul><li>Een rechter</li></ul>\nGeld\tEen bank\n"
    (found,) = blocks(text, BlockKind.TABLE)
    assert found.rows[0][1] == ("Bij twist: Een rechter",)


def test_rows_that_fill_only_their_first_cell_group_those_below():
    text = "<i>Wat</i>\t<i>Waarom</i>\nFase 1: Begin\t\nPraten\tkennismaken\nFase 2: Eind\t\nTekenen\tvastleggen\n"
    (found,) = blocks(text, BlockKind.TABLE)
    assert found.columns == ("Fase", "Wat", "Waarom")
    assert found.rows == (
        (("Fase 1: Begin",), ("Praten",), ("kennismaken",)),
        (("Fase 2: Eind",), ("Tekenen",), ("vastleggen",)),
    )


def test_the_second_half_of_a_table_is_added_to_the_first():
    text = "Tabel 3. Wat\n\nA\tB\neen\ttwee\n\nTabel 3. (vervolg)\n\nWat\n\nA\tB\ndrie\tvier\n\nTekst."
    (found,) = blocks(text, BlockKind.TABLE)
    assert found.rows == ((("een",), ("twee",)), (("drie",), ("vier",)))


def test_a_caption_may_come_after_its_table():
    text = "Gewone tekst die ergens over gaat.\n\nA\tB\neen\ttwee\ndrie\tvier\n\nTabel 2 Na afloop\n\nMeer tekst."
    (found,) = blocks(text, BlockKind.TABLE)
    assert found.caption == "Tabel 2. Na afloop"


def test_a_work_sheet_of_dots_is_no_table():
    text = "## Oefening\n\nWat zie je\tWat voel je\n.....\t.....\n.....\t.....\n"
    assert not blocks(text, BlockKind.TABLE)
    assert texts(text) == ["Wat zie je – Wat voel je"]


def test_a_new_item_begins_after_the_mark_of_a_note():
    """A word that the document writes nowhere else: only the mark before it tells."""
    assert cell_items("Een dialoog tussen partners** Teambuildingactiviteiten**") == (
        "Een dialoog tussen partners**",
        "Teambuildingactiviteiten**",
    )
