import pytest

from evals.places import is_at, resolve, same_title, table_number
from evals.records import Place
from rag.library import Library


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("MISLUKKING EN SUCCES", "Mislukking en succes", True),
        ("2.1 Definitie", "Definitie", True),
        ("5 Onderzoeksraamwerk en –vragen", "5 Onderzoeksraamwerk en -vragen", True),
        ("Vertrouwensrelatie", "3.4.4 Vertrouwensrelatie", True),
        ("Inleiding", "Conclusies", False),
        ("Zorg", "Zorg en welzijn in de wijk", False),
        ("", "Inleiding", False),
    ],
)
def test_titles_are_compared_without_numbers_and_capitals(first: str, second: str, same: bool) -> None:
    """Either may contain the other, but not when it is very short."""
    assert same_title(first, second) is same


def test_any_element_of_the_path_of_the_same_source_counts() -> None:
    """A subsection lies in its section; the same title in another source does not."""
    place = Place("boonstra", "Een proloog")
    assert is_at(place, "boonstra", ("Een proloog", "Mislukking en succes"))
    assert not is_at(place, "tno", ("Een proloog",))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Tabel 2, Bestuurskunde", "tabel 2"),
        ("Bijlage D. Thema's", "bijlage d"),
        ("De twaalf paradoxen", None),
        (None, None),
    ],
)
def test_only_numbered_tables_have_a_number(text: str | None, number: str | None) -> None:
    """A described table cannot be told right or wrong by its number."""
    assert table_number(text) == number


def test_a_title_that_exists_is_no_longer_title(library: Library) -> None:
    """The title Definitie is a section of its own, so the definition of a problem is another place."""
    exact, loose = resolve((Place("tno", "Definitie"), Place("tno", "Classificatie")), library)
    assert is_at(exact, "tno", ("2.1 Definitie",))
    assert not is_at(exact, "tno", ("3.3.1 Definitie maatschappelijk probleem",))
    assert is_at(loose, "tno", ("2 Classificatie van intersectorale allianties",))
