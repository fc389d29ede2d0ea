"""Whose eyes, at which moment: as an address of the office says it, and as the policy asks.

The public address stands whole at the end, `/office/eyes/public/now/events/the-waiting-room?page=2`, so that what a
page asks of itself (a search, a filter, the next part of a list) is asked in the same eyes.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from events import addresses, times
from events.accounts.access import NotYours
from events.visibility import ANYONE, Bounds, Reader

PUBLIC, NOW = "public", "now"
_EMBARGOED = "under-"
_MOMENT = "%Y%m%dT%H%M%SZ"
_YEARS = range(1900, 2200)


@dataclass(frozen=True)
class Eyes:
    """Somebody's eyes. `embargo`: which they may read before it lifts; `at`: none means now."""

    embargo: UUID | None = None
    at: datetime | None = None
    zone: str = times.USUAL_ZONE  # in which the moment is told

    @classmethod
    def read(cls, who: str, moment: str) -> "Eyes":
        """From the parts of an address. Raises NotYours where they are not as `path` writes them."""
        try:
            embargo = UUID(who.removeprefix(_EMBARGOED)) if who != PUBLIC else None
            if moment == NOW:
                return cls(embargo)
            at, _, zone = moment.partition("~")
            when = datetime.strptime(at, _MOMENT).replace(tzinfo=UTC)
            if when.year not in _YEARS:
                raise NotYours
            return cls(embargo, when, times.zone(zone.replace("~", "/")))
        except ValueError:
            raise NotYours from None

    def path(self, page: str) -> str:
        """Where a public page is seen with these eyes."""
        who = f"{_EMBARGOED}{self.embargo}" if self.embargo else PUBLIC
        when = f"{self.at:{_MOMENT}}~{self.zone.replace('/', '~')}" if self.at else NOW
        return f"{addresses.OFFICE_EYES}/{who}/{when}{page}"

    def reader(self, own: Reader, now: datetime) -> Reader:
        """Theirs, within what the organiser may see: which is all that the public can, now."""
        if self.embargo is None and self.at is None:
            return ANYONE
        those = frozenset({self.embargo} if self.embargo else ())
        return Reader(embargoes=those, bounds=Bounds(own, now))

    def moment(self, now: datetime) -> datetime:
        return self.at or now

    def when(self, now: datetime) -> str:
        return times.newsroom(self.moment(now), self.zone)
