"""Looking through others' eyes: the choice of whose and when, and the page itself under a bar that says so."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from events import addresses, times
from events.accounts.access import NotYours
from events.programme import launches
from events.programme.models import Launch
from events.web import forms
from events.web.forms import Form
from events.web.office import moments, page
from events.web.office.eyes import pages
from events.web.office.eyes.frame import framed
from events.web.office.eyes.looking import Eyes
from events.web.office.eyes.pages import Subject
from events.web.office.guard import Desk
from events.web.site import site


async def choose(request: Request, desk: Desk) -> Response:
    """`?page=/events/SLUG`: asks whose eyes and which moment, and leads there once both are said."""
    path = request.query_params.get("page", addresses.HOME)
    if not re.fullmatch(r"/[^\x00-\x1f\\]{0,500}", path) or path.startswith(("//", addresses.OFFICE)):
        raise NotYours
    over = (await pages.subject(desk, path)).embargo
    fresh = moments.shown(over.lifts_at, over.zone) if over else moments.shown()
    asked = moments.asked(request, desk.now.date(), fresh)
    under = request.query_params.get("eyes") == "embargoed" and over is not None
    if asked.at:
        return page.done(Eyes(over.id if over and under else None, asked.at, asked.zone).path(path))
    form: Form[Any] = asked.form
    form.typed = {**forms.shown(eyes="embargoed" if under else "public").typed, **form.typed}
    facts: dict[str, Any] = {"form": form, "page": path, "embargo": over, "zones": sorted(times.zones())}
    answer = page.form_again if form.mistakes else page.answer
    return answer(request, desk, "office/eyes/eyes.html", "Through others’ eyes", **facts)


async def look(request: Request, desk: Desk) -> Response:
    """Exactly the answer that they would get, or the word that there is none; nothing of it is kept by a browser."""
    eyes = Eyes.read(request.path_params["who"], request.path_params["moment"])
    under = await launches.by_embargo(desk.db, eyes.embargo, mandate=desk.mandate) if eyes.embargo else None
    path = f"/{request.path_params['page']}"
    subject = await pages.subject(desk, path)
    if eyes.at and subject.is_foreign:  # nobody foresees what belongs to others
        return _elsewhere(Eyes(eyes.embargo).path(path))
    public = pages.page_at(request, path)
    answer = await public.answer(eyes.reader(desk.reader, desk.now), eyes.moment(desk.now))
    if "location" in answer.headers:
        return _elsewhere(eyes.path(answer.headers["location"]))
    kind = answer.headers.get("content-type", "")
    if kind.startswith(("text/", "application/xml")):
        seen = _seen(eyes, subject, under, answer.status_code, desk.now)
        if kind.startswith("text/html"):
            return _under_bar(request, answer, eyes, seen)
        text = bytes(answer.body).decode()
        return page.answer(request, desk, "office/eyes/eyes_text.html", path, text=text, seen=seen)
    answer.headers.update(page.PRIVATE)
    return answer


def _elsewhere(path: str) -> Response:
    return RedirectResponse(path, 303, page.PRIVATE)


@dataclass(frozen=True)
class Seen:
    """What the bar says: whose page this is, at which moment, and where else one may look."""

    whose: str
    when: str
    status: int
    others: list[tuple[str, str]]
    choose: str
    back: str | None


def _under_bar(request: Request, answer: Response, eyes: Eyes, seen: Seen) -> Response:
    part: Any = site(request).templates.get_template("office/eyes/_eyes_bar.html").module
    body = framed(bytes(answer.body).decode(), eyes, head=part.head(), bar=part.bar(seen), whose=seen.whose)
    kept = {name: value for name, value in answer.headers.items() if name == "content-security-policy"}
    return Response(body, answer.status_code, kept | page.PRIVATE, "text/html; charset=utf-8")


def _seen(eyes: Eyes, subject: Subject, under: Launch | None, status: int, now: datetime) -> Seen:
    over, path = subject.embargo, subject.path
    others = [("As the public", replace(eyes, embargo=None))] if eyes.embargo else []
    if over and eyes.embargo != over.id:
        others.append(("As an embargoed reader", replace(eyes, embargo=over.id)))
    if over and over.lifts_at and not over.held and eyes.at != over.lifts_at:
        others.append(("When the embargo lifts", Eyes(None, over.lifts_at, over.zone)))
    if eyes.at:
        others.append(("Now", Eyes(eyes.embargo)))
    links = [(words, other.path(path)) for words, other in others]
    links += [(words, eyes.path(place)) for words, place in subject.texts if status == 200]
    return Seen(
        whose=f"As a reader under the embargo of {under.title}" if under else "As the public",
        when=f"now, {eyes.when(now)}" if eyes.at is None else eyes.when(now),
        status=status,
        others=links,
        choose=addresses.filtered(addresses.OFFICE_EYES, page=path, eyes="embargoed" if eyes.embargo else None),
        back=subject.in_office,
    )
