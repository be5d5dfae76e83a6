import pytest

from evals.match import find_groups, has_words, left_over, match_rows, prepare, same_row, says


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("Zij vinden twee derde van de gevallen. [1]", "2 derde"),
        ("Het zijn er 5.", "vijf"),
        ("Eén van de drie.", "1"),
        ("Het kostte 1.000 euro.", "1000"),
        ("Het werd 10,1% duurder.", "10,1"),
        ("Uit case studies blijkt veel.", "case stud"),
        ("Stakeholders in een democratisch proces.", "democrat"),
        ("De relatie is niet-hiërarchisch van aard.", "niet hiërarchisch"),
        ("Partners hebben gezamenlijke belangen.", "gezamenlijk belang"),
        ("- **Vertrouwen** groeit door contact [2]", "vertrouwen groeit"),
        ("| Bestuurskunde | Onzorgvuldige procedures [1] |", "onzorgvuldige procedures"),
    ],
)
def test_an_expected_string_is_found_in_the_words_answers_use(answer: str, expected: str) -> None:
    """Numbers, inflections, hyphens and Markdown do not hide a point."""
    assert says(prepare(answer), expected)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("Het zijn er vijftig.", "vijf"),
        ("Er is een alliantie.", "één"),
        ("Een netwerkleider helpt.", "netwerk"),
        ("Het werd 10,1% duurder.", "10"),
        ("Vertrouwen is goed. Contact helpt.", "vertrouwen door contact"),
        ("Dat geeft geenszins zekerheid.", "geen"),
        ("Het is onvertrouwd.", "vertrouwd"),
        ("Er staat een marker. [3]", "3"),
    ],
)
def test_a_string_that_is_not_there_is_not_found(answer: str, expected: str) -> None:
    """Other numbers, articles, words in different sentences and parts of words do not count."""
    assert not says(prepare(answer), expected)


def test_one_alternative_of_a_group_is_enough_and_every_group_is_needed() -> None:
    """Groups are and, alternatives are or."""
    text = prepare("Een daling van obesitas.")
    assert find_groups(text, (("daling", "afname"), ("overgewicht", "obesitas"), ("kosten",))) == (True, True, False)


def test_a_forbidden_sign_is_found_without_words() -> None:
    """An at sign has no words to compare."""
    assert has_words(prepare("Mail naar a@b.example"), "@")
    assert not has_words(prepare("Geen adres bekend"), "@")


def test_rows_are_compared_by_cell_and_item_and_extras_are_told() -> None:
    """A row of several cells holds each gold row in it; a row that holds none is one too many."""
    gold = ("Gebrek aan vertrouwen tussen partners", "Leeragenda opstellen")
    given = (
        "Organisatiekunde | Gebrek aan vertrouwen tussen de partners",
        "2. Ontdekken | Apart samenwerken; Verschillen | Leeragenda opstellen; Reflecteren",
        "Angst om autonomie te verliezen",
    )
    assert match_rows(gold, given) == ((True, True), ("Angst om autonomie te verliezen",))


def test_a_row_and_its_negation_are_not_the_same_row() -> None:
    """The stems are equal; the sense is not."""
    assert not same_row("Spelregels niet wijzigen tussentijds", "Spelregels tussentijds wijzigen")
    assert same_row("Niet op twee borden tegelijk schaken", "Schaak niet op twee borden tegelijk.")


def test_a_one_word_row_is_not_found_inside_a_longer_one() -> None:
    """'Vertrouwen' is not 'Gebrek aan vertrouwen'."""
    assert not same_row("Vertrouwen", "Gebrek aan vertrouwen")


def test_a_one_word_row_may_open_a_longer_one() -> None:
    """A case names the entry; the table explains it after a colon."""
    assert same_row("identiteit", "- Identiteit: wat verdwijnt, blijft over of wordt sterker?")
    assert same_row("Voorgeschiedenis", "de voorgeschiedenis van de partners.")


def test_a_row_that_is_explained_is_compared_by_its_name() -> None:
    """A denial in the explanation does not make "wettelijke belemmeringen" another entry."""
    given = ("Wettelijke belemmeringen: gebruikersgroepen worden niet erkend.", "Vertraging: het duurt langer.")
    assert match_rows(("wettelijke belemmeringen",), given) == ((True,), ("Vertraging: het duurt langer.",))


def test_an_okay_row_is_not_one_too_many() -> None:
    """Where two tables answer a question, the longer one is no worse."""
    assert match_rows(("Open communicatie",), ("Open communicatie", "Teambuilding"), ("Teambuilding",)) == ((True,), ())


def test_a_gold_row_of_one_word_accounts_for_the_one_row_that_has_it() -> None:
    """Writers of cases shorten "Aandacht voor procesmanagement" to the word that counts; the list is right all the same."""
    given = ("Aandacht voor procesmanagement", "Investeren in een gezamenlijke probleemdefinitie")
    assert match_rows(("procesmanagement", "gezamenlijke probleemdefinitie"), given)[1] == ()
    twice = ("Aandacht voor procesmanagement", "Tijd voor procesmanagement")
    assert match_rows(("procesmanagement",), twice)[1] == ("Tijd voor procesmanagement",)
    assert match_rows(("Vertrouwen",), ("Gebrek aan vertrouwen",))[1] == ("Gebrek aan vertrouwen",)


def test_a_point_accounts_for_a_row_too() -> None:
    """A case that puts one entry of a list among its points asks for that entry as well."""
    given = ("gedeelde koers", "definitie maatschappelijk probleem", "Bestuursfalen")
    points = (("probleemdefinitie", "definitie maatschappelijk probleem"),)
    assert match_rows(("gedeelde koers",), given, (), points)[1] == ("Bestuursfalen",)


def test_as_many_rows_as_can_be_are_accounted_for() -> None:
    """The first row must not take the group that the second needs."""
    rows, groups = ("vertrouwen en openheid", "vertrouwen"), (("vertrouwen",), ("openheid",))
    assert left_over(rows, groups) == ()
