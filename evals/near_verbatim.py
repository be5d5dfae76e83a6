"""Make sentences that stay close to a passage, true and falsified, as a language model that copies writes them.

The labelled pairs are freely worded; a model mostly copies. These pairs are made by rule from the passages of the dev
sections, so that a copied sentence with one thing changed is not taken for a copy. They are only fitted on.
"""

import random
import re
import tomllib
from collections.abc import Iterator, Sequence
from importlib.resources import files

from evals.pairs import Pair
from rag.check_general import FILE
from rag.records import Passage
from rag.text import fold, sentences

SEED = 7
PER_PASSAGE = 1
MIN_WORDS, MAX_WORDS = 6, 30
MIN_LETTERS = 5
VERB = re.compile(r"\b(?:is|zijn|kan|kunnen|wordt|worden|heeft|hebben|gaat|komt|maakt|geeft|helpt|draagt)\b")
REPORTED = re.compile(
    r" (?:volgens|aldus) [A-Z][^,.;]*?(?= (?:een|de|het|is|zijn|wordt|kan|vaak|vooral|in|ook|niet)\b)"
)
OPENINGS = ("Kort gezegd: ", "Ook geldt: ", "Verder geldt: ", "In de praktijk geldt: ", "Met andere woorden: ")
SAME = (
    (" ook ", " eveneens "), (" vaak ", " dikwijls "), (" partijen ", " deelnemers "), ("Partners ", "Deelnemers "),
    (" organisaties ", " instellingen "), (" vooral ", " met name "), (" nodig", " vereist"),
    (" helpt ", " draagt bij "), (" belangrijk ", " van belang "), (" lastig", " moeilijk"), (" snel ", " vlug "),
    (" bedrijven ", " ondernemingen "),
)  # fmt: skip
STRONGER = ((" kan ", " moet altijd "), (" kunnen ", " zullen altijd "), (" vaak ", " altijd "), (" soms ", " steeds "))
ADDED = (
    ", waardoor de kosten verdubbelen", ", vooral in de zorg", ", zo blijkt uit onderzoek bij banken",
    " en dat kost veel tijd", ", omdat de wet dat eist", ", behalve bij familiebedrijven", " en dat vergroot de winst",
    ", zeker in grote steden", ", mits een jurist meekijkt", " binnen drie maanden", ", wat de overheid betaalt",
    ", net als in het onderwijs", ", zolang de markt groeit", " dankzij nieuwe software", ", maar alleen in Nederland",
    " en leidt tot ontslagen", ", al zijn burgers daar boos over", " met hulp van een externe adviseur",
    ", wat vooral jongeren aanspreekt", ", ook als de rente stijgt", " en bespaart belasting", ", volgens een enquête",
    ", tenzij de vakbond bezwaar maakt", " voor het einde van het jaar",
)  # fmt: skip


def near_pairs(pairs: Sequence[Pair]) -> list[Pair]:
    """Return true and falsified sentences close to the passages that `pairs` cite; the same pairs give the same."""
    draw = random.Random(SEED)
    against = opposites()
    passages = {p.id: p for pair in pairs for p in pair.passages if p.table is None}
    found: list[Pair] = []
    for passage in passages.values():
        lines = [s for line in passage.text.split("\n") for s in sentences(line)]
        lines = [line for line in lines if MIN_WORDS <= len(line.split()) <= MAX_WORDS and line.endswith(".")]
        for line in draw.sample(lines, min(PER_PASSAGE, len(lines))):
            made = [(text, True, "near") for text in _true_forms(line, lines, draw)]
            made += [(text, False, kind) for kind, text in _false_forms(line, against, draw)]
            start = len(found)
            found += [_pair(start + n, *item, passage) for n, item in enumerate(made)]
    return found


def _pair(number: int, claim: str, supported: bool, kind: str, passage: Passage) -> Pair:
    return Pair(f"n{number:04d}", claim, (passage,), supported, kind, "near")


def _true_forms(line: str, lines: Sequence[str], draw: random.Random) -> Iterator[str]:
    yield draw.choice(OPENINGS) + line[0].lower() + line[1:]
    if REPORTED.search(line):
        yield REPORTED.sub("", line)
    if same := [line.replace(old, new, 1) for old, new in SAME if old in line]:
        yield draw.choice(same)
    if (other := draw.choice(lines)) != line:
        yield f"{line[:-1]}; {other[0].lower()}{other[1:]}"


def _false_forms(line: str, against: dict[str, list[str]], draw: random.Random) -> Iterator[tuple[str, str]]:
    verb = VERB.search(line)
    if " niet " in line:
        yield "negation", line.replace(" niet ", " ", 1)
    elif " geen " in line:
        yield "negation", line.replace(" geen ", " een ", 1)
    elif verb:
        yield "negation", f"{line[: verb.end()]} niet{line[verb.end() :]}"
    words = [w for w in re.finditer(r"[a-zà-ÿ]+", line) if len(w.group()) >= MIN_LETTERS and fold(w.group()) in against]
    if words:
        word = draw.choice(words)
        yield "antonym", line[: word.start()] + draw.choice(against[fold(word.group())]) + line[word.end() :]
    for old, new in STRONGER:
        if old in line:
            yield "strength", line.replace(old, new, 1)
            break
    for added in draw.sample(ADDED, 2):
        yield "addition", f"{line[:-1]}{added}."


def opposites() -> dict[str, list[str]]:
    """Return single words with the single words that stand on the other side of a scale."""
    data = tomllib.loads(files("rag").joinpath("data", FILE).read_text(encoding="utf-8"))
    found: dict[str, list[str]] = {}
    for plus, minus in data["axes"]:
        sides = [[w.strip() for w in side.split(",") if " " not in w.strip()] for side in (plus, minus)]
        for own, other in (sides, sides[::-1]):
            for word in own:
                found.setdefault(fold(word), []).extend(other)
    return {word: others for word, others in found.items() if others}
