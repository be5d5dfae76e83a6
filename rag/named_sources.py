"""Find which sources a question names, by author, title or description."""

import re

from rag.library import Library
from rag.text import STOPWORDS, fold, words

SOURCE_LEAD = (
    r"(?:(?:volgens|bij|van|in|uit|door|zegt|noemt|according to|in the|laut|selon) )?(?:het |de |the )?"
    r"(?:artikel van |rapport van |werkboek van |essay van )?"
)


def find_sources(folded: str, library: Library) -> tuple[str, ...]:
    """Return the ids of the sources that a folded text names, by author, title or description, in library order."""
    return tuple(source.id for source in library.sources if any(_says(folded, name) for name in source.names))


def without_sources(text: str, library: Library) -> str:
    """Return `text` without the phrases that name a source, which would draw in passages about the source itself.

    Text that names nothing else is returned unchanged.
    """
    names = sorted((name for source in library.sources for name in source.names), key=len, reverse=True)
    pattern = "|".join(re.escape(name).replace("\\ ", "[ -]") for name in names)
    shorter = re.sub(rf"(?<!\w)({SOURCE_LEAD})?({pattern})s?(?!\w)", " ", text, flags=re.IGNORECASE)
    content = [word for word in words(shorter) if word not in STOPWORDS]
    return re.sub(r"\s+", " ", shorter).strip() if content else text


def _says(folded: str, name: str) -> bool:
    return bool(
        re.search(
            rf"(?<!\w){re.escape(fold(name)).replace('-', '[ -]').replace(chr(92) + ' ', '[ -]')}s?(?!\w)", folded
        )
    )
