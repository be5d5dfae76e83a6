"""What editors chose for situations, subjects and composed answers: how it is read, what is said where it is wrong."""

from dataclasses import replace
from pathlib import Path

import pytest

from ingest.chosen import find_place, make_finders, written_places
from ingest.corpus import Corpus, read_corpus
from ingest.cut import cut_corpus
from ingest.passages import Pieces
from ingest.redirect import lead_on
from rag.chosen import Chosen, Place
from rag.errors import DossierError
from tests.corpus.originals import CORPUS
from tests.ingest.fake_embedder import WordEmbedder
from tests.ingest.small_library import CASE, OUTLINE, PROEF, SUBJECT, write_library

GONE = "Een zin die er niet staat"


def read_small(folder: Path, cases: str = CASE, subjects: str = SUBJECT, outlines: str = OUTLINE) -> Corpus:
    return read_corpus(write_library(folder, cases, subjects, outlines).corpus_dir)


def chosen_of(folder: Path, cases: str = CASE, subjects: str = SUBJECT, outlines: str = OUTLINE) -> Chosen:
    return cut_corpus(read_small(folder, cases, subjects, outlines)).pieces.chosen


def sources_of(corpus: Corpus) -> list[Pieces]:
    """Return the pieces of every source apart."""
    pieces = cut_corpus(corpus).pieces
    return [
        Pieces(
            tuple(passage for passage in pieces.passages if passage.source_id == source.id),
            tuple(entry for entry in pieces.entries if entry.source_id == source.id),
        )
        for source in corpus.sources
    ]


def leading_nowhere(corpus: Corpus) -> list[str]:
    finders = make_finders(sources_of(corpus))
    return [words for words in written_places(corpus.written) if find_place(words, finders) is None]


def texts_at(places: tuple[Place, ...], pieces: Pieces) -> list[str]:
    found = []
    for passage_id, number in places:
        own = [e for e in pieces.entries if e.passage_id == passage_id and e.role.value in ("sentence", "row")]
        found.append(own[number].text)
    return found


def test_the_places_of_a_case_are_the_sentences_that_begin_with_its_words(tmp_path: Path) -> None:
    pieces = cut_corpus(read_small(tmp_path)).pieces
    (case,) = pieces.chosen.cases
    assert case.title == "partner houdt cijfers achter"
    assert texts_at(case.first, pieces) == ["Openheid over cijfers voorkomt ruzie."]
    assert texts_at(case.like, pieces) == ["Wantrouwen groeit door geheimen."]
    assert texts_at(case.advise, pieces) == ["Vertrouwen groeit door kleine successen."]
    assert case.discuss == ()


def test_tellings_are_kept_as_they_are_told_but_for_spaces(tmp_path: Path) -> None:
    (case,) = chosen_of(tmp_path).cases
    assert case.tellings == ("Onze partner houdt zijn cijfers achter.", "De partner wil de boeken niet laten zien.")


def test_each_side_of_a_subject_has_its_source_its_label_and_its_places(tmp_path: Path) -> None:
    pieces = cut_corpus(read_small(tmp_path)).pieces
    (subject,) = pieces.chosen.subjects
    assert subject.names == ("vertrouwen", "onderling vertrouwen")
    assert [(side.source_id, side.label, len(side.places)) for side in subject.sides] == [
        ("proef", "", 2),
        ("ander", "Denker", 1),
    ]
    assert [texts_at(pair, pieces)[0] for pair in (*subject.same, *subject.differ)] == [
        "Vertrouwen groeit door kleine successen.",
        "Wantrouwen groeit door geheimen.",
    ]
    assert subject.questions == ("Wat zeggen beide bronnen over vertrouwen?",)


@pytest.mark.parametrize(
    "words",
    [f"proef | {GONE}", "proef | ", "nergens | Vertrouwen groeit", "Vertrouwen groeit"],
    ids=["gone", "ambiguous", "unknown source", "no source"],
)
def test_a_place_that_leads_nowhere_is_told_and_left_out(words: str, tmp_path: Path) -> None:
    cases = CASE.replace('["proef | Vertrouwen groeit"]', f'["{words}", "ander | Een bemiddelaar"]')
    corpus = read_small(tmp_path, cases)
    assert leading_nowhere(corpus) == [words]
    assert len(cut_corpus(corpus).pieces.chosen.cases[0].advise) == 1


def test_places_of_subjects_that_lead_nowhere_are_told_too(tmp_path: Path) -> None:
    subjects = SUBJECT.replace('"Openheid over cijfers"', f'"{GONE}"').replace("ander | Een bemiddelaar", "proef | W")
    corpus = read_small(tmp_path, subjects=subjects.replace("proef | Wantrouwen groeit", f"x | {GONE}"))
    assert leading_nowhere(corpus) == [f"ander | {GONE}", f"x | {GONE}"]


def test_an_outline_keeps_its_parts_with_their_headings_and_places_in_order(tmp_path: Path) -> None:
    pieces = cut_corpus(read_small(tmp_path)).pieces
    (outline,) = pieces.chosen.outlines
    assert [part.heading for part in outline.parts] == ["Vertrouwen", "Wantrouwen"]
    assert texts_at(outline.places, pieces) == [
        "Vertrouwen groeit door kleine successen.",
        "Openheid over cijfers voorkomt ruzie.",
        "Wantrouwen groeit door geheimen.",
    ]


def test_an_outline_that_loses_a_part_is_left_out_since_half_an_answer_misleads(tmp_path: Path) -> None:
    assert chosen_of(tmp_path, outlines=OUTLINE.replace("Wantrouwen groeit", GONE)).outlines == ()


@pytest.mark.parametrize(
    ("old", "new", "missing"),
    [
        ("titel", "naam", "titel"),
        ("vragen", "vraag", "vragen"),
        ("zinnen", "zin", "deel"),
        ("kop = ", "kop = 3 #", "deel"),
    ],
)
def test_an_outline_that_lacks_something_is_named_with_what_it_lacks(
    old: str, new: str, missing: str, tmp_path: Path
) -> None:
    with pytest.raises(DossierError) as caught:
        read_small(tmp_path, outlines=OUTLINE.replace(old, new))
    assert (caught.value.values["found"], caught.value.values["missing"]) == ("overzicht 1", missing)


def test_what_loses_all_its_places_is_left_out(tmp_path: Path) -> None:
    """A side without sentences, a pair with one, a case that says nothing and a subject without sides."""
    other = CASE.replace("ander | Openheid over cijfers", f"ander | {GONE}").replace("proef | V", f"proef | {GONE} V")
    side = SUBJECT.replace('"Openheid over cijfers"', f'"{GONE}"').replace("ander | Openheid over", f"ander | {GONE}")
    none = SUBJECT.replace('bron = "', 'bron = "on')
    chosen = chosen_of(tmp_path, CASE + other, side + none)
    assert [len(chosen.cases), len(chosen.subjects)] == [1, 1]
    assert [side.source_id for side in chosen.subjects[0].sides] == ["proef"]
    assert [len(chosen.subjects[0].same), len(chosen.subjects[0].differ)] == [0, 1]


@pytest.mark.parametrize(
    ("old", "new", "missing"),
    [
        ("verteld", "verhaald", "verteld"),
        ("bespreken = []", "", "bespreken"),
        ('titel = "partner houdt cijfers achter"', "titel = 3", "titel"),
        ('["proef | Vertrouwen groeit"]', '"proef | Vertrouwen groeit"', "aanraden"),
        ('["proef | Vertrouwen groeit"]', '[["proef | Vertrouwen groeit"]]', "aanraden"),
    ],
)
def test_a_case_that_lacks_something_is_named_with_what_it_lacks(
    old: str, new: str, missing: str, tmp_path: Path
) -> None:
    with pytest.raises(DossierError) as caught:
        read_small(tmp_path, CASE + CASE.replace(old, new))
    assert caught.value.code == "chosen_incomplete"
    assert (caught.value.values["found"], caught.value.values["missing"]) == ("casus 2", missing)
    assert str(caught.value.values["where"]).endswith("casussen.toml")


def test_a_case_that_nobody_tells_is_refused_since_it_would_never_be_found(tmp_path: Path) -> None:
    with pytest.raises(DossierError) as caught:
        read_small(tmp_path, CASE.split("verteld")[0] + "verteld = []\n")
    assert caught.value.values["missing"] == "verteld"


@pytest.mark.parametrize(
    ("old", "new", "missing"),
    [
        ("namen", "naam", "namen"),
        ('["proef | Vertrouwen groeit", "ander | Openheid over"]', '"proef | Vertrouwen groeit"', "zelfde"),
        ("anders = ", "niet_anders = ", "anders"),
        ('bron = "proef"', 'boek = "proef"', "kant"),
        ("[[onderwerp.kant]]", "[[onderwerp.zijde]]", "kant"),
    ],
)
def test_a_subject_that_lacks_something_is_named_with_what_it_lacks(
    old: str, new: str, missing: str, tmp_path: Path
) -> None:
    with pytest.raises(DossierError) as caught:
        read_small(tmp_path, subjects=SUBJECT.replace(old, new))
    assert caught.value.code == "chosen_incomplete"
    assert (caught.value.values["found"], caught.value.values["missing"]) == ("onderwerp 1", missing)


@pytest.mark.parametrize("name", ["casussen.toml", "onderwerpen.toml", "overzichten.toml"])
def test_a_file_that_is_no_toml_is_named(name: str, tmp_path: Path) -> None:
    settings = write_library(tmp_path)
    path = settings.corpus_dir / name
    path.write_text(path.read_text(encoding="utf-8")[:-3], encoding="utf-8")
    with pytest.raises(DossierError) as caught:
        read_corpus(settings.corpus_dir)
    assert (caught.value.code, caught.value.values["where"]) == ("data_unreadable", path)


@pytest.mark.parametrize("text", ['casus = "een"\n', 'casus = ["een"]\n'])
def test_a_file_whose_cases_are_no_tables_is_named(text: str, tmp_path: Path) -> None:
    with pytest.raises(DossierError) as caught:
        read_small(tmp_path, text)
    assert caught.value.values["missing"] == "[[casus]]"


def test_a_library_without_these_files_has_nothing_chosen(tmp_path: Path) -> None:
    settings = write_library(tmp_path)
    for name in ("casussen.toml", "onderwerpen.toml", "overzichten.toml"):
        (settings.corpus_dir / name).unlink()
    corpus = read_corpus(settings.corpus_dir)
    assert cut_corpus(corpus).pieces.chosen == Chosen()
    assert "casussen.toml" not in corpus.hashes


def test_a_changed_case_is_a_changed_library(tmp_path: Path) -> None:
    """An index is made anew when what editors chose changes."""
    before = read_small(tmp_path / "a").hashes
    after = read_small(tmp_path / "b", CASE.replace("achter", "voor zich")).hashes
    assert [name for name in before if before[name] != after[name]] == ["casussen.toml"]


def test_what_editors_chose_follows_to_the_original_that_replaces_a_dossier(tmp_path: Path) -> None:
    """They are led on as pointers are: to the sentences that say the same."""
    settings = write_library(tmp_path)
    pieces = cut_corpus(read_corpus(settings.corpus_dir)).pieces
    (dossier,) = [
        part for part in sources_of(read_corpus(settings.corpus_dir)) if part.passages[0].source_id == "proef"
    ]
    swapped = PROEF.replace(
        "Vertrouwen groeit door kleine successen. Wantrouwen groeit door geheimen.",
        "Het begint klein. Vertrouwen groeit door successen, hoe klein ook. Door geheimen groeit wantrouwen.",
    )
    (settings.corpus_dir / "proef.md").write_text(swapped, encoding="utf-8")
    original = cut_corpus(read_corpus(settings.corpus_dir)).pieces
    moved = lead_on(
        replace(original, chosen=pieces.chosen),
        (dossier,),
        lambda entries: WordEmbedder().embed_passages([entry.text for entry in entries]),
    )
    (case,), (subject,), (outline,) = moved.chosen.cases, moved.chosen.subjects, moved.chosen.outlines
    assert texts_at(outline.parts[1].places, moved) == ["Door geheimen groeit wantrouwen."]
    assert texts_at(case.advise, moved) == ["Vertrouwen groeit door successen, hoe klein ook."]
    assert texts_at(case.like, moved) == ["Door geheimen groeit wantrouwen."]
    assert texts_at(subject.sides[0].places, moved) == [*texts_at(case.advise, moved), *texts_at(case.like, moved)]


def test_every_place_that_editors_chose_is_there() -> None:
    """After an edit of a dossier the beginnings in these files must still be those of its sentences and rows."""
    corpus = read_corpus(CORPUS)
    assert len(written_places(corpus.written)) > 1000
    assert leading_nowhere(corpus) == []
