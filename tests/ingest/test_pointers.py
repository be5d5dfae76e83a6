"""Questions that point to exact sentences: how they are read, resolved, and led to an original."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.dossier import parse_dossier
from ingest.passages import Pieces, cut_dossier
from ingest.pointers import dangling, point, read_aims
from ingest.redirect import lead_on
from rag.embedding import Vectors
from rag.errors import DossierError
from rag.records import Bearing, Entry
from tests.ingest.fake_embedder import WordEmbedder

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


def vectors(entries: Sequence[Entry]) -> Vectors:
    return WordEmbedder().embed_passages([entry.text for entry in entries])


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
    moved = lead_on(pieces_of(ORIGINAL), (pointed,), vectors)
    assert texts(moved, 0) == ["Wie wil dat het vertrouwen groeit, begint met kleine successen."]
    assert texts(moved, 2) == ["Van geheimen wordt wantrouwen alleen groter.", "koud | blauw"]


def test_a_sentence_of_an_original_knows_the_words_of_its_dossier(pointed: Pieces) -> None:
    told = {entry.text: entry.told for entry in lead_on(pieces_of(ORIGINAL), (pointed,), vectors).entries}
    assert told["Van geheimen wordt wantrouwen alleen groter."] == "Wantrouwen groeit door geheimen."


def test_a_sentence_that_stands_there_twice_is_found_where_the_order_puts_it(tmp_path: Path) -> None:
    head = DOSSIER.split("Vertrouwen groeit")[0]
    dossier = pieces_of(f"{head}Rood vinden wij mooi. Een leider luistert goed. Blauw vinden wij mooi.\n")
    original = pieces_of(f"{head}De leider luistert. Mooi is rood. De leider luistert. Mooi is blauw.\n")
    (tmp_path / "proef.md").write_text("= Een leider\n- Wie luistert?\n", encoding="utf-8")
    dossier = replace(dossier, pointers=point(read_aims(tmp_path / "proef.md"), dossier))
    assert [number for _, number in lead_on(original, (dossier,), vectors).pointers[0].targets] == [2]


def test_a_question_whose_sentence_the_original_does_not_have_is_left_out(pointed: Pieces) -> None:
    other = pieces_of(DOSSIER.split("Vertrouwen groeit")[0].replace("Vertrouwen", "Geld") + "Geld stinkt niet.\n")
    assert lead_on(other, (pointed,), vectors).pointers == ()
