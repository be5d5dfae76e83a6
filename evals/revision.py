"""Name the commit a report belongs to, read from the files of the repository."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHORT = 7
NONE = "los"  # Dutch: loose, not from a repository


def read_revision(root: Path = ROOT) -> str:
    """Return the short id of the commit checked out in `root`, or 'los' outside a repository."""
    folder = root / ".git"
    try:
        if folder.is_file():  # a worktree: the file points to the real folder
            folder = (root / folder.read_text(encoding="utf-8").removeprefix("gitdir:").strip()).resolve()
        head = (folder / "HEAD").read_text(encoding="utf-8").strip()
        if not head.startswith("ref: "):
            return head[:SHORT]
        return _resolve(folder, head.removeprefix("ref: "))[:SHORT] or NONE
    except OSError:
        return NONE


def _resolve(folder: Path, reference: str) -> str:
    shared = folder / "commondir"
    base = (folder / shared.read_text(encoding="utf-8").strip()).resolve() if shared.is_file() else folder
    loose = base / reference
    if loose.is_file():
        return loose.read_text(encoding="utf-8").strip()
    for line in (base / "packed-refs").read_text(encoding="utf-8").splitlines():
        if line.endswith(f" {reference}"):
            return line.split(" ")[0]
    return ""
