"""A public page: what it says of itself to machines, and the answer made from its template."""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from events.web import front
from events.web.site import Visit, public_bytes, site

Data = dict[str, Any]


@dataclass(frozen=True)
class Head:
    """What a page says of itself; `path` is its one address, whatever it was asked by."""

    title: str
    path: str
    description: str | None = None
    section: str | None = None  # the part of the main navigation that it belongs to: events, press, subscribe
    kind: str = "website"  # as Open Graph has it
    language: str = "en-GB"  # of what is told; the page around it speaks English
    accent: str | None = None
    feed: str | None = None  # the path of the calendar with the same events
    picture: str | None = None  # the path of one that stands for the page
    indexed: bool = True
    is_kept: bool = True  # else it is made for each who asks: there are as many such pages as somebody likes
    data: Sequence[Data] = ()  # JSON-LD
    citation: Sequence[tuple[str, str]] = ()  # names and contents, as scholars' search engines read them

    @property
    def style(self) -> str | None:
        """The one declaration that an organisation makes; the policy of the answer allows it by its hash."""
        return f":root{{--accent:{self.accent}}}" if self.accent else None


def answer(request: Request, visit: Visit, template: str, head: Head, *, status: int = 200, **facts: Any) -> Response:
    """The page as this visit may see it; templates know the visit's moment as `now`."""
    return rendered(request, template, head, status=status, now=visit.now, **facts)


def rendered(request: Request, template: str, head: Head, *, status: int = 200, **facts: Any) -> Response:
    body = site(request).templates.get_template(template).render(head=head, **facts).encode()
    headers = {"content-security-policy": _policy(head.style)} if head.style else {}
    address = head.path if head.is_kept else None
    return public_bytes(request, body, "text/html; charset=utf-8", address=address, status=status, headers=headers)


def _policy(style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return front.CONTENT_SECURITY_POLICY.replace("style-src 'self'", f"style-src 'self' 'sha256-{digest}'")
