"""A page of the office, and the ways in which an action is answered."""

import secrets
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from events.accounts.models import Role
from events.web import cross_site
from events.web.forms import Form
from events.web.office import keeping, notices, ways
from events.web.office.guard import Desk
from events.web.office.keeping import Unsaved
from events.web.office.notices import Done, Said
from events.web.site import site

PRIVATE = {"cache-control": "private, no-store"}

# What leads to a page: names and paths, from the first page of the office downwards.
Crumbs = Sequence[tuple[str, str]]


def answer(
    request: Request, desk: Desk, template: str, title: str, *, crumbs: Crumbs = (), status: int = 200, **facts: Any
) -> Response:
    """The page; templates know the organiser and what they may do, the moment as `now`, and what its forms carry.

    The form of a page that they may see and not send shows its facts as text. What they typed into one that they cannot
    send any more, or that makes no sense now, is shown above.
    """
    trail = _trail(crumbs, (title, request.url.path))
    facts |= {"organiser": desk.organiser, "now": desk.now, "crumbs": trail, **ways.of(desk.organiser, facts)}
    form, place = facts.get("form"), request.url.path
    if isinstance(form, Form) and ways.is_form(place):
        is_fixed = not facts["may_send"](place)
        if is_fixed or facts.get("hindrance"):
            facts["unsaved"] = keeping.left_in(form, place)
        if is_fixed:
            form.fix()
    return _rendered(request, template, title, status, facts)


def form_again(
    request: Request, desk: Desk, template: str, title: str, *, crumbs: Crumbs = (), **facts: Any
) -> Response:
    """The form with its mistakes and with what was typed; or, where others saved meanwhile, with both versions."""
    status = 409 if facts["form"].theirs else 422
    return answer(request, desk, template, title, crumbs=crumbs, status=status, **facts)


def done(path: str, said: Said = Said.SAVED) -> Response:
    """The action is done; the page at `path` shows it, and says so once."""
    return Done(path, said)


def refused(
    request: Request, needs: Role, unsaved: Sequence[Unsaved], able: Sequence[tuple[str, Sequence[str]]]
) -> Response:
    """`able` are those who may, at each of their organisations.

    `unsaved`, here and below, is what they typed there while they still might.
    """
    facts = {"organiser": None, "now": None, "crumbs": (), "needs": needs, "unsaved": unsaved, "able": able}
    return _rendered(request, "office/refused.html", "Your role does not include this", 403, facts)


def not_there(request: Request, unsaved: Sequence[Unsaved]) -> Response:
    facts = {"organiser": None, "now": None, "crumbs": (), "needs": None, "unsaved": unsaved}
    return _rendered(request, "office/refused.html", "There is nothing at this address", 404, facts)


def _trail(crumbs: Crumbs, here: tuple[str, str]) -> Crumbs:
    """What is called the same as what it is part of goes by what it is: `The Waiting Room / Event / Panel`."""
    if not crumbs:
        return ()
    whole = [*crumbs, here]
    named = [
        (_KINDS.get(place.removeprefix("/office/").partition("/")[0]) if name == before else name, place)
        for (before, _), (name, place) in pairwise([("", ""), *whole])
    ]
    return [(name, place) for name, place in named if name]


# By the part of its address after `/office`.
_KINDS = {"events": "Event", "publications": "Publication", "releases": "Release"}


def _rendered(request: Request, template: str, title: str, status: int, facts: dict[str, Any]) -> Response:
    facts |= {"title": title, "path": request.url.path, "cross_site": cross_site.token(request)}
    facts.setdefault("unsaved", ())
    facts |= {"once": secrets.token_urlsafe(12), "whose": keeping.seal(request)}
    notice = notices.read(request) if request.method == "GET" else None
    facts |= {"notice": notice and notice.said, "reopened": notice.reopened if notice else ()}
    body = site(request).templates.get_template(template).render(**facts)
    answer = Response(body, status, PRIVATE, "text/html; charset=utf-8")
    if notice:
        notices.take_back(request, answer)
    return answer
