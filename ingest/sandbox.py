"""Have an untrusted document read by a child process that may use only so much time and memory."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.dossier import DossierTable, Part
from ingest.metadata import Metadata
from rag.errors import DocumentError

WALL_SECONDS = 90
MAX_FILE = 100 * 1024 * 1024
MAX_TEXT_FILE = 20 * 1024 * 1024  # some 3,000 pages of plain text
MAX_ANSWER = 256 * 1024 * 1024
TEXT_FORMATS = ("markdown", "tekst", "webpagina")
PROJECT = Path(__file__).resolve().parent.parent
KILLED_FOR_TIME = (-9, -24)  # SIGKILL, SIGXCPU


@dataclass(frozen=True)
class Extract:
    """What a document holds: its parts, what it says of itself, its pages and what the user should know."""

    metadata: Metadata
    parts: tuple[Part, ...]
    pages: int | None
    remarks: tuple[str, ...]


def check_size(path: Path, form: str) -> None:
    """Raise DocumentError for a file that is empty or too large to try."""
    size, limit = path.stat().st_size, MAX_TEXT_FILE if form in TEXT_FORMATS else MAX_FILE
    if size == 0:
        raise DocumentError("document_empty")
    if size > limit:
        raise DocumentError("document_too_large", megabytes=round(size / 1024 / 1024), limit=limit // 1024 // 1024)


def extract(path: Path, form: str) -> Extract:
    """Read the document at `path`; raises DocumentError where that cannot be done within the limits."""
    check_size(path, form)
    answer = _ask_child(path, form)
    if "error" in answer:
        raise DocumentError(answer["error"], **{"reason": "", **answer["values"]})
    metadata = Metadata(answer["title"], tuple(answer["authors"]), answer["year"])
    parts = tuple(part_of(row) for row in answer["parts"])
    return Extract(metadata, parts, answer["pages"], tuple(answer["remarks"]))


def part_of(row: dict[str, Any]) -> Part:
    """Return the part that `dataclasses.asdict` took apart."""
    texts = {
        name: tuple(row[name]) for name in ("section", "paragraphs", "notes", "questions", "kinds", "themes", "phases")
    }
    tables = tuple(
        DossierTable(
            table["caption"],
            tuple(table["columns"]),
            tuple(tuple(tuple(cell) for cell in cells) for cells in table["rows"]),
            table["is_list"],
        )
        for table in row["tables"]
    )
    return Part(line=row["line"], tables=tables, page=row["page"], **texts)


def _ask_child(path: Path, form: str) -> dict[str, Any]:
    """Run the child on a file and return its answer."""
    environment = {"PATH": os.defpath, "PYTHONPATH": str(PROJECT), "PYTHONIOENCODING": "utf-8", "OMP_NUM_THREADS": "1"}
    with path.open("rb") as file:
        try:
            done = subprocess.run(
                [sys.executable, "-m", "ingest.child", form],
                stdin=file,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
                timeout=WALL_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise DocumentError("document_slow", seconds=WALL_SECONDS) from None
    if done.returncode in KILLED_FOR_TIME:
        raise DocumentError("document_slow", seconds=WALL_SECONDS)
    if done.returncode or len(done.stdout) > MAX_ANSWER:
        raise DocumentError("document_damaged", reason=f"status {done.returncode}")
    answered: dict[str, Any] = json.loads(done.stdout)
    return answered
