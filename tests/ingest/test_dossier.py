"""Rules of the dossier format."""

import pytest

from ingest.dossier import parse_dossier
from rag.errors import DossierError

HEAD = "---\nbron: proef\n---\n\n# Titel\n\n## 1. Kop\n\n"


def test_a_part_ends_at_its_questions_and_carries_its_tags() -> None:
    dossier = parse_dossier(
        HEAD + "Tekst één.\n\n> Noot: let op.\n\n```vragen\nsoort: risico\nthema: macht\n- Wie is de baas?\n```\n", "x"
    )
    (part,) = dossier.parts
    assert part.section == ("1. Kop",)
    assert part.paragraphs == ("Tekst één.",)
    assert part.notes == ("let op.",)
    assert (part.kinds, part.themes, part.questions) == (("risico",), ("macht",), ("Wie is de baas?",))


def test_a_table_keeps_rows_cells_and_items() -> None:
    text = (
        HEAD
        + "**Tabel 1. Iets**\n\n| A | B |\n|---|---|\n| x | y<br>z |\n\n```vragen\nsoort: indeling\n- q\n```\n\n```vragen rijen 1-1\n- r\n```\n"
    )
    (part,) = parse_dossier(text, "x").parts
    (table,) = part.tables
    assert (table.caption, table.columns, table.rows) == ("Tabel 1. Iets", ("A", "B"), ((("x",), ("y", "z")),))
    assert part.row_questions[0].questions == ("r",)


def test_a_list_takes_the_sentence_before_it_as_caption() -> None:
    (part,) = parse_dossier(HEAD + "Eerst dit. De twee punten zijn:\n\n- een\n- twee\n", "x").parts
    assert part.tables[0].caption == "De twee punten zijn"
    assert part.tables[0].rows == ((("een",),), (("twee",),))


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("# Geen kop", "front_matter_missing", ":1"),
        (HEAD + "| A |\n|---|\n| b |\n", "caption_missing", ":9"),
        (HEAD + "Tekst.\n\n```vragen\nthema: voetbal\n- q\n```\n", "unknown_tag", ":11"),
        (HEAD + "Tekst.\n\n```vragen\nzomaar een regel\n```\n", "line_not_understood", ":11"),
        (HEAD + "```vragen rijen 1-2\n- q\n```\n", "rows_without_table", ":9"),
    ],
)
def test_faults_name_file_and_line(text: str, code: str, line: str) -> None:
    with pytest.raises(DossierError) as caught:
        parse_dossier(text, "proef.md")
    assert caught.value.code == code
    assert str(caught.value.values["where"]) == f"proef.md{line}"
