"""Tune the last layers of the embedding model to the library.

Run `python -m evals.tune_encoder --out rag/data/e5_tuned.npz`. It needs torch (docs/embedding.md: how to install it)
and reads `corpus/` only: no index, no vectors, no evaluation cases.
"""

import argparse
import sys
from collections.abc import Mapping
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from evals.tune_export import narrow, read_arrays, widen, write_tuning
from evals.tune_hits import hit_rates
from evals.tune_samples import BATCH, Samples, batches, leave_out, make_samples
from ingest.corpus import read_corpus
from ingest.cut import cut_corpus
from rag.e5_tuned import ID_CHARACTERS, read_tuning
from rag.e5_weights import Weights, check_weights, find_weights, read_weights
from rag.embedding import PASSAGE_PREFIX, QUERY_PREFIX
from rag.settings import CORPUS_DIR

FIRST_LAYER = 8
SEED = 20120229


def main(arguments: list[str] | None = None) -> int:
    """Tune, print what questions left out find before and after, and write the file."""
    options = _read_options(arguments)
    if find_spec("torch") is None:
        print("torch is not installed: see 'The tuned layers' in docs/embedding.md", file=sys.stderr)
        return 2
    check_weights(find_weights())
    weights, random = read_weights(find_weights()), np.random.default_rng(options.seed)
    samples = read_samples(options.corpus, options.source)
    learnt, out = leave_out(samples, options.hold_out, random)
    steps = options.steps or max(1, int(options.rounds * len(learnt) / BATCH))
    print(f"{len(learnt)} questions to learn from, {len(out)} left out, {len(samples.said)} sentences and rows")
    start = read_arrays(options.start) if options.start else None
    write_tuning(options.out, _tune(samples, (learnt, out), weights, steps, random, start))
    digest = read_tuning(weights.shape, options.out).digest
    print(f"{options.out}: {options.out.stat().st_size} bytes, tuning {digest[:ID_CHARACTERS]}")
    return 0


def read_samples(corpus_dir: Path, source_id: str = "") -> Samples:
    """Return what the library in `corpus_dir` gives to learn from, or one source of it; cases and subjects go along."""
    corpus = read_corpus(corpus_dir)
    sources = tuple(source for source in corpus.sources if source_id in ("", source.id))
    return make_samples(cut_corpus(replace(corpus, sources=sources)).pieces)


def _read_options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evals.tune_encoder", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, required=True, help="file to write; rag/data/e5_tuned.npz is what ships")
    parser.add_argument("--corpus", type=Path, default=CORPUS_DIR, help="folder of the library")
    parser.add_argument("--source", default="", help="learn from this source only (for a try)")
    parser.add_argument("--hold-out", type=float, default=0.04, help="share of the pointers to leave out (0.04)")
    parser.add_argument("--rounds", type=float, default=2.0, help="how often each question is learnt from (2)")
    parser.add_argument("--steps", type=int, default=0, help=f"steps of {BATCH} questions, instead of rounds")
    parser.add_argument("--start", type=Path, help="an earlier tuning to go on from, instead of the model as it is")
    parser.add_argument("--seed", type=int, default=SEED)
    return parser.parse_args(arguments)


def _tune(
    samples: Samples,
    parts: tuple[list[int], list[int]],
    weights: Weights,
    steps: int,
    random: np.random.Generator,
    start: Mapping[str, Any] | None,
) -> Mapping[str, Any]:
    """Return what is written, after training on the first of `parts` and measuring on the second."""
    import torch

    from evals.tune_network import encode_all, read_layer, states_before
    from evals.tune_train import Trained, train

    torch.manual_seed(int(random.integers(2**31)))
    learnt, out = parts
    layers = range(FIRST_LAYER, weights.shape.layers)
    asked = [QUERY_PREFIX + question.text for question in samples.questions]
    said = [PASSAGE_PREFIX + text for text in samples.said]
    print("computing the layers that stay as they are", flush=True)
    states = (states_before(asked, weights, FIRST_LAYER), states_before(said, weights, FIRST_LAYER))
    values = {name: value for layer in layers for name, value in read_layer(weights, layer).items()}
    plain = {name: value.numpy().copy() for name, value in values.items()}

    def measure(name: str, by: Mapping[str, torch.Tensor]) -> None:
        if out:
            vectors = (encode_all(part, by, layers, weights.shape) for part in states)
            print(f"{name}: {hit_rates(samples, out, learnt, *vectors).line()}", flush=True)

    measure("as the model is", values)
    if start is not None:
        values |= {name: torch.from_numpy(value) for name, value in widen(start, plain, layers).items()}
        measure("as it starts", values)
    network = Trained(values, layers, weights.shape, *states)
    train(network, batches(samples, learnt, random), steps, lambda line: print(line, flush=True))
    measure("trained", values)
    written = narrow({name: value.numpy() for name, value in values.items()}, plain, layers)
    rebuilt = widen(written, plain, layers)
    measure("as written", {name: torch.from_numpy(value) for name, value in rebuilt.items()})
    return written


if __name__ == "__main__":
    sys.exit(main())
