"""A press contact of a launch who is put on its panel: known by a surname alone, as speakers and authors are."""

import re
from typing import Any

import httpx2
from sqlalchemy import select

from events.people.models import Organisation, PressContact
from events.programme.models import Launch
from events.programme.occasions import Speaker
from events.storage import Store
from tests.factories import a_person, a_speaker, an_event, an_organisation
from tests.sites import said
from tests.stores import NOW, Save

PANEL = "/office/events/an-evening/speakers"


async def test_a_surname_alone_that_a_press_contact_has_is_asked_about_before_it_is_somebody_new(
    editor: httpx2.AsyncClient, save: Save, house: Organisation, store: Store
):
    async with store.whole() as db:
        evening = an_event((await db.scalars(select(Launch))).one(), "An evening")
    elsewhere, ruth = an_organisation("Merrow Trust"), a_person("Dr Ruth Adeyemi", kept_by_id=house.id)
    reached: dict[str, Any] = {"mail": "press@larkfield.example"}
    await save(
        evening,
        elsewhere,
        ruth,
        a_speaker(evening, ruth),
        PressContact(organisation_id=house.id, name="Dele Okafor (Head of Media)", **reached),
        PressContact(organisation_id=house.id, name="Jo Adeyemi", **reached),
        PressContact(organisation_id=house.id, name="Kit Stone", taken_off_at=NOW, **reached),
        PressContact(organisation_id=elsewhere.id, name="Ann Marsh", **reached),
    )
    lines = {"lines": "Dr Okafor, Trustee, Westmoor Courts\nAdeyemi\nStone\nMarsh"}

    asked = await editor.post(PANEL, data=lines)
    answers = {"checked": "lines", "who-0": "contact", "who-1": "contact"}
    settled = await editor.post(PANEL, data=lines | answers)

    assert "Dele Okafor (Head of Media), press contact of Larkfield Foundation" in said(asked.text)
    assert re.findall(r'name="who-(\d)" value="(\S+)" checked', asked.text) == [("0", "contact"), ("1", str(ruth.id))]
    assert settled.status_code == 303
    async with store.whole() as db:
        on_stage = select(Speaker).where(Speaker.event_id == evening.id).order_by(Speaker.position)
        there = (await db.scalars(on_stage)).all()
    assert [each.name for each in there] == ["Dr Ruth Adeyemi", "Dele Okafor", "Jo Adeyemi", "Stone", "Marsh"]
