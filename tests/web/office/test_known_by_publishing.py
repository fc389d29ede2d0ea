"""What goes out is looked over with all the pages that come out by it: of authors, of houses, of topics."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from events.accounts.models import Role
from events.people.models import Boilerplate
from events.press.models import PinnedBoilerplate, ReleaseKind, ReleaseTopic
from events.programme.models import Author, Host, HostRole, Launch, Publisher
from events.storage.base import Base
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
from tests.stores import Save
from tests.web.office.test_known_early import HEADLINE, LIFT

Stages = Sequence[Sequence[Base]]  # each saved after the one before


def _an_author(launch: Launch) -> Stages:
    ruth = a_person(biography=f"Wrote of it: {HEADLINE}.")
    paper = a_publication(launch, "A talk", published_at=None)
    return [[ruth, paper], [Author(publication_id=paper.id, person_id=ruth.id, name="Ruth Adeyemi", position=1)]]


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
    "a byline": (_a_byline, "publications", "/publications/a-talk"),
    "a publisher": (_a_publisher, "publications", "/organisations/quiet-house"),
    "a partner": (_a_partner, "events", "/organisations/quiet-house"),
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
