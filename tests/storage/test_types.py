"""What the column types take at the edge."""

import pickle
from uuid import UUID, uuid4

import pytest
from pydantic import TypeAdapter, ValidationError
from sqlalchemy.dialects import sqlite

from events.storage import types

MAIL: TypeAdapter[str] = TypeAdapter(types.mail().edge)


@pytest.mark.parametrize(
    "address", ["a@b.co", "press+list@larkfield.example", "o'hara@sub.larkfield.example", "röd@grön.example"]
)
def test_a_mail_address_is_taken_as_written(address: str):
    assert MAIL.validate_python(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "a@b.c,d@e.f",
        "a@b.co,",
        "a@b.co>",
        "a@b.<script>",
        'a@b."co"',
        "a@b.co;d",
        "a@b.co:25",
        "a@[127.0.0.1]",
        "a@b.co\r\nBcc: x@y.z",
        "a@b.co\x00",
        "a\x07@b.co",
        "a\u202e@b.co",
        "a@b\u200b.co",
        "a@b..co",
        "a@.co",
        "a@b.",
        "a@b",
        "@b.co",
        "a b@c.de",
        f"{'a' * 65}@b.co",
    ],
    ids=ascii,
)
def test_what_a_header_or_a_server_would_read_otherwise_is_no_mail_address(address: str):
    with pytest.raises(ValidationError):
        MAIL.validate_python(address)


def test_an_id_read_from_sqlite_is_a_uuid_like_any_other():
    read = types.Id().result_processor(sqlite.dialect(), None)
    id = uuid4()
    assert (read(id.hex), read(None)) == (id, None)
    assert (type(read(id.hex)), repr(read(id.hex)), hash(read(id.hex))) == (UUID, repr(id), hash(id))
    assert pickle.loads(pickle.dumps(read(id.hex))) == id
