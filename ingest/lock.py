"""Let one process at a time write the index and the documents of a data folder."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rag.errors import UsageError

LOCK_FILE = "index.lock"


@contextmanager
def index_lock(data_dir: Path) -> Iterator[None]:
    """Hold the lock of a data folder; raises UsageError `index_busy` at once where another process holds it.

    The system lets go of the lock when the process ends, however it ends.
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    path = data_dir / LOCK_FILE
    with path.open("a+", encoding="utf-8") as file:
        if not _take(file.fileno()):
            file.seek(0)
            raise UsageError("index_busy", folder=data_dir, process=file.read().strip() or "?")
        file.seek(0)
        file.truncate()
        file.write(str(os.getpid()))
        file.flush()
        yield


def _take(descriptor: int) -> bool:
    """Take the lock on an open file without waiting; tell whether that worked."""
    try:
        import fcntl
    except ImportError:
        import msvcrt

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
