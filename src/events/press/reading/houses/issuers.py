"""What says of whom a release is: its masthead, the sender of a mail, and what its sentences say of houses."""

import itertools
import re
from collections.abc import Iterator, Sequence

from events.press.reading.draft import Fact
from events.press.reading.houses import alliances
from events.press.reading.houses.alliances import BRACKETS, HOUSE, NO_HOUSE
from events.press.reading.layout import datelines, grids, mastheads
from events.press.reading.layout.labels import Label
from events.press.reading.layout.parts import Part, Placed
from events.press.reading.layout.source import Paragraph, Source
from events.press.reading.words import names, places, stages, venues, vocabulary, wording

Span = tuple[int, int]
Said = tuple[Span, float]

_CLAUSE = re.compile(
    rf"(?:The |the )?(?:charity |think[- ]tank )?(?P<house>{HOUSE}|[a-z]{{2,12}}(?= (?:is|finds|has|works"
    rf"|was)\b)){BRACKETS},? (?:(?:the|a|an) [^,.]{{3,80}}, )?(?P<verb>[a-z]+)"
)
_FOUNDED = re.compile(
    rf"(?:Founded|Established|Set up|Created|Launched|Based|Formed) (?:in|by|at) [^,.]{{2,60}}, (?:the "
    rf"|The )?(?P<house>{HOUSE}){BRACKETS} [a-z]+"
)


def within(source: Source, placed: Sequence[Placed], named: Sequence[Label], headline: Fact) -> Iterator[Said]:
    """Where the names of houses stand, each with how much it says."""
    said: dict[int, float] = {}
    for span, weight in _at_the_top(source, placed, headline):
        if weight > said.get(span[0], 0.0):  # what is read in two ways is said once
            yield span, weight - said.get(span[0], 0.0)
            said[span[0]] = weight
    for label in named:
        if label.name == "issuer" and len(label.value) < 150 and not _is_no_issuer(label.value):
            address = _BEFORE_ADDRESS.match(label.value)
            yield from _listed(source, label.start, label.start + (address.end() if address else 0), 3.0)
    told = asked = 0
    for each in placed[:_MOST]:
        if asked >= _MOST_CHAINS:
            return
        if each.part not in _TELL or each.is_heading or _is_headline(each, headline, source):
            continue
        start, end = each.paragraph.start, min(each.paragraph.end, each.paragraph.start + 1500)
        start += datelines.end(each.paragraph.text)
        is_prose = len(each.paragraph.text.split()) >= 10 and " | " not in each.paragraph.text
        in_lede = each.part in (Part.BODY, Part.TOP) and not each.after_end and is_prose
        told += in_lede and each.part is Part.BODY
        chains = [*itertools.islice(alliances.chains(source.plain, start, end), _MOST_CHAINS - asked)]
        asked += len(chains)
        yield from alliances.within(
            source.plain,
            chains,
            start,
            end,
            first=in_lede and told == 1,
            early=in_lede and told <= _FIRST,
            of_notes=each.after_end or each.part in (Part.CONTACTS, Part.ABOUT, Part.PANEL),
        )


def _is_no_issuer(value: str) -> bool:
    """A person, or of what a table was made."""
    name = names.at(value, 0)
    is_somebody = name is not None and name.is_whole and not wording.says_house(name.text)
    return is_somebody or bool(_OF_A_YEAR.search(value))


_OF_A_YEAR = re.compile(r"\b(?:19|20)\d\d\b")  # `Source: Housing Survey 2010, Office for Housing`, below a table
_MOST = 200  # lines that are looked at
_MOST_CHAINS = 300  # of houses in them; more is no release
_FIRST = 3  # paragraphs that say most
_TELL = frozenset(Part) - {Part.FURNITURE, Part.ENDNOTES}
_BEFORE_ADDRESS = re.compile(  # or before the next label: `Press Cell, Example Trust. Focal person: Ann Lee`
    r"\"?[^\"<@]{0,150}?(?=\"|\s*<|\s*\S{1,80}@|[.;]\s(?:[^\W\d_]+\s){0,3}[^\W\d_]+:|$)"
)


def subject(source: Source, start: int, end: int) -> Span | None:
    """Of whom a paragraph speaks that says what a house is."""
    text = source.plain[start : min(end, start + 400)]
    found = _CLAUSE.match(text) or _FOUNDED.match(text)
    if not found or {found["house"].lower(), found["house"].split()[0].lower()} & NO_HOUSE:
        return None
    begin = start + found.start("house")
    if alliances.is_one_of_many(source.plain, begin, start + found.end("house")):
        return None
    return begin, alliances.without_place(source.plain, begin, start + found.end("house"))


def spelt_by_hosts(source: Source, hosts: Sequence[str]) -> Iterator[Said]:
    """A name written more than once that is all a mail address says: `Kerb Appeal` of `@kerbappeal.example`."""
    labels = {re.sub(r"[^a-z0-9]", "", each) for host in hosts for each in host.lower().split(".")[:-1]}
    told: set[str] = set()
    lower = source.lower
    first: dict[str, Span] = {}
    for found in _HOUSE.finditer(source.plain, 0, _FAR) if labels else ():
        first.setdefault(found[0], found.span())
    for house, span in first.items():
        key = re.sub(r"[^a-z0-9]", "", house.lower())
        if key in labels and len(key) >= 3 and key not in NO_HOUSE | told and lower.count(house.lower()) >= 2:
            told.add(key)
            yield span, 2.0


def _is_headline(each: Placed, headline: Fact, source: Source) -> bool:
    return headline is not None and source.span(each.paragraph.start, each.paragraph.end)[0] == headline.span[0]


_HOUSE = re.compile(HOUSE)
_FAR = 20_000  # characters, after which nobody is named for the first time
_OF_THE_HOUSE_ABOVE = re.compile(
    r"(?:The )?(?:(?:Office|Department|Dept|Division|Directorate|Bureau|Section|Branch|School|Faculty) (?:of|for)"
    r" [^,]{3,60}|(?:\w[\w&’'-]* ){1,4}(?:Unit|Office|Cell|Division|Desk|Section|Directorate|Secretariat|Branch|Team"
    r"|Announcement|Newsroom|Communications|Department))",
    re.IGNORECASE,
)
_TO = re.compile(r"(?:to|cc|attn|attention)\s?:", re.IGNORECASE)
_PARLIAMENT = re.compile(
    r"(?:The )?(?:House of \w+|(?:\w+ )?Senate|(?:\w+ ){0,3}Parliament(?: of [\w ]{3,30})?|(?:\w+ )?(?:National"
    r"|Legislative) Assembly)",
    re.IGNORECASE,
)


def _heads_another(placed: Sequence[Placed], place: int) -> bool:
    """A line that says of which house the sender is a part, or that the sender has this desk."""
    lines = [each.paragraph.text for each in placed[:14]]
    if _PARLIAMENT.fullmatch(lines[place]):
        return any("committee" in each.lower() for each in lines if len(each) < 100)
    is_below = any(_is_seated(each) for each in lines[max(0, place - 2) : place])
    return is_below and bool(_OF_THE_HOUSE_ABOVE.fullmatch(lines[place].partition(":")[0].strip(" .")))


def _at_the_top(source: Source, placed: Sequence[Placed], headline: Fact) -> Iterator[Said]:
    begins = headline.span[0] if headline else len(source.text)
    titled = next((place for place, each in enumerate(placed[:2]) if _is_headline(each, headline, source)), -3)
    for place, each in enumerate(placed[:14]):
        if _heads_another(placed, place) or _TO.match(each.paragraph.text) or grids.heads_columns(each.paragraph.text):
            continue
        paragraph = each.paragraph
        if each.part not in (Part.TOP, Part.FURNITURE, Part.BODY) or each.after_end or len(paragraph.text) > 220:
            continue
        above = paragraph.raw[0] < begins or (place - titled <= 2 and _is_seated(paragraph.text))
        if _is_headline(each, headline, source):
            yield from _of_headline(source, paragraph)
            continue
        if not paragraph.text[:1].isalpha() or _is_on_stage(paragraph.text):
            continue
        if not mastheads.issuer(paragraph.text):
            yield from alliances.of_line(source.plain, paragraph.start, paragraph.end, above=above)
        is_somebody = names.at(paragraph.text, 0) and not mastheads.is_house(paragraph.text)
        if (is_somebody and " / " not in paragraph.text) or (
            above and venues.looks_like_one(paragraph.text) and not _is_signed(source.plain, paragraph.text)
        ):
            continue
        for start, end in (
            mastheads.houses(paragraph.text) if above else filter(None, [mastheads.issuer(paragraph.text)])
        ):
            told = mastheads.issuer(paragraph.text) is not None
            is_year = headline is None and _OF_A_YEAR.search(paragraph.text[start:end])
            if not alliances.is_somebody(paragraph.text[start:end]) and not is_year:
                yield from _listed(source, paragraph.start + start, paragraph.start + end, 3.0 if told else 2.0)


def _is_on_stage(line: str) -> bool:
    """`Ada Holm (chair)`, in a list of people: its bracket is no short name."""
    found = _PART_BEHIND.fullmatch(line)
    return found is not None and stages.aside(found["part"]) is not None and not wording.says_house(found["name"])


_PART_BEHIND = re.compile(r"(?P<name>[^()]+) \((?P<part>[^()]+)\)")


def _of_headline(source: Source, headline: Paragraph) -> Iterator[Said]:
    """`Example Trust responds to …`: who has the news tells it, if the text speaks of them again."""
    found = _TELLS.match(headline.text)
    house = found["house"] if found else ""
    is_named = not alliances.GATHERING.search(house) and not all(
        each in vocabulary.ORGANISATIONS for each in vocabulary.words(house)
    )  # no `City Council`
    is_office = f"Office of the {house}" in source.plain  # that has its name of who holds it
    if (
        found
        and is_named
        and not is_office
        and wording.says_house(mastheads.head(house))
        and source.plain.count(house) > 1
    ):
        stands = headline.start + found.start("house"), headline.start + found.end("house")
        yield from ((each, 3.0) for each in alliances.halves(source.plain, *stands))


_TELLS = re.compile(
    rf"(?:The )?(?P<house>{HOUSE}){BRACKETS} (?:to |responds|announces|launches|publishes|opens|welcomes|hosts|invites"
    r"|presents|releases|unveils|appoints|celebrates|marks|calls (?:on|for)|names|awards|seeks|statement)\b"
)


def _is_seated(line: str) -> bool:
    """A house, perhaps with its town, as it stands below the title of a list or a programme."""
    house, _, town = line.partition(", ")
    return mastheads.is_house(house) and (not town or places.zone(town) is not None)


def _is_signed(plain: str, line: str) -> bool:
    """`Ministry of Rivers, Copenhagen` says who sends this; `Brook Hall, Leeds` only if it comes again."""
    house = line.partition(", ")[0]
    return _is_seated(line) and (not venues.is_building(house) or plain.count(house) > 1)


def _listed(source: Source, start: int, end: int, weight: float) -> Iterator[Said]:
    """`the Example Trust, the Sample Society and Brook Bank`, each."""
    at = start
    for cut in [
        *re.compile(
            r"(?:,| and| &|;| (?:together |in partnership |in association )?with) (?:the |The )?(?=[A-Z])|, (?=the )"
        ).finditer(source.plain, start, end),
        None,
    ]:
        stop = cut.start() if cut else end
        piece = source.plain[at:stop]
        if cut and not (
            cut[0].startswith(";")
            or cut[0].endswith(("the ", "The "))
            or (wording.says_house(piece) and _says_next(source.plain[cut.end() : end]))
        ):
            continue
        name = piece.strip(' "')
        if name and not alliances.is_somebody(name) and (wording.says_house(name) or not names.is_name(name)):
            yield (at, stop), weight + wording.says_house(piece)
        at = cut.end() if cut else end


def _says_next(rest: str) -> bool:
    following = re.match(rf"(?:the )?({HOUSE})", rest)
    return bool(following) and wording.says_house(following[1] if following else "") and len(rest.split()) > 1
