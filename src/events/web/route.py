"""An address of the site, and the guard that its handler is behind: what the route table says, to whoever asks it."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from starlette import routing
from starlette.requests import Request
from starlette.responses import Response

Handler = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True)
class Guarded:
    """A handler behind its guard; a guard that asks more of somebody than to be of an audience says so in its own."""

    handler: Handler
    audience: str


G = TypeVar("G", bound=Guarded)


class Route(routing.Route, Generic[G]):
    def __init__(
        self, path: str, guarded: G, *, methods: Sequence[str] = ("GET",), max_body_size: int | None = None
    ) -> None:
        super().__init__(path, guarded.handler, methods=methods, max_body_size=max_body_size)
        self.guarded = guarded
