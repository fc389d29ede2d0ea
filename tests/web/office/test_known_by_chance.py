"""Words that anybody may write are no secret, be they those of a title; written as one, they are."""

from datetime import UTC, datetime
from typing import Any

import pytest

from events.accounts.models import Role
from tests.factories import (
    a_host,
    a_launch,
    a_person,
    a_publication,
    a_release,
    a_series,
    a_speaker,
    an_embargo,
    an_event,
    an_organisation,
)
from tests.organisers import ON_ONE, Office, sends
from tests.sites import said
from tests.stores import Save
from tests.web.office.test_known_early import EVENT, LIFT

EARLIER = datetime(2026, 1, 8, 9, tzinfo=UTC)
SAID = {
    "figures and commonplaces": ("Annual report 2026", "The annual report 2026 is shown.", False),
    "a press release": ("Press Release", "A Press Release is at the door.", False),
    "a short title in lower case": ("The future of work", "We talk about the future of work.", False),
    "its article beside it": ("The Future of Work", "On the future of work in Hull.", False),
    "a short title as one": ("The Future of Work", "On the Future of Work in Hull.", True),
    "a short title alone": ("Shelves without Books", "shelves without books", True),
    "in an address": ("Shelves without Books", "See https://hull.example/shelves-without-books/1", True),
    "in a hashtag": ("Shelves without Books", "Write #shelveswithoutbooks below.", True),
    "once in passing and once as a title": ("The Future of Work", "The future of work: The Future of Work", True),
    "a long title in lower case": ("Half of Libraries Close", "Why half of libraries close.", True),
    "over a full stop": ("Shelves without Books", "We mend Shelves. Without Books we are nothing.", False),
    "a full stop of its own": ("Who Pays? Nobody in Hull", "Come to “Who Pays? Nobody in Hull”.", True),
    "an address with blanks": ("Shelves without Books", "https://film.example/Shelves%20without%20Books", True),
}


@ON_ONE
@pytest.mark.parametrize(("title", "words", "is_told"), SAID.values(), ids=SAID)
async def test_words_of_a_title_are_asked_about_where_they_are_written_as_one(
    title: str, words: str, is_told: bool, office: Office, save: Save
):
    house, launch = a_host()
    embargo = an_embargo(LIFT)
    report = a_publication(launch, title, slug="report", embargo_id=embargo.id)
    await save(house, launch, embargo, report, an_event(launch, "Launch by Larkfield"))

    answer = await _describe(office, house, words)

    assert answer.status_code == (422 if is_told else 303), said(answer.text)


@ON_ONE
async def test_where_a_recording_is_may_be_written_with_blanks_and_tells_a_title(office: Office, save: Save):
    house, launch = a_host()
    embargo = an_embargo(LIFT)
    report = a_publication(launch, "Shelves without Books", embargo_id=embargo.id)
    await save(house, launch, embargo, report, an_event(launch, "Launch by Larkfield"))
    editor = await office(Role.EDITOR, house)
    typed = sends((await editor.get(EVENT)).text)

    asked = await editor.post(EVENT, data=typed | {"recording": "https://film.example/shelves%20without%20books"})

    assert asked.status_code == 422


CALLED = {
    "last year’s report": lambda launch: a_publication(
        launch, "Jahresbericht in Zahlen", slug="jahresbericht-in-zahlen"
    ),
    "the second of that name": lambda launch: a_publication(
        launch, "Jahresbericht in Zahlen", slug="jahresbericht-in-zahlen-2"
    ),
    "its series": lambda launch: a_series(
        "Jahresbericht in Zahlen", organisation_id=launch.lead_id, published_at=EARLIER
    ),
}


@pytest.mark.parametrize("called", CALLED.values(), ids=CALLED)
async def test_what_something_public_of_the_house_is_called_too_is_no_secret(called: Any, office: Office, save: Save):
    house, launch = a_host()
    embargo = an_embargo(LIFT)
    report = a_publication(launch, "Jahresbericht in Zahlen", slug="new", embargo_id=embargo.id)
    draft = an_event(launch, "Wir zeigen: Jahresbericht in Zahlen", slug="wir-zeigen", published_at=None)
    other = a_launch(house, title="2025")
    await save(house, launch, other, embargo, report, draft, an_event(launch, "Launch by Larkfield"))
    await save(called(other))

    answer = await _describe(office, house, "Der Jahresbericht in Zahlen.")
    going = await (await office(Role.EDITOR, house, "Bea")).get("/office/events/wir-zeigen/publication")

    assert answer.status_code == 303, said(answer.text)
    assert "before the embargo lifts" not in said(going.text)


@ON_ONE
async def test_an_ordinary_biography_is_saved_beside_a_report_of_an_ordinary_title(office: Office, save: Save):
    house, launch = a_host()
    embargo, ruth = an_embargo(LIFT), a_person(kept_by_id=house.id)
    event = an_event(launch, "Launch by Larkfield")
    report = a_publication(launch, "Annual Report", embargo_id=embargo.id)
    await save(house, launch, embargo, ruth, report, event, a_speaker(event, ruth))
    editor, place = await office(Role.EDITOR, house), "/office/people/ruth-adeyemi"

    done = await editor.post(
        place, data=sends((await editor.get(place)).text) | {"biography": "Edits the annual report."}
    )

    assert done.status_code == 303


@ON_ONE
async def test_what_another_house_calls_its_own_report_may_be_a_secret_here(office: Office, save: Save):
    house, launch = a_host()
    embargo = an_embargo(LIFT)
    other = an_organisation("Beta House")
    theirs = a_launch(other, title="Beta")
    there = a_publication(theirs, "Shelves without Books", slug="shelves-without-books-2")
    report = a_publication(launch, "Shelves without Books", embargo_id=embargo.id)
    await save(house, launch, embargo, other, theirs, there, report, an_event(launch, "Launch by Larkfield"))

    answer = await _describe(office, house, "With Shelves without Books.")

    assert answer.status_code == 422


TELLING = (
    "The half of the title: Holding Back the Sea.",
    "Launch of holding back the sea",
    "On #HoldingBackTheSea",
    "What European ports owe the next storm",
    "How the tide came to be counted",  # what stands below it
    "Ports pay twice for every storm they don’t prepare for",
    "New study of nine harbours",  # the standfirst
    "She says: “Nobody notices a sea wall until the day it’s gone.”",
    "We mended ours in 2019 and half of the town laughed.",
    "Buses After Midnight",
    "AFTER MIDNIGHT in debate",
)
QUIET = (
    "The Annual Report 2026 is shown.",
    "An introduction. Nobody laughed. Working Waterfronts.",
    "What buses do after midnight, and what the case for the night is",
    "With Larkfield Foundation, holding back what the sea takes",
)


async def test_a_part_of_a_title_or_a_sentence_of_a_release_is_a_secret_where_it_says_something(
    office: Office, save: Save
):
    house, launch = a_host()
    under = {"embargo_id": (embargo := an_embargo(LIFT)).id}
    series = a_series("Working Waterfronts", organisation_id=house.id)
    piers = a_publication(launch, "Piers", series_id=series.id)
    reports = [
        a_publication(launch, title, slug=f"report-{number}", subtitle=below, **under)
        for number, (title, below) in enumerate(
            (
                ("Holding Back the Sea: What European Ports Owe the Next Storm", None),
                ("Tides", "How the tide came to be counted"),
                ("After Midnight – The Case for the Night Bus", "The annual report"),
                ("Annual Report 2026: Introduction", "Annual report 2026"),
                ("Working Waterfronts: Piers and Those who Keep Them", None),
                ("Larkfield Foundation: A Hundred Years of Giving", None),
            )
        )
    ]
    written = {
        "standfirst": "New study of nine harbours",
        "pull_quote": "Nobody laughed. Nobody notices a sea wall until the day it is gone.",
        "body": "> We mended ours in 2019 and half of the town laughed.\n> — Jo",
    }
    release = a_release(
        launch, "Ports pay twice for every storm they do not prepare for", slug="ports", version=written, **under
    )
    await save(house, launch, embargo, series, piers, reports, release, an_event(launch, "Launch by Larkfield"))
    editor = await office(Role.EDITOR, house)
    typed = sends((await editor.get(EVENT)).text)

    asked = {each: await editor.post(EVENT, data=typed | {"description": each}) for each in TELLING}
    saved = await editor.post(EVENT, data=typed | {"description": "\n\n".join(QUIET)})

    assert [each for each, answer in asked.items() if "before the embargo lifts." not in said(answer.text)] == []
    assert saved.status_code == 303, said(saved.text)


async def _describe(office: Office, house: Any, words: str) -> Any:
    editor = await office(Role.EDITOR, house)
    return await editor.post(EVENT, data=sends((await editor.get(EVENT)).text) | {"description": words})
