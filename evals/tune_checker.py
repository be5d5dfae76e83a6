"""Train a network that judges claims by their words, on written claims, and measure it on claims it never saw.

Run `python -m evals.tune_checker` (docs/checker.md: what it brings, how to install torch). It learns from
`evals/labelled/train.jsonl` and claims made by rule. Of the sealed part and of the sentences labelled by hand nothing
is used but which sections are sealed.
"""

import argparse
import random
import sys
from collections.abc import Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.checker_report import auroc
from evals.entail_evidence import units_of
from evals.entail_examples import Example, copied_examples, made_examples, pair_example, written_examples
from evals.entail_made import read_wording
from evals.entail_prior import claim_priors
from evals.near_verbatim import near_pairs
from evals.pairs import Pair, read_pairs
from evals.train_pairs import TrainItem, read_train_items
from ingest.corpus import read_corpus
from ingest.cut import cut_corpus
from rag.embedding import load_embedder
from rag.records import Passage
from rag.settings import CORPUS_DIR
from rag.word_vectors import WordEmbed, word_embed

SEED = 20071121
AT_ONCE = 256


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, print after every round what it brings, and write the values."""
    options = _read_options(arguments)
    if find_spec("torch") is None:
        print("torch is not installed: see docs/checker.md", file=sys.stderr)
        return 2
    words = word_embed(load_embedder())
    assert words is not None, "the engine gives no word vectors"
    everything = read_pairs()
    dev = [pair for pair in everything if pair.split == "dev"]
    pairs = dev + near_pairs(dev)
    learnt = make_examples(read_train_items(), free_passages(everything), words, options.seed)
    _embed(words, [text for pair in pairs for text in (pair.claim, *(u for p in pair.passages for u in units_of(p)))])
    measured = [pair_example(pair, words) for pair in pairs]
    print(f"{len(learnt)} examples, {sum(e.supported for e in learnt)} true; {len(measured)} pairs to measure on")
    _train(learnt, measured, words, options)
    return 0


def free_passages(pairs: Sequence[Pair]) -> list[Passage]:
    """Return the passages of the library in sections that no labelled pair, sealed or dev, is about."""
    taken = {(p.source_id, *p.section) for pair in pairs if pair.split in ("sealed", "dev") for p in pair.passages}
    found = cut_corpus(read_corpus(CORPUS_DIR)).pieces.passages
    return [passage for passage in found if (passage.source_id, *passage.section) not in taken]


def make_examples(items: Sequence[TrainItem], free: Sequence[Passage], words: WordEmbed, seed: int) -> list[Example]:
    """Return what is learnt from, with how the wording of each claim alone gives it away."""
    passages = {passage for item in items for passage in item.passages}
    _embed(words, [unit for passage in passages for unit in units_of(passage)])
    _embed(words, [claim.claim for item in items for claim in item.claims])
    draw, wording = random.Random(seed), read_wording()
    found = written_examples(items, words, draw)
    found += made_examples(items, words, wording, draw)
    found += copied_examples(free, wording, draw)
    _embed(words, [text for example in found for text in (example.claim, *example.evidence)])
    truth = np.array([example.supported for example in found])
    priors = claim_priors(
        np.array([vector.text for vector in words([example.claim for example in found])], dtype=np.float64),
        truth,
        np.array([example.weight for example in found]),
        [example.group for example in found],
    )
    print(f"by its wording alone: AUROC {auroc(priors, truth):.3f}")
    return [replace(example, prior=float(prior)) for example, prior in zip(found, priors, strict=True)]


def _embed(words: WordEmbed, texts: Sequence[str]) -> None:
    """Have `words` read texts it will be asked for, of like length together."""
    known = sorted(set(texts), key=len)
    for start in range(0, len(known), AT_ONCE):
        words(known[start : start + AT_ONCE])


def _train(
    learnt: Sequence[Example], measured: Sequence[Example], words: WordEmbed, options: argparse.Namespace
) -> None:
    import torch

    from evals.entail_network import Values, read_examples, score_all, train

    torch.manual_seed(options.seed)
    unseen = read_examples(measured, words)

    def report(number: int, values: Values) -> None:
        print(f"round {number}: " + " ".join(_areas(measured, score_all(unseen, values))), flush=True)

    values = train(read_examples(learnt, words), random.Random(options.seed), report)
    if options.out:
        written = {
            name: value.numpy().astype(np.float16 if value.ndim > 1 else np.float32) for name, value in values.items()
        }
        with options.out.open("wb") as file:
            np.savez(file, **dict(sorted(written.items())))
        print(f"{options.out}: {options.out.stat().st_size} bytes")


def _areas(measured: Sequence[Example], scores: NDArray[np.float64]) -> list[str]:
    """Return the AUROC on the dev pairs in all and by kind of error, and on the sentences made from them by rule."""
    truth = np.array([example.supported for example in measured])
    kinds = np.array([example.kind for example in measured])
    made = np.array([example.group.startswith("near ") for example in measured])
    found = [f"dev {auroc(scores[~made], truth[~made]):.3f}", f"near {auroc(scores[made], truth[made]):.3f};"]
    for kind in sorted(set(kinds[~made & ~truth])):
        rows = ~made & (truth | (kinds == kind))
        found.append(f"{kind} {auroc(scores[rows], truth[rows]):.2f}")
    return found


def _read_options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evals.tune_checker", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, help="keep the values here (.npz)")
    parser.add_argument("--seed", type=int, default=SEED)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
