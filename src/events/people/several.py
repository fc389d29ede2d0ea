"""Many people or press contacts at once, from lines or a table; what each line did is told, so that it can be tried."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from events import text
from events.people import organisations, phones, press_contacts
from events.people.directory import Directory
from events.people.models import Organisation, Person, PressContact, PrivateFacts
from events.people.pasted import Pasted
from events.visibility import held

MOST = 500


@dataclass
class Step:
    """What one line came to: somebody new, or somebody known and what became new about them, a sentence each."""

    line: int
    name: str
    known: Person | PressContact | None = None
    said: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)  # what is read and has no place
    is_foreign: bool = False  # kept by another organisation, and so left as they are
    namesakes: Sequence[Person] = ()  # of somebody new: who of this name is known, with their posts
    twin: int | None = None  # the line that adds somebody of this name too

    @property
    def did_nothing(self) -> bool:
        return self.known is not None and not self.said

    def put(self, row: Any, column: str, value: str | None, called: str) -> None:
        """A blank says nothing, and so changes nothing."""
        before = getattr(row, column)
        if value and value != before:
            setattr(row, column, value)
            self.said.append(
                f"{called}: {_printed(before)} becomes {_printed(value)}" if before else f"{called}: {_printed(value)}"
            )


async def take_in(
    found: Sequence[Pasted], directory: Directory, meant: Mapping[int, str] = MappingProxyType({})
) -> Sequence[Step]:
    """People, with their posts and how the office reaches them; who is known is recognised by mail, name and posts.

    `meant`: by the place of a line among these people, the id of its namesake whom it means, rather than somebody new.
    """
    people = [each for each in found if not each.is_open]
    await directory.learn(people)
    reached = await _reached(people, directory)
    added: dict[UUID, int] = {}
    steps = [await _person(each, directory, reached, added, meant.get(n)) for n, each in enumerate(people)]
    await directory.settle()
    return steps


@dataclass
class _Reached:
    """How the office reaches those who may be meant."""

    by_mail: dict[str, list[Person]] = field(default_factory=dict)
    facts: dict[UUID, PrivateFacts] = field(default_factory=dict)


async def take_contacts_in(found: Sequence[Pasted], organisation: Organisation, directory: Directory) -> Sequence[Step]:
    """Press contacts of one organisation, recognised by name, with or without a post in brackets behind it.

    Raises organisations.Unreachable.
    """
    here = (PressContact.organisation_id == organisation.id, PressContact.taken_off_at.is_(None))
    there = [*await directory.db.scalars(select(PressContact).where(*here))]
    steps, new = [], []
    for each in found:
        if each.is_open:
            continue
        known = _contact_called(each, there)
        contact = known or PressContact(organisation_id=organisation.id, name=text.line(_with_post(each), 160))
        steps.append(_contact(each, contact, is_known=known is not None))
        if known is None:
            there.append(contact)
            new.append(contact)
    await organisations.add_press_contacts(directory.db, organisation.id, new)
    return steps


async def _reached(people: Sequence[Pasted], directory: Directory) -> _Reached:
    reached = _Reached()
    theirs = held(Person, Person.kept_by_id == directory.keeper)
    query = select(Person, PrivateFacts).join(PrivateFacts, PrivateFacts.person_id == Person.id).where(theirs)
    mails = {each.mail for each in people if each.mail}
    known = [await directory.namesakes(each.name) for each in people if each.mail or each.mobile or each.phone]
    ids = {person.id for namesakes in known for person in namesakes}
    asked = query.where(or_(PrivateFacts.mail.in_(mails), Person.id.in_(ids))).order_by(Person.slug)
    loaded = asked.options(selectinload(Person.affiliations))
    for person, facts in await directory.db.execute(loaded) if mails or ids else ():
        reached.facts[person.id] = facts
        if facts.mail:
            reached.by_mail.setdefault(facts.mail, []).append(person)
    return reached


async def _person(
    pasted: Pasted, directory: Directory, reached: _Reached, added: dict[UUID, int], meant: str | None
) -> Step:
    same_mail = reached.by_mail.get(pasted.mail or "", ())
    by_mail = next((each for each in same_mail if text.fold(each.name) == text.fold(pasted.name)), None)
    step = Step(pasted.line, pasted.name, left_out=list(pasted.left_out))
    person = by_mail or await directory.known(pasted.name, pasted.posts)
    if person is None:
        same = await directory.namesakes(pasted.name)
        step.namesakes = [each for each in same if each.id not in added]
        step.twin = next((added[each.id] for each in same if each.id in added), None)
        person = next((each for each in step.namesakes if str(each.id) == meant), None)
    step.known = person
    if person is None:
        person = await directory.add(pasted.name)
        added[person.id] = pasted.line
    elif person.kept_by_id != directory.keeper:
        step.is_foreign = True
        return step
    for role, name in pasted.posts:
        if name:
            await _post(person, role, name, step, directory)
    step.put(person, "pronouns", pasted.pronouns, "Pronouns")
    mobile = pasted.mobile or pasted.phone
    if pasted.mail or mobile:
        private = reached.facts.get(person.id)
        if private is None:
            private = reached.facts[person.id] = PrivateFacts(person_id=person.id)
            directory.add_later(private)
        step.put(private, "mail", pasted.mail, "Mail")
        step.put(private, "mobile", mobile, "Mobile")
        if private.mail and person not in (there := reached.by_mail.setdefault(private.mail, [])):
            there.append(person)
    return step


async def _post(person: Person, role: str | None, name: str, step: Step, directory: Directory) -> None:
    known = await directory.known_organisation(name)
    organisation = known or await directory.organisation(name)
    there = (each for each in person.affiliations if each.organisation_id == organisation.id)
    if any(text.fold(each.role or "") == text.fold(role or "") for each in there):
        return
    directory.affiliate(person, organisation, role)
    called = ", ".join(filter(None, (role, organisation.name)))
    step.said.append(f"Post: {called}" if known else f"Post: {called}, an organisation that is new here")


def _contact_called(pasted: Pasted, there: Sequence[PressContact]) -> PressContact | None:
    name, bare = text.fold(_with_post(pasted)), text.fold(press_contacts.bare_name(pasted.name))
    same = next((each for each in there if text.fold(each.name) == name), None)
    namesakes = [each for each in there if text.fold(press_contacts.bare_name(each.name)) == bare]
    return same or (namesakes[0] if len(namesakes) == 1 else None)


def _with_post(pasted: Pasted) -> str:
    """`Jo Reed (Head of Media)`, as it is printed; a post at some organisation is none of a contact."""
    role, organisation = next(iter(pasted.posts), (None, None))
    return f"{pasted.name} ({role})" if role and not organisation else pasted.name


def _contact(pasted: Pasted, contact: PressContact, *, is_known: bool) -> Step:
    step = Step(pasted.line, pasted.name, contact if is_known else None, left_out=list(pasted.left_out))
    name = _with_post(pasted)
    if name != pasted.name:
        step.put(contact, "name", text.line(name, 160), "Name")
    for column, called in _REACHED_BY.items():
        step.put(contact, column, getattr(pasted, column), called)
    if pasted.mobile and not pasted.phone:
        step.put(contact, "phone", pasted.mobile, "Telephone")
    elif pasted.mobile and pasted.mobile not in (contact.phone, contact.out_of_hours):
        step.left_out.append(f"Mobile: {_printed(pasted.mobile)}, beside the telephone")
    return step


_REACHED_BY = {"phone": "Telephone", "mail": "Mail", "out_of_hours": "Out of hours", "hours": "Hours"}


def as_pasted(person: Person, private: PrivateFacts | None, today: date) -> Pasted:
    """Somebody with the posts they hold, as a row of a table names them, for `sheets.rows`."""
    posts = tuple((each.role, each.organisation.name) for each in person.affiliations if not each.is_over(today))
    return Pasted(
        line=0,
        name=person.name,
        posts=posts,
        pronouns=person.pronouns,
        mail=private.mail if private else None,
        mobile=private.mobile if private else None,
    )


def contact_as_pasted(contact: PressContact) -> Pasted:
    post = press_contacts.post(contact.name)
    reached = {column: getattr(contact, column) for column in _REACHED_BY}
    name = press_contacts.bare_name(contact.name) if post else contact.name
    return Pasted(line=0, name=name, posts=((post, None),) if post else (), **reached)


def _printed(value: str) -> str:
    return phones.abroad(value) if value.startswith("+") else value
