"""Ask for all that the library says on a subject in one way, however it is asked."""

import re
from collections.abc import Collection

from rag.asking_words import FOR_ALL, FRAMES, asking_words
from rag.library import Library
from rag.sources_on import only_source_on
from rag.text import STOPWORDS, fold, stem_set, words

# What every such question is taken for: `rag.sides` knows the first for a question to all sources. Of whom or
# what one source alone speaks, the others have nothing to say, and the whole of it is asked.
ASKED_OF_ALL, ASKED_OF_ONE = "Wat zeggen de bronnen over {subject}?", "Vat samen wat {source} over {subject} zegt."
# What stands before the subject.
BEFORE = re.compile(
    r"\b(?:over|on|zit het met|gebied van|weten van|niks van|niets van|als het gaat om|aanzien van|tegen|naar|rond|"
    r"rondom|omtrent|inzake|betreft|betreffende|onderwerp|thema)\b"
)
# Words that ask for it and say nothing of the subject.
ALL_ASKING = asking_words((*FRAMES, FOR_ALL))
# Of these a question must hold one: the works together, or all that there is.
OF_ALL = re.compile(
    r"\b(?:bibliotheek|bronnen|teksten|stukken|auteurs|schrijvers|literatuur|boeken|documenten|overzicht\w*|"
    r"totaaloverzicht|samenvat\w*|samengevat|hoofdlijn\w*|hoofdpunten|hoofdzaken|kernpunten|grote lijnen|rode draad|"
    r"alles|allemaal|info|informatie|inzichten|insights|voornaamste|belangrijkste (?:punten|dingen|lessen)|bijpraten|"
    r"zoal|weten we|meer (?:weten|vertellen|info)|niks van|iets (?:zeggen|weten|vertellen)|gezichtspunten|main points|"
    r"de kern|wat (?:valt|is) er (?:\w+ )?(?:te (?:zeggen|melden|vertellen)|over (?:bekend|geschreven))|te berde|"
    r"geschreven over|"
    r"hoe zit het met|in onderzoek gevonden|wat moet ik weten|vertel(?: \w+)* over|leren over)\b|\bvat\b.*\bsamen\b|"
    r"\bpraat\b.*\bbij\b"
)
# What a subject does not hold: somebody's case, another question, one of several things.
NO_SUBJECT = re.compile(
    r"\b(?:ik|wij|we|ons|onze|mijn|je|jij|jullie|dat|wat|wie|hoe|welke?|als|elk|elke|volgens|die|dit|deze|"
    r"(?:waar|daar)(?:om|in|over|door|mee|aan|van|bij|op|uit|toe|voor)?)\b"
)
# Subjects that are also words that ask.
ALSO_SUBJECT = frozenset(
    "leren team bestuur directie overleg manager adviseur opdrachtgever regels kennis tijd visie".split()
)
MAX_SUBJECT = 6
# Who asks: "Ik ben trainer en wil weten".
ASKER = re.compile(r"^(?:ik ben|als) (?:een |de )?[\w-]+(?:,|\.| en(?= wil)|(?= wil))\s*", re.IGNORECASE)
HEAD = re.compile(r"^(?P<subject>[^:–?.!]{3,50}?)(?::| [–-] )(?P<rest>.+)$")


def subject_of_all(text: str) -> str:
    """Return the subject on which `text` asks for all that the library says; '' for every other question."""
    text = ASKER.sub("", text)
    if not OF_ALL.search(fold(text)):
        return ""
    headed = HEAD.match(text)
    if headed and _is_asking(fold(headed.group("rest"))) and _is_subject(headed.group("subject")):
        return headed.group("subject").strip()
    for before in BEFORE.finditer(text.lower()):
        if not _is_asking(fold(text[: before.start()])):
            continue
        if subject := _to_asking(text[before.end() :]):
            return subject
    return ""


def ask_of_all(text: str, names: Collection[str], library: Library) -> str:
    """Return `text` as the one question for what all sources say on its subject; as it is where it asks otherwise.

    `names` are the words that the library writes as names.
    """
    subject = subject_of_all(text)
    if not subject:
        return text
    named = stem_set(" ".join(word for word in words(subject) if word in names))
    own = only_source_on(named, library)
    known_as = library.source_by_id[own].names if own else ()
    if not known_as:
        return ASKED_OF_ALL.format(subject=subject)
    return ASKED_OF_ONE.format(subject=subject, source=known_as[0])


def _to_asking(rest: str) -> str:
    """Return the words with which `rest` begins up to where it only asks; '' where they are no subject."""
    tokens = rest.split()
    for end in range(1, min(len(tokens), MAX_SUBJECT) + 1):
        said, after = " ".join(tokens[:end]), " ".join(tokens[end:])
        following = fold(tokens[end]).strip("?.!,") if after else ""
        whole = not after or said[-1] in ".?!,:" or following in ALL_ASKING or following in STOPWORDS
        if whole and _is_asking(fold(after)) and _is_subject(said):
            return said.strip(" .?!,:;‘’'\"")
    return ""


def _is_asking(text: str) -> bool:
    """Tell whether all words of `text` only ask."""
    return all(word in ALL_ASKING or word in STOPWORDS for word in words(text))


def _is_subject(text: str) -> bool:
    """Tell whether `text` names a thing, and one only."""
    bare = text.strip(" .?!,:;")
    said = [word for word in words(bare) if word not in STOPWORDS]
    return (
        bool(said)
        and len(words(bare)) <= MAX_SUBJECT
        and not all(word in ALL_ASKING - ALSO_SUBJECT for word in said)
        and not re.search(r"[.?!:;(]", bare)
        and not NO_SUBJECT.search(fold(bare))
    )
