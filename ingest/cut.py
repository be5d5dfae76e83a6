"""Cut the whole library into passages and entries: dossiers, originals that take their place, other documents."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.chosen import choose
from ingest.corpus import Corpus
from ingest.dossier import Dossier
from ingest.originals import cut_original
from ingest.passages import Pieces, cut_dossier
from ingest.pointers import Aim, point
from rag.records import Entry, Passage, Pointer


@dataclass(frozen=True)
class Cut:
    """The pieces of the library, and the dossiers that an original replaces, whose pointers are yet to be led on."""

    pieces: Pieces
    replaced: tuple[Pieces, ...] = ()


def cut_corpus(corpus: Corpus) -> Cut:
    """Cut every source into passages and entries, parts numbered through the library; originals replace dossiers."""
    passages: list[Passage] = []
    entries: list[Entry] = []
    pointers: list[Pointer] = []
    replaced: list[Pieces] = []
    read: list[Pieces] = []
    dossiers = {dossier.source_id: dossier for dossier in corpus.dossiers}
    documents = {document.source.id: document for document in corpus.documents}
    first = 0
    for source in corpus.sources:
        dossier, document = dossiers.get(source.id), documents.get(source.id)
        pointed = _pointed(dossier, first, corpus.aims.get(source.id, ())) if dossier else None
        read.extend([pointed] if pointed else [])
        if document is not None:
            pieces = cut_original(document, dossier, first)
            replaced.extend([pointed] if pointed and pointed.pointers else [])
        elif pointed is not None:
            pieces = pointed
        else:
            continue
        passages.extend(pieces.passages)
        entries.extend(pieces.entries)
        pointers.extend(pieces.pointers)
        first = passages[-1].part + 1 if passages else 0
    chosen = choose(corpus.written, read)
    return Cut(Pieces(tuple(passages), tuple(entries), tuple(pointers), chosen), tuple(replaced))


def _pointed(dossier: Dossier, first_part: int, aims: Sequence[Aim]) -> Pieces:
    """Return the passages and entries of a dossier with the questions that point into them."""
    pieces = cut_dossier(dossier, first_part)
    return replace(pieces, pointers=point(aims, pieces)) if aims else pieces
