"""A launch that came to nothing: discarded with everything in it, as long as nothing of it was ever published."""

from starlette.requests import Request

from events import addresses
from events.press import drafts
from events.programme import event_lists, publications
from events.programme.models import Launch
from events.templating import joined
from events.web.office import discards, effects, finding
from events.web.office.actions import Subject
from events.web.office.guard import Desk


async def _to_be_discarded(request: Request, desk: Desk) -> Subject[Launch]:
    launch = await finding.launch(request, desk)
    parts = {
        "event": await event_lists.of_launch(desk.db, launch.id, **desk.by),
        "publication": await publications.of_launch(desk.db, launch.id, **desk.by),
        "release": await drafts.of_launch(desk.db, launch.id, **desk.by),
    }
    goes = joined(effects.counted(len(those), what) for what, those in parts.items() if those)
    place = addresses.office_launch(launch)
    return Subject(launch, launch, launch.title, place, str(launch.revision), discards.follows(*filter(None, [goes])))


DISCARDING = discards.discarding_of_launches(_to_be_discarded)
