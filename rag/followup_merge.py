"""Put what a short follow-up names in the place of its counterpart in the question before it."""

import re
from collections.abc import Sequence

from rag.followup_topic import NAME_RUN, as_written, author_slot, joined, mentioned, topic_of, with_source
from rag.library import Library
from rag.people import find_people
from rag.text import STOPWORDS, fold, stem, words
from rag.vocabulary import Vocabulary

# A follow-up with at least this many words of its own asks something new about what was named before.
MIN_OWN_WORDS = 2
LEANING = frozenset("hetzelfde dezelfde zelfde dan daar fase zegt nog verder meer doet deed geldt toch klopt".split())
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
     "voordelen", "nadelen", "voordeel", "nadeel", "risico's", "kansen"),
    ("positieve", "negatieve"),
    ("formele", "informele"),
    ("interne", "externe"),
    ("open", "gesloten"),
    ("contractuele arrangementen", "contractueel", "partnerschap", "partnership"),
    ("strategische", "culturele", "organisatorische", "operationele"),
    ("controlbenadering", "trustbenadering"),
    ("pps", "pns", "pus", "publiek-private samenwerking", "publiek-ngo samenwerking", "publiek-publieke samenwerking"),
    ("markt", "overheid"),
)  # fmt: skip
KINDS = SLOTS[2]
# "Wat voegt Williamson toe?", "En hoe denkt TNO daarover?": what someone says about the same.
OPINION = re.compile(
    r"^(?:hoe|wat) (?:denkt|denken|zegt|zeggen|vindt|vinden|schrijft|schrijven|voegt|voegen|stelt|kijkt|kijken|ziet|zien|doet) "
    r"(?P<who>(?:de |het |een )?[\w’' &-]+?)(?: (?:daarover|hierover|erover|ervan|daarvan|hiervan|toe|daar tegenaan|daar tegen aan|daaraan toe|daarnaar|dat|dit|daar|daar van|hierbij|daarbij|over (?:dat laatste|die laatste|dat|die|deze|dit)))+$",
    re.IGNORECASE,
)
# "Hoe omschrijft TNO het?"
DEFINES = re.compile(
    r"^hoe (?P<verb>omschrijft|omschrijven|definieert|definiëren|noemt|noemen|beschrijft|beschrijven) "
    r"(?P<who>(?:de |het )?[\w’' &-]+?) (?:het|dit|dat|zoiets|die|ze|deze)(?: dan| eigenlijk| zelf)*$",
    re.IGNORECASE,
)
PLACE = r"(?:in|bij|voor|van|tussen|met|op|tijdens|over|aan|naar|volgens)"
# "In het onderwijs", "die over kennis".
PHRASE = re.compile(rf"^(?:die )?(({PLACE}) .+)$", re.IGNORECASE)
CLAUSE = re.compile(
    r"^(?:wat|wie|waar\w*|wanneer|welke?|hoe\w*|is|zijn|heeft|hebben|kan|kun|doet|geldt|zegt|noem|geef|leg|vertel|zet|als|moet|mag|wil|gaat|werkt|dat)\b"
)


def merge(rest: str, previous: str, subject: str, library: Library, vocabulary: Vocabulary) -> str:
    """Put what `rest` names into `previous`: same slot replaced; else behind `subject`, the last whole question."""
    if said := _opinion(rest, previous, subject, library, vocabulary):
        return said
    merged, replaced = _replace_slots(rest, previous, library)
    if not replaced and not CLAUSE.match(fold(rest)):
        merged, replaced = _replace_name(rest, merged, library, vocabulary)
        if not replaced:
            merged, replaced = _replace_phrase(rest, merged)
    merged, narrowed = _narrow(rest, merged)
    known = {stem(word) for word in words(merged)}
    added = [word for word in words(rest) if word not in STOPWORDS | LEANING and stem(word) not in known]
    if (replaced or narrowed) and not added:
        return merged
    folded = fold(rest)
    if re.search(r"\bandere?\b", folded) and len(added) >= MIN_OWN_WORDS:
        return with_source(rest, previous, library)  # another one than was named before
    own_kind = mentioned(folded, KINDS) and not mentioned(fold(previous), KINDS) and CLAUSE.match(folded)
    if own_kind or len(added) >= MIN_OWN_WORDS:
        # A table of another kind of thing is not where the new question is answered.
        carried = entities(TABLE_LABEL.sub(" ", previous.lower()) if own_kind else previous, library)
        named = {slot for slot in SLOTS if mentioned(folded, slot)}
        carried = [name for name in carried if not any(fold(name) in slot for slot in named)]
        if carried and not _only_sources(carried, library):
            return f"{rest} ({', '.join(carried)})?"
    return f"{joined(merged if merged != previous else subject, rest)}?"


def _opinion(rest: str, previous: str, subject: str, library: Library, vocabulary: Vocabulary) -> str:
    """Return what "wat voegt X toe?" or "hoe omschrijft X het?" asks of `subject`; empty for other questions."""
    match = OPINION.match(rest) or DEFINES.match(rest)
    if match is None:
        return ""
    who = match["who"]
    named = mentioned(fold(who), author_slot(library)) or who[0].isupper() or set(words(who)) & set(vocabulary.names)
    last = re.search(r"^.*: (?:over )?([^:?]+)\??$", previous) if re.search(r"\blaatste$", rest) else None
    topic = last[1] if last else re.sub(r" \(.*\)$", "", topic_of(subject, library))
    if not (named and topic):
        return ""
    return f"Hoe {match['verb']} {who} {topic}?" if match.re is DEFINES else f"Wat zegt {who} over {topic}?"


def _replace_slots(rest: str, previous: str, library: Library) -> tuple[str, bool]:
    merged, folded, replaced = previous, fold(rest), False
    for slot in (*SLOTS, author_slot(library)):
        new = mentioned(folded, slot)
        old = mentioned(fold(merged), slot)
        if new and old and fold(new) != fold(old):
            pattern = rf"(?<!\w){re.escape(old)}(?!\w)"
            merged = re.sub(pattern, as_written(new, rest), merged, count=1, flags=re.IGNORECASE)
            replaced = True
    for label in (TABLE_LABEL, COLUMNS):
        if (new_label := label.search(folded)) and label.search(fold(merged)):
            merged = re.sub(label.pattern, new_label.group(), merged, count=1, flags=re.IGNORECASE)
            replaced = True
    return merged, replaced


def _replace_name(rest: str, previous: str, library: Library, vocabulary: Vocabulary) -> tuple[str, bool]:
    """Put the name that `rest` is in the place of the last name in `previous`: "En Covey?", "en de HSL-Zuid?"."""
    bare = re.sub(rf"^(?:{PLACE} )?(?=\w)", "", rest, flags=re.IGNORECASE)
    content = [word for word in words(bare) if word not in STOPWORDS]
    written = NAME_RUN.fullmatch(f"en {bare}", 3) is not None
    if not content or not (written or all(word in vocabulary.names for word in content)):
        return previous, False
    names = list(NAME_RUN.finditer(previous.split("(")[0]))
    people = [name for name in names if not mentioned(fold(name["name"]), author_slot(library))]
    if not names:
        return previous, False
    old = (people or names)[-1]
    return f"{previous[: old.start()]}{bare}{previous[old.end() :]}", True


def _replace_phrase(rest: str, previous: str) -> tuple[str, bool]:
    """Put "in het onderwijs" in the place of "in de zorg": the last phrase with the same word before it."""
    phrase = PHRASE.match(rest)
    if phrase is None:
        return previous, False
    named, word = phrase.groups()
    end = rf"(?: (?:de|het|een|onze|ons|hun|deze|die))?(?: (?!{PLACE}\b|en\b|of\b)[\w’'-]+){{1,3}}?(?=$|[?.,!(]| {PLACE}\b| en\b)"
    found = list(re.finditer(rf"\b{word}\b{end}", previous, re.IGNORECASE))
    if not found:
        return previous, False
    return f"{previous[: found[-1].start()]}{named}{previous[found[-1].end() :]}", True


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


def _only_sources(names: Sequence[str], library: Library) -> bool:
    """Tell whether of what the last question named nothing is kept but whose text it was about."""
    authors, people = author_slot(library), find_people(library)
    return all(fold(name) in authors or {*words(name)} & people for name in names)


def entities(text: str, library: Library) -> list[str]:
    """Return what a question names: sources, phases, disciplines, tables and people."""
    folded = fold(text)
    found = [mentioned(folded, slot) for slot in (*SLOTS, author_slot(library))]
    found += [" ".join(match) for match in TABLE_LABEL.findall(folded)]
    found += [match["name"] for match in NAME_RUN.finditer(text)]
    unique = dict.fromkeys(name for name in found if name)
    return [name for name in unique if not any(name != other and fold(name) in fold(other) for other in unique)]
