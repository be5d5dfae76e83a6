"""The nouns of an evaluation: a case, what became of it, and the report over all of them."""

from dataclasses import dataclass, field
from enum import StrEnum

from rag.records import Turn


class Kind(StrEnum):
    """Say what a case asks for."""

    FACT = "fact"
    DEFINITION = "definition"
    NUMBER = "number"
    WHO = "who"
    LIST = "list"
    CELL = "cell"
    REVERSE = "reverse"
    COMPARISON = "comparison"
    SITUATION = "situation"
    OVERVIEW = "overview"
    UNANSWERABLE = "unanswerable"
    FALSE_PREMISE = "false_premise"
    ROBUSTNESS = "robustness"
    FOLLOW_UP = "follow_up"
    INJECTION = "injection"


class Split(StrEnum):
    """Say whether tuning may look at a case."""

    DEV = "dev"
    TEST = "test"


class Blame(StrEnum):
    """Say where an answer that is not right went wrong; the first that applies."""

    CRASHED = "crashed"
    NOT_REFUSED = "not_refused"
    NOT_CORRECTED = "not_corrected"
    NOT_IN_INDEX = "not_in_index"
    NOT_FOUND = "not_found"
    WRONGLY_REFUSED = "wrongly_refused"
    UNUSED = "unused"
    MISSTATED = "misstated"
    WRONG_CITATION = "wrong_citation"


Groups = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Place:
    """A section of a source where the answer stands; `exact` when a section of the library bears this very title."""

    source: str
    section: str
    exact: bool = False


@dataclass(frozen=True)
class Case:
    """One question with what a right answer holds; docs/cases.md explains the fields."""

    id: str
    question: str
    kind: Kind
    split: Split
    history: tuple[Turn, ...] = ()
    sources: tuple[str, ...] = ()
    persona: str | None = None
    points: Groups = ()
    rows: tuple[str, ...] = ()
    okay: tuple[str, ...] = ()
    table: str | None = None
    forbidden: tuple[str, ...] = ()
    gold: tuple[Place, ...] = ()
    refuse: bool = False
    correction: Groups = ()
    tags: tuple[str, ...] = ()
    okay_points: Groups = ()
    difficulty: int | None = None
    provenance: str | None = None

    @property
    def answerable(self) -> bool:
        """Tell whether the library answers the question as it is put."""
        return not self.refuse and not self.correction


@dataclass(frozen=True)
class CitedPlace:
    """A citation of an answer as the report shows it."""

    n: int | None
    source_id: str
    section: tuple[str, ...]
    locator: str | None
    quote: str
    valid: bool
    on_gold: bool
    passage_id: str = ""


@dataclass(frozen=True)
class CheckedSentence:
    """A sentence of an answer: the support it claims, the support we find, and what its citations are worth.

    `needed` holds, per citation, whether ALCE's precision counts it; `rule` names what decided the support found.
    """

    text: str
    claimed: str
    support: str
    citations: tuple[int, ...]
    needed: tuple[bool, ...]
    rule: str = ""


@dataclass(frozen=True)
class Outcome:
    """What one adviser made of one case. A case that crashed is an outcome too."""

    case: Case
    answered: bool = False
    corrected: bool = False
    reason: str | None = None
    answer: str = ""
    standalone: str = ""
    sentences: tuple[CheckedSentence, ...] = ()
    citations: tuple[CitedPlace, ...] = ()
    points_found: tuple[bool, ...] = ()
    okay_points_found: tuple[bool, ...] = ()
    rows_found: tuple[bool, ...] = ()
    rows_extra: tuple[str, ...] = ()
    rows_given: int = 0
    forbidden_found: tuple[str, ...] = ()
    places_cited: tuple[bool, ...] = ()
    source_cited: bool = False
    wants_table: bool = False
    table_cited: bool = False
    ranking: tuple[str, ...] = ()
    confidence: float | None = None
    words: int = 0
    milliseconds: float = 0.0
    stable: bool | None = None
    error: str | None = None
    blame: Blame | None = None

    @property
    def complete(self) -> bool:
        """Tell whether all that must be said is said and nothing forbidden is."""
        if self.case.refuse:
            return not self.answered and not self.error and not self.forbidden_found
        if self.case.correction:
            return self.corrected and not self.forbidden_found
        found = all(self.points_found) and all(self.rows_found)
        expects = bool(self.points_found or self.rows_found) or self.source_cited
        return self.answered and found and expects and not self.forbidden_found

    @property
    def exact(self) -> bool:
        """Tell whether the rows given are the rows asked for: none missing, none invented."""
        return bool(self.rows_found) and self.answered and all(self.rows_found) and not self.rows_extra

    @property
    def supported(self) -> bool:
        """Tell whether every sentence follows from what it cites, and every citation exists as given."""
        carried = all(s.support != "unsupported" and s.citations for s in self.sentences)
        valid = all(citation.valid for citation in self.citations)
        return not self.error and valid and carried and (bool(self.sentences) or not self.answered)

    @property
    def right(self) -> bool:
        """Tell whether the answer is complete AND fully supported, and its rows exact where rows were asked."""
        return self.complete and self.supported and (self.exact or not self.case.rows)

    @property
    def score(self) -> int:
        """Return +1 when right, 0 when refused, -1 when wrong (after CRAG, Yang et al., NeurIPS 2024)."""
        if self.right:
            return 1
        return -1 if self.answered else 0


@dataclass(frozen=True)
class Run:
    """All outcomes of one adviser, in the order of the cases."""

    name: str
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True)
class Variant:
    """Sampled cases asked otherwise: shares right then and plainly (`plain`), and with the same verdict.

    `noise` is the mean share of passages from other sources than the case's own, where that is what was varied.
    """

    name: str
    n: int
    right: float
    plain: float
    same: float
    noise: float | None = None


@dataclass(frozen=True)
class Report:
    """What was measured: the adviser's run first, then the bots and baselines; `facts` says on what and with what."""

    runs: tuple[Run, ...]
    facts: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    variants: tuple[Variant, ...] = ()

    @property
    def main(self) -> Run:
        """Return the run of the adviser itself."""
        return self.runs[0]
