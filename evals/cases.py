"""Read evaluation cases from JSONL or CSV and say, with line numbers, what is wrong with them."""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from evals.records import Case, Groups, Kind, Place, Split
from rag.errors import UsageError
from rag.records import Turn

CASES_DIR = Path(__file__).resolve().parent / "cases"
FIELDS = frozenset(Case.__dataclass_fields__)
REQUIRED = ("id", "question", "kind", "split")
# In CSV: groups and places are divided by ";", alternatives by "|", source and section of a place by ":".
LISTS = frozenset({"sources", "rows", "okay", "forbidden", "tags"})
GROUPS = frozenset({"points", "okay_points", "correction"})
YES, NO = frozenset({"true", "ja", "1", "waar"}), frozenset({"false", "nee", "0", "onwaar"})
# From a question in the source's words on one place, by way of one difficulty more, to several at once.
GRADES = (1, 2, 3)
# Sets of cases by their tag, in the order in which they came. SEALED lay shut until everything was tuned and were asked
# once; LATER were written to test with, APART to develop on; STRICT have points that nobody fitted to the dossiers.
SEALED = (
    "sluit",
    "keur",
    "slot",
    "toets",
    "blind",
    "zegel",
    "examen",
    "finale",
    "afsluiting",
    "keerpunt",
    "slotsom",
    "waarborg",
    "sluitstuk",
    "toetssteen",
    "slottoets",
    "eindtoets",
    "hoeksteen",
)
LATER = ("fresh", "unseen", "proef", *SEALED)
APART = ("oefen", "verder", "leer", "wissel", "proefrit", "rondgang", "alledag")
STRICT = (*APART[2:-1], *SEALED[3:])


class CaseError(ValueError):
    """Say what is wrong with one field of a case; `values` fill in the explanation."""


def read_all_cases(folder: Path = CASES_DIR) -> tuple[Case, ...]:
    """Return the cases of every JSONL file in `folder`, files in order of name; ids are unique over all of them."""
    return read_cases(sorted(folder.glob("*.jsonl")))


def read_cases(paths: Iterable[Path]) -> tuple[Case, ...]:
    """Return the cases of `paths` (.jsonl or .csv).

    Raises UsageError `cases_invalid` with every mistake at once, each as "file:line: what".
    """
    cases: list[Case] = []
    mistakes: list[str] = []
    seen: dict[str, str] = {}
    for path in paths:
        for line, raw in _records(path):
            where = f"{path.name}:{line}"
            try:
                case = make_case(json.loads(raw) if isinstance(raw, str) else raw)
                if case.id in seen:
                    raise CaseError(f"id {case.id!r} staat ook op {seen[case.id]}")
            except json.JSONDecodeError as mistake:
                mistakes.append(
                    f"{where}: geen geldige JSON bij teken {mistake.pos + 1}; kijk aanhalingstekens en komma's na"
                )
                continue
            except CaseError as mistake:
                mistakes.append(f"{where}: {mistake}")
                continue
            seen[case.id] = where
            cases.append(case)
    if mistakes:
        raise UsageError("cases_invalid", count=len(mistakes), mistakes="\n".join(mistakes))
    return tuple(cases)


def write_cases(path: Path, cases: Sequence[Case]) -> int:
    """Write `cases` as JSONL that `read_cases` reads back as they are, without empty fields; return how many."""
    lines = []
    for case in cases:
        record = {name: value for name, value in asdict(case).items() if value}
        if case.gold:
            record["gold"] = [{"source": place.source, "section": place.section} for place in case.gold]
        lines.append(json.dumps(record, ensure_ascii=False))
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return len(lines)


def _records(path: Path) -> Iterator[tuple[int, str | dict[str, Any]]]:
    """Yield (line number, JSON text or CSV record) of a file."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            if path.suffix.lower() == ".csv":
                rows = csv.DictReader(file, delimiter=_delimiter(path))
                for row in rows:
                    yield rows.line_num, from_csv(row)
                return
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield number, line
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("cases_unreadable", file=path, reason=error) from None


def _delimiter(path: Path) -> str:
    """Return the column separator of a CSV file: Dutch spreadsheets write ';' or tabs, others ','."""
    with path.open(encoding="utf-8-sig") as file:
        head = file.readline()
    return max(",;\t", key=head.count)


def from_csv(row: dict[str | None, Any]) -> dict[str, Any]:
    """Return a CSV record in the shape of a JSON one; empty cells are left out."""
    found: dict[str, Any] = {}
    for name, value in row.items():
        if name is None:
            found["_mistake"] = "meer kolommen dan de kopregel heeft"
            continue
        text = (value or "").strip()
        if not text:
            continue
        if name in GROUPS:
            found[name] = [[part.strip() for part in group.split("|")] for group in text.split(";")]
        elif name in LISTS:
            found[name] = [part.strip() for part in text.split(";")]
        elif name == "gold":
            places = [place.partition(":") for place in text.split(";")]
            found[name] = [{"source": p[0].strip(), "section": p[2].strip()} for p in places]
        elif name == "refuse" and text.lower() in YES | NO:
            found[name] = text.lower() in YES
        elif name == "difficulty" and text.isdecimal():
            found[name] = int(text)
        else:
            found[name] = text
    return found


def make_case(data: Any) -> Case:
    """Return the case `data` describes; raises CaseError in Dutch naming the field, the value and what to do."""
    if not isinstance(data, dict):
        raise CaseError("geen object; begin de regel met {")
    if "_mistake" in data:
        raise CaseError(data["_mistake"])
    unknown = sorted(set(data) - FIELDS)
    if unknown:
        raise CaseError(f"onbekend veld {unknown[0]!r}; bekend zijn {', '.join(sorted(FIELDS))}")
    for name in REQUIRED:
        if not isinstance(data.get(name), str) or not data[name].strip():
            raise CaseError(f"veld {name!r} ontbreekt of is leeg")
    case = Case(
        id=data["id"],
        question=data["question"],
        kind=_member(Kind, "kind", data["kind"]),
        split=_member(Split, "split", data["split"]),
        history=_history(data.get("history", [])),
        sources=_texts("sources", data.get("sources", [])),
        persona=_optional("persona", data.get("persona")),
        points=_groups("points", data.get("points", [])),
        rows=_texts("rows", data.get("rows", [])),
        okay=_texts("okay", data.get("okay", [])),
        table=_optional("table", data.get("table")),
        forbidden=_texts("forbidden", data.get("forbidden", [])),
        gold=_places(data.get("gold", [])),
        refuse=_flag("refuse", data.get("refuse", False)),
        correction=_groups("correction", data.get("correction", [])),
        tags=_texts("tags", data.get("tags", [])),
        okay_points=_groups("okay_points", data.get("okay_points", [])),
        difficulty=_grade(data.get("difficulty")),
        provenance=_optional("provenance", data.get("provenance")),
    )
    _check_sense(case)
    return case


def _check_sense(case: Case) -> None:
    """Raise CaseError for fields that are right by themselves but make no sense together."""
    if not (case.points or case.rows or case.refuse or case.correction or case.gold):
        raise CaseError("niets om op na te kijken; geef points, rows, correction, gold of refuse")
    if case.refuse and (case.points or case.rows or case.correction):
        raise CaseError("'refuse' is true: dan valt er niets te verwachten; laat points, rows en correction weg")
    if case.correction and (case.points or case.rows):
        raise CaseError("naast 'correction' tellen points en rows niet mee; zet wat gezegd moet worden in correction")
    if case.okay and not case.rows:
        raise CaseError("'okay' staat er zonder 'rows'; het noemt wat er naast de verwachte rijen mag staan")


def _member(words: Any, name: str, value: str) -> Any:
    try:
        return words(value)
    except ValueError:
        raise CaseError(f"{name} {value!r} bestaat niet; kies uit {', '.join(words)}") from None


def _flag(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise CaseError(f"veld {name!r} is true of false, niet {value!r}")
    return value


def _grade(value: Any) -> int | None:
    if value is not None and (isinstance(value, bool) or value not in GRADES):
        raise CaseError(f"veld 'difficulty' is {', '.join(map(str, GRADES[:-1]))} of {GRADES[-1]}, niet {value!r}")
    return value


def _optional(name: str, value: Any) -> str | None:
    if value is not None and not isinstance(value, str):
        raise CaseError(f"veld {name!r} is geen tekst: {value!r}")
    return value


def _texts(name: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise CaseError(f"veld {name!r} is een lijst van teksten, niet {value!r}")
    return tuple(value)


def _groups(name: str, value: Any) -> Groups:
    if not isinstance(value, list) or not all(isinstance(group, list) and group for group in value):
        raise CaseError(f"veld {name!r} is een lijst van groepen, elk een lijst van teksten, niet {value!r}")
    return tuple(_texts(name, group) for group in value)


def _history(value: Any) -> tuple[Turn, ...]:
    turns: list[Any] = value if isinstance(value, list) else [None]
    for turn in turns:
        if not isinstance(turn, dict) or turn.get("role") not in ("user", "assistant"):
            raise CaseError("veld 'history' is een lijst van {'role': 'user' of 'assistant', 'content': tekst}")
    return tuple(Turn(turn["role"], str(turn.get("content", ""))) for turn in turns)


def _places(value: Any) -> tuple[Place, ...]:
    places: list[Any] = value if isinstance(value, list) else [None]
    for place in places:
        if not isinstance(place, dict) or not place.get("source") or not isinstance(place.get("section"), str):
            raise CaseError("veld 'gold' is een lijst van {'source': bron, 'section': paragraaftitel}")
    return tuple(Place(place["source"], place["section"]) for place in places)
