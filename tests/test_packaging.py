"""Rules about what is installed and what the README says."""

import re
import subprocess
import sys
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize("package", ["rag", "ingest", "ui", "evals"])
def test_no_other_distribution_owns_our_package_names(package: str) -> None:
    assert set(packages_distributions().get(package, ["alliantiewijzer"])) <= {"alliantiewijzer"}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "requirements-eval.txt"])
def test_every_requirement_is_pinned_by_hash_and_torch_is_not_among_them(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    blocks = re.findall(r"^([a-z0-9][\w.-]*)==[^\n]*(?:\n[ ]+[^\n]*)*", text, flags=re.MULTILINE)
    assert len(blocks) > 10
    assert not {"torch", "triton"} & set(blocks)
    assert not [block for block in blocks if block.startswith("nvidia")]
    for match in re.finditer(r"^[a-z0-9][\w.-]*==[^\n]*(?:\n[ ]+[^\n]*)*", text, flags=re.MULTILINE):
        assert "--hash=sha256:" in match.group()


def test_every_file_the_readme_and_docs_name_exists() -> None:
    for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        named = set(
            re.findall(
                r"`((?:rag|ingest|ui|evals|corpus|tests|docs|prompts)/[\w./-]+\.\w+)`", page.read_text(encoding="utf-8")
            )
        )
        assert not [name for name in named if not (ROOT / name).exists() and "<" not in name], page.name


def test_the_wheel_holds_everything_that_is_read_at_run_time(tmp_path: Path) -> None:
    """An installed product answers and evaluates as a clone does; what runs wrote is left out."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    data = [
        path
        for folder in ("corpus", "prompts", "rag", "evals", "ui")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".md", ".toml", ".npz", ".txt", ".jsonl", ".json", ".css", ".js", ".svg"}
        and "reports" not in path.parts
    ]
    assert {path.name for path in data} >= {
        "thresholds.toml",
        "report.css",
        "hand.jsonl",
        "oordeel.txt",
        "embeddings.npz",
    }
    assert not {str(path.relative_to(ROOT)) for path in data} - held
    assert not [name for name in held if name.startswith("evals/reports/")]
