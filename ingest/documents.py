"""Make documents of the user's part of the library: read, store, index, list, remove."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from ingest.build import BuildReport, Progress, bring_up_to_date
from ingest.corpus import SOURCES_FILE, read_sources_file
from ingest.lock import index_lock
from ingest.metadata import SIDECAR_SUFFIX, Metadata, read_sidecar, sidecar_of
from ingest.own_sources import make_id, make_source
from ingest.readers.files import format_of
from ingest.sandbox import Extract, check_size, extract
from ingest.stored import READERS, StoredDocument, path_of, read_stored, write_stored
from rag.embedding import Embedder
from rag.errors import AlliantiewijzerError, DocumentError, UsageError
from rag.index_files import sha256_of
from rag.records import Source
from rag.settings import Settings


class FileStatus(StrEnum):
    """Say what became of a file."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REMOVED = "removed"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class FileResult:
    """What became of one file; `problem` says why it was not read, `remarks` are codes of what the user should know."""

    path: Path
    status: FileStatus
    source: Source | None = None
    passages: int = 0
    tables: int = 0
    pages: int | None = None
    remarks: tuple[str, ...] = ()
    problem: AlliantiewijzerError | None = None


@dataclass(frozen=True)
class IndexReport:
    """One result per file, in order, and what was done to the index."""

    files: tuple[FileResult, ...]
    build: BuildReport

    def count(self, *statuses: FileStatus) -> int:
        """Return how many files have one of `statuses`."""
        return sum(result.status in statuses for result in self.files)


# A file that tells what is in a folder would answer in the place of what it tells about.
README = re.compile(r"^(read_?me|lees_?mij)(\.|$)", re.IGNORECASE)

OnFile = Callable[[FileResult], None]


@dataclass(frozen=True)
class Listener:
    """Who is told how far things are: `progress(step, done, total)` for 'read', 'embed' and 'write', and each file."""

    progress: Progress
    on_file: OnFile = lambda result: None


def index_documents(
    paths: Sequence[Path], settings: Settings, embedder: Embedder, listener: Listener, given: Metadata | None = None
) -> IndexReport:
    """Read files and folders, store what is new or changed, and bring the index up to date.

    What cannot be read is told and stops nothing. A file that has gone from a folder in `paths` goes from the library
    too. Raises UsageError when a path does not exist or another process is indexing, OSError for the data folder.
    """
    missing = next((path for path in paths if not path.exists()), None)
    if missing is not None:
        raise UsageError("path_missing", found=missing)
    with index_lock(settings.data_dir):
        files = list(find_files(paths))
        results: list[FileResult] = []
        for number, path in enumerate(files):
            listener.progress("read", number, len(files))
            results.append(_read_one(path, settings, given or Metadata()))
            listener.on_file(results[-1])
        for result in _remove_gone(paths, files, settings):
            results.append(result)
            listener.on_file(result)
        if files:
            listener.progress("read", len(files), len(files))
        return IndexReport(tuple(results), bring_up_to_date(settings, embedder, listener.progress))


def list_documents(settings: Settings) -> tuple[StoredDocument, ...]:
    """Return the documents the user made part of the library."""
    return read_stored(settings.data_dir)


def remove_document(settings: Settings, source_id: str, embedder: Embedder, progress: Progress) -> BuildReport:
    """Take a document out of the library; raises UsageError where there is none with this id."""
    known = [document.source.id for document in read_stored(settings.data_dir)]
    if source_id not in known:
        raise UsageError("unknown_document", found=source_id, known=", ".join(known) or "-")
    with index_lock(settings.data_dir):
        path_of(settings.data_dir, source_id).unlink(missing_ok=True)
        return bring_up_to_date(settings, embedder, progress)


def find_files(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield every file of `paths` once, folders searched through, hidden files and sidecars left out."""
    seen: set[Path] = set()
    for path in paths:
        inside = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in inside:
            whole = file.resolve()
            hidden = any(part.startswith((".", "~$")) for part in file.relative_to(path).parts)
            sidecar = path.is_dir() and file.suffix == SIDECAR_SUFFIX
            if whole not in seen and not hidden and not sidecar:
                seen.add(whole)
                yield whole


def _read_one(path: Path, settings: Settings, given: Metadata) -> FileResult:
    if README.match(path.name):
        return FileResult(path, FileStatus.SKIPPED, problem=DocumentError("document_readme"))
    try:
        return _store(path, settings, given)
    except (DocumentError, UsageError) as error:
        return FileResult(path, FileStatus.FAILED, problem=error)
    except PermissionError:
        return FileResult(path, FileStatus.FAILED, problem=DocumentError("document_forbidden"))
    except FileNotFoundError:
        return FileResult(path, FileStatus.FAILED, problem=DocumentError("document_gone"))


def _store(path: Path, settings: Settings, given: Metadata) -> FileResult:
    """Store a document where it is new or changed."""
    form = format_of(path)
    check_size(path, form)
    stored = read_stored(settings.data_dir)
    sidecar = sidecar_of(path)
    said = given.over(read_sidecar(sidecar) if sidecar else Metadata())
    before = next((document for document in stored if document.path == str(path)), None)
    size, changed = path.stat().st_size, path.stat().st_mtime_ns
    same_words = before is not None and (before.given == repr(said) or said == Metadata()) and before.readers == READERS
    if before and same_words and before.stamp == (size, changed):
        return _result(path, FileStatus.UNCHANGED, before)
    sha256 = sha256_of(path)
    if before and same_words and before.sha256 == sha256:
        return _result(path, FileStatus.UNCHANGED, before)
    twin = next((d for d in stored if d.sha256 == sha256 and d.path != str(path) and Path(d.path).exists()), None)
    if twin:
        raise DocumentError("document_double", source=twin.source.id, other=twin.path)
    read = extract(path, form)
    shipped = read_sources_file(settings.corpus_dir / SOURCES_FILE)
    recognised = next((source for source in shipped if source.sha256 == sha256), None)
    source = recognised or _own_source(path, form, sha256, said.over(read.metadata), _taken(stored, shipped, before))
    document = StoredDocument(
        source=source,
        path=str(path),
        sha256=sha256,
        stamp=(size, changed),
        given=repr(said),
        pages=read.pages,
        remarks=read.remarks,
        parts=_under_title(read, source.title),
    )
    write_stored(settings.data_dir, document)
    if before and before.source.id != source.id:
        path_of(settings.data_dir, before.source.id).unlink(missing_ok=True)
    return _result(path, FileStatus.CHANGED if before else FileStatus.ADDED, document)


def _taken(stored: Sequence[StoredDocument], shipped: Sequence[Source], before: StoredDocument | None) -> set[str]:
    own = {document.source.id for document in stored} - ({before.source.id} if before else set())
    return own | {source.id for source in shipped}


def _own_source(path: Path, form: str, sha256: str, metadata: Metadata, taken: set[str]) -> Source:
    named = metadata if metadata.title else replace(metadata, title=path.stem.replace("_", " ").strip())
    return make_source(named, form, sha256, make_id(named, path, taken))


def _under_title(read: Extract, title: str) -> tuple:  # type: ignore[type-arg]
    """Return the parts; those that stand before the first heading stand under the title."""
    return tuple(part if part.section[0] else replace(part, section=(title, *part.section[1:])) for part in read.parts)


def _remove_gone(paths: Sequence[Path], files: Sequence[Path], settings: Settings) -> Iterator[FileResult]:
    """Remove the documents whose file has gone from a folder that was searched."""
    folders = [path.resolve() for path in paths if path.is_dir()]
    for document in read_stored(settings.data_dir):
        path = Path(document.path)
        if path not in files and not path.exists() and any(path.is_relative_to(folder) for folder in folders):
            path_of(settings.data_dir, document.source.id).unlink(missing_ok=True)
            yield FileResult(path, FileStatus.REMOVED, document.source)


def _result(path: Path, status: FileStatus, document: StoredDocument) -> FileResult:
    tables = sum(len(part.tables) for part in document.parts)
    return FileResult(path, status, document.source, len(document.parts), tables, document.pages, document.remarks)
