"""The questions of a dossier find its parts by words that the parts do not use."""

import re
from collections import Counter
from functools import lru_cache

import pytest

from ingest.dossier import KINDS, PHASES, THEMES
from rag.text import fold, stems
from tests.corpus.dossiers import SOURCE_IDS, all_questions, dossiers, plain_text
from tests.corpus.originals import bare

QUESTIONS_PER_PART = 6
LONG_TABLE = 8
COPIED_WORDS = 6
# Words of somebody who tells about his own work, or addresses the reader.
PERSONAL = re.compile(r"\b(ik|mij|mijn|wij|we|ons|onze|je|jij|jou|jouw|jullie|u|uw|iedereen|niemand|iemand)\b")
# A stem that stands in one of ten parts (alliantie, partner, samenwerking, ...) says nothing about one of them.
COMMONPLACE = 0.1
# Words of the names of authors; a run of six is a copy when four of its words are others.
NAME_WORDS = frozenset(["van", "den", "der", "de", "en", "in", "t", "volgens"])
OTHER_WORDS = 4


@lru_cache
def commonplaces() -> frozenset[str]:
    """Return the stems that stand in at least one of ten parts of the library."""
    parts = [part for dossier in dossiers().values() for part in dossier.parts]
    counts = Counter(stem for part in parts for stem in set(stems(plain_text(part))))
    return frozenset(stem for stem, count in counts.items() if count >= COMMONPLACE * len(parts))


def is_everyday(question: str, text: str) -> bool:
    """Tell whether a question is put as people put it: about their own situation, or in other words than the text."""
    return bool(PERSONAL.search(fold(question))) or not (set(stems(question)) & set(stems(text))) - commonplaces()


def copied_run(question: str, text: str) -> str:
    """Return the first run of six words, more than a name, that a question shares with a text, or nothing."""
    names = {bare(name) for name in re.findall(r"(?<=\s)[A-Z][\w’'-]*", question)} | NAME_WORDS
    words, text = bare(question).split(), f" {bare(text)} "
    for start in range(len(words) - COPIED_WORDS + 1):
        run = words[start : start + COPIED_WORDS]
        if f" {' '.join(run)} " in text and sum(word not in names for word in run) >= OTHER_WORDS:
            return " ".join(run)
    return ""


@pytest.mark.parametrize("source_id", SOURCE_IDS)
def test_every_part_has_six_questions_and_a_kind(source_id):
    """Each part lists at least six questions and says what kind of text it is, with tags from the closed lists."""
    for part in dossiers()[source_id].parts:
        where = f"{source_id}.md:{part.line} {part.section[-1]}"
        assert len(part.questions) >= QUESTIONS_PER_PART, where
        assert part.kinds and set(part.kinds) <= KINDS, where
        assert set(part.themes) <= THEMES and set(part.phases) <= PHASES, where


@pytest.mark.parametrize("source_id", SOURCE_IDS)
def test_every_row_of_a_long_table_falls_in_a_group_with_six_questions(source_id):
    """Tables of more than eight rows have a block of questions for each group of rows, and no row is left out."""
    for part in dossiers()[source_id].parts:
        where = f"{source_id}.md:{part.line} {part.section[-1]}"
        for group in part.row_questions:
            assert len(group.questions) >= QUESTIONS_PER_PART, f"{where}, rows {group.first}-{group.last}"
        covered = {row for group in part.row_questions for row in range(group.first, group.last + 1)}
        for table in part.tables:
            if len(table.rows) > LONG_TABLE and not table.is_list:
                assert covered == set(range(1, len(table.rows) + 1)), where


@pytest.mark.parametrize("source_id", SOURCE_IDS)
def test_no_question_is_asked_twice_within_a_source(source_id):
    """A question that fits two parts helps to find neither."""
    counts = Counter(bare(question) for question, _ in all_questions(source_id))
    assert not [question for question, count in counts.items() if count > 1]


@pytest.mark.parametrize("source_id", SOURCE_IDS)
def test_half_of_the_questions_are_everyday(source_id):
    """At least half of a source's questions describe a situation or use other words than the part they belong to."""
    questions = all_questions(source_id)
    everyday = sum(is_everyday(question, plain_text(part)) for question, part in questions)
    assert everyday >= len(questions) / 2


@pytest.mark.parametrize("source_id", SOURCE_IDS)
def test_questions_do_not_repeat_their_part(source_id):
    """No question shares six words in a row with the text it leads to."""
    copied = [question for question, part in all_questions(source_id) if copied_run(question, plain_text(part))]
    assert not copied
