"""Lines that say what they give: `Date: 14 April`, `Venue – Great Hall`, a heading over its value, a row."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from events.press.reading.layout.parts import Placed
from events.press.reading.layout.source import Paragraph
from events.press.reading.words import moments, names, venues, wording

_NAMES = {
    "date": ("date|day|when|event date|date of (?:the )?(?:event|launch)|launch date|dates|date and time|date & time"
    "|date/time|time(?:/| and | & )date|on"),
    "release date": ("for planning purposes(?: only)?|release date|date of (?:release|issue|publication)|published"
    "|publication date|issued|issue date|posted"
    "|date published|first published|date issued|released|updated"),
    "time": "times?|hours?|start(?: time)?|starts|timing|timings|start/end",
    "ends": "ends?|end time|finish(?:es)?|closes",
    "doors": "doors?(?: open)?|arrival|registration|refreshments",
    "venue": "venue|where|location|place|at|held at|room",
    "address": "address|venue address|street address|directions",
    "event": ("what|event|event title|event name|title of event|launch|launch event|title|name of event|seminar|webinar"
    "|lecture|conference|programme|topic|theme|subject"),
    "chair": "chair(?:person|ed by|woman|man)?|in the chair|session chair|panel chair",
    "moderator": "moderator|moderated by|facilitator|host|hosted by",
    "keynote": "keynote(?: speaker| speakers| address| speech| lecture)?",
    "respondent": "respondents?|discussants?|response|responses",
    "panellist": "panel|panell?ists?|panel members|the panel|on the panel",
    "speaker": ("speakers?|who|with|confirmed speakers|guest speakers?|featuring|speakers include|presenters?|key "
    "speakers"
    "|guests?|participants|contributors|speaking|welcome(?: remarks)?|opening remarks|introduction"
    "|closing remarks"),
    "rsvp": "rsvp|registration|register|booking|book|tickets|how to attend|admission|cost|price|entry",
    "contact": ("(?:press |media |news )?contacts?(?: details)?|(?:press|media) (?:enquiries|inquiries|office|officer)"
    "|enquiries"),
    "headline": "headline|title|heading|subject|re",
    "publication": "publication|(?-i:REPORT)|report title|title of (?:the )?report|publication title",
    "series": "series|series title",
    "embargo": "embargo(?:ed)?(?: until| till| to)?|under embargo(?: until)?|release(?: time| at)?|for release",
    "issuer": ("from|issued by|organi[sz]ed by|organi[sz]ers?|hosts|host organi[sz]ations?|partners?|presented by"
    "|organisation|organization|source|published by|on behalf of"
    "|(?:with )?(?:the )?support(?:ed)? (?:by|of|from)|fund(?:ing|ed)(?: by)?|sponsored by|sponsors?|funders?"),
    "zone": "time ?zone",
}  # fmt: skip
_PICTURES = {  # that stand before a line for what it gives
    "date": "📅📆🗓",
    "time": "🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛🕜🕝🕞🕟🕠🕡🕢🕣🕤🕥🕦🕧⏰⏱⌚🕰⏲",
    "venue": "📍🏛🏢🏫🏨🗺💻🖥🌐",
    "rsvp": "🎟🎫🔗",
    "contact": "📞☎📱✉📧📨",
}
_OTHER_TONGUE = r"[^\W\d_]{2,20}"  # `Venue/Lleoliad: …`
_LABEL = re.compile(
    rf"(?P<head>\W{{0,3}}(?:{_OTHER_TONGUE}\s?/\s?(?=[^:]{{2,30}}:))?(?:"
    + "|".join(f"(?P<{name.replace(' ', '_')}>{words})" for name, words in _NAMES.items())
    + rf")(?:\s?/\s?{_OTHER_TONGUE}(?=:))?)\s?(?P<mark>:\|?|\||\s[–—-]\s|$)\s*",
    re.IGNORECASE,
)
EVENT = frozenset("date time ends doors venue address rsvp".split())
_MAY_BE_ABOVE = EVENT | {"issuer", "release date"}


@dataclass(frozen=True)
class Label:
    """What a line is called, and where in `plain` its value stands."""

    name: str
    start: int
    end: int
    value: str
    paragraph: int


def within(placed: Sequence[Placed]) -> list[Label]:
    return [*_labels(placed)]


def memos(placed: Sequence[Placed]) -> frozenset[int]:
    """The groups of lines with a `From:` or a `To:`: a day among them is that of a letter, as is what it is about."""
    return frozenset(each.paragraph.group for each in placed if _MEMO.match(each.paragraph.text))


_MEMO = re.compile(r"(?:from|to|cc|attn|attention|subject|ref|category|layout|slug|tags|permalink)\s?:", re.IGNORECASE)
_PEOPLE = frozenset("speaker panellist keynote respondent chair moderator".split())


def _end_of_list(placed: Sequence[Placed], index: int) -> int:
    """A list of people may go on in the lines below."""
    end = placed[index].paragraph.end
    for before, each in zip(placed[index:], placed[index + 1 :], strict=False):
        if (
            each.paragraph.group != before.paragraph.group
            or each.is_heading
            or each.paragraph.text[:1].isdigit()
            or _LABEL.match(each.paragraph.text[:200])
            or len(each.paragraph.text) > 160
        ):
            break
        end = each.paragraph.end
    return end


def _below(placed: Sequence[Placed], index: int, name: str) -> Iterator[Paragraph]:
    """The next lines of an hour below a day, or of an address below a house, set under the same label."""
    for each in placed[index + 1 : index + 4]:
        line = each.paragraph
        goes_on = line.group == placed[index].paragraph.group and not each.is_heading and len(line.text) <= 90
        goes_on = goes_on and each.part is placed[index].part
        if not goes_on or line.mark or _LABEL.match(line.text[:200]) or line.text.rstrip().endswith((".", ":")):
            return
        if name == "date" and not next(moments.within(line.text), None):
            return
        if name == "venue" and not venues.may_go_on(line.text):
            return
        yield line


def _with_below(placed: Sequence[Placed], index: int, name: str, rest: str | None = None) -> tuple[int, str]:
    """Where a value ends, and what it is; a comma stands for each line end, which is as long."""
    words, end = placed[index].paragraph.text if rest is None else rest, placed[index].paragraph.end
    for line in _below(placed, index, name) if name in ("date", "venue") else ():
        words, end = words + (" " if words.endswith(",") else ",") + line.text, line.end
    return end, words


def _pictured(paragraph: Paragraph) -> str | None:
    """What the picture before a line says that it gives: `📅 Thursday 26 February`."""
    mark = paragraph.mark[:1]
    return next((name for name, pictures in _PICTURES.items() if mark and mark in pictures), None)


def _labels(placed: Sequence[Placed]) -> Iterator[Label]:
    for index, each in enumerate(placed):
        paragraph = each.paragraph
        found = _LABEL.match(paragraph.text[:200])
        if not found and (name := _pictured(paragraph)):
            yield Label(name, paragraph.start, paragraph.end, paragraph.text, index)
        if not found or paragraph.text.count("|") > 1:
            continue
        name = next(
            key.replace("_", " ") for key, value in found.groupdict().items() if value and key not in ("head", "mark")
        )
        if (
            name == "moderator"
            and found["head"].lower().startswith("host")
            and wording.says_house(paragraph.text[found.end() :])
            and not names.at(paragraph.text, found.end())
        ):
            name = "issuer"
        if rest := paragraph.text[found.end() :]:
            if found["mark"].strip() in "–—-" and (len(rest) > 150 or name == "event"):
                continue
            end = _end_of_list(placed, index) if name in _PEOPLE else paragraph.end
            if name in ("date", "venue"):
                end, rest = _with_below(placed, index, name, rest)
            yield Label(name, paragraph.start + found.end(), end, rest, index)
        elif index + 1 < len(placed) and not _LABEL.match(placed[index + 1].paragraph.text[:200]):
            following = placed[index + 1].paragraph
            is_what = name == "event" and found["head"].strip().lower() == "what"
            ends = (
                (name in _MAY_BE_ABOVE or is_what)
                and following.group <= paragraph.group + 1
                and len(following.text) <= 200
            )
            if ends:
                yield Label(name, following.start, *_with_below(placed, index + 1, name), index + 1)
            elif name in _PEOPLE and following.group <= paragraph.group + 1:
                yield Label(name, following.start, _end_of_list(placed, index + 1), following.text, index + 1)


def is_of_an_event(line: str) -> bool:
    """`Place: …`, which tells of an event."""
    return bool(_OF_AN_EVENT.match(line))


_OF_AN_EVENT = re.compile(
    r"\W*(?:place|venue|where|location|address|ort|lieu|date|time|theme|topic)\s?[:|]", re.IGNORECASE
)
