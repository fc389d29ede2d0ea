"""People in a list, in running text or in lines: who they are, which posts they hold, and in what part they appear."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from events.press.reading import names, posts, stages, vocabulary
from events.press.reading.names import Name
from events.press.reading.posts import Piece, Post, Span
from events.press.reading.source import Source

_STOP = re.compile(
    r"\s(?:will|who|whose|which|where|when|that|is|are|was|were|has|have|had|took|takes?|said|says|discuss(?:es"
    r"|ed|ing)?"
    r"|to discuss|joins?|joined|speaks?|explores?|as part|on (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\d+)"
    r"|at \d[\w.:]*|from \d[\w.:]*"
    r"|in (?:conversation|discussion|a|an)|during|followed|before|after|for a|by video|this)\b|\.\s|\.$|\s?[?!]"
)
_IS = re.compile(r"\s(?:is|was|,)\s(?:currently\s)?(?:the\s|an?\s|our\s)?", re.IGNORECASE)
_CHAIRING = re.compile(
    r"\s(?:who\s)?(?:will|is to|to|shall)\s(?:also\s)?(?P<does>chair|moderate|host|facilitate|respond)\b"
)
_HAS_BEEN_INVITED = re.compile(r"\s(?:has|have) (?:also )?been invited\b|\s(?:is|are) (?:also )?invited\b")
_SPEAKING = re.compile(
    r"\s(?:of|from|at|with|for|is|was|will|has|who|representing|to|chairs|moderates|on|in|as)\b|['’]s?\b|\s?[.?!]"
    r"|\s?[a-z(@]"
)
_TALKS_OF = re.compile(
    r"\b(?:talk|speech|address|keynote|welcome|introduction|presentation|chair|moderation|remarks)\b"
)
_WITHIN_NAME = re.compile(r"\s?\((?=[A-Z][a-z]+\)\s[A-Z])|\)\s[A-Z]")
_TITLE_LAST = re.compile(r"(?:Baroness|Lord|Lady|Sir|Dame|Dr|Professor|Prof)(?: \([A-Z][a-z]+)?$")
_BIO = re.compile(
    r"(?P<who>(?:(?:Dr|Prof|Professor|Sir|Dame)\.?\s)?[A-Z][\w’'-]+)\s"
    r"(?:(?P<was>was|were|has been|used to be|previously|formerly)|(?:is|works as|serves as"
    r"|is currently)\s(?:currently\s)?(?:the\s|an?\s|our\s)?)"
)
_OF_SOMEBODY = re.compile(
    r"\b(?:by|is|will be)$|:$|^\W*(?:keynote|chair|moderator|welcome|introduction|response)", re.IGNORECASE
)
_LABELS_PERSON = re.compile(r"\b(?:by|is|will be)$|:$", re.IGNORECASE)
_NO_POST = re.compile(
    r"(?:She|He|They)$|[“\"‘«„]|[A-Z]{2}$|(?:[A-Z][a-z]{0,2}|[A-Z]{1,4})[-–][A-Z][\w.]{1,5}$"
)  # a talk's title, `FR`, `D-N.Y.`
_THE = re.compile(r"(?:the|our|its|their)\s", re.IGNORECASE)
_PRONOUN = re.compile(r"\W*(?:she|he|they)\W*", re.IGNORECASE)
_SOMEBODY = re.compile(r"(?:and )?(?:an?|another|others?|representatives?)\s")
_FROM = re.compile(r"(?:and,? )?from\b|and,?$")
_BEFORE_NAMES = frozenset(
    """by with featuring including from and welcome keynote introduction address chair moderator host speaker author
    authors include includes are is hear meet response closing remarks opening mc""".split()
)


@dataclass
class Person:
    """Somebody in a list; `part` is what they do at the event, if the list says so."""

    name: Name
    at: int = 0
    posts: list[Post] = field(default_factory=list)
    part: str | None = None
    part_at: Span | None = None
    tentative: Span | None = None
    tail: list[Piece] = field(default_factory=list)


@dataclass(frozen=True)
class _Chunk:
    start: int
    end: int
    before: str  # the mark or word that parts it from the one before
    depth: int  # of brackets


def listed(
    source: Source,
    start: int,
    end: int,
    *,
    known: frozenset[str] = frozenset(),
    named: Mapping[str, Name] | None = None,
) -> list[Person]:
    """The people of a list, each with what follows their name; `named` are whole names by what they are for short."""
    return _Reading(source, known, named or {}).people(start, end)


def posts_of(source: Source, start: int, end: int, *, known: frozenset[str] = frozenset()) -> list[Post]:
    """The posts in what stands after a name."""
    reading = _Reading(source, known, {})
    pieces = [Piece(each.start, each.end, each.before) for each in reading.chunks(start, end)]
    return reading.posts.of(pieces)


def is_tentative(words: str) -> bool:
    return bool(stages.TENTATIVE.fullmatch(words)) or words.strip().lower() in ("no", "pending", "?")


class _Reading:
    def __init__(self, source: Source, known: frozenset[str], named: Mapping[str, Name]) -> None:
        self.source = source
        self.plain = source.plain
        self.lower = source.lower_words
        self.known = known
        self.named = named
        self.posts = posts.Reading(source, known)
        self.found: list[Person] = []
        self.current: Person | None = None
        self.announced: tuple[str, Span] | None = None
        self.is_one_each = False  # a line or a semicolon parts each person from the next

    def people(self, start: int, end: int) -> list[Person]:
        entries = self._entries(self.chunks(start, end))
        self.is_one_each = len(entries) > 1
        stanzas = self._stanzas(entries)
        for entry in entries:
            begins = "\n" in entry[0].before or entry[0].before in (";", "•", "")
            if begins and entry[0].start in stanzas:
                self._tell(entry)
            else:
                self._entry(entry)
        for person in self.found:
            person.posts = self.posts.of(person.tail, person.posts)
        return self.found

    def _entries(self, chunks: Sequence[_Chunk]) -> list[list[_Chunk]]:
        entries: list[list[_Chunk]] = []
        for chunk in chunks:
            if not entries or (chunk.before in (";", "•", "\n") and not chunk.depth):
                entries.append([])
            entries[-1].append(chunk)
        return entries

    def _stanzas(self, entries: Sequence[Sequence[_Chunk]]) -> set[int]:
        """Where lines begin that go on about the name above them: blank lines part the people, not line ends."""
        groups: dict[int, list[int]] = {}
        lines = [each[0] for each in entries if each[0].before in ("\n", "")]
        for chunk in lines:
            paragraph = self.source.paragraphs[self.source.paragraph_at(chunk.start)]
            if paragraph.mark:
                return set()
            groups.setdefault(paragraph.group, []).append(chunk.start)
        first = [self.source.paragraphs[self.source.paragraph_at(each[0])].text for each in groups.values()]
        if len(groups) < 2 or sum(len(each) > 1 for each in groups.values()) * 2 < len(groups):
            return set()
        if not all(names.at(text, 0) or ":" in text for text in first):
            return set()
        return {start for each in groups.values() for start in each[1:]}

    def _tell(self, entry: Sequence[_Chunk]) -> None:
        for place, chunk in enumerate(entry):
            if self.current:
                self._say(self.current, chunk, entry[place + 1] if place + 1 < len(entry) else None)

    def _entry(self, entry: Sequence[_Chunk]) -> None:
        here = [self._name_in(each) if not each.depth else None for each in entry]
        if not any(here) and self.current is None:
            here = [self._name_in(each) for each in entry]  # `Opening remarks (Ann Lee, Director)`
        is_plain = all(
            name is not None and name.opens == each.start and name.closes >= self._stop(each.start, each.end)
            for name, each in zip(here, entry, strict=True)
        )
        if self._begins_anew(entry, here):
            self.current = None
        waiting: list[Piece] = []
        for place, (chunk, name) in enumerate(zip(entry, here, strict=True)):
            following = entry[place + 1] if place + 1 < len(entry) else None
            if name and (is_plain or not self._is_house_of(chunk, name, following, place)):
                self._meet(chunk, name)
                self.found[-1].tail += waiting
                waiting = []
            elif following and self._is_post_before(chunk, following):
                lead = _THE.match(self.plain, chunk.start, chunk.end)
                waiting.append(Piece(lead.end() if lead else chunk.start, chunk.end))
            elif not self.current and _FROM.match(self.plain, chunk.start, chunk.end) and any(here[place:]):
                begin = self.plain.find("from ", chunk.start, chunk.end)
                waiting += [Piece(begin, chunk.end, "of")] if begin >= 0 else []
            elif following and following.before == ":" and not (self.current and chunk.depth):
                part = stages.aside(self.plain[chunk.start : chunk.end]) or stages.of(
                    self.plain[chunk.start : chunk.end]
                )
                self.announced = (part, (chunk.start, chunk.end)) if part else self.announced
                self.current = None
            else:
                self._say(self.current, chunk, following)

    def _is_post_before(self, chunk: _Chunk, following: _Chunk) -> bool:
        """`The minister for towns, Ann Lee, …`."""
        if self.current or chunk.depth or following.before != ",":
            return False
        text = _without_article(self.plain[chunk.start : chunk.end])
        return self.posts.is_role(text) and not stages.aside(text) and self._name_in(following) is not None

    def _begins_anew(self, entry: Sequence[_Chunk], here: Sequence[Name | None]) -> bool:
        """Whether the person of the line before is not spoken of here."""
        if entry[0].before == ";":
            is_nameless = not any(here) and bool(_SOMEBODY.match(self.plain, entry[0].start, entry[0].end))
            is_from = bool(_FROM.match(self.plain, entry[0].start, entry[0].end)) and any(here)
            return is_nameless or is_from
        return entry[0].before == "\n" and (any(here) or not self._continues(entry))

    def _meet(self, chunk: _Chunk, name: Name) -> None:
        person = Person(self._whole(name), at=chunk.start)
        self.current = person
        self.found.append(person)
        self._around(person, chunk, name)
        if self.announced and person.part is None:
            person.part, person.part_at = self.announced
        self.announced = None

    def _whole(self, name: Name) -> Name:
        return self.named.get(name.called, name) if name.is_peer or not name.is_whole else name

    def _say(self, person: Person | None, chunk: _Chunk, following: _Chunk | None) -> None:
        """What a chunk without a name says of the person before it, or of the next one."""
        text = self.plain[chunk.start : chunk.end]
        part = stages.aside(text)
        if part and (chunk.depth or following is None or following.before != "," or following.depth or " the " in text):
            if person and chunk.before in ("(", "[", "–", "—", "-", ",", "|", "\n"):
                person.part, person.part_at = part, (chunk.start, chunk.end)
            else:
                self.announced = part, (chunk.start, chunk.end)
        elif stages.TENTATIVE.fullmatch(text):
            if person:
                person.tentative = (chunk.start, chunk.end)
        elif _NO_POST.match(text) or text.split(".")[0].lower() in vocabulary.HONORIFICS:
            return
        elif (
            person
            and not stages.IDLE.fullmatch(text)
            and not (names.are_letters(text) and (chunk.before != "(" or text.startswith("Ret")))
        ):
            self._add(person, chunk.start, chunk.end, chunk.before)

    def _add(self, person: Person, start: int, end: int, before: str) -> None:
        if bio := _BIO.match(self.plain, start, end):
            if bio["was"] or not self._is_short_for(person.name, bio["who"]):
                return
            start = bio.end()
        stop = self._stop(start, end)
        said = self.plain[stop:end]
        if stop > start and not _PRONOUN.fullmatch(self.plain, start, stop):
            person.tail.append(Piece(start, stop, before))
        if chairs := _CHAIRING.search(self.plain, max(start - 1, 0), end):
            person.part = {"chair": "chair", "respond": "respondent"}.get(chairs["does"], "moderator")
            person.part_at = chairs.span("does")
        elif invited := _HAS_BEEN_INVITED.search(said):
            person.tentative = (stop + invited.start(), stop + invited.end())
        if stop < end and not self.is_one_each:
            self.current = None

    def _is_short_for(self, name: Name, who: str) -> bool:
        return who.lower() in ("she", "he", "they") or who.split()[-1].casefold() in name.bare.casefold().split()

    def _continues(self, entry: Sequence[_Chunk]) -> bool:
        """Whether a new line still speaks of the person of the line before."""
        if self.current is None or self.current.tail:
            return False
        text = self.plain[entry[0].start : entry[0].end]
        return len(text) < 120 and (self.posts.is_role(text) or self.posts.is_organisation(text))

    def chunks(self, start: int, end: int) -> list[_Chunk]:
        pieces: list[_Chunk] = []
        at, before, depth = start, "", 0
        for mark in posts.MARKS.finditer(self.plain, start, end):
            if _WITHIN_NAME.match(self.plain, mark.start(), end) and _TITLE_LAST.search(self.plain, at, mark.start()):
                continue
            if mark.start() > at:
                pieces.append(_Chunk(at, mark.start(), before, depth))
                before = ""
            depth = max(0, depth + mark[0].count("(") + mark[0].count("[") - mark[0].count(")") - mark[0].count("]"))
            if "\n" in mark[0]:
                depth = 0
            stripped = "\n" if "\n" in mark[0] else mark[0].strip()
            at, before = mark.end(), "\n" if "\n" in (before, stripped) else stripped or before
        if end > at:
            pieces.append(_Chunk(at, end, before, depth))
        merged: list[_Chunk] = []
        for piece in pieces:
            if merged and self._belongs_to(merged[-1], piece):
                merged[-1] = replace(merged[-1], end=piece.end)
            else:
                merged.append(piece)
        return merged

    def _belongs_to(self, last: _Chunk, piece: _Chunk) -> bool:
        """`and Policy` goes on with the subject; `and Director of` and `and Mark Lee` begin anew."""
        if piece.before not in ("and", "&") or piece.depth != last.depth:
            return False
        text = self.plain[piece.start : piece.end]
        if self.posts.is_role(text):
            before = self.plain[last.start : last.end]
            if re.fullmatch(r"[a-z-]+(?: [a-z-]+)?", before) and re.fullmatch(r"[a-z-]+(?: [a-z-]+)?", text):
                return True  # `courier and organiser`
            is_pair = (
                self.posts.is_role(before) and len(text.split()) <= 2 and not re.search(r"\b(?:of|at|for)\b", before)
            )
            return is_pair and (text[:1].islower() or text.isupper() or before[:1].isupper())
        return self._name_in(piece) is None

    def _name_in(self, chunk: _Chunk) -> Name | None:
        found = next(names.within(self.plain, chunk.start, chunk.end, lower=self.lower), None)
        if found is None and self.named and (short := self._shortened(chunk)):
            return short
        if found is None or found.closes > chunk.end or self._is_house(found):
            return None
        if not found.is_whole and found.called not in self.named:
            return None
        if found.opens == chunk.start:
            rest = self.plain[found.closes : chunk.end]
            if re.match(r"\s[a-z]", rest) and (later := self._after_post(found, chunk)):
                return later
            return found if not rest.strip() or _SPEAKING.match(rest) else None
        before = self.plain[chunk.start : found.opens].strip()
        if found.is_titled and re.fullmatch(r"(?:[A-Z][\w.’'-]*\s?){1,3}", before) and not self.posts.is_role(before):
            return found if "." in before or not self.posts.sounds_like_one(before) else None  # `U.S. Rep. Ann Lee`
        if before.lower() in ("the", "and", "and the") and found.is_titled:
            return found  # `The Rt Revd Ann Lee`
        if re.search(r"\b(?:of|for|at|the|in|on|to)$", before) and not _TALKS_OF.search(before):
            return None
        if self.posts.is_role(before) and not re.search(r"\b(?:by|with)\s", before):
            return found
        words = vocabulary.words(before)
        if self._is_craft(before):
            return found
        return found if words and (words[-1] in vocabulary.ROLES or words[-1] in _BEFORE_NAMES) else None

    def _ends_with_post(self, before: str) -> bool:
        """`Ohio Department of Trails Director Ann Lee`."""
        words = vocabulary.words(before)
        return bool(words) and before[:1].isupper() and words[-1] in vocabulary.ROLES

    def _is_craft(self, before: str) -> bool:
        """`comedian Ann Lee`, `the chandler Tom Ash`: small words right before a name say what somebody is."""
        words = _without_article(before).split()
        is_small = 0 < len(words) <= 3 and all(re.fullmatch(r"[a-z][a-z-]{2,}", each) for each in words)
        return (
            is_small
            and not {words[-1], words[0]} & (_BEFORE_NAMES | vocabulary.LINKS)
            and not words[-1].endswith("ing")
        )

    def _shortened(self, chunk: _Chunk) -> Name | None:
        """`Lee`, or `Administrator Lee`, for Ann Lee."""
        text = self.plain[chunk.start : chunk.end]
        before, _, last = text.rpartition(" ")
        name = self.named.get(last.casefold())
        if (
            name is None
            or not last[:1].isupper()
            or len(text) > 60
            or (before and (" of" in before or not self.posts.is_role(before)))
        ):
            return None
        return replace(name, outer=(chunk.start, chunk.end))

    def _after_post(self, first: Name, chunk: _Chunk) -> Name | None:
        """`Columbia Heights credit union manager Ann Lee`: what looks like a name first is where she works."""
        for name in names.within(self.plain, first.closes, chunk.end, lower=self.lower):
            before = self.plain[first.closes : name.opens].strip()
            if self.posts.is_role(before) and name.is_whole and " of " not in before:
                return name
        return None

    def _is_house_of(self, chunk: _Chunk, name: Name, following: _Chunk | None, place: int) -> bool:
        """`Chief Executive, Brook House`: a name only by its looks."""
        current = self.current
        if not chunk.start <= name.start < chunk.end:
            return False  # somebody known, called for short
        if current is None or name.is_titled or name.opens != chunk.start:
            return False
        if chunk.before in ("\n", ";", "•", ":", "") or place == 0:
            return False
        if re.fullmatch(r"\s[a-z]{4,}", self.plain[name.closes : chunk.end]):
            return True  # `Clarion magazine`
        if re.match(r"\s(?:of|from|at|for)\s", self.plain[name.closes : chunk.end]):
            return False
        if following and (following.depth or self.posts.is_role(self.plain[following.start : following.end])):
            return False
        if (
            following
            and stages.TENTATIVE.fullmatch(self.plain[following.start : following.end])
            and not self.is_one_each
        ):
            return False
        if self.is_one_each:
            return bool(current.tail) or chunk.before not in ("and", "&")
        last = current.tail[-1] if current.tail else None
        text = self.plain[last.start : last.end] if last else ""
        waits = (
            bool(last) and self.posts.is_role(text) and self.posts.of([last])[0].organisation is None if last else False
        )
        if waits or (current.posts and current.posts[-1].organisation is None and not last):
            ends = following is None or self._name_in(following) is not None
            return ends and chunk.before not in ("and", "&", ", and")
        others = [each for each in self.found if each is not current]
        return (
            last is None
            and following is None
            and chunk.before == ","
            and len(others) > 1
            and all(each.tail for each in others)
        )

    def _is_house(self, name: Name) -> bool:
        return name.text.casefold() in self.known

    def _around(self, person: Person, chunk: _Chunk, name: Name) -> None:
        """What a chunk says before and after its name."""
        text = self.plain[chunk.start : chunk.end]
        if not chunk.start <= name.start < chunk.end and self.posts.is_role(text.rpartition(" ")[0]):
            person.posts += self.posts.before_name(chunk.start, chunk.start + text.rfind(" "))  # `Mayor Lee`
        before = self.plain[chunk.start : name.opens].strip()
        if before:
            part = stages.of(before) if _OF_SOMEBODY.search(before) else None
            if part and (part != "speaker" or _LABELS_PERSON.search(before)):
                person.part, person.part_at = part, (chunk.start, name.opens)
            elif self.posts.is_role(before) or self._is_craft(before) or self._ends_with_post(before):
                person.posts += self.posts.before_name(chunk.start, name.opens)
        rest = self.plain[name.closes : chunk.end]
        if chairs := _CHAIRING.match(rest):
            self._add(person, name.closes, chunk.end, ",")
            person.part_at = (name.closes + chairs.start("does"), name.closes + chairs.end("does"))
        elif _HAS_BEEN_INVITED.match(rest):
            self._add(person, name.closes, chunk.end, ",")
        elif is_ := _IS.match(rest):
            self._add(person, name.closes + is_.end(), chunk.end, "is")
        elif rest.strip():
            lead = len(rest) - len(rest.lstrip())
            at = re.match(r"(?:(?P<where>at)|of|from|for|representing|on behalf of|@)\s(?:the\s)?", rest.lstrip())
            if at and (not at["where"] or self.is_one_each or self._is_at_a_house(rest.lstrip()[at.end() :])):
                self._add(person, name.closes + lead, chunk.end, "of")
            elif (at or self._stop(name.closes, chunk.end) < chunk.end) and not self.is_one_each:
                self.current = None

    def _is_at_a_house(self, text: str) -> bool:
        """`Jane Lee at the Foo Trust`, not `Jane Lee at the Foo Rooms`."""
        return self.posts.sounds_like_one(re.split(r"\s(?:on|in|at)\s", text)[0])

    def _stop(self, start: int, end: int) -> int:
        found = _STOP.search(self.plain, max(start - 1, 0), end)
        return max(start, found.start()) if found else end


def _without_article(text: str) -> str:
    the = _THE.match(text)
    return text[the.end() :] if the else text
