"""Tell what a passage is about: its source, themes, phases and the discipline it speaks for."""

from rag.records import Passage
from rag.text import fold
from study.records import Scope

# A discipline by the beginning of the words that name it: "bedrijfskundig perspectief", "Bedrijfskunde".
DISCIPLINES = {
    "bedrijfskunde": ("bedrijfskund",),
    "organisatiekunde": ("organisatiekund",),
    "bestuurskunde": ("bestuurskund",),
    "sociale wetenschappen": ("sociale wetenschap", "sociaalwetenschap"),
}


def disciplines_in(text: str) -> tuple[str, ...]:
    """Return the disciplines that `text` names."""
    folded = fold(text)
    return tuple(name for name, stems in DISCIPLINES.items() if any(stem in folded for stem in stems))


def scope_of(passage: Passage, label: str = "") -> Scope:
    """Return what `passage` is about; `label` is the row label that narrows the discipline."""
    own = disciplines_in(label) or disciplines_in(" ".join(passage.section))
    return Scope((passage.source_id,), passage.themes, passage.phases, own, passage.id)
