"""A comparison that the editors judged opens with their verdict; other questions do not."""

from dataclasses import replace

import pytest

from rag.adviser import Adviser
from rag.clock import Clock
from rag.draft import Draft, Line, LineStyle
from rag.library import Library
from rag.phrases import BY_EDITORS, HEADING_DIFFER, HEADING_SHARED
from rag.records import EntryRole, PassageKind
from rag.verdicts import MOST_WORDS, find_verdict, with_verdict

ASKED = (
    "Zijn Boonstra en TNO het eens over snel scoren met een samenwerking?",
    "De Wit en TNO verdelen het leven van een alliantie allebei in drieën. Is dat dezelfde driedeling?",
    "Wat is het verschil tussen de grondige ontwerper en de vindingrijke vormer?",
)


@pytest.mark.parametrize("question", ASKED)
def test_a_comparison_opens_with_the_verdict_and_cites_it(adviser: Adviser, question: str) -> None:
    answer = adviser.ask(question)
    first = answer.citations[answer.sentences[0].citations[0] - 1]
    note = adviser.library.passage_by_id[first.passage_id]
    assert note.kind is PassageKind.COMPARISON
    assert first.locator == BY_EDITORS  # not the words of the author in whose dossier it stands
    assert first.quote in note.text and answer.sentences[0].text in note.text
    assert len({citation.passage_id for citation in answer.citations}) > 1  # and what the sides say stands behind it
    assert len(answer.answer.split()) <= 350
    assert f"**{HEADING_SHARED}**" not in answer.answer and f"**{HEADING_DIFFER}**" not in answer.answer


def test_no_doubt_is_left_where_a_verdict_is_found_and_all_names_are_known(adviser: Adviser) -> None:
    assert adviser.ask("Vertrouwen: wat zegt Rousseau daarover en wat Nooteboom?").answered
    query, found = adviser._search(ASKED[0], (), (), Clock())
    assert with_verdict(Draft(()), query, found, adviser.library).certain
    stranger = replace(query, unknown_names=("Belbin",))
    assert not with_verdict(Draft(()), stranger, found, adviser.library).certain


def test_rows_that_answer_are_told_without_a_verdict(adviser: Adviser) -> None:
    answer = adviser.ask("Welke voordelen noemt TNO van samenwerken over sectoren heen, en wat staat er tegenover?")
    assert "Tabel 1" in answer.sentences[0].text
    assert all(citation.locator != BY_EDITORS for citation in answer.citations)


def test_a_verdict_names_every_source_and_author_asked_for(adviser: Adviser) -> None:
    def verdict(question: str) -> str:
        query, found = adviser._search(question, (), (), Clock())
        outline = find_verdict(query, found, adviser.library)
        return adviser.library.passage_by_id[outline.places[0][0]].text if outline else ""

    told = verdict("Wat is het verschil tussen de fasering van De Wit en die van Common Eye?")
    assert "De Wit" in told and "Common Eye" in told
    assert not verdict("Wat is het verschil tussen Castells en Nooteboom in hun kijk op fasen?")


def test_only_sources_that_are_allowed_are_judged(adviser: Adviser) -> None:
    query, found = adviser._search(ASKED[0], (), (), Clock())
    assert find_verdict(query, found, adviser.library)
    assert find_verdict(replace(query, source_filter=("boonstra",)), found, adviser.library) is None


@pytest.mark.parametrize(
    "question",
    [
        "Wat is een champion?",
        "Noem de faalfactoren van Bestuurskunde.",
        "Wat staat er in tabel 3 van Boonstra?",
        "Leg eens uit wat voor botsing TNO een verantwoordingsconflict noemt.",
    ],
)
def test_a_question_that_compares_nothing_gets_no_verdict(adviser: Adviser, question: str) -> None:
    answer = adviser.ask(question)
    kinds = {adviser.library.passage_by_id[citation.passage_id].kind for citation in answer.citations}
    assert PassageKind.COMPARISON not in kinds


def test_what_follows_a_verdict_is_cut_to_its_room(adviser: Adviser) -> None:
    query, found = adviser._search(ASKED[0], (), (), Clock())
    long = tuple(Line(" ".join(["woord"] * 60) + f" {n}.") for n in range(9))
    heads = (Line("Kant", style=LineStyle.HEADING), *long, Line("Leeg", style=LineStyle.HEADING))
    told = with_verdict(Draft(heads), query, found, adviser.library).lines
    own = [line for line in told if line in long]
    assert sum(len(line.text.split()) for line in own) <= MOST_WORDS and len(own) < len(long)
    assert told[-1].style is not LineStyle.HEADING


def test_verdicts_are_led_to_and_never_searched(library: Library, adviser: Adviser) -> None:
    assert library.comparisons and all(passage not in library.passages for passage in library.comparisons)
    numbers = library.entries_by_role[EntryRole.VERDICT]
    assert len(numbers) >= len(library.comparisons)
    text = library.entries[int(numbers[0])].text
    _, found = adviser._search(text, (), (), Clock())
    assert not found.lexical[numbers].any() and not found.dense[numbers].any()
    assert all(hit.passage.kind is not PassageKind.COMPARISON for hit in found.hits)
