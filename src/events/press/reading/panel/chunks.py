"""The pieces of a stretch about people: parted by commas, dashes, brackets and line ends; and the name within one."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from events.press.reading.layout.source import Paragraph, Source
from events.press.reading.panel import crafts, posts
from events.press.reading.words import attested, names, places, stages, venues, vocabulary
from events.press.reading.words.names import Name

_STOP = re.compile(
    r"\s(?:and (?:sits|runs|leads|chairs|works|lives|farms|has|is|was|had|will)"
    r"|will|who|whose|which|where|when|that|is|are|was|were|has"
    r"|have|had|took|takes?|said|says|discuss(?:es"
    r"|ed|ing)?"
    r"|and (?:also )?(?:sits|serves|teaches|writes|chairs|leads|runs|works|lives|hosts|edits|heads|advises)"
    r"|since|for (?:\w+ ){0,3}years|in (?=(?:19|20)\d\d)"
    r"|to discuss|joins?|joined|speaks?|explores?|as part|on (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\d+)"
    r"|at \d[\w.:]*|from \d[\w.:]*"
    rf"|{stages.DOING_SO}"
    r"|in (?:conversation|discussion|a|an)|during|followed|before|after|for a|by video|this)\b|"
    + vocabulary.NOT_SHORT
    + r"\.\s|\.$|\s?[?!]"
)
_SPEAKING = re.compile(
    r"\s(?:of|from|at|with|for|is|was|will|has|who|representing|to|chairs|moderates|on|in|as)\b|['’]s?\b|\s?[.?!]"
    r"|\s?[a-z(@]"
)
_TALKS_OF = re.compile(
    r"\b(?:talk|speech|address|keynote|welcome|introduction|presentation|chair|moderation|remarks)\b"
)
_WITHIN_NAME = re.compile(r"\s?\((?=(?:[A-Z][a-z]*|[Rr]et['’]d)\.?\) [A-Z])|\) [A-Z]")
_TITLE_LAST = re.compile(r"(?:^|\s)(?P<title>[\w.-]{2,16})(?: \((?:[A-Z][a-z]*|[Rr]et['’]d)\.?)?$")
# What a life says that somebody is now, up to the post, and where they do something, up to the house.
HOLDS = (
    r"(?:(?:also|now|currently) )*"
    r"(?:(?:is|has been|became|has become|(?:works|serves|acts|has (?:long )?(?:served|worked)) as"
    r"|was (?:re-?)?(?:appointed|elected|named|made)|(?:holds|took up) the (?:post|office|position|role) of)"
    r" (?:(?:also|now|currently) )?(?:the |an? |our )?"
    r"|(?:holds|took up) (?:the |an? )?(?=(?:[A-Z][\w’'-]* ){0,4}(?:[Cc]hair|[Pp]rofessorship|[Ff]ellowship)\b))"
)
WORKS_AT = (
    r"(?:(?:also|now|currently) )?"
    r"(?:(?:leads|teaches|heads|runs|works|lectures|researches|manages|directs|oversees)\b"
    r"[^.,;:()\n]{0,60}?\s(?:at|for) (?:the )?(?=[A-Z])"
    r"|(?:leads|heads|runs|manages|directs|edits|chairs|publishes) (?:the )?(?=[A-Z]))"
)
BIO = re.compile(
    r"(?P<who>(?:(?:Dr|Prof|Professor|Sir|Dame|Mr|Mrs|Ms|[A-Z][a-z]{1,5}\.)\.?\s)?"
    r"[A-Z][\w’'-]+(?P<more>(?: [A-Z][\w’'-]+){1,3})?)\s"
    rf"(?:(?P<does>{WORKS_AT})|(?P<is>{HOLDS})|(?P<was>was|were|used to be|previously|formerly)\b)"
)
THE = re.compile(r"(?:the|our|its|their)\s", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:De|Het|Die|Das|Le|La|Les|El|Il|Los|Las) \w+")  # `De Rechtskrant`, a newspaper
_IN_OFFICE = re.compile(
    r"(?i:retired|ret['’]?d\.?|ret\.|acting|interim|designate|elect|emerit(?:us|a)|outgoing|incoming)"
)
_OF_SEVERAL = re.compile(
    r"\b(?:[Uu]nion|[Aa]ssociation|[Ff]ederation|[Cc]onfederation|[Gg]uild|[Aa]lliance|[Cc]ongress|[Ll]eague|[Nn]etwork)"
    r" of (?P<first>[A-Z][\w’'-]*(?:[^s\W]|[uis]s))$"
)
_SEVERAL = re.compile(r"[^s\W]s['’]?$")
_FREE = re.compile(rf"(?!\s[–—|•-]{{1,2}}\s)\s{posts.FREE_MARK}\s")
_OF_A_KIND = re.compile(rf"\b(?:at|of|with|for|from) {posts.A_KIND.removesuffix('?')}$")  # `editor of the newspaper …`
_WHO_IS = re.compile(
    r"(?:who )?(?:is|works as|serves as) (?:(?:also|now|currently) )*(?:an? |the )?(?![a-z]+ing\b)(?=[A-Za-z])"
)
_TOWN_AFTER = re.compile(r",? (?P<town>[A-Z][a-z]+(?: [A-Z][a-z]+)?)\b")
_AND = re.compile(r"(?:and|&)\s")
_BESIDE = re.compile(r"(?:(?:together|along|in conversation) )?with\s|alongside\s|joined by\s")
_DASHES = ("–", "—", "-", ":", ";")
_OF_A_HOUSE = re.compile(r"\b(?:of|at|for) (?:the )?[A-Z][\w’'-]*$")
_CAPITALS = re.compile(r"[A-Z]{2,6}")
_LETTERS = re.compile(r"(?:\s[A-Z]{2,5}){1,3}")  # `Ann Lee AFSM`
_REPLACES = re.compile(r"(?:replac(?:es|ing)|(?:standing|stepping) in for|instead of|in place of)\s", re.IGNORECASE)
_JOINED = re.compile(r"(?:\b(?:and|with|plus)|,)\s\(\s?$")
_HOPED_FOR = re.compile(r"(?P<state>[^()\n]{2,30})\)\s(?!and\b|or\b)(?=\w)")
_BULLET = re.compile(r"[–—•*-]{1,2}\s+(?=\S)")
_REFERENCE = re.compile(r"\s?[*†‡§]{1,3}$")
_PRESIDES = re.compile(r"(?:president|chair(?:man|woman|person)?|publisher)", re.IGNORECASE)
_MANAGES = re.compile(
    r"(?:ceo|chief executive(?: officer)?|(?:managing|executive) director|president|editor(?:-in-chief)?) (?:of|at) ",
    re.IGNORECASE,
)
_FOUNDS = re.compile(r"(?:[Cc]o-)?(?:founder|Founder|owner|Owner)")  # `and director of Brook Trust`
_CRAFT = re.compile(r"(?:the )?[a-z][a-z-]{2,}(?: [a-z-]{3,})?")
_ASIDE = re.compile(r"(?:\s{0,3}[(\[][^()\[\]\n]{2,40}[)\]])*")
_MOST_BELOW = 6  # lines of posts below a name
_JOINS = ("and", "&", "plus", "as well as", "alongside")


class Chunk(NamedTuple):
    start: int
    end: int
    before: str  # the mark or word that parts it from the one before
    depth: int  # of brackets
    begins: bool = False  # a line, a sentence, or what a semicolon or a bullet parts
    is_bio: bool = False  # `Padma is a consultant`, of the person before
    is_outside: bool = False  # of the bracket that closed just before

    @property
    def joins(self) -> bool:
        return self.before.endswith((*_JOINS, ";")) and not self.begins


class Cutting:
    """Cuts the text of one release."""

    def __init__(
        self, source: Source, known: frozenset[str], named: Mapping[str, Name], turned: Mapping[int, Name]
    ) -> None:
        self.source = source
        self.plain = source.plain
        self.lower = source.lower_words
        self.known = known
        self.named = named
        self.turned = turned  # names with the family first, by where they begin
        self.posts = posts.Reading(source, known)
        self._parted = [each for each in known if posts.MARKS.search(each)]
        self._names: dict[tuple[int, int], Name | None] = {}  # of pieces, which many rules ask for
        self._words: dict[Chunk, str] = {}

    def pieces(self, start: int, end: int) -> list[Chunk]:
        cut: list[Chunk] = []
        at, before, depth = start, "", 0
        whole = self._known_within(start, end)
        for mark in posts.MARKS.finditer(self.plain, start, end):
            if any(begin < mark.start() and mark.end() < stop for begin, stop in whole):
                continue  # `Sallow & Firth`
            if mark[0] == "/" and before != "/" and not self._parts_posts(at, mark, end):
                continue  # `Actor/Director`
            if _WITHIN_NAME.match(self.plain, mark.start(), end) and _ends_with_title(self.plain[at : mark.start()]):
                continue
            if (stop := self._without_reference(at, mark.start())) > at:
                cut.append(Chunk(at, stop, before, depth))
                before = ""
            depth = max(0, depth + mark[0].count("(") + mark[0].count("[") - mark[0].count(")") - mark[0].count("]"))
            if "\n" in mark[0]:
                depth = 0
            stripped = "\n" if "\n" in mark[0] else "/" if _FREE.fullmatch(mark[0]) else mark[0].strip()
            at, before = mark.end(), "\n" if "\n" in (before, stripped) else stripped or before
        if (stop := self._without_reference(at, end)) > at:
            cut.append(Chunk(at, stop, before, depth))
        merged: list[Chunk] = []
        unjoined = [*map(self._without_join, self._without_notes(cut))]
        for place, piece in enumerate(unjoined):
            if merged and self._are_letters_of(merged[-1], *unjoined[place : place + 3]):
                merged[-1] = self._with_letters(merged[-1], piece)
            elif merged and self._is_bracket_of_post(merged[-1], piece, end):
                merged[-1] = merged[-1]._replace(end=piece.end + 1)
            elif merged and self._shares_its_head(merged[-1], *unjoined[place : place + 2]):
                merged[-1] = merged[-1]._replace(end=piece.end)
                self._names[_span(merged[-1])] = None
            elif merged and self._belongs_to(merged[-1], piece):
                merged[-1] = merged[-1]._replace(end=piece.end)
            else:
                merged.append(piece)
        return merged

    def _without_notes(self, cut: Sequence[Chunk]) -> Iterator[Chunk]:
        """But for what a bracket says further of somebody who may not come: `(tbc – reserve: Tom Ash)`,
        or of whom somebody stands in for: `(replaces Tom Ash)`.
        """
        is_state = is_note = False
        for piece in cut:
            is_begun = piece.before in ("(", "[")
            goes_on = not is_begun and (is_note or (is_state and piece.before in _DASHES))
            is_note = piece.depth > 0 and (
                goes_on or (is_begun and _REPLACES.match(self.plain, piece.start) is not None)
            )
            is_state = piece.depth > 0 and stages.TENTATIVE.fullmatch(self.plain, piece.start, piece.end) is not None
            if not is_note:
                yield piece

    def _are_letters_of(
        self, last: Chunk, piece: Chunk, following: Chunk | None = None, house: Chunk | None = None
    ) -> bool:
        """`Ann Lee, RDH, president of the Dental Guild`: capitals before a post that tells its house are no house."""
        if piece.before != "," or following is None or following.before != "," or following.depth:
            return False
        name = self.name_in(last) if _CAPITALS.fullmatch(self.plain, piece.start, piece.end) else None
        is_free = name is not None and name.is_whole and name.closes == last.end
        letters = self.plain[piece.start : piece.end]
        is_known = letters.casefold() in self.known or self.posts.is_role(letters)  # `CEO`
        words = self.plain[following.start : following.end]
        is_of_house = self.posts.has_house(*_span(following)) or (
            house is not None
            and house.before == ","
            and self.posts.sounds_like_one(self.plain[house.start : house.end])
        )
        return is_free and not is_known and self.posts.is_role(words) and is_of_house

    def _with_letters(self, last: Chunk, piece: Chunk) -> Chunk:
        whole = last._replace(end=piece.end)
        if name := self.name_in(last):
            self._names[_span(whole)] = self._lettered(name, piece.end)
        return whole

    def _lettered(self, name: Name, end: int) -> Name:
        """The name with the letters behind it, which some would leave out."""
        return name._replace(end=end, text=self.plain[name.start : end], outer=(name.opens, end), is_arguable=True)

    def _parts_posts(self, start: int, slash: re.Match[str], end: int) -> bool:
        """`Ann Lee/Tom Ash`; `CEO, Sample Haulage Ltd/National Chair, Truck Club`."""
        house, following = (
            self.plain[start : slash.start()],
            re.split(r"[,;(\n]", self.plain[slash.end() : end], maxsplit=1)[0],
        )
        parts = " " in house and self.posts.sounds_like_one(house) and self.posts.is_role(following)
        return parts or self._is_a_name(start, slash.start())

    def _is_a_name(self, start: int, end: int) -> bool:
        name = names.at(self.plain, start, lower=self.lower)
        return name is not None and name.is_whole and name.closes == end

    def _without_reference(self, start: int, end: int) -> int:
        """Where a piece ends but for the mark of a note: `Ann Lee*`."""
        found = _REFERENCE.search(self.plain, max(start, end - 4), end)
        return found.start() if found else end

    def _known_within(self, start: int, end: int) -> list[tuple[int, int]]:
        """Where known houses and names with the family first stand, which a mark would cut."""
        text = self.plain[start:end].casefold()
        if len(text) != end - start:
            return []
        found = (each for house in self._parted if house in text for each in re.finditer(re.escape(house), text))
        turned = [(at - 1, name.end + 1) for at, name in self.turned.items() if start <= at < end]
        return [*turned, *((start + each.start(), start + each.end()) for each in found)]

    def _without_join(self, piece: Chunk) -> Chunk:
        """Without the bullet of a cell, and the joining word behind a bracket or a semicolon: `(Green) and Ann Lee`."""
        if bullet := _BULLET.match(self.plain, piece.start, piece.end):
            piece = piece._replace(start=bullet.end())
        join = _AND.match(self.plain, piece.start, piece.end) if piece.before in (")", "]", ";") else None
        before = piece.before if piece.before == ";" else "and"
        if join:
            return piece._replace(start=join.end(), before=before)
        if piece.before == ")" and self.is_hoped_for(self.plain.rfind("(", 0, piece.start) + 1):
            return piece._replace(before="and")
        beside = _BESIDE.match(self.plain, piece.start, piece.end) if piece.before == "," else None
        other = piece._replace(start=beside.end(), before="and") if beside else piece
        name = self.name_in(other) if beside else None
        return other if name is not None and name.is_whole else piece

    def is_hoped_for(self, start: int) -> bool:
        """`and (tbc) the Minister`: a bracket that says so before whom it says it of, from where its words begin."""
        ahead = _HOPED_FOR.match(self.plain, start)
        return (
            ahead is not None
            and bool(_JOINED.search(self.plain, max(0, start - 8), start))
            and (stages.TENTATIVE.fullmatch(ahead["state"]) is not None)
        )

    def _belongs_to(self, last: Chunk, piece: Chunk) -> bool:
        """`and Policy` goes on with the subject; `and Director of` and `and Mark Lee` begin anew."""
        parts_office = piece.before in ("–", "-", "—") or (piece.before == ":" and piece.depth == last.depth > 0)
        if parts_office and self._is_subject_of(last, piece):
            return True
        if piece.before not in ("and", "&") or piece.depth != last.depth:
            return False
        text = self.plain[piece.start : piece.end]
        if self.posts.is_role(text):
            before = self.plain[last.start : last.end]
            if re.fullmatch(r"[a-z-]+(?: [a-z-]+)?", before) and re.fullmatch(r"[a-z-]+(?: [a-z’'-]+){0,5}", text):
                return True  # `courier and organiser`
            is_pair = (
                self.posts.is_role(before)
                and (len(text.split()) <= 2 or _FOUNDS.fullmatch(before) is not None or _leads(before, text))
                and not re.search(r"\b(?:of|at|for)\b", before)
            )
            return is_pair and (text[:1].islower() or text.split()[0].isupper() or before[:1].isupper())
        name = self.name_in(piece)
        if (
            name
            and _CRAFT.fullmatch(self.plain, last.start, last.end)
            and crafts.is_craft(self.plain[piece.start : name.opens])
        ):
            return True  # `the writer and farmer Ann Lee`
        is_known = name is not None and (
            name.is_titled or name.bare.casefold() in attested.within(self.plain, self.lower)
        )
        return name is None or (piece.before == "&" and not is_known and self.posts.is_organisation(text))

    def _shares_its_head(self, last: Chunk, piece: Chunk, following: Chunk | None = None) -> bool:
        """`Union of Harbour and Estuary Pilots`: what a body is of is several, and has not been told before `and`."""
        if piece.before not in ("and", "&") or piece.depth != last.depth:
            return False
        begun = _OF_SEVERAL.search(self.plain, last.start, last.end)
        name = self.name_in(piece) if begun and places.zone(begun["first"]) is None else None
        is_whole = name is not None and name.closes == piece.end and not name.is_titled
        if name is None or not is_whole or not _SEVERAL.search(name.text):
            return False
        is_told_of = (
            following is not None
            and following.before in (",", "(")
            and self.posts.is_role(self.plain[following.start : following.end])
        )
        return not is_told_of and name.bare.casefold() not in attested.within(self.plain, self.lower)

    def _is_bracket_of_post(self, last: Chunk, piece: Chunk, end: int) -> bool:
        """`Principal Secretary (Water), Government of Sample`: before a house, a bracket says what for; `(retired)`."""
        post, subject = self.plain[last.start : last.end], self.plain[piece.start : piece.end]
        if piece.before in ("(", "[") and _IN_OFFICE.fullmatch(subject) and self.name_in(last) is None:
            return self.posts.is_role(post)
        if piece.before not in ("(", "[") or piece.end >= end or not self.plain.startswith(("), ", "], "), piece.end):
            return False
        is_plain = len(subject.split()) <= 4 and subject[:1].isupper() and not stages.aside(subject)
        is_other = stages.TENTATIVE.fullmatch(subject) or names.are_letters(subject) or names.is_name(subject)
        is_house = (
            subject.isupper()
            or subject.casefold() in self.known
            or (" " in subject and self.posts.sounds_like_one(subject))
        )
        return is_plain and not is_other and not is_house and self.posts.is_role(post) and " at " not in post

    def _is_subject_of(self, last: Chunk, piece: Chunk) -> bool:
        """`Vice President - Public Policy, Sample Bank`, `(Deputy Dean: Research, Sample College)`."""
        post, subject = self.plain[last.start : last.end], self.plain[piece.start : piece.end]
        is_office = re.fullmatch(
            r"(?:[A-Z][\w-]* ){0,3}(?:President|Head|Director|Manager|Lead|Officer|Dean|Secretary)", post
        )
        is_other = piece.before != ":" and self.posts.sounds_like_one(subject)
        is_plain = len(subject.split()) <= 3 and subject[:1].isupper() and not is_other
        return bool(is_office) and is_plain and self.plain.startswith(", ", piece.end)

    def name_in(self, chunk: Chunk) -> Name | None:
        """Who is named in a piece, if it is somebody of whom more may be told there."""
        span = _span(chunk)
        if span not in self._names:
            self._names[span] = self._name_in(chunk)
        return self._names[span]

    def named_first(self, paragraph: Paragraph, at: int = 0) -> Name | None:
        """Who is named where the text of a paragraph begins, or behind its first words; counted in that text."""
        turned = self.turned.get(paragraph.start + at)
        if turned is None:
            return names.at(paragraph.text, at, lower=self.lower)
        start, end = turned.start - paragraph.start, turned.end - paragraph.start
        return turned._replace(start=start, end=end, outer=(start, end))

    def _name_in(self, chunk: Chunk) -> Name | None:
        if turned := self.turned.get(chunk.start):
            return turned
        found = next(names.within(self.plain, chunk.start, chunk.end, lower=self.lower), None)
        if found is None and self.named and (short := self._shortened(chunk)):
            return short
        if found is None or found.closes > chunk.end or self._is_house(found) or self._is_of_a_title(found):
            return None
        if not found.is_titled and (
            _ARTICLE.fullmatch(found.text) or self._is_address(found) or self._is_turned_line(found)
        ):
            return None
        if not found.is_whole and found.called not in self.named:
            return None
        if found.opens == chunk.start:
            rest = self.plain[found.closes : chunk.end]
            if re.match(r"\s[a-z]", rest) and (later := self._after_post(found, chunk)):
                return later
            if _LETTERS.fullmatch(rest) and found.is_whole and rest.strip().casefold() not in self.known:
                return self._lettered(found, found.closes + len(rest))
            return found if not rest.strip() or _SPEAKING.match(rest) else None
        before = self.plain[chunk.start : found.opens].strip()
        if found.is_titled and re.fullmatch(r"(?:[A-Z][\w.’'-]*\s?){1,3}", before) and not self.posts.is_role(before):
            return found if "." in before or not self.posts.sounds_like_one(before) else None  # `U.S. Rep. Ann Lee`
        if before.lower() in ("the", "and", "and the") and found.is_titled:
            return found  # `The Rt Revd Ann Lee`
        if not found.is_titled and _OF_A_HOUSE.search(before) and places.zone(found.text.split()[-1]) is not None:
            return None  # `Chief Executive of Age Forward Ireland`
        if before.endswith("&"):
            return None  # `editor of the Fen & Wold Echo`
        if re.search(r"\b(?:of|for|at|[Tt]he|in|on|to)$", before) and not _TALKS_OF.search(before):
            return None
        if before.endswith(" with") and self.posts.is_role(before.removesuffix(" with")):
            return None  # `now a toolmaker with Sample Castings`
        is_of_letters = before.split()[-1:] and before.split()[-1].isupper() and re.search(r"\b(?:of|at|for)\b", before)
        if is_of_letters and not found.is_titled:
            return None  # `board member of NHS Far North`
        if not found.is_titled and (self._is_within_house(before) or _OF_A_KIND.search(f"{before} ")):
            return None
        if self.posts.is_role(before) and not re.search(r"\b(?:by|with)\s", before):
            return found
        words = vocabulary.words(before)
        if crafts.is_craft(before):
            return found
        return found if words and (words[-1] in vocabulary.ROLES or words[-1] in crafts.BEFORE_NAMES) else None

    def _is_turned_line(self, name: Name) -> bool:
        """Whether this stands behind a name with the family first, or below one alone: of nobody else."""
        start = self.plain.rfind("\n", 0, name.start) + 1
        return start in self.turned or self._is_below_turned(self.source.paragraph_at(start), name)

    def _is_below_turned(self, place: int, name: Name) -> bool:
        """`Warden, Star Reserve` in a line of its own below `LEE, Ann`; but `Ann Lee is …` there tells the name."""
        paragraphs = self.source.paragraphs
        first = place
        while first and place - first < _MOST_BELOW and paragraphs[first - 1].group == paragraphs[place].group:
            first -= 1
            turned = self.turned.get(paragraphs[first].start)
            if turned:
                is_alone = _ASIDE.fullmatch(self.plain, turned.end, paragraphs[first].end)
                return is_alone is not None and turned.bare.casefold() != name.bare.casefold()
        return False

    def _is_within_house(self, before: str) -> bool:
        """`director of the Sample Fund for Public Interest Reporting`: the house has begun, and not ended."""
        of = re.search(r"\b(?:of|at|for|with) (?:the )?(?=[A-Z])", before)
        *begun, last = vocabulary.words(before[of.end() :]) if of else ("",)
        return any(each in vocabulary.HOUSES for each in begun) and last not in vocabulary.ORGANISATIONS

    def _is_address(self, name: Name) -> bool:
        """`Coombe Lane, Dublin 8`."""
        town = _TOWN_AFTER.match(self.plain, name.closes) if venues.is_street(name.text) else None
        return town is not None and places.zone(town["town"]) is not None

    def _is_of_a_title(self, name: Name) -> bool:
        """Within emphasised words that are much more than the name: `*Bitter Pill: Fake Medicine in Markets*`."""
        around = (each for each in self.source.emphasised if each[0] <= name.start and name.end <= each[1])
        return any(":" in self.plain[start:end] and end - start > 2 * len(name.text) for start, end in around)

    def ends_with_post(self, before: str) -> bool:
        """`Ohio Department of Trails Director Ann Lee`."""
        words = vocabulary.words(before)
        return bool(words) and before[:1].isupper() and words[-1] in vocabulary.ROLES

    def _shortened(self, chunk: Chunk) -> Name | None:
        """`Lee`, or `Administrator Lee`, for Ann Lee."""
        text = self.plain[chunk.start : chunk.end]
        before, _, last = text.rpartition(" ")
        name = self.named.get(last.casefold())
        if (
            name is None
            or last.lower() in self.lower
            or not last[:1].isupper()
            or len(text) > 60
            or (before and (" of" in before or not self.posts.is_role(before)))
        ):
            return None
        return name._replace(outer=(chunk.start, chunk.end))

    def _after_post(self, first: Name, chunk: Chunk) -> Name | None:
        """`Columbia Heights credit union manager Ann Lee`: what looks like a name first is where she works."""
        for name in names.within(self.plain, first.closes, chunk.end, lower=self.lower):
            before = self.plain[first.closes : name.opens].strip()
            if self.posts.is_role(before) and name.is_whole and " of " not in before:
                return name
        return None

    def _is_house(self, name: Name) -> bool:
        is_told_of = self.plain[name.closes : name.closes + 2].strip().startswith("(")  # as people are, in a bracket
        return name.text.casefold() in self.known and not is_told_of

    def words(self, chunk: Chunk) -> str:
        """What of a piece may be a post or a house: up to where a sentence goes on, and after who it is of."""
        if chunk not in self._words:
            start = self.told_from(chunk.start, chunk.end)
            if bio := BIO.match(self.plain, chunk.start, chunk.end) if chunk.is_bio else None:
                start = bio.end()
            self._words[chunk] = self.plain[start : self.stop(start, chunk.end)].strip()
        return self._words[chunk]

    def told_from(self, start: int, end: int) -> int:
        """Past `who is also a`."""
        who = _WHO_IS.match(self.plain, start, end)
        return who.end() if who else start

    def stop(self, start: int, end: int) -> int:
        found = _STOP.search(self.plain, max(start - 1, 0), end)
        return max(start, found.start()) if found else end


def _span(chunk: Chunk) -> tuple[int, int]:
    return chunk.start, chunk.end


def _ends_with_title(words: str) -> bool:
    """`Ambassador`, `Justice (Retd.`: what opens a bracket within a name."""
    last = _TITLE_LAST.search(words[-30:])
    return last is not None and last["title"].lower().rstrip(".") in vocabulary.HONORIFICS


def _leads(one: str, two: str) -> bool:
    """`president and CEO of the Sample Trust`: one office of two names, at the head of a house."""
    return bool(_PRESIDES.fullmatch(one) and _MANAGES.match(two))
