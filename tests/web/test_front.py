"""What stands in front of the router: sound requests only, no waiting for the slow, guards on every answer."""

import contextlib
import tracemalloc
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import anyio
import httpx2
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message

from events.web import front

SAME_SITE = {
    "content-security-policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


# A small site behind the front, for what the real one must not be made to do.


async def home(request: Request) -> Response:
    return PlainTextResponse(f"You are at {request.url}.")


async def echo(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


async def form(request: Request) -> Response:
    async with request.form() as fields:
        return PlainTextResponse(str(len(fields)))


async def large(request: Request) -> Response:
    return Response(b"x" * 10 * front.PIECE)


async def endless(request: Request) -> Response:
    async def lines() -> AsyncIterator[bytes]:
        while True:
            yield b"x" * front.PIECE

    return StreamingResponse(lines())


async def own_policy(request: Request) -> Response:
    return Response(headers={"Content-Security-Policy": "sandbox", "Cache-Control": "public"})


async def broken(request: Request) -> Response:
    raise RuntimeError


async def this_file(request: Request) -> Response:
    return FileResponse(__file__)


SIZE = Path(__file__).stat().st_size
ROUTES = [
    Route("/", home),
    Route("/echo", echo, methods=["POST"]),
    Route("/form", form, methods=["POST"]),
    Route("/large", large),
    Route("/endless", endless),
    Route("/own-policy", own_policy),
    Route("/broken", broken),
    Route("/this-file", this_file),
]


def a_site(base_url: str = "http://ours.example") -> ASGIApp:
    return front.guard(Starlette(routes=ROUTES), base_url=base_url, body_bytes_at_most=100_000)


@contextlib.asynccontextmanager
async def a_client(app: ASGIApp) -> AsyncIterator[httpx2.AsyncClient]:
    transport = httpx2.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url="http://ours.example") as client:
        yield client


async def asked(app: ASGIApp, path: str = "/", *headers: tuple[str, str], **more: Any) -> tuple[int, str]:
    """The answer to a request with just these headers, as no client library would send it."""
    answer: list[Message] = []

    async def send(message: Message) -> None:
        answer.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "http_version": "1.1",
        "scheme": "http",
        "path": path,
        "query_string": b"",
        "root_path": "",
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers],
        **more,
    }
    await app(scope, one_body(b""), send)
    return answer[0]["status"], b"".join(message.get("body", b"") for message in answer[1:]).decode()


def one_body(body: bytes) -> Callable[[], Any]:
    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


HOST = ("Host", "ours.example")


@pytest.mark.parametrize(
    ("headers", "answer"),
    [
        pytest.param([], (400, "A request needs exactly one Host header.\n"), id="no host"),
        pytest.param([("Host", "")], (400, "A request needs exactly one Host header.\n"), id="empty host"),
        pytest.param([HOST, HOST], (400, "A request needs exactly one Host header.\n"), id="two hosts"),
        pytest.param(
            [HOST, ("Content-Length", "3"), ("Transfer-Encoding", "chunked")],
            (400, "A request gives the length of its body once.\n"),
            id="length and chunks",
        ),
        pytest.param(
            [HOST, ("Content-Length", "3"), ("Content-Length", "4")],
            (400, "A request gives the length of its body once.\n"),
            id="two lengths",
        ),
        pytest.param(
            [HOST, *[("X", "y")] * 100],
            (431, "The headers of this request are too many or too long.\n"),
            id="101 headers",
        ),
        pytest.param(
            [HOST, ("X", "y" * 33_000)],
            (431, "The headers of this request are too many or too long.\n"),
            id="33 kB of headers",
        ),
        pytest.param([HOST, *[("X", "y")] * 99], (200, "You are at http://ours.example/."), id="100 headers"),
        pytest.param([HOST, ("X", "y" * 32_000)], (200, "You are at http://ours.example/."), id="32 kB of headers"),
    ],
)
async def test_a_request_that_could_be_read_in_two_ways_or_without_end_is_refused(
    headers: list[tuple[str, str]], answer: tuple[int, str]
):
    assert await asked(a_site(), "/", *headers) == answer


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        pytest.param("/" + "a" * 9_000, b"", 414, id="long path"),
        pytest.param("/", b"q=" + b"a" * 9_000, 414, id="long query"),
        pytest.param("/\x00", b"", 400, id="NUL"),
        pytest.param("/\r\nX-Evil: 1", b"", 400, id="line end"),
        pytest.param("/events/café", b"", 404, id="only unknown"),
    ],
)
async def test_an_address_that_no_page_can_have_is_refused(path: str, query: bytes, status: int):
    assert (await asked(a_site(), path, HOST, query_string=query))[0] == status


@pytest.mark.parametrize("base_url", ["http://ours.example", "https://ours.example:8443"])
@pytest.mark.parametrize(
    "headers",
    [
        pytest.param([("Host", "evil.example")], id="Host"),
        pytest.param([HOST, ("X-Forwarded-Host", "evil.example")], id="X-Forwarded-Host"),
        pytest.param([HOST, ("Forwarded", "host=evil.example;proto=gopher")], id="Forwarded"),
        pytest.param([HOST, ("X-Forwarded-Proto", "gopher")], id="X-Forwarded-Proto"),
    ],
)
async def test_no_address_is_made_from_what_a_client_says(base_url: str, headers: list[tuple[str, str]]):
    assert await asked(a_site(base_url), "/", *headers) == (200, f"You are at {base_url}/.")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("HEAD", "/", 200),
        ("GET", "/missing", 404),
        ("POST", "/", 405),
        ("GET", "/" + "a" * 9_000, 414),
        ("POST", "/echo", 413),
        ("GET", "/broken", 500),
        ("GET", "/large", 200),
    ],
)
async def test_every_answer_is_guarded(method: str, path: str, status: int):
    async with a_client(a_site()) as client:
        answer = await client.request(method, path, content=b"x" * 100_001 if status == 413 else None)

    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in SAME_SITE} == SAME_SITE
    assert answer.headers.get("cache-control") == ("no-store" if status >= 400 else None)
    assert "strict-transport-security" not in answer.headers


async def test_an_answer_keeps_the_guards_it_sets_itself():
    async with a_client(a_site()) as client:
        answer = await client.get("/own-policy")

    assert answer.headers.get_list("content-security-policy") == ["sandbox"]
    assert answer.headers.get_list("x-content-type-options") == ["nosniff"]
    assert answer.headers.get_list("cache-control") == ["public"]


async def test_browsers_are_told_to_stay_with_https_where_we_are_on_it():
    async with a_client(a_site("https://ours.example")) as client:
        answer = await client.get("/")

    assert answer.headers["strict-transport-security"] == "max-age=31536000"


async def test_head_works_where_get_does_and_other_methods_are_named():
    async with a_client(a_site()) as client:
        head, brew = await client.head("/"), await client.request("BREW", "/")

    assert (head.status_code, head.content) == (200, b"")
    assert (brew.status_code, {*brew.headers["allow"].split(", ")}) == (405, {"GET", "HEAD"})


async def test_a_body_without_end_is_refused_while_it_comes():
    taken = 0

    async def pieces() -> AsyncIterator[bytes]:
        nonlocal taken
        while True:
            taken += 10_000
            yield b"x" * 10_000

    app = a_site()
    async with a_client(app) as client:
        with anyio.fail_after(20):
            answer = await _streamed(app, pieces())
        assert (await client.get("/")).status_code == 200

    assert answer == 413
    assert taken <= 200_000


async def _streamed(app: ASGIApp, pieces: AsyncIterator[bytes]) -> int:
    """The status when a body is given piece by piece, as far as it is asked for."""
    statuses: list[int] = []

    async def receive() -> Message:
        piece = await anext(pieces, None)
        return {"type": "http.request", "body": piece or b"", "more_body": piece is not None}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    headers = [(b"host", b"ours.example"), (b"transfer-encoding", b"chunked")]
    scope = {"type": "http", "method": "POST", "path": "/echo", "query_string": b"", "headers": headers}
    await app({**scope, "root_path": "", "scheme": "http", "http_version": "1.1"}, receive, send)
    return statuses[0]


MULTIPART = "multipart/form-data; boundary=b"
URLENCODED = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("media_type", "body", "statuses"),
    [
        pytest.param(URLENCODED, b"a&" * 1_000_000, {413}, id="a million fields"),
        pytest.param(URLENCODED, b"a&" * 45_000, {400}, id="as many fields as fit"),
        pytest.param(MULTIPART, b"--b\r\nX: y\r\n" + b"X: y\r\n" * 1_000_000, {413}, id="endless part headers"),
        pytest.param(MULTIPART, b"--b\r\nX: y\r\n" + b"X: y\r\n" * 15_000, {400}, id="as many headers as fit"),
        pytest.param(MULTIPART, b"--b\r\n" + b"X" * 90_000, {400}, id="one long part header"),
        pytest.param(MULTIPART, b"--b\r\n\r\n" * 12_000, {400}, id="many parts without a name"),
    ],
)
async def test_a_hostile_form_is_refused_and_costs_little_memory(media_type: str, body: bytes, statuses: set[int]):
    async with a_client(a_site()) as client:
        tracemalloc.start()
        try:
            answer = await client.post("/form", content=body, headers={"Content-Type": media_type})
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()

    assert answer.status_code in statuses
    assert peak < 50_000_000


@pytest.mark.parametrize(
    "ranges",
    [
        pytest.param(",".join(["0-"] * 10_000), id="whole, 10,000 times"),
        pytest.param(",".join(f"{n}-{n}" for n in range(10_000)), id="10,000 bytes"),
        pytest.param(",".join(f"{2 * n}-{2 * n}" for n in range(90)), id="90 bytes"),
        pytest.param(",".join(["-1"] * 8_000), id="last byte, 8,000 times"),
        pytest.param("0-" + "," * 30_000, id="commas"),
        pytest.param("9" * 30_000 + "-", id="a long number"),
    ],
)
async def test_many_ranges_cost_no_more_than_the_file(ranges: str):
    async with a_client(a_site()) as client:
        answer = await client.get("/this-file", headers={"Range": f"bytes={ranges}"})

    assert answer.status_code in {200, 206, 400, 416, 431}
    assert len(answer.content) <= 2 * SIZE


# A patience of moments stands for the 20 seconds of the real one.


def with_little_patience() -> ASGIApp:
    return front.PromptClients(Starlette(routes=ROUTES), patience=0.05)


async def test_a_body_that_stops_coming_is_given_up():
    async def pieces() -> AsyncIterator[bytes]:
        yield b"x"
        await anyio.sleep_forever()

    with anyio.fail_after(20):
        assert await _streamed(with_little_patience(), pieces()) == 408


async def test_a_body_that_comes_a_drop_at_a_time_is_given_up():
    async def pieces() -> AsyncIterator[bytes]:
        while True:
            await anyio.sleep(0.01)
            yield b"x"

    with anyio.fail_after(20):
        assert await _streamed(with_little_patience(), pieces()) == 408


async def test_a_body_that_keeps_coming_is_waited_for():
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(10):
            yield b"x" * front.SLOWEST
            await anyio.sleep(0.01)

    with anyio.fail_after(20):
        assert await _streamed(with_little_patience(), pieces()) == 200


async def test_a_client_who_leaves_in_the_middle_of_a_body_is_no_fault_of_ours():
    """Else anybody could fill the log."""

    async def gone() -> Message:
        return {"type": "http.disconnect"}

    scope = {"type": "http", "method": "POST", "path": "/echo", "query_string": b"", "headers": [], "root_path": ""}
    await with_little_patience()(scope, gone, _nobody)


@pytest.mark.parametrize("path", ["/large", "/endless"])
async def test_a_reader_who_stops_reading_is_dropped(path: str):
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)
        if len(sent) > 3:
            await anyio.sleep_forever()

    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": [], "root_path": ""}
    with anyio.fail_after(20):
        await with_little_patience()(scope, _still_there, send)

    assert [message["type"] for message in sent] == ["http.response.start", *["http.response.body"] * 3]
    assert max(len(message.get("body", b"")) for message in sent) <= front.PIECE


async def test_a_reader_who_takes_long_over_many_pieces_has_them_all():
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)
        await anyio.sleep(0.02)

    scope = {"type": "http", "method": "GET", "path": "/large", "query_string": b"", "headers": [], "root_path": ""}
    with anyio.fail_after(20):
        await front.PromptClients(Starlette(routes=ROUTES), patience=0.1)(scope, _still_there, send)

    assert len(sent) > 10
    assert sum(len(message.get("body", b"")) for message in sent) == 10 * front.PIECE
    assert [message["more_body"] for message in sent[1:]] == [True] * (len(sent) - 2) + [False]


async def _nobody(_message: Message) -> None:
    pass


async def _still_there() -> Message:
    await anyio.sleep_forever()
    raise AssertionError
