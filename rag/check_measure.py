"""Put a claim beside its evidence and measure every signal."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rag.check_labels import column_doubt, label_doubt
from rag.check_lexicon import Lexicon
from rag.check_opposites import opposite_doubt
from rag.check_signals import (
    MAX_RUN,
    MIN_COVERED,
    Embed,
    Signals,
    Unit,
    best_window,
    clauses_of,
    context_of,
    coverage,
    dense_shares,
    longest_run,
    make_units,
)
from rag.check_text import Reading, Token, read
from rag.check_vetoes import (
    name_doubt,
    name_place_doubt,
    negation_doubt,
    number_doubt,
    strength_doubt,
)
from rag.records import Passage

# How much similarity counts beside shared words when the sentence relied on is chosen.
DENSE_CHOICE = 0.5


Dense = NDArray[np.float32]


@dataclass(frozen=True)
class Measurement:
    """The signals of one claim and the words of the evidence it relies on."""

    signals: Signals
    sentence: str


def measure(claim: str, passages: Sequence[Passage], lexicon: Lexicon, embed: Embed | None) -> Measurement:
    """Return the signals of `claim` against `passages`."""
    reading = read(claim, lexicon)
    units = make_units(passages, lexicon)
    context = context_of(passages, lexicon)
    clauses = clauses_of(reading)
    dense = _dense(reading, clauses, units, embed)
    chosen = best_window(reading.content, units, lexicon, tuple(dense[0] * DENSE_CHOICE) if dense is not None else ())
    window = units[chosen.start : chosen.stop]
    before = units[chosen.start - 1] if chosen.start and units[chosen.start - 1].passage is window[0].passage else None
    everything = frozenset(stem for unit in units for stem in unit.reading.stems) | context.stems
    near = frozenset(stem for unit in window for stem in unit.reading.stems)
    share = coverage(reading.content, everything, lexicon)
    own = lexicon.source_names(passages)
    above = window[0].passage.table is not None
    return Measurement(
        Signals(
            window=coverage(reading.content, near | context.stems if above else near, lexicon),
            passage=share,
            clause=min((coverage(clause, everything, lexicon) for clause in clauses), default=1.0),
            run=min(longest_run(reading, everything, lexicon), MAX_RUN) / MAX_RUN,
            scatter=_scatter(clauses, units, context, lexicon),
            bare=float(share < MIN_COVERED),
            number=number_doubt(reading, window, units, context, own),
            name=name_doubt(reading, passages, own, lexicon),
            name_place=name_place_doubt(reading, window, before, own, lexicon),
            negation=_negation(reading, clauses, units, window, dense, lexicon),
            opposite=opposite_doubt(reading, window, units, context, lexicon),
            strength=strength_doubt(reading, window, lexicon),
            label=label_doubt(reading, window, units, context, lexicon),
            column=column_doubt(reading, units, lexicon),
        ),
        " ".join(unit.text for unit in window),
    )


def _negation(
    reading: Reading,
    clauses: Sequence[list[Token]],
    units: Sequence[Unit],
    window: Sequence[Unit],
    dense: Dense | None,
    lexicon: Lexicon,
) -> float:
    """Return the doubt of the clause whose negation fits its own best sentence least."""
    if len(clauses) < 2:
        return negation_doubt(reading.content, reading.negators, window, lexicon)
    doubt = 0.0
    for number, clause in enumerate(clauses, 1):
        bonus = tuple(dense[number] * DENSE_CHOICE) if dense is not None else ()
        chosen = best_window(clause, units, lexicon, bonus)
        places = {token.clause for token in clause}
        own = [t for t in reading.tokens if t.clause in places]
        negators = sum(token.text in lexicon.negators for token in own)
        doubt = max(doubt, negation_doubt(clause, negators, units[chosen.start : chosen.stop], lexicon))
    return doubt


def _dense(
    reading: Reading, clauses: Sequence[list[Token]], units: Sequence[Unit], embed: Embed | None
) -> Dense | None:
    """Return the similarity of the claim (row 0) and of each of its clauses to every unit."""
    if embed is None:
        return None
    texts = [reading.text]
    if len(clauses) > 1:
        texts.extend(_clause_texts(reading))
    return dense_shares(texts, units, embed)


def _clause_texts(reading: Reading) -> list[str]:
    found: list[str] = []
    for clause in clauses_of(reading):
        places = [token.place for token in clause]
        span = reading.tokens[min(places) : max(places) + 1]
        found.append(" ".join(token.text for token in span))
    return found


def _scatter(clauses: Sequence[list[Token]], units: Sequence[Unit], context: Reading, lexicon: Lexicon) -> float:
    """Return how much of a clause is found only by putting different sentences or rows together."""
    everything = frozenset(stem for unit in units for stem in unit.reading.stems)
    lost = 0.0
    for clause in clauses:
        rest = [token for token in clause if coverage([token], context.stems, lexicon) == 0.0]
        if len(rest) < 2:
            continue
        single = max((coverage(rest, unit.reading.stems, lexicon) for unit in units), default=0.0)
        lost = max(lost, coverage(rest, everything, lexicon) - single)
    return lost
