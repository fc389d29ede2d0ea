"""What is under an embargo, as its page lists it: whether it waits for that, and which day it says of itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events import addresses, times
from events.press import drafts
from events.press.models import Release
from events.programme import event_lists, publications
from events.programme.models import Launch, Launched, Publication
from events.visibility import Embargo
from events.web.office.guard import Desk


@dataclass(frozen=True)
class Under:
    """Something under an embargo."""

    id: UUID
    kind: str
    title: str
    place: str
    waits: bool  # published, and kept back by nothing but the embargo
    public: str  # where everybody reads it once it is out
    dated: date | None = None  # the day that it says of itself
    redated: str = ""  # where that is changed
    withdrawn: bool = False  # restored or published again, it waits like the rest

    @property
    def day(self) -> str:
        return times.full_day(self.dated) if self.dated else ""


async def of(desk: Desk, holder: Launch | Release) -> list[Under]:
    """What is under the embargo of a launch, or a release's own; where there is none yet, what would be."""
    if isinstance(holder, Release):
        return [_release(holder, desk)]
    reports = await publications.of_launch(desk.db, holder.id, **desk.by)
    releases = await drafts.of_launch(desk.db, holder.id, **desk.by)
    found = [_report(each) for each in reports if _goes_under(each, holder)]
    found += [_release(each, desk) for each in releases if _goes_under(each, holder)]
    for each in await event_lists.of_launch(desk.db, holder.id, **desk.by):
        office, public = addresses.office_event(each), addresses.event(each)
        if _goes_under(each, holder):
            back = each.withdrawn_at is not None
            found.append(Under(each.id, "The event", each.title, office, _waits(each), public, withdrawn=back))
    return found


async def apart(desk: Desk, holder: Launch | Release) -> list[tuple[Under, Embargo]]:
    """What of a launch goes out by an embargo of its own that is still to lift; of such a part itself, nothing."""
    if isinstance(holder, Release):
        return []
    releases = await drafts.of_launch(desk.db, holder.id, **desk.by)
    own = ((each, each.embargo) for each in releases if each.embargo_id != holder.embargo_id)
    return [(_release(each, desk), embargo) for each, embargo in own if embargo and not embargo.is_lifted(desk.now)]


def dated_after(those: Sequence[Under], day: date) -> list[Under]:
    """What would be out while the day that it says of itself is still to come."""
    return [each for each in those if each.waits and each.dated and each.dated > day]


def _goes_under(row: Launched, launch: Launch) -> bool:
    would = launch.embargo_id is None and not row.is_announcement and row.embargo_id is None
    return would or (row.embargo_id is not None and row.embargo_id == launch.embargo_id)


def _waits(row: Launched) -> bool:
    return row.published_at is not None and row.withdrawn_at is None


def _report(row: Publication) -> Under:
    office, public, back = addresses.office_publication(row), addresses.publication(row), row.withdrawn_at is not None
    return Under(row.id, "The report", row.full_title, office, _waits(row), public, row.dated, f"{office}#dated", back)


def _release(row: Release, desk: Desk) -> Under:
    """Its date is changed where it is written; what waits is taken back for that, and what is out is corrected."""
    office, public, back = addresses.office_release(row), addresses.release(row), row.withdrawn_at is not None
    said = next((each for each in row.versions if each.issued_at), row.versions[0])
    out = "taking-back" if row.embargo and not row.embargo.is_lifted(desk.now) else "correction"
    redated = f"{office}/{out}" if row.versions[0].issued_at else f"{office}#dated"
    return Under(
        row.id, "The release", row.versions[0].headline, office, _waits(row), public, said.dated, redated, back
    )
