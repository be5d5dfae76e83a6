"""Say what a question was about, and ask why, who, an example or more of that."""

import re
from collections.abc import Sequence

from rag.followup_items import last_statement
from rag.followup_leans import DIFFERENCE, ORDINALS, RELATIONAL, names_nothing
from rag.library import Library
from rag.library_wide import ASKED_OF_ALL
from rag.named_sources import without_sources
from rag.text import STOPWORDS, fold, stem, words

# A name of one or more words inside a sentence, with its article.
NAME_RUN = re.compile(
    r"(?:(?<=[a-z0-9,)’' ] )|(?<=\())(?:(?:de|het) )?(?P<name>(?!Tabel|Figuur|Bijlage)[A-Z][\w’'-]+(?: (?:(?:en|&|van|de|den|der|in|in 't) )*[A-Z][\w’'-]+)*)"
)
WHY = re.compile(r"\b(waarom|hoezo|hoe komt)\b")
WHO_SAYS = re.compile(r"\b(wie|bron|vandaan|waar staat)\b")
EXAMPLE = re.compile(r"\bvoorbeeld(en)?\b")
MORE = re.compile(r"\b(meer|verder)\b|^ga (daar|hier)")
EXPLAIN = re.compile(r"\bleg .*uit|bedoel je")
SAME = re.compile(r"\b(hetzelfde|dezelfde|zelfde|ook|mee eens|het eens|anders)\b")
SAYING = frozenset(
    stem(word)
    for word in """zegt zeggen vindt vinden denkt denken noemt noemen stelt stellen schrijft schrijven ziet zien geldt doet
    doen staat eens klopt beweert meent""".split()
)
# What the other sources say of it is asked of all of them.
SOURCES = r"(?:bronnen|teksten|auteurs|schrijvers|boeken|werken)"
THEREON = r"(?:daarover|hierover|erover|daarvan|ervan|daarmee|hiermee)"
OF_OTHERS = re.compile(
    rf"(?:(?:zeggen|vinden|noemen|schrijven|melden|beweren) (?:de |alle )?(?:andere|overige) {SOURCES}"
    rf"(?: (?:dat|dit|het|ook|hetzelfde|daar|er|iets|{THEREON}|over))*"
    rf"|wat (?:zeggen|vinden|schrijven|melden) (?:de |alle )?(?:anderen|(?:andere|overige)(?: {SOURCES})?)(?: {THEREON})?"
    rf"|(?:is iedereen|zijn (?:alle |de )?{SOURCES}|zijn ze) het {THEREON}(?: allemaal)? eens"
    rf"|staat (?:dat|dit) ook (?:in|bij) (?:de )?(?:andere|overige) {SOURCES}|(?:en )?(?:de )?(?:anderen|andere {SOURCES}))"
    r"(?: dan| eigenlijk)?"
)
POINTED_NOUN = re.compile(r"\b(?:die|deze|dat|dit|dezelfde|hetzelfde|zo[’']n|zulke) ([\w-]{3,})", re.IGNORECASE)
BEFORE_NOUN = rf"(?:(?:de|het|een|{ORDINALS}|[\w-]{{3,}}e) )*"
AFTER_NOUN = r"(?: (?:van|bij|volgens|uit) (?:(?:de|het|een) )?[\w-]+(?: (?!is\b|zijn\b)[A-Z][\w-]*)*| \d+)?"
DEFINED = re.compile(
    r"^(?:wat|wie) (?:is|zijn|was|waren|betekent|betekenen) (?:eigenlijk |precies )?(?P<topic>.+)$", re.IGNORECASE
)
ABOUT = re.compile(r"^(?:wat|hoe) \w+ (?P<who>.+?) (?:over|onder|(?-i:van)|tegen) (?P<topic>.+)$", re.IGNORECASE)
# "Welk type netwerk past het best bij ideeën?", answered by "Een open netwerk lijkt …".
WHICH = re.compile(
    r"^welke? (?:(?:type|soort|vorm|soorten|typen|vormen)(?: van)? )?(?P<noun>[\w-]+) (?P<rest>\w+ .+)$", re.IGNORECASE
)
# The subject a sentence starts with: an article, words, and the noun asked for.
SUBJECT = r"^((?:een|de|het) (?:[\w-]+ ){{0,3}}{noun})\b"
HE = re.compile(r"\b(?:hij|hem|(?<=volgens )haar)\b", re.IGNORECASE)
IT = re.compile(r"\bhet\b", re.IGNORECASE)
# "Hoeveel zijn het er?" counts what was listed.
COUNTING = re.compile(r"^hoeveel\b", re.IGNORECASE)


def joined(subject: str, rest: str) -> str:
    """Return a question behind the one that says what it is about."""
    return f"{subject.rstrip('?!. ')}: {rest}"


def topic_of(question: str, library: Library) -> str:
    """Return what a question is about, in its own words: the thing defined, what is said about, else its content words."""
    bare = question.strip().rstrip("?!. ")
    if (match := ABOUT.match(bare)) and mentioned(fold(match["who"]), author_slot(library)):
        return f"{match['topic']} ({match['who']})"
    if (match := ABOUT.match(bare)) and NAME_RUN.search(f"zegt {match['who']}"):
        return match["topic"]
    if match := DEFINED.match(bare):
        topic = re.sub(r"^(?:een|de|het) ", "", match["topic"])
        return re.split(r" volgens ", topic)[0]
    return " ".join(word for word in re.findall(r"[\w’'-]+", bare) if fold(word) not in STOPWORDS)


def about_the_same(rest: str, previous: str, answer: str, library: Library) -> str:
    """Ask why, who, more or for an example about what the last answer says (when it says something) and the last question asked."""
    folded = fold(rest)
    topic = topic_of(previous, library)
    if EXAMPLE.search(folded):
        return f"{rest}: {_content(previous)}?"
    if (MORE.search(folded) or EXPLAIN.search(folded)) and "als" not in words(folded):
        return (
            f"Vertel meer over {topic}?" if topic and len(words(topic)) <= len(words(previous)) // 2 + 1 else previous
        )
    if not (WHY.search(folded) or WHO_SAYS.search(folded)):
        return f"{previous.rstrip('?!. ')}: {rest}?"
    statement = last_statement(answer)
    if WHY.search(folded) and (asked := _why(previous, statement)):
        return asked
    told = {stem(word) for word in words(statement)}
    new = " ".join(w for w in _content(previous).split() if not {stem(p) for p in words(w)} <= told)
    asks = "Wie zegt dat" if re.search(r"\b(bron|vandaan|waar staat)\b", folded) else rest
    said = f"{statement} ({new})" if told and new else new or statement
    return f"{asks}: {said}?"


def of_others(rest: str, previous: str, library: Library) -> str:
    """Return the question to all sources that "zeggen de andere bronnen dat ook" asks; empty when it asks something else."""
    if not OF_OTHERS.fullmatch(fold(rest)):
        return ""
    topic = topic_of(without_sources(previous, library), library)
    return ASKED_OF_ALL.format(subject=topic) if topic else ""


def _content(question: str) -> str:
    return " ".join(word for word in re.findall(r"[\w’'-]+", question) if fold(word) not in STOPWORDS)


def _why(previous: str, statement: str) -> str:
    """Return "waarom past een open netwerk bij …" of "welk netwerk past bij …" and "een open netwerk …"; empty otherwise."""
    asked = WHICH.match(previous.strip().rstrip("?!. "))
    if asked is None:
        return ""
    subject = re.match(SUBJECT.format(noun=re.escape(asked["noun"])), statement, re.IGNORECASE)
    if subject is None:
        return ""
    verb, _, rest = asked["rest"].partition(" ")
    said = subject.group(1)
    return f"Waarom {verb} {said[0].lower()}{said[1:]} {rest}?"


def compare(rest: str, previous: str, library: Library) -> str:
    """Return the comparison that "zegt het essay hetzelfde?" or "wat is het verschil met X?" asks for; empty when it asks none."""
    if difference := DIFFERENCE.match(rest[0].lower() + rest[1:]):
        return f"Wat is het verschil tussen {topic_of(previous, library)} en {difference['other']}?"
    new, old = (mentioned(fold(text), author_slot(library)) for text in (rest, previous))
    if not new or not old or fold(new) == fold(old) or not SAME.search(fold(rest)):
        return ""
    own = {stem(word) for word in words(SAME.sub(" ", fold(rest)).replace(fold(new), " ")) if word not in STOPWORDS}
    if own - SAYING - {stem(word) for word in words(previous)}:
        return ""  # "heeft Boonstra daar ook een faalfactor over?" asks for something of its own
    asked = re.sub(
        rf"\b(volgens|bij|van|in|door)? ?(het |de )?{re.escape(old)}\b", " ", previous, count=1, flags=re.IGNORECASE
    )
    topic = re.sub(r"\s+", " ", asked).strip(" ?.!")
    return f"Vergelijk {as_written(new, rest)} met {as_written(old, previous)}: {topic}?"


def name_pointed(rest: str, previous: str) -> str:
    """Put the phrase of the last question in the place of "die fase", "dat netwerk"."""
    for match in POINTED_NOUN.finditer(rest):
        noun = stem(fold(match.group(1)))
        same = next((w for w in re.findall(r"[\w’'-]+", previous) if stem(fold(w)) == noun), None)
        if same is None:
            continue
        phrase = re.search(rf"\b{BEFORE_NOUN}{re.escape(same)}\b{AFTER_NOUN}", previous)
        if phrase and fold(phrase.group()).strip() != fold(same):
            return re.sub(r"\bdan ", "", rest.replace(match.group(), phrase.group().strip(), 1))
    return rest


def name_subject(rest: str, previous: str, entity: str, library: Library) -> str:
    """Put the person or thing the talk is about in the place of "hij" or "het", or behind "de tegenpool"; else `rest`."""
    names = [match["name"] for match in NAME_RUN.finditer(previous)]
    if HE.search(rest) and names:
        return HE.sub(names[-1], rest, count=1)
    if relational := RELATIONAL.search(rest):
        about = topic_of(previous, library)
        return f"{rest[: relational.end()]} van {about}{rest[relational.end() :]}" if about else rest
    if entity and names_nothing(fold(rest)) and not COUNTING.match(rest):
        return IT.sub(entity, rest, count=1)
    return rest


def with_source(question: str, previous: str, library: Library) -> str:
    """Add the source that the last question named, unless this one names a source itself."""
    authors = author_slot(library)
    if mentioned(fold(question), authors):
        return f"{question}?"
    source = mentioned(fold(previous), authors)
    return f"{question} ({as_written(source, previous)})?" if source else f"{question}?"


def with_name(question: str, previous: str, library: Library) -> str:
    """Add the source, or else the person, that the last question named: who listed what is asked about."""
    sourced = with_source(question, previous, library)
    names = [match["name"] for match in NAME_RUN.finditer(previous)]
    alone = sourced == f"{question}?" and not mentioned(fold(question), author_slot(library))
    return f"{question} ({names[-1]})?" if alone and names and fold(names[-1]) not in fold(question) else sourced


def author_slot(library: Library) -> tuple[str, ...]:
    """Return the folded names of all sources."""
    return tuple(fold(name) for source in library.sources for name in sorted(source.names, key=len, reverse=True))


def mentioned(folded: str, slot: Sequence[str]) -> str:
    """Return the longest member of `slot` that stands in the folded text."""
    found = [member for member in slot if re.search(rf"(?<!\w){re.escape(member)}(?!\w)", folded)]
    return max(found, key=len, default="")


def as_written(name: str, text: str) -> str:
    """Return a folded name as `text` writes it."""
    match = re.search(re.escape(name), text, re.IGNORECASE)
    return match.group() if match else name
