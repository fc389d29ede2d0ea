"""What each piece of a stretch about people is: a name, a post, a house, a part on stage, or nothing of these.

Each reading of a piece is more or less likely by its own words, and by what was told before: after `Chief Executive,` a
house comes, after a line end a name. The likeliest way through the whole stretch is taken.
"""

import itertools
import re
from collections.abc import Mapping, Sequence
from enum import IntEnum, auto
from typing import NamedTuple

from events.press.reading.panel.chunks import Chunk, Cutting
from events.press.reading.words import attested, names, stages, vocabulary
from events.press.reading.words.names import Name

_NO_POST = re.compile(
    r"(?:She|He|They)$|(?:formerly|previously) of\b|[“\"‘«„]|[A-Z]{2}$|(?:[A-Z][a-z]{0,2}"
    r"|[A-Z]{1,4})[-–][A-Z][\w.]{1,5}$"
)  # a talk's title, `FR`, `D-N.Y.`
_TITLES = vocabulary.HONORIFICS - vocabulary.ROLES - {"associate", "assistant", "grand", "major", "general"}
_ON_A_PROGRAMME = re.compile(r"\b(?:host|presenter|co-host|producer), [“\"][A-Z][^“”\"]{2,40}[”\"]$", re.IGNORECASE)
_MAGAZINE = re.compile(r"\s[a-z]{4,}")  # `Clarion magazine`
_OWNED_POST = re.compile(r"(?:the|our|its|their|[A-Z][\w’'-]*['’]s?)\s(?=\w)")
_FORMER = re.compile(r"an? (?:former|retired|one-time) [a-z][a-z -]*")
OF_A_HOUSE = re.compile(r"(?:(?P<where>at)|of|from|for|representing|on behalf of|@)\s(?:the\s)?")


_UNNAMED = re.compile(r"(?:an?|one of the) [a-z]")  # `Ann Lee (Wick University) and a former tenant`
_SITS_FOR = re.compile(r"[A-Z][A-Za-z]{0,3}[-–][A-Z][\w.]*(?: [A-Z][\w.]*)?")  # `Rep. Ann Lee (D-Hoquiam)`
_MAY_BE_A_POST = re.compile(r"presenter|host|speaker|chair", re.IGNORECASE)  # `Bo Rae – Host – Radio Wick`
_DOTTED = re.compile(r"(?:[A-Z]\.){2,4}|(?:[A-Z]\.){1,3}[A-Z]")  # `Ann Lee, P.E.`


class Kind(IntEnum):
    NAME = auto()
    POST = auto()
    HOUSE = auto()
    SUBJECT = auto()  # of the post before: `Programme Lead, East Africa`
    PART = auto()
    NOTHING = auto()


class Told(IntEnum):
    """What has been told when the next piece comes."""

    NOBODY = auto()
    A_POST = auto()  # and nobody yet who holds it
    A_NAME = auto()
    A_ROLE = auto()  # of somebody, without its house
    ALL = auto()


# How well a piece goes on from what was told, and what is told then: for a comma, and more or less for a joining word
# and for a new line.
_Step = tuple[Told, float, float, float]
_STEPS: Mapping[tuple[Told, Kind], _Step] = {
    (Told.NOBODY, Kind.NAME): (Told.A_NAME, 0.2, 0, 0.3),
    (Told.A_POST, Kind.NAME): (Told.A_NAME, 0.9, -0.5, -1.5),
    (Told.A_NAME, Kind.NAME): (Told.A_NAME, -0.4, 0.9, 1.5),
    (Told.A_ROLE, Kind.NAME): (Told.A_NAME, -1.2, 1.0, 2.2),
    (Told.ALL, Kind.NAME): (Told.A_NAME, -0.5, 1.0, 1.6),
    (Told.NOBODY, Kind.POST): (Told.A_POST, -2.8, 0, 0.4),
    (Told.A_POST, Kind.POST): (Told.A_POST, -0.8, 0.4, -1),
    (Told.A_NAME, Kind.POST): (Told.A_ROLE, 0.3, -0.3, -3.5),
    (Told.A_ROLE, Kind.POST): (Told.A_ROLE, -0.3, 0.5, -3.5),
    (Told.ALL, Kind.POST): (Told.A_ROLE, -0.3, 0.6, -3.5),
    (Told.NOBODY, Kind.HOUSE): (Told.A_POST, -2.6, 0, 0.2),
    (Told.A_POST, Kind.HOUSE): (Told.A_POST, -0.3, -1, -1),
    (Told.A_NAME, Kind.HOUSE): (Told.ALL, -0.2, -1.0, -3.5),
    (Told.A_ROLE, Kind.HOUSE): (Told.ALL, 1.0, -1.5, -3.5),
    (Told.ALL, Kind.HOUSE): (Told.ALL, -1.0, 0.4, -3.5),
    (Told.A_ROLE, Kind.SUBJECT): (Told.A_ROLE, -0.4, -2, -3.5),
}
_SURE_BEFORE_A_NAME = {Kind.POST: 1.0, Kind.HOUSE: 2.0}  # `Welcome: Ann Lee` tells of neither
_ELSEWHERE = 3.0  # that a second name on a line of one person each is no house


class _Way(NamedTuple):
    """How the pieces up to one were read: the best way to what has been told by then."""

    score: float
    kind: Kind
    before: "_Way | None"


class _Weighed(NamedTuple):
    """A piece among its neighbours: what it may be, and what decides how each of these goes on from what was told."""

    readings: list[tuple[Kind, float]]
    joins: bool
    begins: bool
    is_outside: bool
    is_deep: bool
    is_label: bool  # a line begins with these words and a colon
    is_before_colon: bool
    is_stage: bool  # before a colon, and in no bracket
    introduces: bool
    has_bracket: bool
    tells_all: bool
    brings: Told  # what a name tells with it
    is_sure: bool  # that another person begins here, if a name does
    ends: bool
    is_over: bool  # so that nothing goes on, if this is nothing or a part


class Grammar:
    """Weighs the readings of one stretch."""

    def __init__(self, cutting: Cutting) -> None:
        self.cutting = cutting
        self.plain = cutting.plain
        self.posts = cutting.posts
        self.attested = attested.within(cutting.plain, cutting.lower)
        self.is_one_each = False  # a line or a semicolon parts each person from the next
        self.turned: frozenset[int] = frozenset()  # where lines begin that end with whose post they tell
        self.cost_of_bare = 0.0  # that somebody has neither post nor house, where the others have

    def kinds(self, chunks: Sequence[Chunk], told: Told = Told.NOBODY) -> list[Kind]:
        """What each piece is."""
        weighed = [*map(self._weighed, chunks, [*chunks[1:], None])]
        kinds = self._likeliest(weighed, told)
        if self._have_posts(kinds):
            self.cost_of_bare = 1.5
            kinds = self._likeliest(weighed, told)
        return kinds

    def is_label(self, chunk: Chunk, following: Chunk | None) -> bool:
        """Whether a line begins with these words and a colon, or tells the posts of whom it ends with."""
        is_before_colon = following is not None and following.before == ":"
        return chunk.begins and (is_before_colon or chunk.start in self.turned)

    def heads(self, chunk: Chunk, following: Chunk | None) -> bool:
        """Whether these words stand before a colon, or begin a line in which a dash follows: `Responding – Ann Lee`."""
        if following is None or chunk.depth:
            return False
        is_dashed = chunk.begins and following.before in ("–", "—", "-") and not self.posts.is_role(self._text(chunk))
        name = self.cutting.name_in(following) if is_dashed else None
        return following.before == ":" or (name is not None and name.is_whole and not self.cutting.name_in(chunk))

    def _text(self, chunk: Chunk) -> str:
        return self.plain[chunk.start : chunk.end]

    def turned_in(self, chunks: Sequence[Chunk]) -> frozenset[int]:
        """Where lines begin such as `Attorney, Law Centre – Ann Lee`: a mark and a name end them, the only one."""
        begun = [place for place, each in enumerate(chunks) if each.begins]
        return frozenset(
            chunks[first].start
            for first, stop in itertools.pairwise([*begun, len(chunks)])
            if stop - first > 1 and self._is_turned(chunks[first:stop])
        )

    def _is_turned(self, line: Sequence[Chunk]) -> bool:
        *before, last = line
        while len(before) > 1 and stages.TENTATIVE.fullmatch(self.plain, last.start, last.end):
            *before, last = before
        name = self.cutting.name_in(last) if last.before in (":", "–", "—", "-") and not last.depth else None
        is_one = name is not None and name.is_whole and not self.plain[name.closes : last.end].strip(" .")
        return is_one and not any(self.cutting.name_in(each) for each in before)

    def _have_posts(self, kinds: Sequence[Kind]) -> bool:
        """Whether most of several people have a post or a house, and some have none."""
        told = [each for each in kinds if each not in (Kind.NOTHING, Kind.PART, Kind.SUBJECT)]
        after = [two for one, two in itertools.pairwise([*told, Kind.NAME]) if one is Kind.NAME]
        bare = after.count(Kind.NAME)
        return 0 < bare <= len(after) - 2 and bare * 2 <= len(after)

    def _likeliest(self, pieces: Sequence[_Weighed], told: Told) -> list[Kind]:
        """What each piece is, on the likeliest way through all of them."""
        ways: dict[Told, _Way | None] = {told: None}
        scores: dict[Told, float] = {told: 0.0}
        for piece in pieces:
            next_ways: dict[Told, _Way | None] = {}
            next_scores: dict[Told, float] = {}
            for before, way in ways.items():
                for kind, own in piece.readings:
                    step = self._step(before, kind, piece)
                    if step is None or (before is Told.NOBODY and own < _SURE_BEFORE_A_NAME.get(kind, own)):
                        continue
                    after, fit = step
                    score = scores[before] + own + fit
                    if score > next_scores.get(after, float("-inf")):
                        next_scores[after] = score
                        next_ways[after] = _Way(score, kind, way)
            ways, scores = next_ways, next_scores
        way = ways[max(scores, key=lambda each: scores[each])]
        kinds: list[Kind] = []
        while way is not None:
            kinds.append(way.kind)
            way = way.before
        return kinds[::-1]

    def _weighed(self, chunk: Chunk, following: Chunk | None) -> _Weighed:
        text = self.plain[chunk.start : chunk.end]
        name = None if chunk.is_bio else self.cutting.name_in(chunk)  # which is whose line stands above
        readings = self._readings(text, chunk, following, name)
        may_be_post = any(kind is Kind.POST for kind, _ in readings)
        is_turned = chunk.begins and chunk.start in self.turned
        is_before_colon = is_turned or (following is not None and following.before == ":")
        ends = not self.is_one_each and self.cutting.stop(chunk.start, chunk.end) < chunk.end
        return _Weighed(
            readings,
            joins=chunk.joins,
            begins=chunk.begins,
            is_outside=chunk.is_outside,
            is_deep=chunk.depth > 0,
            is_label=self.is_label(chunk, following),
            is_before_colon=is_before_colon,
            is_stage=self.heads(chunk, following) and not is_turned,
            introduces=may_be_post and self.introduces(chunk, following),
            has_bracket=name is not None and self._has_bracket(chunk, following),
            tells_all=may_be_post and self._tells_all(chunk),
            brings=self._told_with(chunk, name) if name else Told.A_NAME,
            is_sure=chunk.joins or chunk.begins or self._is_known(name),
            ends=ends,
            is_over=ends or (chunk.begins and not stages.TENTATIVE.fullmatch(text)),
        )

    def _step(self, told: Told, kind: Kind, piece: _Weighed) -> tuple[Told, float] | None:
        """What is told with this piece, and how well it goes on from what was told before; None if it does not."""
        if kind is Kind.PART and piece.is_stage:
            return Told.NOBODY, 0.0
        if kind in (Kind.PART, Kind.NOTHING):
            return (Told.NOBODY if piece.is_over else told), 0.0
        if kind is not Kind.NAME and piece.is_label:
            told = Told.NOBODY  # `Director of Foo: Ann Lee`
        if kind is Kind.POST and piece.introduces:
            return Told.A_POST, 0.5
        step = _STEPS.get((told, kind))
        if step is None:
            return None
        after, fit, joined, begun = step
        fit += joined * piece.joins + begun * piece.begins
        if told is Told.NOBODY and piece.is_before_colon:
            fit += 1.5  # `Brook Trust: Ann Lee`
        fit += (1.2 if kind is Kind.NAME else -0.8) * piece.is_outside
        if kind is Kind.NAME:
            fit += 0.8 * piece.has_bracket
            fit -= self.cost_of_bare * (told is Told.A_NAME and not piece.is_sure)
            is_second = self.is_one_each and not piece.begins and told not in (Told.NOBODY, Told.A_POST)
            fit -= is_second * (_ELSEWHERE - 1.8 * piece.joins) + 3.0 * (piece.is_deep and told is not Told.NOBODY)
            after = piece.brings
            if told is Told.A_POST and after is Told.A_NAME:
                after = Told.A_ROLE
            return after, fit
        if kind is Kind.POST and after is Told.A_ROLE and piece.tells_all:
            after = Told.ALL
        return (Told.NOBODY if piece.ends else after), fit

    def _tells_all(self, chunk: Chunk) -> bool:
        """Whether a post tells its house as well, or is of none: `a former housing minister`."""
        was = _FORMER.fullmatch(self.plain, chunk.start, chunk.end)
        return was is not None or self.posts.has_house(chunk.start, chunk.end)

    def introduces(self, chunk: Chunk, following: Chunk | None) -> bool:
        """`and the museum's Director, Ann Lee`: a post with its article or owner, and whose it is."""
        if following is None or following.before != "," or following.depth or not (chunk.joins or chunk.begins):
            return False
        name = self.cutting.name_in(following)
        if name is None or not name.is_whole or name.opens != following.start:
            return False
        is_all = not self.plain[name.closes : following.end].strip(" .")
        return is_all and bool(_OWNED_POST.match(self.plain, chunk.start, chunk.end))

    def _is_known(self, name: Name | None) -> bool:
        """Whether this is surely somebody."""
        return name is not None and (name.is_titled or name.bare.casefold() in self.attested)

    def _told_with(self, chunk: Chunk, name: Name) -> Told:
        """What a name brings with it: `Mayor Ann Lee` a role, `Ann Lee of Foo` a house."""
        if OF_A_HOUSE.match(self.plain[name.closes : chunk.end].lstrip()):
            return Told.ALL
        before = self.plain[chunk.start : name.opens].strip()
        return Told.A_ROLE if before and self.posts.is_role(before) else Told.A_NAME

    def _readings(
        self, text: str, chunk: Chunk, following: Chunk | None, name: Name | None
    ) -> list[tuple[Kind, float]]:
        """What this piece may be, by its own words, and how likely."""
        is_part = self._is_part(text, chunk, following)
        if _ON_A_PROGRAMME.search(self.plain[max(0, chunk.start - 14) : chunk.end]):
            return [(Kind.NOTHING, -0.6), (Kind.HOUSE, 2.5)]
        is_somebody_else = chunk.is_outside and chunk.joins and _UNNAMED.match(text)
        if (self.is_nothing(text, chunk) or is_somebody_else) and not is_part:
            return [(Kind.NOTHING, 2.5)]
        readings: list[tuple[Kind, float]] = [(Kind.NOTHING, -0.6)]
        if is_part:
            readings.append((Kind.PART, 4.0))
        if name is not None:
            sounds = self.posts.sounds_like_one(name.text) or _MAGAZINE.fullmatch(self.plain, name.closes, chunk.end)
            is_known = self._is_known(name)
            readings.append((Kind.NAME, 2.0 + is_known - 2.0 * bool(sounds and not is_known)))
        words = self.cutting.words(chunk)
        if words and len(words) < 200 and words.split()[0].rstrip(".").lower() not in _TITLES:
            is_somebody = name is not None and name.opens == chunk.start
            if not (name and is_somebody and name.is_titled):
                readings.append((Kind.POST, self.posts.likely_post(words) - (2 - is_somebody) * (name is not None)))
            is_told_of = chunk.depth > 0 and chunk.before in ("(", "[")  # `Ann Lee (Sample Farmers of Ayrshire)`
            is_of = (
                name is not None
                and is_somebody
                and not is_told_of
                and OF_A_HOUSE.match(self.plain[name.closes : chunk.end].lstrip()) is not None
            )
            is_behind = name is not None and name.opens > chunk.start  # `the former minister Ann Lee`
            readings.append((Kind.HOUSE, self.posts.likely_house(words) - 2.5 * (is_of or is_behind)))
            readings.append((Kind.SUBJECT, self._likely_subject(words, chunk, following)))
        return readings

    def _has_bracket(self, chunk: Chunk, following: Chunk | None) -> bool:
        """What stands in a bracket tells of somebody, unless it is that they are not confirmed."""
        if following is None or following.depth <= chunk.depth:
            return False
        return not self.is_nothing(self.plain[following.start : following.end], following)

    def _likely_subject(self, words: str, chunk: Chunk, following: Chunk | None) -> float:
        """How much these words tell what for a post is: `Director (Estates), Bedok Council`, `Lead, East Africa`."""
        if self.posts.is_subject(words):
            return 0.8
        if (
            following is None
            or following.joins
            or following.begins
            or len(words.split()) > 3
            or not words[:1].isupper()
        ):
            return -2.0
        if self.posts.sounds_like_one(words) or self.posts.is_role(words):
            return -2.0
        house = self.cutting.words(following)
        if chunk.depth > following.depth and chunk.before in ("(", "["):
            return 0.8
        return 0.3 if self.posts.likely_house(house) >= 2 else -2.0

    def is_nothing(self, text: str, chunk: Chunk) -> bool:
        """What may stand among people and is said of nobody's post."""
        is_known = text.casefold() in self.cutting.known
        return bool(
            stages.TENTATIVE.fullmatch(text)
            or stages.IDLE.fullmatch(text)
            or (_NO_POST.match(text) and not (is_known or self.posts.is_role(text)))
            or text.strip(". ").lower() in _TITLES
            or (chunk.depth and _SITS_FOR.fullmatch(text))
            or (_DOTTED.fullmatch(text) and text.replace(".", "").lower() not in vocabulary.ROLES)
            or (names.are_letters(text) and (chunk.before != "(" or text.lower().startswith(("ret", "rtd"))))
        )

    def _is_part(self, text: str, chunk: Chunk, following: Chunk | None) -> bool:
        if self.heads(chunk, following) and stages.of(text):
            return not self.cutting.name_in(chunk)
        if not stages.aside(text):
            return False
        if chunk.depth and following and following.before == "," and following.depth == chunk.depth:
            beside = self.cutting.words(following)  # `(Chair, Foo Trust)`
            return not (text[0] + beside[:1]).isupper() or self.is_nothing(beside, following)
        parting = (",", chunk.before if _MAY_BE_A_POST.fullmatch(text) else ",")
        is_between = following is not None and following.before in parting
        return bool(chunk.depth or not is_between or (following and following.depth) or " the " in text)
