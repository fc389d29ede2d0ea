"""What a page of the web, or a mail, says: sanitised, then written as text."""

import html
import re
from collections import Counter

from events.press.reading.files import letters, page_text
from events.press.reading.files.opened import Opened
from events.press.reading.files.unreadable import DEEPEST, Unreadable
from events.press.reading.layout import headings

_MOST_TAGS = 50_000
_TAG = re.compile(r"<(?P<ends>/?)(?P<name>[a-zA-Z][^\s/>]*)[^>]*")
_NEVER_WITHIN_THEMSELVES = frozenset(
    "area base br col dd dt embed hr img input li link meta option p param source td th tr track wbr".split()
)
_SAYS_NOTHING = frozenset("script style head title template noscript svg math iframe object".split())


def opened(content: bytes) -> Opened:
    return from_html(letters.text(content))


def from_html(page: str) -> Opened:
    """The text of a page as light Markdown: headings, lists, links, rows as `label: value`. Raises Unreadable."""
    import nh3

    _require_shallow(page)
    safe = nh3.clean(
        page,
        tags=set(page_text.KEPT),
        clean_content_tags=set(_SAYS_NOTHING),
        attributes={"a": {"href"}, "img": {"alt"}, "*": {"hidden", "style"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    writer = page_text.Writer()
    writer.feed(safe)
    writer.close()
    written = writer.written()
    if (title := _title(page)) and headings.has_embargo(title) and title not in written:
        written = f"{title}\n\n{written}"
    return Opened(written, frozenset(writer.left_out))


def _title(page: str) -> str:
    """What stands above the window of the browser."""
    found = _TITLE.search(page)
    return " ".join(html.unescape(found[1]).split()) if found else ""


_TITLE = re.compile(r"<title\b[^<>]{0,200}>([^<]{1,400})</title>", re.IGNORECASE)


def _require_shallow(page: str) -> None:
    """Counts tags before they are cleaned, which takes the square of their depth."""
    if page.count("<") > _MOST_TAGS:
        raise Unreadable(f"This page has more than {_MOST_TAGS:,} tags; paste its text instead.")
    opened: Counter[str] = Counter()
    depth = 0
    for tag in _TAG.finditer(page):
        name = tag["name"].lower()
        if name in _NEVER_WITHIN_THEMSELVES or (opened["svg"] and tag[0].endswith("/")):
            continue
        if tag["ends"] and not opened[name]:
            continue
        opened[name] += -1 if tag["ends"] else 1
        depth += -1 if tag["ends"] else 1
        if depth > DEEPEST:
            raise Unreadable("This page is nested too deeply; paste its text instead.")
