"""Make a follow-up question self-contained, by rules, from the conversation so far."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.attribution import find_speakers
from rag.followup_items import asked_items, is_bare_ordinal, listed_items, name_items
from rag.followup_leans import (
    BARE,
    CHOOSING,
    ORDINALS,
    RELATIONAL,
    asks_again,
    leans_on_history,
    strip_opening,
    without_reaction,
)
from rag.followup_merge import KINDS, SLOTS, merge
from rag.followup_sequence import name_phase
from rag.followup_swap import asked_of_all, brought_up, of_whom, swapped
from rag.followup_topic import (
    NAME_RUN,
    about_the_same,
    author_slot,
    compare,
    joined,
    mentioned,
    name_pointed,
    name_subject,
    of_others,
    with_name,
    with_source,
)
from rag.library import Library
from rag.people import find_people
from rag.records import Turn
from rag.source_asked import is_for_source
from rag.text import STOPWORDS, fold, stem, words
from rag.vocabulary import Vocabulary

__all__ = ["leans_on_history", "make_standalone", "on_its_own"]

# Turns further back than this no longer say what a question is about.
MAX_TURNS = 12
# "Hoe was het contract geregeld?" still is about the project named before it; "Wat is een contract?" is not.
DEFINITE = re.compile(r"\b(?:de|het|die|dat)\b")
ORDINAL_NOUN = re.compile(rf"\b(?:de|het) (?:{ORDINALS}) ([\w-]+)(?: |$)(?!van|bij|volgens|uit|in\b)", re.IGNORECASE)
# "Hoeveel jaar ervaring heeft die auteur?": whom the question before asked for, or its answer names first.
THAT_PERSON = re.compile(r"\b(?:die|deze|dezelfde) (?:auteur|schrijver|onderzoeker|denker)\b", re.IGNORECASE)
# "Nog even terug naar je eerste antwoord: …"
BACK = re.compile(
    r"^.*?\bterug naar (?:(?:je|jouw|uw|mijn|onze|de|het|dat) )?(?:aller)?eerste (?:antwoord|vraag|punt|onderwerp)\b"
    r"[ ,:.–-]*",
    re.IGNORECASE,
)
# "Welke vier zijn dat?"
WHICH_COUNT = re.compile(r"^welke (twee|drie|vier|vijf|zes|zeven|acht|negen|tien) (?:zijn|waren) (?:dat|het)(?: dan)?$")
GENERIC = frozenset("keer plaats instantie gezicht".split())


@dataclass(frozen=True)
class Talk:
    """What a talk has come to: the last question on its own, its answer, what was listed, and who it is about.

    `subject` is the last question that was whole: "waarom?" and "hoe dan?" stand behind that, not behind each other.
    """

    previous: str = ""
    answer: str = ""
    items: tuple[str, ...] = ()
    entity: str = ""
    subject: str = ""


def make_standalone(question: str, history: Sequence[Turn], library: Library, vocabulary: Vocabulary) -> str:
    """Return `question` so that it can be understood without `history`; unchanged when it already can."""
    if back := BACK.match(question):
        question, history = question[back.end() :], history[:2]
    talk = Talk()
    for turn in history[-MAX_TURNS:]:
        talk = _after(turn, talk, library, vocabulary)
    return _resolve_turn(question, talk, library, vocabulary)


def on_its_own(history: Sequence[Turn], library: Library, vocabulary: Vocabulary) -> tuple[Turn, ...]:
    """Return a conversation in which each question can be understood without those before it."""
    talk, turns = Talk(), list[Turn]()
    for turn in history[-MAX_TURNS:]:
        talk = _after(turn, talk, library, vocabulary)
        turns.append(Turn(turn.role, talk.previous) if turn.role == "user" else turn)
    return tuple(turns)


def _after(turn: Turn, talk: Talk, library: Library, vocabulary: Vocabulary) -> Talk:
    """Return what the talk has come to after `turn`."""
    if turn.role == "user":
        asked = _resolve_turn(turn.content, talk, library, vocabulary)
        subject = talk.subject if talk.subject and asked.startswith(joined(talk.subject, "")) else asked
        return Talk(asked, "", talk.items, _entity(asked, talk, library), subject)
    items = tuple(listed_items(turn.content, talk.previous)) or talk.items
    return replace(talk, answer=turn.content, items=items)


def _resolve_turn(question: str, talk: Talk, library: Library, vocabulary: Vocabulary) -> str:
    """Return `question` with the phase that "de fase daarna" means, asked of the other sources, or else on its own."""
    if talk.previous and (phase := name_phase(question, talk.previous, talk.answer, library)):
        return with_source(phase.rstrip("?!. "), talk.previous, library)
    if talk.previous and (asked := of_others(strip_opening(question), talk.previous, library)):
        return asked
    return _resolve(question, talk, library, vocabulary)


def _resolve(question: str, talk: Talk, library: Library, vocabulary: Vocabulary) -> str:
    """Return `question` on its own, given what the conversation has come to."""
    previous = talk.previous
    question = without_reaction(question) if previous else question
    question = _with_person(question, talk, library)
    if not previous or _stands_alone(question, previous, library):
        return question
    rest = of_whom(strip_opening(question))
    if asks_again(question):
        return asked_of_all(rest, previous)
    if other := _name_listed(rest, talk, library) or _of_the_same(rest, talk, library) or swapped(rest, previous):
        return other
    if (own := brought_up(rest, previous)) or (_shares_ordinal(question, previous) and (own := rest)):
        return with_source(own, previous, library)
    return _with_subject(rest, talk, library) or merge(rest, previous, talk.subject, library, vocabulary)


def _of_the_same(rest: str, talk: Talk, library: Library) -> str:
    """Return what "waarom?", "wie zegt dat?" or "zegt het essay hetzelfde?" asks; empty for other questions."""
    folded = fold(rest)
    if BARE.match(folded) or is_for_source(folded):
        return about_the_same(rest, talk.previous, talk.answer, library)
    return compare(rest, talk.previous, library)


def _with_subject(rest: str, talk: Talk, library: Library) -> str:
    """Return `rest` with what "die fase", "hij" or "de tegenpool" stands for, or behind two that it chooses from."""
    previous = talk.previous
    named = name_pointed(rest, previous)
    if named == rest and not _swaps_kind(fold(rest), previous):
        named = name_subject(rest, previous, talk.entity, library)
    if named != rest:
        return f"{named}?" if RELATIONAL.search(rest) else with_source(named, previous, library)
    if CHOOSING.match(fold(rest)) and asked_items(previous):
        return f"{joined(talk.subject, rest)}?"
    return ""


def _stands_alone(question: str, previous: str, library: Library) -> bool:
    """Tell whether a question leans on nothing said before, or names two people itself: "anders dan" compares these."""
    leans = leans_on_history(question) or _shares_ordinal(question, previous)
    return not leans or len(find_speakers(question, library)) > 1


def _with_person(question: str, talk: Talk, library: Library) -> str:
    """Return `question` with a name for "die auteur", where the talk named one of the people the library knows."""
    if not THAT_PERSON.search(question):
        return question
    people = find_people(library)
    named = [match["name"] for text in (talk.previous, talk.answer) for match in NAME_RUN.finditer(text)]
    person = next((name for name in named if {*words(name)} & people), "")
    return THAT_PERSON.sub(person, question, count=1) if person else question


def _name_listed(rest: str, talk: Talk, library: Library) -> str:
    """Return `rest` with what "de derde" or "welke vier" stands for, or the last question asked of it; else empty."""
    if counted := _counted(rest, talk):
        return with_name(counted, talk.previous, library)
    listed = listed_items(talk.answer, talk.previous)
    before = next((item for item in talk.items if fold(item) in fold(talk.previous)), "")
    if is_bare_ordinal(rest) and before:
        item = name_items(rest, talk.previous, talk.items)
        return talk.previous.replace(before, item) if item != rest else ""
    named = name_items(rest, talk.previous, listed or asked_items(talk.previous) or talk.items)
    if named == rest:
        return ""
    if is_bare_ordinal(rest):
        named = f"Vertel meer over {named}"
    return with_name(named, talk.previous, library)


def _counted(rest: str, talk: Talk) -> str:
    """Return "welke vier vragen … zijn dat" for "welke vier zijn dat", from what the last answer counts; else empty."""
    asked = WHICH_COUNT.match(fold(rest))
    counted = asked and re.search(rf"\b{asked[1]} [^.;:?!]+", talk.answer)
    return f"Welke {counted.group()} zijn dat" if counted else ""


def _shares_ordinal(question: str, previous: str) -> bool:
    """Tell whether a question is about "de laatste fase" of the phases that the last one asked for."""
    rest = strip_opening(question)
    match = ORDINAL_NOUN.search(rest)
    if match is None or match.group(1) in GENERIC or len([w for w in words(rest) if w not in STOPWORDS]) > 4:
        return False
    noun = fold(match.group(1))
    asked = words(previous)  # "de eerste fase" asks for one of them, "fasen" for all
    return noun not in asked and any(stem(noun) == stem(word) or word in (f"{noun}n", f"{noun}s") for word in asked)


def _swaps_kind(folded: str, previous: str) -> bool:
    """Tell whether "de voordelen" stands against "de nadelen" of the last question."""
    return bool(mentioned(folded, KINDS) and mentioned(fold(previous), KINDS))


def _entity(asked: str, talk: Talk, library: Library) -> str:
    """Return the name the talk is about after `asked`: its own, or the one before when it still speaks of that."""
    other = (*author_slot(library), *(word for slot in SLOTS for word in slot))
    names = [match.group() for match in NAME_RUN.finditer(asked) if not mentioned(fold(match["name"]), other)]
    if names:
        return names[-1]
    return talk.entity if DEFINITE.search(fold(asked)) else ""
