"""A library of two small sources, with all that editors write beside them: pointers, cases, subjects and outlines."""

from pathlib import Path

from ingest.build import build_index
from ingest.corpus import read_corpus
from rag.library import Library, open_library
from rag.settings import Settings
from tests.ingest.fake_embedder import WordEmbedder

SOURCES = """[[source]]
id = "proef"
title = "Proef"
short = "Proef, z.j."
kind = "artikel"
authors = ["A. Schrijver"]

[[source]]
id = "ander"
title = "Ander"
short = "Ander, z.j."
kind = "artikel"
authors = ["B. Denker"]
"""
PROEF = """---
bron: proef
---

# Proef

## Vertrouwen

Vertrouwen groeit door kleine successen. Wantrouwen groeit door geheimen.

```vragen
soort: bevinding
- Hoe krijg je weer geloof in elkaar?
```

## Afspraken

Een contract legt vast wie wat betaalt. Een agenda houdt een overleg kort.

**Tabel 1. Kleuren**

| Groep | Kleur |
|---|---|
| warm | rood |
| koud | blauw |

```vragen
soort: indeling
- Welke kleuren zijn er?
```
"""
ANDER = """---
bron: ander
---

# Ander

## Openheid

Openheid over cijfers voorkomt ruzie. Een bemiddelaar brengt partners weer aan tafel.

```vragen
soort: aanpak
- Wat doe je tegen ruzie?
```
"""
AIMS = {
    "proef": """= Vertrouwen groeit
- Waardoor groeit vertrouwen langzaam?
- Welke successen geven vertrouwen?
! Hoeveel maanden duurt vertrouwen opbouwen?

= Een contract legt
- Wat regelt een contract over betalen?

= Wantrouwen groeit
= koud | blauw
x Waarom scheppen geheimen een band?
""",
    "ander": """= Openheid over cijfers
- Waarom helpt openheid over cijfers?

= Een bemiddelaar brengt
- Wie brengt partners weer aan tafel?
""",
}
CASE = """[[casus]]
titel = "partner houdt cijfers achter"
eerst = ["ander | Openheid over cijfers"]
lijkt_op = ["proef | Wantrouwen groeit"]
aanraden = ["proef | Vertrouwen groeit"]
bespreken = []
verteld = [
  "Onze partner houdt zijn cijfers achter.",
  "De partner wil de boeken  niet laten zien.",
]
"""
SUBJECT = """[[onderwerp]]
namen = ["vertrouwen", "onderling vertrouwen"]
vragen = ["Wat zeggen beide bronnen over vertrouwen?"]
zelfde = [["proef | Vertrouwen groeit", "ander | Openheid over"]]
anders = [["proef | Wantrouwen groeit", "ander | Een bemiddelaar"]]
[[onderwerp.kant]]
bron = "proef"
zinnen = ["Vertrouwen groeit", "Wantrouwen groeit"]
[[onderwerp.kant]]
bron = "ander"
van = "Denker"
zinnen = ["Openheid over cijfers"]
"""
OUTLINE = """[[overzicht]]
titel = "vertrouwen en wantrouwen"
vragen = ["Waardoor groeit vertrouwen, en waardoor wantrouwen?", "Zet vertrouwen en wantrouwen naast elkaar."]
[[overzicht.deel]]
kop = "Vertrouwen"
zinnen = ["proef | Vertrouwen groeit", "ander | Openheid over"]
[[overzicht.deel]]
kop = "Wantrouwen"
zinnen = ["proef | Wantrouwen groeit"]
"""


def write_library(folder: Path, cases: str = CASE, subjects: str = SUBJECT, outlines: str = OUTLINE) -> Settings:
    """Write the library below `folder`, with these cases, subjects and outlines; return settings that use it."""
    corpus = folder / "corpus"
    (corpus / "vragen").mkdir(parents=True)
    files = {"sources.toml": SOURCES, "proef.md": PROEF, "ander.md": ANDER}
    files |= {"casussen.toml": cases, "onderwerpen.toml": subjects, "overzichten.toml": outlines}
    files |= {f"vragen/{name}.md": text for name, text in AIMS.items()}
    for name, text in files.items():
        (corpus / name).write_text(text, encoding="utf-8")
    return Settings(data_dir=folder / "data", corpus_dir=corpus)


def open_small(
    folder: Path, embedder: WordEmbedder, cases: str = CASE, subjects: str = SUBJECT, outlines: str = OUTLINE
) -> Library:
    """Return the library, indexed below `folder`."""
    settings = write_library(folder, cases, subjects, outlines)
    build_index(settings, embedder, read_corpus(settings.corpus_dir), lambda step, done, total: None)
    return open_library(settings, embedder)
