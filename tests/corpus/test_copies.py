"""Nothing of the originals that belongs to others stands in the repository: no sentences, no addresses, no numbers."""

import subprocess
import sys

import pytest

from tests.corpus.originals import EMAIL, PHONE, REPOSITORY, SHARED, needs_originals

VERBATIM = SHARED / "tools" / "verbatim.py"
TEXT_SUFFIXES = frozenset(
    [
        "",
        ".cfg",
        ".css",
        ".csv",
        ".html",
        ".js",
        ".json",
        ".jsonl",
        ".md",
        ".py",
        ".sh",
        ".toml",
        ".txt",
        ".yaml",
        ".yml",
    ]
)
# Addresses that belong to nobody (RFC 2606), for tests that need one.
NOBODY = ("example.com", "example.org", "example.net", ".example", ".invalid", ".test")


def text_files():
    """Yield the text files of the repository; folders that begin with a dot, other than .ci, are made by tools."""
    for path in sorted(REPOSITORY.rglob("*")):
        parts = path.relative_to(REPOSITORY).parts
        hidden = any(part.startswith(".") and part != ".ci" for part in parts[:-1])
        if path.is_file() and not hidden and "__pycache__" not in parts and path.suffix in TEXT_SUFFIXES:
            yield path


def test_no_contact_details_anywhere():
    """No e-mail address and no telephone number stands in any text file."""
    found = []
    for path in text_files():
        text = path.read_text(encoding="utf-8", errors="replace")
        addresses = [each for each in EMAIL.findall(text) if not each.endswith(NOBODY)]
        found += [f"{path.relative_to(REPOSITORY)}: {each}" for each in [*addresses, *PHONE.findall(text)]]
    assert not found


@needs_originals
@pytest.mark.skipif(not VERBATIM.is_file(), reason="../shared/tools/verbatim.py does not exist")
def test_no_sentence_of_an_original():
    """No run of twelve words of an original stands in the repository, tables and listed works aside."""
    run = subprocess.run([sys.executable, VERBATIM, str(REPOSITORY)], capture_output=True, text=True, check=False)
    assert run.returncode in (0, 1), run.stderr
    assert not run.stdout
