"""Train the last layers of the encoder with InfoNCE (Van den Oord et al. 2018): tell its own from those of others.

Every question of a batch is to lie nearer to a sentence that answers it, and to another question for the same, than to
those of the other questions in the batch.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import monotonic

import torch
from torch.nn import functional

from evals.tune_network import States, encode
from evals.tune_samples import Batch
from rag.e5_weights import Shape

# How sharply the nearest is preferred, the ramp of the rate of learning, and what keeps the layers near their own.
TEMPERATURE = 0.03
RAMP_STEPS, LEAST_RATE = 50, 0.02
WEIGHT_DECAY, LONGEST_GRADIENT, DROPOUT = 0.01, 1.0, 0.1
# Texts of like length are computed together.
TOGETHER = 48
REPORT_EVERY = 40
APART = -1e4

Report = Callable[[str], None]
StepLoss = Callable[[int], torch.Tensor]


@dataclass(frozen=True, eq=False)
class Trained:
    """The layers that are trained: their values by name, which they are, and the states that go into the first."""

    values: dict[str, torch.Tensor]
    layers: range
    shape: Shape
    asked: States
    said: States


def library_loss(network: Trained, batches: Iterator[Batch]) -> StepLoss:
    """Return what gives the loss of a step on the questions of the library alone."""
    return lambda number: loss(next(batches), network)


def train(network: Trained, step_loss: StepLoss, steps: int, rate: float, report: Report) -> None:
    """Change the values of `network` in `steps` steps, each by what `step_loss` says of its number."""
    parameters = [value.requires_grad_() for value in network.values.values()]
    optimiser = torch.optim.AdamW(parameters, lr=rate, weight_decay=WEIGHT_DECAY)
    start, losses = monotonic(), list[float]()
    for step in range(steps):
        for group in optimiser.param_groups:
            group["lr"] = rate * min(1.0, (step + 1) / RAMP_STEPS) * max(LEAST_RATE, 1 - step / steps)
        value = step_loss(step)
        optimiser.zero_grad()
        value.backward()
        torch.nn.utils.clip_grad_norm_(parameters, LONGEST_GRADIENT)
        optimiser.step()
        losses.append(float(value.detach()))
        if (step + 1) % REPORT_EVERY == 0 or step + 1 == steps:
            recent = losses[-REPORT_EVERY:]
            report(f"step {step + 1} of {steps}: loss {sum(recent) / len(recent):.3f}, {monotonic() - start:.0f} s")
    for parameter in parameters:
        parameter.requires_grad_(False)


def loss(batch: Batch, network: Trained) -> torch.Tensor:
    """Return how badly the questions of a batch find their sentences, plus how badly they find their siblings."""
    states = [network.asked[number] for number in batch.questions]
    states += [network.said[row] for row in batch.said]
    states += [network.asked[number] for number in batch.siblings]
    asked, said, siblings = encode_mixed(states, network).split(len(batch.questions))
    own = torch.arange(len(asked))
    found = _similarity(asked, said, torch.from_numpy(batch.related))
    total = functional.cross_entropy(found, own)
    paired = torch.tensor([one != other for one, other in zip(batch.questions, batch.siblings, strict=True)])
    if paired.any():
        alike = _similarity(asked, siblings, torch.from_numpy(batch.akin))
        total = total + functional.cross_entropy(alike[paired], own[paired])
    return total


def _similarity(one: torch.Tensor, other: torch.Tensor, ignored: torch.Tensor) -> torch.Tensor:
    """Return the similarity of all pairs (n, n) by the temperature; the `ignored` ones count as far apart."""
    return (one @ other.T / TEMPERATURE).masked_fill(ignored, APART)


def encode_mixed(states: States, network: Trained) -> torch.Tensor:
    """Return the vectors of texts in their order, computed in groups of like length."""
    order = sorted(range(len(states)), key=lambda number: len(states[number]))
    groups = [order[start : start + TOGETHER] for start in range(0, len(order), TOGETHER)]
    parts = [
        encode([states[number] for number in group], network.values, network.layers, network.shape, DROPOUT)
        for group in groups
    ]
    return torch.cat(parts)[torch.argsort(torch.tensor(order))]
