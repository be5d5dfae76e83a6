"""Rules of the study tab."""

import re
from html import unescape
from pathlib import Path

import httpx
import pytest

from rag.adviser import Adviser
from rag.library import Library
from tests.study.moodle_schema import check_gift, check_moodle
from tests.ui.web.scripted import ScriptedAdviser, make_library, running
from ui.web.options import WebOptions

QUIZ = "/studie/oefenen?over=faalfactoren&aantal=6&seed=3"


@pytest.fixture(scope="module")
def visitor(real_chat: str):
    """Return a visitor of the tab with a name of their own."""
    with httpx.Client(base_url=real_chat, timeout=60) as client:
        client.get("/studie")
        yield client


def test_the_tab_is_in_the_menu_and_offers_everything(visitor: httpx.Client) -> None:
    page = visitor.get("/studie").text
    assert '<a href="/studie" aria-current=page>Studie</a>' in page
    for address in ("oefenen", "kaarten", "gids", "lesblad", "wie-zegt-wat", "mindmap"):
        assert f'formaction="/studie/{address}"' in page


def test_a_quiz_is_the_same_at_the_same_address_and_hides_its_answers(visitor: httpx.Client) -> None:
    first, again = visitor.get(QUIZ).text, visitor.get(QUIZ).text
    assert first == again
    assert first.count("<li><fieldset>") + first.count("<textarea") == 6
    assert "goed" not in re.sub(r"<[^>]*placeholder[^>]*>", "", first).split('<ol class="quiz">')[1].split("</ol>")[0]


def test_a_quiz_filled_in_is_marked_with_places(visitor: httpx.Client, library: Library) -> None:
    page = visitor.post(QUIZ, data={"v1": "0", "v2": "1"}).text
    assert "van de" in page and "class=goed" in page
    places = re.findall(r'href="/passage/([^"]+)"', page)
    assert places and all(unescape(place) in library.passage_by_id for place in places)


def test_an_open_answer_is_marked_point_by_point(visitor: httpx.Client) -> None:
    address = "/studie/oefenen?over=belemmeringen&niveau=onthouden&aantal=40&seed=1"
    page = visitor.get(address).text
    number = int(re.search(r'<textarea name="v(\d+)"', page).group(1))
    marked = visitor.post(address, data={f"v{number}": "Wantrouwen <script>alert(1)</script>"}).text
    assert "Ontbreekt nog" in marked
    assert "<script>alert" not in marked


def test_a_quiz_can_be_taken_along(visitor: httpx.Client) -> None:
    parts = QUIZ.split("?")
    assert check_moodle(visitor.get(f"{parts[0]}.xml?{parts[1]}").content)["category"] == 1
    assert sum(check_gift(visitor.get(f"{parts[0]}.gift?{parts[1]}").text).values()) == 6
    word = visitor.get(f"{parts[0]}.docx?{parts[1]}")
    assert word.content[:2] == b"PK" and "attachment" in word.headers["content-disposition"]
    assert visitor.get(f"{parts[0]}.exe?{parts[1]}").status_code == 400


def test_a_card_that_was_judged_makes_room_for_the_next(visitor: httpx.Client) -> None:
    address = "/studie/kaarten?bron=essay"
    page = visitor.get(address).text
    card = re.search(r'name="kaart" value="(\w+)"', page).group(1)
    after = visitor.post(address, data={"kaart": card, "oordeel": "4"}).text
    assert re.search(r'name="kaart" value="(\w+)"', after).group(1) != card
    assert visitor.post(address, data={"kaart": card, "oordeel": "9"}).status_code == 400
    visitor.post("/studie/kaarten/wissen")
    assert re.search(r'name="kaart" value="(\w+)"', visitor.get(address).text).group(1) == card


def test_cards_go_to_anki(visitor: httpx.Client) -> None:
    answer = visitor.get("/studie/kaarten.apkg?over=faalfactoren")
    assert answer.content[:2] == b"PK"


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("/studie/gids?bron=de-wit", "Studiegids: De Wit"),
        ("/studie/lesblad?over=faalfactoren", "Lesblad: ‘faalfactoren’"),
        ("/studie/wie-zegt-wat?thema=macht", "Wie zegt wat over macht"),
    ],
)
def test_documents_are_shown_and_taken_along(visitor: httpx.Client, address: str, heading: str) -> None:
    page = visitor.get(address).text
    assert f"<h1>{heading}</h1>" in page
    path, choice = address.split("?")
    assert visitor.get(f"{path}.docx?{choice}").content[:2] == b"PK"
    assert visitor.get(f"{path}.md?{choice}").text.startswith(f"# {heading}")


def test_the_mind_map_is_drawn_with_links_and_taken_along_without(visitor: httpx.Client) -> None:
    page = visitor.get("/studie/mindmap?bron=boonstra").text
    assert "<svg" in page and 'href="/passage/boonstra:' in page
    drawn = visitor.get("/studie/mindmap.svg?bron=boonstra")
    assert drawn.headers["content-type"] == "image/svg+xml" and "href" not in drawn.text


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/studie/oefenen?thema=geen", "Het thema &#x27;geen&#x27; bestaat niet"),
        ("/studie/oefenen?bron=geen", "De bron &#x27;geen&#x27; bestaat niet"),
        ("/studie/oefenen?over=parkeervergunning", "parkeervergunning"),
        ("/studie/wie-zegt-wat?bron=essay", "Kies een thema"),
    ],
)
def test_a_choice_that_cannot_be_made_is_explained(visitor: httpx.Client, address: str, said: str) -> None:
    answer = visitor.get(address)
    assert answer.status_code == 400
    assert said in answer.text


def test_what_a_visitor_types_is_never_markup(visitor: httpx.Client) -> None:
    page = visitor.get("/studie/oefenen", params={"over": "<img src=x onerror=alert(1)>"}).text
    assert "<img src=x" not in page


def test_cards_ask_for_a_visitor_with_a_name(real_chat: str) -> None:
    assert httpx.get(f"{real_chat}/studie/kaarten?bron=essay").status_code == 403


def test_the_tab_opens_on_a_library_without_tables(tmp_path: Path) -> None:
    with running(ScriptedAdviser(make_library("Eén zin.")), tmp_path / "data") as address:
        assert httpx.get(f"{address}/studie").status_code == 200


def test_more_pages_a_minute_than_allowed_are_refused_in_dutch(adviser: Adviser, tmp_path: Path) -> None:
    with running(adviser, tmp_path / "data", WebOptions(questions_per_minute=2)) as address, httpx.Client() as client:
        client.get(f"{address}/studie")
        codes = [client.get(f"{address}/studie/wie-zegt-wat?thema=macht").status_code for _ in range(3)]
    assert codes == [200, 200, 429]
