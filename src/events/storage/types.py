"""Column types that carry their own rule: what may come in at the edge, and what the database keeps.

Each type knows its `edge`, the pydantic type that reads it; import, forms and the JSON Schema are made from that.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any
from urllib.parse import urlsplit
from uuid import UUID, SafeUUID

from pydantic import AfterValidator, AwareDatetime, Field
from sqlalchemy import DateTime, Dialect, Enum, String, Text, Uuid
from sqlalchemy.types import TypeDecorator, TypeEngine

from events import text, times

# In the `info` of a column: whatever stands there is read in the house that noted it, and by no other.
FOR_OFFICE = {"for_office": True}


class Id(Uuid[UUID]):
    """SQLite gives the digits back that we have put there, so that they need no second look.

    `UUID` takes three times as long to read them, and events that show a renamed organisation come with fifty of them.
    """

    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        return _id if dialect.name == "sqlite" else super().result_processor(dialect, coltype)  # type: ignore[no-untyped-call]


@lru_cache(4096)  # rows by thousands name the same few others
def _id(digits: str | None) -> UUID | None:
    if digits is None:
        return None
    id = _new(UUID)
    _set(id, "int", int(digits, 16))
    _set(id, "is_safe", _UNKNOWN)
    return id


_new, _set = object.__new__, object.__setattr__
_UNKNOWN = SafeUUID.unknown  # which takes Python longer to find than all the rest


class Instant(TypeDecorator[datetime]):
    """A moment: aware and UTC in Python on both databases; refuses naive values."""

    impl = DateTime(timezone=True)
    cache_ok = True
    edge: Any = Annotated[AwareDatetime, AfterValidator(lambda moment: moment.astimezone(UTC))]

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"A moment needs a zone: {value!r}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class _Kept(TypeDecorator[str]):
    """Text with a limit, checked once more on its way into the database."""

    cache_ok = True
    impl = String
    limit: int

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        """Compared by code point on PostgreSQL too, so that both databases sort and match alike."""
        collation = "C" if dialect.name == "postgresql" else None
        return dialect.type_descriptor(String(self.limit, collation=collation))

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else text.require_kept(value, self.limit)

    def _annotated(self, read: Callable[[str], str], **field: Any) -> Any:
        return Annotated[str, AfterValidator(read), Field(**field)]

    @property
    def edge(self) -> Any:
        raise NotImplementedError


class Line(_Kept):
    """One line: a name, a title, a note."""

    cache_ok = True

    def __init__(self, limit: int = 250) -> None:
        super().__init__(limit)

    @property
    def edge(self) -> Any:
        return self._annotated(lambda value: _some(text.line(value, self.limit)), max_length=self.limit * 2)


class Prose(_Kept):
    """Paragraphs, plain or Markdown."""

    cache_ok = True
    impl = Text

    def __init__(self, limit: int = 20_000) -> None:
        TypeDecorator.__init__(self)
        self.limit = limit

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        return self.impl_instance

    @property
    def edge(self) -> Any:
        return self._annotated(lambda value: _some(text.prose(value, self.limit)), max_length=self.limit * 2)


class Coded(_Kept):
    """Text of a fixed form, such as a slug, a colour or an ORCID; `example` is shown to whoever gets it wrong.

    `site`: where such a thing has an address, which may be given instead.
    """

    cache_ok = True

    def __init__(self, name: str, pattern: str, example: str, limit: int = 100, site: str = "") -> None:
        super().__init__(limit)
        self.name, self.pattern, self.example, self.site = name, pattern, example, site

    @property
    def edge(self) -> Any:
        return self._annotated(
            lambda value: self._read(value),
            json_schema_extra={"pattern": self.pattern},
            max_length=self.limit + (_LONGEST_SITE if self.site else 0),
        )

    def _read(self, value: str) -> str:
        if self.site and (address := re.fullmatch(rf"(?:https?://)?(?:www\.)?{re.escape(self.site)}/(.*?)/?", value)):
            value = address[1]
        if not re.fullmatch(self.pattern.removeprefix("^").removesuffix("$"), value):
            raise ValueError(f"is not {self.name}; write it as in {self.example}")
        check = _CHECKS.get(self.name)
        if check and not check(value):
            raise ValueError(f"is not {self.name}: its check digit is wrong")
        return value


_LONGEST_SITE = 40
_SAID = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}(?::\d+)?(?:[/?#]\S*)?")  # a web address without its scheme


class Web(_Kept):
    """An http or https address without a user name or password in it; also without its scheme, as people say it."""

    cache_ok = True

    def __init__(self) -> None:
        super().__init__(2000)

    @property
    def edge(self) -> Any:
        return self._annotated(self._read, json_schema_extra={"format": "uri"}, max_length=self.limit)

    @staticmethod
    def _read(value: str) -> str:
        value = text.line(value, 2000)
        if _SAID.fullmatch(value):
            value = f"https://{value}"
        try:
            parts = urlsplit(value)
            fit = parts.scheme in ("http", "https") and parts.hostname and not parts.username and parts.port != 0
        except ValueError:
            fit = False
        if not fit or re.search(r"[\s<>\"\\^`{|}]", value):
            raise ValueError("is not a web address; write it as in https://www.example.org")
        return value


class Zone(_Kept):
    """An IANA zone name."""

    cache_ok = True

    def __init__(self) -> None:
        super().__init__(64)

    @property
    def edge(self) -> Any:
        return self._annotated(times.zone, max_length=self.limit)


def slug() -> Coded:
    return Coded("a slug", "^[a-z0-9]+(-[a-z0-9]+)*$", "public-services-inside-out", 80)


def colour() -> Coded:
    return Coded("a colour", "^#[0-9a-f]{6}$", "#00756c", 7)


def language() -> Coded:
    return Coded("a language tag", "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", "en-GB or cy", 35)


def orcid() -> Coded:
    return Coded("an ORCID", r"^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$", "0000-0002-1825-0097", 19, "orcid.org")


def ror() -> Coded:
    return Coded("a ROR id", r"^https://ror\.org/0[a-z0-9]{6}\d{2}$", "https://ror.org/02mhbdp94", 40)


def isbn() -> Coded:
    return Coded("an ISBN of 13 digits", r"^97[89]\d{10}$", "9780306406157", 13)


def doi() -> Coded:
    return Coded("a DOI", r"^10\.\d{4,9}/[^\s<>\"]+$", "10.1000/182", 200)


def phone() -> Coded:
    return Coded("a phone number with its country", r"^\+[1-9]\d{5,14}$", "+442079460182", 16)


def mail() -> Coded:
    return Coded("a mail address", rf"^[^{_NOT_IN_MAIL}]{{1,64}}@({_LABEL}\.)+{_LABEL}$", "press@example.org", 254)


# White space, what no eye sees, and what means something in a header or to a mail server.
_NOT_IN_MAIL = r"\s\x00-\x20\x7f-\xa0\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff@<>\"(),:;\\\[\]"
_LABEL = rf"[^{_NOT_IN_MAIL}.]{{1,63}}"


def choice(kind: type[StrEnum]) -> Enum:
    """An enumeration kept as its words, with a CHECK that names them."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        length=32,
        values_callable=lambda each: [member.value for member in each],
        name=f"{kind.__name__.lower()}_known",
    )


def _some(value: str) -> str:
    if not value:
        raise ValueError("is empty; leave it out instead")
    return value


def _isbn_sum(value: str) -> bool:
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(value)) % 10 == 0


def _orcid_sum(value: str) -> bool:
    """ISO 7064 mod 11-2, as ORCID uses it."""
    digits = value.replace("-", "")
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == digits[-1]


_CHECKS: dict[str, Callable[[str], bool]] = {"an ISBN of 13 digits": _isbn_sum, "an ORCID": _orcid_sum}
