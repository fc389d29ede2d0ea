"""What follows a release: its endnotes by their markers, the notes to editors, and the body that is left."""

import bisect
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace

from events.press.reading.draft import CERTAIN, LIKELY, Draft, Endnote, Fact, Found
from events.press.reading.layout import grids, headings, parts
from events.press.reading.layout.parts import Part, Placed
from events.press.reading.layout.source import Paragraph, Source
from events.press.reading.release import lists, standing
from events.press.reading.speech import pull_quotes
from events.press.reading.words import stages

# What a line may say besides its facts without anything being lost when the facts are taken.
_EMPTY = frozenset(
    """a after again an and are as at be before by call cell contact contacts date desk details e email embargo
    embargoed did ddi direct doors e-mail emergencies emergency enquiries evening evenings f fax for from further
    h her his home hours hrs information inquiries interview interviews is it landline line m media mobile mob more mr
    mrs ms name news nights no not o of office on open or out
    out-of-hours personal ph phone queries questions
    please press publication pull pull-quote quote
    published release ring strict strictly lifts t tel telephone text the their this time to under until use w web
    website weekend weekends
    whatsapp when where who what work write
    venue location place speakers speaker chair moderator panel keynote with broadcast immediate until till
    confirmed yes zugesagt""".split()
)
# What joins the names of houses in a letterhead: `Example Trust, in partnership with the Sample Society`.
_JOINS = frozenset(
    """and association by co-operation collaboration conjunction cooperation from in jointly of partnership support
    supported the together with""".split()
)
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


def endnotes(source: Source, placed: Sequence[Placed]) -> list[Endnote]:
    """Each with its marker as it stands before it, and all paragraphs up to the next."""
    found: list[list[Placed]] = []
    for each in placed:
        if each.part is not Part.ENDNOTES or each.is_heading:
            continue
        if each.paragraph.mark or not found:
            found.append([])
        found[-1].append(each)
    return [_endnote(source, each) for each in found if each[0].paragraph.mark]


def _endnote(source: Source, lines: Sequence[Placed]) -> Endnote:
    first, last = lines[0].paragraph, lines[-1].paragraph
    marker = first.mark.rstrip(":")
    begin = (
        source.text.index(first.mark, first.raw[0])
        if first.mark in source.text[first.raw[0] : first.raw[1]]
        else first.raw[0]
    )
    text = " ".join(each.paragraph.text for each in lines)
    span = source.span(first.start, last.end)
    return Endnote(marker=Found(marker, (begin, begin + len(marker)), CERTAIN), text=Found(text, span, CERTAIN))


def with_rest(source: Source, placed: Sequence[Placed], draft: Draft, kept_from_print: Set[int]) -> Draft:
    """With the notes to editors, and the body: all else, but for what says nothing beyond the facts taken from it, and
    what is kept from print.

    Notes stand under a heading for them, or alone after the end; they keep their numbers, and lose their bullets.
    """
    early = {at for at, each in enumerate(placed) if _names_too_early(source, each.paragraph, draft)}
    withheld = [placed[each].paragraph for each in sorted(early | kept_from_print)]
    starts = {each.start for each in withheld}
    left = [each for each in _unclaimed(source, placed, draft) if each.paragraph.start not in starts]
    whole = (each for each in lists.whole(placed, left, draft) if each.paragraph.start not in starts)
    unclaimed = [*map(_for_everybody, whole)]
    following = dict(zip((each.paragraph.start for each in placed), placed[1:], strict=False))
    notes: list[Placed] = []
    body: list[Placed] = []
    kept = {each.paragraph.start for each in unclaimed}
    for each in unclaimed:
        below = following.get(each.paragraph.start)
        if each.after_end and leads_to_contacts(each, below) and below and below.paragraph.start not in kept:
            continue  # whom it announces stands elsewhere now
        (notes if _is_note(each) and not leads_to_contacts(each, below) else body).append(each)
    return replace(
        draft,
        notes_to_editors=_together(notes, "\n".join(_as_a_note(each.paragraph) for each in notes), LIKELY),
        body=_together(body, parts.joined(body), CERTAIN),
        withheld=tuple(Found(each.written, each.raw, CERTAIN) for each in withheld),
        standing=standing.read(source, [each for each in unclaimed if not _is_of_table(each)], draft.press_contacts),
    )


def _names_too_early(source: Source, line: Paragraph, draft: Draft) -> bool:
    """`Ann Lee, Open Shelves (do not announce yet)` stands on the panel, not to be confirmed, and in no text."""
    said = [each.tentative.span for each in draft.panel if each.tentative and len(line.text) <= _ONE_LINE]
    begin, end = line.raw
    return any(begin <= at and to <= end and stages.UNNAMED.fullmatch(source.text, at, to) for at, to in said)


_ONE_LINE = 200  # characters; a sentence that names others too stays


def _for_everybody(each: Placed) -> Placed:
    """A row of speakers without how they are reached."""
    if not _is_of_table(each):
        return each
    cells = each.paragraph.written.split("|")
    told = [cell for cell in cells if not (parts.gives_reach(cell) or grids.COLUMNS.get(grids.folded(cell)) == "reach")]
    return replace(each, paragraph=each.paragraph._replace(written="|".join(told).strip(" |")))


def _is_of_table(each: Placed) -> bool:
    return each.is_row and "|" in each.paragraph.written


def _as_a_note(paragraph: Paragraph) -> str:
    """`Note to editors: the survey …` says what it is, and then the note."""
    label = headings.NOTES_INLINE.match(paragraph.text)
    words = paragraph.text[label.end() :] if label else paragraph.text
    return f"{paragraph.mark} {words}" if any(each.isalnum() for each in paragraph.mark) else words


def _is_note(each: Placed) -> bool:
    return each.part is Part.NOTES and each.after_end


def leads_to_contacts(line: Placed, below: Placed | None) -> bool:
    """`For interviews or an advance copy:` above whom to ring."""
    is_lead = line.paragraph.text.endswith(":") and len(line.paragraph.text) <= _LEAD
    return is_lead and below is not None and below.part is Part.CONTACTS


_LEAD = 120  # characters


def _together(lines: Sequence[Placed], words: str, confidence: float) -> Fact:
    return Found(words, (lines[0].paragraph.raw[0], lines[-1].paragraph.raw[1]), confidence) if lines else None


def _unclaimed(source: Source, placed: Sequence[Placed], draft: Draft) -> Iterator[Placed]:
    told = _Claims(_claims(draft))
    linked = (each.raw for each in source.links if told.over(each.raw))
    claims = _Claims([*_claims(draft), *linked, *_of_embargoes(source, placed, draft)])
    whole = _Claims([*_whole(draft), *_of_those_to_ring(draft)])
    of_notes = _Claims([*_whole(draft, described=False), *_of_those_to_ring(draft)])
    named = (fact.value for each in draft.organisations for fact in (each.name, each.short_name) if fact)
    houses = frozenset(word for each in named for word in _WORD.findall(each.lower()))
    unread = None if draft.embargo.date or not draft.embargo.line else draft.embargo.line.span
    for each in placed:
        if unread and unread[0] <= each.paragraph.raw[0] and each.paragraph.raw[1] <= unread[1]:
            yield each  # so that whoever publishes the text is asked about it, be it only `EMBARGOED`
            continue
        if each.part is Part.FURNITURE or (each.is_heading and not _tells(each)):
            continue
        if each.part is Part.ENDNOTES and each.paragraph.mark:
            continue
        if each.part is Part.CONTACTS and grids.heads_contacts(each.paragraph.text):
            continue
        paragraph = each.paragraph
        if draft.pull_quote and pull_quotes.is_labelled(paragraph.text):
            continue
        own = whole if each.part in (Part.BODY, Part.NOTES) else claims
        own = of_notes if each.part is Part.NOTES and paragraph.mark else own
        is_headed = each.part is Part.TOP or _ABOUT.match(paragraph.text) is not None
        said = houses | {"about"} if is_headed else frozenset[str]()
        said |= _JOINS if not said.isdisjoint(_WORD.findall(paragraph.text.lower())) else frozenset()
        begin = source.span(paragraph.start, paragraph.end)[0]  # behind its mark
        if any(word not in said for word in _residue(source, (begin, paragraph.raw[1]), own)):
            yield each


_ABOUT = re.compile(r"About (?:the )?[^\n:–—]{2,80}?(?::| [–—-]) ")  # a description on the line of its heading


def _tells(heading: Placed) -> bool:
    """`Methodology` says something of what follows; `Notes to editors` and `Contacts` are written anew."""
    return heading.part is Part.NOTES and not re.search(
        r"\bnotes?\b|\beditors?\b|\b(?:further|more|additional|background) (?:information|details)\b|background\W*$",
        heading.paragraph.text,
        re.IGNORECASE,
    )


def _residue(source: Source, raw: tuple[int, int], taken: "_Claims") -> Iterator[str]:
    """The words of a paragraph that no fact has taken, but for those that only introduce facts."""
    is_told = bool(taken.over(raw))
    for found in _WORD.finditer(source.text, *raw):
        if not taken.hold(*found.span()) and not (is_told and found[0].lower().strip(".") in _EMPTY):
            yield found[0].lower()


class _Claims:
    """What facts have taken, so kept that what they took of a paragraph is soon found."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self.spans = sorted(spans)
        self.reach = [*itertools.accumulate((end for _, end in self.spans), max)]  # of each and those before it

    def hold(self, start: int, end: int) -> bool:
        """Whether one of them took all of these characters."""
        last = bisect.bisect_left(self.spans, (start + 1,))
        return last > 0 and self.reach[last - 1] >= end

    def over(self, raw: tuple[int, int]) -> list[tuple[int, int]]:
        """Those that have something of these characters."""
        first = bisect.bisect_right(self.reach, raw[0])
        last = bisect.bisect_left(self.spans, (raw[1],))
        return [each for each in self.spans[first:last] if raw[0] < each[1]]


def _claims(draft: Draft) -> Iterator[tuple[int, int]]:
    yield from _whole(draft)
    for fact in (draft.embargo.date, draft.embargo.time, draft.embargo.zone):
        if fact:
            yield fact.span
    event = draft.event
    hours = (event.date, event.starts, event.ends, event.doors, event.zone)
    yield from (each.span for each in (event.title, *hours, event.venue, event.address) if each)
    for person in draft.panel:
        posts = (fact for post in person.affiliations for fact in (post.role, post.organisation))
        yield from (each.span for each in (person.name, person.role, person.tentative, *posts, *person.reached) if each)
    yield from _of_those_to_ring(draft)


def _of_embargoes(source: Source, placed: Sequence[Placed], draft: Draft) -> Iterator[tuple[int, int]]:
    """What a line of its own says up to the moment that was taken from it: every format would print it after the lift.

    `Not for use on social media before 6am Thursday. Please do not share it.`
    """
    taken = [fact.span for fact in (draft.embargo.date, draft.embargo.time, draft.embargo.zone) if fact]
    for paragraph in (each.paragraph for each in placed if each.part is Part.EMBARGO):
        sentences = [*_sentences(source, paragraph, taken)]
        told = [max((to for at, to in taken if begin <= at and to <= end), default=0) for _, (begin, end) in sentences]
        for (words, (begin, end)), moment in zip(sentences, told, strict=True):
            said = next(headings.embargoes(words), None)
            if moment and said and _OF_ITSELF.issuperset(_WORD.findall(words[: said.start()].lower())):
                yield begin, moment
            elif any(told) and _FORBIDS_MORE.fullmatch(words):
                yield begin, end


def _sentences(
    source: Source, paragraph: Paragraph, facts: Sequence[tuple[int, int]]
) -> Iterator[tuple[str, tuple[int, int]]]:
    """The sentences of a paragraph, with their spans; the dot of `17. Dezember` stands in a fact and ends none."""
    begin = 0
    for each in _SENTENCE.finditer(paragraph.text):
        span = source.span(paragraph.start + begin, paragraph.start + each.end())
        if not any(at < span[1] < to for at, to in facts):
            yield paragraph.text[begin : each.end()], span
            begin = each.end()


_SENTENCE = re.compile(r"[^.!?]+(?:[.!?]+(?!\s+[A-Z]|\s*$)[^.!?]+)*[.!?]*")
_OF_ITSELF = _EMPTY.union(
    "all and confidential contents following its material private report statement story under which".split()
)
_FORBIDS_MORE = re.compile(  # `Please do not share it`, `No broadcast before then`; `Do not use the water` is news
    rf"\s*(?:please )?(?:do not|don[’']t|not (?:to be|for)|no) (?:{headings.MADE_PUBLIC}|forward\w*)"
    rf"(?:(?:,| or|, or|/) (?:{headings.MADE_PUBLIC}|forward\w*))*"
    r"(?=\W*$|,? (?:it|this|them|these|any (?:of|part)|or|before|until|till|prior|ahead|online|without|anywhere"
    r"|(?:in|on) (?:any|full|part|print|social|air|advance)"
    r"|the (?:contents?|report|release|text|story|news|figures|findings|embargo|copy))\b)"
    r"(?!.*\b(?:say|says|said|warns?|finds?|found|urges?|told)\b)[a-z ,’'/-]{0,100}[.!]*\s*",
    re.IGNORECASE,
)


def _of_those_to_ring(draft: Draft) -> Iterator[tuple[int, int]]:
    for contact in draft.press_contacts:
        facts = (contact.organisation, contact.name, contact.post, contact.phone, contact.email, contact.out_of_hours)
        yield from (each.span for each in (*contact.others, *contact.again, *contact.unread))
        yield from (each.span for each in facts if each)


def _whole(draft: Draft, *, described: bool = True) -> Iterator[tuple[int, int]]:
    """Facts that take their paragraph out of the body; one of several notes stays, where it describes a house too."""
    facts = [draft.headline, draft.date, draft.pull_quote, *(each.website for each in draft.organisations)]
    facts += [each.boilerplate for each in draft.organisations if described]
    facts += [each.text for each in draft.endnotes]
    yield from (fact.span for fact in facts if fact)
