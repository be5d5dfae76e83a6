"""Rules of what a visitor sees: their own conversations, what they asked to keep, and nobody else's."""

import json
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import pytest

from evals.cases import make_case
from rag.adviser import Adviser
from rag.query import QuestionKind
from rag.settings import Settings
from tests.timing import best_round
from tests.ui.web.scripted import HttpVisitor, ScriptedAdviser, make_answer, make_library, make_refusal, running
from ui import texts_web as texts
from ui.web.database import Database
from ui.web.feedback import FeedbackStore, export_feedback
from ui.web.options import WebOptions

LIBRARY = make_library("De bron zegt dit.")
Serve = Callable[..., AbstractContextManager[str]]
VISITORS, QUESTIONS = 20, 6
TOPICS = ("vertrouwen", "macht", "partnerkeuze", "conflict", "besturing", "leren", "evaluatie", "leiderschap")
READING_SECONDS = 2.5  # nobody reads an answer and asks the next question faster


def test_a_follow_up_is_asked_with_what_went_before(serve: Serve) -> None:
    adviser = ScriptedAdviser(LIBRARY)
    with serve(adviser) as address:
        visitor = HttpVisitor(address)
        first = visitor.ask("Eerste?")
        visitor.ask("Tweede?", first["gesprek"], ["bron"])
    question, history, sources = adviser.asked[-1]
    assert (question, sources) == ("Tweede?", ("bron",))
    assert [turn.content for turn in history] == ["Eerste?", "De bron zegt dit. [1]"]


def test_nobody_sees_or_changes_anothers_conversation(serve: Serve) -> None:
    adviser = ScriptedAdviser(LIBRARY)
    with serve(adviser) as address:
        mine, other = HttpVisitor(address), HttpVisitor(address)
        reply = mine.ask("Kanarie?")
        conversation = reply["gesprek"]
        message = reply["html"].split('data-bericht="')[1].split('"')[0]
        path = f"/api/gesprekken/{conversation}"
        assert other.client.get("/api/gesprekken").json()["gesprekken"] == []
        assert other.client.get(path).status_code == 404
        assert other.client.patch(path, json={"titel": "x"}).status_code == 404
        assert other.client.delete(path).status_code == 404
        assert other.client.get(f"/gesprek/{conversation}.md").status_code == 404
        judged = {"bericht": message, "duim": "goed", "redenen": []}
        assert other.client.post("/api/oordeel", json=judged).status_code == 404
        other.ask("Meekijken?", conversation)
        assert adviser.asked[-1][1] == ()
        assert "Kanarie?" in mine.client.get(path).text


def test_conversations_survive_a_restart_of_the_chat(tmp_path: Path) -> None:
    with running(ScriptedAdviser(LIBRARY), tmp_path) as address:
        visitor = HttpVisitor(address)
        conversation = visitor.ask("Blijf ik?")["gesprek"]
        cookies = dict(visitor.client.cookies)
    with running(ScriptedAdviser(LIBRARY), tmp_path) as address:
        again = HttpVisitor(address)
        again.client.cookies.clear()
        again.client.cookies.update(cookies)
        assert again.client.get("/api/gesprekken").json()["gesprekken"][0]["titel"] == "Blijf ik?"
        html = again.client.get(f"/api/gesprekken/{conversation}").text
        assert 'class="cite"' in html
        assert "<mark>De bron zegt dit.</mark>" in html


def test_rename_search_and_delete_over_http(shared_chat: str) -> None:
    visitor = HttpVisitor(shared_chat)
    conversation = visitor.ask("Hoe heet ik?")["gesprek"]
    path = f"/api/gesprekken/{conversation}"
    assert visitor.client.patch(path, json={"titel": "Nieuwe naam"}).status_code == 204
    assert visitor.client.patch(path, json={"titel": 3}).status_code == 400
    assert visitor.client.get("/api/gesprekken?zoek=nieuwe").json()["gesprekken"][0]["id"] == conversation
    assert visitor.client.delete(path).status_code == 204
    assert visitor.client.get(path).status_code == 404


@pytest.mark.parametrize("how", ["switch", "option"])
def test_what_must_not_be_kept_is_not_on_disk_and_still_a_conversation(tmp_path: Path, how: str) -> None:
    adviser = ScriptedAdviser(LIBRARY)
    with running(adviser, tmp_path, WebOptions(history=how == "switch")) as address:
        visitor = HttpVisitor(address)
        if how == "switch":
            assert visitor.client.put("/api/bewaren", json={"bewaren": False}).status_code == 204
        first = visitor.ask("kanariegeheim")
        visitor.ask("En dan?", first["gesprek"])
        assert adviser.asked[-1][1][0].content == "kanariegeheim"
        assert "kanariegeheim" in visitor.client.get(f"/gesprek/{first['gesprek']}.md").text
        assert visitor.client.get("/api/gesprekken").json()["gesprekken"] == []
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"kanariegeheim" not in written


def test_feedback_is_kept_for_the_evaluation(tmp_path: Path) -> None:
    with running(ScriptedAdviser(LIBRARY), tmp_path) as address:
        visitor = HttpVisitor(address)
        html = visitor.ask("Klopt dit?")["html"]
        message = html.split('data-bericht="')[1].split('"')[0]
        judged = {"bericht": message, "duim": "fout", "redenen": ["bron_klopt_niet"]}
        assert visitor.client.post("/api/oordeel", json=judged).status_code == 204
        assert visitor.client.post("/api/oordeel", json={**judged, "duim": "?"}).status_code == 400
    target = tmp_path / "uit.jsonl"
    assert export_feedback(Settings(data_dir=tmp_path), target) == 1
    assert json.loads(target.read_text())["tags"] == ["feedback", "fout", "bron_klopt_niet"]


@pytest.mark.parametrize("kind", list(QuestionKind))
def test_what_was_found_right_is_a_case_the_evaluation_reads(kind: QuestionKind) -> None:
    store = FeedbackStore(Database(None))
    answers = (replace(make_answer("Klopt dit?", LIBRARY), kind=kind.value), make_refusal("En dit?", LIBRARY))
    for answer in answers:
        store.add(f"m{answer.answered}", "goed", [], [make_answer("Eerder?", LIBRARY), answer])
    answered, refused = (make_case(case) for case in store.cases())
    assert answered.points == (("De bron zegt dit.",),)
    assert refused.refuse


def test_a_full_queue_gets_a_dutch_sentence(serve: Serve) -> None:
    def slow(question: str):  # type: ignore[no-untyped-def]
        time.sleep(0.7)
        return make_answer(question, LIBRARY)

    with serve(ScriptedAdviser(LIBRARY, slow), WebOptions(parallel=1, waiting=1)) as address:
        visitors = [HttpVisitor(address) for _ in range(5)]
        with ThreadPoolExecutor(5) as pool:
            replies = list(pool.map(lambda visitor: visitor.ask("Vraag?")["html"], visitors))
    refused = [html for html in replies if "Het is nu druk" in html]
    assert len(refused) == 3
    assert texts.RETRY in refused[0]


def test_twenty_people_at_once_get_their_own_answers_within_a_second(adviser: Adviser, tmp_path: Path) -> None:
    def visit_together() -> float:
        with ThreadPoolExecutor(VISITORS) as pool:
            results = list(pool.map(lambda number: visit(address, number), range(VISITORS)))
        assert [wrong for _, wrong in results if wrong] == []
        p95 = statistics.quantiles([t for times, _ in results for t in times], n=20)[-1]
        print(f"twenty visitors: p95 {1000 * p95:.0f} ms")
        return p95

    with running(adviser, tmp_path) as address:
        assert best_round(visit_together, 1.0, warm_up=lambda: visit(address, 0, reading=0.0)) <= 1.0


def visit(address: str, number: int, reading: float = READING_SECONDS) -> tuple[list[float], list[str]]:
    """Ask some questions as visitor `number`, with time to read; return the seconds each took and what was wrong."""
    visitor, times, wrong, conversation = HttpVisitor(address), [], [], ""
    time.sleep(number * reading / VISITORS)  # people do not press Enter in the same moment
    for turn in range(QUESTIONS):
        question = f"Wat zegt de bibliotheek over {TOPICS[(number + turn) % 8]} in situatie {number}-{turn}?"
        start = time.perf_counter()
        reply = visitor.ask(question, conversation)
        times.append(time.perf_counter() - start)
        conversation = reply["gesprek"]
        if f"situatie {number}-{turn}?" not in reply["html"] or "beurt melding" in reply["html"]:
            wrong.append(question)
        time.sleep(reading)
    kept = visitor.client.get(f"/api/gesprekken/{conversation}").text
    wrong.extend(
        f"{other} in {number}" for other in range(VISITORS) if other != number and f"situatie {other}-" in kept
    )
    return times, wrong
