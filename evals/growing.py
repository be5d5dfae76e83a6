"""Open what growing trees on hand-made cases needs: the library to ask, the cases by file, each question understood."""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evals.cases import CASES_DIR, read_cases
from evals.records import Case
from rag.embedding import Both, Embedder, load_embedder
from rag.library import Library, open_library
from rag.query import Query
from rag.settings import Settings
from rag.understand import understand
from rag.vocabulary import make_vocabulary

DATA = Path(__file__).resolve().parent.parent / "rag" / "data"


@dataclass(frozen=True, eq=False)
class Bench:
    """What cases are asked on while trees are grown."""

    library: Library
    embedder: Embedder


def open_bench(description: str | None, trees: str) -> tuple[Bench, Path]:
    """Read the command line; return the bench of its index and where to write: `trees` in rag/data by default."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--data", type=Path, required=True, help="data folder with an index of the shipped library")
    parser.add_argument("--target", type=Path, default=DATA / trees)
    chosen = parser.parse_args()
    return load_bench(chosen.data), chosen.target


def load_bench(data_dir: Path) -> Bench:
    """Return the index in `data_dir`, opened, and what embeds the questions put to it."""
    settings = Settings(data_dir=data_dir)
    embedder = load_embedder(settings.embedding)
    return Bench(open_library(settings, embedder), embedder)


def read_by_file() -> Iterator[tuple[str, Case]]:
    """Yield every hand-made case with the name of its file."""
    for path in sorted(CASES_DIR.glob("*.jsonl")):
        for case in read_cases([path]):
            yield path.stem, case


def understand_case(case: Case, bench: Bench) -> tuple[Query, Both]:
    """Return the question of `case` as the adviser understands it, and its vectors."""
    query = understand(case.question, case.history, case.sources, bench.library, make_vocabulary(bench.library))
    return query, bench.embedder.embed_asked([query.focus])
