"""People in lines of their own: under `Speakers:`, after `Chair:`, in a running order."""

import itertools
import re
from collections.abc import Iterator, Sequence, Set

from events.press.reading.layout import labels, mastheads
from events.press.reading.layout.parts import Part, Placed
from events.press.reading.layout.source import Paragraph, Source
from events.press.reading.panel import list_lines, posts, running_orders
from events.press.reading.panel.list_lines import ListLines
from events.press.reading.panel.people import TOLD, Listed, People
from events.press.reading.words import dates, names, stages, vocabulary, wording

_MOST_LINES = 400  # in which lists are looked for; longer ones are tables
_RUNS_ON = re.compile(rf"\b{stages.GATHERING} (?:between|with|by|among|from)$", re.IGNORECASE)
_OF_AUTHORS = re.compile(
    r"\b(?:contacts?|authors?|notes|editors?|judges|jury|jurors|commissioners|signator\w+|trustees|board"
    r"|(?<!discussion )(?<!dialogue )(?<!conversation )partners|sponsors"
    r"|winners|shortlist\w*|supported|funded|interviews?|media|press)\b",
    re.IGNORECASE,
)
_BILLS = re.compile(rf"\s?(?:[,;(\[–—|/•]|-\s|:\s)|\s{posts.FREE_MARK}\s")
_TELLS_ITSELF = re.compile(r"\s\|\s|:\s\S")  # `Place: Great Hall` heads nothing
_FROM = re.compile(r"[^\W\d_]{3,20}(?: [^\W\d_]{2,20}){0,3} (?:from|by|with) (?=[^\W\d_])")
_ALONE = re.compile(r"(?:\s\([^()]{2,30}\))?")
_FEWEST_IN_A_LINE, _SHORTEST_OF_SEVERAL = 3, 25  # people, and characters
_FIRST_POST = re.compile(r",\s|\sand\s")
_POST_AND_HOUSE = 3  # lines with the name
_LONGEST_OFFICE = 60  # with the name behind it
_CLAUSE = re.compile(r"[,;.]\s")
_HEADS = re.compile(
    r"(?:with|speakers?|panell?ists?|panel|respondents?|discussants?|and|joined by)\s?:?$", re.IGNORECASE
)
_BY = re.compile(
    r"(?:to be )?(?P<does>given |delivered |launched |opened |unveiled |presented |performed |read )?by(?:\s|$)",
    re.IGNORECASE,
)
_HEADING = re.compile(r"[^\W\d_][^,;:.()|\d]{2,40}")
_ABOVE = 6  # lines in which a card says to what it invites


class Lineups:
    """Looks for lists of people line by line, but for those lines that are `taken`."""

    def __init__(self, source: Source, placed: Sequence[Placed], everybody: People, taken: Set[int]) -> None:
        self.source = source
        self.placed = placed
        self.people = everybody
        self.lower = source.lower_words
        self.lines = ListLines(source, placed, everybody)
        self.posts = everybody.cutting.posts
        self.taken = {*taken}

    def everybody(self) -> Iterator[Listed]:
        yield from running_orders.people(self.lines, self.taken)
        headed = [*self._headed()]
        for tell in (self._led, self._alone):
            for place, each in enumerate(self.placed[:_MOST_LINES]):
                if place not in self.taken and self._may_tell(each):
                    yield from tell(place)
            for first, last in headed if tell == self._led else ():
                if not self.taken.intersection(range(first, last + 1)):
                    yield from self._told(first + 1, last, self.placed[first + 1].paragraph.start, None)
        yield from self._in_stanzas()
        for place, each in enumerate(self.placed[:_MOST_LINES]):
            if place not in self.taken and len(each.paragraph.text) > _SHORTEST_OF_SEVERAL and self._may_tell(each):
                yield from self._in_one_line(place)

    def _may_tell(self, each: Placed) -> bool:
        text = each.paragraph.text
        if self.people.is_spent or labels.is_of_an_event(text):
            return False  # `Address: Ngong Lane`
        if each.part is Part.ENDNOTES or (each.part is Part.CONTACTS and each.gives_reach):
            return False
        return len(text) <= list_lines.LONGEST * 8

    def _led(self, place: int) -> Iterator[Listed]:
        """A list whose heading or label says that it is one of people on stage."""
        paragraph = self.placed[place].paragraph
        lead = list_lines.lead_of(paragraph.text)
        if by := self._on_a_card(place):
            yield from self._told(*by, None)
            return
        if not lead or not self.lines.is_lead(lead, paragraph):
            if lead and self._is_one_of_labelled(lead, place):
                yield from self._told(place, place, paragraph.start + lead.end(), None, single=True)
            else:
                yield from self._under_sentence(place)
            return
        part = stages.printed(lead["lead"], stages.of(lead["lead"]))
        start = paragraph.start + lead.end()
        is_free = stages.TENTATIVE.fullmatch(self.source.plain, start, paragraph.end)  # `Chair: TBA`
        part = None if is_free else part
        if _OF_AUTHORS.search(paragraph.text[lead.end() :]) and paragraph.text.rstrip().endswith(":"):
            return  # `Who: available for interview:`
        is_told = lead.end() < len(paragraph.text.rstrip(" |")) and not is_free
        begins = is_told and self.lines.begins_with_somebody(start, paragraph.end)
        if is_told and (begins or not paragraph.is_short):
            if not begins:
                return
            is_of_several = bool(re.search(r"s$|\bpanel\b", lead["lead"], re.IGNORECASE))
            single = stages.is_of_one(part) or bool(stages.aside(lead["lead"]) and not is_of_several)
            if single:
                yield from self._one(place, lead.end(), part)
            else:
                yield from self._told(place, self._last(place + 1, needs_name=True), start, part)
            return
        last = self._last(place + 1, needs_name=False)
        first = self._below_title(place + 1, last)
        if first <= last:
            single = stages.is_of_one(part) and not lead["lead"].rstrip().endswith("s")
            yield from self._told(first, last, self.placed[first].paragraph.start, part, single=single)

    def _headed(self) -> Iterator[tuple[int, int]]:
        """Where `Greetings` or `Discusses` heads a line or several of people, beside others of whom one heading says
        that they are on stage: what else is done there has no end of words.
        """
        run: list[tuple[int, int]] = []
        lines = enumerate(self.placed[:_MOST_LINES])
        for _, group in itertools.groupby(lines, key=lambda each: each[1].paragraph.group):
            places = [place for place, _ in group]
            if len(places) > 1 and self._heads_some(places):
                run.append((places[0], places[-1]))
                continue
            yield from self._on_stage(run)
            run = []
        yield from self._on_stage(run)

    def _on_stage(self, run: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
        """These, if one of several says so."""
        words = [self.placed[first].paragraph.text for first, _ in run]
        told = any(stages.of(each) or list_lines.OF_PEOPLE.search(each) for each in words)
        return run if len(run) > 1 and told else ()

    def _heads_some(self, places: Sequence[int]) -> bool:
        """Whether the first of these lines may head the others, which are of one person each."""
        first, *below = (self.placed[each] for each in places)
        is_heading = _HEADING.fullmatch(first.paragraph.text) and first.part in TOLD and not first.gives_reach
        if (
            not is_heading
            or self.lines.is_of_somebody(first.paragraph.text)
            or _OF_AUTHORS.search(first.paragraph.text)
        ):
            return False
        return all(self.lines.may_list(each) and self.lines.names_one(each.paragraph) for each in below)

    def _is_one_of_labelled(self, lead: re.Match[str], place: int) -> bool:
        """`Findings – Dr Ann Lee, economist`, between lines whose labels say that they are of people on stage."""
        paragraph, label = self.placed[place].paragraph, lead["lead"].strip()
        beside = (*self.placed[max(0, place - 1) : place], *self.placed[place + 1 : place + 2])
        is_beside = any(
            each.paragraph.group == paragraph.group and self.lines.is_labelled(each.paragraph) for each in beside
        )
        if not is_beside or len(label.split()) > 4 or self.lines.is_of_somebody(label) or self.posts.is_role(label):
            return False
        name = names.at(paragraph.text, lead.end(), lower=self.lower)
        return name is not None and name.is_whole and bool(list_lines.SEPARATES.match(paragraph.text, name.closes))

    def _on_a_card(self, place: int) -> tuple[int, int, int] | None:
        """Who is told behind `by`, below what an invitation is to: the lines of them, and where their names begin."""
        paragraph = self.placed[place].paragraph
        by = _BY.match(paragraph.text)
        above = [each.paragraph.text for each in self.placed[max(0, place - _ABOVE) : place]]
        if by is None or not any(map(stages.GATHERS.search, above)) or self.placed[place].part is not Part.TOP:
            return None
        if by.end() < len(paragraph.text):
            start = paragraph.start + by.end()
            found = self.people.whole(start, paragraph.end)
            told = [post.role[0] for post in found[0].posts if post.role] if found else []
            is_office = any(each < found[0].name.start for each in told)
            is_first = bool(found) and min(found[0].at, *told, found[0].at) - start <= len("the ")
            return (place, place, start) if is_first and (is_office or by["does"]) else None
        last = self._last(place + 1, needs_name=False)
        return (place, last, self.placed[place + 1].paragraph.start) if last > place else None

    def _below_title(self, first: int, last: int) -> int:
        """Where the people begin if what is held, when and by whom stands between `SPEAKERS` and them."""
        title = self.placed[first].paragraph if first <= last else None
        block = [
            each.paragraph for each in self.placed[first : last + 1] if title and each.paragraph.group == title.group
        ]
        is_told = any(dates.within(each.text[: list_lines.LONGEST]) or mastheads.issuer(each.text) for each in block)
        if title and (title.start in self.people.cutting.turned or self.lines.is_somebody(title.text)):
            return first
        return first + len(block) if is_told and not any(each.mark for each in block) else first

    def _under_sentence(self, place: int) -> Iterator[Listed]:
        """A paragraph that ends with a colon or amid a sentence, and lines of people below it."""
        text = self.placed[place].paragraph.text.rstrip()
        if not text.endswith(":") and not _RUNS_ON.search(text):
            return
        last = text[-240:]
        tells = stages.of(last) or list_lines.OF_PEOPLE.search(last) or stages.GATHERS.search(last)
        clause = _CLAUSE.split(last)[-1]  # `chaired by Ann Lee, chair of the trustees, and the speakers are:`
        if not tells or _OF_AUTHORS.search(clause[-40:]):
            return
        end = self._last(place + 1, needs_name=False)
        if end > place and self.lines.names_one(self.placed[place + 1].paragraph):
            yield from self._told(place + 1, end, self.placed[place + 1].paragraph.start, None)

    def _told(self, first: int, last: int, start: int, part: str | None, *, single: bool = False) -> Iterator[Listed]:
        of_whom = self.people.of_one if single and first == last else self.people.whole
        found = of_whom(start, self.placed[last].paragraph.end)
        if not found:
            return
        self.taken |= set(range(first, last + 1))
        part = part if single else stages.shared(part)
        for place, person in enumerate(found):
            yield Listed(person, None if place and single else part, is_sure=True)

    def _one(self, place: int, at: int, part: str | None) -> Iterator[Listed]:
        """Who stands behind the label of one person, as what the lines below tell if the name is alone in its own."""
        last = self._below_name(place, at)
        told = [*self._told(place, place, self.placed[place].paragraph.start + at, part, single=True)]
        if last > place and len(told) == 1 and not told[0].person.posts:
            self.taken |= set(range(place + 1, last + 1))
            below = (self.placed[place + 1].paragraph.start, self.placed[last].paragraph.end)
            told[0].person.posts = self.people.posts_of(*below)
        yield from told

    def _below_name(self, place: int, at: int) -> int:
        """The last line of as whom somebody comes who is named alone: `Speaker: Ann Lee` above `Chair of Law`."""
        paragraph, last = self.placed[place].paragraph, place
        name = self.people.cutting.named_first(paragraph, at)
        letters = names.letters_after(paragraph.text, name.closes) if name else ""
        if name is None or not name.is_whole or paragraph.text[name.closes + len(letters) :].strip(" ,."):
            return place
        for each in self.placed[place + 1 : place + _POST_AND_HOUSE]:
            text = each.paragraph.text
            is_told = last > place and (self.posts.sounds_like_one(text) or text.casefold() in self.people.known)
            is_post = self.posts.is_role(_FIRST_POST.split(text)[0])
            is_near = each.paragraph.group == paragraph.group and not each.gives_reach and last + 1 not in self.taken
            is_other = dates.within(text) or _TELLS_ITSELF.search(text) or self.lines.is_of_somebody(text)
            if not is_near or is_other or not (is_post or is_told):
                break
            last += 1
        return last

    def _last(self, first: int, *, needs_name: bool) -> int:
        """The last line of a list that goes on from `first`; the one before `first` if it does not."""
        last = first - 1
        for place in range(first, min(first + 60, len(self.placed))):
            each, before = self.placed[place].paragraph, self.placed[place - 1].paragraph
            may_list = self.lines.may_list(self.placed[place]) or self.lines.is_life_below(place)
            if each.level or place in self.taken or not may_list or _HEADS.match(each.text):
                break
            if needs_name and self.lines.is_labelled(each):
                break
            follows = each.group == before.group or (each.mark and each.mark[:1] == before.mark[:1])
            person = self.lines.names_one(each)
            if not person and (needs_name or not follows or last < first) and not self.lines.is_anybody(each):
                break
            if not follows and needs_name and place == first:
                break
            last = place
        return last

    def _alone(self, place: int) -> Iterator[Listed]:
        """Lines of people without a heading, if there are several and they say as whom each is there."""
        if not self._is_billed(place):
            return
        last = place
        while last - place < 60 and (goes_on := self._next_billed(last)):
            last = goes_on
        if last == place:
            return
        if self._is_signed(place):
            self.taken |= set(range(place, last + 1))  # jurors, authors
            return
        paragraph = self.placed[place].paragraph
        found = self.people.whole(paragraph.start, self.placed[last].paragraph.end)
        if len(found) >= 2 and sum(bool(each.posts or each.tentative or each.part) for each in found) * 2 > len(found):
            self.taken |= set(range(place, last + 1))
            for person in found:
                yield Listed(person, None, is_sure=False)

    def _in_one_line(self, place: int) -> Iterator[Listed]:
        """Several people one after another, in the block of when and where: `Ann Lee (chair), Tom Ash, Bo Rae`, or
        `Songs from Ann Lee, …`.
        """
        each, block = self.placed[place], [one.paragraph for one in self.placed[max(0, place - _ABOVE) : place]]
        paragraph = each.paragraph
        lead = _FROM.match(paragraph.text)
        name = self.people.cutting.named_first(paragraph, lead.end() if lead else 0)
        is_first = name is not None and name.is_whole and _BILLS.match(paragraph.text, name.closes) is not None
        is_dated = any(one.group == paragraph.group and dates.within(one.text[: list_lines.LONGEST]) for one in block)
        if not (is_first and is_dated) or each.part not in TOLD or vocabulary.SAYS.search(paragraph.text):
            return
        _, end = next(wording.sentences(paragraph.text), (0, 0))
        found = self.people.whole(paragraph.start + (lead.end() if lead else 0), paragraph.start + end)
        if len(found) >= _FEWEST_IN_A_LINE:
            self.taken.add(place)
            yield from (Listed(person, None, is_sure=False) for person in found)

    def _next_billed(self, place: int) -> int | None:
        """The line that goes on with a list: the next, or the one below `Sir Ivo Marsh FRS`, who needs no post."""
        for following in range(place + 1, min(place + 3, len(self.placed))):
            if self._is_billed(following):
                return following
            if following in self.taken or not self._is_name_alone(self.placed[following].paragraph, place):
                return None
        return None

    def _is_name_alone(self, paragraph: Paragraph, above: int) -> bool:
        name = self.people.cutting.named_first(paragraph)
        is_whole = name is not None and name.is_whole and paragraph.group == self.placed[above].paragraph.group
        letters = paragraph.text[name.closes :].replace(",", " ").split() if name else []
        return is_whole and not paragraph.level and all(map(names.is_honour, letters))

    def _is_billed(self, place: int) -> bool:
        each = self.placed[place]
        if place in self.taken or each.paragraph.level or each.is_heading or each.part in (Part.CONTACTS, Part.ABOUT):
            return False
        text = each.paragraph.text
        name = self.people.cutting.named_first(each.paragraph)
        if text.rstrip().endswith((".", "”", '"', "’")) and len(text.split()) > 8:
            return False
        name = name or self._behind_post(text)
        fits = name and name.is_whole and _BILLS.match(text, name.closes)
        return bool(fits) and self.lines.may_list(each) and not self._is_reached(place)

    def _behind_post(self, text: str) -> names.Name | None:
        """`Governor Ann Lee, Sample Prison`: who stands behind their office."""
        name = next(names.within(text, 0, _LONGEST_OFFICE, lower=self.lower), None)
        office = text[: name.opens].strip() if name else ""
        return name if office[:1].isupper() and "," not in office and self.posts.is_role(office) else None

    def _is_reached(self, place: int) -> bool:
        following = self.placed[place + 1 : place + 4]
        group = self.placed[place].paragraph.group
        return any(each.gives_reach for each in following if each.paragraph.group == group)

    def _is_signed(self, place: int) -> bool:
        """Below words in quotation marks stands who said them; a heading may say that these are others."""
        above = self.placed[place - 1].paragraph if place else None
        before = above.text.rstrip() if above else ""
        if before.endswith(("”", '"', "’", "'", "»")):
            return True
        is_heading = before.endswith(":") or (above is not None and above.is_short and not _TELLS_ITSELF.search(before))
        return is_heading and bool(list_lines.OF_OTHERS.search(before[:80])) and not stages.of(before)

    def _in_stanzas(self) -> Iterator[Listed]:
        """A name on a line of its own, as whom below it, and perhaps a life; several of them, or it is a signature."""
        begun = [place for place in range(len(self.placed) - 1) if self._begins_stanza(place)]
        if len(begun) < 2:
            return
        for place in begun:
            below = self.placed[place + 1].paragraph
            found = self.people.whole(self.placed[place].paragraph.start, below.end)[:1]
            self.taken |= {place, place + 1}
            for person in found:
                person.posts = person.posts or self.people.posts_of(below.start, below.end)
                yield Listed(person, None, is_sure=False)

    def _begins_stanza(self, place: int) -> bool:
        each, below = self.placed[place], self.placed[place + 1].paragraph
        paragraph = each.paragraph
        is_free = not {place, place + 1} & self.taken and each.part not in (Part.CONTACTS, Part.ABOUT, Part.REST)
        is_first = place == 0 or self.placed[place - 1].paragraph.group != paragraph.group
        if not (is_free and is_first) or below.group != paragraph.group or len(below.text) > 160:
            return False
        name = self.people.cutting.named_first(paragraph)
        is_alone = name is not None and name.is_whole and bool(_ALONE.fullmatch(paragraph.text, name.closes))
        post = below.text.split(",")[0]
        return is_alone and self.posts.is_role(post) and not self._is_reached(place)
