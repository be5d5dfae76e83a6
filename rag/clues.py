"""Compare a question with texts by its clues: its content words, weighed by rarity, in all spellings of one meaning."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rag.asked import Asked
from rag.check_lexicon import load_lexicon
from rag.dutch_words import commonness
from rag.library import Library
from rag.query import Query
from rag.senses import meant_by
from rag.text import MIN_SHARED, STOPWORDS, same_word, split_compound, stem, words

# Words about the text itself or about the asking; a question does not fail for want of them.
ASKING = frozenset(
    stem(word)
    for word in """
    cijfer cijfers tekst teksten bron bronnen auteur auteurs artikel noemen onderscheiden onderscheidt zeggen
    beschrijven beschrijft beschrijf schrijft schrijven vindt vinden denkt denken stelt stellen volgens kort
    geschreven schreef schrijver schrijvers denker denkers wetenschapper wetenschappers
    lijst lijstje rij tabel figuur volledig overzicht categorie categorieën verschil verschillen tussen precies
    vergelijk vergelijken zet naast soort type svp toets sheet flipover college studenten morgen minuten bedoelt
    bedoelen bedoeld legt leg gebruikt onderzoekers onderzoeker uitleg erbij hoort horen hetzelfde betekent
    betekenis begrip term beroept ze ermee erbij eraan ervoor""".split()
)
# Verbs that say little by themselves, in the forms that questions have them; texts put the same with others.
LIGHT_VERBS = frozenset(
    stem(word)
    for word in """
    deden deed gedaan ging gingen gegaan kwam kwamen gekomen liep liepen loopt lopen haalt halen haalde
    haalden vormt vormen vormde vormden voert voeren voerde voerden bracht brachten brengt brengen nam namen
    neemt nemen hield hielden houdt houden kreeg kregen krijgt krijgen viel vielen valt vallen zette zetten
    trok trekt trekken droeg draagt dragen stond stonden steunt steunen steunde leunt leunen leunde baseert
    baseren baseerde ontleent ontlenen ontleende dankt danken bestudeert bestudeerde bestudeerden bestudeerd
    onderzocht onderzochten onderzoekt hakt wijst wijzen wees pakt pakken pakte pakten begint beginnen begon
    eindigt lukt lukken lukte bestaat bestaan gebeurt gebeuren gebeurde verloopt verliep
    kent kennen kende telt tellen telde""".split()
)
# How common the commonest words are in Dutch; "terug" and "geld" are half a point from it, "btw" more than four.
EVERYDAY = 6.5


@dataclass(frozen=True)
class Clue:
    """A content word of the question: its stem, the stems of its parts if it is a compound, and its rarity.

    `weight` is its rarity in the library, `commonness` how common it is in Dutch (`rag.dutch_words`).
    """

    stem: str
    parts: frozenset[str]
    weight: float
    spellings: frozenset[str] = frozenset()
    commonness: float = 0.0


@lru_cache(maxsize=32768)
def term_set(text: str, vocabulary: frozenset[str]) -> frozenset[str]:
    """Return the stems of the content words of `text` and of the parts of its compounds."""
    found = [word for word in words(text) if word not in STOPWORDS]
    parts = [part for word in found for part in split_compound(word, vocabulary)]
    return frozenset(stem(word) for word in found + parts)


def find_clues(query: Query, asked: Asked, library: Library) -> tuple[Clue, ...]:
    """Return the question's own content words without those that only ask; of hyphened words the halves only."""
    found: dict[str, Clue] = {}
    for word in query.content:
        own = stem(word)
        if own not in ASKING and own not in LIGHT_VERBS and "-" not in word and word not in asked.asking:
            parts = frozenset(stem(part) for part in split_compound(word, library.lexical.vocabulary))
            found.setdefault(own, Clue(own, parts, library.rarity(own), commonness=commonness(word)))
    return tuple(found.values())


def with_spellings(clues: Sequence[Clue], terms: frozenset[str]) -> tuple[Clue, ...]:
    """Return the clues with the stems among `terms` that mean the same, so that texts are compared as sets.

    The opposite counts too: who asks how many alliances fail is answered by how many succeed.
    """
    beginnings = {clue.stem[:MIN_SHARED] for clue in clues}
    near = [term for term in terms if term[:MIN_SHARED] in beginnings]
    meaning = _stems_by_meaning()
    found = []
    for clue in clues:
        alike = {term for term in near if same_word(clue.stem, term)}
        alike.update(*(meaning[own] & terms for own in _meanings(clue.stem)), meant_by(clue.stem) & terms)
        found.append(replace(clue, spellings=frozenset({clue.stem, *alike})))
    return tuple(found)


@lru_cache(maxsize=1)
def _stems_by_meaning() -> dict[tuple[str, int], frozenset[str]]:
    """Return the stems of every synonym group and of every scale of opposites."""
    lexicon = load_lexicon()
    held: dict[tuple[str, int], set[str]] = {}
    for term in {*lexicon.concepts, *lexicon.sides}:
        for own in _meanings(term):
            held.setdefault(own, set()).add(term)
    return {own: frozenset(stems) for own, stems in held.items()}


@lru_cache(maxsize=32768)
def _meanings(term: str) -> frozenset[tuple[str, int]]:
    """Return the synonym groups and the scales of opposites a stem belongs to."""
    lexicon = load_lexicon()
    groups = {("synonyms", number) for number in lexicon.concepts.get(term, ())}
    return frozenset(groups | {("scale", number) for number, _ in lexicon.sides.get(term, ())})


def names_clue(clue: Clue, terms: frozenset[str]) -> bool:
    """Tell whether `terms` hold a spelling of the clue, or all parts of its compound."""
    return not clue.spellings.isdisjoint(terms) or (bool(clue.parts) and clue.parts <= terms)


def rare_gap(clues: Sequence[Clue], terms: frozenset[str]) -> float:
    """Return how rare in Dutch the rarest of `clues` is that `terms` lack, in powers of ten; 0 where they lack none.

    A verb or adverb that everybody uses is lacking by chance; what few people speak of is what the question is about.
    """
    lacking = [EVERYDAY - clue.commonness for clue in clues if not names_clue(clue, terms)]
    return max([0.0, *lacking])


def weight_of(clues: Iterable[Clue]) -> float:
    """Return the rarity of all `clues` together."""
    return sum(clue.weight for clue in clues)


def share_of(clues: Sequence[Clue], terms: frozenset[str]) -> float:
    """Return the rarity-weighted share of `clues` that `terms` name; 0 of no clues."""
    total = weight_of(clues)
    return weight_of(clue for clue in clues if names_clue(clue, terms)) / total if total else 0.0


def best_share(clues: Sequence[Clue], texts: Iterable[frozenset[str]]) -> float:
    """Return the largest share of `clues` that one of `texts` names; 0 of no texts."""
    return max((share_of(clues, terms) for terms in texts), default=0.0)
