"""Write flashcards as an Anki package: stable ids, so that a second import updates cards instead of doubling them."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

import genanki

from rag.library import Library
from study import texts
from study.cards import LearningCard
from study.citing import place_text, quote_text
from study.names import capitalised, source_label

# Made once at random and never changed: they tell Anki that a package is ours.
MODEL_ID = 1_724_608_915
DECK_ID = 1_930_275_400
TAG = "alliantiewijzer"
FIELDS = ("Kenmerk", "Voorkant", "Achterkant", "Vindplaats", "Citaat")
_FRONT = "{{Voorkant}}"
_BACK = (
    '{{FrontSide}}<hr id="answer">{{Achterkant}}<div class="bron">{{Vindplaats}}'
    "{{#Citaat}}<br>{{Citaat}}{{/Citaat}}</div>"
)
_STYLE = (
    ".card { font-family: sans-serif; font-size: 20px; text-align: left; max-width: 40em; margin: 0 auto; }"
    ".bron { margin-top: 1.2em; font-size: 14px; color: #555; } .nightMode .bron { color: #bbb; }"
)


def write_anki(
    path: Path, cards: Sequence[LearningCard], changed: frozenset[str], library: Library, moment: float
) -> None:
    """Write `cards` to `path`, one deck a source; `changed` ids are tagged, `moment` is the time of the change (s)."""
    model = genanki.Model(
        MODEL_ID,
        texts.DECK_NAME,
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "Kaart", "qfmt": _FRONT, "afmt": _BACK}],
        css=_STYLE,
        sort_field_index=1,
    )
    decks: dict[str, genanki.Deck] = {}
    order = {source.id: number for number, source in enumerate(library.sources)}
    for card in cards:
        source_id = card.citation.source_id
        if source_id not in decks:
            name = texts.DECK_PART.format(source=capitalised(source_label(library, source_id)))
            decks[source_id] = genanki.Deck(DECK_ID + order[source_id], name)
        decks[source_id].add_note(_note(model, card, card.id in changed, library))
    genanki.Package(list(decks.values())).write_to_file(str(path), timestamp=moment)


def _note(model: genanki.Model, card: LearningCard, changed: bool, library: Library) -> genanki.Note:
    quote = "" if card.citation.quote in card.back else texts.CARD_QUOTE.format(quote=quote_text(card.citation))
    fields = [card.id, card.front, card.back, place_text(card.citation, library), quote]
    tags = [f"{TAG}::{card.citation.source_id}", f"{TAG}::{card.kind.value}"]
    if changed:
        tags.append(f"{TAG}::{texts.CARD_CHANGED}")
    html = [escape(field).replace("\n", "<br>") for field in fields]
    return genanki.Note(model=model, fields=html, tags=tags, guid=card.id)
