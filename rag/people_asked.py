"""Tell who of those the texts cite is asked for by name, so that they answer and nobody else does."""

import re
from collections.abc import Sequence, Set

from rag.attribution import find_speakers
from rag.library import Library
from rag.people import COMPARES
from rag.query import QuestionKind
from rag.text import fold, stem

# Kinds of question of which nobody named is alone the one who answers.
SEVERAL = (QuestionKind.COMPARISON, QuestionKind.REVERSE, QuestionKind.LIST, QuestionKind.WHO, QuestionKind.OVERVIEW)
# Of somebody who is asked for by name these ask for all they have to say.
OF_SOMEBODY = frozenset(
    stem(word)
    for word in """zegt zeggen schrijft schrijven vindt vinden denkt denken betoogt beschrijft beschrijven behandelt
    bespreekt leren leert managers manager onderzocht onderzoek gedaan bijdrage artikel stuk verhaal kort compleet
    belangrijkste inzichten les lessen boodschap""".split()
)


def who_is_asked(text: str, named_sources: Sequence[str], library: Library) -> frozenset[str]:
    """Return the folded surnames of those whose words `text` asks for: of the one speaker it names, if it names one.

    A source it names besides is only where they are read: "Mintzberg volgens het essay".
    """
    aside = len(named_sources) == 1 and _is_home(text, named_sources[0], library)
    if COMPARES.search(fold(text)) or (named_sources and not aside):
        return frozenset()
    speakers = find_speakers(text, library)
    return speakers[0].surnames if len(speakers) == 1 else frozenset()


def _is_home(text: str, source_id: str, library: Library) -> bool:
    """Tell whether a source named is where somebody is read, and not itself one who speaks."""
    names = "|".join(re.escape(name) for name in library.source_by_id[source_id].names if not name[0].isupper())
    return bool(names and re.search(rf"\b(?:in|uit|volgens|bij) (?:{names})\b", text, re.IGNORECASE))


def kind_of_people(kind: QuestionKind, content: Sequence[str], people: Set[str]) -> QuestionKind:
    """Return what is asked of `people`: all they have to say, or a fact, for their advice tells no situation."""
    if all(stem(word) in OF_SOMEBODY for word in content if word not in people):
        return QuestionKind.OVERVIEW
    return QuestionKind.FACT if kind is QuestionKind.ADVICE else kind
