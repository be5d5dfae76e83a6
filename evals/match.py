"""Recognise expected points and table rows in the text of an answer."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from rag.text import STOPWORDS, fold, sentences, stem

# Two rows are the same when they are this alike (0..100): one misread letter or a missing article in ten words.
MIN_ROW_LIKENESS = 90
# A gold row of fewer words is too short to be recognised inside a longer one.
MIN_ROW_WORDS = 2
NEGATIONS = frozenset({"niet", "geen", "nooit", "zonder"})
# Words that make an entry the opposite of what they stand before: "gebrek aan vertrouwen" is not "vertrouwen".
SHORTAGES = frozenset({"gebrek", "tekort", "onvoldoende"})
# The last word of an expected string may be inflected: "stud" finds "studie", "vergroot" finds "vergrootte".
MIN_INFLECTED, MAX_ENDING = 4, 3
# Long words also take endings that make another kind of word: "democrat" finds "democratische".
LONG_WORD, LONG_ENDING = 8, 6
NUMBERS = """nul één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien
    zeventien achttien negentien twintig"""
TENS = {"dertig": "30", "veertig": "40", "vijftig": "50", "zestig": "60", "zeventig": "70", "tachtig": "80"}
HIGHER = {"negentig": "90", "honderd": "100", "duizend": "1000"}
DIGITS = {word: str(number) for number, word in enumerate(NUMBERS.split())} | TENS | HIGHER
MARKER = re.compile(r"\[\d+\]")
NUMBERED = re.compile(r"^\s*(?:[-*•]|\d+\.)\s+")
THOUSANDS = re.compile(r"(?<=\d)[.\u202f](?=\d{3}\b)")
DECIMAL = re.compile(r"(?<=\d)[.,](?=\d)")
WORD = re.compile(r"[^\W_]+", re.UNICODE)


@dataclass(frozen=True)
class AnswerText:
    """An answer prepared for matching: its folded words as one padded string, and the stems of each sentence or row."""

    raw: str
    words: str
    units: tuple[frozenset[str], ...]


@lru_cache(maxsize=8192)
def plain_words(text: str) -> tuple[str, ...]:
    """Return the folded words of `text` without punctuation, hyphens split, number words as digits."""
    text = DECIMAL.sub("d", THOUSANDS.sub("", text.replace("É", "é")))
    # "één" is a number and "een" an article: folding would make them the same
    text = re.sub(r"\b[eé]én\b", "1", text, flags=re.IGNORECASE)
    return tuple(DIGITS.get(word, word) for word in WORD.findall(fold(text)))


@lru_cache(maxsize=8192)
def plain_stems(text: str) -> frozenset[str]:
    """Return the stems of the content words of `text`; numbers as digits."""
    return frozenset(stem(word) for word in plain_words(text) if word not in STOPWORDS)


def prepare(answer: str) -> AnswerText:
    """Return `answer` (Markdown with [n] markers) ready for matching."""
    units = []
    for line in answer.split("\n"):
        bare = NUMBERED.sub("", MARKER.sub("", line)).replace("**", "").replace("|", " | ").strip(" |")
        if bare:
            units.extend(sentences(bare))
    joined = "\n".join(units)
    return AnswerText(fold(joined), f" {' '.join(plain_words(joined))} ", tuple(plain_stems(unit) for unit in units))


def says(text: AnswerText, alternative: str) -> bool:
    """Tell whether the answer holds `alternative`: as whole words, or all its content stems in one sentence or row."""
    if has_words(text, alternative):
        return True
    wanted = plain_stems(alternative)
    return bool(wanted) and any(wanted <= unit for unit in text.units)


def has_words(text: AnswerText, wanted: str) -> bool:
    """Tell whether `wanted` occurs in the answer as whole words, the last one perhaps inflected."""
    parts = plain_words(wanted)
    if not parts:
        return fold(wanted).strip() in text.raw
    phrase = f" {' '.join(parts)}"
    last = parts[-1]
    if len(last) < MIN_INFLECTED or last in STOPWORDS | NEGATIONS or last.isdigit():
        return f"{phrase} " in text.words
    ending = LONG_ENDING if len(last) >= LONG_WORD else MAX_ENDING
    return re.search(rf"{re.escape(phrase)}[^\W\d_]{{0,{ending}}} ", text.words) is not None


def find_groups(text: AnswerText, groups: tuple[tuple[str, ...], ...]) -> tuple[bool, ...]:
    """Return, per group of alternatives, whether one of them is found."""
    return tuple(any(says(text, alternative) for alternative in group) for group in groups)


@lru_cache(maxsize=65536)
def same_row(gold: str, given: str) -> bool:
    """Tell whether a given row is the gold row: alike but for small differences, or holding its words or all its stems.

    A gold row of one word must be the whole row or open it; with a negation on one side only it is another row.
    """
    one, other = plain_words(gold), plain_words(given)
    if not one or not other:
        return False
    if fuzz.ratio(" ".join(one), " ".join(other)) >= MIN_ROW_LIKENESS:
        return True
    if bool(NEGATIONS & set(one)) != bool(NEGATIONS & set(other)):
        return False
    if len(one) < MIN_ROW_WORDS:
        return next((word for word in other if word not in STOPWORDS), "") == one[0]
    wanted = plain_stems(gold)
    whole = f" {' '.join(one)} " in f" {' '.join(other)} "
    return whole or (len(wanted) >= MIN_ROW_WORDS and wanted <= plain_stems(given))


def match_rows(
    gold: tuple[str, ...],
    given: tuple[str, ...],
    okay: tuple[str, ...] = (),
    points: tuple[tuple[str, ...], ...] = (),
) -> tuple[tuple[bool, ...], tuple[str, ...]]:
    """Return, per gold row, whether it is given, and the given rows that nothing in the case accounts for.

    A given row of several cells (`a | b`) or items (`a; b`) is compared whole, by cell and by item; one that says what
    its name means (`name: meaning`) by its name too. A gold row in a word ("procesmanagement" for "Aandacht voor
    procesmanagement") and a point account for one row each.
    """
    parts = [row_parts(row) for row in given]
    found = tuple(any(same_row(row, part) for row_of in parts for part in row_of) for row in gold)
    extra = tuple(
        row
        for row, own in zip(given, parts, strict=True)
        if not any(same_row(known, part) for known in (*gold, *okay) for part in own)
    )
    unseen = tuple((row,) for row, seen in zip(gold, found, strict=True) if not seen)
    return found, left_over(extra, (*unseen, *points))


def left_over(rows: tuple[str, ...], groups: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """Return the rows that no group of alternatives accounts for, each group for one row at most.

    As many rows as can be are accounted for (augmenting paths; Kuhn, Naval Research Logistics Quarterly 1955).
    """
    texts = [prepare(row) for row in rows]
    edges = [[j for j, group in enumerate(groups) if any(holds(text, words) for words in group)] for text in texts]
    taken: dict[int, int] = {}

    def place(row: int, tried: set[int]) -> bool:
        for group in edges[row]:
            if group not in tried:
                tried.add(group)
                if group not in taken or place(taken[group], tried):
                    taken[group] = row
                    return True
        return False

    return tuple(row for i, row in enumerate(rows) if not place(i, set()))


def holds(text: AnswerText, words: str) -> bool:
    """Tell whether a row says `words`, with a denial or a shortage in both or in neither."""
    denied = NEGATIONS | SHORTAGES
    alike = bool(denied & set(plain_words(text.raw))) == bool(denied & set(plain_words(words)))
    return alike and says(text, words)


def row_parts(row: str) -> tuple[str, ...]:
    """Return a row, its cells and their items, and the name with which it opens."""
    cells = [cell.strip() for cell in row.split(" | ")]
    name, _, meaning = row.partition(": ")
    items = [item.strip() for cell in cells for item in cell.split("; ")]
    return tuple(dict.fromkeys((row, *cells, *items, *([name] if meaning else []))))
