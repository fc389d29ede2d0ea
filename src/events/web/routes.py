"""Every address, with its audience: the table of contents of the site."""

from starlette.convertors import Convertor, register_url_convertor
from starlette.routing import BaseRoute, Route

from events.accounts.models import Role
from events.web import assets, health
from events.web.approving import approvals
from events.web.approving import guard as approving
from events.web.office import event_states, from_text, launches, logs, publication, speakers
from events.web.office import events as office_events
from events.web.office import home as office_home
from events.web.office import organisations as office_organisations
from events.web.office import people as office_people
from events.web.office import releases as office_releases
from events.web.office.guard import acts, office
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
from events.web.sign_in import account as own
from events.web.sign_in import ends, links, openid, passkeys, passwords
from events.web.sign_in.guard import account, account_acts, visitor, visitor_acts
from events.web.site import anybody, public


class Slug(Convertor[str]):
    """What a slug can be; anything else in its place is an address of nothing."""

    regex = "[a-z0-9-]{1,80}"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("slug", Slug())

_RELEASE = "/office/releases/{slug:slug}"
_SPEAKER = "/office/events/{slug:slug}/speakers/{speaker:uuid}"

_OFFICE: list[BaseRoute] = [
    Route("/office", office(office_home.show)),
    Route("/office/drafts", acts(office_home.keep_draft, Role.VIEWER), methods=["POST"]),
    Route("/office/new", office(from_text.show, Role.EDITOR)),
    Route("/office/new", acts(from_text.read_or_make, Role.EDITOR), methods=["POST"]),
    Route("/office/launches", office(launches.show_list)),
    Route("/office/launches/new", office(launches.show_new, Role.EDITOR)),
    Route("/office/launches/new", acts(launches.begin, Role.EDITOR), methods=["POST"]),
    Route("/office/launches/{id:uuid}", office(launches.show)),
    Route("/office/launches/{id:uuid}/publication", office(publication.show, Role.EDITOR)),
    Route("/office/launches/{id:uuid}/publication", acts(publication.publish, Role.EDITOR), methods=["POST"]),
    Route("/office/launches/{id:uuid}/releases/new", office(office_releases.show_new, Role.PRESS_OFFICER)),
    Route("/office/launches/{id:uuid}/releases/new", acts(office_releases.add, Role.PRESS_OFFICER), methods=["POST"]),
    Route("/office/releases/{slug:slug}", office(office_releases.show)),
    Route("/office/releases/{slug:slug}", acts(office_releases.revise, Role.PRESS_OFFICER), methods=["POST"]),
    Route(f"{_RELEASE}/correction", acts(office_releases.correct, Role.PRESS_OFFICER), methods=["POST"]),
    Route(f"{_RELEASE}/withdrawal", acts(office_releases.withdraw, Role.PRESS_OFFICER), methods=["POST"]),
    Route("/office/launches/{id:uuid}/log", office(logs.show)),
    Route("/office/launches/{id:uuid}/events/new", office(office_events.show_new, Role.EDITOR)),
    Route("/office/launches/{id:uuid}/events/new", acts(office_events.add, Role.EDITOR), methods=["POST"]),
    Route("/office/people", office(office_people.show_list)),
    Route("/office/people/new", office(office_people.show_new, Role.EDITOR)),
    Route("/office/people/new", acts(office_people.add, Role.EDITOR), methods=["POST"]),
    Route("/office/people/{slug:slug}", office(office_people.show)),
    Route("/office/people/{slug:slug}", acts(office_people.revise, Role.EDITOR), methods=["POST"]),
    Route("/office/organisations", office(office_organisations.show_list)),
    Route("/office/organisations/{slug:slug}", office(office_organisations.show)),
    Route("/office/organisations/{slug:slug}", acts(office_organisations.revise, Role.EDITOR), methods=["POST"]),
    Route(
        "/office/organisations/{slug:slug}/contacts",
        acts(office_organisations.add_contact, Role.PRESS_OFFICER),
        methods=["POST"],
    ),
    Route("/office/events/{slug:slug}", office(office_events.show)),
    Route("/office/events/{slug:slug}", acts(office_events.revise, Role.EDITOR), methods=["POST"]),
    Route("/office/events/{slug:slug}/speakers", acts(speakers.add, Role.EDITOR), methods=["POST"]),
    Route("/office/events/{slug:slug}/speakers/order", acts(speakers.put_in_order, Role.EDITOR), methods=["POST"]),
    Route(f"{_SPEAKER}/place", acts(speakers.move, Role.EDITOR), methods=["POST"]),
    Route(f"{_SPEAKER}/answer", acts(speakers.answer, Role.EDITOR), methods=["POST"]),
    Route(f"{_SPEAKER}/removal", acts(speakers.remove, Role.EDITOR), methods=["POST"]),
    Route("/office/events/{slug:slug}/publication", office(event_states.show_publication, Role.EDITOR)),
    Route("/office/events/{slug:slug}/publication", acts(event_states.publish, Role.EDITOR), methods=["POST"]),
    Route("/office/events/{slug:slug}/withdrawal", office(event_states.show_withdrawal, Role.EDITOR)),
    Route("/office/events/{slug:slug}/withdrawal", acts(event_states.unpublish, Role.EDITOR), methods=["POST"]),
    Route("/office/events/{slug:slug}/postponement", office(event_states.show_postponement, Role.EDITOR)),
    Route("/office/events/{slug:slug}/postponement", acts(event_states.postpone, Role.EDITOR), methods=["POST"]),
    Route("/office/events/{slug:slug}/cancellation", office(event_states.show_cancellation, Role.EDITOR)),
    Route("/office/events/{slug:slug}/cancellation", acts(event_states.cancel, Role.EDITOR), methods=["POST"]),
    Route("/office/events/{slug:slug}/restoration", office(event_states.show_restoration, Role.EDITOR)),
    Route("/office/events/{slug:slug}/restoration", acts(event_states.restore, Role.EDITOR), methods=["POST"]),
]

_OWN_PASSWORD = account_acts(own.set_password, fresh=True, before=own.hash_password)

_SIGN_IN: list[BaseRoute] = [
    Route("/sign-in", visitor(links.show)),
    Route("/sign-in", visitor_acts(links.ask), methods=["POST"]),
    Route("/sign-in/password", visitor_acts(passwords.sign_in), methods=["POST"]),
    Route("/sign-in/passkey", visitor_acts(passkeys.sign_in), methods=["POST"]),
    Route("/sign-in/openid", visitor(openid.leave)),
    Route("/sign-in/openid/back", visitor(openid.come_back)),
    Route("/sign-in/end", visitor_acts(ends.sign_out), methods=["POST"]),
    Route("/sign-in/{token}", visitor(links.show_link)),
    Route("/sign-in/{token}", visitor_acts(links.follow), methods=["POST"]),
    Route("/office/account", account(own.show)),
    Route("/office/account", account_acts(own.rename), methods=["POST"]),
    Route("/office/account/mail", account_acts(own.change_mail, fresh=True), methods=["POST"]),
    Route("/office/account/password", _OWN_PASSWORD, methods=["POST"]),
    Route("/office/account/password/removal", account_acts(own.drop_password, fresh=True), methods=["POST"]),
    Route("/office/account/passkeys", account_acts(own.add_passkey, fresh=True), methods=["POST"]),
    Route("/office/account/passkeys/{id:uuid}/removal", account_acts(own.remove_passkey, fresh=True), methods=["POST"]),
    Route("/office/account/sessions/end", account_acts(own.end_other_sessions), methods=["POST"]),
    Route("/office/account/sessions/{id:uuid}/end", account_acts(own.end_session), methods=["POST"]),
]

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
    *_SIGN_IN,
    Route("/approve/{token}", approving.shows(approvals.show)),
    Route("/approve/{token}", approving.acts(approvals.answer), methods=["POST"]),
    Route("/sitemap.xml", public(discovery.sitemap)),
    *_OFFICE,
    Route("/robots.txt", anybody(discovery.robots)),
    Route("/static/{name}", anybody(assets.show)),
    Route("/healthz", anybody(health.alive)),
    Route("/readyz", anybody(health.ready)),
]
