"""Where a release is found: its kind, language, twin, topics and address, of which no version has its own.

They are part of the draft until it goes out; from then on a change counts at once, and is an action that says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request

from events import addresses, templating
from events.press import drafts, writing
from events.press.models import Release
from events.programme import launches, topics
from events.web.office import effects, finding
from events.web.office.actions import Action, ActionForm, Subject
from events.web.office.effects import Effects
from events.web.office.guard import Desk
from events.web.office.releases import release_form
from events.web.office.releases.release_form import Choices, Filed


class FilingForm(Filed, ActionForm):
    """Both at once."""


@dataclass
class Misfiled(ValueError):
    """Says which of the fields cannot be so."""

    field: str
    why: ValueError

    def __str__(self) -> str:
        return str(self.why)


class FiledSo(ValueError):
    """Where it is found already."""

    def __str__(self) -> str:
        return "This is how it stands: nothing would change."


async def put(desk: Desk, release: Release, details: Filed, others: Sequence[Release]) -> Mapping[str, ValueError]:
    """Files it so; `others` of its launch may be twins. What is refused comes back by its field, all at once."""
    refused: dict[str, ValueError] = {}
    launch = await launches.by_id(desk.db, release.launch_id, mandate=desk.mandate)
    release.language = details.language
    try:
        writing.be(release, details.kind, launch, now=desk.now)
    except ValueError as error:
        refused["kind"] = error
    twin = next((each for each in others if each.id == details.twin), None)
    try:
        _require_twin(details, twin)
        await writing.say_the_same(desk.db, release, twin)
    except ValueError as error:
        refused["twin"] = error
    try:
        named_in = await topics.named_in(desk.db, details.topics or "", keeper=launch.lead_id, **desk.by)
        await writing.set_topics(desk.db, release, named_in)
    except ValueError as error:
        refused["topics"] = error
    try:
        await writing.readdress(desk.db, release, details.address or release.slug)
    except ValueError as error:
        refused["address"] = error
    return refused


def _require_twin(details: Filed, twin: Release | None) -> None:
    if details.twin and twin is None:
        raise ValueError("Choose a release of this launch.")
    if twin and twin.language == details.language:
        language = templating.language(twin.language)
        raise ValueError(f"Both are in {language}; the same in another language is meant.")


async def _to_be_filed(request: Request, desk: Desk) -> Subject[Release]:
    release = await finding.release(request, desk)
    others = await _others(desk, release)
    return Subject(
        row=release,
        launch=release.launch,
        title=release.versions[0].headline,
        place=addresses.office_release(release),
        revision=f"{release.revision} {release_form.mark(release)}",
        effects=_effects(release, desk.now),
        fresh=release_form.filed(release, others),
        offers={
            "choices": Choices(houses=(), others=others),
            "topics": [each.name for each in await topics.known(desk.db, **desk.by)],
        },
    )


def _effects(release: Release, now: datetime) -> Effects:
    follows = effects.of_release(release, now)
    if follows is effects.UNSEEN:
        return follows
    said = [*follows.said, "The page of each topic that it gets, and from an old address everybody is led on"]
    return Effects(effects.counted(len(said), "place"), said, ())


async def _file(desk: Desk, release: Release, form: FilingForm) -> None:
    others = await _others(desk, release)
    if _as_it_stands(release, form, others):
        raise FiledSo
    for field, why in (await put(desk, release, form, others)).items():
        raise Misfiled(field, why)


def _as_it_stands(release: Release, form: FilingForm, others: Sequence[Release]) -> bool:
    stands = Filed(**{name: value or None for name, value in release_form.filed(release, others).items()})
    asked = form.model_copy(update={"address": form.address or release.slug})
    return all(getattr(asked, name) == getattr(stands, name) for name in Filed.model_fields)


async def _others(desk: Desk, release: Release) -> list[Release]:
    found = await drafts.of_launch(desk.db, release.launch_id, **desk.by)
    return [each for each in found if each.id != release.id]


def _is_not_out(release: Release, now: datetime) -> str | None:
    if release.withdrawn_at:
        return "It is withdrawn."
    return None if release.published_at else "It has not gone out yet: change it in the draft itself."


FILING = Action(
    part="filing",
    title="Change where it is found",
    means="This counts at once, for the version that is out. Its words stay as they are, and no note goes with it.",
    done="Filed otherwise",
    find=_to_be_filed,
    act=_file,
    note="Why (for your colleagues, on the receipt)",
    hindrance=_is_not_out,
    form=FilingForm,
    fields="office/releases/_filing_fields.html",
    field_of=lambda error: error.field if isinstance(error, Misfiled) else "act",
)
