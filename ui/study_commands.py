"""What each command of the study companion does."""

import argparse
import json
import secrets
import sys
from datetime import UTC, datetime
from pathlib import Path

from rag.embedding import load_embedder
from rag.errors import UsageError
from rag.library import open_library
from rag.settings import Settings
from study.anki_export import write_anki
from study.cards import LearningCard, make_cards
from study.csv_export import cards_as_csv
from study.document import StudyDocument, as_markdown
from study.guide import make_guide
from study.kit import make_kit
from study.mindmap import as_svg, make_map
from study.quiz import make_quiz
from study.records import Criteria, Kind, Level
from study.schedule import FILE, Progress
from study.subject import about, check_criteria, choose_subject
from study.views import views_document
from study.workshop import Workshop
from ui import texts_study as texts
from ui.study_files import document_as_bytes, quiz_as_bytes
from ui.study_serialize import card_to_dict, item_to_dict
from ui.study_terminal import learn, practise_items, sheet_text

SEEDS = 1_000_000


def open_workshop(settings: Settings) -> Workshop:
    """Return a workshop on an index that fits the library, making the index first where needed."""
    from ui.commands import prepare_index

    prepare_index(settings)
    return Workshop(open_library(settings, load_embedder(settings.embedding)))


def practise(settings: Settings, options: argparse.Namespace) -> int:
    """Make a quiz: ask it here, or write it out."""
    workshop = open_workshop(settings)
    criteria = chosen_criteria(options, workshop)
    seed = secrets.randbelow(SEEDS) if options.seed is None else options.seed
    quiz = make_quiz(workshop, criteria, options.aantal, seed)
    if not quiz.items:
        raise UsageError("study_nothing_asked")
    if len(quiz.items) < quiz.wanted:
        print(texts.FEWER.format(made=len(quiz.items), wanted=quiz.wanted), file=sys.stderr)
    if options.uit:
        _write(Path(options.uit), quiz_as_bytes(quiz.items, _kind(options.uit), workshop))
    elif options.json:
        for item in quiz.items:
            print(json.dumps(item_to_dict(item), ensure_ascii=False))
    elif options.blad or not sys.stdin.isatty():
        print(sheet_text(quiz.items, workshop.library))
    else:
        practise_items(quiz.items, workshop, load_embedder(settings.embedding).embed_passages)
    return 0


def cards(settings: Settings, options: argparse.Namespace) -> int:
    """Go through the cards due today, or write all of them to a file."""
    workshop = open_workshop(settings)
    criteria = chosen_criteria(options, workshop)
    made = make_cards(workshop, criteria)
    if not made:
        raise UsageError("study_no_cards")
    progress = Progress(settings.data_dir / FILE)
    try:
        if options.uit:
            _write_cards(Path(options.uit), made, progress, workshop)
            return 0
        due = progress.due(options.leerling, made, datetime.now(UTC))
        if options.json:
            for one in due:
                print(json.dumps(card_to_dict(one.card, one.is_new, one.changed), ensure_ascii=False))
        else:
            learn(due, progress, options.leerling, workshop)
    finally:
        progress.close()
    return 0


def _write_cards(path: Path, made: tuple[LearningCard, ...], progress: Progress, workshop: Workshop) -> None:
    if path.suffix not in (".apkg", ".csv"):
        raise UsageError("study_extension", file=path.name, known=".apkg, .csv")
    changed = progress.changed_since_export(made)
    if path.suffix == ".csv":
        _write(path, cards_as_csv(made, changed, workshop.library).encode(), quiet=True)
    else:
        try:
            write_anki(path, made, changed, workshop.library, datetime.now(UTC).timestamp())
        except OSError as error:
            raise UsageError("study_unwritable", file=path, reason=error.strerror) from None
    print(texts.CARDS_WRITTEN.format(count=len(made), file=path, changed=len(changed)), file=sys.stderr)


def guide(settings: Settings, options: argparse.Namespace) -> int:
    """Write a study guide."""
    workshop = open_workshop(settings)
    subject = choose_subject(workshop.library, chosen_criteria(options, workshop), options.sectie)
    return _deliver(make_guide(workshop, subject, options.seed), options.uit)


def kit(settings: Settings, options: argparse.Namespace) -> int:
    """Write a lesson kit."""
    workshop = open_workshop(settings)
    subject = choose_subject(workshop.library, chosen_criteria(options, workshop), options.sectie)
    return _deliver(make_kit(workshop, subject, options.seed), options.uit)


def views(settings: Settings, options: argparse.Namespace) -> int:
    """Set side by side who says what about a theme."""
    return _deliver(views_document(open_workshop(settings), options.thema), options.uit)


def mind_map(settings: Settings, options: argparse.Namespace) -> int:
    """Draw a mind map."""
    workshop = open_workshop(settings)
    subject = choose_subject(workshop.library, chosen_criteria(options, workshop), options.sectie)
    drawn = as_svg(make_map(workshop, subject))
    if not options.uit:
        print(drawn, end="")
        return 0
    path = Path(options.uit)
    if path.suffix != ".svg":
        raise UsageError("study_extension", file=path.name, known=".svg")
    _write(path, drawn.encode())
    return 0


def chosen_criteria(options: argparse.Namespace, workshop: Workshop) -> Criteria:
    """Return what the options choose from the library."""
    criteria = Criteria(
        sources=tuple(options.bron),
        themes=tuple(options.thema),
        phases=tuple(options.fase),
        disciplines=tuple(options.discipline),
        levels=tuple(Level(level) for level in getattr(options, "niveau", ())),
        kinds=tuple(Kind(kind) for kind in getattr(options, "soort", ())),
    )
    check_criteria(workshop.library, criteria)
    return about(workshop.truth, criteria, options.over) if options.over else criteria


def _kind(name: str) -> str:
    """Return the kind of file a name asks for."""
    return Path(name).suffix.removeprefix(".").replace("txt", "gift")


def _deliver(document: StudyDocument, name: str | None) -> int:
    if name:
        _write(Path(name), document_as_bytes(document, _kind(name)))
    else:
        print(as_markdown(document), end="")
    return 0


def _write(path: Path, content: bytes, quiet: bool = False) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise UsageError("study_unwritable", file=path, reason=error.strerror) from None
    if not quiet:
        print(texts.WRITTEN.format(file=path), file=sys.stderr)
