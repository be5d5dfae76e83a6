"""Know whom a passage speaks for: its source in its own voice, or somebody the source reports."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rag.check_condensed_words import Tokens, load_condensed_words, tokens_of
from rag.check_lexicon import Lexicon
from rag.check_text import Held, read
from rag.records import EDITORIAL, Passage, PassageKind
from rag.text import sentences, words

YEAR = re.compile(r"\(?(?:1[89]|20)\d\d\b")
# Initials and such are no names by which a source is known.
MIN_NAME = 3


@dataclass(frozen=True)
class Statement:
    """A sentence of a passage, or a list under its lead: its text, tokens and place; whether the source says it itself.

    `names` are the names in it, which no enumeration may lose.
    """

    text: str
    tokens: Tokens
    passage: Passage
    place: int
    is_own: bool
    names: frozenset[str]


@lru_cache(maxsize=512)
def statements_of(passage: Passage, held: Held) -> tuple[Statement, ...]:
    """Return the sentences of a passage in order; of a list one, with its lead and all items; of a table none."""
    if passage.table is not None:
        if passage.kind is not PassageKind.LIST:
            return ()
        text = _list_text(passage)
        return (
            Statement(passage.text, tokens_of(text), passage, 0, _is_own(text, passage, held.lexicon), frozenset()),
        )
    found = []
    is_own = passage.kind not in EDITORIAL and all(
        not set(words(title)) & held.lexicon.names - held.lexicon.source_names([passage]) for title in passage.section
    )
    lines = [text for line in passage.text.split("\n") for text in sentences(line)]
    for place, text in enumerate(lines):
        own = is_own and _is_own(text, passage, held.lexicon)
        found.append(Statement(text, tokens_of(text), passage, place, own, read(text, held.lexicon).names))
        # What follows a report may still be the report.
        is_own = is_own and not _reports(text, passage, held.lexicon)
    return tuple(found)


def may_say(by: Tokens, told_by: Tokens | None, statement: Statement, lexicon: Lexicon) -> bool:
    """Tell whether a claim may lay a sentence in the mouth of `by`.

    That is whoever the sentence itself names, or, where the source speaks for itself, its authors or the work.
    """
    if told_by is not None:
        years = {token for token in by if token.isdigit()}
        return _bare(by) == _bare(told_by) and years <= set(told_by)
    return statement.is_own and is_source(by, statement.passage, lexicon)


def is_source(by: Tokens, passage: Passage, lexicon: Lexicon) -> bool:
    """Tell whether `by` means the authors of the passage's source, or the work itself."""
    lists = load_condensed_words()
    small = lists["prepositions"] | lists["articles"] | {"en"}
    own = frozenset(name for name in lexicon.source_names([passage]) - small if len(name) >= MIN_NAME)
    named = _bare(by)
    years = any(token.isdigit() for token in by)
    return not years and bool(named & own) and named <= own | lists["works"] | small


def _bare(by: Tokens) -> frozenset[str]:
    """Return the words of an attribution without articles, signs and years."""
    return frozenset(t for t in by if t not in ("de", "het", "een") and t[0].isalpha())


def _is_own(text: str, passage: Passage, lexicon: Lexicon) -> bool:
    return _names_nobody(text, passage, lexicon) and not _reports(text, passage, lexicon)


def _names_nobody(text: str, passage: Passage, lexicon: Lexicon) -> bool:
    return not read(text, lexicon).names - lexicon.source_names([passage])


def _reports(text: str, passage: Passage, lexicon: Lexicon) -> bool:
    """Tell whether somebody else than the source is reported: by a year, or a report that does not name it."""
    if YEAR.search(text):
        return True
    reports = load_condensed_words()["reports"]
    is_report = any(token in reports or token in ("volgens", "aldus") for token in tokens_of(text))
    return is_report and not read(text, lexicon).names & lexicon.source_names([passage])


def _list_text(passage: Passage) -> str:
    table = passage.table
    assert table is not None
    items = ["; ".join(cell) for row in table.rows for cell in row]
    return f"{table.caption.rstrip(':')}: {', '.join(items[:-1])} en {items[-1]}" if items[1:] else passage.text
