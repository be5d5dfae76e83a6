"""Read what the editors chose beforehand: `casussen.toml`, `onderwerpen.toml` and `overzichten.toml` of the corpus.

Places are written as "source | the first words of the sentence or row", as in `corpus/vragen`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.passages import Pieces
from ingest.pointers import Finder, text_places
from rag.chosen import Case, Chosen, Outline, OutlinePart, Place, Subject, SubjectSide
from rag.errors import DossierError
from rag.text import clean

CASE, SUBJECT, OUTLINE = "casus", "onderwerp", "overzicht"
CHOSEN_FILES = {CASE: "casussen.toml", SUBJECT: "onderwerpen.toml", OUTLINE: "overzichten.toml"}
BAR = " | "

Finders = Mapping[str, Finder]
Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Written:
    """What the editors chose as it is written, a row for each."""

    cases: Rows = ()
    subjects: Rows = ()
    outlines: Rows = ()


def check_rows(rows: object, kind: str, path: Path) -> Rows:
    """Return the cases or subjects as they are written in the file at `path`.

    Raises DossierError with the number of the first that lacks something, and what.
    """
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise DossierError("chosen_incomplete", where=path, found=path.name, missing=f"[[{kind}]]")
    for number, row in enumerate(rows, 1):
        for name, has_form in FIELDS[kind].items():
            if not has_form(row.get(name)):
                raise DossierError("chosen_incomplete", where=path, found=f"{kind} {number}", missing=name)
    return rows


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _are_some_texts(value: object) -> bool:
    return _are_texts(value) and bool(value)


def _are_groups(value: object) -> bool:
    return isinstance(value, list) and all(map(_are_texts, value))


def _are_sides(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(side, dict)
        and _is_text(side.get("bron"))
        and _are_texts(side.get("zinnen"))
        and isinstance(side.get("van", ""), str)
        for side in value
    )


def _are_parts(value: object) -> bool:
    return (isinstance(value, list) and bool(value)) and all(
        isinstance(part, dict) and isinstance(part.get("kop", ""), str) and _are_some_texts(part.get("zinnen"))
        for part in value
    )


# A case that nobody tells is never found; all else may be empty, but not missing.
FIELDS: Mapping[str, Mapping[str, Callable[[object], bool]]] = {
    CASE: {
        "titel": _is_text,
        "eerst": _are_texts,
        "lijkt_op": _are_texts,
        "aanraden": _are_texts,
        "bespreken": _are_texts,
        "verteld": _are_some_texts,
    },
    SUBJECT: {
        "namen": _are_some_texts,
        "vragen": _are_texts,
        "zelfde": _are_groups,
        "anders": _are_groups,
        "kant": _are_sides,
    },
    OUTLINE: {
        "titel": _is_text,
        "vragen": _are_some_texts,
        "deel": _are_parts,
        "geheel": lambda value: value in (None, False, True),
        "oordeel": lambda value: value in (None, False, True),
    },
}


def choose(written: Written, dossiers: Sequence[Pieces]) -> Chosen:
    """Return what the editors chose with the places that its words lead to; words that lead nowhere are left out."""
    finders = make_finders(dossiers)
    chosen = Chosen(
        tuple(_case(row, finders) for row in written.cases),
        tuple(_subject(row, finders) for row in written.subjects),
        tuple(_outline(row, finders) for row in written.outlines),
    )
    return chosen.moved(tuple)


def make_finders(dossiers: Sequence[Pieces]) -> dict[str, Finder]:
    """Return by source what finds its sentences and rows."""
    return {pieces.passages[0].source_id: Finder(list(text_places(pieces))) for pieces in dossiers if pieces.passages}


def written_places(written: Written) -> list[str]:
    """Return every place as it is written, for a check that each leads somewhere."""
    case_fields = ("eerst", "lijkt_op", "aanraden", "bespreken")
    found = [words for row in written.cases for name in case_fields for words in row[name]]
    found += [words for row in written.outlines for part in row["deel"] for words in part["zinnen"]]
    for row in written.subjects:
        found += [f"{side['bron']}{BAR}{words}" for side in row["kant"] for words in side["zinnen"]]
        found += [words for pair in (*row["zelfde"], *row["anders"]) for words in pair]
    return found


def find_place(words: str, finders: Finders) -> Place | None:
    """Return the place that `words` ("source | first words") lead to, None where they lead nowhere."""
    source_id, _, beginning = words.partition(BAR)
    finder = finders.get(source_id)
    return finder.place(clean(beginning)) if finder else None


def _places(written: Sequence[str], finders: Finders) -> tuple[Place, ...]:
    return tuple(place for words in written if (place := find_place(words, finders)))


def _case(row: Mapping[str, Any], finders: Finders) -> Case:
    return Case(
        title=row["titel"],
        first=_places(row["eerst"], finders),
        like=_places(row["lijkt_op"], finders),
        advise=_places(row["aanraden"], finders),
        discuss=_places(row["bespreken"], finders),
        tellings=tuple(map(clean, row["verteld"])),
    )


def _subject(row: Mapping[str, Any], finders: Finders) -> Subject:
    sides = tuple(
        SubjectSide(
            side["bron"], side.get("van", ""), _places([f"{side['bron']}{BAR}{w}" for w in side["zinnen"]], finders)
        )
        for side in row["kant"]
    )
    return Subject(
        names=tuple(row["namen"]),
        sides=sides,
        same=tuple(_places(pair, finders) for pair in row["zelfde"]),
        differ=tuple(_places(pair, finders) for pair in row["anders"]),
        questions=tuple(map(clean, row["vragen"])),
    )


def _outline(row: Mapping[str, Any], finders: Finders) -> Outline:
    parts = tuple(OutlinePart(part.get("kop", ""), _places(part["zinnen"], finders)) for part in row["deel"])
    questions = tuple(map(clean, row["vragen"]))
    return Outline(row["titel"], parts, questions, bool(row.get("geheel")), bool(row.get("oordeel")))
