"""The first page of the office: what needs doing, the next launches, and a text that becomes one."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from events import addresses
from events.accounts import drafts, organisers
from events.accounts.models import Role
from events.mail import outbox
from events.mail.outbox import State
from events.people import organisations
from events.people.models import Organisation
from events.press import waiting
from events.programme import doing, event_lists, host_invitations, launch_list, leads
from events.programme.doing import Doing
from events.web import forms
from events.web.forms import Form
from events.web.office import keeping, openly, page, ways
from events.web.office.desk import unsent
from events.web.office.guard import Desk
from events.web.site import site

_LAUNCHES = 8


async def show(request: Request, desk: Desk) -> Response:
    their = desk.organiser.mandate
    todo = await _failed_mail(request, desk)
    todo += await doing.needed(desk.db, mandate=desk.mandate, lifting=their(Role.PRESS_OFFICER), now=desk.now)
    todo += await leads.waiting(desk.db, their(Role.OWNER))
    todo += await host_invitations.needed(desk.db, desk.organiser.account, their(Role.EDITOR), now=desk.now)
    todo += await waiting.needed(desk.db, mandate=desk.mandate, publishing=their(Role.EDITOR), **desk.by)
    todo = doing.in_order(todo)
    today = desk.now.date()
    found, count = await launch_list.listed(
        desk.db, launch_list.Filters(), mandate=desk.mandate, now=desk.now, limit=_LAUNCHES
    )
    dates = await event_lists.of_launches(desk.db, [each.id for each in found], **desk.by)
    return page.answer(
        request,
        desk,
        "office/desk/home.html",
        doing.heading(todo, today),
        todo=todo,
        today=today,
        unsent=await unsent.listed(desk),
        theirs=await organisations.of_office(desk.db, mandate=desk.mandate),
        alone=await _alone(desk),
        launches=found,
        count=count,
        events=dates,
        form=Form(),
        **await openly.of(desk, *(addresses.event(each) for some in dates.values() for each in some)),
    )


async def _alone(desk: Desk) -> list[Organisation]:
    """Where they are the only one, and may bring in others."""
    owned = await organisations.of_office(desk.db, mandate=desk.organiser.mandate(Role.OWNER))
    counts = await organisers.counts(desk.db, [each.id for each in owned])
    return [each for each in owned if counts[each.id] == 1]


async def _failed_mail(request: Request, desk: Desk) -> list[Doing]:
    """What did not go out, for those who may see it and try again."""
    owners = desk.organiser.mandate(Role.OWNER).organisations
    sending, today = site(request).settings.smtp_url is not None, desk.now.date()
    failed = (await outbox.counts(desk.db, owners, sending=sending)).get(State.FAILED, 0)
    waiting, reason = await outbox.put_off_last(desk.db, owners) if sending else (0, "")
    told = []
    if failed:
        title = f"{'A mail' if failed == 1 else f'{failed} mails'} could not be sent"
        told.append((title, "Whoever it was for does not know. Try again, or give it up.", State.FAILED))
    if waiting:
        title = "A mail waits" if waiting == 1 else f"{waiting} mails wait"
        title += f": the mail server did not take {'it' if waiting == 1 else 'them'}"
        told.append((title, f"{reason.rstrip('.')}. It is tried again by itself, for five days.", State.WAITING))
    filtered = addresses.filtered
    return [Doing(title, why, filtered(addresses.OFFICE_MAIL, state=state.value), today) for title, why, state in told]


async def keep_draft(request: Request, desk: Desk) -> Response:
    """What is being typed, kept without a word; or dropped, if they ask for that."""
    data = await request.form()
    if "discard" in data:
        discarded = keeping.form_at(data["discard"])
        if discarded:
            await drafts.drop(desk.db, desk.organiser.account.id, discarded)
        return RedirectResponse(ways.page_of(discarded or addresses.OFFICE), 303)
    typed = forms.typed(data)
    form = keeping.form_at(typed.pop("form", [""])[0])
    if form and ways.called(form):
        await drafts.keep(desk.db, desk.organiser.account.id, form, typed, now=desk.now)
    return Response(status_code=204)
