"""What an embargo is over: a launch, or one release that has its own."""

from datetime import date

from events import addresses, times
from events.press.models import Release
from events.programme import embargoes
from events.programme.models import Launch
from events.visibility import Embargo
from events.web.office.guard import Desk

Holder = Launch | Release


def launch_of(holder: Holder) -> Launch:
    return holder if isinstance(holder, Launch) else holder.launch


def embargo(holder: Holder) -> Embargo | None:
    return holder.embargo if isinstance(holder, Launch) else embargoes.own(holder)


def title(holder: Holder) -> str:
    return holder.title if isinstance(holder, Launch) else holder.versions[0].headline


def place(holder: Holder) -> str:
    if isinstance(holder, Launch):
        return addresses.office_launch(holder, "embargo")
    return addresses.office_release(holder, "embargo")


def today(desk: Desk, embargo: Embargo | None) -> date:
    """Where newsrooms read it."""
    return times.local(desk.now, embargo.zone if embargo else times.USUAL_ZONE).date()
