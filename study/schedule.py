"""Plan when a learner sees which card again (FSRS) and keep the progress in SQLite.

FSRS: Ye, Su & Cao, "A Stochastic Shortest Path Algorithm for Optimizing Spaced Repetition Scheduling" (KDD 2022), as
the library `fsrs` computes it. Its types stop here.
"""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from pathlib import Path

import fsrs

from study.cards import LearningCard

FILE = "study.sqlite3"
NEW_PER_DAY = 20
_SCHEMA = """
CREATE TABLE IF NOT EXISTS progress (
    learner TEXT NOT NULL, card TEXT NOT NULL, version TEXT NOT NULL, state TEXT NOT NULL, due TEXT NOT NULL,
    first TEXT NOT NULL, PRIMARY KEY (learner, card));
CREATE TABLE IF NOT EXISTS reviews (
    learner TEXT NOT NULL, card TEXT NOT NULL, grade INTEGER NOT NULL, moment TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS reviews_of ON reviews (learner, moment);
CREATE TABLE IF NOT EXISTS exported (card TEXT PRIMARY KEY, version TEXT NOT NULL);
"""


class Grade(IntEnum):
    """Say how well a card was remembered."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


@dataclass(frozen=True)
class DueCard:
    """A card to see now: new, or due; `changed` when its passage is no longer the one that was learnt."""

    card: LearningCard
    is_new: bool
    changed: bool


class Progress:
    """The progress of all learners in one SQLite file; `path` None keeps it in memory. Moments are UTC with zone."""

    def __init__(self, path: Path | None) -> None:
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
        self._connection = sqlite3.connect(path or ":memory:", check_same_thread=False, timeout=5)
        self._lock = threading.Lock()
        with self._change() as connection:
            connection.executescript(_SCHEMA)

    @contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        with self._lock, self._connection:
            yield self._connection

    def due(self, learner: str, cards: Sequence[LearningCard], now: datetime) -> tuple[DueCard, ...]:
        """Return the cards due at `now`, longest overdue first, then new ones up to the day's number."""
        with self._change() as connection:
            rows = connection.execute(
                "SELECT card, version, due FROM progress WHERE learner = ?", (learner,)
            ).fetchall()
            day = now.date().isoformat()
            started = connection.execute(
                "SELECT count(*) FROM progress WHERE learner = ? AND first LIKE ?", (learner, f"{day}%")
            ).fetchone()[0]
        known = {card: (version, datetime.fromisoformat(due)) for card, version, due in rows}
        again = sorted(
            (card for card in cards if card.id in known and known[card.id][1] <= now), key=lambda c: known[c.id][1]
        )
        new = [card for card in cards if card.id not in known][: max(0, NEW_PER_DAY - started)]
        return (
            *(DueCard(card, False, known[card.id][0] != card.version) for card in again),
            *(DueCard(card, True, False) for card in new),
        )

    def grade(self, learner: str, card: LearningCard, grade: Grade, now: datetime) -> datetime:
        """Keep how well `card` was remembered and return when it comes again."""
        scheduler = fsrs.Scheduler(enable_fuzzing=False)  # without jitter the same answers give the same plan
        with self._change() as connection:
            row = connection.execute(
                "SELECT state, first FROM progress WHERE learner = ? AND card = ?", (learner, card.id)
            ).fetchone()
            state = fsrs.Card.from_json(row[0]) if row else fsrs.Card(card_id=0, due=now)
            state, _ = scheduler.review_card(state, fsrs.Rating(int(grade)), review_datetime=now)
            first = row[1] if row else now.isoformat()
            connection.execute(
                "INSERT OR REPLACE INTO progress VALUES (?, ?, ?, ?, ?, ?)",
                (learner, card.id, card.version, state.to_json(), state.due.isoformat(), first),
            )
            connection.execute(
                "INSERT INTO reviews VALUES (?, ?, ?, ?)", (learner, card.id, int(grade), now.isoformat())
            )
        return state.due

    def changed_since_export(self, cards: Sequence[LearningCard]) -> frozenset[str]:
        """Return the ids of cards that went out before with other words, and remember what goes out now."""
        with self._change() as connection:
            known = dict(connection.execute("SELECT card, version FROM exported").fetchall())
            connection.executemany(
                "INSERT OR REPLACE INTO exported VALUES (?, ?)", [(card.id, card.version) for card in cards]
            )
        return frozenset(card.id for card in cards if known.get(card.id, card.version) != card.version)

    def forget(self, learner: str) -> None:
        """Remove everything kept about a learner."""
        with self._change() as connection:
            connection.execute("DELETE FROM progress WHERE learner = ?", (learner,))
            connection.execute("DELETE FROM reviews WHERE learner = ?", (learner,))

    def close(self) -> None:
        """Close the file."""
        self._connection.close()
