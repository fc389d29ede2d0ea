"""What a reading finds: facts of a launch, each with the words it came from and how sure we are."""

from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, Generic, TypeAlias, TypeVar, overload

T = TypeVar("T")

CERTAIN = 0.95
LIKELY = 0.8
DOUBTFUL = 0.6
"""Below 0.7 the page marks a fact "check this"."""


@dataclass(frozen=True)
class Found(Generic[T]):
    """A fact; `span` is from where to where in the source its words stand, before any tidying."""

    value: T
    span: tuple[int, int]
    confidence: float = CERTAIN

    @property
    def to_check(self) -> bool:
        return self.confidence < 0.7


UNPRINTED = {"printed": False}
"""What the office keeps beside the facts that are asked of every draft."""

Fact: TypeAlias = Found[str] | None
Number: TypeAlias = Found[int | str] | None  # `2026/17` is printed so


@overload
def doubted(fact: Found[str], *, where: bool) -> Found[str]: ...


@overload
def doubted(fact: Fact, *, where: bool) -> Fact: ...


def doubted(fact: Fact, *, where: bool) -> Fact:
    """The fact, to be checked in this case."""
    return replace(fact, confidence=min(fact.confidence, DOUBTFUL)) if fact and where else fact


@dataclass(frozen=True, kw_only=True)
class Organisation:
    name: Fact = None
    short_name: Fact = None
    website: Fact = None
    boilerplate: Fact = None
    publishes: bool = field(default=False, metadata=UNPRINTED)


@dataclass(frozen=True, kw_only=True)
class Publication:
    title: Fact = None
    series: Fact = None
    number: Number = None
    of: Found[int] | None = None


@dataclass(frozen=True, kw_only=True)
class Event:
    title: Fact = None
    date: Fact = None
    starts: Fact = None
    ends: Fact = None
    zone: Fact = None
    clock: Fact = field(default=None, metadata=UNPRINTED)
    """The zone of its place, where the text prints none: what a form may offer, and no fact of the text."""
    venue: Fact = None
    address: Fact = None
    doors: Fact = None


@dataclass(frozen=True, kw_only=True)
class Affiliation:
    role: Fact = None
    organisation: Fact = None


@dataclass(frozen=True, kw_only=True)
class Panellist:
    name: Found[str]
    role: Fact = None
    affiliations: tuple[Affiliation, ...] = ()
    tentative: Found[bool] | None = None
    reached: tuple[Found[str], ...] = field(default=(), metadata=UNPRINTED)
    """Their own numbers and mailboxes, which are for the office alone and no words of the release."""


@dataclass(frozen=True, kw_only=True)
class Quotation:
    text: Found[str]
    speaker: Fact = None


@dataclass(frozen=True, kw_only=True)
class PressContact:
    organisation: Fact = None
    name: Fact = None
    post: Fact = field(default=None, metadata=UNPRINTED)
    phone: Fact = None
    email: Fact = None
    unread: tuple[Found[str], ...] = field(default=(), metadata=UNPRINTED)
    """What stands for a number of theirs and is none: mistyped, it would reach nobody or somebody else."""
    others: tuple[Found[str], ...] = field(default=(), metadata=UNPRINTED)
    """Numbers and mailboxes beside these, which are nobody's but theirs and no words of the release."""
    out_of_hours: Fact = field(default=None, metadata=UNPRINTED)
    is_of_other_hours: bool = field(default=False, metadata=UNPRINTED)
    """A number in a line of its own, for the hours in which whoever is told before it is not there."""
    again: tuple[Found[str], ...] = field(default=(), metadata=UNPRINTED)
    """What the text says of them once more."""


@dataclass(frozen=True, kw_only=True)
class Embargo:
    date: Fact = None
    time: Fact = None
    zone: Fact = None
    line: Fact = field(default=None, metadata=UNPRINTED)
    """The words that tell of it, where no moment can be read from them: no day, no clock, or either end of a day."""

    @property
    def is_told(self) -> bool:
        """Whether the text is under one, whatever can be read of it."""
        return any((self.date, self.time, self.line))


@dataclass(frozen=True, kw_only=True)
class Endnote:
    marker: Found[str]
    text: Fact = None


@dataclass(frozen=True, kw_only=True)
class Draft:
    """All that was found, in the words of the model; what was not is None or empty."""

    headline: Fact = None
    date: Fact = None
    pull_quote: Fact = None
    organisations: tuple[Organisation, ...] = ()
    publication: Publication = Publication()
    event: Event = Event()
    panel: tuple[Panellist, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    press_contacts: tuple[PressContact, ...] = ()
    embargo: Embargo = Embargo()
    notes_to_editors: Fact = None
    endnotes: tuple[Endnote, ...] = ()
    body: Fact = None
    withheld: tuple[Found[str], ...] = field(default=(), metadata=UNPRINTED)
    """Lines that the text itself keeps from print, and that stand in none of these."""
    standing: tuple[Found[str], ...] = field(default=(), metadata=UNPRINTED)
    """Numbers and mailboxes in the body and the notes that are of nobody who is to be rung."""

    def as_json(self) -> dict[str, Any]:
        printed = (each for each in fields(self) if each.metadata != UNPRINTED)
        return {each.name: _json(getattr(self, each.name)) for each in printed}


def houses_of(draft: Draft) -> list[Found[str]]:
    """Every name of a house in a draft."""
    found: list[Fact] = [each for house in draft.organisations for each in (house.name, house.short_name)]
    found += [each.organisation for person in draft.panel for each in person.affiliations]
    found += [each.organisation for each in draft.press_contacts]
    return [each for each in found if each]


def to_ring(draft: Draft) -> list[PressContact]:
    """Whom the press may ring; a number for other hours is with whoever is told right before it."""
    found: list[PressContact] = []
    for each in draft.press_contacts:
        before = found[-1] if each.is_of_other_hours and not (each.name or each.email) and found else None
        if before and not before.out_of_hours and _may_be_of(each.organisation, before.organisation):
            found[-1] = replace(before, out_of_hours=each.phone, others=(*before.others, *each.others))
        else:
            found.append(each)
    return found


def _may_be_of(house: Fact, other: Fact) -> bool:
    return house is None or other is None or house.value == other.value


def _json(value: Any) -> Any:
    if isinstance(value, Found):
        return {"value": value.value, "span": [*value.span], "confidence": value.confidence}
    if isinstance(value, tuple):
        return [_json(each) for each in value]
    if is_dataclass(value):
        return {each.name: _json(getattr(value, each.name)) for each in fields(value) if each.metadata != UNPRINTED}
    return value
