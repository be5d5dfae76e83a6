"""Hold the sentences of a language model to the passages they cite; what is left is an ordinary draft.

In strict mode a sentence is carried when a rule shows that it only copies, shortens or joins what it cites; no score
lets one through. `toon` also shows what is worded freely, as such. Whatever the mode, a sentence goes when it holds a
link or an image, recites our prompt, or has a number or a name that no passage it cites holds.
"""

import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rag.check import Verdict, judge, settle
from rag.check_lexicon import Lexicon
from rag.check_text import read
from rag.check_vetoes import NOT_NAMES, list_counts
from rag.draft import Draft, Evidence, Line
from rag.llm_prompt import prompt_words
from rag.llm_text import Said, read_said
from rag.records import Passage, Support
from rag.settings import CheckMode
from rag.text import STOPWORDS, fold, numbers, split_compound, stems, words
from rag.word_vectors import WordEmbed

# A claim of the plain answer is said again when this share of its stems is; an answer that says less than MIN_KEPT of
# those claims again is about something else. A model that copied the first sentence of every passage, all of it true,
# held 48 % of the content of 20 evaluation cases against 81 % without a model; with this bound 66 %
# (half: 73 %; but then a short true answer to a plain question does not count).
MIN_SAME, MIN_KEPT = 0.5, 0.25
# A run of this many words of our prompt is recited, not said.
RECITED = 7
# "Ten eerste", "het eerste tempert het tweede" count nothing.
IDIOMS = frozenset(("1e", "2e"))
NUMBER_WORDS_OK = re.compile(r"\b(ten (eerste|tweede|derde|vierde)|een van de|één van de)\b")
UNSUPPORTED = Verdict(Support.UNSUPPORTED, 0.0, "no_evidence", "")

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Checked:
    """What is left of a model's text: lines with their support; how many sentences were written, carried, removed."""

    lines: tuple[Line, ...] = ()
    supports: tuple[tuple[Support, float], ...] = ()
    written: int = 0
    supported: int = 0
    removed: int = 0
    unknown_ids: int = 0

    @property
    def holds(self) -> bool:
        """Tell whether at least half of what was written is carried."""
        return self.supported > 0 and 2 * self.supported >= self.written

    def keeps(self, draft: Draft) -> bool:
        """Tell whether enough of what `draft` claims is said in these lines too."""
        claims = [set(stems(line.text)) for line in draft.lines if line.claims and not line.text.endswith(":")]
        said = {stem for line in self.lines if line.evidence for stem in stems(line.text)}
        kept = sum(len(claim & said) >= MIN_SAME * len(claim) for claim in claims)
        return kept >= MIN_KEPT * len(claims)

    def draft(self, follow_ups: tuple[str, ...]) -> Draft:
        """Return the lines as a draft."""
        return Draft(self.lines, follow_ups=follow_ups)


@dataclass(frozen=True)
class Bench:
    """What sentences are held to: the passages the model was given, by id, the library's words and names, the mode.

    `words` gives word vectors; None where the engine has none.
    """

    passages: Mapping[str, Passage]
    lexicon: Lexicon
    vocabulary: frozenset[str]
    mode: CheckMode = CheckMode.STRICT
    words: WordEmbed | None = None

    def judge(self, text: str, passages: Sequence[Passage]) -> Verdict:
        """Return the verdict on a sentence; what no rule settles is at best inferred, in strict mode unsupported."""
        if self.mode is CheckMode.STRICT:
            return settle(text, passages, self.lexicon) or UNSUPPORTED
        verdict = judge(text, [Evidence(p, p.text) for p in passages], self.lexicon, words=self.words)
        is_free = verdict.support is not Support.UNSUPPORTED and not verdict.is_settled
        return replace(verdict, support=Support.INFERRED) if is_free else verdict


def check_text(text: str, bench: Bench) -> Checked:
    """Return what holds of a model's text."""
    said = read_said(text)
    lines: list[Line] = []
    supports: list[tuple[Support, float]] = []
    seen: set[str] = set()
    supported = unknown = 0
    for number, item in enumerate(said):
        known = tuple(bench.passages[i] for i in item.ids if i in bench.passages)
        unknown += sum(i not in bench.passages for i in item.ids)
        cited = known or _borrowed(said, number, bench)
        if fold(item.text) in seen or _must_go(item, cited, bench):
            continue
        seen.add(fold(item.text))
        verdict, evidence = weigh(item.text, cited, bench)
        if verdict.support is not Support.UNSUPPORTED:
            supported += 1
        elif bench.mode is CheckMode.STRICT:
            continue
        lines.append(Line(item.text, evidence, item.style))
        supports.append((verdict.support, verdict.score))
    if unknown:
        logger.info("a model cited %d passages it was not given", unknown)
    return Checked(tuple(lines), tuple(supports), len(said), supported, len(said) - len(lines), unknown)


def weigh(text: str, passages: Sequence[Passage], bench: Bench) -> tuple[Verdict, tuple[Evidence, ...]]:
    """Return the verdict on a sentence and the evidence that carries it; passages that add nothing are not cited."""
    singles = [(passage, bench.judge(text, [passage])) for passage in passages]
    carrying = [(p, v) for p, v in singles if v.support is not Support.UNSUPPORTED]
    settled = [(p, v) for p, v in carrying if v.is_settled]
    carrying = settled or carrying
    if carrying:
        best = max(carrying, key=lambda pair: pair[1].score)[1]
        return best, _evidence(carrying)
    if len(passages) > 1:
        together = bench.judge(text, passages)
        if together.support is not Support.UNSUPPORTED:
            return together, _evidence(singles)
    return UNSUPPORTED, ()


def _evidence(judged: Sequence[tuple[Passage, Verdict]]) -> tuple[Evidence, ...]:
    return tuple(Evidence(passage, find_quote(verdict.evidence, passage.text)) for passage, verdict in judged)


def find_quote(words_relied_on: str, text: str) -> str:
    """Return the words of `text` that a verdict relied on, exactly as they stand there; all of it when not found."""
    if words_relied_on and words_relied_on in text:
        return words_relied_on
    loose = r"\s+".join(map(re.escape, words_relied_on.split()))
    found = re.search(loose, text, re.IGNORECASE) if loose else None
    return found.group() if found else text


def _borrowed(said: Sequence[Said], number: int, bench: Bench) -> tuple[Passage, ...]:
    """Return what the next cited sentence of the same paragraph cites: many models cite once a paragraph."""
    for item in said[number + 1 :]:
        if item.paragraph != said[number].paragraph:
            break
        if item.ids:
            return tuple(bench.passages[i] for i in item.ids if i in bench.passages)
    return ()


def _must_go(item: Said, cited: Sequence[Passage], bench: Bench) -> bool:
    """Tell whether a sentence may not be shown at all, marked or not."""
    return (
        item.acted
        or not item.text
        or recites_prompt(item.text)
        or bool(strange_numbers(item.text, cited, bench.lexicon))
        or bool(strange_names(item.text, cited, bench))
    )


def recites_prompt(text: str) -> bool:
    """Tell whether a run of RECITED words stands in one of our prompts."""
    own = words(text)
    runs = {tuple(own[at : at + RECITED]) for at in range(len(own) - RECITED + 1)}
    return any(
        tuple(prompt[at : at + RECITED]) in runs for prompt in prompt_words() for at in range(len(prompt) - RECITED + 1)
    )


def strange_numbers(text: str, cited: Sequence[Passage], lexicon: Lexicon) -> frozenset[str]:
    """Return the numbers of `text`, in words or digits, that no cited passage holds or counts to."""
    held = set(IDIOMS)
    for passage in cited:
        held |= read(_all_words(passage), lexicon).numbers | numbers(_all_words(passage)) | list_counts(passage)
    own = lexicon.source_names(cited)
    found = read(NUMBER_WORDS_OK.sub(" ", fold(text)), lexicon).numbers
    return frozenset(n for n in found if n not in held and n not in own and n.removesuffix("e") not in held)


def strange_names(text: str, cited: Sequence[Passage], bench: Bench) -> frozenset[str]:
    """Return the names of `text` that no cited passage holds.

    A word with a capital inside a sentence is a name; at its start it is one when the library knows no such word.
    """
    held = frozenset(word for passage in cited for word in words(_all_words(passage)))
    held |= bench.lexicon.source_names(cited) | NOT_NAMES
    names = set(read(text, bench.lexicon).names) | _unknown_opening(text, bench.vocabulary)
    return frozenset(name for name in names if not _is_held(name, held))


def _unknown_opening(text: str, vocabulary: frozenset[str]) -> set[str]:
    first = next(iter(words(text)), "")
    known = first in vocabulary or first in STOPWORDS or first.isdigit() or len(first) < 3
    return set() if known or split_compound(first, vocabulary) else {first}


def _is_held(name: str, held: frozenset[str]) -> bool:
    forms = (name, name.removesuffix("'s"), name.removesuffix("s"), name.removesuffix("'"))
    return any(form in held for form in forms) or ("-" in name and all(part in held for part in name.split("-")))


def _all_words(passage: Passage) -> str:
    table = passage.table
    above = (table.caption, *table.columns) if table else ()
    return " ".join((*passage.section, *above, passage.text))
