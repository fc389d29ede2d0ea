"""What preflight found, on every page that publishes: where each thing is mended, and how it is answered for."""

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from starlette.requests import Request

from events import addresses
from events.people import cautions
from events.press import preflight, standings
from events.press.preflight import About, Facts, Finding, Lifting, openly, reached
from events.programme.models import Launch
from events.web.forms import Form
from events.web.office.guard import Desk
from events.web.site import site

# What others have a say in goes out without it only for a reason that is kept.
_NEED_A_REASON = frozenset({"not signed off", "unconfirmed", "news before the lift"})


@dataclass(frozen=True)
class Placed:
    """A finding, with the address of the very field where it is mended."""

    finding: Finding
    place: str
    each: Sequence[tuple[str, str]] = ()  # where it names several, each by its name, if they are mended apart

    @property
    def blocks(self) -> bool:
        return self.finding.blocks

    @property
    def sentence(self) -> str:
        return self.finding.sentence

    @property
    def needs_reason(self) -> bool:
        return self.finding.check in _NEED_A_REASON


async def of(
    request: Request,
    desk: Desk,
    launch: Launch,
    *,
    going: Collection[UUID] | None = None,
    restored: UUID | None = None,
    lifting: Lifting | None = None,
) -> list[Placed]:
    """What there is to mend or to answer for before these rows go out, or all that is left of the launch."""
    _, found = await everything(request, desk, launch, going=going, restored=restored, lifting=lifting)
    return found


async def everything(
    request: Request,
    desk: Desk,
    launch: Launch,
    *,
    going: Collection[UUID] | None = None,
    restored: UUID | None = None,
    lifting: Lifting | None = None,
) -> tuple[Facts, list[Placed]]:
    """The same with all that was looked at: what is taken back is no part of it."""
    facts = await preflight.facts(
        desk.db,
        launch,
        site=site(request).addresses,
        cautions=await cautions.of(desk.db, [launch.lead_id]),
        approvals=await standings.of_launch(desk.db, launch, now=desk.now),
        going=going,
        restored=restored,
        lifting=lifting,
        **desk.by,
    )
    facts = replace(facts, reached=await reached.by_going_out(desk.db, facts, desk.now))
    if any(each.launch_id != launch.id for each in facts.kept):
        async with site(request).store.reading_at_desk() as db:
            known = await openly.known(db, facts, desk.now)
        facts = replace(facts, kept=[each for each in facts.kept if each not in known])
    found = preflight.findings(facts, now=desk.now)
    if going is not None:
        embargoes = [each.embargo_id for each in facts.parts if each.id in going]
        found = [each for each in found if each.stands_before([*going, *embargoes])]
    places = _Places(facts)
    return facts, [Placed(each, places.of(each.about), places.apart(each)) for each in found]


def object_to(form: Form[Any], findings: Sequence[Placed]) -> None:
    """What stands against publishing: something that blocks, or a question that nobody answered."""
    if any(each.blocks for each in findings):
        form.refuse("found", "What blocks has to be mended first.")
        return
    is_new = findings and form.value("seen") != _digest(findings)
    was_asked = (
        "reason" in form.typed or not is_new
    )  # by what they were shown before: nobody fills in what is not there
    if was_asked and any(each.needs_reason for each in findings) and not form.value("reason").strip():
        form.refuse("reason", "Say why it goes out with what needs a reason.")
    if is_new:
        more = ": some of it is new since you opened this page" if form.value("seen") else ""
        form.refuse("found", f"Look at what we found, then decide{more}.")


def shown(findings: Sequence[Placed], *, goes_out: bool = True) -> dict[str, Any]:
    """What `office/_findings.html` shows, and asks where something is to go out."""
    return {
        "goes_out": goes_out,
        "blocking": [each for each in findings if each.blocks],
        "asking": [each for each in findings if not each.blocks],
        "needs_reason": any(each.needs_reason for each in findings),
        "seen": _digest(findings),
    }


def _digest(findings: Sequence[Placed]) -> str:
    """Of exactly what somebody was shown: by pressing the button below it they answer for that, and for no more."""
    return hashlib.sha256("\n".join(sorted(each.sentence for each in findings)).encode()).hexdigest()


class _Places:
    """Where each thing is mended. Preflight knows rows, and pages are found by their addresses."""

    def __init__(self, facts: Facts) -> None:
        self.launch = facts.launch
        self.pages = dict(self._pages(facts))

    @staticmethod
    def _pages(facts: Facts) -> Iterator[tuple[UUID, str]]:
        for page in facts.reached:
            yield from ((about.id, f"{addresses.OFFICE}{page.address}") for about, _ in page.said)
        for event in facts.events:
            yield event.id, addresses.office_event(event)
            yield from (
                (each.person.id, addresses.office_person(each.person)) for each in event.speakers if each.person
            )
        yield from ((each.id, addresses.office_publication(each)) for each in facts.publications)
        for draft in facts.drafts:
            yield draft.release.id, addresses.office_release(draft.release)
            houses = (each.contact.organisation for each in draft.version.contacts)
            yield from ((each.id, addresses.office_organisation(each)) for each in houses if each)

    def of(self, about: About) -> str:
        if about.field == "approvals":
            return addresses.office_launch(self.launch, "approvals")
        page = self.pages.get(about.id, addresses.office_launch(self.launch))
        field = about.field or ""
        usual = f"#{field}" if field else ""
        whole, part = _WHERE.get(f"{about.kind}.{field}") or _WHERE.get(field, (usual, usual))
        return f"{page}{part.format(about.part) if about.part else whole}"

    def apart(self, finding: Finding) -> list[tuple[str, str]]:
        places = [(name, self.of(about)) for name, about in finding.each]
        return places if len({place for _, place in places}) > 1 else []


# Behind the address of a row: where all of a field is mended, and where one part of it, if not at its name there.
_WHERE = {
    "correction": ("#headline", "#headline"),
    "embargo": ("/embargo", "/embargo"),
    "events.files": ("/files", "/files"),
    "files": ("#h-pictures", "#h-pictures"),
    "press_contacts": ("#h-contacts", "/contacts/{}#phone"),
    "programme": ("/programme", "/programme/{}"),
    "series_number": ("#number", "#number"),
    "taking_back": ("/taking-back", "/taking-back"),
    "speakers": ("/speakers", "/speakers#speaker-{}"),
}
