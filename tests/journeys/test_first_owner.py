"""From nothing: the terminal shows the first owner in, who names themselves and is in their office."""

import re
from collections.abc import Callable
from pathlib import Path

import httpx2

from tests.organisers import SAME_SITE

FACTS = {"name": "Robin Larkfield", "mail": "robin@larkfield.example", "organisation": "Larkfield Foundation"}


def test_the_first_owner_comes_in_by_the_link_in_the_terminal(server: Callable[..., str], tmp_path: Path):
    base = server(tmp_path / "data")
    (log,) = tmp_path.glob("serve-*.log")
    (link,) = re.findall(r"^Sign in as the first owner, within an hour: (\S+)$", log.read_text(), re.MULTILINE)

    with httpx2.Client(base_url=base, headers=SAME_SITE, trust_env=False) as browser:
        shown = browser.get(link)
        entered = browser.post(link, data=FACTS)
        own = browser.get("/office/account")
        session = browser.cookies["session"]

    assert link.startswith(f"{base}/sign-in/")
    assert (shown.status_code, entered.status_code, entered.headers["location"]) == (200, 303, "/office")
    assert "Robin Larkfield" in own.text
    assert session not in log.read_text()
