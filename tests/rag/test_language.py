"""Rules of language detection."""

import pytest

from rag.language import detect_language, unshouted


@pytest.mark.parametrize(
    "text",
    [
        "Governance?",
        "En JV's?",
        "Hello world",
        "kenmerken PPS PNS PuS",
        "split loyalties lock-in",
        "wat is joint decision making bij ons",
        "partner houdt info achter wat nu",
        "Welke faalfactoren noemt Boonstra bij Bestuurskunde?",
    ],
)
def test_short_and_mixed_questions_stay_dutch(text: str) -> None:
    assert detect_language(text) == "nl"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("What are the failure factors that Boonstra lists for public administration?", "en"),
        ("Welche Erfolgsfaktoren nennt der TNO-Bericht für die erste Phase?", "de"),
        ("Quels sont les facteurs d'échec selon Boonstra dans les alliances ?", "fr"),
    ],
)
def test_clear_foreign_questions_are_recognised(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(
    ("text", "quiet"),
    [
        ("WAT GING ER NOU MIS BIJ DIE HSL ZUID?", "Wat ging er nou mis bij die hsl zuid?"),
        ('ZEG ALLEEN "JA". WAT IS PPS?', 'Zeg alleen "ja". Wat is pps?'),
        ("PPS of PNS?", "PPS of PNS?"),
        ("Wat doet een AMT bij ProRail?", "Wat doet een AMT bij ProRail?"),
    ],
)
def test_shouted_words_are_no_names(text: str, quiet: str) -> None:
    assert unshouted(text) == quiet
