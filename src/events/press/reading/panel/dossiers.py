"""What a release tells of its people elsewhere: the posts they are introduced with, and which house `the Trust` is."""

import re
from collections.abc import Sequence

from events.press.reading.layout.source import Source
from events.press.reading.panel.people import People, Person
from events.press.reading.panel.posts import Post, Span
from events.press.reading.words import vocabulary
from events.press.reading.words.names import Name

_BEGINS = re.compile(
    rf"[.!?:;,“”\"«»(]['’”\"]?\s?(?:and\s)?|\n"
    rf"|\b(?:{vocabulary.VERBS}\s|(?:by|with|and|from|to|that|for|as|but)\s(?:the\s)?)",
    re.IGNORECASE,
)
_APPOSED = re.compile(r"\s?[,(]|\s[–—-]\s|\s(?:of|from|at)\s")
_OWNER = re.compile(r"(?P<house>[A-Z][\w&-]*(?: (?:of |for |and )?[A-Z][\w&-]*){0,5})['’]s?\s$")
_OFFICE = re.compile(
    r"(?:[.!?;”\"’]\s(?:and )?|\n|\b(?:by|said|says|where|when) )(?:the |its |their )?"
    r"(?P<post>(?:(?!\b(?:by|will|said|says|is|are|was|has|where|when)\b)[^\n.!?,;:“”\"]){4,80}), $",
    re.IGNORECASE,
)
_OF_THE = re.compile(r" (?:of|at) the (?P<kind>[a-z]{4,20})$")
_SMALL = re.compile(r"\s([a-z]+)")
_ITS = re.compile(r"\b(?:[Ii]ts|[Tt]heir) $")
_WROTE = re.compile(r"\b(?:co-)?authors?\b", re.IGNORECASE)
_ENDS = re.compile(vocabulary.NOT_SHORT + r"[.!?]\s|[“”\"«»:\n]|\s[–—-]\s")
_OF_A_HOUSE = re.compile(r"\b(?:of|at|for|with|from)\s$")  # `now a toolmaker with Sample Castings`
_MOST = 12  # places where one name stands
_FARTHEST_BEFORE, _FARTHEST_AFTER = 90, 220


class Dossiers:
    """Looks people up in the whole text."""

    def __init__(self, source: Source, everybody: People, whole: Sequence[Name]) -> None:
        self.plain = source.plain
        self.people = everybody
        self.known = everybody.known
        self.posts = everybody.cutting.posts
        self.places: dict[str, list[Name]] = {}
        for name in whole:
            self.places.setdefault(_key(name), []).append(name)

    def complete(self, person: Person) -> None:
        """Gives somebody without a post, or with a house alone, the post with which they are introduced."""
        if self._is_called_short(person):
            self._call_in_full(person)
            return
        if len(person.posts) == 1 and (role := person.posts[0].role) and person.posts[0].organisation is None:
            person.posts = [Post(role, self._house_held(person, self.plain[slice(*role)].casefold()))]
            return
        bare = [each for each in person.posts if each.role is None]
        if len(bare) < len(person.posts) or len(person.posts) > 1:
            return
        spoken = (self.introduced(name) for name in self.places.get(_key(person.name), ())[:_MOST])
        introduced = [each for each in spoken if each]
        for one in introduced:
            if told := self._of_the_house(one, bare[0]) if bare else self.offices(one):
                person.posts = told
                return
        if not bare:
            person.posts = next((each for each in map(self._houses, introduced) if each), [])

    def _of_the_house(self, introduced: Person, listed: Post) -> list[Post]:
        """What somebody is in the house of which a list has them: there, or of `the branch` or `its` that is meant."""
        for post in self.offices(introduced):
            if self._is_same_house(listed, post):
                return [Post(post.role, listed.organisation)]
            kind = _OF_THE.search(self.plain, *post.role) if post.role and post.organisation is None else None
            if kind and self._folded(listed.organisation).endswith(f" {kind['kind']}"):
                return [Post((post.role[0], kind.start()), listed.organisation)] if post.role else []
            if post.role and post.organisation is None and _ITS.search(self.plain, 0, post.role[0]):
                return [Post(post.role, listed.organisation)]
        return []

    def _houses(self, introduced: Person) -> list[Post]:
        """`Ann Lee of the Wire Laboratory`, of whom nothing else is told."""
        told = [self._as_called(*each.organisation) for each in introduced.posts if not each.role and each.organisation]
        return [Post(organisation=each) for each in told if self.posts.sounds_like_one(self.plain[slice(*each)])]

    def _as_called(self, start: int, end: int) -> Span:
        """`Wire Laboratory` of `Wire Laboratory agreed`."""
        small = next(
            (each for each in _SMALL.finditer(self.plain, start, end) if each[1] not in vocabulary.LINKS), None
        )
        return start, small.start() if small else end

    def _is_called_short(self, person: Person) -> bool:
        """`Minister Lee`, who is elsewhere the `Minister of State for Ferries, Ann Lee`."""
        only = person.posts[0].role if len(person.posts) == 1 and person.posts[0].organisation is None else None
        return only is not None and only[0] == person.at and " " not in self.plain[slice(*only)]

    def _call_in_full(self, person: Person) -> None:
        word = self.plain[slice(*(person.posts[0].role or (0, 0)))].casefold()
        for name in self.places.get(_key(person.name), ())[:_MOST]:
            introduced = self.introduced(name)
            told = self.offices(introduced) if introduced else []
            held = [(self.plain[slice(*each.role)].casefold(), each.organisation) for each in told if each.role]
            if any(
                role.startswith((f"{word} of ", f"{word} for ")) or (role == word and house) for role, house in held
            ):
                person.posts = told
                return

    def _house_held(self, person: Person, role: str) -> Span | None:
        """Of which house somebody is elsewhere said to be what they are called in a list: `President`."""
        for name in self.places.get(_key(person.name), ())[:_MOST]:
            introduced = self.introduced(name)
            for post in self.offices(introduced) if introduced else ():
                if post.role and post.organisation and self.plain[slice(*post.role)].casefold() == role:
                    return post.organisation
        return None

    def introduced(self, name: Name) -> Person | None:
        """Somebody with the posts right before their name, and those in apposition after it."""
        if self.people.is_spent:
            return None
        begin = max(0, name.opens - _FARTHEST_BEFORE)
        for boundary in _BEGINS.finditer(self.plain, begin, name.opens):
            begin = boundary.end()
        stop = name.closes
        if _APPOSED.match(self.plain, stop):
            limit = min(stop + _FARTHEST_AFTER, len(self.plain))
            end = _ENDS.search(self.plain, stop, limit)
            stop = end.start() if end else limit
        if not self.posts.is_role(before := self.plain[begin : name.opens]) or _OF_A_HOUSE.search(before):
            begin = name.opens
        found = next(iter(self.people.listed(begin, stop)), None)
        if found is None or not found.name.is_whole or found.name.surname != name.surname:
            return None
        if not found.posts:
            found.posts = self._before(name)
        return found

    def _before(self, name: Name) -> list[Post]:
        """`Sample Radio’s Ann Lee`; and where a sentence begins so, `The charity’s founder, Ann Lee`."""
        begin = max(0, name.opens - _FARTHEST_BEFORE)
        if owner := _OWNER.search(self.plain, begin, name.opens):
            return [Post(organisation=owner.span("house"))]
        if office := _OFFICE.search(self.plain, begin, name.opens):
            return self.posts.before_name(*office.span("post")) if self.posts.is_role(office["post"]) else []
        return []

    def offices(self, person: Person) -> list[Post]:
        """What somebody is, by a word for it."""
        return [each for each in person.posts if self._is_a_post(each)]

    def _is_a_post(self, post: Post) -> bool:
        """Somebody's office; that they wrote the report is none."""
        role = self.plain[slice(*post.role)] if post.role else ""
        return self.posts.is_role(role) and not _WROTE.search(role)

    def _is_same_house(self, one: Post, two: Post) -> bool:
        return self._folded(one.organisation) == self._folded(
            self.house(two.organisation) if two.organisation else None
        )

    def _folded(self, span: Span | None) -> str:
        return self.plain[slice(*span)].casefold().removeprefix("the ") if span else ""

    def house(self, span: Span) -> Span | None:
        """Where the full name of a house stands that is here called `the Trust`; none for `the charity` of anybody."""
        word = self._folded(span)
        is_last = " " not in word and any(each.endswith(f" {word}") for each in self.known)  # `the Charter`
        if word not in vocabulary.ORGANISATIONS and not is_last:
            return span
        whole = re.compile(rf"\b{re.escape(word)}\b")
        called = sorted({each for each in self.known if " " in each and whole.search(each)}, key=len)
        called = [each for each in called if not any(each != other and each in other for other in called)]
        start = self._written_small(called[0]) if len(called) == 1 else -1
        if start < 0:
            return span if self.plain[span[0]].isupper() else None
        return start, start + len(called[0])

    def _written_small(self, name: str) -> int:
        """Where a house stands as it is called within a text, and not in the capitals of its letterhead."""
        folded = self.plain.casefold()
        first = at = folded.find(name)
        for _ in range(_MOST):
            if at < 0 or not self.plain[at : at + len(name)].isupper():
                break
            at = folded.find(name, at + 1)
        return at if at >= 0 else first


def _key(name: Name) -> str:
    return " ".join(name.bare.casefold().split())
