"""The tables and lists of the originals, parsed from their own text into the shape of the dossiers' tables."""

import re
from collections.abc import Iterator

from tests.corpus.originals import TAG, block, bullets, original_text, rows_after

Rows = list[tuple[str, ...]]
CASES = {"***": " (Health Action Zones)", "**": " (Waardse Alliantie)", "*": " (HSL-Zuid)"}
SIGNATURES = (
    "betrokken relatiebouwer",
    "grondige ontwerper",
    "gedreven voorvechter",
    "vindingrijke vormer",
    "gezaghebbende onderhandelaar",
)


def columns_to_rows(rows: list[list[str]]) -> Rows:
    """Return (heading, entry) for every filled cell below a heading, column by column."""
    heads, *body = rows
    return [(head, row[at]) for at, head in enumerate(heads) for row in body if at < len(row) and row[at]]


def listed_rows(rows: list[list[str]]) -> Rows:
    """Return (label, entry) for every list item in the second cell of labelled rows."""
    return [(label, item) for label, cell in rows for item in bullets(cell)]


def success_conditions() -> Rows:
    """Return Boonstra's Tabel 3, both halves: discipline, what it applies to, condition."""
    halves = [rows_after("boonstra", "Tabel 3.")[1:], rows_after("boonstra", "Tabel 3. (vervolg)")[1:]]
    found: Rows = []
    for label, cell in (row for half in halves for row in half):
        applies_to = "algemeen"
        for heading, item in re.findall(r"<i>Bij (.*?):</i>|<li>(.*?)</li>", cell):
            applies_to = heading or applies_to
            if item:
                found.append((label, applies_to, item))
    return found


def paradoxes() -> Rows:
    """Return the poles of Boonstra's paradoxes: two marked-up phrases with a dash between them."""
    text = original_text("boonstra")
    text = text[text.index("## PARADOXEN EN SPANNINGEN") : text.index("## ALLIANTIEKUNDE ALS VAKGEBIED")]
    pole = r"^(?:#+ )?(?:\*\*)?([A-Z][^.*\n]{3,50}?)(?:\*\*)?"
    found = re.findall(
        pole + r"\s*\n*\s*[-–]\s*\n*\s*(?:#+ )?(?:\*\*)?([A-Z][^.*\n]{3,50}?)(?:\*\*)?\s*$", text, re.MULTILINE
    )
    return [tuple(pair) for pair in found]


def numbered_theses() -> Rows:
    """Return the conclusions of the essay, numbered 1 to 5, and its closing thesis."""
    lines = " ".join(block("essay", "Conclusies", "Rationele bedrijfsvoering is niet"))
    found = [(f"Stelling {number}", text) for number, text in re.findall(r"(\d): (.*?)(?=\s\d: |$)", lines)]
    closing = re.search(r"Rationele bedrijfsvoering is niet rationeel [^.]+\.", original_text("essay")[-400:])
    assert closing
    return [*found, ("Algemene stelling (inleiding en slot)", closing.group())]


def enumerated(source_id: str, first: str, last: str) -> Rows:
    """Return the items "1) ... 2) ..." of a paragraph that starts with `first` and ends before `last`."""
    text = original_text(source_id)
    text = " ".join(text[text.index(first) : text.index(last, text.index(first))].split())
    return [(item,) for item in re.split(r"(?<!\d)\s?\b\d\) ", text)[1:]]


def advantages() -> Rows:
    """Return TNO's Tabel 1 as (Voordeel or Nadeel, entry)."""
    rows = columns_to_rows(rows_after("tno", "Tabel 1 Voor"))
    return [(TAG.sub("", head).removesuffix("en").replace("del", "deel"), entry) for head, entry in rows]


def activities_by_phase() -> Rows:
    """Return TNO's Tabel 8 with the phase in every row and the case marks written out."""
    phase, found = "", []
    for row in rows_after("tno", "Tabel 8 Activiteiten")[1:]:
        if row[0].startswith("Fase"):
            phase = row[0]
            continue
        cells = [TAG.sub("", cell) for cell in row]
        found.append((phase, *(re.sub(r"\*+", lambda mark: CASES[mark.group()], cell) for cell in cells)))
    return found


def factors_by_theme() -> Rows:
    """Return TNO's bijlage D: phase, theme, factor; the factors of the last phase stand apart from their themes."""
    phase, theme, found = "", "", []
    for line in block("tno", "<i>Belangrijk thema</i>", "Afgeleid van: Wahyuni"):
        heading = re.fullmatch(r"(\d\.) \*(.+)\*", line)
        cells = line.split("\t")
        if line.endswith("fase") or line.startswith("Evaluatiefase"):
            phase, theme = re.match(r"\w+", line).group(), ""  # type: ignore[union-attr]
        elif heading:
            theme = " ".join(heading.groups())
        elif line.startswith("- "):
            found.append((phase, theme, line[2:]))
        elif len(cells) == 2:
            # The factors of these cells are separated by dots, or marked up as a list.
            items = bullets(cells[1]) or re.split(r"\s*•\s*", TAG.sub("", cells[1]))
            found += [(phase, TAG.sub("", cells[0]), item) for item in items if item]
    return found


def reference_list() -> Rows:
    """Return the works of TNO's reference list; a work may go on on the next line."""
    found: list[str] = []
    for line in block("tno", "Ariño, A. (2003). Measures", "A Verschillen in waarden"):
        if re.match(r"[^(]{2,110}\(\d{4}[,)]", line):
            found.append(line)
        else:
            found[-1] += f" {line}"
    first = next(line for line in original_text("tno").split("\n") if line.startswith("Ariño, A. (2003)"))
    return [(re.sub(r"<(http[^>]+)>", r"\1", work),) for work in [first, *found]]


def logics() -> Rows:
    """Return Common Eye's two logics side by side."""
    hierarchy = block("common-eye", "**Logica van hiërarchie:**", "**Logica van Netwerk:**")
    network = block("common-eye", "**Logica van Netwerk:**", "**Werken met")
    return list(zip(hierarchy, network, strict=True))


def signatures() -> Iterator[tuple[str, list[str]]]:
    """Yield each of Common Eye's signatures with the ends of its seven statements."""
    ends = [f"**De {name}**" for name in SIGNATURES[1:]] + ["**Signatures**"]
    for name, end in zip(SIGNATURES, ends, strict=True):
        lines = block("common-eye", f"**De {name}**", end)
        statements = [line for line in lines if "**" in line or line.startswith("De omgeving vormt")]
        yield name, [statement.split("**")[1] for statement in statements]


def activity_cells() -> dict[tuple[str, str], list[str]]:
    """Return Common Eye's grid of activities: (domain, phase) -> activities."""
    heads, *body = rows_after("common-eye", "### Welke activiteiten heb je al")
    found = {}
    for row in body:
        for phase, cell in zip(heads[1:], row[1:], strict=False):
            if bullets(cell):
                found[TAG.sub("", row[0]), phase] = bullets(cell)
    return found


def vigilance() -> tuple[Rows, Rows]:
    """Return Common Eye's quadrant as (trust, vigilance, name, motto), and the features of high and low vigilance."""
    rows = rows_after("common-eye", "Bron: Wathne en Heide")
    quadrant: Rows = []
    for row in rows:
        for level, cell in zip(("Hoog", "Laag"), row[2:], strict=False):
            for name, motto in re.findall(r"<b>(.*?)</b>(.*)", cell):
                quadrant.append((row[1], level, name, motto))
    features = next(row for row in rows if row[-1].startswith("Laag "))
    return quadrant, [(cell.split()[0], cell.split(maxsplit=1)[1]) for cell in features[2:]]


def opportunism() -> Rows:
    """Return Common Eye's forms and occasions of opportunistic behaviour."""
    question, found = "", []
    for line in block("common-eye", "**Opportunistisch gedrag**", "Bron: Wathne"):
        if line.endswith("?"):
            question = line
        else:
            found.append((question, line.removeprefix("- ")))
    return found


def numbered(source_id: str, first: str, last: str) -> list[str]:
    """Return the list items, numbered or not, between two lines."""
    lines = block(source_id, first, last)
    return [re.sub(r"^(-|\d\.) ", "", line) for line in lines if re.match(r"(-|\d\.) ", line)]
