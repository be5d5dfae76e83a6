"""Train in torch a small network that judges a claim by its words, each beside the words of the evidence it answers to.

Decomposable attention (Parikh et al. 2016, arXiv 1606.01933) on the word vectors of the e5 model that ships: every word
of the claim attends to words of the evidence, the two are compared, and the worst comparisons count most.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from evals.entail_examples import Example
from rag.text import WORD
from rag.word_vectors import WordEmbed

# Features are brought to about the same size: differences of vectors, similarities around their usual values.
DIFFERENCE, SIMILARITY = 3.0, 10.0
USUAL_BEST, USUAL_MEAN = 0.85, 0.9
WORDS_APART, TINY = 20.0, 1e-9
WIDTH, ASKED, PROJECTED, HIDDEN, MIXED, SINGLE = 384, 64, 96, 64, 32, 4
START_SHARPNESS, START_ASK, START_BIAS = 25.0, 0.02, 2.0
RATE, WARM_STEPS, LEAST, WEIGHT_DECAY, DROPOUT, LONGEST_GRADIENT = 1e-3, 60, 0.03, 0.05, 0.3, 1.0
ROUNDS, BATCH = 9, 32
# What counts beside the verdict: twins in the right order, and the doubt of the words that differ from the true twin.
TWINS_WEIGHT, WORDS_WEIGHT, WRONG_WEIGHT = 0.5, 0.3, 3.0
# A false claim at least this much like a true one differs in single words, and those are known.
TWIN = 0.6
NO_WORD = -1e4

Values = dict[str, torch.Tensor]


@dataclass(frozen=True, eq=False)
class Read:
    """An example in word vectors; `wrong` says which words of the claim differ from its true twin, None if unknown."""

    example: Example
    claim: torch.Tensor
    evidence: torch.Tensor
    wrong: torch.Tensor | None


@dataclass(frozen=True, eq=False)
class Batch:
    """Word vectors of claims and evidence, filled up to one length, and which of them are words."""

    claim: torch.Tensor
    is_claim: torch.Tensor
    evidence: torch.Tensor
    is_evidence: torch.Tensor


def read_examples(examples: Sequence[Example], words: WordEmbed) -> list[Read]:
    """Return the examples in word vectors."""
    found = []
    for example in examples:
        claim, *evidence = (torch.from_numpy(vectors.words) for vectors in words([example.claim, *example.evidence]))
        found.append(Read(example, claim.half(), torch.cat(evidence).half(), _wrong(example, len(claim))))
    return found


def _wrong(example: Example, count: int) -> torch.Tensor | None:
    marks = torch.zeros(count)
    if example.supported:
        return marks
    base, claim = ([at.group().lower() for at in WORD.finditer(text)] for text in (example.base, example.claim))
    matcher = SequenceMatcher(None, base, claim, autojunk=False)
    if not base or len(claim) != count or matcher.ratio() < TWIN:
        return None
    for change, _, _, start, stop in matcher.get_opcodes():
        if change == "delete":
            start, stop = max(0, start - 1), start + 1  # what stood between these is gone
        if change != "equal":
            marks[start:stop] = 1
    return marks


def make_values(read: Sequence[Read]) -> Values:
    """Return values that know nothing but the mean of word vectors."""
    ask = torch.randn(ASKED, WIDTH) * START_ASK

    def layer(name: str, out: int, size: int) -> Values:
        bound = size**-0.5
        return {f"{name}.w": (torch.rand(out, size) * 2 - 1) * bound, f"{name}.b": (torch.rand(out) * 2 - 1) * bound}

    project = (torch.rand(PROJECTED, WIDTH) * 2 - 1) * WIDTH**-0.5
    values = {"sharpness": torch.tensor(START_SHARPNESS), "ask": ask, "answer": ask.clone(), "project": project}
    values |= layer("compare", HIDDEN, 4 * PROJECTED + SINGLE) | layer("doubt", 1, HIDDEN)
    values |= layer("mix", MIXED, 2 * HIDDEN + SINGLE) | layer("out", 1, MIXED)
    values["out.b"] = torch.tensor([START_BIAS])
    values["mean"] = torch.cat([item.claim for item in read]).float().mean(0)
    return values


def forward(batch: Batch, v: Values, dropout: float = 0.0) -> tuple[torch.Tensor, torch.Tensor]:
    """Return the log odds that each claim is carried (batch,) and the doubt of every word (batch, words)."""

    def drop(values: torch.Tensor) -> torch.Tensor:
        return functional.dropout(values, dropout)

    def gelu(values: torch.Tensor) -> torch.Tensor:
        return functional.gelu(values, approximate="tanh")

    said, held = batch.claim - v["mean"], batch.evidence - v["mean"]
    likeness = batch.claim @ batch.evidence.transpose(1, 2)
    logits = likeness * v["sharpness"] + (said @ v["ask"].T) @ (held @ v["answer"].T).transpose(1, 2)
    share = logits.masked_fill(~batch.is_evidence[:, None], NO_WORD).softmax(-1)
    aligned = share @ held
    best = likeness.masked_fill(~batch.is_evidence[:, None], -1).max(-1).values
    place = share @ (torch.arange(held.shape[1]) / WORDS_APART)
    jump = functional.pad((place[:, 1:] - place[:, :-1]).abs(), (1, 0))
    spread = -(share * (share + TINY).log()).sum(-1)
    one, other = drop(said) @ v["project"].T, drop(aligned) @ v["project"].T
    single = torch.stack([(best - USUAL_BEST) * SIMILARITY, jump, spread, (said * aligned).sum(-1)], -1)
    features = torch.cat([one, other, (one - other).abs() * DIFFERENCE, one * other, single], -1)
    compared = gelu(functional.linear(drop(features), v["compare.w"], v["compare.b"]))
    doubts = functional.linear(compared, v["doubt.w"], v["doubt.b"]).squeeze(-1)
    worst = torch.logsumexp(doubts.masked_fill(~batch.is_claim, NO_WORD), 1)
    counts = batch.is_claim.sum(1).float()
    mean = (compared * batch.is_claim[..., None]).sum(1) / counts[:, None]
    most = compared.masked_fill(~batch.is_claim[..., None], NO_WORD).max(1).values
    near = ((best * batch.is_claim).sum(1) / counts - USUAL_MEAN) * SIMILARITY
    sums = torch.stack([counts.log(), near, worst, batch.is_evidence.sum(1).float().log()], 1)
    mixed = gelu(functional.linear(drop(torch.cat([mean, most, sums], 1)), v["mix.w"], v["mix.b"]))
    return functional.linear(mixed, v["out.w"], v["out.b"]).squeeze(-1) - worst + counts.log(), doubts


def train(read: Sequence[Read], draw: random.Random, after: Callable[[int, Values], None]) -> Values:
    """Return values learnt from `read`; `after` is called with them after every round."""
    values = make_values(read)
    learnt = [value.requires_grad_() for name, value in values.items() if name != "mean"]
    optimiser = torch.optim.AdamW(learnt, lr=RATE, weight_decay=WEIGHT_DECAY)
    total = {side: sum(r.example.weight for r in read if r.example.supported == side) for side in (True, False)}
    balance = {side: sum(total.values()) / 2 / total[side] for side in total}
    steps = ROUNDS * sum(1 for _ in batches(read, draw))
    step = 0
    for number in range(ROUNDS):
        for batch in batches(read, draw):
            for group in optimiser.param_groups:
                group["lr"] = RATE * min(1.0, (step + 1) / WARM_STEPS) * max(LEAST, 1 - step / steps)
            value = loss([read[n] for n in batch], values, balance)
            optimiser.zero_grad()
            value.backward()
            torch.nn.utils.clip_grad_norm_(learnt, LONGEST_GRADIENT)
            optimiser.step()
            step += 1
        after(number + 1, values)
    return {name: value.detach() for name, value in values.items()}


def batches(read: Sequence[Read], draw: random.Random) -> Iterator[list[int]]:
    """Yield the numbers of examples in batches, those of a group together, in another order every time."""
    groups: dict[str, list[int]] = {}
    for number, item in enumerate(read):
        groups.setdefault(item.example.group, []).append(number)
    current: list[int] = []
    for group in draw.sample(list(groups.values()), len(groups)):
        current = current + group
        if len(current) >= BATCH:
            yield current
            current = []


def loss(read: Sequence[Read], values: Values, balance: dict[bool, float]) -> torch.Tensor:
    """Return how wrong the verdicts are, the order of twins, and the doubts of single words, added."""
    odds, doubts = forward(collate(read), values, DROPOUT)
    odds = odds + torch.tensor([item.example.prior for item in read])
    truth = torch.tensor([float(item.example.supported) for item in read])
    weights = torch.tensor([item.example.weight * balance[item.example.supported] for item in read])
    verdicts = functional.binary_cross_entropy_with_logits(odds, truth, weights, reduction="sum") / weights.sum()
    groups = [item.example.group for item in read]
    same = torch.tensor([[one == other for other in groups] for one in groups])
    pairs = weights[:, None] * weights[None] * same * (truth[:, None] > truth[None])
    order = (functional.softplus(odds[None] - odds[:, None]) * pairs).sum() / pairs.sum().clamp(min=TINY)
    return verdicts + TWINS_WEIGHT * order + WORDS_WEIGHT * _words_loss(read, doubts)


def _words_loss(read: Sequence[Read], doubts: torch.Tensor) -> torch.Tensor:
    """Return how wrong the doubts are of the words that are known to be right or wrong."""
    known = [(row, item, item.wrong) for row, item in enumerate(read) if item.wrong is not None]
    if not known:
        return torch.zeros(())
    truth = torch.cat([wrong for _, _, wrong in known])
    own = torch.cat([doubts[row, : len(wrong)] for row, _, wrong in known])
    weights = torch.cat([item.example.weight * (1 + WRONG_WEIGHT * wrong) for _, item, wrong in known])
    found = functional.binary_cross_entropy_with_logits(own, truth, weights, reduction="sum")
    return found / weights.sum()


def collate(read: Sequence[Read]) -> Batch:
    """Return examples as one batch."""
    filled = []
    for side in ([item.claim for item in read], [item.evidence for item in read]):
        lengths = torch.tensor([len(item) for item in side])
        filled.append(torch.nn.utils.rnn.pad_sequence([item.float() for item in side], batch_first=True))
        filled.append(torch.arange(int(lengths.max()))[None] < lengths[:, None])
    return Batch(*filled)


def score_all(read: Sequence[Read], values: Values) -> NDArray[np.float64]:
    """Return the log odds of every example."""
    scores = np.zeros(len(read))
    order = sorted(range(len(read)), key=lambda n: len(read[n].evidence))
    with torch.no_grad():
        for start in range(0, len(order), BATCH):
            numbers = order[start : start + BATCH]
            scores[numbers] = forward(collate([read[n] for n in numbers]), values)[0].numpy()
    return scores
