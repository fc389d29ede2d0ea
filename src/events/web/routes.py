"""Every address, with its audience: the table of contents of the site."""

from typing import Any

from events.web import assets, health
from events.web.approving import approvals
from events.web.approving import guard as approving
from events.web.convertors import SLUG, TOKEN
from events.web.following import feeds as personal_feeds
from events.web.following import guard as following
from events.web.office.launches import host_invitations
from events.web.office.routes import OFFICE
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
from events.web.route import Route
from events.web.sign_in import account as own
from events.web.sign_in import ends, links, openid, passkeys, passwords
from events.web.sign_in.guard import account, account_acts, visitor, visitor_acts
from events.web.site import anybody, public

_OWN_PASSWORD = account_acts(own.set_password, fresh=True, before=own.hash_password)

_SIGN_IN: list[Route[Any]] = [
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
    Route("/office/host-invitations/{invitation:uuid}", account(host_invitations.show)),
    Route("/office/host-invitations/{invitation:uuid}", account_acts(host_invitations.answer), methods=["POST"]),
]

ROUTES: list[Route[Any]] = [
    Route("/", public(home.show)),
    Route("/events", public(events.show_list)),
    Route("/events.ics", public(feeds.show_all)),
    Route(f"/events/{SLUG}.ics", public(feeds.show_event)),
    Route(f"/events/{SLUG}", public(events.show)),
    Route(f"/organisations/{SLUG}.ics", public(feeds.show_organisation)),
    Route(f"/organisations/{SLUG}", public(organisations.show)),
    Route(f"/people/{SLUG}.ics", public(feeds.show_person)),
    Route(f"/people/{SLUG}", public(people.show)),
    Route(f"/series/{SLUG}.ics", public(feeds.show_series)),
    Route(f"/series/{SLUG}", public(series.show)),
    Route(f"/topics/{SLUG}.ics", public(feeds.show_topic)),
    Route(f"/topics/{SLUG}", public(topics.show)),
    Route(f"/publications/{SLUG}", public(publications.show)),
    Route("/press", public(press.show_room)),
    Route(f"/press/{SLUG}.txt", public(press.show_text)),
    Route(f"/press/{SLUG}", public(press.show)),
    Route("/files/{id}", public(files.send, kept=False)),
    Route("/search", public(search.show, kept=False)),
    Route("/subscribe", public(subscribe.show)),
    *_SIGN_IN,
    Route("/my", visitor(personal_feeds.make), methods=["POST"]),
    Route(f"/my/{TOKEN}.ics", following.shows(personal_feeds.poll)),
    Route(f"/my/{TOKEN}", following.shows(personal_feeds.show)),
    Route(f"/my/{TOKEN}", following.acts(personal_feeds.change), methods=["POST"]),
    Route(f"/my/{TOKEN}/renewal", following.acts(personal_feeds.renew), methods=["POST"]),
    Route(f"/my/{TOKEN}/removal", following.acts(personal_feeds.end), methods=["POST"]),
    Route("/approve/{token}", approving.shows(approvals.show)),
    Route("/approve/{token}", approving.acts(approvals.answer), methods=["POST"]),
    Route("/sitemap.xml", public(discovery.sitemap)),
    *OFFICE,
    Route("/robots.txt", anybody(discovery.robots)),
    Route("/static/{name}", anybody(assets.show)),
    Route("/healthz", anybody(health.alive)),
    Route("/readyz", anybody(health.ready)),
]
