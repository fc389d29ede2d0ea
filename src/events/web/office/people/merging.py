"""Who may be one, and merging: both side by side, which value stays for each field, and all that moves with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select, select
from starlette.requests import Request
from starlette.responses import Response

from events import addresses, search
from events.accounts import organisers
from events.accounts.access import NotYours
from events.accounts.models import Role
from events.people import duplicates, nearest, organisations, persons
from events.people.models import Organisation, Person, PrivateFacts
from events.programme import history, merging
from events.storage import files
from events.storage.base import kind_of
from events.visibility import ANYONE, visible
from events.web import forms
from events.web.forms import Form
from events.web.office import page
from events.web.office.guard import Desk
from events.web.office.organisations import organisation_form
from events.web.office.people import merged, person_form
from events.web.public import paging
from events.web.public.paging import Paging

T = TypeVar("T", bound=Person | Organisation)

_PERSON = {
    "name": "Name",
    "sort_name": "Sorted as",
    "pronouns": "Pronouns",
    "biography": "Biography",
    "orcid": "ORCID",
    "portrait_id": "Portrait",
}
_PRIVATE = {
    "salutation": "How letters begin",
    "mail": "Mail",
    "mobile": "Mobile",
    "assistant_name": "Assistant",
    "assistant_mail": "Assistant’s mail",
    "assistant_phone": "Assistant’s telephone",
}
_ORGANISATION = {
    "name": "Name",
    "short_name": "Short name",
    "kind": "Kind",
    "website": "Website",
    "description": "Description",
    "accent": "Colour",
    "ror": "ROR id",
    "logo_id": "Logo",
}


@dataclass(frozen=True)
class Field:
    """One fact as both have it; what only one of them says needs no choice."""

    name: str
    called: str
    kept: Any
    gone: Any

    @property
    def differs(self) -> bool:
        return self.kept is not None and self.gone is not None and self.kept != self.gone


async def show_persons(request: Request, desk: Desk) -> Response:
    found = await duplicates.of_persons(desk.db, mandate=desk.mandate)
    facts: dict[str, Any] = {"found": found, "address": addresses.office_person, "two": "two people"}
    facts["sharing"] = "an ORCID, a mail address or a name"
    facts["apart"] = await duplicates.told_apart(desk.db, Person, mandate=desk.mandate)
    facts["zone"] = await desk.zone() if facts["apart"] else None
    return page.answer(
        request, desk, "office/people/duplicates.html", "Who may be one", crumbs=person_form.CRUMBS, **facts
    )


async def show_organisations(request: Request, desk: Desk) -> Response:
    found = await duplicates.of_organisations(desk.db, mandate=desk.mandate)
    facts: dict[str, Any] = {"found": found, "address": addresses.office_organisation, "two": "two organisations"}
    facts["sharing"] = "a ROR id or a name"
    facts["apart"] = await duplicates.told_apart(desk.db, Organisation, mandate=desk.mandate)
    facts["zone"] = await desk.zone() if facts["apart"] else None
    crumbs = organisation_form.CRUMBS
    return page.answer(request, desk, "office/people/duplicates.html", "Which may be one", crumbs=crumbs, **facts)


async def tell_persons_apart(request: Request, desk: Desk) -> Response:
    return await _tell_apart(desk, *await _persons(request, desk), addresses.OFFICE_PEOPLE)


async def ask_about_persons_again(request: Request, desk: Desk) -> Response:
    return await _ask_again(desk, *await _persons(request, desk), addresses.OFFICE_PEOPLE)


async def tell_organisations_apart(request: Request, desk: Desk) -> Response:
    return await _tell_apart(desk, *await _organisations(request, desk), addresses.OFFICE_ORGANISATIONS)


async def ask_about_organisations_again(request: Request, desk: Desk) -> Response:
    return await _ask_again(desk, *await _organisations(request, desk), addresses.OFFICE_ORGANISATIONS)


async def show_other_persons(request: Request, desk: Desk) -> Response:
    """With whom somebody can be compared, where nothing told that the two may be one."""
    person = await persons.in_hand(desk.db, request.path_params["slug"], mandate=desk.mandate)
    among, place = _asked_for(request, desk, Person), paging.offset(request)
    found = await persons.of_office(desk.db, mandate=desk.mandate, among=among, limit=paging.SIZE, offset=place)
    near = [] if among is not None else await nearest.to_person(desk.db, person, mandate=desk.mandate)
    first = await persons.of_office(desk.db, mandate=desk.mandate, among=select(Person.id).where(Person.id.in_(near)))
    facts: dict[str, Any] = {"address": addresses.office_person, "asks": addresses.OFFICE_KNOWN_PEOPLE}
    others = _nearest_first(near, first.people, found.people, place)
    facts |= {"others": others, "stay": await _rather_kept(desk, person, others)}
    facts["find"] = "Name, post or organisation"
    return _choice(request, desk, person, found.count, person_form.CRUMBS, facts)


async def show_other_organisations(request: Request, desk: Desk) -> Response:
    organisation = await organisations.in_hand(desk.db, request.path_params["slug"], mandate=desk.mandate)
    among, place = _asked_for(request, desk, Organisation), paging.offset(request)
    found, count = await organisations.kept(desk.db, mandate=desk.mandate, among=among, limit=paging.SIZE, offset=place)
    near = [] if among is not None else await nearest.to_organisation(desk.db, organisation, mandate=desk.mandate)
    alike = select(Organisation.id).where(Organisation.id.in_(near))
    first, _ = await organisations.kept(desk.db, mandate=desk.mandate, among=alike)
    found = _nearest_first(near, first, found, place)
    facts: dict[str, Any] = {"address": addresses.office_organisation, "asks": addresses.OFFICE_KNOWN_ORGANISATIONS}
    go = await _going_into(desk, organisation, found)
    has_members = await organisers.with_members(desk.db, [organisation.id])
    rather = [] if has_members else await _rather_kept(desk, organisation, found)
    stay = [] if has_members else [each for each in found if each not in go or each in rather]
    facts |= {
        "others": [each for each in found if each in go or each in stay],
        "stay": stay,
        "find": "Name of the other",
    }
    return _choice(request, desk, organisation, count, organisation_form.CRUMBS, facts)


async def show_person(request: Request, desk: Desk) -> Response:
    kept, gone = await _persons(request, desk)
    fields = [*_fields(kept, gone, _PERSON), *await _private(desk, kept, gone)]
    return await _page(request, desk, kept, gone, fields, addresses.office_person, Form())


async def merge_person(request: Request, desk: Desk) -> Response:
    kept, gone = await _persons(request, desk)
    form: Form[Any] = Form(typed=forms.typed(await request.form()))
    private = await _private(desk, kept, gone)
    if _is_stale(form, kept, gone):
        fields = [*_fields(kept, gone, _PERSON), *private]
        return await _page(request, desk, kept, gone, fields, addresses.office_person, form)
    pictures, called = [kept.portrait_id, gone.portrait_id], gone.name
    following = await merged.of(desk, kept, gone, to_keep=True)
    left = _choose(kept, _fields(kept, gone, _PERSON), form)
    if any(each.kept or each.gone for each in private):
        facts = await desk.db.get(PrivateFacts, kept.id) or PrivateFacts(person_id=kept.id)
        _choose(facts, private, form)
        desk.db.add(facts)
    await merging.merge_persons(desk.db, kept, gone, now=desk.now)
    await files.drop_unused(desk.db, [each for each in pictures if each and each != kept.portrait_id])
    await merged.keep_receipt(desk, kept, called, following, left)
    return page.done(f"{addresses.office_person(kept)}#h-receipts")


async def show_organisation(request: Request, desk: Desk) -> Response:
    kept, gone = await _organisations(request, desk)
    fields = _fields(kept, gone, _ORGANISATION)
    return await _page(request, desk, kept, gone, fields, addresses.office_organisation, Form())


async def merge_organisation(request: Request, desk: Desk) -> Response:
    kept, gone = await _organisations(request, desk)
    form: Form[Any] = Form(typed=forms.typed(await request.form()))
    fields = _fields(kept, gone, _ORGANISATION)
    if _is_stale(form, kept, gone):
        return await _page(request, desk, kept, gone, fields, addresses.office_organisation, form)
    pictures, called = [kept.logo_id, gone.logo_id], gone.name
    following = await merged.of(desk, kept, gone, to_keep=True)
    left = _choose(kept, fields, form)
    await merging.merge_organisations(desk.db, kept, gone, now=desk.now)
    await files.drop_unused(desk.db, [each for each in pictures if each and each != kept.logo_id])
    await merged.keep_receipt(desk, kept, called, following, left)
    return page.done(f"{addresses.office_organisation(kept)}#h-receipts")


async def _tell_apart(desk: Desk, one: Any, other: Any, those: str) -> Response:
    await duplicates.tell_apart(desk.db, one, other, by=desk.organiser.by, now=desk.now)
    return page.done(f"{those}/duplicates")


async def _ask_again(desk: Desk, one: Any, other: Any, those: str) -> Response:
    await duplicates.ask_again(desk.db, one, other)
    return page.done(f"{those}/duplicates")


async def _persons(request: Request, desk: Desk) -> tuple[Person, Person]:
    """The one that stays and the one that goes. Raises NotYours."""
    kept = await persons.in_hand(desk.db, request.path_params["slug"], mandate=desk.mandate)
    gone = await persons.in_hand(desk.db, request.path_params["other"], mandate=desk.mandate)
    if kept.id == gone.id:
        raise NotYours
    return kept, gone


async def _organisations(request: Request, desk: Desk) -> tuple[Organisation, Organisation]:
    """Who works at the one that goes works at the other afterwards: only an owner of both decides. Raises NotYours."""
    kept = await organisations.in_hand(desk.db, request.path_params["slug"], mandate=desk.mandate)
    gone = await organisations.in_hand(desk.db, request.path_params["other"], mandate=desk.mandate)
    if not await _going_into(desk, kept, [gone]):
        raise NotYours
    return kept, gone


async def _going_into(desk: Desk, kept: Organisation, others: Sequence[Organisation]) -> Sequence[Organisation]:
    """Those of the others that may go into this one by who asks."""
    has_members = await organisers.with_members(desk.db, [each.id for each in others])
    owned = desk.organiser.mandate(Role.OWNER).organisations
    may_go = [each for each in others if each.id not in has_members or {kept.id, each.id} <= owned]
    return [each for each in may_go if each.id != kept.id]


async def _rather_kept(desk: Desk, row: T, others: Sequence[T]) -> Sequence[T]:
    """Those of the others that stay rather than this one: which anybody can read already, or which came here before."""
    kind, ids = type(row), [each.id for each in (row, *others)]
    public = set(await desk.db.scalars(select(kind.id).where(kind.id.in_(ids), visible(kind, ANYONE, desk.now))))
    added = await history.added(desk.db, [row, *others])

    def rank(each: T) -> tuple[bool, float]:
        came = added.get(str(each.id))
        return each.id in public, -came.timestamp() if came else 0

    return [each for each in others if rank(each) > rank(row)]


def _asked_for(request: Request, desk: Desk, kind: type[Person | Organisation]) -> Select[UUID] | None:
    """Ids of those that have the words asked for; None where nothing was."""
    words = paging.words(request, "q")
    return search.having(desk.db, words, kind_of(kind)) if words else None


def _nearest_first(near: Sequence[UUID], first: Sequence[T], found: Sequence[T], place: int) -> list[T]:
    """Those whose names are most alike, on the first page of all and on no other."""
    alike = sorted(first, key=lambda each: near.index(each.id))
    others = [each for each in found if each.id not in near]
    return [*alike, *others] if place == 0 else others


def _choice(
    request: Request, desk: Desk, kept: Any, count: int, crumbs: page.Crumbs, facts: dict[str, Any]
) -> Response:
    words, address = paging.words(request, "q"), facts["address"]
    facts |= {"kept": kept, "words": words, "others": [each for each in facts["others"] if each.id != kept.id]}
    facts["paging"] = Paging(paging.number(request), count)
    facts["where"] = partial(addresses.filtered, address(kept, "merging"), q=words)
    crumbs = [*crumbs, (kept.name, address(kept))]
    return page.answer(request, desk, "office/people/same.html", "The same as another?", crumbs=crumbs, **facts)


def _fields(kept: Any, gone: Any, called: Mapping[str, str]) -> Sequence[Field]:
    return [Field(name, words, getattr(kept, name, None), getattr(gone, name, None)) for name, words in called.items()]


async def _private(desk: Desk, kept: Person, gone: Person) -> Sequence[Field]:
    mine, theirs = await desk.db.get(PrivateFacts, kept.id), await desk.db.get(PrivateFacts, gone.id)
    return _fields(mine, theirs, _PRIVATE)


def _choose(row: Any, fields: Sequence[Field], form: Form[Any]) -> dict[str, Any]:
    """What stays for each field: as chosen, or what one of them says where the other says nothing. Gives the rest."""
    left = {}
    for each in fields:
        takes_other = each.kept is None or (each.gone is not None and form.value(each.name) == "gone")
        setattr(row, each.name, each.gone if takes_other else each.kept)
        if each.differs and not each.name.endswith("_id"):
            left[each.called] = each.kept if takes_other else each.gone
    return left


def _is_stale(form: Form[Any], kept: Any, gone: Any) -> bool:
    if form.value("revision") == _revision(kept, gone):
        return False
    form.refuse("act", "Somebody changed one of them since you opened the page. Look again, then decide.")
    return True


def _revision(kept: Any, gone: Any) -> str:
    return f"{kept.revision} {gone.revision}"


async def _page(
    request: Request, desk: Desk, kept: Any, gone: Any, fields: Sequence[Field], address: Any, form: Form[Any]
) -> Response:
    facts: dict[str, Any] = {
        "kept": kept,
        "gone": gone,
        "may_turn": isinstance(kept, Person) or bool(await _going_into(desk, gone, [kept])),
        "fields": [each for each in fields if each.kept is not None or each.gone is not None],
        "following": await merged.of(desk, kept, gone),
        "address": address,
        "form": form,
        "revision": _revision(kept, gone),
    }
    crumbs = person_form.CRUMBS if isinstance(kept, Person) else organisation_form.CRUMBS
    answer = page.form_again if form.mistakes else page.answer
    return answer(request, desk, "office/people/merging.html", "Make one of two", crumbs=crumbs, **facts)
