"""Keep conversations per visitor: saved in the data folder, or in memory for who wants nothing kept."""

import secrets
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass

from rag.records import Answer
from ui.web.database import Database
from ui.web.stored_answer import answer_from_json, answer_to_json

TITLE_LENGTH = 80
LIST_LENGTH = 200
# How long a conversation that is not kept stays in memory after its last question, in seconds.
TEMPORARY_SECONDS = 3600


@dataclass(frozen=True)
class Conversation:
    """One line of the list of conversations."""

    id: str
    title: str


@dataclass(frozen=True)
class Message:
    """One question and its answer."""

    id: str
    answer: Answer


class ConversationStore:
    """The conversations of all visitors; every method acts for one owner and sees nobody else's."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock

    def add(self, owner: str, conversation_id: str | None, answer: Answer) -> tuple[str, str]:
        """Save a turn, in a new conversation where there is none of this owner; return both ids."""
        message_id = secrets.token_urlsafe(12)
        with self._database.change() as connection:
            if conversation_id is None or not self._owns(connection, owner, conversation_id):
                conversation_id = secrets.token_urlsafe(12)
                title = make_title(answer.question)
                connection.execute("INSERT INTO conversations VALUES (?, ?, ?, 0)", (conversation_id, owner, title))
            row = connection.execute("SELECT COUNT(*) FROM messages WHERE conversation = ?", (conversation_id,))
            number = row.fetchone()[0]
            searchable = f"{answer.question}\n{answer.answer}".lower()
            connection.execute(
                "INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?)",
                (message_id, conversation_id, number, answer.question, answer_to_json(answer), searchable),
            )
            connection.execute("UPDATE conversations SET changed = ? WHERE id = ?", (self._clock(), conversation_id))
        return conversation_id, message_id

    def search(self, owner: str, words: str = "") -> list[Conversation]:
        """Return the owner's conversations, last used first; `words` are sought in titles, questions and answers."""
        pattern = "%" + "".join(f"\\{c}" if c in "%_\\" else c for c in words.lower()) + "%"
        with self._database.change() as connection:
            rows = connection.execute(
                "SELECT id, title FROM conversations AS c WHERE owner = ? AND (LOWER(title) LIKE ? ESCAPE '\\'"
                " OR EXISTS (SELECT 1 FROM messages WHERE conversation = c.id AND searchable LIKE ? ESCAPE '\\'))"
                " ORDER BY changed DESC LIMIT ?",
                (owner, pattern, pattern, LIST_LENGTH),
            ).fetchall()
        return [Conversation(*row) for row in rows]

    def title(self, owner: str, conversation_id: str) -> str | None:
        """Return the title, None when the owner has no such conversation."""
        with self._database.change() as connection:
            row = connection.execute(
                "SELECT title FROM conversations WHERE id = ? AND owner = ?", (conversation_id, owner)
            ).fetchone()
        return str(row[0]) if row else None

    def messages(self, owner: str, conversation_id: str) -> list[Message]:
        """Return the turns in order; none when the owner has no such conversation."""
        with self._database.change() as connection:
            rows = connection.execute(
                "SELECT m.id, answer FROM messages AS m JOIN conversations AS c ON c.id = m.conversation"
                " WHERE c.id = ? AND owner = ? ORDER BY number",
                (conversation_id, owner),
            ).fetchall()
        return [Message(message_id, answer_from_json(text)) for message_id, text in rows]

    def find(self, owner: str, message_id: str) -> tuple[str, int] | None:
        """Return the conversation a message of this owner stands in and its number from 0."""
        with self._database.change() as connection:
            row = connection.execute(
                "SELECT c.id, number FROM messages AS m JOIN conversations AS c ON c.id = m.conversation"
                " WHERE m.id = ? AND owner = ?",
                (message_id, owner),
            ).fetchone()
        return (str(row[0]), int(row[1])) if row else None

    def rename(self, owner: str, conversation_id: str, title: str) -> bool:
        """Give a conversation another title; False when the owner has no such conversation."""
        with self._database.change() as connection:
            done = connection.execute(
                "UPDATE conversations SET title = ? WHERE id = ? AND owner = ?",
                (make_title(title), conversation_id, owner),
            )
        return done.rowcount == 1

    def delete(self, owner: str, conversation_id: str | None = None) -> int:
        """Delete one conversation, or all of the owner's; return how many."""
        with self._database.change() as connection:
            done = connection.execute(
                "DELETE FROM conversations WHERE owner = ? AND (? IS NULL OR id = ?)",
                (owner, conversation_id, conversation_id),
            )
        self._database.forget_changes()
        return done.rowcount

    def forget_old(self, seconds: float = TEMPORARY_SECONDS) -> None:
        """Delete everybody's conversations not used for `seconds`; for the store in memory."""
        with self._database.change() as connection:
            connection.execute("DELETE FROM conversations WHERE changed < ?", (self._clock() - seconds,))

    @staticmethod
    def _owns(connection: sqlite3.Connection, owner: str, conversation_id: str) -> bool:
        found = connection.execute("SELECT 1 FROM conversations WHERE id = ? AND owner = ?", (conversation_id, owner))
        return found.fetchone() is not None


def make_title(text: str) -> str:
    """Return `text` on one line, short enough for the list."""
    line = " ".join(text.split()) or "…"
    return line if len(line) <= TITLE_LENGTH else line[:TITLE_LENGTH].rsplit(" ", 1)[0] + " …"
