"""Citations in layers: they exist as given, they carry the sentence, they are needed.

Recall and precision follow ALCE (Gao et al., EMNLP 2023) with the product's own checker instead of an entailment model.
They say nothing of completeness: an answer that copies the top passage scores 99 on both.
"""

from evals.metrics.base import Metric, share
from evals.records import Outcome


def citation_valid(outcome: Outcome) -> float | None:
    """Return 1 when every citation's passage, source, authors, section and quote exist and belong together."""
    if not outcome.answered:
        return None
    return float(bool(outcome.citations) and all(citation.valid for citation in outcome.citations))


def citation_recall(outcome: Outcome) -> float | None:
    """Return the share of sentences that have a citation and follow from what they cite; 0 without sentences."""
    if not outcome.answered:
        return None
    return share([bool(s.citations) and s.support != "unsupported" for s in outcome.sentences]) or 0.0


def citation_precision(outcome: Outcome) -> float | None:
    """Return the share of citations that carry their sentence and are not idle beside others; 0 without citations."""
    if not outcome.answered:
        return None
    return share([needed for sentence in outcome.sentences for needed in sentence.needed]) or 0.0


def cited_words(outcome: Outcome) -> float | None:
    """Return the mean number of words quoted per citation: citing a whole chapter would score perfect recall."""
    if not outcome.answered:
        return None
    if not outcome.citations:
        return 0.0
    return sum(len(citation.quote.split()) for citation in outcome.citations) / len(outcome.citations)


METRICS = (
    Metric("citation_valid", citation_valid, binary=True),
    Metric("citation_recall", citation_recall),
    Metric("citation_precision", citation_precision),
    Metric("cited_words", cited_words, higher_is_better=None),
)
