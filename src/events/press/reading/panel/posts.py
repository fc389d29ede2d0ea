"""Which words beside a name are a post and which an organisation: `Editor, Larder Weekly`, `head of X at Y`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from events.press.reading.layout.source import Source
from events.press.reading.words import places, vocabulary, wording
from events.press.reading.words.names import UPPER

Span = tuple[int, int]


@dataclass(frozen=True)
class Post:
    """A post where it is written; either half may be missing."""

    role: Span | None = None
    organisation: Span | None = None


@dataclass(frozen=True)
class Piece:
    """A part of what is said of somebody; `before` is the mark or word that parts it from the one before."""

    start: int
    end: int
    before: str = ","
    is_house: bool = False

    @property
    def joins(self) -> bool:
        return self.before in _JOINS


# What stands free between two pieces of a line parts them, whatever it looks like: `Ann Lee ~ Director // Foo Trust`.
FREE_MARK = r"(?:::|[^\w\s&+.,;:!?()\[\]'\"“”‘’«»@*†‡§#%$€£°<]{1,3})"
MARKS = re.compile(
    r"\s?[;|•]\s?"
    r"|[?!]\s"
    r"|\s?,\s?(?:(?:and|&|as well as|plus|alongside)\s)?"
    r"|\s[–—-]{1,2}\s"
    r"|\s(?:and|&(?! (?:Partners?|Co|Company|Sons?|Daughters|Associates|Cie|Söhne|Bros)\b)|as well as|plus|alongside)\s"
    r"|\s?[(\[]\s?|\s?[)\]]\s?"
    rf"|\n|:\s|\s{FREE_MARK}\s|(?<=[^\W\d_])/(?=[^\W\d_])"
    r"|" + vocabulary.NOT_SHORT + r"\.\s(?=[A-Z])"
)
_CHIEF = re.compile(r"C[EFTO]O")  # what a house stands before: `Sample Voice CEO`
_JOINS = frozenset(("and", "&", ", and", ", &", "plus", "as well as", "alongside", ", plus", ", as well as"))
_LEAD = re.compile(
    r"(?:(?:the|a|an|our|its|their|his|her|own|and|also|both|now|currently|presently|as|with|by|to|including|featuring|is|was)\s+)+",
    re.IGNORECASE,
)
A_KIND = (
    r"(?:(?:the |an? )?(?:[a-z][\w’'-]+ ){0,2}(?:start-?up|charity|campaign|company|magazine|think-?tank|union|firm"
    r"|group"
    r"|newspaper|paper|podcast|programme|program|show|website|platform|supplier|operator|corporation|association|office"
    r"|agency|consultancy|network|broadcaster|publisher|retailer|manufacturer|developer|co-?operative|station|practice|review|weekly|daily|quarterly|channel|collective"
    r"|journal|studio)\s(?:the\s)?)?"
)
_AT = re.compile(
    rf"\s(?:at|with|from|@)\s{A_KIND}(?:the\s(?=[^\s]))?(?=[{UPPER}0-9]|the [{UPPER}]|[a-z]{{2,8}}$|[a-z]+[{UPPER}])"
)
_OF = re.compile(rf"\sof\s{A_KIND}(?:the\s(?=[{UPPER}]))?(?=[{UPPER}0-9]|[a-z]{{1,4}}[{UPPER}]|[a-z]{{2,6}}$)")
_FOR = re.compile(rf"\s(?:for|on|in|to)\s(?:the\s(?=[{UPPER}]))?(?=[{UPPER}])")
_IN_A_TOWN = re.compile(rf" in [{UPPER}][\w’'-]+(?: [{UPPER}][\w’'-]+)?$")
_ITS_LETTERS = re.compile(r"(?<=[^\W\d_]) \([A-Z][A-Za-z&]{0,8}")
_LINKED = re.compile(r" (?:of|for|on|and) ")
_HEADS = re.compile(r"(?:(?:[A-Z][\w-]* ){0,2}(?:Head|Dean|Consultant|Chair)|[A-Z][\w-]* Dean \([^()]{2,30}\))")
_UNIT_OF = re.compile(r"(?:Department|School|Faculty|Division|Section|Unit|Chair) of [^,]{2,60}$")
_PRESIDES = re.compile(r"(?:[A-Z][\w-]* ){0,2}(?:Vice[- ])?(?:President|Director|Head|Manager)")
_OWNS = re.compile(r"(?:['’]s?)?\s(?=\w)")
_OWNER = re.compile(r"((?:[A-Z][\w&’'-]*+\s){1,8})(?=[a-z])")
_SEAT = re.compile(  # `Member of Parliament for Combe North`
    r"Member of (?:Parliament(?: for .+)?|(?:the )?(?:[A-Z]\w+ )?(?:Parliament|Assembly|Senate) for .+)"
)
_OF_A_LAND = re.compile(
    r"(?:(?:Archdeacon|(?:Arch)?[Bb]ishop|(?:Honorary )?Consul(?:[- ]General)?"
    r"|(?:Lord|Lady) (?:Mayor|Provost)|High Sheriff|Lord[- ]Lieutenant) of (?:the )?|Mayor of the )"
    r"(?P<land>[A-Z].+)"
)
_BRAND = re.compile(r"(?!Ma?c[A-Z])[A-Z][a-z]+(?:[A-Z][a-z]*|\d+)+")  # `NewsLedger`
_TO = re.compile(rf"\sto\s(?:the\s)?(?=[{UPPER}])")
_OF_ITS_KIND = re.compile(r"\s(?:of|to|for|at)\sthe\s(?P<kind>[a-z]{4,20})$")  # `vice-chair of the inquiry`
_FOR_A_SUBJECT = vocabulary.OF_A_SUBJECT | {"ombudsman", "commissioner", "champion", "envoy"}
_IN_A_MINISTRY = re.compile(
    r"\s(?:in|at)\s(?:the\s)?(?=(?:Ministry|Department|Office)\sof\s)"
)  # `Minister of State in the …`
_ON_AIR = re.compile(r"\son\s(?:the\s)?(?=(?:[A-Z][\w’'-]*\s){0,4}(?:FM|AM|TV|Radio|Television|News|Channel)\b)")
_KIND = re.compile(
    r"(?:[\w-]+\s){0,2}(?:union|charity|magazine|newspaper|company|firm|consultancy|think[- ]tank"
    r"|campaign(?: group)?|start-?up|group"
    r"|publisher|agency|podcast|website|network)\s(?=[A-Z])"
)
_NO_HOUSES = vocabulary.ORGANISATIONS - vocabulary.HOUSES
_AND = re.compile(r"\s(?:and|&)\s(?:(?:also|now|currently|presently|formerly)\s)?(?:the\s|an?\s)?")
_OF_A_UNIT = frozenset("head dean manager".split())
_OWNERS = frozenset(  # `Federation President Ann Lee`; a Company Secretary or a Project Manager is called so
    """Federation Trust Association Society Union Institute Foundation Council University College Commission Museum
    Charity Academy Guild League Confederation Alliance Authority Agency Church Cathedral Chamber Congress
    Observatory""".split()
)
_OFFICES = frozenset("minister secretary mayor president commissioner ombudsman governor premier chancellor".split())
_WRITES = re.compile(r"\b(?:co-?)?authors?$", re.IGNORECASE)
_OF_NEWS = frozenset("editor correspondent presenter columnist reporter".split())


class Reading(wording.Words):
    """Tells posts from organisations in one text; `known` are its organisations, folded."""

    def __init__(self, source: Source, known: frozenset[str]) -> None:
        self.plain = source.plain
        self.split = cache(self._split)  # lists say the same of many
        super().__init__(known)

    def of(self, pieces: Sequence[Piece], begun: Sequence[Post] = ()) -> list[Post]:
        """The posts that these pieces tell of one person, in their order; `begun` were told before the name."""
        posts = [*begun]
        parts = [part for piece in pieces for part in self._parted(piece)]
        for place, part in enumerate(parts):
            self._attach(posts, part, parts[place + 1 :])
        houses = [Post(each.role, self._without_town(self._without_letters(each.organisation))) for each in posts]
        return [each for each in houses if not self._is_told_again(each, houses)]

    def _is_told_again(self, post: Post, posts: Sequence[Post]) -> bool:
        """Whether another post says more of the same: `Mayor` of `Mayor of the Sample Valley`."""
        if post.role is None or post.organisation is not None:
            return False
        held = self.plain[slice(*post.role)]
        others = [
            (self.plain[slice(*each.role)], each.organisation) for each in posts if each is not post and each.role
        ]
        return any(told == held if house else told.startswith(f"{held} of ") for told, house in others)

    def _without_letters(self, house: Span | None) -> Span | None:
        """`Sample College` of `Sample College (SC)`."""
        letters = _ITS_LETTERS.search(self.plain, *house) if house else None
        return (house[0], letters.start()) if house and letters and letters.end() == house[1] else house

    def _without_town(self, house: Span | None) -> Span | None:
        """`Principal of Sample College in Belmullet`; in `Society for Birds in Wales` the place is of the name."""
        words = self.plain[slice(*house)] if house else ""
        town = _IN_A_TOWN.search(words)
        if house is None or town is None or words.casefold() in self.known:
            return house
        is_subject = any(each in vocabulary.COMMON for each in vocabulary.words(town[0])[1:])
        if is_subject and places.zone(town[0]) is None:
            return house  # `Inquiry into Music in Primary Schools`
        if " " not in words[: town.start()] or _LINKED.search(words, 0, town.start()):
            return house  # `Remote in Mayo`
        return house[0], house[0] + town.start()

    def before_name(self, start: int, end: int) -> list[Post]:
        """`Fernhill's chief executive`, `Fernhill Trust director`, `chief executive`."""
        text = self.plain[start:end].rstrip(" ,")
        lead = _LEAD.match(text)
        begin = start + (lead.end() if lead else 0)
        text = text[begin - start :]
        small = re.search(r"(?:^|(?:['’]s?)?\s)(?!(?:of|for|and|the|in|on)\s)(?=[a-z][\w-]+(?:\s|$))", text)
        if small and small.start() > 0:
            house, role = (begin, begin + small.start()), (begin + small.end(), begin + len(text))
            if self.is_role(self.plain[role[0] : role[1]]) and self._is_of_an_office(text[: small.start()]):
                return [Post((begin, begin + len(text)))]  # `the Communities Minister’s adviser`
            if self.is_role(self.plain[role[0] : role[1]]) and self.plain[house[0]].isupper():
                return [Post(role, house)] if self._may_own(text, small.start()) else [Post((begin, begin + len(text)))]
        if owned := self._owned(begin, text):
            return [owned]
        return [self._post_of(begin, begin + len(text))]

    def _is_of_an_office(self, owner: str) -> bool:
        """Whether somebody works for who holds an office: `Skills Minister`."""
        last = vocabulary.words(owner)[-1:]
        return " " in owner and bool(last) and last[0] in _OFFICES

    def _owned(self, begin: int, text: str) -> Post | None:
        """`Ohio Department of Trails Director`: a post in capitals after its house."""
        for cut in [each.end() for each in re.finditer(r"\s", text)][-4:]:
            house, role = text[:cut].rstrip(), text[cut:]
            last = vocabulary.words(house)[-1:]
            is_noun = house.casefold() in self.known or (bool(last) and last[0] in vocabulary.HOUSES) or " of " in house
            ends = bool(last) and last[0] not in vocabulary.LINKS
            is_letters = house.isupper() and not role.isupper()  # not `JUNIOR MINISTER`
            is_one = is_letters or (house in _OWNERS and self._is_kind_of_one(house.lower()))
            is_house = is_one if " " not in house else ends and is_noun and self.sounds_like_one(house)
            is_house = is_house or (ends and _CHIEF.fullmatch(role) is not None)
            if is_house and len(house) > 2 and role[:1].isupper() and self.is_role(role):
                return (
                    None if self.is_role(house) else Post((begin + cut, begin + len(text)), (begin, begin + len(house)))
                )
        return None

    def _may_own(self, text: str, end: int) -> bool:
        """Whether the capitalised words before a post are a house, and not a town: `Boston arborist`."""
        house = text[:end]
        is_owner = text[end : end + 2] in ("'s", "’s", "' ", "’ ") or house.endswith(("'s", "’s"))
        is_word = house.lower() in _NO_HOUSES  # `Radio host`
        is_brand = _BRAND.fullmatch(house) is not None
        return is_owner or " " in house or house.isupper() or is_brand or (self.sounds_like_one(house) and not is_word)

    def _parted(self, piece: Piece) -> list[Piece]:
        """A piece in two where `and` begins another post: `Chair of X and Trustee of Y`, not `President and CEO`."""
        text = self.plain[piece.start : piece.end] if not piece.is_house else ""
        for join in _AND.finditer(text):
            left, right = text[: join.start()], text[join.end() :]
            if self._begins_another(left, right):
                first = Piece(piece.start, piece.start + join.start(), piece.before)
                return [first, *self._parted(Piece(piece.start + join.end(), piece.end, "and"))]
        return [piece]

    def _begins_another(self, left: str, right: str) -> bool:
        lead = _LEAD.match(left)
        post = self.split(left[lead.end() :] if lead and not left[:1].isupper() else left)
        if self.is_role(right) or wording.SMALL_ROLE.fullmatch(right):
            return post is not None and post[1] is not None
        ends_small = (
            bool(right.split())
            and right.split()[-1][:1].islower()
            and len(right.split()) <= 4
            and bool(right[:1].strip())
        )
        return ends_small and post is not None and post[1] is not None and not self.sounds_like_one(right)

    def _attach(self, posts: list[Post], part: Piece, following: Sequence[Piece]) -> None:
        """A post, or the organisation of the post before."""
        begin, end = self._without_lead(part)
        text = self.plain[begin:end].strip()
        if not text or len(text) > 200 or text.isdigit():
            return
        last = posts[-1] if posts else None
        if part.is_house:
            self._take_house(posts, part, begin, end)
        elif last and last.organisation and last.role is None and not part.joins and not following:
            posts[-1] = Post(self.trimmed(begin, end), last.organisation)  # `Bedside, Chief Executive`
        else:
            posts.append(self._post(begin, end, following))

    def _without_lead(self, part: Piece) -> Span:
        lead = _LEAD.match(self.plain, part.start, part.end)
        begin = part.start if lead is None or self.plain[part.start].isupper() else lead.end()
        if from_ := wording.FROM.match(self.plain, begin, part.end):
            begin = from_.end()
            if kind := _KIND.match(self.plain, begin, part.end):
                begin = kind.end()
        return begin, part.end

    def has_house(self, start: int, end: int) -> bool:
        """Whether a post tells its house as well."""
        split = self.split(self.plain[start:end].rstrip())
        return split is not None and split[1] is not None

    def _post(self, begin: int, end: int, following: Sequence[Piece]) -> Post:
        split = self._post_of(begin, end)
        if following and following[0].is_house and following[0].before not in _JOINS:
            house = self.plain[slice(*self._without_lead(following[0]))].strip()
            told = self.plain[slice(*split.organisation)] if split.organisation else ""
            is_town = places.zone(house) is not None and " & " not in house  # `Older & Bolder Ireland`
            role = self.plain[slice(*split.role)] if split.role else ""
            is_called = role.islower() and " " in told and house.isalpha()  # `owner of Sample Roofing, Brecon`
            is_told = bool(told) and (self.sounds_like_one(told) or is_town or is_called)
            return split if is_told and not self.sounds_like_one(house) else Post(self.trimmed(begin, end))
        return split

    def _take_house(self, posts: list[Post], part: Piece, begin: int, end: int) -> None:
        last = posts[-1] if posts else None
        span = self.trimmed(begin, end)
        text = self.plain[span[0] : span[1]]
        if last is None:
            posts.append(Post(organisation=span))
        elif last.organisation is None:
            if last.role and _WRITES.search(self.plain[slice(*last.role)]) and not self.sounds_like_one(text):
                posts[-1] = Post((last.role[0], span[1]))  # `lead author, The Long Way Over`
            elif not self._is_a_town(last, text):
                posts[-1] = Post(last.role, span)
        elif part.before in _JOINS or part.before in (";", "|"):
            posts.append(Post(organisation=span))
        elif last.role and (ends := self._field_ends(last.role, last.organisation, span)):
            posts[-1] = Post((last.role[0], ends), span)
        elif last.role and self._is_headed(last.role, last.organisation) and part.before == ",":
            posts[-1] = Post((last.role[0], last.organisation[1]), span)  # `Vice-President, Research`
        elif self._is_unit(self.plain[slice(*last.organisation)]) and (self.sounds_like_one(text) or last.role is None):
            posts[-1] = Post(last.role, (last.organisation[0], span[1]))  # `School of Law, University of X`
        elif self._is_seat(last.organisation, part, text) or self._is_of_body(last.organisation, part, text):
            posts[-1] = Post(last.role, (last.organisation[0], span[1]))  # `Media Authority, Stockholm`
        elif last.role is None and self.sounds_like_one(text):
            posts.append(Post(organisation=span))
        elif last.role and part.before == "," and self.is_strong(text) and self._is_field(last.role, last.organisation):
            posts[-1] = Post((last.role[0], last.organisation[1]), span)  # `Head of Department, Foods, Combe College`

    def _is_seat(self, house: Span, part: Piece, text: str) -> bool:
        """Whether this says where a house is: a place that we know, or a word that is no house itself."""
        is_beside = part.before == "," and self.plain[house[1] : part.start].strip() == ","
        is_word = text.isalpha() and text[0].isupper() and not self.sounds_like_one(text) and not text.isupper()
        return is_beside and (is_word or places.zone(text) is not None)

    def _is_a_town(self, post: Post, text: str) -> bool:
        """`farmer, Red Hook`, `nurse, Isle of Combe`: where somebody lives who works for no house."""
        role = self.plain[slice(*post.role)] if post.role else ""
        words = vocabulary.words(role)
        is_small = role.islower() and " " not in role and role not in vocabulary.ROLES  # `drover`, which is no office
        is_craft = bool(words) and (words[-1] in vocabulary.CRAFTS or (is_small and " " not in text))
        is_short = len(text.split()) <= 2 and not self.sounds_like_one(text) and not text.isupper()
        return (is_craft and is_short) or wording.is_a_land(text)

    def _field_ends(self, role: Span, field: Span, house: Span) -> int | None:
        """`Director (Markets), Example Authority`, `Head of Tenant Services, Example Homes`: what for is no house."""
        between, behind = self.plain[role[1] : field[0]], self.plain[field[1] : house[0]]
        if between.strip() == "(" and behind.strip() == "),":
            return field[1] + 1
        heads = between == " of " and behind == ", " and self.plain[slice(*role)].endswith("Head")
        return field[1] if heads and vocabulary.UNITS.isdisjoint(vocabulary.words(self.plain[slice(*field)])) else None

    def _is_field(self, role: Span, words: Span) -> bool:
        """Whether what stands behind a post only says what for."""
        is_beside = self.plain[role[1] : words[0]].strip() == ","
        field = self.plain[slice(*words)]
        return is_beside and not self.is_strong(field) and not field.startswith("Government of ")

    def _is_headed(self, role: Span, unit: Span) -> bool:
        """Whether a post is that of who heads this part of a house, or has this for its subject."""
        post, words = self.plain[slice(*role)], self.plain[slice(*unit)]
        is_beside = self.plain[role[1] : unit[0]].strip() == ","
        is_subject = " " not in words and words.lower() in vocabulary.SUBJECTS
        heads = _HEADS.fullmatch(post) and _UNIT_OF.match(words)
        return is_beside and bool(heads or (is_subject and _PRESIDES.fullmatch(post)))

    def _is_unit(self, house: str) -> bool:
        if all(each in vocabulary.COMMON or each in vocabulary.LINKS for each in vocabulary.words(house)):
            return True  # `Civil Engineering`
        return bool(vocabulary.UNITS & {*vocabulary.words(house)[:1], *vocabulary.words(house)[-1:]})

    def _is_of_body(self, body: Span, part: Piece, house: str) -> bool:
        """`Rural Affairs Committee, Sample Regional Council`: a body, and right behind it whose."""
        last = vocabulary.words(self.plain[slice(*body)])[-1:]
        is_beside = part.before == "," and self.plain[body[1] : part.start].strip() == ","
        return is_beside and bool(last) and last[0] in vocabulary.BODIES and self.is_strong(house)

    def _post_of(self, start: int, end: int) -> Post:
        text = self.plain[start:end].rstrip()
        cut = self.split(text)
        if cut is None:
            return Post(self.trimmed(start, start + len(text)))
        (role_start, role_end), house = cut
        role = self.trimmed(start + role_start, start + role_end)
        return Post(role, self.trimmed(start + house[0], start + house[1]) if house else None)

    def _split(self, text: str) -> tuple[Span, Span | None] | None:
        """Where a post stops being what and begins to be where."""
        text = text.rstrip()
        if owned := self._of_its_owner(text):
            return owned
        if _SEAT.fullmatch(text) or self._is_of_a_land(text):
            return None
        if (kind := _OF_ITS_KIND.search(text)) and self._is_kind_of_one(kind["kind"]):
            return (0, kind.start()), kind.span("kind")
        if ministry := _IN_A_MINISTRY.search(text):
            return (0, ministry.start()), (ministry.end(), len(text))
        if on_air := _ON_AIR.search(text):
            return (0, on_air.start()), (on_air.end(), len(text))
        ends = [*_AT.finditer(text)]
        if ends and ends[-1][0].split()[0] == "from" and not self.sounds_like_one(text[ends[-1].end() :]):
            return (0, ends[-1].start()), None  # `nurse from Leeds`
        if ends and (ends[-1][0].split()[0] in ("at", "@", "with") or self.sounds_like_one(text[ends[-1].end() :])):
            return (0, ends[-1].start()), (ends[-1].end(), len(text))
        links = [*_OF.finditer(text)]
        of, last = (links[0], links[-1]) if links else (None, None)
        if of and _WRITES.search(text, 0, of.start()):
            return None  # `lead author of The Long Way Over`
        if last and of and last.start() > of.start() and text[last.end() :].casefold() in self.known:
            return (0, last.start()), (last.end(), len(text))  # `Chairman of the Board of DIPF`
        if of and (self._is_of_a_house(self._head(text), text[of.end() :]) or self._is_of_a_name(text, of)):
            return (0, of.start()), (of.end(), len(text))
        for_ = _FOR.search(text)
        if (
            for_
            and (of is None or of.start() > for_.end())
            and self._head(text) not in (vocabulary.OF_A_SUBJECT if for_[0].endswith(" the ") else _FOR_A_SUBJECT)
            and self.is_strong(text[for_.end() :])
            and " " in text[for_.end() :]
        ):
            return (0, for_.start()), (for_.end(), len(text))
        to = _TO.search(text)
        if to and " " in text[to.end() :] and self._is_of_a_house("secretary", text[to.end() :]):
            return (0, to.start()), (to.end(), len(text))  # `Secretary to the Ferry Commission`
        house = _OWNER.match(text)
        if house and self.is_role(text[house.end() :]) and not self.is_role(house[1]):
            name = house[1].strip()
            if name == "City Hall":
                return None  # what a reporter writes of
            if " " not in name and not name.endswith(("'s", "’s")) and not self._may_own(name, len(name)):
                return None  # `Paralympic archer`
            return (house.end(), len(text)), (0, len(name) - (2 if name.endswith(("'s", "’s")) else 0))
        return None

    def _is_kind_of_one(self, kind: str) -> bool:
        """Whether the text knows a house that `the inquiry` may be."""
        return kind in vocabulary.ORGANISATIONS and any(kind in each.split() for each in self.known if " " in each)

    def _of_its_owner(self, text: str) -> tuple[Span, Span | None] | None:
        """`the museum's Director`, `NEF President`: a house that the text knows or that has what follows."""
        for cut in [*_OWNS.finditer(text)][:4]:
            house, role = text[: cut.start()], text[cut.end() :]
            words = vocabulary.words(role)
            is_plain = 0 < len(words) <= 6 and words[-1] in vocabulary.ROLES and not wording.STEM.search(f" {role}")
            is_of_a_subject = (
                house.lower() in vocabulary.ORGANISATIONS and bool(cut[0].strip()) and self._is_alone(role)
            )
            if not (is_plain or is_of_a_subject) or not vocabulary.HOUSES.isdisjoint(words[:-1]):
                continue
            is_known = house.casefold() in self.known and not self.is_role(house)
            owns = house.lower() in vocabulary.ORGANISATIONS or (self.has_an_owner(text) and self.is_strong(house))
            if is_known or (cut[0].strip() and owns):
                return (cut.end(), len(text)), (0, cut.start())
        return None

    def _is_alone(self, role: str) -> bool:
        """Whether a post names no other house: `curator of working life`, of the museum that it is said to be of."""
        return self.is_role(role) and "," not in role and self.split(role) is None

    def _is_of_a_land(self, text: str) -> bool:
        """`Bishop of Sample`, `Mayor of the Sample Valley`: an office that is named by where it is held."""
        office = _OF_A_LAND.fullmatch(text)
        return office is not None and not self.sounds_like_one(office["land"])

    def _head(self, text: str) -> str:
        """The word that a post turns on: the last role word before `of`, `for` or `at`."""
        stem = re.split(r"\s(?:of|for|at|in|to|on)\s", text, maxsplit=1)[0]
        words = vocabulary.words(stem)
        if words[-2:] == ("general", "secretary"):
            return "chief"  # of a union, not of a state
        roles = [each for each in words if each in vocabulary.ROLES or each in vocabulary.OF_A_HOUSE]
        return roles[-1] if roles else ""

    def _is_of_a_house(self, head: str, place: str) -> bool:
        if place.casefold() in self.known or place.casefold().removeprefix("the ") in self.known:
            return True
        if town := _IN_A_TOWN.search(place):
            place = place[: town.start()]  # `Sample Academy in Bristol`
        if place.startswith("The ") and place.istitle():
            return True  # `Correspondent of The Evening Bell`
        is_strong = self.is_strong(place)
        sounds = len(place.split()) >= 2 and vocabulary.is_organisation(place)
        if place.lower() in vocabulary.HOUSES:
            return head not in _OF_A_UNIT  # `Fellow of the Academy`
        if head in vocabulary.OF_A_SUBJECT:
            return sounds and is_strong
        if head in vocabulary.OF_A_HOUSE:
            words = [each.lower() for each in place.split()]
            if words[-1] in ("trustees", "governors", "directors"):
                return False  # `Chairman of the Trustees`
            if head in _OF_NEWS and place.istitle():
                return True  # `editor of the Morning Register`
            if wording.IS_A_FIELD.fullmatch(place):
                return False  # `Director of Handlooms`
            is_subject = all(each in vocabulary.COMMON or each in vocabulary.LINKS for each in words)
            return not is_subject or (sounds and is_strong)
        return sounds and is_strong

    def _is_of_a_name(self, text: str, of: re.Match[str]) -> bool:
        """`owner of Sample Roofing`: who writes a post small writes large behind it only what is called so."""
        named = text[of.end() :].split()
        is_called = len(named) > 1 and all(each[:1].isupper() or each in vocabulary.LINKS for each in named)
        is_subject = self._head(text) in vocabulary.OF_A_SUBJECT or all(
            each in vocabulary.COMMON or each in vocabulary.LINKS for each in vocabulary.words(text[of.end() :])
        )
        return text[: of.start()].islower() and is_called and not is_subject

    def trimmed(self, start: int, end: int) -> Span:
        """Without the marks and blanks around it; the point of an abbreviation stays."""
        while end > start and self.plain[end - 1] in " ,.;:–—-":
            tail = self.plain[max(start, end - 6) : end]
            if tail.endswith(".") and re.search(r"(?:\b[A-Z]|Inc|Ltd|Co|Corp|St)\.$", tail):
                break
            end -= 1
        while start < end and self.plain[start] in " ,;:–—-":
            start += 1
        is_quoted = end - start > 2 and self.plain[start] + self.plain[end - 1] in ("“”", '""')
        return (start + 1, end - 1) if is_quoted else (start, end)  # `Host, “Harbour Hour”`
