"""Every address, with its audience: the table of contents of the site."""

from starlette.convertors import Convertor, register_url_convertor
from starlette.routing import BaseRoute, Route

from events.web import assets, health
from events.web.public import (
    discovery,
    events,
    feeds,
    files,
    home,
    organisations,
    people,
    press,
    publications,
    search,
    series,
    subscribe,
    topics,
)
from events.web.site import anybody, public


class Slug(Convertor[str]):
    """What a slug can be; anything else in its place is an address of nothing."""

    regex = "[a-z0-9-]{1,80}"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("slug", Slug())

ROUTES: list[BaseRoute] = [
    Route("/", public(home.show)),
    Route("/events", public(events.show_list)),
    Route("/events.ics", public(feeds.show_all)),
    Route("/events/{slug:slug}.ics", public(feeds.show_event)),
    Route("/events/{slug:slug}", public(events.show)),
    Route("/organisations/{slug:slug}.ics", public(feeds.show_organisation)),
    Route("/organisations/{slug:slug}", public(organisations.show)),
    Route("/people/{slug:slug}.ics", public(feeds.show_person)),
    Route("/people/{slug:slug}", public(people.show)),
    Route("/series/{slug:slug}.ics", public(feeds.show_series)),
    Route("/series/{slug:slug}", public(series.show)),
    Route("/topics/{slug:slug}.ics", public(feeds.show_topic)),
    Route("/topics/{slug:slug}", public(topics.show)),
    Route("/publications/{slug:slug}", public(publications.show)),
    Route("/press", public(press.show_room)),
    Route("/press/{slug:slug}.txt", public(press.show_text)),
    Route("/press/{slug:slug}", public(press.show)),
    Route("/files/{id}", public(files.send)),
    Route("/search", public(search.show)),
    Route("/subscribe", public(subscribe.show)),
    Route("/sitemap.xml", public(discovery.sitemap)),
    Route("/robots.txt", anybody(discovery.robots)),
    Route("/static/{name}", anybody(assets.show)),
    Route("/healthz", anybody(health.alive)),
    Route("/readyz", anybody(health.ready)),
]
