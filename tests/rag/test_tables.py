"""Every row of the factor tables is found in both directions."""

import pytest

from rag.adviser import Adviser
from rag.library import Library
from rag.records import Passage, Support

TABLES = [
    ("boonstra", "Tabel 1", 15),
    ("boonstra", "Tabel 2", 29),
    ("boonstra", "Tabel 3", 45),
    ("de-wit", "Figuur 1", 3),
]


def find_table(library: Library, source_id: str, label: str) -> Passage:
    return next(p for p in library.tables if p.source_id == source_id and p.table and p.table.label == label)


@pytest.mark.parametrize(("source_id", "label", "rows"), TABLES)
def test_a_named_table_is_given_whole(adviser: Adviser, source_id: str, label: str, rows: int) -> None:
    short = adviser.library.source_by_id[source_id].names[0]
    answer = adviser.ask(f"Geef {label} van {short} volledig")
    assert len(answer.sentences) == rows + 1
    assert {c.source_id for c in answer.citations} == {source_id}


@pytest.mark.parametrize(("source_id", "label", "rows"), TABLES)
def test_every_row_is_found_with_its_place(adviser: Adviser, source_id: str, label: str, rows: int) -> None:
    """Quote each row and ask where it stands: the answer names its label and cites its table."""
    table = find_table(adviser.library, source_id, label).table
    assert table is not None
    missed = []
    for row in table.rows:
        column = 0 if label == "Tabel 1" else -1
        item, place = row[column][0], row[1 if label == "Tabel 1" else 0][0]
        answer = adviser.ask(f"In welke tabel van {adviser.library.source_by_id[source_id].names[0]} staat '{item}'?")
        if place not in answer.answer or not any((c.locator or "").startswith(label) for c in answer.citations):
            missed.append(item)
    assert missed == []


def test_the_duration_of_every_form_of_cooperation_is_one_cell(adviser: Adviser) -> None:
    table = find_table(adviser.library, "boonstra", "Tabel 1").table
    assert table is not None
    missed = [
        row[0][0]
        for row in table.rows
        if row[2][0].lower()
        not in adviser.ask(
            f"Wat is volgens Tabel 1 van Boonstra de duurzaamheid van {row[0][0].lower()}?"
        ).answer.lower()
    ]
    assert missed == []


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        (
            "Welke succesfactoren noemt TNO bij Alliantieonderhoud (Management)?",
            ["Samenwerking op gelijkwaardige basis"],
        ),
        ("Geef de factoren bij Passende samenwerkingsvorm (Formatiefase) uit Bijlage D van TNO.", None),
        (
            "Welke drie soorten belangen noemt het werkboek?",
            ["Organisatiebelangen", "Individuele belangen", "Collectieve belangen"],
        ),
    ],
)
def test_the_second_label_column_and_the_number_asked_choose_the_rows(
    adviser: Adviser, question: str, rows: list[str] | None
) -> None:
    answer = adviser.ask(question)
    given = [sentence.text for sentence in answer.sentences[1:]]
    assert given == rows if rows else len(given) == 5


def test_no_line_above_a_list_is_unsupported(adviser: Adviser) -> None:
    for question in (
        "Welke valkuilen noemt TNO bij Alliantieontwerp (Formatie)?",
        "Factoren Conflictmanagement TNO Bijlage D",
    ):
        assert all(sentence.support.value != "unsupported" for sentence in adviser.ask(question).sentences)


@pytest.mark.parametrize(
    ("question", "count", "first"),
    [
        ("Wat zijn de spelregels in een netwerk?", 10, "Macht wordt niet geëtaleerd."),
        ("Wat zijn de archetypische problemen?", 9, "Gebrek aan gedeelde ambitie"),
        ("Welke nadelen heeft PPS?", 6, "Vertraging"),
        ("Noem de negen kenmerken van collaborative leadership", 9, "de relevante partijen bijeenbrengen;"),
        ("Welke belemmeringen voor samenwerking beschrijven Schruijer en Vansina?", 5, "stereotypering;"),
    ],
)
def test_a_list_without_a_number_is_given_whole(adviser: Adviser, question: str, count: int, first: str) -> None:
    answer = adviser.ask(question)
    assert len(answer.sentences) == count + 1
    assert answer.sentences[1].text.startswith(first)


WHOLE_ROWS = (
    ("Figuur 2 in het essay: welke combinaties zijn er en wat is bij elk het advies?", "voorbeeldfunctie"),
    ("Wat staat er in het activiteitenschema van Common Eye bij Relatie in de fase Overeenkomen?", "Spelregels"),
    ("Samen inkopen van grondstoffen en productiemiddelen: tijdelijk of langdurig?", "Tijdelijk en robuust"),
    ("Geef de voor- en nadelen van intersectorale allianties volgens Van Huijstee", "Legitimiteitverlies"),
    ("Geef de voor- en nadelen van intersectorale allianties volgens Van Huijstee", "Eco-marketing"),
    (
        "Welke succesvoorwaarden noemt Boonstra bij Bestuurskunde, met onderscheid naar partnerschap?",
        "relatiemanagement",
    ),
    (
        "Vanuit welke invalshoek wordt ‘grensoverschrijdend samenwerken door verschillende professionals’ bekeken, "
        "en hoe bestendig is dat?",
        "wispelturig",
    ),
)


@pytest.mark.parametrize(("question", "words"), WHOLE_ROWS)
def test_what_is_asked_of_rows_besides_their_label_is_given_too(adviser: Adviser, question: str, words: str) -> None:
    answer = adviser.ask(question)
    assert words.lower() in answer.answer.lower()
    assert {sentence.support for sentence in answer.sentences} == {Support.TABLE}


@pytest.mark.parametrize(
    "question",
    ["Wat zijn bij TNO de valkuilen in de evaluatiefase?", "Wat zijn volgens TNO de valkuilen in de evaluatiefase?"],
)
def test_a_list_is_a_list_when_its_source_stands_between(adviser: Adviser, question: str) -> None:
    answer = adviser.ask(question)
    assert answer.kind == "list"
    assert "Tabel 6" in answer.answer and "| Valkuilen |" in answer.answer


def test_a_column_of_labels_is_given_when_it_is_what_is_asked(adviser: Adviser) -> None:
    answer = adviser.ask("Welke disciplinaire invalshoek hoort bij grensoverschrijdend samenwerken rond vraagstukken?")
    assert "Sociaalwetenschappelijk" in answer.answer
    assert "Wispelturig" not in answer.answer


def test_a_column_and_a_phase_in_telegram_style_choose_cells(adviser: Adviser) -> None:
    answer = adviser.ask("valkuilen evaluatie alliantie tno kort")
    assert "Discrepantie" in answer.answer and "Uitblijven" in answer.answer


def test_a_label_is_named_by_the_first_part_of_its_compound(adviser: Adviser) -> None:
    answer = adviser.ask("Welke valkuilen noemt TNO bij leiderschap?")
    assert "Leiderschapskwaliteit" in answer.answer
    assert "opleidingsniveau" not in answer.answer


def test_items_of_one_case_are_given_alone(adviser: Adviser) -> None:
    """Tabel 8 marks what comes from a case; six success factors of the Waardse Alliantie."""
    for question, mark, count in (
        ("Welke succesfactoren in tabel 8 van TNO komen van de Waardse Alliantie?", "(Waardse Alliantie)", 6),
        ("Welke valkuilen in tabel 8 van TNO komen uit de HSL-Zuid?", "(HSL-Zuid)", 4),
        ("Welke valkuilen in tabel 8 haalde TNO uit de HAZ?", "(Health Action Zones)", 2),
    ):
        items = [sentence.text for sentence in adviser.ask(question).sentences[1:]]
        assert len(items) == count
        assert all(item.endswith(mark) for item in items)


def test_rows_keep_the_name_of_what_they_are_about(adviser: Adviser) -> None:
    """A discipline chooses rows of Tabel 1; how long each form lasts says nothing without the form."""
    answer = adviser.ask("Welke soorten samenwerking rekent Boonstra tot het terrein van de bestuurskunde?")
    assert "Partnerschap van publieke en private partijen in gebiedsontwikkeling" in answer.answer


@pytest.mark.parametrize("phase", ["tweede", "derde"])
def test_the_table_of_a_phase_goes_before_its_rows_in_another(adviser: Adviser, phase: str) -> None:
    answer = adviser.ask(f"Welke valkuilen horen volgens TNO bij de {phase} fase? Graag het tabelletje.")
    number = {"tweede": "Tabel 5", "derde": "Tabel 6"}[phase]
    assert all((citation.locator or "").startswith(number) for citation in answer.citations)


def test_a_table_with_another_number_of_rows_gives_way_to_what_counts_as_many(adviser: Adviser) -> None:
    """The section has a list of eight tasks; the four roles stand in its sentences."""
    answer = adviser.ask(
        "Welke vier rollen speelt de centrale afdeling bij Philips om vaardigheden in huis te krijgen?"
    )
    assert "vier rollen" in answer.sentences[0].text
    assert "expert, adviseur, kennismanager en trainer" in answer.answer


def test_a_list_of_five_is_no_answer_to_a_question_for_three(adviser: Adviser) -> None:
    """The five obstacles share only words with what needs attention at the start."""
    answer = adviser.ask("Welke drie dingen moeten we volgens Schruijer en Vansina meteen bij de start aandacht geven?")
    assert "stereotypering" not in answer.answer
    assert "bij de start direct aandacht krijgen" in answer.answer


@pytest.mark.parametrize(
    ("question", "told", "left_out"),
    [
        ("Tabel 6 van TNO, rij over evaluatietijdspaden: wat werkt en wat niet?", "quick wins", "Discrepantie"),
        ("We zitten bij De Wit in fase twee. Wat moeten we dan doen volgens haar schema?", "Leeragenda", "Oogsten"),
        (
            "Wat moet er volgens de checklist van Common Eye in de allereerste fase met de relaties gebeuren?",
            "wie kent wie",
            "Spelregels",
        ),
        ("Wat is in de managementfase van TNO de valkuil bij het thema vertrouwen?", "machtsoverwicht", "Gebrekkige"),
    ],
)
def test_a_row_is_chosen_by_its_turn_by_one_word_of_its_label_or_by_its_meaning(
    adviser: Adviser, question: str, told: str, left_out: str
) -> None:
    answer = adviser.ask(question).answer
    assert told in answer
    assert left_out not in answer


def test_two_cells_that_are_asked_for_by_name_are_both_told(adviser: Adviser) -> None:
    asked = (
        "Onder welk vakgebied en welke looptijd valt het gezamenlijk inkopen van grondstoffen in Boonstra's tabel 1?"
    )
    answer = adviser.ask(asked).answer
    assert "Organisatiekundig" in answer
    assert "Tijdelijk en robuust" in answer


def test_a_scheme_of_a_named_source_is_a_table_of_it(adviser: Adviser) -> None:
    answer = adviser.ask("Geef voor de laatste fase uit het schema van De Wit wat je ziet en wat je moet doen.")
    assert {citation.locator for citation in answer.citations} == {"Figuur 1, 3. Productiviteit en meerwaarde"}


def test_a_label_of_which_a_word_is_named_gives_way_to_a_question_that_fits(adviser: Adviser) -> None:
    """Somebody who asks of a "zelfstandige wetenschap" does not ask for the rows of "Sociale wetenschappen"."""
    answer = adviser.ask(
        "Hoe komt het dat alliantiekunde volgens het slot van het artikel een volledig zelfstandige wetenschap is geworden?"
    )
    assert "containerdiscipline" in answer.answer


def test_two_labels_of_one_column_give_their_rows_and_not_their_names(adviser: Adviser) -> None:
    answer = adviser.ask("Welke motieven voor samenwerken vallen onder externe druk en welke onder kostenvoordelen?")
    assert "schaalvoordelen" in answer.answer and "Moreel appèl" in answer.answer
