"""Ask what a text says as a whole in one way, however somebody asks it: "ik heb geen tijd om het rapport te lezen"."""

import re

from rag.asking_words import FOR_GIST, FRAMES, is_frame
from rag.library import Library
from rag.premise_counts import figures
from rag.text import STOPWORDS, fold, words

ASKED_AS = "Waar gaat {text} over?"
# Of these a question must hold one: what else is asked of a text, as who wrote it and when, is another question.
OF_TEXT = re.compile(
    r"\b(?:hoofd(?:punt|gedacht|boodschap|lijn|za)\w*|kern\w*|boodschap|strekking|draad|samenvat\w*|samengevat|"
    r"resumer\w*|inhoudt?|draai\w*|beweer\w*|betoog\w*|pleidooi|essentie|clou|gist|summar\w+|insights|takeaways|leren|"
    r"lezen|gelezen|weten|van alles|wat er in|wat staat er|houdt .* in|about|belangrijkste|voornaamste|conclusies?|"
    r"bevindingen|uitkomst\w*|resultaat|overzicht|lessen|handelt|onthouden|wat komt er uit|waar (?:gaat|ging)|"
    r"bespreken|grote lijnen|wil .*(?:vertellen|zeggen))\b|\bvat\b.*\bsamen\b"
)
# "De kern van een goed gesprek" is that of a thing told of, not of the text.
OF_THING = re.compile(
    r"\b(?:kern|essentie|boodschap|strekking|clou|hoofd(?:punt|lijn|zaak)\w*) van (?:een|elke?|ieder) "
)
# A translated question may hold two.
DOUBLE_ARTICLE = re.compile(r"^(?:het|de) (?=het |de )", re.IGNORECASE)


def ask_gist(question: str, library: Library) -> str:
    """Return "Waar gaat X over?" for a question for the gist of one text of the library; unchanged where it is none."""
    name = _named_text(question, library)
    if not name or figures(fold(question)):  # "de vier conclusies" are a list
        return question
    rest = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", question, count=1, flags=re.IGNORECASE)
    if OF_THING.search(fold(rest)):
        return question
    bare = not [word for word in words(rest) if word not in STOPWORDS]
    if not (OF_TEXT.search(fold(rest)) or (bare and len(words(rest)) < 2)) or not is_frame(rest, (*FRAMES, FOR_GIST)):
        return question
    return ASKED_AS.format(text=DOUBLE_ARTICLE.sub("", name))


def _named_text(question: str, library: Library) -> str:
    """Return the longest name of a text in `question` as it stands there, with its article; '' of none or of two."""
    found: dict[str, str] = {}
    for source in library.sources:
        for name in sorted(source.names, key=len, reverse=True):
            match = re.search(rf"(?<!\w)(?:(?:het|de) )?{re.escape(name)}(?!\w)", question, re.IGNORECASE)
            if match:
                found[source.id] = match.group()
                break
    return next(iter(found.values())) if len(found) == 1 else ""
