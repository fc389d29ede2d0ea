"""The form in which a reading is looked over: what stands in each field, where it came from, what it comes to."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import BeforeValidator, Field, TypeAdapter, ValidationError

from events import templating, text, times
from events.people import pasting, press_contacts
from events.people.models import Organisation
from events.people.pasting import Pasted
from events.press import marking_up, noting
from events.press.marking_up import Spoken
from events.press.reading import draft as draft_of
from events.press.reading.draft import Affiliation, Draft, Found, Panellist, PressContact
from events.press.reading.words.names import without_courtesy
from events.press.taking_in import Facts, House
from events.programme import running_order
from events.programme.occasions import SpeakerRole
from events.storage.types import Line, Prose, Web
from events.web.forms import Details, Form
from events.web.office.events.event_form import Day, Hour, read_zone
from events.web.office.launches import publishing

UNTITLED = "What is the event called? The text gives it no title."

_Line: Any = Line(250).edge
_Short: Any = Line(60).edge
_Quote: Any = Line(600).edge
_Body: Any = Prose(60_000).edge
_Some: Any = Prose(20_000).edge
_Venue: Any = Line(400).edge
_Web: Any = Web().edge


class ReviewForm(Details):
    """What is empty stays open. The lead is one of the organiser's own organisations."""

    lead: UUID
    short_name: Annotated[_Short, Field(title="The short name")] | None = None
    website: Annotated[_Web, Field(title="The website")] | None = None
    hosts: _Some | None = None
    headline: Annotated[_Line, Field(title="The headline")] | None = None
    dated: Day | None = None
    pull_quote: _Quote | None = None
    pull_quote_speaker: _Line | None = None
    quotations: _Body | None = None
    publication: _Line | None = None
    publishers: _Some | None = None
    series: _Line | None = None
    number: int | None = Field(default=None, gt=0, title="The number")
    parts: int | None = Field(default=None, gt=0, title="The number of parts")
    event: _Line | None = None
    day: Day | None = None
    starts: Hour | None = None
    ends: Hour | None = None
    doors: Hour | None = None
    zone: Annotated[str, BeforeValidator(read_zone)] | None = None
    second: bool | None = None
    venue: _Venue | None = None
    panel: _Some | None = None
    programme: _Some | None = None
    contacts: _Some | None = None
    embargo_day: Day | None = None
    embargo_time: Hour | None = None
    embargo_zone: Annotated[str, BeforeValidator(read_zone)] | None = None
    embargo_second: bool | None = None
    notes: _Some | None = None
    endnotes: _Some | None = None
    boilerplates: _Some | None = None
    body: _Body | None = None


@dataclass
class Origin:
    """Where the words of a field stand in the text, and whether somebody has to look."""

    spans: list[tuple[int, int]] = field(default_factory=list)
    to_check: bool = False

    def add(self, *facts: Found[Any] | None) -> None:
        for each in facts:
            if each is not None:
                self.spans.append(each.span)
                self.to_check = self.to_check or each.to_check


@dataclass(frozen=True)
class Piece:
    """A stretch of the pasted text; `field` is what was read from it."""

    words: str
    field: str | None = None
    to_check: bool = False
    is_first: bool = False


def origins(draft: Draft) -> dict[str, Origin]:
    """For each field that something was found for."""
    found: dict[str, Origin] = {}
    for name, facts in _sources(draft):
        origin = Origin()
        origin.add(*facts)
        if origin.spans:
            found[name] = origin
    return found


def pieces(source: str, found: dict[str, Origin]) -> list[Piece]:
    """The whole text, cut where a field's words begin and end; words of two fields are the first's."""
    spans = sorted((span, name) for name, origin in found.items() if name != "body" for span in origin.spans)
    cut, at, seen = [], 0, set()
    for (start, end), name in spans:
        if start < at or end <= start:
            continue
        cut.append(Piece(source[at:start]))
        cut.append(Piece(source[start:end], name, found[name].to_check, name not in seen))
        seen.add(name)
        at = end
    return [each for each in [*cut, Piece(source[at:])] if each.words]


def shown(draft: Draft, theirs: Iterable[Organisation], programme: str = "") -> Form[Any]:
    """The form as the reading fills it."""
    houses = list(theirs)
    values = {name: _of(fact) for name, fact in _simple(draft).items()}
    lead = leading(draft, houses)
    others = [each for each in draft.organisations if not _is(lead, _of(each.name), _of(each.short_name))]
    own = [each for each in draft.organisations if each not in others]
    in_full = _in_full(draft, lead)
    values |= {
        "lead": str(lead.id),
        "short_name": next(filter(None, (_of(each.short_name) for each in own)), "") if not lead.short_name else "",
        "website": next((_web(_of(each.website)) for each in own), "") if not lead.website else "",
        "hosts": "\n".join(filter(None, map(_host, others))),
        "publishers": "\n".join(publishing.named(draft, lead, in_full)),
        "pull_quote_speaker": _pulled(draft),
        "quotations": "\n".join(
            f"{_name(each.speaker)}: {' '.join(each.text.value.split())}" for each in draft.quotations if each.speaker
        ),
        "notes": noting.shown([_NUMBER.sub("", each) for each in _lines(_of(draft.notes_to_editors))]),
        "venue": ", ".join(filter(None, (_of(draft.event.venue), _of(draft.event.address)))),
        "panel": "\n".join(_panel_line(each, in_full) for each in draft.panel),
        "programme": programme,
        "contacts": "\n".join(_contact_line(each, in_full) for each in draft.press_contacts),
        "endnotes": "\n".join(f"{each.marker.value} {_of(each.text)}" for each in draft.endnotes),
        "boilerplates": "\n\n".join(
            f"About {in_full(_of(each.name) or _of(each.short_name))}\n{_of(each.boilerplate)}"
            for each in draft.organisations
            if each.boilerplate
        ),
    }
    if _tells_news(draft):
        values["event"] = _neutral(lead)
    for hour, zone in (("starts", "zone"), ("embargo_time", "embargo_zone")):
        values[zone] = values[zone] or (times.USUAL_ZONE if values[hour] else "")
    for name in ("starts", "ends", "doors", "embargo_time"):
        values[name] = values[name].replace(":", ".")
    for name in ("dated", "day", "embargo_day"):
        values[name] = times.full_day(date.fromisoformat(values[name])) if values[name] else ""
    return Form(typed={name: [value] for name, value in values.items()})


def facts(form: Form[ReviewForm], lead: Organisation) -> Facts | None:
    """What the form comes to; mistakes that are found on the way are put into it."""
    details = form.details
    is_list = not details.body and (details.panel or details.programme)
    is_told = None if not (details.day or is_list) else _neutral(lead) if details.embargo_day else _news(details)
    given = details.model_dump(include=set(Facts.__dataclass_fields__) - _READ_FROM_LINES)
    given |= {
        "title": details.publication or details.event or details.headline or "",
        "event": details.event or is_told,
        "hosts": [_house(line, form) for line in _lines(details.hosts)],
        "publishers": _lines(details.publishers),
        "notes": noting.read(details.notes or ""),
        "quotations": [_spoken(line, form) for line in _lines(details.quotations)],
        "endnotes": [_endnote(line) for line in _lines(details.endnotes)],
        "boilerplates": list(_boilerplates(details.boilerplates or "")),
        "contacts": _contacts(details.contacts or "", form),
        "panel": _panel(details.panel or "", form),
        "programme": _programme(details.programme or "", form),
    }
    publishing.refuse_strangers(form, given["publishers"], given["hosts"], lead)
    if not given["title"] and is_list:
        form.refuse("event", UNTITLED)
    elif not given["title"]:
        form.refuse("headline", "Say what is launched: a headline, a report or an event.")
    if details.embargo_day and details.body and not details.headline and given["event"]:
        form.refuse(
            "body", "Without a headline this would stand on the event's page before the lift. Write a headline."
        )
    if details.embargo_day and not details.embargo_time:
        form.refuse("embargo_time", "At what time does the embargo lift? Write it, or empty the day.")
    if details.embargo_time and not details.embargo_day:
        form.refuse("embargo_day", "On which day does the embargo lift? Write it, or empty the time.")
    if details.embargo_day and details.embargo_time:
        _check_lift(details, form)
    if details.starts and not (details.day and details.zone):
        form.refuse("day" if details.zone else "zone", "An hour needs its day and its zone.")
    return None if form.mistakes else Facts(**given)


def _news(details: ReviewForm) -> str | None:
    return details.publication or details.headline


def _neutral(lead: Organisation) -> str:
    """What an event may be called before anybody may know what is launched there."""
    return f"Launch by {lead.called}"


def _tells_news(draft: Draft) -> bool:
    """Whether the event would be called as what is under the embargo, or would have to be for want of a title."""
    event = draft.event
    if not (draft.embargo.date and (event.title or event.date)):
        return False
    news = (_of(draft.headline), _of(draft.publication.title))
    return not event.title or any(text.repeats(event.title.value, each) for each in news)


def _check_lift(details: ReviewForm, form: Form[Any]) -> None:
    assert details.embargo_day
    assert details.embargo_time
    zone = details.embargo_zone or details.zone or times.USUAL_ZONE
    try:
        times.instant(details.embargo_day, details.embargo_time, zone, second=details.embargo_second)
    except times.ExistsTwice as error:
        form.refuse("embargo_second", error)
    except times.DoesNotExist as error:
        form.refuse("embargo_time", error)


_READ_FROM_LINES = set("hosts publishers notes quotations endnotes boilerplates contacts panel programme".split())


def notes(form: Form[Any], draft: Draft, found: dict[str, Origin], is_named: bool) -> dict[str, str]:
    """What else to know of a field: what we took because the text does not say it."""
    said = {}
    if _tells_news(draft):
        said["event"] = "The event is announced before the embargo lifts, so it is not called as the news in your text."
    if (form.value("panel") or form.value("programme")) and not any(map(form.value, _TITLES)):
        said["event"] = "The text gives the event no title. Write one: the launch is called so too."
    if not is_named:
        said["lead"] = "None of your organisations is named in the text. Choose the one that leads."
    if form.value("starts") and "zone" not in found:
        said["day"] = "The text does not say in which zone; we took the usual one."
    if form.value("embargo_time") and "embargo_zone" not in found:
        said["embargo_day"] = "The text does not say in which zone; we took the usual one."
    if form.value("number") and not form.value("series"):
        said["series"] = "The series has no name in the text. A number is kept only with one; you can leave both."
    return said


def only_lists(form: Form[Any]) -> bool:
    """Whether a text names people or items, and nothing of a report, an embargo or a release."""
    return bool(form.value("panel") or form.value("programme")) and not any(map(form.value, _OF_RELEASE))


_OF_RELEASE = (
    "headline dated publication series number embargo_day embargo_time contacts pull_quote quotations body notes "
    "endnotes boilerplates"
).split()
_TITLES = ("event", "headline", "publication", "body")  # where one of these stands, a text is more than a list


def heading(found: dict[str, Origin], notes: dict[str, str]) -> str:
    """`Nine facts found. Check two.`"""
    doubtful = len({*notes, *(name for name, each in found.items() if each.to_check)})
    facts = f"{templating.cardinal(len(found)).capitalize()} fact{'' if len(found) == 1 else 's'} found"
    return f"{facts}. Check {templating.cardinal(doubtful)}." if doubtful else f"{facts}."


def _simple(draft: Draft) -> dict[str, Found[Any] | None]:
    """Fields that hold one fact each."""
    return {
        "headline": draft.headline,
        "dated": draft.date,
        "pull_quote": draft.pull_quote,
        "publication": draft.publication.title,
        "series": draft.publication.series,
        "number": _plain(draft.publication.number),
        "parts": draft.publication.of,
        "event": draft.event.title,
        "day": draft.event.date,
        "starts": draft.event.starts,
        "ends": draft.event.ends,
        "doors": draft.event.doors,
        "zone": draft.event.zone,
        "embargo_day": draft.embargo.date,
        "embargo_time": draft.embargo.time,
        "embargo_zone": draft.embargo.zone,
        "body": draft.body,
    }


def _plain(number: Found[int | str] | None) -> Found[Any] | None:
    """A number that can be counted; `2026/17` cannot."""
    return number if number and isinstance(number.value, int) else None


def _sources(draft: Draft) -> Iterator[tuple[str, list[Found[Any] | None]]]:
    yield from ((name, [fact]) for name, fact in _simple(draft).items())
    yield "hosts", [fact for each in draft.organisations for fact in (each.name, each.short_name)]
    yield "notes", [draft.notes_to_editors]
    yield "website", [each.website for each in draft.organisations]
    yield "quotations", [fact for each in draft.quotations for fact in (each.text, each.speaker)]
    yield "venue", [draft.event.venue, draft.event.address]
    yield "panel", [fact for each in draft.panel for fact in _of_panellist(each)]
    ringing = draft.press_contacts
    yield "contacts", [fact for each in ringing for fact in (each.name, each.post, each.phone, each.email)]
    yield "endnotes", [each.text for each in draft.endnotes]
    yield "boilerplates", [each.boilerplate for each in draft.organisations]


def _of_panellist(panellist: Panellist) -> list[Found[Any] | None]:
    posts = [fact for each in panellist.affiliations for fact in (each.role, each.organisation)]
    return [panellist.name, panellist.role, *posts]


def _of(fact: Found[Any] | None) -> str:
    return str(fact.value) if fact else ""


def _name(fact: Found[Any] | None) -> str:
    return without_courtesy(_of(fact))


def leading(draft: Draft, houses: list[Organisation]) -> Organisation:
    """Their own organisation that the text names first; else the first of theirs."""
    for each in draft.organisations:
        for house in houses:
            if _is(house, _of(each.name), _of(each.short_name)):
                return house
    return houses[0]


def _is(house: Organisation, *names: str) -> bool:
    own = {text.fold(house.name), text.fold(house.short_name or house.name)}
    return any(text.fold(name) in own or _goes_on(house.name, text.fold(name)) for name in names if name)


def _in_full(draft: Draft, lead: Organisation) -> Callable[[str], str]:
    """Those behind it under the name that is kept of them, where a text says it in short or leaves its end out: what
    is said of the `Open Institute` is said of the Open Institute for Hours, and of nobody new.
    """
    names = {text.fold(each): lead.name for each in (lead.name, lead.called)}
    for each in draft.organisations:
        said = [*filter(None, (_of(each.name), _of(each.short_name)))]
        names |= dict.fromkeys(map(text.fold, said), lead.name if _is(lead, *said) else said[0])

    def named(name: str) -> str:
        plain = text.fold(name).removeprefix("the ")
        begun = {each for each in names.values() if _goes_on(each, plain)}
        return names.get(text.fold(name)) or names.get(plain) or (begun.pop() if len(begun) == 1 else name)

    return named


def _goes_on(name: str, begun: str) -> bool:
    """Whether a name begins with these words and goes on with what is left out: `for …`, `of …`."""
    folded = text.fold(name).removeprefix("the ")
    return " " in begun and folded.startswith(f"{begun} ") and bool(_LEFT_OUT.match(folded[len(begun) :]))


_LEFT_OUT = re.compile(r" (?:for|of|on|and)\b")


def new_houses(form: Form[Any], known: Iterable[str]) -> list[str]:
    """Whom the text names beside the lead and nobody has entered: they would be public with the launch."""
    folded = {text.fold(each) for each in known}
    lines = (match for line in _lines(form.value("hosts")) if (match := _HOUSE.fullmatch(line)))
    return [each["name"] for each in lines if not {text.fold(each["name"]), text.fold(each["short"] or "")} & folded]


def is_named(draft: Draft, houses: Iterable[Organisation]) -> bool:
    """Whether the text names one of their own organisations."""
    return any(_is(house, _of(each.name), _of(each.short_name)) for each in draft.organisations for house in houses)


def _host(named: draft_of.Organisation) -> str:
    """`National Endowment … (NESTA), www.nesta.org.uk`"""
    name, short = _of(named.name), _of(named.short_name)
    called = f"{name} ({short})" if name and short and name != short else name or short
    return ", ".join(filter(None, (called, _of(named.website))))


def _house(line: str, form: Form[Any]) -> House:
    match = _HOUSE.fullmatch(line)
    assert match, "every line matches"
    website = _web(match["website"] or "") or None
    try:
        website = _WEBSITE.validate_python(website) if website else None
    except ValidationError:
        form.refuse("hosts", f"“{match['website']}” is no web address.")
    return House(match["name"], match["short"], website)


_WEBSITE: TypeAdapter[str] = TypeAdapter(_Web)
_HOUSE = re.compile(
    r"(?P<name>.+?)(?:\s*\((?P<short>[^()]{1,60})\))?(?:,\s*(?P<website>(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)+/?))?"
)


def _web(address: str) -> str:
    return address if not address or "//" in address else f"https://{address}"


def _pulled(draft: Draft) -> str:
    """Whose words the pull quote is, if they stand in the text too."""
    pulled = text.words(_of(draft.pull_quote))
    for each in draft.quotations:
        said = text.words(each.text.value)
        if pulled and each.speaker and " ".join(pulled) in " ".join(said):
            return marking_up.attributed(_of(draft.body), Spoken(each.text.value, each.speaker.value))
    return ""


def _spoken(line: str, form: Form[Any]) -> Spoken:
    speaker, colon, words = line.partition(": ")
    if not (colon and words.strip()):
        form.refuse("quotations", f"“{line[:60]}” does not say whose words they are: write Name: words.")
    return Spoken(words.strip(), speaker.strip()[:250])


_NUMBER = re.compile(r"^\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+")  # of a note; the release numbers them itself
_UNSAID = {SpeakerRole.PANELLIST.value, SpeakerRole.SPEAKER.value}


def _panel_line(panellist: Panellist, in_full: Callable[[str], str]) -> str:
    role = f" ({panellist.role.value})" if panellist.role and panellist.role.value not in _UNSAID else ""
    tentative = " (tbc)" if panellist.tentative and panellist.tentative.value else ""
    posts = "; ".join(filter(None, (_post(each, in_full) for each in panellist.affiliations)))
    return f"{_name(panellist.name)}{role}{tentative}{', ' if posts else ''}{posts}"


def _post(affiliation: Affiliation, in_full: Callable[[str], str]) -> str:
    return ", ".join(filter(None, (_of(affiliation.role), in_full(_of(affiliation.organisation)))))


def _panel(lines: str, form: Form[Any]) -> list[Pasted]:
    read = pasting.read(lines)
    for mistake in read.mistakes:
        form.refuse("panel", str(mistake))
    return list(read.found)


def _programme(lines: str, form: Form[Any]) -> list[running_order.Line]:
    found, mistakes = running_order.read(lines, None)
    for each in mistakes:
        form.refuse("programme", each)
    return found


def _contact_line(contact: PressContact, in_full: Callable[[str], str]) -> str:
    post = re.sub(r"\s?[,;/]\s?", " and ", _of(contact.post))  # as marks part what is said in the line
    who = f"{_name(contact.name)} ({post})" if post and len(post) <= _POST else _name(contact.name)
    reach = ", ".join(filter(None, (who, _of(contact.phone), _of(contact.email))))
    return f"{in_full(contact.organisation.value)}: {reach}" if contact.organisation else reach


_POST = 80  # characters, which leave room for the name


def _contacts(lines: str, form: Form[Any]) -> list[press_contacts.Typed]:
    found = []
    for line in _lines(lines):
        try:
            found.append(press_contacts.read(line))
        except ValueError as error:
            form.refuse("contacts", error)
    return found


def _endnote(line: str) -> tuple[str, str]:
    marker, _, words = line.partition(" ")
    return marker, words.strip()


def _boilerplates(words: str) -> Iterator[tuple[str, str]]:
    """Blocks that begin with `About X` on a line of its own."""
    for block in re.split(r"\n(?=About [^\n]+\n)", f"\n{words}"):
        head, _, said = block.strip().partition("\n")
        if head.startswith("About ") and said.strip():
            yield head.removeprefix("About "), said.strip()


def _lines(words: str | None) -> list[str]:
    return [line.strip() for line in (words or "").splitlines() if line.strip()]
