"""Every Dutch sentence of the report and the terminal table."""

KINDS = {
    "fact": "feit",
    "definition": "begrip",
    "number": "getal",
    "who": "wie zegt wat",
    "list": "lijst",
    "cell": "cel",
    "reverse": "waar staat het",
    "comparison": "vergelijking",
    "situation": "situatie",
    "overview": "overzicht",
    "unanswerable": "niet te beantwoorden",
    "false_premise": "onjuist uitgangspunt",
    "robustness": "robuustheid",
    "follow_up": "vervolgvraag",
    "injection": "misleiding",
}
TOTAL = "alles"
