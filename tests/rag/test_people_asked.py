"""Who is asked for by name is who answers: nobody else's words, and of two people compared both."""

import itertools
from dataclasses import replace

import numpy as np
import pytest

from rag.adviser import Adviser
from rag.attribution import attributed_to, find_speakers, names_written
from rag.compose_people import question_for, tell_each
from rag.draft import Draft, Evidence, Line, LineStyle
from rag.library import Library
from rag.lines import place_lines
from rag.people_asked import who_is_asked
from rag.phrases import NOTHING_ON_SIDE, WRONG_AUTHOR, WRONG_CLAIM
from rag.pointers import Near, Pointed
from rag.query import Query, QuestionKind
from rag.records import Bearing, EntryRole, Turn
from rag.refuse import WEIGHTS
from rag.said_by import is_said_by, said_by
from rag.text import fold
from rag.understand import understand
from rag.vocabulary import make_vocabulary

PEOPLE = {
    "Akkermans": "akkermans",
    "Van de Loo": "loo",
    "Koppenjan": "koppenjan",
    "Klijn en Van Twist": "twist",
    "Bell en Lemmens": "lemmens",
    "Camps": "camps",
    "Veldhuijzen van Zanten": "zanten",
    "Nooteboom": "nooteboom",
}
ASKED = (
    "Wat zegt {name} over vertrouwen?",
    "Waarom mislukken allianties volgens {name}?",
    "Hoe ga je volgens {name} om met conflicten?",
    "Wat vindt {name} van contracten?",
    "Wat kunnen managers van {name} leren?",
)


def stands(draft: Draft) -> bool:
    return True


MARK = WRONG_AUTHOR.split("{")[0]


def query_of(text: str, kind: QuestionKind = QuestionKind.FACT) -> Query:
    return Query(text, text, text, "nl", kind, {}, ())


def said_of(surname: str, library: Library) -> Line:
    """Return a sentence that names one person the texts cite, and nobody else, as a line."""
    known = {fold(name) for name in names_written(library)}
    for number in map(int, library.entries_by_role[EntryRole.SENTENCE]):
        entry = library.entries[number]
        if {fold(word.strip(".,:;()")) for word in entry.text.split()} & known == {surname}:
            return Line(entry.text, (Evidence(library.passage_by_id[entry.passage_id], entry.text),))
    raise AssertionError(surname)


@pytest.mark.parametrize(("name", "asked"), [*itertools.product(PEOPLE, ASKED)])
def test_who_is_asked_by_name_is_who_answers(name: str, asked: str, adviser: Adviser) -> None:
    """Every citation is of their words, or the answer says that it is not theirs, or there is none."""
    answer = adviser.ask(asked.format(name=name))
    if not answer.answered or answer.answer.startswith(MARK):
        return
    inside = attributed_to(find_speakers(f"Wat zegt {name}?", adviser.library)[0].surnames, adviser.library)
    for citation in answer.citations:
        numbers = adviser.library.text_entries[citation.passage_id]
        assert PEOPLE[name] in fold(citation.quote) or inside[list(numbers)].any(), citation.quote


def test_most_of_what_is_asked_of_somebody_who_says_it_is_answered(adviser: Adviser) -> None:
    """Holding an answer to one person is no reason to refuse what that person says."""
    asked = (
        "Wat is volgens Akkermans de belangrijkste reden voor mislukking?",
        "Wat zegt Van de Loo over autonomie?",
        "Welke valkuil noemt Koppenjan?",
        "Hoe omschrijven Klijn en Van Twist publiek-private samenwerking?",
        "Wat zeggen Bell en Lemmens over leren van fouten?",
        "Hoe denkt Nooteboom over vertrouwen?",
    )
    assert all(adviser.ask(question).answered for question in asked)


@pytest.mark.parametrize(
    ("text", "surnames"),
    [
        ("Wat zegt Akkermans?", {"akkermans"}),
        ("wat zegt akkermans", {"akkermans"}),
        ("wat zegt van de loo", {"loo"}),
        ("Wat zeggen Klijn en Van Twist?", {"klijn", "twist"}),
        ("Wat zegt Veldhuijzen van Zanten?", {"veldhuijzen", "zanten"}),
        ("Wat onderscheidt Mintzberg volgens het essay?", {"mintzberg"}),
        ("Wat zegt de man van de deur ernaast?", set()),
        ("Wat hebben de mensen in het veld eraan?", set()),
        ("Wat zeggen Akkermans en Koppenjan?", set()),
        ("Verschilt Akkermans van Boonstra?", set()),
        ("Wat is een alliantie?", set()),
    ],
)
def test_one_speaker_is_held_to_and_no_other(text: str, surnames: set[str], library: Library) -> None:
    """Names in small letters count where they are no words; two who did not write together are not one."""
    named = understand(text, (), (), library, make_vocabulary(library)).named_sources
    assert who_is_asked(text, named, library) == surnames


def test_a_source_that_speaks_itself_leaves_nobody_else_to_be_held_to(library: Library) -> None:
    assert not who_is_asked("Wat vindt De Wit van De Man?", ("de-wit",), library)
    assert who_is_asked("Wat vindt Mintzberg in het essay?", ("essay",), library) == {"mintzberg"}


def test_what_is_attributed_to_somebody_names_them_and_not_what_others_say(library: Library) -> None:
    one, other = (library.entries_at([(line.evidence[0].passage.id, 0)]) for line in _two(library))
    inside = attributed_to(frozenset({"koppenjan"}), library)
    named = [n for n, entry in enumerate(library.entries) if "Koppenjan" in entry.text]
    assert inside[named].all()
    assert 0 < inside.sum() < len(inside) / 20
    assert one != other
    assert not np.array_equal(inside, attributed_to(frozenset({"akkermans"}), library))


def _two(library: Library) -> tuple[Line, Line]:
    return said_of("koppenjan", library), said_of("akkermans", library)


def test_what_somebody_else_says_is_left_out_and_a_list_stays_with_what_announces_it(library: Library) -> None:
    """A heading goes with the lines below it."""
    theirs, others = _two(library)
    announced = Line(f"{theirs.text[:-1]}:", theirs.evidence)
    item = Line("een punt", others.evidence, LineStyle.BULLET)
    heading = Line("Kop", style=LineStyle.HEADING)
    people = frozenset({"koppenjan"})
    assert said_by(Draft((theirs, others)), people, library).lines == (theirs,)
    assert said_by(Draft((announced, item)), people, library).lines == (announced, item)
    assert said_by(Draft((others, item)), people, library).lines == ()
    assert said_by(Draft((theirs, heading, others)), people, library).lines == (theirs,)


def test_each_of_two_compared_is_asked_alone_where_the_answer_leaves_one_out(library: Library) -> None:
    theirs, others = _two(library)
    query = query_of("Kijkt Koppenjan anders naar macht dan Akkermans?")
    asked: list[str] = []

    def ask(question: str) -> Draft:
        asked.append(question)
        return Draft((theirs if "Koppenjan" in question else others,))

    told = tell_each(Draft((theirs,)), query, library, ask, stands)
    assert asked == ["naar macht volgens Koppenjan?", "naar macht volgens Akkermans?"]
    assert [line.text for line in told.lines] == ["Koppenjan", theirs.text, "Akkermans", others.text]
    assert told.certain


def test_who_has_nothing_to_say_is_said_to_have_nothing(library: Library) -> None:
    """With two others who do; a comparison of one is no comparison, and the draft stands."""
    theirs, others = _two(library)
    query = query_of("Vergelijk Koppenjan, Akkermans en Nooteboom over macht.")

    def ask(question: str) -> Draft:
        return (
            Draft((theirs,)) if "Koppenjan" in question else Draft((others,)) if "Akkermans" in question else Draft(())
        )

    told = tell_each(Draft((theirs,)), query, library, ask, stands)
    assert told.lines[-1].text == NOTHING_ON_SIDE.format(name="Nooteboom")
    draft = Draft((theirs,))
    assert (
        tell_each(
            draft, query, library, lambda question: ask(question) if "Koppenjan" in question else Draft(()), stands
        )
        is draft
    )


@pytest.mark.parametrize(
    "text",
    ["Wat zegt Koppenjan over het werk van Akkermans?", "Wat is macht?", "Wij werken met Koppenjan of Akkermans."],
)
def test_who_compares_nobody_gets_the_answer_as_it_is(text: str, library: Library) -> None:
    draft = Draft((said_of("koppenjan", library),))
    query = (
        query_of(text)
        if not text.startswith("Wij")
        else Query(text, text, text, "nl", QuestionKind.FACT, {}, (), is_situation=True)
    )
    assert tell_each(draft, query, library, lambda question: draft, stands) is draft


def test_an_answer_that_names_everybody_stands(library: Library) -> None:
    draft = Draft(_two(library))
    query = query_of("Kijkt Koppenjan anders naar macht dan Akkermans?")
    assert tell_each(draft, query, library, lambda question: Draft(()), stands) is draft


def test_each_is_asked_alone_too_where_the_answer_would_be_refused(library: Library) -> None:
    theirs, others = _two(library)
    query = query_of("Zijn Koppenjan en Akkermans het eens?")
    told = tell_each(
        Draft((theirs, others)),
        query,
        library,
        lambda question: Draft((theirs if "Koppenjan" in question else others,)),
        lambda draft: False,
    )
    assert [line.text for line in told.lines] == ["Koppenjan", theirs.text, "Akkermans", others.text]


def test_who_only_asks_whether_they_agree_is_told_what_each_contributes(library: Library) -> None:
    query = query_of("Zijn Akkermans en Koppenjan het eens?")
    speakers = find_speakers(query.standalone, library)
    assert [question_for(one, speakers, query) for one in speakers] == [
        "Wat zegt Akkermans?",
        "Wat zegt Koppenjan?",
    ]


def test_all_that_somebody_has_to_say_is_told_in_the_order_of_the_digest(adviser: Adviser) -> None:
    """Who asks what managers can learn from somebody asks for no thing in it."""
    asked = adviser.ask("Wat kunnen managers van Klijn en Van Twist leren?")
    opens = {
        place_lines(outline.parts[0].places, adviser.library)[0].text
        for outline in adviser.library.chosen.outlines
        if outline.is_digest and "Klijn en Van Twist" in " ".join(outline.questions)
    }
    assert asked.answered and asked.sentences[0].text in opens


def test_who_names_two_people_asks_of_nobody_named_before(adviser: Adviser) -> None:
    """And what is asked of each is no claim to be contradicted."""
    before = (Turn("user", "Waarom mislukken samenwerkingen volgens Camps?"), Turn("assistant", "Dat staat er niet."))
    answer = adviser.ask("Kijkt Van de Loo anders naar mislukking dan Akkermans?", before).answer
    assert "**Van de Loo**" in answer and "**Akkermans**" in answer
    assert "Camps" not in answer and WRONG_CLAIM not in answer


def test_a_refusal_for_somebody_shows_what_they_do_say(adviser: Adviser) -> None:
    """Not what others say of it, "maar over ‘camps’ staat daar niets"."""
    answer = adviser.ask("Waarom mislukken samenwerkingen volgens Camps?")
    assert answer.refusal and answer.refusal.nearest
    for citation in answer.refusal.nearest:
        evidence = Evidence(adviser.library.passage_by_id[citation.passage_id], citation.quote)
        assert is_said_by(evidence, frozenset({"camps"}), adviser.library), citation.quote


def test_what_leads_elsewhere_counts_by_how_much_nearer_it_is(library: Library) -> None:
    pointer = next(one for one in library.pointers if one.bearing is Bearing.ANSWER)
    theirs, other = Near(pointer, 0.5, 0.8), Near(pointer, 0.5, 0.9, is_theirs=False)
    assert Pointed((theirs, other), deviation=0.05).elsewhere() == pytest.approx(2.0)
    assert Pointed((replace(theirs, similarity=0.95), other), deviation=0.05).elsewhere() == 0.0
    assert Pointed((theirs, replace(other, is_theirs=True)), deviation=0.05).elsewhere() == 0.0
    assert Pointed((theirs, other)).answered == (theirs,)


def test_who_is_credited_by_likeness_with_somebody_elses_words_is_set_right(adviser: Adviser) -> None:
    """In other words than the sentence has: weinig, gering."""
    answer = adviser.ask("Waarom vindt Mintzberg dat weinig vertrouwen alles vertraagt?").answer
    assert answer.startswith(MARK) and "Covey" in answer
    assert not adviser.ask("Waarom vindt Covey dat weinig vertrouwen alles vertraagt?").answer.startswith(MARK)


def test_doubt_is_less_for_a_name_and_more_where_others_say_it() -> None:
    """Both were set by hand; without them the figures of evals/ingredients.md do not hold."""
    assert WEIGHTS.elsewhere < 0 < WEIGHTS.who
