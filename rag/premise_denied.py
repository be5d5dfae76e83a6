"""Answer whether an item of a table stands under a label, and say so when a question asks what does not.

Retrieval reads over 'niet': what a question denies is found all the same, so the table itself decides.
"""

import re
from collections.abc import Iterable, Sequence

from rag.compose_tables import compose_reverse
from rag.draft import Draft
from rag.library import Library
from rag.phrases import (
    ITEM_ELSEWHERE,
    ITEM_HERE,
    ITEMS_NAMED,
    NO,
    NOT_INDEED,
    PREMISE_RIGHT,
    PREMISE_WRONG,
    YES,
    YES_AFTER_ALL,
    join_words,
)
from rag.premise_labels import Correction
from rag.query import Query, QuestionKind
from rag.records import Passage, Table
from rag.reverse import VERBATIM_SHARE, Place, score_places
from rag.table_labels import group_columns, is_literal, label_share, named_labels
from rag.tables import BETWEEN_QUOTES
from rag.text import fold, plain, stem_set

# How a question asks for yes or no.
WHETHER = re.compile(
    r"\b(?:klopt|is het (?:waar|zo|juist|correct)|(?:is|staat|hoort) dat)\b|"
    r"^(?:staa[tn]|noemt|noemen|hoort|horen|val(?:t|len)|zet(?:ten)?|geldt|gelden|plaatst|rekent|vermeldt|is|zijn)\b|"
    r"\btoch\b[^?,;]*\?|\b(?:of|dat) [^?]*\b(?:noemt|staat|hoort)\b"
)
CLAIMS = re.compile(r"\b(?:klopt|waar|juist|correct)\b")
DENIES = re.compile(r"\b(?:niet|geen|nergens|nooit|ontbreekt|ontbreken)\b")
NO_DENIAL = re.compile(r"\bniet (?:alleen|zozeer|langer|meer|toevallig)\b")
# A question for the items that are not there: "welke … noemt hij juist niet bij …", "welke ontbreken bij …".
WHICH = re.compile(r"\b(?:welke|wat|noem|geef)\b")
NOT_THERE = re.compile(
    r"\bniet (?:juist |ook |thuis )?(?:bij|onder|in|voor|tot|binnen|vanuit|genoemd|vermeld)\b|"
    r"\bontbre(?:ekt|ken)(?: er| dan)? (?:bij|onder|in|binnen)\b"
)
MOST_LABELS = 6
# That an item of fewer words does not stand somewhere, says little when the question does not quote it.
LEAST_ABSENT = 3


def denied_rows(query: Query, draft: Draft) -> Correction | None:
    """Return the word that the rows of `draft` are those that are there, when `query` asks for those that are not."""
    text = NO_DENIAL.sub(" ", fold(query.focus))
    if not draft.certain or not (WHICH.search(text) and NOT_THERE.search(text)) or WHETHER.match(text):
        return None
    if query.kind is QuestionKind.REVERSE:
        return None
    evidence = [e for line in draft.lines for e in line.evidence]
    passages = list(dict.fromkeys(e.passage for e in evidence))
    if len(passages) != 1 or passages[0].table is None or not evidence[0].locator:
        return None
    table = passages[0].table
    quoted = {row for e in evidence for row in e.quote.split("\n")}
    shown = {n for n, row in enumerate(passages[0].text.split("\n")[1:]) if row in quoted}
    place = evidence[0].locator.removeprefix(table.label)
    named = [label for label in _all_labels(table) if label in place]
    groups = [c for c in group_columns(table) if {table.rows[n][c][0] for n in shown} <= set(named)]
    if not groups:
        return None
    others = [v for v in dict.fromkeys(row[max(groups)][0] for row in table.rows) if v not in named]
    return Correction(
        ITEMS_NAMED.format(
            label=_spoken(named), table=table.label, others=_spoken(others[:MOST_LABELS]) or "geen ander"
        )
    )


def _all_labels(table: Table) -> list[str]:
    return list(dict.fromkeys(row[column][0] for column in group_columns(table) for row in table.rows))


def _spoken(labels: Iterable[str]) -> str:
    return join_words([f"‘{label}’" for label in labels])


def placed_item(query: Query, library: Library) -> Correction | None:
    """Return yes or no, with the rows that show it, when `query` asks whether an item stands somewhere."""
    text = NO_DENIAL.sub(" ", fold(query.standalone))
    places = _quoted_places(query, library) if WHETHER.search(text) else []
    if not places:
        return None
    item = places[0].item
    rest = plain(query.standalone).replace(plain(item), "  ", 1)
    labels, rows = _named_rows({place.passage.source_id for place in places}, rest, library)
    columns = _named_columns([library.passage_by_id[name] for name in rows] or [p.passage for p in places], rest)
    if not labels and not columns:
        return None
    here = [
        place
        for place in places
        if (not labels or place.row in rows.get(place.passage.id, ())) and (not columns or _title(place) in columns)
    ]
    if not here and not (_is_set_apart(item, query) or len(item.split()) >= LEAST_ABSENT):
        return None
    denies = bool(DENIES.search(NO_DENIAL.sub(" ", rest)))
    verdict = _verdict(bool(here), denies, bool(CLAIMS.search(text)))
    where = " ".join([f"bij {_spoken(labels)}"] * bool(labels) + [f"in de kolom {_spoken(columns)}"] * bool(columns))
    remark = (ITEM_HERE if here else ITEM_ELSEWHERE).format(verdict=verdict, item=item, where=where)
    return Correction(remark, compose_reverse(here or places, library).lines, is_all=True)


def _verdict(is_here: bool, denies: bool, claims: bool) -> str:
    """Return yes or no to 'klopt het dat' (`claims`), or to 'staat … bij', which a denial turns round."""
    if claims:
        return PREMISE_RIGHT if is_here != denies else PREMISE_WRONG
    return (YES_AFTER_ALL if denies else YES) if is_here else (NOT_INDEED if denies else NO)


def _quoted_places(query: Query, library: Library) -> list[Place]:
    """Return where the longest item stands that the question holds as it is; nothing when it quotes more than that."""
    found = [
        place
        for share, place in score_places(query, library)
        if share >= VERBATIM_SHARE and place.column not in group_columns(_table(place.passage))
    ]
    longest = max((len(place.item) for place in found), default=0)
    kept = [place for place in found if len(place.item) == longest]
    beyond = [quote for quote in _quotes(query) if kept and plain(kept[0].item) in quote != plain(kept[0].item)]
    return [] if beyond else kept


def _quotes(query: Query) -> list[str]:
    return [plain(text) for text in BETWEEN_QUOTES.findall(query.standalone)]


def _is_set_apart(item: str, query: Query) -> bool:
    return bool(re.search(rf"[‘'\"“„]{re.escape(fold(item))}[’'\"”]", fold(query.standalone)))


def _table(passage: Passage) -> Table:
    assert passage.table is not None
    return passage.table


def _title(place: Place) -> str:
    return _table(place.passage).columns[place.column]


def _named_columns(passages: Iterable[Passage], rest: str) -> tuple[str, ...]:
    """Return the titles of columns, not of labels, that `rest` names, when it does not name all of a table's."""
    asked, found = stem_set(rest), []
    for table in map(_table, passages):
        titles = [table.columns[c] for c in range(len(table.columns)) if c not in group_columns(table)]
        named = [title for title in titles if label_share(title, asked) >= 1.0]
        found += named if len(titles) > 1 and len(named) < len(titles) else []
    return tuple(dict.fromkeys(found))


def _named_rows(sources: set[str], rest: str, library: Library) -> tuple[Sequence[str], dict[str, set[int]]]:
    """Return the labels that `rest` (plain words) names in tables of `sources`, and the rows they choose by passage."""
    asked = stem_set(rest)
    best: tuple[str, ...] = ()
    rows: dict[str, set[int]] = {}
    for passage in library.tables:
        if passage.source_id not in sources or passage.table is None or len(passage.table.columns) < 2:
            continue
        labels, own = _rows_of(passage, asked, rest)
        if len(labels) > len(best):
            best, rows = tuple(labels), {}
        if labels and len(labels) == len(best):
            rows[passage.id] = own
    return best, rows


def _rows_of(passage: Passage, asked: frozenset[str], rest: str) -> tuple[list[str], set[int]]:
    """Return the labels of one table that `rest` names as they are, and the rows that stand under all of them."""
    table = passage.table
    assert table is not None
    rows, labels = set(range(len(table.rows))), []
    for column in group_columns(table):
        values = list(dict.fromkeys(row[column][0] for row in table.rows))
        if len(values) == len(table.rows) and len(group_columns(table)) > 1 and len(table.columns) == 2:
            continue
        named = [value for value in named_labels(values, asked, frozenset(), rest) if is_literal(value, rest, 1)]
        if named and len(named) < len(values):
            labels += named
            rows = {row for row in rows if table.rows[row][column][0] in named}
    return labels, rows
