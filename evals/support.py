"""Judge sentences with the product's own checker, apart from what the answer says about itself.

The only module that knows `rag.check`: bots and baselines, which judge nothing, are measured with the same checker.
"""

from collections.abc import Sequence
from functools import lru_cache

from evals.records import CheckedSentence
from rag.check import Verdict, judge_line
from rag.check_lexicon import Lexicon, make_lexicon
from rag.draft import Evidence, Line, LineStyle
from rag.library import Library
from rag.records import Citation, Sentence, Support

CELL_SEPARATOR = " | "


def judge_sentence(sentence: Sentence, cited: Sequence[Citation], library: Library) -> Verdict:
    """Return how `sentence` follows from `cited`; a citation of a passage that does not exist carries nothing."""
    evidence = tuple(
        Evidence(library.passage_by_id[citation.passage_id], citation.quote, citation.locator)
        for citation in cited
        if citation.passage_id in library.passage_by_id
    )
    if not evidence:
        return Verdict(Support.UNSUPPORTED, 0.0, "no_evidence", "")
    is_row = sentence.support is Support.TABLE and not sentence.text.rstrip().endswith(":")
    cells = tuple(sentence.text.split(CELL_SEPARATOR)) if is_row else ()
    style = LineStyle.ROW if is_row else LineStyle.SENTENCE
    return judge_line(Line(sentence.text, evidence, style, cells), lexicon_of(library))


@lru_cache(maxsize=4)
def lexicon_of(library: Library) -> Lexicon:
    """Return the names of the library, read once: the adviser checks its own sentences with the same."""
    return make_lexicon(library.sources, library.passages)


def check_sentence(sentence: Sentence, citations: Sequence[Citation], library: Library) -> CheckedSentence:
    """Return `sentence` with the support we find and which of its citations are needed.

    ALCE (Gao et al., EMNLP 2023): a citation counts unless it alone does not carry the sentence while the others do.
    """
    cited = [citation for citation in citations if citation.n in sentence.citations]
    verdict = judge_sentence(sentence, cited, library)
    carried = verdict.support is not Support.UNSUPPORTED
    needed = []
    for citation in cited:
        others = [other for other in cited if other is not citation]
        idle = (
            bool(others)
            and judge_sentence(sentence, [citation], library).support is Support.UNSUPPORTED
            and judge_sentence(sentence, others, library).support is not Support.UNSUPPORTED
        )
        needed.append(carried and not idle)
    return CheckedSentence(
        text=sentence.text,
        claimed=sentence.support.value,
        support=verdict.support.value,
        citations=sentence.citations,
        needed=tuple(needed),
        rule=verdict.rule,
    )


def is_valid(citation: Citation, library: Library) -> bool:
    """Tell whether passage, source, authors, section and quote of a citation exist and belong together."""
    passage = library.passage_by_id.get(citation.passage_id)
    if passage is None or passage.source_id != citation.source_id or passage.section != citation.section:
        return False
    source = library.source_by_id[passage.source_id]
    right_work = citation.authors == source.authors and citation.year == source.year and citation.title == source.title
    return right_work and bool(citation.quote) and citation.quote in passage.text
