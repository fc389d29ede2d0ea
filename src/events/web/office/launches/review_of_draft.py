"""The form of the review as a reading fills it, and what is said beside its fields."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from events import text, times
from events.people import names, phones
from events.people.headings import STAGE_WORDS
from events.people.models import Organisation
from events.press import crew_words, marking_up, noting
from events.press.bare_lists import Order
from events.press.marking_up import Spoken
from events.press.reading import draft as draft_of
from events.press.reading.draft import Affiliation, Draft, Found, Panellist, PressContact
from events.press.reading.words import family_first
from events.press.reading.words.names import office_before, without_courtesy
from events.programme import neutral
from events.programme.occasions import UNSAID_ROLES
from events.templating import joined
from events.web.forms import Form
from events.web.office.launches import publishing, review_form, review_of_contacts, review_origins
from events.web.office.launches.review_origins import Origin


def shown(
    draft: Draft, theirs: Iterable[Organisation], programme: str = "", *, zone: str = times.USUAL_ZONE
) -> Form[Any]:
    """The form as the reading fills it; `zone` is the usual one."""
    houses = list(theirs)
    values = {name: _of(fact) for name, fact in review_origins.simple(draft).items()}
    lead = leading(draft, houses)
    is_open = len(houses) > 1 and not is_named(draft, houses)  # then they say whose it is
    others = [each for each in draft.organisations if not _is(lead, _of(each.name), _of(each.short_name))]
    own = [each for each in draft.organisations if each not in others]
    in_full = _in_full(draft, lead)
    values |= {
        "lead": "" if is_open else str(lead.id),
        "short_name": next(filter(None, (_of(each.short_name) for each in own)), "") if not lead.short_name else "",
        "website": next((review_form.web(_of(each.website)) for each in own), "") if not lead.website else "",
        "hosts": "\n".join(filter(None, map(_host, others))),
        "publishers": "\n".join(publishing.named(draft, lead, in_full)),
        "pull_quote_speaker": _pulled(draft),
        "quotations": "\n".join(
            f"{_name(each.speaker)}: {' '.join(each.text.value.split())}" for each in draft.quotations if each.speaker
        ),
        "notes": noting.shown([_NUMBER.sub("", each) for each in review_form.lines_of(_of(draft.notes_to_editors))]),
        "venue": ", ".join(filter(None, (_of(draft.event.venue), _of(draft.event.address)))),
        "panel": "\n".join(_panel_line(each, in_full) for each in draft.panel),
        "programme": programme,
        "contacts": "\n".join(_contact_lines(draft, lead, in_full)),
        "endnotes": "\n".join(f"{each.marker.value} {_of(each.text)}" for each in draft.endnotes),
        "boilerplates": "\n\n".join(
            f"About {in_full(_of(each.name) or _of(each.short_name))}\n{_of(each.boilerplate)}"
            for each in draft.organisations
            if each.boilerplate
        ),
    }
    if _is_either_midnight(draft):
        values["embargo_day"] = _day_of_lift(draft).isoformat()
    if _tells_news(draft):
        values["event"] = "" if is_open else neutral.title(lead)
    return Form(typed={name: [value] for name, value in (values | _moments(values, zone)).items()})


_NUMBER = re.compile(r"^\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+")  # of a note; the release numbers them itself


def _moments(values: Mapping[str, str], usual: str) -> dict[str, str]:
    """Days and hours as people write them; an hour without a zone has the usual one."""
    said = {}
    for hour, zone in (("starts", "zone"), ("embargo_time", "embargo_zone")):
        said[zone] = values[zone] or (usual if values[hour] else "")
    for name in ("starts", "ends", "doors", "embargo_time"):
        said[name] = values[name].replace(":", ".")
    for name in ("dated", "day", "embargo_day"):
        said[name] = times.full_day(date.fromisoformat(values[name])) if values[name] else ""
    return said


_WITHHELD = (
    "Its running order is not put on the event’s page, which is public before the embargo lifts. "
    "What gives nothing away can be added there."
)


def notes(
    form: Form[Any], draft: Draft, found: dict[str, Origin], theirs: Sequence[Organisation], order: Order, source: str
) -> dict[str, str]:
    """What else to know of a field: what we took because the text does not say it, or left out."""
    said = {}
    if _tells_news(draft):
        said["event"] = "The event is announced before the embargo lifts, so it is not called as the news in your text."
    if (form.value("panel") or form.value("programme")) and not any(map(form.value, _TITLES)):
        said["event"] = "The text gives the event no title. Write one: the launch is called so too."
    if not is_named(draft, theirs):
        said["lead"] = _whose(theirs, named_in(source, theirs))
    if form.value("starts") and "zone" not in found:
        said["day"] = "The text does not say in which zone; we took the usual one."
    if review_form.goes_past_midnight(form):
        said["day"] = " ".join(filter(None, ("It goes on past midnight: it ends on the day after.", said.get("day"))))
    if form.value("embargo_time") and "embargo_zone" not in found:
        said["embargo_day"] = "The text says no zone that we know; we took the usual one."
    unread = unread_embargo(draft)
    if form.value("embargo_day") and not form.value("embargo_time"):
        no_hour = "The text says no hour at which it lifts. Write one."
        said["embargo_day"] = f"{unread} Write the hour, and the zone of a place." if unread else no_hour
    if not form.value("embargo_day") and unread:
        said["embargo_day"] = f"{unread} Write the day and the hour."
    if form.value("embargo_day") and _is_either_midnight(draft):
        said["embargo_day"] = (
            f"“{_line_of_embargo(draft)}” may be the midnight before that day or after it; we took the later one, so "
            "that nothing is out early."
        )
    said |= not_printed(draft)
    if untold := _untold_houses(form, draft, leading(draft, theirs)):
        said["contacts"] = " ".join(filter(None, (untold, said.get("contacts"))))
    if unread_rows := rows_unread(order):
        said["panel"] = " ".join(filter(None, (unread_rows, said.get("panel"))))
    if without := left_out(order):
        is_text = order.is_withheld or form.value("body") or not form.value("panel")
        field = "programme" if order.lines else "body" if is_text else "panel"
        said[field] = " ".join(filter(None, (without, said.get(field))))
    if form.value("number") and not form.value("series"):
        said["series"] = "The series has no name in the text. A number is kept only with one; you can leave both."
    return said


def left_out(order: Order) -> str | None:
    """What to say of a running order that its event is not given whole."""
    if order.is_withheld:
        return _WITHHELD
    lines = joined([f"“{' '.join(each.split())}”" for each in order.left_out])
    return f"It is public: numbers, mail addresses and codes are left out of {lines}." if lines else None


def rows_unread(order: Order) -> str | None:
    """What to say of rows of a table of people that are in no field."""
    rows = joined([f"“{' '.join(each.split())}”" for each in order.unread])
    return f"Nobody was found in {rows}: add who it is." if rows else None


def unread_embargo(draft: Draft) -> str | None:
    """What to say of a line about an embargo that nobody can read, without which all would be public at once."""
    embargo = draft.embargo
    if embargo.line is None or embargo.time:
        return None
    why = "which is by the clock of no place" if embargo.date else "and not on which day that lifts"
    return f"The text says “{_line_of_embargo(draft)}”, {why}."


def is_lift_sure(draft: Draft) -> bool:
    """Whether a lift may be set without anybody looking at it: a day and an hour, and nothing of both to check."""
    embargo = draft.embargo
    is_whole = embargo.date is not None and embargo.time is not None
    return is_whole and not any(each.to_check for each in (embargo.date, embargo.time, embargo.zone) if each)


def unsure_lift(draft: Draft) -> str:
    """What to say of a lift that was read, and that nobody has looked at."""
    embargo = draft.embargo
    said = {"day": embargo.date, "hour": embargo.time, "zone": embargo.zone}
    unsure = joined([f"the {name}" for name, fact in said.items() if fact and fact.to_check])
    moment = f"{_of(embargo.time).replace(':', '.')} on {times.full_day(_day_of_lift(draft))}"
    where = f" ({embargo.zone.value})" if embargo.zone else ""
    return f"It was read as {moment}{where}, of which {unsure} may be wrong."


def _day_of_lift(draft: Draft) -> date:
    """The later of two midnights, so that nothing is out early."""
    return date.fromisoformat(_of(draft.embargo.date)) + timedelta(days=_is_either_midnight(draft))


def _line_of_embargo(draft: Draft) -> str:
    return " ".join(_of(draft.embargo.line).split())[:100]


def _is_either_midnight(draft: Draft) -> bool:
    """Whether it lifts at `midnight on 30 March`, which to some is the beginning of that day and to others its end."""
    return bool(draft.embargo.line and draft.embargo.date and draft.embargo.time)


def not_printed(draft: Draft) -> dict[str, str]:
    """What to say of what is left out because it is nobody's to read, and of what would be public with the rest.

    Numbers and mailboxes beside those of a contact are in no field, unless their line says more than whom to ring and
    is kept whole; nor are those of speakers, and lines that the text itself keeps from print.
    """
    written = f"{_of(draft.body)} {_of(draft.notes_to_editors)}"
    printed = {each.value: phones.abroad(each.value) for each in draft.standing}
    left = dict[str, str]()
    for contact in draft.press_contacts:
        for value in sorted({each.value for each in contact.others} - {_of(contact.phone), _of(contact.email)}):
            of_whom = f" ({_name(contact.name)})" if contact.name else ""
            is_printed = value in printed or _is_printed(value, written)
            (printed if is_printed else left)[value] = f"{phones.abroad(value)}{of_whom}"
    beside = f"One number, one out of hours and one mail address are kept of each; left out: {joined(left.values())}."
    kept = [f"“{' '.join(each.value.split())[:100]}”" for each in draft.withheld]
    of_body = [f"The text keeps this from print, and it is left out: {joined(kept)}."] if kept else []
    of_body += [f"It still gives {joined(printed.values())}, which would be public with it."] if printed else []
    mistyped = joined([f"“{each.value}” ({_name(one.name)})" for one in draft.press_contacts for each in one.unread])
    unread = f"No number is {mistyped}, so it is left out; write what was meant." if mistyped else ""
    said = {
        "contacts": " ".join(filter(None, (unread, beside if left else ""))),
        "body": " ".join(of_body),
        "panel": _reached(draft.panel),
    }
    return {field: sentence for field, sentence in said.items() if sentence}


def _reached(panel: Iterable[Panellist]) -> str:
    """How speakers are reached is for the office alone."""
    ways = ((joined([way.value for way in each.reached]), _name(each.name)) for each in panel)
    of_each = "; ".join(f"{way} ({whose})" for way, whose in ways if way)
    return f"A panel is public, and these are left out: {of_each}." if of_each else ""


def _is_printed(reach: str, written: str) -> bool:
    """Whether a number, however it is spaced and with or without its country, or a mailbox stands there."""
    if "@" in reach:
        return reach in written
    return re.sub(r"\D", "", reach)[-_LOCAL:] in re.sub(r"(?<=\d)[\s()./–-]+(?=\d)", "", written)


_LOCAL = 8  # figures of a number that no prefix changes


_TITLES = ("event", "headline", "publication", "body")  # where one of these stands, a text is more than a list


def _whose(theirs: Sequence[Organisation], mentioned: Sequence[Organisation]) -> str:
    """Of a text that is by none of their organisations, as far as it says: it may well name one, as where somebody
    works.
    """
    choose = " Choose the one that leads." if len(theirs) > 1 else ""
    if not mentioned:
        return f"None of your organisations is named in the text.{choose}"
    return f"The text names {joined([each.name for each in mentioned])}, and says nowhere that it is by them.{choose}"


def leading(draft: Draft, houses: Sequence[Organisation]) -> Organisation:
    """Their own organisation that the text is by, the first of several; else the first of theirs."""
    for each in draft.organisations:
        for house in houses:
            if _is(house, _of(each.name), _of(each.short_name)):
                return house
    return houses[0]


def named_in(source: str, houses: Iterable[Organisation]) -> list[Organisation]:
    """Those that a text names anywhere, in the order in which it does: in full, or in short as that is written."""
    found: list[tuple[int, Organisation]] = []
    for house in houses:
        places = [_place(source, house.name, re.IGNORECASE), _place(source, house.short_name or "", 0)]
        found += [(min(there), house) for there in [[each for each in places if each is not None]] if there]
    return [house for _, house in sorted(found, key=lambda each: each[0])]


def _place(source: str, name: str, flags: int) -> int | None:
    """Where a name begins, on however many lines it stands."""
    words = r"\s+".join(map(re.escape, re.sub(r"^[Tt]he ", "", name).split()))
    said = re.search(rf"(?<!\w){words}(?!\w)", source, flags) if words else None
    return said.start() if said else None


def unsaid(draft: Draft) -> dict[str, str]:
    """What is told beside an empty field that is filled in by itself, because the text says it otherwise."""
    event, report = draft.event, draft.publication.title
    if event.title or not event.date or report is None or _tells_news(draft):
        return {}
    return {"event": "The text gives it no name of its own: it is called as the report"}


def is_named(draft: Draft, houses: Iterable[Organisation]) -> bool:
    """Whether the text is by one of their own organisations, as far as it says so."""
    return any(_is(house, _of(each.name), _of(each.short_name)) for each in draft.organisations for house in houses)


def _is(house: Organisation, *said: str) -> bool:
    return any(house.is_meant_by(name) for name in said if name)


def _in_full(draft: Draft, lead: Organisation) -> Callable[[str], str]:
    """Those behind it under the name that is kept of them, where a text says it in short or leaves its end out: what
    is said of the `Open Institute` is said of the Open Institute for Hours, and of nobody new.
    """
    known = {text.fold(each): lead.name for each in (lead.name, lead.called)}
    for each in draft.organisations:
        said = [*filter(None, (_of(each.name), _of(each.short_name)))]
        known |= dict.fromkeys(map(text.fold, said), lead.name if _is(lead, *said) else said[0])

    def named(name: str) -> str:
        plain = text.fold(name).removeprefix("the ")
        begun = {each for each in known.values() if plain in names.beginnings(each)}
        return known.get(text.fold(name)) or known.get(plain) or (begun.pop() if len(begun) == 1 else name)

    return named


def _tells_news(draft: Draft) -> bool:
    """Whether the event would be called as what is under the embargo, or would have to be for want of a title."""
    event = draft.event
    if not (draft.embargo.is_told and (event.title or event.date)):
        return False
    news = (_of(draft.headline), _of(draft.publication.title))
    return not event.title or any(text.repeats(event.title.value, each) for each in news)


def _host(named: draft_of.Organisation) -> str:
    """`National Endowment … (NESTA), www.nesta.org.uk`"""
    name, short = _of(named.name), _of(named.short_name)
    called = f"{name} ({short})" if name and short and name != short else name or short
    return ", ".join(filter(None, (called, _of(named.website))))


def _pulled(draft: Draft) -> str:
    """Whose words the pull quote is, if they stand in the text too."""
    pulled = text.words(_of(draft.pull_quote))
    for each in draft.quotations:
        said = text.words(each.text.value)
        if pulled and each.speaker and " ".join(pulled) in " ".join(said):
            return marking_up.attributed(_of(draft.body), Spoken(each.text.value, each.speaker.value))
    return ""


def _panel_line(panellist: Panellist, in_full: Callable[[str], str]) -> str:
    part = STAGE_WORDS.get(_of(panellist.role))  # as the line will be read
    role = f" ({_of(panellist.role)})" if part and part not in UNSAID_ROLES else ""
    tentative = " (tbc)" if panellist.tentative and panellist.tentative.value else ""
    held = (_post(each, in_full) for each in _posts(panellist))
    posts = "; ".join(each for each in held if each and not crew_words.is_private(each))  # a panel is public
    return f"{_name(panellist.name)}{role}{tentative}{', ' if posts else ''}{posts}"


def _posts(panellist: Panellist) -> Sequence[Affiliation]:
    """`Governor Ann Lee, Bank of Wath` is its governor."""
    office, held = office_before(panellist.name.value), panellist.affiliations
    if office is None or any(each.role for each in held):
        return held
    first, *others = held or [Affiliation()]
    return [replace(first, role=replace(panellist.name, value=office)), *others]


def _post(affiliation: Affiliation, in_full: Callable[[str], str]) -> str:
    return ", ".join(filter(None, (_of(affiliation.role), in_full(_of(affiliation.organisation)))))


def _untold_houses(form: Form[Any], draft: Draft, lead: Organisation) -> str:
    """Of contacts that stand in the form as they were read."""
    lines = {*review_form.lines_of(form.value("contacts"))}
    read = zip(draft_of.to_ring(draft), _contact_lines(draft, lead, _in_full(draft, lead)), strict=True)
    return review_of_contacts.to_check([each for each, line in read if line in lines], draft, lead)


def _contact_lines(draft: Draft, lead: Organisation, in_full: Callable[[str], str]) -> Iterator[str]:
    for each in draft_of.to_ring(draft):
        house = review_of_contacts.house(each, draft, lead)
        yield f"{in_full(house)}: {_contact_line(each)}" if house else _contact_line(each)


def _contact_line(contact: PressContact) -> str:
    post = re.sub(r"\s?[,;/]\s?", " and ", _of(contact.post))  # as marks part what is said in the line
    name = _name(contact.name).replace(",", "")  # before letters
    who = f"{name} ({post})" if post and len(post) <= _POST else name
    other = f"out of hours {contact.out_of_hours.value}" if contact.out_of_hours else None
    return ", ".join(filter(None, (who, _of(contact.phone), _of(contact.email), other)))


_POST = 80  # characters, which leave room for the name


def _name(fact: Found[Any] | None) -> str:
    return without_courtesy(family_first.spoken(_of(fact)))


def _of(fact: Found[Any] | None) -> str:
    return str(fact.value) if fact else ""
