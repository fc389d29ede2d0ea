"""`/my/TOKEN`: a feed made by choosing, its private page, and what its owner does with it."""

from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from events import addresses
from events.accounts.tries import Limit
from events.calendar import adding, feeds, personal
from events.calendar.personal import Chosen, NothingChosen, TooMuchChosen
from events.programme import event_lists
from events.programme.belonging import SUBJECTS
from events.published import validators
from events.visibility import ANYONE
from events.web import cross_site, forms, qr
from events.web.following.guard import OWNER, PRIVATE, Following
from events.web.public import calendars, page
from events.web.public.calendars import Asked
from events.web.public.page import Head
from events.web.sign_in import clients, guard
from events.web.site import Visit, site

_MOST_MADE = 20  # from one place, in a quarter of an hour
_NAME = "Launches that I follow"


async def make(request: Request) -> Response:
    """A new feed. Its token is in the address that this leads to, and nowhere else."""
    here = site(request)
    now, form = here.clock(), await forms.arrive(request)
    cross_site.refuse_foreign(request)
    await guard.count(request, now, Limit(f"personal feeds from {clients.place(request)}", _MOST_MADE))
    async with here.store.transaction(now=now, by=OWNER) as db:
        visit = Visit(db, ANYONE, now)
        try:
            token = personal.make(db, await _chosen(visit, form), now=now)
        except (NothingChosen, TooMuchChosen) as error:
            return await _page(request, visit, "A feed of your own", {}, mistake=error)
    return _to(addresses.personal_feed(token))


async def show(request: Request, following: Following) -> Response:
    return await _page_of(request, following)


async def change(request: Request, following: Following, form: FormData) -> Response:
    try:
        chosen = await _chosen(following.visit, form)
    except (NothingChosen, TooMuchChosen) as error:
        return await _page_of(request, following, mistake=error)
    await personal.change(following.db, following.feed, chosen, now=following.now)
    return _to(addresses.personal_feed(following.token))


async def renew(_request: Request, following: Following, _form: FormData) -> Response:
    return _to(addresses.personal_feed(personal.renew(following.feed, now=following.now)))


async def end(_request: Request, following: Following, _form: FormData) -> Response:
    await personal.end(following.db, following.feed)
    return _to(addresses.SUBSCRIBE)


async def poll(request: Request, following: Following) -> Response:
    """The feed itself: whatever of it may be seen at this moment, each event once.

    It has no Last-Modified: since when it is so nobody keeps, and the last save may be of what nobody may know of yet.
    """
    asked, feed = Asked.of(request), following.feed
    path = addresses.personal_feed(following.token)
    entries = await feeds.followed(
        following.db,
        await personal.choice_of(following.db, feed),
        everything=feed.everything,
        filters=asked.filters,
        rich=asked.rich,
        **following.visit.by,
    )
    form = await calendars.form(request, _NAME, entries, source=asked.address(addresses.feed(path)), page=path)
    return validators.answer(
        request.headers,
        form.body,
        form.media_type,
        digest=form.digest,
        cache="private, no-cache",
        headers=form.headers | {"x-robots-tag": "noindex, nofollow"},
    )


async def _chosen(visit: Visit, form: FormData) -> Chosen:
    slugs = {name: [each for each in form.getlist(name) if calendars.is_slug(each)] for name in SUBJECTS}
    return await personal.chosen(visit.db, slugs, everything="everything" in form, **visit.by)


async def _page_of(request: Request, following: Following, mistake: Exception | None = None) -> Response:
    where, path = site(request).addresses, addresses.feed(addresses.personal_feed(following.token))
    facts: page.Data = {
        "feed": following.feed,
        "token": following.token,
        "path": path,
        "links": adding.always(where.full(path), _NAME),
        "qr": qr.svg(where.webcal(path)),
        "everything": following.feed.everything,
        "chosen": await personal.names(
            following.db, await personal.choice_of(following.db, following.feed), **following.visit.by
        ),
    }
    return await _page(request, following.visit, "What you follow", facts, mistake=mistake)


async def _page(
    request: Request, visit: Visit, title: str, facts: dict[str, Any], *, mistake: Exception | None
) -> Response:
    head = Head(title=title, path=request.url.path, section="subscribe", indexed=False)
    usual: page.Data = {"feed": None, "everything": False, "chosen": {}, "mistake": mistake}
    usual["choices"] = await event_lists.choices(visit.db, **visit.by)
    status = 422 if mistake else 200
    response = page.rendered(request, "following/feed.html", head, status=status, **usual | facts, now=visit.now)
    response.headers.update(PRIVATE)
    return response


def _to(path: str) -> Response:
    return RedirectResponse(path, 303, PRIVATE)
