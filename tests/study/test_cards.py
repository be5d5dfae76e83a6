"""Cards keep their ids, plan themselves, and go to Anki without doubling."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rag.library import Library
from study.anki_export import write_anki
from study.cards import CardKind, LearningCard, make_cards
from study.csv_export import cards_as_csv
from study.records import Criteria
from study.schedule import NEW_PER_DAY, Grade, Progress
from study.workshop import Workshop

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
ME = "ik"


@pytest.fixture(scope="module")
def cards(workshop: Workshop) -> tuple[LearningCard, ...]:
    """Return all cards of the library."""
    return make_cards(workshop, Criteria())


def test_cards_are_made_of_every_kind_and_cite_their_passage(cards: tuple[LearningCard, ...], library: Library) -> None:
    assert {card.kind for card in cards} == set(CardKind)
    assert len({card.id for card in cards}) == len(cards)
    for card in cards:
        assert card.front and card.back
        assert card.citation.quote in library.passage_by_id[card.citation.passage_id].text


def test_all_twelve_paradoxes_have_a_card(cards: tuple[LearningCard, ...]) -> None:
    assert sum(card.kind is CardKind.PARADOX for card in cards) == 12


def test_a_card_keeps_its_id_when_its_passage_moves_and_changes_version_with_its_words(
    cards: tuple[LearningCard, ...], library: Library
) -> None:
    """The id does not hold the passage's number: putting a passage before it leaves the card the same."""
    moved = tuple(
        replace(p, id=f"{p.source_id}:{p.position + 7:03d}", position=p.position + 7) for p in library.passages
    )
    again = {card.id: card for card in make_cards(Workshop(_with(library, moved)), Criteria(sources=("boonstra",)))}
    own = [card for card in cards if card.citation.source_id == "boonstra" and card.kind is CardKind.ROW]
    assert own and all(again[card.id].version == card.version for card in own)
    assert all(again[card.id].citation.passage_id != card.citation.passage_id for card in own)


def _with(library: Library, passages: tuple) -> Library:
    by_old = {old.id: new.id for old, new in zip(library.passages, passages, strict=True)}
    entries = tuple(
        replace(entry, passage_id=by_old.get(entry.passage_id, entry.passage_id)) for entry in library.entries
    )
    return replace(library, passages=passages, entries=entries)


def test_new_cards_are_rationed_and_come_back_when_they_are_due(cards: tuple[LearningCard, ...]) -> None:
    progress = Progress(None)
    today = progress.due(ME, cards, NOW)
    assert len(today) == NEW_PER_DAY and all(one.is_new for one in today)
    first = today[0].card
    later = progress.grade(ME, first, Grade.EASY, NOW)
    assert later > NOW + timedelta(days=1)
    assert first.id not in {one.card.id for one in progress.due(ME, cards, NOW)}
    back = progress.due(ME, cards, later)
    assert (back[0].card.id, back[0].is_new) == (first.id, False)


def test_a_card_that_was_not_remembered_comes_back_soon(cards: tuple[LearningCard, ...]) -> None:
    progress = Progress(None)
    again = progress.grade(ME, cards[0], Grade.AGAIN, NOW)
    good = progress.grade(ME, cards[1], Grade.GOOD, NOW)
    assert NOW < again < NOW + timedelta(hours=1)
    assert again < good


def test_remembering_well_makes_the_time_between_longer(cards: tuple[LearningCard, ...]) -> None:
    progress, moment, gaps = Progress(None), NOW, []
    for _ in range(5):
        due = progress.grade(ME, cards[0], Grade.GOOD, moment)
        gaps.append(due - moment)
        moment = due
    assert gaps == sorted(gaps) and gaps[-1] > timedelta(days=10)


def test_learners_do_not_share_progress_and_can_be_forgotten(cards: tuple[LearningCard, ...]) -> None:
    progress = Progress(None)
    progress.grade(ME, cards[0], Grade.EASY, NOW)
    other = progress.due("ander", cards, NOW)
    assert all(one.is_new for one in other) and other[0].card.id == cards[0].id
    progress.forget(ME)
    assert progress.due(ME, cards, NOW)[0].card.id == cards[0].id


def test_a_changed_passage_flags_its_card(cards: tuple[LearningCard, ...]) -> None:
    progress = Progress(None)
    due = progress.grade(ME, cards[0], Grade.GOOD, NOW)
    changed = (replace(cards[0], version="anders"), *cards[1:])
    assert progress.due(ME, changed, due)[0].changed
    assert not progress.due(ME, cards, due)[0].changed


def test_progress_is_kept_in_the_file(cards: tuple[LearningCard, ...], tmp_path: Path) -> None:
    path = tmp_path / "study.sqlite3"
    progress = Progress(path)
    due = progress.grade(ME, cards[0], Grade.GOOD, NOW)
    progress.close()
    assert not Progress(path).due(ME, cards, due)[0].is_new
    assert path.stat().st_mode & 0o077 == 0


def test_csv_has_a_line_a_card_and_says_which_changed(cards: tuple[LearningCard, ...], library: Library) -> None:
    content = cards_as_csv(cards[:5], frozenset({cards[2].id}), library)
    assert content.count("\r\n") == 6
    assert content.count(";ja\r\n") == 1


class TestAnki:
    """The package is opened by Anki's own library."""

    @pytest.fixture
    def collection(self, tmp_path: Path):
        from anki.collection import Collection

        opened = Collection(str(tmp_path / "collection.anki2"))
        yield opened
        opened.close()

    @staticmethod
    def put_in(collection, path: Path):
        from anki.import_export_pb2 import ImportAnkiPackageRequest

        request = ImportAnkiPackageRequest(package_path=str(path))
        return collection.import_anki_package(request).log

    def test_every_card_arrives_and_a_second_import_adds_nothing(
        self, collection, cards: tuple[LearningCard, ...], library: Library, tmp_path: Path
    ) -> None:
        path = tmp_path / "kaarten.apkg"
        write_anki(path, cards, frozenset(), library, NOW.timestamp())
        self.put_in(collection, path)
        assert collection.note_count() == len(cards)
        assert collection.card_count() == len(cards)
        log = self.put_in(collection, path)
        assert collection.note_count() == len(cards)
        assert not log.new

    def test_a_changed_card_is_updated_in_place_and_tagged(
        self, collection, cards: tuple[LearningCard, ...], library: Library, tmp_path: Path
    ) -> None:
        path = tmp_path / "kaarten.apkg"
        write_anki(path, cards[:10], frozenset(), library, NOW.timestamp())
        self.put_in(collection, path)
        changed = (replace(cards[0], back="Een nieuwe achterkant"), *cards[1:10])
        later = (NOW + timedelta(days=1)).timestamp()
        write_anki(path, changed, frozenset({cards[0].id}), library, later)
        log = self.put_in(collection, path)
        assert collection.note_count() == 10
        assert not log.new
        note = collection.get_note(collection.find_notes("tag:alliantiewijzer::gewijzigd")[0])
        assert note["Achterkant"] == "Een nieuwe achterkant"


def test_an_export_knows_what_changed_since_the_one_before(cards: tuple[LearningCard, ...]) -> None:
    progress = Progress(None)
    assert progress.changed_since_export(cards[:3]) == frozenset()
    changed = (replace(cards[0], version="anders"), *cards[1:4])
    assert progress.changed_since_export(changed) == {cards[0].id}
    assert progress.changed_since_export(changed) == frozenset()
