"""Join what lines, pages, tables and boxes cut apart: words, sentences and paragraphs."""

import re
from collections.abc import Iterable

HYPHEN = re.compile(r"(?<=[a-zà-ÿ])[-\u00ad]$")
# "in- en export": the hyphen stays.
KEPT_HYPHEN = re.compile(r"^(en|of|dan wel|noch)\b")
ENDS = (".", "!", "?", ":", "…", "”", "’", '"')
ABBREVIATED = re.compile(r"(?:^|[\s(])(?:bv|bijv|o\.a|m\.n|d\.w\.z|i\.e|e\.g|al|resp|vgl|ca)\.$", re.IGNORECASE)
# A paragraph this long that ends with an article or preposition goes on even where a capital follows.
LONG = 150
# A paragraph that ends with one of these goes on, whatever the next one begins with.
OPEN_ENDS = frozenset(
    "de het een van in en of op te door met voor dat die om aan als bij uit naar tot is zijn over".split()
)


def join_two(first: str, second: str) -> str:
    """Join two pieces of one sentence, mending a word that was cut by a hyphen."""
    if HYPHEN.search(first) and second[:1].islower() and not KEPT_HYPHEN.match(second):
        return first[:-1] + second
    return f"{first} {second}".strip()


def join_lines(lines: Iterable[str]) -> str:
    """Join the lines of one paragraph."""
    joined = ""
    for line in filter(None, (line.strip() for line in lines)):
        joined = join_two(joined, line) if joined else line
    return joined


def goes_on(first: str, second: str) -> bool:
    """Tell whether a paragraph is the rest of the one before it."""
    if not first or not second:
        return False
    small = second.lstrip("'‘\"“(")[:1].islower()
    if first.rstrip("*_ ").endswith(ENDS):
        return small and bool(ABBREVIATED.search(first))
    return small or (len(first) >= LONG and first.split()[-1].lower() in OPEN_ENDS)
