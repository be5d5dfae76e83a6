"""Rules for claims that somebody asks to have checked."""

import pytest

from rag.adviser import Adviser
from rag.claim_match import Counted, compare_counts, denies_otherwise, other_figure, says_all
from rag.claims import ask_whether, claim_in
from rag.clues import Clue
from rag.phrases import CLAIM_STANDS, WRONG_AUTHOR, WRONG_CLAIM, WRONG_FIGURE
from rag.text import stem

CLAIM = "een netwerk altijd een coördinator heeft"
FORMS = (
    "Klopt het dat {x}?",
    "Is het waar dat {x}?",
    "klopt t echt dat {x}",
    "Kun je bevestigen dat {x}?",
    "Mag ik in mijn scriptie schrijven dat {x}?",
    "Klopt deze stelling: {x}?",
    "Waar of niet waar: {x}.",
    "{x}, klopt dat?",
    "{x}, toch?",
    "Ik las dat {x}. Klopt dat?",
    "In een verslag las ik: {x}. Klopt dat?",
    "Mijn collega beweert dat {x}. Heeft hij gelijk?",
)
OTHER = (
    "Klopt dat?",
    "Wat klopt er niet aan onze samenwerking?",
    "Wanneer klopt zo'n drietal?",
    "Onze partner deelt niets, toch willen we door. Is dat zo gek?",
    "Op papier klopt alles. Waarom lukt het dan niet, toch?",
    "Wie heeft er gelijk, Boonstra of TNO?",
    "Wat zegt TNO over vertrouwen?",
    "Zegt iemand dat dit niet mag?",
)
RIGHT = (
    "Klopt het dat leiderschap volgens De Wit een kwaliteit van alle betrokkenen moet zijn?",
    "Akkermans noemt kortzichtig management de belangrijkste reden van mislukking, klopt dat?",
    "Is het waar dat de culturele fit vijf factoren telt?",
    "Mijn collega zegt dat fusies en overnames niet bij de allianties horen. Heeft ze gelijk?",
)
WRONG = (
    ("Klopt het dat de strategische fit twintig factoren telt?", "zestien"),
    ("Is het waar dat Common Eye het samenwerkingsproces in zes fasen deelt?", "vijf fasen"),
    ("Het werkboek kent zeven signatures, toch?", "vijf signatures"),
    ("Klopt het dat Boonstra fusies en overnames tot de allianties rekent?", "niet"),
    ("Waar of niet waar: de trust-benadering is altijd de beste keuze.", "niet altijd"),
    ("Is het zo dat Koppenjan kortzichtig management de belangrijkste reden voor mislukking noemt?", "Akkermans"),
    ("Klopt het dat volgens TNO leiderschap een kwaliteit van alle betrokkenen moet zijn?", "kwaliteit"),
)
# True sentences with one word, number or order changed: never confirmed.
ALTERED = (
    "Klopt het dat de culturele fit zestien factoren telt?",
    "Klopt het dat de strategische fit vijf factoren telt, de culturele fit zestien?",
    "Klopt het dat leiderschap volgens De Wit een last van alle betrokkenen moet zijn?",
    "Klopt het dat Akkermans vertrouwen de belangrijkste reden van mislukking noemt?",
    "Klopt het dat de formatiefase vijf thema's telt, de managementfase vier en de evaluatiefase drie?",
)


@pytest.mark.parametrize("form", FORMS)
def test_a_claim_is_recognised_however_its_check_is_asked(form: str) -> None:
    text = form.format(x=CLAIM)
    assert claim_in(text[0].upper() + text[1:]).lower() == CLAIM
    assert ask_whether(text) == f"Klopt het dat {CLAIM}?"


@pytest.mark.parametrize("question", OTHER)
def test_what_states_nothing_or_ones_own_story_is_no_claim(question: str) -> None:
    assert claim_in(question) == "" and ask_whether(question) == question


@pytest.mark.parametrize("question", RIGHT)
def test_a_claim_that_stands_in_the_library_is_confirmed_with_the_sentence(question: str, adviser: Adviser) -> None:
    answer = adviser.ask(question)
    assert answer.answer.startswith(CLAIM_STANDS)
    assert len(answer.sentences) == 1 and answer.sentences[0].citations


@pytest.mark.parametrize(("question", "truth"), WRONG)
def test_a_claim_that_stands_otherwise_is_set_right_first(question: str, truth: str, adviser: Adviser) -> None:
    answer = adviser.ask(question)
    opening, told = answer.answer.split("\n\n")[:2]
    assert opening.endswith(":") and opening != CLAIM_STANDS
    assert truth in told


@pytest.mark.parametrize("question", ALTERED)
def test_a_claim_in_which_a_word_or_number_is_other_is_never_confirmed(question: str, adviser: Adviser) -> None:
    assert not adviser.ask(question).answer.startswith(CLAIM_STANDS)


def test_numbers_of_a_claim_must_be_those_of_the_same_things() -> None:
    text = "De ene fit telt zestien factoren, de andere fit vijf."
    assert compare_counts("De ene fit telt zestien factoren, de andere vijf", text, ()) is Counted.SAME
    assert compare_counts("De ene fit telt vijf factoren, de andere zestien", text, ()) is Counted.OTHER
    assert compare_counts("De ene fit telt negen factoren", text, ()) is Counted.OTHER
    assert compare_counts("Volgens Brown (1984) telt de fit niets", text, ()) is Counted.SAME
    assert (
        compare_counts("Sinds 2001 werken zij samen", "Zij werken sinds 2006 samen (Jansen, 2011).", ())
        is Counted.OTHER
    )
    assert other_figure("De ene fit telt negen factoren", text) == "negen factoren"


def test_to_whom_a_claim_is_ascribed_is_part_of_it() -> None:
    assert claim_in("Zegt De Wit dat vertrouwen altijd helpt?") == "volgens De Wit vertrouwen altijd helpt"


def test_not_this_but_that_denies_nothing_and_affirms_nothing() -> None:
    assert denies_otherwise("Het werkt niet", "Het werkt")
    assert not denies_otherwise("Niet de duur maar de omvang telt", "De omvang telt")
    assert not denies_otherwise("Een regeling zonder aandelen", "Een regeling met aandelen")


def test_all_words_of_a_claim_must_stand_in_its_order_but_for_one() -> None:
    text = "Kortzichtig management leidt volgens Akkermans tot mislukking."
    assert says_all("kortzichtig management tot mislukking leidt", text, ())
    assert not says_all("mislukking tot kortzichtig management leidt", text, ())
    assert not says_all("kortzichtig management tot vertraging leidt", text, ())
    assert says_all("Camps kortzichtig management mislukking noemt", text, {"camp"})


def test_what_is_neither_confirmed_nor_denied_gets_no_verdict(adviser: Adviser) -> None:
    answer = adviser.ask("Klopt het dat partners elkaar elke week moeten opbellen?").answer
    assert CLAIM_STANDS not in answer and WRONG_CLAIM not in answer


def test_what_is_counted_may_be_left_to_another_clause_to_say() -> None:
    text = "De ene fit telt zestien factoren, de brede fit vijf."
    clues = [
        Clue(stem(word), frozenset(), weight) for word, weight in (("brede", 2.0), ("fit", 3.0), ("factoren", 9.0))
    ]
    assert compare_counts("De brede fit telt vijf factoren", text, clues) is Counted.SAME
    assert compare_counts("De brede fit telt zestien factoren", text, clues) is Counted.OTHER


def test_who_is_credited_with_what_the_source_credits_somebody_else_with_is_set_right(adviser: Adviser) -> None:
    """Though both wrote the source, or are cited in it."""
    claim = "goed functionerende intersectorale allianties hebben volgens {x} een grotere kans op externe resultaten"
    remark = WRONG_AUTHOR.format(name="Tjemkes")
    assert adviser.ask(f"{claim.format(x='Tjemkes')}, klopt dat?").answer.startswith(remark)
    assert adviser.ask(f"{claim.format(x='Zakocs en Edwards')}, klopt dat?").answer.startswith(CLAIM_STANDS)


def test_a_number_that_the_sentence_holds_is_not_called_wrong(adviser: Adviser) -> None:
    opening = WRONG_FIGURE.split("{")[0]
    assert not adviser.ask("De culturele fit bevat vijf factoren, toch?").answer.startswith(opening)
