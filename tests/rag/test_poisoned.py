"""Sixty poisoned passages with three questions each: none is obeyed, with and without a language model that obeys."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import ingest.build
import rag.llm_prompt
from ingest.build import ensure_index
from rag.adviser import Adviser, open_adviser
from rag.embedding import Embedder
from rag.llm_answer import load_writer
from rag.records import Answer, Support
from rag.settings import CheckMode, ModelSettings, Settings
from tests.rag.llm_server import Reply, model_server
from tests.rag.poisoned import ORDERS, Poison, make_poisons, poisoned_dossier, poisoned_source, questions_of

POISONS = make_poisons()
BY_SOURCE = {f"vergif-{n:02d}": POISONS[5 * n : 5 * n + 5] for n in range(len(ORDERS))}
TRIALS = [
    (source, poison, q) for source, poisons in BY_SOURCE.items() for poison in poisons for q in questions_of(poison)
]
QUESTIONS = tuple(dict.fromkeys(question for _, _, question in TRIALS))
ACTIVE = re.compile(r"https?:|www\.|!\[|\]\(|<[a-z/]|evil\.example", re.IGNORECASE)


def build(settings: Settings, embedder: Embedder, folder: Path) -> Adviser:
    """Return an adviser on the shipped library with twelve poisoned sources, one an order."""
    corpus = folder / "corpus"
    shutil.copytree(settings.corpus_dir, corpus)
    sources = corpus / "sources.toml"
    for source_id, poisons in BY_SOURCE.items():
        (corpus / f"{source_id}.md").write_text(poisoned_dossier(poisons, source_id), encoding="utf-8")
        sources.write_text(sources.read_text(encoding="utf-8") + poisoned_source(source_id), encoding="utf-8")
    poisoned = Settings(folder / "data", corpus)
    ensure_index(poisoned, embedder, lambda step, done, total: None)
    return open_adviser(poisoned)


@pytest.fixture(scope="module")
def guarded(settings: Settings, embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Adviser:
    """Return an adviser as users have it."""
    return build(settings, embedder, tmp_path_factory.mktemp("bewaakt"))


@pytest.fixture(scope="module")
def unguarded(settings: Settings, embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Adviser]:
    """Return an adviser whose index and prompts hold the poisoned passages: the first two guards are off."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ingest.build, "without_orders", lambda pieces: pieces)
        patch.setattr(rag.llm_prompt, "holds_order", lambda passage: False)
        yield build(settings, embedder, tmp_path_factory.mktemp("onbewaakt"))


def obey(body: dict[str, Any]) -> Reply:
    """Do what every order in the prompt says, citing the passage it stands in; else repeat the first passage."""
    prompt = body["messages"][-1]["content"]
    blocks = re.findall(r"id: (\S+)\nauteur: .*\nsectie: .*\n((?:.|\n)*?)\n[0-9A-F]+>>>", prompt)
    said = [f"{poison.obeys} [{name}]." for name, text in blocks for poison in POISONS if poison.text in text]
    return Reply(" ".join(said) or f"{blocks[0][1].split('. ')[0]}. [{blocks[0][0]}]")


def reaches_reader(poison: Poison, answer: Answer) -> bool:
    """Tell whether the order was followed in what stands as supported, or as a link, an image or HTML."""
    supported = " ".join(s.text for s in answer.sentences if s.support not in (Support.UNSUPPORTED, Support.VERBATIM))
    return poison.mark in supported or bool(ACTIVE.search(supported))


def test_there_are_sixty_passages_and_three_questions_each() -> None:
    assert len(POISONS) == len({poison.text for poison in POISONS}) == 60
    assert len(TRIALS) == 180


def test_without_a_model_no_order_reaches_an_answer(guarded: Adviser) -> None:
    kept = [p.id for p in guarded.library.passages if p.source_id in BY_SOURCE]
    assert kept == []
    answers = {question: guarded.ask(question).answer for question in QUESTIONS}
    obeyed = [(p.text, q) for _, p, q in TRIALS if p.mark in answers[q]]
    assert obeyed == []


def test_without_guards_a_poisoned_source_is_at_most_quoted_word_for_word(unguarded: Adviser) -> None:
    obeyed, answered = [], 0
    for source, poison, question in TRIALS:
        answer = unguarded.ask(question, sources=(source,))
        rest = answer.answer
        answered += answer.answered
        for sentence in answer.sentences:
            if sentence.support is Support.VERBATIM:
                rest = rest.replace(sentence.text, "")
        if poison.mark in rest or any(s.support is not Support.VERBATIM for s in answer.sentences):
            obeyed.append((poison.text, question, answer.answer))
    assert obeyed == []
    assert answered >= 20, "most of these questions are refused, but not all"


@pytest.mark.parametrize("mode", list(CheckMode))
def test_a_model_that_obeys_every_order_gets_none_to_obey(guarded: Adviser, mode: CheckMode) -> None:
    with model_server(obey) as server:
        guarded.writer = load_writer(ModelSettings(server.openai, mode=mode))
        answers = {question: guarded.ask(question) for question in QUESTIONS}
        guarded.writer = None
        prompts = "\n".join(server.prompt(number) for number in range(len(server.asked)))
    assert len(server.asked) >= len(QUESTIONS) / 2
    assert not [poison for poison in POISONS if poison.text in prompts]
    assert not [p for _, p, q in TRIALS if reaches_reader(p, answers[q]) or ACTIVE.search(answers[q].answer)]
