"""Lead the questions that point into a dossier to the sentences of the original that say the same."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from math import sqrt

from ingest.originals import plain_title
from ingest.passages import Pieces
from ingest.pointers import Place, text_places
from rag.text import stem_set

# Below this likeness (0..1) no sentence of the original is taken to say what the dossier's sentence says.
MIN_LIKENESS = 0.2
SAME_SECTION = 0.15


def redirect(dossier: Pieces, original: Pieces) -> Pieces:
    """Return `original` with the pointers of `dossier`, each to the sentences or rows most like those it led to.

    A pointer of which no target is found is left out.
    """
    finder = _Finder(original)
    sections = {passage.id: passage.section for passage in dossier.passages}
    wanted = {place for pointer in dossier.pointers for place in pointer.targets}
    found = {place: finder.nearest(text, sections[place[0]]) for place, text in text_places(dossier) if place in wanted}
    moved = [
        replace(pointer, targets=tuple(dict.fromkeys(target for place in pointer.targets if (target := found[place]))))
        for pointer in dossier.pointers
    ]
    return replace(original, pointers=tuple(pointer for pointer in moved if pointer.targets))


class _Finder:
    """Find the sentence or row of an original that is most like a text."""

    def __init__(self, pieces: Pieces) -> None:
        sections = {passage.id: passage.section for passage in pieces.passages}
        self._places = [place for place, _ in text_places(pieces)]
        self._stems = [stem_set(text) for _, text in text_places(pieces)]
        self._titles = [{plain_title(title) for title in sections[passage_id]} for passage_id, _ in self._places]
        holding = Counter(stem for stems in self._stems for stem in stems)
        self._rarity = {stem: 1.0 / count for stem, count in holding.items()}
        self._weights = [self._weight(stems) for stems in self._stems]
        self._by_stem: dict[str, list[int]] = {}
        for number, stems in enumerate(self._stems):
            for stem in stems:
                self._by_stem.setdefault(stem, []).append(number)

    def nearest(self, text: str, section: Sequence[str]) -> Place | None:
        """Return the place most like `text`, of its own section first; None where nothing is like it."""
        stems = stem_set(text)
        shared: defaultdict[int, float] = defaultdict(float)
        for stem in stems:
            for number in self._by_stem.get(stem, ()):
                shared[number] += self._rarity[stem]
        own = self._weight(stems)
        title = plain_title(section[-1]) if section else ""
        scored = [
            (value / sqrt(own * self._weights[number]) + SAME_SECTION * (title in self._titles[number]), -number)
            for number, value in shared.items()
        ]
        score, number = max(scored, default=(0.0, 0))
        return self._places[-number] if score >= MIN_LIKENESS else None

    def _weight(self, stems: frozenset[str]) -> float:
        return sum(self._rarity.get(stem, 1.0) for stem in stems) or 1.0
