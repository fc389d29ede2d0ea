"""A moment that is asked for in the query: a day, an hour and a zone, as people type them."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Annotated, Any

from pydantic import BeforeValidator, Field
from starlette.datastructures import FormData
from starlette.requests import Request

from events import times
from events.web import forms
from events.web.forms import Details, Form
from events.web.office.events.event_form import Day, Hour, read_zone


class MomentForm(Details):
    day: Annotated[Day, Field(title="The day")]
    hour: Annotated[Hour, Field(title="The hour")] = time(0, 1)
    zone: Annotated[str, BeforeValidator(read_zone), Field(title="The zone")] = times.USUAL_ZONE
    second: bool | None = None


@dataclass(frozen=True)
class Asked:
    """What was asked for; `at` is None where nothing was, or where it cannot be read: the form says why."""

    form: Form[Any]
    at: datetime | None = None
    zone: str = times.USUAL_ZONE


def asked(request: Request, today: date, fresh: Form[Any] | None = None) -> Asked:
    """`fresh` is the form for whoever asked nothing yet."""
    query = request.query_params
    if not any(query.get(each) for each in ("day", "hour")):
        return Asked(fresh or shown())
    given = {name: value for name, value in query.items() if value or name == "day"}
    form = forms.read(FormData(given), MomentForm, today=today)
    form.typed = {**shown().typed, **form.typed}
    if form.found is None:
        return Asked(form)
    try:
        at = times.instant(form.found.day, form.found.hour, form.found.zone, second=form.found.second)
    except times.ExistsTwice as error:
        form.refuse("second", error)
    except ValueError as error:
        form.refuse("hour", error)
    else:
        return Asked(form, at, form.found.zone)
    return Asked(form)


def shown(at: datetime | None = None, zone: str = times.USUAL_ZONE) -> Form[Any]:
    there = times.local(at, zone) if at else None
    return forms.shown(day=there and times.full_day(there.date()), hour=there and times.clock(there.time()), zone=zone)
