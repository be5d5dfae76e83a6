from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from evals.cases import (
    APART,
    CASES_DIR,
    GRADES,
    SEALED,
    STRICT,
    CaseError,
    make_case,
    read_all_cases,
    read_cases,
    write_cases,
)
from evals.coverage import check_cases
from evals.generate import TAG, make_table_cases
from evals.records import Case, Kind, Split
from rag.asked_rows import asked_texts
from rag.errors import UsageError
from rag.library import Library
from rag.text import words

DOCS = Path(__file__).resolve().parents[2] / "docs"
GOOD = '{"id": "a", "question": "Wat?", "kind": "fact", "split": "dev", "points": [["x"]]}\n'


def test_every_mistake_in_a_file_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    """A trainer mends a file in one go."""
    path = tmp_path / "eigen.jsonl"
    path.write_text(GOOD + "\n{nee\n" + GOOD.replace('"fact"', '"feit"').replace('"a"', '"b"') + GOOD, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        read_cases([path])
    told = str(caught.value.values["mistakes"]).split("\n")
    assert [line.split(": ")[0] for line in told] == ["eigen.jsonl:3", "eigen.jsonl:4", "eigen.jsonl:5"]
    assert "'feit'" in told[1]
    assert "eigen.jsonl:1" in told[2]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"kind": "raadsel"}, "raadsel"),
        ({"split": "train"}, "train"),
        ({"antwoord": "x"}, "antwoord"),
        ({"question": " "}, "question"),
        ({"points": ["x"]}, "points"),
        ({"rows": [1]}, "rows"),
        ({"refuse": "ja"}, "refuse"),
        ({"refuse": True}, "refuse"),
        ({"correction": [["x"]]}, "correction"),
        ({"okay": ["x"]}, "okay"),
        ({"difficulty": 4}, "difficulty"),
        ({"difficulty": True}, "difficulty"),
        ({"okay_points": "x"}, "okay_points"),
        ({"gold": [{"section": "x"}]}, "gold"),
        ({"history": [{"role": "system", "content": "x"}]}, "history"),
        ({"points": []}, "points"),
    ],
)
def test_a_wrong_field_is_named(change: dict[str, object], named: str) -> None:
    """The message holds the field or the value that is wrong."""
    data = {"id": "a", "question": "Wat?", "kind": "fact", "split": "dev", "points": [["x"]], **change}
    with pytest.raises(CaseError, match=named):
        make_case(data)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_spreadsheet_gives_the_same_case_as_jsonl(tmp_path: Path, separator: str) -> None:
    """CSV holds groups with ';' and alternatives with '|', whatever separates its columns."""
    heads = ["id", "question", "kind", "split", "points", "gold", "tags", "refuse", "difficulty"]
    cells = [
        "a",
        "Wat?",
        "fact",
        "dev",
        '"twee derde|2/3;allianties"',
        '"boonstra:Mislukking en succes"',
        "x",
        "nee",
        "2",
    ]
    path = tmp_path / "eigen.csv"
    path.write_text(f"{separator.join(heads)}\n{separator.join(cells)}\n", encoding="utf-8-sig")
    assert read_cases([path]) == (
        make_case(
            {
                "id": "a",
                "question": "Wat?",
                "kind": "fact",
                "split": "dev",
                "points": [["twee derde", "2/3"], ["allianties"]],
                "gold": [{"source": "boonstra", "section": "Mislukking en succes"}],
                "tags": ["x"],
                "difficulty": 2,
            }
        ),
    )


def test_a_csv_mistake_has_its_line_too(tmp_path: Path) -> None:
    """Line numbers count from the heading."""
    path = tmp_path / "eigen.csv"
    path.write_text("id,question,kind,split,points\na,Wat?,fact,dev,x\nb,Wat?,feit,dev,x\n", encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        read_cases([path])
    assert str(caught.value.values["mistakes"]).startswith("eigen.csv:3: ")


@pytest.mark.parametrize(("head", "cell"), [("refuse", "misschien"), ("difficulty", "zwaar")])
def test_a_cell_that_is_neither_yes_nor_no_nor_a_grade_is_told(tmp_path: Path, head: str, cell: str) -> None:
    """What cannot be read is not taken for "no"."""
    path = tmp_path / "eigen.csv"
    path.write_text(f"id,question,kind,split,points,{head}\na,Wat?,fact,dev,x,{cell}\n", encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        read_cases([path])
    told = str(caught.value.values["mistakes"])
    assert told.startswith("eigen.csv:2: ")
    assert cell in told


def test_a_missing_file_is_a_usage_error(tmp_path: Path) -> None:
    """No traceback for a wrong path."""
    with pytest.raises(UsageError) as caught:
        read_cases([tmp_path / "weg.jsonl"])
    assert caught.value.code == "cases_unreadable"


def test_the_shipped_cases_are_as_many_as_promised(library: Library) -> None:
    """400 in all, 60 near misses, 30 wrong premises, 40 robustness cases; every hand-made one says who would ask."""
    by_hand = read_all_cases(CASES_DIR)
    kinds = Counter(case.kind.value for case in by_hand)
    assert len(by_hand) + len(make_table_cases(library)) >= 400
    assert kinds["unanswerable"] >= 60
    assert kinds["false_premise"] >= 30
    assert kinds["robustness"] >= 40
    assert all(case.persona in ("manager", "trainer") for case in by_hand)


def test_the_library_can_satisfy_every_case(library: Library) -> None:
    """A case whose words or sections the library does not hold measures nothing.

    Of the four latest sets some ask for words that the dossiers put otherwise: they stand as their writers left them.
    """
    cases = (*read_all_cases(), *make_table_cases(library))
    strict = [case for case in cases if set(STRICT) & set(case.tags)]
    assert check_cases([case for case in cases if case not in strict], library) == []
    assert len(check_cases(strict, library)) < 0.04 * len(strict)


def test_no_case_is_a_question_that_editors_wrote(library: Library) -> None:
    """Small and capital letters and punctuation aside: such a case would measure that it was copied."""

    def bare(text: str) -> str:
        return " ".join(words(text))

    written = {bare(text) for text in asked_texts(library.pointers, library.chosen)}
    assert len(written) > 20_000
    assert [case.id for case in read_all_cases() if bare(case.question) in written] == []


def test_the_data_card_counts_the_cases_as_they_are(library: Library) -> None:
    """Of each kind: by hand and from the tables, to tune on and to test with."""
    counts = Counter(
        (case.kind.value, TAG in case.tags, case.split.value)
        for case in (*read_all_cases(), *make_table_cases(library))
    )
    card = (DOCS / "evaluation.md").read_text(encoding="utf-8")
    for kind in Kind:
        own = [counts[kind.value, tables, split] for tables in (False, True) for split in ("dev", "test")]
        assert f"| {kind.value} | {' | '.join(map(str, own))} |" in card
    assert f"{sum(counts.values())} questions" in card


def test_cases_written_are_read_back_as_they_are(tmp_path: Path) -> None:
    """Every field of the shipped cases survives the way through a file."""
    cases = read_all_cases()
    assert write_cases(tmp_path / "alle.jsonl", cases) == len(cases)
    assert read_cases([tmp_path / "alle.jsonl"]) == cases


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            {"gold": [{"source": "bonstra", "section": "Mislukking en succes"}]},
            "Bron ‘bonstra’ bestaat niet; bekend zijn",
        ),
        ({"gold": [{"source": "boonstra", "section": "Mislukking of succes"}]}, "‘Mislukking en succes’"),
        ({"points": [["zwemdiploma"]]}, "‘zwemdiploma’ staat niet in de genoemde paragrafen"),
        ({"table": "Tabel 99"}, "Tabel 99 is er niet; deze bronnen hebben"),
        ({"sources": ["wikipedia"]}, "Bron ‘wikipedia’ bestaat niet"),
    ],
)
def test_what_the_library_lacks_is_explained_with_what_to_do(
    library: Library, build_case: Callable[..., Case], change: dict[str, object], told: str
) -> None:
    """The source, the section it may have been, the words, the table; a case in order is not told."""
    gold = [{"source": "boonstra", "section": "Mislukking en succes"}]
    case = {"points": [["allianties"]], "gold": gold}
    assert check_cases([build_case(**case)], library) == []
    (line,) = check_cases([build_case(**{**case, **change})], library)
    assert line.startswith("t-1: ")
    assert told in line


def test_every_shipped_case_is_graded_and_says_where_it_comes_from(library: Library) -> None:
    """All three grades occur in both halves; the fresh cases are for testing only, those written apart to develop on."""
    cases = (*read_all_cases(), *make_table_cases(library))
    assert all(case.difficulty in GRADES and case.provenance for case in cases)
    assert {(case.difficulty, case.split) for case in cases} == {(grade, split) for grade in GRADES for split in Split}
    fresh = [case for case in cases if "fresh" in case.tags]
    unseen = [case for case in cases if "unseen" in case.tags]
    sealed = [case for case in cases if set(SEALED) & set(case.tags)]
    assert (len(fresh), len(unseen), len(sealed)) == (60, 120, 2890)
    assert {case.split for case in (*fresh, *unseen, *sealed)} == {Split.TEST}
    apart = [case for case in cases if set(APART) & set(case.tags)]
    assert (len(apart), {case.split for case in apart}) == (3505, {Split.DEV})
