"""The original texts, for the tests that may read them: they stand outside the repository and stay there."""

import hashlib
import re
from functools import lru_cache
from pathlib import Path

import pytest

from ingest.corpus import read_sources_file
from rag.text import fold

REPOSITORY = Path(__file__).resolve().parents[2]
SHARED = REPOSITORY.parent / "shared"
ORIGINALS = SHARED / "originals"
CORPUS = REPOSITORY / "corpus"

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# A number that starts with 0 or +, of ten digits or more, spaces and hyphens between them: a telephone or fax number.
PHONE = re.compile(r"(?<![\w.,/=&-])(?:\+\d{2}|0)(?:[ ()-]{0,2}\d){9,12}(?![\w.])")
CONTACT = re.compile(r"^[TF] \+.*$", re.MULTILINE)
URL = re.compile(r"<?https?://\S+")
TAG = re.compile(r"<[^>]+>")

needs_originals = pytest.mark.skipif(
    not ORIGINALS.is_dir(), reason="the original documents are not here: ../shared/originals does not exist"
)


@lru_cache
def original_text(source_id: str) -> str:
    """Return the text of an original, found by the hash that sources.toml gives for it."""
    wanted = {source.id: source.sha256 for source in read_sources_file(CORPUS / "sources.toml")}[source_id]
    for path in sorted(ORIGINALS.glob("*.txt")):
        if hashlib.sha256(path.read_bytes()).hexdigest() == wanted:
            return path.read_text(encoding="utf-8")
    raise AssertionError(f"no file in {ORIGINALS} has the sha256 of {source_id}")


def original_lines(source_id: str) -> list[str]:
    """Return the lines of an original."""
    return original_text(source_id).split("\n")


def without_contacts(text: str) -> str:
    """Return `text` without e-mail addresses, telephone numbers, web addresses and markup."""
    for pattern in (EMAIL, CONTACT, URL, TAG):
        text = pattern.sub(" ", text)
    return PHONE.sub(" ", text)


def bare(text: str) -> str:
    """Return the folded words of `text`, without markup and punctuation, joined by one space."""
    return " ".join(re.findall(r"[^\W_]+", fold(TAG.sub(" ", text))))


def rows_after(source_id: str, marker: str) -> list[list[str]]:
    """Return the tab-separated rows between the line that starts with `marker` and the first other line."""
    lines = original_lines(source_id)
    start = next(number for number, line in enumerate(lines) if line.startswith(marker))
    found: list[list[str]] = []
    for line in lines[start + 1 :]:
        if "\t" in line:
            found.append([cell.strip() for cell in line.split("\t")])
        elif found and line.strip():
            break
    return found


def block(source_id: str, first: str, last: str) -> list[str]:
    """Return the non-empty lines after the one that starts with `first`, up to the next that starts with `last`."""
    lines = [line.strip() for line in original_lines(source_id)]
    start = next(number for number, line in enumerate(lines) if line.startswith(first)) + 1
    end = next(number for number in range(start, len(lines)) if lines[number].startswith(last))
    return [line for line in lines[start:end] if line]


def bullets(cell: str) -> list[str]:
    """Return the items of a cell or line that was marked up as a list."""
    items = re.findall(r"<li>(.*?)</li>", cell)
    return [TAG.sub("", item).strip(" •") for item in items]
