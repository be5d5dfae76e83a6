"""Pick from tables and lists exactly the rows and cells a question asks for."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rag.library import Library
from rag.phrases import NUMBER_WORDS
from rag.query import Query, QuestionKind
from rag.records import Passage, Table
from rag.retrieve import Found
from rag.text import STOPWORDS, fold, split_compound, stem, words

# What a table must score to answer, by how clearly the question asks for rows; measured on the development questions.
MIN_LIST_SCORE, MIN_CELL_FIT = 0.7, 0.75
RETRIEVAL_WEIGHT = 0.4
# Each further label named (a row and a column of a grid) makes a cell question that much surer.
EXTRA_LABEL_RELIEF = 0.25
LABEL_BONUS = 0.25
# A row is the one meant when this share of the rarity of its words stands in the question.
MIN_ROW_SHARE = 0.72
MIN_ROW_STEMS = 2
VERBATIM_SHARE = 2.0
# Below this share of the question explained by a caption, "Tabel 3" may mean the Tabel 3 of any source.
MIN_TELLING_FIT = 0.3
MIN_PART_LABEL = 0.5
LAST = "#last"
EVERYTHING = re.compile(r"\b(alle|volledige?|hele|complete?|per|ingedeeld)\b")
# A long common beginning counts as the same word: bestuurskundig, bestuurskunde.
PREFIX = 6
MAX_ENDING = 4
ORDINALS = {
    "eerste": "1",
    "tweede": "2",
    "derde": "3",
    "vierde": "4",
    "vijfde": "5",
    "een": "1",
    "twee": "2",
    "drie": "3",
}
GENERIC = frozenset(
    stem(word)
    for word in """tabel figuur bijlage lijst lijstje factor factoren punt punten rij rijen kolom overzicht bron aspect soort
    volledig compleet alle hoort horen bijbehorende belangrijk belangrijkste twee drie vier vijf zes zeven acht negen tien elf twaalf
    een opsomming som precies graag invalshoek discipline disciplines fase thema thema's perspectief genoemde onderscheid onderscheiden
    onderscheidt beschrijft gegeven samenwerking samenwerken allianties alliantie netwerken netwerk vermeldt behandelt""".split()
)


@dataclass(frozen=True)
class Selection:
    """Rows (numbers from 0) and columns of one table that answer a question; `labels` are the values that chose them."""

    passage: Passage
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    labels: tuple[str, ...] = ()
    chosen_by_cell: bool = False

    @property
    def table(self) -> Table:
        """Return the table."""
        assert self.passage.table is not None
        return self.passage.table


@lru_cache(maxsize=16384)
def stem_set(text: str) -> frozenset[str]:
    """Return the stems of the content words of `text`."""
    return frozenset(stem(word) for word in words(text) if word not in STOPWORDS)


@lru_cache(maxsize=1024)
def group_columns(table: Table) -> tuple[int, ...]:
    """Return the columns that label rows: those whose single values repeat; else the first of several columns."""
    if len(table.columns) < 2 or has_list_columns(table):
        return ()
    repeating = tuple(
        c
        for c in range(len(table.columns) - 1)
        if all(len(row[c]) == 1 for row in table.rows) and len({row[c] for row in table.rows}) < len(table.rows)
    )
    first = (0,) if all(len(row[0]) == 1 for row in table.rows) and 0 not in repeating else ()
    return first + repeating if repeating else (0,)


def has_list_columns(table: Table) -> bool:
    """Tell whether each column is a list under its heading: columns that end at different rows, or one row of lists."""
    if len(table.rows) == 1:
        return all(len(cell) > 1 for cell in table.rows[0])
    filled = [[any(row[c]) for row in table.rows] for c in range(len(table.columns))]
    from_the_top = all(column == sorted(column, reverse=True) for column in filled)
    return from_the_top and not all(map(all, filled))


def same_word(word: str, other: str) -> bool:
    """Tell whether two stems are the same word, or one is the other with a short ending."""
    if word == other:
        return True
    short, long = sorted((word, other), key=len)
    return len(short) >= PREFIX and long.startswith(short) and len(long) - len(short) <= MAX_ENDING


def asked_stems(query: Query, library: Library) -> frozenset[str]:
    """Return the stems the question names, parts of its compounds and its ordinals ('tweede fase') as digits included."""
    found: set[str] = set()
    for word in query.content:
        if not word.isdigit():
            found.add(stem(word))
            found.update(stem(part) for part in split_compound(word, library.lexical.vocabulary))
    text = fold(query.focus)
    found.update(digit for word, digit in ORDINALS.items() if re.search(rf"\b{word} (fase|stelling|rij|stap)\b", text))
    found.update(re.findall(r"\b(?:fase|stelling|stap) ?(\d)\b", text))
    if re.search(r"\blaatste (fase|stelling|stap|rij)\b", text):
        found.add(LAST)
    return frozenset(found)


def label_share(label: str, asked: frozenset[str]) -> float:
    """Return which share of a label's words the question names; 1 when it names its number ('Fase 2', '2. Ontdekken')."""
    number = re.match(r"(?:fase |stelling )?(\d+)\b", fold(label))
    if number and number.group(1) in asked:
        return 1.0
    own = {word for word in stem_set(label) if not word.isdigit()} - {stem("fase")}
    return sum(any(same_word(word, other) for other in asked) for word in own) / len(own) if own else 0.0


def named_labels(values: list[str], asked: frozenset[str]) -> list[str]:
    """Return the labels named in full; where there are none, the one label named for a good part."""
    shares = {value: label_share(value, asked) for value in values}
    if LAST in asked and re.match(r"(fase |stelling )?\d", fold(values[-1])):
        return [values[-1]]
    full = [value for value, share in shares.items() if share >= 1.0]
    part = [value for value, share in shares.items() if share >= MIN_PART_LABEL]
    return full or (part if len(part) == 1 else [])


def pick_rows(query: Query, passage: Passage, library: Library) -> Selection:
    """Return the rows and columns of the table in `passage` that `query` names; all of them when it names none."""
    table = passage.table
    assert table is not None
    asked = asked_stems(query, library)
    rows, labels = tuple(range(len(table.rows))), []
    for column in group_columns(table):
        values = list(dict.fromkeys(table.rows[row][column][0] for row in rows))
        named = named_labels(values, asked)
        if named and len(named) < len(values):
            rows = tuple(row for row in rows if table.rows[row][column][0] in named)
            labels.extend(named)
    if not labels and len(table.columns) > 1:
        by_cell = _rows_by_cell(table, asked, library)
        if by_cell:
            return Selection(passage, by_cell, tuple(range(len(table.columns))), (), chosen_by_cell=True)
    return Selection(passage, rows, _pick_columns(table, asked, len(labels), asked_count(query)), tuple(labels))


def _rows_by_cell(table: Table, asked: frozenset[str], library: Library) -> tuple[int, ...]:
    """Return the rows of which one whole cell item is named in the question."""
    found = [
        number
        for number, row in enumerate(table.rows)
        if any(
            item_share(item, asked, library) >= 1.0 and not stem_set(item) <= GENERIC for cell in row for item in cell
        )
    ]
    return tuple(found) if 0 < len(found) <= max(1, len(table.rows) // 3) else ()


def _pick_columns(table: Table, asked: frozenset[str], label_count: int, count: int) -> tuple[int, ...]:
    """Return the columns asked for; label columns stay out when labels chose the rows."""
    everything = tuple(range(len(table.columns)))
    groups = group_columns(table)
    data = [c for c in everything if c not in groups]
    named = [c for c in data if label_share(table.columns[c], asked) >= 1.0]
    if not named and not label_count:
        counted = [c for c in groups if label_share(table.columns[c], asked) >= 1.0 and _label_count(table, c) == count]
        if counted:
            return tuple(counted)
    chosen = named or data or list(everything)
    keep = [] if label_count == 1 else [c for c in groups if c not in chosen]
    return tuple(sorted({*keep, *chosen}))


def _label_count(table: Table, column: int) -> int:
    return len({row[column] for row in table.rows})


def asked_count(query: Query) -> int:
    """Return the number of things the question asks for ('welke drie fasen'), 0 when it says none or wants all."""
    text = fold(query.focus)
    found = re.search(rf"\b(?:welke|de|noem)(?: de)? ({'|'.join(NUMBER_WORDS[2:])})\b", text)
    return NUMBER_WORDS.index(found.group(1)) if found and not EVERYTHING.search(text) else 0


def find_selection(query: Query, found: Found, library: Library) -> Selection | None:
    """Return the table rows that `query` asks for, or None when it asks for no table."""
    allowed = query.source_filter or query.named_sources
    tables = [p for p in library.tables if not allowed or p.source_id in allowed]
    if query.tables:
        named = [passage for passage in tables if is_named(query, passage)]
        if named:
            share = retrieval_shares(found)
            best = max(named, key=lambda passage: (table_score(query, passage, share, library), -passage.position))
            return pick_rows(query, best, library)
    share = retrieval_shares(found)
    scored = [(table_score(query, passage, share, library), passage) for passage in tables if passage.part in share]
    if not scored:
        return None
    best_score, best = max(scored, key=lambda item: (item[0], -item[1].position))
    selection = pick_rows(query, best, library)
    if query.wants_rows:
        return selection if best_score >= MIN_LIST_SCORE else None
    is_cell = bool(selection.labels or selection.chosen_by_cell) and query.kind is not QuestionKind.ADVICE
    needed = MIN_CELL_FIT - EXTRA_LABEL_RELIEF * max(0, len(selection.labels) - 1)
    return selection if is_cell and caption_fit(query, selection, library) >= needed else None


def find_ambiguous(query: Query, library: Library) -> list[Passage]:
    """Return the tables of several sources that bear the number asked for, when nothing in the question tells them apart."""
    if not query.tables or query.source_filter or query.named_sources:
        return []
    named = [passage for passage in library.tables if is_named(query, passage)]
    if len({passage.source_id for passage in named}) < 2:
        return []
    fits = [caption_fit(query, pick_rows(query, passage, library), library) for passage in named]
    return named if max(fits) < MIN_TELLING_FIT else []


def retrieval_shares(found: Found) -> dict[int, float]:
    """Return the fused score of every found part as a share of the best."""
    top = found.hits[0].score if found.hits else 1.0
    return {hit.passage.part: hit.score / top for hit in found.hits}


def table_score(query: Query, passage: Passage, share: dict[int, float], library: Library) -> float:
    """Return how well a table fits: the share of the question its words explain, its labels, and how well it was found."""
    picked = pick_rows(query, passage, library)
    bonus = LABEL_BONUS if picked.labels or picked.chosen_by_cell else 0.0
    return caption_fit(query, picked, library) + bonus + RETRIEVAL_WEIGHT * share.get(passage.part, 0.0)


def caption_fit(query: Query, picked: Selection, library: Library) -> float:
    """Return the rarity-weighted share of the question that the caption, columns and chosen labels or cells explain."""
    table = picked.table
    asked = {word for word in asked_stems(query, library) if not word.isdigit() and word != LAST}
    clues = asked - GENERIC or asked
    own = [table.caption.removeprefix(table.label), *table.columns, *picked.passage.section[-1:], *picked.labels]
    if picked.chosen_by_cell:
        own += [item for row in picked.rows for cell in table.rows[row] for item in cell]
    stems = set(stem_set(" ".join(own)))
    stems |= {stem(part) for word in words(" ".join(own)) for part in split_compound(word, library.lexical.vocabulary)}
    weights = {word: library.rarity(word) for word in clues}
    covered = sum(value for word, value in weights.items() if any(same_word(word, other) for other in stems))
    return covered / sum(weights.values()) if weights else 0.0


def is_named(query: Query, passage: Passage) -> bool:
    """Tell whether the question names the table by its label: 'tabel 3'."""
    assert passage.table is not None
    label = fold(passage.table.label)
    return any(label == f"{wanted.kind} {wanted.number.lower()}" for wanted in query.tables)


def find_reverse(query: Query, library: Library) -> list[Selection]:
    """Return the rows whose text the question quotes, best first."""
    asked, text = asked_stems(query, library), _plain(query.standalone)
    allowed = query.source_filter or query.named_sources
    scored: list[tuple[float, Selection]] = []
    for passage in library.tables:
        table = passage.table
        assert table is not None
        if (allowed and passage.source_id not in allowed) or len(table.columns) < 2:
            continue
        groups = group_columns(table)
        for number, row in enumerate(table.rows):
            for column, cell in enumerate(row):
                if column in groups and _label_count(table, column) < len(table.rows):
                    continue
                share = max((quoted_share(item, asked, library, text) for item in cell), default=0.0)
                if share >= MIN_ROW_SHARE:
                    scored.append((share, Selection(passage, (number,), (column,))))
    scored.sort(key=lambda item: -item[0])
    best = scored[0][0] if scored else 0.0
    return [selection for share, selection in scored if share >= best - 0.05][:4]


def item_share(item: str, asked: frozenset[str], library: Library) -> float:
    """Return which rarity-weighted share of the stems of a cell item the question holds."""
    own = stem_set(item)
    weights = {word: library.rarity(word) for word in own}
    total = sum(weights.values())
    named = sum(weight for word, weight in weights.items() if any(same_word(word, other) for other in asked))
    return named / total if total else 0.0


def _plain(text: str) -> str:
    return f" {' '.join(words(text))} "


def quoted_share(item: str, asked: frozenset[str], library: Library, text: str) -> float:
    """Return how fully the question quotes a cell item, or how fully the item explains the question's own words."""
    own = stem_set(item)
    if len(item.split()) >= MIN_ROW_STEMS and _plain(item) in text:
        return VERBATIM_SHARE
    if len(own) < MIN_ROW_STEMS:
        return 0.0
    clues = {word for word in asked - GENERIC if not word.isdigit()} - STRUCTURAL
    weights = {word: library.rarity(word) for word in clues}
    explained = [word for word in clues if any(same_word(word, other) for other in own)]
    share = sum(weights[word] for word in explained) / sum(weights.values()) if len(explained) >= MIN_ROW_STEMS else 0.0
    return max(item_share(item, asked, library), 0.95 * share)


STRUCTURAL = frozenset(
    stem(word)
    for word in """valkuil valkuilen faalfactor faalfactoren succesfactor succesvoorwaarde voorwaarde activiteit hoofdstuk kolom casus
    domein categorie groep type vakgebied genoemd noemt plaatst hoort valt vermeld staat""".split()
)
