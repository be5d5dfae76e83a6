"""A sentence that leans on the one before it is known, so that it opens no answer."""

from rag.leaning import leans

LEANING = (
    "Een tweede voorwaarde is geld.",
    "Ook vertrouwen telt.",
    "Ten slotte zijn voorvechters nodig.",
    "De tweede belemmering was de cultuur.",
    "Het gedeelde weten wordt daardoor vergroot.",
    "Wie met zulke partijen werkt, heeft tijd nodig.",
    "Zij weten dat.",
    "Een bijeenkomst is bovendien een gelegenheid.",
)
WHOLE = (
    "Een alliantie vraagt tijd.",
    "Ookgetuigen zijn er niet.",
    "Partners kiezen elkaar.",
    "Tenten staan er.",
    "De eerste belemmering was de cultuur.",
    "Daardoorheen loopt een weg.",
)


def test_a_sentence_that_points_back_leans() -> None:
    assert [text for text in LEANING if not leans(text)] == []


def test_a_sentence_that_stands_on_its_own_does_not_lean() -> None:
    assert [text for text in WHOLE if leans(text)] == []
