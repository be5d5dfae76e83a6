"""Read the labelled pairs: a claim, the passages it is said to rest on, and whether it does."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.labelled import EVIDENCE, LABELLED_DIR, SENTENCES, SUPPORTED, make_passage
from ingest.corpus import SOURCES_FILE, read_sources_file
from rag.check_lexicon import Lexicon, make_lexicon
from rag.records import Passage

PAIRS = "pairs.jsonl"
CORPUS_DIR = Path(__file__).resolve().parent.parent / "corpus"


@dataclass(frozen=True)
class Pair:
    """A claim, the passages it is said to rest on, and whether it does; `kind` says what was falsified.

    `held_out` is True for antonyms kept out of the lexicon, None where that does not apply.
    """

    id: str
    claim: str
    passages: tuple[Passage, ...]
    supported: bool
    kind: str
    split: str
    shared: float = 0.0
    held_out: bool | None = None
    base: str = ""

    @property
    def cluster(self) -> str:
        """Return the section the pair belongs to; sections are resampled whole."""
        return "/".join((self.passages[0].source_id, *self.passages[0].section))


def read_pairs(folder: Path = LABELLED_DIR) -> tuple[Pair, ...]:
    """Return the labelled pairs and, as split 'hand', the sentences labelled by hand."""
    passages = read_passages(folder / EVIDENCE)
    found = []
    for name, split in ((PAIRS, ""), (SENTENCES, "hand")):
        for line in (folder / name).read_text(encoding="utf-8").splitlines():
            data = json.loads(line)
            found.append(
                Pair(
                    data["id"],
                    data["claim"],
                    tuple(passages[passage_id] for passage_id in data["evidence"]),
                    data["label"] == SUPPORTED,
                    data["kind"],
                    split or data["split"],
                    data.get("shared", 0.0),
                    data.get("held_out"),
                    data.get("base", ""),
                )
            )
    return tuple(found)


def read_passages(path: Path) -> dict[str, Passage]:
    """Return the passages as they stood when the pairs were labelled, by id."""
    return {
        passage.id: passage
        for passage in map(make_passage, map(json.loads, path.read_text(encoding="utf-8").splitlines()))
    }


def labelled_lexicon(pairs: Sequence[Pair]) -> Lexicon:
    """Return the lexicon with the names of the library's sources and of the labelled evidence."""
    passages = {passage for pair in pairs for passage in pair.passages}
    return make_lexicon(read_sources_file(CORPUS_DIR / SOURCES_FILE), sorted(passages, key=lambda passage: passage.id))
