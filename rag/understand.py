"""Understand a question: language, follow-up, kind, what it names, and the words to search for."""

import re
from collections.abc import Sequence

from rag.ask_frame import strip_frame
from rag.claims import claim_in
from rag.dutch_words import is_dutch
from rag.errors import UsageError
from rag.focus import find_focus
from rag.followup import make_standalone
from rag.idiom import in_plain_words
from rag.language import DUTCH, detect_language, is_foreign_word, unshouted
from rag.library import Library
from rag.library_wide import ask_of_all, subject_of_all
from rag.named_sources import find_sources, without_sources
from rag.named_tables import TABLE_LABEL, named_tables, number_tables
from rag.people import with_authors
from rag.people_asked import SEVERAL, kind_of_people, who_is_asked
from rag.plain_forms import in_plain_form
from rag.query import Query, QuestionKind
from rag.question_kinds import ROWS_WORDS, SITUATION, WHICH_AUTHOR, kind_of
from rag.records import Turn
from rag.short_names import with_short_names
from rag.text import STOPWORDS, WORD, clean, fold, numbers, split_compound, stem, words
from rag.translate import in_dutch
from rag.vocabulary import Vocabulary, knows, mend_word

MAX_QUESTION = 2000
SYNONYM_WEIGHT = 0.35
PART_WEIGHT = 0.5

# A word with a capital inside a sentence.
CAPITALS = re.compile(r"(?<=[\w,;:] )(?:[\"'“‘(])?([A-Z][\w’'-]{2,})")
# Ways of asking that tell nothing about a situation: "ik wil op een sheet …", "kun je mij …".
REQUEST = re.compile(
    r"\b(ik (geef|houd|bereid|verzorg|moet|mag|maak) .{0,40}\b(les|lesje|college|training|cursus|workshop|presentatie|pitch|praatje|lezing)\b|"
    r"voor (mijn|onze|een) (training|les|college|cursus|workshop|presentatie|opleiding|sessie)( (wil|zoek) ik)?|"
    r"ik (wil|wou|zoek|moet|maak|geef les|heb .{0,30}nodig)|kun je( mij| me)?|kan je( mij| me)?|kunt u( mij| me)?|mag ik|voor (mij|me)|wat kan ik met (het|dit) (werkboek|rapport|artikel|essay|boek)|geef (mij|me)|vertel (mij|me)|leg (mij|me)|can you|give me|tell me|please)\b"
)


def understand(
    question: str, history: Sequence[Turn], source_filter: Sequence[str], library: Library, vocabulary: Vocabulary
) -> Query:
    """Return the understood question.

    Raises UsageError when the question is empty or too long, or when a source id does not exist.
    """
    text = unshouted(check_question(question))
    library.check_sources(tuple(source_filter))
    language = detect_language(" ".join([turn.content for turn in history if turn.role == "user"] + [text]))
    dutch = [Turn(t.role, in_dutch(t.content, language) if t.role == "user" else t.content) for t in history]
    plain = in_dutch(text, language)
    if not SITUATION.search(fold(plain)):  # a story says what it is about in more words
        plain = in_plain_words(plain, lambda word: knows(word, vocabulary))
    asked = strip_frame(plain, lambda word: _means(word, vocabulary))
    standalone = in_plain_form(make_standalone(asked, dutch, library, vocabulary), library)
    if not find_sources(fold(standalone), library):
        standalone = ask_of_all(standalone, vocabulary.names, library)
    return _query(text, standalone, language, tuple(source_filter), library, vocabulary)


def check_question(question: str) -> str:
    """Return the cleaned question; raises UsageError when it is empty or too long."""
    text = clean(question)
    if not re.search(r"\w", text):
        raise UsageError("question_empty")
    if len(text) > MAX_QUESTION:
        raise UsageError("question_too_long", length=len(text), limit=MAX_QUESTION)
    return text


def _query(
    text: str, standalone: str, language: str, source_filter: tuple[str, ...], library: Library, vocabulary: Vocabulary
) -> Query:
    asked_text = find_focus(standalone, vocabulary)
    corrected = _corrections(asked_text, vocabulary) if language == "nl" else ()
    for wrong, right in corrected:
        asked_text = re.sub(rf"(?<!\w){re.escape(wrong)}(?!\w)", right, asked_text, flags=re.IGNORECASE)
    asked_text = with_short_names(asked_text, library)
    folded = fold(asked_text)
    named_sources = find_sources(folded, library)
    named_sources = with_authors(named_sources, folded, library)
    asked_text = number_tables(asked_text, source_filter or named_sources, library)
    folded = fold(asked_text)
    focus = without_sources(asked_text, library) if named_sources else asked_text
    focus = WHICH_AUTHOR.sub("wie", focus)  # the word would draw in what the library says of its own authors
    claim = claim_in(standalone) or claim_in(focus)  # the focus leaves out which source was named
    content = _content(claim_in(focus) or focus, vocabulary)  # "klopt het dat" is no part of what is to be checked
    asked = REQUEST.sub(" ", folded)
    situation = bool(SITUATION.search(asked))
    kind = kind_of(asked, situation, bool(named_sources or TABLE_LABEL.search(folded)))
    told = situation or kind in SEVERAL or language != DUTCH
    people = frozenset[str]() if told else who_is_asked(standalone, named_sources, library)
    if people:
        kind = kind_of_people(kind, content, people)
    return Query(
        text=text,
        standalone=standalone,
        focus=focus,
        language=language,
        kind=kind,
        terms=_terms(content, vocabulary),
        content=content,
        corrected=corrected,
        source_filter=source_filter,
        named_sources=named_sources,
        names=tuple(dict.fromkeys(vocabulary.names[word] for word in content if word in vocabulary.names)),
        unknown_names=_unknown_names(focus, vocabulary) if language == "nl" else (),
        unknown_words=tuple(word for word in content if _is_unknown(word, vocabulary)) if language == "nl" else (),
        tables=named_tables(folded),
        numbers=tuple(sorted(numbers(TABLE_LABEL.sub(" ", folded)))),
        wants_rows=kind is QuestionKind.LIST or bool(ROWS_WORDS.search(folded)),
        is_situation=situation,
        people=people,
        surveyed=subject_of_all(standalone),
        claim=claim,
    )


def _terms(content: tuple[str, ...], vocabulary: Vocabulary) -> dict[str, float]:
    """Return search weights by stem: own words 1, parts of compounds and synonyms less."""
    own = [stem(word) for word in content]
    terms = dict.fromkeys(own, 1.0)
    for word in content:
        for part in split_compound(word, vocabulary.words):
            terms.setdefault(stem(part), PART_WEIGHT)
    for size in (1, 2, 3, 4):
        for start in range(len(own) - size + 1):
            for other in vocabulary.synonyms.get(tuple(own[start : start + size]), ()):
                terms.setdefault(other, SYNONYM_WEIGHT)
    return terms


def _means(word: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a word, or the word it is a slip of, is one of the library's."""
    return not _is_unknown(word, vocabulary) or mend_word(word, vocabulary) != word


def _is_unknown(word: str, vocabulary: Vocabulary) -> bool:
    return not knows(word, vocabulary)


def _corrections(text: str, vocabulary: Vocabulary) -> tuple[tuple[str, str], ...]:
    """Return the misspelt words of `text` with the library's word each most likely stands for; names become names only."""
    capitals = {word for name in CAPITALS.findall(text) for word in words(name)}
    found = [(word, mend_word(word, vocabulary)) for word in dict.fromkeys(WORD.findall(fold(text)))]
    return tuple(
        (word, right)
        for word, right in found
        if word != right and (word not in capitals or right in vocabulary.names or not is_dutch(right))
    )


def _content(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the words to search for; two words that the library writes as one are added as one."""
    found = [word for word in words(text) if word not in STOPWORDS and not is_foreign_word(word)]
    joined = [a + b for a, b in zip(found, found[1:], strict=False) if a + b in vocabulary.words]
    return (*found, *joined)


def _unknown_names(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the capitalised words inside `text` that the library does not hold at all."""
    found = CAPITALS.findall(text)
    return tuple(dict.fromkeys(name for name in found if all(_is_unknown(word, vocabulary) for word in words(name))))
