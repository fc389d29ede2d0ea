"""The paragraphs in which a house describes itself, with a heading `About X` or without."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from events.press.reading.draft import CERTAIN, LIKELY, Fact
from events.press.reading.houses import alliances, issuers, sites
from events.press.reading.houses.alliances import BRACKETS, HOUSE
from events.press.reading.layout import headings
from events.press.reading.layout.parts import Part, Placed
from events.press.reading.layout.source import Paragraph, Source

Span = tuple[int, int]


@dataclass(frozen=True)
class About:
    """Whom it is about, the description, and the home page given there."""

    name: Span | None
    span: Span
    text: Fact
    site: Fact
    weight: float = 4.0


def announced(source: Source, placed: Sequence[Placed]) -> Iterator[About]:
    """Below each heading `About X`, and behind each `About X:`."""
    for place, each in enumerate(placed):
        about = headings.ABOUT.match(each.paragraph.text[:4300]) if each.part is Part.ABOUT else None
        if about is None:
            continue
        following = [*_below(placed, place)]
        start = each.paragraph.start
        inline = start + about.end() if about["inline"] else None
        name = None if _IS_US.fullmatch(about["name"]) else (start + about.start("name"), start + about.end("name"))
        of_all = [*_one_each(source, following)] if name is None and inline is None else []
        yield from of_all or [_about(source, name, inline, following, each)]


def _one_each(source: Source, following: Sequence[Placed]) -> Iterator[About]:
    """Several houses below one heading, each in a paragraph that begins with its name, or none."""
    begun = [(_named_first(source, each.paragraph), each.paragraph) for each in following]
    told = [(led, paragraph) for led, paragraph in begun if led or not sites.is_alone(paragraph.text)]
    called = {source.plain[slice(*led[0])] for led, _ in told if led}
    if len(called) < 2 or len(called) < len(told):
        return
    for place, (led, paragraph) in enumerate(begun):
        if led is None:
            continue
        name, start = led
        below = begun[place + 1] if place + 1 < len(begun) else None
        stop = below[1].end if below and below[0] is None else paragraph.end
        text = _described(source, [(start, paragraph.end)])
        yield About(name, (start, paragraph.end), text, sites.at(source, start, stop))


def _named_first(source: Source, paragraph: Paragraph) -> tuple[Span, int] | None:
    """The house with whose name a description begins, and where what it says of it does."""
    if label := _LABEL.match(paragraph.text):
        begin = paragraph.start
        return (begin + label.start("house"), begin + label.end("house")), begin + label.end()
    name = issuers.subject(source, paragraph.start, paragraph.end)
    return (name, paragraph.start) if name and " " in source.plain[slice(*name)] else None


_LABEL = re.compile(
    rf"(?:The )?(?P<house>{HOUSE}){BRACKETS}(?:: |\. (?=The |An? |We |It |(?P=house) ))(?=\S+ \S+ \S+ )"
)
_IS_US = re.compile(r"(?i:us|ourselves|our \w+)|(?:the|The) [a-z]+")


def _below(placed: Sequence[Placed], place: int) -> Iterator[Placed]:
    for each in placed[place + 1 :]:
        other = headings.ABOUT.match(each.paragraph.text[:300])
        if each.part is not Part.ABOUT or (other and (each.is_heading or other["inline"])):
            return
        yield each


def _about(
    source: Source, name: Span | None, inline: int | None, following: Sequence[Placed], heading: Placed
) -> About:
    line_end = heading.paragraph.end
    told = itertools.takewhile(lambda each: not _is_of_others(each, following), following)
    texts = [each.paragraph for each in told if not sites.is_alone(each.paragraph.text)]
    pieces = [(each.start, each.end) for each in texts]
    if inline is not None and not sites.is_alone(source.plain[inline:line_end]):
        pieces.insert(0, (inline, line_end))
    span = (inline if inline is not None else line_end, following[-1].paragraph.end if following else line_end)
    return About(name, pieces[0] if pieces else span, _described(source, pieces), sites.at(source, *span))


def _is_of_others(line: Placed, following: Sequence[Placed]) -> bool:
    """`Tags: …`, or `Forward-Looking Statements`: a few words in capitals by themselves, and more below."""
    if _SIGNS_OFF.match(line.paragraph.text):
        return True
    text, group = line.paragraph.text, line.paragraph.group
    is_last = line is following[-1] or sites.is_alone(text)
    is_alone = sum(each.paragraph.group == group for each in following) == 1
    return is_alone and not is_last and line is not following[0] and _FEW_WORDS.fullmatch(text) is not None


_FEW_WORDS = re.compile(r"[A-Z][\w’'-]+(?: (?:[A-Z][\w’'-]+|of|on|and|for|the|to)){1,5}")
_SIGNS_OFF = re.compile(
    r"--?\s*$|SOURCE:? |(?:[Ff]ollow|[Ff]ind|[Jj]oin|[Ll]ike) us on\b|(?:Tags?|Topics?|Keywords?|Filed under|Share)\s?:"
    r"|(?:\w+ ){0,3}(?:supported|sponsored|funded) by [^.]{3,80}$"
)


def _described(source: Source, pieces: Sequence[Span], confidence: float = CERTAIN) -> Fact:
    if not pieces:
        return None
    if mark := _LETTERED.match(source.plain, *pieces[0]):
        pieces = [(mark.end(), pieces[0][1]), *pieces[1:]]
    found = source.found(pieces[0][0], pieces[-1][1], confidence=confidence)
    words = "\n\n".join(source.plain[start:end] for start, end in pieces)
    return type(found)(words, found.span, confidence)


_NAMES_IT = re.compile(r"(?:The )?[A-Z][\w’'&-]* [A-Z]")  # `TF. The Tree Forum is …`, which needs no head
_LETTERED = re.compile(r"(?:[A-Z]|\d{1,2})[.)] (?=(?:The|An?|It) )")  # `C. The Forum was founded`, among notes


def unannounced(source: Source, placed: Sequence[Placed]) -> Iterator[About]:
    """Paragraphs that begin with a name and say what it is or does: after the end, or the last of the text."""
    last_body = max((place for place, each in enumerate(placed) if each.part is Part.BODY), default=-1)
    first_body = min((place for place, each in enumerate(placed) if each.part is Part.BODY), default=0)
    last_reach = max((place for place, each in enumerate(placed) if _is_of_signature(each)), default=-1)
    closing = _closing(source, placed, last_body)
    for place, each in enumerate(placed):
        signed = place > last_reach > first_body and each.part is Part.BODY
        if (
            place not in closing
            and not signed
            and (place <= last_body or each.part not in (Part.NOTES, Part.REST, Part.ABOUT) or each.is_heading)
        ):
            continue
        paragraph = each.paragraph
        led = _described_first(source, paragraph)
        name, start = led or (None, paragraph.start)
        if name and (
            start > name[1]
            or _describes(source, name, paragraph.end)
            or not (paragraph.mark or _is_a_note(placed, place))
        ):
            below = placed[place + 1].paragraph if place + 1 < len(placed) else None
            stop = below.end if below and sites.is_alone(below.text) else paragraph.end
            begin = start if _NAMES_IT.match(source.plain, start) else paragraph.start
            text = _described(source, [(begin, paragraph.end)], LIKELY)
            yield About(name, (paragraph.start, paragraph.end), text, sites.at(source, paragraph.start, stop))


def _described_first(source: Source, paragraph: Paragraph) -> tuple[Span, int] | None:
    """The house with whose name a paragraph of some words begins, if it thanks nobody and is no row of a table."""
    text = paragraph.text
    if len(text.split()) < 8 or not _SENTENCE_ENDS.search(text) or text.count("|") > 1 or _THANKS.search(text):
        return None
    label = _named_first(source, paragraph)
    if label and label[0][1] - label[0][0] > 1:
        return label
    name = issuers.subject(source, paragraph.start, paragraph.end)
    return (name, paragraph.start) if name else None


def _closing(source: Source, placed: Sequence[Placed], last: int) -> frozenset[int]:
    """The last paragraphs of a body, where all speak of houses, and of one as a charity and the like."""
    places: list[int] = []
    is_told = False
    for place in range(last, 0, -1):
        paragraph = placed[place].paragraph
        if sites.is_alone(paragraph.text):
            is_told = True
            continue
        led = _described_first(source, paragraph) if placed[place].part is Part.BODY else None
        if led is None or _OF_NEWS.search(paragraph.text) or not _describes(source, led[0], paragraph.end):
            break
        is_told = is_told or bool(_IS_OF_A_KIND.match(source.plain, led[0][1], paragraph.end))
        is_told = is_told or bool(_SITE_LAST.search(paragraph.text))
        places.append(place)
    return frozenset(places if is_told else ())


_OF_NEWS = re.compile(r"[\"“”]|\b(?:today|tomorrow|said|says|found|(?:this|the) (?:report|study|survey|research))\b")
_SITE_LAST = re.compile(rf"[.!?:] (?:\w{{1,20}}: )?{sites.SITE.pattern}\W*$")
_IS_OF_A_KIND = re.compile(
    rf"(?: \([^)]{{2,40}}\))?,? (?:is|are) (?:an?|the|one of)\b[^.:;]{{0,80}}? (?:{alliances.KINDS}|cent(?:re|er)|lab"
    r"|thinktank|department|office|movement|partnership|publication|magazine)s?\b"
)


_SENTENCE_ENDS = re.compile(r"[.!?][”\"’)]?\s?\S{0,80}\W*$")
_THANKS = re.compile(r"\backnowledges? the (?:Traditional|traditional|\w+ people)\b")


def _is_of_signature(line: Placed) -> bool:
    return line.part is not Part.FURNITURE and len(line.paragraph.text) < 120 and line.gives_reach


def _describes(source: Source, name: Span, end: int) -> bool:
    """`The Example Trust is a charity that …`, `NEF supports …`: whole name or its letters, present tense."""
    words = source.plain[slice(*name)]
    is_letters = words.isupper() and len(words) > 2
    says = _IS_OF_LETTERS if is_letters else _IS_NOW
    return (" " in words or is_letters) and bool(says.match(source.plain, name[1], end))


_WAS_SET_UP = r"was (?:founded|established|endowed|set up|created|formed)\b"
_IS_OR_WAS = re.compile(
    rf"(?: \([^)]{{2,40}}\))?,? (?:(?:is|are) (?:(?:an?|the|one) )?|{_WAS_SET_UP}(?: in [^.\n]{{4,30}})? to [a-z]"
    r"|has (?:an?\b|over\b|about\b|nearly\b|almost\b|some\b|around\b|more than\b|its (?:seat|office|home)|\d)"
    rf"|{_WAS_SET_UP}[^\n]{{0,250}}(?: and|\. (?:It|They)) (?:are|have|(?!was)[a-z]+s) )"
)
_IS_NOW = re.compile(rf"{_IS_OR_WAS.pattern}|(?: \([^)]{{2,40}}\))? (?!was|has|his|as\b)[a-z]{{2,}}s (?!ago)")
_IS_OF_LETTERS = re.compile(  # `GDP measures …`, `NEF says …` tell what a word means, and news
    rf"{_IS_OR_WAS.pattern}| (?!was|has|his|as\b|says|finds|means|stands|refers|measures|calls)[a-z]{{3,}}s "
    r"(?!(?:(?!who|that|which)\w+ ){0,6}(?:are|were|have|will)\b)"
)


def _is_a_note(placed: Sequence[Placed], place: int) -> bool:
    """In the notes to editors, unless those have marks and this has none, or its home page stands below."""
    if place + 1 < len(placed) and sites.is_alone(placed[place + 1].paragraph.text):
        return False
    for each in reversed(placed[:place]):
        if each.part not in (Part.NOTES, Part.ABOUT) or (
            each.is_heading and not headings.is_of_notes(each.paragraph.text)
        ):
            return False
        if each.is_heading:
            return True
        if each.paragraph.mark:
            return False
    return False
