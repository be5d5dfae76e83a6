"""The addresses of the study tab: choices, quizzes, cards, documents, and their files."""

import asyncio
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from rag.errors import UsageError
from study.anki_export import write_anki
from study.csv_export import cards_as_csv
from study.document import StudyDocument
from study.guide import make_guide
from study.kit import make_kit
from study.marking import mark_answer
from study.mindmap import as_svg, make_map
from study.quiz import Quiz, make_quiz
from study.records import Kind
from study.schedule import Grade
from study.subject import choose_subject
from study.views import views_document
from study.workshop import Workshop
from ui import texts_study as texts
from ui.messages import describe
from ui.study_files import DOCUMENT_FILES, TYPES, document_as_bytes, quiz_as_bytes
from ui.web.limits import RateLimit, TooFastError
from ui.web.routes import NO_STORE, Site
from ui.web.shell import document
from ui.web.study_desk import Choice, StudyDesk, read_choice
from ui.web.study_document import document_html
from ui.web.study_page import cards_html, marked_html, overview_html, product_html, quiz_html

ADDRESS = "/studie"

Make = Callable[[Workshop, Choice], StudyDocument]


class StudyPages:
    """Answer the requests of the study tab."""

    def __init__(self, site: Site, desk: StudyDesk, per_minute: int) -> None:
        self._site = site
        self._desk = desk
        self._rate = RateLimit(per_minute)

    def page(self, body: str, status: int = 200) -> Response:
        """Return a page of the tab."""
        return HTMLResponse(document(texts.TITLE, body, ADDRESS, self._site.frame), status, headers=NO_STORE)

    def answer(self, request: Request, make: Callable[[Workshop, Choice], Response]) -> Response:
        """Return what `make` makes of the visitor's choice, or the choices again with what is wrong with them."""
        try:
            self._rate.take(request.client.host if request.client else "")
            workshop = self._desk.workshop(self._site.library)
            return make(workshop, read_choice(request.query_params, workshop))
        except TooFastError:
            return self.page(overview_html(self._site.library, texts.TOO_FAST), 429)
        except UsageError as error:
            return self.page(overview_html(self._site.library, describe(error)), 400)

    def quiz(self, workshop: Workshop, choice: Choice) -> Quiz:
        """Return the quiz of a choice; raises UsageError when nothing can be asked."""
        quiz = make_quiz(workshop, choice.criteria, choice.count, choice.seed)
        if not quiz.items:
            raise UsageError("study_nothing_asked")
        return quiz

    def mark(self, workshop: Workshop, choice: Choice, given: dict[str, str]) -> Response:
        """Return a quiz marked."""
        items = self.quiz(workshop, choice).items
        marks = {
            number: mark_answer(item, given[f"v{number}"], workshop.truth, self._desk.embed)
            for number, item in enumerate(items, 1)
            if item.kind is Kind.OPEN and given.get(f"v{number}", "").strip()
        }
        return self.page(marked_html(items, given, marks, choice, workshop.library))

    def cards(self, request: Request, workshop: Workshop, choice: Choice, message: str = "") -> Response:
        """Return the next card that is due for this visitor."""
        made = self._desk.cards(workshop.library, choice)
        if not made:
            raise UsageError("study_no_cards")
        due = self._desk.progress.due(self._site.owner(request), made, datetime.now(UTC))
        return self.page(cards_html(due, choice, workshop.library, message))

    def grade(self, request: Request, workshop: Workshop, choice: Choice, given: dict[str, str]) -> Response:
        """Keep how well a card was remembered and show the next one."""
        made = {card.id: card for card in self._desk.cards(workshop.library, choice)}
        card, grade = made.get(given.get("kaart", "")), given.get("oordeel", "")
        if card is None or grade not in {str(int(known)) for known in Grade}:
            raise HTTPException(400)
        self._desk.progress.grade(self._site.owner(request), card, Grade(int(grade)), datetime.now(UTC))
        return self.cards(request, workshop, choice)

    def card_file(self, workshop: Workshop, choice: Choice, kind: str) -> Response:
        """Return the cards of a choice as a file."""
        made = self._desk.cards(workshop.library, choice)
        changed = self._desk.progress.changed_since_export(made)
        if kind == "csv":
            return _file(cards_as_csv(made, changed, workshop.library).encode(), "kaarten", kind)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "kaarten.apkg"
            write_anki(path, made, changed, workshop.library, datetime.now(UTC).timestamp())
            return _file(path.read_bytes(), "kaarten", kind)

    def forget(self, request: Request) -> Response:
        """Remove what is kept about this visitor's learning."""
        self._desk.progress.forget(self._site.owner(request))
        return RedirectResponse(f"{ADDRESS}/kaarten", 303)


def add_study_routes(app: FastAPI, site: Site, desk: StudyDesk, per_minute: int) -> None:
    """Give `app` the addresses of the study tab; a visitor may ask `per_minute` pages that take work to make."""
    pages = StudyPages(site, desk, per_minute)

    @app.get(ADDRESS)
    def overview() -> Response:
        return pages.page(overview_html(site.library))

    _add_quiz(app, pages)
    _add_cards(app, pages)
    _add_document(app, pages, "gids", lambda w, c: make_guide(w, choose_subject(w.library, c.criteria), c.seed))
    _add_document(app, pages, "lesblad", lambda w, c: make_kit(w, choose_subject(w.library, c.criteria), c.seed))
    _add_document(app, pages, "wie-zegt-wat", _views)
    _add_map(app, pages)


def _views(workshop: Workshop, choice: Choice) -> StudyDocument:
    if not choice.criteria.themes:
        raise UsageError("study_theme_needed")
    return views_document(workshop, choice.criteria.themes[0])


def _add_quiz(app: FastAPI, pages: StudyPages) -> None:
    @app.get(f"{ADDRESS}/oefenen")
    def ask(request: Request) -> Response:
        return pages.answer(request, lambda w, c: pages.page(quiz_html(pages.quiz(w, c).items, c, w.library)))

    @app.post(f"{ADDRESS}/oefenen")
    async def mark(request: Request) -> Response:
        given = await _form(request)
        return await asyncio.to_thread(pages.answer, request, lambda w, c: pages.mark(w, c, given))

    @app.get(f"{ADDRESS}/oefenen.{{kind}}")
    def take(request: Request, kind: str) -> Response:
        return pages.answer(
            request, lambda w, c: _file(quiz_as_bytes(pages.quiz(w, c).items, kind, w), "oefenen", kind)
        )


def _add_cards(app: FastAPI, pages: StudyPages) -> None:
    @app.get(f"{ADDRESS}/kaarten")
    def show(request: Request) -> Response:
        return pages.answer(request, lambda w, c: pages.cards(request, w, c))

    @app.post(f"{ADDRESS}/kaarten")
    async def grade(request: Request) -> Response:
        given = await _form(request)
        return await asyncio.to_thread(pages.answer, request, lambda w, c: pages.grade(request, w, c, given))

    @app.post(f"{ADDRESS}/kaarten/wissen")
    def forget(request: Request) -> Response:
        return pages.forget(request)

    @app.get(f"{ADDRESS}/kaarten.{{kind}}")
    def take(request: Request, kind: str) -> Response:
        if kind not in ("apkg", "csv"):
            raise HTTPException(404)
        return pages.answer(request, lambda w, c: pages.card_file(w, c, kind))


def _add_document(app: FastAPI, pages: StudyPages, name: str, make: Make) -> None:
    def show(request: Request) -> Response:
        def shown(workshop: Workshop, choice: Choice) -> Response:
            body = document_html(make(workshop, choice), workshop.library)
            return pages.page(product_html(body, name, choice, DOCUMENT_FILES))

        return pages.answer(request, shown)

    def take(request: Request, kind: str) -> Response:
        return pages.answer(request, lambda w, c: _file(document_as_bytes(make(w, c), kind), name, kind))

    app.get(f"{ADDRESS}/{name}")(show)
    app.get(f"{ADDRESS}/{name}.{{kind}}")(take)


def _add_map(app: FastAPI, pages: StudyPages) -> None:
    def drawn(workshop: Workshop, choice: Choice, link: str) -> str:
        return as_svg(make_map(workshop, choose_subject(workshop.library, choice.criteria)), link)

    @app.get(f"{ADDRESS}/mindmap")
    def show(request: Request) -> Response:
        def shown(workshop: Workshop, choice: Choice) -> Response:
            body = f'<div class="tabelrol mindmap" tabindex="0">{drawn(workshop, choice, "/passage/")}</div>'
            return pages.page(product_html(body, "mindmap", choice, ("svg",)))

        return pages.answer(request, shown)

    @app.get(f"{ADDRESS}/mindmap.svg")
    def take(request: Request) -> Response:
        return pages.answer(request, lambda w, c: _file(drawn(w, c, "").encode(), "mindmap", "svg"))


def _file(content: bytes, name: str, kind: str) -> Response:
    disposition = f'attachment; filename="{texts.FILE_NAMES[name]}.{kind}"'
    return Response(content, media_type=TYPES[kind], headers={**NO_STORE, "content-disposition": disposition})


async def _form(request: Request) -> dict[str, str]:
    fields = parse_qs((await request.body()).decode("utf-8", "replace"))
    return {name: values[0] for name, values in fields.items()}
