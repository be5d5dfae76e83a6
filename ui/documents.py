"""Read the user's documents from the command line: what was read, what was not and why."""

import argparse
import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.build import BuildReport
from ingest.documents import (
    FileResult,
    FileStatus,
    IndexReport,
    Listener,
    find_files,
    index_documents,
    remove_document,
)
from ingest.metadata import Metadata
from ingest.vectors import BATCH
from rag.embedding import load_embedder
from rag.errors import UsageError
from rag.settings import Settings
from ui import texts_terminal as texts
from ui.messages import describe

# The folder beside the program's own that `make chat` reads by itself.
ORIGINALS = Path(__file__).resolve().parent.parent / "originals"
LINES = {
    FileStatus.ADDED: texts.FILE_ADDED,
    FileStatus.CHANGED: texts.FILE_CHANGED,
    FileStatus.UNCHANGED: texts.FILE_UNCHANGED,
    FileStatus.REMOVED: texts.FILE_REMOVED,
}


def index_paths(settings: Settings, options: argparse.Namespace) -> int:
    """Make files and folders part of the library; exit status 1 where a file could not be read."""
    paths = [Path(name).expanduser() for name in options.paden]
    given = Metadata(options.titel or "", tuple(options.auteur), options.jaar)
    count = len(list(find_files([path for path in paths if path.exists()])))
    if given.title and count > 1:
        print(texts.ERROR.format(message=texts.ONE_FILE_ONLY.format(count=count)), file=sys.stderr)
        return 2
    with writable(settings):
        report = index_documents(paths, settings, load_embedder(settings.embedding), listener(), given)
    if paths:
        show_files(report)
    show_build(report.build)
    return 1 if report.count(FileStatus.FAILED) else 0


def take_originals(settings: Settings, folder: Path = ORIGINALS) -> None:
    """Read the folder `originals` where there is one; a file that cannot be read is told and stops nothing."""
    if folder.is_dir() and any(find_files([folder])):
        with writable(settings):
            report = index_documents([folder], settings, load_embedder(settings.embedding), listener())
        show_files(report)


def remove_source(settings: Settings, options: argparse.Namespace) -> int:
    """Take a document out of the library."""
    if not options.id:
        print(texts.ERROR.format(message=texts.REMOVE_NEEDS_ID), file=sys.stderr)
        return 2
    with writable(settings):
        remove_document(settings, options.id, load_embedder(settings.embedding), show_progress)
    print(texts.DOCUMENT_REMOVED.format(id=options.id))
    return 0


def listener() -> Listener:
    """Return what shows progress and results on the terminal."""
    return Listener(
        show_progress, lambda result: print(f"\x1b[K{file_text(result)}" if _moves() else file_text(result))
    )


def file_text(result: FileResult) -> str:
    """Return what became of a file, as one line and one more per remark."""
    name = result.path.name
    if result.problem is not None or result.source is None:
        template = texts.FILE_SKIPPED if result.status is FileStatus.SKIPPED else texts.FILE_FAILED
        return template.format(name=name, reason=describe(result.problem) if result.problem else "")
    line = LINES[result.status].format(
        name=name,
        id=result.source.id,
        short=result.source.short,
        passages=result.passages,
        tables=result.tables,
        pages=texts.FILE_PAGES.format(pages=result.pages) if result.pages else "",
    )
    return "\n".join([line, *(texts.FILE_REMARKS[remark] for remark in result.remarks)])


def show_files(report: IndexReport) -> None:
    """Print the count of files: as many as there were."""
    text = texts.FILES_DONE.format(
        total=len(report.files),
        read=report.count(FileStatus.ADDED, FileStatus.CHANGED),
        unchanged=report.count(FileStatus.UNCHANGED),
        removed=report.count(FileStatus.REMOVED),
        failed=report.count(FileStatus.FAILED),
        skipped=report.count(FileStatus.SKIPPED),
    )
    print(text)


def show_build(report: BuildReport) -> None:
    """Print what was done to the index."""
    template = texts.INDEX_READY if report.built else texts.INDEX_CURRENT
    print(template.format(passages=report.passages, entries=report.entries, embedded=report.embedded))
    if report.set_aside:
        print(texts.INDEX_SET_ASIDE.format(count=report.set_aside))


def show_progress(step: str, done: int, total: int) -> None:
    """Show how far a build is: one moving line on a terminal, ten lines elsewhere."""
    if step == "read":
        if _moves():
            print(f"\x1b[K{texts.READING.format(done=done, total=total)}", end="\r", file=sys.stderr, flush=True)
        return
    text = texts.EMBEDDING.format(done=done, total=total) if step == "embed" else texts.WRITING
    if _moves():
        print(f"\x1b[K{text}", end="\n" if done == total else "\r", file=sys.stderr, flush=True)
    elif done == total or done * 10 // total != max(0, done - BATCH) * 10 // total:
        print(text, file=sys.stderr)


def _moves() -> bool:
    return sys.stderr.isatty()


@contextmanager
def writable(settings: Settings) -> Iterator[None]:
    """Make the data folder; raises UsageError where it cannot be written or the disk is full."""
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise UsageError("disk_full", folder=settings.data_dir) from None
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST):
            raise UsageError("data_unwritable", folder=settings.data_dir, reason=error.strerror) from None
        raise
