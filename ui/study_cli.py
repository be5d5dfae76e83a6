"""The arguments of the study companion's commands."""

import argparse

from study.records import Kind, Level
from study.scope import DISCIPLINES
from ui import texts_study as texts
from ui.study_commands import cards, guide, kit, mind_map, practise, views

DEFAULT_COUNT, MAX_COUNT = 10, 500


def add_study_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", shared: argparse.ArgumentParser
) -> None:
    """Add the commands of the study companion to the parser."""
    chosen = _choices(shared)
    _add_practise(commands, chosen)
    _add_cards(commands, chosen)
    for name, help_text, run, out in (
        ("studiegids", texts.HELP_GUIDE, guide, texts.HELP_DOCUMENT_OUT),
        ("lespakket", texts.HELP_KIT, kit, texts.HELP_KIT_OUT),
        ("mindmap", texts.HELP_MAP, mind_map, texts.HELP_MAP_OUT),
    ):
        parser = commands.add_parser(name, help=help_text, description=help_text, parents=[chosen])
        parser.add_argument("--sectie", action="append", default=[], metavar="TITEL", help=texts.HELP_SECTION)
        parser.add_argument("--seed", type=int, default=1, metavar="GETAL", help=texts.HELP_SEED)
        parser.add_argument("--uit", metavar="BESTAND", help=out)
        parser.set_defaults(command=run)
    viewing = commands.add_parser("wie-zegt-wat", help=texts.HELP_VIEWS, description=texts.HELP_VIEWS, parents=[shared])
    viewing.add_argument("thema", metavar="THEMA", help=texts.HELP_THEME)
    viewing.add_argument("--uit", metavar="BESTAND", help=texts.HELP_DOCUMENT_OUT)
    viewing.set_defaults(command=views)


def _choices(shared: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """Return the arguments that choose from the library."""
    chosen = argparse.ArgumentParser(add_help=False, parents=[shared])
    chosen.add_argument("--bron", action="append", default=[], metavar="ID", help=texts.HELP_SOURCES)
    chosen.add_argument("--thema", action="append", default=[], metavar="THEMA", help=texts.HELP_THEMES)
    chosen.add_argument("--fase", action="append", default=[], metavar="FASE", help=texts.HELP_PHASES)
    chosen.add_argument("--over", default="", metavar="WOORDEN", help=texts.HELP_ABOUT)
    known = ", ".join(DISCIPLINES)
    chosen.add_argument(
        "--discipline",
        action="append",
        default=[],
        choices=list(DISCIPLINES),
        metavar="NAAM",
        help=texts.HELP_DISCIPLINES.format(known=known),
    )
    return chosen


def _add_practise(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", chosen: argparse.ArgumentParser
) -> None:
    levels, kinds = [level.value for level in Level], [kind.value for kind in Kind]
    parser = commands.add_parser(
        "oefen", help=texts.HELP_PRACTISE, description=texts.DESCRIBE_PRACTISE, parents=[chosen]
    )
    parser.add_argument(
        "--niveau",
        action="append",
        default=[],
        choices=levels,
        metavar="NIVEAU",
        help=texts.HELP_LEVELS.format(known=", ".join(levels)),
    )
    parser.add_argument(
        "--soort",
        action="append",
        default=[],
        choices=kinds,
        metavar="SOORT",
        help=texts.HELP_KINDS.format(known=", ".join(kinds)),
    )
    parser.add_argument(
        "--aantal", type=_count, default=DEFAULT_COUNT, metavar="N", help=texts.HELP_COUNT.format(count=DEFAULT_COUNT)
    )
    parser.add_argument("--seed", type=int, metavar="GETAL", help=texts.HELP_SEED)
    parser.add_argument("--json", action="store_true", help=texts.HELP_JSON)
    parser.add_argument("--blad", action="store_true", help=texts.HELP_SHEET)
    parser.add_argument("--uit", metavar="BESTAND", help=texts.HELP_QUIZ_OUT)
    parser.set_defaults(command=practise)


def _add_cards(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", chosen: argparse.ArgumentParser
) -> None:
    parser = commands.add_parser("kaarten", help=texts.HELP_CARDS, description=texts.DESCRIBE_CARDS, parents=[chosen])
    parser.add_argument(
        "--leerling",
        default=texts.DEFAULT_LEARNER,
        metavar="NAAM",
        help=texts.HELP_LEARNER.format(name=texts.DEFAULT_LEARNER),
    )
    parser.add_argument("--json", action="store_true", help=texts.HELP_JSON)
    parser.add_argument("--uit", metavar="BESTAND", help=texts.HELP_CARDS_OUT)
    parser.set_defaults(command=cards)


def _count(text: str) -> int:
    number = int(text)
    if not 1 <= number <= MAX_COUNT:
        raise ValueError(text)
    return number
