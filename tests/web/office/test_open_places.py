"""A place to be announced that says whose it will be: it keeps its post until somebody takes it, and is nobody."""

import re

import httpx2
import pytest
from sqlalchemy import func, select

from events.people.models import Organisation, Person
from events.storage import Store
from tests.factories import a_host, a_person, a_post, an_event
from tests.organisers import ON_ONE, act, sends
from tests.sites import said
from tests.stores import Save

PANEL, PUBLIC = "/office/events/the-waiting-room/speakers", "/events/the-waiting-room"
MINISTER = "Minister, Department for Water"


@pytest.fixture
async def house(save: Save) -> Organisation:
    """Larkfield, whose director is Ada Quill, with a public event that has nobody on its panel."""
    house, launch = a_host()
    event, ada = an_event(launch), a_person("Ada Quill", kept_by_id=house.id)
    await save(house, launch, event, ada, a_post(ada, house, "Director"))
    return house


@pytest.fixture(params=["lines", "lines looked over", "a sheet", "a sheet twice"])
async def path(request: pytest.FixtureRequest, editor: httpx2.AsyncClient) -> str:
    """The place of the Minister in the office, however it came there."""
    if request.param.startswith("lines"):
        more = "\nJo Reed, Reader, The Long View, Larkfield Hall, Leeds" if "over" in request.param else ""
        shown = await editor.post(PANEL, data={"lines": f"To be announced, {MINISTER}{more}"})
        if more:
            await editor.post(PANEL, data=sends(shown.text))
    else:
        for post in ["Head,Water Board", MINISTER.replace(", ", ",")][-request.param.count(" ") :]:
            table = f"Name,Job title,Organisation\nTo be announced,{post}"
            shown = await editor.post(f"{PANEL}/sheet", files={"file": ("p.csv", table.encode(), "text/csv")})
            await editor.post(PANEL, data=sends(shown.text))
    found = re.search(
        rf"To be announced</bdi>.*?({PANEL}/[0-9a-f-]{{36}})/place", (await editor.get(PANEL)).text, re.DOTALL
    )
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("line", "listed"),
    [
        ("Ida Marsh", f"Ida Marsh {MINISTER}"),
        pytest.param("Ada Quill", f"Ada Quill {MINISTER}", marks=ON_ONE),
        pytest.param("Ida Marsh, Clerk, Tide Trust", "Ida Marsh Clerk, Tide Trust", marks=ON_ONE),
    ],
)
async def test_who_takes_a_place_takes_its_post_unless_they_say_another(
    path: str, line: str, listed: str, editor: httpx2.AsyncClient, client: httpx2.AsyncClient, store: Store
):
    before = said((await client.get(PUBLIC)).text)
    people = said((await editor.get("/office/people")).text)

    asked = said((await editor.get(f"{path}/replacement")).text)
    await act(editor, f"{path}/replacement", somebody=line)

    assert f"To be announced {MINISTER}" in before
    assert "Minister" not in people
    assert f"listed as this place is: {MINISTER}." in asked
    after = said((await client.get(PUBLIC)).text)
    assert (listed in after, "To be announced" in after) == (True, False)
    async with store.whole() as db:
        assert await db.scalar(select(func.count()).select_from(Person).where(Person.name == "")) == 0
        assert await db.scalar(select(func.count()).select_from(Person).where(Person.name == "Ada Quill")) == 1


@ON_ONE
async def test_the_post_of_a_place_that_nobody_has_can_be_left_out(
    path: str, editor: httpx2.AsyncClient, client: httpx2.AsyncClient
):
    form = sends((await editor.get(path)).text)
    [post] = [each for each in form if each.startswith("post-")]

    done = await editor.post(path, data=form | {post: ""})

    public = said((await client.get(PUBLIC)).text)
    assert (done.status_code, "To be announced" in public, "Minister" in public) == (303, True, False)
