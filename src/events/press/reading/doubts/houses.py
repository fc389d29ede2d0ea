"""Which houses behind a release are marked, and which are dropped: those only named beside one that is certain."""

import re
from collections.abc import Sequence
from dataclasses import replace

from events.press.reading.draft import Draft, Fact, Found, Organisation, doubted, houses_of
from events.press.reading.houses import alliances
from events.press.reading.layout.source import Source
from events.press.reading.words import vocabulary

_TOGETHER = 120  # characters
_NEAR = 240
_JOINED = re.compile(r"(?:\band|\bwith|&|,)\s(?:the\s)?(?:[a-z]+\s){0,3}[*_]{0,3}$")
_JOINS = re.compile(r",? (?:and|with|&|\+|together with|in \w+ with) ", re.IGNORECASE)
_TWO_IN_ONE = re.compile(r"[Tt]he |.* (?:at|&|and the|and [A-Z][a-z]+ [A-Z]\w+ [A-Z]\w+) |.*,|.*\d")
_LONG = 8  # words; two in three names of as many are of two houses
_SHORT = 3  # letters
_REACHED = re.compile(r"(?:@|www\.|https?:)\S*")  # where a house is not named but reached
_LONGER = re.compile(r" (?:for|of|on)(?: the)? [A-Z]")


def weighed(source: Source, draft: Draft) -> tuple[Organisation, ...]:
    """A house is certain that tells of itself, or that is named twice and is to be rung or, as the first, on stage."""
    rung = {_folded(each.organisation) for each in draft.press_contacts}
    on_stage = {_folded(each.organisation) for person in draft.panel for each in person.affiliations}
    called = {each.value.casefold() for each in houses_of(draft) if len(each.value) > _SHORT}
    text = _REACHED.sub(" ", source.plain.casefold())
    first = _folded(draft.organisations[0].name) if draft.organisations else ""

    def weigh(house: Organisation, others: set[str]) -> Organisation:
        name = _folded(house.name)
        is_named_once = text.count(name) < 2
        is_vouched_for = house.short_name is not None or name in rung  # of these hardly one in a hundred is wrong
        is_unlike = house.name is None or _is_unlike(house.name.value) or _is_cut(source, house.name, called)
        is_part = any(name.startswith(f"{each} ") for each in called)  # `Dominion Bank Economics` of `Dominion Bank`
        is_owner = f"{first}, {name}" in text  # `Institute for Work, University of Combe`
        is_lent = _is_bare(house) and (name not in others or is_named_once or is_owner)
        is_part = is_part or _may_be_short(source, house)
        doubt = (
            is_part or is_lent or _is_bracketed(source, house) or (not is_vouched_for and (is_unlike or is_named_once))
        )
        return replace(house, name=doubted(house.name, where=doubt))

    found = [weigh(each, rung if place else rung | on_stage) for place, each in enumerate(draft.organisations)]
    sure = [each.name.value for each in found if each.name and not each.name.to_check]
    above = draft.headline.span[0] if draft.headline else 0
    passing = (each for each in found[1:] if sure and _is_passing(source, each, sure))
    dropped = [each for each in passing if not _signs_first(source, each, above)]
    later = [each for each in found[1:] if each not in dropped]
    return (*found[:1], *later)


def _is_cut(source: Source, name: Found[str], called: set[str]) -> bool:
    """Somewhere it is longer: `Tallis Fund for Young Musicians`."""
    is_within = any(name.value.casefold() in each and name.value.casefold() != each for each in called)
    return is_within or any(_LONGER.match(source.plain, end) for end in source.ends_of(name.value))


def _is_unlike(name: str) -> bool:
    """Two houses in one, its article, its town, a heading in capitals, or no word that says it is a house."""
    is_heading = name.isupper() and " " in name
    is_long = _TWO_IN_ONE.match(name) is not None or len(name.split()) >= _LONG
    return is_long or is_heading or not vocabulary.is_organisation(name)


def _may_be_short(source: Source, house: Organisation) -> bool:
    """`SAMPLE, the Union of Samplers`: letters, behind which the whole name may stand."""
    name = house.name
    if name is None or house.short_name or not name.value.isupper() or " " in name.value:
        return False
    return any(_THE_WHOLE.match(source.plain, end) for end in source.ends_of(name.value))


_THE_WHOLE = re.compile(r",? \(?the [A-Z]")


def _is_bracketed(source: Source, house: Organisation) -> bool:
    """`the Linden Foundation (Linden-Stiftung)` is one."""
    return house.name is not None and source.text[house.name.span[0] - 1 : house.name.span[0]] == "("


def _is_bare(house: Organisation) -> bool:
    return not (house.short_name or house.website or house.boilerplate)


def _signs_first(source: Source, house: Organisation, headline: int) -> bool:
    """Whether it stands above the headline, and joins another to itself."""
    name = house.name
    return name is not None and name.span[0] < headline and _JOINS.match(source.text, name.span[1]) is not None


def _is_passing(source: Source, house: Organisation, sure: Sequence[str]) -> bool:
    """Named beside a house that is certain, but not together with it: two in three of these gave money or a room."""
    if house.name is None or not house.name.to_check or not _is_bare(house):
        return False
    begin = house.name.span[0]
    before = source.text[max(0, begin - _TOGETHER) : begin]
    is_joined = _JOINED.search(before) is not None and any(each.casefold() in before.casefold() for each in sure)
    near = _plain(source.text[max(0, begin - _NEAR) : begin])
    behind = _plain(source.text[begin : begin + _NEAR])
    return not is_joined and not alliances.is_led(near + behind, len(near))


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", _MARKS.sub("", text))


_MARKS = re.compile(r"[*_]{1,3}|(?<=\w):(?=[*_]{0,3} )")  # `Supported by: **Lamp Fund**`


def _folded(fact: Fact | Found[str]) -> str:
    return fact.value.casefold() if fact else ""
