"""The server: pages by role, one socket per visitor, answers to requests, and the session state by role."""

from __future__ import annotations

import asyncio
import contextlib
import io
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request, WebSocket
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles

from simul_agir.locale import LANGUAGES, words
from simul_agir.page.engine import Engine
from simul_agir.page.guard import HEADERS, Hosts, Pace
from simul_agir.page.kit import kit
from simul_agir.page.local import OWN, LocalEngine
from simul_agir.page.page_texts import page_texts
from simul_agir.page.query import QueryError
from simul_agir.page.room import Room
from simul_agir.page.talk import Hub, able_for, talk
from simul_agir.page.turns import Turns
from simul_agir.page.uploads import MOST_BYTES, MOST_TABLES, Refused, territory_of, upload_of
from simul_agir.scenario import Scenario

STATIC = Path(__file__).with_name("static")
PAGES = {
    "facilitator": "facilitator.html",
    "wall": "wall.html",
    "phone": "phone.html",
    "explorer": "explorer.html",
}
MOST_BODY = 4096  # bytes of a request that is no upload
COOKIE = "simul_agir"
_JOIN_RATE, _JOIN_BURST = 2.0, 30.0  # words tried a second, all visitors together


@dataclass
class Served:
    """What one server is made of. address: where phones join, as people type it."""

    engine: Engine
    room: Room
    hosts: Hosts
    address: str
    turns: Turns = field(init=False)
    hub: Hub = field(init=False)
    reading: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))  # one table at a time
    joins: Pace = field(default_factory=lambda: Pace(_JOIN_RATE, _JOIN_BURST))

    @property
    def territories(self) -> dict[str, Scenario]:
        """The territories of an engine on this machine."""
        return self.engine.territories if isinstance(self.engine, LocalEngine) else {}

    def __post_init__(self) -> None:
        self.turns = Turns(self.engine)
        self.hub = Hub()


def build(served: Served) -> FastAPI:
    """The application."""

    @contextlib.asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        served.turns.start()
        yield
        await served.turns.stop()

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=life)
    app.state.served = served
    _guarded(app, served)
    _pages(app, served)
    _session(app, served)
    _backstage(app, served)
    _sockets(app, served)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    return app


def _guarded(app: FastAPI, served: Served) -> None:
    """Every answer passes here: unknown hosts and foreign origins are refused, headers are set."""

    @app.middleware("http")
    async def guard(request: Request, follow: Any) -> Response:
        host, origin = request.headers.get("host"), request.headers.get("origin")
        if not served.hosts.known(host):
            return _with_headers(Response("unknown host", 421))
        if request.method not in ("GET", "HEAD") and not served.hosts.same(origin, host):
            return _with_headers(Response("foreign origin", 403))
        return _with_headers(await follow(request))


def _with_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers[name] = value
    if "server" in response.headers:
        del response.headers["server"]
    return response


def _pages(app: FastAPI, served: Served) -> None:
    """Pages, words and pictures."""

    @app.get("/")
    async def door() -> Response:
        return FileResponse(STATIC / "join.html")

    @app.get("/accessibility")
    async def accessibility() -> Response:
        return FileResponse(STATIC / "accessibility.html")

    @app.get("/notice")
    async def notice() -> Response:
        return FileResponse(STATIC / "notice.html")

    @app.get("/words/{lang}.json")
    async def catalogue(lang: str) -> Response:
        if lang not in LANGUAGES:
            return Response(status_code=404)
        return JSONResponse(page_texts(lang))

    @app.get("/{role}/")
    async def page(role: str, request: Request) -> Response:
        if role not in PAGES:
            return Response(status_code=404)
        if not served.room.role_of(role, request.cookies.get(f"{COOKIE}_{role}", "")):
            return RedirectResponse("/", 303)
        return FileResponse(STATIC / PAGES[role])

    @app.get("/{role}/enter/{token}")
    async def enter(role: str, token: str) -> Response:
        if role not in served.room.tokens or not served.room.role_of(role, token):
            return HTMLResponse(_refused(), 403)
        return _let_in(role, token)


def _let_in(role: str, token: str) -> Response:
    """The role's page, with its token in a cookie that no script and no other path reads."""
    response = RedirectResponse(f"/{role}/", 303)
    response.set_cookie(
        f"{COOKIE}_{role}", token, path=f"/{role}", httponly=True, samesite="strict", max_age=12 * 3600
    )
    return response


def _refused() -> str:
    """The page of a link that is not one of this session's."""
    body = "".join(f"<p lang={lang}>{words(lang)('page.refused')}</p>" for lang in ("fr", "en"))
    link = f'<p><a href="/accessibility">{words("fr")("page.accessibility")}</a></p>'
    return f'<!doctype html><html lang="fr"><title>simul_agir</title>{body}{link}'


def _session(app: FastAPI, served: Served) -> None:
    """Joining by the word."""

    @app.post("/join/{role}")
    async def join(role: str, request: Request) -> Response:
        if role not in ("phone", "explorer") or (role == "explorer" and not served.room.explorers):
            return Response(status_code=404)
        if not served.joins.allows():
            return JSONResponse({"why": "too_many"}, 429)
        body = await bounded(request, MOST_BODY)
        token = None if body is None else served.room.join(body.decode("utf-8", "replace"))
        if token is None:
            return JSONResponse({"why": "word"}, 403)
        response = JSONResponse({"to": f"/{role}/"})
        response.set_cookie(
            f"{COOKIE}_{role}", token, path=f"/{role}", httponly=True, samesite="strict", max_age=12 * 3600
        )
        served.hub.tell_session(served.room, ("facilitator",))
        return response


def _backstage(app: FastAPI, served: Served) -> None:
    """What only the facilitator may fetch; and the code for phones."""

    @app.get("/facilitator/links")
    async def links(request: Request) -> Response:
        if not _is_facilitator(served, request):
            return Response(status_code=403)
        return JSONResponse(
            {
                "wall": f"/wall/enter/{served.room.tokens['wall']}",
                "address": served.address,
                "word": served.room.word,
            }
        )

    @app.put("/facilitator/upload")
    async def upload(request: Request) -> Response:
        if not _is_facilitator(served, request):
            return Response(status_code=403)
        lang = request.query_params.get("lang", "fr")
        return await _take_table(served, request, lang if lang in LANGUAGES else "fr")

    @app.get("/facilitator/kit/{lang}")
    async def paper(request: Request, lang: str) -> Response:
        if not _is_facilitator(served, request) or lang not in LANGUAGES:
            return Response(status_code=403)
        scenario = next(iter(served.territories.values()))
        return HTMLResponse(await asyncio.to_thread(kit, scenario, 1, lang, alone=False))

    @app.get("/wall/code.svg")
    @app.get("/facilitator/code.svg")
    async def code(request: Request) -> Response:
        role = request.url.path.split("/")[1]
        if not served.room.role_of(role, request.cookies.get(f"{COOKIE}_{role}", "")):
            return Response(status_code=403)
        return Response(qr_code(f"http://{served.address}/"), media_type="image/svg+xml")


async def _take_table(served: Served, request: Request, lang: str) -> Response:
    """A table of one's own: bounded, tried apart, then a territory; or what is to mend."""
    engine = served.engine
    if not isinstance(engine, LocalEngine):
        return JSONResponse({"faults": [QueryError("no_import").text(lang)]}, 400)
    if sum(name.startswith(OWN) for name in engine.territories) >= MOST_TABLES:
        return JSONResponse({"faults": [QueryError("too_many_tables", most=MOST_TABLES).text(lang)]}, 429)
    body = await bounded(request, MOST_BYTES)
    if body is None:
        return JSONResponse({"faults": [QueryError("too_large", most=MOST_BYTES >> 20).text(lang)]}, 413)
    try:
        async with served.reading:
            upload = upload_of(body, lang)
            taken = await asyncio.to_thread(territory_of, upload, lang)
    except Refused as refused:
        answer = {"faults": refused.faults, "questions": refused.questions, "lines": refused.lines}
        return JSONResponse(answer, 422)
    known = engine.take_in(taken.scenario, upload.instead)
    return JSONResponse(
        {
            "territory": known,
            "actors": taken.scenario.landscape.size,
            "lines": taken.lines,
            "questions": taken.questions,
            "able": able_for("facilitator", served.turns),
        }
    )


def _is_facilitator(served: Served, request: Request) -> bool:
    return served.room.role_of("facilitator", request.cookies.get(f"{COOKIE}_facilitator", ""))


async def bounded(request: Request, most: int) -> bytes | None:
    """The body of a request, None as soon as it is longer than allowed."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > most:
            return None
    return bytes(body)


def qr_code(text: str) -> bytes:
    """A QR code as a picture."""
    import segno

    picture = io.BytesIO()
    segno.make(text, error="m").save(picture, kind="svg", border=4, scale=8, xmldecl=False, light="#ffffff")
    return picture.getvalue()


def _sockets(app: FastAPI, served: Served) -> None:
    """One socket a visitor, by role."""

    @app.websocket("/{role}/ws")
    async def socket(channel: WebSocket, role: str) -> None:
        host, origin = channel.headers.get("host"), channel.headers.get("origin")
        token = channel.cookies.get(f"{COOKIE}_{role}", "")
        if role not in PAGES or not served.hosts.same(origin, host) or not served.room.role_of(role, token):
            await channel.close(4403)
            return
        await talk(channel, role, token, served.room, served.hub, served.turns)
