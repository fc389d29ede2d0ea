"""An older version, looked at beside what is there now and brought back; or what was taken away, put back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.accounts import activity
from events.accounts.access import Mandate, NotYours
from events.accounts.models import Activity, Role
from events.people.models import Organisation, Person
from events.press import older
from events.programme import history, running_order
from events.programme.occasions import Event
from events.storage.base import Base
from events.web import forms
from events.web.forms import Form
from events.web.office import page, reaching
from events.web.office.desk import changes
from events.web.office.desk.changes import Fact
from events.web.office.effects import Effects
from events.web.office.events import event_form, new_times
from events.web.office.events.event_form import Order
from events.web.office.guard import Desk
from events.web.office.notices import Said

_PRESS = frozenset({"release_versions", "press_contacts"})
_MOVED_ON = "Somebody changed this since you opened the page. Look again, then decide."


def can_return(change: Activity) -> bool:
    """Whether there is a page on which this could be brought back; whether it fits still, that says."""
    if change.did == "deleted":
        return older.may_return(change.kind)
    return (
        change.did == "changed"
        and older.may_change(change.kind)
        and bool({*change.before} & {*older.columns(change.kind)})
    )


async def among(desk: Desk, found: Sequence[Activity]) -> set[int]:
    """Which of these changes this organiser may bring back, by their ids."""
    may = {
        needs: await history.among(desk.db, found, mandate=desk.organiser.mandate(needs))
        for needs in (Role.PRESS_OFFICER, Role.EDITOR)
    }
    open_still = [each for each in found if can_return(each) and each.id in may[_needed(each.kind)]]
    out = await older.gone_out(desk.db, {each.row_id for each in open_still if each.kind == "release_versions"})
    return {each.id for each in open_still if each.row_id not in out}


@dataclass(frozen=True)
class Older:
    """What a row was before a change, where that is not what it is now. `row` is None where it was taken away."""

    change: Activity
    row: Base | None
    newest: int  # the last change of it: what the page was made from
    kept: dict[str, Any]  # as the log keeps it
    parts: Sequence[Activity]  # what was taken away with it
    facts: list[Fact]  # the same in words, from now to then
    zone: str  # in which moments are told
    effects: Effects | None  # what a save of the thing changes where, if its form says that
    named: Mapping[str, Any]  # of somebody whose name would be another: where they appear
    order: str = ""  # of an event that would have another day or hour: its running order, which may go along


async def show(request: Request, desk: Desk) -> Response:
    return _page(request, desk, await _older(request, desk), Form())


async def bring_back(request: Request, desk: Desk) -> Response:
    found = await _older(request, desk)
    form: Form[Any] = Form(typed=forms.typed(await request.form()))
    chosen = {name: value for name, value in found.kept.items() if name in form.values("fact")}
    if form.value("revision") != str(found.newest):
        form.refuse("fact", _MOVED_ON)
    elif found.row and not chosen:
        form.refuse("fact", "Tick what is to be as it was.")
    try:
        if not form.mistakes:
            await _write(desk, found, chosen, Order.ALONG if form.value("order") == Order.ALONG else Order.STAYS)
    except ValueError as error:
        form.refuse("fact", error)
    if form.mistakes:
        return _page(request, desk, found, form)
    return page.done(addresses.office_log(found.change.about_kind, found.change.about_id), Said.BROUGHT_BACK)


async def _write(desk: Desk, found: Older, chosen: dict[str, Any], order: Order) -> None:
    kind = found.change.kind
    if isinstance(found.row, Event):
        began = await new_times.begins(desk.db, found.row)
        await older.bring_back(desk.db, found.row, older.parsed(kind, chosen), now=desk.now)
        if (found.row.day, found.row.starts) != began:
            await new_times.take_along(desk.db, found.row, order, *began)
    elif found.row:
        await older.bring_back(desk.db, found.row, older.parsed(kind, chosen), now=desk.now)
    else:
        parts = [(each.kind, older.parsed(each.kind, each.before)) for each in found.parts]
        made = await older.put_back(desk.db, kind, older.parsed(kind, found.kept), parts)
        await history.require_in_hand(desk.db, made, mandate=_mandate(desk, kind))


async def _older(request: Request, desk: Desk) -> Older:
    """Raises NotYours, also where nothing can be brought back."""
    change = await history.change(desk.db, request.path_params["change"], mandate=desk.mandate)
    if not can_return(change):
        raise NotYours
    since = await history.since(desk.db, change)
    row = await older.row(desk.db, change.kind, change.row_id) if change.did == "changed" else None
    if row:
        await history.require_in_hand(desk.db, row, mandate=_mandate(desk, change.kind))
    elif change.did == "changed" or since[0].did != "deleted":
        raise NotYours  # it was taken away later, or is back already
    else:
        await history.change(desk.db, change.id, mandate=_mandate(desk, change.kind))
    kept = await _before(desk, since, row) if row else change.before
    then = kept if row else await _as_now(desk, change.kind, kept)
    now = activity.plain({name: getattr(row, name) for name in kept}) if row else {}
    [zone] = await desk.zones([activity.about_of(change)])
    names = await changes.names_of(desk.db, [(change.kind, then), (change.kind, now)])
    is_ours = desk.organiser.reads_notes_of(change.organisation_id)
    facts = changes.facts(change.kind, now, then, names, zone, is_ours=is_ours)
    reached = await reaching.of_thing(desk, change.about_kind, change.about_id)
    named: Mapping[str, Any] = {}
    order = ""
    if isinstance(row, Person | Organisation) and {"name", "short_name"} & kept.keys():
        named = await reaching.of_name(desk, row)
    if isinstance(row, Event) and {"day", "starts"} & kept.keys():
        await running_order.attach(desk.db, row)
        order = running_order.span(row)
    return Older(change, row, since[0].id, kept, await _parts(desk, change), facts, zone, reached, named, order)


async def _before(desk: Desk, since: Sequence[Activity], row: Base) -> dict[str, Any]:
    """The facts as they were before the earliest of these changes, where they are others now."""
    was: dict[str, Any] = {}
    for each in since:  # the latest first
        was |= each.before
    known = older.columns(since[0].kind)
    kept = {name: was[name] for name in known if name in was} | older.going_along(row, was)
    kept = await _as_now(desk, since[0].kind, kept)
    now = activity.plain({name: getattr(row, name) for name in kept})
    return {name: value for name, value in kept.items() if value != now[name]}


async def _as_now(desk: Desk, kind: str, kept: dict[str, Any]) -> dict[str, Any]:
    return activity.plain(await older.as_now(desk.db, kind, older.parsed(kind, kept)))


async def _parts(desk: Desk, change: Activity) -> Sequence[Activity]:
    if change.did != "deleted" or not older.parts_of(change.kind):
        return []
    return list(_going_with(change, await history.beside(desk.db, change)))


def _going_with(whole: Activity, beside: Sequence[Activity]) -> Iterator[Activity]:
    """Those of them by which a part of this went with it, and parts of that."""
    named_by = older.parts_of(whole.kind)
    for each in beside:
        if each.before.get(named_by.get(each.kind, "")) == whole.row_id:
            yield each
            yield from _going_with(each, beside)


def _mandate(desk: Desk, kind: str) -> Mandate:
    """Who may change it: releases and whom the press may ring are the press officers' too."""
    return desk.organiser.mandate(_needed(kind))


def _needed(kind: str) -> Role:
    return Role.PRESS_OFFICER if kind in _PRESS else Role.EDITOR


def _page(request: Request, desk: Desk, found: Older, form: Form[Any]) -> Response:
    change = found.change
    chosen = form.values("fact") if form.typed else list(change.before)
    facts: dict[str, Any] = {
        "form": form,
        "change": change,
        "what": changes.kind_words(change.kind),
        "facts": found.facts,
        "is_back": found.row is not None,
        "chosen": chosen,
        "newest": found.newest,
        "zone": found.zone,
        "effects": found.effects,
        **found.named,
        "order": found.order,
        "orders": event_form.ORDERS,
        "parts": len([each for each in found.parts if each.kind == "listed_posts"]),
        "sign_offs": len([each for each in found.parts if each.kind == "approvals"]),
        "links": len([each for each in found.parts if each.kind == "item_speakers"]),
        "back": addresses.office_log(change.about_kind, change.about_id),
    }
    title = f"Bring back: {change.label or facts['what']}"
    crumbs = [("Log", addresses.OFFICE_LOG)]
    status = 422 if form.mistakes else 200
    return page.answer(request, desk, "office/desk/returning.html", title, crumbs=crumbs, status=status, **facts)
