"""Phone numbers as they are kept (E.164) and as people read them out."""

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, ValidationInfo

from events import text
from events.storage import types

_FICTITIOUS = "+442079460182"  # of those kept for plays
_ASKED = re.compile(r"[\s\d()+./\u2010-\u2015-]+")
_FEWEST = 5  # of fewer, too many numbers have them somewhere
HOME = "GB"  # where a number without a country is dialled, as long as nobody knows where they are who typed it


def _with_its_country(typed: Any, info: ValidationInfo) -> Any:
    """Raises ValueError where it is none; what has its form already, the edge takes, whoever may have that country."""
    home = (info.context or {}).get("home")
    if not isinstance(typed, str) or re.fullmatch(types.phone().pattern, typed):
        return typed
    if number := dialled(typed, home):
        return number
    raise ValueError(f"is not a phone number; write it as in {example(home)}")


EDGE: Any = Annotated[types.phone().edge, BeforeValidator(_with_its_country)]  # however it is spaced


def dialled(typed: str, home: str | None = None) -> str | None:
    """The number that somebody typed, in E.164; None where nobody could ring it. Without a country it is at home."""
    import phonenumbers as library

    try:
        number = library.parse(typed[:60].replace("(0)", ""), home or HOME)
    except library.NumberParseException:
        return None
    is_whole = library.is_possible_number_with_reason(number) == library.ValidationResult.IS_POSSIBLE
    is_cut = number.italian_leading_zero and not library.is_valid_number(number)  # 020 7946 alone
    if number.extension or not is_whole or is_cut:
        return None
    return library.format_number(number, library.PhoneNumberFormat.E164)


def digits_asked(words: str) -> str | None:
    """Of a number that somebody looks for, or of a part of one, the digits as they stand in E.164; None: it is none."""
    if not _ASKED.fullmatch(words):
        return None
    digits = re.sub(r"\D", "", words.replace("(0)", ""))
    digits = digits.removeprefix("00") if digits.startswith("00") else digits.removeprefix("0")
    return digits if len(digits) >= _FEWEST else None


def example(home: str | None = None) -> str:
    """How one at home may be written: `020 7946 0182 or +44 20 7946 0182`."""
    number = _example(home)
    return text.either([_formatted(number, abroad=each) for each in (False, True)])


def example_at_home(home: str | None = None) -> str:
    """The same as it is dialled there: `020 7946 0182`."""
    return _formatted(_example(home), abroad=False)


def _example(home: str | None) -> str:
    import phonenumbers as library

    number = library.example_number(home) if home and home != HOME else None
    return library.format_number(number, library.PhoneNumberFormat.E164) if number else _FICTITIOUS


def printed(e164: str, language: str) -> str:
    """As it is dialled at home, `020 7438 2609`; with its country where the language names another one."""
    home = language.partition("-")[2].upper()
    return _formatted(e164, abroad=len(home) == 2 and home != region(e164))


def abroad(e164: str) -> str:
    """As it is dialled from anywhere: `+44 20 7438 2609`."""
    return _formatted(e164, abroad=True)


def _formatted(e164: str, *, abroad: bool) -> str:
    import phonenumbers as library  # takes a while, and most commands print no number

    form = library.PhoneNumberFormat.INTERNATIONAL if abroad else library.PhoneNumberFormat.NATIONAL
    try:
        return library.format_number(library.parse(e164), form)
    except library.NumberParseException:
        return e164  # a country code that nobody has; the digits are still right


def region(e164: str) -> str | None:
    """The code of the country in which somebody would answer."""
    import phonenumbers as library

    try:
        code = library.region_code_for_number(library.parse(e164))
    except library.NumberParseException:
        return None
    return None if code == library.REGION_CODE_FOR_NON_GEO_ENTITY else code
