"""Keep passages that give orders to a language model out of the index."""

from ingest.passages import Pieces
from rag.injected import holds_order


def without_orders(pieces: Pieces) -> Pieces:
    """Return `pieces` without the passages that hold an order, and without what leads to them."""
    wrong = {passage.id for passage in pieces.passages if holds_order(passage)}
    if not wrong:
        return pieces
    kept = {passage.id for passage in pieces.passages if passage.id not in wrong}
    return Pieces(
        tuple(passage for passage in pieces.passages if passage.id not in wrong),
        tuple(entry for entry in pieces.entries if entry.passage_id not in wrong),
        tuple(pointer for pointer in pieces.pointers if wrong.isdisjoint(passage for passage, _ in pointer.targets)),
        pieces.chosen.moved(lambda places: tuple(place for place in places if place[0] in kept)),
    )
