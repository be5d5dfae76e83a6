"""The dossiers are good Dutch: spelled right, in sentences of reasonable length that stand on their own."""

import re
import shutil
import subprocess
from functools import lru_cache

import pytest

from rag.text import WORD, split_compound
from tests.corpus.dossiers import HERE, SOURCE_IDS, dossiers, plain_text, standalone_sentences, terms
from tests.corpus.originals import URL

LONGEST_SENTENCE = 35  # words
HUNSPELL = "hunspell"
DICTIONARY = "nl_NL"
CAPITAL_INSIDE = re.compile(r"(?<=[\w,;)&(] )([A-Z][\w’'-]*)")
# A word that points outside its sentence; "Dit rapport", "Deze paragraaf" name what they mean.
DANGLING = re.compile(
    r"(?:Voorbeeld: )?(?:Dit|Deze|Die|Dat|Zij|Ze|Hij|Hun|Haar|Zijn|Hem|Hen|Zulke?|Zo'n|Dergelijke|Dezelfde|Hetzelfde"
    r"|Beide|Hier\w*|Daar(?!na\b)\w*)\b"
    r"(?! (?:rapport|artikel|essay|werkboek|themanummer|dossier|hoofdstuk|paragraaf|bijlage|tabel|figuur)\b)"
)


@lru_cache
def has_dictionary():
    """Tell whether the command hunspell is here with its Dutch dictionary (Debian: hunspell and hunspell-nl)."""
    if not shutil.which(HUNSPELL):
        return False
    run = subprocess.run([HUNSPELL, "-d", DICTIONARY, "-l"], input="fiets", capture_output=True, text=True, check=False)
    return run.returncode == 0 and not run.stderr


@pytest.fixture
def dictionary():
    """Skip the test where there is no Dutch dictionary."""
    if not has_dictionary():
        pytest.skip("no Dutch dictionary here: install Debian's hunspell and hunspell-nl")


def unknown_words(words):
    """Return the words that the dictionary does not know."""
    asked = "\n".join(sorted(set(words)))
    run = subprocess.run([HUNSPELL, "-d", DICTIONARY, "-l"], input=asked, capture_output=True, text=True, check=True)
    return set(run.stdout.split())


def allowed_words():
    """Return the listed terms that no Dutch dictionary has."""
    lines = (HERE / "allowed_words.txt").read_text(encoding="utf-8").splitlines()
    return {line.strip() for line in lines if line.strip() and not line.startswith("#")}


def spelled_text(source_id):
    """Return the Dutch that is ours: text, notes, tables and definitions; references and titles stay as they are."""
    parts = [part for part in dossiers()[source_id].parts if "werkenlijst" not in part.kinds]
    own = [text for part in parts for text in (plain_text(part), *part.comparisons)]
    definitions = [f"{term.term} {term.definition}" for term in terms() if term.source_id == source_id]
    return re.sub(
        r"\*[^*]+\*|\"[^\"]+\"|‘[^’]+’|(?<!\w)'[^'\n]{12,}'(?!\w)", " ", URL.sub(" ", "\n".join([*own, *definitions]))
    )


def written_words(source_id):
    """Return the words to check, in small letters; a capital that comes from a word's place makes it no name."""
    text = spelled_text(source_id)
    words = {word for word in WORD.findall(text) if not any(letter.isdigit() for letter in word)}
    names = set(CAPITAL_INSIDE.findall(text))
    first = {word for word in words if word[0].isupper() and not word[1:].isupper() and word not in names}
    return {word for word in words if word[0].islower()} | {word.lower() for word in first & unknown_words(first)}


def english_words():
    """Return the words of the English names in the glossary."""
    return {word.lower() for term in terms() for name in term.english for word in WORD.findall(name)}


@pytest.mark.usefixtures("dictionary")
@pytest.mark.parametrize("source_id", SOURCE_IDS)
def test_spelling(source_id):
    """Every word is in the dictionary, is a compound of words that are, is English in the glossary, or is listed."""
    words = written_words(source_id)
    suspects = (unknown_words(words) & words) - allowed_words() - english_words()
    parts = {piece for word in suspects for cut in range(4, len(word) - 3) for piece in (word[:cut], word[cut:])}
    parts |= {piece for word in suspects for piece in word.split("-")}
    known = frozenset(parts - unknown_words(parts))
    wrong = {word for word in suspects if not split_compound(word, known) and not is_hyphened(word, known)}
    assert not sorted(wrong)


def is_hyphened(word, known):
    """Tell whether a word with hyphens consists of known words, at least two."""
    pieces = word.split("-")
    return len(pieces) > 1 and all(piece in known or piece.lower() in known for piece in pieces if piece)


@pytest.mark.usefixtures("dictionary")
def test_every_allowed_word_is_needed():
    """The list stays short: a word that the dictionary knows, or that no dossier uses, has no place on it."""
    used = {word for source_id in SOURCE_IDS for word in written_words(source_id)}
    assert not sorted(allowed_words() - used)
    assert not sorted(allowed_words() - unknown_words(allowed_words()))
    assert not sorted(allowed_words() & english_words())


@pytest.mark.parametrize("source_id", SOURCE_IDS)
def test_sentences_stand_alone(source_id):
    """Single sentences are quoted: none begins with a word that points to the sentence before it."""
    found = [each for each in standalone_sentences(source_id) if DANGLING.match(each.text)]
    assert not [f"{each.where}: {each.text}" for each in found]


@pytest.mark.parametrize("source_id", SOURCE_IDS)
def test_sentences_are_not_too_long(source_id):
    """One idea a sentence; a listed work is not a sentence."""
    works = {part.line for part in dossiers()[source_id].parts if "werkenlijst" in part.kinds}
    found = [
        each
        for each in standalone_sentences(source_id)
        if len(each.text.split()) > LONGEST_SENTENCE and each.line not in works
    ]
    assert not [f"{each.where}: {each.text}" for each in found]
