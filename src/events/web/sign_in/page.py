"""A page of signing in: kept by no cache, and with what its forms carry."""

import secrets
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from events.web import cross_site
from events.web.public.page import Head
from events.web.site import site

PRIVATE = {"cache-control": "private, no-store"}


def answer(request: Request, template: str, title: str, *, status: int = 200, **facts: Any) -> Response:
    facts |= {"head": Head(title=title, path=request.url.path, indexed=False)}
    facts |= {"cross_site": cross_site.token(request), "once": secrets.token_urlsafe(12)}
    body = site(request).templates.get_template(template).render(**facts)
    response = Response(body, status, PRIVATE, "text/html; charset=utf-8")
    cross_site.remember(request, response)
    return response


def elsewhere(path: str) -> Response:
    return RedirectResponse(path, 303, PRIVATE)
