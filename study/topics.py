"""Read the lists of the library as topics: what a list is of, its items, and how it is asked about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag.draft import Evidence
from rag.library import Library
from rag.records import Passage, PassageKind
from rag.text import fold, words
from study import texts
from study.names import capitalised, row_text, source_label

# Lists that say nothing about the field: works cited, contents.
LEFT_OUT = frozenset(("werkenlijst",))
# A caption that leans on the sentence before it cannot stand alone.
LEANING = re.compile(
    r"\b(zulke|zo'n|eveneens|andere|nog|daarbij|daarvan|deze|die vier|dit|hiervan|daarnaast|genoemde|prolo?og|inhoudsopgave|"
    r"kunnen|onder meer|voorbeelden van|hoofdstuk \d|tabel \d|figuur \d|opgebouwd)\b"
)
ENDED = re.compile(r",? (?:zijn|is)$")
IMPERATIVE = re.compile(
    r"(?:Creëer|Evalueer|Blijf|Verlies|Reken|Zie|Maak|Geef|Zorg|Houd|Neem|Zoek|Gebruik|Laat|Wees|Stel|Bouw|Bied)\b"
)
# Names and abbreviations tie an item to its own list.
OWN_NAME = re.compile(r"(?<=\s)[A-Z][\w'’-]+|\b[A-Z]{2,}\b|\(")
MAX_ITEM_WORDS = 24
MIN_ITEMS = 3


@dataclass(frozen=True)
class Topic:
    """A list under its caption; `ended` tells that the caption runs on into its items ('De vijf … zijn')."""

    passage: Passage
    caption: str
    ended: bool
    items: tuple[str, ...]

    def evidence(self, number: int) -> Evidence:
        """Return item `number` (from 0) as evidence."""
        return Evidence(self.passage, row_text(self.passage, number), None)


def find_topics(library: Library) -> tuple[Topic, ...]:
    """Return the lists that can be asked about, in reading order."""
    return tuple(_topics(library))


def _topics(library: Library) -> Iterator[Topic]:
    for passage in library.tables:
        table = passage.table
        assert table is not None
        if passage.kind is not PassageKind.LIST or LEFT_OUT & set(passage.kinds) or LEANING.search(fold(table.caption)):
            continue
        items = tuple(plain_item("; ".join(row[0])) for row in table.rows)
        if len(items) < MIN_ITEMS or any(len(item.split()) > MAX_ITEM_WORDS for item in items):
            continue
        caption = table.caption.rstrip(":. ")
        ended = bool(ENDED.search(caption))
        caption = ENDED.sub("", caption) if ended else caption
        yield Topic(passage, _with_source(caption, passage, library), ended, items)


def _with_source(caption: str, passage: Passage, library: Library) -> str:
    """Return a caption that names its source: most do, the others get it added."""
    name = source_label(library, passage.source_id)
    # What a work is about ("het rapport over allianties") does not name it.
    names = [known.split(" over ")[0] for known in library.source_by_id[passage.source_id].names]
    own = {fold(word) for name in names for word in words(name)}
    if own & set(words(caption)) - {"het", "de", "van", "artikel"} or name in caption:
        return caption
    return texts.IN_SOURCE.format(caption=caption, source=name)


def plain_item(item: str) -> str:
    """Return a list item without closing punctuation and emphasis."""
    return capitalised(item.replace("*", "").rstrip("; ").removesuffix("."))


def ask(topic: Topic, stated: str, ended: str) -> str:
    """Return the question about a list: `stated` for a caption that is a sentence, `ended` for one that names things."""
    if topic.ended:
        return ended.format(caption=topic.caption[0].lower() + topic.caption[1:])
    return stated.format(caption=topic.caption)


def shape(item: str) -> str:
    """Return the grammatical form of an item, so that options look alike: question, clause, verb phrase or noun phrase."""
    if item.endswith("?"):
        return "question"
    if ":" in item:
        return "named"
    if IMPERATIVE.match(item):
        return "order"
    own = words(item)
    if own[-1].endswith("en") and len(own) > 1 and own[0] not in ("de", "het", "een"):
        return "verb"
    if re.match(
        r"(?:Er|De|Het|Partijen|Partners|Deelnemers|Wie|Als) .*\b(?:is|zijn|hebben|heeft|wordt|worden|gaan|blijven)\b",
        item,
    ):
        return "clause"
    return "noun"
