"""Let people label the sentences of a run: write a sheet, read it back, and see how the checker agrees with them.

The sheet is a CSV that a spreadsheet opens. Two people may fill it in (`label`, `label2`); the checker's own verdict is
not in it, so that it does not lead them.
"""

import csv
import hashlib
from collections.abc import Sequence
from pathlib import Path

from evals.labelled import Labelled
from evals.metrics.faithfulness import EXACT
from evals.records import CheckedSentence, Outcome
from rag.errors import UsageError
from rag.library import Library

HEADS = ("id", "vraag", "zin", "bewijs", "passages", "label", "label2", "soort", "reden")
YES, NO = frozenset({"ja", "j", "1", "gedekt"}), frozenset({"nee", "n", "0", "niet gedekt"})
# Free sentences come first, because only they need judgement; word-for-word ones fill the sheet up to this size.
SHEET_SIZE = 150


def write_sheet(path: Path, outcomes: Sequence[Outcome]) -> int:
    """Write the sheet and return how many sentences it holds; the same run gives the same sheet."""
    lines = [(outcome, number) for outcome in outcomes for number in range(len(outcome.sentences))]
    lines.sort(key=_order)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADS)
        writer.writerows(_row(outcome, number) for outcome, number in lines[:SHEET_SIZE])
    return min(len(lines), SHEET_SIZE)


def read_sheet(path: Path, library: Library) -> tuple[Labelled, ...]:
    """Return the sentences of a sheet that have a label.

    Raises UsageError `labelled_invalid` with the line, for a label that is not ja or nee and for an unknown passage.
    """
    found = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, delimiter=";")
            for row in rows:
                where = f"{path.name}:{rows.line_num}"
                label = _read_label(row.get("label"), where)
                if label is not None:
                    found.append(_read_row(row, label, library, where))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("labelled_invalid", where=path, reason=error) from None
    return tuple(found)


def _order(line: tuple[Outcome, int]) -> tuple[bool, str]:
    outcome, number = line
    key = hashlib.sha256(f"{outcome.case.id}#{number}".encode()).hexdigest()
    return outcome.sentences[number].support in EXACT, key


def _row(outcome: Outcome, number: int) -> list[str]:
    sentence: CheckedSentence = outcome.sentences[number]
    cited = [citation for citation in outcome.citations if citation.n in sentence.citations]
    # on one line, so that a line of the spreadsheet is a line of the file
    quotes = " / ".join(" ".join(citation.quote.split()) for citation in cited)
    passages = " ".join(dict.fromkeys(citation.passage_id for citation in cited))
    question = outcome.standalone or outcome.case.question
    return [f"{outcome.case.id}#{number}", question, " ".join(sentence.text.split()), quotes, passages, "", "", "", ""]


def _read_label(text: str | None, where: str) -> bool | None:
    word = (text or "").strip().lower()
    if word not in YES | NO | {""}:
        raise UsageError("labelled_invalid", where=where, reason=f"label {word!r}; ja / nee")
    return None if not word else word in YES


def _read_row(row: dict[str, str], label: bool, library: Library, where: str) -> Labelled:
    ids = (row.get("passages") or "").split()
    unknown = [passage for passage in ids if passage not in library.passage_by_id]
    if unknown or not row.get("zin"):
        raise UsageError("labelled_invalid", where=where, reason=f"passages {' '.join(unknown) or '-'}")
    return Labelled(
        id=row.get("id") or where,
        sentence=row["zin"],
        passages=tuple(library.passage_by_id[passage] for passage in ids),
        supported=label,
        kind=row.get("soort") or "-",
        reason=row.get("reden") or "",
        second=_read_label(row.get("label2"), where),
    )
