"""People in a list, in running text or in lines: who they are, which posts they hold, and in what part they appear."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from events.press.reading.layout.parts import Part
from events.press.reading.layout.source import Source
from events.press.reading.panel import crafts, entries
from events.press.reading.panel.chunks import BIO, HOLDS, THE, WORKS_AT, Chunk, Cutting
from events.press.reading.panel.grammar import OF_A_HOUSE, Grammar, Kind, Told
from events.press.reading.panel.posts import Piece, Post, Span
from events.press.reading.words import family_first, stages
from events.press.reading.words.names import Name

TOLD = (Part.BODY, Part.TOP, Part.OCCASION, Part.PANEL)  # where somebody is named for an event
_IS = re.compile(rf"\s{HOLDS}|\s(?:is|was|,)\s(?:currently\s)?(?:the\s|an?\s|our\s)?", re.IGNORECASE)
_WORKS_AT = re.compile(rf"\s{WORKS_AT}")
_CHAIRING = re.compile(
    r"\s(?:who\s)?(?:will|is to|to|shall)\s(?:also\s)?"
    r"(?P<does>chair|moderate|host|facilitate|respond|be in the chair|take the chair)\b"
    rf"|\s(?P<doing>{stages.DOING_SO})"
)
_HAS_BEEN_INVITED = re.compile(r"\s(?:has|have) (?:also )?been invited\b|\s(?:is|are) (?:also )?invited\b")
_OF_SOMEBODY = re.compile(
    r"\b(?:by|is|will be)$|:$"
    r"|^\W*(?:keynote|chair(?!\w* of (?:the )?(?!panel|session|day|event|evening))|moderator|facilitator|emcee"
    r"|welcome|introduction|response)",
    re.IGNORECASE,
)
_LABELS_PERSON = re.compile(r"\b(?:by|is|will be)$|:$", re.IGNORECASE)
_OF_SEVERAL = re.compile(
    r"\b(?:respondents|discussants|responses|reactions|moderators|keynotes|chairs)\W*$", re.IGNORECASE
)
_OF_ONE = re.compile(r"\bpanell?ist\W*$", re.IGNORECASE)
_KEYNOTE = re.compile(r"\b(?:gives?|delivers?) the (?:\w+ )?keynote\b")
_BY = re.compile(r"[A-Za-z ]{3,40}\bby\s(?:the\s)?(?=[a-z]|(?:Mayor|Minister|Commissioner|President)\b)")
_PRONOUN = re.compile(r"\W*(?:she|he|they)\W*", re.IGNORECASE)


_ONE_AND_ANOTHER, _LONG_FOR_SOMEBODY = 2, 3  # people, and words of a name
_MOST_PIECES = 220  # of stretches about people, three times as many as a release has that names many


@dataclass
class Person:
    """Somebody in a list; `part` is what they do at the event, if the list says so."""

    name: Name
    at: int = 0
    posts: list[Post] = field(default_factory=list)
    part: str | None = None
    part_at: Span | None = None
    tentative: Span | None = None
    reached: list[Span] = field(default_factory=list)  # numbers and mailboxes, which are nobody's but theirs
    tail: list[Piece] = field(default_factory=list)


@dataclass(frozen=True)
class Listed:
    """Somebody with the part that their list gives; `is_sure` where the list says that it is one of people on stage."""

    person: Person
    part: str | None
    is_sure: bool


class People:
    """Those of one text; `known` are its houses, folded, and `named` whole names by what they are for short."""

    def __init__(self, source: Source, known: frozenset[str], named: Mapping[str, Name]) -> None:
        self.source = source
        self.known = known
        turned = family_first.listed(((each.start, each.text) for each in source.paragraphs), source.lower_words)
        self.cutting = Cutting(source, known, named, turned)
        self.unnamed = Cutting(source, known, {}, turned)
        self.left = _MOST_PIECES

    @property
    def is_spent(self) -> bool:
        """Whether as much was told of people as any release tells, so that nobody else is listed."""
        return self.left <= 0

    def listed(self, start: int, end: int) -> list[Person]:
        """The people of a list, each with what follows their name."""
        if self.is_spent:
            return []
        pieces = self.cutting.pieces(start, end)[: self.left]
        self.left -= len(pieces)
        return _Reading(self.cutting).people(pieces)

    def whole(self, start: int, end: int) -> list[Person]:
        """Those of a list who are named by more than a family name."""
        return [each for each in self.listed(start, end) if each.name.is_whole]

    def of_one(self, start: int, end: int) -> list[Person]:
        """Those of a line of one: what ends `Respondent: Sir Odd Lie KC, Quill Row Chambers` is where they are."""
        found = self.whole(start, end)
        if len(found) != _ONE_AND_ANOTHER or found[0].posts or found[1].posts:
            return found
        one, other = found[0].name, found[1].name
        is_behind = self.source.plain[one.closes : other.opens] == ", "
        is_last = not self.source.plain[other.closes : end].strip(" .")
        if not (is_behind and is_last) or other.is_titled or len(other.text.split()) < _LONG_FOR_SOMEBODY:
            return found
        found[0].posts.append(Post(None, (other.start, other.end)))
        return found[:1]

    def posts_of(self, start: int, end: int) -> list[Post]:
        """The posts in what stands after a name."""
        return _Reading(self.unnamed).posts_after_name(start, end)


def is_tentative(words: str) -> bool:
    return bool(stages.TENTATIVE.fullmatch(words)) or words.strip().lower() in ("no", "pending", "?")


class _Reading:
    """Reads one stretch."""

    def __init__(self, cutting: Cutting) -> None:
        self.source = cutting.source
        self.plain = cutting.plain
        self.named = cutting.named
        self.cutting = cutting
        self.posts = cutting.posts
        self.grammar = Grammar(self.cutting)
        self.found: list[Person] = []
        self.current: Person | None = None
        self.announced: tuple[str, Span] | None = None
        self.shared: tuple[str, Span] | None = None  # by those who follow its first one
        self.waiting: list[Piece] = []
        self.hoped: Span | None = None  # that the next one comes

    def people(self, pieces: Sequence[Chunk]) -> list[Person]:
        self.grammar.is_one_each = entries.is_one_each(pieces)
        chunks = entries.marked(self.cutting, pieces)
        self.grammar.turned = self.grammar.turned_in(chunks)
        for place, (chunk, kind) in enumerate(zip(chunks, self.grammar.kinds(chunks), strict=True)):
            self._take(chunk, kind, chunks[place + 1] if place + 1 < len(chunks) else None)
        for person in self.found:
            person.posts = self.posts.of(person.tail, person.posts)
        return self.found

    def posts_after_name(self, start: int, end: int) -> list[Post]:
        chunks = self.cutting.pieces(start, end)
        told: list[Piece] = []
        for chunk, kind in zip(chunks, self.grammar.kinds(chunks, Told.A_NAME), strict=True):
            if kind is Kind.SUBJECT:
                told[-1] = replace(told[-1], end=self._past_bracket(chunk))
            elif kind in (Kind.POST, Kind.HOUSE):
                told.append(Piece(chunk.start, chunk.end, chunk.before, is_house=kind is Kind.HOUSE))
        return self.posts.of(told)

    def _take(self, chunk: Chunk, kind: Kind, following: Chunk | None) -> None:
        """What a piece of this kind says, and of whom."""
        goes_on = kind in (Kind.POST, Kind.HOUSE) and not self.grammar.is_label(chunk, following)
        if chunk.begins and kind is not Kind.NAME and not (self.current and goes_on):
            is_state = stages.TENTATIVE.fullmatch(self.plain[chunk.start : chunk.end])
            self.current = self.current if is_state and not self._is_note(chunk) else None
        if kind is Kind.POST and self.grammar.introduces(chunk, following):
            self.current = None
        name = self.cutting.name_in(chunk) if kind is Kind.NAME else None
        if name:
            self._meet(chunk, name)
        elif kind is Kind.PART:
            self._take_part(chunk, following)
        elif kind in (Kind.POST, Kind.HOUSE):
            self._take_post(chunk, is_house=kind is Kind.HOUSE)
        elif kind is Kind.SUBJECT and self.current and self.current.tail:
            self.current.tail[-1] = replace(self.current.tail[-1], end=self._past_bracket(chunk))
        elif self._is_hope(chunk):
            self.hoped, self.current = (chunk.start, chunk.end), None
        elif stages.TENTATIVE.fullmatch(self.plain[chunk.start : chunk.end]):
            if self.current and not self._is_note(chunk):
                self.current.tentative = (chunk.start, chunk.end)
            elif chunk.before == ":" and not chunk.depth:
                self.announced = None  # `Chair: TBA`
        elif self.current and not self.grammar.is_nothing(self.plain[chunk.start : chunk.end], chunk):
            self._said_of(self.current, chunk.start, chunk.end)

    def _is_hope(self, chunk: Chunk) -> bool:
        """`hopefully`, `(tbc)` before whom it is said of."""
        hopes = chunk.before == "," and stages.HOPED.fullmatch(self.plain, chunk.start, chunk.end)
        return bool(hopes) or (chunk.before == "(" and self.cutting.is_hoped_for(chunk.start))

    def _is_note(self, chunk: Chunk) -> bool:
        """`* to be confirmed`, which says what a mark means."""
        return stages.proviso(self.source.paragraphs[self.source.paragraph_at(chunk.start)].written) is not None

    def _past_bracket(self, chunk: Chunk) -> int:
        """`Director (Estates)` with its bracket."""
        return chunk.end + (chunk.depth > 0 and self.plain[chunk.end : chunk.end + 1] in (")", "]"))

    def _take_part(self, chunk: Chunk, following: Chunk | None) -> None:
        text = self.plain[chunk.start : chunk.end]
        part = stages.printed(text, stages.aside(text) or stages.of(text)) or ""
        is_before_colon = self.grammar.heads(chunk, following)
        if is_before_colon and not _OF_ONE.search(text):
            part = stages.shared(part) or ""
            self.shared = (part, (chunk.start, chunk.end)) if _OF_SEVERAL.search(text) else None
        if (
            self.current
            and not is_before_colon
            and (chunk.before in ("(", "[", "–", "—", "-", ",", "|", "/", "\n") or chunk.joins)
        ):
            self.current.part, self.current.part_at = part, (chunk.start, chunk.end)
        else:
            self.announced, self.current = (part, (chunk.start, chunk.end)), None

    def _take_post(self, chunk: Chunk, *, is_house: bool) -> None:
        if self.current:
            self._add(self.current, chunk.start, chunk.end, chunk.before, is_house=is_house)
        else:
            lead = THE.match(self.plain, chunk.start, chunk.end)
            self.waiting.append(Piece(lead.end() if lead else chunk.start, chunk.end, chunk.before, is_house=is_house))

    def _meet(self, chunk: Chunk, name: Name) -> None:
        person = Person(self._whole(name), at=chunk.start)
        self.current = person
        self.found.append(person)
        person.tail, self.waiting = self.waiting, []
        person.tentative, self.hoped = self.hoped, None
        self._around(person, chunk, name)
        announced = self.announced or (self.shared if self.shared and self._is_below(self.shared[1], chunk) else None)
        if announced and person.part is None:
            person.part, person.part_at = announced[0] or None, announced[1]
        self.announced = None

    def _is_below(self, label: Span, chunk: Chunk) -> bool:
        """Whether somebody is named behind a label, or set back in a line below it."""
        first, last = (self.source.paragraph_at(each) for each in (label[0], chunk.start))
        columns = [self.source.column(self.source.paragraphs[each]) for each in range(first, last + 1)]
        return all(each > columns[0] for each in columns[1:])

    def _whole(self, name: Name) -> Name:
        return self.named.get(name.called, name) if name.is_peer or not name.is_whole else name

    def _add(self, person: Person, start: int, end: int, before: str, *, is_house: bool = False) -> None:
        if bio := BIO.match(self.plain, start, end):
            if bio["was"] or not self._is_short_for(person.name, bio["who"]):
                return
            start = bio.end()
        start = self.cutting.told_from(start, end)
        stop = self.cutting.stop(start, end)
        if stop > start and not _PRONOUN.fullmatch(self.plain, start, stop):
            person.tail.append(Piece(start, stop, before, is_house=is_house))
        self._said_of(person, start, end)

    def _said_of(self, person: Person, start: int, end: int) -> None:
        """What a sentence says of somebody after their posts: that they will chair, that they are invited."""
        stop = self.cutting.stop(start, end)
        if chairs := _CHAIRING.search(self.plain, max(start - 1, 0), end):
            person.part = stages.doing(chairs["does"] or chairs["doing"])
            person.part_at = chairs.span("does" if chairs["does"] else "doing")
        elif keynote := _KEYNOTE.search(self.plain, start, end):
            person.part, person.part_at = "keynote", keynote.span()
        elif invited := _HAS_BEEN_INVITED.search(self.plain[stop:end]):
            person.tentative = (stop + invited.start(), stop + invited.end())
        if stop < end and not self.grammar.is_one_each:
            self.current = None

    def _is_short_for(self, name: Name, who: str) -> bool:
        return who.lower() in ("she", "he", "they") or who.split()[-1].casefold() in name.bare.casefold().split()

    def _around(self, person: Person, chunk: Chunk, name: Name) -> None:
        """What a chunk says before and after its name."""
        text = self.plain[chunk.start : chunk.end]
        if not chunk.start <= name.start < chunk.end and self.posts.is_role(text.rpartition(" ")[0]):
            person.posts += self.posts.before_name(chunk.start, chunk.start + text.rfind(" "))  # `Mayor Lee`
        begin = chunk.start
        if by := _BY.match(self.plain, begin, name.opens):
            begin = by.end()  # `Welcome by the president`
            if stages.is_of_one(part := stages.led(by[0]) or stages.of(by[0])):
                person.part, person.part_at = part, by.span()  # `Moderated by journalist`
        before = self.plain[begin : name.opens].strip()
        if before:
            part = (
                stages.led(before) or stages.printed(before, stages.of(before)) if _OF_SOMEBODY.search(before) else None
            )
            if part and (part != "speaker" or _LABELS_PERSON.search(before)):
                person.part, person.part_at = part, (chunk.start, name.opens)
            elif self.posts.is_role(before) or crafts.is_craft(before) or self.cutting.ends_with_post(before):
                person.posts += self.posts.before_name(begin, name.opens)
        rest = self.plain[name.closes : chunk.end]
        if chairs := _CHAIRING.match(rest):
            self._said_of(person, name.closes, chunk.end)
            does = "does" if chairs["does"] else "doing"
            person.part_at = (name.closes + chairs.start(does), name.closes + chairs.end(does))
        elif _HAS_BEEN_INVITED.match(rest):
            self._said_of(person, name.closes, chunk.end)
        elif is_ := _IS.match(rest):
            self._add(person, name.closes + is_.end(), chunk.end, "is")
        elif works := _WORKS_AT.match(rest):
            self._add(person, name.closes + works.end(), chunk.end, "of", is_house=True)
        elif rest.strip():
            lead = len(rest) - len(rest.lstrip())
            at = OF_A_HOUSE.match(rest.lstrip())
            if at and (not at["where"] or self.grammar.is_one_each or self._is_at_a_house(rest.lstrip()[at.end() :])):
                self._add(person, name.closes + lead, chunk.end, "of", is_house=True)
            elif (at or self.cutting.stop(name.closes, chunk.end) < chunk.end) and not self.grammar.is_one_each:
                self.current = None

    def _is_at_a_house(self, text: str) -> bool:
        """`Jane Lee at the Foo Trust`, not `Jane Lee at the Foo Rooms`."""
        return self.posts.sounds_like_one(re.split(r"\s(?:on|in|at)\s", text)[0])
