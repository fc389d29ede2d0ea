"""Suggestions while somebody types: known people with their posts, organisations, and nobody else's."""

from datetime import date

from events.accounts.models import Role
from tests.factories import a_person, a_post, an_organisation
from tests.organisers import Office
from tests.stores import Save

PEOPLE, ORGANISATIONS = "/office/known/people", "/office/known/organisations"


async def test_a_known_person_is_suggested_as_a_line_with_the_posts_they_hold(office: Office, save: Save):
    house = an_organisation("Larkfield Foundation", short_name="Larkfield")
    person = a_person("Zoë Okonjo", kept_by_id=house.id)
    over = a_post(person, house, "Intern", position=0, ends=date(2019, 1, 1))
    await save(house, person, over, a_post(person, house, "Director", position=1))
    viewer = await office(Role.VIEWER, house)

    for asked in ("zoe", "OKON", "lark dir"):
        answer = await viewer.get(PEOPLE, params={"q": asked})
        assert (asked, answer.json()) == (asked, ["Zoë Okonjo, Director, Larkfield"])
    assert answer.headers["cache-control"] == "private, no-store"


async def test_a_line_about_somebody_new_is_finished_with_a_known_organisation(office: Office, save: Save):
    house = an_organisation("Larkfield Foundation")
    await save(house)
    viewer = await office(Role.VIEWER, house)

    answer = await viewer.get(PEOPLE, params={"q": "Ada New, Trustee, lark"})

    assert answer.json() == ["Ada New, Trustee, Larkfield Foundation"]


async def test_an_organisation_is_suggested_by_either_of_its_names(office: Office, save: Save):
    house = an_organisation("Paper Round Trust", short_name="PRT")
    await save(house)
    viewer = await office(Role.VIEWER, house)

    for asked in ("paper", "prt"):
        answer = await viewer.get(ORGANISATIONS, params={"q": asked})
        assert (asked, answer.json()) == (asked, ["Paper Round Trust", "PRT"])


async def test_drafts_of_others_are_never_suggested(office: Office, save: Save):
    theirs = an_organisation("Merrow Trust")
    hidden = a_person("Ida Marsh", kept_by_id=theirs.id)
    await save(theirs, hidden, a_post(hidden, theirs))
    stranger = await office(Role.OWNER)

    for path, asked in ((PEOPLE, "ida"), (PEOPLE, "ida, marsh, mer"), (ORGANISATIONS, "merrow")):
        assert (await stranger.get(path, params={"q": asked})).json() == []


async def test_whatever_is_typed_is_answered(office: Office):
    viewer = await office(Role.VIEWER)

    for asked in ("", " ", ",", '"', "*", "a\x00b", "NEAR(", "\u202e", "x" * 5000, "'; DROP"):
        for path in (PEOPLE, ORGANISATIONS):
            answer = await viewer.get(path, params={"q": asked})
            assert (answer.status_code, answer.json()) == (200, [])
