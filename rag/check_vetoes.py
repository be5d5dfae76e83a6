"""Find what in a claim its evidence contradicts: numbers, names, negation and strength."""

import re
from collections.abc import Sequence
from functools import lru_cache

from rag.check_lexicon import Lexicon
from rag.check_signals import Unit, match_weight
from rag.check_text import Reading, Token, number_of
from rag.records import Passage
from rag.table_labels import group_columns
from rag.text import words

APPROXIMATE = frozenset(("ruim", "ongeveer", "circa", "zo'n", "rond", "bijna", "zowat", "dik", "krap"))
TOLERANCE = 0.1
# "eerste" and "twee" are said of things nobody counted.
COMMON_NUMBERS = {"1e": 0.3, "2": 0.5}
# Words that begin with a capital in our tables and headings without being names.
NOT_NAMES = frozenset(
    (
        "tabel",
        "figuur",
        "stelling",
        "bijlage",
        "paragraaf",
        "hoofdstuk",
        "voorbeeld",
        "noot",
        "ia",
        "ia's",
        "ngo's",
        "pps",
    )
)
UNKNOWN_NAME = 0.6  # a capitalised word that is no name of the library weighs less than one that is
FOUND_ELSEWHERE = 0.3
# Where both sides deny something, a difference in what is denied is less sure.
SOFTENED = 0.4
# A sentence that denies something the claim is silent about.
ONLY_THEY_DENY = 0.3
SAME = 0.8  # a match this good is the same word for negation
# 'onduidelijk', 'non-equity', 'wantrouwen' deny without 'niet'; 'onder', 'ontwikkelen' and the like do not.
DENYING_PREFIXES = (
    "onaf", "onbe", "onaan", "ondui", "oneven", "onge", "onmo", "onno", "onon", "onop", "onov", "onr", "onuit", "onv",
    "onw", "onz", "non-", "wantrou", "mis",
)  # fmt: skip


def number_doubt(
    claim: Reading, window: Sequence[Unit], units: Sequence[Unit], context: Reading, own: frozenset[str]
) -> float:
    """Return 1 when a number of the claim is nowhere in the evidence, a little when it stands elsewhere.

    `own` holds the words a source is called by, its year among them.
    """
    if not claim.numbers:
        return 0.0
    cited = {unit.passage for unit in units}
    counts = {count for passage in cited for count in list_counts(passage)}
    counts.add(str(len({passage.source_id for passage in cited})))  # "alle vier noemen ..."
    near = {number for unit in window for number in unit.reading.numbers}
    far = near | context.numbers | counts | {number for unit in units for number in unit.reading.numbers}
    is_rough = any(token.text in APPROXIMATE for token in claim.tokens)
    doubt = 0.0
    for number in claim.numbers:
        if number in near | counts | context.numbers | own or (number.endswith("e") and number[:-1] in near):
            continue
        if is_rough and _is_near(number, near):
            continue
        doubt = max(doubt, FOUND_ELSEWHERE if number in far else COMMON_NUMBERS.get(number, 1.0))
    return doubt


def _is_near(number: str, others: set[str]) -> bool:
    if not re.fullmatch(r"\d+(\.\d+)?", number) or re.fullmatch(r"[12]\d{3}", number):
        return False
    plain = [float(other) for other in others if re.fullmatch(r"\d+(\.\d+)?", other)]
    return any(abs(float(number) - other) <= TOLERANCE * max(other, 1e-9) for other in plain)


@lru_cache(maxsize=512)
def list_counts(passage: Passage) -> frozenset[str]:
    """Return how many rows a table has, in all and under each label, and how many items each cell has."""
    table = passage.table
    if table is None:
        return frozenset()
    found = {str(len(table.rows))}
    for column in group_columns(table):
        values = [row[column] for row in table.rows]
        found.update(str(values.count(value)) for value in values if values.count(value) > 1)
        found.add(str(len(set(values))))
    found.update(str(len(cell)) for row in table.rows for cell in row if len(cell) > 1)
    return frozenset(found)


def name_doubt(claim: Reading, passages: Sequence[Passage], own: frozenset[str], lexicon: Lexicon) -> float:
    """Return 1 when a name of the claim stands neither in the evidence nor among its source's own names."""
    if not claim.names:
        return 0.0
    evidence = " ".join(f"{' '.join(passage.section)} {passage.text}" for passage in passages)
    known = frozenset(words(evidence)) | own | NOT_NAMES
    doubt = 0.0
    for name in claim.names:
        if any(part in known for part in (name, name.rstrip("s").rstrip("'"), *name.split("-"))):
            continue
        stub = name[: 6 if name in lexicon.names else 4]
        if len(name) >= len(stub) + 1 and any(word.startswith(stub) for word in known - NOT_NAMES):
            continue
        doubt = max(doubt, 1.0 if name in lexicon.names else UNKNOWN_NAME)
    return doubt


def name_place_doubt(
    claim: Reading, window: Sequence[Unit], before: Unit | None, own: frozenset[str], lexicon: Lexicon
) -> float:
    """Return 1 when the sentence relied on names other people than the claim does."""
    ours = {name for name in claim.names if name in lexicon.names}
    theirs = {name for unit in window for name in unit.reading.names if name in lexicon.names}
    if not theirs and before is not None:
        theirs = {name for name in before.reading.names if name in lexicon.names}
    if not ours or not theirs or ours & theirs:
        return 0.0
    return 0.5 if ours <= own else 1.0


def negation_doubt(tokens: Sequence[Token], negators: int, window: Sequence[Unit], lexicon: Lexicon) -> float:
    """Return how sure it is that the words `tokens` of a claim and the sentences of `window` deny different things."""
    theirs = [token for unit in window for token in unit.reading.content]
    they_deny = any(unit.reading.negators for unit in window) or _has_minus(theirs, lexicon)
    we_deny = negators > 0 or _has_minus(tokens, lexicon)
    doubt, matched = 0.0, False
    for token in tokens:
        same = [other for other in theirs if _is_same(token, other, lexicon)]
        if not same:
            continue
        matched |= token.is_negated
        if token.is_negated and not any(other.is_negated for other in same):
            doubt = max(doubt, SOFTENED if they_deny else 1.0)
        if not token.is_negated and all(other.is_negated for other in same):
            doubt = max(doubt, SOFTENED if we_deny else 0.8)
    if negators and not matched and not they_deny:
        doubt = max(doubt, 0.7)
    if any(unit.reading.negators for unit in window) and not we_deny:
        doubt = max(doubt, ONLY_THEY_DENY)
    return doubt


def _is_same(token: Token, other: Token, lexicon: Lexicon) -> bool:
    return token.stem == other.stem or match_weight(token, frozenset((other.stem,)), lexicon) >= SAME


def _has_minus(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Tell whether a denial sits inside a word (on-) or in a word that takes away."""
    return any(
        token.text in lexicon.diminishers
        or token.is_negated
        or any(token.text.startswith(prefix) and len(token.text) > len(prefix) + 3 for prefix in DENYING_PREFIXES)
        for token in tokens
    )


def strength_doubt(claim: Reading, window: Sequence[Unit], lexicon: Lexicon) -> float:
    """Return how much stronger the claim speaks than its evidence: 'altijd' for 'vaak', 'moet' for 'kan'."""
    ours, theirs = _without_counts(claim), " ".join(_plain(unit.reading) for unit in window)
    hedged = _holds_any(theirs, lexicon.hedges)
    if _holds_any(ours, lexicon.strong) and not _holds_any(theirs, lexicon.strong):
        return 1.0 if hedged else 0.8
    if _holds_any(ours, lexicon.must) and not _holds_any(theirs, lexicon.must | lexicon.strong):
        return 0.5 if hedged else 0.3
    return 0.0


def _without_counts(reading: Reading) -> str:
    """Return the words of a claim, but for 'alle' before a number: 'alle vier' counts and claims no more."""
    texts = [token.text for token in reading.tokens]
    kept = [text for text, after in zip(texts, [*texts[1:], ""], strict=True) if text != "alle" or not number_of(after)]
    return f" {' '.join(kept)} "


def _plain(reading: Reading) -> str:
    return f" {' '.join(token.text for token in reading.tokens)} "


def _holds_any(line: str, wanted: frozenset[str]) -> bool:
    return any(f" {word} " in line for word in wanted)
