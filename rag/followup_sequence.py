"""Put the name of a phase in the place of "de fase daarna" or "de vorige fase", by the phase that the talk is about."""

import re
from dataclasses import dataclass

from rag.followup_items import last_statement
from rag.library import Library
from rag.remembered import once_per_library
from rag.table_labels import LABEL_NUMBER, PHASE_TITLES, label_share
from rag.text import STOPWORDS, fold, stem_set, words

NOUN = r"(?:fase|stap|stadium|periode)"
AFTER = re.compile(
    rf"\b(?:(?:de|het|die) )?(?:(?:eerst|daarop)?volgende {NOUN}|{NOUN} (?:daarna|erna|erop|daarop|hierna))\b"
)
BEFORE = re.compile(
    rf"\b(?:(?:de|het|die) )?(?:(?:vorige|voorgaande|voorafgaande) {NOUN}|{NOUN} (?:ervoor|daarvoor|hiervoor))\b"
)
# "En daarna?" asks for the next phase where the last question was about one.
BARE_AFTER = re.compile(
    r"^(?:en |maar )?(?:wat (?:komt er|gebeurt er|volgt er|doe je|komt) )?(?:daarna|hierna|en dan)$"
)
BARE_BEFORE = re.compile(r"^(?:en |maar )?(?:wat (?:komt er|gebeurt er|doe je|komt) )?(?:daarvoor|hiervoor|ervoor)$")
# Who asks of the beginning asks of the first phase.
BEGIN = re.compile(r"\b(?:begin|beginnen|start|starten|opstart\w*|oprichting)\b")


@dataclass(frozen=True)
class Phases:
    """The phases of a source, in order, without their numbers, and the names of that source."""

    names: tuple[str, ...]
    labels: tuple[str, ...]


def name_phase(question: str, previous: str, answer: str, library: Library) -> str:
    """Return `question` with the name of the phase before or after the one talked about; empty where none is meant."""
    folded = fold(question).strip(" ?!.")
    step = -1 if BEFORE.search(folded) or BARE_BEFORE.match(folded) else 1
    asked = (BEFORE if step < 0 else AFTER).search(folded)
    if not asked and not (BARE_AFTER.match(folded) or BARE_BEFORE.match(folded)):
        return ""
    found = _talked_about(previous, answer, library)
    if found is None or not 0 <= found[1] + step < len(found[0].labels):
        return ""
    sequence, place = found
    label = sequence.labels[place + step]
    label = fold(label) if fold(label).endswith("fase") else label
    name = f"de {label}" if label.endswith("fase") else f"de fase {label}"
    rest = folded.replace(asked.group(), "", 1) if asked else ""
    if asked and any(word not in STOPWORDS for word in words(rest)):
        return folded.replace(asked.group(), name, 1)
    swapped = re.sub(re.escape(sequence.labels[place]), label, previous, flags=re.IGNORECASE)
    return swapped if swapped != previous else f"{previous.rstrip('?!. ')}, in {name}"


def _talked_about(previous: str, answer: str, library: Library) -> tuple[Phases, int] | None:
    """Return the phase that the last question names, else the one its answer does; of the source named, if any."""
    told = fold(f"{previous} {answer}")
    for text in (previous, last_statement(answer), answer):
        stems, found = stem_set(text), list[tuple[tuple[bool, bool], Phases, int]]()
        for sequence in _sequences(library):
            named = [place for place, label in enumerate(sequence.labels) if label_share(label, stems) >= 1.0]
            if len(named) == 1:
                sourced = any(fold(name) in told for name in sequence.names)
                found.append(((sourced, fold(sequence.labels[0]).endswith("fase")), sequence, named[0]))
        if found:
            _, sequence, place = max(found, key=lambda one: one[0])
            return sequence, place
    of_source = [one for one in _sequences(library) if any(fold(name) in told for name in one.names)]
    return (of_source[0], 0) if of_source and BEGIN.search(fold(previous)) else None


@once_per_library
def _sequences(library: Library) -> tuple[Phases, ...]:
    """Return the phases of every table that has them, each once."""
    found: dict[tuple[str, tuple[str, ...]], Phases] = {}
    for passage in library.tables:
        assert passage.table is not None
        for column, title in enumerate(passage.table.columns):
            if fold(title) not in PHASE_TITLES:
                continue
            values = dict.fromkeys(row[column][0] for row in passage.table.rows if row[column])
            labels = tuple(LABEL_NUMBER.sub("", value) for value in values)
            if len(labels) > 1:
                names = library.source_by_id[passage.source_id].names
                found[passage.source_id, labels] = Phases(names, labels)
    return tuple(found.values())
