"""Set side by side what authors say about a theme: per author one cited sentence an aspect, who agrees, who differs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from rag.check import judge
from rag.disagreement import sources_named
from rag.draft import Evidence
from rag.records import EDITORIAL, Passage, PassageKind
from rag.text import fold, sentences, words
from study import texts
from study.attributed import find_attributed
from study.document import Grid, Heading, Paragraph, StudyDocument, Writer
from study.names import capitalised, source_name
from study.records import Criteria
from study.subject import check_criteria
from study.workshop import Workshop

# Which kinds of passage speak of which aspect.
ASPECTS = {
    "is": frozenset(("definitie", "stelling", "indeling")),
    "effect": frozenset(("bevinding", "risico")),
    "do": frozenset(("aanpak", "gespreksvraag", "oefening")),
}
MIN_WORDS, MAX_WORDS = 6, 38
# A sentence that opens like this, or holds these, leans on the one before it.
LEANING = re.compile(
    r"^(?:ook|verder|daarnaast|daarbij|daardoor|daarom|toch|zo|zulke?|dat|dit|deze|die|hij|zij|ze|hierbij|hierdoor|bovendien|"
    r"tegelijk|maar|en|dan|daarna|vervolgens|een ander|een tweede|volgens (?:hem|haar|hen))\b|\b(?:hierin|daarvan|daarin|zulke|"
    r"zo'n|deze|hun|hen|figuur|tabel|bijlage|de dia|citaat)\b"
)
# How a theme is spoken of, where its own name is not enough.
THEME_WORDS = {
    "leren": "leer|leren|lessen",
    "conflict": "conflict|botsing|spanning",
    "verschillen": "verschil|diversiteit",
    "contracten": "contract",
    "evaluatie": "evalu",
    "leiderschap": "leider|leiding",
    "macht": "macht|dominan|overwicht",
    "vertrouwen": "vertrouw",
    "doelen": "doel|ambitie",
    "belangen": "belang(?!rijk)",
    "communicatie": "communic|dialoog",
    "besturing": "bestur|sturing|coördin",
    "partnerkeuze": "partnerkeu|partnerselectie|kiezen|selectie",
    "innovatie": "innov|vernieuw",
    "kennis": "kennis",
    "emoties": "emotie|gevoel|angst",
    "cultuur": "cultu",
    "netwerken": "netwerk",
    "vormen": "vorm",
    "prestatie": "prestat|resultaat|resultaten",
}
# Reported authors shown below their source, those with most to say on the theme.
MAX_REPORTED = 5
# Sentences of two authors this near in meaning speak of the same thing; with an opposite in them they differ.
MIN_AGREEING, MIN_DIFFERING = 0.905, 0.875
DIFFERING = frozenset(("opposite", "negation"))


@dataclass(frozen=True)
class Cell:
    """One sentence in its passage."""

    text: str
    evidence: Evidence


@dataclass(frozen=True)
class Voice:
    """What one author says about a theme: a cell or None for each aspect, in the order of ASPECTS."""

    author: str
    source_id: str
    cells: tuple[Cell | None, ...]


def make_views(workshop: Workshop, theme: str) -> tuple[Voice, ...]:
    """Return what each source and the authors it reports say about `theme`; raises UsageError for an unknown theme."""
    check_criteria(workshop.library, Criteria(themes=(theme,)))
    found: list[Voice] = []
    used: set[str] = set()
    for source in workshop.library.sources:
        own = _Choice(workshop, theme, source.id)
        found.append(own.voice(capitalised(source_name(workshop.library, source.id)), None, used))
        reported = [own.voice(author, author, used) for author in own.authors()]
        reported.sort(key=lambda voice: sum(cell is None for cell in voice.cells))
        found.extend(voice for voice in reported[:MAX_REPORTED] if any(voice.cells))
    return tuple(found)


class _Choice:
    """The sentences of one source on a theme, by who says them."""

    def __init__(self, workshop: Workshop, theme: str, source_id: str) -> None:
        self._named = re.compile(THEME_WORDS.get(theme, re.escape(fold(theme)[:-2] if len(theme) > 6 else theme)))
        self._source_id = source_id
        credited = {one.statement.text: one.author for one in find_attributed(workshop.library, workshop.truth.lexicon)}
        self._sentences = [
            (text, passage, credited.get(text))
            for passage in workshop.library.passages
            if passage.source_id == source_id and theme in passage.themes and passage.kind is PassageKind.TEXT
            for line in passage.text.split("\n")
            for text in sentences(line)
            if _is_fit(text)
        ]

    def authors(self) -> list[str]:
        """Return the reported authors, in reading order."""
        return list(dict.fromkeys(author for _, _, author in self._sentences if author))

    def voice(self, name: str, author: str | None, used: set[str]) -> Voice:
        """Return what `author` says (None: the source itself), each sentence once."""
        cells: list[Cell | None] = []
        for kinds in ASPECTS.values():
            best = max(
                (item for item in self._sentences if item[2] == author and item[0] not in used),
                key=lambda item: self._score(item[0], item[1], kinds),
                default=None,
            )
            if best is None or self._score(best[0], best[1], kinds) <= 0:
                cells.append(None)
                continue
            used.add(best[0])
            cells.append(Cell(best[0], Evidence(best[1], best[0])))
        return Voice(name, self._source_id, tuple(cells))

    def _score(self, text: str, passage: Passage, kinds: frozenset[str]) -> float:
        """Prefer sentences that name the theme, in passages that are of few other kinds and themes; 0 when unfit."""
        named = self._named.search(fold(text))
        if not kinds & set(passage.kinds) or not named:
            return 0.0
        focus = len(kinds & set(passage.kinds)) / len(passage.kinds) + 1 / len(passage.themes)
        credit = 0.5 if re.search(r"\b(?:volgens|aldus) [A-Z]", text) else 0.0
        return 1.0 + focus - credit + 1e-4 * -passage.position


def _is_fit(text: str) -> bool:
    count = len(words(text))
    return MIN_WORDS <= count <= MAX_WORDS and text.endswith(".") and not LEANING.search(fold(text))


def related(workshop: Workshop, voice: Voice, voices: Sequence[Voice]) -> tuple[tuple[str, Cell] | None, ...]:
    """Return a sentence of another author that agrees with `voice` and one that differs, each with its author."""
    agrees = differs = None
    best_agreeing, best_differing = MIN_AGREEING, MIN_DIFFERING
    for cell in filter(None, voice.cells):
        for other, theirs in _others(voice, voices):
            similarity = _similarity(workshop, cell, theirs)
            if similarity < min(best_agreeing, best_differing):
                continue
            pairs = ((cell, theirs), (theirs, cell))
            rules = {judge(a.text, [b.evidence], workshop.truth.lexicon).rule for a, b in pairs}
            if rules <= DIFFERING and similarity >= best_differing:
                differs, best_differing = (other.author, theirs), similarity
            elif not rules & DIFFERING and similarity >= best_agreeing:
                agrees, best_agreeing = (other.author, theirs), similarity
    return agrees, differs


def _others(voice: Voice, voices: Sequence[Voice]) -> Iterator[tuple[Voice, Cell]]:
    for other in voices:
        if other.author != voice.author:
            for cell in filter(None, other.cells):
                yield other, cell


def _similarity(workshop: Workshop, first: Cell, second: Cell) -> float:
    numbers = [workshop.entry_of.get((cell.evidence.passage.id, cell.text)) for cell in (first, second)]
    if None in numbers:
        return 0.0
    vectors = np.asarray(workshop.library.vectors)
    return float(vectors[numbers[0]] @ vectors[numbers[1]])


def views_document(workshop: Workshop, theme: str) -> StudyDocument:
    """Return the table of authors for `theme` as a document, with the notes that say where sources differ."""
    voices = make_views(workshop, theme)
    writer = Writer(workshop.library)
    writer.add(Paragraph(texts.VIEWS_INTRO, italic=True))
    columns = (texts.VIEW_AUTHOR, *texts.VIEW_ASPECTS.values(), texts.VIEW_AGREES, texts.VIEW_DIFFERS)
    rows = tuple(_row(workshop, writer, voice, voices) for voice in voices)
    writer.add(Grid(columns, rows), Heading(texts.VIEW_NOTES))
    notes = [
        passage
        for passage in workshop.library.passage_by_id.values()
        if passage.kind in EDITORIAL and theme in passage.themes and len(sources_named(passage, workshop.library)) > 1
    ]
    for note in notes:
        writer.add(Paragraph(f"{note.text} {writer.cite(Evidence(note, note.text))}"))
    if not notes:
        writer.add(Paragraph(texts.VIEW_NO_NOTES))
    return writer.finish(texts.VIEWS_TITLE.format(theme=theme))


def _row(workshop: Workshop, writer: Writer, voice: Voice, voices: Sequence[Voice]) -> tuple[str, ...]:
    own = [f"{cell.text} {writer.cite(cell.evidence)}" if cell else texts.VIEW_EMPTY for cell in voice.cells]
    others = [
        texts.VIEW_OTHER.format(author=found[0], sentence=f"{found[1].text} {writer.cite(found[1].evidence)}")
        if found
        else texts.VIEW_NO_OTHER
        for found in related(workshop, voice, voices)
    ]
    name = capitalised(voice.author)
    source = source_name(workshop.library, voice.source_id)
    if capitalised(source) != name:
        name = texts.VIEW_REPORTED.format(author=name, source=source)
    return (name, *own, *others)
