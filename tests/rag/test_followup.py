"""Rules of follow-up questions: what leans on the conversation is completed from it, what does not stays as it is."""

import pytest

from rag.followup import leans_on_history, make_standalone, on_its_own
from rag.followup_leans import without_reaction
from rag.library import Library
from rag.records import Turn
from rag.vocabulary import Vocabulary, make_vocabulary


@pytest.fixture(scope="module")
def vocabulary(library: Library) -> Vocabulary:
    return make_vocabulary(library)


def turns(*said: str) -> list[Turn]:
    """Return turns that alternate between user and assistant."""
    return [Turn("assistant" if number % 2 else "user", content) for number, content in enumerate(said)]


@pytest.mark.parametrize(
    ("before", "question", "standalone"),
    [
        ("Welke faalfactoren noemt Boonstra voor Organisatiekunde?", "En voor Bestuurskunde?",
         "Welke faalfactoren noemt Boonstra voor Bestuurskunde?"),
        ("Welke succesfactoren geeft TNO voor de formatiefase?", "En in de managementfase?",
         "Welke succesfactoren geeft TNO voor de managementfase?"),
        ("Welke succesfactoren geeft TNO voor de formatiefase?", "En welke valkuilen?",
         "Welke valkuilen geeft TNO voor de formatiefase?"),
        ("Wat zegt Boonstra over vertrouwen?", "En TNO?", "Wat zegt TNO over vertrouwen?"),
        ("Wat staat er in tabel 2 van Boonstra?", "En tabel 3?", "Wat staat er in tabel 3 van Boonstra?"),
        ("Wat staat er in kolom markt van tabel 2 van TNO?", "En in kolom overheid?",
         "Wat staat er in kolom overheid van tabel 2 van TNO?"),
        ("Wat zijn de voordelen van publiek-publieke samenwerking?", "En de nadelen?",
         "Wat zijn de nadelen van publiek-publieke samenwerking?"),
        ("Hoe omschrijft Boonstra een alliantie?", "En hoe doet TNO dat voor intersectorale allianties?",
         "Hoe omschrijft TNO intersectorale allianties?"),
        ("Wat zegt Nooteboom over vertrouwen?", "en Williamson?", "Wat zegt Williamson over vertrouwen?"),
        ("Wat is de Waardse Alliantie?", "En de HSL-Zuid?", "Wat is de HSL-Zuid?"),
        ("Wat is een open netwerk?", "en een gesloten?", "Wat is een gesloten netwerk?"),
        ("Welke valkuilen zijn er in de zorg?", "En in het onderwijs?", "Welke valkuilen zijn er in het onderwijs?"),
        ("Wat zijn de kenmerken van de overheid in Tabel 2 van TNO?", "En die van de markt?",
         "Wat zijn de kenmerken van de markt in Tabel 2 van TNO?"),
        ("Wat vindt Boonstra van contracten?", "En hoe denkt het essay daarover?", "Wat zegt het essay over contracten?"),
        ("Wat zijn de actiepunten in de eerste fase bij De Wit?", "En in de laatste fase?",
         "Wat zijn de actiepunten in de laatste fase bij De Wit?"),
        ("Wat is een open netwerk?", "Wat is het verschil met een gesloten netwerk?",
         "Wat is het verschil tussen open netwerk en een gesloten netwerk?"),
    ],
)  # fmt: skip
def test_what_is_named_of_a_slot_replaces_what_was_named_of_it(
    before: str, question: str, standalone: str, library: Library, vocabulary: Vocabulary
) -> None:
    assert make_standalone(question, turns(before, "Een antwoord."), library, vocabulary) == standalone


def test_slots_are_replaced_over_three_turns(library: Library, vocabulary: Vocabulary) -> None:
    history = turns("Welke faalfactoren noemt Boonstra voor Organisatiekunde?", "Vijf.", "En voor Bestuurskunde?", "Vijf.",
                    "En succesvoorwaarden?", "Vier.")  # fmt: skip
    assert make_standalone("En voor bedrijfskunde?", history, library, vocabulary) == (
        "Welke succesvoorwaarden noemt Boonstra voor bedrijfskunde?"
    )


SIGNATURES = "De relatiebouwer, de ontwerper, de voorvechter, de vormer en de onderhandelaar."


@pytest.mark.parametrize(
    ("answer", "question", "expected"),
    [
        (SIGNATURES, "Wat is een concrete ingreep van die laatste?", "de onderhandelaar"),
        (SIGNATURES, "Noem van die laatste alle punten", "van de onderhandelaar alle punten"),
        (SIGNATURES, "En wat doet de tweede?", "de ontwerper"),
        (SIGNATURES, "Wat moet je bij de tweede vooral doen?", "bij de ontwerper vooral"),
        (SIGNATURES, "Wat is bij de derde juridisch te regelen?", "bij de voorvechter juridisch"),
        ("**Kop**\n\n1. Relatiebouwer [1]\n2. Ontwerper: denkt na [1]\n", "Hoe werkt die laatste?", "Ontwerper"),
        ("Als kern: [1]\n\n1. Evalueer de stand. [1]\n2. Stel doelen. [1]\n3. Verlies de winst niet. [1]",
         "Leg het derde punt eens uit", "Verlies de winst niet"),
        ("1. Evalueer de stand [1]\n2. Stel doelen [1]\n", "Leg punt 2 uit", "Stel doelen"),
        ("Onder meer innovatie, kosten besparen en samen nieuwe producten op de markt brengen.",
         "Ga eens door op dat laatste", "samen nieuwe producten op de markt brengen"),
        ("| Nr | Pool | Tegenpool |\n|---|---|---|\n| 1 | Maken | Mooi [1] |\n| 2 | Angst | Moed [1] |\n", "en de tweede?",
         "Angst – Moed"),
        ("| Naam | Doel |\n|---|---|\n| Verkennen | a [1] |\n| Delen | b [1] |\n", "Hoe werkt de eerste?", "Verkennen"),
        ("Klijn en Van Twist onderscheiden contractuele arrangementen en partnerschappen.", "Wat doet de tweede?",
         "partnerschappen"),
        ("De auteurs kennen twee vormen: concessies en joint ventures.", "Hoe werkt de eerste?", "concessies"),
        ("Gebiedsontwikkeling, contracten en joint ventures.", "Wat is bij elk van die drie de meerwaarde?",
         "bij Gebiedsontwikkeling, contracten en joint ventures de meerwaarde"),
    ],
)  # fmt: skip
def test_what_the_last_answer_lists_is_put_in_the_place_of_the_word_for_it(
    answer: str, question: str, expected: str, library: Library, vocabulary: Vocabulary
) -> None:
    standalone = make_standalone(question, turns("Welke staan er in het werkboek?", answer), library, vocabulary)
    assert expected in standalone
    assert "werkboek" in standalone, "the source that was asked about goes along"


def test_an_item_asked_for_by_what_it_is_keeps_that(library: Library, vocabulary: Vocabulary) -> None:
    history = turns("Welke rollen heeft de afdeling?", "Vier: expert, adviseur, kennismanager en trainer.")
    assert "in de rol trainer" in make_standalone("Wat doet ze in die laatste rol?", history, library, vocabulary)
    history = turns("Welke vormen zijn er?", "Drie: concessies, joint ventures en de losse vorm.")
    assert "de losse vorm" in make_standalone("Hoe werkt die derde vorm?", history, library, vocabulary)


def test_who_of_the_five_asks_for_one_of_them(library: Library, vocabulary: Vocabulary) -> None:
    """With all their names in it the question would be about whichever of them is found first."""
    history = turns("Welke staan er in het werkboek?", SIGNATURES)
    standalone = make_standalone("Wie van de vijf past bij een lege agenda?", history, library, vocabulary)
    assert "relatiebouwer" not in standalone


def test_two_things_side_by_side_are_no_list_where_nothing_announces_one(
    library: Library, vocabulary: Vocabulary
) -> None:
    """In most sentences "a en b" is no enumeration that "de tweede" could point into."""
    history = turns("Hoe werkt vertrouwen?", "Partners praten en handelen.")
    assert "handelen" not in make_standalone("Wat doet de tweede?", history, library, vocabulary)


def test_the_next_item_is_asked_the_same_as_the_one_before(library: Library, vocabulary: Vocabulary) -> None:
    history = turns("Welke staan er in het werkboek?", SIGNATURES, "Wat doet de tweede?", "Hij ontwerpt.")
    assert "Wat doet de vormer" in make_standalone("en de vierde?", history, library, vocabulary)


def test_of_a_table_the_column_asked_for_is_listed(library: Library, vocabulary: Vocabulary) -> None:
    table = "| Thema | Succesfactoren |\n|---|---|\n| Koers | Heldere missie [1] |\n| Middelen | Eerlijk delen [1] |\n"
    history = turns("Noem de succesfactoren van TNO", table)
    standalone = make_standalone("Wat betekent het eerste punt?", history, library, vocabulary)
    assert standalone == "Wat betekent Heldere missie (TNO)?"


@pytest.mark.parametrize(
    "question",
    [
        "kun je dat korter?",
        "kan het wat uitgebreider?",
        "Noem ze allemaal",
        "Zet ze in een tabel",
        "in gewone taal graag",
    ],
)
def test_a_wish_about_the_form_asks_the_same_again(question: str, library: Library, vocabulary: Vocabulary) -> None:
    history = turns("Welke interventies noemt het werkboek?", "Acht.")
    assert make_standalone(question, history, library, vocabulary) == "Welke interventies noemt het werkboek?"


def test_it_and_he_are_who_the_talk_is_about(library: Library, vocabulary: Vocabulary) -> None:
    history = turns(
        "Wat was de Waardse Alliantie?", "Een project.", "Hoe was het contract geregeld?", "Met gedeelde winst."
    )
    assert make_standalone("Hoe liep het af?", history, library, vocabulary) == "Hoe liep de Waardse Alliantie af?"
    covey = make_standalone(
        "Wat zegt hij over vertrouwen?", turns("Wie is Covey?", "Een schrijver."), library, vocabulary
    )
    assert covey == "Wat zegt Covey over vertrouwen?"


def test_a_table_of_another_kind_is_not_carried_along(library: Library, vocabulary: Vocabulary) -> None:
    history = turns("Wat gaat er mis volgens de sociale wetenschappen in Tabel 2 van Boonstra?", "Dertien zaken.")
    standalone = make_standalone("En wat zijn daar dan de succesvoorwaarden?", history, library, vocabulary)
    assert "sociale wetenschappen" in standalone
    assert "abel 2" not in standalone


@pytest.mark.parametrize("question", ["en als dat niet helpt?", "welke vragen kunnen we bespreken?"])
def test_after_advice_the_situation_goes_along(question: str, library: Library, vocabulary: Vocabulary) -> None:
    history = turns("Onze partners vertrouwen elkaar niet meer. Wat nu?", "Praat met elkaar.")
    assert "vertrouwen elkaar niet" in make_standalone(question, history, library, vocabulary)


def test_a_correction_keeps_the_table_that_was_asked_for(library: Library, vocabulary: Vocabulary) -> None:
    history = turns("Wat staat er in Tabel 1?", "Vormen van samenwerking.")
    standalone = make_standalone("Nee, ik bedoel die van TNO. Alleen de nadelen graag.", history, library, vocabulary)
    assert all(said in standalone for said in ("TNO", "nadelen", "tabel 1"))


def test_a_refusal_lists_nothing(library: Library, vocabulary: Vocabulary) -> None:
    refusal = "Dit staat niet in de bibliotheek. Gezocht is naar: appel, peer en banaan."
    assert "banaan" not in make_standalone("En wat is die laatste?", turns("Fruit?", refusal), library, vocabulary)


def test_that_phase_is_the_phase_of_the_last_question(library: Library, vocabulary: Vocabulary) -> None:
    history = turns("Hoe herken je de tweede fase van De Wit?", "Partners werken nog apart.")
    assert make_standalone("Wat moet je dan doen in die fase?", history, library, vocabulary) == (
        "Wat moet je doen in de tweede fase van De Wit?"
    )


def test_asking_whether_a_source_says_the_same_is_a_comparison(library: Library, vocabulary: Vocabulary) -> None:
    history = turns("Hoeveel allianties mislukken er volgens Boonstra?", "Meer dan de helft.")
    assert make_standalone("Zegt het essay hetzelfde?", history, library, vocabulary) == (
        "Vergelijk het essay met Boonstra: Hoeveel allianties mislukken er?"
    )


def test_why_is_asked_of_the_thing_that_was_chosen(library: Library, vocabulary: Vocabulary) -> None:
    history = turns("Welk netwerk past bij ideeën?", "Een open netwerk is het meest geschikt. [1] Meer niet. [2]")
    assert make_standalone("waarom?", history, library, vocabulary) == "Waarom past een open netwerk bij ideeën?"


@pytest.mark.parametrize("question", ["Wie zegt dat?", "wie zei dat?", "uit welke bron komt dat?"])
def test_why_and_who_are_asked_of_what_the_last_answer_says(
    question: str, library: Library, vocabulary: Vocabulary
) -> None:
    history = turns("Welk netwerk past bij ideeën?", "Een open netwerk is het meest geschikt. [1] Meer niet. [2]")
    standalone = make_standalone(question, history, library, vocabulary)
    assert "open netwerk is het meest geschikt" in standalone
    assert "ideeën" in standalone


def test_an_example_is_asked_of_what_the_last_question_was_about(library: Library, vocabulary: Vocabulary) -> None:
    history = turns("Wat is opportunistisch gedrag?", "Eigenbelang met list. [1]")
    assert make_standalone("Geef een voorbeeld", history, library, vocabulary) == (
        "Geef een voorbeeld: opportunistisch gedrag?"
    )


def test_another_one_does_not_drag_along_the_one_before(library: Library, vocabulary: Vocabulary) -> None:
    history = turns("Waarom ging de Waardse Alliantie goed?", "Gedeelde risico's.")
    standalone = make_standalone("En waarom ging het bij die andere spoorlijn dan mis?", history, library, vocabulary)
    assert "Waardse" not in standalone


@pytest.mark.parametrize(
    "question",
    [
        "Wat is een joint venture?",
        "En wat is een joint venture?",
        "Maar wat zegt TNO over leiderschap?",
        "Waarom mislukken allianties?",
        "Wat is de eerste fase van een alliantie volgens TNO?",
        "Hoe zorg je dat partners open zijn?",
        "Hoe bouw je vertrouwen op in een alliantie die net start?",
        "Hoe bouwen partners hun vertrouwen op?",
        "Geef een voorbeeld van een alliantie in de zorg",
        "Welke rol speelt vertrouwen?",
        "Wat werkt beter dan een contract?",
        "Iets heel anders: wat is dan een joint venture?",
        "Klopt het dat twee derde van alle allianties slaagt?",
        "Wat is meeliftgedrag en hoe voorkom je dat?",
        "Er is ruzie over geld, hoe gaan we daarmee om?",
        "Emergente resultaten, wat zijn dat?",
        "Hoe komt het dat hechte allianties uiteenvallen?",
        "Som alle aspecten van operationele fit op die Douma noemt",
        "Welke fasen zijn er?",
        "Waarom gaat het mis bij allianties?",
    ],
)
def test_a_change_of_subject_stays_as_asked(question: str, library: Library, vocabulary: Vocabulary) -> None:
    history = turns("Welke faalfactoren noemt Boonstra voor Bestuurskunde?", "Onduidelijkheid, haast en ruzie.")
    assert make_standalone(question, history, library, vocabulary) == question
    assert not leans_on_history(question)


@pytest.mark.parametrize(
    "question",
    ["waarom?", "En daarna?", "Leg uit", "Welke technieken horen daarbij?", "Hoe vaak mislukken ze?", "Welke levert het meeste op?",
     "Wat moet je doen in die fase?", "Geldt dat ook voor TNO?", "Hoe komt dat?", "Vertel meer", "Hoe liep het af?", "Wie deden er mee?", "Leg punt 2 uit",
     "Is daar onderzoek naar gedaan?", "Bedankt! En bij TNO?", "Wat zijn de nadelen?", "Wat doet de tweede eigenlijk?"],
)  # fmt: skip
def test_a_question_that_points_back_leans_on_history(question: str) -> None:
    assert leans_on_history(question)


def test_without_history_nothing_changes(library: Library, vocabulary: Vocabulary) -> None:
    assert make_standalone("En waarom?", [], library, vocabulary) == "En waarom?"


@pytest.mark.parametrize(
    ("answer", "question", "named"),
    [
        ("Drie: institutionele conflicten, verantwoordingsconflicten en intellectuele conflicten.",
         "Leg de tweede eens uit.", ("verantwoordingsconflicten",)),
        ("Op vier manieren: verlies-verlies, winst-verlies, compromis en winst-winst.",
         "Wat is dan het verschil tussen de laatste twee?", ("compromis", "winst-winst")),
        ("Op vier manieren: verlies-verlies, winst-verlies, compromis en winst-winst.",
         "En de eerste twee?", ("verlies-verlies", "winst-verlies")),
    ],
)  # fmt: skip
def test_a_place_in_a_list_in_running_text_stands_for_its_item(
    answer: str, question: str, named: tuple[str, ...], library: Library, vocabulary: Vocabulary
) -> None:
    standalone = make_standalone(question, turns("Welke soorten zijn er?", answer), library, vocabulary)
    assert all(name in standalone for name in named)


def test_the_last_two_of_something_named_are_no_items_of_the_list_before(
    library: Library, vocabulary: Vocabulary
) -> None:
    question = "Wat gebeurde er in de laatste twee jaar van de alliantie?"
    before = turns("Welke soorten zijn er?", "Drie: rood, geel en blauw.")
    assert make_standalone(question, before, library, vocabulary) == question


def test_who_said_it_is_no_item_of_a_list(library: Library, vocabulary: Vocabulary) -> None:
    history = turns(
        "Welke typen conflicten onderscheidt TNO?",
        "TNO onderscheidt, naar Tjemkes en anderen, institutionele conflicten, verantwoordingsconflicten en "
        "intellectuele conflicten.",
    )
    standalone = make_standalone("En die tweede soort, hoe ontstaat die?", history, library, vocabulary)
    assert "verantwoordingsconflicten" in standalone and "Tjemkes" not in standalone


def test_that_author_is_whom_the_talk_named_of_the_people_the_library_knows(
    library: Library, vocabulary: Vocabulary
) -> None:
    """The question before goes first, else whom its answer names first; a talk that named nobody leaves it as it is."""
    asked = "Hoeveel jaar ervaring heeft die auteur?"
    by_answer = turns(
        "Wie schrijft over vitaliteit?", "Vitaliteit is bij Maarten Königs essentieel, en bij Akkermans niet."
    )
    assert make_standalone(asked, by_answer, library, vocabulary) == "Hoeveel jaar ervaring heeft Maarten Königs?"
    by_question = turns("Wat zegt Akkermans over innovatie?", "Königs zegt er niets over.")
    assert make_standalone(asked, by_question, library, vocabulary) == "Hoeveel jaar ervaring heeft Akkermans?"
    nobody = turns("Wat is vertrouwen?", "Vertrouwen is een verwachting.")
    assert "die auteur" in make_standalone(asked, nobody, library, vocabulary)


ROLES = (
    "Welke rollen heeft de alliantieafdeling van Philips?",
    "De afdeling treedt op als expert, adviseur en trainer.",
)
CONFLICTS = ("Welke conflicten noemt TNO?", "Drie: institutionele, verantwoordings- en intellectuele conflicten.")


@pytest.mark.parametrize(
    ("said", "question", "standalone"),
    [
        (CONFLICTS, "Geef van de tweede eens een voorbeeld.", "Geef van verantwoordingsconflicten eens een voorbeeld (TNO)?"),
        (CONFLICTS, "Van die laatste snap ik niks", "Van intellectuele conflicten snap ik niks (TNO)?"),
        (CONFLICTS, "En de middelste?", "Vertel meer over verantwoordingsconflicten (TNO)?"),
        (ROLES, "Wat doet ze in die eerste rol?", "Wat doet ze in de rol expert (Philips)?"),
        (("Waar schrijft Van de Loo over?", "Hij noemt vier vragen voor de top."), "Welke vier zijn dat?",
         "Welke vier vragen voor de top zijn dat (Van de Loo)?"),
        (("Wat is een paradox?", "Een spanning."), "Kun je dat in gewone taal uitleggen aan mijn collega's?",
         "Wat is een paradox?"),
        (("Wat is een paradox?", "Een spanning."), "Ze snappen het hier niet. Kun je het simpel uitleggen?",
         "Wat is een paradox?"),
        ((*CONFLICTS, "Wat is een paradox?", "Een spanning."), "Nog even terug naar je eerste antwoord: geef van de tweede een voorbeeld.",
         "geef van verantwoordingsconflicten een voorbeeld (TNO)?"),
    ],
)  # fmt: skip
def test_what_an_answer_listed_counted_or_said_is_named(
    said: tuple[str, ...], question: str, standalone: str, library: Library, vocabulary: Vocabulary
) -> None:
    assert make_standalone(question, turns(*said), library, vocabulary) == standalone


def test_who_asks_to_explain_something_else_asks_for_that(library: Library, vocabulary: Vocabulary) -> None:
    asked = "Kun je dat van de VOC in gewone taal uitleggen?"
    assert (
        make_standalone(asked, turns("Wat is een paradox?", "Een spanning."), library, vocabulary)
        != "Wat is een paradox?"
    )


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Klinkt duur. Waarom deden ze dat dan?", "Waarom deden ze dat dan?"),
        ("Hmm, lastig. En wat helpt daartegen?", "En wat helpt daartegen?"),
        ("Klinkt duur.", "Klinkt duur."),
        ("Wij zitten vast. Wat nu?", "Wij zitten vast. Wat nu?"),
        ("Waarom is het lastig? En voor wie?", "Waarom is het lastig? En voor wie?"),
        (
            "Dat lijkt mij voor onze drie gemeenten lastig. Wat nu?",
            "Dat lijkt mij voor onze drie gemeenten lastig. Wat nu?",
        ),
    ],
)
def test_a_short_reaction_before_a_question_is_no_part_of_it(question: str, asked: str) -> None:
    """A story, a question, and a reaction behind which nothing is asked stay."""
    assert without_reaction(question) == asked


@pytest.mark.parametrize(
    ("said", "standalone"),
    [
        (("Wat zegt De Man over vertrouwen?", "Veel.", "en over macht?"), "Wat zegt De Man over macht?"),
        (("Wat zegt TNO over vertrouwen?", "Veel.", "en over macht?", "Veel.", "en De Wit?"), "Wat zegt De Wit over macht?"),
        (("Wat is vertrouwen volgens het essay?", "Een verwachting.", "En hoe omschrijft TNO het?"), "Hoe omschrijft TNO vertrouwen?"),
        (("Wat verstaan Klijn en Van Twist onder PPS?", "Samen.", "Hoe omschrijft TNO zoiets?"), "Hoe omschrijft TNO PPS?"),
        (("Waarop richt reflectie zich volgens het essay?", "Op vier dingen.", "wanneer beginnen partijen daarmee?"),
         "Waarop richt reflectie zich volgens het essay: wanneer beginnen partijen daarmee?"),
        (("Wat zegt Common Eye over problemen?", "Veel.", "En over de achterban?", "Weinig.", "Wat zegt De Wit over dat laatste?"),
         "Wat zegt De Wit over de achterban?"),
        (("Is een alliantie een rechtspersoon?", "Nee.", "wie is er dan de baas?"),
         "Is een alliantie een rechtspersoon: wie is er dan de baas?"),
        (("Welke paradox gaat over snelheid?", "De negende.", "en die over kennis?"), "Welke paradox gaat over kennis?"),
        (("Ik wil een leernetwerk. Hoe begin ik?", "Klein.", "Hoe herken je zo'n netwerk?"),
         "Ik wil een leernetwerk. Hoe begin ik: Hoe herken je zo'n netwerk?"),
        (("Wat zijn de kenmerken van een open netwerk?", "Drie.", "wat vindt De Wit van open netwerken?"),
         "wat vindt De Wit van open netwerken?"),
    ],
)  # fmt: skip
def test_a_talk_is_followed_from_question_to_question(
    said: tuple[str, ...], standalone: str, library: Library, vocabulary: Vocabulary
) -> None:
    *before, question = said
    assert make_standalone(question, turns(*before), library, vocabulary) == standalone


def test_short_questions_stand_behind_the_last_whole_one_and_not_behind_each_other(
    library: Library, vocabulary: Vocabulary
) -> None:
    history = turns("Wat is meeliftgedrag?", "Profiteren.", "en hoe voorkom je dat?", "Zo.")
    standalone = make_standalone("is dat erger met zijn vijven?", history, library, vocabulary)
    assert standalone == "Wat is meeliftgedrag: is dat erger met zijn vijven?"


def test_each_question_of_a_conversation_is_told_on_its_own(library: Library, vocabulary: Vocabulary) -> None:
    history = turns("Wat zegt TNO over vertrouwen?", "Veel.", "en over macht?", "Ook veel.")
    assert [turn.content for turn in on_its_own(history, library, vocabulary)] == [
        "Wat zegt TNO over vertrouwen?", "Veel.", "Wat zegt TNO over macht?", "Ook veel.",
    ]  # fmt: skip


def test_asking_for_something_of_another_source_compares_nothing(library: Library, vocabulary: Vocabulary) -> None:
    history = turns("Waarop richt reflectie zich volgens het essay?", "Op vier dingen.")
    standalone = make_standalone("Heeft Boonstra daar ook een faalfactor over?", history, library, vocabulary)
    assert not standalone.startswith("Vergelijk")
