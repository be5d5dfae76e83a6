"""Add and remove documents while the chat runs: one job at a time, in a thread, with its progress for who looks."""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.documents import FileResult, Listener, index_documents, list_documents, remove_document
from ingest.metadata import Metadata
from ingest.readers.files import format_of
from ingest.stored import StoredDocument
from rag.adviser import open_adviser
from rag.embedding import load_embedder
from rag.errors import AlliantiewijzerError
from rag.settings import Settings
from ui import texts_web as texts
from ui.documents import writable
from ui.messages import describe
from ui.web.current import Current
from ui.web.memory import settle

UPLOADS = "documenten"
MAX_NAME = 120
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Progress:
    """How far a job is: the step it is at and how much of it is done."""

    step: str
    done: int
    total: int


class DocumentDesk:
    """Run jobs on the documents of one data folder, one at a time."""

    def __init__(self, settings: Settings, current: Current) -> None:
        self._settings = settings
        self._current = current
        self._busy = threading.Lock()
        self._progress = Progress("read", 0, 1)
        self._refused: list[dict[str, str]] = []
        self._lines: list[dict[str, str]] = []
        self._message = ""

    @property
    def folder(self) -> Path:
        """Return where files that were sent are kept, so that a newer one of the same name replaces them."""
        return self._settings.data_dir / UPLOADS

    def documents(self) -> tuple[StoredDocument, ...]:
        """Return the user's documents in the library."""
        return list_documents(self._settings)

    def save(self, name: str, data: bytes) -> str:
        """Keep a file that was sent and return its name; raises DocumentError for a format that cannot be read."""
        safe = safe_name(name)
        format_of(Path(safe))
        with writable(self._settings):
            self.folder.mkdir(mode=0o700, exist_ok=True)
            temporary = self.folder / f".{safe}.tmp"
            temporary.write_bytes(data)
            temporary.replace(self.folder / safe)
        return safe

    def read(self, names: Sequence[str], given: Metadata) -> bool:
        """Start making files that were sent part of the library; False when a job is running."""
        paths = [path for name in names if (path := self.folder / safe_name(name)).is_file()]

        def work() -> None:
            listener = Listener(self._note, self._keep)
            index_documents(paths, self._settings, load_embedder(self._settings.embedding), listener, given)

        return self._start(work)

    def remove(self, source_id: str) -> bool:
        """Start taking a document out of the library; False when a job is running."""

        def work() -> None:
            path = next((Path(d.path) for d in self.documents() if d.source.id == source_id), None)
            remove_document(self._settings, source_id, load_embedder(self._settings.embedding), self._note)
            if path and path.parent == self.folder:
                path.unlink(missing_ok=True)

        return self._start(work)

    def state(self) -> dict[str, Any]:
        """Return what the page shows of the job that runs or ran last."""
        progress = self._progress
        step = texts.DOCUMENT_STEPS[progress.step].format(done=progress.done, total=progress.total)
        return {
            "bezig": self._busy.locked(),
            "stap": step,
            "gedaan": progress.done,
            "totaal": max(progress.total, 1),
            "regels": list(self._lines),
            "melding": self._message,
        }

    def refuse(self, name: str, reason: str) -> None:
        """Remember a file that was not taken, so that the next job tells of it too."""
        self._refused.append({"naam": safe_name(name), "uitkomst": texts.DOCUMENT_FAILED.format(reason=reason)})

    def _keep(self, result: FileResult) -> None:
        self._lines.append({"naam": result.path.name, "uitkomst": outcome(result)})

    def _note(self, step: str, done: int, total: int) -> None:
        self._progress = Progress(step, done, total)

    def _start(self, work: Callable[[], None]) -> bool:
        if not self._busy.acquire(blocking=False):
            return False
        self._lines, self._refused = self._refused, []
        self._message, self._progress = "", Progress("read", 0, 1)
        threading.Thread(target=self._run, args=(work,), daemon=True).start()
        return True

    def _run(self, work: Callable[[], None]) -> None:
        try:
            with writable(self._settings):
                work()
            self._current.replace(open_adviser(self._settings))
            settle()
        except AlliantiewijzerError as error:
            self._message = describe(error)
        except Exception as error:
            # Whatever goes wrong, who waits gets a sentence; the log gets the kind of error, never a file's name.
            logger.error("indexing failed: %s", type(error).__name__)
            self._message = texts.ERROR_UNEXPECTED
        finally:
            self._busy.release()


def safe_name(name: str) -> str:
    """Return the name of a file without folders or characters that cannot be seen, short enough for any disk."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(sign if sign.isprintable() and sign not in '<>:"|?*' else "_" for sign in last).strip(". ")
    stem, dot, suffix = shown.rpartition(".")
    return f"{stem[:MAX_NAME]}{dot}{suffix[:12]}" if dot else shown[:MAX_NAME]


def outcome(result: FileResult) -> str:
    """Return in Dutch what became of a file."""
    if result.problem is not None or result.source is None:
        return texts.DOCUMENT_FAILED.format(reason=describe(result.problem) if result.problem else "")
    line = texts.DOCUMENT_OUTCOMES[result.status.value]
    return line.format(short=result.source.short, passages=result.passages, tables=result.tables)
