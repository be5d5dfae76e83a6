"""Make a follow-up question self-contained, by rules, from the conversation so far."""

import re
from collections.abc import Sequence

from rag.library import Library
from rag.phrases import NOT_FOUND
from rag.records import Turn
from rag.text import STOPWORDS, fold, sentences, stem, words
from rag.vocabulary import Vocabulary

ORDINALS = "laatste|laatstgenoemde|eerste|eerstgenoemde|tweede|derde|vierde|vijfde|zesde"
PLACES = {
    "eerste": 0,
    "eerstgenoemde": 0,
    "tweede": 1,
    "derde": 2,
    "vierde": 3,
    "vijfde": 4,
    "zesde": 5,
    "laatste": -1,
    "laatstgenoemde": -1,
}
COUNTS = {"twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8}
# An item is a short name: what comes before a colon, or at most this many words.
MAX_ITEM_WORDS = 9
CITATION = re.compile(r"\s*\[\d+\]")
NOTE = re.compile(r"^\*[^*].*\*$|^#+ |^\*\*.*\*\*$")
LIST_LINE = re.compile(r"^\s*(?:[-*•]|\d+[.)])\s+(.+)$")
TABLE_LINE = re.compile(r"^\|\s*(?![-: |]+\|?$)([^|]+)\|")
INTRODUCTION = re.compile(
    r"^.*?(?:\bwaaronder|\bnamelijk|\bte weten|\bzoals|:|\bzijn:?|\bonderscheidt|\bnoemt)\s+", re.IGNORECASE
)
# What follows an ordinal that stands on its own: nothing, a small word, or one of these verbs.
ONE = re.compile(
    rf"\b(?:die|de|dat|het|deze|dit|allerlaatste) ({ORDINALS})(?: (punt|stap|vorm|type|soort|rol|factor|groep|item))?\b(?! fase| jaar| tabel)",
    re.IGNORECASE,
)
SEVERAL = re.compile(
    rf"\b(?:(?:elk|ieder|alle|één|een) van )?(?:die|deze|de) ({'|'.join(COUNTS)})\b(?= |$)|\bbeide(?!n? partijen)n?\b",
    re.IGNORECASE,
)
# A question with at most this many content words that leans on what went before is a follow-up.
MAX_FOLLOW_UP_WORDS = 6
# A follow-up with at least this many words of its own asks something new about what was named before.
MIN_OWN_WORDS = 2
# Turns further back than this no longer say what a question is about.
MAX_TURNS = 12
OPENING = re.compile(r"^(?:(?:en|maar|ok[eé]?|oké|dus|and|und|et)\b[ ,]*)+", re.IGNORECASE)
# Words that stand for something said before, wherever they are.
POINTING = re.compile(
    r"\b(daarvan|daarover|daarbij|daarin|daaraan|daarmee|daarvoor|daartegen|daaruit|hiervan|hierover|hierbij|hiermee|hierin|hiertegen|ervan|erover|"
    r"deze|dit|zulke|dezelfde|hetzelfde|zelfde|nog meer|beide|dan|andere)\b"
)
# Words that also join clauses or point inside the sentence: they lean on history when nothing before them can be meant.
DEMONSTRATIVE = re.compile(r"\b(die|dat)\b")
PRONOUN = re.compile(r"\b(ze|zij|hij|hem|hun|haar)\b")
SUBORDINATE = frozenset("als dat omdat terwijl wanneer zodat doordat die hoe of".split())
CONJUNCTION = re.compile(
    r"\b(zorg\w*|voorkom\w*|wil\w*|zodat|zeker|weet|merk\w*|zie|vind\w*|denk\w*) (\w+ ){0,2}dat\b|\bdan\b(?= (een|de|het|alleen|ooit)\b)|\b(meer|minder|beter|anders|groter|kleiner|eerder|liever) dan\b"
)
ALSO = re.compile(r"^(geldt|is|doet|zegt|kan|noemt|vindt|staat|heeft|speelt|werkt)\b.*\b(ook|hetzelfde)\b")
BARE = re.compile(
    r"^(?:(?:en )?(?:leg (?:dat |dit |het )?(?:eens |nader )?uit|waarom(?: dan| niet| wel| is dat(?: zo)?)?|hoezo|hoe dan|hoe komt dat|hoe werkt dat|"
    r"(?:geef|noem|heb je|is er)(?: eens| mij| me| daar| nog)* (?:een|wat|nog een|enkele)? ?(?:ander )?voorbeeld(?:en)?(?: van| daarvan| hiervan)?|een voorbeeld|"
    r"vertel (?:er )?meer(?: .*)?|meer|en verder|wat nog meer|wie zegt (?:dat|dit)|wie (?:vindt|beweert|schrijft) (?:dat|dit)|"
    r"van wie is dat|wie heeft dat (?:gezegd|bedacht|onderzocht)|wie dan))$"
)
WHY = re.compile(r"\b(waarom|hoezo|hoe komt)\b")
WHO_SAYS = re.compile(r"\b(wie)\b")
EXAMPLE = re.compile(r"\bvoorbeeld(en)?\b")
# "En wat is een joint venture?", "En wat zegt TNO over vertrouwen?": complete questions behind a joining word.
COMPLETE = re.compile(
    r"^wat (?:is|zijn|betekent|betekenen)(?: een)? (?!de\b|het\b)\w+|\bover (?!die\b|dat\b|deze\b|dit\b)\w+"
)
# Choosing between what was named: "welke levert het meeste op?"
CHOOSING = re.compile(
    r"^welke? (?:van (?:de|die|beide) \w+ )?(?:is|zijn|levert|leveren|past|werkt|kost|geeft|heeft|komt) (?:\w+ )?(?:het|de|meer|beter|minder|best)\b|"
    r"^wat (?:is|werkt) (?:dan )?(?:beter|slimmer|het beste)$"
)
SAME = re.compile(r"\b(hetzelfde|dezelfde|zelfde|ook|mee eens|het eens|anders)\b")
POINTED_NOUN = re.compile(r"\b(?:die|deze|dat|dit|dezelfde|hetzelfde) ([\w-]{3,})", re.IGNORECASE)
BEFORE_NOUN = r"(?:(?:de|het|een|{ordinals}|[\w-]{{3,}}e) )*"
AFTER_NOUN = r"(?: (?:van|bij|volgens|uit) (?:(?:de|het|een) )?[\w-]+(?: (?!is\b|zijn\b)[A-Z][\w-]*)*| \d+)?"
LEANING = frozenset("hetzelfde dezelfde zelfde dan daar fase zegt nog verder meer doet deed".split())
TABLE_LABEL = re.compile(r"\b(tabel|figuur|bijlage) ?([0-9]{1,2}|[a-d])\b")
COLUMNS = re.compile(r"\b(kolom|rij|domein|categorie) [\w-]+")
# Words of one slot: what the new question names of a slot replaces what the old one named of it.
SLOTS: tuple[tuple[str, ...], ...] = (
    ("bedrijfskunde", "organisatiekunde", "bestuurskunde", "sociale wetenschappen", "bedrijfskundig", "organisatiekundig",
     "bestuurskundig", "sociaalwetenschappelijk", "bedrijfskundige", "organisatiekundige", "bestuurskundige", "sociaalwetenschappelijke"),
    ("formatiefase", "managementfase", "evaluatiefase", "alliantieformatie", "alliantiemanagement", "alliantie-evaluatie", "formatie",
     "management", "evaluatie", "fase 1", "fase 2", "fase 3", "eerste fase", "tweede fase", "derde fase", "laatste fase", "startfase",
     "ontwikkelfase", "productieve fase", "verkennen", "delen", "overeenkomen", "vormgeven", "uitvoeren"),
    ("faalfactoren", "succesvoorwaarden", "succesfactoren", "valkuilen", "faalfactor", "succesvoorwaarde", "succesfactor", "valkuil",
     "voordelen", "nadelen", "risico's", "kansen"),
    ("positieve", "negatieve"),
    ("contractuele arrangementen", "contractueel", "partnerschap", "partnership"),
    ("strategische fit", "culturele fit", "organisatorische fit", "operationele fit"),
    ("pps", "pns", "pus", "publiek-private samenwerking", "publiek-ngo samenwerking", "publiek-publieke samenwerking"),
    ("open netwerk", "open netwerken", "gesloten netwerk", "gesloten netwerken"),
)  # fmt: skip


def make_standalone(question: str, history: Sequence[Turn], library: Library, vocabulary: Vocabulary) -> str:
    """Return `question` so that it can be understood without `history`; unchanged when it already can."""
    previous, answer = "", ""
    for turn in history[-MAX_TURNS:]:
        if turn.role == "user":
            previous, answer = resolve(turn.content, previous, answer, library), ""
        else:
            answer = turn.content
    return resolve(question, previous, answer, library)


def resolve(question: str, previous: str, answer: str, library: Library) -> str:
    """Return `question` on its own, given the self-contained question before it and the answer to that."""
    if not previous or not leans_on_history(question):
        return question
    rest = OPENING.sub("", question.strip()).strip().rstrip("?!. ") or question.strip().rstrip("?!. ")
    named = _name_items(rest, previous, answer)
    if named != rest:
        return _with_source(named, previous, library)
    if BARE.match(fold(rest)):
        return _about_the_same(rest, previous, _last_statement(answer), library)
    if compared := _compare(rest, previous, library):
        return compared
    named = _name_pointed(rest, previous)
    if named != rest:
        return _with_source(named, previous, library)
    return _merge(rest, previous, library)


def leans_on_history(question: str) -> bool:
    """Tell whether a question cannot be understood without what went before."""
    folded = fold(question).strip(" ?.!")
    content = [word for word in words(question) if word not in STOPWORDS]
    if len(content) > MAX_FOLLOW_UP_WORDS:
        return False
    rest = OPENING.sub("", folded)
    if BARE.match(rest) or ALSO.match(rest) or CHOOSING.match(rest) or _points(rest):
        return True
    return rest != folded and not COMPLETE.search(rest)


def _points(folded: str) -> bool:
    """Tell whether a word of the question stands for something outside it."""
    bare = CONJUNCTION.sub(" ", folded)
    if POINTING.search(bare) or re.search(rf"\b(die|de|dat|het) ({ORDINALS})(?=$| (?!\w{{3,}}))", bare):
        return True
    for match in DEMONSTRATIVE.finditer(bare):
        before, after = bare[: match.start()].split(), bare[match.end() :].split()
        # A noun right before makes it a relative pronoun: "een alliantie die net start".
        if not after or not before or before[-1] in STOPWORDS:
            return True
    pronoun = PRONOUN.search(bare)
    if not pronoun:
        return False
    before = words(bare[: pronoun.start()])
    meant = [word for word in before if word not in STOPWORDS]
    return not meant or (len(meant) == 1 and before[-1] not in SUBORDINATE)


def _about_the_same(rest: str, previous: str, statement: str, library: Library) -> str:
    """Ask why, who or for an example about what the last answer says (when it says something) and the last question asked."""
    folded = fold(rest)
    if not (WHY.search(folded) or WHO_SAYS.search(folded) or EXAMPLE.search(folded)):
        return f"{previous.rstrip('?!. ')}: {rest}?"
    told = {stem(word) for word in words(statement)} if not EXAMPLE.search(folded) else set()
    asked = re.findall(r"[\w’'-]+", previous)
    topic = " ".join(w for w in asked if fold(w) not in STOPWORDS and not {stem(p) for p in words(w)} <= told)
    said = f"{statement} ({topic})" if told and topic else topic or statement
    return f"{rest}: {said}?"


def _compare(rest: str, previous: str, library: Library) -> str:
    """Return the comparison of two sources that "zegt het essay hetzelfde?" asks for; empty when it asks none."""
    new, old = (_mentioned(fold(text), _author_slot(library)) for text in (rest, previous))
    if not new or not old or fold(new) == fold(old) or not SAME.search(fold(rest)):
        return ""
    asked = re.sub(
        rf"\b(volgens|bij|van|in|door)? ?(het |de )?{re.escape(old)}\b", " ", previous, count=1, flags=re.IGNORECASE
    )
    topic = re.sub(r"\s+", " ", asked).strip(" ?.!")
    return f"Vergelijk {_as_written(new, rest)} met {_as_written(old, previous)}: {topic}?"


def _name_pointed(rest: str, previous: str) -> str:
    """Put the phrase of the last question in the place of "die fase", "dat netwerk"."""
    for match in POINTED_NOUN.finditer(rest):
        noun = stem(fold(match.group(1)))
        same = next((w for w in re.findall(r"[\w’'-]+", previous) if stem(fold(w)) == noun), None)
        if same is None:
            continue
        before = BEFORE_NOUN.format(ordinals=ORDINALS)
        phrase = re.search(rf"\b{before}{re.escape(same)}\b{AFTER_NOUN}", previous)
        if phrase and fold(phrase.group()).strip() != fold(same):
            return re.sub(r"\bdan ", "", rest.replace(match.group(), phrase.group().strip(), 1))
    return rest


def _merge(rest: str, previous: str, library: Library) -> str:
    """Put what `rest` names into `previous`: same slot replaced, other words added."""
    merged, folded = previous, fold(rest)
    replaced = False
    for slot in (*SLOTS, _author_slot(library)):
        new = _mentioned(folded, slot)
        old = _mentioned(fold(merged), slot)
        if new and old and fold(new) != fold(old):
            merged = re.sub(
                rf"(?<!\w){re.escape(old)}(?!\w)", _as_written(new, rest), merged, count=1, flags=re.IGNORECASE
            )
            replaced = True
    for label in (TABLE_LABEL, COLUMNS):
        if (new_label := label.search(folded)) and label.search(fold(merged)):
            merged = re.sub(label.pattern, new_label.group(), merged, count=1, flags=re.IGNORECASE)
            replaced = True
    merged, narrowed = _narrow(rest, merged)
    known = {stem(word) for word in words(merged)}
    added = [word for word in words(rest) if word not in STOPWORDS | LEANING and stem(word) not in known]
    if (replaced or narrowed) and not added:
        return merged
    if re.search(r"\bandere?\b", folded) and len(added) >= MIN_OWN_WORDS:
        return _with_source(rest, previous, library)  # another one than was named before
    carried = _entities(previous, library)
    if CHOOSING.match(folded) and _asked_items(previous):
        return f"{previous.rstrip('?!. ')}: {rest}?"
    if len(added) >= MIN_OWN_WORDS and carried:
        return f"{rest} ({', '.join(carried)})?"
    return f"{merged.rstrip('?!. ')}: {rest}?"


def _narrow(rest: str, previous: str) -> tuple[str, bool]:
    """Put "intersectorale allianties" in the place of "een alliantie": the same noun with a word before it."""
    spoken = re.findall(r"[\w’'-]+", rest)
    for first, noun in zip(spoken, spoken[1:], strict=False):
        if fold(first) in STOPWORDS | LEANING or fold(noun) in STOPWORDS or not fold(first).endswith("e"):
            continue
        for match in re.finditer(r"(?:\been )?\b([\w’'-]+)", previous):
            if stem(fold(match.group(1))) == stem(fold(noun)) and fold(first) not in fold(previous):
                return f"{previous[: match.start()]}{first} {noun}{previous[match.end() :]}", True
    return previous, False


def _with_source(question: str, previous: str, library: Library) -> str:
    """Add the source that the last question named, unless this one names a source itself."""
    authors = _author_slot(library)
    source = _mentioned(fold(previous), authors)
    if not source or _mentioned(fold(question), authors):
        return f"{question}?"
    return f"{question} ({_as_written(source, previous)})?"


def _entities(text: str, library: Library) -> list[str]:
    """Return what a question names: sources, phases, disciplines, tables and people."""
    folded = fold(text)
    found = [_mentioned(folded, slot) for slot in (*SLOTS, _author_slot(library))]
    found += [" ".join(match) for match in TABLE_LABEL.findall(folded)]
    found += re.findall(r"(?<=[a-z,] )[A-Z][\w’'-]+(?: (?:(?:en|&|van|de|den|der|in) )?[A-Z][\w’'-]+)*", text)
    unique = dict.fromkeys(name for name in found if name)
    return [name for name in unique if not any(name != other and fold(name) in fold(other) for other in unique)]


def _author_slot(library: Library) -> tuple[str, ...]:
    return tuple(fold(name) for source in library.sources for name in sorted(source.names, key=len, reverse=True))


def _mentioned(folded: str, slot: Sequence[str]) -> str:
    """Return the longest member of `slot` that stands in the folded text."""
    found = [member for member in slot if re.search(rf"(?<!\w){re.escape(member)}(?!\w)", folded)]
    return max(found, key=len, default="")


def _as_written(name: str, text: str) -> str:
    """Return a folded name as `text` writes it."""
    match = re.search(re.escape(name), text, re.IGNORECASE)
    return match.group() if match else name


def _name_items(question: str, previous: str, answer: str) -> str:
    """Return `question` with the names of what "die laatste", "die drie" or "beide" stand for; unchanged when unknown."""
    items = _listed_items(answer) or _asked_items(previous)
    if len(items) < 2:
        return question
    one = ONE.search(question)
    if one and _stands_alone(question[one.end() :]):
        place = PLACES[fold(one.group(1))]
        if -len(items) <= place < len(items):
            return question.replace(one.group(), items[place], 1)
    several = SEVERAL.search(question)
    if several:
        count = COUNTS[fold(several.group(1))] if several.group(1) else 2
        if count == len(items):
            return question.replace(several.group(), f"{', '.join(items[:-1])} en {items[-1]}", 1)
    return question


def _listed_items(answer: str) -> list[str]:
    """Return the names that an answer lists, as points, as rows of a table or in one sentence; none without a list."""
    if _is_refusal(answer):
        return []
    lines = _plain_lines(answer)
    points = [match.group(1) for line in lines if (match := LIST_LINE.match(line))]
    rows = [match.group(1).strip() for line in lines if (match := TABLE_LINE.match(line))][1:]
    if len(points) > 1 or len(rows) > 1:
        return [_short(item) for item in (points if len(points) > 1 else list(dict.fromkeys(rows)))]
    said = sentences(" ".join(lines))
    return next((items for sentence in said if len(items := _enumerated(sentence)) > 1), [])


def _asked_items(question: str) -> list[str]:
    """Return the two things that a question names side by side: "contract of partnerschap?"; none otherwise."""
    match = re.search(r"([\w’'-]+) (?:of|en|versus) ((?:een |de |het )?[\w’'-]+)", question)
    pair = [match.group(1), re.sub(r"^(een|de|het) ", "", match.group(2))] if match else []
    return pair if all(fold(word) not in STOPWORDS for word in pair) else []


def _last_statement(answer: str) -> str:
    """Return the first sentence of an answer, without marks; empty when it is a refusal or a table."""
    if _is_refusal(answer):
        return ""
    said = sentences(" ".join(line for line in _plain_lines(answer) if not line.startswith("|")))
    return said[0].strip(" .!?") if said else ""


def _is_refusal(answer: str) -> bool:
    """Tell whether an answer says that the library does not answer."""
    return NOT_FOUND in answer


def _plain_lines(answer: str) -> list[str]:
    lines = [CITATION.sub("", line).strip() for line in answer.split("\n")]
    return [line for line in lines if line and not NOTE.match(line)]


def _enumerated(sentence: str) -> list[str]:
    """Return the parts of "a, b en c"; none when they are not short and alike."""
    bare = INTRODUCTION.sub("", sentence.strip(" .!?"))
    parts = [part.strip() for part in re.split(r", (?:en )?| en (?=[^,]*$)| of (?=[^,]*$)", bare) if part.strip()]
    short = all(len(part.split()) <= MAX_ITEM_WORDS // 2 + 1 for part in parts)
    return parts if short and len(parts) > 2 else []


def _short(item: str) -> str:
    """Return the name an item starts with."""
    bare = re.sub(r"\*\*|[;.,]$", "", item).strip()
    head = bare.split(":")[0]
    kept = head if len(head.split()) <= MAX_ITEM_WORDS else " ".join(bare.split()[:MAX_ITEM_WORDS])
    return kept.strip(" ;.,")


def _stands_alone(after: str) -> bool:
    """Tell whether no noun follows the ordinal, so that it stands for a thing by itself."""
    following = words(after)
    return not following or following[0] in STOPWORDS or following[0].endswith("t")
