"""Small words right before a name that say what somebody is: `comedian Ann Lee`, `the chandler Tom Ash`."""

import re

from events.press.reading.words import vocabulary

BEFORE_NAMES = frozenset(
    """by with featuring including from and welcome keynote introduction address chair moderator host speaker author
    authors include includes are is hear meet response closing remarks opening mc among between members guests speakers
    panellists panelists when where together""".split()
)
_WORKS = frozenset(
    """report reports study survey paper book film exhibition review briefing guide index series essay podcast
    documentary novel play atlas dataset magazine newspaper weekly journal""".split()
)
_NO_CRAFTS = BEFORE_NAMES | vocabulary.LINKS
_OF_NO_CRAFT = re.compile(
    r"which|when|where|there|then|who|whose|that|but|it|this|after|before|today|together|as|while|since|because"
    r"|members|guests|speakers|panell?ists|[a-z]+ed"
)
_ARTICLE = re.compile(r"\A(?:the|our|its|their)\s", re.IGNORECASE)


def is_craft(before: str) -> bool:
    """Whether these words, which end where a name begins, are one."""
    words = _ARTICLE.sub("", before).split()
    is_small = 0 < len(words) <= 3 and all(re.fullmatch(r"[a-z][a-z-]{2,}", each) for each in words)
    return (
        is_small
        and not {words[-1], words[0]} & _NO_CRAFTS
        and words[-1] not in _WORKS
        and not any(_OF_NO_CRAFT.fullmatch(each) for each in words)
        and not words[-1].endswith("ing")
    )
