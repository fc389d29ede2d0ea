"""Sign-off: an approval holds for the very words it was given for, and publishing knows what is missing."""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from events.accounts.models import Activity, Role
from events.press import approvals, standings, subjects, writing
from events.press.approval_models import Approval, ApprovalLink, ApprovalStep, State
from events.press.approvals import About
from events.press.models import Release
from events.programme import events, panels
from events.programme.models import Host, HostRole
from events.programme.occasions import Speaker
from events.storage import Store
from tests.factories import an_embargo, an_organisation
from tests.press.signing import BODY, DAY, HEAD, TOMASZ, Stage
from tests.stores import ALICE, NOW, WHERE, Save


@pytest.fixture
async def stage(store: Store, save: Save) -> Stage:
    stage = Stage(store)
    await save(*stage.rows)
    return stage


async def test_somebody_is_asked_by_mail_and_approves_by_the_link_in_it(stage: Stage) -> None:
    token = await stage.ask(stage.quotation)

    [(subject, text)] = await stage.mails()
    assert subject == "For your approval: The Waiting Room"
    assert "your words in the press release about “The Waiting Room” (version 1)" in text
    assert f"{WHERE.base}/approve/{token}" in text
    assert await stage.states() == {"quotation": State.ASKED}
    assert await stage.missing() == ["Ruth Adeyemi has not answered yet about their words."]

    await stage.answer(token)

    assert await stage.states() == {"quotation": State.APPROVED}
    assert await stage.missing() == []


@pytest.mark.parametrize("called", ["Dr Ruth Adeyemi", "Mayor Ruth Adeyemi", "Governor General Ruth Adeyemi"])
async def test_whoever_is_quoted_with_a_title_and_without_is_asked_once_about_all_of_it(
    stage: Stage, called: str
) -> None:
    token = await stage.ask(stage.quotation)
    await stage.edit(stage.version, body=f"{BODY}\n> Nobody counts.\n> — {called}\n")

    async with stage.store.reading_at_desk() as db:
        names = await subjects.quoted(db, stage.release.id, now=NOW)
        standing = await standings.by_token(db, token, now=NOW)

    assert names == ["Ruth Adeyemi", "Tomasz Wieczorek"]
    assert standing
    assert standing.words
    assert "Nobody counts." in standing.words.text


async def test_no_mail_repeats_the_words_and_each_says_the_embargo(stage: Stage, save: Save) -> None:
    embargo = an_embargo(NOW + 30 * DAY)
    await save(embargo)
    await stage.edit(stage.release, embargo_id=embargo.id)
    await stage.ask(stage.whole)

    [(_, text)] = await stage.mails()
    assert "Bristol" not in text
    assert stage.version.headline not in text
    assert "embargoed until 09.00 GMT (UTC+0), Wednesday 2 December 2026" in text


async def test_the_token_is_kept_nowhere(stage: Stage) -> None:
    token = await stage.ask(stage.listing)

    async with stage.store.whole() as db:
        link = (await db.scalars(select(ApprovalLink))).one()
        kept = [*(await db.scalars(select(Activity.before))), *(await db.scalars(select(Activity.after)))]
    assert token not in link.token_hash
    assert token not in str(kept)
    assert len(token) >= 22


async def _edit_body(stage: Stage, old: str, new: str) -> None:
    await stage.edit(stage.version, body=BODY.replace(old, new))


async def _rename(stage: Stage) -> None:
    await stage.edit(stage.lead, name="Larkfield Trust")


async def _promote(stage: Stage) -> None:
    await stage.edit(stage.post, role="Director of Research")


async def _let_chair(stage: Stage) -> None:
    await stage.edit(stage.speaker, role="chair")


async def _list_otherwise(stage: Stage) -> None:
    await stage.edit(stage.listed, role="Chief Executive")


async def _add_note(stage: Stage) -> None:
    async with stage.store.transaction(now=NOW, by=ALICE) as db:
        version = await db.get_one(type(stage.version), stage.version.id)
        await writing.set_notes(db, version, ["Interviews from Monday."])


async def _move_event(stage: Stage) -> None:
    await stage.edit(stage.event, title="The Waiting Room, launched", hashtag="waiting")


async def _put_off(stage: Stage) -> None:
    async with stage.store.transaction(now=NOW, by=ALICE) as db:
        events.revise(await db.get_one(type(stage.event), stage.event.id), day=date(2027, 2, 4))


async def _lift(stage: Stage) -> None:
    async with stage.store.transaction(now=NOW, by=ALICE) as db:
        (await db.get_one(Release, stage.release.id)).slug = "another-address"


ALL = {"release", "quotation", "listing"}


@pytest.mark.parametrize(
    ("edit", "reopened"),
    [
        pytest.param(lambda stage: _edit_body(stage, "waits", "queues"), {"release"}, id="the text around a quotation"),
        pytest.param(lambda stage: _edit_body(stage, "a tax", "a levy"), {"release", "quotation"}, id="the quotation"),
        pytest.param(lambda stage: _edit_body(stage, "counted", "asked"), {"release"}, id="what somebody else says"),
        pytest.param(lambda stage: _edit_body(stage, ", Director", ", Head"), {"release", "quotation"}, id="her post"),
        pytest.param(_add_note, {"release"}, id="a note to editors"),
        pytest.param(_rename, {"release", "listing"}, id="the name of an organisation"),
        pytest.param(_promote, {"listing"}, id="the name of a post"),
        pytest.param(_list_otherwise, {"listing"}, id="the listing itself"),
        pytest.param(_let_chair, {"listing"}, id="her part on the panel"),
        pytest.param(_move_event, set(), id="the event"),
        pytest.param(_put_off, {"listing"}, id="the day of the event"),
        pytest.param(_lift, set(), id="the address of the release"),
    ],
)
async def test_an_edit_reopens_only_the_approvals_whose_words_it_changes(
    stage: Stage, edit: Callable[[Stage], Awaitable[None]], reopened: set[str]
) -> None:
    await stage.approve_all()

    await edit(stage)

    states = await stage.states()
    assert {subject for subject, state in states.items() if state is State.REOPENED} == reopened
    assert {subject for subject, state in states.items() if state is State.APPROVED} == ALL - reopened


async def test_an_edit_taken_back_brings_the_approval_back(stage: Stage) -> None:
    await stage.approved(stage.quotation)
    await _edit_body(stage, "a tax", "a levy")
    assert await stage.missing() == ["Ruth Adeyemi answered about their words before the words were changed."]

    await stage.edit(stage.version, body=BODY)

    assert await stage.states() == {"quotation": State.APPROVED}


async def test_a_refusal_is_told_as_one_also_once_the_words_are_others(stage: Stage) -> None:
    await stage.answer(await stage.ask(stage.quotation), State.DECLINED)

    await _edit_body(stage, "a tax", "a levy")

    assert await stage.missing() == ["Ruth Adeyemi could not approve their words before the last change."]


@pytest.mark.parametrize(("moved", "state"), [(False, State.APPROVED), (True, State.REOPENED)], ids=["then", "moved"])
async def test_own_words_that_are_taken_over_are_approved_for_the_day_on_which_they_were_suggested(
    moved: bool, state: State, stage: Stage
) -> None:
    token = await stage.ask(stage.listing)
    await stage.answer(token, State.SUGGESTED, suggestion="Ruth Adeyemi\nHead, Larkfield Foundation")
    if moved:
        await _put_off(stage)

    await stage.edit(stage.listed, role="Head", affiliation_id=None)

    assert await stage.states() == {"listing": state}


async def test_what_was_approved_before_days_were_stays_so_until_the_listing_changes(stage: Stage) -> None:
    await stage.approved(stage.listing)
    listing = "Ruth Adeyemi\nDirector, Larkfield Foundation"
    await stage.edit(await stage.approval(), sha256=subjects.digest(listing))

    assert await stage.states() == {"listing": State.APPROVED}
    await _list_otherwise(stage)
    assert await stage.states() == {"listing": State.REOPENED}


async def test_the_draft_of_a_correction_keeps_the_approvals_of_what_it_does_not_touch(stage: Stage) -> None:
    for about in (stage.whole, stage.quotation):
        await stage.approved(about)
    async with stage.store.transaction(now=NOW, by=ALICE) as db:
        release = await db.get_one(Release, stage.release.id)
        await writing.issue(db, release, now=NOW)
    async with stage.store.transaction(now=NOW + DAY, by=ALICE) as db:
        release = await db.get_one(Release, stage.release.id)
        await writing.correct(db, release, note="The hall was named wrongly.")

    assert await stage.states() == {"release": State.REOPENED, "quotation": State.APPROVED}


async def test_the_words_of_each_answer_are_kept_for_ever(stage: Stage) -> None:
    token = await stage.approved(stage.quotation)
    await _edit_body(stage, "a tax", "a levy")
    await stage.answer(token, State.SUGGESTED, suggestion="A queue is a duty.", comment="As agreed by telephone.")

    async with stage.store.whole() as db:
        [standing] = await standings.of_launch(db, stage.launch, now=NOW)
    steps = standing.approval.steps
    assert [each.did for each in steps] == [State.ASKED, State.APPROVED, State.REOPENED, State.SUGGESTED]
    assert ["a tax" in each.words for each in steps] == [True, True, False, False]
    assert (steps[-1].suggestion, steps[-1].comment) == ("A queue is a duty.", "As agreed by telephone.")
    assert [each.by for each in steps] == ["Alice", "Ruth Adeyemi", "Alice", "Ruth Adeyemi"]
    assert await stage.missing() == ["Ruth Adeyemi suggested other words for their words."]


async def test_saying_the_same_twice_is_one_answer(stage: Stage) -> None:
    token = await stage.ask(stage.listing)
    for _ in range(2):
        await stage.answer(token, State.DECLINED, comment="I am away.")

    async with stage.store.whole() as db:
        declined = select(func.count()).select_from(ApprovalStep).where(ApprovalStep.did == State.DECLINED)
        assert await db.scalar(declined) == 1
    assert await stage.missing() == ["Ruth Adeyemi cannot approve the listing."]


async def test_words_that_changed_meanwhile_are_not_approved_unseen(stage: Stage) -> None:
    token = await stage.ask(stage.quotation)
    with pytest.raises(approvals.WordsChanged):
        await stage.answer(token, sha256="of other words")

    assert await stage.states() == {"quotation": State.ASKED}


@pytest.mark.parametrize(
    ("did", "said", "error"),
    [
        pytest.param(State.SUGGESTED, {}, approvals.NoSuggestion, id="no suggestion"),
        pytest.param(
            State.SUGGESTED, {"suggestion": "Ruth Adeyemi\r\nDirector, Larkfield Foundation"}, approvals.NoSuggestion,
            id="the same words",
        ),
        pytest.param(State.APPROVED, {"suggestion": "Dr Ruth Adeyemi"}, approvals.Undecided, id="a yes to other words"),
    ],
)  # fmt: skip
async def test_an_answer_that_contradicts_itself_is_refused(
    stage: Stage, did: State, said: dict[str, Any], error: type[ValueError]
) -> None:
    token = await stage.ask(stage.listing)
    with pytest.raises(error):
        await stage.answer(token, did, **said)


async def test_what_has_gone_out_can_no_longer_be_answered(stage: Stage) -> None:
    token = await stage.approved(stage.quotation)
    async with stage.store.transaction(now=NOW, by=ALICE) as db:
        await writing.issue(db, await db.get_one(Release, stage.release.id), now=NOW)

    with pytest.raises(approvals.TooLate):
        await stage.answer(token, State.DECLINED)


async def test_overriding_needs_a_reason_which_the_log_keeps(stage: Stage) -> None:
    await stage.ask(stage.quotation)
    approval = await stage.approval()
    with pytest.raises(approvals.NeedsReason):
        await _override(stage, "  ")

    await _override(stage, "She is on a ship until Friday.")

    assert await stage.missing() == []
    assert await stage.states() == {"quotation": State.OVERRIDDEN}
    async with stage.store.whole() as db:
        lines = await db.scalars(select(Activity).where(Activity.row_id == str(approval.id)).order_by(Activity.id))
        last = list(lines)[-1]
    assert (last.by, last.after["state"]) == ("Alice", "overridden")
    assert last.after["reason"] == "She is on a ship until Friday."


async def test_an_override_is_for_those_words_only(stage: Stage) -> None:
    await stage.ask(stage.quotation)
    await _override(stage, "She is on a ship.")
    await _edit_body(stage, "a tax", "a levy")

    assert await stage.states() == {"quotation": State.REOPENED}


async def test_what_is_approved_is_not_overridden(stage: Stage) -> None:
    await stage.approved(stage.quotation)
    with pytest.raises(approvals.NotMissing):
        await _override(stage, "To be sure.")


async def _override(stage: Stage, reason: str) -> None:
    async with stage.store.transaction(now=NOW, by=ALICE) as db:
        approval = (await db.scalars(select(Approval))).one()
        await approvals.override(db, approval, reason=reason, by=ALICE, now=NOW)


async def _remind(stage: Stage) -> str:
    async with stage.store.transaction(now=NOW + DAY, by=ALICE) as db:
        approval = (await db.scalars(select(Approval))).one()
        return await approvals.remind(db, approval, head=HEAD, now=NOW + DAY)


async def test_a_reminder_has_a_link_of_its_own_beside_the_first(stage: Stage) -> None:
    first = await stage.ask(stage.quotation)
    second = await _remind(stage)

    assert first != second
    for token in (first, second):
        async with stage.store.reading_at_desk() as db:
            assert await standings.by_token(db, token, now=NOW)
    [(_, text)] = await stage.mails()  # in place of the first, which had not gone out
    assert "once more" in text
    assert second in text


async def test_a_reminder_after_an_edit_says_that_the_words_changed(stage: Stage) -> None:
    await stage.approved(stage.quotation)
    await _edit_body(stage, "a tax", "a levy")
    await _remind(stage)

    subject, text = (await stage.mails())[-1]
    assert subject == "Changed: The Waiting Room"
    assert "The page marks what is different" in text


async def test_nobody_is_reminded_of_what_they_approved(stage: Stage) -> None:
    await stage.approved(stage.quotation)
    with pytest.raises(approvals.NotMissing):
        await _remind(stage)


async def test_a_revoked_link_leads_nowhere_and_nobody_waits_for_it(stage: Stage) -> None:
    token = await stage.ask(stage.quotation)
    async with stage.store.transaction(now=NOW, by=ALICE) as db:
        approvals.revoke((await db.scalars(select(Approval))).one(), now=NOW)

    async with stage.store.reading_at_desk() as db:
        assert await standings.by_token(db, token, now=NOW) is None
    assert await stage.missing() == []
    await stage.ask(stage.quotation)  # and may be asked anew


@pytest.mark.parametrize(("after", "leads"), [(timedelta(days=29), True), (timedelta(days=31), False)])
async def test_a_link_ends_a_month_after_the_launch(stage: Stage, after: timedelta, leads: bool) -> None:
    token = await stage.ask(stage.quotation)
    assert stage.event.over_at
    async with stage.store.reading_at_desk() as db:
        assert bool(await standings.by_token(db, token, now=stage.event.over_at + after)) is leads


async def test_somebody_is_asked_once_about_one_thing(stage: Stage) -> None:
    await stage.ask(stage.quotation)
    with pytest.raises(approvals.AskedAlready, match="Ruth Adeyemi has been asked about this already"):
        await stage.ask(stage.quotation)
    await stage.ask(stage.quotation, TOMASZ)  # another person may be
    await stage.ask(stage.whole)


async def test_nobody_is_asked_about_words_that_are_not_there(stage: Stage) -> None:
    with pytest.raises(approvals.NothingToApprove):
        await stage.ask(About.quotation(stage.release, "Miriam Castellanos"))


async def test_what_is_no_longer_there_is_not_missing(stage: Stage) -> None:
    await stage.ask(stage.listing)
    await stage.ask(stage.quotation)
    async with stage.store.transaction(now=NOW, by=ALICE) as db:
        panels.withdraw(await db.get_one(Speaker, stage.speaker.id))
    await stage.edit(stage.version, body="Bristol waits.")

    assert await stage.missing() == []


async def test_publishing_names_what_is_missing_for_it(stage: Stage) -> None:
    await stage.ask(stage.listing)
    await stage.ask(stage.whole, TOMASZ, now=NOW + DAY)

    listing = "Ruth Adeyemi has not answered yet about the listing."
    release = "Tomasz Wieczorek has not answered yet about the release."
    assert await stage.missing() == [listing, release]
    assert await stage.missing(event=stage.event) == [listing]
    assert await stage.missing(release=stage.release) == [release]


async def test_the_office_sees_what_waits_at_its_own_launches(stage: Stage, save: Save) -> None:
    partner, stranger = an_organisation("Centre for Local Futures"), an_organisation("Tidewater Trust")
    host = Host(launch_id=stage.launch.id, organisation_id=partner.id, role=HostRole.PARTNER, grants=Role.EDITOR)
    told = Host(launch_id=stage.launch.id, organisation_id=stranger.id, role=HostRole.FUNDER)
    await save(partner, stranger, host, told)
    await stage.ask(stage.whole)
    await stage.approved(stage.listing)

    async with stage.store.reading_at_desk() as db:
        seen = {
            name: [(each.subject.value, each.launch.title) for each in await standings.waiting(db, {of.id}, now=NOW)]
            for name, of in (("lead", stage.lead), ("partner", partner), ("stranger", stranger))
        }
    theirs = [("release", "The Waiting Room")]
    assert seen == {"lead": theirs, "partner": theirs, "stranger": []}


async def test_nothing_waits_any_more_once_it_has_gone_out(stage: Stage) -> None:
    await stage.ask(stage.whole)
    await stage.ask(stage.listing)
    async with stage.store.transaction(now=NOW, by=ALICE) as db:
        await writing.issue(db, await db.get_one(Release, stage.release.id), now=NOW)

    assert stage.event.over_at
    async with stage.store.reading_at_desk() as db:
        left = await standings.waiting(db, {stage.lead.id}, now=stage.event.over_at)
        assert [each.subject.value for each in left] == []


async def test_what_somebody_approves_is_read_beside_what_the_office_has_loaded(stage: Stage) -> None:
    """The office holds rows loaded in part, and changes that are not yet written: both stay as they are."""
    await stage.approved(stage.quotation)
    async with stage.store.transaction(now=NOW, by=ALICE) as db:
        version = await db.get_one(type(stage.version), stage.version.id)
        version.body = BODY.replace("a tax", "a levy")
        [missing] = await standings.missing(db, stage.launch, now=NOW)
        assert missing.state is State.REOPENED
        assert version.body == BODY.replace("a tax", "a levy")
