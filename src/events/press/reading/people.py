"""People in a list or after a name: who they are, which posts they hold, and in what part they appear."""

import re
from dataclasses import dataclass, field, replace

from events.press.reading import names, vocabulary
from events.press.reading.names import Name
from events.press.reading.source import Source

Span = tuple[int, int]

_SPLIT = re.compile(
    r"\s?[;|•]\s?|[?!]\s|,\s?(?:(?:and|&|as well as|plus|alongside)\s)?|\s[–—-]{1,2}\s|\s(?:and|&|as well as|plus|alongside)\s|\s?[(\[]\s?|\s?[)\]]\s?|\n|:\s|\s/\s|(?<!\b[A-Z])(?<!\b(?:Dr|St|Mr|Ms))(?<!\b(?:Mrs|Rev|Hon|Sen|Rep|Gov))(?<!\bProf)\.\s(?=[A-Z])"
)
_TENTATIVE = re.compile(
    r"\W*(?:tbc|tba|t\.b\.c\.?|to be confirmed|provisional|invited|awaiting confirmation|unconfirmed|subject to confirmation|tentative)\W*",
    re.IGNORECASE,
)
_CONFIRMED = re.compile(
    r"\W*(?:confirmed|yes|in person|online|remotely|via video(?: link)?|by video|virtual(?:ly)?|she/her|he/him|they/them|speaker|panell?ist|report author|author)\W*",
    re.IGNORECASE,
)
PARTS: dict[str, str] = {
    "chair": "chair", "chaired": "chair", "chairing": "chair", "chairs": "chair", "chairperson": "chair", "chairwoman": "chair", "chairman": "chair", "presiding": "chair",
    "moderator": "moderator", "moderated": "moderator", "moderating": "moderator", "moderates": "moderator", "facilitator": "moderator", "facilitated": "moderator",
    "moderate": "moderator", "hosted": "moderator",
    "keynote": "keynote", "keynotes": "keynote",
    "respondent": "respondent", "response": "respondent", "responses": "respondent", "discussant": "respondent", "responding": "respondent", "responds": "respondent", "respond": "respondent", "respondents": "respondent", "discussants": "respondent",
    "panellist": "panellist", "panelist": "panellist", "panel": "panellist", "panellists": "panellist", "panelists": "panellist",
    "speaker": "speaker", "speakers": "speaker", "welcome": "speaker", "introduction": "speaker", "presentation": "speaker", "presenter": "speaker",
}  # fmt: skip
_PART = re.compile(
    r"\W*(?:panel |session |event |the |keynote )?(chair(?:person|woman|man|ing|ed by|s)?|moderat(?:or|ing|ed by|es)|facilitator|facilitated by|hosted by|keynote(?: speaker| address| speech| lecture)?|respondents?|discussants?|panell?ists?|panel(?: discussion)?)\W*",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"\s(?:will|who|whose|which|where|when|that|is|are|was|were|has|have|had|took|takes?|said|says|discuss(?:es|ed|ing)?|to discuss|joins?|joined|speaks?|explores?|as part|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|\d)|at \d|from \d|in (?:conversation|discussion|a|an)|during|followed|before|after|for a|by video|this)\b|\.\s|\.$|\s?[:?!]"
)
_FROM = re.compile(r"\s?(?:of|from|at|with|for|representing|on behalf of)\s(?:the\s)?(?=[^\W\d_])")
_IS = re.compile(r"\s(?:is|was|,)\s(?:currently\s)?(?:the\s|an?\s|our\s)?", re.IGNORECASE)
_AT = re.compile(r"\s(?:at|with|from)\s(?:the\s(?=[^\s]))?(?=[A-Z0-9]|the [A-Z]|[a-z]{2,8}$|[a-z]+[A-Z])")
_OF = re.compile(r"\sof\s(?:the\s(?=[A-Z]))?(?=[A-Z0-9]|[a-z]{1,4}[A-Z]|[a-z]{2,6}$)")
_FOR = re.compile(r"\s(?:for|on|in|to)\s(?:the\s(?=[A-Z]))?(?=[A-Z])")
_LEAD = re.compile(
    r"(?:(?:the|a|an|our|its|their|his|her|and|also|both|formerly|now|currently|as|with|by|to|including|featuring)\s+)+",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"['’]s?\s")

# Whose "of" names where they are, not what for.
_OF_A_HOUSE = frozenset(
    """ceo president founder co-founder cofounder editor editor-in-chief chair chairman chairwoman chairperson co-chair secretary vice-chancellor principal
    rector provost chancellor owner trustee member governor director executive director-general publisher controller treasurer patron deputy-director co-director
    spokesperson spokesman spokeswoman warden commissioner""".split()
)
_OF_A_SUBJECT = frozenset(
    "professor lecturer reader fellow minister secretary mayor lord head officer manager researcher historian student".split()
)


@dataclass(frozen=True)
class Post:
    """A post where it is written; either half may be missing."""

    role: Span | None = None
    organisation: Span | None = None


@dataclass
class Person:
    """Somebody in a list; `part` is what they do at the event, if the list says so."""

    name: Name
    posts: list[Post] = field(default_factory=list)
    part: str | None = None
    part_at: Span | None = None
    tentative: Span | None = None


@dataclass(frozen=True)
class _Chunk:
    start: int
    end: int
    before: str  # the mark or word that parts it from the one before


def listed(source: Source, start: int, end: int, *, known: frozenset[str] = frozenset()) -> list[Person]:
    """The people of a list in running text or in lines, each with what follows their name."""
    return _Reading(source, known).people(start, end)


def posts(source: Source, start: int, end: int, *, known: frozenset[str] = frozenset()) -> list[Post]:
    """The posts in what stands after a name, or before it."""
    reading = _Reading(source, known)
    person = Person(Name(start, start, ""))
    chunks = reading.chunks(start, end)
    for place, chunk in enumerate(chunks):
        reading.attach(person, chunk, chunks[place + 1] if place + 1 < len(chunks) else None)
    return person.posts


def is_tentative(words: str) -> bool:
    return bool(_TENTATIVE.fullmatch(words)) or words.strip().lower() in ("no", "pending", "?")


class _Reading:
    def __init__(self, source: Source, known: frozenset[str]) -> None:
        self.plain = source.plain
        self.lower = source.lower_words
        self.known = known
        self.one_each = False  # a line or a semicolon parts each person from the next

    def people(self, start: int, end: int) -> list[Person]:
        found: list[Person] = []
        current: Person | None = None
        announced: tuple[str, Span] | None = None
        chunks = self.chunks(start, end)
        self.one_each = any(each.before in (";", "\n", "•") for each in chunks)
        for place, chunk in enumerate(chunks):
            following = chunks[place + 1] if place + 1 < len(chunks) else None
            text = self.plain[chunk.start : chunk.end]
            name = self._name_in(chunk)
            if name and not (current and self._is_house_of(current, chunk, name, following)):
                current = Person(name)
                found.append(current)
                self._around(current, chunk, name)
                if announced:
                    current.part, current.part_at = announced
                    announced = None
            elif ((part := _PART.fullmatch(text)) and (following is None or following.before != ",")) or (
                part and chunk.before == "("
            ):
                announced = self._take_part(part, chunk, current, following)
            elif _TENTATIVE.fullmatch(text):
                if current:
                    current.tentative = (chunk.start, chunk.end)
            elif current and (chunk.before == ";" or "\n" in chunk.before) and not self._continues(chunk, current):
                current = None
            elif current and not _CONFIRMED.fullmatch(text):
                self.attach(current, chunk, following)
        return found

    def _take_part(
        self, part: re.Match[str], chunk: _Chunk, current: Person | None, following: _Chunk | None
    ) -> tuple[str, Span] | None:
        """`(chair)` is said of the one before it, `Chair:` of the next."""
        role = PARTS[part[1].split()[0].lower()]
        at = (chunk.start + part.start(1), chunk.start + part.end(1))
        if current and chunk.before in ("(", "[", "–", "—", "-", ","):
            current.part, current.part_at = role, at
            return None
        return role, at

    def _continues(self, chunk: _Chunk, current: Person) -> bool:
        """Whether a new line still speaks of the person of the line before."""
        text = self.plain[chunk.start : chunk.end]
        return not current.posts and (self._is_role(text) or self._is_organisation(text)) and len(text) < 120

    def chunks(self, start: int, end: int) -> list[_Chunk]:
        pieces: list[_Chunk] = []
        at, before = start, ""
        for mark in _SPLIT.finditer(self.plain, start, end):
            pieces.append(_Chunk(at, mark.start(), before))
            at, before = mark.end(), mark[0].strip() or ("\n" if "\n" in mark[0] else "")
        pieces.append(_Chunk(at, end, before))
        merged: list[_Chunk] = []
        for piece in pieces:
            if piece.end <= piece.start:
                continue
            if merged and self._belongs_to(merged[-1], piece):
                merged[-1] = replace(merged[-1], end=piece.end)
            else:
                merged.append(piece)
        return merged

    def _belongs_to(self, last: _Chunk, piece: _Chunk) -> bool:
        """`and Policy` goes on with the subject; `and Director of` and `and Mark Lee` begin anew."""
        if piece.before not in ("and", "&"):
            return False
        text = self.plain[piece.start : piece.end]
        if self._is_role(text) and not self._is_plural_role(last, text):
            return False
        return self._name_in(piece) is None

    def _is_plural_role(self, last: _Chunk, text: str) -> bool:
        """`author and broadcaster`: two words for one post."""
        return text[:1].islower() and self._is_role(self.plain[last.start : last.end]) and len(text.split()) <= 2

    def _name_in(self, chunk: _Chunk) -> Name | None:
        found = next(names.within(self.plain, chunk.start, chunk.end, lower=self.lower), None)
        if found is None or found.end > chunk.end:
            return None
        if found.start == chunk.start:
            rest = self.plain[found.end : chunk.end]
            fits = not rest.strip() or bool(
                re.match(
                    r"\s(?:of|from|at|with|for|is|was|will|who|representing|to|chairs|moderates|on|in|as)\b|['’]s?\b|\s?[.?!]|\s?[a-z(]",
                    rest,
                )
            )
            return found if fits and not self._is_house(found) else None
        before = self.plain[chunk.start : found.start].strip()
        if self._is_house(found) or (
            re.search(r"\b(?:of|for|at|the|in|on)$", before)
            and not re.search(
                r"\b(?:talk|speech|address|keynote|welcome|introduction|presentation|chair|moderation)\b", before
            )
        ):
            return None
        words = vocabulary.words(before)
        if self._is_role(before) and found.is_whole and found.end == chunk.end:
            return found
        return (
            found
            if words and (words[-1] in vocabulary.ROLES or words[-1] in _BEFORE_NAMES) and found.is_whole
            else None
        )

    def _is_house_of(self, current: Person, chunk: _Chunk, name: Name, following: _Chunk | None) -> bool:
        """`Chief Executive, Brook House`: a name only by its looks."""
        waits = bool(current.posts) and current.posts[-1].organisation is None
        if chunk.before != "," or name.text != name.bare:
            return False
        if self.one_each:
            return waits or not current.posts
        if waits and name.text.split()[-1].lower() in vocabulary.ORGANISATIONS:
            return True
        ends = following is None or (following.before in ("and", "&", ", and") and self._name_in(following) is not None)
        return waits and ends

    def _is_house(self, name: Name) -> bool:
        return name.text.casefold() in self.known

    def _around(self, person: Person, chunk: _Chunk, name: Name) -> None:
        """What a chunk says before and after its name."""
        before = self.plain[chunk.start : name.start].strip()
        if before:
            part = next((PARTS[each] for each in reversed(vocabulary.words(before)) if each in PARTS), None)
            if part and re.search(
                r"\bby$|:$|^\W*(?:keynote|chair|moderator|welcome|introduction|response)", before, re.IGNORECASE
            ):
                person.part, person.part_at = part, (chunk.start, name.start)
            elif self._is_role(before):
                person.posts += self._before_name(chunk.start, name.start)
        rest = self.plain[name.end : chunk.end]
        if is_ := _IS.match(rest):
            self.attach(person, _Chunk(name.end + is_.end(), chunk.end, "is"), None)
        elif from_ := _FROM.match(rest):
            begin, stop = name.end + from_.end(), self._stop(name.end + from_.end(), chunk.end)
            if self._is_organisation(self.plain[begin:stop]):
                waiting = person.posts.pop() if person.posts and person.posts[-1].organisation is None else Post()
                person.posts.append(replace(waiting, organisation=self._trimmed(begin, stop)))

    def _before_name(self, start: int, end: int) -> list[Post]:
        """`Fernhill's chief executive`, `Fernhill Trust director`, `chief executive`."""
        text = self.plain[start:end].rstrip()
        lead = _LEAD.match(text)
        begin = start + (lead.end() if lead else 0)
        text = text[begin - start :]
        small = re.search(r"(?:^|(?:['’]s?)?\s)(?=[a-z][\w-]+(?:\s|$))", text)
        if small and small.start() > 0:
            house, role = (begin, begin + small.start()), (begin + small.end(), begin + len(text))
            if self._is_role(self.plain[role[0] : role[1]]) and self.plain[house[0]].isupper():
                return [Post(role, house)]
        return [self._split(begin, begin + len(text))]

    def attach(self, person: Person, chunk: _Chunk, following: _Chunk | None) -> None:
        """A post, or the organisation of the post before."""
        stop = self._stop(chunk.start, chunk.end)
        lead = _LEAD.match(self.plain, chunk.start, stop)
        begin = chunk.start if lead is None or self.plain[chunk.start].isupper() else lead.end()
        if from_ := _FROM.match(" " + self.plain[begin:stop]):
            begin += from_.end() - 1
        text = self.plain[begin:stop].strip()
        if not text or len(text) > 200 or text.isdigit():
            return
        if self._is_role(text):
            whole = (
                following is not None
                and following.before in (",", "(", "|", "–", "-", "\n", "—")
                and self._follows_as_house(following)
            )
            person.posts.append(Post(role=self._trimmed(begin, stop)) if whole else self._split(begin, stop))
        elif self._is_organisation(text):
            last = person.posts[-1] if person.posts else None
            if last and last.role and last.organisation is None:
                person.posts[-1] = self._with_house(last, begin, stop)
            elif (last is None or chunk.before in ("and", "&", ";", "|") or vocabulary.is_organisation(text)) and (
                last is None or (last.role is not None and chunk.before != ",")
            ):
                person.posts.append(Post(organisation=self._trimmed(begin, stop)))

    def _with_house(self, post: Post, start: int, end: int) -> Post:
        return replace(post, organisation=self._trimmed(start, end))

    def _follows_as_house(self, chunk: _Chunk) -> bool:
        text = self.plain[chunk.start : self._stop(chunk.start, chunk.end)].strip()
        if _TENTATIVE.fullmatch(text) or _PART.fullmatch(text) or _CONFIRMED.fullmatch(text) or self._is_role(text):
            return False
        by_place = self.one_each and chunk.before != "\n"
        return self._is_organisation(text) and (by_place or self._name_in(chunk) is None)

    def _split(self, start: int, end: int) -> Post:
        """Where a post stops being what and begins to be where."""
        text = self.plain[start:end].rstrip()
        head = self._head(text)
        found = list(_AT.finditer(text))
        at = found[-1] if found else None
        if at and (" at " in at[0] or vocabulary.is_organisation(text[at.end() :])):
            return Post(self._trimmed(start, start + at.start()), self._trimmed(start + at.end(), start + len(text)))
        of = _OF.search(text)
        if of and self._of_a_house(head, text[of.end() :]):
            return Post(self._trimmed(start, start + of.start()), self._trimmed(start + of.end(), start + len(text)))
        for_ = _FOR.search(text)
        if (
            for_
            and not of
            and (vocabulary.is_organisation(text[for_.end() :]) or text[for_.end() :].casefold() in self.known)
            and " " in text[for_.end() :]
        ):
            return Post(
                self._trimmed(start, start + for_.start()), self._trimmed(start + for_.end(), start + len(text))
            )
        house = re.match(r"((?:[A-Z][\w&’'-]*\s)+)(?=[a-z])", text)
        if house and self._is_role(text[house.end() :]) and not self._is_role(house[1]):
            name = house[1].strip()
            cut = len(name) - (2 if name.endswith(("'s", "’s")) else 0)
            return Post(self._trimmed(start + house.end(), start + len(text)), (start, start + cut))
        return Post(self._trimmed(start, start + len(text)))

    def _head(self, text: str) -> str:
        """The word that a post turns on: the last role word before `of`, `for` or `at`."""
        stem = re.split(r"\s(?:of|for|at|in|to|on)\s", text, maxsplit=1)[0]
        roles = [each for each in vocabulary.words(stem) if each in vocabulary.ROLES or each in _OF_A_HOUSE]
        return roles[-1] if roles else ""

    def _of_a_house(self, head: str, place: str) -> bool:
        if place.casefold() in self.known or place.casefold().removeprefix("the ") in self.known:
            return True
        first = vocabulary.words(place.split(" of ")[0].split(" for ")[0])
        sounds = len(place.split()) >= 2 and vocabulary.is_organisation(place)
        if head in _OF_A_SUBJECT:
            return sounds and bool(first) and first[-1] in _STRONG
        if head in _OF_A_HOUSE:
            subject = all(
                each.lower() in vocabulary.COMMON or each.lower() in vocabulary.LINKS for each in place.split()
            )
            return not subject or (sounds and bool(first) and first[-1] in _STRONG)
        return sounds and bool(first) and first[-1] in _STRONG

    def _stop(self, start: int, end: int) -> int:
        found = _STOP.search(self.plain, start, end)
        return found.start() if found else end

    def _trimmed(self, start: int, end: int) -> Span:
        while end > start and self.plain[end - 1] in " ,.;:–—-":
            if self.plain[end - 1] == "." and re.search(
                r"(?:\b[A-Z]|Inc|Ltd|Co|Corp|St)\.$", self.plain[max(start, end - 6) : end]
            ):
                break
            end -= 1
        while start < end and self.plain[start] in " ,;:–—-":
            start += 1
        return start, end

    def _is_role(self, text: str) -> bool:
        stem = re.split(r"\s(?:of|for|at|in|to|on|and|with|from)\s|,", text.strip(), maxsplit=1)[0]
        words = vocabulary.words(stem)
        if not words or len(words) > 9:
            return False
        hyphened = {part for each in words for part in each.split("-")}
        if (
            words[-1] in vocabulary.ROLES
            or (words[-1] == text.split()[-1] and _CRAFT.search(words[-1]))
            or (hyphened & vocabulary.ROLES and words[-1].split("-")[-1] in vocabulary.ROLES)
        ):
            return True
        return (
            words[0] in vocabulary.ROLES
            and (len(words) <= 2 or words[0] in ("ceo", "director", "professor", "vice", "head"))
            and words[0] not in ("guardian", "resident", "patient", "user", "parent")
        )

    def _is_organisation(self, text: str) -> bool:
        text = text.strip()
        if not text or len(text.split()) > 14 or _TENTATIVE.fullmatch(text):
            return False
        return (
            text[0].isupper()
            or text.casefold() in self.known
            or any(each.isupper() for each in text.split()[0])
            or (text.startswith(("the ", "nef", "e.")) and len(text.split()) > 1)
        )


_CRAFT = re.compile(r"\w{3}(?:ists?|icians?|keepers?|workers?|makers?|graphers?|ologist)$")
_BEFORE_NAMES = frozenset(
    "by with featuring including from and welcome keynote introduction address chair moderator host speaker author authors include includes are is hear meet response closing remarks opening".split()
)
_STRONG = frozenset(
    """university institute foundation trust council centre center college school association society federation union agency commission
    department ministry committee network group company bank board forum alliance museum gallery hospital academy authority charity laboratory
    faculty parliament house office service press fund partnership observatory programme lab international""".split()
)
