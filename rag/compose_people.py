"""Let everyone speak whom a question sets side by side: ask of each alone what is asked of all."""

import re
from collections.abc import Callable, Iterator, Sequence

from rag.attribution import Speaker, find_speakers
from rag.draft import Draft, Line, LineStyle
from rag.library import Library
from rag.phrases import NOTHING_ON_SIDE
from rag.query import Query, QuestionKind
from rag.side_frames import SAY
from rag.text import STOPWORDS, fold, words

# Ways of asking how people compare, or what each of them says, where two or more are named.
TOGETHER = re.compile(
    r"\b(?:verschil\w*|vergelijk\w*|overeenkomst\w*|naast|tegenover|versus|vs|allebei|alle ?twee|beide|beiden|ieder|"
    r"elk|(?:het|de)?zelfde|dezelfde|anders|oneens|eens|of|gemeen|verhoud\w*|tegen\w*|lijk(?:t|en) op)\b|"
    r"\ben (?:wat|hoe|welke?|waarom|die|dat|bij|volgens)\b|"
    rf"\b(?:{SAY}|zien|raden|verklaren)\b"
)
# What is said of all of them and means nothing of one, and what their names leave behind.
OF_ALL = re.compile(
    r"\b(?:allebei|alle ?twee|beiden?|elkaar|naast|tegenover|versus|vs|bij elk|van elk|(?:on)?eens|ieder|het met|"
    r"(?:de|het)?zelfde|verschillen|verschilt|verschil|anders|vergelijk|vergelijking|overeenkomst(?:en)?|tussen|dan|"
    r"die van|waarin|zien|denken|kijken|kijkt|vinden|vindt|zeggen|zegt|schrijven|schrijft|zou|zouden|zijn|leg|zet|"
    r"volgens|bij|van|en|of|met|de|het|is|wie|in|hun|beider)\b",
    re.IGNORECASE,
)
# Words of a question that say nothing of its subject.
EMPTY = frozenset("aanpak bijdrage verhaal werk visie standpunt opvatting auteurs schrijvers eens even".split())
ABOUT_ALL, ABOUT_THIS = "Wat zegt {name}?", "{asked} volgens {name}?"
# What one of them says takes so many words at most; so many must have something to say.
MOST_WORDS, LEAST_SPEAKING = 70, 2
OTHER_KINDS = (QuestionKind.REVERSE, QuestionKind.ADVICE)

# Return the draft that answers a question, without lines where the library does not.
Ask = Callable[[str], Draft]


def tell_each(draft: Draft, query: Query, library: Library, ask: Ask, stands: Callable[[Draft], bool]) -> Draft:
    """Return `draft`, or what each of the people says whom `query` sets side by side.

    Each is asked alone where `draft` leaves one out, or where it does not stand: it would be refused.
    """
    speakers = find_speakers(query.standalone, library)
    if len(speakers) < LEAST_SPEAKING or query.tables or query.is_situation or query.kind in OTHER_KINDS:
        return draft
    if not TOGETHER.search(fold(query.standalone)) or (not _leaves_out(draft, speakers) and stands(draft)):
        return draft
    told = [(speaker, _opening(ask(question_for(speaker, speakers, query)))) for speaker in speakers]
    if sum(bool(lines) for _, lines in told) < LEAST_SPEAKING:
        return draft
    return Draft(tuple(line for speaker, lines in told for line in _side(speaker, lines)), certain=True)


def question_for(speaker: Speaker, speakers: Sequence[Speaker], query: Query) -> str:
    """Return what `query` asks of all `speakers` as a question about one."""
    asked = query.standalone
    for other in speakers:
        asked = asked.replace(other.name, " ")
    asked = " ".join(OF_ALL.sub(" ", asked).replace("?", " ").strip(" ,.:").split())
    content = [word for word in words(asked) if word not in STOPWORDS and word not in EMPTY]
    return (ABOUT_THIS if content else ABOUT_ALL).format(asked=asked, name=speaker.name)


def _leaves_out(draft: Draft, speakers: Sequence[Speaker]) -> bool:
    """Tell whether a draft does not name one of `speakers`."""
    said = {word for line in draft.lines for word in words(line.text)}
    return any(not speaker.surnames & said for speaker in speakers)


def _opening(draft: Draft) -> list[Line]:
    """Return the lines with which an answer opens, within the words one side gets."""
    kept: list[Line] = []
    length = 0
    for line in draft.lines:
        length += len(line.text.split())
        if line.style is LineStyle.HEADING or (kept and length > MOST_WORDS):
            break
        kept.append(line)
    return kept if any(line.claims for line in kept) else []


def _side(speaker: Speaker, lines: Sequence[Line]) -> Iterator[Line]:
    yield Line(speaker.name[0].upper() + speaker.name[1:], style=LineStyle.HEADING)
    yield from lines or (Line(NOTHING_ON_SIDE.format(name=speaker.name), style=LineStyle.REMARK),)
