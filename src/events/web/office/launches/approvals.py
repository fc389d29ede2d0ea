"""Sign-off of a launch: who was asked about what, what they said, whom to ask next, and the link each of them has."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.press import adopting, approvals, asking, differences, standings
from events.press.approval_models import Approval, ApprovalStep, State, Subject
from events.press.approvals import Asked
from events.press.asking import Askable, Thing
from events.press.differences import Paragraph
from events.press.standings import Standing
from events.programme import receipts
from events.programme.models import Launch
from events.storage import types
from events.storage.base import kind_of
from events.storage.types import Line
from events.web import forms
from events.web.forms import Details, Form
from events.web.office import finding, openly, page
from events.web.office.guard import Desk
from events.web.office.launches import approval_steps
from events.web.office.notices import Said
from events.web.site import site

_Name: Any = Line(160).edge
_Mail: Any = types.mail().edge
_TONES = {
    State.ASKED: "wait",
    State.APPROVED: "go",
    State.SUGGESTED: "stop",
    State.DECLINED: "stop",
    State.REOPENED: "wait",
    State.OVERRIDDEN: "",
}
_NO_MORE = "No longer needed"
_LATE = "Not given in time"
_WORDS = {
    State.ASKED: "Asked",
    State.SUGGESTED: "Other words suggested",
    State.REOPENED: "Changed since",
    State.OVERRIDDEN: "Went on without",
}


class AskForm(Details):
    """Whom to ask about what; `whom` is the suggestion that filled it."""

    about: Annotated[str, Field(title="What is to be approved", max_length=500)]
    name: Annotated[_Name, Field(title="The name")]
    mail: Annotated[_Mail, Field(title="The mail address")] | None = None
    whom: Annotated[str, Field(max_length=600)] | None = None


@dataclass(frozen=True)
class Row:
    """One approval as the list shows it."""

    standing: Standing
    called: str
    place: str

    @property
    def tone(self) -> str:
        return _TONES[self.standing.state] if self.word not in (_NO_MORE, _LATE) else ""

    @property
    def word(self) -> str:
        if self.standing.words is None:
            return _NO_MORE
        if self.standing.is_too_late:
            return _LATE
        return _WORDS.get(self.standing.state, self.standing.state.value.capitalize())

    @property
    def steps(self) -> Sequence[approval_steps.Told]:
        return approval_steps.told(self.standing.approval)

    @property
    def language(self) -> str:
        return self.standing.words.language if self.standing.words else "en-GB"

    @property
    def asked(self) -> ApprovalStep | None:
        return next(iter(self.standing.approval.steps), None)

    def version(self, step: ApprovalStep | None) -> str:
        """` about version 1`, where that is not the one that stands now."""
        words = self.standing.words
        return (
            f" about version {step.number}" if words and words.number and step and step.number != words.number else ""
        )

    @property
    def suggested(self) -> Sequence[Paragraph]:
        """What they would change in the words as they are."""
        other, words = adopting.suggested(self.standing), self.standing.words
        return differences.between(words.text, other) if other and words else ()


async def show(request: Request, desk: Desk) -> Response:
    launch = await finding.launch(request, desk)
    found = await standings.of_launch(desk.db, launch, now=desk.now)
    rows = [Row(each, called(each), place(launch, each)) for each in found]
    former = [Row(each, called(each), "") for each in await standings.revoked(desk.db, launch, now=desk.now)]
    told = [each for each in await receipts.of_launch(desk.db, launch.id) if each.kind == kind_of(Approval)]
    facts: dict[str, Any] = {
        "launch": launch,
        "rows": rows,
        "former": former,
        "askable": await _askable(desk, launch, found),
    }
    facts |= await openly.of(desk, receipts=told) | {"zone": await desk.zone_of(launch)}
    facts["heading"] = _heading(found, bool(former))
    return page.answer(request, desk, "office/launches/approvals.html", "Sign-off", crumbs=crumbs(launch)[:2], **facts)


def _heading(found: Sequence[Standing], has_former: bool) -> str:
    """As preflight counts them."""
    missing = sum(each.is_missing for each in found)
    late = sum(each.is_too_late for each in found)
    if missing:
        return f"{missing} {'approval is' if missing == 1 else 'approvals are'} missing"
    if late:
        return f"{late} {'approval was' if late == 1 else 'approvals were'} not given in time"
    if found:
        are_all = all(each.words and each.state is State.APPROVED for each in found)
        return "Everybody who was asked has approved" if are_all else "No approval is missing"
    return "Nobody is asked any more" if has_former else "Nobody has been asked yet"


async def show_new(request: Request, desk: Desk) -> Response:
    """For one of those whom to ask, or for anybody about anything."""
    launch = await finding.launch(request, desk)
    askable = await _askable(desk, launch, await standings.of_launch(desk.db, launch, now=desk.now))
    whom = next((each for each in askable.suggestions if each.key == request.query_params.get("for")), None)
    fresh = forms.shown(about=whom.thing.key, name=whom.name, mail=whom.mail, whom=whom.key) if whom else Form()
    return await _new(request, desk, launch, askable, await desk.draft_or(fresh) if whom is None else fresh)


async def preview(request: Request, desk: Desk) -> Response:
    launch = await finding.launch(request, desk)
    askable = await _askable(desk, launch, await standings.of_launch(desk.db, launch, now=desk.now))
    form = forms.read(await request.form(), AskForm)
    return await _new(request, desk, launch, askable, form, looked=True)


async def ask(request: Request, desk: Desk) -> Response:
    launch = await finding.launch(request, desk)
    askable = await _askable(desk, launch, await standings.of_launch(desk.db, launch, now=desk.now))
    form = forms.read(await request.form(), AskForm)
    thing = _thing(askable, form)
    if form.found and thing is None:
        form.refuse("about", "Choose what is to be approved: this is no longer there.")
    if form.found is None or thing is None:
        return await _new(request, desk, launch, askable, form)
    asked = _asked(form.found, askable)
    try:
        head = desk.letterhead.by(desk.organiser.account)
        token = await approvals.ask(desk.db, thing.about, asked, head=head, by=desk.organiser.by, now=desk.now)
    except ValueError as error:
        form.refuse("mail" if form.found.mail else "name", error)
        return await _new(request, desk, launch, askable, form)
    if asked.mail is None:
        return by_hand(request, desk, launch, asked.name, thing.called, token)
    return page.done(addresses.office_launch(launch, "approvals"), Said.ASKED)


def by_hand(request: Request, desk: Desk, launch: Launch, name: str, about: str, token: str) -> Response:
    """The link is shown this once: what is kept of it cannot be turned back into one."""
    link = site(request).addresses.full(addresses.approval(token))
    title = f"A link for {name}"
    facts: dict[str, Any] = {"launch": launch, "name": name, "about": about, "link": link}
    return page.answer(request, desk, "office/launches/approval_link.html", title, crumbs=crumbs(launch), **facts)


def called(standing: Standing) -> str:
    """What somebody was asked about, as the list says it."""
    approval, words = standing.approval, standing.words
    if words is None:
        return "what is no longer there"
    if approval.subject is Subject.LISTING:
        return f"how {words.whose} is listed at {words.listed_at}"
    version = f"“{words.called}”, version {words.number}"
    return f"the words of {approval.quoted} in {version}" if approval.quoted else version


def place(launch: Launch, standing: Standing) -> str:
    return addresses.office_launch(launch, f"approvals/{standing.approval.id}")


def crumbs(launch: Launch) -> list[tuple[str, str]]:
    return [
        ("Launches", addresses.OFFICE_LAUNCHES),
        (launch.title, addresses.office_launch(launch)),
        ("Sign-off", addresses.office_launch(launch, "approvals")),
    ]


async def _askable(desk: Desk, launch: Launch, found: Sequence[Standing]) -> Askable:
    return await asking.of(desk.db, launch, found, own=desk.mandate.organisations, **desk.by)


def _thing(askable: Askable, form: Form[Any]) -> Thing | None:
    return next((each for each in askable.things if each.key == form.value("about")), None)


def _asked(details: AskForm, askable: Askable) -> Asked:
    """Who that is among those we know, unless another name was typed."""
    whom = next((each for each in askable.suggestions if each.key == details.whom), None)
    known = whom if whom and whom.name == details.name else None
    who: dict[str, Any] = {"person_id": known.person_id, "organisation_id": known.organisation_id} if known else {}
    if whom and not known and whom.organisation_id:
        who = {"organisation_id": whom.organisation_id}  # somebody else at the same house
    return Asked(details.name, details.mail, **who)


async def _new(
    request: Request, desk: Desk, launch: Launch, askable: Askable, form: Form[Any], *, looked: bool = False
) -> Response:
    thing = _thing(askable, form)
    facts: dict[str, Any] = {"launch": launch, "askable": askable, "form": form, "letter": None, "words": None}
    if thing:
        asked = Asked(form.value("name")[:160] or "…", form.value("mail") or None)
        try:
            by, head = desk.organiser.by, desk.letterhead.by(desk.organiser.account)
            facts["letter"], facts["words"] = await approvals.letter(
                desk.db, thing.about, asked, head=head, by=by, now=desk.now
            )
        except ValueError as error:
            form.refuse("about", error)
    answer = page.form_again if form.mistakes and not looked else page.answer
    return answer(
        request, desk, "office/launches/approval_form.html", "Ask for approval", crumbs=crumbs(launch), **facts
    )
