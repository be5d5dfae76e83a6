"""Lay claims beside the sentences they could rest on: the examples a model of entailment learns from."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from evals.entail_evidence import MAX_EVIDENCE, above, choose_evidence, units_of
from evals.entail_made import Wording, false_forms, same_form
from evals.near_verbatim import MAX_WORDS, MIN_WORDS, OPENINGS
from evals.pairs import Pair
from evals.train_pairs import TrainClaim, TrainItem
from rag.records import Passage
from rag.text import stems
from rag.word_vectors import WordEmbed

# What claims made by rule weigh beside written ones; those from sentences of the library, which hardly change, less.
MADE_WEIGHT, COPIED_WEIGHT = 0.5, 0.4
# How many items are looked at for the place most like the right one.
PLACES = 4
LONGEST_CELLS = 110


@dataclass(frozen=True)
class Example:
    """A claim and evidence (heading and sentences), whether it carries it, and what that weighs.

    `group` holds the examples on the same evidence together; `base` is the true claim a false one is most like; `prior`
    is how the wording of the claim alone gives it away, in log odds (`evals.entail_prior`).
    """

    claim: str
    evidence: tuple[str, ...]
    supported: bool
    group: str
    weight: float = 1.0
    kind: str = "paraphrase"
    base: str = ""
    prior: float = 0.0


def pair_example(pair: Pair, words: WordEmbed) -> Example:
    """Return a labelled pair as it is measured."""
    group = f"{pair.split} {pair.cluster}"
    return Example(pair.claim, choose_evidence(pair.claim, pair.passages, words), pair.supported, group, kind=pair.kind)


def written_examples(items: Sequence[TrainItem], words: WordEmbed, draw: random.Random) -> list[Example]:
    """Return the written claims, six in ten beside what is chosen for them, others beside what they quote."""
    found = []
    for item in items:
        quoted = quoted_evidence(item, draw)
        for claim in item.claims:
            evidence = (
                choose_evidence(claim.claim, item.passages, words) if draw.random() < 0.6 or not quoted else quoted
            )
            base = "" if claim.supported else _likest(claim.claim, item.claims)
            found.append(Example(claim.claim, evidence, claim.supported, item.id, 1.0, claim.kind, base))
    return found


def quoted_evidence(item: TrainItem, draw: random.Random) -> tuple[str, ...]:
    """Return the quoted sentences, half of the time with their neighbours; empty when they do not stand there."""
    units = [unit for passage in item.passages for unit in units_of(passage)]
    at = quoted_places(item)
    if draw.random() < 0.5:
        wide = sorted({n for place in at for n in (place - 1, place, place + 1) if 0 <= n < len(units)})
        at = wide if sum(len(units[n].split()) for n in wide) <= MAX_EVIDENCE else at
    return (*above(item.passages[0]), *(units[n] for n in at)) if at else ()


def quoted_places(item: TrainItem) -> list[int]:
    """Return the numbers of the units that an item quotes."""
    bare = {_letters(quote) for quote in item.quotes}
    rows = [
        _letters(" ".join(part for cell in row for part in cell)) if passage.table else _letters(unit)
        for passage in item.passages
        for unit, row in zip(
            units_of(passage), passage.table.rows if passage.table else [()] * len(units_of(passage)), strict=True
        )
    ]
    return [n for n, row in enumerate(rows) if row and any(row in quote or quote in row for quote in bare)]


def made_examples(items: Sequence[TrainItem], words: WordEmbed, wording: Wording, draw: random.Random) -> list[Example]:
    """Return claims made by rule from the written true ones: falsified, with a synonym, beside another place."""
    found: list[Example] = []
    for item in items:
        quoted = quoted_evidence(item, draw)
        true = [claim.claim for claim in item.claims if claim.supported]
        beside = choose_evidence(true[0], item.passages, words) if draw.random() < 0.5 or not quoted else quoted
        for text in true:
            if forms := false_forms(text, wording, draw):
                kind, form = draw.choice(forms)
                found.append(Example(form, beside, False, item.id, MADE_WEIGHT, f"made {kind}", text))
            if (same := same_form(text, wording, draw)) and draw.random() < 0.6:
                found.append(Example(same, beside, True, item.id, MADE_WEIGHT, "made same"))
        text = draw.choice(true)
        if place := _other_place(text, item, items, words, draw):
            found.append(
                Example(text, choose_evidence(text, place.passages, words), False, item.id, MADE_WEIGHT, "made place")
            )
        found += _turned_evidence(item, true, quoted, wording, draw)
    return found


def _turned_evidence(
    item: TrainItem, true: Sequence[str], quoted: tuple[str, ...], wording: Wording, draw: random.Random
) -> list[Example]:
    """Return true claims beside evidence in which a word they share is replaced by its opposite."""
    found = []
    for text in true:
        own = set(stems(text))
        for place, unit in enumerate(quoted):
            form = next((f for kind, f in false_forms(unit, wording, draw) if kind == "antonym"), unit)
            changed = {stem for word in set(unit.split()) - set(form.split()) for stem in stems(word)}
            if changed & own:
                evidence = (*quoted[:place], form, *quoted[place + 1 :])
                found.append(Example(text, evidence, False, item.id, MADE_WEIGHT, "made turned"))
                break
    return found


def copied_examples(passages: Sequence[Passage], wording: Wording, draw: random.Random) -> list[Example]:
    """Return sentences and cells of the library hardly changed (true) and falsified, as `near_verbatim` makes them."""
    found: list[Example] = []
    for passage in passages:
        units = units_of(passage)
        if passage.table is not None:
            found += _cell_examples(passage, units, draw)
            continue
        for unit in draw.sample(units, min(2, len(units))):
            if not MIN_WORDS <= len(unit.split()) <= MAX_WORDS or not unit.endswith("."):
                continue
            place = units.index(unit)
            beside = (*above(passage), *units[max(0, place - 1) : place + 2])
            same = same_form(unit, wording, draw) if draw.random() < 0.6 else None
            true = same or draw.choice(OPENINGS) + unit[0].lower() + unit[1:]
            found.append(Example(true, beside, True, passage.id, COPIED_WEIGHT, "made same"))
            if forms := false_forms(unit, wording, draw):
                kind, form = draw.choice(forms)
                found.append(Example(form, beside, False, passage.id, COPIED_WEIGHT, f"made {kind}", unit))
    return found


def _cell_examples(passage: Passage, units: Sequence[str], draw: random.Random) -> list[Example]:
    """Return a cell said of its own row (true) and of another (false), three times a table."""
    table = passage.table
    if table is None or len(table.columns) < 2 or len(table.rows) < 3:
        return []
    found = []
    for _ in range(3):
        own, other = draw.sample(range(len(table.rows)), 2)
        column = draw.randrange(1, len(table.columns))
        row, right, wrong = (
            "; ".join(cell) for cell in (table.rows[own][0], table.rows[own][column], table.rows[other][column])
        )
        form = draw.choice(("Bij {0} staat als {1}: {2}.", "{1} van {0}: {2}.", "{2} hoort bij {0} ({1})."))
        true, false = (form.format(row, table.columns[column].lower(), value) for value in (right, wrong))
        beside = (*above(passage), *(units[n] for n in sorted((own, other))))
        if right and wrong and right != wrong and len(" ".join((true, *beside)).split()) < LONGEST_CELLS:
            found.append(Example(true, beside, True, passage.id, COPIED_WEIGHT, "made cell"))
            found.append(Example(false, beside, False, passage.id, COPIED_WEIGHT, "made cell", true))
    return found


def _other_place(
    text: str, item: TrainItem, items: Sequence[TrainItem], words: WordEmbed, draw: random.Random
) -> TrainItem | None:
    """Return the item of the same source, of some drawn, whose passages are most like a claim but not its own."""
    own = set(item.passages)
    source = item.passages[0].source_id
    others = [other for other in items if other.passages[0].source_id == source and not own & set(other.passages)]
    drawn = draw.sample(others, min(PLACES, len(others)))

    def likeness(other: TrainItem) -> float:
        own, *others = words([text, *(unit for p in other.passages for unit in units_of(p))])
        return max(float(own.text @ vectors.text) for vectors in others)

    return max(drawn, key=likeness, default=None)


def _likest(claim: str, claims: Sequence[TrainClaim]) -> str:
    """Return the true claim most like a false one."""
    true = [other.claim for other in claims if other.supported]
    return max(true, key=lambda other: SequenceMatcher(None, other, claim).ratio())


def _letters(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())
