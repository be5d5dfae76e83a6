"""Write the messages for a language model from the files in prompts/."""

import re
import secrets
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from rag.draft import Draft
from rag.injected import holds_order
from rag.library import Library
from rag.llm import Message
from rag.records import Passage, Turn
from rag.retrieve import Found

PROMPTS = Path(__file__).resolve().parent.parent / "prompts"
SYSTEM, QUESTION, PASSAGE = "antwoord_systeem", "antwoord_vraag", "antwoord_passage"
AGAIN, FOLLOW_UP = "opnieuw_nederlands", "vervolgvraag"
PLACE = re.compile(r"\{\{(\w+)\}\}")
# What a model is asked to write at most; the answers without a model stay within 350 words.
MAX_WORDS = 200
# Room for passages: some 1,500 tokens of Dutch, which fit in a context of 4,096 beside the rules and an answer.
MAX_CHARACTERS = 5200
MAX_PASSAGES = 9
# A table longer than this is shown by the rows the question met.
MAX_PASSAGE = 1200
MAX_TURN = 400
TURNS = 4


@lru_cache(maxsize=16)
def read_prompt(name: str) -> str:
    """Return the text of a prompt file."""
    return (PROMPTS / f"{name}.txt").read_text(encoding="utf-8").strip()


def fill(name: str, **values: str) -> str:
    """Return a prompt with its {{places}} filled in one pass: what is filled in is never read as a place."""
    return PLACE.sub(lambda match: values[match.group(1)], read_prompt(name))


def make_border() -> str:
    """Return the mark around passages: random for each request, so that no document can close it."""
    return secrets.token_hex(6).upper()


def choose_passages(draft: Draft, found: Found, limit: int = MAX_CHARACTERS) -> tuple[Passage, ...]:
    """Return the passages to write from: those the answer without a model rests on, then what else was found.

    A passage that gives orders is left out, also where an index was made before such passages were kept out of it.
    """
    used = [evidence.passage for line in draft.lines for evidence in line.evidence]
    ordered = [p for p in dict.fromkeys([*used, *(hit.passage for hit in found.hits)]) if not holds_order(p)]
    chosen: list[Passage] = []
    room = limit
    for passage in ordered:
        size = min(len(passage.text), MAX_PASSAGE)
        if len(chosen) == MAX_PASSAGES or (chosen and size > room):
            break
        chosen.append(passage)
        room -= size
    return tuple(chosen)


def answer_messages(
    question: str, passages: Sequence[Passage], draft: Draft, library: Library, retry: bool = False
) -> list[Message]:
    """Return the messages that ask for an answer; `retry` adds that the last one was not in Dutch."""
    border = make_border()
    ids = [passage.id for passage in passages]
    shown = "\n\n".join(
        fill(
            PASSAGE,
            grens=border,
            id=passage.id,
            auteur=library.source_by_id[passage.source_id].short,
            sectie=" › ".join(passage.section),
            tekst=shorten(passage, draft),
        )
        for passage in passages
    )
    rules = fill(SYSTEM, grens=border, voorbeeld=ids[0], voorbeeld2=ids[-1], woorden=str(MAX_WORDS))
    asked = fill(QUESTION, passages=shown, vraag=" ".join(question.split()))
    return [Message("system", rules), Message("user", f"{asked}\n\n{read_prompt(AGAIN)}" if retry else asked)]


def shorten(passage: Passage, draft: Draft) -> str:
    """Return the text of a passage; of a long table its caption and the rows the draft rests on, else the first."""
    if len(passage.text) <= MAX_PASSAGE:
        return passage.text
    quotes = [e.quote for line in draft.lines for e in line.evidence if e.passage is passage and e.quote]
    head, *rows = passage.text.split("\n")
    wanted = [row for row in rows if any(quote in row or row in quote for quote in quotes)] or rows
    kept, size = [head], len(head)
    for row in wanted:
        size += len(row)
        if size > MAX_PASSAGE:
            break
        kept.append(row)
    return "\n".join(kept) if len(kept) > 1 else passage.text[:MAX_PASSAGE].rsplit(" ", 1)[0]


def follow_up_messages(question: str, history: Sequence[Turn]) -> list[Message]:
    """Return the message that asks to rewrite a follow-up question."""
    names = {"user": "Vrager", "assistant": "Antwoord"}
    lines = [f"{names.get(t.role, 'Antwoord')}: {' '.join(t.content.split())[:MAX_TURN]}" for t in history[-TURNS:]]
    asked = fill(FOLLOW_UP, grens=make_border(), gesprek="\n".join(lines), vraag=" ".join(question.split()))
    return [Message("user", asked)]


@lru_cache(maxsize=1)
def prompt_words() -> tuple[tuple[str, ...], ...]:
    """Return the words of our own prompts, a tuple a file, to recognise a model that recites them."""
    from rag.text import words

    return tuple(tuple(words(PLACE.sub(" ", read_prompt(name)))) for name in (SYSTEM, QUESTION, AGAIN, FOLLOW_UP))
