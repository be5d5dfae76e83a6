"""Know what people call the subjects of tables and lists: who asks where it goes wrong means the failure factors."""

import re
from functools import lru_cache

from rag.text import stem

# What stands in captions, columns and labels; and everyday words for it. Measured on lists (evals/ingredients.md).
SENSES: tuple[tuple[str, str], ...] = (
    (
        "faalfactor faalfactoren valkuil valkuilen",
        """mis misgaat misgaan strand stranden strandt gestrand mislukken mislukt mislukking falen faalt fout stukloopt
        stuklopen klapt klappen sneuvelt sneuvelen mist struikelblok struikelblokken oorzaken afbreuk""",
    ),
    (
        "succesfactor succesfactoren succesvoorwaarde succesvoorwaarden",
        "slagen slaagt geslaagd lukken lukt gelukt helpt helpen recept bevordert bevorderen goed nodig voorwaarden",
    ),
    ("paradox paradoxen", "spanningsveld spanningsvelden uitersten tegenpolen polen spanningen dilemma dilemma's"),
    ("archetypische archetypen", "kwalen typische typisch klassieke klassiek patronen ziektebeelden"),
    ("nadeel nadelen", "keerzijde keerzijden minpunt minpunten schaduwkant schaduwkanten bezwaren minnen"),
    ("voordeel voordelen", "pluspunt pluspunten baten winst plussen"),
    ("vorm vormen", "soorten manieren gedaanten varianten types verschijningsvormen"),
    ("wispelturig", "grillig grillige onvoorspelbaar onvoorspelbare"),
    ("productiviteit meerwaarde", "productieve productief oogstfase"),
    ("ontdekken leren", "ontwikkelfase"),
    (
        "formatie alliantieformatie",
        "oprichting oprichten oprichtingsfase opzetten optuigen opstart opstartfase beginfase startfase vormingsfase",
    ),
)

# Ways of asking for a column of a row that is named: "wat moet wel en waar gaat het fout", "waarom doe je dat".
COLUMNS: tuple[tuple[str, str], ...] = (
    (
        r"\bwel\b.*\b(?:fout|mis|valkuil\w*|niet)\b|\bwat (?:werkt|helpt|slaagt)\b.*\b(?:niet|mis|fout)\b",
        "succesfactoren valkuilen",
    ),
    (r"\bwaar(?:om|toe)\b", "motivatie"),
)


def columns_meant(text: str) -> frozenset[str]:
    """Return the stems of the columns that plain `text` asks for without naming them."""
    return frozenset(stem(head) for pattern, heads in COLUMNS if re.search(pattern, text) for head in heads.split())


@lru_cache(maxsize=1)
def _heads_by_word() -> dict[str, frozenset[str]]:
    """Return the stems of what stands in tables by the stem of what people call it."""
    found: dict[str, frozenset[str]] = {}
    for heads, said in SENSES:
        for word in said.split():
            found[stem(word)] = found.get(stem(word), frozenset()) | {stem(head) for head in heads.split()}
    return found


def meant_by(word: str) -> frozenset[str]:
    """Return the stems that tables have for what people call `word`, itself a stem; empty where they have no other."""
    return _heads_by_word().get(word, frozenset())
