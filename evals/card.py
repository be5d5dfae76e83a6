"""The data card beside the figures: what was asked, how intervals and tests were made, and under what terms."""

from collections import Counter
from collections.abc import Sequence

from evals import texts
from evals.cases import GRADES, LATER
from evals.generate import TAG
from evals.records import Outcome, Split
from evals.statistics import BOOTSTRAP_SAMPLES, PERMUTATIONS, SEED


def card_lines(outcomes: Sequence[Outcome]) -> tuple[str, ...]:
    """Return the lines of the card for the cases of `outcomes`."""
    cases = [outcome.case for outcome in outcomes]
    provenance = Counter(case.provenance or texts.NO_PROVENANCE for case in cases)
    grades = Counter(case.difficulty for case in cases)
    return (
        texts.CARD_CASES.format(
            n=len(cases),
            hand=sum(TAG not in case.tags for case in cases),
            later=sum(not set(LATER).isdisjoint(case.tags) for case in cases),
            tables=sum(TAG in case.tags for case in cases),
            dev=sum(case.split is Split.DEV for case in cases),
            test=sum(case.split is Split.TEST for case in cases),
        ),
        texts.CARD_PROVENANCE.format(
            parts=", ".join(
                f"{count} {texts.PROVENANCES.get(name, name)}" for name, count in sorted(provenance.items())
            )
        ),
        texts.CARD_GRADES.format(
            parts=", ".join(f"{texts.KINDS[f'grade{grade}']} {grades[grade]}" for grade in GRADES), none=grades[None]
        ),
        texts.CARD_METHODS.format(samples=BOOTSTRAP_SAMPLES, permutations=PERMUTATIONS, seed=SEED),
        texts.CARD_TERMS,
    )
