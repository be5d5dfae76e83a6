"""Judge one answer against its case."""

from collections.abc import Sequence

from evals.coverage import missing_places, missing_words
from evals.match import MARKER, find_groups, has_words, match_rows, prepare
from evals.places import is_at, rank_places, resolve, table_number
from evals.records import Blame, Case, CitedPlace, Outcome, Place
from evals.support import check_sentence, is_valid
from rag.library import Library
from rag.phrases import LOOKED_FOR
from rag.records import Answer, Citation, Sentence, Support
from rag.text import sentences

# A correction further on comes too late: the reader has taken the premise for granted, and a long copied passage would
# hold the right words somewhere.
OPENING = 3
LOOKED_FOR_HEAD = LOOKED_FOR.split("{")[0]


def score_case(case: Case, answer: Answer, library: Library, milliseconds: float) -> Outcome:
    """Return what `answer` is worth for `case`."""
    text, gold = prepare(answer.answer), resolve(case.gold, library)
    checked = tuple(check_sentence(sentence, answer.citations, library) for sentence in answer.sentences)
    given = table_rows(answer.sentences)
    rows_found, rows_extra = match_rows(case.rows, given, case.okay, case.points) if case.rows else ((), ())
    citations = tuple(judge_citation(gold, citation, library) for citation in answer.citations)
    found = tuple(passage_id for passage_id, _ in answer.trace.found)
    return Outcome(
        case=case,
        answered=answer.answered,
        corrected=bool(case.correction) and says_correction(case, answer),
        reason=answer.refusal.reason.value if answer.refusal else None,
        answer=answer.answer,
        standalone=answer.standalone_question,
        sentences=checked,
        citations=citations,
        points_found=find_groups(text, case.points) if answer.answered else (False,) * len(case.points),
        okay_points_found=find_groups(text, case.okay_points) if answer.answered else (False,) * len(case.okay_points),
        rows_found=rows_in_cells(rows_found, case, answer) if answer.answered else (False,) * len(case.rows),
        rows_extra=rows_extra,
        rows_given=len(given),
        forbidden_found=tuple(words for words in case.forbidden if has_words(text, words)),
        places_cited=tuple(any(is_at(p, c.source_id, c.section) for c in citations) for p in gold),
        source_cited=any(c.source_id == place.source for c in citations for place in case.gold),
        wants_table=table_number(case.table) is not None,
        table_cited=cites_table(case, citations),
        ranking=rank_places(gold, found, library),
        confidence=getattr(answer.trace, "confidence", None),
        # Whoever reads an answer counts its words, not the markers of its citations.
        words=len(MARKER.sub(" ", answer.answer).split()),
        milliseconds=round(milliseconds, 2),
    )


def judge_citation(gold: Sequence[Place], citation: Citation, library: Library) -> CitedPlace:
    """Return `citation` with whether it is valid and whether it points to a section where the answer stands."""
    on_gold = any(is_at(place, citation.source_id, citation.section) for place in gold)
    return CitedPlace(
        n=citation.n,
        source_id=citation.source_id,
        section=citation.section,
        locator=citation.locator,
        quote=citation.quote,
        valid=is_valid(citation, library),
        on_gold=on_gold,
        passage_id=citation.passage_id,
    )


def table_rows(given: Sequence[Sentence]) -> tuple[str, ...]:
    """Return the rows an answer gives: its sentences taken from a table, but for lines that open a list."""
    return tuple(s.text for s in given if s.support is Support.TABLE and not s.text.rstrip().endswith(":"))


def rows_in_cells(found: tuple[bool, ...], case: Case, answer: Answer) -> tuple[bool, ...]:
    """Return `found`, also true where a gold row stands as it is in the running text of the answer."""
    text = prepare(answer.answer)
    return tuple(seen or has_words(text, row) for seen, row in zip(found, case.rows, strict=True))


def cites_table(case: Case, citations: Sequence[CitedPlace]) -> bool:
    """Tell whether the numbered table of the case is cited."""
    wanted = table_number(case.table)
    return wanted is not None and any(table_number(citation.locator) == wanted for citation in citations)


def says_correction(case: Case, answer: Answer) -> bool:
    """Tell whether the wrong premise is corrected, at the start of an answer or of a refusal.

    The line that repeats the words searched for is left out: an echo of the question corrects nothing.
    """
    return all(find_groups(prepare(opening(answer.answer)), case.correction))


def opening(answer: str, count: int = OPENING) -> str:
    """Return the first sentences of an answer, a line each, without the line that repeats the words searched for.

    Markers of citations go first: one behind a full stop would count as a sentence.
    """
    said = [sentence for line in MARKER.sub("", answer).split("\n") for sentence in sentences(line)]
    kept = [sentence for sentence in said if not sentence.startswith(LOOKED_FOR_HEAD)]
    return "\n".join(kept[:count])


def blame(outcome: Outcome, library: Library) -> Blame | None:
    """Return where an answer that is not right went wrong; None when it is right."""
    case = outcome.case
    if outcome.right:
        return None
    if outcome.error:
        return Blame.CRASHED
    if case.refuse:
        return Blame.NOT_REFUSED if outcome.answered else Blame.MISSTATED
    if case.correction:
        return Blame.NOT_CORRECTED if not outcome.corrected else Blame.WRONG_CITATION
    if case.gold and lacks_gold(outcome, library):
        return Blame.NOT_IN_INDEX
    if not outcome.answered:
        return Blame.WRONGLY_REFUSED if found_gold(outcome) or not case.gold else Blame.NOT_FOUND
    if outcome.complete and not outcome.rows_extra:
        return Blame.WRONG_CITATION
    if any(outcome.places_cited):
        return Blame.MISSTATED
    return Blame.UNUSED if found_gold(outcome) else Blame.NOT_FOUND


def lacks_gold(outcome: Outcome, library: Library) -> bool:
    """Tell whether what is missing from the answer is missing from the library too."""
    if len(missing_places(outcome.case, library)) == len(outcome.case.gold):
        return True
    groups = zip(outcome.case.points, outcome.points_found, strict=True)
    rows = zip(outcome.case.rows, outcome.rows_found, strict=True)
    missed = {" / ".join(group) for group, found in groups if not found} | {row for row, found in rows if not found}
    return bool(missed & set(missing_words(outcome.case, library))) if missed else False


def found_gold(outcome: Outcome) -> bool:
    """Tell whether a gold section is among the found ones."""
    return any(key.startswith("gold-") for key in outcome.ranking)
