"""Run the evaluation from the command line (first, minimal version)."""

import argparse
from pathlib import Path

from evals.cases import read_all_cases, read_cases
from evals.report_text import show_failures, show_table
from evals.runner import run_cases
from rag.adviser import open_adviser
from rag.settings import Settings, choose_data_dir


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data")
    parser.add_argument("--split", default="dev")
    parser.add_argument("--only")
    parser.add_argument("--cases")
    parser.add_argument("--failures", action="store_true")
    args = parser.parse_args()
    cases = read_cases([Path(args.cases)]) if args.cases else read_all_cases()
    cases = tuple(c for c in cases if args.split in ("all", c.split))
    if args.only:
        cases = tuple(c for c in cases if args.only in (c.kind, c.id, *c.tags))
    adviser = open_adviser(Settings(data_dir=choose_data_dir(args.data)))
    run = run_cases(adviser, cases, None, "adviser")
    if args.failures:
        print(show_failures(run))
    print(show_table(run))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
