"""Write items, cards and marks as the JSON objects that other programs rely on."""

from typing import Any

from study.cards import LearningCard
from study.records import Item
from ui.serialize import citation_to_dict


def item_to_dict(item: Item) -> dict[str, Any]:
    """Return the record of an item as plain JSON values."""
    return {
        "kind": item.kind.value,
        "question": item.question,
        "options": list(item.options),
        "correct": list(item.correct),
        "explanation": item.explanation,
        "citations": [citation_to_dict(citation) for citation in item.citations],
    }


def card_to_dict(card: LearningCard, is_new: bool, changed: bool) -> dict[str, Any]:
    """Return the record of a card that is due as plain JSON values."""
    return {
        "id": card.id,
        "kind": card.kind.value,
        "front": card.front,
        "back": card.back,
        "new": is_new,
        "changed": changed,
        "citations": [citation_to_dict(card.citation)],
    }
