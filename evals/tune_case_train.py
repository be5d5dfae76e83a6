"""Train on cases beside the library: a question is to lie nearer to a pointer that says all than to those that do not.

The loss is the cross-entropy of the whole pointer among the wrong ones near it (InfoNCE with hard negatives; Xiong et
al. 2021, arXiv 2007.00808, for negatives by vectors of a while ago).
"""

from collections.abc import Iterator, Sequence

import torch
from torch.nn import functional

from evals.tune_cases import CaseStep
from evals.tune_network import States, encode_all
from evals.tune_samples import Batch
from evals.tune_train import TEMPERATURE, StepLoss, Trained, encode_mixed, loss

# What the library counts for beside the cases; without it the questions nobody asked of yet would drift.
LIBRARY_WEIGHT = 0.5
# After how many steps the vectors of all questions are computed anew; a minute each time.
RENEW_EVERY = 200


def both_losses(
    network: Trained, batches: Iterator[Batch], steps: Iterator[tuple[CaseStep, ...]], cases: States
) -> StepLoss:
    """Return what gives the loss of a step; `cases` are the states of their questions."""
    stale = [torch.empty(0)]

    def step_loss(number: int) -> torch.Tensor:
        if number % RENEW_EVERY == 0:
            vectors = encode_all(network.asked, network.values, network.layers, network.shape)
            stale[0] = torch.from_numpy(vectors)
        return LIBRARY_WEIGHT * loss(next(batches), network) + case_loss(next(steps), network, cases, stale[0])

    return step_loss


def case_loss(steps: Sequence[CaseStep], network: Trained, cases: States, stale: torch.Tensor) -> torch.Tensor:
    """Return how badly the cases find a pointer that says all; `stale` (questions, width) is of a while ago."""
    states: list[torch.Tensor] = []
    for step in steps:
        states += [cases[step.case], network.asked[step.whole], *(network.asked[number] for number in step.hard)]
    vectors = encode_mixed(states, network)
    start, total = 0, torch.zeros(())
    for step in steps:
        end = start + 2 + len(step.hard)
        asked, fresh = vectors[start], vectors[start + 1 : end]
        near = torch.cat([fresh @ asked, stale[list(step.others)] @ asked]) / TEMPERATURE
        total = total + functional.cross_entropy(near[None], torch.zeros(1, dtype=torch.long))
        start = end
    return total / len(steps)
