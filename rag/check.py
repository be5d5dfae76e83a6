"""Judge how each sentence of an answer follows from the passages it cites, whoever wrote the sentence.

A sentence that is copied, shortened or joined from its passages, and an exact table row, is settled by rule. For the
rest `rag.check_measure` weighs how much of the claim its evidence covers against what the evidence contradicts; that
is no proof. Every verdict names the rule that decided it.
docs/checker.md tells how well that works, evals/checker.md has the figures.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache

from rag.check_aligned import measure_aligned
from rag.check_condensed import find_condensed
from rag.check_forest import load_forest
from rag.check_heading import is_heading, is_placement, is_titles
from rag.check_lexicon import Lexicon, load_lexicon
from rag.check_measure import Measurement, measure
from rag.check_signals import Embed, Signals
from rag.draft import Draft, Evidence, Line, LineStyle
from rag.records import Passage, Support
from rag.told_rows import told_row
from rag.word_vectors import WordEmbed

# Weight of each signal in the log-odds that a claim is carried: logistic regression on the dev part of evals/labelled,
# signs fixed, L2. Only `bare` is set by hand (the fit gives -0.41): a claim about something else must not pass.
WEIGHTS = Signals(
    window=0.26, passage=0.09, clause=1.26, run=-0.01, scatter=-0.24, bare=-1.50, number=-3.65, name=-4.44,
    name_place=-0.41, negation=-2.30, opposite=-2.59, strength=-2.65, label=-3.34, column=-1.20,
)  # fmt: skip
BIAS = 0.46
# Below this score a claim is not carried; what that flags and catches stands in evals/checker.md.
MIN_SUPPORTED = 0.35
# Below this score a claim follows at best: every fifth true dev paraphrase lies under it.
MIN_PARAPHRASE = 0.59
# The same for claims whose words were laid beside the evidence (`words`), chosen on dev with every section scored by
# trees that never saw it (evals.checker_fit). Under the first lie 5 % of the true claims and 28 % of the false ones;
# over the second, which a claim must reach to be called a paraphrase, 26 % of the true and 3 % of the false ones.
ALIGNED_SUPPORTED = 0.125
ALIGNED_PARAPHRASE = 0.77
# Signals that name what is wrong, and from which value on they are the reason given.
VETOES = ("number", "name", "name_place", "negation", "opposite", "strength", "label", "column")
MIN_VETO = 0.4
# Rules that settle a claim: what they let pass says what its passage says.
SETTLED = frozenset(("verbatim", "table_row", "title", "condensed"))
ENDINGS, QUOTES = ".!?;:…\n|", '"”’'


@dataclass(frozen=True)
class Verdict:
    """How a claim follows from its evidence: the support, a score of 0..1, the rule that decided, the words relied on.

    Rules: verbatim, table_row, title, condensed, heading, no_evidence, covered, uncovered, and the names in VETOES.
    """

    support: Support
    score: float
    rule: str
    evidence: str

    @property
    def is_settled(self) -> bool:
        """Tell whether a rule settled that the claim is carried, so that no score is trusted."""
        return self.rule in SETTLED


def judge(
    claim: str,
    evidence: Sequence[Evidence],
    lexicon: Lexicon | None = None,
    embed: Embed | None = None,
    words: WordEmbed | None = None,
) -> Verdict:
    """Return the verdict on `claim`, a sentence or clause, against the whole text of the passages cited for it.

    `lexicon` is the shipped one unless given; one made from the library also knows its names. `embed` (texts to unit
    vectors) only helps to find the sentence relied on; `words` (texts to word vectors) lays word beside word and judges
    better, for some milliseconds a claim. Verbatim claims and exact rows call neither.
    """
    text, passages = " ".join(claim.split()), _quoted(evidence)
    if not passages or not text:
        return Verdict(Support.UNSUPPORTED, 0.0, "no_evidence", "")
    lexicon = lexicon or load_lexicon()
    if settled := settle(text, passages, lexicon):
        return settled
    # Lines of our own above lists and tables; their little words are not weighed, so no model's sentence may pass so.
    if is_heading(text, passages, lexicon) or is_placement(text, passages, lexicon):
        return Verdict(Support.TABLE, 1.0, "heading", text)
    measured = measure(text, passages, lexicon, embed)
    if words is not None:
        return _judge_aligned(text, passages, lexicon, measured, words)
    score = score_of(measured.signals)
    return Verdict(_support(score), score, _rule(measured.signals, score), measured.sentence)


def settle(claim: str, passages: Sequence[Passage], lexicon: Lexicon) -> Verdict | None:
    """Return the verdict on a claim that demonstrably says what its passages say; None where that cannot be shown."""
    text = " ".join(claim.split())
    for passage in passages:
        if text and _stands_in(text, passage):
            kind = Support.VERBATIM if passage.table is None else Support.TABLE
            return Verdict(kind, 1.0, "verbatim" if passage.table is None else "table_row", text)
    if not text or is_titles(text, passages):
        return Verdict(Support.VERBATIM, 1.0, "title", text) if text else None
    told = find_condensed(text, passages, lexicon)
    return Verdict(Support.PARAPHRASE, 1.0, "condensed", told) if told else None


def _quoted(evidence: Sequence[Evidence]) -> tuple[Passage, ...]:
    """Return the passages whose quote stands in them."""
    return tuple(dict.fromkeys(item.passage for item in evidence if item.quote and item.quote in item.passage.text))


def _judge_aligned(
    text: str, passages: Sequence[Passage], lexicon: Lexicon, measured: Measurement, words: WordEmbed
) -> Verdict:
    """Return the verdict of the forest on all signals; the rule is a veto, the contrary found by words, or cover."""
    values = measure_aligned(text, passages, lexicon, measured.signals, words)
    score = load_forest().score(values)
    support = Support.UNSUPPORTED if score < ALIGNED_SUPPORTED else Support.INFERRED
    if score >= ALIGNED_PARAPHRASE:
        return Verdict(Support.PARAPHRASE, score, "covered", measured.sentence)
    rule = _veto(measured.signals)
    if rule == "uncovered" and values["odd"] >= MIN_VETO:
        rule = "negation" if values["uneven"] else "opposite"
    return Verdict(support, score, rule, measured.sentence)


def score_of(signals: Signals) -> float:
    """Return the chance that a claim is carried, by the logistic function of its weighted signals."""
    logit = BIAS + sum(a * b for a, b in zip(WEIGHTS.vector(), signals.vector(), strict=True))
    return 1 / (1 + math.exp(-logit))


def check_draft(
    draft: Draft, lexicon: Lexicon | None = None, embed: Embed | None = None
) -> tuple[tuple[Support, float], ...]:
    """Return the support and a score of 0..1 for every claiming line of `draft`, in order."""
    return tuple(check_line(line, lexicon, embed) for line in draft.lines if line.claims)


def keep_supported(
    draft: Draft, supports: Sequence[tuple[Support, float]]
) -> tuple[Draft, tuple[tuple[Support, float], ...]]:
    """Return `draft` and `supports` without lines that nothing carries, and without headings left with none below."""
    judged = iter(supports)
    pairs = [(line, next(judged) if line.claims else None) for line in draft.lines]
    kept = [pair for pair in pairs if pair[1] is None or pair[1][0] is not Support.UNSUPPORTED]
    if len(kept) == len(pairs):
        return draft, tuple(supports)
    lines = [pair for n, pair in enumerate(kept) if pair[0].style is not LineStyle.HEADING or _has_body(kept[n + 1 :])]
    return replace(draft, lines=tuple(line for line, _ in lines)), tuple(s for _, s in lines if s)


def _has_body(rest: Sequence[tuple[Line, tuple[Support, float] | None]]) -> bool:
    return bool(rest) and rest[0][0].style is not LineStyle.HEADING


def check_line(line: Line, lexicon: Lexicon | None = None, embed: Embed | None = None) -> tuple[Support, float]:
    """Return the support of one line by its evidence, and the score."""
    verdict = judge_line(line, lexicon, embed)
    return verdict.support, verdict.score


def judge_line(line: Line, lexicon: Lexicon | None = None, embed: Embed | None = None) -> Verdict:
    """Return the verdict on one line of a draft; a row must stand as one row in a cited table."""
    quoted = [item for item in line.evidence if item.quote and item.quote in item.passage.text]
    if line.style is LineStyle.ROW and line.cells and any(_is_row(line.cells, item.passage) for item in quoted):
        return Verdict(Support.TABLE, 1.0, "table_row", line.text)
    verdict = judge(line.text, line.evidence, lexicon, embed)
    if verdict.support in (Support.PARAPHRASE, Support.INFERRED) and all(item.passage.table for item in quoted):
        return Verdict(Support.TABLE, verdict.score, verdict.rule, verdict.evidence)
    return verdict


def _support(score: float) -> Support:
    if score < MIN_SUPPORTED:
        return Support.UNSUPPORTED
    return Support.INFERRED if score < MIN_PARAPHRASE else Support.PARAPHRASE


def _rule(signals: Signals, score: float) -> str:
    """Return the veto that costs most, else whether words or their absence decided."""
    return _veto(signals) if score < MIN_PARAPHRASE else "covered"


def _veto(signals: Signals) -> str:
    """Return the veto that costs most, `uncovered` when there is none."""
    costs = {
        field.name: getattr(signals, field.name) * getattr(WEIGHTS, field.name)
        for field in fields(signals)
        if field.name in VETOES and getattr(signals, field.name) >= MIN_VETO
    }
    return min(costs, key=lambda name: costs[name]) if costs else "uncovered"


def _stands_in(text: str, passage: Passage) -> bool:
    """Tell whether `text` is whole sentences, a list item, a row or an item of a cell of `passage`."""
    if passage.table is not None:
        return _plain(text) in _items(passage)
    whole = " ".join(passage.text.split())
    start = whole.find(text)
    while start >= 0:
        before, after = whole[:start].rstrip(), whole[start + len(text) :].lstrip()
        is_start = not before or before[-1] in ENDINGS or before[-1] in QUOTES
        if is_start and (not after or text[-1] in ENDINGS or text[-1] in QUOTES):
            return True
        start = whole.find(text, start + 1)
    return False


@lru_cache(maxsize=512)
def _items(passage: Passage) -> frozenset[str]:
    """Return the rows of a table, bare and told under its columns, and the items of its cells, in plain spelling."""
    table = passage.table
    assert table is not None
    found = {_plain(line) for line in passage.text.split("\n")[1:]}
    if len(table.columns) > 1:
        found.update(_plain(told_row(table, row)) for row in range(len(table.rows)))
    found.update(_plain(item) for row in table.rows for cell in row for item in cell)
    return frozenset(found)


def _is_row(cells: Sequence[str], passage: Passage) -> bool:
    """Tell whether all `cells` stand in one row of the table, each in a cell of its own column order."""
    if passage.table is None:
        return False
    wanted = [_plain(cell) for cell in cells]
    return any(_in_order(wanted, own) for own in _rows(passage))


@lru_cache(maxsize=512)
def _rows(passage: Passage) -> tuple[tuple[str, ...], ...]:
    assert passage.table is not None
    return tuple(tuple(_plain("; ".join(cell)) for cell in row) for row in passage.table.rows)


def _in_order(wanted: Sequence[str], own: Sequence[str]) -> bool:
    rest = iter(own)
    return all(any(cell == other for other in rest) for cell in wanted)


def _plain(text: str) -> str:
    return re.sub(r"[\s|;]+", " ", text).strip(" .;").casefold()
