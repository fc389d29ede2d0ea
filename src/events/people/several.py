"""Many people or press contacts at once, from lines or a table; what each line did is told, so that it can be tried."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from events import text
from events.people import organisations, persons, phones
from events.people.directory import Directory
from events.people.models import Affiliation, Organisation, Person, PressContact, PrivateFacts
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


async def take_in(found: Sequence[Pasted], directory: Directory) -> Sequence[Step]:
    """People, with their posts and how the office reaches them; who is known is recognised by mail, name and posts."""
    steps: list[Step] = []
    added: dict[UUID, int] = {}
    for each in found:
        if not each.is_open:
            steps.append(await _person(each, directory, added))
            await directory.db.flush()
    return steps


async def take_contacts_in(found: Sequence[Pasted], organisation: Organisation, directory: Directory) -> Sequence[Step]:
    """Press contacts of one organisation, recognised by name. Raises organisations.Unreachable, naming the line."""
    steps = []
    for each in found:
        if not each.is_open:
            steps.append(await _contact(each, organisation, directory))
            await directory.db.flush()
    return steps


async def _person(pasted: Pasted, directory: Directory, added: dict[UUID, int]) -> Step:
    db = directory.db
    person = await _by_mail(pasted, directory) or await directory.known(pasted.name, pasted.posts)
    step = Step(pasted.line, pasted.name, person)
    if person is None:
        same = await directory.namesakes(pasted.name)
        step.namesakes = [each for each in same if each.id not in added]
        step.twin = next((added[each.id] for each in same if each.id in added), None)
        person = await persons.add(db, Person(name=text.line(pasted.name, 160), kept_by_id=directory.keeper))
        added[person.id] = pasted.line
        await db.flush()
    elif person.kept_by_id != directory.keeper:
        step.is_foreign = True
        return step
    for role, name in pasted.posts:
        if name:
            await _post(person, role, name, step, directory)
    step.put(person, "pronouns", pasted.pronouns, "Pronouns")
    mobile = pasted.mobile or pasted.phone
    if pasted.mail or mobile:
        private = await db.get(PrivateFacts, person.id) or PrivateFacts(person_id=person.id)
        step.put(private, "mail", pasted.mail, "Mail")
        step.put(private, "mobile", mobile, "Mobile")
        db.add(private)
    return step


async def _post(person: Person, role: str | None, name: str, step: Step, directory: Directory) -> None:
    known = await organisations.called(directory.db, name, reader=directory.reader, now=directory.now)
    organisation = known or await directory.organisation(name)
    query = select(Affiliation).where(
        Affiliation.person_id == person.id, Affiliation.organisation_id == organisation.id
    )
    held = await directory.db.scalars(query)
    if any(text.fold(each.role or "") == text.fold(role or "") for each in held):
        return
    await persons.affiliate(directory.db, person, organisation, role)
    called = ", ".join(filter(None, (role, organisation.name)))
    step.said.append(f"Post: {called}" if known else f"Post: {called}, an organisation that is new here")


async def _by_mail(pasted: Pasted, directory: Directory) -> Person | None:
    if not pasted.mail:
        return None
    theirs = held(Person, Person.kept_by_id == directory.keeper)
    query = select(Person).join(PrivateFacts, PrivateFacts.person_id == Person.id)
    found = await directory.db.scalars(query.where(theirs, PrivateFacts.mail == pasted.mail))
    return next((each for each in found if text.fold(each.name) == text.fold(pasted.name)), None)


async def _contact(pasted: Pasted, organisation: Organisation, directory: Directory) -> Step:
    db = directory.db
    here = (PressContact.organisation_id == organisation.id, PressContact.taken_off_at.is_(None))
    there = await db.scalars(select(PressContact).where(*here))
    known = next((each for each in there if text.fold(each.name) == text.fold(pasted.name)), None)
    step = Step(pasted.line, pasted.name, known)
    contact = known or PressContact(organisation_id=organisation.id, name=text.line(pasted.name, 160))
    for column, called in _REACHED_BY.items():
        step.put(contact, column, getattr(pasted, column), called)
    if pasted.mobile and not pasted.phone:
        step.put(contact, "phone", pasted.mobile, "Telephone")
    if known is None:
        await organisations.add_press_contact(db, contact)
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
    return Pasted(line=0, name=contact.name, **{column: getattr(contact, column) for column in _REACHED_BY})


def _printed(value: str) -> str:
    return phones.abroad(value) if value.startswith("+") else value
