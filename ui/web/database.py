"""Open the SQLite file of the chat: one connection, one lock, readable by its owner only."""

import secrets
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FILE = "chat.sqlite3"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS conversations (
    id TEXT PRIMARY KEY, owner TEXT NOT NULL, title TEXT NOT NULL, changed REAL NOT NULL);
CREATE INDEX IF NOT EXISTS conversations_of ON conversations (owner, changed DESC);
CREATE TABLE IF NOT EXISTS messages (
    id TEXT PRIMARY KEY, conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    number INTEGER NOT NULL, question TEXT NOT NULL, answer TEXT NOT NULL, searchable TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS messages_of ON messages (conversation, number);
CREATE TABLE IF NOT EXISTS feedback (
    message TEXT PRIMARY KEY, given REAL NOT NULL, thumb TEXT NOT NULL, reasons TEXT NOT NULL,
    history TEXT NOT NULL, answer TEXT NOT NULL);
"""


class Database:
    """One SQLite database; `path` None keeps everything in memory."""

    def __init__(self, path: Path | None) -> None:
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
        self._connection = sqlite3.connect(path or ":memory:", check_same_thread=False, timeout=5)
        self._lock = threading.Lock()
        with self.change() as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")  # with WAL: a power cut may cost the last turn, no more
            connection.execute("PRAGMA foreign_keys = ON")
            # Deleted conversations are overwritten on disk, not only unlinked.
            connection.execute("PRAGMA secure_delete = ON")
            connection.executescript(_SCHEMA)

    @contextmanager
    def change(self) -> Iterator[sqlite3.Connection]:
        """Give the connection to one caller at a time and keep all of its changes or none."""
        with self._lock, self._connection:
            yield self._connection

    def forget_changes(self) -> None:
        """Empty the journal, which keeps what was deleted until it is written over."""
        with self._lock:
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def secret(self) -> bytes:
        """Return the key this database signs cookies with, made on first use."""
        with self.change() as connection:
            connection.execute("INSERT OR IGNORE INTO settings VALUES ('secret', ?)", (secrets.token_hex(32),))
            row = connection.execute("SELECT value FROM settings WHERE name = 'secret'").fetchone()
        return bytes.fromhex(row[0])

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()
