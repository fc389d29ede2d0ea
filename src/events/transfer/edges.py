"""How one value of each column type stands in the document, and the plain sentence for what does not fit."""

import binascii
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Annotated, Any, TypeVar
from uuid import UUID

from pydantic import BeforeValidator, PlainValidator, WithJsonSchema, WrapValidator
from sqlalchemy import Column, Enum
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from events.storage.types import Instant

_Day = TypeVar("_Day", bound=date)
# Both databases and the time zones hold these years, with a day to spare on either side.
_YEARS = range(1000, 9999)
_MOST = 2**31 - 1
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?")
_MOMENT = re.compile(rf"{_DATE.pattern}T{_TIME.pattern}(Z|[+-][0-9]{{2}}:[0-9]{{2}})")
_HALF = re.compile("[\ud800-\udfff]")
_UID = re.compile(r"(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def of(column: Column[Any]) -> Any:
    """The pydantic type that reads a column from the document."""
    kind = column.type
    if isinstance(kind, Enum) and kind.enum_class:
        return one_of({each.value: each for each in kind.enum_class})
    if isinstance(kind, Instant):
        return Annotated[kind.edge, BeforeValidator(_moment)]
    if edge := getattr(kind, "edge", None):
        return _or_empty(_at_most(kind.limit, edge), column)  # type: ignore[attr-defined]
    return _PLAIN[kind.python_type]


def default(column: Column[Any]) -> Any:
    """What a new row has where its record says nothing."""
    return column.default.arg if isinstance(column.default, ScalarElementColumnDefault) else None


def one_of(words: dict[str, Any]) -> Any:
    def read(value: object) -> Any:
        if not isinstance(value, str) or value not in words:
            raise ValueError(f"is not one of {', '.join(words)}")
        return words[value]

    return Annotated[Any, PlainValidator(read), WithJsonSchema({"enum": list(words)})]


def written(value: Any) -> str:
    """The inverse of reading, for what JSON has no word for."""
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
        case time(second=0, microsecond=0):
            return value.isoformat("minutes")
        case date() | time():
            return value.isoformat()
        case UUID():
            return str(value)
    raise TypeError(f"The document has no place for a {type(value).__name__}.")


def _at_most(limit: int, edge: Any) -> Any:
    """Looks first at what must not reach the edge: far too much text, or half of a character, which none can quote."""

    def check(value: object) -> object:
        if isinstance(value, str) and len(value) > 2 * limit:
            raise ValueError(f"This is {len(value)} characters long; at most {limit} fit.")
        if isinstance(value, str) and (half := _HALF.search(value)):
            raise ValueError(f"Character {half.start() + 1} is half of one (U+{ord(half[0]):04X}); remove it.")
        return value

    return Annotated[edge, BeforeValidator(check)]


def _or_empty(edge: Any, column: Column[Any]) -> Any:
    """Text that may be empty in its column may be so in the document."""
    if default(column) != "":
        return edge
    return Annotated[edge, WrapValidator(lambda value, read: value if value == "" else read(value))]


def _plain(read: Callable[[Any], Any], schema: dict[str, Any]) -> Any:
    return Annotated[Any, PlainValidator(read), WithJsonSchema(schema)]


def _uid(value: object) -> UUID:
    if not isinstance(value, str) or not _UID.fullmatch(value):
        raise ValueError("is not a uid; write it as in 0b5c8ae2-6f0d-4f43-9d3e-6a3f5d0c9e11")
    return UUID(value)


def _day(value: object) -> date:
    sentence = "is not a date; write it as in 2010-04-14"
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        raise ValueError(sentence)
    try:
        day = date.fromisoformat(value)
    except ValueError as error:
        raise ValueError(sentence) from error
    return _in_years(day)


def _time(value: object) -> time:
    sentence = "is not a time of day; write it as in 18:30"
    if not isinstance(value, str) or not _TIME.fullmatch(value):
        raise ValueError(sentence)
    try:
        return time.fromisoformat(value)
    except ValueError as error:
        raise ValueError(sentence) from error


def _moment(value: object) -> datetime:
    sentence = "is not a moment with its offset; write it as in 2010-04-14T00:01:00+01:00"
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        raise ValueError(sentence)
    try:
        moment = datetime.fromisoformat(value)
    except ValueError as error:
        raise ValueError(sentence) from error
    return _in_years(moment).astimezone(UTC)


def _in_years(day: _Day) -> _Day:
    if day.year not in _YEARS:
        raise ValueError(f"is outside the years {_YEARS.start} to {_YEARS[-1]}")
    return day


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("is not true or false")
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError("is not a whole number")
    if abs(value) > _MOST:
        raise ValueError(f"is too large; at most {_MOST} fits")
    return value


def _decimal(value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not abs(value) <= _MOST:
        raise ValueError("is not a number of a usual size")
    return float(value) + 0.0  # SQLite keeps no negative zero


def _content(value: object) -> bytes:
    try:
        return binascii.a2b_base64(value.encode("ascii"), strict_mode=True)  # type: ignore[attr-defined]
    except (AttributeError, ValueError) as error:
        raise ValueError("is not base64") from error


CONTENT = _plain(_content, {"type": "string", "contentEncoding": "base64"})
_PLAIN: dict[type, Any] = {
    UUID: _plain(_uid, {"type": "string", "format": "uuid"}),
    date: _plain(_day, {"type": "string", "format": "date"}),
    time: _plain(_time, {"type": "string", "pattern": f"^{_TIME.pattern}$"}),
    bool: _plain(_flag, {"type": "boolean"}),
    int: _plain(_number, {"type": "integer", "minimum": -_MOST, "maximum": _MOST}),
    float: _plain(_decimal, {"type": "number", "minimum": -_MOST, "maximum": _MOST}),
}
