"""Public bytes: what is compressed for whom, and who is told that nothing has changed."""

import gzip
from datetime import UTC, datetime

import brotli
import pytest
import zstandard
from starlette.datastructures import Headers

from events.published import validators

BODY = b"<p>The same state renders the same bytes.</p>" * 40
_PLAIN = {
    "zstd": zstandard.ZstdDecompressor().decompress,
    "br": brotli.decompress,
    "gzip": gzip.decompress,
    None: bytes,
}
LAST = datetime(2026, 11, 2, 9, 0, 30, 999, tzinfo=UTC)


def answer(body: bytes = BODY, media_type: str = "text/html; charset=utf-8", **asked: str):
    headers = Headers({name.replace("_", "-"): value for name, value in asked.items()})
    return validators.answer(headers, body, media_type)


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", None),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip, deflate, br", "br"),
        ("GZIP", "gzip"),
        ("br;q=0.5, gzip;q=0.9", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("*", "zstd"),
        ("zstd;q=0, br;q=0, *;q=0.3", "gzip"),
        ("identity, gzip;q=0.5", None),
        ("gzip;q=0", None),
        ("*;q=0", None),
        ("deflate", None),
        ("br;q=nonsense, gzip;q=2", None),
        (", ;q=1, gzip", "gzip"),
    ],
)
def test_a_body_is_compressed_as_the_client_likes_it_best(accepted, encoding):
    response = answer(accept_encoding=accepted)

    assert response.headers.get("content-encoding") == encoding
    assert _PLAIN[encoding](response.body) == BODY
    assert response.headers["content-length"] == str(len(response.body))
    assert response.headers["vary"] == "Accept-Encoding"


def test_each_encoding_has_an_entity_tag_of_its_own_and_equal_bytes_have_equal_ones():
    tags = {answer(accept_encoding=each).headers["etag"] for each in ("", "gzip", "br", "zstd")}

    assert len(tags) == 4
    assert answer(accept_encoding="gzip").body == answer(accept_encoding="gzip").body
    assert answer(b"other").headers["etag"] not in tags


@pytest.mark.parametrize("asked", ["{}", "W/{}", '"other", {}', '"a",W/{} , "b"', "*"])
def test_who_has_these_bytes_already_is_told_so(asked):
    known = answer(accept_encoding="gzip")
    tag = known.headers["etag"]

    again = answer(accept_encoding="gzip", if_none_match=asked.format(tag))

    assert (again.status_code, again.body) == (304, b"")
    for name in ("etag", "cache-control", "vary"):
        assert again.headers[name] == known.headers[name]


@pytest.mark.parametrize(
    ("asked", "is_known"),
    [
        ({"if_none_match": '"other"'}, False),
        ({"if_none_match": ""}, False),
        ({"if_modified_since": "Mon, 02 Nov 2026 09:00:30 GMT"}, True),
        ({"if_modified_since": "Mon, 02 Nov 2026 09:00:29 GMT"}, False),
        ({"if_modified_since": "Mon, 02 Nov 2026 09:00:31 GMT"}, False),
        ({"if_modified_since": "yesterday"}, False),
        ({"if_modified_since": "Mon, 02 Nov 2026 09:00:30 -0000"}, False),
        ({"if_none_match": '"other"', "if_modified_since": "Mon, 02 Nov 2026 09:00:30 GMT"}, False),
    ],
    ids=str,
)
def test_an_entity_tag_counts_before_a_date(asked, is_known):
    asked = {"if_none_match": None, "if_modified_since": None} | asked

    told = validators.is_known(asked["if_none_match"], asked["if_modified_since"], tag='"ours"', last_modified=LAST)

    assert told == is_known


def test_what_is_small_or_not_text_is_left_as_it_is():
    assert "content-encoding" not in answer(b"ok", accept_encoding="br").headers
    assert "content-encoding" not in answer(BODY, "image/png", accept_encoding="br").headers


def test_an_error_is_not_to_be_kept():
    response = validators.answer(Headers(), BODY, "text/html", status=404)

    assert response.headers["cache-control"] == "no-store"
    assert "etag" not in response.headers


@pytest.mark.parametrize("coding", ["identity", "zstd", "br", "gzip"])
def test_a_body_in_pieces_is_answered_as_the_whole_of_it(coding: str):
    whole = answer(accept_encoding=coding)
    pieces = answer([BODY[:100], BODY[100:700], BODY[700:]], accept_encoding=coding)  # type: ignore[arg-type]

    assert (pieces.body, pieces.headers) == (whole.body, whole.headers)
