"""Read the shipped library: sources.toml, the dossiers and the glossary."""

import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ingest.chosen import CASE, CHOSEN_FILES, OUTLINE, SUBJECT, Written, check_rows
from ingest.dossier import Dossier, read_dossier
from ingest.pointers import Aim, read_aims
from ingest.stored import StoredDocument, read_stored, stored_hashes
from rag.errors import DossierError
from rag.index_files import sha256_of
from rag.records import Source, Term
from rag.settings import Settings

SOURCES_FILE = "sources.toml"
TERMS_DIR, AIMS_DIR = "begrippen", "vragen"


@dataclass(frozen=True)
class Corpus:
    """What an index is made of: sources, dossiers, glossary, the user's documents, and the hash of every file read.

    `aims` has by source id the questions that point to exact sentences of its dossier; `written` is what the editors
    chose beforehand.
    """

    sources: tuple[Source, ...]
    dossiers: tuple[Dossier, ...]
    terms: tuple[Term, ...]
    hashes: dict[str, str]
    documents: tuple[StoredDocument, ...] = ()
    aims: dict[str, tuple[Aim, ...]] = field(default_factory=dict)
    written: Written = Written()


def read_library(settings: Settings) -> Corpus:
    """Read what ships and the documents the user added; an original stands in the place of its dossier."""
    corpus = read_corpus(settings.corpus_dir)
    documents = read_stored(settings.data_dir)
    known = {source.id for source in corpus.sources}
    added = tuple(document.source for document in documents if document.source.id not in known)
    hashes = {**corpus.hashes, **stored_hashes(settings.data_dir, documents)}
    return replace(corpus, sources=corpus.sources + added, hashes=hashes, documents=documents)


def read_corpus(folder: Path) -> Corpus:
    """Read the corpus in `folder`; raises DossierError where a file does not follow its format."""
    sources = read_sources_file(folder / SOURCES_FILE)
    paths = [folder / SOURCES_FILE]
    dossiers: list[Dossier] = []
    terms: list[Term] = []
    aims: dict[str, tuple[Aim, ...]] = {}
    for source in sources:
        dossier_path, terms_path = folder / f"{source.id}.md", folder / TERMS_DIR / f"{source.id}.toml"
        aims_path = folder / AIMS_DIR / f"{source.id}.md"
        if dossier_path.is_file():
            dossiers.append(_checked(read_dossier(dossier_path), source, dossier_path))
            paths.append(dossier_path)
        if terms_path.is_file():
            terms.extend(read_terms_file(terms_path))
            paths.append(terms_path)
        if aims_path.is_file():
            aims[source.id] = read_aims(aims_path)
            paths.append(aims_path)
    written = {kind: folder / name for kind, name in CHOSEN_FILES.items() if (folder / name).is_file()}
    paths += written.values()
    rows = {kind: check_rows(_toml(path).get(kind, []), kind, path) for kind, path in written.items()}
    chosen = Written(rows.get(CASE, ()), rows.get(SUBJECT, ()), rows.get(OUTLINE, ()))
    hashes = {path.relative_to(folder).as_posix(): sha256_of(path) for path in paths}
    return Corpus(sources, tuple(dossiers), tuple(terms), hashes, aims=aims, written=chosen)


def read_sources_file(path: Path) -> tuple[Source, ...]:
    """Read sources.toml."""
    return tuple(
        Source(
            id=row["id"],
            authors=tuple(row.get("authors", ())),
            title=row["title"],
            short=row["short"],
            kind=row["kind"],
            year=row.get("year"),
            publisher=row.get("publisher"),
            sha256=row.get("sha256"),
            names=tuple(row.get("names", ())),
        )
        for row in _toml(path).get("source", ())
    )


def read_terms_file(path: Path) -> tuple[Term, ...]:
    """Read the terms of one source; the file is named after the source's id."""
    return tuple(
        Term(
            term=row["term"],
            definition=row["definitie"],
            source_id=path.stem,
            section=row["sectie"],
            synonyms=tuple(row.get("synoniemen", ())),
            abbreviations=tuple(row.get("afkortingen", ())),
            english=tuple(row.get("engels", ())),
        )
        for row in _toml(path).get("begrip", ())
    )


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise DossierError("data_unreadable", where=path, found=str(error)) from None


def _checked(dossier: Dossier, source: Source, path: Path) -> Dossier:
    if dossier.source_id != source.id:
        raise DossierError("other_source", where=path, found=dossier.source_id, expected=source.id)
    return dossier
