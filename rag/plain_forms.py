"""Ask what is asked most in one plain form each, however somebody puts it; the plain forms are understood best."""

import re

from rag.ask_compare import ask_difference
from rag.ask_place import ask_place
from rag.ask_share import ask_share
from rag.ask_term import ask_term, ask_term_of, with_own_term
from rag.ask_text import ask_gist
from rag.library import Library

# "Welke spanningen noemt hij allemaal?": whoever asks which they are asks for all.
ALL_OF_THEM = re.compile(r"^(welke \w+(?:en|s) .*?) allemaal(?=[ ?.!]*$)", re.IGNORECASE)


def in_plain_form(question: str, library: Library) -> str:
    """Return the plain question for a share, a term, a text, the place of an entry or a difference; else `question`."""
    question = ask_share(ALL_OF_THEM.sub(r"\1", question))
    term = with_own_term(ask_term_of(ask_term(question), library), library)
    return ask_difference(ask_place(ask_gist(term, library), library))
