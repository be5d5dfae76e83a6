"""What all makers of items share: the library, what it says, what belongs to what; and what a maker offers."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from random import Random

from rag.library import Library
from rag.records import EntryRole
from study.making import Draft, OpenDraft
from study.records import Item, Kind, Level, Scope
from study.relations import Fact, Relation, by_relation, find_facts
from study.truth import Truth, make_truth


@dataclass(frozen=True, eq=False)
class Workshop:
    """One opened library and what is made from it once."""

    library: Library

    @cached_property
    def truth(self) -> Truth:
        """Return what the library says."""
        return make_truth(self.library)

    @cached_property
    def place_keys(self) -> tuple[tuple[str, str], ...]:
        """Return the passage and text of every place, in the order of `truth.places`."""
        return tuple((place.passage.id, place.text) for place in self.truth.places)

    @cached_property
    def entry_of(self) -> dict[tuple[str, str], int]:
        """Return the number of the search entry of every sentence, by passage and text."""
        entries = self.library.entries
        return {
            (entries[number].passage_id, entries[number].text): number
            for number in map(int, self.library.entries_by_role[EntryRole.SENTENCE])
        }

    @cached_property
    def row_entry(self) -> dict[tuple[str, int], int]:
        """Return the number of the search entry of every table row and list item, by passage and row."""
        entries = self.library.entries
        return {
            (entries[number].passage_id, entries[number].row or 0): number
            for number in map(int, self.library.entries_by_role[EntryRole.ROW])
        }

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """Return what the tables say belongs together."""
        return find_facts(self.library)

    @cached_property
    def relations(self) -> dict[Relation, tuple[Fact, ...]]:
        """Return the facts of each relation."""
        return by_relation(self.facts)


@dataclass(frozen=True)
class Task:
    """An item that may be made: what it is about, and how to make it; `make` returns None where it cannot be made well.

    Tasks of one `family` are alike (one table, one list); a quiz takes from many families in turn.
    """

    kind: Kind
    level: Level
    family: str
    scope: Scope
    make: Callable[[Random], Draft | OpenDraft | Item | None]
