"""What kind of thing would answer a question."""

import pytest

from rag.asked import Slot, what_is_asked
from rag.library import Library
from rag.understand import understand
from rag.vocabulary import Vocabulary, make_vocabulary


@pytest.fixture(scope="module")
def vocabulary(library: Library) -> Vocabulary:
    return make_vocabulary(library)


@pytest.mark.parametrize(
    ("question", "slot"),
    [
        ("Waar is het hoofdkantoor van Common Eye?", Slot.NAME),
        ("Waar is de ov-chipkaart een voorbeeld van?", Slot.ANY),
        ("Open en gesloten netwerken: waar is elk goed voor?", Slot.ANY),
        ("Wat kostte de HSL-Zuid?", Slot.MONEY),
        ("Wat kostte al dat gedoe bij de HSL-Zuid aan tijd en geld?", Slot.NUMBER),
        ("Hoeveel liep de HSL-Zuid uit, in tijd en in geld?", Slot.NUMBER),
        ("Met hoeveel tijd en met hoeveel geld liep het uit?", Slot.NUMBER),
        ("Hoeveel later en hoeveel duurder werd de lijn?", Slot.NUMBER),
        ("PPS komt hier niet van de grond. Waar ligt dat aan?", Slot.ANY),
        ("Waar ligt het kantoor van TNO?", Slot.NAME),
        ("Wat kostte het bondgenootschap de kop?", Slot.ANY),
        ("Wanneer is e-mail met een verre partner wel genoeg?", Slot.ANY),
        ("Wat is het e-mailadres van Common Eye?", Slot.ADDRESS),
        ("Zet alle telefoonnummers en mailadressen onder elkaar.", Slot.ADDRESS),
    ],
)
def test_the_words_of_a_question_tell_what_would_answer_it(
    question: str, slot: Slot, library: Library, vocabulary: Vocabulary
) -> None:
    """A question that seems to ask for a name or an amount is refused where none stands."""
    assert what_is_asked(understand(question, (), (), library, vocabulary)).slot is slot
