"""Tune the last layers of the embedding model to the library.

Run `python -m evals.tune_encoder --out rag/data/e5_tuned.npz`. It needs torch (docs/embedding.md: how to install it)
and reads `corpus/`; with `--cases` also an index and the hand-made cases that lie open, never those of SEALED.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from evals.growing import load_bench, read_by_file
from evals.tune_cases import AskedCase, case_steps, read_asked
from evals.tune_export import narrow, read_arrays, widen, write_tuning
from evals.tune_hits import case_line, hit_rates
from evals.tune_samples import BATCH, Samples, batches, leave_out, make_samples
from ingest.corpus import read_corpus
from ingest.cut import cut_corpus
from rag.e5_tuned import ID_CHARACTERS, read_tuning
from rag.e5_weights import Weights, check_weights, find_weights, read_weights
from rag.embedding import PASSAGE_PREFIX, QUERY_PREFIX, Vectors
from rag.settings import CORPUS_DIR

if TYPE_CHECKING:
    from evals.tune_network import States
    from evals.tune_train import Trained

FIRST_LAYER = 8
SEED = 20120229
RATE = 5e-5


@dataclass(frozen=True)
class Lesson:
    """What is learnt from and how long: questions of the library by number, those left out, cases, steps and rate."""

    samples: Samples
    learnt: Sequence[int]
    out: Sequence[int]
    cases: Sequence[AskedCase]
    steps: int
    rate: float


def main(arguments: list[str] | None = None) -> int:
    """Tune, print what questions left out find before and after, and write the file."""
    options = _read_options(arguments)
    if find_spec("torch") is None:
        print("torch is not installed: see 'The tuned layers' in docs/embedding.md", file=sys.stderr)
        return 2
    check_weights(find_weights())
    weights, random = read_weights(find_weights()), np.random.default_rng(options.seed)
    samples = read_samples(options.corpus, options.source)
    try:
        cases = read_asked(read_by_file(), load_bench(options.cases), samples) if options.cases else ()
    except ValueError as error:
        print(f"{options.cases}: {error}", file=sys.stderr)
        return 2
    learnt, out = leave_out(samples, 0.0 if cases else options.hold_out, random)
    steps = options.steps or max(1, int(options.rounds * len(learnt) / BATCH))
    print(f"{len(learnt)} questions to learn from, {len(out)} left out, {len(samples.said)} sentences and rows")
    start = read_arrays(options.start) if options.start else None
    lesson = Lesson(samples, learnt, out, cases, steps, options.rate)
    write_tuning(options.out, _tune(lesson, weights, random, start))
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
    parser.add_argument("--cases", type=Path, help="data folder with an index: learn from the open cases as well")
    parser.add_argument("--rate", type=float, default=RATE, help=f"rate of learning ({RATE})")
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args(arguments)
    if options.cases and options.source:
        parser.error("--cases are asked of the whole library; leave --source out")
    return options


def _tune(
    lesson: Lesson, weights: Weights, random: np.random.Generator, start: Mapping[str, Any] | None
) -> Mapping[str, Any]:
    """Return what is written, after training, with what is found at every stage printed."""
    import torch

    from evals.tune_case_train import both_losses
    from evals.tune_network import read_layer, states_before
    from evals.tune_train import Trained, library_loss, train

    torch.manual_seed(int(random.integers(2**31)))
    samples, cases = lesson.samples, lesson.cases
    layers = range(FIRST_LAYER, weights.shape.layers)
    asked = [QUERY_PREFIX + question.text for question in samples.questions]
    said = [PASSAGE_PREFIX + text for text in samples.said]
    told = [QUERY_PREFIX + case.text for case in cases]
    print("computing the layers that stay as they are", flush=True)
    states = [states_before(texts, weights, FIRST_LAYER) if texts else [] for texts in (asked, said, told)]
    values = {name: value for layer in layers for name, value in read_layer(weights, layer).items()}
    plain = {name: value.numpy().copy() for name, value in values.items()}
    network = Trained(values, layers, weights.shape, *states[:2])

    def measure(name: str) -> None:
        if lesson.out or cases:
            print(f"{name}: {_found(lesson, network, states[2])}", flush=True)

    measure("as the model is")
    if start is not None:
        values |= {name: torch.from_numpy(value) for name, value in widen(start, plain, layers).items()}
        measure("as it starts")
    own = batches(samples, lesson.learnt, random)
    loss = both_losses(network, own, case_steps(cases, random), states[2]) if cases else library_loss(network, own)
    train(network, loss, lesson.steps, lesson.rate, lambda line: print(line, flush=True))
    measure("trained")
    written = narrow({name: value.numpy() for name, value in values.items()}, plain, layers)
    values |= {name: torch.from_numpy(value) for name, value in widen(written, plain, layers).items()}
    measure("as written")
    return written


def _found(lesson: Lesson, network: "Trained", told: "States") -> str:
    """Return what is found as `network` is: by the cases, or by the questions left out."""
    from evals.tune_network import encode_all

    def vectors(states: "States") -> Vectors:
        return encode_all(states, network.values, network.layers, network.shape)

    asked = vectors(network.asked)
    if lesson.cases:
        return case_line(lesson.cases, asked, vectors(told))
    return hit_rates(lesson.samples, lesson.out, lesson.learnt, asked, vectors(network.said)).line()


if __name__ == "__main__":
    sys.exit(main())
