"""People in the office: found, taken in, revised, given posts; and what stays with the organisation that keeps them."""

import io
import re
from datetime import date, timedelta

from PIL import Image
from sqlalchemy import select

from events.accounts.models import Role
from events.people import surnames
from events.people.models import Affiliation, Person, PrivateFacts
from events.storage import Store
from events.storage.files import File
from tests.factories import (
    a_host,
    a_launch,
    a_listed_post,
    a_person,
    a_post,
    a_publication,
    a_release,
    a_speaker,
    an_event,
    an_organisation,
)
from tests.organisers import Office, hidden, standing
from tests.sites import said
from tests.stores import NOW, Save

NEW = "/office/people/new"


async def posts_of(store: Store, slug: str) -> list[tuple[str | None, str]]:
    async with store.whole() as db:
        query = select(Affiliation).join(Person).where(Person.slug == slug).order_by(Affiliation.position)
        found = await db.scalars(query)
        return [(each.role, str(each.organisation_id)) for each in found]


async def test_somebody_new_is_added_with_posts_at_known_and_unknown_organisations(office: Office, save: Save, store):
    house = an_organisation("Department for Culture, Media and Sport")
    await save(house)
    editor = await office(Role.EDITOR, house)

    answer = await editor.post(
        NEW,
        data={
            "name": "Prof. Ada Quill OBE",
            "posts": "Director, Department for Culture, Media and Sport; Trustee, Paper Round",
            "mail": "ada@quill.example",
        },
    )

    assert answer.headers["location"] == "/office/people/ada-quill"
    page = (await editor.get("/office/people/ada-quill")).text
    assert standing(page, "sort_name") == "Quill, Ada"
    assert standing(page, "mail") == "ada@quill.example"
    assert "Director, Department for Culture, Media and Sport" in said(page)
    assert "Trustee, Paper Round" in said(page)
    assert (await editor.get("/office/organisations/paper-round")).status_code == 200


async def test_who_adds_a_name_that_is_known_is_told_who_that_is_and_may_mean_somebody_else(
    office: Office, save: Save
) -> None:
    house, merrow = an_organisation(), an_organisation("Merrow Trust")
    ruth = a_person("Ruth Moss", slug="ruth-adeyemi", kept_by_id=house.id)  # by her former name
    public, hidden_one = (
        a_person("Dr Ruth Moss", slug=slug, kept_by_id=merrow.id, published_at=at)
        for slug, at in (("ruth-moss", NOW), ("ruth-moss-2", None))
    )
    await save(house, merrow, ruth, public, hidden_one, a_post(ruth, house, "Director"))
    editor = await office(Role.EDITOR, house)
    typed = {"name": "Prof. Ruth Moss", "pronouns": "she/her"}

    asked = await editor.post(NEW, data=typed)
    added = await editor.post(NEW, data=typed | {"another": "yes"})

    assert (asked.status_code, standing(asked.text, "pronouns")) == (422, "she/her")
    assert "Prof. Ruth Moss is known already." in said(asked.text)
    assert "Ruth Moss, Director, Larkfield Foundation Dr Ruth Moss Add somebody else" in said(asked.text)
    assert 'href="/office/people/ruth-adeyemi"' in asked.text
    assert 'href="/people/ruth-moss"' in asked.text
    assert "ruth-moss-2" not in asked.text
    assert added.status_code == 303


async def test_a_sort_name_follows_the_name_until_somebody_mends_it(office: Office, save: Save):
    house = an_organisation()
    await save(house, a_person("Ada Quill", sort_name="Quill, Ada", kept_by_id=house.id))
    editor = await office(Role.EDITOR, house)

    for name, typed, expected in (
        ("Ada Marsh", "Quill, Ada", "Marsh, Ada"),
        ("Mao Xinyu", "Mao Xinyu", "Mao Xinyu"),
        ("Mao Xinyu OBE", "Mao Xinyu", "Mao Xinyu"),
        ("Mao Xinyu", "", "Xinyu, Mao"),
    ):
        page = (await editor.get("/office/people/ada-quill")).text
        data = {"revision": hidden(page, "revision"), "name": name, "sort_name": typed}
        assert (await editor.post("/office/people/ada-quill", data=data)).status_code == 303
        assert standing((await editor.get("/office/people/ada-quill")).text, "sort_name") == expected


async def test_people_are_sorted_as_if_no_letter_had_a_mark(office: Office, save: Save):
    house = an_organisation()
    names = ["Iga Świątek", "Émile Zola", "Adam Żółć", "Jan Łuk", "Ida Marsh", "Anna Suter", "Åsa Lund"]
    await save(house, *(a_person(each, sort_name=surnames.sort_name(each), kept_by_id=house.id) for each in names))
    editor = await office(Role.EDITOR, house)

    page = said((await editor.get("/office/people")).text)

    ordered = ["Łuk", "Lund", "Marsh", "Suter", "Świątek", "Zola", "Żółć"]
    assert sorted(ordered, key=page.index) == ordered


async def test_an_orcid_may_be_given_by_its_address(office: Office):
    editor = await office(Role.EDITOR)

    added = await editor.post(NEW, data={"name": "Ada Quill", "orcid": "https://orcid.org/0000-0002-1825-0097"})

    assert added.status_code == 303
    assert standing((await editor.get("/office/people/ada-quill")).text, "orcid") == "0000-0002-1825-0097"


async def test_all_mistakes_are_told_at_once_and_nothing_is_lost(office: Office):
    editor = await office(Role.EDITOR)

    data = {"orcid": "0000-0002-1825-0098", "mail": "ada@", "mobile": "12", "posts": "Director", "biography": "Counts."}
    answer = await editor.post(NEW, data=data)

    assert answer.status_code == 422
    linked = set(re.findall(r'<li><a href="(#\w+)"', answer.text))
    assert linked == {"#name", "#orcid", "#mail", "#mobile", "#posts"}
    assert "The ORCID is not an ORCID: its check digit is wrong." in answer.text
    assert "Counts." in answer.text


async def test_posts_are_added_ordered_dated_and_removed(office: Office, save: Save, store: Store):
    house = an_organisation()
    other = an_organisation("Paper Round", kept_by_id=house.id)
    person = a_person("Ada Quill", kept_by_id=house.id)
    await save(house, other, person)
    editor = await office(Role.EDITOR, house)
    page = "/office/people/ada-quill"

    for line in ("Director, Larkfield Foundation", "Trustee at Paper Round"):
        await editor.post(f"{page}/posts", data={"post": line})
    assert await posts_of(store, "ada-quill") == [("Director", str(house.id)), ("Trustee", str(other.id))]
    again = await editor.post(f"{page}/posts", data={"post": "Director, Larkfield Foundation"})
    assert again.status_code == 422
    assert "They hold this post already" in again.text

    first, second = re.findall(r'data-id="([0-9a-f-]+)"', (await editor.get(page)).text)
    await editor.post(f"{page}/posts/{second}/place", data={"to": "up"})
    assert [role for role, _ in await posts_of(store, "ada-quill")] == ["Trustee", "Director"]
    backwards = await editor.post(f"{page}/posts/{first}", data={"starts": "1 May 2020", "ends": "1 May 2019"})
    assert "It ends before it begins" in backwards.text
    await editor.post(f"{page}/posts/{first}", data={"starts": "1 May 2019", "ends": "1 May 2020"})
    assert "Since 1 May 2019, until 1 May 2020" in said((await editor.get(page)).text)
    await editor.post(f"{page}/posts/{second}/removal")
    assert [role for role, _ in await posts_of(store, "ada-quill")] == ["Director"]


async def test_the_page_says_what_another_name_reaches(office: Office, save: Save):
    house = an_organisation()
    person = a_person("Ada Quill", kept_by_id=house.id)
    launch = a_launch(house)
    coming = an_event(launch, "To come")
    over = [an_event(launch, f"Over {n}", day=date(2026, 3, n)) for n in range(1, 23)]
    release = a_release(launch, "An hour costs", version={"body": "“It waits,” said Ada Quill, Director."})
    rows = [coming, *over, *(a_speaker(each, person) for each in (coming, *over))]
    await save(house, person, launch, *rows, release, a_publication(launch))
    editor = await office(Role.EDITOR, house)

    page = said((await editor.get("/office/people/ada-quill")).text)

    assert "Listed at 23 events: 1 to come" in page
    assert "22 over, where the name stays as it was printed" in page
    assert "Over 22" in page
    assert "Over 1 " not in page
    assert "And 3 more events" in page
    assert "1 release with the name in the text" in page


async def test_what_is_not_public_yet_is_linked_to_its_page_in_the_office(office: Office, save: Save):
    house, launch = a_host()
    ruth = a_person(kept_by_id=house.id)
    public, draft = an_event(launch, "Public"), an_event(launch, "Draft", published_at=None)
    stage = [a_speaker(each, ruth) for each in (public, draft)]
    await save(house, launch, ruth, public, draft, *stage)
    await save(*(a_listed_post(each, "Director", house) for each in stage))
    editor = await office(Role.EDITOR, house)

    for page in (f"/office/people/{ruth.slug}", f"/office/organisations/{house.slug}"):
        html = (await editor.get(page)).text
        assert 'href="/events/public"' in html
        assert 'href="/office/events/draft"' in html
        assert 'href="/events/draft"' not in html


async def test_another_name_goes_to_the_events_to_come_and_not_to_those_that_are_over(
    office: Office, save: Save, client
):
    house = an_organisation()
    person = a_person("Ada Quill", kept_by_id=house.id)
    launch = a_launch(house)
    coming, over = an_event(launch, "To come"), an_event(launch, "Over", day=date(2026, 3, 1))
    listed = [a_speaker(each, person) for each in (coming, over)]
    await save(
        house, person, launch, coming, over, *listed, *(a_listed_post(each, "Director", house) for each in listed)
    )
    editor = await office(Role.EDITOR, house)
    revision = hidden((await editor.get("/office/people/ada-quill")).text, "revision")

    await editor.post("/office/people/ada-quill", data={"revision": revision, "name": "Ada Marsh"})

    assert "Ada Marsh" in (await client.get("/events/to-come")).text
    assert "Ada Quill" in (await client.get("/events/over")).text
    assert (await client.get("/people/ada-quill")).status_code == 200


async def test_what_is_only_for_the_office_is_seen_by_the_organisation_that_keeps_it(
    office: Office, save: Save, client
):
    house, other = an_organisation(), an_organisation("Merrow Trust")
    person = a_person("Ada Quill", kept_by_id=house.id, published_at=NOW - timedelta(days=1))
    await save(house, other, person, PrivateFacts(person_id=person.id, mail="secret@quill.example"))
    theirs, strangers = await office(Role.VIEWER, house), await office(Role.OWNER, other)

    assert "secret@quill.example" in (await theirs.get("/office/people/ada-quill")).text
    assert "secret@quill.example" in (await theirs.get("/office/people.csv")).text
    assert (await strangers.get("/office/people/ada-quill")).status_code == 404
    for page in ("/office/people", "/office/people.csv", "/office/known/people?q=ada"):
        assert "secret@quill.example" not in (await strangers.get(page)).text
    assert "secret@quill.example" not in (await client.get("/people/ada-quill")).text


async def test_the_list_is_searched_without_accents_and_turned_page_by_page(office: Office, save: Save):
    house = an_organisation()
    many = [a_person(f"Ada Quill {n:02}", slug=f"quill-{n}", kept_by_id=house.id) for n in range(25)]
    zoe = a_person("Zoë Okonjo", kept_by_id=house.id)
    await save(house, zoe, a_post(zoe, house), *many)
    viewer = await office(Role.VIEWER, house)

    first, second = [(await viewer.get(f"/office/people?page={n}")).text for n in (1, 2)]
    assert "26 people" in said(first)
    assert ("Ada Quill 24" in first, "Ada Quill 24" in second) == (False, True)
    found = said((await viewer.get("/office/people", params={"q": "zoe"})).text)
    assert "Zoë Okonjo" in found
    assert "Ada Quill" not in found
    assert "Nobody with “nobody”" in said((await viewer.get("/office/people?q=nobody")).text)


async def test_a_portrait_is_shown_with_its_words_and_one_that_is_none_is_refused(office, save, store, client):
    house = an_organisation()
    person = a_person("Ada Quill", kept_by_id=house.id, published_at=NOW - timedelta(days=1))
    await save(house, person)
    editor = await office(Role.EDITOR, house)
    page = "/office/people/ada-quill"
    sent = {"revision": hidden((await editor.get(page)).text, "revision"), "name": "Ada Quill", "biography": "Counts."}
    words = {"picture_alt": "Ada Quill at a lectern", "picture_credit": "Ida Marsh"}

    refused = await editor.post(page, data=sent | words, files={"picture": ("ada.jpg", b"<svg onload=alert(1)>")})
    assert refused.status_code == 422
    assert ("Counts." in refused.text, standing(refused.text, "picture_credit")) == (True, "Ida Marsh")
    done = await editor.post(page, data=sent | words, files={"picture": ("ada.png", a_picture())})
    assert done.status_code == 303

    public = (await client.get("/people/ada-quill")).text
    assert 'alt="Ada Quill at a lectern"' in public
    async with store.whole() as db:
        assert (await db.scalars(select(File.credit))).all() == ["Ida Marsh"]


async def test_who_was_entered_by_mistake_is_removed_unless_something_names_them(office, save, store: Store):
    house = an_organisation()
    mistake, speaking = a_person("Ada Quill", kept_by_id=house.id), a_person("Ida Marsh", kept_by_id=house.id)
    launch = a_launch(house)
    event = an_event(launch)
    await save(house, mistake, a_post(mistake, house), PrivateFacts(person_id=mistake.id, mail="a@quill.example"))
    await save(speaking, launch, event, a_speaker(event, speaking))
    editor = await office(Role.EDITOR, house)

    assert "Nothing names Ada Quill" in said((await editor.get("/office/people/ada-quill/removal")).text)
    assert (await editor.post("/office/people/ada-quill/removal")).headers["location"] == "/office/people"
    refused = await editor.post("/office/people/ida-marsh/removal")

    assert (refused.status_code, "named by 1 place on a panel" in said(refused.text)) == (422, True)
    async with store.whole() as db:
        assert (await db.scalars(select(Person.name))).all() == ["Ida Marsh"]
        assert (await db.scalars(select(PrivateFacts))).all() == []


def a_picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (40, 50), "teal").save(file, "PNG")
    return file.getvalue()
