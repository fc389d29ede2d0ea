"""A public page with the bar above it that says whose it is; its links stay in the same eyes."""

import re

from markupsafe import escape

from events.web.office.eyes.looking import Eyes

_TAG = re.compile(r"<[a-z][^<>]*>")
_PLACE = re.compile(r'(?<=\s)(href|src|action)="(/(?!/|static/|office\b|sign-in\b)[^"]*)"')
_TOP = re.compile(r'<body[^>]*>\s*(?:<a class="skip"[^>]*>[^<]*</a>)?')  # who skips to the content skips the bar too


def framed(html: str, eyes: Eyes, *, head: str, bar: str, whose: str) -> str:
    """`head` is what the bar needs of the page's head; `whose` stands before the title."""
    html = _TAG.sub(lambda tag: _PLACE.sub(lambda each: f'{each[1]}="{eyes.path(each[2])}"', tag[0]), html)
    html = html.replace("<title>", f"<title>{escape(whose)}: ", 1).replace("</head>", f"{head}</head>", 1)
    return _TOP.sub(lambda top: f"{top[0]}{bar}", html, count=1)
