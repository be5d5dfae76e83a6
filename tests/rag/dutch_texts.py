"""Give varied Dutch texts to embed: passages of the library and questions of our own."""

import re
from collections.abc import Sequence
from pathlib import Path

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
MARKS = "|#>-*"  # table rows, headings and lists are embedded in other words than they are written in
SHORTEST = 60
PASSAGE_CHARACTERS = 240  # long enough to be about something, short enough for a quick test
PASSAGES = 240

QUESTIONS = (
    "Wanneer is een alliantie geslaagd?",
    "waarom mislukken zoveel samenwerkingen",
    "Hoe kies je een goede partner voor een netwerk?",
    "Wat is het verschil tussen een netwerk en een alliantie?",
    "vertrouwen opbouwen tussen organisaties",
    "Wie neemt de leiding als niemand de baas is?",
    "Welke fasen doorloopt een samenwerkingsverband?",
    "Hoe ga je om met botsende belangen?",
    "wat levert samenwerken op",
    "Mijn collega's zien het nut van deze samenwerking niet. Wat kan ik doen?",
    "Noem drie vormen van allianties.",
    "Wat zegt het essay over macht?",
    "Welke rol speelt cultuur bij een fusie of overname?",
    "Hoe meet je of een netwerk goed werkt?",
    "Wat kost een alliantie aan tijd en geld?",
    "innovatie in het mkb",
    "Hoe leg je afspraken vast in een contract?",
    "Wanneer kun je beter stoppen met samenwerken?",
    "Wat is een gedeelde ambitie?",
    "Hoe verdeel je de opbrengsten eerlijk?",
    "kennis delen met een concurrent: verstandig?",
    "Wat betekent co-creatie?",
    "Hoe begeleid je een groep bestuurders?",
    "Welke theorieën verklaren het ontstaan van netwerken?",
    "Wat doet een procesregisseur?",
    "Zijn publiek-private samenwerkingen anders dan andere?",
    "Hoeveel procent van de allianties mislukt?",
    "Wat zijn de voordelen van een joint venture?",
    "Hoe houd je het tempo erin?",
    "Welke competenties heeft een alliantiemanager nodig?",
    "Hoe voorkom je dat één partij alles bepaalt?",
    "ketensamenwerking in de zorg",
    "Wat is de invloed van persoonlijke relaties?",
    "Hoe evalueer je een samenwerking tussentijds?",
    "Welke valkuilen kent een strategische alliantie?",
    "Hoe betrek je de achterban?",
    "Wat is het verschil tussen sturen en faciliteren?",
    "Wie schreef over transactiekosten?",
    "Hoe begin je?",
    "Kan een netwerk zonder formele structuur bestaan, en zo ja: wat houdt het dan bij elkaar?",
)


def read_passages(count: int = PASSAGES) -> list[str]:
    """Return `count` passages, spread evenly over the library."""
    found = [passage for path in sorted(CORPUS.glob("*.md")) for passage in _split_passages(path.read_text("utf-8"))]
    return [found[number * len(found) // count] for number in range(count)]


def _split_passages(text: str) -> Sequence[str]:
    """Return the paragraphs of running text."""
    paragraphs = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text))
    return [part[:PASSAGE_CHARACTERS] for part in paragraphs if len(part) >= SHORTEST and part[0] not in MARKS]
