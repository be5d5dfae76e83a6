"""The understood question: what every later step works from."""

from dataclasses import dataclass, field
from enum import StrEnum


class QuestionKind(StrEnum):
    """Say what is asked for."""

    FACT = "fact"
    DEFINITION = "definition"
    NUMBER = "number"
    WHO = "who"
    LIST = "list"
    REVERSE = "reverse"
    COMPARISON = "comparison"
    ADVICE = "advice"
    OVERVIEW = "overview"


@dataclass(frozen=True)
class TableLabel:
    """A table as a question names it: ("tabel", "3")."""

    kind: str
    number: str


@dataclass(frozen=True)
class Query:
    """A question made self-contained, with what it names.

    `focus` is the question without the words that only name a source; it is what is searched for.
    `terms` maps stems to search weights; `names` are the people and bodies it mentions, as the library writes them;
    `unknown_names` and `unknown_words` stand in the question and nowhere in the library. `people` are the folded
    surnames of those the texts cite whom the question asks about; what they say answers it, not what others say.
    `surveyed` is the subject on which all that the library says is asked, `claim` what is to be checked.
    """

    text: str
    standalone: str
    focus: str
    language: str
    kind: QuestionKind
    terms: dict[str, float]
    content: tuple[str, ...]
    corrected: tuple[tuple[str, str], ...] = ()
    source_filter: tuple[str, ...] = ()
    named_sources: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    unknown_names: tuple[str, ...] = ()
    unknown_words: tuple[str, ...] = ()
    tables: tuple[TableLabel, ...] = ()
    numbers: tuple[str, ...] = ()
    wants_rows: bool = False
    is_situation: bool = False
    sides: tuple[str, ...] = field(default=())
    people: frozenset[str] = frozenset()
    surveyed: str = ""
    claim: str = ""
