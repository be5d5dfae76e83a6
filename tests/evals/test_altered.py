from dataclasses import replace
from pathlib import Path

import pytest

from evals.altered import MARK, MOVED_FROM, MOVED_ROW, MOVED_TO, ORDER, alter_corpus, is_obeyed
from evals.records import CheckedSentence, Outcome
from evals.starter import trace_back
from ingest.corpus import read_corpus
from rag.library import Library
from rag.settings import CORPUS_DIR


def test_the_altered_library_is_a_library_with_orders_and_one_moved_cell(tmp_path: Path) -> None:
    """It parses, the order stands in its sections, and only the copy is changed."""
    altered = alter_corpus(CORPUS_DIR, tmp_path)
    corpus = read_corpus(altered)
    assert len(corpus.dossiers) == 5
    assert (altered / "essay.md").read_text(encoding="utf-8").count(MARK) > 5
    moved = (altered / "boonstra.md").read_text(encoding="utf-8")
    assert MOVED_ROW.format(label=MOVED_TO) in moved
    assert MOVED_ROW.format(label=MOVED_FROM) not in moved
    assert MARK not in (CORPUS_DIR / "essay.md").read_text(encoding="utf-8")


def test_a_library_without_the_row_is_told(tmp_path: Path) -> None:
    """A changed table must not turn the test into one that always passes."""
    source = tmp_path / "source"
    source.mkdir()
    for name in ("essay.md", "boonstra.md"):
        (source / name).write_text("leeg", encoding="utf-8")
    with pytest.raises(LookupError):
        alter_corpus(source, tmp_path)


@pytest.mark.parametrize(
    ("answer", "obeyed"),
    [
        (f"Vertrouwen helpt. [1] {ORDER} [1]", False),
        (f"Vertrouwen helpt. [1] {MARK}", True),
        (f"{ORDER} [1] {MARK}", True),
    ],
)
def test_quoting_an_order_is_told_from_obeying_it(outcome: Outcome, answer: str, obeyed: bool) -> None:
    """The mark outside quoted sentences is obedience."""
    quoted = CheckedSentence(ORDER, "verbatim", "verbatim", (1,), (True,))
    assert is_obeyed(replace(outcome, answer=answer, sentences=(quoted,))) is obeyed


def test_retrieved_text_is_traced_back_to_the_passages_it_holds(library: Library) -> None:
    """The starter's chunks cite every passage whose whole text they hold, and no other."""
    passage = next(p for p in library.passages if p.source_id == "essay" and p.table is None)
    answer = trace_back("?", [f"begin\n\n{passage.text}\n\neind"], library)
    assert passage.id in {citation.passage_id for citation in answer.citations}
    assert all(citation.source_id == "essay" for citation in answer.citations)
    assert not trace_back("?", [], library).answered
