"""Who says what is quoted: named before it or after it, by a pronoun, a family name, or a line below."""

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter

from events.press.reading.draft import CERTAIN, DOUBTFUL, LIKELY
from events.press.reading.layout.parts import Placed
from events.press.reading.layout.source import Paragraph, Source
from events.press.reading.words import marks, names, stages, vocabulary
from events.press.reading.words.marks import INVERTED
from events.press.reading.words.names import Name

Speaker = tuple[Name, float]
_begin = attrgetter("start")

_TITLES = (
    "Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Baroness|Cllr|Councillor|Sen|Senator|Rep|Rev"
    "|Minister|Judge|Justice"
)
_VERB = re.compile(rf"\b(?:{vocabulary.VERBS}|calls|called|describe[sd]|dismisse[sd]|praise[sd])\b(?!\sby\b)")
_ACCORDING = re.compile(
    r"\s?,?\s?(?:according to|in the words of|(?:[Tt]h(?:at|is) )?(?:is|was) how"
    r"|(?:[Ss]uch|[Tt]hese|[Tt]hose) (?:is|are|were|was) the (?:words|view|verdict|conclusion|judgement) of)\s"
    r"(?:(?:her|his|its|the|their) (?:[a-z-]+ ){1,4}(?=[A-Z]))?"
)
_PRONOUN = re.compile(r"(?:she|he|they|her|him|them)\b", re.IGNORECASE)
_SUBJECT = re.compile(r"(?:^|\s)(?:she|he|they)(?:\s(?:also|then|further|has|have|later))?$", re.IGNORECASE)
_BARE = re.compile(
    rf"(?:(?P<title>{_TITLES})\.?\s)?(?P<name>[{names.UPPER}][^\W\d_]+(?:[-'’][^\W\d_]+)*)(?=\s|,|\.|:|$)"
)
_SENTENCE = re.compile(vocabulary.NOT_SHORT + r"[.!?]['\"’”]?\s(?=[A-Z“\"‘'])")
_OF_A_TOWN = re.compile(
    r"(?:[A-Z][\w.]+(?: [A-Z][\w.]+)?, ){1,2}(?:[A-Z][\w.-]+ ){0,3}"
)  # `Eudora, Kansas, Mayor Ann Lee`
_HIS_POST = re.compile(r"(?:[Tt]he|its|their|our|[A-Z][\w’'-]*[’']s) [^,.:;\n]{3,80}, ")
_POST = re.compile(
    r"(?:[Tt]he|[Ii]ts|[Oo]ur|[Tt]heir)\s(?:[\w-]+\s){0,2}?(?P<post>[A-Za-z][\w-]{3,20}(?: [A-Za-z][\w-]{3,20})?)"
)
_FEW_WORDS = 8  # fewer are a title
_ENDS = re.compile(r"[.!?…]\W{0,2}$")
_MOST_POSTS = 20
_DASHED = re.compile(r"\s*(?:[–—―]|--?|~)\s*(?=[^\W\d_])")
_APPOSED = re.compile(r"\s?(?:,|\(|\bof\b|\bfrom\b|\bat\b|[–—-]|who\b|\bis\b)")
_OBJECT = re.compile(
    r"\b(?:by|with|to|of|[Ff]or|and|[Ff]rom|between|[Aa]gainst|than|[Ll]ike|as|[Aa]t|[Ii]n|chairs|leads|runs"
    r"|heads|founded|represents)\s"
    r"(?:the\s)?(?:[A-Z][\w’'-]*\s){0,3}$"
)

_OF_A_SUBJECT = re.compile(
    r"\b(?:[Mm]inister|[Ss]ecretary|[Pp]rofessor|[Hh]ead|[Dd]irector|[Cc]ommissioner"
    r"|[Mm]ember)\b[^.,;:]{0,30}\s(?:of|for)\s"
    r"(?:the\s)?(?:(?:[A-Z][\w’'-]*|and|&)\s){0,6}$"
)
_GIVEN = re.compile(  # of whom no family name is told, as of children and witnesses
    rf"\s*(?P<name>[{names.UPPER}][a-zà-ÿ]{{2,14}})(?: \([^()\n]{{1,40}}\)|, (?:aged )?\d{{1,2}})"
    r"(?:, [^.:\n]{1,100})?,? "
)
_SPOKESPERSON = re.compile(r"\s*(?P<name>An? spokes(?:person|woman|man) (?:for|of|at) (?:the )?[A-Z][^.:,\n]{2,80})\s")
_SOMEONE = (  # who is told of by what they are: `one mother of three`, `a nurse in Wick`, `another`
    r"(?P<who>(?:[Oo]ne|[Aa]n(?:other)?|[Aa]) (?!of (?:them|these|those)\b)[a-z][\w’'-]+"
    rf"(?: (?:[a-z]+|\d+|[{names.UPPER}][\w’'-]+)){{0,6}}?|[Aa]nother(?= ?$|[.;,]))"
)
_SOMEBODY = re.compile(  # `as one mother in Wick told us`, `Another tenant, in Leeds, said`
    rf"(?:^|[.!?] |, (?:as|but|and) |\bas |\n){_SOMEONE}(?:,[^,.;:]{{2,40}},)? $"
)
_BY_SOMEBODY = re.compile(  # `said one mother in Wick.`
    rf"\s?{_SOMEONE}(?=[.;]|$|, (?:who|which|where|a|an|of|when|whose)\b)"
)
_QUESTION = 120  # characters
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]{2,})*")
_ASKS_ON = re.compile(r"\b(?:she|he)\b", re.IGNORECASE)
_FIRST_CELL = re.compile(r"(?:\s*[,(|][^|\n]{2,120})?\s*\|\s*")
_IN_WORDS = re.compile(r"\s*(?:In|To use) (?:her|his|their)(?: own)? words[,:]?\s*$")
_VIEW = re.compile(r"\s*(?:For|In the (?:words|view|eyes|opinion) of)\s")


def signature(paragraph: Paragraph) -> int | None:
    """Where the name begins in a line such as `— Jane Lee, Director`, if it is one."""
    if len(paragraph.text) >= 200:
        return None
    if paragraph.mark and paragraph.mark in "–—-―":
        at = 0
    elif dash := _DASHED.match(paragraph.text):
        at = dash.end()
    else:
        return None
    return at if names.at(paragraph.text, at) else None


def unnamed_signature(paragraph: Paragraph) -> int | None:
    """Where it begins that somebody is told of without their name: `– A mother of two, Leeds`."""
    dash = _DASHED.match(paragraph.text)
    at = 0 if paragraph.mark and paragraph.mark in "–—-―" else dash.end() if dash else None
    is_fit = _WITHOUT_NAME.fullmatch(paragraph.text, at) if at is not None else None
    return at if is_fit and names.at(paragraph.text, at or 0) is None else None


def unnamed_behind(line: str, closes: int) -> int | None:
    """Where it begins behind the words of a line: `“It is late.” – a mother of two, Leeds`, and no headline's."""
    dash = _DASHED.match(line, closes) if len(line) <= _QUOTED_LINE else None
    is_said = line[:1] in "“\"‘'«„" and _ENDS.search(line, 0, closes) is not None
    is_fit = dash is not None and line[dash.end()].islower() and _WITHOUT_NAME.fullmatch(line, dash.end())
    return dash.end() if dash and is_said and is_fit and not _OF_A_THING.match(line, dash.end()) else None


_OF_A_THING = re.compile(  # `“Who counts them?” – a panel discussion on the report` is what that is called
    rf"(?:an? |the |our |its )?(?:[\w’'-]+ ){{0,3}}?(?:{stages.GATHERING}|report|study|paper|inquiry|review|book|film"
    r"|exhibition|survey|series|campaign)\b",
    re.IGNORECASE,
)
_QUOTED_LINE = 400  # characters
_SHORTEST_SIGNATURE = 6  # characters
_WITHOUT_NAME = re.compile(r"[^\W\d_](?=.{5,90}$)[^.!?:;“”\"\s]*(?: [^.!?:;“”\"\s]+){1,13}")


def _ends_with_post(words: str) -> bool:
    """`said WOSW Secretary-General, Ms. Ann Lee`: a post and its comma before the name."""
    last = vocabulary.words(words)[-1:]
    is_post = bool(last) and any(each in vocabulary.ROLES for each in last[0].split("-"))
    return is_post and re.fullmatch(r"[^,.:;]{3,80}, ", words) is not None


class Speakers:
    """Remembers who has been named, and who spoke last."""

    def __init__(self, source: Source, placed: Sequence[Placed]) -> None:
        self.source = source
        self.plain = source.plain
        self.placed = placed
        self.lower = source.lower_words
        self.last: Name | None = None
        self.last_place = -2  # of the paragraph in which they spoke
        self.known: dict[str, Name] = {}
        self._all = names.throughout(self.plain, self.lower)
        self._learnt = 0
        self._said: dict[int, list[tuple[int, int, int]]] = {}  # within each line of which it was asked

    def learn(self, until: int) -> None:
        """Whole names up to here, by their family names."""
        while self._learnt < len(self._all) and self._all[self._learnt].start < until:
            name = self._all[self._learnt]
            if name.is_whole:
                before = self.known.setdefault(name.surname, name)
                if before.text.endswith(" " + name.text):
                    self.known[name.surname] = name  # the other was `Names Ann Lee` in a headline
            self._learnt += 1

    def heard(self, speaker: Name, at: int) -> None:
        self.last, self.last_place = speaker, self.source.paragraph_at(at)

    def before(self, start: int, end: int) -> Speaker | None:
        """`Jane Lee, director of X, said:`, `said Jane Lee:`, `She added:`, `Jane Lee, director of X:`."""
        for boundary in _SENTENCE.finditer(self.plain, start, end):
            start = boundary.end()
        if told := re.match(r"\s*[Aa]ccording to\s", self.plain[start:end]):
            return self._after_verb(start + told.end(), end)
        if _IN_WORDS.match(self.plain, start, end):
            return self._she(start)
        verbs = [*_VERB.finditer(self.plain, start, end)]
        here = [*names.within(self.plain, start, end, lower=self.lower)]
        if not verbs:
            view = _VIEW.match(self.plain, start, end)
            seen = next((each for each in here if view and each.opens == view.end()), None)
            return self._whole(seen) if seen else self._colon(start, end, here)
        verb = verbs[-1]
        if subject := self._subject(start, verb.start(), here):
            return self._whole(subject)
        for each in here:
            if each.start >= verb.end() and each.start - verb.end() < 90:
                return self._whole(each)
        sole = [each for each in here if each.closes <= verb.start()]
        if len(sole) == 1:
            lead = self.plain[start : sole[0].opens]
            if not self._is_object(start, sole[0].opens) or _OF_A_SUBJECT.search(lead):
                return self._whole(sole[0])[0], LIKELY
        if short := self._short(start, verb.start()) or self._by_given_name(start, verb.start()):
            return short
        if one := _SOMEBODY.search(self.plain[start : verb.start()]):
            return self._nameless(start + one.start("who"), start + one.end("who"))
        return self._about(start, end) if self.plain[start:end].rstrip().endswith(":") else None

    def _by_given_name(self, start: int, verb: int) -> Speaker | None:
        """`Jordan (15), from Leeds, said:`, and who speaks for a house without a name of their own."""
        found = _GIVEN.fullmatch(self.plain, start, verb) or _SPOKESPERSON.fullmatch(self.plain, start, verb)
        if found is None:
            return None
        return self._nameless(*found.span("name"))

    def _nameless(self, begin: int, stop: int) -> Speaker:
        """Somebody of whom is told what they are, and not their name."""
        return Name(begin, stop, self.plain[begin:stop], (begin, stop), is_arguable=True), DOUBTFUL

    def told(self, start: int, end: int) -> Speaker | None:
        """Whom the last sentence before the words is about: `Bas Lee points to the towns. "There …"`."""
        return self.before(start, end) or self._about(self._last_sentence(start, end), end)

    def _last_sentence(self, start: int, end: int) -> int:
        for boundary in _SENTENCE.finditer(self.plain, start, end - 1):
            start = boundary.end()
        return start

    def _about(self, start: int, end: int) -> Speaker | None:
        """The one person with whom a sentence begins, by their full name, their post before it, or for short."""
        here = [each for each in names.within(self.plain, start, end, lower=self.lower) if each.is_whole]
        is_subject = here and (
            not self._is_object(start, here[0].start) or _OF_A_SUBJECT.search(self.plain[start : here[0].start])
        )
        if len(here) == 1 and here[0].opens - start < 60 and is_subject:
            return here[0], LIKELY
        if here:
            return None
        bare = _BARE.match(self.plain, start, end)
        known = self.known.get(bare["name"].casefold()) if bare else None
        return (known, LIKELY) if known else None

    def _colon(self, start: int, end: int, here: Sequence[Name]) -> Speaker | None:
        if not self.plain[start:end].rstrip().endswith(":"):
            return None
        first = next((each for each in here if each.opens - start < 60), None)
        if first and stages.GATHERS.fullmatch(first.text.split()[-1]):
            return None  # `The Sample Lecture: “Who asks?”`
        rest = self.plain[first.closes : end].rstrip(" :") or "," if first else ""
        return (first, LIKELY) if first and _APPOSED.match(rest) else self._about(start, end)

    def is_signed(self, place: int, closes: int) -> bool:
        """Whether a dash or the line below says who spoke."""
        paragraph = self.placed[place].paragraph
        dash = _DASHED.match(self.plain, closes, paragraph.end)
        if unnamed_behind(paragraph.text, closes - paragraph.start) is not None:
            return True
        return bool(dash and names.at(self.plain, dash.end(), lower=self.lower)) or (
            closes >= paragraph.end - 1 and self._below(place) is not None
        )

    def _subject(self, start: int, verb: int, here: Sequence[Name]) -> Name | None:
        """The name that the verb belongs to: no object of another word, and beside the verb or with an apposition."""
        for place, each in enumerate(here):
            if each.closes > verb:
                return None
            after = self.plain[each.closes : verb]
            following = here[place + 1] if place + 1 < len(here) else None
            is_list = following and re.fullmatch(r"\s?,\s?", self.plain[each.closes : following.opens])
            is_beside = not after.strip(" ,") or bool(re.fullmatch(r"\s(?:also|has|have|then|today)\s?", after))
            if (is_beside or (_APPOSED.match(after) and not is_list)) and not self._is_object(start, each.opens):
                return each
        return None

    def _is_object(self, start: int, name: int) -> bool:
        """Whether another word has this name; in `chair of the Halls Association Ann Lee` it has the house."""
        before = self.plain[start:name]
        last = vocabulary.words(before[-40:])[-1:]
        return bool(_OBJECT.search(before)) and not (last and last[0] in vocabulary.ORGANISATIONS)

    def _short(self, start: int, verb: int) -> Speaker | None:
        """A pronoun or a family name as the subject."""
        before = self.plain[start:verb].rstrip(" ,")
        if _SUBJECT.search(before):
            return self._she(verb)
        for words in (2, 1):
            bare = _BARE.fullmatch(" ".join(before.split()[-words:]))
            if (
                bare
                and not _OBJECT.search(" ".join(before.split()[:-words]) + " ")
                and (known := self.known.get(bare["name"].casefold()))
            ):
                return known, LIKELY
        return self._by_post(before) if len(before) < 60 else None

    def _she(self, position: int) -> Speaker | None:
        """Whom a pronoun means: who just spoke in this paragraph, or else who is named in it, or who spoke before."""
        start = self.plain.rfind("\n", 0, position) + 1
        spoke_here = self.last is not None and self.last_place == self.source.paragraph_at(start)
        here = self._named(start, position)
        if here and not spoke_here:
            return here[0], LIKELY if len(here) == 1 else DOUBTFUL
        if self.last and (spoke_here or self.last_place >= self.source.paragraph_at(start) - 1):
            return self.last, LIKELY
        above = self._named(self.plain.rfind("\n", 0, max(start - 1, 0)) + 1, start)
        if above:
            return above[0], LIKELY if len(above) == 1 else DOUBTFUL
        return (self.last, LIKELY) if self.last else None

    def _named(self, start: int, end: int) -> list[Name]:
        """Who is named here outside what is said, each once; for short only as a subject: `Lee was born in York.`"""
        said = self._said_in_line(start)
        at, found = 0, []
        for each in self._whole_names(start, end):
            while at < len(said) and said[at][1] <= each.start:
                at += 1
            if at == len(said) or each.start < said[at][0]:
                found.append((each.start, each))
        for begin in (start, *(each.end() for each in _SENTENCE.finditer(self.plain, start, end))):
            bare = _BARE.match(self.plain, begin, end)
            if bare and (known := self.known.get(bare["name"].casefold())):
                found.append((begin, known))
        return list({each.text: each for _, each in sorted(found, key=lambda one: one[0])}.values())

    def _said_in_line(self, start: int) -> list[tuple[int, int, int]]:
        """Where words are quoted in the line that begins here, in their order."""
        if start not in self._said:
            end = self.plain.find("\n", start)
            self._said[start] = [*marks.spans(self.plain, start, end if end >= 0 else len(self.plain))]
        return self._said[start]

    def _whole_names(self, start: int, end: int) -> Iterator[Name]:
        """Those of a stretch that begins with its line, of which the text's own are known up to the last comma."""
        comma = self.plain.rfind(",", start, end) + 1
        first = bisect_left(self._all, start, key=_begin)
        known = self._all[first : bisect_left(self._all, max(comma, start), key=_begin)]
        further = names.within(self.plain, max(comma, start), end, lower=self.lower)
        return (each for each in itertools.chain(known, further) if each.is_whole)

    def after(self, start: int, end: int) -> Speaker | None:
        """`said Jane Lee, director of X`, `she said`, `Jane Lee, of X, said`, `— Jane Lee`."""
        stop = self.plain.find("\n", start)
        stop = min(stop if stop >= 0 else len(self.plain), start + 330)
        if end > start:
            stop = min(stop, end)
        if inverted := INVERTED.match(self.plain, start, stop) or _ACCORDING.match(self.plain, start, stop):
            one = _BY_SOMEBODY.match(self.plain, inverted.end(), stop)
            return self._nameless(*one.span("who")) if one else self._after_verb(inverted.end(), stop)
        if (dash := _DASHED.match(self.plain, start, stop)) and (
            name := names.at(self.plain, dash.end(), lower=self.lower)
        ):
            return name, CERTAIN
        line = self.plain.rfind("\n", 0, start) + 1
        if dash and (at := unnamed_behind(self.plain[line:stop], start - line)) is not None:
            return self._nameless(line + at, stop)
        rest = self.plain[start:stop]
        return self._with_verb(start + len(rest) - len(rest.lstrip(" ,.\"'”’»")), stop)

    def _with_verb(self, begin: int, stop: int) -> Speaker | None:
        """`Jane Lee said`, `she said`, `Lee, of X, said`."""
        boundary = _SENTENCE.search(self.plain, begin, stop)
        verb = _VERB.search(self.plain, begin, boundary.start() if boundary else stop)
        if verb is None:
            return None
        if re.match(r"[^.]{0,40}:\s?[“\"‘'«„]|:", self.plain[verb.end() : stop]):
            return None  # that is said of the next quotation
        if _PRONOUN.match(self.plain, begin, stop) and verb.start() - begin < 12:
            return self._she(begin)
        if who := _HIS_POST.match(self.plain, begin, verb.start()):
            begin = who.end()
        name = names.at(self.plain, begin, lower=self.lower)
        if name and (name.closes + 1 >= verb.start() or _APPOSED.match(self.plain, name.closes, verb.start())):
            return self._whole(name)
        if told := self._after_post(begin, verb.start()):
            return told
        bare = _BARE.match(self.plain, begin, stop)
        known = self.known.get(bare["name"].casefold()) if bare and bare.end() + 1 >= verb.start() else None
        if one := _SOMEBODY.fullmatch(self.plain[begin : verb.start()]):
            return self._nameless(begin + one.start("who"), begin + one.end("who"))
        return (known, LIKELY) if known else self._by_post(self.plain[begin : verb.start()])

    def _after_post(self, begin: int, verb: int) -> Speaker | None:
        """`co-author Ann Lee said`, `housing manager Ann Lee, of Foo, said`."""
        name = next(names.within(self.plain, begin, verb, lower=self.lower), None)
        lead = vocabulary.words(self.plain[begin : name.opens]) if name else ()
        is_post = 0 < len(lead) <= 8 and (lead[-1] in vocabulary.ROLES or lead[-1].split("-")[-1] in vocabulary.ROLES)
        if name is None or not is_post or "," in self.plain[begin : name.opens]:
            return None
        is_subject = name.closes + 1 >= verb or _APPOSED.match(self.plain, name.closes, verb)
        return self._whole(name) if is_subject else None

    def _by_post(self, words: str) -> Speaker | None:
        """`the Minister`, where one person of the text is introduced as one; to be checked."""
        post = _POST.fullmatch(words.strip(" ,.\"'”’»"))
        if post is None:
            return None
        introduced = rf"\b{re.escape(post['post'])}\b(?: (?:of|for) [^.,;:\n]{{2,60}})?,? "
        before = re.compile(introduced, re.IGNORECASE)
        found: dict[str, Name] = {}
        for each in itertools.islice(before.finditer(self.plain), _MOST_POSTS):
            name = names.at(self.plain, each.end(), lower=self.lower)
            if name and name.is_whole:
                found.setdefault(name.bare, name)
        return (next(iter(found.values())), DOUBTFUL) if len(found) == 1 else None

    def _after_verb(self, start: int, stop: int) -> Speaker | None:
        boundary = _SENTENCE.search(self.plain, start, stop)
        limit = boundary.start() if boundary else stop
        if _PRONOUN.match(self.plain, start, limit):
            return self._she(start)
        name = next(names.within(self.plain, start, limit, lower=self.lower), None)
        between = self.plain[start : name.opens] if name else ""
        if name and (
            re.fullmatch(r"(?:[Tt]he|its|their|our) [^,.:;]{3,80}, (?:[a-z-]+ ){0,4}", between)
            or _OF_A_TOWN.fullmatch(between)
            or _ends_with_post(between)
        ):
            return self._whole(name)
        if name and len(between) < 90 and not re.search(r"[,;:]\s|\bof\s$", between):
            return self._whole(name)
        bare = _BARE.match(self.plain, start, limit)
        known = self.known.get(bare["name"].casefold()) if bare else None
        return (known, LIKELY) if known else None

    def around(self, place: int) -> Speaker | None:
        """For a paragraph of nothing but words: who is announced before it, or signed below."""
        if found := self._below(place):
            return found
        before = self.placed[place - 1].paragraph if place else None
        if before is None or before.level:
            return None
        start = max(before.start, before.end - 400)
        if before.text.rstrip().endswith(":"):
            return self.before(start, before.end)
        if billed := self._billed(before, place):
            return billed
        if before.text.rstrip().endswith("?") and len(before.text) <= _QUESTION:
            return self._asked(before.start, before.end)
        is_report = before.text.rstrip().endswith(".") and len(self.placed[place].paragraph.text.split()) > 4
        if not is_report or before.quoted or next(marks.spans(before.text, 0, len(before.text)), None):
            return None
        said = self.before(self._last_sentence(start, before.end), before.end)  # `Ann Lee said it was late.`
        return (said[0], min(said[1], LIKELY)) if said else None

    def _billed(self, above: Paragraph, place: int) -> Speaker | None:
        """`Ann Lee, harbour master`, and right below what she says, as bills of an evening have it."""
        said = self.placed[place].paragraph
        is_below = above.group == said.group and len(above.text) <= _QUESTION and above.text[-1:] not in ".:;,"
        if not is_below or len(said.text.split()) < _FEW_WORDS or not _ENDS.search(said.text):
            return None
        name = names.at(self.plain, above.start, lower=self.lower)
        is_alone = name and re.match(r",|$|\s?[(|–—-]", above.text[name.closes - above.start :])
        return (name, LIKELY) if name and name.is_whole and is_alone else None

    def _asked(self, start: int, end: int) -> Speaker | None:
        """The one person whom a question names that stands above its answer: `What does Ms Lee say?`, `And Lee?`."""
        bare = (found[0].casefold() for found in _WORD.finditer(self.plain, start, end))
        who = {each: self.known[each] for each in bare if each in self.known}
        for each in names.within(self.plain, start, end, lower=self.lower):
            if each.is_whole:
                who.setdefault(each.surname, each)
        if not who and self.last and _ASKS_ON.search(self.plain, start, end):
            return self.last, DOUBTFUL
        return (next(iter(who.values())), LIKELY) if len(who) == 1 else None

    def in_row(self, start: int, end: int) -> Speaker | None:
        """Who alone has the first cell of a row, perhaps with a post, before what they say."""
        name = names.at(self.plain, start, lower=self.lower)
        is_alone = name and _FIRST_CELL.fullmatch(self.plain, name.closes, end)
        return (name, CERTAIN) if name and name.is_whole and is_alone else None

    def _below(self, place: int) -> Speaker | None:
        """Who signs the words of this paragraph in the next line."""
        following = self.placed[place + 1].paragraph if place + 1 < len(self.placed) else None
        if following and (at := signature(following)) is not None:
            name = names.at(self.plain, following.start + at, lower=self.lower)
            return self._whole(name) if name else None
        if following and len(following.text) > _SHORTEST_SIGNATURE and (unnamed := self._unnamed(place)):
            return unnamed
        if following and following.group == self.placed[place].paragraph.group and len(following.text) < 160:
            name = names.at(self.plain, following.start, lower=self.lower)
            is_said = len(self.placed[place].paragraph.text.split()) > 8
            if name and name.is_whole and re.match(r",|$|\s?[(|–—-]", following.text[name.closes - following.start :]):
                return (name, LIKELY) if is_said else None  # a lecture's title otherwise
        return None

    def _unnamed(self, place: int) -> Speaker | None:
        """Who signs words in marks by what they are; several lines with a dash are a list."""
        here, below, *further = (each.paragraph for each in self.placed[place : place + 3])
        at = unnamed_signature(below) if marks.alone(here.text) else None
        if at is None or any(each.mark == below.mark != "" or unnamed_signature(each) is not None for each in further):
            return None
        return self._nameless(below.start + at, below.end)

    def _whole(self, name: Name) -> Speaker:
        if name.is_peer and (known := self.known.get(name.surname)) and known.text.startswith(name.text):
            return known, CERTAIN
        if name.goes_by_given_name and (known := self._at_length(name)):
            return known, LIKELY
        if not name.is_whole:
            known = self.known.get(name.surname)
            return (known, LIKELY) if known else (name, DOUBTFUL)
        return name, CERTAIN

    def _at_length(self, name: Name) -> Name | None:
        """`Lady Ann` is the one `Lady Ann Lee` whom the text names."""
        longer = {each.text: each for each in self._all if each.text.startswith(f"{name.text} ")}
        return next(iter(longer.values())) if len(longer) == 1 else None
