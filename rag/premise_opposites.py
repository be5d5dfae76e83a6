"""Find claims a question takes for granted of which the library says the opposite."""

import re
from collections.abc import Sequence

from rag.asked import what_is_asked
from rag.check_lexicon import Lexicon
from rag.clues import Clue, find_clues, share_of, term_set, weight_of, with_spellings
from rag.draft import Evidence, Line
from rag.library import Library
from rag.part_terms import part_terms
from rag.phrases import WRONG_CLAIM
from rag.premise_labels import Correction
from rag.query import Query
from rag.records import EntryRole, PassageKind
from rag.retrieve import Found
from rag.text import STOPWORDS, WORD, fold, sentences, stem, words

# A question that takes a claim for granted, up to the claim; or one that opens with a statement.
GRANTING = re.compile(r"^(?:waarom|hoe komt het|hoe verklaart|klopt het|hoe kan het|hoe zo|waardoor)\b", re.I)
# A sentence is about the claim when it, with its heading, names this share of the claim's words.
MIN_SHARE, MIN_CLUES, MIN_RARITY = 0.6, 2, 8.0
# Words on two sides of a scale say less than a denial: the rest must be the same.
MIN_SIDE_SHARE = 0.75
# A word this rare that is denied where the rest of the claim stands is enough.
RARE, MIN_NEAR = 5.0, 0.7
NEGATORS = frozenset(("niet", "geen", "nooit", "zonder", "noch", "nergens"))
# "niet alleen" denies nothing.
NO_DENIAL = re.compile(r"\bniet (?:alleen|zozeer|langer|meer alleen|onbelangrijk)\b")
REACH = 4
DEPTH, CANDIDATES = 6, 12
# A sentence that names so much of the claim and does not contradict it bears it out.
AGREES = 0.95
MAX_CLAIM_WORDS = 30
PREFIXES = ("on", "non-", "non")
COMPARED = re.compile(r"(.+?)\b(?:\w+er|meer|minder|liever|eerder) dan\b(.+)")


def opposite_claim(query: Query, found: Found, library: Library, lexicon: Lexicon) -> Correction | None:
    """Return the correction of a claim that a found sentence, about the same thing, says the other way round."""
    claim = _claim(query.focus)
    if not claim:
        return None
    numbers = [
        n
        for hit in found.hits[:DEPTH]
        if hit.passage.kind is PassageKind.TEXT
        for n in library.entries_by_passage[hit.passage.id]
        if library.entries[n].role is EntryRole.SENTENCE
    ]
    known = {n: term_set(library.entries[n].text, library.lexical.vocabulary) for n in numbers}
    own = {stem(word) for word in words(claim)}
    clues = [clue for clue in find_clues(query, what_is_asked(query), library) if clue.stem in own]
    clues = list(with_spellings(clues, frozenset().union(*known.values())))
    if len(clues) < MIN_CLUES or weight_of(clues) < MIN_RARITY:
        return None
    ranked = sorted(((share_of(clues, known[n]), n) for n in numbers), key=lambda item: -item[0])
    for share, number in ranked[:CANDIDATES]:
        text = library.entries[number].text
        near = part_terms(int(library.entry_parts[number]), library)
        if _is_contrary(claim, text, clues, share, lexicon) or _denies_rare(claim, text, clues, near):
            evidence = Evidence(library.passage_by_id[library.entries[number].passage_id], text)
            return Correction(WRONG_CLAIM, (Line(text, (evidence,)),))
        if share >= AGREES:
            return None
    return None


def _claim(focus: str) -> str:
    """Return the claim a question takes for granted, '' when it takes none."""
    parts = sentences(focus)
    if GRANTING.match(focus):
        return GRANTING.sub("", parts[0]).strip(" ?.")
    if len(parts) > 1 and not parts[0].endswith("?") and len(parts[0].split()) <= MAX_CLAIM_WORDS:
        return parts[0].strip(" .") if parts[0].endswith(".") and ":" not in parts[0] else ""
    return ""


def is_other_way_round(claim: str, text: str, lexicon: Lexicon) -> bool:
    """Tell whether a sentence that is all about the claim takes another side, or swaps what it compares."""
    return _is_prefixed(claim, text, 1.0) or _is_swapped(claim, text) or _takes_other_side(claim, text, lexicon)


def _is_contrary(claim: str, text: str, clues: Sequence[Clue], share: float, lexicon: Lexicon) -> bool:
    """Tell whether a sentence that names `share` of the claim says it the other way round."""
    if _is_prefixed(claim, text, share):
        return True
    if share < MIN_SHARE:
        return False
    if _is_swapped(claim, text) or _is_denied(claim, text, clues):
        return True
    return share >= MIN_SIDE_SHARE and _takes_other_side(claim, text, lexicon)


def _denies_rare(claim: str, text: str, clues: Sequence[Clue], near: frozenset[str]) -> bool:
    """Tell whether the text denies the rarest word of the claim, in a part that names nearly all of the claim."""
    rarest = max(clues, key=lambda clue: clue.weight)
    return rarest.weight >= RARE and share_of(clues, near) >= MIN_NEAR and _is_denied(claim, text, [rarest])


def _is_prefixed(claim: str, text: str, share: float) -> bool:
    """Tell whether the text has 'onvrijwillig' where the claim has 'vrijwillig', or the other way round."""
    ours, theirs = set(WORD.findall(fold(claim))), set(WORD.findall(fold(text)))
    return (
        any(
            (prefix + word in theirs and word not in theirs)
            or (word.startswith(prefix) and word.removeprefix(prefix) in theirs and word not in theirs)
            for word in ours
            if len(word) >= 6
            for prefix in PREFIXES
        )
        and share >= MIN_SHARE / 2
    )


def _is_swapped(claim: str, text: str) -> bool:
    """Tell whether both compare the same two things, with the other one ahead."""
    one, other = COMPARED.search(fold(claim)), COMPARED.search(fold(text))
    if not one or not other:
        return False
    left, right = ({stem(w) for w in words(part) if w not in STOPWORDS} for part in one.groups())
    their_left, their_right = ({stem(w) for w in words(part) if w not in STOPWORDS} for part in other.groups())
    left, right, shared = left - right, right - left, their_left & their_right
    crossed = len(left & (their_right - shared)) + len(right & (their_left - shared))
    return crossed > len(left & (their_left - shared)) + len(right & (their_right - shared))


def _is_denied(claim: str, text: str, clues: Sequence[Clue]) -> bool:
    """Tell whether the text denies, within reach of a word of the claim, what the claim does not deny."""
    ours, theirs = NO_DENIAL.sub(" ", fold(claim)), NO_DENIAL.sub(" ", fold(text))
    if NEGATORS & set(WORD.findall(ours)):
        return False
    line = WORD.findall(theirs)
    spellings = frozenset().union(*(clue.spellings for clue in clues))
    hits = [place for place, word in enumerate(line) if stem(word) in spellings]
    return any(word in NEGATORS and any(0 < abs(h - place) <= REACH for h in hits) for place, word in enumerate(line))


def _takes_other_side(claim: str, text: str, lexicon: Lexicon) -> bool:
    """Tell whether the text takes the other side of a scale than the claim: laat for vroeg, slagen for mislukken."""
    ours, theirs = _sides(claim, lexicon), _sides(text, lexicon)
    return any(
        (axis, -side) in theirs and (axis, side) not in theirs for axis, side in ours if (axis, -side) not in ours
    )


def _sides(text: str, lexicon: Lexicon) -> set[tuple[int, int]]:
    return {side for word in words(text) for side in lexicon.sides.get(stem(word), ())}
