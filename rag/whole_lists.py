"""Tell a list whole where it is what is asked, and no other list beside it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.draft import Draft, Line, LineStyle
from rag.lines import home_of, row_line, under_heads
from rag.premise_counts import figures
from rag.query import Query, QuestionKind
from rag.records import Passage, PassageKind
from rag.text import fold

# Kinds of question that one list answers.
OF_ONE = frozenset((QuestionKind.LIST, QuestionKind.FACT, QuestionKind.DEFINITION, QuestionKind.NUMBER))
IN_PROSE = frozenset((QuestionKind.FACT, QuestionKind.DEFINITION, QuestionKind.NUMBER))
# An entry or two of a list behind an answer in prose of so many words is ballast: of 2,914 answers 136 are told
# without, of which one loses what it had to say, and a judge named nothing as often.
FEW_ROWS, ENOUGH_WORDS = 2, 20
# A list of more words is not told whole unasked.
MOST_WORDS = 190
# So many of its rows were chosen at least, and this share of them.
MIN_ROWS, MIN_SHARE = 2, 0.3
# A question that joins two things may ask for two lists.
JOINS = re.compile(r"\b(?:en|of|ook|plus|beide|allebei)\b|[,;]")


@dataclass(frozen=True)
class Run:
    """Neighbouring lines of a draft: rows of one table or list, `home`, with the line above them, or anything else."""

    home: Passage | None
    lines: tuple[Line, ...]

    @property
    def rows(self) -> tuple[Line, ...]:
        """Return the lines that are rows."""
        return tuple(line for line in self.lines if home_of(line))

    @property
    def is_whole(self) -> bool:
        """Tell whether all rows of the list are told."""
        return bool(self.home and self.home.table and len(self.rows) == len(self.home.table.rows))


def with_whole_list(draft: Draft, query: Query) -> Draft:
    """Return a short answer with the list it tells part of whole, where that is asked, and no other list beside it."""
    draft = _without_scraps(draft, query)
    if query.kind not in OF_ONE or draft.columns or any(line.style is LineStyle.HEADING for line in draft.lines):
        return draft
    runs = _runs(draft.lines)
    first = next((run for run in runs if run.home), None)
    if first is None:
        return draft
    whole = _whole(first, query)
    kept = [whole if run is first else run for run in runs if run is first or _stays(run, whole, query)]
    return replace(draft, lines=tuple(line for run in kept for line in run.lines))


def _without_scraps(draft: Draft, query: Query) -> Draft:
    """Return a short answer in prose without the entry or two of a list that would stand behind it unasked."""
    if query.kind not in IN_PROSE or _asks_rows(query) or any(line.style is LineStyle.HEADING for line in draft.lines):
        return draft
    runs = _runs(draft.lines)
    kept = [line for number, run in enumerate(runs) if number == 0 or not _is_scrap(run) for line in run.lines]
    told = sum(len(line.text.split()) for line in kept)
    return replace(draft, lines=tuple(kept)) if len(kept) < len(draft.lines) and told >= ENOUGH_WORDS else draft


def _is_scrap(run: Run) -> bool:
    """Tell whether a run is an entry or two of a longer list."""
    return bool(run.home and run.home.kind is PassageKind.LIST and not run.is_whole and len(run.rows) <= FEW_ROWS)


def _stays(run: Run, first: Run, query: Query) -> bool:
    """Tell whether a run stays beside the first list told: rows of another do not, where that one is whole."""
    if run.home is None or not first.is_whole:
        return True
    one_asked = _asks_rows(query) and not JOINS.search(fold(query.focus).strip(" .?!"))
    return run.is_whole and not one_asked


def _whole(run: Run, query: Query) -> Run:
    """Return all of the list that a run tells part of, where that is asked and not too long; else the run."""
    home = run.home
    if home is None or home.table is None or home.kind is not PassageKind.LIST or run.is_whole:
        return run
    many, told = len(home.table.rows), len(run.rows)
    counted = any(str(many) in figure.values for figure in figures(fold(query.focus)))
    enough = told >= MIN_ROWS and told >= MIN_SHARE * many and _asks_rows(query)
    if not (counted or enough) or len(home.text.split()) > MOST_WORDS:
        return run
    return Run(home, tuple(under_heads([row_line(home, row) for row in range(many)])))


def _asks_rows(query: Query) -> bool:
    return query.kind is QuestionKind.LIST or query.wants_rows or bool(figures(fold(query.focus)))


def _runs(lines: Sequence[Line]) -> list[Run]:
    """Return the lines in runs: rows of one list with the remark or sentence that announces them, or one other line."""
    runs: list[Run] = []
    for line in lines:
        home = home_of(line)
        before = runs[-1] if runs else None
        announced = before and before.home is None and before.lines[-1].text.endswith(":")
        if home and before and (before.home is home or announced):
            runs[-1] = Run(home, (*before.lines, line))
        else:
            runs.append(Run(home, (line,)))
    return runs
