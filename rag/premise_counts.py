"""Find numbers a question takes for granted (counts, percentages, centuries) that the library gives otherwise."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rag.asked import what_is_asked
from rag.check_text import ORDINALS, UNITS, numbers_in
from rag.clues import Clue, find_clues, share_of, term_set, with_spellings
from rag.compose_tables import caption_evidence
from rag.doubt import DEPTH, LISTED
from rag.draft import Draft, Evidence, Line
from rag.library import Library
from rag.part_terms import part_terms
from rag.phrases import WRONG_COUNT, WRONG_FIGURE, count_word
from rag.premise_labels import Correction
from rag.query import Query
from rag.records import EntryRole, Passage, PassageKind
from rag.retrieve import Found
from rag.text import STOPWORDS, fold, same_word, sentences, stem, words

# A statement must name this share of the rest of the question to contradict it; one this much weaker may bear it out.
MIN_FIT = 0.4
# From this share on a statement is surer than the rows that were found.
SURE_FIT = 0.75
SLACK = 0.3
# Rows that are so many times as many as the question has of them are other things: factors within themes.
MANY_MORE = 3
# What words count for that only stand near the statement.
NEARBY = 0.6
# Words that may follow a number without being what is counted.
NO_HEADS = frozenset(
    """belangrijkste grootste eerste laatste beste punten punt dingen zaken voorbeelden tips redenen kanten kant
    zinnen woorden keer maal minuten minuut uur uren dagen weken vragen regels opzichten partijen partners
    organisaties mensen personen""".split()
)
# Words behind a number that name no thing.
NO_THINGS = frozenset("samen tegelijk allemaal beide daarvan ervan".split())
NAMES_OF_NUMBERS = "|".join(sorted({*UNITS, "een"} - {"een"}, key=len, reverse=True))
CENTURIES = "|".join(sorted(ORDINALS, key=len, reverse=True))
VALUE = rf"\d+(?:[.,]\d+)?|{NAMES_OF_NUMBERS}"
# "zes faalfactoren", "26 lokale samenwerkingsverbanden", "24 tot 70 procent", "10,1%".
COUNTED = re.compile(rf"(?<![\w.,(])({VALUE})(?: (?:tot|à|of) ({VALUE}))?(?: ?(?=%)| )(%|(?:[\w'-]+ ){{0,2}}[\w'-]+)")
CENTURY = re.compile(rf"\b({CENTURIES}) (eeuw)\b")
# In a question a number is taken for granted after these; "noem drie punten" asks for any three.
GRANTED = re.compile(
    r"(?:\b(?:de|het|die|deze|welke|alle|haar|zijn|hun|heeft|hebben|had|kent|kennen|telt|telde|tellen|telden|onderscheidt|onderscheiden|noemt|noemen|"
    r"geeft|geven|beschrijft|beschrijven|stelt|uit|van|slechts|maar|is|was|op|liefst|faalt|mislukt|slaagt|dat|in)|^) $"
)


@dataclass(frozen=True)
class Figure:
    """A number and the words right after it, of which one is what is counted."""

    values: frozenset[str]
    heads: tuple[str, ...]
    start: int
    text: str


@dataclass(frozen=True)
class Statement:
    """A sentence or caption that gives a figure; the share of the question it names, and with its surroundings."""

    figure: Figure
    passage: Passage
    text: str
    own: float
    fit: float


def wrong_figure(query: Query, found: Found, draft: Draft, library: Library) -> Correction | None:
    """Return the correction of the first figure in `query` for which the library gives another, or None."""
    text, is_claim = fold(query.focus), bool(query.claim)  # a claim takes all its figures for granted
    for figure in figures(text):
        if not (is_claim or GRANTED.search(text[: figure.start])) or figure.heads[0] in NO_HEADS:
            continue
        statement = _contrary(figure, query, found, library)
        if statement is None or statement.fit < SURE_FIT:
            by_rows = _by_rows(figure, draft)
            if by_rows:
                return by_rows
        if statement:
            evidence = Evidence(statement.passage, statement.text)
            named = _words_of(figure, statement.figure)
            return Correction(WRONG_FIGURE.format(asked=named), (Line(statement.text, (evidence,)),))
    return None


def figures(folded: str) -> list[Figure]:
    """Return the figures of a folded text in order."""
    found = []
    for pattern in (COUNTED, CENTURY):
        for match in pattern.finditer(folded):
            values = frozenset(_value(part) for part in match.groups()[:-1] if part)
            heads = (
                ("procent",)
                if match.groups()[-1] == "%"
                else tuple(word for word in words(match.groups()[-1]) if word not in STOPWORDS | NO_THINGS)
            )
            if heads:
                found.append(Figure(values, heads, match.start(), match.group().strip()))
    return sorted(found, key=lambda figure: figure.start)


def _value(word: str) -> str:
    if word in ORDINALS:
        return f"{ORDINALS[word]}e"
    return str(UNITS[word]) if word in UNITS else word.replace(",", ".")


def _by_rows(figure: Figure, draft: Draft) -> Correction | None:
    """Correct a count by the rows of the draft, when these are such things: 'de zes faalfactoren'."""
    rows = [line for line in draft.lines if line.style in LISTED]
    passages = {evidence.passage for line in rows for evidence in line.evidence}
    if not draft.certain or len(passages) != 1 or len(rows) < 2:
        return None
    table = passages.pop().table
    if table is None or figures(fold(table.caption)):
        return None
    if not _same_head(figure.heads[:1], words(" ".join((table.caption, *table.columns)))):
        return None
    if str(len(rows)) in figure.values or not figure.values <= {str(n) for n in range(2, 100)}:
        return None
    if len(rows) > MANY_MORE * max(map(int, figure.values)):
        return None
    return Correction(WRONG_COUNT.format(asked=_words_of(figure, figure), count=count_word(len(rows))))


def _contrary(figure: Figure, query: Query, found: Found, library: Library) -> Statement | None:
    """Return the sentence or caption that gives another number of the same things, on the same subject."""
    statements = _statements(figure, query, found, library)
    best = max(statements, key=lambda statement: statement.fit, default=None)
    if best is None or best.fit < MIN_FIT or figure.values <= numbers_in(best.text):
        return None
    near = [statement for statement in statements if statement.own >= best.own - SLACK]
    return None if any(figure.values & statement.figure.values for statement in near) else best


def _statements(figure: Figure, query: Query, found: Found, library: Library) -> list[Statement]:
    """Return what the best found parts say of the number of such things."""
    parts = list(dict.fromkeys(hit.passage.part for hit in found.hits))[:DEPTH]
    passages = [p for part in parts for p in library.passages_by_part[part] if p.kind is not PassageKind.NOTE]
    texts = [(p, text) for p in passages for text in _texts(p, library)]
    known = {text: _terms(p, text, library) for p, text in texts}
    near = {part: part_terms(part, library) for part in parts}
    clues = with_spellings(_rest(figure, query, library), frozenset().union(*near.values(), *known.values()))
    statements = []
    for passage, text in texts:
        for other in figures(fold(text)):
            if _same_head(figure.heads, other.heads[: 1 if other.heads[0] == "procent" else 3]):
                own = share_of(clues, known[text]) if clues else 1.0
                fit = max(own, NEARBY * share_of(clues, near[passage.part]))
                statements.append(Statement(other, passage, text, own, fit))
    return statements


def _texts(passage: Passage, library: Library) -> list[str]:
    """Return the sentences of a text, the caption of a list."""
    if passage.table is None:
        numbers = library.entries_by_passage[passage.id]
        return [library.entries[n].text for n in numbers if library.entries[n].role is EntryRole.SENTENCE]
    return [caption_evidence(passage).quote]


def _terms(passage: Passage, text: str, library: Library) -> frozenset[str]:
    source = library.source_by_id[passage.source_id]
    context = " ".join((*passage.section[-2:], *source.names))
    return term_set(text, library.lexical.vocabulary) | term_set(context, library.lexical.vocabulary)


def _rest(figure: Figure, query: Query, library: Library) -> Sequence[Clue]:
    """Return the clues of the sentence with the figure, without the figure itself and other numbers."""
    sentence = next((part for part in sentences(query.focus) if figure.text in fold(part)), query.focus)
    own = {stem(word) for word in words(sentence) if word not in UNITS and word not in ORDINALS}
    # Behind "dat" the verb ends the clause: "dat het proces zes fasen telt".
    own -= {stem(head) for head in (figure.heads if query.claim else figure.heads[:1])}
    return [clue for clue in find_clues(query, what_is_asked(query), library) if clue.stem in own]


def _same_head(heads: Iterable[str], others: Iterable[str]) -> bool:
    """Tell whether the things counted are of one kind; a compound is what its last part is."""
    theirs = [stem(other) for other in others]
    return any(
        same_word(stem(head), other) or (len(head) >= 4 and other.endswith(stem(head)))
        for head in heads
        for other in theirs
    )


def _words_of(figure: Figure, statement: Figure) -> str:
    """Return the figure as it is asked, up to the word for what is counted."""
    spoken = figure.text.split()
    for end in range(2, len(spoken) + 1):
        if _same_head(words(spoken[end - 1]), statement.heads):
            return " ".join(spoken[:end])
    return " ".join(spoken[:2])
