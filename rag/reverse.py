"""Find the table rows that a question quotes, to say where they stand."""

import re
from dataclasses import dataclass

from rag.library import Library
from rag.query import Query
from rag.records import Passage
from rag.table_labels import asked_stems, group_columns, item_share, label_count
from rag.table_rows import GENERIC, MARK
from rag.text import is_among, plain, stem, stem_set

# A row is the one meant when this share of the rarity of its words stands in the question.
MIN_ROW_SHARE = 0.72
MIN_ROW_STEMS = 2
# An item that stands in the question word for word goes before all others; all that is set apart, before those.
VERBATIM_SHARE, QUOTED_SHARE = 2.0, 3.0
# Explaining the question's own words counts a little less than being quoted.
EXPLAINED = 0.95
MAX_BEHIND, MAX_PLACES = 0.05, 4
# What a question sets apart: between quotation marks, after a colon, before a dash.
SET_APART = (re.compile(r"[‘'\"“„]([^’'\"”]+)[’'\"”]"), re.compile(r": ([^:?]+)\??$"), re.compile(r"^(.+?) [-–] "))
STRUCTURAL = frozenset(
    stem(word)
    for word in """valkuil valkuilen faalfactor faalfactoren succesfactor succesvoorwaarde voorwaarde activiteit
    hoofdstuk kolom casus domein categorie groep type vakgebied genoemd noemt plaatst hoort valt vermeld staat vind
    lees zet""".split()
)
# Words of placing that are neither generic nor structural: beside these a word asked for is all that is asked.
PLACING = frozenset(stem(word) for word in "fasen rijtje vakje stadium zit past thuis thuishoort".split())


@dataclass(frozen=True)
class Place:
    """An item of a cell and where it stands: row and column of a table, both from 0."""

    passage: Passage
    row: int
    column: int
    item: str


def find_reverse(query: Query, library: Library, is_literal: bool = False) -> list[Place]:
    """Return where the items stand that the question quotes, word for word if `is_literal`, best first."""
    scored = score_places(query, library)
    best = scored[0][0] if scored else 0.0
    if is_literal and best < VERBATIM_SHARE:
        return []
    return [place for share, place in scored if share >= best - MAX_BEHIND][:MAX_PLACES]


def score_places(query: Query, library: Library) -> list[tuple[float, Place]]:
    """Return every item that the question quotes, with how fully it does, best first."""
    asked, text = asked_stems(query, library), plain(query.standalone)
    apart = {plain(found) for pattern in SET_APART for found in pattern.findall(query.standalone)}
    alone = stem_set(query.focus) - GENERIC - STRUCTURAL - PLACING
    scored: list[tuple[float, Place]] = []
    for passage in _tables(query, library):
        table = passage.table
        assert table is not None
        groups = group_columns(table)
        for number, row in enumerate(table.rows):
            for column, cell in enumerate(row):
                if column in groups and label_count(table, column) < len(table.rows):
                    continue
                for item in cell:
                    bare = plain(MARK.sub("", item))
                    share = QUOTED_SHARE if bare in apart else quoted_share(item, asked, library, text)
                    if alone and stem_set(bare) == alone:  # one word may be all that is asked about
                        share = max(share, VERBATIM_SHARE)
                    if share >= MIN_ROW_SHARE:
                        scored.append((share, Place(passage, number, column, item)))
    scored.sort(key=lambda scored_place: -scored_place[0])
    return scored


def _tables(query: Query, library: Library) -> list[Passage]:
    allowed = query.source_filter or query.named_sources
    return [
        passage
        for passage in library.tables
        if passage.table and len(passage.table.columns) > 1 and (not allowed or passage.source_id in allowed)
    ]


def quoted_share(item: str, asked: frozenset[str], library: Library, text: str) -> float:
    """Return how fully the question quotes a cell item, or how fully the item explains the question's own words."""
    own = stem_set(item)
    if len(item.split()) >= MIN_ROW_STEMS and plain(item) in text:
        return VERBATIM_SHARE
    if len({word for word in own - STRUCTURAL if not word.isdigit()}) < MIN_ROW_STEMS:
        return 0.0
    clues = {word for word in asked - GENERIC if not word.isdigit()} - STRUCTURAL
    weights = {word: library.rarity(word) for word in clues}
    explained = [word for word in clues if is_among(word, own)]
    share = sum(weights[word] for word in explained) / sum(weights.values()) if len(explained) >= MIN_ROW_STEMS else 0.0
    return max(item_share(item, asked, library), EXPLAINED * share)
