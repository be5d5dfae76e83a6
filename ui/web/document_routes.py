"""The addresses of the page Documenten; they exist only when the chat was started with --beheer."""

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response

from ingest.metadata import Metadata
from rag.errors import AlliantiewijzerError
from ui import texts_web as texts
from ui.messages import describe
from ui.web.documents import DocumentDesk
from ui.web.documents_page import documents_html
from ui.web.routes import NO_STORE, Site, read_json
from ui.web.shell import chips_html, document


def add_document_routes(app: FastAPI, site: Site, desk: DocumentDesk, version: str) -> None:
    """Give `app` the page and what its script asks for."""

    @app.get("/documenten")
    def page() -> Response:
        body = documents_html(desk.documents(), desk.state(), version)
        return HTMLResponse(document(texts.DOCUMENTS_TITLE, body, "/documenten", site.frame), headers=NO_STORE)

    @app.get("/api/documenten")
    def state(request: Request) -> Response:
        site.owner(request)
        return JSONResponse(desk.state(), headers=NO_STORE)

    @app.put("/api/documenten/{name:path}")
    async def send(request: Request, name: str) -> Response:
        site.owner(request)
        try:
            saved = desk.save(name, await request.body())
        except AlliantiewijzerError as error:
            desk.refuse(name, describe(error))
            return PlainTextResponse(texts.DOCUMENT_FAILED.format(reason=describe(error)), 400, headers=NO_STORE)
        return JSONResponse({"naam": saved}, headers=NO_STORE)

    @app.post("/api/documenten")
    async def read(request: Request) -> Response:
        site.owner(request)
        data = await read_json(request)
        names, year = data.get("namen"), str(data.get("jaar") or "")
        if not isinstance(names, list) or not names or (year and not year.isdecimal()):
            raise HTTPException(400, texts.ERROR_INPUT)
        authors = tuple(part.strip() for part in str(data.get("auteur") or "").split(";") if part.strip())
        title = str(data.get("titel") or "").strip() if len(names) == 1 else ""
        return _started(desk.read([str(name) for name in names], Metadata(title, authors, int(year) if year else None)))

    @app.delete("/api/documenten/{source_id}")
    def remove(request: Request, source_id: str) -> Response:
        site.owner(request)
        return _started(desk.remove(source_id))

    @app.get("/api/bronnen")
    def sources() -> Response:
        return HTMLResponse(chips_html(site.library.sources), headers=NO_STORE)


def _started(is_started: bool) -> Response:
    if not is_started:
        raise HTTPException(409, texts.DOCUMENTS_BUSY)
    return Response(status_code=202)
