"""Who asks whose work it is gets a name."""

import pytest

from rag.adviser import Adviser

WHOSE = {
    "Op wiens analyse leunt TNO bij de Health Action Zones?": "Maddock",
    "Wie onderzocht de Health Action Zones?": "Maddock",
    "Van wie is de lijst met waarden van markt en overheid?": "Bovens",
    "Wie heeft de vijf signatures ontwikkeld?": "Martine de Jong",
}


@pytest.mark.parametrize(("question", "name"), WHOSE.items())
def test_the_first_sentence_names_who_made_or_studied_it(adviser: Adviser, question: str, name: str) -> None:
    first = adviser.ask(question).sentences[0]
    assert name in first.text and first.citations


def test_an_answer_that_names_somebody_stays_as_it_is(adviser: Adviser) -> None:
    answer = adviser.ask("Wie onderzocht innovatieprocessen in toeleveringsnetwerken?")
    assert "Akkermans" in answer.sentences[0].text


def test_who_took_part_is_no_question_for_an_author(adviser: Adviser) -> None:
    answer = adviser.ask("Wie deden er mee aan de Health Action Zones?")
    assert "Maddock" not in answer.sentences[0].text


@pytest.mark.parametrize("question", ["Wie onderzocht de Drentse Aa?", "Wie bedacht het gildesysteem?"])
def test_nobody_is_named_who_is_not_said_to_have_made_it(adviser: Adviser, question: str) -> None:
    """The authors of the report, or of another part, did not."""
    answer = adviser.ask(question).answer
    assert "auteurs" not in answer and "Veldhuijzen" not in answer


def test_the_caption_of_a_table_does_not_answer_who_made_it(adviser: Adviser) -> None:
    first = adviser.ask("Van wie komt de tabel met soorten fit?").sentences[0]
    assert "Douma" in first.text and "punten" not in first.text


def test_all_on_whose_work_a_thing_rests_are_named(adviser: Adviser) -> None:
    told = " ".join(sentence.text for sentence in adviser.ask("Op wie is de tabel met motieven gebaseerd?").sentences)
    assert "Contractor" in told and "Huxham" in told
