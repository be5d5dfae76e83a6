"""Let a language model make a follow-up question self-contained, where the rules found nothing to answer."""

from collections.abc import Sequence
from contextlib import closing

from rag.errors import ModelError
from rag.llm_answer import Writer, is_dutch
from rag.llm_prompt import follow_up_messages
from rag.llm_stream import read_in_time
from rag.llm_text import ACTED, MARKER, SIGNS, strip_active
from rag.records import Turn
from rag.text import STOPWORDS, numbers, stem, words

MAX_LETTERS = 300
# At least this share of a rewritten question's words must come from the conversation.
MIN_SHARED = 0.7


def rewrite_follow_up(writer: Writer, question: str, history: Sequence[Turn], deadline: float) -> str | None:
    """Return the question as the model rewrites it, None when it fails or says things the conversation did not."""
    text = ""
    try:
        with closing(read_in_time(writer.chat, follow_up_messages(question, history), deadline)) as pieces:
            for piece in pieces:
                text += piece
                if "\n" in text.strip() or len(text) > MAX_LETTERS:
                    break
    except ModelError:
        return None
    return accept_rewrite(text, question, history)


def accept_rewrite(text: str, question: str, history: Sequence[Turn]) -> str | None:
    """Return the first line of `text` when it is a Dutch question made of what the conversation said."""
    line = strip_active(text).strip().split("\n")[0]
    rewritten = " ".join(MARKER.sub(" ", line).translate(SIGNS).split()).strip("\"'“”‘’ ")
    said = " ".join((question, *(turn.content for turn in history)))
    content = [stem(word) for word in words(rewritten) if word not in STOPWORDS]
    known = {stem(word) for word in words(said)}
    if ACTED in rewritten or len(rewritten) > MAX_LETTERS or not content or not rewritten.endswith("?"):
        return None
    if numbers(rewritten) - numbers(said) or sum(word in known for word in content) < MIN_SHARED * len(content):
        return None
    return rewritten if is_dutch(rewritten) else None
