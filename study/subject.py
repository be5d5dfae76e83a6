"""What a guide, kit or map is about: a source, a theme or chosen sections, and the passages that belong to it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from rag.errors import UsageError
from rag.library import Library
from rag.records import Passage, PassageKind
from rag.text import fold
from study import texts
from study.names import source_name
from study.records import Criteria
from study.scope import scope_of
from study.truth import Truth

LEFT_OUT = frozenset(("werkenlijst",))


@dataclass(frozen=True)
class Subject:
    """A choice from the library: its name in a sentence, its passages in reading order (notes left out)."""

    name: str
    passages: tuple[Passage, ...]
    criteria: Criteria
    sections: tuple[str, ...] = ()

    @property
    def ids(self) -> frozenset[str]:
        """Return the ids of the passages."""
        return frozenset(passage.id for passage in self.passages)


def choose_subject(library: Library, criteria: Criteria, sections: Iterable[str] = ()) -> Subject:
    """Return the passages that fit `criteria` and stand in a section whose title holds one of `sections`.

    Raises UsageError `study_nothing` when no passage does, and what `check_criteria` raises.
    """
    check_criteria(library, criteria)
    sections = list(sections)
    wanted = [fold(section) for section in sections]
    passages = tuple(
        passage
        for passage in library.passages
        if passage.kind is not PassageKind.NOTE
        and not LEFT_OUT & set(passage.kinds)
        and criteria.allows(scope_of(passage))
        and (not wanted or any(name in fold(" › ".join(passage.section)) for name in wanted))
    )
    if not passages:
        raise UsageError("study_nothing", found=_name(library, criteria, wanted))
    return Subject(_name(library, criteria, sections), passages, criteria, tuple(wanted))


def check_criteria(library: Library, criteria: Criteria) -> None:
    """Raise UsageError when a source, theme or phase is not in the library."""
    library.check_sources(criteria.sources)
    for name, own in (("themes", criteria.themes), ("phases", criteria.phases)):
        known = {tag for passage in library.passages for tag in getattr(passage, name)}
        for tag in own:
            if tag not in known:
                raise UsageError(f"unknown_{name}", found=tag, known=", ".join(sorted(known)))


def about(truth: Truth, criteria: Criteria, subject: str) -> Criteria:
    """Return `criteria` narrowed to what speaks of a free subject: in a heading, a caption, a column or a sentence.

    Raises UsageError `study_nothing` when the library does not speak of it.
    """
    own, above = truth.shares(subject), truth.shares(subject, above=True)
    headed = {p.passage.id for p, share in zip(truth.places, above, strict=True) if share == 1.0 and p.passage.table}
    said = {p.passage.id for p, share in zip(truth.places, own, strict=True) if share == 1.0}
    found = frozenset(headed | said)
    if not found:
        raise UsageError("study_nothing", found=subject)
    return replace(criteria, about=subject, passage_ids=found)


def _name(library: Library, criteria: Criteria, sections: list[str]) -> str:
    parts = [source_name(library, source) for source in criteria.sources]
    parts += [texts.GUIDE_THEME.format(theme=theme) for theme in criteria.themes]
    parts += [*criteria.phases, *criteria.disciplines, *(f"‘{section}’" for section in sections)]
    parts += [f"‘{criteria.about}’"] if criteria.about else []
    return ", ".join(parts) or texts.WHOLE_LIBRARY
