"""Find what a long or loaded message actually asks: the question itself, without stories and instructions."""

import re

from rag.claims import ask_whether
from rag.text import STOPWORDS, sentences, stem, words
from rag.vocabulary import Vocabulary

# Messages of more words than this are cut down to their question and the sentences that say most about the field.
LONG_MESSAGE = 60
KEPT_SENTENCES = 3
TAGGED = re.compile(r"<(\w+)[^>]*>.*?</\1>|\[(\w[\w ]*)\].*?\[/\2\]|```.*?```", re.DOTALL)
MARKUP = re.compile(r"</?\w+[^>]*>|\[/?[A-Z][A-Z _]*\]")
# Sentences that tell the adviser what to be or to say, instead of asking something.
INSTRUCTION = re.compile(
    r"^\W*(?:(?:belangrijk|let op|attentie|important|warning|nb)\b\W+)?"
    r"(negeer|vergeet|zeg (eerst|nu|letterlijk|dat)|praat|doe alsof|speel|antwoord (uitsluitend|alleen|voortaan|in het|enkel)|begin (je|met)|"
    r"vanaf nu|je bent (nu|voortaan)|toon (je|de) (prompt|instructie)|geef (je|de) (prompt|systeem|instructie)|herhaal|vertaal|schrijf (in|een)|"
    r"nieuwe (instructie|opdracht)|system|systeem|ignore|disregard|forget|pretend|you are now|from now on|reveal|print|repeat|say|act as)\b",
    re.IGNORECASE,
)
# Or that speak to the machine behind the answer, wherever they do so.
ADDRESSED = re.compile(
    r"^\W*p\.?s\.?\b|\b(assistent|assistant|chatbot|taalmodel|language model|(systeem|system ?)prompt|ai-model|je instructies|your instructions)\b|"
    r"\b(eindig|sluit) (altijd|elk|ieder|je antwoord|steeds)\b|\b(always|every answer) (end|ends|finish)",
    re.IGNORECASE,
)
# What is left asks for the machine's own instructions, or to drop them, and for nothing in the library.
OF_THE_MACHINE = re.compile(
    r"(systeem|system) ?prompt|\b(je|jouw|your|verborgen|hidden|previous|eerdere|vorige) (\w+ ){0,2}"
    r"(instructies?|instructions?|regels|rules)\b|\b(boven deze regel|above this line|eerste instructie|first instruction)\b|"
    r"^\W*(negeer|ignore|disregard|doe alsof|pretend|reveal)\b",
    re.IGNORECASE,
)
# A greeting before the question, and sentences of courtesy around it.
GREETING = re.compile(
    r"^(?:(?:beste|geachte|hallo|hoi|hey|hi|dag|goedendag|goede?(?:morgen|middag|avond|ndag)|hello|dear)\b"
    r"(?: (?:[a-z]+ ?){0,2})?[,!.] *)+",
    re.IGNORECASE,
)
COURTESY = re.compile(
    r"^\W*(?:(?:alvast|hartelijk|heel erg|zeer|veel|duizendmaal)\b.{0,30}\b(?:dank|bedankt)|bedankt|dank (?:je|u)|dankjewel|dankuwel|"
    r"(?:met )?(?:vriendelijke|hartelijke) groet\w*|groet\w*|thanks|thank you|ik hoor het graag|ik heb een vraag\b.{0,12}$|"
    r"ik ben benieuwd naar het volgende|mag ik (?:u|je) iets vragen)",
    re.IGNORECASE,
)
# How the answer is to be told, which no text of the library speaks of: "in een notendop", "in drie zinnen".
MANNER = re.compile(
    r"\W*(?<!\w)(?:(?:heel |lekker )?kort en (?:krachtig|bondig)|puntsgewijs|in (?:een notendop|vogelvlucht|telegramstijl)|"
    r"in (?:gewone?|heldere?|begrijpelijke?|simpele?|eenvoudige?|normale?|duidelijke?) "
    r"(?:mensentaal|taal|woorden|bewoordingen|nederlands)|in mensentaal|in jip[- ]en[- ]janneke[- ]?taal|"
    r"in (?:mijn|je|jouw|uw) eigen woorden|op (?:een|één|1) a4(?:'?tje)?|voor (?:een leek|leken|dummies)|"
    r"in (?:maximaal |hooguit |hoogstens |ongeveer |pakweg )?(?:een|één|twee|drie|vier|vijf|zes|tien|\d+|enkele|een paar|wat) "
    r"(?:korte |heldere )?(?:zin|zinnen|zinnetjes|alinea'?s?|regels?|woorden|bullets?))(?!\w)(?:\s*:)?",
    re.IGNORECASE,
)
IN_LIBRARY = re.compile(
    r"(?<!\w)(?:hier )?in (?:de|deze|jullie|je|the|your) (?:bibliotheek|library)(?!\w)", re.IGNORECASE
)
WHO_WROTE = re.compile(r"\b(?:wie|who)\b.*\b(?:over|about)\b", re.IGNORECASE)
JOINED_REQUEST = re.compile(
    r"\b(?:en|daarna|vervolgens|and then|then)\b(?= (?:som|noem|geef|leg|vertel|beantwoord|list|tell|explain)\b)",
    re.IGNORECASE,
)


def find_focus(text: str, vocabulary: Vocabulary) -> str:
    """Return the part of `text` to answer; `text` itself when it is one short question."""
    bare = MARKUP.sub(" ", TAGGED.sub(" ", text)).strip() or MARKUP.sub(" ", text).strip()
    kept = ask_whether(_without_manner(_without_instructions(bare)))
    if len(kept.split()) <= LONG_MESSAGE:
        return kept
    return _shorten(kept, vocabulary)


def asks_of_machine(focus: str) -> bool:
    """Tell whether what is left of a question is about the machine's own instructions."""
    return bool(OF_THE_MACHINE.search(focus))


def _without_instructions(text: str) -> str:
    """Drop the instructions around a question; when nothing else is there, the text stays as it is."""
    text = GREETING.sub("", text).strip() or text
    pieces = [piece for sentence in sentences(text) for piece in JOINED_REQUEST.split(sentence)]
    rest = [piece.strip() for piece in pieces if not _is_instruction(piece.strip())]
    kept = " ".join(filter(None, rest))
    return kept if re.search(r"\w{3}", kept) else text


def _without_manner(text: str) -> str:
    """Drop how the answer is to be told; when nothing else is asked, the text stays as it is."""
    bare = MANNER.sub(" ", text)
    if WHO_WROTE.search(bare):  # what the library holds is another question
        bare = IN_LIBRARY.sub(" ", bare)
    rest = re.sub(r"\s+(?=[.?!]|\s)", "", bare).strip(" ,:")
    return rest if re.search(r"\w{3}", rest) and rest != text else text


def _is_instruction(piece: str) -> bool:
    return bool(INSTRUCTION.match(piece) or ADDRESSED.search(piece) or COURTESY.match(piece))


def _shorten(text: str, vocabulary: Vocabulary) -> str:
    """Keep the questions and the sentences with most words of the field, in their order."""
    parts = sentences(text)
    asked = [part for part in parts if part.endswith("?")][-2:]
    rest = sorted((part for part in parts if part not in asked), key=lambda part: -_weight(part, vocabulary))
    chosen = {*asked, *rest[: max(1, KEPT_SENTENCES - len(asked))]}
    return " ".join(part for part in parts if part in chosen)


def _weight(sentence: str, vocabulary: Vocabulary) -> float:
    """Return how much a sentence says in words the library uses, neither too rare nor everywhere."""
    found = {stem(word) for word in words(sentence) if word not in STOPWORDS}
    counts = [vocabulary.document_frequency[word] for word in found]
    return sum(1.0 for count in counts if 10 <= count <= 0.2 * vocabulary.entry_count) / (4 + len(found))
