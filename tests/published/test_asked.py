"""How requests are read: equal ones once, and strangers' ones without leaving much behind."""

from typing import Any

import pytest

from events.published.asked import Asked, Kept, Requests

HOST = (b"host", b"launch.example")
KEPT = Kept(first_parts=("events", "events.ics"), queries=("year", "topic"))


def a_request(path: str = "/events.ics", *headers: tuple[bytes, bytes], query: bytes = b"", method: str = "GET") -> Any:
    return {"type": "http", "method": method, "path": path, "query_string": query, "headers": [HOST, *headers]}


def read(*args: Any, **how: Any) -> Asked | None:
    return Requests(KEPT).asked(a_request(*args, **how))


@pytest.mark.parametrize(
    "request_",
    [
        pytest.param(a_request("/events", (b"cookie", b"theme=dark; session=abc")), id="signed in"),
        pytest.param(a_request("/events", HOST), id="two hosts"),
        pytest.param({**a_request(), "headers": []}, id="no host"),
        pytest.param({**a_request(), "headers": [(b"host", b"")]}, id="an empty host"),
        pytest.param(a_request("/office"), id="nothing public"),
        pytest.param(a_request(method="POST"), id="something to be done"),
        pytest.param(a_request("/events", (b"expect", b"100-continue")), id="a question first"),
        pytest.param(a_request("/events", *[(b"x-n", b"1")] * 100), id="many headers"),
        pytest.param(a_request("/events", (b"x-long", b"1" * 33_000)), id="long headers"),
        pytest.param(a_request(query=b"a=1&" * 21), id="many parameters"),
        pytest.param(a_request(query="topic=ü".encode()), id="bytes that no address has"),
        pytest.param({"type": "lifespan"}, id="no request at all"),
    ],
)
def test_what_is_not_ordinary_takes_the_ordinary_way_each_time(request_: Any) -> None:
    requests = Requests(KEPT)

    assert [requests.asked(request_), requests.asked(request_)] == [None, None]
    assert len(requests) == 0


def test_whatever_makes_another_answer_makes_another_request() -> None:
    requests = Requests(KEPT)
    tags = [(b"if-none-match", tag) for tag in (b'"a"', b'W/"b"')]

    for _ in range(2):
        assert getattr(requests.asked(a_request()), "liked", "") is None
        assert getattr(requests.asked(a_request("/events.ics", (b"accept-encoding", b"br"))), "liked", "") == "br"
        assert getattr(requests.asked(a_request(method="HEAD")), "is_head", False)
        assert getattr(requests.asked(a_request(query=b"year=2026")), "key", "") == "/events.ics?year=2026"
        assert getattr(requests.asked(a_request(query=b"x=1")), "key", "") == "/events.ics"
        assert getattr(requests.asked(a_request("/events", *tags)), "tags", "") == '"a", W/"b"'


def test_strangers_leave_no_more_behind_than_there_is_room_for() -> None:
    requests = Requests(KEPT)

    for number in range(3_000):
        assert requests.asked(a_request(query=b"x=%d" % number))
        assert requests.asked(a_request("/events", (b"if-none-match", b'"%d"' % number)))
    few = len(requests)
    for number in range(3_000):
        assert requests.asked(a_request("/events", (b"x-long", b"%d" % number * 3000)))
        assert requests.asked(a_request("/events", *[(b"x-n", b"%d" % number)] * 50))

    assert 0 < few == len(requests) <= 1_000
