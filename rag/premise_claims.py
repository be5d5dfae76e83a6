"""Find claims a question takes for granted that stand with somebody else in the library."""

import re
from collections.abc import Sequence

import numpy as np

from rag.asked import Slot, what_is_asked
from rag.attribution import find_speakers
from rag.clues import Clue, find_clues, share_of, term_set, weight_of, with_spellings
from rag.draft import Evidence, Line
from rag.library import Library
from rag.people import CAPITALISED, NAME, SURNAMES, find_people
from rag.phrases import WRONG_AUTHOR, join_words
from rag.premise_labels import Correction
from rag.query import Query
from rag.records import Bearing, EntryRole, PassageKind
from rag.retrieve import Found
from rag.text import fold, stem, words

# A sentence shows who says a thing when it names this share of the question without the name, and so much rarity in
# all; a single word must be rarer still.
MIN_SHARE, MIN_RARITY, MIN_ALONE = 0.8, 8.0, 4.0
# The one credited must have no sentence with more than this share.
MAX_OWN_SHARE = 0.5
# Or a question that leads to somebody else fits so well, and none that leads to them as well as this.
MIN_FIT, MOST_OWN_FIT = 0.5, 0.3
CANDIDATES = 60
# Who is named as the one who says something: in the library's own sentences, and in a question.
SAYING = (
    r"(?:stelt|stelde|stellen|noemt|noemde|noemen|vindt|vond|vinden|vonden|zegt|zei|zeggen|schrijft|schreef|schrijven|onderscheidt|onderscheiden|"
    r"waarschuwt|rekent|rekende|toont|toonde|concludeert|beweert|beweerde|meent|meende|wijst|wijzen|beschrijft|beschrijven|bedoelt|bedoelen|geeft|geven|ontwikkelde|ontwikkelden|bedacht)"
)
SAYS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:[Vv]olgens|[Aa]ldus|bij|door|van|naar) {SURNAMES}",
        rf"\b{SURNAMES} (?:\(\d{{4}}|{SAYING}\b)",
        rf"\b{SAYING} {SURNAMES}",
    )
)
FULL_NAME = re.compile(rf"\b{NAME} (?:(?:van|de|den|der|ten) )*{NAME}")


def wrong_author(query: Query, found: Found, library: Library) -> Correction | None:
    """Return the correction of a name that is credited with what the library has from somebody else."""
    asked = what_is_asked(query)
    credited = _credited(query, library) if asked.slot is Slot.ANY else ()
    if not credited:
        return None
    own = frozenset(stem(word) for name in credited for word in words(name))
    clues = [c for c in find_clues(query, asked, library) if c.stem not in own and not c.stem.isdigit()]
    rare = weight_of(clues) >= (MIN_RARITY if len(clues) > 1 else MIN_ALONE)
    best = _said_by_another(clues, own, library) if rare else None
    if best is None:
        best = _meant_by_another(query, found, own, library)
    if best is None:
        return None
    entry = library.entries[best]
    evidence = Evidence(library.passage_by_id[entry.passage_id], entry.text)
    names = [s.name for s in find_speakers(query.standalone, library) if s.surnames & set(map(fold, credited))]
    remark = WRONG_AUTHOR.format(name=join_words(names or list(credited)))
    return Correction(remark, (Line(entry.text, (evidence,)),))


def _said_by_another(clues: Sequence[Clue], own: frozenset[str], library: Library) -> int | None:
    """Return the sentence of somebody else that names nearly all clues, where `own` have none that names half."""
    ranked = sentences_on(clues, library)
    theirs = max((share for share, number in ranked if own & _named_in(number, library)), default=0.0)
    best = next((n for share, n in ranked if share >= MIN_SHARE and _says_who(n, own, library)), None)
    return None if theirs > MAX_OWN_SHARE else best


def _meant_by_another(query: Query, found: Found, own: frozenset[str], library: Library) -> int | None:
    """Return the sentence of somebody else that a question leads to that fits well, where none of theirs does."""
    answered = [near for near in found.pointed.near if near.pointer.bearing is Bearing.ANSWER]
    theirs = max((near.fit for near in answered if near.is_theirs), default=0.0)
    best = next((near for near in answered if not near.is_theirs), None)
    if not query.people or best is None or best.fit < MIN_FIT or theirs > MOST_OWN_FIT:
        return None
    return next((n for n in library.entries_at(best.pointer.targets)[:1] if _says_who(n, own, library)), None)


def _credited(query: Query, library: Library) -> tuple[str, ...]:
    """Return the people the question credits with something, as it writes them; those the library knows only."""
    known = find_people(library)
    found: list[str] = []
    for pattern in SAYS:
        for match in pattern.finditer(query.standalone):
            found.extend(name for name in CAPITALISED.findall(match.group(1)) if fold(name) in known)
    return tuple(dict.fromkeys(found))


def sentences_on(clues: Sequence[Clue], library: Library) -> list[tuple[float, int]]:
    """Return (share of the clues named, entry number) of the sentences with most of their words, best first."""
    scores = library.lexical.scores({clue.stem: clue.weight for clue in clues})
    numbers = library.entries_by_role[EntryRole.SENTENCE]
    top = [int(n) for n in numbers[np.argsort(-scores[numbers], kind="stable")[:CANDIDATES]]]
    known = {n: term_set(library.entries[n].text, library.lexical.vocabulary) for n in top if not _is_note(n, library)}
    spelled = with_spellings(clues, frozenset().union(*known.values()))
    return sorted(((share_of(spelled, own), n) for n, own in known.items()), key=lambda item: (-item[0], item[1]))


def _is_note(number: int, library: Library) -> bool:
    return library.passage_by_id[library.entries[number].passage_id].kind is PassageKind.NOTE


def _named_in(number: int, library: Library) -> frozenset[str]:
    """Return the stems of the names in the part where a sentence stands, its headings and its source's authors."""
    passage = library.passage_by_id[library.entries[number].passage_id]
    authors = " ".join(library.source_by_id[passage.source_id].authors)
    text = f"{passage.text} {' '.join(passage.section)} {authors}"
    return frozenset(stem(word) for name in CAPITALISED.findall(text) for word in words(name))


def _says_who(number: int, own: frozenset[str], library: Library) -> bool:
    """Tell whether a sentence names people, none of them among `own`."""
    named = {fold(name) for name in CAPITALISED.findall(library.entries[number].text)}
    is_said = bool(named & find_people(library)) or bool(FULL_NAME.search(library.entries[number].text))
    return is_said and not own & _named_in(number, library)
