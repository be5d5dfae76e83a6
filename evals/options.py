"""The options of `alliantiewijzer evalueer`."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from evals.texts import HELP

SPLITS = ("dev", "test", "all")


def read_options(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the options; exits with status 2 and a message on wrong use."""
    parser = argparse.ArgumentParser("alliantiewijzer evalueer", description=HELP["description"])
    parser.add_argument("--only", action="append", default=[], metavar="TAG", help=HELP["only"])
    parser.add_argument("--cases", type=Path, metavar="FILE", help=HELP["cases"])
    parser.add_argument("--compare", type=Path, metavar="REPORT", help=HELP["compare"])
    parser.add_argument("--split", choices=SPLITS, default="all", help=HELP["split"])
    parser.add_argument("--fast", action="store_true", help=HELP["fast"])
    parser.add_argument("--reports", type=Path, metavar="DIR", help=HELP["reports"])
    parser.add_argument("--data", metavar="DIR", help=HELP["data"])
    parser.add_argument("--embedding", metavar="MODEL", help=HELP["embedding"])
    parser.add_argument("--failures", action="store_true", help=HELP["failures"])
    parser.add_argument("--starter", action="store_true", help=HELP["starter"])
    parser.add_argument("--freeze", type=Path, metavar="FILE", help=HELP["freeze"])
    parser.add_argument("--markdown", type=Path, metavar="FILE", help=HELP["markdown"])
    parser.add_argument("--judge", metavar="ADDRESS,MODEL", help=HELP["judge"])
    parser.add_argument("--sheet", type=Path, metavar="FILE", help=HELP["sheet"])
    parser.add_argument("--labels", type=Path, metavar="FILE", help=HELP["labels"])
    parser.add_argument("--rescore", type=Path, metavar="REPORT", help=HELP["rescore"])
    parser.add_argument("--check", "--validate", action="store_true", help=HELP["check"])
    parser.add_argument("--vary", type=Path, metavar="FILE", help=HELP["vary"])
    return parser.parse_args(list(arguments))
