"""Read the questions that point to exact sentences: `corpus/vragen/<source id>.md`, as docs/dossiers.md describes it.

= Words with which a sentence or row of the dossier begins
= Another one, where the answer takes two
- A question that they answer in full
! A question nearby that the library does not answer
x A question with a wrong premise that they set right
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from pathlib import Path

from ingest.dossier import COMPARES
from ingest.passages import Pieces
from rag.errors import DossierError
from rag.records import LED_TO, Bearing, Entry, EntryRole, Pointer
from rag.text import clean

ANCHOR = "= "
BEARINGS = {"- ": Bearing.ANSWER, "! ": Bearing.GAP, "x ": Bearing.PREMISE}

Place = tuple[str, int]


@dataclass(frozen=True)
class Aim:
    """A question as it is written: its bearing, and the beginnings of the sentences it leads to."""

    text: str
    bearing: Bearing
    beginnings: tuple[str, ...]
    where: str


def read_aims(path: Path) -> tuple[Aim, ...]:
    """Read the questions in the file at `path`.

    Raises DossierError, with file and line, where a line is not one of the four kinds or a question leads nowhere.
    """
    aims: list[Aim] = []
    beginnings: list[str] = []
    asked = False
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        where, mark, text = f"{path}:{number}", line[:2], clean(line[2:])
        if not line.strip() or line.startswith("#"):
            continue
        if mark == ANCHOR:
            beginnings = [text] if asked else [*beginnings, text]
            asked = False
        elif mark in BEARINGS and beginnings and text:
            aims.append(Aim(text, BEARINGS[mark], tuple(beginnings), where))
            asked = True
        else:
            raise DossierError("pointer_not_understood", where=where, found=line)
    return tuple(aims)


def point(aims: Sequence[Aim], pieces: Pieces) -> tuple[Pointer, ...]:
    """Return the pointers of `aims` into the sentences and rows of a dossier; those that lead nowhere are left out."""
    source_id = pieces.passages[0].source_id
    find = Finder(list(text_places(pieces)))
    found = [(aim, [find.place(beginning) for beginning in aim.beginnings]) for aim in aims]
    return tuple(
        Pointer(aim.text, source_id, aim.bearing, tuple(dict.fromkeys(place for place in places if place)))
        for aim, places in found
        if all(places)
    )


def dangling(aims: Sequence[Aim], pieces: Pieces) -> list[str]:
    """Return where a beginning stands that no sentence, or more than one, of the dossier begins with."""
    find = Finder(list(text_places(pieces)))
    return [f"{aim.where}: {words}" for aim in aims for words in aim.beginnings if find.place(words) is None]


def text_places(pieces: Pieces) -> Iterator[tuple[Place, str]]:
    """Yield every sentence and row of `pieces` with its place: its passage and its number in it.

    A verdict goes by its words behind "Vergelijking:", for it may begin as a sentence does.
    """
    for place, entry in text_entries(pieces):
        yield place, f"{COMPARES} {entry.text}" if entry.role is EntryRole.VERDICT else entry.text


def text_entries(pieces: Pieces) -> Iterator[tuple[Place, Entry]]:
    """Yield the entry of every sentence and row of `pieces` with its place."""
    counts: dict[str, int] = {}
    for entry in pieces.entries:
        if entry.role in LED_TO:
            number = counts.get(entry.passage_id, 0)
            counts[entry.passage_id] = number + 1
            yield (entry.passage_id, number), entry


class Finder:
    """Find the one sentence or row that begins with given words."""

    def __init__(self, places: Sequence[tuple[Place, str]]) -> None:
        self._texts = sorted((text, place) for place, text in places)
        self._known: dict[str, Place | None] = {}

    def place(self, beginning: str) -> Place | None:
        """Return the place; a sentence that stands there twice in the same words is one, where it stands first."""
        if beginning not in self._known:
            start = bisect_left(self._texts, (beginning,))
            found = list(takewhile(lambda pair: pair[0].startswith(beginning), islice(self._texts, start, None)))
            exact = [pair for pair in found if pair[0] == beginning] or found
            self._known[beginning] = exact[0][1] if len({text for text, _ in exact}) == 1 else None
        return self._known[beginning]
