"""Kill an indexing process at random moments, again and again: `python -m tests.ingest.kills 200 [late]`.

With `late` every kill falls after the embedding: while the new index is written, synced and swapped in.

After every kill the index must open, hold exactly the passages of one finished run, and find what is asked.
"""

import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from ingest.documents import Listener, index_documents
from ingest.stored import FOLDER
from rag.library import open_library
from rag.settings import Settings
from tests.ingest.fake_embedder import WordEmbedder

FILES, SENTENCES = 4, 60
ROOT = Path(__file__).resolve().parents[2]
READY, WRITING = "ready", "write"


def main(data: str, corpus: str, folder: str) -> None:
    """Index a folder, after saying that everything is loaded; this is the process that is killed."""
    settings = Settings(data_dir=Path(data), corpus_dir=Path(corpus))
    print(READY, flush=True)

    def progress(step: str, done: int, total: int) -> None:
        if (step, done) == (WRITING, 0):
            print(WRITING, flush=True)

    index_documents([Path(folder)], settings, WordEmbedder(), Listener(progress))


def write_version(folder: Path, version: int) -> None:
    """Write the documents of one version: every sentence names it, and every third version has a file less."""
    for number in range(FILES):
        path = folder / f"boek{number}.md"
        lines = [f"Zin {n} van boek {number} hoort bij versie {version}." for n in range(SENTENCES)]
        path.write_text(f"# Boek {number}\n\n## Deel\n\n" + "\n\n".join(lines), encoding="utf-8")
    if version % 3 == 0:
        path.unlink()


def start(settings: Settings, folder: Path) -> subprocess.Popen[str]:
    """Start the indexer and wait until it has loaded everything."""
    call = [sys.executable, "-m", "tests.ingest.kills", "child"]
    arguments = [str(settings.data_dir), str(settings.corpus_dir), str(folder)]
    process = subprocess.Popen([*call, *arguments], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert process.stdout is not None and process.stdout.readline().strip() == READY
    return process


def versions_answering(settings: Settings, embedder: WordEmbedder) -> set[str]:
    """Return the versions that the passages of the index speak of, after asking it something."""
    library = open_library(settings, embedder)
    vector = embedder.embed_queries(["Zin 3 van boek 1"])[0]
    assert library.store.search(vector, 5)
    texts = [passage.text for passage in library.passages]
    versions = {line.rsplit(" ", 1)[1] for text in texts for line in text.split("\n")}
    sentences = sum(text.count("hoort bij versie") for text in texts)
    assert sentences == SENTENCES * len({passage.source_id for passage in library.passages})
    return versions


def until_writing(process: subprocess.Popen[str]) -> None:
    """Wait until the process begins to write the new index."""
    assert process.stdout is not None and process.stdout.readline().strip() == WRITING


def run_kills(count: int, place: Path, seed: int = 7, late: bool = False) -> Counter[str]:
    """Kill the indexer `count` times; return how often the old and the new index answered afterwards."""
    chance = random.Random(seed)
    corpus, folder = place / "corpus", place / "boeken"
    corpus.mkdir(parents=True)
    folder.mkdir()
    (corpus / "sources.toml").write_text("", encoding="utf-8")
    settings, embedder = Settings(data_dir=place / "data", corpus_dir=corpus), WordEmbedder()
    write_version(folder, 1)
    start(settings, folder).wait()
    write_version(folder, 2)
    process = start(settings, folder)
    if late:
        until_writing(process)
    began = time.monotonic()
    process.wait()
    whole = time.monotonic() - began
    outcomes: Counter[str] = Counter()
    finished = {"2."}
    for number in range(count):
        write_version(folder, number + 3)
        process = start(settings, folder)
        if late:
            until_writing(process)
        time.sleep(chance.uniform(0.0, 1.1 * whole))
        process.send_signal(signal.SIGKILL)
        process.wait()
        found = versions_answering(settings, embedder)
        outcomes["new" if found == {f"{number + 3}."} else "old"] += 1
        assert found <= finished | {f"{number + 3}."} and len(found) == 1, (number, found, finished)
        finished = found
    index_documents([folder], settings, embedder, Listener(lambda step, done, total: None))
    assert versions_answering(settings, embedder) == {f"{count + 2}."}
    left = [path.name for path in settings.data_dir.rglob("*.tmp*") if FOLDER not in path.parts]
    assert not left, left
    return outcomes


if __name__ == "__main__":
    if sys.argv[1] == "child":
        main(*sys.argv[2:])
    else:
        where = Path(tempfile.mkdtemp())
        print(sys.argv[1], "kills:", dict(run_kills(int(sys.argv[1]), where, late="late" in sys.argv)))
        shutil.rmtree(where)
