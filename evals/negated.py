"""Questions turned into their denial, made by rule from the factor tables, and what a right answer to them is.

Retrieval reads over "niet" (NevIR, Weller et al., EACL 2024, arXiv 2305.07614) and answers the question without it.
Three forms, each with the behaviour that is right:

- which factors are NOT named at a label: to give the ones that are named, without saying so, is wrong. A refusal, the
  factors of other labels, or the list with a word that these are named after all are right;
- is it true that a factor is not named at a label, while it is: the opening contradicts, or shows the factor there;
- the same while it is indeed not there: the opening confirms, or shows where the factor does stand.

An adviser that always contradicts fails the third, one that always agrees the second.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from evals.generate import Factor, alike, forward_id, label_words, listed, read_all_factors, reverse_id
from evals.match import NEGATIONS, find_groups, plain_words, prepare
from evals.records import Case, Kind, Outcome, Place, Split
from evals.score import opening
from rag.library import Library

# Questions per form: as many as of every other way of asking (evals/robust.py).
SAMPLE = 40
WHICH = "Welke {items} noemt {author} niet bij {label}?"
TRUE_THAT = "Klopt het dat {author} ‘{item}’ niet noemt bij {label}?"
# Words by which an opening says that something is named after all, or that a denial is wrong or right.
NAMED_AFTER_ALL = re.compile(r"\b(?:wel|niet genoemd|niet noemt|niet op te maken|ontkenn\w+)\b", re.IGNORECASE)
CONTRADICTED = re.compile(r"\b(?:nee|wel|(?:dat|het) klopt niet|onjuist|niet juist|toch)\b", re.IGNORECASE)
CONFIRMED = re.compile(r"\b(?:ja|(?:dat|het) klopt(?! niet)|inderdaad|juist|niet bij|niet onder|geen)\b", re.IGNORECASE)
# A table that opens an answer has its caption and head before its first row.
OPENING_LINES = 5


@dataclass(frozen=True)
class Denial:
    """A denying question with the id of the question it was made from; `is_right` judges what became of it."""

    form: str
    plain_id: str
    case: Case
    is_right: Callable[[Outcome], bool]


def make_denials(library: Library, known: Mapping[str, Outcome]) -> dict[str, list[Denial]]:
    """Return, per form, the same denials each time, of questions that are among `known` (outcomes by case id)."""
    factors = read_all_factors(library)
    found: dict[str, list[Denial]] = {}
    for denial in (*_which(factors), *_true_that(factors)):
        if denial.plain_id in known:
            found.setdefault(denial.form, []).append(denial)
    return {form: sorted(own, key=_order)[:SAMPLE] for form, own in found.items()}


def _order(denial: Denial) -> str:
    return hashlib.sha256(denial.case.id.encode()).hexdigest()


def _which(factors: list[Factor]) -> Iterator[Denial]:
    for number, own in enumerate(listed(factors)):
        first = own[0]
        question = WHICH.format(items=first.items, author=first.spec.author, label=label_words(first.labels))
        case = _case(f"neg-which-{number:03d}", question, own, tuple(factor.text for factor in own))
        yield Denial("which_not", forward_id(number, Split.DEV), case, not_taken_for_plain)


def _true_that(factors: list[Factor]) -> Iterator[Denial]:
    for number, own in enumerate(alike(factors)):
        first = own[0]
        if NEGATIONS & set(plain_words(first.text)):
            continue  # "Geen ontbindingsclausule" denied twice is no question anybody asks
        here = {factor.labels[-1] for factor in own}
        others = [f.labels for f in factors if f.spec == first.spec and f.labels[-1] not in here]
        for form, labels in (("denied_wrongly", first.labels), ("denied_rightly", others[0] if others else None)):
            if labels is None:
                continue
            question = TRUE_THAT.format(author=first.spec.author, item=first.text, label=label_words(labels))
            case = _case(f"neg-{form}-{number:03d}", question, own, (first.text,))
            yield Denial(form, reverse_id(number), case, contradicts if form == "denied_wrongly" else confirms)


def _case(id_: str, question: str, own: Sequence[Factor], rows: tuple[str, ...]) -> Case:
    """Return the question as a case: its rows are what is denied, its points the labels these stand under."""
    return Case(
        id=id_,
        question=question,
        kind=Kind.ROBUSTNESS,
        split=Split.TEST,
        rows=rows,
        points=(tuple(dict.fromkeys(factor.labels[-1] for factor in own)),),
        gold=(Place(own[0].spec.source, own[0].passage.section[-1]),),
    )


def not_taken_for_plain(outcome: Outcome) -> bool:
    """Tell whether the rows that are named are not given as the answer to which are not."""
    if outcome.error:
        return False
    said = opening(outcome.answer, OPENING_LINES)
    return not outcome.answered or not any(outcome.rows_found) or bool(NAMED_AFTER_ALL.search(said))


def contradicts(outcome: Outcome) -> bool:
    """Tell whether the opening says that the factor is named there, or shows it."""
    said = opening(outcome.answer, OPENING_LINES)
    return outcome.answered and (bool(CONTRADICTED.search(said)) or shows_place(said, outcome.case))


def confirms(outcome: Outcome) -> bool:
    """Tell whether the opening says that the factor is not named there, or shows where it does stand."""
    said = opening(outcome.answer, OPENING_LINES)
    return outcome.answered and (bool(CONFIRMED.search(said)) or shows_place(said, outcome.case))


def shows_place(said: str, case: Case) -> bool:
    """Tell whether one sentence or row holds the factor and a label it stands under, without a denial."""
    wanted = ((case.rows[0],), *case.points)
    return any(
        not NEGATIONS & set(plain_words(line)) and all(find_groups(prepare(line), wanted)) for line in said.split("\n")
    )
