"""Where a request comes from: only proxies of ours are believed, and nobody gets many addresses out of one network."""

import pytest
from starlette.applications import Starlette
from starlette.requests import Request

from events.settings import Settings
from events.web.sign_in import clients

OURS = "127.0.0.1,10.0.0.0/8"
PLACES = {
    "no proxy": ("192.0.2.1", None, "", "192.0.2.1"),
    "nobody is believed": ("192.0.2.1", "198.51.100.1", "", "192.0.2.1"),
    "our proxy": ("127.0.0.1", "198.51.100.1", OURS, "198.51.100.1"),
    "two of ours": ("127.0.0.1", "198.51.100.1, 10.1.2.3", OURS, "198.51.100.1"),
    "what a client said of itself": ("127.0.0.1", "203.0.113.9, 198.51.100.1", OURS, "198.51.100.1"),
    "a stranger as proxy": ("192.0.2.1", "198.51.100.1", OURS, "192.0.2.1"),
    "nonsense": ("127.0.0.1", "unknown", OURS, "127.0.0.1"),
    "nothing": ("127.0.0.1", None, OURS, "127.0.0.1"),
    "one network": ("2001:db8:1:2:3:4:5:6", None, "", "2001:db8:1:2::/64"),
    "old in new": ("::ffff:192.0.2.1", None, "", "192.0.2.1"),
    "our proxy, new style": ("::ffff:127.0.0.1", "198.51.100.1", OURS, "198.51.100.1"),
}


@pytest.mark.parametrize(("peer", "said", "trusted", "place"), PLACES.values(), ids=PLACES)
def test_the_place_is_that_of_the_last_whom_we_believe(peer, said, trusted, place):
    settings = Settings.read({"EVENTS_TRUSTED_PROXIES": trusted})
    app = Starlette()
    app.state.site = type("Site", (), {"settings": settings})
    headers = [(b"x-forwarded-for", said.encode())] if said else []
    request = Request({"type": "http", "app": app, "client": (peer, 1), "headers": headers})
    assert clients.place(request) == place
