"""Say what a work or a section is about with the sentences that its questions after the gist lead to."""

import re
from collections.abc import Sequence

from rag.draft import Line
from rag.library import Library
from rag.lines import pointer_lines
from rag.records import Bearing, Passage, PassageKind, Pointer, Source
from rag.text import fold, stem_set

GIST = re.compile(
    r"\b(waar(over)? gaa(t|n)\b.* over|vat .*\bsamen|samenvatting|kern van|rode draad|in het kort|overzicht|"
    r"hoofdlijn\w*|boodschap)\b"
)
# Words of such a question that name no subject.
FILLER = (
    "samenvatting samenvatten vat samen hoofdlijn hoofdlijnen hoofdboodschap kernboodschap kernpunten kern"
    " rode draad kort grote lijnen onderwerpen onderwerp thema thema's hoofdstukken hoofdstuk paragraaf"
    " overzicht opgebouwd opbouw inhoud inhoudsopgave behandelt behandeld behandelen beschrijft staat zoal"
    " allemaal gaan gaat zinnen alinea boek tekst stuk bron artikel rapport werkboek essay training gebruiken"
    " college les studenten minuten vertellen komt komen bod aan belangrijkste bibliotheek summary summarize"
    " about chapter geven waar geheel hele gehele slotsom conclusie strekking verhaal betoog lesje les morgen vandaag"
    " straks even snel kwartier minuut vijf tien uur lezen weten haar zijn hun ervan globaal genoeg paar naamloze"
    " iemand gelezen las leest heeft draait"
    " boodschap bundel notendop leg uitleg uitleggen eigenlijk neer"
    " onderzocht onderzoek onderzochten eruit kwam kwamen uitkomst uitkomsten zit zitten kan weinig tijd"
)
# Words of a summary at most.
MOST_WORDS = 140


def whole_lines(source: Source, library: Library) -> tuple[Line, ...]:
    """Return what a work as a whole is about: what the question leads to that names the work and nothing else."""
    known = stem_set(FILLER).union(*(stem_set(name) for name in (*source.names, *source.authors, source.title)))
    found = [p for p in _gists(library, source.id) if stem_set(p.text) <= known]
    if not found:
        return ()
    tables = {passage.id for passage in library.tables if passage.kind is PassageKind.TABLE}
    return _lines(
        max(found, key=lambda pointer: (tables.isdisjoint(dict(pointer.targets)), len(pointer.targets))), library
    )


def gist_lines(section: tuple[str, ...], passages: Sequence[Passage], library: Library) -> tuple[Line, ...]:
    """Return what a section is about: what the question leads to that stays within it and names most of its title."""
    inside = {passage.id for passage in passages}
    title = stem_set(section[-1])
    scored = [
        (len(title & stem_set(pointer.text)), len(pointer.targets), pointer.text, pointer)
        for pointer in _gists(library, passages[0].source_id)
        if all(passage_id in inside for passage_id, _ in pointer.targets)
    ]
    shared, _, _, best = max(scored, default=(0, 0, "", None))
    return _lines(best, library) if best and shared else ()


def _gists(library: Library, source_id: str) -> list[Pointer]:
    return [
        pointer
        for pointer in library.pointers
        if pointer.source_id == source_id and pointer.bearing is Bearing.ANSWER and GIST.search(fold(pointer.text))
    ]


def _lines(pointer: Pointer, library: Library) -> tuple[Line, ...]:
    lines: list[Line] = []
    length = 0
    for line in pointer_lines(pointer, library):
        length += len(line.text.split())
        if length <= MOST_WORDS:
            lines.append(line)
    return tuple(lines)
