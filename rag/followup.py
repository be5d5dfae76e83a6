"""Make a follow-up question self-contained, by rules, from the conversation so far."""

import re
from collections.abc import Sequence

from rag.library import Library
from rag.records import Turn
from rag.text import STOPWORDS, fold, stem, words
from rag.vocabulary import Vocabulary

# A question with at most this many content words that leans on what went before is a follow-up.
MAX_FOLLOW_UP_WORDS = 6
OPENING = re.compile(r"^(en|maar|ok[eé]?|en wat|and|und|et)\b[ ,]*", re.IGNORECASE)
POINTING = re.compile(
    r"\b(die|dat|deze|dit|daarvan|daarover|daarbij|daarin|daaraan|daarmee|daarvoor|daartegen|hiervan|hierover|ervan|erover|laatste|eerste|"
    r"tweede|derde|beide|ze|zij|hij|hem|hun|haar|zulke|dezelfde|hetzelfde|zelfde|ook|nog meer|verder|meer|anders|leg uit|waarom|hoezo|voorbeeld\w*)\b"
)
BARE_POINTING = re.compile(r"^(en )?(leg uit|waarom|hoezo|hoe dan|geef (eens )?(een )?voorbeeld\w*|noem .*|vertel meer|meer|en verder|wie zegt (dat|dit)).*$")
LEANING = frozenset("hetzelfde dezelfde zelfde dan daar fase zegt nog verder meer".split())
# A follow-up with at least this many words of its own asks something new about what was named before.
MIN_OWN_WORDS = 2
TABLE_LABEL = re.compile(r"\b(tabel|figuur|bijlage) ?([0-9]{1,2}|[a-d])\b")
# Words of one slot: what the new question names of a slot replaces what the old one named of it.
SLOTS: tuple[tuple[str, ...], ...] = (
    ("bedrijfskunde", "organisatiekunde", "bestuurskunde", "sociale wetenschappen", "bedrijfskundig", "organisatiekundig",
     "bestuurskundig", "sociaalwetenschappelijk", "bedrijfskundige", "organisatiekundige", "bestuurskundige", "sociaalwetenschappelijke"),
    ("formatiefase", "managementfase", "evaluatiefase", "alliantieformatie", "alliantiemanagement", "alliantie-evaluatie", "formatie",
     "management", "evaluatie", "fase 1", "fase 2", "fase 3", "eerste fase", "tweede fase", "derde fase", "laatste fase", "verkennen", "delen",
     "overeenkomen", "vormgeven", "uitvoeren"),
    ("faalfactoren", "succesvoorwaarden", "succesfactoren", "valkuilen", "faalfactor", "succesvoorwaarde", "succesfactor", "valkuil",
     "voordelen", "nadelen"),
    ("contractuele arrangementen", "contractueel", "partnerschap", "partnership"),
    ("strategische fit", "culturele fit", "organisatorische fit", "operationele fit"),
    ("pps", "pns", "pus", "publiek-private samenwerking", "publiek-ngo samenwerking", "publiek-publieke samenwerking"),
)


def make_standalone(question: str, history: Sequence[Turn], library: Library, vocabulary: Vocabulary) -> str:
    """Return `question` so that it can be understood without `history`; unchanged when it already can."""
    asked = [turn.content for turn in history if turn.role == "user"]
    if not asked or not _leans_on_history(question):
        return question
    previous = asked[0]
    for earlier, later in zip(asked, asked[1:], strict=False):
        previous = _merge(later, earlier if previous == earlier else previous, library) if _leans_on_history(later) else later
    return _merge(question, previous, library)


def _leans_on_history(question: str) -> bool:
    folded = fold(question)
    content = [word for word in words(question) if word not in STOPWORDS]
    if OPENING.match(folded) and len(content) <= MAX_FOLLOW_UP_WORDS:
        return True
    if BARE_POINTING.match(folded.strip(" ?.!")) and len(content) <= MAX_FOLLOW_UP_WORDS:
        return True
    return len(content) <= MAX_FOLLOW_UP_WORDS and bool(POINTING.search(folded))


def _merge(question: str, previous: str, library: Library) -> str:
    """Put what `question` names into `previous`: same slot replaced, other words added."""
    rest = OPENING.sub("", question.strip()).rstrip("?!. ")
    merged, folded = previous, fold(rest)
    replaced = False
    for slot in (*SLOTS, _author_slot(library)):
        new = _mentioned(folded, slot)
        old = _mentioned(fold(merged), slot)
        if new and old and fold(new) != fold(old):
            merged = re.sub(re.escape(old), new, merged, count=1, flags=re.IGNORECASE)
            replaced = True
    known = {stem(word) for word in words(merged)}
    added = [word for word in words(rest) if word not in STOPWORDS | LEANING and stem(word) not in known]
    if replaced and not added:
        return merged
    if len(added) >= MIN_OWN_WORDS and (carried := _entities(previous, library)):
        return f"{rest} ({', '.join(carried)})?"
    return f"{merged.rstrip('?!. ')}: {rest}?"


def _entities(text: str, library: Library) -> list[str]:
    """Return what a question names: sources, phases, disciplines, tables and people."""
    folded = fold(text)
    found = [_mentioned(folded, slot) for slot in (*SLOTS, _author_slot(library))]
    found += [" ".join(match) for match in TABLE_LABEL.findall(folded)]
    found += re.findall(r"(?<=[a-z,] )[A-Z][\w’'-]+(?: (?:en|&|van|de|den|der|in) [A-Z][\w’'-]+)*", text)
    unique = dict.fromkeys(name for name in found if name)
    return [name for name in unique if not any(name != other and fold(name) in fold(other) for other in unique)]


def _author_slot(library: Library) -> tuple[str, ...]:
    return tuple(fold(name) for source in library.sources for name in sorted(source.names, key=len, reverse=True))


def _mentioned(folded: str, slot: Sequence[str]) -> str:
    """Return the longest member of `slot` that stands in the folded text."""
    found = [member for member in slot if re.search(rf"(?<!\w){re.escape(member)}(?!\w)", folded)]
    return max(found, key=len, default="")
