"""The zone that the first event of an organisation is offered: that of its country, as far as the office knows it."""

from datetime import date
from typing import Any

import pytest

from events.accounts.models import Role
from events.people.models import PressContact
from events.programme.occasions import Venue
from tests.factories import a_host, an_event
from tests.organisers import Office, standing
from tests.stores import NOW, Save

AT_HOME: dict[str, tuple[list[dict[str, Any]], str]] = {
    "its venues, most of them": ([{"country": "IE"}, {"country": "IE"}, {"country": "GB"}], "Europe/Dublin"),
    "its press contact's number": ([{"phone": "+4724159000"}], "Europe/Oslo"),
    "its venues before numbers": ([{"phone": "+4724159000"}, {"country": "IE"}], "Europe/Dublin"),
    "a country of several times": ([{"country": "US"}], ""),
    "nothing": ([], ""),
}


@pytest.mark.parametrize(("facts", "zone"), AT_HOME.values(), ids=AT_HOME)
async def test_a_first_event_is_offered_the_zone_of_its_house(office: Office, save: Save, facts: Any, zone: str):
    house, launch = a_host()
    halls = [Venue(name=f"Hall {n}", kept_by_id=house.id, **each) for n, each in enumerate(facts) if "country" in each]
    press = [
        PressContact(organisation_id=house.id, position=0, name="Press", **each) for each in facts if "phone" in each
    ]
    await save(house, launch, *halls, *press)
    editor = await office(Role.EDITOR, house)
    new = f"/office/launches/{launch.id}/events/new"

    assert standing((await editor.get(new)).text, "zone") == zone
    await save(an_event(launch, zone="Europe/Helsinki"))
    assert standing((await editor.get(new)).text, "zone") == "Europe/Helsinki"


async def test_a_draft_in_the_zone_of_another_house_moves_no_default(office: Office, save: Save):
    house, launch = a_host()
    theirs = an_event(launch, "Theirs", zone="Europe/Dublin", day=date(2027, 2, 10), published_at=None)
    press = PressContact(organisation_id=house.id, position=0, name="Press", phone="+441174960143")
    await save(house, launch, press, theirs, an_event(launch, "Draft of ours", published_at=None))
    editor = await office(Role.EDITOR, house)
    new = f"/office/launches/{launch.id}/events/new"

    of_drafts = standing((await editor.get(new)).text, "zone")
    await save(an_event(launch, "Published", zone="Europe/Helsinki", published_at=NOW))

    assert of_drafts == "Europe/London"
    assert standing((await editor.get(new)).text, "zone") == "Europe/Helsinki"
