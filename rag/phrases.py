"""Every Dutch phrase the answers themselves add between what the sources say."""

from rag.query import QuestionKind

NUMBER_WORDS = ("nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")

FOREIGN = {
    "en": "Je vraag is in het Engels gesteld; de bronnen en dus ook het antwoord zijn Nederlands.",
    "de": "Je vraag is in het Duits gesteld; de bronnen en dus ook het antwoord zijn Nederlands.",
    "fr": "Je vraag is in het Frans gesteld; de bronnen en dus ook het antwoord zijn Nederlands.",
}
HEADING_LIKENESS = "Waar dit op lijkt"
HEADING_ADVICE = "Wat de bronnen aanraden"
HEADING_DISCUSS = "Vragen om samen te bespreken"
HEADING_SHARED = "Wat ze delen"
HEADING_DIFFER = "Waarin ze verschillen"

NOT_FOUND = "Dit staat niet in de bibliotheek."
LOOKED_FOR = "Gezocht is naar: {terms}."
OFF_TOPIC = "Deze vraag gaat niet over samenwerken tussen organisaties; de bibliotheek gaat nergens anders over."
UNCLEAR = (
    "Het is niet duidelijk wat je wilt weten. Noem een onderwerp, een bron, een tabel of een situatie. "
    "Bijvoorbeeld: ‘Waar gaat “{title}” over?’"
)
NEAREST = "Het dichtst in de buurt komt {place}, maar {shortfall}."
TOLD_THERE = "Misschien helpt wat daar wel staat: {told}"
NEAREST_NONE = "Ook in de buurt van je vraag is niets gevonden."
UNKNOWN_NAME = "De naam {names} komt in de bibliotheek niet voor."
UNKNOWN_WORD = "Over {words} zegt de bibliotheek niets."
LACKS_WORDS = "over {words} staat daar niets"
LACKS_KIND = "{kind} staat daar niet bij"
LACKS_BOTH = "{kind} en iets over {words} staan daar niet"
LACKS_ANSWER = "daar staat geen antwoord op je vraag"
ASK_INSTEAD = "Wat de bibliotheek wel beantwoordt: {questions}."


def with_language_note(language: str, text: str) -> str:
    """Return `text` under a line that says in which language it is asked and answered, where that is not Dutch."""
    return f"*{note}*\n\n{text}" if (note := FOREIGN.get(language)) else text


def count_word(number: int) -> str:
    """Return a number as Dutch text up to twelve, as digits above."""
    return NUMBER_WORDS[number] if number < len(NUMBER_WORDS) else str(number)


def join_words(items: list[str]) -> str:
    """Return 'a', 'a en b' or 'a, b en c'."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} en {items[-1]}" if items else ""


def list_opening(short: str, label: str, caption: str, labels: tuple[str, ...], count: int) -> str:
    """Return the line above a list of rows: which table of which source, and how many."""
    where = f" bij {join_words([f'‘{value}’' for value in labels])}" if labels else ""
    noun = "punt" if count == 1 else "punten"
    title = caption.removeprefix(label).lstrip(". ")
    named = f"{label} ({title})" if title and any(c.isdigit() for c in label) else f"‘{title or caption}’"
    return f"{short}, {named}{where}, {count_word(count)} {noun}:"


def several_tables(label: str, count: int) -> str:
    """Return the line that says a table's number stands in several sources."""
    return f"{label} komt in {count_word(count)} bronnen voor; welke bedoel je?"


def ambiguous_line(short: str, label: str, caption: str, rows: int, column: str, labels: list[str]) -> str:
    """Return one source's table of that number in a line: what it is about and how it is ordered."""
    title = caption.removeprefix(label).lstrip(". ")
    return f"{short}, {label}: {title} ({rows} rijen; {column.lower()}: {join_words(labels[:6])}{' e.a.' if len(labels) > 6 else ''})"


def in_case(name: str, short: str) -> str:
    """Return the line above what a source tells of a case: that it is about others, and about whom."""
    return f"Dit staat er over {name[0].lower()}{name[1:]} ({short}):"


def in_example(name: str, short: str) -> str:
    """Return the line above an example that a source gives, by its name."""
    return f"Dit staat er in een voorbeeld van {short} (‘{name}’):"


def once_more(line: str) -> str:
    """Return a line of `in_case` or `in_example` for the second time: 'Ook over de HSL-Zuid Alliantie:'."""
    return f"Ook {line.removeprefix('Dit staat er ').replace('een voorbeeld', 'dat voorbeeld').partition(' (')[0]}:"


def label_named(column: str, value: str) -> str:
    """Return a label with the column it stands in, unless it says so itself: 'Fase 1: Formatie'."""
    return value if value.lower().startswith(column.lower()) else f"{column}: {value}"


def item_place(item: str, label: str, labels: tuple[str, ...], short: str, column: str, caption: str = "") -> str:
    """Return the sentence that says where an item of a table stands; the caption of a table without labels tells more."""
    where = f" ({'; '.join(labels)})" if labels else f" ({caption})" if caption else ""
    table = label if any(c.isdigit() for c in label) or len(label.split()) == 2 else f"de tabel ‘{label}’"
    return f"‘{item}’ staat in {table}{where} van {short}, in de kolom ‘{column}’."


def place_named(short: str, section: str, table: str = "") -> str:
    """Return the place of what stands below it: a source, its section and table."""
    return ", ".join(part for part in (short, f"‘{section}’" if section else "", table) if part)


def place_of_editors(short: str, section: str) -> str:
    """Return the place of what the editors of the library say beside a section of a source."""
    return f"Redactie van de bibliotheek, bij {place_named(short, section)}"


PAGES = "Bladzijde {pages}."
NO_PAGES = "Van deze tekst kent de bibliotheek geen bladzijden; zoek in het werk zelf bij de genoemde paragraaf."


def ask_for_table(label: str, name: str) -> str:
    """Return the question that asks for one source's table."""
    return f"Geef {label} van {name} volledig"


KIND_NAMES = {
    QuestionKind.FACT: "feit",
    QuestionKind.DEFINITION: "begrip",
    QuestionKind.NUMBER: "getal",
    QuestionKind.WHO: "wie zegt wat",
    QuestionKind.LIST: "lijst",
    QuestionKind.REVERSE: "waar staat het",
    QuestionKind.COMPARISON: "vergelijking",
    QuestionKind.ADVICE: "situatie",
    QuestionKind.OVERVIEW: "overzicht",
}

# --- comparison and overview ---
BY_EDITORS = "vergelijking van de redactie"
NOTHING_ON_SIDE = "Hierover is bij {name} niets gevonden."
BOTH_NAME = "{sides} noemen allebei {terms}."
ALL_NAME = "{sides} noemen alle {count} {terms}."
CONTENTS_OF = "De onderdelen van {name}"
CONTENTS = "De onderdelen van ‘{name}’"
FIGURES_DIFFER = "De genoemde percentages verschillen: {figures}."

# --- advice ---
FROM_LIST = "{caption}, onder meer:"
CELL_OF = "{what} volgens {place}:"
FROM_LABEL = "Uit ‘{caption}’, bij ‘{label}’:"

# --- wrong premises ---
LABEL_ABSENT = "{label} is er niet in ‘{place}’. Wel is er {present}:"
LABEL_ABSENT_ANYWHERE = "{label} is er in geen van de bronnen. Wel is er {present}:"
LABEL_RANGE = "{first} tot en met {last} ({count})"
ROW_ABSENT = "‘{value}’ staat niet in {label} van ‘{place}’; {column} is daar: {values}."
NUMBERED_ABSENT = "{thing} {number} is er niet: het zijn er {count}."
WRONG_COUNT = "Je vraag gaat uit van {asked}, maar dat klopt niet: in de bron zijn het er {count}."
WRONG_FIGURE = "Je vraag gaat uit van {asked}, maar dat staat niet in de bron. Daar staat:"
WRONG_AUTHOR = "Dat staat in de bibliotheek niet op naam van {name}. Zo staat het er wel:"
PREMISE_SHOWN = "Dit zegt de bron zelf over wat je vraag veronderstelt:"
CLAIM_STANDS = "Ja, zo staat het in de bibliotheek:"
WRONG_CLAIM = "Dat staat zo niet in de bibliotheek; er staat juist:"

# --- the works themselves ---
WORK_DATA = "{what} volgens de bronvermelding van de bibliotheek: {value}."
WORK_UNKNOWN = "{what} van {work} is onbekend; dat staat niet in de bron."
WORK_UNTITLED = "Deze bron heeft geen titel; de bibliotheek noemt haar ‘{title}’."

# --- yes or no ---
PREMISE_RIGHT, PREMISE_WRONG = "Ja, dat klopt.", "Nee, dat klopt niet."
YES, NO, YES_AFTER_ALL, NOT_INDEED = "Ja.", "Nee.", "Jawel.", "Nee, inderdaad niet."
ITEM_HERE = "{verdict} In de bron staat ‘{item}’ {where}:"
ITEM_ELSEWHERE = "{verdict} In de tabellen staat ‘{item}’ niet {where}, maar wel hier:"
ITEMS_NAMED = "Je vraagt wat er niet bij {label} staat. In {table} staan deze punten er juist wel bij; de andere punten staan bij {others}."
