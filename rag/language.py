"""Tell the language of a conversation, Dutch unless the text clearly is English, German or French; hear no shouting."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from rag.text import STOPWORDS, words

# So many letters, of which a larger share than this are capitals, are shouted; "PPS?" is not.
MIN_SHOUT, MOST_CAPITALS = 15, 0.8
SENTENCE_START = re.compile(r"(?:^|[.!?][\"”’]?\s+)[^\W\d_]")
LANGUAGES = ("nl", "en", "de", "fr")
DUTCH = "nl"
# langdetect guesses on short texts; below this many letters Dutch is assumed (rag asks in Dutch by default).
MIN_LETTERS = 20
# Certainty needed to call a text foreign: Dutch manager talk is full of English words.
MIN_FOREIGN = 0.85
# Two Dutch function words in a question settle it, whatever the guess: no other language has these.
MIN_DUTCH_WORDS = 2
DUTCH_ONLY = frozenset(
    "het een niet wij ons onze zijn wordt worden welke waarom hoe wat moet bij voor naar ook maar geen deze dit zij heb heeft".split()
)
PRIORS = {"nl": 0.7, "en": 0.15, "de": 0.075, "fr": 0.075}


@lru_cache(maxsize=1)
def _factory() -> Any:
    """Return a detector factory that knows our four languages only, and always guesses the same."""
    from langdetect import PROFILES_DIRECTORY, DetectorFactory

    factory = DetectorFactory()
    factory.load_json_profile([(Path(PROFILES_DIRECTORY) / name).read_text(encoding="utf-8") for name in LANGUAGES])
    factory.set_seed(0)
    return factory


def warm_up() -> None:
    """Load the language profiles, so that the first question does not wait for them."""
    detect_language("Dit is een zin om de taalherkenning alvast te laden.")


@lru_cache(maxsize=1024)
def detect_language(text: str) -> str:
    """Return 'nl', 'en', 'de' or 'fr' for the text of a conversation; the same text always gives the same answer."""
    letters = sum(character.isalpha() for character in text)
    found = set(words(text))
    if letters < MIN_LETTERS or len(DUTCH_ONLY & found) >= MIN_DUTCH_WORDS or not any(map(is_foreign_word, found)):
        return DUTCH  # too short, plainly Dutch, or without any function word of another language
    from langdetect.lang_detect_exception import LangDetectException

    detector = _factory().create()
    detector.set_prior_map(PRIORS)
    detector.append(text)
    try:
        guesses = {guess.lang: guess.prob for guess in detector.get_probabilities()}
    except LangDetectException:
        return DUTCH
    best = max(LANGUAGES, key=lambda language: guesses.get(language, 0.0))
    return best if guesses.get(best, 0.0) >= MIN_FOREIGN else DUTCH


def is_foreign_word(word: str) -> bool:
    """Tell whether a folded word is a function word of another language, so that it is no clue for searching."""
    return word in FOREIGN_STOPWORDS and word not in STOPWORDS


FOREIGN_STOPWORDS = frozenset(
    """the of and to in is are was were what which who whom whose how why when where do does did can could should would will
    with without for from by on at as an or not no our we us you your they their this that these those it its be been has have
    had my about tell give list name there many much between more most one two if then than them he she his her i
    der die das und ist sind war was welche welcher welches wer wie warum wann wo kann soll mit ohne für von zu im ein eine einen
    nicht unsere unser wir ihr sie es auf bei nach über aus dem den des
    le la les des du de et est sont qui que quoi quel quelle quels quelles comment pourquoi quand où peut avec sans pour par sur
    un une ne pas notre nous vous ils elles ce cette ces dans au aux""".split()
)


def unshouted(text: str) -> str:
    """Return a text in capitals in small letters, but for where sentences begin: shouted words are no names."""
    letters = [char for char in text if char.isalpha()]
    shouted = len(letters) >= MIN_SHOUT and sum(map(str.isupper, letters)) > MOST_CAPITALS * len(letters)
    return SENTENCE_START.sub(lambda start: start.group().upper(), text.lower()) if shouted else text
