"""What goes out is looked over with all the pages that come out by it: of authors, of houses, of topics."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from events.accounts.models import Role
from events.people.models import Affiliation, Boilerplate, PressContact
from events.press.models import PinnedBoilerplate, ReleaseKind, ReleaseTopic
from events.programme.models import Author, Host, HostRole, Launch, Publisher
from events.programme.occasions import Access, SpeakerState
from events.storage import Store
from tests.factories import (
    a_host,
    a_launch,
    a_listed_post,
    a_person,
    a_publication,
    a_release,
    a_speaker,
    a_topic,
    an_embargo,
    an_event,
    an_organisation,
)
from tests.organisers import ON_ONE, Office, act
from tests.sites import said
from tests.stores import ALICE, NOW, Save
from tests.web.office.test_known_early import HEADLINE, LIFT

Stages = Sequence[Sequence[Any]]  # each saved after the one before


def _an_author(launch: Launch) -> Stages:
    ruth = a_person(biography=f"Wrote of it: {HEADLINE}.")
    paper = a_publication(launch, "A talk", published_at=None)
    return [[ruth, paper], [Author(publication_id=paper.id, person_id=ruth.id, name="Ruth Adeyemi", position=1)]]


def _what_an_author_is(launch: Launch) -> Stages:
    (ruth, paper), wrote = _an_author(launch)
    ruth.biography = None
    return [
        [ruth, paper],
        [
            *wrote,
            Affiliation(person_id=ruth.id, organisation_id=launch.lead_id, position=1, role=f"Who wrote {HEADLINE}"),
        ],
    ]


def _what_an_author_is_by_this_launch(launch: Launch) -> Stages:
    rows, (wrote, post) = _what_an_author_is(launch)
    post.came_with_launch_id = launch.id
    return [rows, [wrote, post]]


def _a_byline(launch: Launch) -> Stages:
    paper = a_publication(launch, "A talk", published_at=None)
    return [[paper], [Author(publication_id=paper.id, name=f"Authors of {HEADLINE}", position=1)]]


def _a_publisher(launch: Launch) -> Stages:
    quiet, paper = _a_house(), a_publication(launch, "A talk", published_at=None)
    return [[quiet, paper], [Publisher(publication_id=paper.id, organisation_id=quiet.id)]]


def _a_partner(launch: Launch) -> Stages:
    quiet, event = _a_house(), an_event(launch, "A talk", published_at=None)
    return [[quiet, event], [Host(launch_id=launch.id, organisation_id=quiet.id, role=HostRole.PARTNER)]]


def _a_house_of_a_speaker(launch: Launch) -> Stages:
    quiet, ruth, event = _a_house(), a_person(), an_event(launch, "A talk", published_at=None)
    speaker = a_speaker(event, ruth)
    return [[quiet, ruth, event], [speaker], [a_listed_post(speaker, "Director", quiet)]]


def _what_a_house_says(launch: Launch) -> Stages:
    (quiet, event), hosts = _a_partner(launch)
    quiet.description = None
    return [[quiet, event], [*hosts, Boilerplate(organisation_id=quiet.id, version=1, text=f"They know: {HEADLINE}.")]]


def _whom_a_house_lets_ring(launch: Launch) -> Stages:
    (quiet, event), hosts = _a_partner(launch)
    quiet.description = None
    contact = PressContact(organisation_id=quiet.id, name="Mina Falk", mail="mina@quiet.example", hours=HEADLINE)
    return [[quiet, event], [*hosts, contact]]


def _a_boilerplate(launch: Launch) -> Stages:
    text = Boilerplate(organisation_id=launch.lead_id, version=1, text=f"We found: {HEADLINE}.", came_with_release=True)
    note = _a_note(launch)
    return [[text, *note], [PinnedBoilerplate(version_id=note[1].id, boilerplate_id=text.id)]]


def _a_topic(launch: Launch) -> Stages:
    topic, note = a_topic(HEADLINE, slug="libraries"), _a_note(launch)
    return [[topic, *note], [ReleaseTopic(release_id=note[0].id, topic_id=topic.id)]]


def _a_house() -> Any:
    return an_organisation("Quiet House", description=f"Behind {HEADLINE}.")


def _a_note(launch: Launch) -> Any:
    return a_release(
        launch, "A talk", kind=ReleaseKind.OPERATIONAL_NOTE, published_at=None, version={"issued_at": None}
    )


COMING: dict[str, tuple[Callable[[Launch], Stages], str, str]] = {
    "an author": (_an_author, "publications", "/people/ruth-adeyemi"),
    "what an author is": (_what_an_author_is, "publications", "/people/ruth-adeyemi"),
    "what an author is by this launch": (_what_an_author_is_by_this_launch, "publications", "/people/ruth-adeyemi"),
    "a byline": (_a_byline, "publications", "/publications/a-talk"),
    "a publisher": (_a_publisher, "publications", "/organisations/quiet-house"),
    "a partner": (_a_partner, "events", "/organisations/quiet-house"),
    "what a partner says of itself": (_what_a_house_says, "events", "/organisations/quiet-house"),
    "whom a partner lets ring": (_whom_a_house_lets_ring, "events", "/organisations/quiet-house"),
    "the house of a speaker": (_a_house_of_a_speaker, "events", "/organisations/quiet-house"),
    "a boilerplate": (_a_boilerplate, "releases", "/press/a-talk"),
    "a topic of a note": (_a_topic, "releases", "/press/a-talk"),
    "the page of the topic": (_a_topic, "releases", "/topics/libraries"),
}


@pytest.mark.parametrize(("coming", "kind", "page"), COMING.values(), ids=COMING)
async def test_what_comes_out_by_a_publication_and_tells_a_secret_is_asked_about(
    coming: Callable[[Launch], Stages], kind: str, page: str, office: Office, save: Save
):
    launch, house = await _beside_a_secret(save)
    for stage in coming(launch):
        await save(*stage)
    editor = await office(Role.EDITOR, house)

    looked_over = said((await editor.get(f"/office/{kind}/a-talk/publication")).text)

    assert f"Strangers read “{HEADLINE}” at {page} before the embargo lifts." in looked_over


def _a_private_event(launch: Launch) -> Stages:
    (quiet, event), hosts = _a_partner(launch)
    event.access = Access.PRIVATE
    return [[quiet, event], hosts]


def _an_event_that_waits(launch: Launch) -> Stages:
    (quiet, event), hosts = _a_partner(launch)
    embargo = an_embargo(LIFT)
    event.embargo_id = embargo.id
    return [[embargo], [quiet, event], hosts]


def _a_house_taken_back(launch: Launch) -> Stages:
    (quiet, event), hosts = _a_partner(launch)
    quiet.withdrawn_at = NOW
    return [[quiet, event], hosts]


def _a_house_of_somebody_who_declined(launch: Launch) -> Stages:
    rows, (speaker,), posts = _a_house_of_a_speaker(launch)
    speaker.state = SpeakerState.DECLINED
    return [rows, [speaker], posts]


def _a_contact_taken_off(launch: Launch) -> Stages:
    (quiet, event), (hosts, contact) = _whom_a_house_lets_ring(launch)
    contact.taken_off_at = NOW
    return [[quiet, event], [hosts, contact]]


STAYING = {
    "a partner of a private event": _a_private_event,
    "a partner of an event that waits": _an_event_that_waits,
    "a partner that was taken back": _a_house_taken_back,
    "the house of somebody who declined": _a_house_of_somebody_who_declined,
    "a contact who was taken off": _a_contact_taken_off,
}


@pytest.mark.parametrize("staying", STAYING.values(), ids=STAYING)
async def test_what_does_not_come_out_by_a_publication_is_not_asked_about(
    staying: Callable[[Launch], Stages], office: Office, save: Save
):
    launch, house = await _beside_a_secret(save)
    for stage in staying(launch):
        await save(*stage)
    editor = await office(Role.EDITOR, house)

    looked_over = await editor.get("/office/events/a-talk/publication")

    assert looked_over.status_code == 200
    assert "before the embargo lifts." not in said(looked_over.text)


async def test_a_post_that_came_with_a_launch_is_asked_about_with_the_last_of_it_though_its_page_was_read_before(
    office: Office, save: Save
):
    launch, house = await _beside_a_secret(save)
    rows, (wrote, post) = _what_an_author_is_by_this_launch(launch)
    paper = rows[1]
    paper.published_at = NOW
    await save(*rows)
    await save(wrote, post, an_event(launch, "A dinner", published_at=None))
    talk = an_event(launch, "A talk", slug="talk", published_at=None)
    await save(talk)
    editor = await office(Role.EDITOR, house)

    before = said((await editor.get("/office/events/talk/publication")).text)
    dined = await act(editor, "/office/events/a-dinner/publication")
    last = said((await editor.get("/office/events/talk/publication")).text)

    assert dined.status_code == 303
    assert HEADLINE not in before
    assert f"Strangers read “{HEADLINE}” at /people/ruth-adeyemi before the embargo lifts." in last


async def test_what_comes_out_by_a_lift_that_is_brought_forward_is_asked_about_and_mended_on_its_own_page(
    office: Office, save: Save, store: Store
):
    launch, house = await _beside_a_secret(save)
    embargo = an_embargo(LIFT)
    rows, wrote = _what_an_author_is_by_this_launch(launch)
    paper = rows[1]
    paper.published_at, paper.embargo_id = NOW, embargo.id
    await save(embargo, *rows)
    async with store.transaction(now=NOW, by=ALICE) as db:
        (await db.get_one(Launch, launch.id)).embargo_id = embargo.id
    await save(*wrote)
    officer = await office(Role.PRESS_OFFICER, house)

    page = (await officer.get(f"/office/launches/{launch.id}/embargo/lifting")).text

    assert f"Strangers read “{HEADLINE}” at /people/ruth-adeyemi before the embargo lifts." in said(page)
    assert 'href="/office/people/ruth-adeyemi"' in page


@ON_ONE
async def test_it_goes_out_with_a_reason_alone_and_what_does_not_come_out_by_it_is_not_asked_about(
    office: Office, save: Save
):
    launch, house = await _beside_a_secret(save)
    for stage in _a_partner(launch):
        await save(*stage)
    note = a_publication(launch, "A paper", published_at=None)
    elsewhere = a_launch(house, title="Elsewhere")
    dinner = an_event(elsewhere, "A dinner", published_at=None)
    await save(note, elsewhere, dinner)
    editor = await office(Role.EDITOR, house)

    dined = said((await editor.get("/office/events/a-dinner/publication")).text)
    done = await act(editor, "/office/events/a-talk/publication")
    after = said((await editor.get("/office/publications/a-paper/publication")).text)

    assert HEADLINE not in dined
    assert done.status_code == 303
    assert HEADLINE not in after  # by then everybody can read it


async def _beside_a_secret(save: Save) -> tuple[Launch, Any]:
    house, secret = a_host()
    embargo = an_embargo(LIFT)
    report = a_publication(secret, HEADLINE, slug="report", published_at=None, embargo_id=embargo.id)
    other = a_launch(house, title="Other")
    await save(house, secret, embargo, report, other)
    return other, house
