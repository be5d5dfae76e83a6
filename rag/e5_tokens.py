"""Split a text into the tokens of multilingual-e5-small.

The package `tokenizers` gives the same tokens, but takes a second and 270 MB to build its tables for these 250,000
pieces; a dictionary takes 0.1 s and 40 MB, and words are remembered, so that splitting costs little beside the model.
"""

import re
from functools import lru_cache

from rag.e5_weights import Vocabulary

SPACE = "\u2581"  # how the vocabulary writes a space; it only ever stands at the start of a piece
# Words split once are kept: a library uses some 20,000 different ones.
REMEMBERED_WORDS = 32_768
# Longer "words" are rubbish that does not come back (a base64 string): remembering them would cost memory only.
LONGEST_REMEMBERED = 48
# An unknown character costs more than the rarest piece, so it is only used where no piece fits.
UNKNOWN_PENALTY = 10.0

_SPACES = re.compile(" {2,}")
_WORD = re.compile(f"{SPACE}[^{SPACE}]*")


class E5Tokenizer:
    """Split texts into the most likely pieces (a unigram model); safe to use from several threads."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._replacements = dict(vocabulary.replacements)
        self._unknown = vocabulary.unknown
        self._scores = vocabulary.scores
        self._ids = {piece: number for number, piece in enumerate(vocabulary.pieces)}
        del self._ids[vocabulary.pieces[vocabulary.unknown]]
        self._longest_piece = max(map(len, vocabulary.pieces))
        self._unknown_score = min(vocabulary.scores) - UNKNOWN_PENALTY
        self._split_remembered = lru_cache(REMEMBERED_WORDS)(self._split_word)

    def split(self, text: str) -> list[int]:
        """Return the piece numbers of a text, without begin and end."""
        written = _SPACES.sub(" ", text.translate(self._replacements))
        marked = ("" if written.startswith(" ") else SPACE) + written.replace(" ", SPACE)
        numbers: list[int] = []
        for word in _WORD.findall(marked):
            split = self._split_remembered if len(word) <= LONGEST_REMEMBERED else self._split_word
            numbers.extend(split(word))
        return numbers

    def _split_word(self, word: str) -> tuple[int, ...]:
        """Return the pieces of one word whose scores add up highest (Viterbi)."""
        length = len(word)
        best = [0.0] + [float("-inf")] * length
        back: list[tuple[int, int]] = [(0, 0)] * (length + 1)
        for start in range(length):
            unknown = best[start] + self._unknown_score
            for end in range(start + 1, min(start + self._longest_piece, length) + 1):
                number = self._ids.get(word[start:end])
                if number is not None and (score := best[start] + self._scores[number]) > best[end]:
                    best[end], back[end] = score, (start, number)
            if unknown > best[start + 1]:
                best[start + 1], back[start + 1] = unknown, (start, self._unknown)
        numbers, end = [], length
        while end > 0:
            end, number = back[end]
            numbers.append(number)
        return tuple(reversed(numbers))
