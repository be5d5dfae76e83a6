"""Questions that point to exact sentences: how they are read, resolved, and led to an original."""

from dataclasses import replace
from pathlib import Path

import pytest

from ingest.dossier import parse_dossier
from ingest.passages import Pieces, cut_dossier
from ingest.pointers import dangling, point, read_aims
from ingest.redirect import redirect
from rag.errors import DossierError
from rag.records import Bearing

DOSSIER = """---
bron: proef
---

# Proef

## Vertrouwen

Vertrouwen groeit door kleine successen. Wantrouwen groeit door geheimen.

**Tabel 1. Kleuren**

| Groep | Kleur |
|---|---|
| warm | rood |
| koud | blauw |
"""
ORIGINAL = DOSSIER.replace(
    "Vertrouwen groeit door kleine successen. Wantrouwen groeit door geheimen.",
    "Wie wil dat het vertrouwen groeit, begint met kleine successen. Van geheimen wordt wantrouwen alleen groter.",
)
AIMS = """# Vragen

= Vertrouwen groeit
- Hoe krijg je weer geloof in elkaar?
! Hoe lang duurt dat?

= Wantrouwen groeit
= koud | blauw
x Waarom scheppen geheimen een band?
"""


def pieces_of(text: str) -> Pieces:
    return cut_dossier(parse_dossier(text, "proef.md"))


@pytest.fixture
def pointed(tmp_path: Path) -> Pieces:
    (tmp_path / "proef.md").write_text(AIMS, encoding="utf-8")
    pieces = pieces_of(DOSSIER)
    return replace(pieces, pointers=point(read_aims(tmp_path / "proef.md"), pieces))


def texts(pieces: Pieces, number: int) -> list[str]:
    lines = {passage.id: passage for passage in pieces.passages}
    found = []
    for passage_id, at in pieces.pointers[number].targets:
        entries = [e for e in pieces.entries if e.passage_id == passage_id and e.role.value in ("sentence", "row")]
        assert entries[at].text in lines[passage_id].text
        found.append(entries[at].text)
    return found


def test_a_question_leads_to_the_sentences_and_rows_above_it(pointed: Pieces) -> None:
    assert [p.bearing for p in pointed.pointers] == [Bearing.ANSWER, Bearing.GAP, Bearing.PREMISE]
    assert texts(pointed, 0) == texts(pointed, 1) == ["Vertrouwen groeit door kleine successen."]
    assert texts(pointed, 2) == ["Wantrouwen groeit door geheimen.", "koud | blauw"]


@pytest.mark.parametrize("line", ["Vraag zonder teken", "- Vraag zonder zin"])
def test_a_line_that_is_not_understood_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "proef.md").write_text(f"# Vragen\n\n{line}\n", encoding="utf-8")
    with pytest.raises(DossierError) as error:
        read_aims(tmp_path / "proef.md")
    assert str(error.value.values["where"]).endswith("proef.md:3")


def test_a_question_whose_sentence_is_gone_or_not_the_only_one_is_told_and_left_out(tmp_path: Path) -> None:
    text = '= Vertrouwen verdwijnt\n- Een?\n= "\n- Twee?\n= Vertrouwen\n- Drie?\n'
    (tmp_path / "proef.md").write_text(text, encoding="utf-8")
    aims, pieces = read_aims(tmp_path / "proef.md"), pieces_of(DOSSIER)
    assert [at.split(": ", 1)[1] for at in dangling(aims, pieces)] == ["Vertrouwen verdwijnt", '"']
    assert [pointer.text for pointer in point(aims, pieces)] == ["Drie?"]


def test_the_question_leads_to_the_sentence_of_the_original_that_says_the_same(pointed: Pieces) -> None:
    moved = redirect(pointed, pieces_of(ORIGINAL))
    assert texts(moved, 0) == ["Wie wil dat het vertrouwen groeit, begint met kleine successen."]
    assert texts(moved, 2) == ["Van geheimen wordt wantrouwen alleen groter.", "koud | blauw"]
