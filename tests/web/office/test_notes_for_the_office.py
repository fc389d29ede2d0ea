"""What the lead of a launch notes for its own office is read on no page of a co-host, whatever that may edit."""

import re
from html import unescape
from typing import Any

import httpx2
from sqlalchemy import select

from events import addresses
from events.accounts.models import Role
from events.mail.outbox import OutgoingMail
from events.programme.models import Host, HostRole
from events.storage import Store
from tests.factories import an_organisation
from tests.organisers import Office, act, hidden
from tests.press.signing import Stage
from tests.sites import said
from tests.stores import Save

MARKED = "markedforus"
TOLD = "toldtoeverybody"
ADDRESS = f"ruth@{MARKED}.example"


async def test_no_page_of_a_co_host_shows_what_the_lead_noted_for_its_office_nor_whom_it_asked_at_which_address(
    office: Office, save: Save, store: Store
):
    stage, partner = await _shared(save, store)
    lead, theirs = await office(Role.EDITOR, stage.lead), await office(Role.EDITOR, partner, "Odalys")
    await _works(lead, stage)

    at_home, away = await _walked(lead, stage), await _walked(theirs, stage)

    place = addresses.office_launch(stage.launch)
    read_there = {path for path, page in at_home.items() if MARKED in page}
    assert {place, f"{place}/approvals", f"{place}/log", f"{place}/embargo"} <= read_there
    assert {f"{place}/approvals", f"{place}/log", addresses.office_event(stage.event)} <= set(away)
    assert [path for path, page in away.items() if MARKED in page] == []
    assert addresses.office_event(stage.event) not in (await theirs.get(f"/office/search?q={MARKED}")).text
    assert TOLD in away[addresses.office_event(stage.event)]
    assert re.search(r"Withdrawn Ruth Adeyemi, [^,]+, [^,]+, by Alice What this", said(away[place]))
    assert "read in the organisation that noted them alone" in said(away[f"{place}/hosts"])


async def test_what_a_co_host_notes_for_its_office_is_read_there_and_not_by_the_lead(
    office: Office, save: Save, store: Store
):
    stage, partner = await _shared(save, store)
    lead, theirs = await office(Role.EDITOR, stage.lead), await office(Role.EDITOR, partner, "Odalys")
    await act(theirs, f"{addresses.office_event(stage.event)}/speakers/{stage.speaker.id}/withdrawal", note=MARKED)
    release = {"about": f"release {stage.release.id}", "name": "Ruth", "mail": ADDRESS}
    asking = addresses.office_launch(stage.launch, "approvals/new")
    keys = re.findall(r'<option value="([^"]+)"', (await theirs.get(asking)).text)
    assert (await theirs.post(asking, data=release | {"about": unescape(keys[0])})).status_code == 303

    for path in (addresses.office_launch(stage.launch), addresses.office_launch(stage.launch, "approvals")):
        assert MARKED in (await theirs.get(path)).text
        assert MARKED not in (await lead.get(path)).text
    mails = [(await (await office(Role.OWNER, each)).get("/office/mail")).text for each in (partner, stage.lead)]
    assert [ADDRESS in each for each in mails] == [True, False]
    async with store.whole() as db:
        [mail] = await db.scalars(select(OutgoingMail).where(OutgoingMail.recipient == ADDRESS))
    assert f"Odalys at {partner.name} asks you".encode() in mail.message


async def _shared(save: Save, store: Store):
    """A launch whose partner may edit it."""
    stage, partner = Stage(store), an_organisation("Merrow Trust")
    stage.ruth.kept_by_id = stage.lead.id
    ids: Any = {"launch_id": stage.launch.id, "organisation_id": partner.id}
    await save(*stage.rows, partner, Host(**ids, role=HostRole.PARTNER, grants=Role.EDITOR))
    return stage, partner


async def _works(lead: httpx2.AsyncClient, stage: Stage) -> None:
    """At the lead they ask, go on without, embargo, hold, publish, withdraw and postpone, all with reasons."""
    event, launch = addresses.office_event(stage.event), addresses.office_launch(stage.launch)
    page = (await lead.get(f"{launch}/approvals/new")).text
    about = unescape(re.findall(r'<option value="([^"]+)"', page)[0])
    for name in ("Ruth Adeyemi", "Tomasz Wieczorek"):
        asked = {"about": about, "name": name, "mail": f"{name[:4].lower()}-{ADDRESS}"}
        assert (await lead.post(f"{launch}/approvals/new", data=asked)).status_code == 303
    page = (await lead.get(f"{launch}/approvals")).text
    [override, _] = re.findall(r'href="([^"]+/override)"', page)
    typed = {"note": MARKED, "reason": MARKED}
    assert (await act(lead, override, **typed)).status_code == 303
    moment = {"day": "2 December 2026", "time": "09.00", "zone": "Europe/London"}
    sure = hidden((await act(lead, f"{launch}/embargo/setting", **moment)).text, "sure")
    done = await act(lead, f"{launch}/embargo/setting", **moment, **typed, sure=sure)
    assert done.status_code == 303, said(done.text)
    release = addresses.office_release(stage.release)
    withdrawal = f"{event}/speakers/{stage.speaker.id}/withdrawal"
    for path in (f"{launch}/embargo/holding", f"{release}/publication", withdrawal):
        assert (await act(lead, path, **typed)).status_code == 303, path
    assert (await act(lead, f"{event}/postponement", note=TOLD, reason=MARKED)).status_code == 303


async def _walked(browser: httpx2.AsyncClient, stage: Stage) -> dict[str, str]:
    """Every page of the office that can be reached from the first one and the launch, and what can be fetched there."""
    seen: dict[str, str] = {}
    waiting = ["/office", addresses.office_launch(stage.launch)]
    while waiting:
        path = waiting.pop()
        answer = await browser.get(path)
        seen[path.partition("?")[0]] = seen.get(path.partition("?")[0], "") + answer.text
        links = (unescape(each) for each in re.findall(r'href="(/(?:office|files)[^"#]*)', answer.text))
        waiting += [each for each in dict.fromkeys(links) if _leads_on(each) and not {each} & {*seen, *waiting}]
        seen.setdefault(path, answer.text)
    return seen


def _leads_on(path: str) -> bool:
    return "/eyes/" not in path and "/preview" not in path
