"""Name every signal of one claim: those of words and rules, and those of words laid beside words."""

import math
from collections.abc import Sequence
from dataclasses import asdict

from rag.check_align import align, measure_fit
from rag.check_lexicon import Lexicon
from rag.check_polarity import measure_polarity
from rag.check_signals import Signals, make_units
from rag.check_text import read
from rag.records import Passage
from rag.word_vectors import WordEmbed


def measure_aligned(
    claim: str, passages: Sequence[Passage], lexicon: Lexicon, signals: Signals, words: WordEmbed
) -> dict[str, float]:
    """Return all signals of `claim` against `passages` by name, `signals` among them."""
    aligned = align(read(claim, lexicon), make_units(passages, lexicon), lexicon, words)
    return {
        **{name: float(value) for name, value in asdict(signals).items()},
        **asdict(measure_fit(aligned, lexicon)),
        **asdict(measure_polarity(aligned, lexicon)),
        "length": math.log(len(aligned.words) + 1),
        "table": float(any(passage.table is not None for passage in passages)),
    }
