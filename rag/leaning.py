"""Tell a sentence that says little without the one before it."""

import re
from functools import lru_cache

from rag.text import fold

# "Een tweede voorwaarde is …", "Ten slotte …", "zulke partijen", "daardoor", "partners kunnen dan".
LEANING = re.compile(
    r"^(?:een (?:tweede|derde|vierde|vijfde|andere?)|de (?:tweede|derde|vierde|vijfde|laatste)|ook|hier\w+|verder|dan|"
    r"toch|echter|tot slot|ten \w+|zo|dit|die|deze|dat|zij|hij|hun|haar|zijn)\b|"
    r"\b(?:daardoor|daarom|daarmee|daarnaast|bovendien|eveneens|daarentegen|hierdoor|zulke|zo'n|dat geval|echter|"
    r"namelijk)\b|"
    r"\b(?:is|zijn|kan|kunnen|moet|moeten|wordt|worden|heeft|hebben|gaat|gaan|ontstaat|ontstaan|komt|komen) dan\b"
)


@lru_cache(maxsize=32768)
def leans(text: str) -> bool:
    """Tell whether a sentence leans on the one before it, so that it opens no answer."""
    return bool(LEANING.search(fold(text)))
